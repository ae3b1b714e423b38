//! Finding the value in force, and the entry that has a name.

use cpts_codes::{CodeDepartement, CodeRegion, Date};

use crate::issues::Issue;
use crate::types::{
    Affirmation, Delai, Entre, EtapeDeRegion, Formulaire, HorsDispositif, IdSource, IssueRegle, MotNiveau,
    MotRecours, MotStatut, NaturePoste, Niveau, Paliers, Parametre, Pass, Poste, PosteBudget, PosteRegle,
    Profession, Question, Recours, Region, ReglesBudget, ReglesCoordination, ReglesTaille, ReglesVersement,
    Rules, Somme, Source, Statut, Taille, TexteLegal, Valeur, ValeurParametre,
};

/// Whether what holds from `depuis` on holds on `date`.
// Not inlined: three comparisons in a dozen places weigh more than a call.
#[inline(never)]
fn begun(depuis: Date, date: Date) -> bool {
    depuis <= date
}

/// The last entry that has begun on `date`; entries are in order of date.
fn last_begun<T>(entries: &'static [T], date: Date, depuis: impl Fn(&T) -> Date) -> Option<&'static T> {
    entries.iter().rev().find(|entry| begun(depuis(entry), date))
}

impl Formulaire {
    /// What is known of a line.
    pub fn poste(&'static self, poste: Poste) -> &'static PosteRegle {
        &self.postes[poste as usize]
    }
}

impl Rules {
    /// What is known of a line.
    pub fn poste(&self, poste: Poste) -> &'static PosteRegle {
        self.formulaire.poste(poste)
    }

    /// The amounts of a line, by date.
    pub fn valeurs(&self, poste: Poste) -> &'static [Valeur] {
        self.montants[poste as usize]
    }

    /// The amounts of a line in force on `date`.
    pub fn valeur_at(&self, poste: Poste, date: Date) -> Option<&'static Valeur> {
        last_begun(self.valeurs(poste), date, |v| v.depuis)
    }

    /// The sums of lines of a tier that are in force on `date`, the smaller sets first: those of
    /// which no line has changed its amounts since.
    pub fn sommes_at(&self, taille: Taille, date: Date) -> impl Iterator<Item = &'static Somme> + '_ {
        self.sommes.iter().filter(move |somme| {
            let depuis = |date| move |poste: &Poste| self.valeur_at(*poste, date).map(|v| v.depuis);
            somme.taille == taille
                && somme.date <= date
                && somme.postes.iter().all(|p| depuis(date)(p) == depuis(somme.date)(p))
        })
    }

    /// The numbers of the contract and of its payments, in the order in which they are shown.
    pub fn parametres_des_versements(&self) -> Vec<&Parametre> {
        let v = &self.versements;
        let mut liste = vec![
            &v.contrat,
            &v.renouvellement,
            &v.fonctionnement_signature,
            &v.fonctionnement_avance,
            &v.fixe_avance,
            &v.variable_delai,
            &v.atteinte_variable,
            &self.formulaire.demarrage_libre,
            &v.prorata_jours,
        ];
        liste.extend(&v.plan_avance);
        liste
    }

    /// The text that sets the amounts on `date`; `None` before the first ACI.
    pub fn texte_at(&self, date: Date) -> Option<&'static TexteLegal> {
        self.textes.iter().rev().find(|texte| texte.bareme && begun(texte.depuis, date))
    }

    /// The source that has this name.
    pub fn source(&self, id: IdSource) -> Option<&'static Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// The profession that has this `id`.
    pub fn profession(&self, id: &str) -> Option<&'static Profession> {
        self.formulaire.professions.iter().find(|profession| profession.id == id)
    }

    /// The région that has this code, or whose ARS is that of the collectivity of this code.
    pub fn region(&self, code: CodeRegion) -> Option<&'static Region> {
        self.regions.iter().find(|region| region.code == code || region.meme_ars.contains(&code))
    }

    /// The text of an outcome.
    pub fn issue(&self, issue: Issue) -> Option<&'static IssueRegle> {
        self.issues.get(issue as usize)
    }

    /// What a statut means.
    pub fn statut(&self, statut: Statut) -> Option<&'static MotStatut> {
        self.statuts.get(statut as usize)
    }

    /// The words for a level.
    pub fn niveau(&self, niveau: Niveau) -> Option<&'static MotNiveau> {
        self.niveaux.get(niveau as usize)
    }

    /// The label of a recours.
    pub fn recours(&self, recours: Recours) -> Option<&'static MotRecours> {
        self.recours.get(recours as usize)
    }

    /// The collectivity outside the scheme that this code names.
    pub fn hors_dispositif(&self, code: CodeDepartement) -> Option<&'static HorsDispositif> {
        self.lieux.hors_dispositif.iter().find(|lieu| lieu.code == code)
    }

    /// The yearly ceiling of a year, or of the last year before it that is known.
    pub fn pass(&self, annee: u16) -> Option<&'static Pass> {
        self.pass.iter().rev().find(|pass| pass.annee <= annee)
    }
}

