//! Drawings: six silhouettes for the levels, five marks for the certainty of a
//! figure, and the few signs of the form. Each stays beside its word, so all
//! are hidden from assistive technology.

use cpts_rules::{Niveau, Statut};

use crate::socle::vue::{Vue, svg};

/// One drawing: paths in a square of 24.
#[derive(Clone, Copy)]
pub(crate) struct Icone(&'static str, &'static str);

const DASHED_RING: &str = "M23 12A11 11 0 0 1 21.8 17L20.2 16.2A9.2 9.2 0 0 0 21.2 12zM19.8 19.8A11 11 0 0 1 15.4 22.5L14.8 20.7A9.2 9.2 0 0 0 18.5 18.5zM12 23A11 11 0 0 1 7 21.8L7.8 20.2A9.2 9.2 0 0 0 12 21.2zM4.2 19.8A11 11 0 0 1 1.5 15.4L3.3 14.8A9.2 9.2 0 0 0 5.5 18.5zM1 12A11 11 0 0 1 2.2 7L3.8 7.8A9.2 9.2 0 0 0 2.8 12zM4.2 4.2A11 11 0 0 1 8.6 1.5L9.2 3.3A9.2 9.2 0 0 0 5.5 5.5zM12 1A11 11 0 0 1 17 2.2L16.2 3.8A9.2 9.2 0 0 0 12 2.8zM19.8 4.2A11 11 0 0 1 22.5 8.6L20.7 9.2A9.2 9.2 0 0 0 18.5 5.5z";

const QUESTION: &str = "M11 17h2v2h-2zM8.3 9.4C8.4 7.2 9.9 5.8 12 5.8s3.7 1.3 3.7 3.2c0 1.4-.7 2.2-1.7 2.9-.8.6-1 1-1 1.8v.8h-2v-1c0-1.4.5-2.2 1.5-2.9.8-.6 1.1-1 1.1-1.6 0-.8-.6-1.3-1.6-1.3s-1.7.6-1.8 1.7z";

impl Icone {
    pub(crate) const PLUS: Self = Self("M10.9 4h2.2v6.9H20v2.2h-6.9V20h-2.2v-6.9H4v-2.2h6.9z", "");
    pub(crate) const MOINS: Self = Self("M4 10.9h16v2.2H4z", "");
    pub(crate) const CROIX: Self =
        Self("M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z", "");
    pub(crate) const LOUPE: Self = Self(
        "M10 3a7 7 0 1 0 4.3 12.5l5 5 1.4-1.4-5-5A7 7 0 0 0 10 3zm0 2a5 5 0 1 1 0 10 5 5 0 0 1 0-10z",
        "",
    );
    pub(crate) const CHEVRON: Self = Self("m12 16.5-7.5-7.5 1.5-1.5 6 6 6-6 1.5 1.5z", "");
    pub(crate) const RETOUR: Self = Self("M15.5 19.5 8 12l7.5-7.5L17 6l-6 6 6 6z", "");
    pub(crate) const CADENAS: Self = Self(
        "M12 2a5 5 0 0 0-5 5v3H5.5A1.5 1.5 0 0 0 4 11.5v9A1.5 1.5 0 0 0 5.5 22h13a1.5 1.5 0 0 0 1.5-1.5v-9a1.5 1.5 0 0 0-1.5-1.5H17V7a5 5 0 0 0-5-5zm0 2.2A2.8 2.8 0 0 1 14.8 7v3H9.2V7A2.8 2.8 0 0 1 12 4.2z",
        "",
    );
    pub(crate) const COCHE: Self = Self("M9.5 18.5 3.5 12.5l1.7-1.7 4.3 4.3 9.3-9.3 1.7 1.7z", "");

    /// The silhouette of a level: apart from the others in grey and at 18 px.
    pub(crate) fn niveau(niveau: Niveau) -> Self {
        let path = match niveau {
            Niveau::Bloquant => "M8 1.5h8l6.5 6.5v8L16 22.5H8L1.5 16V8zM6.5 10.3v3.4h11v-3.4z",
            Niveau::ALever => {
                "M12 .5 23.5 12 12 23.5.5 12zM12 6 7.2 10.8l1.5 1.5 2.2-2.2V17.5h2.2V10.1l2.2 2.2 1.5-1.5z"
            }
            Niveau::Vigilance => "M12 1.5 23.5 22H.5zM10.9 8.5v7h2.2v-7zM10.9 17v2.2h2.2V17z",
            Niveau::Conseil => {
                "M3.5 2.5h17A1.5 1.5 0 0 1 22 4v12.5a1.5 1.5 0 0 1-1.5 1.5H11l-5 4.5V18H3.5A1.5 1.5 0 0 1 2 16.5V4a1.5 1.5 0 0 1 1.5-1.5zM4 4.5V16h4v2l2.2-2H20V4.5zM6.5 7.5h11v1.8h-11zM6.5 11.3h8v1.8h-8z"
            }
            Niveau::Conforme => {
                "M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22zM10.4 17 5.7 12.3l1.6-1.6 3.1 3.1 6.3-6.3 1.6 1.6z"
            }
            Niveau::Inconnu => return Self(DASHED_RING, QUESTION),
        };
        Self(path, "")
    }

    /// The mark of a certainty.
    pub(crate) fn statut(statut: Statut) -> Self {
        let path = match statut {
            Statut::Publie => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
            Statut::Contrat => "M4 4h16v16H4z",
            Statut::Calcule => "M3 7h18v3.4H3zM3 13.6h18V17H3z",
            Statut::Estime => {
                "M2 9c3.5-5 6.5-4.5 10-2.5s6 2 10-2v3.8c-3.5 4.5-6.5 4.5-10 2.5s-6-2.5-10 2zM2 18c3.5-5 6.5-4.5 10-2.5s6 2 10-2v3.8c-3.5 4.5-6.5 4.5-10 2.5s-6-2.5-10 2z"
            }
            Statut::AConfirmer => DASHED_RING,
        };
        Self(path, "")
    }
}

/// The drawing of an icon, `cote` pixels wide.
pub(crate) fn dessin(icone: Icone, cote: u8) -> Vue {
    let cote = cote.to_string();
    let trace = |d: &str| (!d.is_empty()).then(|| svg("path").attr("d", d).attr("fill-rule", "evenodd"));
    svg("svg")
        .attr("class", "ic")
        .attr("width", &cote)
        .attr("height", &cote)
        .attr("viewBox", "0 0 24 24")
        .attr("aria-hidden", "true")
        .avec(trace(icone.0))
        .avec(trace(icone.1))
}
