//! The ways in for a list: a field to paste it in, a file to choose, a file that is
//! dropped on the question, a text of several lines pasted in the search box.

use cpts_seance::Cellule;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Event, HtmlElement, HtmlTextAreaElement};

use crate::effets::entrees::review_text;
use crate::effets::liste::read_file;
use crate::etat::Etat;
use crate::socle::focus::focus_inside;
use crate::socle::page::champ;
use crate::socle::vue::{Vue, bouton, el, elc, sr};

/// Files that the chooser shows.
const FICHIERS: &str = ".csv,.txt,.tsv,.json,text/plain,text/csv,application/json";

/// « Coller une liste » and « Importer un fichier », under the search box.
pub(crate) fn entree(etat: Etat) -> Vue {
    let ouvert = Cellule::new(false);
    let bloc = elc("div", "entree");
    let racine = bloc.element().clone();
    let texte = el("textarea")
        .attr("id", "liste-collee")
        .attr("rows", "6")
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .attr("aria-describedby", "liste-aide");
    let lire = {
        let texte: HtmlTextAreaElement = texte.element().clone().unchecked_into();
        move |_: Event| {
            ouvert.set(false);
            // The text stays in its field: reading it loses nothing.
            review_text(etat, texte.value());
        }
    };
    let coller = bouton("lien", move |_| {
        ouvert.update(|o| *o = !*o);
        if ouvert.get_untracked() {
            focus_inside(&racine, "#liste-collee");
        }
    })
    .attr("aria-controls", "liste-zone")
    .attr_vif("aria-expanded", move || Some(ouvert.get().to_string()))
    .avec("Coller une liste");
    let fichier = elc("input", "sr")
        .attr("type", "file")
        .attr("id", "liste-fichier")
        .attr("accept", FICHIERS)
        .sur("change", move |e| {
            let champ = champ(&e);
            if let Some(choisi) = champ.files().and_then(|f| f.get(0)) {
                read_file(etat, choisi);
            }
            // The same file may be chosen again once it has been corrected.
            champ.set_value("");
        });
    let zone = elc("div", "liste-zone")
        .attr("id", "liste-zone")
        .attr_vif("hidden", move || (!ouvert.get()).then(String::new))
        .avec(elc("label", "etiquette").attr("for", "liste-collee").avec("Liste de communes"))
        .avec(elc("p", "petit gris").attr("id", "liste-aide").avec(
            "Une par ligne\u{a0}: noms, codes INSEE, codes postaux ou SIREN d’intercommunalités. Une colonne ou un tableau copié d’un tableur convient. Rien n’est ajouté sans votre accord.",
        ))
        .avec(texte)
        .avec(elc("div", "liste-zone-actions").avec(bouton("bouton plein", lire).avec("Lire la liste")));
    bloc.avec(
        elc("div", "entree-actions").avec(coller).avec(
            elc("span", "entree-fichier").avec(fichier).avec(
                elc("label", "lien")
                    .attr("for", "liste-fichier")
                    .avec("Importer un fichier")
                    .avec(sr(" (CSV, texte ou projet)")),
            ),
        ),
    )
    .avec(zone)
}

/// A question on which a file, or a text, can be dropped.
pub(crate) fn receive_drops(etat: Etat, question: Vue) -> Vue {
    let section: HtmlElement = question.element().clone().unchecked_into();
    let montrer = move |dessus: bool| {
        let classes = section.class_list();
        let _ = if dessus { classes.add_1("depot") } else { classes.remove_1("depot") };
    };
    let quitter = montrer.clone();
    let deposer = montrer.clone();
    question
        .sur("dragover", move |e| {
            // A text being moved inside a field is not for us.
            if holds_file(&e) {
                e.prevent_default();
                montrer(true);
            }
        })
        .sur("dragleave", move |_| quitter(false))
        .sur("drop", move |e| {
            deposer(false);
            let depose = e.unchecked_ref::<DragEvent>().data_transfer();
            if let Some(fichier) = depose.and_then(|d| d.files()).and_then(|f| f.get(0)) {
                e.prevent_default();
                read_file(etat, fichier);
            }
        })
}

fn holds_file(e: &Event) -> bool {
    let transfert = e.unchecked_ref::<DragEvent>().data_transfer();
    transfert.is_some_and(|t| t.types().includes(&"Files".into(), 0))
}
