//! What stands at the head of the simulator: what the site says first, what came by a link.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement};

use crate::etat::Etat;
use crate::socle::vue::{Vue, bouton, el, elc};
use crate::vues::pieces::ouverture;

/// What stands at the head: a project that came by a link, what the memory of the tab could
/// not do.
pub(crate) fn entete(etat: Etat, place: Vue) -> Vue {
    place.avec(elc("div", "entete-dit").vif(move || ouverture::ouverture(etat, true)).vif(move || {
        etat.souvenir.get().map(|phrase| {
            elc("div", "annonce")
                .avec(el("span").attr("role", "status").avec(phrase.as_ref()))
                .avec(bouton("lien", move |_| etat.set_souvenir(None)).avec("Fermer"))
        })
    }))
}

/// What the site says first: its logo and its introduction.
pub(crate) fn du_site(etat: Etat) -> Option<Vue> {
    let c = etat.configuration.get()?;
    if c.logo.is_none() && c.titre.is_empty() && c.paragraphes.is_empty() {
        return None;
    }
    let mut mots = elc("div", "mots");
    if !c.titre.is_empty() {
        mots = mots.avec(el("h2").attr("part", "titre").avec(c.titre.as_str()));
    }
    for paragraphe in &c.paragraphes {
        mots = mots.avec(el("p").avec(paragraphe.as_str()));
    }
    Some(
        elc("div", "entete-du-site")
            .attr("role", "group")
            .attr("aria-label", "Présentation par ce site")
            .avec(c.logo.as_ref().map(|(adresse, texte)| logo(adresse, texte)))
            .avec(mots),
    )
}

/// The image; its text where the image does not come.
fn logo(adresse: &str, texte: &str) -> Vue {
    let dit = texte.to_owned();
    let remplacer = move |e: Event| {
        if let Some(image) = e.target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) {
            let mots = elc("strong", "logo").avec(dit.as_str());
            let _ = image.replace_with_with_node_1(mots.element());
        }
    };
    // Listened to before the address is there: an image that is refused fails at once.
    elc("img", "logo").sur("error", remplacer).attr("alt", texte).attr("src", adresse)
}
