//! What a document is made of, and the sentences that several documents share.

use cpts_codes::Date;
use cpts_core::texte::{date, enumerer, nombre};
use cpts_core::{
    AideLocale, Appartenances, Bilan, EtapeRegion, Ligne as LigneDeFinancement, Perimetre, Projet,
    communes_comptees, origine_des_delais,
};
use cpts_rules::{Delai, IdSource, Mission, NaturePoste, ReglesDocuments, Rules, Statut};

use crate::document::{Allure, Document, Morceau, Phrase};

/// Everything that a document may tell. Nothing of it is kept.
#[derive(Clone, Copy)]
pub struct Dossier<'a> {
    /// What was answered.
    pub projet: &'a Projet,
    /// The communes.
    pub perimetre: &'a Perimetre,
    /// What the simulator says of them.
    pub bilan: &'a Bilan,
    /// Where the communes are.
    pub lieux: &'a Appartenances,
    /// The rules in use.
    pub rules: &'static Rules,
    /// What the documents hold.
    pub documents: &'static ReglesDocuments,
    /// The day of the document.
    pub jour: Date,
    /// The version of the program.
    pub version: &'a str,
    /// Who carries the project, as the person typed it; may be empty.
    pub porteurs: &'a str,
    /// Whom to call, as the person typed it; may be empty.
    pub contact: &'a str,
    /// Local help that the site tells for this territory.
    pub aides: &'a [&'a AideLocale],
    /// Whether amounts are told.
    pub montants: bool,
    /// Who gives the rules, in a sentence; empty where they are those of the program.
    pub bareme: &'a str,
    /// The year of the most recent populations that are legal at the signature; 0: not known.
    pub millesime_recent: u16,
}

