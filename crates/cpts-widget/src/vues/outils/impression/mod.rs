//! The page to print: one sheet of A4 that stays on the table when the meeting
//! is over, and its reverse, to be filled in by hand.
//!
//! It is written in a frame of its own, which is all that is printed, whatever
//! page hosts the simulator; the same frame shows it before. Nothing is fetched
//! but its style sheet.

pub(crate) mod recto;
pub(crate) mod verso;

use cpts_seance::Cellule;
use cpts_seance::lectures::{self, territoire};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, HtmlElement, HtmlIFrameElement};

use crate::effets::qr::{self, Code};
use crate::effets::{chargement, liens};
use crate::etat::Etat;
use crate::etat::cellules::parts::Outil;
use crate::socle::page::{champ, window};
use crate::socle::vue::{Vue, bouton, el, elc, watch};

/// The style sheet of the printed page, beside the module.
const FEUILLE: &str = "impression.css";

/// The least that the first page is brought to, in hundredths: smaller would not be read.
const SERRE_MAX: u32 = 84;

/// What the person wants on paper.
#[derive(Clone, Copy)]
pub(crate) struct Choix {
    /// The amounts.
    montants: bool,
    /// The reverse.
    verso: bool,
}

/// The choices, the page as it will be, and the button.
pub(crate) fn panneau(etat: Etat, place: Vue) -> Vue {
    let choix = Cellule::new(Choix { montants: !etat.masque(), verso: true });
    let style = Cellule::new(None::<String>);
    etat.spawn(async move {
        // Without its style the page prints all the same, plainer.
        let feuille = chargement::fetch_text(etat, FEUILLE).await.unwrap_or_default();
        style.set(Some([typeface(etat).as_str(), &feuille].concat()));
    });
    let code = Cellule::new(None::<Code>);
    watch(Box::new(move || {
        // Nothing is computed while nobody looks.
        if etat.outil.get() != Some(Outil::Impression) {
            return;
        }
        let lien = liens::address(
            etat,
            &etat.projet.with(|projet| lectures::liens::text(projet, None, etat.monde.aujourd_hui)),
        );
        etat.spawn(async move {
            let fait = qr::encode(etat, &lien).await.ok();
            // The answers may have changed meanwhile.
            let voulu = etat
                .projet
                .with_untracked(|projet| lectures::liens::text(projet, None, etat.monde.aujourd_hui));
            if liens::address(etat, &voulu) == lien {
                code.set(fait);
            }
        });
    }));
    let pret = Cellule::new(false);
    let cadre = elc("iframe", "apercu")
        .attr("title", "Aperçu de la page à imprimer")
        // As high as what it shows, there is nothing to do in it; and Escape does not leave a frame.
        .attr("tabindex", "-1")
        // Firefox replaces the first document of a frame once; what was written is lost with it.
        .sur("load", move |_| pret.set(true));
    let fenetre: HtmlIFrameElement = cadre.element().clone().unchecked_into();
    watch(Box::new({
        let fenetre = fenetre.clone();
        move || {
            if let (true, Some(style), Some(document)) = (pret.get(), style.get(), fenetre.content_document())
            {
                let code = code.get();
                write(etat, &fenetre, &document, &style, choix.get(), code.as_ref());
            }
        }
    }));
    let imprimer = move |_| {
        if let Some(fenetre) = fenetre.content_window() {
            let _ = fenetre.print();
        }
    };
    let case = |id: &str, mot: &str, lire: fn(&mut Choix) -> &mut bool| {
        el("label")
            .attr("for", id)
            .avec(
                elc("input", "coche")
                    .attr("id", id)
                    .attr("type", "checkbox")
                    .coche_vive(move || *lire(&mut choix.get()))
                    .sur("change", move |e| choix.update(|c| *lire(c) = champ(&e).checked())),
            )
            .avec(mot)
    };
    place
        .avec(
            elc("div", "impression-choix")
                .avec(case("impression-montants", "Avec les montants", |c| &mut c.montants))
                .avec(case("impression-verso", "Avec le verso, à remplir à la main", |c| &mut c.verso))
                .avec(bouton("bouton plein", imprimer).avec("Imprimer")),
        )
        .avec(
            elc("p", "petit gris")
                .avec("Papier A4. Pour un fichier PDF, choisissez «\u{a0}Enregistrer au format PDF\u{a0}» à la place de l’imprimante."),
        )
        .avec(cadre)
}

