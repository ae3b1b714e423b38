//! Sharing a project: its link, to be copied, and the same as a QR code for a room.

use cpts_codes::nombre;
use cpts_perimetre::comparaison::Gardes;
use cpts_seance::Cellule;
use cpts_seance::lectures::liens;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlTextAreaElement};

use crate::effets::qr::{self, Code, Echec};
use crate::effets::{self};
use crate::etat::Etat;
use crate::etat::cellules::parts::Outil;
use crate::socle::page::{champ, untrack};
use crate::socle::presse_papiers::copy;
use crate::socle::vue::{Vue, bouton, el, elc, watch};

/// What became of the code of the link.
#[derive(Clone, PartialEq)]
enum Dessin {
    EnRoute,
    Pret(Code),
    Echec(Echec),
}

/// Letters from which on some messages cut a link.
const LONG: usize = 2_000;

/// The whole panel.
pub(crate) fn panneau(etat: Etat, place: Vue) -> Vue {
    let lien = Cellule::new(String::new());
    let dessin = Cellule::new(Dessin::EnRoute);
    let compares = Cellule::new(false);
    watch(Box::new(move || {
        // Nothing is computed while nobody looks.
        if etat.outil.get() != Some(Outil::Partage) {
            return;
        }
        let texte = etat.projet.with(|projet| {
            etat.gardes
                .with(|gardes| liens::text(projet, compares.get().then_some(gardes), etat.monde.aujourd_hui))
        });
        let adresse = effets::liens::address(etat, &texte);
        untrack(|| {
            lien.set(adresse);
            encode(etat, lien, dessin);
        });
    }));
    let saisie = elc("textarea", "document-champ")
        .attr("id", "partage-lien")
        .attr("rows", "3")
        .drapeau("readonly")
        .attr("spellcheck", "false")
        .attr("aria-describedby", "partage-taille");
    let zone: HtmlTextAreaElement = saisie.element().clone().unchecked_into();
    let (ecrite, copiee) = (zone.clone(), zone.clone());
    watch(Box::new(move || ecrite.set_value(&lien.get())));
    let dit = Cellule::new("");
    let copier = move |_| {
        let zone = copiee.clone();
        etat.spawn(async move {
            dit.set(match copy(zone).await {
                true => "Lien copié. Collez-le dans un message.",
                false => "Le navigateur n’a pas permis la copie. Le lien est sélectionné\u{a0}: copiez-le avec Ctrl+C.",
            });
        });
    };
    let longueur = move || {
        match lien.with(String::len) {
        n if n > LONG => "Tout le projet, en un lien très long\u{a0}: certaines messageries le couperont. Vérifiez qu’il s’ouvre, ou envoyez le fichier du projet (rubrique «\u{a0}Documents\u{a0}» du bilan).".to_owned(),
        n => ["Tout le projet, en ", &nombre(n as u32), " caractères."].concat(),
    }
    };
    let comparer = elc("label", "partage-choix")
        .attr_vif("hidden", move || etat.gardes.with(|g| *g == Gardes::default()).then(String::new))
        .avec(
            elc("input", "coche")
                .attr("type", "checkbox")
                .sur("change", move |e| compares.set(champ(&e).checked())),
        )
        .avec(el("span").avec("Avec les périmètres mis de côté pour comparer"));
    let (grand, montrer) = en_grand(etat, dessin);
    place
        .avec(el("p").avec(
            "Qui ouvre ce lien voit le projet tel qu’il est maintenant, et peut en changer sa copie. Les réponses sont dans le lien lui-même\u{a0}: rien n’est déposé sur un serveur. Toute personne qui a le lien peut les lire.",
        ))
        .avec(elc("div", "partage-deux")
        .avec(
            elc("div", "partage-champ")
                .avec(el("label").attr("for", "partage-lien").avec("Lien du projet"))
                .avec(saisie)
                .avec(elc("p", "petit gris").attr("id", "partage-taille").texte_vif(longueur))
                .avec(comparer)
                .avec(
                    elc("div", "partage-actions")
                        .avec(bouton("bouton plein", copier).avec("Copier le lien"))
                        .avec(elc("span", "petit").attr("role", "status").texte_vif(move || dit.get().to_owned())),
                ),
        )
        .avec(
            elc("div", "partage-qr")
                .avec(el("h3").avec("QR code, pour la salle"))
                .vif(move || petit(etat, lien, dessin))
                .avec(
                    bouton("bouton", montrer)
                        .attr_vif("hidden", move || {
                            (!dessin.with(|d| matches!(d, Dessin::Pret(_)))).then(String::new)
                        })
                        .avec("Afficher en grand"),
                ),
        ))
        .avec(grand)
}

/// The code, or why there is none.
fn petit(etat: Etat, lien: Cellule<String>, dessin: Cellule<Dessin>) -> Vue {
    match dessin.get() {
        Dessin::EnRoute => elc("p", "aide").attr("role", "status").avec("Le QR code arrive…"),
        Dessin::Pret(code) => qr::drawing(&code, "QR code qui ouvre le lien ci-dessus"),
        Dessin::Echec(Echec::TropLong) => el("p").avec(
            "Ce projet est trop grand pour un QR code lisible du fond d’une salle. Envoyez plutôt le lien. Pour un code plus petit, ajoutez des intercommunalités entières plutôt que leurs communes une à une.",
        ),
        Dessin::Echec(Echec::Absent) => elc("div", "refus")
            .attr("role", "alert")
            .avec(el("p").avec("Le QR code n’a pas pu être préparé. Le lien ci-dessus suffit. Vérifiez la connexion, puis recommencez."))
            .avec(
                bouton("bouton", move |_| {
                    dessin.set(Dessin::EnRoute);
                    encode(etat, lien, dessin);
                })
                .avec("Recommencer"),
            ),
    }
}

/// The code over the whole screen, to be read from the back of a room.
fn en_grand(etat: Etat, dessin: Cellule<Dessin>) -> (Vue, impl FnMut(web_sys::Event) + 'static) {
    let vue = elc("dialog", "qr-grand").attr("aria-labelledby", "qr-titre");
    let dialogue: HtmlDialogElement = vue.element().clone().unchecked_into();
    let (ouvrir, fermer) = (dialogue.clone(), dialogue);
    let nom =
        move || etat.projet.with(|p| p.nom.clone()).unwrap_or_else(|| "Notre projet de CPTS".to_owned());
    let vue = vue.avec(
        elc("div", "qr-feuille")
            .avec(el("h2").attr("id", "qr-titre").texte_vif(nom))
            .vif(move || match dessin.get() {
                Dessin::Pret(code) => {
                    Some(qr::drawing(&code, "QR code qui ouvre le projet sur un téléphone"))
                }
                _ => None,
            })
            .avec(el("p").avec("Visez avec l’appareil photo de votre téléphone."))
            .avec(bouton("bouton", move |_| fermer.close()).avec("Fermer")),
    );
    (vue, move |_| {
        let _ = ouvrir.show_modal();
    })
}

/// Draws the code of the link that is shown by then.
fn encode(etat: Etat, lien: Cellule<String>, dessin: Cellule<Dessin>) {
    let texte = lien.get_untracked();
    etat.spawn(async move {
        let fait = qr::encode(etat, &texte).await;
        if lien.is_held() && lien.with_untracked(|l| *l == texte) {
            dessin.set(fait.map_or_else(Dessin::Echec, Dessin::Pret));
        }
    });
}
