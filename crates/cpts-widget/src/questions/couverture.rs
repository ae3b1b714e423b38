//! Which CPTS exist already: the file that the host gives or that the person
//! imports, what was understood of it, and its mark on the communes.

use std::cell::RefCell;

use cpts_codes::CodeCommune;
use cpts_core::{Couverture, StatutCpts, plat};
use cpts_perimetre::couverture::{Adoption, adopt};
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::etat::Etat;
use crate::fichiers::{Refus, call, liste_des_refus, sans_module};
use crate::format::{compte, jour};
use crate::icones::{Icone, dessin};
use crate::page::champ;
use crate::reglages::Reglage;
use crate::site;
use crate::vue::{Vue, bouton, el, elc, watch};

/// Bytes of a file of the host that are fetched: what its reader accepts.
const OCTETS_MAX: u32 = 2_000_000;

/// Communes or codes that a remark names; beyond, their number is told.
const CITES: usize = 5;

/// The file that the person is importing.
#[derive(Clone)]
pub(crate) enum Import {
    /// None, or done.
    Aucune,
    /// On its way.
    EnRoute,
    /// Refused, whole: nothing has changed.
    Refusee(Vec<Refus>),
    /// Some of its rows cannot be accepted: the person decides.
    AConfirmer(Box<Lue>),
}

/// A file that was read.
#[derive(Clone)]
pub(crate) struct Lue {
    /// What it says, with the codes of today.
    pub(crate) couverture: Couverture,
    refus: Vec<Refus>,
    refusees: u32,
    remarques: Vec<String>,
    /// The host gave it.
    du_site: bool,
}

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

fn adopted(etat: Etat, lue: Lue) {
    etat.set_couverture(Some(lue));
    etat.import.set(Import::Aucune);
}

/// Reads the file that the person chose.
fn read_chosen(etat: Etat, champ: &HtmlInputElement) {
    let Some(fichier) = champ.files().and_then(|fichiers| fichiers.get(0)) else { return };
    // Choosing the same file again, once corrected, must be seen as a change.
    champ.set_value("");
    etat.import.set(Import::EnRoute);
    etat.spawn(async move {
        let nom = fichier.name();
        let lu = match JsFuture::from(fichier.array_buffer()).await {
            Ok(octets) => read(etat, Uint8Array::new(&octets).into(), &nom, false).await,
            Err(_) => Err(vec![Refus::entier("Le fichier n’a pas pu être lu", "Choisissez-le à nouveau")]),
        };
        match lu {
            Ok(lue) if lue.refusees == 0 => {
                etat.annonce.set(["Carte des CPTS importée\u{a0}: ", &etendue(&lue.couverture)].concat());
                adopted(etat, lue);
            }
            Ok(lue) if lue.couverture.communes.is_empty() && lue.couverture.sans_cpts.is_empty() => {
                etat.import.set(Import::Refusee(lue.refus));
            }
            Ok(lue) => etat.import.set(Import::AConfirmer(Box::new(lue))),
            Err(refus) => etat.import.set(Import::Refusee(refus)),
        }
    });
}

