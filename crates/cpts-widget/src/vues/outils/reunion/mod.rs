//! The meeting: one idea a screen, read from the back of a room. What is counted
//! and chosen here is the project's, as everywhere; only the room and its groups
//! are the meeting's own (`etat::cellules::reunion`; gestures in `etat::gestes::reunion`).
//!
//! - [`touches`]: keys and clickers;
//! - the others: one screen each, and the menu.

pub(crate) mod argent;
pub(crate) mod marge;
pub(crate) mod menu;
pub(crate) mod missions;
pub(crate) mod perimetres;
pub(crate) mod plein_ecran;
pub(crate) mod presentation;
pub(crate) mod salle;
pub(crate) mod scene;
pub(crate) mod suite;
pub(crate) mod territoire;
pub(crate) mod titre;
pub(crate) mod touches;

use cpts_seance::Cellule;
use cpts_seance::gestes::reunion::personnes;
use cpts_seance::reunion::Ecran;
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlDialogElement, KeyboardEvent};

use crate::effets::{chargement, veille};
use crate::etat::Etat;
use crate::etat::cellules::parts::Outil;
use crate::socle::fenetre;
use crate::socle::focus::once_written;
use crate::socle::vue::{Vue, bouton, el, elc, sr, watch};
use crate::vues::outils::reunion::menu::Menu;
use crate::vues::outils::reunion::scene::Scene;
use crate::vues::outils::reunion::touches::{Action, Focus, Touche, action};
use crate::vues::pieces::marques::disque;

/// The style sheet of the meeting, beside the module.
const FEUILLE: &str = "reunion.css";

/// The meeting at the end of `place`, written anew each time that it is opened.
pub(crate) fn panneau(etat: Etat, place: Vue) -> Vue {
    let prete = Cellule::new(false);
    let ici = place.element().clone();
    etat.spawn(async move {
        // Without its style the meeting works all the same, as a plain page.
        if let Some(style) = chargement::fetch_text(etat, FEUILLE).await {
            let _ = dress(&ici, &style);
        }
        prete.set(true);
    });
    // The meeting stays under the tools that are opened from it.
    watch(Box::new(move || {
        if etat.outil.with(|ouvert| *ouvert == Some(Outil::Reunion)) {
            etat.show_reunion(true);
            etat.en_reunion.set(true);
            etat.outil.set(None);
        }
    }));
    place.liste(move |l| {
        if prete.get() && etat.en_reunion.get() {
            l.ligne("", move || reunion(etat));
        }
    })
}

/// Adds the style sheet to those of the simulator: a sheet made by the page, which a strict
/// policy allows where an inline style is refused.
fn dress(ici: &Element, style: &str) -> Result<(), JsValue> {
    let racine: JsValue = ici.get_root_node().into();
    let classe: Function =
        Reflect::get(&js_sys::global(), &JsValue::from_str("CSSStyleSheet"))?.unchecked_into();
    let feuille = Reflect::construct(&classe, &Array::new())?;
    let ecrire: Function = Reflect::get(&feuille, &JsValue::from_str("replaceSync"))?.unchecked_into();
    ecrire.call1(&feuille, &JsValue::from_str(style))?;
    let nom = JsValue::from_str("adoptedStyleSheets");
    let toutes = Array::from(&Reflect::get(&racine, &nom)?);
    toutes.push(&feuille);
    Reflect::set(&racine, &nom, &toutes)?;
    Ok(())
}

/// The meeting, in a dialog over the whole window.
fn reunion(etat: Etat) -> Vue {
    let s = Scene::new(etat);
    let vue = elc("dialog", "reunion").attr("aria-labelledby", "reunion-titre");
    let dialogue: HtmlDialogElement = vue.element().clone().unchecked_into();
    let menu = menu::menu(s, &dialogue);
    let scene = elc("div", "r-scene");
    let toile = scene.element().clone();
    let scene = scene
        .avec(tete(s, &menu))
        .avec(elc("div", "r-corps").liste(move |l| {
            let ecran = s.ecran();
            l.ligne(ecran.nom(), move || corps(s, ecran));
        }))
        .avec(pied(s))
        .avec(elc("p", "sr").attr("role", "status").texte_vif(move || etat.annonce.get()))
        .avec(noir(s))
        .avec(menu.vue.clone());
    keep_focus(s, &dialogue);
    let verrou = veille::keep_awake(etat);
    follow_keys(s, &dialogue, toile, menu);
    {
        let dialogue = dialogue.clone();
        // Once the dialog is on the page.
        once_written(move || {
            let _ = dialogue.show_modal();
            titre::focus(&dialogue);
        });
    }
    vue.avec(scene).sur("close", move |e| {
        // The menu is a dialog too, and closes for itself.
        if e.target() == e.current_target() {
            plein_ecran::leave();
            veille::release(verrou);
            etat.show_reunion(false);
            etat.en_reunion.set(false);
        }
    })
}

