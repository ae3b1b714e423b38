//! Between what and what the sum of some lines can be.
//!
//! Each line has its bounds, and a published total may say what some lines make together
//! ([`Somme`] of the rules): four missions known to 5 000 euros each, whose sum is known to the
//! euro. The sets of such totals are apart or one in the other (the checker of the rules sees to
//! it), so the smallest and the largest sum of any choice of lines come out exactly, set by set; a
//! total that crosses another is not used, and bounds stay wider than they could be:
//!
//! A set keeps three pairs of bounds, of what is chosen in it, of what is not, and of both
//! together. Sets that are put together add theirs; a published total narrows the bounds of both
//! together; and each pair narrows the two others, since two of the three sums make the third.

use cpts_codes::Date;
use cpts_rules::{Entre, Poste, Rules, Statut, Taille};

/// Lines of which the sums are known together.
#[derive(Clone, Copy)]
struct Ensemble {
    /// The lines, a bit each, in the order of [`Poste`].
    postes: u8,
    /// Sum of those that are chosen.
    choisis: Entre,
    /// Sum of the others.
    autres: Entre,
    /// Sum of all of them.
    tous: Entre,
    /// The weakest certainty of the sum of those that are chosen.
    statut: Statut,
}

fn bit(poste: Poste) -> u8 {
    1 << poste as u8
}

impl Ensemble {
    const VIDE: Self = Self {
        postes: 0,
        choisis: Entre::exact(0),
        autres: Entre::exact(0),
        tous: Entre::exact(0),
        statut: Statut::Publie,
    };

    fn plus(self, autre: &Self) -> Self {
        Self {
            postes: self.postes | autre.postes,
            choisis: self.choisis.plus(autre.choisis),
            autres: self.autres.plus(autre.autres),
            tous: self.tous.plus(autre.tous),
            statut: self.statut.weakest(autre.statut),
        }
    }

    /// The same, knowing that all of it makes a sum within these bounds.
    fn ferme(self, somme: Entre) -> Self {
        let (a, b) = (self.choisis, self.autres);
        let tous =
            Entre { min: self.tous.min.max(somme.min), max: self.tous.max.min(somme.max).max(somme.min) };
        let reste = |sien: Entre, autre: Entre| Entre {
            min: sien.min.max(tous.min.saturating_sub(autre.max)),
            max: sien.max.min(tous.max.saturating_sub(autre.min)),
        };
        let total = a.plus(b);
        Self {
            choisis: reste(a, b),
            autres: reste(b, a),
            tous: Entre { min: tous.min.max(total.min), max: tous.max.min(total.max) },
            ..self
        }
    }
}

/// The bounds of the sum of the totals of these lines, and how sure it is: `choisis` has the bit
/// of each, see [`choix`].
pub(crate) fn somme(choisis: u8, taille: Taille, date: Date, rules: &'static Rules) -> (Entre, Statut) {
    let mut ensembles: Vec<Ensemble> = Vec::with_capacity(Poste::TOUS.len());
    for poste in Poste::TOUS {
        let montant = rules.valeur_at(*poste, date).and_then(|v| v.par_taille[taille as usize].as_ref());
        let Some(montant) = montant else { continue };
        let entre = Entre::of(montant.total, montant.total_entre);
        let ligne = Ensemble { postes: bit(*poste), tous: entre, ..Ensemble::VIDE };
        ensembles.push(if choisis & bit(*poste) == 0 {
            Ensemble { autres: entre, ..ligne }
        } else {
            Ensemble { choisis: entre, statut: montant.statut_total, ..ligne }
        });
    }
    for somme in rules.sommes_at(taille, date) {
        let lignes = choix(somme.postes.iter().copied());
        let mut reunis = Ensemble::VIDE;
        for ensemble in &ensembles {
            if ensemble.postes & !lignes == 0 {
                reunis = reunis.plus(ensemble);
            }
        }
        // Some of its lines are in a set that crosses it: what it makes is not the sum of these.
        if reunis.postes != lignes {
            continue;
        }
        ensembles.retain(|ensemble| ensemble.postes & !lignes != 0);
        let mut reunis = reunis.ferme(Entre::of(somme.montant, somme.entre));
        // All of it is chosen: the published total is what is asked for.
        if lignes & !choisis == 0 {
            reunis.statut = somme.statut;
        } else if reunis.choisis.ouvert().is_none() && !reunis.statut.est_etabli() {
            // It follows from the published total, less lines that are known.
            reunis.statut = somme.statut.weakest(Statut::Calcule);
        }
        ensembles.push(reunis);
    }
    let mut tout = Ensemble::VIDE;
    for ensemble in &ensembles {
        tout = tout.plus(ensemble);
    }
    (tout.choisis, tout.statut)
}

/// The set of these lines, a bit each.
pub(crate) fn choix(postes: impl Iterator<Item = Poste>) -> u8 {
    postes.fold(0, |bits, poste| bits | bit(poste))
}
