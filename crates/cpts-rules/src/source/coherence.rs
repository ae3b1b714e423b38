//! What no single entry can tell: files past their date, sums, dates that must follow those of the texts.

use cpts_codes::Date;

use super::diagnostic::Journal;
use super::fichiers::{Controle, Fichiers};
use crate::types::{Poste, Rules, Taille};

/// Lists the files that were to be checked again before `date`.
pub(crate) fn perimes(fichiers: &Fichiers, date: Date, journal: &mut Journal) {
    for (fichier, echeance) in fichiers.echeances() {
        if date >= echeance {
            journal.avertissement(
                fichier,
                "a_verifier_avant",
                format!("à vérifier avant le {echeance}, et nous sommes le {date}"),
                "relisez les sources, puis changez verifie_le et a_verifier_avant",
            );
        }
    }
}

/// Compares the sums of the lines with the totals that the sources publish.
pub(super) fn controles(fichiers: &Fichiers, rules: &Rules, journal: &mut Journal) {
    for controle in &fichiers.controles.controle {
        let cle = format!("controle \"{}\"", controle.titre);
        match somme(controle, rules) {
            Ok(somme) if somme == controle.montant => {}
            Ok(somme) => journal.erreur(
                "controles.toml",
                &cle,
                format!("les lignes font {somme} €, le total publié est {} €", controle.montant),
                "corrigez le montant qui a changé, ou le contrôle s'il est dépassé",
            ),
            Err(probleme) => journal.erreur("controles.toml", &cle, probleme, "corrigez le contrôle"),
        }
    }
}

fn somme(controle: &Controle, rules: &Rules) -> Result<u32, String> {
    let taille = Taille::from_id(&controle.taille)
        .ok_or_else(|| format!("taille inconnue « {} »", controle.taille))?;
    let postes: Vec<Poste> = match &controle.postes {
        None => Poste::TOUS.to_vec(),
        Some(noms) => noms
            .iter()
            .map(|nom| Poste::from_id(nom).ok_or_else(|| format!("poste inconnu « {nom} »")))
            .collect::<Result<_, _>>()?,
    };
    let mut somme = 0_u32;
    for poste in postes {
        let Some(valeur) = rules.valeur_at(poste, controle.date.0) else { continue };
        let Some(montant) = valeur.par_taille[taille as usize] else {
            return Err(format!("aucun montant de {} pour {}", poste.id(), taille.id()));
        };
        let crise = montant.conditionnel.map_or(0, |c| c.montant);
        let missing = || format!("le partage de {} n'est pas établi pour {}", poste.id(), taille.id());
        somme += match controle.somme.as_str() {
            "maximum" => montant.total,
            "maximum_avec_crise" => montant.total + crise,
            "maximum_avec_plan_et_crise" => {
                let plan = montant.premiere_annee.map_or(0, |p| p.montant - montant.fixe.unwrap_or(0));
                montant.total + plan + crise
            }
            "fixe" => montant.fixe.ok_or_else(missing)?,
            "variable" => montant.variable.ok_or_else(missing)?,
            "crise" => crise,
            autre => {
                return Err(format!(
                    "somme inconnue « {autre} » : maximum, maximum_avec_crise, maximum_avec_plan_et_crise, fixe, variable ou crise"
                ));
            }
        };
    }
    Ok(somme)
}

/// A mission has amounts and a nature from the same day, and only on days when a text begins.
pub(super) fn dates(rules: &Rules, fichiers: &Fichiers, journal: &mut Journal) {
    let debuts: Vec<Date> = rules.textes.iter().filter(|t| t.bareme).map(|t| t.depuis).collect();
    let nom = |poste: Poste| {
        fichiers
            .missions
            .iter()
            .find(|(_, f)| f.id == poste.id())
            .map_or("fonctionnement.toml", |(nom, _)| nom.as_str())
    };
    for regle in &rules.formulaire.postes {
        let fichier = nom(regle.poste);
        let valeurs = rules.valeurs(regle.poste);
        let premiere = valeurs.first().map(|v| v.depuis);
        if regle.natures.first().map(|n| n.depuis) != premiere {
            journal.erreur(
                fichier,
                "nature[0].depuis",
                "la mission et ses montants ne commencent pas le même jour",
                "donnez la même date à nature[0] et à financement[0]",
            );
        }
        for (i, valeur) in valeurs.iter().enumerate() {
            if !debuts.contains(&valeur.depuis) {
                journal.erreur(
                    fichier,
                    format!("financement[{i}].depuis"),
                    format!("aucun texte de textes.toml n'entre en vigueur le {}", valeur.depuis),
                    "prenez la date d'un texte avec bareme = true, ou ajoutez ce texte",
                );
            }
        }
        for debut in debuts.iter().filter(|debut| premiere.is_some_and(|p| p <= **debut)) {
            if !valeurs.iter().any(|v| v.depuis == *debut) {
                journal.avertissement(
                    fichier,
                    "financement",
                    format!("aucune valeur datée du {debut}, début d'un texte : la précédente continue"),
                    "recopiez la valeur à cette date si le texte la confirme",
                );
            }
        }
    }
}
