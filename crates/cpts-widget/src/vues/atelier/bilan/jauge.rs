//! The gauge: where the territory stands among the four tiers, and its
//! sentence. Drawn in percentages so that its words keep their size on a phone.

use cpts_codes::nombre;
use cpts_core::{Bilan, BilanTaille};
use cpts_rules::{Ou, Paliers, Rules};
use cpts_seance::format::{compte, pour_cent};
use cpts_seance::lectures::echelle::{fin_de_l_echelle, phrase_de_marge, phrase_du_palier};
use cpts_seance::lectures::parts;

use crate::etat::Etat;
use crate::etat::cellules::ecran::Consultation;
use crate::socle::vue::{Vue, el, elc, svg};
use crate::vues::atelier::bilan::millesimes;
use crate::vues::pieces::kit::s_tete;
use crate::vues::pieces::voir::voir;
use crate::vues::pieces::{marque_millesime, questions};

/// Inhabitants on each side of a threshold that the magnifier shows at least.
const LOUPE_DEMI_MIN: u32 = 1_000;

/// Gauge, magnifier near a threshold, sentence, base and vintage.
pub(crate) fn taille(etat: Etat) -> Vue {
    el("section")
        .avec(s_tete(
            "Taille du territoire",
            voir(etat, Consultation::Taille, "Voir la règle", " sur les tailles"),
        ))
        .vif(move || {
            let date = etat.date_des_regles();
            etat.bilan.with(|b| corps(etat.rules(), etat.rules().tailles.at(date), b))
        })
        .vif(move || dont_parties(etat))
        .vif(move || marque_millesime::marque(etat))
        .avec(millesimes::millesimes(etat))
        .avec(questions::questions(etat, Ou::Taille))
}

/// Under the base: the parts of communes that it holds, and how their figures were had.
fn dont_parties(etat: Etat) -> Option<Vue> {
    let (mut combien, mut liste) = (0, String::new());
    etat.perimetre.with(|perimetre| {
        for commune in &perimetre.communes {
            if let Some(part) = &commune.part {
                combien += 1;
                liste.push_str(if combien == 1 { "\u{a0}: " } else { "\u{a0}; " });
                liste.push_str(&commune.nom);
                liste.push_str(", ");
                liste.push_str(&parts::origine(*etat, part.nature));
            }
        }
    });
    (combien > 0).then(|| {
        let debut = compte(combien, "partie de commune", "parties de communes");
        elc("p", "petit gris jauge-parts").avec(["dont ", &debut, &liste, "."].concat())
    })
}

fn corps(rules: &'static Rules, paliers: &Paliers, bilan: &Bilan) -> Vec<Vue> {
    let Some(taille) = bilan.taille else {
        return vec![el("p").avec("Aucune taille : voir les constats.")];
    };
    let population = bilan.territoire.population;
    let inconnues = bilan.territoire.populations_inconnues.len() as u32;
    let fin = fin_de_l_echelle(paliers);
    let base = [
        "Population ",
        bilan.territoire.base,
        ", INSEE ",
        &bilan.territoire.millesime.to_string(),
        "\u{a0}: ",
    ];
    vec![
        el("p").avec(phrase_du_palier(&taille)),
        elc("div", "jauge")
            .attr("aria-hidden", "true")
            .avec(bandes(paliers, &taille, population, fin))
            .avec(taille.fragile.then(|| loupe(&taille, population, fin))),
        el("p").avec(phrase_de_marge(&taille, population)),
        elc("p", "petit gris")
            .avec(base.concat())
            .avec(el("strong").avec(nombre(population)))
            .avec((inconnues > 0).then(|| {
                [" + ", &compte(inconnues, "population inconnue", "populations inconnues")].concat()
            }))
            .avec(". ")
            .avec(rules.tailles.base_explication),
    ]
}

/// A rectangle of the drawing.
fn rectangle(classe: &str, x: &str, y: u32, largeur: &str, hauteur: u32) -> Vue {
    svg("rect")
        .attr("class", classe)
        .attr("x", x)
        .attr("y", &y.to_string())
        .attr("width", largeur)
        .attr("height", &hauteur.to_string())
        .attr("rx", "2")
}

/// The marker: a bar centred on its place, which is a percentage.
fn repere(x: &str, y: u32, largeur: u32, hauteur: u32) -> Vue {
    let barre = rectangle("repere", "0", y, &largeur.to_string(), hauteur);
    let decale = ["translate(-", &(largeur / 2).to_string(), ")"].concat();
    svg("svg").attr("x", x).attr("overflow", "visible").avec(barre.attr("transform", &decale))
}

