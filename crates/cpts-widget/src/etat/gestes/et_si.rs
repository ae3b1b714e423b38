//! Trying another perimeter.

use cpts_codes::{CodeCommune, Siren, nombre};
use cpts_core::Territoire;
use cpts_perimetre::edition;
use web_sys::Event;

use crate::etat::Etat;
use crate::socle::cellule::Cellule;
use crate::socle::focus::focus_later;
use crate::socle::format::compte;

/// A change that was made from here and can be undone.
#[derive(Clone)]
pub(crate) struct Essai {
    pub(crate) phrase: String,
    pub(crate) avant: Territoire,
    pub(crate) apres: Territoire,
}

/// What a button of a row does.
#[derive(Clone)]
pub(crate) enum Geste {
    Ajouter(Vec<CodeCommune>),
    Retirer(CodeCommune),
    AjouterEpci(Siren),
}

pub(crate) fn try_out(etat: Etat, essai: Cellule<Option<Essai>>, geste: &Geste, nom: &str, e: &Event) {
    let avant = etat.projet.with_untracked(|p| p.territoire.clone());
    etat.edit_territory(|t, d| {
        match geste {
            Geste::Ajouter(codes) => {
                for code in codes {
                    edition::add_commune(t, d, *code);
                }
            }
            Geste::Retirer(code) => {
                edition::remove_commune(t, d, *code);
            }
            Geste::AjouterEpci(siren) => {
                edition::add_epci(t, d, *siren);
            }
        };
    });
    let apres = etat.projet.with_untracked(|p| p.territoire.clone());
    let mut phrase = nom.to_owned();
    phrase.push_str(match geste {
        Geste::Ajouter(codes) if codes.len() > 1 => " ajoutées. ",
        Geste::Retirer(_) => " retirée. ",
        _ => " ajoutée. ",
    });
    etat.bilan.with_untracked(|b| {
        phrase.push_str(&compte(b.territoire.population, "habitant", "habitants"));
        if let Some(t) = b.taille {
            phrase.push_str(", Taille ");
            phrase.push_str(&nombre(t.taille.numero().into()));
        }
    });
    phrase.push('.');
    essai.set(Some(Essai { phrase, avant, apres }));
    focus_later(e, "et-si-annuler");
}
