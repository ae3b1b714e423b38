//! What stands under the search box: the ways in for a list and its review, then
//! what is in, EPCI by EPCI and commune by commune, each removable by keyboard
//! and each removal undoable; the parts of communes, the CPTS that exist, the map.

pub(crate) mod carte;
pub(crate) mod couverture;
pub(crate) mod parts;
pub(crate) mod revue;

use std::cmp::Reverse;

use cpts_codes::{CodeCommune, Siren, insertion_sort_by_key, nombre};
use cpts_rules::Ou;
use cpts_seance::format::compte;
use cpts_seance::paroles::Endroit;
use cpts_seance::{Cellule, lectures};
use wasm_bindgen::JsCast;
use web_sys::Event;

use crate::etat::Etat;
use crate::socle::focus::focus_voisin;
use crate::socle::icones::{Icone, dessin};
use crate::socle::vue::{Lignes, Vue, bouton, el, elc, propre};
use crate::vues::atelier::territoire::revue::entree;
use crate::vues::pieces::kit::{self, croix};
use crate::vues::pieces::{annuler, marque_millesime, marques, ouverture, questions};

/// Communes of an EPCI that are shown before one asks for the others.
const APERCU: usize = 5;

/// All of it, at the end of question 2.
pub(crate) fn lieux(etat: Etat, place: Vue) -> Vue {
    let panneaux = move |l: &mut Lignes| {
        for siren in etat.projet.get().territoire.epci {
            l.ligne(&siren.to_string(), move || panneau_epci(etat, siren));
        }
    };
    let puces = move |l: &mut Lignes| {
        let millesime = etat.with_territory(|t| t.header().millesime).unwrap_or(0).to_string();
        for code in etat.projet.get().territoire.communes {
            l.ligne(&[code.as_str(), &millesime].concat(), move || puce(etat, code));
        }
    };
    entree::receive_drops(etat, place)
        .vif(move || marque_millesime::marque(etat))
        .avec(entree::entree(etat))
        .avec(revue::revue(etat))
        .avec(annuler::offre(etat, Endroit::Lieux, "lieux-annuler", "recherche"))
        .vif(move || ouverture::ouverture(etat, false))
        .avec(el("div").liste(panneaux))
        .avec(elc("ul", "puces").attr("aria-label", "Communes ajoutées une à une").liste(puces))
        .avec(parts::parts_de_communes(etat))
        .avec(couverture::couverture(etat))
        .avec(carte::carte(etat))
        .avec(questions::questions(etat, Ou::Territoire))
}

/// A commune as the panels show it.
#[derive(Clone, PartialEq)]
struct Membre {
    code: CodeCommune,
    nom: String,
    population: Option<u32>,
    retiree: bool,
    /// Of a commune of which a part is in: where its figure comes from.
    part: Option<String>,
}

fn population_en_mots(population: Option<u32>) -> String {
    population.map_or_else(|| "inconnue".to_owned(), nombre)
}