fn bandes(paliers: &Paliers, taille: &BilanTaille, population: u32, fin: u32) -> Vue {
    let x = |habitants: u32| pour_cent(habitants.into(), fin.into());
    let mut dessin = svg("svg").attr("height", "86");
    for palier in &paliers.paliers {
        let debut = palier.min.min(fin);
        let bout = palier.max.map_or(fin, |max| (max + 1).min(fin));
        let ici = palier.taille == taille.taille;
        let nom = ["Taille ", &palier.taille.numero().to_string()].concat();
        dessin = dessin
            .avec(rectangle(if ici { "bande ici" } else { "bande" }, &x(debut), 30, &x(bout - debut), 30))
            .avec(
                mot(&x(debut + (bout - debut) / 2), 50, "middle", &nom)
                    .attr("class", if ici { "ici" } else { "" }),
            );
    }
    for palier in paliers.paliers.iter().skip(1) {
        // The last tier begins one inhabitant above a round figure.
        let seuil = palier.min - palier.min % 10;
        dessin = dessin.avec(mot(&x(seuil), 78, "middle", &nombre(seuil)));
    }
    let place = population.min(fin);
    let ancre = match u64::from(place) * 100 / u64::from(fin) {
        0..8 => "start",
        8..93 => "middle",
        _ => "end",
    };
    dessin
        .avec(repere(&x(place), 22, 5, 42))
        .avec(mot(&x(place), 16, ancre, &nombre(population)).attr("class", "fort"))
}

/// The magnifier: the nearest threshold, dashed, and the marker beside it.
fn loupe(taille: &BilanTaille, population: u32, fin: u32) -> Vec<Vue> {
    let basse = taille.marge_basse.unwrap_or(u32::MAX);
    let haute = taille.marge_haute.unwrap_or(u32::MAX);
    let par_le_bas = basse <= haute;
    let (seuil, marge) =
        if par_le_bas { (taille.min, basse) } else { (taille.max.map_or(taille.min, |max| max + 1), haute) };
    let demi = LOUPE_DEMI_MIN.max((marge + marge / 4).next_multiple_of(500));
    let rond = seuil - seuil % 10;
    let debut = rond.saturating_sub(demi);
    let x = |habitants: u32| pour_cent(habitants.saturating_sub(debut).into(), (2 * demi).into());
    let n = taille.taille.numero();
    let (avant, apres) = if par_le_bas { (n.saturating_sub(1), n) } else { (n, n + 1) };
    let nom = |numero: u8| ["Taille ", &numero.to_string()].concat();
    let a_droite = population >= seuil;
    let sommet = pour_cent(population.min(fin).into(), fin.into()).replace('%', "");
    let etiquette = [nombre(population), ", marge ".to_owned(), nombre(marge)].concat();
    vec![
        svg("svg")
            .attr("height", "14")
            .attr("viewBox", "0 0 100 10")
            .attr("preserveAspectRatio", "none")
            .avec(
                svg("polygon")
                    .attr("class", "loupe-fond")
                    .attr("points", &[&sommet, ",0 0,10 100,10"].concat()),
            ),
        elc("div", "loupe").avec(
            svg("svg")
                .attr("height", "76")
                .avec(mot("0", 14, "start", &nom(avant)))
                .avec(mot("100%", 14, "end", &nom(apres)))
                .avec(mot("50%", 14, "middle", &["Seuil ", &nombre(rond)].concat()).attr("class", "fort"))
                .avec(rectangle("reste", "0", 46, "100%", 8))
                .avec(rectangle("gagne", "50%", 46, "50%", 8))
                .avec(
                    svg("line")
                        .attr("class", "seuil")
                        .attr("x1", "50%")
                        .attr("x2", "50%")
                        .attr("y1", "32")
                        .attr("y2", "60"),
                )
                .avec(repere(&x(population), 38, 4, 24))
                .avec(
                    mot(&x(population), 32, if a_droite { "start" } else { "end" }, &etiquette)
                        .attr("class", "fort")
                        .attr("dx", if a_droite { "8" } else { "-8" }),
                )
                .avec(mot("0", 74, "start", &nombre(debut)))
                .avec(mot("100%", 74, "end", &nombre(rond + demi))),
        ),
    ]
}

/// A text of the drawing.
fn mot(x: &str, y: u32, ancre: &str, texte: &str) -> Vue {
    svg("text").attr("x", x).attr("y", &y.to_string()).attr("text-anchor", ancre).avec(texte)
}