/// `5 communes, 4 CPTS.`
fn etendue(couverture: &Couverture) -> String {
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

/// The panel at the foot of question 2.
pub(super) fn couverture(etat: Etat) -> Vue {
    let fichier = el("input")
        .attr("type", "file")
        .attr("accept", ".csv,.txt,.geojson,.json,text/csv,application/geo+json,application/json")
        .attr("aria-label", "Carte des CPTS existantes (CSV ou GeoJSON)")
        .drapeau("hidden")
        .sur("change", move |e| read_chosen(etat, &champ(&e)));
    let entree: HtmlElement = fichier.element().clone().unchecked_into();
    let importer = bouton("bouton", move |_| entree.click()).texte_vif(move || {
        if etat.couverture.with(Option::is_some) {
            "Importer une autre carte"
        } else {
            "Importer la carte des CPTS existantes"
        }
        .to_owned()
    });
    let retour: HtmlElement = importer.element().clone().unchecked_into();
    let resume = move || {
        match etat.couverture.with(Option::is_some) {
            true => "comparées à un fichier",
            false => "non vérifié",
        }
        .to_owned()
    };
    elc("details", "replie couverture")
        .avec(
            el("summary")
                .avec(
                    el("span").avec(el("strong").avec("CPTS existantes")).avec("\u{a0}: ").texte_vif(resume),
                )
                .avec(elc("span", "chevron").avec(dessin(Icone::CHEVRON, 18))),
        )
        .avec({
            let retour = retour.clone();
            elc("div", "couv-etat").vif(move || import_en_cours(etat, retour.clone()))
        })
        .avec(elc("div", "couv-etat").vif(move || {
            etat.couverture.with(|lue| match lue {
                Some(lue) => utilisee(etat, lue, retour.clone()),
                None => el("p")
                    .avec("Aucun fichier ne dit quelles communes sont déjà dans une CPTS. ")
                    .avec("Non vérifié ne veut pas dire libre\u{a0}: demandez à l’ARS."),
            })
        }))
        .avec(
            elc("div", "couv-import").avec(importer).avec(fichier).avec(
                elc("p", "petit gris")
                    .avec("Fichier CSV (code;cpts;statut;date) ou GeoJSON. Il reste sur cet appareil."),
            ),
        )
}

/// What became of the file being imported, and what can be done of it. `retour`
/// takes the focus of what goes away.
fn import_en_cours(etat: Etat, retour: HtmlElement) -> Option<Vue> {
    let renoncer = {
        let retour = retour.clone();
        move |phrase: &str| {
            etat.import.set(Import::Aucune);
            etat.annonce.set(phrase.to_owned());
            let _ = retour.focus();
        }
    };
    match etat.import.get() {
        Import::Aucune => None,
        Import::EnRoute => Some(el("p").attr("role", "status").avec("Lecture du fichier…")),
        Import::Refusee(refus) => {
            let debut =
                el("p").avec(el("strong").avec("Le fichier n’a pas été utilisé.")).avec(" Rien n’a changé.");
            Some(
                elc("div", "refus")
                    .attr("role", "alert")
                    .avec(debut)
                    .avec(liste_des_refus(&refus))
                    .avec(bouton("bouton", move |_| renoncer("")).avec("Fermer")),
            )
        }
        Import::AConfirmer(lue) => {
            let titre = ["Lignes refusées\u{a0}: ", &crate::format::nombre(lue.refusees), "."].concat();
            let utiliser = ["Utiliser les lignes lisibles\u{a0}: ", &etendue(&lue.couverture)].concat();
            let liste = liste_des_refus(&lue.refus);
            let garder = move |_| {
                etat.annonce.set("Carte des CPTS utilisée, sans les lignes refusées.".to_owned());
                let mut lue = (*lue).clone();
                let phrase = ["Lignes refusées, laissées de côté\u{a0}: ", &lue.refusees.to_string(), "."];
                lue.remarques.insert(0, phrase.concat());
                adopted(etat, lue);
                let _ = retour.focus();
            };
            Some(
                elc("div", "refus")
                    .attr("role", "alert")
                    .avec(
                        el("p").avec(el("strong").avec(titre)).avec(" Le fichier n’est pas encore utilisé."),
                    )
                    .avec(liste)
                    .avec(
                        elc("div", "couv-choix")
                            .avec(bouton("bouton", garder).avec(utiliser.trim_end_matches('.')))
                            .avec(
                                bouton("lien", move |_| renoncer("Le fichier n’est pas utilisé."))
                                    .avec("Ne pas utiliser ce fichier"),
                            ),
                    ),
            )
        }
    }
}

/// The file in use: who says so, when, how far, and the way to do without it.
fn utilisee(etat: Etat, lue: &Lue, retour: HtmlElement) -> Vue {
    let Couverture { source, produite_le, departements, .. } = &lue.couverture;
    let date = produite_le.map_or_else(|| ", sans date".to_owned(), |d| [", du ", &jour(d)].concat());
    let origine = if lue.du_site { " Fichier fourni par ce site." } else { "" };
    let mut noms = String::new();
    for code in departements {
        let nom = etat.with_territory(|t| t.departement(*code).map(|d| d.nom.to_owned())).flatten();
        let separation = if noms.is_empty() { "" } else { ", " };
        for morceau in [separation, nom.as_deref().unwrap_or(""), " (", code.as_str(), ")"] {
            noms.push_str(morceau);
        }
    }
    let portee = match departements.is_empty() {
        true => "Il ne dit pas quels départements il couvre\u{a0}: les communes qu’il ne cite pas restent non vérifiées.".to_owned(),
        false => ["Il couvre\u{a0}: ", &noms, ". Ailleurs, les communes qu’il ne cite pas restent non vérifiées."].concat(),
    };
    let mut remarques = elc("ul", "refus-liste");
    for remarque in &lue.remarques {
        remarques = remarques.avec(el("li").avec(remarque.as_str()));
    }
    let retirer = move |_| {
        etat.set_couverture(None);
        etat.annonce.set("Fichier retiré. CPTS existantes\u{a0}: non vérifié.".to_owned());
        let _ = retour.focus();
    };
    el("div")
        .avec(
            el("p")
                .avec(el("strong").avec(source.as_str()))
                .avec([&date, "\u{a0}: ", &etendue(&lue.couverture), origine].concat()),
        )
        .avec(el("p").avec(portee))
        .avec((!lue.remarques.is_empty()).then_some(remarques))
        .avec(bouton("lien", retirer).avec("Retirer ce fichier"))
}

/// The mark of a commune that a CPTS covers: a word, never a colour alone.
pub(crate) fn marque(etat: Etat, code: CodeCommune) -> Option<Vue> {
    let statut = etat.couverture.with(|couverture| {
        let couverture = &couverture.as_ref()?.couverture;
        let ville = etat.with_territory(|t| t.commune(code).and_then(|c| c.ville)).flatten();
        let lignes = couverture.of(code).iter().chain(ville.map_or(&[][..], |ville| couverture.of(ville)));
        lignes.map(|ligne| ligne.statut).min()
    })?;
    let (niveau, mot) = match statut {
        StatutCpts::AciSignee => ("marque n-bloquant", "CPTS sous contrat"),
        StatutCpts::ProjetValide => ("marque n-a_lever", "projet de CPTS validé"),
        StatutCpts::LettreIntention => ("marque n-a_lever", "autre lettre d’intention"),
    };
    Some(elc("span", niveau).avec(mot))
}
