//! The same territory at the last vintages of the population: where it stood, whether it
//! crossed a threshold, and the choice to count with another one.

use cpts_codes::nombre;
use cpts_perimetre::millesime::{self, Etape};
use cpts_seance::donnees::Annee;
use cpts_seance::format::{compte, jour, pour_cent};
use cpts_seance::lectures::territoire::plus_proche;
use cpts_territory::Millesimes;

use crate::effets::chargement::load_annee;
use crate::etat::Etat;
use crate::socle::vue::{Vue, bouton, el, elc};
use crate::vues::pieces::jour::jour_vu;
use crate::vues::pieces::kit::{colonne, intitule, repli};

/// The fold, filled when it is first opened.
pub(crate) fn millesimes(etat: Etat) -> Vue {
    repli("Millésimes de la population").sur("toggle", move |_| load_annee(etat, Annee::Millesimes)).avec(
        elc("div", "millesimes").liste(move |l| {
            if etat.millesimes.with(|m| m.la().is_some()) {
                l.ligne("corps", move || corps(etat));
            } else if etat.millesimes.with(|m| m.en_route()) {
                l.ligne("route", || el("p").avec("Chargement des millésimes…"));
            } else {
                l.ligne("absente", move || {
                    el("p").avec(
                        bouton("bouton", move |_| load_annee(etat, Annee::Millesimes))
                            .avec("Charger les millésimes"),
                    )
                });
            }
        }),
    )
}

fn corps(etat: Etat) -> Vue {
    let mut choix = elc("div", "choix");
    let mut annees = Vec::new();
    etat.millesimes.with(|m| annees.extend_from_slice(m.la().map_or(&[][..], Millesimes::annees)));
    let courant = annees.first().map_or(0, |m| m.annee);
    for m in annees {
        let annee = m.annee;
        let radio = el("input")
            .attr("type", "radio")
            .attr("name", "millesime")
            .coche_vive(move || etat.projet.with(|p| p.hypotheses.millesime.unwrap_or(courant) == annee))
            .sur("change", move |_| etat.set_millesime((annee != courant).then_some(annee)));
        let mut texte = annee.to_string();
        if annee == courant {
            texte.push_str(" (en vigueur)");
        }
        choix = choix.avec(el("label").avec(radio).avec(el("span").avec(texte)));
    }
    el("div")
        .vif(move || histoire(etat))
        .avec(el("fieldset").avec(el("legend").avec("Calculer avec le millésime")).avec(choix))
        .avec(elc("p", "petit gris").avec(
            "Pour relire un contrat signé sous un millésime plus ancien. Tout le bilan suit\u{a0}: population, taille, financement.",
        ))
}

/// The table of the vintages, and what it says.
fn histoire(etat: Etat) -> Vue {
    let etapes = etat.with_territory(|territory| {
        etat.projet.with(|projet| {
            etat.millesimes.with(|m| {
                etat.iris.with(|iris| {
                    m.la().map(|m| millesime::histoire(projet, territory, m, iris.la(), etat.rules()))
                })
            })
        })
    });
    let etapes = etapes.flatten().unwrap_or_default();
    let mut vue = el("div");
    for phrase in phrases(&etapes) {
        vue = vue.avec(el("p").avec(phrase));
    }
    let plus = etapes.iter().map(|e| e.population).max().unwrap_or(0);
    let mut lignes = el("tbody");
    for etape in etapes.iter().rev() {
        lignes = lignes.avec(ligne(etape, plus));
    }
    let colonnes = [
        colonne("", "Millésime"),
        colonne("nombre", "Population"),
        colonne("nombre", "Taille"),
        colonne("nombre", "Marge"),
    ];
    vue = vue.avec(
        elc("table", "tableau")
            .avec(elc("caption", "sr").avec("Le territoire d’aujourd’hui aux derniers millésimes"))
            .avec(el("thead").avec(el("tr").avec(colonnes)))
            .avec(lignes),
    );
    let saisie = etat.projet.with(|p| p.territoire.parts.iter().any(|part| part.iris.is_empty()));
    vue.avec(saisie.then(|| {
        elc("p", "petit gris").avec("Les parts saisies à la main gardent leur chiffre à tous les millésimes.")
    }))
}

fn ligne(etape: &Etape, plus: u32) -> Vue {
    let barre = elc("span", "millesime-barre")
        .attr("aria-hidden", "true")
        .style("inline-size", &pour_cent(etape.population.into(), plus.into()));
    let inconnues = (etape.inconnues > 0).then(|| {
        let texte = compte(etape.inconnues, "population inconnue", "populations inconnues");
        elc("span", "note").avec(["+ ", &texte].concat())
    });
    let (mut taille, mut marge) = ("–".to_owned(), "–".to_owned());
    if let Some(t) = &etape.taille {
        taille = nombre(t.taille.numero().into());
        if let Some(m) = plus_proche(t) {
            marge = nombre(m);
        }
    }
    el("tr")
        .avec(
            intitule(etape.millesime.annee.to_string())
                .avec(elc("span", "note").avec("depuis le ").avec(jour_vu(etape.millesime.en_vigueur))),
        )
        .avec(elc("td", "nombre").avec(nombre(etape.population)).avec(inconnues).avec(barre))
        .avec(elc("td", "nombre").avec(taille))
        .avec(elc("td", "nombre").avec(marge))
}

/// Every crossing of a threshold, or that there was none.
fn phrases(etapes: &[Etape]) -> Vec<String> {
    let mut phrases = Vec::new();
    for paire in etapes.windows(2) {
        let [avant, apres] = paire else { continue };
        let (Some(a), Some(b)) = (&avant.taille, &apres.taille) else { continue };
        if a.taille != b.taille {
            phrases.push(
                [
                    "Le territoire a changé de taille avec le millésime ",
                    &apres.millesime.annee.to_string(),
                    ", en vigueur depuis le ",
                    &jour(apres.millesime.en_vigueur),
                    "\u{a0}: Taille ",
                    &nombre(a.taille.numero().into()),
                    " avant, Taille ",
                    &nombre(b.taille.numero().into()),
                    " depuis.",
                ]
                .concat(),
            );
        }
    }
    if etapes.iter().any(|e| e.inconnues > 0) {
        phrases.push(
            "Certaines communes n’ont pas de chiffre à tous les millésimes. Le total est alors un minimum."
                .to_owned(),
        );
    } else if phrases.is_empty() && etapes.iter().all(|e| e.taille.is_some()) {
        phrases
            .push(["La taille est la même aux ", &nombre(etapes.len() as u32), "\u{a0}millésimes."].concat());
    }
    phrases
}