/// What a screen shows under its title.
fn corps(s: Scene, ecran: Ecran) -> Vue {
    match ecran {
        Ecran::Salle => salle::salle(s),
        Ecran::Definition => presentation::definition(s),
        Ecran::Socles => presentation::socles(s),
        Ecran::Tailles => presentation::tailles(s),
        Ecran::Versements => presentation::versements(s),
        Ecran::Etapes => presentation::etapes(s),
        Ecran::Territoire => territoire::territoire(s),
        Ecran::Perimetres => perimetres::perimetres(s),
        Ecran::Argent => argent::argent(s),
        Ecran::Missions => missions::missions(s),
        Ecran::Suite => suite::suite(s),
    }
}

/// Title, people in the room, amounts, menu.
fn tete(s: Scene, menu: &Menu) -> Vue {
    let etat = s.etat;
    let montants = move || s.ecran().porte_des_montants() && !etat.masque_de_l_hote.get();
    elc("header", "r-tete")
        // A new heading for each screen: what is read anew is a new element.
        .liste(move |l| {
            let ecran = s.ecran();
            l.ligne(ecran.nom(), move || {
                el("h2").attr("id", "reunion-titre").attr("tabindex", "-1").avec(ecran.titre())
            });
        })
        // Which perimeter the figures are of, once there are several.
        .vif(move || {
            let plusieurs = etat.gardes.with(|g| !g.autres().is_empty());
            (plusieurs && s.ecran() == Ecran::Argent).then(|| {
                let lettre = etat.gardes.with(|g| g.courant());
                el("p").avec(sr("Périmètre ")).avec(disque(lettre, true))
            })
        })
        .avec(
            elc("p", "r-salle")
                .attr_vif("hidden", move || {
                    let vide = etat.reunion.with(|r| r.comptes.total() == 0);
                    (vide || s.ecran() == Ecran::Salle).then(String::new)
                })
                .texte_vif(move || etat.reunion.with(|r| personnes(&r.comptes)))
                .avec(sr(" dans la salle")),
        )
        .avec(
            bouton("bouton", move |_| s.toggle_amounts())
                .attr_vif("hidden", move || (!montants()).then(String::new))
                .texte_vif(move || {
                    if etat.masque_en_reunion.get() { "Montrer les montants" } else { "Masquer les montants" }
                        .to_owned()
                }),
        )
        .avec(menu.ouvrir())
}

/// The screen before, what was done last, the next screen.
fn pied(s: Scene) -> Vue {
    let aller = |titre: &'static str, classe: &'static str, ou: fn(Ecran) -> Option<Ecran>| {
        bouton(classe, move |_| {
            if let Some(ecran) = ou(s.ecran()) {
                s.show(ecran);
            }
        })
        .attr_vif("hidden", move || ou(s.ecran()).is_none().then(String::new))
        .avec(sr(titre))
    };
    let nom = |ou: fn(Ecran) -> Option<Ecran>| move || ou(s.ecran()).map_or("", Ecran::nom).to_owned();
    // Slides are not the place to take a count back.
    let dernier = move || s.last().filter(|_| s.ecran().change_quelque_chose());
    let annuler = bouton("bouton r-annuler", move |_| s.travel(true))
        .attr_vif("hidden", move || dernier().is_none().then(String::new))
        .avec("Annuler\u{a0}: ")
        .avec(el("span").texte_vif(move || dernier().unwrap_or_default()));
    elc("footer", "r-pied")
        .avec(
            elc("div", "r-bout").avec(
                aller("Écran précédent\u{a0}: ", "bouton", Ecran::precedent)
                    .avec(el("span").attr("aria-hidden", "true").avec("‹ "))
                    .avec(el("span").texte_vif(nom(Ecran::precedent))),
            ),
        )
        .avec(
            elc("div", "r-milieu").avec(annuler).avec(
                el("p")
                    .attr_vif("hidden", move || dernier().is_some().then(String::new))
                    .texte_vif(move || milieu(s)),
            ),
        )
        .avec(
            elc("div", "r-bout fin").avec(
                aller("Écran suivant\u{a0}: ", "bouton plein", Ecran::suivant)
                    .avec(el("span").texte_vif(nom(Ecran::suivant)))
                    .avec(el("span").attr("aria-hidden", "true").avec(" ›")),
            ),
        )
}

