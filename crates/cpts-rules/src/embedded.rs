//! The rules of this repository, compiled in. (First shape: the values come with the build script.)

use cpts_codes::Date;

use crate::types::*;

const JOUR: Date = match Date::new(2019, 8, 25) {
    Some(date) => date,
    None => TOUJOURS,
};
const V: ValeurParametre =
    ValeurParametre { depuis: JOUR, valeur: 0, statut: Statut::AConfirmer, note: "", verifie_le: JOUR, sources: &[] };
const P: Parametre = Parametre { cle: "", titre: "", unite: "", premiere: V, suivantes: &[] };
const fn poste(poste: Poste) -> PosteRegle {
    PosteRegle {
        poste,
        titre: "",
        titre_court: "",
        description: "",
        parties: &[],
        article: None,
        natures: &[],
        delais: &[],
        valeurs: &[],
        obligation: None,
        a_verifier_avant: JOUR,
    }
}
const fn palier(taille: Taille, min: u32, max: Option<u32>) -> Palier {
    Palier { taille, min, max, statut: Statut::AConfirmer, note: "", sources: &[] }
}

static RULES: Rules = Rules {
    verifie_le: JOUR,
    avertissement: "",
    annonce: None,
    textes: &[],
    tailles: ReglesTaille {
        base: "municipale",
        base_explication: "",
        premiers: Paliers {
            depuis: JOUR,
            paliers: [
                palier(Taille::T1, 0, Some(0)),
                palier(Taille::T2, 0, Some(0)),
                palier(Taille::T3, 0, Some(0)),
                palier(Taille::T4, 0, None),
            ],
            verifie_le: JOUR,
        },
        suivants: &[],
        proximite: P,
        petit_territoire: P,
        a_verifier_avant: JOUR,
    },
    postes: [
        poste(Poste::Fonctionnement),
        poste(Poste::AccesAuxSoins),
        poste(Poste::Parcours),
        poste(Poste::Prevention),
        poste(Poste::CriseSanitaire),
        poste(Poste::Qualite),
        poste(Poste::Accompagnement),
    ],
    versements: ReglesVersement {
        contrat: P,
        fonctionnement_signature: P,
        fonctionnement_avance: P,
        fixe_avance: P,
        variable_delai: P,
        atteinte_variable: P,
        demarrage_libre: P,
        prorata_jours: P,
        a_verifier_avant: JOUR,
    },
    coordination: ReglesCoordination { brut: P, charges: P, explication: "", a_verifier_avant: JOUR },
    lieux: ReglesLieux { droit_local: &[], hors_dispositif: &[] },
    issues: &[],
    lectures: &[],
    familles: &[],
    professions: &[],
    recours: &[],
    procedure: &[],
    regions: &[],
    pass: &[],
    sources: &[],
    statuts: &[],
    niveaux: &[],
};

/// The rules of this repository, as they were when the program was built.
pub fn embedded() -> &'static Rules {
    &RULES
}
