//! The documents of the project: made here, handed to the browser to be saved.
//!
//! The names that a letter needs and a project does not hold (who carries it, whom to call) are
//! typed here; they go into the letter and nowhere else, and are gone with the page.

use cpts_core::TEXTE_MAX;
use cpts_documents::document::Document;
use cpts_documents::{Dossier, communes, docx, fiche_action, lettre, nom, projet, texte};
use cpts_seance::Cellule;
use cpts_seance::format::compte;
use cpts_seance::lectures::territoire;
use wasm_bindgen::JsValue;

use crate::etat::Etat;
use crate::socle::page::{self, champ};
use crate::socle::presse_papiers::to_clipboard;
use crate::socle::telechargement::download;
use crate::socle::vue::{Vue, bouton, el, elc, sr};

/// A document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quoi {
    Lettre,
    Fiches,
    Communes,
    Texte,
    Projet,
}

/// What a row says of a document.
struct Fiche {
    quoi: Quoi,
    /// What identifies its row.
    id: &'static str,
    titre: &'static str,
    format: &'static str,
    /// What it is for.
    role: &'static str,
    /// The word of its button.
    geste: &'static str,
    /// Its name as a file, and how that ends.
    fichier: (&'static str, &'static str),
    /// What the file is, for the browser.
    type_: &'static str,
}

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

const FICHES: [Fiche; 5] = [
    Fiche {
        quoi: Quoi::Lettre,
        id: "lettre",
        titre: "Lettre d’intention",
        format: "Word, .docx",
        role: "Remplie avec votre projet. Ce qui reste à écrire est surligné en jaune.",
        geste: "Télécharger",
        fichier: ("lettre-intention", "docx"),
        type_: DOCX,
    },
    Fiche {
        quoi: Quoi::Texte,
        id: "texte",
        titre: "Lettre d’intention, en texte",
        format: "texte simple, .txt",
        role: "La même, à coller dans le formulaire de votre région.",
        geste: "Télécharger",
        fichier: ("lettre-intention", "txt"),
        type_: "text/plain;charset=utf-8",
    },
    Fiche {
        quoi: Quoi::Fiches,
        id: "fiches",
        titre: "Fiches-actions",
        format: "Word, .docx",
        role: "Une page par mission choisie.",
        geste: "Télécharger",
        fichier: ("fiches-actions", "docx"),
        type_: DOCX,
    },
    Fiche {
        quoi: Quoi::Communes,
        id: "communes",
        titre: "Tableau des communes",
        format: "tableur, .csv",
        role: "Codes INSEE, intercommunalités, populations. S’ouvre dans Excel et LibreOffice.",
        geste: "Télécharger",
        fichier: ("communes", "csv"),
        type_: "text/csv;charset=utf-8",
    },
    Fiche {
        quoi: Quoi::Projet,
        id: "projet",
        titre: "Fichier du projet",
        format: "à rouvrir ici, .cpts.json",
        role: "Toutes vos réponses. Pour le rouvrir\u{a0}: «\u{a0}Importer un fichier\u{a0}», sous la recherche.",
        geste: "Enregistrer",
        fichier: ("projet", "cpts.json"),
        type_: "application/json",
    },
];

/// What the person types for the letter, and nothing keeps.
#[derive(Clone, Copy)]
struct Saisie {
    porteurs: Cellule<String>,
    contact: Cellule<String>,
}

