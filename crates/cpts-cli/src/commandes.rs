//! What each command does; each gives the text to print.

use std::path::{Path, PathBuf};

use cpts_api::{EtSiVu, Refus};
use cpts_codes::{CodeCommune, Date};
use cpts_core::{Bilan, Tresorerie, tresorerie};
use cpts_fichiers::LectureCouverture;
use cpts_rules::source::Gravite;
use cpts_territory::{Contexte, builder};
use serde::Serialize;

use crate::erreur::Erreur;
use crate::forme::Forme;
use crate::{donnees, horloge, lecture, texte};

/// `cpts evaluate`.
pub(crate) fn evaluate(
    data: Option<&Path>,
    fichier: &Path,
    couverture: Option<&Path>,
    et_si: bool,
    budget: bool,
    forme: Forme,
) -> Result<String, Erreur> {
    let mut projet = lecture::projet(fichier)?;
    if let Some(jour) = horloge::aujourd_hui() {
        projet.look_from(jour);
    }
    let lue = couverture.map(lecture::couverture).transpose()?;
    let simulateur = donnees::load(data)?;
    let bilan = match lue {
        None => simulateur.evaluate(&projet).map_err(Erreur::Refus)?,
        Some(LectureCouverture { couverture, remarques, .. }) => {
            let (bilan, adoption) =
                simulateur.evaluate_covered(&projet, couverture).map_err(Erreur::Refus)?;
            // The answer stands; what was put right in the file is told beside it.
            for remarque in remarques {
                eprintln!("couverture : {remarque}");
            }
            for (ancienne, actuelle) in adoption.anciennes {
                eprintln!(
                    "couverture : {ancienne} est une ancienne commune, comptée comme une partie de {actuelle}"
                );
            }
            for code in adoption.inconnues {
                eprintln!("couverture : aucune commune n'a le code {code}, laissé de côté");
            }
            bilan
        }
    };
    // Asked for and without taille, it is there and null: the reader need not guess.
    let dit = et_si.then(|| simulateur.et_si(&projet)).transpose().map_err(Erreur::Refus)?;
    let tresorerie = budget.then(|| tresorerie(&projet, bilan.financement.as_ref(), simulateur.rules()));
    match forme {
        Forme::Json => json(&Reponse { bilan: &bilan, et_si: dit.as_ref(), tresorerie: tresorerie.as_ref() }),
        Forme::Text => Ok(texte::bilan(&projet, &bilan, dit.as_ref(), tresorerie.as_ref(), &simulateur)),
    }
}

/// The bilan, and beside its fields what was asked for besides.
#[derive(Serialize)]
struct Reponse<'a> {
    #[serde(flatten)]
    bilan: &'a Bilan,
    #[serde(skip_serializing_if = "Option::is_none")]
    et_si: Option<&'a Option<EtSiVu>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tresorerie: Option<&'a Option<Tresorerie>>,
}

/// `cpts search`: `pres_de` are communes already chosen.
pub(crate) fn search(
    data: Option<&Path>,
    texte: &str,
    limite: usize,
    pres_de: &[CodeCommune],
) -> Result<String, Erreur> {
    let departements = pres_de.iter().map(CodeCommune::departement).collect();
    let contexte = Contexte { departements, regions: Vec::new() };
    json(&donnees::load(data)?.search_near(texte, limite, &contexte))
}

/// `cpts territory`.
pub(crate) fn territory(data: Option<&Path>, codes: &[String]) -> Result<String, Erreur> {
    let simulateur = donnees::load(data)?;
    let mut lieux = Vec::new();
    let mut refus = Vec::new();
    for code in codes {
        match simulateur.place(code) {
            Some(lieu) => lieux.push(lieu),
            None => refus.push(Refus {
                champ: code.clone(),
                probleme: "aucun lieu n'a ce code".to_owned(),
                aide: "donnez un code INSEE ou postal (5 caractères) ou un numéro SIREN (9 chiffres) ; `cpts search` en trouve par le nom"
                    .to_owned(),
            }),
        }
    }
    if refus.is_empty() { json(&lieux) } else { Err(Erreur::Refus(refus)) }
}

/// `cpts rules check`: warnings are printed and pass, errors are refused.
pub(crate) fn rules_check(dir: &Path, date: Option<Date>) -> Result<String, Erreur> {
    let diagnostics = cpts_rules::dossier::check(dir, date);
    let erreurs = diagnostics.iter().filter(|d| d.gravite == Gravite::Erreur).count();
    if erreurs > 0 {
        return Err(Erreur::Regles(diagnostics));
    }
    let mut sortie: String = diagnostics.iter().map(|d| format!("{d}\n")).collect();
    sortie += &match diagnostics.len() {
        0 => format!("{} : règles conformes\n", dir.display()),
        n => format!("{} : règles utilisables, {n} point(s) à revoir\n", dir.display()),
    };
    Ok(sortie)
}

/// `cpts rules check --fichier`: the rules that a site would give.
pub(crate) fn bareme_check(fichier: &Path) -> Result<String, Erreur> {
    let octets = lecture::octets(fichier)?;
    let bareme = cpts_bareme::read_bareme(&octets).map_err(Erreur::Refus)?;
    let mut sortie: String = bareme
        .avertissements
        .iter()
        .map(|d| format!("avertissement : {}\n", cpts_bareme::refusal(d)))
        .collect();
    sortie += &format!("{} : barème conforme, fourni le {}\n", fichier.display(), bareme.fourni_le);
    Ok(sortie)
}

/// `cpts data build`.
pub(crate) fn data_build(
    sortie: PathBuf,
    entrees: Option<PathBuf>,
    hors_ligne: bool,
) -> Result<String, Erreur> {
    let rapport = builder::build(&builder::Options { entrees, sortie: sortie.clone(), hors_ligne })?;
    let mut texte: String =
        rapport.verifications.iter().map(|phrase| format!("vérifié : {phrase}\n")).collect();
    texte += &format!(
        "{} : communes.bin {} octets, adjacence.bin {} octets ({} voisinages), contours/ {} octets, millesimes.bin {} octets, iris.bin {} octets\n",
        sortie.display(),
        rapport.communes_octets,
        rapport.adjacence_octets,
        rapport.voisinages,
        rapport.contours_octets,
        rapport.millesimes_octets,
        rapport.iris_octets
    );
    Ok(texte)
}

pub(crate) fn json(valeur: &impl Serialize) -> Result<String, Erreur> {
    Ok(serde_json::to_string_pretty(valeur)? + "\n")
}
