//! The shape of each file, as it is written.

use std::fmt;

use cpts_codes::Date;
use serde::{Deserialize, Deserializer, de};

/// All the files.
pub(crate) struct Fichiers {
    pub(crate) sources: Sources,
    pub(crate) textes: Textes,
    pub(crate) tailles: Tailles,
    pub(crate) fonctionnement: Poste,
    pub(crate) missions: Vec<(String, Poste)>,
    pub(crate) versements: Versements,
    pub(crate) coordination: Coordination,
    /// `None` only in a document of before there was one.
    pub(crate) budget: Option<Budget>,
    /// `None` in a document: a site does not write the help.
    pub(crate) aide: Option<(Faq, Glossaire)>,
    pub(crate) eligibilite: Eligibilite,
    pub(crate) lectures: Lectures,
    pub(crate) reunion: Reunion,
    pub(crate) professions: Professions,
    pub(crate) procedure: Procedure,
    pub(crate) regions: Vec<(String, Region)>,
    pub(crate) pass: PassParAnnee,
    pub(crate) mots: Mots,
    pub(crate) controles: Controles,
    /// Absent from the rules that a site gives: they are about amounts and criteria.
    pub(crate) documents: Option<Documents>,
}

/// A day: in TOML 2027-04-01 without quotes, in JSON the same between quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Jour(pub(crate) Date);

/// How TOML hands its days to serde.
const JOUR_TOML: &str = "$__toml_private_datetime";

impl<'de> Deserialize<'de> for Jour {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        // Asked for bytes, JSON gives its text as such; TOML gives what it has, and
        // a day between quotes is refused there.
        d.deserialize_bytes(VisiteurDeJour)
    }
}

struct VisiteurDeJour;

impl<'de> de::Visitor<'de> for VisiteurDeJour {
    type Value = Jour;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("une date comme 2027-04-01")
    }

    fn visit_bytes<E: de::Error>(self, texte: &[u8]) -> Result<Jour, E> {
        let texte = str::from_utf8(texte).unwrap_or_default();
        texte.parse().map(Jour).map_err(de::Error::custom)
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut champs: A) -> Result<Jour, A::Error> {
        match champs.next_entry::<String, String>()? {
            Some((cle, texte)) if cle == JOUR_TOML => self.visit_bytes(texte.as_bytes()),
            _ => Err(de::Error::invalid_type(de::Unexpected::Map, &self)),
        }
    }
}

