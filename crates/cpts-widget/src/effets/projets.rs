//! The saved projects of this browser, as they are kept (`localStorage`).

use cpts_codes::Date;
use web_sys::Storage;

use crate::socle::page::window;

/// What the keys of saved projects begin with.
const CLES: &str = "cpts-simulateur:projet:";

/// A saved project.
#[derive(Clone, PartialEq)]
pub(crate) struct Enregistre {
    pub(crate) cle: String,
    pub(crate) jour: Option<Date>,
    pub(crate) nom: String,
    pub(crate) texte: String,
}

impl Enregistre {
    fn read(cle: String, valeur: &str) -> Option<Self> {
        let mut lignes = valeur.splitn(4, '\n');
        if lignes.next()? != "1" {
            return None;
        }
        let jour = lignes.next()?.parse().ok();
        let nom = lignes.next()?.to_owned();
        Some(Self { cle, jour, nom, texte: lignes.next()?.to_owned() })
    }

    pub(crate) fn write(&self) -> Result<(), &'static str> {
        let jour = self.jour.map(|j| j.to_string()).unwrap_or_default();
        let valeur = ["1\n", &jour, "\n", &self.nom, "\n", &self.texte].concat();
        match memory() {
            Some(memoire) => memoire.set_item(&self.cle, &valeur).map_err(|_| PLEIN),
            None => Err(REFUSE),
        }
    }
}

const REFUSE: &str = "Ce navigateur ne permet pas d’enregistrer ici. Gardez plutôt le lien du projet\u{a0}: bouton «\u{a0}Partager\u{a0}».";

const PLEIN: &str = "La place manque dans ce navigateur. Supprimez un projet, ou gardez plutôt le lien\u{a0}: bouton «\u{a0}Partager\u{a0}».";

pub(crate) fn memory() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// All that is saved, the last one first.
pub(crate) fn read_all() -> Vec<Enregistre> {
    let mut projets: Vec<Enregistre> = Vec::new();
    let Some(memoire) = memory() else { return projets };
    for place in 0..memoire.length().unwrap_or(0) {
        let Ok(Some(cle)) = memoire.key(place) else { continue };
        if let Some(valeur) = cle.starts_with(CLES).then(|| memoire.get_item(&cle).ok().flatten()).flatten()
            && let Some(projet) = Enregistre::read(cle, &valeur)
        {
            // The key ends with the moment when it was made: the last one comes first.
            let ici = projets.iter().position(|p| p.cle < projet.cle).unwrap_or(projets.len());
            projets.insert(ici, projet);
        }
    }
    projets
}

/// A key that no other project has: the moment, then chance, for two tabs at once.
pub(crate) fn new_key() -> String {
    let moment = (js_sys::Date::now() as u64).to_string();
    let hasard = ((js_sys::Math::random() * 1e6) as u32).to_string();
    [CLES, &moment, "-", &hasard].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_a_saved_project_is_left_alone() {
        for valeur in ["", "1", "1\n2026-11-22\nnom", "2\n2026-11-22\nnom\n1ABC"] {
            assert!(Enregistre::read(String::new(), valeur).is_none(), "{valeur}");
        }
        let lu = Enregistre::read("cle".into(), "1\npas un jour\nCPTS\n1ABC\n2").unwrap();
        assert_eq!((lu.jour, lu.nom.as_str(), lu.texte.as_str()), (None, "CPTS", "1ABC\n2"));
    }
}
