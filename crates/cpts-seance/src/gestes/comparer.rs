//! Putting perimeters aside, and taking them up again.

use cpts_core::Territoire;
use cpts_perimetre::comparaison::{Gardes, Lettre};

use crate::paroles::Endroit;
use crate::quoi::Quoi;
use crate::seance::Seance;

impl Seance {
    /// Puts the present perimeter aside, where there is room for one more.
    pub fn keep_perimetre(self) {
        if self.gardes.with_untracked(|g| !g.has_room()) {
            return self.dire("Trois périmètres sont déjà côte à côte. Supprimez-en un d’abord.");
        }
        self.change_perimetres(&mut |gardes, territoire| {
            let gardee = gardes.courant();
            gardes.keep(territoire).then(|| {
                let suite = gardes.courant().mot();
                [
                    "Périmètre ",
                    gardee.mot(),
                    " gardé. Vos changements font désormais le périmètre ",
                    suite,
                    ".",
                ]
                .concat()
            })
        });
    }

    /// Makes a perimeter that was put aside the present one.
    pub fn take_up_perimetre(self, lettre: Lettre) {
        self.change_perimetres(&mut |gardes, territoire| {
            *territoire = gardes.take_up(lettre, territoire)?;
            Some(["Périmètre ", lettre.mot(), " repris."].concat())
        });
    }

    /// Takes a perimeter that was put aside out.
    pub fn remove_perimetre(self, lettre: Lettre) {
        self.change_perimetres(&mut |gardes, _| {
            gardes.remove(lettre).then(|| ["Périmètre ", lettre.mot(), " supprimé."].concat())
        });
    }

    /// Names a perimeter.
    pub fn name_perimetre(self, lettre: Lettre, nom: &str) {
        self.geste(Quoi::Perimetres, &mut |r| r.gardes.rename(lettre, nom));
    }

    /// A gesture on the perimeters, with its way back offered there: what was done, in a sentence.
    fn change_perimetres(self, geste: &mut dyn FnMut(&mut Gardes, &mut Territoire) -> Option<String>) {
        let mut phrase = None;
        let change = self.geste(Quoi::Perimetres, &mut |r| {
            phrase = geste(&mut r.gardes, &mut r.projet.territoire);
        });
        if let Some(phrase) = phrase.filter(|_| change) {
            self.offer(Endroit::Comparer, phrase);
        }
    }
}
