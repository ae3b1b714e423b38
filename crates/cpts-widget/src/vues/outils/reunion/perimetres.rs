//! Up to three perimeters side by side: one row a measure, figures that are read from afar.

use cpts_codes::nombre;
use cpts_core::Bilan;
use cpts_core::texte::entre;
use cpts_perimetre::comparaison::Lettre;
use cpts_seance::format::{compte, euros};
use cpts_seance::gestes::reunion::holds;
use cpts_seance::lectures::comparaison::{Colonne, Somme, colonnes, fixe, maximum};
use cpts_seance::lectures::reunion::noms;

use crate::etat::Etat;
use crate::socle::vue::{Vue, bouton, el, elc, sr};
use crate::vues::outils::reunion::marge::{marge, titre_de_taille};
use crate::vues::outils::reunion::scene::Scene;
use crate::vues::pieces::marques::disque;
use crate::vues::pieces::sources::statut;

/// The screen.
pub(crate) fn perimetres(s: Scene) -> Vue {
    let etat = s.etat;
    elc("div", "r-colonne")
        .vif(move || {
            let colonnes = colonnes(*etat);
            if colonnes.iter().all(|c| c.bilan.territoire.communes == 0) {
                return elc("p", "r-phrase")
                    .avec("Ajoutez d’abord une commune ou une intercommunalité à l’écran précédent.");
            }
            tableau(s, &colonnes)
        })
        .avec(
            elc("div", "r-bas")
                .vif(move || copier(s))
                .avec(elc("p", "gris").texte_vif(move || s.reminder().unwrap_or_default().to_owned())),
        )
}

/// The free letter, to go on from a copy of the current perimeter.
fn copier(s: Scene) -> Option<Vue> {
    let etat = s.etat;
    if etat.bilan.with(|b| b.territoire.communes == 0) {
        return None;
    }
    let libre = Lettre::TOUTES.into_iter().find(|l| etat.gardes.with(|g| !holds(g, *l)))?;
    Some(bouton("bouton", move |_| s.go_to(libre)).avec(["Copier en ", libre.mot()].concat()))
}

/// Writes what a row of the table says of one perimeter.
type Mesure = fn(Etat, &Bilan) -> Vec<Vue>;

fn tableau(s: Scene, colonnes: &[Colonne]) -> Vue {
    let etat = s.etat;
    let mut tete = el("tr").attr("role", "row").avec(el("td").attr("role", "cell").avec(sr("Mesure")));
    for (c, nom) in colonnes.iter().zip(noms(*etat, colonnes)) {
        let lettre = c.lettre;
        let combien = compte(c.bilan.territoire.communes, "commune", "communes");
        tete = tete.avec(
            elc("th", if c.courant { "courant" } else { "" })
                .attr("role", "columnheader")
                .attr("scope", "col")
                .avec(
                    bouton("r-nom", move |_| s.go_to(lettre))
                        .attr_vif("aria-pressed", move || {
                            Some(etat.gardes.with(|g| g.courant() == lettre).to_string())
                        })
                        .avec(disque(c.lettre, c.courant))
                        .avec(
                            el("span")
                                .avec(elc("strong", "nom").sans_traduction().avec(nom))
                                .avec(elc("span", "gris").avec(combien)),
                        ),
                ),
        );
    }
    let mesures: [(&str, Mesure); 4] = [
        ("Habitants", |_, b| vec![chiffre(nombre(b.territoire.population))]),
        ("Taille", |_, b| {
            let mut vues = vec![chiffre(titre_de_taille(b))];
            vues.extend(marge(b));
            vues
        }),
        ("Fixe par\u{a0}an", |etat, b| argent(etat, b.financement.as_ref().map(|f| fixe(&f.totaux)))),
        ("Maximum par\u{a0}an", |etat, b| argent(etat, b.financement.as_ref().map(|f| maximum(&f.totaux)))),
    ];
    let mut corps = el("tbody").attr("role", "rowgroup");
    for (titre, lire) in mesures {
        let mut ligne = el("tr")
            .attr("role", "row")
            .avec(el("th").attr("role", "rowheader").attr("scope", "row").avec(titre));
        for c in colonnes {
            let classe = if c.courant { "courant" } else { "" };
            ligne = ligne.avec(elc("td", classe).attr("role", "cell").avec(lire(etat, &c.bilan)));
        }
        corps = corps.avec(ligne);
    }
    elc("table", "r-tableau")
        .attr("role", "table")
        .style("--colonnes", &colonnes.len().to_string())
        .avec(elc("caption", "sr").avec("Périmètres côte à côte"))
        .avec(el("thead").attr("role", "rowgroup").avec(tete))
        .avec(corps)
}

fn chiffre(texte: String) -> Vue {
    elc("strong", "r-chiffre").avec(texte)
}

/// An amount with how sure it is. Hidden, the row keeps its height.
fn argent(etat: Etat, montant: Option<Somme>) -> Vec<Vue> {
    if etat.masque() {
        return vec![chiffre("\u{a0}".to_owned()), elc("span", "statut").avec("masqué")];
    }
    match montant {
        Some(somme) => vec![
            chiffre(euros(somme.montant)),
            match somme.entre {
                Some(bornes) => elc("span", "statut").avec(entre(bornes)),
                None => statut(etat.rules(), somme.statut),
            },
        ],
        None => vec![chiffre("–".to_owned()), elc("span", "statut").avec("aucun montant")],
    }
}
