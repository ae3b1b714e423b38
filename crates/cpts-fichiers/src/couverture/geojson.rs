//! A `FeatureCollection`, of which the properties alone are read: the communes
//! are known by their codes, and nothing is ever drawn from the file.

use cpts_api::Refus;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::chantier::{About, Chantier, entier};
use crate::texte::{clean, plain};

#[derive(Deserialize)]
struct Collection {
    #[serde(default, rename = "type")]
    genre: Option<String>,
    #[serde(default)]
    features: Option<Vec<Feature>>,
    #[serde(flatten)]
    reste: Map<String, Value>,
}

#[derive(Deserialize)]
struct Feature {
    #[serde(default)]
    properties: Option<Map<String, Value>>,
}

/// Reads a GeoJSON file.
pub(super) fn read(texte: &str, chantier: &mut Chantier) -> Result<(), Refus> {
    let collection: Collection = serde_json::from_str(texte).map_err(|erreur| {
        let mut refus = Refus::de_lecture(".", &erreur.to_string());
        if refus.aide.is_empty() {
            refus.aide = "un objet FeatureCollection est attendu".into();
        }
        refus
    })?;
    let Some(features) =
        collection.features.filter(|_| collection.genre.as_deref() == Some("FeatureCollection"))
    else {
        return Err(match collection.genre.as_deref() {
            Some("Topology") => entier(
                "c'est un fichier TopoJSON",
                "enregistrez-le en GeoJSON, ou en CSV code;cpts;statut;date",
            ),
            _ if collection.reste.contains_key("territoire") => {
                entier("c'est un fichier de projet, pas une carte des CPTS", "importez-le comme un projet")
            }
            _ => entier("ce JSON n'est pas du GeoJSON", "un objet « FeatureCollection » est attendu"),
        });
    };
    for (cle, valeur) in &collection.reste {
        if let Some(sujet) = About::of(cle) {
            chantier.about(sujet, cle, &words(valeur).join(","));
        }
    }
    if features.is_empty() {
        return Err(entier("le fichier ne contient aucun objet", "ajoutez un objet par commune ou par CPTS"));
    }
    let mut autres: Vec<String> = Vec::new();
    for (i, feature) in features.into_iter().enumerate() {
        let place = format!("objet {}", i + 1);
        let proprietes = feature.properties.unwrap_or_default();
        let mut codes = Vec::new();
        let (mut cpts, mut statut, mut date) = (String::new(), String::new(), String::new());
        for (cle, valeur) in &proprietes {
            match plain(cle).as_str() {
                "code" | "code_insee" | "codes_communes" | "insee" => codes.extend(words(valeur)),
                "cpts" | "nom_cpts" => cpts = words(valeur).concat(),
                "statut" => statut = words(valeur).concat(),
                "date" => date = words(valeur).concat(),
                _ if autres.len() < 5 => {
                    let cle = format!("« {} »", clean(cle, 40));
                    if !autres.contains(&cle) {
                        autres.push(cle);
                    }
                }
                _ => {}
            }
        }
        if codes.is_empty() {
            chantier.refuse(
                &place,
                "il manque les codes des communes",
                "ajoutez la propriété code_insee, ou codes_communes pour plusieurs",
            );
            continue;
        }
        chantier.row(&place, &codes, &cpts, &statut, &date)?;
    }
    if !autres.is_empty() {
        chantier.remark(format!("Propriétés laissées de côté : {}.", autres.join(", ")));
    }
    Ok(())
}

/// The texts of a value: one, or those of a list. A number is a code that lost
/// its quotes; an object says nothing.
fn words(valeur: &Value) -> Vec<String> {
    match valeur {
        Value::String(texte) => vec![texte.clone()],
        Value::Number(nombre) => vec![nombre.to_string()],
        Value::Array(liste) => liste.iter().filter(|v| !v.is_array()).flat_map(words).collect(),
        Value::Null | Value::Bool(_) | Value::Object(_) => Vec::new(),
    }
}
