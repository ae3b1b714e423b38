//! The file that tells which CPTS exist: that of the host, or one that a person chose.

use std::cell::RefCell;

use cpts_core::{Couverture, plat};
use cpts_perimetre::couverture::{Adoption, adopt};
use cpts_seance::couverture::Lue;
use cpts_seance::format::compte;
use cpts_seance::ouverture::Refus;
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

use crate::effets::fichiers::{call, sans_module};
use crate::effets::site;
use crate::etat::Etat;
use crate::etat::cellules::ecran::Import;
use crate::etat::cellules::reglages::Reglage;
use crate::socle::vue::watch;

/// Bytes of a file of the host that are fetched: what its reader accepts.
const OCTETS_MAX: u32 = 2_000_000;

/// Communes or codes that a remark names; beyond, their number is told.
const CITES: usize = 5;

/// Reads the file that the host gives, once there is a commune to look for. A file
/// that is wrong is told to whoever keeps the site; the simulator is left as it was.
pub(crate) fn load_from_host(etat: Etat) {
    let demandee = RefCell::new(None::<String>);
    watch(Box::new(move || {
        let voulue = etat
            .reglage(Reglage::Couverture)
            .or_else(|| etat.configuration.with(|c| c.as_ref().and_then(|c| c.couverture.clone())));
        if etat.perimetre.with(|p| p.communes.is_empty()) || *demandee.borrow() == voulue {
            return;
        }
        demandee.borrow_mut().clone_from(&voulue);
        let Some(adresse) = voulue else {
            if etat.couverture.with_untracked(|lue| lue.as_ref().is_some_and(|l| l.du_site)) {
                etat.set_couverture(None);
            }
            return;
        };
        etat.spawn(async move {
            match site::fetch(&adresse, OCTETS_MAX).await {
                Ok(octets) => {
                    let chemin = adresse.split(['?', '#']).next().unwrap_or_default();
                    let nom = chemin.rsplit('/').next().unwrap_or_default();
                    match read(etat, octets.into(), nom, true).await {
                        Ok(lue) if lue.refusees == 0 => adopted(etat, lue),
                        Ok(lue) => site::warn(etat, "couverture", &adresse, &lue.refus),
                        Err(refus) => site::warn(etat, "couverture", &adresse, &refus),
                    }
                }
                Err(pourquoi) => site::warn(
                    etat,
                    "couverture",
                    &adresse,
                    &[Refus::entier(&pourquoi, "Vérifiez l’attribut « couverture »")],
                ),
            }
        });
    }));
}

/// What a file says, with the codes of today.
async fn read(etat: Etat, octets: JsValue, nom: &str, du_site: bool) -> Result<Lue, Vec<Refus>> {
    let lu = call(etat, "lire_couverture", &[octets, JsValue::from_str(nom)])
        .await
        .map_err(|refus| refus.map_or_else(sans_module, |texte| Refus::read_all(&texte)))?;
    let mut couverture = Couverture::read(&lu).ok_or_else(sans_module)?;
    let (mut refusees, mut remarques) = (0, Vec::new());
    for (cle, valeur) in plat::lines(&lu) {
        match cle {
            "refusees" => refusees = valeur.parse().unwrap_or(0),
            "remarque" => remarques.extend(plat::unescape(valeur)),
            _ => {}
        }
    }
    let Some(adoption) = etat.with_territory(|t| adopt(&mut couverture, t)) else {
        let attendre = "Attendez la fin du chargement, puis recommencez";
        return Err(vec![Refus::entier("Les communes de France ne sont pas encore chargées", attendre)]);
    };
    tell(etat, &adoption, &mut remarques);
    Ok(Lue { couverture, refus: Refus::read_all(&lu), refusees, remarques, du_site })
}

/// What had to be changed for the communes of today, in sentences.
fn tell(etat: Etat, adoption: &Adoption, remarques: &mut Vec<String>) {
    let suite = |noms: &mut String, total: usize| {
        if total > CITES {
            noms.push_str(" et ");
            noms.push_str(&compte((total - CITES) as u32, "autre", "autres"));
        }
    };
    if !adoption.anciennes.is_empty() {
        let mut noms = String::new();
        for (ancienne, actuelle) in adoption.anciennes.iter().take(CITES) {
            let nom = etat.with_territory(|t| t.commune(*actuelle).map(|c| c.nom.to_owned())).flatten();
            let separation = if noms.is_empty() { "" } else { ", " };
            for morceau in
                [separation, ancienne.as_str(), " (", nom.as_deref().unwrap_or(actuelle.as_str()), ")"]
            {
                noms.push_str(morceau);
            }
        }
        suite(&mut noms, adoption.anciennes.len());
        let debut = "Anciennes communes, comptées comme une partie de la commune d’aujourd’hui\u{a0}: ";
        remarques.push([debut, &noms, "."].concat());
    }
    if !adoption.inconnues.is_empty() {
        let mut noms = String::new();
        for code in adoption.inconnues.iter().take(CITES) {
            noms.push_str(if noms.is_empty() { "" } else { ", " });
            noms.push_str(code.as_str());
        }
        suite(&mut noms, adoption.inconnues.len());
        remarques.push(["Codes INSEE inconnus, laissés de côté\u{a0}: ", &noms, "."].concat());
    }
}

pub(crate) fn adopted(etat: Etat, lue: Lue) {
    etat.set_couverture(Some(lue));
    etat.import.set(Import::Inutile);
}

/// Reads the file that the person chose.
pub(crate) fn read_chosen(etat: Etat, champ: &HtmlInputElement) {
    let Some(fichier) = champ.files().and_then(|fichiers| fichiers.get(0)) else { return };
    // Choosing the same file again, once corrected, must be seen as a change.
    champ.set_value("");
    etat.import.set(Import::EnRoute(0, 0));
    etat.spawn(async move {
        let nom = fichier.name();
        let lu = match JsFuture::from(fichier.array_buffer()).await {
            Ok(octets) => read(etat, Uint8Array::new(&octets).into(), &nom, false).await,
            Err(_) => Err(vec![Refus::entier("Le fichier n’a pas pu être lu", "Choisissez-le à nouveau")]),
        };
        match lu {
            Ok(lue) if lue.refusees == 0 => {
                etat.dire(["Carte des CPTS importée\u{a0}: ", &etendue(&lue.couverture)].concat());
                adopted(etat, lue);
            }
            Ok(lue) if lue.couverture.communes.is_empty() && lue.couverture.sans_cpts.is_empty() => {
                etat.import.set(Import::Manquee(lue.refus));
            }
            Ok(lue) => etat.import.set(Import::La(Box::new(lue))),
            Err(refus) => etat.import.set(Import::Manquee(refus)),
        }
    });
}

/// `5 communes, 4 CPTS.`
pub(crate) fn etendue(couverture: &Couverture) -> String {
    let communes = couverture.communes.chunk_by(|a, b| a.code == b.code).count() as u32;
    // A CPTS of which no commune is known does not count.
    let mut vues = vec![false; couverture.cpts.len()];
    let mut cpts = 0;
    for ligne in &couverture.communes {
        if let Some(vue) = vues.get_mut(ligne.cpts as usize)
            && !std::mem::replace(vue, true)
        {
            cpts += 1;
        }
    }
    [&compte(communes, "commune", "communes"), ", ", &compte(cpts, "CPTS", "CPTS"), "."].concat()
}
