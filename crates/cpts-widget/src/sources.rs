//! Where a statement comes from, and how sure it is.

use cpts_rules::{IdSource, Rules, Statut};
use leptos::prelude::*;

use crate::icones::{Icone, dessin};

/// The sources of a statement, as links where they have an address.
pub(crate) fn liens(rules: &'static Rules, ids: &'static [IdSource]) -> impl IntoView {
    ids.iter().filter_map(|id| rules.source(*id)).map(lien).collect_view()
}

/// One source, by its title.
pub(crate) fn lien(source: &'static cpts_rules::Source) -> AnyView {
    match source.url {
        Some(url) => view! {
            <a class="lien" href=url target="_blank" rel="noopener noreferrer">{source.titre}</a>
        }
        .into_any(),
        None => view! { <span>{source.titre}</span> }.into_any(),
    }
}

/// The mark of a certainty beside its word.
pub(crate) fn statut(rules: &'static Rules, statut: Statut) -> impl IntoView {
    let mot = rules.statut(statut).map_or("", |s| s.mot);
    view! { <span class="statut">{dessin(Icone::statut(statut), 12)} {mot}</span> }
}
