//! The payments as one tells them: those of a day together.

use cpts_codes::{Date, insertion_sort_by_key};
use cpts_core::{Nature, Versement};
use cpts_rules::{Poste, Statut};

/// The payments of one day.
pub struct Moment {
    /// The day.
    pub date: Date,
    /// Euros, in all.
    pub montant: u32,
    /// How sure the weakest is.
    pub statut: Statut,
    /// The items that start on that day.
    pub demarrages: Vec<Poste>,
    /// Whether the signature pays.
    pub signature: bool,
    /// Whether an anniversary pays.
    pub annee: bool,
    /// Whether it is the variable part.
    pub variable: bool,
}

/// Payments of one day together, those of the variable part apart: their day is not certain.
pub fn moments(versements: &[Versement]) -> Vec<Moment> {
    let mut moments: Vec<Moment> = Vec::new();
    for v in versements.iter().filter(|v| v.montant > 0) {
        let variable = v.nature == Nature::Variable;
        let place = moments.iter().position(|m| m.date == v.date && m.variable == variable);
        let place = place.unwrap_or_else(|| {
            moments.push(Moment {
                date: v.date,
                montant: 0,
                statut: v.statut,
                demarrages: Vec::new(),
                signature: false,
                annee: false,
                variable,
            });
            moments.len() - 1
        });
        let Some(moment) = moments.get_mut(place) else { continue };
        moment.montant = moment.montant.saturating_add(v.montant);
        moment.statut = moment.statut.weakest(v.statut);
        match v.nature {
            Nature::Signature => moment.signature = true,
            Nature::Demarrage | Nature::Plan => moment.demarrages.push(v.poste),
            Nature::Avance | Nature::Solde => moment.annee = true,
            Nature::Variable => {}
        }
    }
    insertion_sort_by_key(&mut moments, |m| m.date);
    moments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn payments_of_a_day_are_one_line_but_for_the_variable_part() {
        let le = |jour: &str, poste, nature, montant| Versement {
            date: jour.parse().unwrap(),
            poste,
            nature,
            montant,
            montant_entre: None,
            statut: Statut::Publie,
        };
        let moments = moments(&[
            le("2027-04-01", Poste::Fonctionnement, Nature::Signature, 75_000),
            le("2028-04-01", Poste::Fonctionnement, Nature::Avance, 50_000),
            le("2027-10-01", Poste::AccesAuxSoins, Nature::Demarrage, 10_000),
            le("2027-10-01", Poste::Parcours, Nature::Demarrage, 5_000),
            le("2028-04-01", Poste::AccesAuxSoins, Nature::Solde, 1_000),
            le("2028-04-01", Poste::AccesAuxSoins, Nature::Variable, 2_000),
            le("2028-05-01", Poste::Parcours, Nature::Variable, 0),
        ]);
        let vus: Vec<(u32, bool)> = moments.iter().map(|m| (m.montant, m.variable)).collect();
        assert_eq!(vus, [(75_000, false), (15_000, false), (51_000, false), (2_000, true)]);
        assert_eq!(moments[1].demarrages, [Poste::AccesAuxSoins, Poste::Parcours]);
    }
}
