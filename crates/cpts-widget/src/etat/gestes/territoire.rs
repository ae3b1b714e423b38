//! Changing the territory.

use cpts_codes::CodeCommune;
use cpts_core::Territoire;
use cpts_perimetre::edition;
use cpts_perimetre::liste::Lieu;
use cpts_territory::Territory;
use web_sys::Event;

use crate::etat::Etat;
use crate::etat::cellules::paroles::Retrait;
use crate::socle::focus::focus_voisin;

/// Adds places in one gesture, which can be undone; tells it.
pub(crate) fn add(etat: Etat, lieux: Vec<Lieu>, phrase: String) {
    etat.annonce.set(phrase.clone());
    etat.remove_from_territory(phrase, move |territoire, donnees| {
        // EPCI last: they take in those of their communes that stand beside them.
        for lieu in &lieux {
            if let Lieu::Commune(code) = lieu {
                edition::add_commune(territoire, donnees, *code);
            }
        }
        for lieu in lieux {
            if let Lieu::Epci(siren) = lieu {
                edition::add_epci(territoire, donnees, siren);
            }
        }
    });
}

/// Takes a commune out; the focus goes to what stands beside it.
pub(crate) fn remove_commune(etat: Etat, nom: &str, code: CodeCommune) -> impl Fn(Event) + Clone + 'static {
    let phrase = [nom, " retirée."].concat();
    move |e: Event| {
        focus_voisin(&e);
        etat.remove_from_territory(phrase.clone(), move |t, d| {
            edition::remove_commune(t, d, code);
        });
    }
}

impl Etat {
    /// Changes the territory with one of the functions of `cpts_perimetre::edition`.
    pub(crate) fn edit_territory(self, changer: impl FnOnce(&mut Territoire, &Territory)) {
        if let Some(territory) = self.territory() {
            self.retrait.set(None);
            self.edit(|p| changer(&mut p.territoire, &territory));
        }
    }

    /// The same for a removal, which can be undone.
    pub(crate) fn remove_from_territory(
        self,
        phrase: String,
        changer: impl FnOnce(&mut Territoire, &Territory),
    ) {
        let avant = self.projet.with_untracked(|p| p.territoire.clone());
        self.edit_territory(changer);
        self.retrait.set(Some(Retrait { phrase, avant }));
    }
}
