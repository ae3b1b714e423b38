//! « Vous avez le texte ou un contrat ? » : a message ready to be completed, for each figure that is
//! not proved. The page sends nothing: the person copies it, or opens it in their own mail.

use cpts_core::preuve::{Lieu, message, objet};
use cpts_rules::AProuver;
use cpts_seance::Cellule;
use js_sys::encode_uri_component;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use crate::etat::Etat;
use crate::etat::cellules::reglages::Reglage;
use crate::socle::page::{document, untrack};
use crate::socle::presse_papiers::copy;
use crate::socle::vue::{Vue, bouton, el, elc, sr};
use crate::vues::pieces::kit::repli;

/// What is offered for figures that are not proved; nothing where there are none.
pub(crate) fn offres(etat: Etat, figures: impl IntoIterator<Item = AProuver>) -> Vec<Vue> {
    let mut vues = Vec::new();
    for figure in figures {
        vues.push(offre(etat, &figure));
    }
    vues
}

fn offre(etat: Etat, figure: &AProuver) -> Vue {
    let zone = elc("textarea", "document-champ")
        .attr("rows", "12")
        .attr("spellcheck", "false")
        .attr("aria-label", "Message à compléter");
    let champ: HtmlTextAreaElement = zone.element().clone().unchecked_into();
    champ.set_value(&ecrit(etat, figure));
    let dit = Cellule::new("");
    let copie = champ.clone();
    let copier = move |_| {
        let champ = copie.clone();
        etat.spawn(async move {
            dit.set(match copy(champ).await {
                true => "Message copié.",
                false => "Le navigateur n’a pas permis la copie. Le message est sélectionné\u{a0}: copiez-le avec Ctrl+C.",
            });
        });
    };
    let preuve = (!figure.preuve.is_empty())
        .then(|| elc("p", "petit").avec("Ce qui le prouverait\u{a0}: ").avec(figure.preuve));
    let mut actions = elc("div", "partage-actions").avec(bouton("bouton", copier).avec("Copier"));
    let courriel = courriel(etat);
    let zone = match courriel {
        None => zone,
        Some(a_qui) => {
            let lien = elc("a", "bouton").avec("Écrire un courriel");
            let debut = ["mailto:", &a_qui, "?subject=", &encode(&objet(figure)), "&body="].concat();
            let ancre = lien.element().clone();
            let lu = champ.clone();
            // What was completed goes with it.
            let adresser = move || {
                let _ = ancre.set_attribute("href", &[&debut, &*encode(&lu.value())].concat());
            };
            adresser();
            actions = actions.avec(lien);
            zone.sur("input", move |_| adresser())
        }
    };
    let etat_de_la_copie =
        elc("span", "petit").attr("role", "status").texte_vif(move || dit.get().to_owned());
    repli(el("span").avec("Vous avez le texte ou un contrat\u{a0}?").avec(sr(&[" ", &figure.quoi].concat())))
        .avec(preuve)
        .avec(
            elc("p", "petit").avec(
                "Complétez ce message, puis envoyez-le à qui tient ce simulateur. La page n’envoie rien.",
            ),
        )
        .avec(zone)
        .avec(actions.avec(etat_de_la_copie))
}

fn encode(texte: &str) -> String {
    encode_uri_component(texte).into()
}

fn ecrit(etat: Etat, figure: &AProuver) -> String {
    let ici = document().url().unwrap_or_default();
    let lieu = Lieu {
        // Never what follows: a link holds the whole project.
        adresse: ici.split('#').next().unwrap_or_default(),
        version: env!("CARGO_PKG_VERSION"),
        bareme: &untrack(|| etat.bareme.get()).map_or_else(String::new, |bareme| bareme.phrase()),
    };
    message(figure, etat.rules(), lieu)
}

/// Where the site may be written to: its own address for contacts, else somebody to call for the territory.
fn courriel(etat: Etat) -> Option<String> {
    untrack(|| {
        let page = etat.reglage(Reglage::ContactUrl);
        if let Some(adresse) = page.as_ref().and_then(|page| page.strip_prefix("mailto:")) {
            return adresse.split('?').next().map(str::to_owned);
        }
        let configuration = etat.configuration.get()?;
        etat.bilan.with(|b| {
            let siens = configuration.contacts_of(&b.territoire.departements, &b.territoire.regions);
            siens.iter().find(|c| !c.courriel.is_empty()).map(|c| c.courriel.clone())
        })
    })
}