/// The fields, then a row for each document.
pub(crate) fn panneau(etat: Etat, place: Vue) -> Vue {
    let saisie = Saisie { porteurs: Cellule::new(String::new()), contact: Cellule::new(String::new()) };
    // A failure stays in sight; what succeeded is announced, and the browser shows it.
    let echec = Cellule::new(None::<&str>);
    let nom_du_projet = saisir(
        "document-nom",
        "Nom du projet",
        "",
        move || etat.projet.with(|p| p.nom.clone()).unwrap_or_default(),
        move |valeur| etat.set_nom(valeur),
    );
    let porteurs = saisir(
        "document-porteurs",
        "Porteurs du projet",
        " (nom, profession)",
        move || saisie.porteurs.get(),
        move |valeur| saisie.porteurs.set(valeur),
    );
    let contact = saisir(
        "document-contact",
        "Personne à contacter",
        " (nom, courriel, téléphone)",
        move || saisie.contact.get(),
        move |valeur| saisie.contact.set(valeur),
    );
    let mut liste = elc("ul", "documents-liste");
    for fiche in &FICHES {
        liste = liste.avec(rangee(etat, saisie, echec, fiche));
    }
    place
        .avec(elc("div", "documents-champs").avec([nom_du_projet, porteurs, contact]))
        .avec(elc("p", "petit gris").avec(
            "Facultatif. Les porteurs et le contact ne vont que dans la lettre\u{a0}: ils ne sont gardés nulle part.",
        ))
        .vif(move || {
            echec.get().map(|pourquoi| elc("p", "refus").attr("role", "alert").avec(pourquoi))
        })
        .avec(liste)
}

/// A field with its label.
fn saisir(
    id: &str,
    nom: &str,
    aide: &str,
    lire: impl Fn() -> String + 'static,
    ecrire: impl Fn(String) + 'static,
) -> Vue {
    el("div").avec(el("label").attr("for", id).avec(nom).avec(elc("span", "petit gris").avec(aide))).avec(
        elc("input", "document-champ")
            .attr("id", id)
            .attr("type", "text")
            .attr("autocomplete", "off")
            .attr("maxlength", &TEXTE_MAX.to_string())
            .valeur_vive(lire)
            .sur("change", move |e| ecrire(champ(&e).value())),
    )
}

/// Why a document cannot be made yet.
fn manque(etat: Etat, quoi: Quoi) -> Option<&'static str> {
    if quoi == Quoi::Projet {
        return None;
    }
    if etat.en_cours() && matches!(quoi, Quoi::Lettre | Quoi::Texte) {
        return Some(
            "Votre contrat est signé\u{a0}: la lettre d’intention ouvre un projet, elle n’est plus à écrire.",
        );
    }
    if etat.bilan.with(|b| b.territoire.communes) == 0 {
        return Some("Ajoutez d’abord une commune.");
    }
    let sans_mission = etat.projet.with(|p| p.missions.as_ref().is_some_and(Vec::is_empty));
    (quoi == Quoi::Fiches && sans_mission).then_some("Choisissez d’abord une mission.")
}

fn rangee(etat: Etat, saisie: Saisie, echec: Cellule<Option<&'static str>>, fiche: &'static Fiche) -> Vue {
    let raison = ["document-", fiche.id, "-raison"].concat();
    let empeche = {
        let raison = raison.clone();
        move |vue: Vue| {
            vue.attr("aria-describedby", &raison)
                .attr_vif("aria-disabled", move || manque(etat, fiche.quoi).map(|_| "true".to_owned()))
        }
    };
    let telecharger = bouton("bouton", move |_| {
        if let Some(pourquoi) = manque(etat, fiche.quoi) {
            return etat.dire(pourquoi);
        }
        let reponse = save(etat, saisie, fiche);
        echec.set(reponse.is_err().then_some(
            "Le navigateur n’a pas laissé enregistrer ce fichier. Autorisez les téléchargements, puis recommencez.",
        ));
        if let Ok(nom) = reponse {
            // A frame may be refused it, and is not told.
            etat.dire(["Téléchargement lancé\u{a0}: ", &nom, "."].concat());
        }
    })
    .avec(fiche.geste)
    .avec(sr(&["\u{a0}: ", fiche.titre, " (", fiche.format, ")"].concat()));
    let mut boutons = elc("div", "documents-gestes").avec(empeche(telecharger));
    if fiche.quoi == Quoi::Texte {
        let copier = bouton("bouton", move |_| {
            if let Some(pourquoi) = manque(etat, fiche.quoi) {
                return etat.dire(pourquoi);
            }
            copy(etat, dossier(etat, saisie, |d| texte::write(&lettre::lettre(d))), echec);
        })
        .avec("Copier")
        .avec(sr(" le texte de la lettre d’intention"));
        boutons = boutons.avec(empeche(copier));
    }
    let detail = move || match (manque(etat, fiche.quoi), fiche.quoi) {
        (Some(pourquoi), _) => pourquoi.to_owned(),
        (None, Quoi::Lettre) => {
            // Written anew at each answer: what it counts is what the letter will hold.
            let blancs = dossier(etat, saisie, lettre::blancs);
            [&compte(blancs as u32, "passage", "passages"), " à compléter."].concat()
        }
        _ => String::new(),
    };
    el("li")
        .avec(
            el("div")
                .avec(
                    el("p")
                        .avec(el("strong").avec(fiche.titre))
                        .avec(elc("span", "petit gris").avec([" (", fiche.format, ")"].concat())),
                )
                .avec(
                    elc("p", "petit")
                        .avec(fiche.role)
                        .avec(" ")
                        .avec(el("span").attr("id", &raison).texte_vif(detail)),
                ),
        )
        .avec(boutons)
}

