//! The shape of the rules: what `rules/*.toml` becomes once read and checked.
//!
//! Everything is `'static` and `Copy`, so that the rules compiled into the
//! program are plain constant data: nothing is parsed, copied or allocated when
//! a browser opens the page. The build script includes this same file, and there
//! `cuire_struct!` and `cuire_enum!` (here: [`crate::compact`]) write each value out as
//! Rust source: one definition of the types, no second copy to keep in step.

use core::fmt;

use cpts_codes::{CodeDepartement, CodeRegion, Date};

/// The last day that a [`Date`] can hold: stands for "whatever is in force now"
/// where no signature date is known.
pub const TOUJOURS: Date = match Date::new(2199, 12, 31) {
    Some(date) => date,
    None => panic!("2199-12-31 is a day"),
};

/// Name of a source of `rules/sources.toml`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdSource(
    /// The `id` as written in the file.
    pub &'static str,
);

impl fmt::Debug for IdSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Display for IdSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// Makes an enum whose variants have an `id` in TOML and JSON.
macro_rules! enumeration {
    ($(#[$meta:meta])* pub enum $Nom:ident { $($(#[$doc:meta])* $Variante:ident = $id:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Nom { $($(#[$doc])* $Variante),* }

        impl $Nom {
            /// Every value, in order.
            pub const TOUS: &'static [Self] = &[$(Self::$Variante),*];

            /// Its name in the rules and in JSON.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$Variante => $id),* }
            }

            /// The value that has this name.
            pub fn from_id(id: &str) -> Option<Self> {
                match id { $($id => Some(Self::$Variante),)* _ => None }
            }
        }

        cuire_enum!($Nom);
    };
}

