//! Whom to talk to, and the local help, as the site gives them.

use cpts_core::{AideLocale, ContactDuSite};
use cpts_seance::format::euros;

use crate::etat::Etat;
use crate::etat::cellules::reglages::Reglage;
use crate::socle::vue::{Vue, el, elc};
use crate::vues::pieces::jour::jour_vu;
use crate::vues::pieces::sources;

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
        sources::adresse(&c.nom, Some(&c.adresse))
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
            .avec(sources::adresse(titre, source))
            .avec(", le ")
            .avec(jour_vu(aide.date))
            .avec("."),
    )
}
