//! The cash of a community at the end of each month, from the signature on, or from the day from
//! which one looks at a contract that runs. What is in the bank that day is not known, and counts
//! for nothing.
//!
//! Months are those of the calendar: the first is that of that day. Euros only: a
//! yearly cost is spread so that any twelve months in a row make it exactly. What is paid
//! in, what is paid out and what is left follow from each other, to the euro.

use cpts_codes::Date;
use cpts_rules::{Entre, Rules, Rythme, Sens, Situation};

use crate::bilan::{Financement, Nature};
use crate::budget::{BUDGET_MOIS, Budget, LigneBudget};
use crate::projet::Projet;

/// Months of a budget, as a length.
const MOIS: usize = BUDGET_MOIS as usize;

/// Shares of a post that are proposed in the place of a larger one, in percent.
const PAS_DE_QUOTITE: u16 = 5;

/// The cash over 24 months. All of it is a hypothesis: the payments are those of the
/// échéancier, the rest is what the person supposes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Tresorerie {
    /// Each month, from that of the first day on (see [`Projet::depart`]).
    pub mois: Vec<MoisTresorerie>,
    /// The sums of the 24 months.
    pub totaux: TotauxTresorerie,
    /// The first month without enough money; `None` where each has enough.
    pub rouge: Option<Rouge>,
    /// The same, were every payment that is not proved at the least that it can be: where this one
    /// differs, the amounts that are not proved decide. Equal to `rouge` where all are proved.
    pub rouge_au_plus_bas: Option<Rouge>,
    /// The same, were every payment that is not proved at the most that it can be.
    pub rouge_au_plus_haut: Option<Rouge>,
    /// What would keep every month out of the red, whatever the amounts that are not proved; empty
    /// where none can be in it.
    pub remedes: Remedes,
    /// The ceiling of indemnities, for each calendar year in which some are paid.
    pub plafonds: Vec<Plafond>,
    /// Lines that have no amount yet, by their `id`: they count for nothing here.
    pub a_renseigner: Vec<&'static str>,
}

impl Tresorerie {
    /// Whether amounts that are not proved weigh on some month.
    pub fn est_incertaine(&self) -> bool {
        self.mois.iter().any(|m| m.solde_entre.is_some())
    }
}

/// One month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MoisTresorerie {
    /// Year.
    pub annee: u16,
    /// Month, 1 to 12.
    pub mois: u8,
    /// Euros paid in.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub entrees: i64,
    /// Of which the variable part, which is not certain.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub variable: i64,
    /// Euros paid out.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub sorties: i64,
    /// Euros at its end: below zero, money is missing.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub solde: i64,
    /// The least and the most that `solde` can be, as the payments that are not proved go;
    /// `None` while all that was paid until then is proved.
    #[cfg_attr(feature = "ts", ts(type = "[min: number, max: number] | null"))]
    pub solde_entre: Option<(i64, i64)>,
}

/// Sums of the months.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TotauxTresorerie {
    /// Payments of the ACI but for the variable part.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub aci: i64,
    /// Its variable part, where it is counted on.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub variable: i64,
    /// Other money in.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub recettes: i64,
    /// The post of coordination.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub coordination: i64,
    /// What the members are paid.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub indemnites: i64,
    /// Other money out.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub depenses: i64,
}

/// Where money is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Rouge {
    /// Rank of the first month, from 0.
    pub premier: u8,
    /// Euros that are missing at its end.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub manque: i64,
    /// How many months are in the red.
    pub mois: u8,
    /// Rank of the worst month.
    pub pire: u8,
    /// Euros that are missing at its end.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub pire_manque: i64,
}

/// What would keep every month out of the red, each by itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Remedes {
    /// Fewest months by which the hiring must be put off; `None` where none is enough.
    pub report: Option<u8>,
    /// Largest share of a post, in percent; `None` where none is enough.
    pub quotite: Option<u16>,
}

/// The ceiling of a calendar year: what a person may be paid at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Plafond {
    /// The year.
    pub annee: u16,
    /// Its ceiling in euros; `None` where none is known.
    pub montant: Option<u32>,
    /// Year of that ceiling: an earlier one where that of the year is not published.
    pub publie_pour: Option<u16>,
    /// Euros that each person is paid in that year.
    pub par_personne: u32,
    /// Whether the ceiling holds them down.
    pub atteint: bool,
}