/// Makes a struct of constant data.
macro_rules! donnees {
    ($($(#[$meta:meta])* pub struct $Nom:ident { $($(#[$doc:meta])* pub $champ:ident: $T:ty),* $(,)? })*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $Nom { $($(#[$doc])* pub $champ: $T),* }

        cuire_struct!($Nom { $($champ),* });
    )*};
}

enumeration! {
    /// A mission of the ACI.
    pub enum Mission {
        /// Access to care: a regular doctor, unscheduled care.
        AccesAuxSoins = "acces_aux_soins",
        /// Pathways around the patient, across professions.
        Parcours = "parcours",
        /// Prevention.
        Prevention = "prevention",
        /// Answer to serious health crises.
        CriseSanitaire = "crise_sanitaire",
        /// Quality and relevance of care.
        Qualite = "qualite",
        /// Support to professionals on the territory.
        Accompagnement = "accompagnement",
    }
}

enumeration! {
    /// A line of the funding.
    pub enum Poste {
        /// Running the community.
        Fonctionnement = "fonctionnement",
        /// See [`Mission::AccesAuxSoins`].
        AccesAuxSoins = "acces_aux_soins",
        /// See [`Mission::Parcours`].
        Parcours = "parcours",
        /// See [`Mission::Prevention`].
        Prevention = "prevention",
        /// See [`Mission::CriseSanitaire`].
        CriseSanitaire = "crise_sanitaire",
        /// See [`Mission::Qualite`].
        Qualite = "qualite",
        /// See [`Mission::Accompagnement`].
        Accompagnement = "accompagnement",
    }
}

enumeration! {
    /// Whether a CPTS is still to be founded or has signed its contract.
    #[derive(Default)]
    pub enum Situation {
        /// A project: no contract is signed yet.
        #[default]
        Nouvelle = "nouvelle",
        /// A contract runs.
        Existante = "existante",
    }
}

enumeration! {
    /// Which way the money of a line of a budget goes.
    pub enum Sens {
        /// Out.
        Depense = "depense",
        /// In.
        Recette = "recette",
    }
}

enumeration! {
    /// How often a line of a budget comes back.
    pub enum Rythme {
        /// Each month, from its month on.
        Mois = "mois",
        /// Once a year, the first time in its month.
        An = "an",
        /// Once, in its month.
        Unique = "unique",
    }
}

enumeration! {
    /// Where a question arises.
    pub enum Ou {
        /// The choice of the communes.
        Territoire = "territoire",
        /// The size tier.
        Taille = "taille",
        /// Who takes part.
        Composition = "composition",
        /// The choice of the missions.
        Missions = "missions",
        /// What is granted.
        Financement = "financement",
        /// What is paid, and when.
        Versements = "versements",
        /// What is spent.
        Budget = "budget",
        /// The steps to take.
        Etapes = "etapes",
    }
}

impl Mission {
    /// The line that funds it.
    pub const fn poste(self) -> Poste {
        match self {
            Self::AccesAuxSoins => Poste::AccesAuxSoins,
            Self::Parcours => Poste::Parcours,
            Self::Prevention => Poste::Prevention,
            Self::CriseSanitaire => Poste::CriseSanitaire,
            Self::Qualite => Poste::Qualite,
            Self::Accompagnement => Poste::Accompagnement,
        }
    }
}

impl Poste {
    /// The mission that it funds; `None` for the fonctionnement.
    pub const fn mission(self) -> Option<Mission> {
        match self {
            Self::Fonctionnement => None,
            Self::AccesAuxSoins => Some(Mission::AccesAuxSoins),
            Self::Parcours => Some(Mission::Parcours),
            Self::Prevention => Some(Mission::Prevention),
            Self::CriseSanitaire => Some(Mission::CriseSanitaire),
            Self::Qualite => Some(Mission::Qualite),
            Self::Accompagnement => Some(Mission::Accompagnement),
        }
    }
}

enumeration! {
    /// A size tier. In JSON it is its number, 1 to 4.
    pub enum Taille {
        /// The smallest territories.
        T1 = "T1",
        /// Taille 2.
        T2 = "T2",
        /// Taille 3.
        T3 = "T3",
        /// The largest territories.
        T4 = "T4",
    }
}

impl Taille {
    /// 1 to 4.
    pub const fn numero(self) -> u8 {
        self as u8 + 1
    }

    /// The tier that has this number.
    pub const fn from_numero(numero: u8) -> Option<Self> {
        match numero {
            1 => Some(Self::T1),
            2 => Some(Self::T2),
            3 => Some(Self::T3),
            4 => Some(Self::T4),
            _ => None,
        }
    }
}

enumeration! {
    /// How serious a finding is, in the order of display.
    pub enum Niveau {
        /// The project cannot be signed as it is.
        Bloquant = "bloquant",
        /// Something to do before signing.
        ALever = "a_lever",
        /// Possible, but watch it.
        Vigilance = "vigilance",
        /// An answer is missing.
        Inconnu = "inconnu",
        /// Good to know or to do.
        Conseil = "conseil",
        /// The criterion is met.
        Conforme = "conforme",
    }
}

enumeration! {
    /// How well a figure is established, the best first.
    pub enum Statut {
        /// Read word for word in a public source.
        Publie = "publie",
        /// Read in signed contracts.
        Contrat = "contrat",
        /// Follows by arithmetic from established figures.
        Calcule = "calcule",
        /// A hypothesis, explained.
        Estime = "estime",
        /// No sufficient source.
        AConfirmer = "a_confirmer",
    }
}

impl Statut {
    /// Whether a figure of this certainty is proved; one that is not has bounds.
    pub const fn est_etabli(self) -> bool {
        !matches!(self, Self::Estime | Self::AConfirmer)
    }

    /// The less certain of two.
    pub fn weakest(self, autre: Self) -> Self {
        self.max(autre)
    }
}

enumeration! {
    /// What a line is for the ACI.
    pub enum NaturePoste {
        /// The yearly envelope of the community itself.
        Fonctionnement = "fonctionnement",
        /// Compulsory mission.
        Socle = "socle",
        /// Mission of choice.
        Option = "option",
    }
}

enumeration! {
    /// What kind of text it is.
    pub enum NatureTexte {
        /// The ACI itself.
        Accord = "accord",
        /// What amends it.
        Avenant = "avenant",
        /// Loi.
        Loi = "loi",
        /// Ordonnance.
        Ordonnance = "ordonnance",
        /// Décret.
        Decret = "decret",
        /// Arrêté.
        Arrete = "arrete",
        /// Instruction to the administrations.
        Instruction = "instruction",
    }
}

enumeration! {
    /// The part that a profession plays in care. A label, never a condition.
    pub enum Recours {
        /// First recourse.
        Premier = "premier",
        /// First or second recourse, by the situation.
        PremierOuSecond = "premier_ou_second",
        /// Second recourse.
        Second = "second",
        /// Works beside other professions.
        Appui = "appui",
        /// Médico-social or social.
        MedicoSocial = "medico_social",
        /// Hospitals and other establishments.
        Etablissement = "etablissement",
        /// Patients, elected representatives.
        Partenaire = "partenaire",
    }
}

impl Recours {
    /// Whether it belongs to first recourse, wholly or in part.
    pub const fn est_premier(self) -> bool {
        matches!(self, Self::Premier | Self::PremierOuSecond)
    }

    /// Whether it opens the project beyond first recourse.
    pub const fn ouvre_le_projet(self) -> bool {
        matches!(self, Self::Second | Self::MedicoSocial | Self::Etablissement)
    }
}

enumeration! {
    /// When an answer to something read elsewhere is worth telling.
    pub enum Quand {
        /// With every bilan that has amounts.
        Montants = "montants",
        /// While a compulsory mission is missing or the missions are not chosen.
        SoclesIncomplets = "socles_incomplets",
        /// Near a threshold.
        PresDUnSeuil = "pres_d_un_seuil",
        /// When someone of second recourse takes part.
        SecondRecours = "second_recours",
        /// In the last tier.
        DerniereTaille = "derniere_taille",
        /// Never in a bilan: only in the list of what one may have read.
        Liste = "liste",
    }
}

enumeration! {
    /// A screen of a meeting that states rules.
    pub enum EcranReunion {
        /// What a CPTS is.
        Definition = "definition",
        /// When what is granted is paid.
        Versements = "versements",
        /// Perimeters side by side.
        Perimetres = "perimetres",
    }
}

enumeration! {
    /// A part of the lettre d'intention, or of a fiche-action: what the program writes under its title.
    pub enum Rubrique {
        /// The project and who carries it.
        Identite = "identite",
        /// Its communes, their populations, the taille.
        Territoire = "territoire",
        /// Why these communes go together.
        Coherence = "coherence",
        /// What is there already.
        Articulation = "articulation",
        /// Who takes part.
        Acteurs = "acteurs",
        /// The needs.
        Diagnostic = "diagnostic",
        /// The missions.
        Missions = "missions",
        /// When.
        Calendrier = "calendrier",
        /// The help that is asked for.
        Appui = "appui",
        /// What those who sign commit to.
        Engagements = "engagements",
        /// The aim of a mission.
        Objectif = "objectif",
        /// What calls for it.
        Constats = "constats",
        /// What is to be done.
        Actions = "actions",
        /// How it is counted.
        Indicateurs = "indicateurs",
        /// With what.
        Moyens = "moyens",
        /// Who leads it.
        Pilote = "pilote",
        /// How one will know.
        Evaluation = "evaluation",
    }
}

impl Rubrique {
    /// What a lettre d'intention holds; the rules say in which order.
    pub const LETTRE: &'static [Self] = &[
        Self::Identite,
        Self::Territoire,
        Self::Coherence,
        Self::Articulation,
        Self::Acteurs,
        Self::Diagnostic,
        Self::Missions,
        Self::Calendrier,
        Self::Appui,
        Self::Engagements,
    ];
    /// What a fiche-action holds; the rules say in which order.
    pub const FICHE: &'static [Self] = &[
        Self::Objectif,
        Self::Constats,
        Self::Actions,
        Self::Acteurs,
        Self::Indicateurs,
        Self::Calendrier,
        Self::Moyens,
        Self::Pilote,
        Self::Evaluation,
    ];
}