/// Writes the page in the frame, in the place of what was there.
fn write(
    etat: Etat,
    fenetre: &HtmlIFrameElement,
    document: &Document,
    style: &str,
    choix: Choix,
    code: Option<&Code>,
) {
    let Some(corps) = document.body() else { return };
    corps.set_inner_text("");
    if let Some(racine) = document.document_element() {
        let _ = racine.set_attribute("lang", "fr");
    }
    // What the browser proposes as the name of the file.
    let nom = territoire::nom_du_territoire(*etat);
    let virgule = if nom.is_empty() { "" } else { ", " };
    document.set_title(&["Bilan CPTS", virgule, &nom].concat());
    let _ = dress(fenetre, document, style);
    let recto = recto::recto(etat, choix.montants, code);
    let _ = corps.append_child(recto.element());
    fit(&recto, fenetre, document);
    // The typeface comes later, and takes less room than what stood in its place.
    if let Ok(pretes) = document.fonts().ready() {
        let (fenetre, document) = (fenetre.clone(), document.clone());
        etat.spawn(async move {
            let _ = JsFuture::from(pretes).await;
            fit(&recto, &fenetre, &document);
        });
    }
    if choix.verso {
        let _ = corps.append_child(verso::verso(etat).element());
    }
}

/// The declaration of the typeface, where it lies on the same server as the page: a frame
/// does not inherit it. Elsewhere the policy of the host may refuse it.
fn typeface(etat: Etat) -> String {
    let base = etat.base.get_untracked();
    let ici = window().location().origin().unwrap_or_default();
    match base.starts_with(&[&ici, "/"].concat()) {
        true => [
            "@font-face{font-family:\"Source Sans 3\";font-weight:200 900;src:url(\"",
            &base,
            "polices/source-sans-3.woff2\")format(\"woff2\")}\n",
        ]
        .concat(),
        false => String::new(),
    }
}

/// Makes the first page hold on its sheet, and the frame as high as the sheets.
fn fit(recto: &Vue, fenetre: &HtmlIFrameElement, document: &Document) {
    tighten(recto);
    if let Some(corps) = document.body().filter(|corps| corps.scroll_height() > 0) {
        let hauteur = [&corps.scroll_height().to_string(), "px"].concat();
        let _ = fenetre.style().set_property("block-size", &hauteur);
    }
}

/// Tightens the first page, as little as will do, until it holds on one sheet.
fn tighten(recto: &Vue) {
    let seule = recto.element().matches(".page").unwrap_or(false);
    let page = if seule { Some(recto.element().clone()) } else { recto.element().first_element_child() };
    let Some(page) = page.map(|page| page.unchecked_into::<HtmlElement>()) else { return };
    let _ = page.style().set_property("--serre", "1");
    for centiemes in (SERRE_MAX..100).rev().step_by(2) {
        let cadre = page.get_bounding_client_rect();
        // A sheet is 297 high for 210 wide; nothing to measure while it is not shown.
        if cadre.width() == 0.0 || cadre.height() <= cadre.width() * 297.0 / 210.0 + 1.0 {
            return;
        }
        let _ = page.style().set_property("--serre", &["0.", &centiemes.to_string()].concat());
    }
}

/// Gives the frame its style: a sheet made in the frame itself, which a strict
/// policy allows where an inline style is refused.
fn dress(fenetre: &HtmlIFrameElement, document: &Document, style: &str) -> Result<(), JsValue> {
    let monde: Object = fenetre.content_window().ok_or(JsValue::NULL)?.unchecked_into();
    let classe: Function = Reflect::get(&monde, &JsValue::from_str("CSSStyleSheet"))?.unchecked_into();
    let feuille = Reflect::construct(&classe, &Array::new())?;
    let ecrire: Function = Reflect::get(&feuille, &JsValue::from_str("replaceSync"))?.unchecked_into();
    ecrire.call1(&feuille, &JsValue::from_str(style))?;
    Reflect::set(document, &JsValue::from_str("adoptedStyleSheets"), &Array::of1(&feuille))?;
    Ok(())
}