/// The numbers of a budget, those of the rules in the place of what was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BudgetRetenu {
    /// Yearly gross pay of a full-time post.
    pub brut: u32,
    /// Employer's contributions, percent.
    pub charges: u32,
    /// Share of a full-time post, percent.
    pub quotite: u16,
    /// Rank of the month of the hiring, from 0.
    pub embauche: u8,
    /// Euros an hour.
    pub taux: u32,
    /// Whether the variable part counts.
    pub avec_variable: bool,
}

impl BudgetRetenu {
    /// Yearly cost of the post, contributions included.
    pub fn cout(&self) -> u32 {
        self.cout_de(self.quotite)
    }

    fn cout_de(&self, quotite: u16) -> u32 {
        let charge = u64::from(self.brut) * u64::from(quotite) * u64::from(100 + self.charges);
        u32::try_from((charge + 5_000) / 10_000).unwrap_or(u32::MAX)
    }
}

impl Budget {
    /// Its numbers, those in force on `date` in the place of what was left out.
    pub fn retenu(&self, date: Date, rules: &'static Rules) -> BudgetRetenu {
        let (c, regles) = (&self.coordination, rules.budget);
        let court = |valeur: u32| u16::try_from(valeur).unwrap_or(u16::MAX);
        BudgetRetenu {
            brut: c.brut.unwrap_or_else(|| rules.coordination.brut.at(date).valeur),
            charges: c.charges.map_or_else(|| rules.coordination.charges.at(date).valeur, u32::from),
            quotite: c.quotite.unwrap_or_else(|| court(regles.quotite.at(date).valeur)),
            embauche: c
                .embauche
                .unwrap_or_else(|| u8::try_from(regles.embauche.at(date).valeur).unwrap_or(BUDGET_MOIS)),
            taux: self.indemnites.taux.map_or_else(|| regles.taux.at(date).valeur, u32::from),
            avec_variable: self.avec_variable.unwrap_or(regles.variable.compte),
        }
    }

    /// The names of the lines that have no amount yet: that of the person, else the title.
    pub fn noms_a_renseigner(&self, rules: &'static Rules) -> Vec<String> {
        let mut noms = Vec::new();
        for (ligne, poste) in self.lignes_retenues(rules) {
            if is_missing(&ligne, poste) {
                let nom = ligne.nom.filter(|nom| !nom.is_empty());
                noms.push(nom.unwrap_or_else(|| poste.titre.to_owned()));
            }
        }
        noms
    }

    /// The lines that count: those of the person, and those of the rules that have an
    /// amount and of which the person says nothing.
    fn lignes_retenues(&self, rules: &'static Rules) -> Vec<(LigneBudget, &'static cpts_rules::PosteBudget)> {
        let mut lignes = Vec::new();
        for poste in rules.budget.postes {
            let mut dite = false;
            for ligne in self.lignes.iter().filter(|ligne| ligne.poste == poste.id) {
                lignes.push((ligne.clone(), poste));
                dite = true;
            }
            if !dite {
                let ligne = LigneBudget { poste: poste.id.to_owned(), ..LigneBudget::default() };
                lignes.push((LigneBudget { montant: poste.montant, ..ligne }, poste));
            }
        }
        lignes
    }
}

impl Projet {
    /// The numbers of its budget on the day of its rules. Who already runs a CPTS has hired: the
    /// post is there from the first month, where nothing else is said.
    pub fn budget_retenu(&self, rules: &'static Rules) -> BudgetRetenu {
        let budget = &self.hypotheses.budget;
        let mut retenu = budget.retenu(self.date_des_regles(), rules);
        if self.situation == Situation::Existante && budget.coordination.embauche.is_none() {
            retenu.embauche = 0;
        }
        retenu
    }
}

/// Whether a line waits for its amount; nobody must have a line of their own.
fn is_missing(ligne: &LigneBudget, poste: &cpts_rules::PosteBudget) -> bool {
    ligne.montant.is_none() && (!poste.libre || ligne.nom.is_some())
}

/// Rank of the month of a day, from that of the first one.
fn rang(depart: Date, date: Date) -> Option<usize> {
    let mois = |d: Date| usize::from(d.annee()) * 12 + usize::from(d.mois());
    mois(date).checked_sub(mois(depart)).filter(|rang| *rang < MOIS)
}