donnees! {
    /// What the documents of a project hold. Apart from [`Rules`]: a page that writes no
    /// document does without it.
    pub struct ReglesDocuments {
        /// What the lists below are worth, in a few sentences.
        pub explication: &'static str,
        /// The lettre d'intention, part by part.
        pub lettre: &'static [RubriqueRegle],
        /// A fiche-action, part by part.
        pub fiche: &'static [RubriqueRegle],
        /// Check again before this day.
        pub a_verifier_avant: Date,
    }

    /// A part of a document.
    pub struct RubriqueRegle {
        /// Which one.
        pub rubrique: Rubrique,
        /// Its title.
        pub titre: &'static str,
        /// What is printed there as it is; may be empty.
        pub texte: &'static str,
        /// What the person is to write there, a passage each.
        pub a_completer: &'static [&'static str],
        /// Boxes to tick.
        pub cases: &'static [&'static str],
        /// `id` of the criteria whose findings are told there.
        pub constats: &'static [&'static str],
        /// How well it is established that this part is asked for.
        pub statut: Statut,
        /// Day of last check.
        pub verifie_le: Date,
        /// Who asks for it.
        pub sources: &'static [IdSource],
    }

    /// Everything that is known of the scheme.
    pub struct Rules {
        /// What the questions of a simulator need.
        pub formulaire: &'static Formulaire,
        /// What is moving in the rules at present; `None` when nothing is.
        pub annonce: Option<Annonce>,
        /// The texts, by date.
        pub textes: &'static [TexteLegal],
        /// Amounts of the fonctionnement and of the six missions, in the order of [`Poste`], each by date.
        pub montants: [&'static [Valeur]; 7],
        /// Sets of lines whose sum is better known than each of them.
        pub sommes: &'static [Somme],
        /// The size tiers.
        pub tailles: ReglesTaille,
        /// How and when the money is paid.
        pub versements: ReglesVersement,
        /// Hypotheses on the cost of coordination.
        pub coordination: ReglesCoordination,
        /// What is supposed of a budget.
        pub budget: &'static ReglesBudget,
        /// What is particular to places.
        pub lieux: ReglesLieux,
        /// Texts of the findings, in the order of [`Issue`](crate::Issue).
        pub issues: &'static [IssueRegle],
        /// What one may have read elsewhere, and what it is worth.
        pub lectures: &'static [Lecture],
        /// What a meeting is told, in the order of its screens; empty in the rules of a
        /// site that were written before there was any.
        pub reunion: &'static [Affirmation],
        /// Labels of [`Recours`], in its order.
        pub recours: &'static [MotRecours],
        /// Steps from the idea to the yearly review.
        pub procedure: &'static [EtapeRegle],
        /// The 18 régions.
        pub regions: &'static [Region],
        /// Yearly ceiling of social security, by year.
        pub pass: &'static [Pass],
        /// Where everything comes from.
        pub sources: &'static [Source],
        /// What each statut means, in the order of [`Statut`].
        pub statuts: &'static [MotStatut],
        /// The words for each level, in the order of [`Niveau`].
        pub niveaux: &'static [MotNiveau],
    }

    /// The part of the rules that asking questions takes, without what answers
    /// them: a page shows its form before the rest has come.
    pub struct Formulaire {
        /// Day on which the whole of the rules was last checked against the sources.
        pub verifie_le: Date,
        /// What a reader must know of the limits of the simulation.
        pub avertissement: &'static str,
        /// First day of the first text that sets amounts.
        pub premier_bareme: Option<Date>,
        /// Fonctionnement and the six missions, in the order of [`Poste`].
        pub postes: [PosteRegle; 7],
        /// Months between the signature and the start of a mission without a legal delay.
        pub demarrage_libre: Parametre,
        /// Legal families of professions, in order.
        pub familles: &'static [Famille],
        /// Professions and partners, in the order of display.
        pub professions: &'static [Profession],
    }

    /// Something that is about to change in the rules.
    pub struct Annonce {
        /// `regle` of the finding that tells it.
        pub constat: &'static str,
        /// Level of that finding.
        pub niveau: Niveau,
        /// One line.
        pub titre: &'static str,
        /// What is known.
        pub texte: &'static str,
        /// What to do.
        pub action: &'static str,
        /// Day on which this was last known.
        pub verifie_le: Date,
        /// Where this comes from.
        pub sources: &'static [IdSource],
    }

    /// A place where a statement can be checked.
    pub struct Source {
        /// Its name in the rules.
        pub id: IdSource,
        /// Title for people.
        pub titre: &'static str,
        /// Who wrote it.
        pub auteur: &'static str,
        /// Address, where there is a public one.
        pub url: Option<&'static str>,
        /// Day on which it was read.
        pub vu_le: Date,
        /// What it is worth, or how it was read; may be empty.
        pub note: &'static str,
    }

    /// A text of law or of the ACI.
    pub struct TexteLegal {
        /// Its name in the rules.
        pub id: &'static str,
        /// Full title.
        pub titre: &'static str,
        /// Short title.
        pub titre_court: &'static str,
        /// What kind of text it is.
        pub nature: NatureTexte,
        /// Whether it sets amounts: the one in force at the signature is the bilan's.
        pub bareme: bool,
        /// Day of signature.
        pub signe_le: Option<Date>,
        /// Day of publication.
        pub publie_le: Option<Date>,
        /// In force from this day.
        pub depuis: Date,
        /// Certainty of `depuis`.
        pub statut: Statut,
        /// What it changed.
        pub resume: &'static str,
        /// Where one reads what the figures in force under it are: what would prove those that
        /// are not. Empty for a text that sets no amount.
        pub preuve: &'static str,
        /// Day of last check.
        pub verifie_le: Date,
        /// Where this comes from.
        pub sources: &'static [IdSource],
    }

    /// One number of the rules, with its history.
    pub struct Parametre {
        /// File and key, as one finds it in `rules/`.
        pub cle: &'static str,
        /// What it is.
        pub titre: &'static str,
        /// `mois`, `%`, `€`, `habitants`, `jours`.
        pub unite: &'static str,
        /// What would prove it; empty where it is proved.
        pub preuve: &'static str,
        /// Its first value.
        pub premiere: ValeurParametre,
        /// The values that replaced it, by date.
        pub suivantes: &'static [ValeurParametre],
    }

    /// A value of a [`Parametre`], from a day on.
    pub struct ValeurParametre {
        /// From this day.
        pub depuis: Date,
        /// The number.
        pub valeur: u32,
        /// Its bounds, where it is euros that are not proved.
        pub entre: Option<Entre>,
        /// Certainty.
        pub statut: Statut,
        /// Why this statut, how it was found; may be empty.
        pub note: &'static str,
        /// Day of last check.
        pub verifie_le: Date,
        /// Where this comes from.
        pub sources: &'static [IdSource],
    }

    /// `rules/tailles.toml`.
    pub struct ReglesTaille {
        /// Which population of INSEE counts: `municipale`.
        pub base: &'static str,
        /// What that means, in a sentence.
        pub base_explication: &'static str,
        /// First set of tiers.
        pub premiers: Paliers,
        /// The sets that replaced it, by date.
        pub suivants: &'static [Paliers],
        /// A territory is fragile within this share of a threshold.
        pub proximite: Parametre,
        /// Population under which some régions ask for reasons.
        pub petit_territoire: Parametre,
        /// Check again before this day.
        pub a_verifier_avant: Date,
    }

    /// The four tiers, from a day on.
    pub struct Paliers {
        /// From this day.
        pub depuis: Date,
        /// From the smallest, in the order of [`Taille`].
        pub paliers: [Palier; 4],
        /// Day of last check.
        pub verifie_le: Date,
    }

    /// One tier.
    pub struct Palier {
        /// Which one.
        pub taille: Taille,
        /// Fewest inhabitants, included.
        pub min: u32,
        /// Most inhabitants, included; `None` for the last one.
        pub max: Option<u32>,
        /// Certainty of its lower bound.
        pub statut: Statut,
        /// Why; may be empty.
        pub note: &'static str,
        /// Where this comes from.
        pub sources: &'static [IdSource],
    }

    /// All that is known of the fonctionnement, or of one mission.
    pub struct PosteRegle {
        /// Which one.
        pub poste: Poste,
        /// Official name.
        pub titre: &'static str,
        /// Name for tables.
        pub titre_court: &'static str,
        /// What it is, in one sentence.
        pub description: &'static str,
        /// Its parts, where it has some.
        pub parties: &'static [&'static str],
        /// The article of law.
        pub article: Option<IdSource>,
        /// What it is for the ACI, by date.
        pub natures: &'static [NatureDatee],
        /// Delays after the signature, by date.
        pub delais: &'static [Delai],
        /// What to say when it is compulsory and not chosen.
        pub obligation: Option<Obligation>,
        /// Check again before this day.
        pub a_verifier_avant: Date,
    }

    /// What a line is for the ACI, from a day on.
    pub struct NatureDatee {
        /// From this day.
        pub depuis: Date,
        /// What it is.
        pub nature: NaturePoste,
        /// Certainty.
        pub statut: Statut,
        /// Day of last check.
        pub verifie_le: Date,
        /// Where this comes from.
        pub sources: &'static [IdSource],
    }

    /// Delays after the signature, from a day on.
    pub struct Delai {
        /// From this day.
        pub depuis: Date,
        /// Months before the mission must have started; `None`: each community chooses, or nothing is known.
        pub demarrage_mois: Option<u16>,
        /// Months before it must be fully deployed.
        pub deploiement_mois: Option<u16>,
        /// The same in words.
        pub texte: &'static str,
        /// Certainty.
        pub statut: Statut,
        /// Day of last check.
        pub verifie_le: Date,
        /// Where this comes from.
        pub sources: &'static [IdSource],
    }

    /// Amounts of a line for the four tiers, from a day on.
    pub struct Valeur {
        /// From this day.
        pub depuis: Date,
        /// In the order of [`Taille`]; `None` where nothing is known.
        pub par_taille: [Option<Montant>; 4],
        /// Day of last check.
        pub verifie_le: Date,
    }

    /// Euros per year at full completion, for one tier.
    pub struct Montant {
        /// Fixed part; `None` where only the total is established.
        pub fixe: Option<u32>,
        /// Variable part, all results reached; `None` where only the total is established.
        pub variable: Option<u32>,
        /// Both parts.
        pub total: u32,
        /// Bounds of `fixe`; `None` where it is proved or unknown.
        pub fixe_entre: Option<Entre>,
        /// Bounds of `variable`; `None` where it is proved or unknown.
        pub variable_entre: Option<Entre>,
        /// Bounds of `total`; `None` where it is proved.
        pub total_entre: Option<Entre>,
        /// Certainty of the parts (of the total where they are unknown).
        pub statut: Statut,
        /// Certainty of the total.
        pub statut_total: Statut,
        /// Why this statut and these bounds; may be empty.
        pub note: &'static str,
        /// Where this comes from.
        pub sources: &'static [IdSource],
        /// What is added only if a serious health crisis is recognised.
        pub conditionnel: Option<MontantAPart>,
        /// What is paid in the first year of the mission, in the place of `fixe`.
        pub premiere_annee: Option<MontantAPart>,
    }

    /// The least and the most that an amount can be, both included, in the unit of the amount.
    pub struct Entre {
        /// The least.
        pub min: u32,
        /// The most.
        pub max: u32,
    }

    /// An amount that is no part of an ordinary year.
    pub struct MontantAPart {
        /// Euros.
        pub montant: u32,
        /// Its bounds; `None` where it is proved.
        pub entre: Option<Entre>,
        /// Certainty.
        pub statut: Statut,
        /// Why this statut; may be empty.
        pub note: &'static str,
        /// Where this comes from.
        pub sources: &'static [IdSource],
    }

    /// Lines of a tier whose sum is known better than each of them: what `rules/controles.toml`
    /// holds of the yearly maxima.
    pub struct Somme {
        /// What it is the sum of, in words.
        pub titre: &'static str,
        /// For the amounts that are in force on that day.
        pub date: Date,
        /// For this tier.
        pub taille: Taille,
        /// Of these lines. Two sums of a day and a tier share no line, or one holds the other.
        pub postes: &'static [Poste],
        /// Euros per year.
        pub montant: u32,
        /// Its bounds; `None` where it is proved.
        pub entre: Option<Entre>,
        /// Certainty.
        pub statut: Statut,
        /// Where this comes from.
        pub sources: &'static [IdSource],
    }

    /// What to say when a compulsory mission is not chosen.
    pub struct Obligation {
        /// `regle` of the finding.
        pub constat: &'static str,
        /// A full sentence.
        pub titre: &'static str,
        /// Why.
        pub explication: &'static str,
        /// What would change it.
        pub action: &'static str,
        /// Where this comes from.
        pub sources: &'static [IdSource],
    }

    /// `rules/versements.toml`.
    pub struct ReglesVersement {
        /// Length of the contract.
        pub contrat: Parametre,
        /// Length for which a contract is supposed renewed at its end.
        pub renouvellement: Parametre,
        /// Whether what an avenant changes holds for the contracts that run.
        pub avenant_en_cours: Hypothese,
        /// Share of the first year of fonctionnement paid at the signature.
        pub fonctionnement_signature: Parametre,
        /// Share of fonctionnement paid ahead at each anniversary.
        pub fonctionnement_avance: Parametre,
        /// Share of the fixed part of a mission paid ahead.
        pub fixe_avance: Parametre,
        /// Months between an anniversary and the payment of the variable part.
        pub variable_delai: Parametre,
        /// Share of the variable part that is supposed to be reached.
        pub atteinte_variable: Parametre,
        /// Days of a month in a prorated year of twelve such months.
        pub prorata_jours: Parametre,
        /// Share of the first year of a mission that pays it apart (the crisis plan) paid when it
        /// starts, without prorata; `None`: that of the fixed part.
        pub plan_avance: Option<Parametre>,
        /// Check again before this day.
        pub a_verifier_avant: Date,
    }

    /// What is supposed where no text was read, in words.
    pub struct Hypothese {
        /// What is supposed.
        pub titre: &'static str,
        /// Certainty.
        pub statut: Statut,
        /// Why.
        pub note: &'static str,
        /// What would prove it; may be empty in the rules of a site.
        pub preuve: &'static str,
        /// Day of last check.
        pub verifie_le: Date,
        /// Where this comes from.
        pub sources: &'static [IdSource],
    }

    /// `rules/coordination.toml`.
    pub struct ReglesCoordination {
        /// Yearly gross pay of a full-time coordinator.
        pub brut: Parametre,
        /// Employer's contributions, over the gross pay.
        pub charges: Parametre,
        /// What this hypothesis is worth, in a sentence.
        pub explication: &'static str,
        /// Check again before this day.
        pub a_verifier_avant: Date,
    }

    /// `rules/budget.toml`: what is supposed of the money beside that of the ACI.
    pub struct ReglesBudget {
        /// Working time of the post of coordination, over a full-time one.
        pub quotite: Parametre,
        /// Months between the signature and the hiring.
        pub embauche: Parametre,
        /// Indemnity of an hour.
        pub taux: Parametre,
        /// Whether the variable part is counted on.
        pub variable: ChoixVariable,
        /// The other lines that are proposed, in the order of display.
        pub postes: &'static [PosteBudget],
        /// Check again before this day.
        pub a_verifier_avant: Date,
    }

    /// Whether the variable part is counted on when nothing is said.
    pub struct ChoixVariable {
        /// What it is.
        pub titre: &'static str,
        /// Whether it counts.
        pub compte: bool,
        /// Certainty.
        pub statut: Statut,
        /// Why.
        pub note: &'static str,
        /// Day of last check.
        pub verifie_le: Date,
        /// Where this comes from.
        pub sources: &'static [IdSource],
    }

    /// A line that a budget may have.
    pub struct PosteBudget {
        /// Its name in a project file.
        pub id: &'static str,
        /// Its name for people.
        pub titre: &'static str,
        /// Which way the money goes.
        pub sens: Sens,
        /// How often it is supposed to come back.
        pub rythme: Rythme,
        /// Euros that are counted when nothing is said; `None`: to be filled in.
        pub montant: Option<u32>,
        /// Whether the person writes its name.
        pub libre: bool,
        /// What is known of it.
        pub aide: &'static str,
        /// Certainty.
        pub statut: Statut,
        /// Day of last check.
        pub verifie_le: Date,
        /// Where this comes from.
        pub sources: &'static [IdSource],
    }

    /// The help: `rules/faq.toml` and `rules/glossaire.toml`. Apart from [`Rules`], because
    /// most visits do without it.
    pub struct ReglesAide {
        /// The questions that people ask, in the order of display.
        pub questions: &'static [Question],
        /// What the acronyms mean.
        pub termes: &'static [Terme],
        /// Check again before this day.
        pub a_verifier_avant: Date,
    }

    /// A question that people ask, and its answer.
    pub struct Question {
        /// Its name in the rules.
        pub id: &'static str,
        /// Where it arises.
        pub ou: Ou,
        /// The question.
        pub question: &'static str,
        /// The answer; may hold `{placeholders}`, see [`Question::CHAMPS`].
        pub reponse: &'static str,
        /// Certainty.
        pub statut: Statut,
        /// Day of last check.
        pub verifie_le: Date,
        /// Where this comes from.
        pub sources: &'static [IdSource],
    }

    /// An acronym.
    pub struct Terme {
        /// Its letters.
        pub sigle: &'static str,
        /// What they stand for.
        pub nom: &'static str,
        /// What it is, in a sentence.
        pub definition: &'static str,
        /// Day of last check.
        pub verifie_le: Date,
        /// Where this comes from.
        pub sources: &'static [IdSource],
    }

    /// What is particular to places, in `rules/eligibilite.toml`.
    pub struct ReglesLieux {
        /// Départements where an association is of the local civil code.
        pub droit_local: &'static [CodeDepartement],
        /// Collectivities outside the scheme, or to be checked.
        pub hors_dispositif: &'static [HorsDispositif],
    }

    /// A collectivity outside the scheme.
    pub struct HorsDispositif {
        /// First characters of the codes of its communes.
        pub code: CodeDepartement,
        /// Its name.
        pub nom: &'static str,
    }

    /// One outcome of a criterion.
    pub struct IssueRegle {
        /// `id` of the criterion.
        pub regle: &'static str,
        /// How serious it is.
        pub niveau: Niveau,
        /// A full sentence; may hold `{placeholders}`.
        pub titre: &'static str,
        /// Why.
        pub explication: &'static str,
        /// What would change it, or the question to answer; empty where it is met.
        pub action: &'static str,
        /// Day of last check.
        pub verifie_le: Date,
        /// Where this comes from.
        pub sources: &'static [IdSource],
    }

    /// What one may have read elsewhere, and what it is worth.
    pub struct Lecture {
        /// Its name in the rules.
        pub id: &'static str,
        /// When a bilan tells it.
        pub quand: Quand,
        /// What is written elsewhere.
        pub lu: &'static str,
        /// What it is worth.
        pub reponse: &'static str,
        /// What to do.
        pub action: &'static str,
        /// Day of last check.
        pub verifie_le: Date,
        /// Where this comes from.
        pub sources: &'static [IdSource],
    }

    /// One statement of a meeting's screen.
    pub struct Affirmation {
        /// Its name in the rules.
        pub id: &'static str,
        /// The screen that states it.
        pub ecran: EcranReunion,
        /// A few words that sum it up.
        pub titre: &'static str,
        /// One sentence; may hold `{placeholders}`, which are parameters of `versements.toml`.
        pub texte: &'static str,
        /// True from this day on.
        pub depuis: Date,
        /// Certainty.
        pub statut: Statut,
        /// Day of last check.
        pub verifie_le: Date,
        /// Where this comes from.
        pub sources: &'static [IdSource],
    }

    /// A legal family of professions.
    pub struct Famille {
        /// Its name in the rules.
        pub id: &'static str,
        /// Heading for people.
        pub titre: &'static str,
    }

    /// A profession or a partner.
    pub struct Profession {
        /// Its name in a project file.
        pub id: &'static str,
        /// One of them.
        pub nom: &'static str,
        /// Several of them.
        pub pluriel: &'static str,
        /// What it is a branch of (`medecin` for general practice), else its own `id`: counts for one profession.
        pub groupe: &'static str,
        /// `id` of its [`Famille`].
        pub famille: &'static str,
        /// Articles of law, as they are cited; may be empty.
        pub articles: &'static str,
        /// The part it plays in care: a label, never a condition.
        pub recours: Recours,
        /// Whether the law counts it among health professions.
        pub sante: bool,
        /// Whether it is general practice.
        pub generaliste: bool,
        /// Whether it is shown first.
        pub courante: bool,
        /// Certainty of the articles.
        pub statut: Statut,
        /// Day of last check.
        pub verifie_le: Date,
        /// Where this comes from.
        pub sources: &'static [IdSource],
    }

    /// The words for a [`Recours`].
    pub struct MotRecours {
        /// Which one.
        pub recours: Recours,
        /// The label.
        pub mot: &'static str,
    }

    /// A step of the procedure.
    pub struct EtapeRegle {
        /// Its name in the rules.
        pub id: &'static str,
        /// Title.
        pub titre: &'static str,
        /// What it is.
        pub explication: &'static str,
        /// Who acts.
        pub acteurs: &'static [&'static str],
        /// What is written or signed.
        pub documents: &'static [&'static str],
        /// How long it takes, in words; empty where nothing is known.
        pub delai: &'static str,
        /// What to say of a région of which nothing is known; empty when nothing is to be said. Holds `{region}`.
        pub region_inconnue: &'static str,
        /// The finding without which the step is not one; `None` where it always is.
        pub si: Option<SiConstat>,
        /// For whom it is a step; `None`: for all.
        pub pour: Option<Situation>,
        /// Certainty.
        pub statut: Statut,
        /// Day of last check.
        pub verifie_le: Date,
        /// Where this comes from.
        pub sources: &'static [IdSource],
    }

    /// A finding at a level.
    pub struct SiConstat {
        /// `id` of the criterion.
        pub constat: &'static str,
        /// Its level.
        pub niveau: Niveau,
    }

    /// A région.
    pub struct Region {
        /// INSEE code.
        pub code: CodeRegion,
        /// Name.
        pub nom: &'static str,
        /// Name with its article and preposition ("de Bretagne"), as after « ARS ».
        pub de: &'static str,
        /// INSEE codes of the collectivities that have no région of their own and depend on its ARS.
        pub meme_ars: &'static [CodeRegion],
        /// Whom to call or read.
        pub contacts: &'static [Contact],
        /// What it does for some steps.
        pub etapes: &'static [EtapeDeRegion],
        /// Day of last check.
        pub verifie_le: Date,
        /// Check again before this day.
        pub a_verifier_avant: Date,
    }

    /// Whom to call or read.
    pub struct Contact {
        /// Name.
        pub nom: &'static str,
        /// Address, where one is known.
        pub url: Option<&'static str>,
    }

    /// What a région does for a step.
    pub struct EtapeDeRegion {
        /// `id` of the [`EtapeRegle`].
        pub etape: &'static str,
        /// What is known.
        pub texte: &'static str,
        /// Year of the information; `None` when it is current.
        pub annee: Option<u16>,
        /// Certainty.
        pub statut: Statut,
        /// Where this comes from.
        pub sources: &'static [IdSource],
    }

    /// Yearly ceiling of social security.
    pub struct Pass {
        /// Year.
        pub annee: u16,
        /// Euros.
        pub montant: u32,
        /// Certainty.
        pub statut: Statut,
        /// Day of last check.
        pub verifie_le: Date,
        /// Where this comes from.
        pub sources: &'static [IdSource],
    }

    /// What a statut means.
    pub struct MotStatut {
        /// Which one.
        pub statut: Statut,
        /// The word.
        pub mot: &'static str,
        /// The sentence.
        pub phrase: &'static str,
    }

    /// The words for a level.
    pub struct MotNiveau {
        /// Which one.
        pub niveau: Niveau,
        /// The word.
        pub mot: &'static str,
        /// The word for several findings.
        pub pluriel: &'static str,
        /// The sentence of a verdict.
        pub verdict: &'static str,
        /// The same for a CPTS whose contract runs.
        pub verdict_en_cours: &'static str,
    }
}
