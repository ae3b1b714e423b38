//! Refusing a project that cannot be read as one, field by field.
//!
//! What makes a project weak (one profession, no general practitioner) is a finding
//! of the bilan. What is refused here would make the bilan wrong.

use std::fmt;

use cpts_codes::Date;
use cpts_rules::{Rules, Situation, TOUJOURS};

use crate::budget::{BUDGET_EUROS_MAX, BUDGET_LIGNES_MAX, BUDGET_MOIS, HEURES_MAX, QUOTITE_MAX, TAUX_MAX};
use crate::projet::Projet;

/// Most people of one profession that a project may count: more than any CPTS has.
pub const PROFESSIONNELS_MAX: u16 = 9_999;

/// Last day of signature that a project may give: beyond it, a slip of the keyboard.
pub const SIGNATURE_MAX: Date = match Date::new(2099, 12, 31) {
    Some(date) => date,
    None => TOUJOURS,
};

/// Most characters of a free text (name, reason of a share).
pub const TEXTE_MAX: usize = 200;

/// A field that cannot be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{champ} : {probleme} ; {aide}")]
pub struct ErreurProjet {
    /// Path of the field (`professionnels.infirmier`).
    pub champ: String,
    /// What is wrong.
    pub probleme: String,
    /// What to write.
    pub aide: String,
}

/// The errors found so far.
#[derive(Default)]
struct Erreurs(Vec<ErreurProjet>);

impl Erreurs {
    fn push(&mut self, champ: impl Into<String>, probleme: impl fmt::Display, aide: impl fmt::Display) {
        self.0.push(ErreurProjet {
            champ: champ.into(),
            probleme: probleme.to_string(),
            aide: aide.to_string(),
        });
    }

    fn text(&mut self, champ: &str, texte: &str) {
        let longueur = texte.chars().count();
        if longueur > TEXTE_MAX {
            self.push(
                champ,
                format!("{longueur} caractères"),
                format!("écrivez {TEXTE_MAX} caractères au plus"),
            );
        }
    }
}

impl Projet {
    /// What cannot be right in the project; empty when it can be evaluated.
    pub fn verifier(&self, rules: &'static Rules) -> Vec<ErreurProjet> {
        let mut erreurs = Erreurs::default();
        if let Some(nom) = &self.nom {
            erreurs.text("nom", nom);
        }
        self.verifier_professionnels(rules, &mut erreurs);
        self.verifier_territoire(&mut erreurs);
        self.verifier_missions(&mut erreurs);
        self.verifier_vue(rules, &mut erreurs);
        self.verifier_dates(rules, &mut erreurs);
        self.verifier_budget(rules, &mut erreurs);
        erreurs.0
    }

    fn verifier_budget(&self, rules: &'static Rules, erreurs: &mut Erreurs) {
        let budget = &self.hypotheses.budget;
        let (c, i) = (&budget.coordination, &budget.indemnites);
        let derniere = BUDGET_MOIS - 1;
        let mut borne = |champ: &str, valeur: Option<u32>, max: u32, aide: &str| {
            if let Some(valeur) = valeur.filter(|valeur| *valeur > max) {
                erreurs.push(
                    ["hypotheses.budget.", champ].concat(),
                    valeur,
                    format!("écrivez {aide} de 0 à {max}"),
                );
            }
        };
        borne("coordination.brut", c.brut, BUDGET_EUROS_MAX, "un salaire annuel");
        borne("coordination.quotite", c.quotite.map(u32::from), QUOTITE_MAX.into(), "un pourcentage");
        borne("coordination.embauche", c.embauche.map(u32::from), derniere.into(), "un nombre de mois");
        borne("indemnites.personnes", i.personnes.map(u32::from), PROFESSIONNELS_MAX.into(), "un nombre");
        borne("indemnites.heures", i.heures.map(u32::from), HEURES_MAX.into(), "un nombre d'heures par mois");
        borne("indemnites.taux", i.taux.map(u32::from), TAUX_MAX.into(), "un nombre d'euros par heure");
        for (n, ligne) in budget.lignes.iter().enumerate() {
            let champ = |nom: &str| format!("lignes[{n}].{nom}");
            borne(&champ("montant"), ligne.montant, BUDGET_EUROS_MAX, "un montant en euros");
            borne(&champ("mois"), Some(ligne.mois.into()), derniere.into(), "un mois");
        }
        for (n, ligne) in budget.lignes.iter().enumerate() {
            let champ = format!("hypotheses.budget.lignes[{n}]");
            if rules.budget.poste(&ligne.poste).is_none() {
                let possibles: Vec<&str> = rules.budget.postes.iter().map(|p| p.id).collect();
                erreurs.push(
                    format!("{champ}.poste"),
                    "ligne de budget inconnue",
                    format!("prenez l'une de : {}", possibles.join(", ")),
                );
            }
            if let Some(nom) = &ligne.nom {
                erreurs.text(&format!("{champ}.nom"), nom);
            }
        }
        if budget.lignes.len() > BUDGET_LIGNES_MAX {
            erreurs.push(
                "hypotheses.budget.lignes",
                format!("{} lignes", budget.lignes.len()),
                format!("écrivez-en {BUDGET_LIGNES_MAX} au plus"),
            );
        }
    }

