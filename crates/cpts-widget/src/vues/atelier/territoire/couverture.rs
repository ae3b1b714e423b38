//! Which CPTS exist already: the file that the host gives or that the person
//! imports, what was understood of it, and its mark on the communes.

use cpts_codes::nombre;
use cpts_core::Couverture;
use cpts_seance::couverture::Lue;
use cpts_seance::format::jour;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::effets::couverture::{adopted, etendue, read_chosen};
use crate::etat::Etat;
use crate::etat::cellules::ecran::Import;
use crate::socle::icones::{Icone, dessin};
use crate::socle::page::champ;
use crate::socle::vue::{Vue, bouton, el, elc};
use crate::vues::pieces::ouverture::liste_des_refus;

/// The panel at the foot of question 2.
pub(crate) fn couverture(etat: Etat) -> Vue {
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
            etat.import.set(Import::Inutile);
            etat.dire(phrase);
            let _ = retour.focus();
        }
    };
    match etat.import.get() {
        Import::Inutile => None,
        Import::EnRoute(..) => Some(el("p").attr("role", "status").avec("Lecture du fichier…")),
        Import::Manquee(refus) => {
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
        Import::La(lue) => {
            let titre = ["Lignes refusées\u{a0}: ", &nombre(lue.refusees), "."].concat();
            let utiliser = ["Utiliser les lignes lisibles\u{a0}: ", &etendue(&lue.couverture)].concat();
            let liste = liste_des_refus(&lue.refus);
            let garder = move |_| {
                etat.dire("Carte des CPTS utilisée, sans les lignes refusées.");
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
        true => "Il ne couvre en entier aucun département\u{a0}: les communes qu’il ne cite pas restent non vérifiées.".to_owned(),
        false => ["Il couvre\u{a0}: ", &noms, ". Ailleurs, les communes qu’il ne cite pas restent non vérifiées."].concat(),
    };
    let mut remarques = elc("ul", "refus-liste");
    for remarque in &lue.remarques {
        remarques = remarques.avec(el("li").avec(remarque.as_str()));
    }
    let retirer = move |_| {
        etat.set_couverture(None);
        etat.dire("Fichier retiré. CPTS existantes\u{a0}: non vérifié.");
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
