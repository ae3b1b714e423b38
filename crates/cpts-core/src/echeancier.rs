//! The money in time: what is granted for a year is not paid within that year.
//!
//! - Fonctionnement: the first year at the signature, then a share of each year at
//!   its anniversary and the rest at the next one.
//! - Fixed part of a mission: a share when it starts, prorated to the next
//!   anniversary; then, at each anniversary, the rest of the past year and a share
//!   of the new one. The last rest is paid at the end of the contract.
//! - Variable part: some months after the anniversary that closes the year, prorated
//!   in the first year like the fixed part, for the share of results supposed reached.
//! - First year of the crisis plan: paid apart, in the place of the fixed part of that year: a
//!   share when the mission starts, the rest at the next anniversary, without prorata.
//!
//! An amount within bounds gives payments within bounds: each bound is paid like the amount.
//!
//! A line whose split between fixed and variable is not established has no payment
//! here: nothing is invented, the amount stays in `non_partage` of the totals.
//! The shares, delays and conventions are in `rules/versements.toml`.
//!
//! A contract that runs has the same calendar, of which only what comes from the day
//! from which one looks is shown. Beyond its end it is supposed to go on, on the same
//! anniversaries, without a second payment at a signature.

use cpts_codes::{Date, insertion_sort_by_key};
use cpts_rules::{Entre, Formulaire, Mission, Poste, Rules, Situation, Statut};

use crate::bilan::{Bilan, Financement, Ligne, Nature, Versement};
use crate::projet::{Hypotheses, Projet};

/// Payments of one year of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SousTotal {
    /// 1 for the twelve months that follow the first day.
    pub annee: u16,
    /// First day.
    pub debut: Date,
    /// Day after the last.
    pub fin: Date,
    /// Euros paid in that year.
    pub montant: u32,
    /// Its bounds; `None` where every payment is a share of a proved amount.
    pub entre: Option<Entre>,
}

/// The day from which the delays of a mission run: that of the signature, or that from which the
/// mission exists, where it came later.
pub fn origine_des_delais(mission: Mission, signature: Date, formulaire: &'static Formulaire) -> Date {
    let venue = formulaire.poste(mission.poste()).natures.first().map(|nature| nature.depuis);
    venue.map_or(signature, |venue| venue.max(signature))
}

/// Last day on which a mission may start; `None` where each community chooses.
pub fn demarrage_limite(mission: Mission, signature: Date, formulaire: &'static Formulaire) -> Option<Date> {
    let origine = origine_des_delais(mission, signature, formulaire);
    let delai = formulaire.poste(mission.poste()).delai_at(origine)?;
    delai.demarrage_mois.map(|mois| origine.plus_months(mois))
}

/// Day on which a mission is supposed to start when nothing is said.
pub fn demarrage_par_defaut(mission: Mission, signature: Date, formulaire: &'static Formulaire) -> Date {
    let origine = origine_des_delais(mission, signature, formulaire);
    demarrage_limite(mission, signature, formulaire)
        .unwrap_or_else(|| origine.plus_months(mois(formulaire.demarrage_libre.at(origine).valeur)))
}

/// End of a contract: the day after its last one.
pub fn fin_de_contrat(signature: Date, rules: &'static Rules) -> Date {
    signature.plus_months(mois(rules.versements.contrat.at(signature).valeur))
}

pub(crate) fn mois(valeur: u32) -> u16 {
    u16::try_from(valeur).unwrap_or(u16::MAX)
}

/// The payments of a contract that fall within `horizon_mois` months of the
/// signature (the day that ends them not included), by date, then by line.
///
/// The balances and the variable part of the last year come after the end of the
/// contract: an horizon a year longer than the contract shows all of it.
pub fn echeancier(
    lignes: &[Ligne],
    signature: Date,
    hypotheses: &Hypotheses,
    rules: &'static Rules,
    horizon_mois: u16,
) -> Vec<Versement> {
    versements(lignes, &Calcul::new(signature, hypotheses, rules, horizon_mois))
}