/// Year and month of a rank.
fn calendrier(depart: Date, rang: usize) -> (u16, u8) {
    let total = usize::from(depart.annee()) * 12 + usize::from(depart.mois()) - 1 + rang;
    (u16::try_from(total / 12).unwrap_or(u16::MAX), (total % 12) as u8 + 1)
}

/// What a yearly cost takes in its `n`th month, from 0: any twelve in a row make the year.
fn mensualite(annuel: u32, n: usize) -> i64 {
    let jusque = |n: usize| (u64::from(annuel) * n as u64 / 12) as i64;
    jusque(n + 1) - jusque(n)
}

/// The cash of a project; `None` without a first day, or where nothing is granted.
pub fn tresorerie(
    projet: &Projet,
    financement: Option<&Financement>,
    rules: &'static Rules,
) -> Option<Tresorerie> {
    let depart = projet.depart()?;
    let financement = financement.filter(|f| !f.echeancier.is_empty())?;
    let budget = &projet.hypotheses.budget;
    let retenu = projet.budget_retenu(rules);
    let mut totaux = TotauxTresorerie::default();
    let mut mois = [MoisTresorerie::default(); MOIS];
    for (i, m) in mois.iter_mut().enumerate() {
        (m.annee, m.mois) = calendrier(depart, i);
    }
    // What the bounds of the payments of each month add to its money in.
    let mut ecarts = [(0_i64, 0_i64); MOIS];
    for versement in &financement.echeancier {
        let variable = versement.nature == Nature::Variable;
        let Some(i) = rang(depart, versement.date) else { continue };
        let (Some(m), Some(ecart)) = (mois.get_mut(i), ecarts.get_mut(i)) else { continue };
        if variable && !retenu.avec_variable {
            continue;
        }
        let entre = Entre::of(versement.montant, versement.montant_entre);
        ecart.0 += i64::from(entre.min) - i64::from(versement.montant);
        ecart.1 += i64::from(entre.max) - i64::from(versement.montant);
        let montant = i64::from(versement.montant);
        m.entrees += montant;
        if variable {
            m.variable += montant;
            totaux.variable += montant;
        } else {
            totaux.aci += montant;
        }
    }
    let plafonds = indemnites(budget, &retenu, rules, &mut mois, &mut totaux);
    let a_renseigner = autres_lignes(budget, rules, &mut mois, &mut totaux);

    // The least that is left before the coordination: the remedies are tried on it.
    let mut net = [0_i64; MOIS];
    for ((net, m), ecart) in net.iter_mut().zip(&mois).zip(&ecarts) {
        *net = m.entrees + ecart.0 - m.sorties;
    }
    let mut solde = 0;
    let mut ecart = (0, 0);
    for (i, (m, sien)) in mois.iter_mut().zip(&ecarts).enumerate() {
        let cout = match i.checked_sub(retenu.embauche.into()) {
            Some(n) => mensualite(retenu.cout(), n),
            None => 0,
        };
        totaux.coordination += cout;
        m.sorties += cout;
        solde += m.entrees - m.sorties;
        m.solde = solde;
        ecart = (ecart.0 + sien.0, ecart.1 + sien.1);
        m.solde_entre = (ecart != (0, 0)).then_some((solde + ecart.0, solde + ecart.1));
    }
    let rouge_au_plus_bas = rouge(&mois, |m| m.solde_entre.map_or(m.solde, |entre| entre.0));
    let rouge_au_plus_haut = rouge(&mois, |m| m.solde_entre.map_or(m.solde, |entre| entre.1));
    let rouge = rouge(&mois, |m| m.solde);
    Some(Tresorerie {
        totaux,
        remedes: if rouge_au_plus_bas.is_some() { remedes(&net, &retenu) } else { Remedes::default() },
        rouge,
        rouge_au_plus_bas,
        rouge_au_plus_haut,
        plafonds,
        a_renseigner,
        mois: mois.to_vec(),
    })
}

