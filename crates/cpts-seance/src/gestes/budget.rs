//! Changing the budget.

use cpts_core::{BUDGET_LIGNES_MAX, LigneBudget, Pourcent};
use cpts_rules::{PosteBudget, Rythme, Sens};

use crate::lectures::budget::ligne_de;
use crate::quoi::{Champ, Quoi};
use crate::seance::Seance;

impl Seance {
    /// Changes one number of the budget; `None`: what the rules suppose. What is no number of the budget
    /// changes nothing.
    pub fn set_nombre(self, champ: Champ, n: Option<u32>) {
        let court = n.and_then(|n| u16::try_from(n).ok());
        self.edit_budget(Quoi::Budget(champ), &mut |b| match champ {
            Champ::Brut => b.coordination.brut = n,
            Champ::Charges => b.coordination.charges = n.and_then(|n| Pourcent::try_from(n).ok()),
            Champ::Quotite => b.coordination.quotite = court,
            Champ::Embauche => b.coordination.embauche = n.and_then(|n| u8::try_from(n).ok()),
            Champ::Personnes => b.indemnites.personnes = court,
            Champ::Heures => b.indemnites.heures = court,
            Champ::Taux => b.indemnites.taux = court,
            Champ::Variable | Champ::Nom(_) | Champ::Montant(_) | Champ::Lignes => {}
        });
    }

    /// Takes a remedy up: hiring later, or for less time. A gesture of its own, however soon after what was
    /// typed.
    pub fn take_remede(self, champ: Champ, n: u16) {
        let nom = match champ {
            Champ::Embauche => "budget, embauche plus tardive",
            _ => "budget, temps de travail réduit",
        };
        self.edit_budget(Quoi::Nomme(nom.to_owned()), &mut |b| match champ {
            Champ::Embauche => b.coordination.embauche = u8::try_from(n).ok(),
            _ => b.coordination.quotite = Some(n),
        });
    }

    /// Whether the variable part counts.
    pub fn set_avec_variable(self, avec: bool) {
        self.edit_budget(Quoi::Budget(Champ::Variable), &mut |b| b.avec_variable = Some(avec));
    }

    /// Adds a line of the person, to be filled in. Returns its rank; `None` where no more can be held.
    pub fn add_ligne(self, sens: Sens) -> Option<usize> {
        let rang = self.projet.with_untracked(|p| p.hypotheses.budget.lignes.len());
        let poste = self.rules().budget.postes.iter().find(|p| p.libre && p.sens == sens)?;
        if rang >= BUDGET_LIGNES_MAX {
            return None;
        }
        self.edit_budget(Quoi::Budget(Champ::Lignes), &mut |b| {
            b.lignes.push(LigneBudget {
                poste: poste.id.to_owned(),
                nom: Some(String::new()),
                ..LigneBudget::default()
            });
        });
        Some(rang)
    }

    /// Takes a line of the person out.
    pub fn remove_ligne(self, rang: usize) {
        self.edit_budget(Quoi::Budget(Champ::Lignes), &mut |b| {
            if rang < b.lignes.len() {
                b.lignes.remove(rang);
            }
        });
    }

    /// The name of a line of the person.
    pub fn name_ligne(self, poste: &'static PosteBudget, rang: usize, nom: &str) {
        self.edit_ligne(poste, Some(rang), Champ::Nom, &mut |l| l.nom = Some(nom.to_owned()));
    }

    /// The amount of a line, in euros; `None`: to be filled in. `rang` is that of a line of the person.
    pub fn set_montant(self, poste: &'static PosteBudget, rang: Option<usize>, montant: Option<u32>) {
        self.edit_ligne(poste, rang, Champ::Montant, &mut |l| l.montant = montant);
    }

    /// How often a line comes.
    pub fn set_rythme(self, poste: &'static PosteBudget, rang: Option<usize>, rythme: Rythme) {
        self.edit_ligne(poste, rang, |_| Champ::Lignes, &mut |l| l.rythme = Some(rythme));
    }

    /// The month of its first time.
    pub fn set_mois(self, poste: &'static PosteBudget, rang: Option<usize>, mois: u8) {
        self.edit_ligne(poste, rang, |_| Champ::Lignes, &mut |l| l.mois = mois);
    }

    fn edit_ligne(
        self,
        poste: &'static PosteBudget,
        rang: Option<usize>,
        champ: fn(usize) -> Champ,
        changer: &mut dyn FnMut(&mut LigneBudget),
    ) {
        let avant = ligne_de(self, poste, rang);
        let (place, fin) = self.projet.with_untracked(|p| {
            let lignes = &p.hypotheses.budget.lignes;
            (rang.or_else(|| lignes.iter().position(|ligne| ligne.poste == poste.id)), lignes.len())
        });
        let quoi = Quoi::Budget(champ(place.unwrap_or(fin)));
        self.edit_budget(quoi, &mut |b| match place.and_then(|place| b.lignes.get_mut(place)) {
            Some(ligne) => changer(ligne),
            None => {
                let mut ligne = avant.clone();
                changer(&mut ligne);
                b.lignes.push(ligne);
            }
        });
    }
}
