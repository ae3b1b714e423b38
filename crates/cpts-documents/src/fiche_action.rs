//! A fiche-action for each mission that is taken on: a page each.

use cpts_core::texte::{date, habitants};
use cpts_rules::{Mission, Rubrique, RubriqueRegle};

use crate::document::{Allure, Bloc, Colonne, Document, Ligne, Phrase, Rang, Tableau};
use crate::dossier::{Dossier, compte, euros};
use crate::lettre::demarrage;

/// The fiches of every mission of the project.
pub fn fiches(dossier: &Dossier<'_>) -> Document {
    let mut d = Document { titre: titre(dossier), rappel: titre(dossier), ..Document::default() };
    let mut missions = Vec::new();
    for (mission, prise, _) in dossier.missions() {
        if prise {
            missions.push(mission);
        }
    }
    for (rang, mission) in missions.iter().enumerate() {
        if rang > 0 {
            d.blocs.push(Bloc::Page);
        }
        fiche(dossier, *mission, &mut d);
    }
    d.titre(Rang::SousPartie, "Sources et réserves");
    dossier.reserves(&mut d);
    let blancs = compte(d.blancs() as u32, "passage reste à compléter", "passages restent à compléter");
    let mut debut = Document::default();
    debut.titre(Rang::Document, "Fiches-actions");
    let sous_titre = match dossier.nom() {
        "" => "Projet de communauté professionnelle territoriale de santé (CPTS)",
        nom => nom,
    };
    debut.ligne(Allure::SousTitre, Phrase::de(sous_titre));
    debut.ligne(
        Allure::Encadre,
        Phrase::new()
            .gras(&["Brouillon\u{a0}: ", &blancs, "."].concat())
            .texte(" Ils sont surlignés en jaune, entre crochets. Une fiche par mission choisie."),
    );
    d.blocs.splice(0..0, debut.blocs);
    d
}

fn titre(dossier: &Dossier<'_>) -> String {
    match dossier.nom() {
        "" => "Fiches-actions, projet de CPTS".to_owned(),
        nom => ["Fiches-actions, ", nom].concat(),
    }
}

fn fiche(dossier: &Dossier<'_>, mission: Mission, d: &mut Document) {
    let regle = dossier.rules.poste(mission.poste());
    d.titre(Rang::Partie, regle.titre);
    let mut tableau = Tableau {
        legende: ["Fiche-action\u{a0}: ", regle.titre].concat(),
        colonnes: vec![
            Colonne { titre: "Rubrique", largeur: 22, nombres: false },
            Colonne { titre: "Contenu", largeur: 78, nombres: false },
        ],
        lignes: Vec::new(),
    };
    for rubrique in dossier.documents.fiche {
        let contenu = contenu(dossier, mission, rubrique, d);
        tableau.lignes.push(vec![vec![Ligne::corps(Phrase::de(rubrique.titre))], contenu]);
    }
    d.blocs.push(Bloc::Tableau(tableau));
}

/// What is known for a part of the fiche, then what is left to write.
fn contenu(
    dossier: &Dossier<'_>,
    mission: Mission,
    rubrique: &RubriqueRegle,
    d: &mut Document,
) -> Vec<Ligne> {
    let regle = dossier.rules.poste(mission.poste());
    let mut lignes = Vec::new();
    match rubrique.rubrique {
        Rubrique::Objectif => {
            let comprend = "La mission comprend\u{a0}:";
            let dit = if regle.parties.is_empty() { regle.description } else { comprend };
            lignes.push(Ligne::corps(Phrase::de(dit)));
            for partie in regle.parties {
                lignes.push(Ligne { allure: Allure::Puce, phrase: Phrase::de(partie) });
            }
        }
        Rubrique::Constats => {
            let territoire = &dossier.bilan.territoire;
            let dit = [
                "Territoire\u{a0}: ",
                &dossier.communes(),
                ", ",
                &habitants(territoire.population),
                " (population ",
                territoire.base,
                " ",
                &territoire.millesime.to_string(),
                ").",
            ];
            lignes.push(Ligne::corps(Phrase::de(&dit.concat())));
        }
        Rubrique::Acteurs => {
            let mut noms: Vec<String> = Vec::new();
            for (profession, _) in dossier.professions() {
                noms.push(cpts_core::texte::minuscules(profession.pluriel));
            }
            if !noms.is_empty() {
                let dit = ["Déjà dans le projet\u{a0}: ", &noms.join(", "), "."].concat();
                lignes.push(Ligne::corps(Phrase::de(&dit)));
            }
        }
        Rubrique::Calendrier => lignes.extend(calendrier(dossier, mission, d)),
        Rubrique::Moyens if dossier.montants => lignes.extend(moyens(dossier, mission, d)),
        _ => {}
    }
    if !rubrique.texte.is_empty() {
        let note = dossier.note(d, "", Some(rubrique.statut), rubrique.sources);
        lignes.push(Ligne::corps(Phrase::de(rubrique.texte).note(note)));
    }
    for quoi in rubrique.a_completer {
        lignes.push(Ligne::corps(Phrase::blanc(quoi)));
    }
    lignes
}