/// What the foot says while nothing can be taken back: the reminder, or where one is.
fn milieu(s: Scene) -> String {
    let ecran = s.ecran();
    if ecran == Ecran::Territoire
        && let Some(rappel) = s.reminder()
    {
        return rappel.to_owned();
    }
    [&(ecran.rang() + 1).to_string(), " sur ", &Ecran::TOUS.len().to_string()].concat()
}

/// The black screen: any key, or a touch, ends it.
fn noir(s: Scene) -> Vue {
    bouton("r-noir", move |_| s.noir.set(false))
        .attr("aria-label", "Rallumer l’écran")
        .attr_vif("hidden", move || (!s.noir.get()).then(String::new))
}

/// The heading takes the focus when its screen comes.
fn keep_focus(s: Scene, dialogue: &HtmlDialogElement) {
    let dialogue = dialogue.clone();
    let mut montre = None;
    watch(Box::new(move || {
        // Counting people must not take the focus away.
        if montre.replace(s.ecran()) == Some(s.ecran()) {
            return;
        }
        titre::focus_later(&dialogue);
    }));
}

/// Listens to the whole page: when what had the focus goes away, keys are the page's and not
/// the dialog's.
fn follow_keys(s: Scene, dialogue: &HtmlDialogElement, toile: Element, menu: Menu) {
    let dialogue = dialogue.clone();
    fenetre::listen_window("keydown", move |e| {
        // A tool opened from the meeting has its own keys, until its dialogue is closed: the browser says so
        // a moment later, in which a key may already be pressed.
        let page = dialogue.closest(".cpts").ok().flatten();
        let seul = page.is_some_and(|page| matches!(page.query_selector("dialog.outil[open]"), Ok(None)));
        if seul && dialogue.open() && !e.default_prevented() {
            on_key(s, e.unchecked_ref(), &toile, &menu);
        }
    });
}

fn on_key(s: Scene, e: &KeyboardEvent, toile: &Element, menu: &Menu) {
    let cle = e.key();
    if s.noir.get_untracked() {
        if !["Shift", "Control", "Alt", "AltGraph", "Meta"].contains(&cle.as_str()) {
            e.prevent_default();
            s.noir.set(false);
        }
        return;
    }
    let touche =
        Touche { cle: &cle, place: &e.code(), controle: e.ctrl_key() || e.meta_key(), autre: e.alt_key() };
    let ecran = s.etat.reunion.with_untracked(|r| r.ecran);
    let sans = s.etat.reunion.with_untracked(|r| r.sans_raccourcis);
    let Some(action) = action(touche, focus(e), ecran, sans) else { return };
    if action == Action::Touches && menu.is_open() {
        e.prevent_default();
        menu.close();
        return;
    }
    // A slide is not turned behind the menu, or behind the text that is read.
    if matches!(toile.query_selector("dialog[open]"), Ok(Some(_))) {
        return;
    }
    e.prevent_default();
    match action {
        Action::Suivant => {
            if let Some(ecran) = ecran.suivant() {
                s.show(ecran);
            }
        }
        Action::Precedent => {
            if let Some(ecran) = ecran.precedent() {
                s.show(ecran);
            }
        }
        Action::Bout(ecran) => s.show(ecran),
        Action::Noir => s.turn_black(),
        Action::Annuler => s.travel(true),
        Action::Retablir => s.travel(false),
        Action::Montants => s.toggle_amounts(),
        Action::Lettre(lettre) => s.go_to(lettre),
        Action::PleinEcran => plein_ecran::toggle(toile),
        Action::Touches => menu.open(),
    }
}

/// What has the focus, as far as keys go.
fn focus(e: &KeyboardEvent) -> Focus {
    // Inside the shadow root; from outside, all of it is one element.
    let cible = e.composed_path().get(0).dyn_into::<Element>().ok();
    let Some(cible) = cible else { return Focus::Ecran };
    match cible.tag_name().as_str() {
        "INPUT" if cible.get_attribute("type").as_deref() == Some("checkbox") => Focus::Bouton,
        "INPUT" | "TEXTAREA" | "SELECT" => Focus::Saisie,
        "BUTTON" | "A" | "SUMMARY" => Focus::Bouton,
        _ => Focus::Ecran,
    }
}
