//! The payments over two years: bars at their true distance in time, and the
//! table that says the same.

use cpts_codes::{Date, insertion_sort_by_key, nombre};
use cpts_core::texte::entre;
use cpts_core::{Nature, SousTotal, Versement};
use cpts_rules::Ou;
use cpts_seance::format::{compte, et_bornes, euros, mois_court, pour_cent};
use cpts_seance::lectures::echeancier::rang_de_l_annee;

use crate::etat::Etat;
use crate::etat::cellules::ecran::Consultation;
use crate::socle::vue::{Vue, el, elc, svg};
use crate::vues::pieces::jour::jour_vu;
use crate::vues::pieces::kit::{colonne, intitule, repli, s_tete};
use crate::vues::pieces::mentions::mention;
use crate::vues::pieces::questions;
use crate::vues::pieces::sources::statut;
use crate::vues::pieces::voir::voir;

/// Height of the highest bar, in pixels.
const HAUT: u32 = 108;

/// Where the axis stands, from the top.
const AXE: u32 = 148;

/// Two labels nearer than this share of the width would touch on a phone.
const LABEL_ETROIT: u64 = 17;

/// The same on a wide sheet.
const LABEL_LARGE: u64 = 7;

/// The payments of one day, of one kind: what one bar shows.
struct Barre {
    date: Date,
    montant: u32,
    variable: bool,
}

/// The whole section.
pub(crate) fn versements(etat: Etat) -> Vue {
    let combien =
        move || etat.bilan.with(|b| b.financement.as_ref().map_or(0, |f| f.echeancier.len() as u32));
    let titre = el("span")
        .avec("Voir le tableau des ")
        .texte_vif(move || compte(combien(), "versement", "versements"));
    el("section")
        .avec(s_tete(
            if etat.en_cours() {
                "Les versements des 24 prochains mois"
            } else {
                "Calendrier des versements"
            },
            voir(etat, Consultation::Versements, "Voir la règle", " sur les versements"),
        ))
        .vif(move || mention(etat))
        .vif(move || {
            let (depart, en_cours) = (etat.depart(), etat.en_cours());
            etat.bilan.with(|b| match (depart, &b.financement) {
                (Some(depart), Some(f)) if !f.echeancier.is_empty() => {
                    let annees = f.annees(depart);
                    let premiere = annees.first().map_or(0, |a| a.montant);
                    let mut vues = vec![
                        accorde_n_est_pas_verse(premiere, f.totaux.maximum, en_cours),
                        sous_totaux(&annees, en_cours),
                    ];
                    let contrat = b.contrat.as_ref().map_or(depart, |c| c.signature);
                    vues.extend(graphique(depart, contrat, &f.echeancier, &annees));
                    vues
                }
                (None, _) if en_cours => {
                    vec![el("p").avec(
                        "Indiquez la date de signature du contrat en cours : ses anniversaires en viennent.",
                    )]
                }
                (None, _) => {
                    vec![
                        el("p").avec(
                            "Indiquez la date de signature prévue : le calendrier commence ce jour-là.",
                        ),
                    ]
                }
                _ => vec![el("p").avec("Aucun versement à montrer : voir les constats.")],
            })
        })
        .avec(
            repli(titre).attr_vif("hidden", move || (combien() == 0).then(String::new)).vif(move || {
                etat.bilan.with(|b| b.financement.as_ref().map(|f| tableau(etat, &f.echeancier)))
            }),
        )
        .avec(questions::questions(etat, Ou::Versements))
}

fn accorde_n_est_pas_verse(premiere: u32, maximum: u32, en_cours: bool) -> Vue {
    let part = u64::from(premiere) * 100 / u64::from(maximum.max(1));
    el("p")
        .avec(if en_cours {
            "Accordé n’est pas versé : sur les 12 prochains mois, comptez "
        } else {
            "Accordé n’est pas versé : la première année, comptez "
        })
        .avec(el("strong").avec(euros(premiere)))
        .avec([", soit ", &part.to_string(), "\u{a0}% du maximum."].concat())
}

fn sous_totaux(annees: &[SousTotal], en_cours: bool) -> Vue {
    let lignes = annees.iter().map(|annee| {
        let rang = rang_de_l_annee(annee.annee, en_cours);
        let montant = el("span").avec(el("strong").avec(euros(annee.montant))).avec(et_bornes(annee.entre));
        el("li").avec(rang).avec("\u{a0}: ").avec(montant)
    });
    elc("ul", "legende").avec_tous(lignes)
}

/// Payments of one day together, the variable ones apart: they are not certain.
fn barres(versements: &[Versement]) -> Vec<Barre> {
    let mut barres: Vec<Barre> = Vec::new();
    for v in versements.iter().filter(|v| v.montant > 0) {
        let variable = v.nature == Nature::Variable;
        match barres.iter_mut().find(|b| b.date == v.date && b.variable == variable) {
            Some(barre) => barre.montant += v.montant,
            None => barres.push(Barre { date: v.date, montant: v.montant, variable }),
        }
    }
    insertion_sort_by_key(&mut barres, |b| b.date);
    barres
}

