//! The parts of the interface that come later, each in a WebAssembly file of its own: what they write, and
//! what they are asked to do. Nothing here names what they hold.

use std::rc::Rc;

use cpts_codes::CodeCommune;
use cpts_rules::Ou;
use web_sys::HtmlInputElement;

/// A tool of the third file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outil {
    /// The documents of the project.
    Documents,
    /// The page to print.
    Impression,
    /// The meeting, over the whole window.
    Reunion,
    /// The link of the project, and its QR code.
    Partage,
    /// The projects that this browser keeps.
    Projets,
    /// The budget, month by month.
    Budget,
    /// All the help.
    Aide,
    /// The questions of one place.
    Questions(Ou),
    /// What an acronym means.
    Definition,
}

/// A part of the interface that the second file writes.
#[derive(Clone, Copy)]
pub(crate) enum Piece {
    /// What the site says first, and the bar of tools.
    Entete,
    /// The sections of the sheet.
    Feuille,
    /// The result in one line, at the foot of the form.
    Resume,
    /// What stands under the search box, with all that a file dropped there does.
    Lieux,
    /// The panel that shows a rule, and what listens to the whole.
    Regle,
    /// The day from which one looks at a contract that runs.
    VueLe,
    /// The questions that people ask, where they arise.
    Questions(Ou),
}

/// Something to do, as soon as the second file is there: what is asked for meanwhile is done then,
/// in the order in which it was asked for.
#[derive(Clone)]
pub(crate) enum Tache {
    /// Catches up with what was answered, and follows it from then on.
    Commencer,
    /// Reads a text that was pasted: a list to review, or a project.
    Lire(String),
    /// Reads a number that was pasted into a field.
    Nombre(HtmlInputElement, String),
    /// Opens the project of a link, and tells whether it did.
    Ouvrir(String, Rc<dyn Fn(bool)>),
    /// Reviews communes under a title.
    Revoir(String, Vec<CodeCommune>),
}
