//! `cpts document`: the documents that the page makes, from the command line.

use std::path::Path;

use clap::ValueEnum;
use cpts_api::Refus;
use cpts_codes::Date;
use cpts_core::{Situation, evaluate};
use cpts_documents::{Dossier, communes, docx, fiche_action, lettre, projet, texte};

use crate::erreur::Erreur;
use crate::{donnees, lecture};

/// A document of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Quoi {
    /// Lettre d'intention (.docx)
    Lettre,
    /// Une fiche-action par mission (.docx)
    Fiches,
    /// Lettre d'intention en texte simple
    Texte,
    /// Communes, pour un tableur (CSV)
    Communes,
    /// Fichier du projet (JSON)
    Projet,
}

/// What the person gives besides the project.
pub(crate) struct Saisie {
    /// The day of the document.
    pub(crate) date: Date,
    /// Who carries the project.
    pub(crate) porteurs: String,
    /// Whom to call.
    pub(crate) contact: String,
}

/// Writes a document into a file; nothing is printed.
pub(crate) fn write(
    data: Option<&Path>,
    quoi: Quoi,
    fichier: &Path,
    sortie: &Path,
    couverture: Option<&Path>,
    saisie: Saisie,
) -> Result<String, Erreur> {
    let ecrit = lecture::projet(fichier)?;
    if ecrit.situation == Situation::Existante && matches!(quoi, Quoi::Lettre | Quoi::Texte) {
        return Err(Erreur::Refus(vec![Refus {
            champ: "situation".to_owned(),
            probleme: "une CPTS qui a signé son contrat n'écrit plus de lettre d'intention".to_owned(),
            aide: "demandez les fiches, les communes ou le projet".to_owned(),
        }]));
    }
    // The document bears a day: it is also that from which one looks, where nothing else is said.
    let mut lu = ecrit.clone();
    lu.look_from(saisie.date);
    let simulateur = donnees::load(data)?;
    let mut perimetre = simulateur.resolve(&lu).map_err(Erreur::Refus)?;
    if let Some(chemin) = couverture {
        let mut lue = lecture::couverture(chemin)?.couverture;
        cpts_perimetre::couverture::adopt(&mut lue, simulateur.territory());
        cpts_perimetre::couverture::cover(&mut perimetre, &lue, simulateur.territory());
    }
    let rules = simulateur.rules();
    let bilan = evaluate(&lu, &perimetre, rules);
    let lieux = cpts_perimetre::appartenances(&perimetre, simulateur.territory());
    let dossier = Dossier {
        projet: &lu,
        perimetre: &perimetre,
        bilan: &bilan,
        lieux: &lieux,
        rules,
        documents: cpts_rules::embedded_documents(),
        jour: saisie.date,
        version: env!("CARGO_PKG_VERSION"),
        porteurs: &saisie.porteurs,
        contact: &saisie.contact,
        aides: &[],
        montants: true,
        bareme: "",
        millesime_recent: simulateur.millesime_at(lu.jour_des_regles()),
    };
    let octets = match quoi {
        Quoi::Lettre => docx::write(&lettre::lettre(&dossier), saisie.date),
        Quoi::Fiches => docx::write(&fiche_action::fiches(&dossier), saisie.date),
        Quoi::Texte => texte::write(&lettre::lettre(&dossier)).into_bytes(),
        Quoi::Communes => communes::write(&perimetre, &lieux, rules).into_bytes(),
        Quoi::Projet => projet::write(&ecrit).into_bytes(),
    };
    std::fs::write(sortie, octets).map_err(|cause| Erreur::Ecriture { chemin: sortie.to_owned(), cause })?;
    Ok(String::new())
}
