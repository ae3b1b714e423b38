//! The short stable keys of a link.
//!
//! A key is never given to something else, and never leaves the table: links that hold
//! it stay readable for as long as the simulator exists. What the rules rename keeps its
//! key and changes the name beside it; what they add gets the next one.

use cpts_core::{Initiateur, Mission};
use cpts_rules::{Rythme, Situation};

/// What the keys of a link stand for.
pub(super) struct Cles {
    /// Professions, by the `id` of `rules/professions.toml`; the key is the place, from 1 on.
    pub(super) professions: &'static [&'static str],
    /// Missions; the key is the place.
    pub(super) missions: &'static [Mission],
    /// Who takes the initiative; the key is the place.
    pub(super) initiateurs: &'static [Initiateur],
    /// Whether a contract runs; the key is the place.
    pub(super) situations: &'static [Situation],
    /// Professions that a link wrote in full and that have another name since: the former, the new.
    pub(super) renommees: &'static [(&'static str, &'static str)],
    /// Lines of a budget, by the `id` of `rules/budget.toml`; the key is the place, from 1 on.
    pub(super) budget: &'static [&'static str],
    /// How often such a line comes back; the key is the place, from 1 on.
    pub(super) rythmes: &'static [Rythme],
    /// Fields that a link may hold and that this version does not read: their number, and
    /// what to call them.
    pub(super) annonces: &'static [(u32, &'static str)],
}

/// How often a line comes back; the key is the place, from 1 on.
const RYTHMES: &[Rythme] = &[Rythme::Mois, Rythme::An, Rythme::Unique];

/// Those of this version.
pub(super) static CLES: Cles = Cles {
    professions: &[
        "medecin_generaliste",
        "medecin_specialiste",
        "sage_femme",
        "chirurgien_dentiste",
        "pharmacien",
        "preparateur_pharmacie",
        "physicien_medical",
        "infirmier",
        "masseur_kinesitherapeute",
        "orthophoniste",
        "orthoptiste",
        "pedicure_podologue",
        "ergotherapeute",
        "psychomotricien",
        "dieteticien",
        "manipulateur_radio",
        "technicien_laboratoire",
        "audioprothesiste",
        "opticien_lunetier",
        "prothesiste_orthesiste",
        "aide_soignant",
        "auxiliaire_puericulture",
        "ambulancier",
        "psychologue",
        "travailleur_social",
        "structure_medico_sociale",
        "etablissement_sante",
        "maison_centre_sante",
        "dac",
        "usager",
        "elu",
    ],
    missions: &[
        Mission::AccesAuxSoins,
        Mission::Parcours,
        Mission::Prevention,
        Mission::CriseSanitaire,
        Mission::Qualite,
        Mission::Accompagnement,
    ],
    initiateurs: &[
        Initiateur::ProfessionnelsDeSante,
        Initiateur::Etablissement,
        Initiateur::Elus,
        Initiateur::Usagers,
        Initiateur::Autre,
    ],
    situations: &[Situation::Nouvelle, Situation::Existante],
    renommees: &[],
    budget: &[
        "expert_comptable",
        "commissaire_aux_comptes",
        "assurance",
        "informatique",
        "communication",
        "locaux",
        "deplacements",
        "formation",
        "autre_depense",
        "cotisations",
        "amorcage",
        "autre_recette",
    ],
    rythmes: RYTHMES,
    annonces: &[],
};
