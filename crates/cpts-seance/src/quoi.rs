//! What a gesture changes.

use cpts_rules::Mission;

/// A field of the budget that is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Champ {
    /// Yearly gross pay of the coordination.
    Brut,
    /// Charges on it.
    Charges,
    /// Its working time.
    Quotite,
    /// The month when it begins.
    Embauche,
    /// People who are paid for their time.
    Personnes,
    /// Hours a month each.
    Heures,
    /// Euros an hour.
    Taux,
    /// Whether the variable part counts.
    Variable,
    /// The name of a line, by its rank.
    Nom(usize),
    /// The amount of a line, by its rank.
    Montant(usize),
    /// Anything else of the lines: one that comes or goes, its rhythm, its month.
    Lignes,
}

/// What a gesture changes: its name in the way back, and what tells whether the next one goes on with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Quoi {
    /// How many of a profession, by its `id`.
    Effectif(String),
    /// Who has the idea.
    Initiative,
    /// The territory.
    Territoire,
    /// The perimeters put aside; the current one may change with them.
    Perimetres,
    /// Whether a contract runs.
    Situation,
    /// The day of the signature.
    Signature,
    /// The day from which one looks.
    VueLe,
    /// The missions of choice.
    Missions,
    /// When a mission starts.
    Demarrage(Mission),
    /// How much of the variable part is reached.
    Variable,
    /// Whether a crisis is recognised.
    Crise,
    /// The vintage of the populations.
    Millesime,
    /// The budget.
    Budget(Champ),
    /// The name of the project.
    Nom,
    /// Another project took the place of the answers.
    Ouverture,
    /// A gesture that has a name of its own.
    Nomme(String),
}

impl Quoi {
    /// Whether two of them in a row are one gesture: typing a number, holding a button down.
    pub(crate) fn goes_on(&self) -> bool {
        match self {
            Self::Effectif(_)
            | Self::Initiative
            | Self::Signature
            | Self::VueLe
            | Self::Demarrage(_)
            | Self::Variable
            | Self::Crise
            | Self::Nom => true,
            Self::Budget(champ) => !matches!(champ, Champ::Variable | Champ::Lignes),
            Self::Territoire
            | Self::Perimetres
            | Self::Situation
            | Self::Missions
            | Self::Millesime
            | Self::Ouverture
            | Self::Nomme(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_goes_on_and_choosing_does_not() {
        for suite in [Quoi::Initiative, Quoi::Signature, Quoi::VueLe, Quoi::Nom, Quoi::Crise] {
            assert!(suite.goes_on(), "{suite:?}");
        }
        for seul in
            [Quoi::Territoire, Quoi::Perimetres, Quoi::Missions, Quoi::Ouverture, Quoi::Nomme(String::new())]
        {
            assert!(!seul.goes_on(), "{seul:?}");
        }
        assert!(Quoi::Budget(Champ::Brut).goes_on());
        assert!(!Quoi::Budget(Champ::Variable).goes_on());
        assert!(!Quoi::Budget(Champ::Lignes).goes_on());
    }
}