/// From the first day on; the anniversaries are those of the contract.
fn graphique(depart: Date, contrat: Date, versements: &[Versement], annees: &[SousTotal]) -> [Vue; 2] {
    let barres = barres(versements);
    let plus_haute = barres.iter().map(|b| b.montant).max().unwrap_or(1);
    let fin = annees.last().map_or(depart.plus_months(24), |a| a.fin);
    let jours = (fin.ordinal() - depart.ordinal()).max(1) as u64;
    // Room on each side for half a bar and half a label.
    let place = |date: Date| 4_000 + (date.ordinal() - depart.ordinal()).max(0) as u64 * 92_000 / jours;
    let mut dessin = svg("svg").attr("height", "188").avec(hachures());
    for annee in annees.iter().skip(1) {
        let x = pour_cent(place(annee.debut).saturating_sub(2_500), 100_000);
        dessin = dessin.avec(trait_de("limite", &x, &x, 4, AXE));
    }
    dessin = dessin.avec(trait_de("axe", "0", "100%", AXE, AXE));
    let (mut large, mut etroit) = (None::<u64>, None::<u64>);
    for barre in &barres {
        let ou = place(barre.date) / 1_000;
        let libre = |dernier: &mut Option<u64>, distance: u64| {
            let oui = dernier.is_none_or(|d| ou >= d + distance);
            if oui {
                *dernier = Some(ou);
            }
            oui
        };
        let visible = match (libre(&mut large, LABEL_LARGE), libre(&mut etroit, LABEL_ETROIT)) {
            (_, true) => "",
            (true, false) => "large",
            (false, false) => "cache",
        };
        dessin = dessin.avec(une_barre(contrat, barre, plus_haute, visible).attr("x", &pour_cent(ou, 100)));
    }
    [
        elc("div", "versements").attr("aria-hidden", "true").avec(dessin),
        elc("p", "petit gris").avec(
            "Plein : fonctionnement et volets fixes. Hachuré : volet variable, à la part que vous supposez ; sa date est estimée.",
        ),
    ]
}

fn une_barre(contrat: Date, barre: &Barre, plus_haute: u32, visible: &str) -> Vue {
    let haut = (u64::from(barre.montant) * u64::from(HAUT) / u64::from(plus_haute)).max(2) as u32;
    let haut_y = AXE - haut;
    let rectangle = svg("rect")
        .attr("class", if barre.variable { "hachure" } else { "plein" })
        .attr("x", "-11")
        .attr("y", &haut_y.to_string())
        .attr("width", "22")
        .attr("height", &haut.to_string());
    let texte = |classe: &str, y: u32, mots: String| {
        svg("text")
            .attr("class", &[classe, visible].join(" "))
            .attr("y", &y.to_string())
            .attr("text-anchor", "middle")
            .avec(mots)
    };
    let anniversaire = barre.date.mois() == contrat.mois() && barre.date.jour() == contrat.jour();
    svg("svg")
        .attr("overflow", "visible")
        .avec(if barre.variable { rectangle.attr("fill", "url(#hachures)") } else { rectangle })
        .avec(texte("v", haut_y - 7, nombre(barre.montant)))
        .avec(texte("m", AXE + 18, mois_court(barre.date).to_owned()))
        .avec(anniversaire.then(|| texte("m", AXE + 34, barre.date.annee().to_string())))
}

/// The pattern of what is not certain.
fn hachures() -> Vue {
    svg("defs").avec(
        svg("pattern")
            .attr("id", "hachures")
            .attr("width", "6")
            .attr("height", "6")
            .attr("patternUnits", "userSpaceOnUse")
            .attr("patternTransform", "rotate(-45)")
            .avec(svg("rect").attr("class", "fond").attr("width", "6").attr("height", "6"))
            .avec(trait_de("trait", "0", "6", 1, 1)),
    )
}

fn trait_de(classe: &str, x1: &str, x2: &str, y1: u32, y2: u32) -> Vue {
    svg("line")
        .attr("class", classe)
        .attr("x1", x1)
        .attr("x2", x2)
        .attr("y1", &y1.to_string())
        .attr("y2", &y2.to_string())
}

fn tableau(etat: Etat, versements: &[Versement]) -> Vue {
    let lignes = versements.iter().map(|v| {
        let nature = match v.nature {
            Nature::Signature => ", à la signature",
            Nature::Demarrage => ", avance au démarrage",
            Nature::Plan => ", avance de la première année du plan",
            Nature::Avance => ", avance de l’année",
            Nature::Solde => ", solde de l’année passée",
            Nature::Variable => ", volet variable",
        };
        el("tr")
            .avec(intitule(jour_vu(v.date)))
            .avec(
                el("td").avec(etat.rules().poste(v.poste).titre_court).avec(elc("span", "gris").avec(nature)),
            )
            .avec(
                elc("td", "nombre").avec(euros(v.montant)).avec(
                    v.montant_entre.map(|bornes| elc("span", "petit gris incertain").avec(entre(bornes))),
                ),
            )
            .avec(elc("td", "c-statut").avec(statut(etat.rules(), v.statut)))
    });
    elc("table", "tableau")
        .avec(elc("caption", "sr").avec("Versements sur 24 mois"))
        .avec(el("thead").avec(el("tr").avec([
            colonne("", "Date"),
            colonne("", "Pour quoi"),
            colonne("nombre", "Montant"),
            colonne("c-statut", "Statut"),
        ])))
        .avec(el("tbody").avec_tous(lignes))
}