/// What a document is made of, lent for as long as it is written. Watched.
fn dossier<T>(etat: Etat, saisie: Saisie, ecrire: impl FnOnce(&Dossier<'_>) -> T) -> T {
    let rules = etat.rules();
    let montants = !etat.masque();
    let bareme = etat.bareme.get().map_or_else(String::new, |b| b.phrase());
    let configuration = etat.configuration.get();
    etat.projet.with(|projet| {
        // An older vintage is counted only once all of them are there.
        let millesime_recent = etat.millesimes.with(|m| m.la().map_or(0, |m| m.at(projet.jour_des_regles())));
        etat.perimetre.with(|perimetre| {
            let lieux = etat.with_territory(|t| cpts_perimetre::appartenances(perimetre, t));
            etat.bilan.with(|bilan| {
                let t = &bilan.territoire;
                let taille = bilan.taille.map(|taille| taille.taille.numero());
                let aides = configuration.as_ref().map(|c| c.aides_of(&t.departements, &t.regions, taille));
                saisie.porteurs.with(|porteurs| {
                    saisie.contact.with(|contact| {
                        ecrire(&Dossier {
                            projet,
                            perimetre,
                            bilan,
                            lieux: &lieux.unwrap_or_default(),
                            rules,
                            documents: cpts_rules::embedded_documents(),
                            jour: page::aujourd_hui(),
                            version: env!("CARGO_PKG_VERSION"),
                            porteurs,
                            contact,
                            aides: &aides.unwrap_or_default(),
                            montants,
                            bareme: &bareme,
                            millesime_recent,
                        })
                    })
                })
            })
        })
    })
}

/// Makes a document and hands it to the browser. Returns the name of the file.
fn save(etat: Etat, saisie: Saisie, fiche: &Fiche) -> Result<String, JsValue> {
    let octets = dossier(etat, saisie, |d| {
        let word = |document: Document| docx::write(&document, d.jour);
        match fiche.quoi {
            Quoi::Lettre => word(lettre::lettre(d)),
            Quoi::Fiches => word(fiche_action::fiches(d)),
            Quoi::Communes => communes::write(d.perimetre, d.lieux, d.rules).into_bytes(),
            Quoi::Texte => texte::write(&lettre::lettre(d)).into_bytes(),
            Quoi::Projet => {
                let mut garde = d.projet.clone();
                // Today is the day of whoever opens it.
                garde.forget_day(etat.monde.aujourd_hui);
                projet::write(&garde).into_bytes()
            }
        }
    });
    let (debut, fin) = fiche.fichier;
    let nom = nom::fichier(debut, &territoire::nom_du_territoire(*etat), fin);
    download(&nom, fiche.type_, &octets)?;
    Ok(nom)
}

/// Copies the text of the letter.
fn copy(etat: Etat, texte: String, echec: Cellule<Option<&'static str>>) {
    etat.spawn(async move {
        match to_clipboard(&texte).await {
            Ok(_) => {
                echec.set(None);
                etat.dire("Le texte de la lettre est copié. Collez-le dans le formulaire.");
            }
            Err(_) => echec.set(Some(
                "Le navigateur n’a pas laissé copier le texte. Téléchargez-le, puis copiez-le depuis le fichier.",
            )),
        }
    });
}