/// Adds what the members are paid, no more in a calendar year than its ceiling.
fn indemnites(
    budget: &Budget,
    retenu: &BudgetRetenu,
    rules: &'static Rules,
    mois: &mut [MoisTresorerie; MOIS],
    totaux: &mut TotauxTresorerie,
) -> Vec<Plafond> {
    let personnes = i64::from(budget.indemnites.personnes.unwrap_or(0));
    let par_mois = u32::from(budget.indemnites.heures.unwrap_or(0)).saturating_mul(retenu.taux);
    let mut plafonds: Vec<Plafond> = Vec::new();
    if personnes == 0 || par_mois == 0 {
        return plafonds;
    }
    for m in mois {
        if plafonds.last().is_none_or(|p| p.annee != m.annee) {
            let pass = rules.pass(m.annee);
            plafonds.push(Plafond {
                annee: m.annee,
                montant: pass.map(|p| p.montant),
                publie_pour: pass.map(|p| p.annee),
                par_personne: 0,
                atteint: false,
            });
        }
        if let Some(plafond) = plafonds.last_mut() {
            let reste = plafond.montant.map_or(u32::MAX, |max| max.saturating_sub(plafond.par_personne));
            let paye = par_mois.min(reste);
            plafond.par_personne = plafond.par_personne.saturating_add(paye);
            plafond.atteint |= paye < par_mois;
            let montant = i64::from(paye) * personnes;
            m.sorties += montant;
            totaux.indemnites += montant;
        }
    }
    plafonds
}

/// Adds the other lines; those that have no amount yet are named.
fn autres_lignes(
    budget: &Budget,
    rules: &'static Rules,
    mois: &mut [MoisTresorerie; MOIS],
    totaux: &mut TotauxTresorerie,
) -> Vec<&'static str> {
    let mut a_renseigner = Vec::new();
    for (ligne, poste) in budget.lignes_retenues(rules) {
        if is_missing(&ligne, poste) && !a_renseigner.contains(&poste.id) {
            a_renseigner.push(poste.id);
        }
        let Some(montant) = ligne.montant else { continue };
        let montant = i64::from(montant);
        let rythme = ligne.rythme.unwrap_or(poste.rythme);
        for (i, m) in mois.iter_mut().enumerate() {
            let n = i.checked_sub(ligne.mois.into());
            let vient = match rythme {
                Rythme::Mois => n.is_some(),
                Rythme::An => n.is_some_and(|n| n % 12 == 0),
                Rythme::Unique => n == Some(0),
            };
            if !vient {
                continue;
            }
            match poste.sens {
                Sens::Recette => {
                    m.entrees += montant;
                    totaux.recettes += montant;
                }
                Sens::Depense => {
                    m.sorties += montant;
                    totaux.depenses += montant;
                }
            }
        }
    }
    a_renseigner
}

/// Where money is missing, when `solde` is what is left of a month.
fn rouge(mois: &[MoisTresorerie; MOIS], solde: fn(&MoisTresorerie) -> i64) -> Option<Rouge> {
    let mut rouge: Option<Rouge> = None;
    for (i, m) in mois.iter().enumerate().filter(|(_, m)| solde(m) < 0) {
        let (i, manque) = (i as u8, -solde(m));
        match &mut rouge {
            None => rouge = Some(Rouge { premier: i, manque, mois: 1, pire: i, pire_manque: manque }),
            Some(rouge) => {
                rouge.mois += 1;
                if manque > rouge.pire_manque {
                    (rouge.pire, rouge.pire_manque) = (i, manque);
                }
            }
        }
    }
    rouge
}

/// Whether each month keeps enough with a post of this yearly cost, hired in this month.
fn tient(net: &[i64; MOIS], annuel: u32, embauche: usize) -> bool {
    let mut solde = 0;
    for (i, net) in net.iter().enumerate() {
        solde += net - i.checked_sub(embauche).map_or(0, |n| mensualite(annuel, n));
        if solde < 0 {
            return false;
        }
    }
    true
}

fn remedes(net: &[i64; MOIS], retenu: &BudgetRetenu) -> Remedes {
    let mut remedes = Remedes::default();
    let embauche = usize::from(retenu.embauche);
    for n in embauche + 1..MOIS {
        if tient(net, retenu.cout(), n) {
            remedes.report = u8::try_from(n - embauche).ok();
            break;
        }
    }
    let mut quotite = retenu.quotite.saturating_sub(1) / PAS_DE_QUOTITE * PAS_DE_QUOTITE;
    while quotite > 0 {
        if tient(net, retenu.cout_de(quotite), embauche) {
            remedes.quotite = Some(quotite);
            break;
        }
        quotite -= PAS_DE_QUOTITE;
    }
    remedes
}