/// The payments of a project within `horizon_mois` months of its first day (see [`Projet::depart`]),
/// by date, then by line; none without that day.
pub fn echeancier_of(
    projet: &Projet,
    lignes: &[Ligne],
    rules: &'static Rules,
    horizon_mois: u16,
) -> Vec<Versement> {
    let (Some(signature), Some(depart)) = (projet.signature, projet.depart()) else { return Vec::new() };
    let calcul = Calcul::seen_from(signature, depart, &projet.hypotheses, rules, horizon_mois);
    match projet.situation {
        Situation::Nouvelle => versements(lignes, &calcul),
        Situation::Existante => versements(lignes, &calcul.go_on()),
    }
}

fn versements(lignes: &[Ligne], calcul: &Calcul<'_>) -> Vec<Versement> {
    let mut versements = Vec::with_capacity(32);
    for ligne in lignes {
        match ligne.poste.mission() {
            None => calcul.fonctionnement(ligne, &mut versements),
            Some(mission) => calcul.mission(mission, ligne, &mut versements),
        }
    }
    insertion_sort_by_key(&mut versements, |v| {
        let jour = u32::from(v.date.annee()) << 9 | u32::from(v.date.mois()) << 5 | u32::from(v.date.jour());
        // By date, then by line, then by nature: one number compares in less code than a tuple.
        u64::from(jour) << 16 | (v.poste as u64) << 8 | v.nature as u64
    });
    versements
}

/// What the payments of every line share.
struct Calcul<'a> {
    signature: Date,
    /// First day that is shown.
    debut: Date,
    /// Day after the last one that is shown.
    horizon: Date,
    /// Years of the contract, those of a supposed renewal included.
    annees: u16,
    /// Years of the contract as it was signed.
    annees_signees: u16,
    /// The best that a payment can be known, where the amounts are not those of the signature.
    plafond: Statut,
    hypotheses: &'a Hypotheses,
    rules: &'static Rules,
    signature_pct: u32,
    fonctionnement_pct: u32,
    fixe_pct: u32,
    plan_pct: u32,
    plan_statut: Statut,
    atteinte: u32,
    variable_delai: u16,
    /// Days of a month for the prorata.
    jours_mois: u32,
}

/// An amount and its bounds, shared out alike.
#[derive(Debug, Clone, Copy)]
struct Borne {
    montant: u32,
    entre: Entre,
}

impl Borne {
    fn new(montant: u32, entre: Option<Entre>) -> Self {
        Self { montant, entre: Entre::of(montant, entre) }
    }

    fn map(self, f: impl Fn(u32) -> u32) -> Self {
        Self { montant: f(self.montant), entre: Entre { min: f(self.entre.min), max: f(self.entre.max) } }
    }

    fn share(self, part: u32, tout: u32) -> Self {
        self.map(|montant| share(montant, part, tout))
    }

    /// What is left once a share of it is paid: more where the amount is more.
    fn rest(self, part: u32, tout: u32) -> Self {
        self.map(|montant| montant - share(montant, part, tout))
    }
}

/// The part of a year that a mission works in.
struct Prorata {
    jours: u32,
    /// Whole months: every convention counts them the same.
    rond: bool,
}

impl<'a> Calcul<'a> {
    fn new(signature: Date, hypotheses: &'a Hypotheses, rules: &'static Rules, horizon_mois: u16) -> Self {
        Self::seen_from(signature, signature, hypotheses, rules, horizon_mois)
    }

    /// What is paid from `depart` on, which gives the shares and delays.
    fn seen_from(
        signature: Date,
        depart: Date,
        hypotheses: &'a Hypotheses,
        rules: &'static Rules,
        horizon_mois: u16,
    ) -> Self {
        let v = &rules.versements;
        let at = |p: &cpts_rules::Parametre| p.at(depart).valeur;
        let annees = mois(v.contrat.at(signature).valeur) / 12;
        let plan = v.plan_avance.as_ref().unwrap_or(&v.fixe_avance);
        Self {
            signature,
            debut: depart,
            horizon: depart.plus_months(horizon_mois),
            annees,
            annees_signees: annees,
            plafond: Statut::Publie,
            hypotheses,
            rules,
            signature_pct: at(&v.fonctionnement_signature).min(100),
            fonctionnement_pct: at(&v.fonctionnement_avance).min(100),
            fixe_pct: at(&v.fixe_avance).min(100),
            plan_pct: at(plan).min(100),
            plan_statut: plan.at(signature).statut,
            atteinte: hypotheses
                .atteinte_variable
                .map_or(at(&v.atteinte_variable).min(100), |p| p.get().into()),
            variable_delai: mois(at(&v.variable_delai)),
            jours_mois: at(&v.prorata_jours).max(1),
        }
    }

