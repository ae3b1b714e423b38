//! Communes found together, to be ticked one by one. None is ticked at first: a
//! postal code serves up to 46 communes that no care territory has in common.

use cpts_codes::CodeCommune;
use cpts_perimetre::edition;
use cpts_perimetre::liste::Lieu;
use cpts_seance::Cellule;
use cpts_seance::format::compte;
use cpts_seance::lectures::revue::{departement, population};

use crate::etat::Etat;
use crate::socle::icones::{Icone, dessin};
use crate::socle::vue::{Vue, bouton, el, elc, sr};
use crate::vues::atelier::territoire::revue::cadre::{cadre, close_from};

/// The list, its boxes and its button.
pub(crate) fn codes(etat: Etat, titre: String, codes: Vec<CodeCommune>) -> Vue {
    let coches = Cellule::new(Vec::<CodeCommune>::new());
    // Those that are not in the territory yet.
    let libres = {
        let codes = codes.clone();
        move || {
            let mut libres = codes.clone();
            etat.projet.with(|p| {
                etat.with_territory(|t| libres.retain(|c| !edition::contains(&p.territoire, t, *c)))
            });
            libres
        }
    };
    let choisies = {
        let libres = libres.clone();
        move || {
            let mut libres = libres();
            coches.with(|coches| libres.retain(|c| coches.contains(c)));
            libres
        }
    };
    let combien = {
        let choisies = choisies.clone();
        move || choisies().len() as u32
    };
    let toutes = {
        let (libres, combien) = (libres.clone(), combien.clone());
        move || combien() > 0 && combien() == libres().len() as u32
    };
    let tout = {
        let (libres, toutes) = (libres.clone(), toutes.clone());
        bouton("lien", move |_| coches.set(if toutes() { Vec::new() } else { libres() }))
    }
    .texte_vif(move || if toutes() { "Tout décocher" } else { "Tout cocher" }.to_owned());
    let ajouter = {
        let combien = combien.clone();
        bouton("bouton plein", move |e| {
            let choisies = choisies();
            if choisies.is_empty() {
                etat.dire("Cochez au moins une commune.");
                return;
            }
            close_from(etat, &e);
            let mut lieux = Vec::with_capacity(choisies.len());
            for code in choisies {
                lieux.push(Lieu::Commune(code));
            }
            let phrase = compte(lieux.len() as u32, "commune ajoutée.", "communes ajoutées.");
            etat.add_lieux(&lieux, phrase);
        })
        .attr_vif("aria-disabled", {
            let combien = combien.clone();
            move || (combien() == 0).then(|| "true".to_owned())
        })
        .texte_vif(move || match combien() {
            0 => "Ajouter les communes cochées".to_owned(),
            1 => "Ajouter 1\u{a0}commune".to_owned(),
            n => ["Ajouter ", &compte(n, "commune", "communes")].concat(),
        })
    };
    let lignes = el("ul").avec_tous(codes.iter().filter_map(|&code| ligne(etat, coches, code)));
    let aide = compte(codes.len() as u32, "commune. ", "communes. ")
        + "Cochez celles qui sont dans votre territoire.";
    cadre(etat, &titre, &aide)
        .avec(elc("div", "revue-outils").avec(tout))
        .avec(lignes.attr("class", "revue-choix"))
        .avec(elc("div", "revue-actions").avec(ajouter))
}

fn ligne(etat: Etat, coches: Cellule<Vec<CodeCommune>>, code: CodeCommune) -> Option<Vue> {
    let (nom, lieu, habitants) = etat
        .with_territory(|t| {
            let commune = t.commune(code)?;
            let lieu = [&departement(t, &commune), ", code ", code.as_str()].concat();
            Some((commune.nom.to_owned(), lieu, population(commune.population)))
        })
        .flatten()?;
    let deja = move || {
        etat.projet
            .with(|p| etat.with_territory(|t| edition::contains(&p.territoire, t, code)))
            .unwrap_or_default()
    };
    let boite = elc("input", "coche")
        .attr("type", "checkbox")
        .coche_vive(move || deja() || coches.with(|c| c.contains(&code)))
        .attr_vif("disabled", move || deja().then(String::new))
        .sur("change", move |_| {
            coches.update(|c| match c.iter().position(|c| *c == code) {
                Some(place) => {
                    c.remove(place);
                }
                None => c.push(code),
            });
        });
    let droite = elc("span", "pop chiffres").vif(move || match deja() {
        true => elc("span", "fait").avec(dessin(Icone::COCHE, 16)).avec("ajoutée"),
        false => el("span").avec(habitants.as_str()).avec(sr(" habitants")),
    });
    Some(
        el("li").avec(
            el("label")
                .avec(boite)
                .avec(
                    el("span")
                        .avec(elc("span", "nom").sans_traduction().avec(nom))
                        .avec(elc("span", "lieu").avec(lieu)),
                )
                .avec(droite),
        ),
    )
}