/// Declares the shape of files; every field is visible to the reader, unknown keys are refused.
macro_rules! formes {
    ($($(#[$meta:meta])* struct $Nom:ident { $($(#[$attr:meta])* $champ:ident: $T:ty),* $(,)? })*) => {$(
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        $(#[$meta])*
        pub(crate) struct $Nom { $($(#[$attr])* pub(crate) $champ: $T),* }
    )*};
}

formes! {
    struct Sources { a_verifier_avant: Jour, source: Vec<Source> }
    struct Source { id: String, titre: String, auteur: String, url: Option<String>, vu_le: Jour, #[serde(default)] note: String }

    struct Textes { a_verifier_avant: Jour, texte: Vec<TexteLegal> }
    struct TexteLegal {
        id: String, titre: String, titre_court: String, nature: String, #[serde(default)] bareme: bool,
        signe_le: Option<Jour>, publie_le: Option<Jour>, depuis: Jour, statut: String, resume: String,
        #[serde(default)] preuve: String, verifie_le: Jour, sources: Vec<String>,
    }

    struct Parametre { titre: String, unite: String, #[serde(default)] preuve: String, valeurs: Vec<ValeurParametre> }
    struct ValeurParametre {
        depuis: Jour, valeur: u32, entre: Option<[u32; 2]>, statut: String, #[serde(default)] note: String, verifie_le: Jour,
        sources: Vec<String>,
    }

    struct Tailles {
        a_verifier_avant: Jour, base: String, base_explication: String, paliers: Vec<Paliers>,
        proximite: Parametre, petit_territoire: Parametre,
    }
    #[serde(rename_all = "UPPERCASE")]
    struct Paliers {
        #[serde(rename = "depuis")] depuis: Jour, #[serde(rename = "verifie_le")] verifie_le: Jour,
        t1: Palier, t2: Palier, t3: Palier, t4: Palier,
    }
    struct Palier { min: u32, max: Option<u32>, statut: String, #[serde(default)] note: String, sources: Vec<String> }

    struct Poste {
        a_verifier_avant: Jour, id: String, titre: String, titre_court: String, description: String,
        #[serde(default)] parties: Vec<String>, article: Option<String>, nature: Vec<NatureDatee>,
        #[serde(default)] delais: Vec<Delai>, financement: Vec<Valeur>, obligation: Option<Obligation>,
    }
    struct NatureDatee { depuis: Jour, nature: String, statut: String, verifie_le: Jour, sources: Vec<String> }
    struct Delai {
        depuis: Jour, demarrage_mois: Option<u16>, deploiement_mois: Option<u16>, texte: String, statut: String,
        verifie_le: Jour, sources: Vec<String>,
    }
    #[serde(rename_all = "UPPERCASE")]
    struct Valeur {
        #[serde(rename = "depuis")] depuis: Jour, #[serde(rename = "verifie_le")] verifie_le: Jour,
        t1: Option<Montant>, t2: Option<Montant>, t3: Option<Montant>, t4: Option<Montant>,
    }
    struct Montant {
        fixe: Option<u32>, variable: Option<u32>, total: Option<u32>, entre: Option<[u32; 2]>,
        fixe_entre: Option<[u32; 2]>, variable_entre: Option<[u32; 2]>, statut: String, statut_total: Option<String>,
        #[serde(default)] note: String, sources: Vec<String>, conditionnel: Option<MontantAPart>,
        premiere_annee: Option<MontantAPart>,
    }
    struct MontantAPart {
        montant: u32, entre: Option<[u32; 2]>, statut: String, #[serde(default)] note: String, sources: Vec<String>,
    }
    struct Obligation { constat: String, titre: String, explication: String, action: String, sources: Vec<String> }

    struct Versements {
        a_verifier_avant: Jour, contrat: Parametre,
        /// `None` only in a document of before there was one, like the next one.
        renouvellement: Option<Parametre>, avenant_en_cours: Option<Hypothese>, fonctionnement_signature: Parametre, fonctionnement_avance: Parametre,
        fixe_avance: Parametre, variable_delai: Parametre, atteinte_variable: Parametre, demarrage_libre: Parametre,
        prorata_jours: Parametre,
        /// Absent from the rules of a site that were written before the first year of the plan was apart.
        plan_avance: Option<Parametre>,
    }

    struct Hypothese {
        titre: String, statut: String, note: String, #[serde(default)] preuve: String, verifie_le: Jour, sources: Vec<String>,
    }

    struct Coordination { a_verifier_avant: Jour, explication: String, brut: Parametre, charges: Parametre }

    struct Budget {
        a_verifier_avant: Jour, quotite: Parametre, embauche: Parametre, taux: Parametre, variable: ChoixVariable,
        poste: Vec<PosteBudget>,
    }
    struct ChoixVariable {
        titre: String, compte: bool, statut: String, #[serde(default)] note: String, verifie_le: Jour, sources: Vec<String>,
    }
    struct PosteBudget {
        id: String, titre: String, sens: String, rythme: String, montant: Option<u32>, #[serde(default)] libre: bool,
        #[serde(default)] aide: String, statut: String, verifie_le: Jour, sources: Vec<String>,
    }

    struct Faq { a_verifier_avant: Jour, question: Vec<Question> }
    struct Question {
        id: String, ou: String, question: String, reponse: String, statut: String, verifie_le: Jour, sources: Vec<String>,
    }
    struct Glossaire { a_verifier_avant: Jour, terme: Vec<Terme> }
    struct Terme { sigle: String, nom: String, definition: String, verifie_le: Jour, sources: Vec<String> }

    struct Eligibilite {
        a_verifier_avant: Jour, droit_local: Vec<String>, hors_dispositif: Vec<HorsDispositif>, constat: Vec<Constat>,
    }
    struct HorsDispositif { code: String, nom: String }
    struct Constat { id: String, sources: Vec<String>, verifie_le: Jour, issue: Vec<Issue> }
    struct Issue {
        nom: String, niveau: String, titre: String, explication: String, #[serde(default)] action: String,
        sources: Option<Vec<String>>,
    }

    struct Lectures { a_verifier_avant: Jour, lecture: Vec<Lecture> }
    struct Lecture {
        id: String, quand: String, lu: String, reponse: String, action: String, verifie_le: Jour, sources: Vec<String>,
    }

    struct Reunion { a_verifier_avant: Jour, affirmation: Vec<Affirmation> }
    struct Affirmation {
        id: String, ecran: String, titre: String, texte: String, depuis: Jour, statut: String, verifie_le: Jour,
        sources: Vec<String>,
    }

    struct Professions {
        a_verifier_avant: Jour, famille: Vec<Famille>, recours: Vec<MotRecours>, profession: Vec<Profession>,
    }
    struct Famille { id: String, titre: String }
    struct MotRecours { id: String, mot: String }
    struct Profession {
        id: String, nom: String, pluriel: String, groupe: Option<String>, famille: String, #[serde(default)] articles: String, recours: String,
        sante: bool, #[serde(default)] generaliste: bool, #[serde(default)] courante: bool, statut: String,
        verifie_le: Jour, sources: Vec<String>,
    }

    struct Procedure { a_verifier_avant: Jour, etape: Vec<Etape> }
    struct Etape {
        id: String, titre: String, explication: String, acteurs: Vec<String>, documents: Vec<String>,
        #[serde(default)] delai: String, #[serde(default)] region_inconnue: String, si: Option<SiConstat>, pour: Option<String>,
        statut: String, verifie_le: Jour, sources: Vec<String>,
    }
    struct SiConstat { constat: String, niveau: String }

    struct Region {
        a_verifier_avant: Jour, verifie_le: Jour, code: String, nom: String, de: String,
        #[serde(default)] meme_ars: Vec<String>, #[serde(default)] contact: Vec<Contact>, #[serde(default)] etape: Vec<EtapeDeRegion>,
    }
    struct Contact { nom: String, url: Option<String> }
    struct EtapeDeRegion { etape: String, texte: String, annee: Option<u16>, statut: String, sources: Vec<String> }

    struct PassParAnnee { a_verifier_avant: Jour, pass: Vec<Pass> }
    struct Pass { annee: u16, montant: u32, statut: String, verifie_le: Jour, sources: Vec<String> }

    struct Mots {
        a_verifier_avant: Jour, verifie_le: Jour, avertissement: String, annonce: Option<Annonce>,
        statut: Vec<MotStatut>, niveau: Vec<MotNiveau>,
    }
    struct Annonce { constat: String, niveau: String, titre: String, texte: String, action: String, verifie_le: Jour, sources: Vec<String> }
    struct MotStatut { id: String, mot: String, phrase: String }
    struct MotNiveau { id: String, mot: String, pluriel: String, verdict: String, verdict_en_cours: Option<String> }

    struct Documents {
        a_verifier_avant: Jour, explication: String, lettre: Vec<Rubrique>, fiche: Vec<Rubrique>,
    }
    struct Rubrique {
        id: String, titre: String, #[serde(default)] texte: String, #[serde(default)] a_completer: Vec<String>,
        #[serde(default)] cases: Vec<String>, #[serde(default)] constats: Vec<String>, statut: String,
        verifie_le: Jour, sources: Vec<String>,
    }

    struct Controles { a_verifier_avant: Jour, controle: Vec<Controle> }
    struct Controle {
        titre: String, date: Jour, taille: String, postes: Option<Vec<String>>, somme: String, montant: u32,
        entre: Option<[u32; 2]>, statut: String, verifie_le: Jour, sources: Vec<String>,
    }
}

impl Reunion {
    /// Nothing to tell a meeting, in a document of that day.
    pub(crate) fn without_any(jour: Jour) -> Self {
        Self { a_verifier_avant: jour, affirmation: Vec::new() }
    }
}

impl Paliers {
    pub(crate) fn par_taille(&self) -> [&Palier; 4] {
        [&self.t1, &self.t2, &self.t3, &self.t4]
    }
}

impl Valeur {
    pub(crate) fn par_taille(&self) -> [Option<&Montant>; 4] {
        [self.t1.as_ref(), self.t2.as_ref(), self.t3.as_ref(), self.t4.as_ref()]
    }
}

impl Fichiers {
    /// Each file with the day before which it is to be checked again.
    pub(crate) fn echeances(&self) -> Vec<(&str, Date)> {
        let mut liste = vec![
            ("sources.toml", self.sources.a_verifier_avant.0),
            ("textes.toml", self.textes.a_verifier_avant.0),
            ("tailles.toml", self.tailles.a_verifier_avant.0),
            ("fonctionnement.toml", self.fonctionnement.a_verifier_avant.0),
            ("versements.toml", self.versements.a_verifier_avant.0),
            ("coordination.toml", self.coordination.a_verifier_avant.0),
            ("eligibilite.toml", self.eligibilite.a_verifier_avant.0),
            ("lectures.toml", self.lectures.a_verifier_avant.0),
            ("reunion.toml", self.reunion.a_verifier_avant.0),
            ("professions.toml", self.professions.a_verifier_avant.0),
            ("procedure.toml", self.procedure.a_verifier_avant.0),
            ("pass.toml", self.pass.a_verifier_avant.0),
            ("mots.toml", self.mots.a_verifier_avant.0),
            ("controles.toml", self.controles.a_verifier_avant.0),
        ];
        liste.extend(self.documents.iter().map(|f| ("documents.toml", f.a_verifier_avant.0)));
        if let Some((faq, glossaire)) = &self.aide {
            liste.push(("faq.toml", faq.a_verifier_avant.0));
            liste.push(("glossaire.toml", glossaire.a_verifier_avant.0));
        }
        liste.extend(self.budget.iter().map(|f| ("budget.toml", f.a_verifier_avant.0)));
        liste.extend(self.missions.iter().map(|(nom, f)| (nom.as_str(), f.a_verifier_avant.0)));
        liste.extend(self.regions.iter().map(|(nom, f)| (nom.as_str(), f.a_verifier_avant.0)));
        liste
    }
}