    fn verifier_professionnels(&self, rules: &'static Rules, erreurs: &mut Erreurs) {
        for (id, nombre) in self.professionnels.iter().flat_map(|p| p.iter()) {
            let champ = format!("professionnels.{}", id.chars().take(40).collect::<String>());
            if rules.profession(id).is_none() {
                let possibles: Vec<&str> = rules.formulaire.professions.iter().map(|p| p.id).collect();
                erreurs.push(
                    &champ,
                    "profession inconnue",
                    format!("prenez l'une de : {}", possibles.join(", ")),
                );
            }
            if *nombre > PROFESSIONNELS_MAX {
                erreurs.push(
                    &champ,
                    format!("{nombre} personnes"),
                    format!("écrivez un nombre de 0 à {PROFESSIONNELS_MAX}"),
                );
            }
        }
    }

    fn verifier_territoire(&self, erreurs: &mut Erreurs) {
        // A commune may be out of its EPCI as a whole and in by a share.
        for (i, code) in self.territoire.exclues.iter().enumerate() {
            if self.territoire.communes.contains(code) {
                erreurs.push(
                    format!("territoire.exclues[{i}]"),
                    format!("{code} est aussi dans « communes »"),
                    "retirez-la de l'une des deux listes",
                );
            }
        }
        for (i, part) in self.territoire.parts.iter().enumerate() {
            let champ = format!("territoire.parts[{i}]");
            if part.population == 0 {
                erreurs.push(
                    format!("{champ}.population"),
                    "0 habitant",
                    "écrivez le nombre d'habitants de la part, ou retirez-la",
                );
            }
            erreurs.text(&format!("{champ}.motif"), &part.motif);
            for (j, code) in part.iris.iter().enumerate() {
                if part.iris.iter().take(j).any(|avant| avant == code) {
                    erreurs.push(
                        format!("{champ}.iris[{j}]"),
                        format!("« {code} » est écrit deux fois"),
                        "gardez-le une fois",
                    );
                }
            }
        }
    }

    fn verifier_missions(&self, erreurs: &mut Erreurs) {
        let missions = self.missions.as_deref().unwrap_or_default();
        for (i, mission) in missions.iter().enumerate() {
            if missions.iter().take(i).any(|avant| avant == mission) {
                erreurs.push(
                    format!("missions[{i}]"),
                    format!("« {} » est écrite deux fois", mission.id()),
                    "gardez-la une fois",
                );
            }
        }
    }

    /// The day from which one looks: that of a contract that is signed by then.
    fn verifier_vue(&self, rules: &'static Rules, erreurs: &mut Erreurs) {
        let Some(vue_le) = self.vue_le else { return };
        let premiere = rules.textes.first().map_or(vue_le, |texte| texte.depuis);
        if self.situation == Situation::Nouvelle {
            erreurs.push(
                "vue_le",
                "un jour d'où regarder, pour une CPTS qui n'a pas signé",
                "retirez « vue_le », ou écrivez \"situation\": \"existante\"",
            );
        } else if !(premiere..=SIGNATURE_MAX).contains(&vue_le) {
            erreurs.push("vue_le", vue_le, format!("écrivez une date du {premiere} au {SIGNATURE_MAX}"));
        } else if let Some(signature) = self.signature.filter(|signature| *signature > vue_le) {
            erreurs.push(
                "vue_le",
                format!("{vue_le} précède la signature du contrat en cours"),
                format!("écrivez une date à partir du {signature}, ou corrigez « signature »"),
            );
        }
    }

    fn verifier_dates(&self, rules: &'static Rules, erreurs: &mut Erreurs) {
        let Some(signature) = self.signature else {
            if !self.hypotheses.demarrages.is_empty() {
                erreurs.push(
                    "hypotheses.demarrages",
                    "des démarrages sans date de signature",
                    "ajoutez « signature », ou retirez les démarrages",
                );
            }
            return;
        };
        let premiere = rules.textes.first().map(|texte| texte.depuis);
        if let Some(min) = premiere
            && !(min..=SIGNATURE_MAX).contains(&signature)
        {
            erreurs.push("signature", signature, format!("écrivez une date du {min} au {SIGNATURE_MAX}"));
            return;
        }
        let Some(fin) = self.fin_du_contrat(rules) else { return };
        for (mission, date) in self.hypotheses.demarrages.iter() {
            let champ = format!("hypotheses.demarrages.{}", mission.id());
            let aide = format!("écrivez une date du {signature} jusqu'à la veille du {fin}");
            if *date < signature {
                erreurs.push(champ, format!("{date} précède la signature"), aide);
            } else if *date >= fin {
                erreurs.push(champ, format!("{date} vient après la fin du contrat"), aide);
            }
        }
    }
}
