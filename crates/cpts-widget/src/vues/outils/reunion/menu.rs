//! What is at hand without being in sight: every screen, the keys, the way out.

use cpts_seance::reunion::Ecran;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use crate::socle::page::champ;
use crate::socle::vue::{Vue, bouton, el, elc};
use crate::vues::outils::reunion::scene::Scene;
use crate::vues::outils::reunion::{plein_ecran, titre};

/// The panel and its dialog.
#[derive(Clone)]
pub(crate) struct Menu {
    pub(crate) vue: Vue,
    dialogue: HtmlDialogElement,
}

impl Menu {
    pub(crate) fn open(&self) {
        let _ = self.dialogue.show_modal();
    }

    pub(crate) fn close(&self) {
        self.dialogue.close();
    }

    pub(crate) fn is_open(&self) -> bool {
        self.dialogue.open()
    }

    /// The button that opens it.
    pub(crate) fn ouvrir(&self) -> Vue {
        let menu = self.clone();
        bouton("bouton", move |_| menu.open()).attr("aria-haspopup", "dialog").avec("Menu")
    }
}

/// The menu of a meeting.
pub(crate) fn menu(s: Scene, reunion: &HtmlDialogElement) -> Menu {
    let etat = s.etat;
    let vue = elc("dialog", "r-menu").attr("aria-label", "Menu de la réunion");
    let dialogue: HtmlDialogElement = vue.element().clone().unchecked_into();
    let ferme = |geste: Box<dyn Fn()>| {
        let dialogue = dialogue.clone();
        move |_: web_sys::Event| {
            dialogue.close();
            geste();
        }
    };
    let aller = |ecran: Ecran| {
        let reunion = reunion.clone();
        move || {
            s.show(ecran);
            // Where one is already, nothing else takes the focus from the button of the menu.
            titre::focus_later(&reunion);
        }
    };
    let mut ecrans = elc("ol", "r-ecrans");
    for ecran in Ecran::TOUS {
        ecrans = ecrans.avec(
            el("li").avec(
                bouton("bouton", ferme(Box::new(aller(ecran))))
                    .attr_vif("aria-current", move || (s.ecran() == ecran).then(|| "step".to_owned()))
                    .avec([&(ecran.rang() + 1).to_string(), ". ", ecran.nom()].concat()),
            ),
        );
    }
    let quitter = {
        let reunion = reunion.clone();
        ferme(Box::new(move || reunion.close()))
    };
    let plein_ecran = {
        let reunion = reunion.clone();
        ferme(Box::new(move || {
            if let Ok(Some(toile)) = reunion.query_selector(".r-scene") {
                plein_ecran::toggle(&toile);
            }
        }))
    };
    let montants = bouton("bouton", ferme(Box::new(move || s.toggle_amounts())))
        .attr_vif("hidden", move || etat.masque_de_l_hote.get().then(String::new))
        .texte_vif(move || {
            if etat.masque_en_reunion.get() { "Montrer les montants" } else { "Masquer les montants" }
                .to_owned()
        });
    let gestes = elc("div", "r-gestes")
        .avec(montants)
        .avec(bouton("bouton", ferme(Box::new(move || s.turn_black()))).avec("Écran noir"))
        .avec(plein_ecran::is_possible().then(|| bouton("bouton", plein_ecran).avec("Plein écran")))
        .avec(bouton("bouton plein", quitter).avec("Quitter la réunion"));
    let fermer = {
        let dialogue = dialogue.clone();
        move |_: web_sys::Event| dialogue.close()
    };
    let raccourcis = el("label").attr("class", "r-case").avec(
        elc("input", "coche")
            .attr("type", "checkbox")
            .coche_vive(move || etat.reunion.with(|r| !r.sans_raccourcis))
            .sur("change", move |e| {
                let sans = !champ(&e).checked();
                s.set_sans_raccourcis(sans);
            }),
    );
    let vue = vue
        .avec(elc("div", "r-tete").avec(el("h3").avec("Menu")).avec(bouton("bouton", fermer).avec("Fermer")))
        .avec(ecrans)
        .avec(gestes)
        .avec(touches())
        .avec(raccourcis.avec(el("span").avec("Touches d’une lettre ou d’un chiffre")));
    Menu { vue, dialogue }
}

/// What the keys do.
fn touches() -> Vue {
    let ligne = |cles: &[&str], effet: &str| {
        let mut dt = el("dt");
        for cle in cles {
            dt = dt.avec(kbd(cle)).avec(" ");
        }
        el("div").avec(dt).avec(el("dd").avec(effet))
    };
    elc("dl", "r-touches")
        .avec(ligne(&["→", "Page ↓", "Espace"], "écran suivant"))
        .avec(ligne(&["←", "Page ↑"], "écran précédent"))
        .avec(ligne(&["1", "2", "3"], "périmètre A, B, C"))
        .avec(ligne(&["M"], "montants"))
        .avec(ligne(&["U"], "annuler"))
        .avec(ligne(&["B"], "écran noir"))
        .avec(ligne(&["F"], "plein écran"))
        .avec(ligne(&["Échap"], "quitter"))
}

/// A key as a drawing.
fn kbd(touche: &str) -> Vue {
    el("kbd").sans_traduction().avec(touche)
}
