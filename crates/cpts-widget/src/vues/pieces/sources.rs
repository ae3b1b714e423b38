//! Where a statement comes from, and how sure it is.

use cpts_rules::{IdSource, Rules, Source, Statut};

use crate::socle::icones::{Icone, dessin};
use crate::socle::vue::{Vue, el, elc};

/// The sources of a statement, as links where they have an address.
pub(crate) fn liens(rules: &'static Rules, ids: &'static [IdSource]) -> Vec<Vue> {
    let mut liens = Vec::new();
    for id in ids {
        liens.extend(rules.source(*id).map(lien));
    }
    liens
}

/// One source, by its title.
pub(crate) fn lien(source: &'static Source) -> Vue {
    adresse(source.titre, source.url)
}

/// A name, and the way to it where there is one.
pub(crate) fn adresse(nom: &str, url: Option<&str>) -> Vue {
    match url {
        Some(url) => elc("a", "lien")
            .attr("href", url)
            .attr("target", "_blank")
            .attr("rel", "noopener noreferrer")
            .avec(nom),
        None => el("span").avec(nom),
    }
}

/// The mark of a certainty beside its word.
pub(crate) fn statut(rules: &'static Rules, statut: Statut) -> Vue {
    let mot = rules.statut(statut).map_or("", |s| s.mot);
    elc("span", "statut").avec(dessin(Icone::statut(statut), 12)).avec(mot)
}