impl Entre {
    /// An amount that can only be one.
    pub const fn exact(montant: u32) -> Self {
        Self { min: montant, max: montant }
    }

    /// The bounds of an amount, which is its own where it is proved.
    pub fn of(montant: u32, entre: Option<Self>) -> Self {
        entre.unwrap_or(Self::exact(montant))
    }

    /// `None` where both bounds are the same: the amount is known.
    pub fn ouvert(self) -> Option<Self> {
        (self.min < self.max).then_some(self)
    }

    /// Those of the sum of two amounts.
    #[must_use]
    pub fn plus(self, autre: Self) -> Self {
        Self { min: self.min.saturating_add(autre.min), max: self.max.saturating_add(autre.max) }
    }
}

impl Parametre {
    /// The value in force on `date`; before the first one, the first one.
    pub fn at(&self, date: Date) -> &ValeurParametre {
        last_begun(self.suivantes, date, |v| v.depuis).unwrap_or(&self.premiere)
    }

    /// All of its values, by date.
    pub fn valeurs(&self) -> impl Iterator<Item = &ValeurParametre> {
        core::iter::once(&self.premiere).chain(self.suivantes)
    }
}

impl Question {
    /// What its answer may be filled in with: figures of the other files.
    pub const CHAMPS: [&'static str; 13] = [
        "brut",
        "charges",
        "cout",
        "taux",
        "pass",
        "pass_annee",
        "contrat_ans",
        "fonctionnement_signature",
        "fixe_avance",
        "petit_territoire",
        "demarrage_min",
        "demarrage_max",
        "socles",
    ];

    /// Its answer on `date`, filled in.
    pub fn reponse_at(&self, rules: &Rules, date: Date) -> String {
        let mut sortie = String::with_capacity(self.reponse.len() + 16);
        let mut reste = self.reponse;
        while let Some((avant, suite)) = reste.split_once('{') {
            let Some((champ, apres)) = suite.split_once('}') else { break };
            sortie.push_str(avant);
            sortie.push_str(&rules.champ_d_aide(champ, date));
            reste = apres;
        }
        sortie.push_str(reste);
        sortie
    }
}

