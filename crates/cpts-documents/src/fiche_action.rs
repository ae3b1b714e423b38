//! A fiche-action for each mission that is taken on: a page each.

use cpts_core::texte::{date, entre, habitants, incertitude};
use cpts_core::{Situation, origine_des_delais};
use cpts_rules::{Entre, Mission, MontantAPart, Rubrique, RubriqueRegle, Statut};

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
    bornes(dossier, &missions, &mut d);
    dossier.reserves(&mut d);
    let blancs = compte(d.blancs() as u32, "passage reste à compléter", "passages restent à compléter");
    let mut debut = Document::default();
    debut.titre(Rang::Document, "Fiches-actions");
    let sous_titre = match (dossier.nom(), dossier.projet.situation) {
        ("", Situation::Nouvelle) => "Projet de communauté professionnelle territoriale de santé (CPTS)",
        ("", Situation::Existante) => "Communauté professionnelle territoriale de santé (CPTS)",
        (nom, _) => nom,
    };
    debut.ligne(Allure::SousTitre, Phrase::de(sous_titre));
    if let Some(contrat) = &dossier.bilan.contrat {
        debut.ligne(Allure::Corps, Phrase::de(&contrat.faits(dossier.rules).join(" ")));
    }
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
        "" if dossier.projet.situation == Situation::Existante => "Fiches-actions, CPTS".to_owned(),
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
    let delai = dossier.delai_of(mission);
    if let Some(delai) = delai {
        let note = dossier.note(d, "", Some(delai.statut), delai.sources);
        lignes.push(Ligne::corps(Phrase::de(delai.texte).note(note)));
    }
    if let Some(signature) = dossier.projet.signature {
        let debut = match dossier.projet.situation {
            Situation::Nouvelle => "Si le contrat est signé le ",
            Situation::Existante => "Contrat signé le ",
        };
        let mut dit = [debut, &date(signature), "\u{a0}: "].concat();
        dit.push_str(&cpts_core::texte::minuscules(&demarrage(dossier, mission).unwrap_or_default()));
        if let Some(mois) = delai.and_then(|d| d.deploiement_mois) {
            dit.push_str("\u{a0}; plein déploiement au plus tard le ");
            let origine = origine_des_delais(mission, signature, dossier.rules.formulaire);
            dit.push_str(&date(origine.plus_months(mois)));
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
    let phrase = match (ligne.fixe, ligne.variable) {
        (Some(fixe), Some(0)) => Phrase::de("Volet fixe\u{a0}: ").gras(&euros(fixe)).texte(" par an"),
        (Some(fixe), Some(variable)) => Phrase::de("Volet fixe\u{a0}: ")
            .gras(&euros(fixe))
            .texte(" par an. Volet variable\u{a0}: jusqu’à ")
            .gras(&euros(variable))
            .texte(" par an, selon les résultats"),
        _ => Phrase::de("Total\u{a0}: ").gras(&euros(ligne.total)).texte(" par an, partage non établi"),
    };
    let connu = qualite(dossier, incertitude(ligne), ligne.statut);
    lignes.push(Ligne::corps(phrase.texte(&connu).note(note).texte(".")));
    let mut a_part = |mots: &str,
                      montant: u32,
                      bornes: Option<Entre>,
                      statut: Option<Statut>,
                      regle: Option<&MontantAPart>| {
        let statut = statut.unwrap_or(ligne.statut);
        let (dit, sources) = regle.map_or(("", &[][..]), |regle| (regle.note, regle.sources));
        let note = dossier.note(d, dit, Some(statut), sources);
        let connu = qualite(dossier, bornes.map(entre), statut);
        let phrase = Phrase::de(mots).gras(&euros(montant)).texte(&connu).note(note).texte(".");
        lignes.push(Ligne::corps(phrase));
    };
    if let Some(premiere) = ligne.premiere_annee {
        a_part(
            "La première année, pour écrire le plan\u{a0}: ",
            premiere,
            ligne.premiere_annee_entre,
            ligne.statut_premiere_annee,
            montant.and_then(|m| m.premiere_annee.as_ref()),
        );
    }
    if ligne.conditionnel > 0 {
        a_part(
            "En plus, si l’ARS reconnaît une crise sanitaire grave\u{a0}: ",
            ligne.conditionnel,
            ligne.conditionnel_entre,
            ligne.statut_conditionnel,
            montant.and_then(|m| m.conditionnel.as_ref()),
        );
    }
    lignes
}

/// ` (au total entre 65 000 et 75 000 €, à confirmer)`: how well an amount is known.
fn qualite(dossier: &Dossier<'_>, bornes: Option<String>, statut: Statut) -> String {
    let mot = dossier.rules.statut(statut).map_or("", |mot| mot.mot);
    match bornes {
        Some(bornes) => [" (", &bornes, ", ", mot, ")"].concat(),
        None => [" (", mot, ")"].concat(),
    }
}

/// What « entre … et … » means, said once, where a fiche says it.
fn bornes(dossier: &Dossier<'_>, missions: &[Mission], d: &mut Document) {
    let incertaine = |mission: &Mission| {
        dossier.financement_of(*mission).is_some_and(|l| {
            incertitude(l).is_some() || l.premiere_annee_entre.is_some() || l.conditionnel_entre.is_some()
        })
    };
    if dossier.montants && missions.iter().any(incertaine) {
        let dit = "«\u{a0}Entre … et …\u{a0}»\u{a0}: ce montant n’est pas publié, on sait entre quoi et quoi. La note en dit la raison.";
        d.ligne(Allure::Petit, Phrase::de(dit));
    }
}