fn panneau_epci(etat: Etat, siren: Siren) -> Vue {
    let tout = Cellule::new(false);
    let nom = etat.with_territory(|t| t.epci(siren).map(|e| e.nom.to_owned())).flatten().unwrap_or_default();
    let lignes = move || {
        let exclues = etat.projet.with(|p| p.territoire.exclues.clone());
        etat.with_territory(|t| {
            let mut lignes = Vec::new();
            for c in t.communes_of_epci(siren) {
                let part = etat.perimetre.with(|p| {
                    let part = p.communes.iter().find(|d| d.code == c.code && d.part.is_some());
                    part.and_then(|d| Some((d.population, d.part.as_ref()?.nature)))
                });
                lignes.push(Membre {
                    code: c.code,
                    nom: c.nom.to_owned(),
                    population: part.map_or(c.population, |p| p.0),
                    retiree: part.is_none() && exclues.contains(&c.code),
                    part: part.map(|p| lectures::parts::origine(*etat, p.1)),
                });
            }
            insertion_sort_by_key(&mut lignes, |l| (l.retiree, Reverse(l.population)));
            lignes
        })
        .unwrap_or_default()
    };
    let resume = move || {
        let lignes = lignes();
        let dedans = lignes.iter().filter(|l| !l.retiree);
        let population = dedans.clone().filter_map(|l| l.population).sum();
        [
            &compte(dedans.count() as u32, "commune", "communes"),
            " sur ",
            &nombre(lignes.len() as u32),
            ", ",
            &compte(population, "habitant", "habitants"),
        ]
        .concat()
    };
    let departement = etat
        .with_territory(|t| {
            let code = t.communes_of_epci(siren).next()?.departement;
            let nom = t.departement(code)?.nom;
            Some([nom, " (", code.as_str(), ")"].concat())
        })
        .flatten()
        .unwrap_or_default();
    let montrees = move |l: &mut Lignes| {
        let mut place = if tout.get() { usize::MAX } else { APERCU };
        // Those taken out come last, and stay in sight to be put back.
        for membre in lignes() {
            if !membre.retiree {
                if place == 0 {
                    continue;
                }
                place -= 1;
            }
            // A figure that changes, with the vintage or the part, is written anew.
            let cle = [
                membre.code.as_str(),
                if membre.retiree { "-" } else { "+" },
                &population_en_mots(membre.population),
                membre.part.as_deref().unwrap_or_default(),
            ]
            .concat();
            l.ligne(&cle, move || ligne_commune(etat, membre));
        }
    };
    let cachees = move || lignes().iter().filter(|l| !l.retiree).count().saturating_sub(APERCU);
    let retiree = nom.clone();
    let retirer = move |e: Event| {
        focus_voisin(&e);
        etat.remove_epci(&retiree, siren);
    };
    let suite = bouton("suite", move |_| tout.update(|t| *t = !*t))
        .attr_vif("aria-expanded", move || Some(tout.get().to_string()))
        .attr_vif("hidden", move || (cachees() == 0).then(String::new))
        .avec(elc("span", "chevron").avec(dessin(Icone::CHEVRON, 18)))
        .texte_vif(move || match tout.get() {
            true => "Replier la liste".to_owned(),
            false => ["Voir ", &compte(cachees() as u32, "autre commune", "autres communes")].concat(),
        });
    let colonnes =
        ["Commune", "Code INSEE", "Habitants", "Action"].map(|t| el("th").attr("scope", "col").avec(t));
    elc("div", "panneau")
        .avec(
            elc("div", "panneau-tete")
                .avec(
                    el("div")
                        .avec(
                            el("h3")
                                .avec(propre(&nom))
                                .avec(" ")
                                .avec(el("span").sans_traduction().avec(departement)),
                        )
                        .avec(elc("p", "petit gris").texte_vif(resume)),
                )
                .avec(croix("Retirer ", &nom, Icone::CROIX, retirer)),
        )
        .avec(
            elc("table", "communes")
                .avec(elc("caption", "sr").avec("Communes de ").avec(propre(&nom)))
                .avec(elc("thead", "sr").avec(el("tr").avec(colonnes)))
                .avec(el("tbody").liste(montrees)),
        )
        .avec(suite)
}

fn ligne_commune(etat: Etat, membre: Membre) -> Vue {
    let Membre { code, nom, population, retiree, part } = membre;
    let action = if retiree {
        croix("Remettre ", &nom, Icone::PLUS, move |_| etat.put_back(code))
    } else {
        croix("Retirer ", &nom, Icone::CROIX, remove_commune(etat, &nom, code))
    };
    let partie = (!retiree).then(|| kit::action(etat, &nom, code));
    elc("tr", if retiree { "retiree" } else { "" })
        .avec(
            el("th")
                .attr("scope", "row")
                .avec(propre(&nom))
                .avec(part.map(|origine| elc("span", "note").avec("une partie, ").avec(origine)))
                .avec(partie)
                .vif(move || marques::marque(etat, code)),
        )
        .avec(elc("td", "code").avec(code.as_str()))
        .avec(elc("td", "nombre").avec(population_en_mots(population)))
        .avec(elc("td", "action").avec(action))
}

/// A commune of its own: Delete and Backspace remove it too.
fn puce(etat: Etat, code: CodeCommune) -> Vue {
    let (nom, population) = etat
        .with_territory(|t| t.commune(code).map(|c| (c.nom.to_owned(), c.population)))
        .flatten()
        .unwrap_or_default();
    let retirer = remove_commune(etat, &nom, code);
    let au_clavier = {
        let retirer = retirer.clone();
        move |e: Event| {
            let touche = e.unchecked_ref::<web_sys::KeyboardEvent>().key();
            if matches!(touche.as_str(), "Delete" | "Backspace") {
                e.prevent_default();
                retirer(e);
            }
        }
    };
    let departement = [" (", code.departement().as_str(), ") "].concat();
    elc("li", "puce")
        .avec(
            el("span")
                .avec(propre(&nom))
                .avec(departement)
                .avec(elc("span", "gris chiffres").avec(population_en_mots(population)))
                .vif(move || marques::marque(etat, code)),
        )
        .avec(kit::action(etat, &nom, code))
        .avec(croix("Retirer ", &nom, Icone::CROIX, retirer).sur("keydown", au_clavier))
}

/// Takes a commune out; the focus goes to what stands beside it.
fn remove_commune(etat: Etat, nom: &str, code: CodeCommune) -> impl Fn(Event) + Clone + 'static {
    let nom = nom.to_owned();
    move |e: Event| {
        focus_voisin(&e);
        etat.remove_commune(&nom, code);
    }
}
