//! What every part of the page writes with: days, amounts, what is known of a figure, and
//! its sources, numbered in the order in which the page cites them.

use cpts_codes::{Date, nombre};
use cpts_core::texte;
use cpts_rules::{Entre, IdSource, Rules, Source, Statut};
use maud::{Markup, html};

/// The page being written.
pub(crate) struct Redaction {
    pub(crate) rules: &'static Rules,
    citees: Vec<IdSource>,
}

impl Redaction {
    pub(crate) fn new(rules: &'static Rules) -> Self {
        Self { rules, citees: Vec::new() }
    }

    /// The mark of a certainty and its word.
    pub(crate) fn statut(&self, statut: Statut) -> Markup {
        html! { span.statut { (marque(statut)) (self.mot(statut)) } }
    }

    /// The mark alone, with its word for those who do not see it.
    pub(crate) fn marque(&self, statut: Statut) -> Markup {
        html! { span.statut { (marque(statut)) span.sr { " " (self.mot(statut)) } } }
    }

    fn mot(&self, statut: Statut) -> &'static str {
        self.rules.statut(statut).map_or("", |s| s.mot)
    }

    /// What is known of a figure: how well, why, from where.
    pub(crate) fn su(&mut self, statut: Statut, note: &str, sources: &[IdSource]) -> Markup {
        html! {
            (self.statut(statut)) "."
            @if !note.is_empty() { " " (note) }
            (self.cite(sources))
        }
    }

    /// The numbers of sources, each a link to its line of the list.
    pub(crate) fn cite(&mut self, sources: &[IdSource]) -> Markup {
        html! {
            @if !sources.is_empty() {
                " "
                span.refs {
                    @for (i, id) in sources.iter().enumerate() {
                        @if i > 0 { " " }
                        a href={ "#source-" (id.0) } { span.sr { "source " } (self.numero(*id)) }
                    }
                }
            }
        }
    }

    fn numero(&mut self, id: IdSource) -> usize {
        let rang = self.citees.iter().position(|citee| *citee == id).unwrap_or_else(|| {
            self.citees.push(id);
            self.citees.len() - 1
        });
        rang + 1
    }

    /// The day of the last check, where it is not the one that the caption tells.
    pub(crate) fn relu(&self, le: Date, tous: Option<Date>) -> Markup {
        html! { @if tous != Some(le) { " " span.relu { "Relu le " (jour(le)) "." } } }
    }

    /// The list of what was cited: to be written last.
    pub(crate) fn sources(&self) -> Markup {
        let citees: Vec<&Source> = self.citees.iter().filter_map(|id| self.rules.source(*id)).collect();
        let lues = most_frequent(citees.iter().map(|source| source.vu_le));
        html! {
            @if let Some(lues) = lues { p { "Lues le " (jour(lues)) ", sauf mention d’un autre jour." } }
            ol.sources {
                @for source in citees { li id={ "source-" (source.id.0) } { (une_source(source, lues)) } }
            }
        }
    }
}

fn marque(statut: Statut) -> Markup {
    html! { svg.marque aria-hidden="true" { use href={ "#marque-" (statut.id()) } {} } }
}

/// `lues` is the day that is told of them all.
fn une_source(source: &Source, lues: Option<Date>) -> Markup {
    html! {
        @match source.url {
            Some(url) => a href=(url) { (source.titre) },
            None => { (source.titre) },
        }
        ", " (source.auteur)
        @if lues != Some(source.vu_le) { " (lu le " (jour(source.vu_le)) ")" }
        "."
        @if !source.note.is_empty() { " " (source.note) }
    }
}

/// `1er avril 2027`, on one line, for programs as well.
pub(crate) fn jour(date: Date) -> Markup {
    html! { time datetime=(date) { (texte::date(date)) } }
}

/// `275 000 €`, on one line.
pub(crate) fn euros(montant: u32) -> Markup {
    html! { span.chiffre { (nombre(montant)) "\u{a0}€" } }
}

/// The day that comes most often; of several, the latest. It is told once, the others where they are.
pub(crate) fn most_frequent(jours: impl Iterator<Item = Date>) -> Option<Date> {
    let mut jours: Vec<Date> = jours.collect();
    jours.sort_unstable();
    jours.chunk_by(|a, b| a == b).max_by_key(|suite| suite.len()).map(|suite| suite[0])
}

/// The end of a caption: when its figures were last read.
pub(crate) fn relus(relu: Option<Date>) -> Markup {
    html! {
        @if let Some(relu) = relu { span.relu { " (relu le " (jour(relu)) ")" } }
    }
}

/// Between what and what an amount is, under it; nothing where it is proved.
pub(crate) fn bornes(entre: Option<Entre>) -> Markup {
    html! { @if let Some(entre) = entre { " " span.entre { (texte::entre(entre)) } } }
}

/// A stretch of time, up to the day before the next value.
pub(crate) fn periode(depuis: Date, suivante: Option<Date>) -> Markup {
    html! {
        @match suivante {
            None => { "depuis le " (jour(depuis)) },
            Some(suivante) => { "du " (jour(depuis)) " jusqu’au " (jour(suivante)) " exclu" },
        }
    }
}

/// The heading of a part, and the address of it.
pub(crate) fn titre(id: &str, texte: &str) -> Markup {
    html! { h2 id=(id) { (texte) (lien(id, texte)) } }
}

/// The address of a part, to copy it.
pub(crate) fn lien(id: &str, texte: &str) -> Markup {
    html! { a.ancre href={ "#" (id) } { "#" span.sr { " Adresse de la partie « " (texte) " »" } } }
}
