//! What the site adds: an introduction and a logo at the head, whom to call, local
//! help to begin with. All of it is text that nobody here vouches for, and is
//! shown as the site's.

use std::rc::Rc;

use cpts_core::{AideLocale, Configuration, ContactDuSite};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement};

use crate::annexes::Annexe;
use crate::etat::Etat;
use crate::format::{euros, jour_vu};
use crate::reglages::Reglage;
use crate::site::{self, Fichier, resolve};
use crate::sources::adresse as lien;
use crate::vue::{Vue, el, elc};

/// Follows the attribute `configuration`.
pub(crate) fn follow(etat: Etat) {
    site::follow(
        etat,
        Fichier {
            quoi: "configuration",
            annexe: Annexe::Fichiers,
            fonction: "lire_configuration",
            octets_max: 200_000,
            voulu: |etat| etat.reglage(Reglage::Configuration),
            recevoir: |etat, adresse, texte| match texte {
                None => {
                    etat.configuration.set(None);
                    true
                }
                Some(texte) => {
                    let lue = Configuration::read(&texte).map(|lue| Rc::new(resolved(lue, adresse)));
                    let comprise = lue.is_some();
                    etat.configuration.set(lue);
                    comprise
                }
            },
        },
    );
}

/// The same, its addresses whole.
fn resolved(mut c: Configuration, fichier: &str) -> Configuration {
    let whole = |adresse: &mut String| *adresse = resolve(adresse, fichier).unwrap_or_default();
    for contact in &mut c.contacts {
        if !contact.adresse.is_empty() {
            whole(&mut contact.adresse);
        }
    }
    for aide in &mut c.aides {
        whole(&mut aide.source.1);
    }
    if let Some((adresse, _)) = &mut c.logo {
        whole(adresse);
    }
    c.couverture = c.couverture.and_then(|adresse| resolve(&adresse, fichier));
    c.regles = c.regles.and_then(|adresse| resolve(&adresse, fichier));
    c
}

/// The logo and the introduction.
pub(crate) fn entete(etat: Etat) -> Option<Vue> {
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

/// « Parler de ce projet » : where the host leads, then whom the site says to call.
pub(crate) fn contacts(etat: Etat) -> Option<Vue> {
    let page = etat.reglage(Reglage::ContactUrl).filter(|adresse| !adresse.is_empty());
    let configuration = etat.configuration.get();
    let (departements, regions) =
        etat.bilan.with(|b| (b.territoire.departements.clone(), b.territoire.regions.clone()));
    let siens = configuration.as_ref().map(|c| c.contacts_of(&departements, &regions)).unwrap_or_default();
    if page.is_none() && siens.is_empty() {
        return None;
    }
    let mut bloc = elc("div", "parler").avec(el("h3").avec("À qui parler de ce projet"));
    if let Some(page) = page {
        let mut bouton = elc("a", "bouton plein").attr("href", &page).attr("part", "bouton");
        if !page.starts_with("mailto:") && !page.starts_with("tel:") {
            bouton = bouton.attr("target", "_blank").attr("rel", "noopener");
        }
        bloc = bloc.avec(el("p").avec(bouton.avec("Parler de ce projet")));
    }
    if !siens.is_empty() {
        let mut liste = elc("ul", "contacts");
        for contact in siens {
            liste = liste.avec(un_contact(contact));
        }
        bloc = bloc.avec(liste).avec(elc("p", "petit gris").avec("Contacts fournis par ce site."));
    }
    Some(bloc)
}

fn un_contact(c: &ContactDuSite) -> Vue {
    let mut ligne = el("li");
    ligne = ligne.avec(if c.adresse.is_empty() {
        el("strong").avec(c.nom.as_str())
    } else {
        lien(&c.nom, Some(&c.adresse))
    });
    if !c.role.is_empty() {
        ligne = ligne.avec(elc("span", "petit gris").avec(c.role.as_str()));
    }
    if !c.courriel.is_empty() {
        let adresse = ["mailto:", &c.courriel].concat();
        ligne = ligne.avec(elc("a", "lien").attr("href", &adresse).avec(c.courriel.as_str()));
    }
    if !c.telephone.is_empty() {
        let mut adresse = String::from("tel:");
        for signe in c.telephone.chars() {
            if signe.is_ascii_digit() || signe == '+' {
                adresse.push(signe);
            }
        }
        ligne = ligne.avec(elc("a", "lien").attr("href", &adresse).avec(c.telephone.as_str()));
    }
    ligne
}

/// The local help that the territory may ask for: apart from the amounts of the ACI, and
/// said so.
pub(crate) fn aides(etat: Etat) -> Option<Vue> {
    let configuration = etat.configuration.get()?;
    etat.bilan.with(|b| {
        let taille = b.taille.map(|t| t.taille.numero());
        let siennes = configuration.aides_of(&b.territoire.departements, &b.territoire.regions, taille);
        if siennes.is_empty() {
            return None;
        }
        let mut liste = el("ul");
        for aide in siennes {
            liste = liste.avec(une_aide(aide));
        }
        Some(
            elc("div", "encart aides")
                .avec(elc("h4", "famille").avec("Aides locales au démarrage"))
                .avec(
                    elc("p", "petit gris").avec(
                        "Fourni par le site. Ces aides ne viennent pas de l’ACI\u{a0}: elles ne sont comptées ni dans les totaux, ni dans le calendrier des versements.",
                    ),
                )
                .avec(liste),
        )
    })
}

fn une_aide(aide: &AideLocale) -> Vue {
    let montant = aide.montant.map_or_else(|| "montant à demander".to_owned(), euros);
    let (titre, adresse) = &aide.source;
    let ligne = el("li").avec(
        el("p")
            .avec(el("strong").avec(aide.libelle.as_str()))
            .avec("\u{a0}: ")
            .avec(elc("span", "nombre").avec(montant)),
    );
    let ligne = match aide.conditions.as_str() {
        "" => ligne,
        conditions => ligne.avec(elc("p", "petit").avec(conditions)),
    };
    let source = (!adresse.is_empty()).then_some(adresse.as_str());
    ligne.avec(
        elc("p", "petit gris")
            .avec("Source\u{a0}: ")
            .avec(lien(titre, source))
            .avec(", le ")
            .avec(jour_vu(aide.date))
            .avec("."),
    )
}