/// When the mission starts and is fully deployed.
fn calendrier(dossier: &Dossier<'_>, mission: Mission, d: &mut Document) -> Vec<Ligne> {
    let mut lignes = Vec::new();
    let delai = dossier.rules.poste(mission.poste()).delai_at(dossier.date_des_regles());
    if let Some(delai) = delai {
        let note = dossier.note(d, "", Some(delai.statut), delai.sources);
        lignes.push(Ligne::corps(Phrase::de(delai.texte).note(note)));
    }
    if let Some(signature) = dossier.projet.signature {
        let mut dit = ["Si le contrat est signé le ", &date(signature), "\u{a0}: "].concat();
        dit.push_str(&cpts_core::texte::minuscules(&demarrage(dossier, mission).unwrap_or_default()));
        if let Some(mois) = delai.and_then(|d| d.deploiement_mois) {
            dit.push_str("\u{a0}; plein déploiement au plus tard le ");
            dit.push_str(&date(signature.plus_months(mois)));
        }
        dit.push('.');
        lignes.push(Ligne::corps(Phrase::de(&dit)));
    }
    lignes
}

/// What the ACI grants for the mission in a year.
fn moyens(dossier: &Dossier<'_>, mission: Mission, d: &mut Document) -> Vec<Ligne> {
    let mut lignes = Vec::new();
    let Some(ligne) = dossier.financement_of(mission) else { return lignes };
    let date = dossier.date_des_regles();
    let taille = dossier.bilan.taille.map(|t| t.taille);
    let montant = taille
        .and_then(|taille| dossier.rules.valeur_at(ligne.poste, date)?.par_taille[taille as usize].as_ref());
    let dit = montant.map_or("", |m| m.note);
    let note = dossier.note(d, dit, Some(ligne.statut), ligne.sources);
    let mot = dossier.rules.statut(ligne.statut).map_or("", |mot| mot.mot);
    let phrase = match (ligne.fixe, ligne.variable) {
        (Some(fixe), Some(0)) => Phrase::de("Volet fixe\u{a0}: ").gras(&euros(fixe)).texte(" par an"),
        (Some(fixe), Some(variable)) => Phrase::de("Volet fixe\u{a0}: ")
            .gras(&euros(fixe))
            .texte(" par an. Volet variable\u{a0}: jusqu’à ")
            .gras(&euros(variable))
            .texte(" par an, selon les résultats"),
        _ => Phrase::de("Total\u{a0}: ").gras(&euros(ligne.total)).texte(" par an, partage non établi"),
    };
    lignes.push(Ligne::corps(phrase.texte(&[" (", mot, ")"].concat()).note(note).texte(".")));
    if ligne.conditionnel > 0 {
        let statut = ligne.statut_conditionnel;
        let conditionnel = montant.and_then(|m| m.conditionnel.as_ref());
        let note = dossier.note(
            d,
            conditionnel.map_or("", |c| c.note),
            statut,
            conditionnel.map_or(&[], |c| c.sources),
        );
        let mot = statut.and_then(|s| dossier.rules.statut(s)).map_or("", |mot| mot.mot);
        let phrase = Phrase::de("En plus, si l’ARS reconnaît une crise sanitaire grave\u{a0}: ")
            .gras(&euros(ligne.conditionnel))
            .texte(&[" (", mot, ")"].concat())
            .note(note)
            .texte(".");
        lignes.push(Ligne::corps(phrase));
    }
    lignes
}