impl<'a> Dossier<'a> {
    /// The name of the project; empty where it has none.
    pub fn nom(&self) -> &'a str {
        self.projet.nom.as_deref().unwrap_or_default().trim()
    }

    /// The day of which the rules hold.
    pub(crate) fn date_des_regles(&self) -> Date {
        self.projet.date_des_regles()
    }

    /// The delays that hold for a mission: those of the day from which they run.
    pub(crate) fn delai_of(&self, mission: Mission) -> Option<&'static Delai> {
        let formulaire = self.rules.formulaire;
        let jour = match self.projet.signature {
            Some(signature) => origine_des_delais(mission, signature, formulaire),
            None => self.date_des_regles(),
        };
        formulaire.poste(mission.poste()).delai_at(jour)
    }

    /// The missions that exist on the day of the rules, with whether each is taken on and compulsory.
    pub(crate) fn missions(&self) -> Vec<(Mission, bool, bool)> {
        let mut missions = Vec::new();
        for mission in Mission::TOUS.iter().copied() {
            let Some(nature) = self.rules.poste(mission.poste()).nature_at(self.date_des_regles()) else {
                continue;
            };
            let socle = nature == NaturePoste::Socle;
            let prise = self.projet.missions.as_ref().map_or(socle, |choix| choix.contains(&mission));
            missions.push((mission, prise, socle));
        }
        missions
    }

    /// What is granted for a mission in a year, where it is known.
    pub(crate) fn financement_of(&self, mission: Mission) -> Option<&'a LigneDeFinancement> {
        let financement = self.bilan.financement.as_ref()?;
        financement.lignes.iter().find(|ligne| ligne.poste == mission.poste())
    }

    /// What is known of the régions for a step.
    pub(crate) fn regions_of(&self, etape: &str) -> &'a [EtapeRegion] {
        let etape = self.bilan.etapes.iter().find(|e| e.id == etape);
        etape.map_or(&[], |e| e.regions.as_slice())
    }

    /// `N communes`, `1 commune`; the arrondissements of cities apart: `N communes, N arrondissements`.
    pub(crate) fn communes(&self) -> String {
        let mut arrondissements = 0;
        if self.perimetre.communes.iter().any(|commune| commune.ville.is_some()) {
            for (commune, _) in communes_comptees(self.perimetre, self.rules) {
                arrondissements += u32::from(commune.ville.is_some());
            }
        }
        let communes = self.bilan.territoire.communes.saturating_sub(arrondissements);
        let mut dit = String::new();
        if communes > 0 || arrondissements == 0 {
            dit.push_str(&compte(communes, "commune", "communes"));
        }
        if arrondissements > 0 {
            if !dit.is_empty() {
                dit.push_str(", ");
            }
            dit.push_str(&self::arrondissements(arrondissements));
        }
        dit
    }

    /// `Nord (59)`, one after the other.
    pub(crate) fn departements(&self) -> String {
        let mut noms = Vec::new();
        for (code, nom) in &self.lieux.departements {
            noms.push([nom, " (", code.as_str(), ")"].concat());
        }
        let mut cites: Vec<&str> = Vec::new();
        for nom in &noms {
            cites.push(nom);
        }
        enumerer(&cites)
    }

    /// The people who take part, by profession, in the order of the rules.
    pub(crate) fn professions(&self) -> Vec<(&'static cpts_rules::Profession, u16)> {
        let mut presentes = Vec::new();
        for profession in self.rules.formulaire.professions {
            let combien = self.projet.professionnels.as_ref().and_then(|p| p.get(profession.id));
            if let Some(combien) = combien.copied().filter(|n| *n > 0) {
                presentes.push((profession, combien));
            }
        }
        presentes
    }

    /// A note: what is said, its certainty, and where it comes from.
    pub(crate) fn note(
        &self,
        document: &mut Document,
        dit: &str,
        statut: Option<Statut>,
        sources: &[IdSource],
    ) -> usize {
        let mut note = Phrase::new();
        if !dit.is_empty() {
            note = note.texte(dit).texte(" ");
        }
        if let Some(mot) = statut.and_then(|statut| self.rules.statut(statut)) {
            note = note.texte("Statut\u{a0}: ").texte(mot.mot).texte(". ");
        }
        for (rang, source) in sources.iter().filter_map(|id| self.rules.source(*id)).enumerate() {
            note = note.texte(if rang == 0 { "Source\u{a0}: " } else { "\u{a0}; " });
            match source.url {
                Some(url) => note.0.push(Morceau::Lien(source.titre.to_owned(), url)),
                None => note = note.texte(source.titre),
            }
            note = note.texte(&[", ", source.auteur, ", lu le ", &date(source.vu_le)].concat());
        }
        if !sources.is_empty() {
            note = note.texte(".");
        }
        document.note(note)
    }

    /// What a reader must know of the limits, the rules and the day: the end of every document.
    pub(crate) fn reserves(&self, document: &mut Document) {
        let regles = &self.bilan.regles;
        document.ligne(Allure::Petit, Phrase::de(regles.avertissement));
        document.ligne(Allure::Petit, Phrase::de(self.rules.tailles.base_explication));
        let compte = self.bilan.territoire.millesime;
        if compte > 0 && compte < self.millesime_recent {
            let dit = [
                "Ce document fait exception\u{a0}: il compte la population de ",
                &compte.to_string(),
                ", plus ancienne, choisie à la place de celle de ",
                &self.millesime_recent.to_string(),
                ".",
            ];
            document.ligne(Allure::Petit, Phrase::de(&dit.concat()));
        }
        let fabrique = [
            "Document préparé le ",
            &date(self.jour),
            " avec le Simulateur CPTS, version ",
            self.version,
            ". Règles\u{a0}: ",
            regles.titre,
            ", vérifiées le ",
            &date(regles.verifie_le),
            ". ",
            self.bareme,
        ];
        document.ligne(Allure::Petit, Phrase::de(fabrique.concat().trim_end()));
    }
}

/// The word after its number, plural from two on.
pub(crate) fn compte(n: u32, un: &str, plusieurs: &str) -> String {
    [nombre(n).as_str(), "\u{a0}", if n < 2 { un } else { plusieurs }].concat()
}

/// `2 arrondissements`.
pub(crate) fn arrondissements(n: u32) -> String {
    compte(n, "arrondissement", "arrondissements")
}

/// `90 000 €`.
pub(crate) fn euros(n: u32) -> String {
    [&nombre(n), "\u{a0}€"].concat()
}