    /// Supposes that the contract goes on for as long as one looks, and that the text of the first
    /// day holds for it.
    fn go_on(mut self) -> Self {
        // What is beyond the calendar has no end to come to.
        while self.anniversaire(self.annees) < self.horizon {
            self.annees += 1;
        }
        let texte = |jour: Date| self.rules.texte_at(jour).map(|texte| texte.id);
        if texte(self.signature) != texte(self.debut) {
            self.plafond = self.rules.versements.avenant_en_cours.statut;
        }
        self
    }

    fn anniversaire(&self, annee: u16) -> Date {
        self.signature.plus_months(annee.saturating_mul(12))
    }

    /// What a payment of that year of the contract can be known at best, given what its amount is.
    fn sur(&self, annee: u16, statut: Statut) -> Statut {
        let suppose = if annee < self.annees_signees { Statut::Publie } else { Statut::Estime };
        statut.weakest(suppose).weakest(self.plafond)
    }

    fn push(
        &self,
        versements: &mut Vec<Versement>,
        date: Date,
        poste: Poste,
        nature: Nature,
        somme: Borne,
        statut: Statut,
    ) {
        if somme.montant > 0 && date >= self.debut && date < self.horizon {
            let (montant, montant_entre) = (somme.montant, somme.entre.ouvert());
            versements.push(Versement { date, poste, nature, montant, montant_entre, statut });
        }
    }

    fn fonctionnement(&self, ligne: &Ligne, versements: &mut Vec<Versement>) {
        let Some(montant) = ligne.fixe.map(|fixe| Borne::new(fixe, ligne.fixe_entre)) else { return };
        let statut = ligne.statut;
        let calcule = statut.weakest(Statut::Calcule);
        for annee in 0..self.annees {
            let (pct, nature) = match annee {
                0 => (self.signature_pct, Nature::Signature),
                _ => (self.fonctionnement_pct, Nature::Avance),
            };
            let avance = montant.share(pct, 100);
            let sur = self.sur(annee, if pct == 100 { statut } else { calcule });
            self.push(versements, self.anniversaire(annee), ligne.poste, nature, avance, sur);
            self.push(
                versements,
                self.anniversaire(annee + 1),
                ligne.poste,
                Nature::Solde,
                montant.rest(pct, 100),
                self.sur(annee, calcule),
            );
        }
    }

    fn mission(&self, mission: Mission, ligne: &Ligne, versements: &mut Vec<Versement>) {
        let (Some(fixe), Some(variable)) = (ligne.fixe, ligne.variable) else { return };
        let fixe = Borne::new(fixe, ligne.fixe_entre);
        let variable = Borne::new(variable, ligne.variable_entre);
        let demarrage = self
            .hypotheses
            .demarrages
            .get(&mission)
            .copied()
            .unwrap_or_else(|| demarrage_par_defaut(mission, self.signature, self.rules.formulaire))
            .max(self.signature);
        // A mission that came after the signature: from when its delay runs is not written.
        let suppose = self.hypotheses.demarrages.get(&mission).is_none()
            && origine_des_delais(mission, self.signature, self.rules.formulaire) > self.signature;
        let statut_prorata = self.rules.versements.prorata_jours.at(self.signature).statut;
        let statut_variable = ligne
            .statut
            .weakest(self.rules.versements.variable_delai.at(self.signature).statut)
            .weakest(Statut::Estime);
        let calcule = ligne.statut.weakest(Statut::Calcule);
        for annee in 0..self.annees {
            let (debut, fin) = (self.anniversaire(annee), self.anniversaire(annee + 1));
            if demarrage >= fin {
                continue;
            }
            let (date, nature, prorata) = if demarrage > debut {
                (demarrage, Nature::Demarrage, self.prorata(demarrage, fin))
            } else if demarrage == debut {
                (debut, Nature::Demarrage, Prorata { jours: 12 * self.jours_mois, rond: true })
            } else {
                (debut, Nature::Avance, Prorata { jours: 12 * self.jours_mois, rond: true })
            };
            let venue = if suppose && demarrage >= debut { Statut::Estime } else { Statut::Publie };
            if let Some(premiere) = ligne.premiere_annee.filter(|_| nature == Nature::Demarrage) {
                let du = Borne::new(premiere, ligne.premiere_annee_entre);
                let statut = ligne.statut_premiere_annee.unwrap_or(ligne.statut).weakest(self.plan_statut);
                let statut = self.sur(annee, statut.weakest(venue));
                let avance = du.share(self.plan_pct, 100);
                self.push(versements, date, ligne.poste, Nature::Plan, avance, statut);
                self.push(versements, fin, ligne.poste, Nature::Solde, du.rest(self.plan_pct, 100), statut);
            } else {
                let statut = if prorata.rond { calcule } else { calcule.weakest(statut_prorata) };
                let statut = self.sur(annee, statut.weakest(venue));
                let du = fixe.share(prorata.jours, 12 * self.jours_mois);
                let avance = du.share(self.fixe_pct, 100);
                self.push(versements, date, ligne.poste, nature, avance, statut);
                self.push(versements, fin, ligne.poste, Nature::Solde, du.rest(self.fixe_pct, 100), statut);
            }
            let resultats = variable.share(prorata.jours, 12 * self.jours_mois).share(self.atteinte, 100);
            let paye = fin.plus_months(self.variable_delai);
            let statut = self.sur(annee, statut_variable);
            self.push(versements, paye, ligne.poste, Nature::Variable, resultats, statut);
        }
    }