impl Rules {
    /// A figure that the help cites.
    fn champ_d_aide(&self, champ: &str, date: Date) -> String {
        let valeur = |parametre: &Parametre| parametre.at(date).valeur;
        let (v, c) = (&self.versements, &self.coordination);
        // The latest one known, as long as the date is unknown or further than it.
        let pass = self.pass(date.annee());
        let mut socles = 0;
        let (mut min, mut max) = (u16::MAX, 0);
        for poste in &self.formulaire.postes {
            if poste.nature_at(date) == Some(NaturePoste::Socle) {
                socles += 1;
                if let Some(mois) = poste.delai_at(date).and_then(|d| d.demarrage_mois) {
                    min = min.min(mois);
                    max = max.max(mois);
                }
            }
        }
        let nombre = match champ {
            "brut" => valeur(&c.brut),
            "charges" => valeur(&c.charges),
            "cout" => c.cout(date),
            "taux" => valeur(&self.budget.taux),
            "pass" => pass.map_or(0, |p| p.montant),
            "contrat_ans" => valeur(&v.contrat) / 12,
            "fonctionnement_signature" => valeur(&v.fonctionnement_signature),
            "fixe_avance" => valeur(&v.fixe_avance),
            "petit_territoire" => valeur(&self.tailles.petit_territoire),
            "demarrage_min" => min.into(),
            "demarrage_max" => max.into(),
            "socles" => {
                return ["zéro", "une", "deux", "trois", "quatre", "cinq", "six"]
                    .get(socles)
                    .map_or_else(|| socles.to_string(), |mot| (*mot).to_owned());
            }
            // A year has no space; the checker knows no other.
            _ => return pass.map_or_else(String::new, |p| p.annee.to_string()),
        };
        cpts_codes::nombre(nombre)
    }
}

impl Affirmation {
    /// What its text may be filled in with: parameters of `versements.toml`.
    pub const CHAMPS: [&'static str; 4] =
        ["contrat_ans", "fonctionnement_signature", "fonctionnement_avance", "fixe_avance"];

    /// Its text on `date`, filled in.
    pub fn texte_at(&self, versements: &ReglesVersement, date: Date) -> String {
        let mut sortie = String::with_capacity(self.texte.len() + 8);
        let mut reste = self.texte;
        while let Some((avant, suite)) = reste.split_once('{') {
            let Some((champ, apres)) = suite.split_once('}') else { break };
            let valeur = |parametre: &Parametre| parametre.at(date).valeur;
            let valeur = match champ {
                "contrat_ans" => valeur(&versements.contrat) / 12,
                "fonctionnement_signature" => valeur(&versements.fonctionnement_signature),
                "fonctionnement_avance" => valeur(&versements.fonctionnement_avance),
                // The checker knows no other.
                _ => valeur(&versements.fixe_avance),
            };
            sortie.push_str(avant);
            sortie.push_str(&valeur.to_string());
            reste = apres;
        }
        sortie.push_str(reste);
        sortie
    }
}

impl ReglesTaille {
    /// The tiers in force on `date`; before the first ones, the first ones.
    pub fn at(&self, date: Date) -> &Paliers {
        last_begun(self.suivants, date, |p| p.depuis).unwrap_or(&self.premiers)
    }

    /// All the sets of tiers, by date.
    pub fn valeurs(&self) -> impl Iterator<Item = &Paliers> {
        core::iter::once(&self.premiers).chain(self.suivants)
    }
}

impl PosteRegle {
    /// The delays in force on `date`.
    pub fn delai_at(&self, date: Date) -> Option<&'static Delai> {
        last_begun(self.delais, date, |d| d.depuis)
    }

    /// What it is for the ACI on `date`; `None` while it does not exist.
    pub fn nature_at(&self, date: Date) -> Option<NaturePoste> {
        last_begun(self.natures, date, |n| n.depuis).map(|n| n.nature)
    }
}

impl Region {
    /// What the région does for a step.
    pub fn etape<'a>(&self, etape: &'a str) -> impl Iterator<Item = &'static EtapeDeRegion> + use<'a> {
        self.etapes.iter().filter(move |e| e.etape == etape)
    }
}

impl ReglesBudget {
    /// The line that has this `id`.
    pub fn poste(&self, id: &str) -> Option<&'static PosteBudget> {
        self.postes.iter().find(|poste| poste.id == id)
    }
}

impl ReglesCoordination {
    /// Yearly cost of a full-time coordinator, contributions included, whole euros.
    pub fn cout(&self, date: Date) -> u32 {
        let brut = self.brut.at(date).valeur;
        brut.saturating_add((u64::from(brut) * u64::from(self.charges.at(date).valeur) / 100) as u32)
    }
}