    /// From `debut` to `fin`, less than a year away: whole months, then days.
    fn prorata(&self, debut: Date, fin: Date) -> Prorata {
        let mut pleins = 0;
        while pleins < 11 && debut.plus_months(pleins + 1) <= fin {
            pleins += 1;
        }
        let jours = fin.ordinal().saturating_sub(debut.plus_months(pleins).ordinal());
        let jours = u32::try_from(jours).unwrap_or(0).min(self.jours_mois);
        Prorata { jours: u32::from(pleins) * self.jours_mois + jours, rond: jours == 0 }
    }
}

/// `montant × part / tout`, to the nearest euro.
fn share(montant: u32, part: u32, tout: u32) -> u32 {
    let (part, tout) = (u64::from(part.min(tout)), u64::from(tout.max(1)));
    u32::try_from((u64::from(montant) * part + tout / 2) / tout).unwrap_or(u32::MAX).min(montant)
}

impl Financement {
    /// What is paid in each year that the échéancier covers, in order, from its first day on
    /// (see [`Projet::depart`]).
    pub fn annees(&self, depart: Date) -> Vec<SousTotal> {
        let mut annees: Vec<SousTotal> = Vec::new();
        for versement in &self.echeancier {
            let sien = Entre::of(versement.montant, versement.montant_entre);
            loop {
                match annees.last_mut() {
                    Some(annee) if versement.date < annee.fin => {
                        let entre = Entre::of(annee.montant, annee.entre).plus(sien);
                        annee.montant = annee.montant.saturating_add(versement.montant);
                        annee.entre = entre.ouvert();
                        break;
                    }
                    last => {
                        let debut = last.as_ref().map_or(depart, |annee| annee.fin);
                        let fin = debut.plus_months(12);
                        if fin <= debut {
                            return annees; // the end of the calendar
                        }
                        let annee = last.map_or(1, |annee| annee.annee + 1);
                        // Counted from the first day, so that a 29 February comes back.
                        let fin = depart.plus_months(annee.saturating_mul(12)).max(fin);
                        annees.push(SousTotal { annee, debut, fin, montant: 0, entre: None });
                    }
                }
            }
        }
        annees
    }
}

impl Bilan {
    /// What is paid within twelve months of the signature, or of the day from which one looks at
    /// a contract that runs; `None` without that day.
    pub fn versements_premiere_annee(&self) -> Option<u32> {
        let financement = self.financement.as_ref()?;
        let depart = match &self.contrat {
            Some(contrat) => contrat.vue_le?,
            None => financement.echeancier.iter().find(|v| v.nature == Nature::Signature)?.date,
        };
        financement.annees(depart).first().map(|annee| annee.montant)
    }
}
