//! The perimeter, made in front of the room: an EPCI in one touch, then the communes
//! at its edge, and what it comes to.

use cpts_codes::{CodeCommune, nombre};
use cpts_core::{Bilan, Projet};
use cpts_perimetre::comparaison::Lettre;
use cpts_perimetre::edition;
use cpts_rules::Rules;
use cpts_seance::format::{compte, pour_cent};
use cpts_seance::gestes::reunion::holds;
use cpts_seance::lectures::echelle::{bornes, fin_de_l_echelle};
use cpts_seance::{Cellule, Lecteurs};

use crate::etat::Etat;
use crate::socle::icones::Icone;
use crate::socle::page::untrack;
use crate::socle::vue::{Lignes, Vue, bouton, el, elc, propre, sr};
use crate::vues::outils::reunion::marge::{marge, signe, titre_de_taille};
use crate::vues::outils::reunion::scene::Scene;
use crate::vues::pieces::marques::marque;
use crate::vues::pieces::recherche::boite;

/// Communes at the edge on a page.
const PAR_PAGE: usize = 6;

/// The screen.
pub(crate) fn territoire(s: Scene) -> Vue {
    let etat = s.etat;
    // The neighbours are worked out once somebody looks at them.
    etat.look_at_et_si(Lecteurs { section: true, ..Lecteurs::default() });
    let touchees: Cellule<Vec<CodeCommune>> = Cellule::new(Vec::new());
    let page = Cellule::new(0usize);
    let gauche = elc("div", "r-colonne")
        .avec(boite(etat, "reunion-recherche", "reunion-resultats"))
        .vif(move || etat.bilan.with(|b| mesure(etat, b)))
        .avec(lettres(s));
    let vide = move || etat.bilan.with(|b| b.territoire.communes == 0);
    let droite = elc("section", "r-bordure")
        .attr("aria-labelledby", "reunion-bordure")
        .attr_vif("hidden", move || vide().then(String::new))
        .avec(el("h3").attr("id", "reunion-bordure").avec("Communes voisines"))
        .avec(elc("ul", "r-voisines").liste(move |l| voisines(s, touchees, page, l)))
        .avec(pages(s, touchees, page));
    elc("div", "r-deux").avec(gauche).avec(droite)
}

/// The edge: the communes that were touched here first, in their order, then those that
/// change the taille, then the others.
fn bordure(etat: Etat, touchees: &[CodeCommune]) -> Vec<CodeCommune> {
    let mut codes = touchees.to_vec();
    etat.et_si.with(|dit| {
        if let Some(dit) = dit {
            for effet in dit.ajouts.iter().chain(&dit.sans_effet) {
                if !codes.contains(&effet.code) {
                    codes.push(effet.code);
                }
            }
        }
    });
    codes
}

fn voisines(s: Scene, touchees: Cellule<Vec<CodeCommune>>, page: Cellule<usize>, l: &mut Lignes) {
    let codes = touchees.with(|t| bordure(s.etat, t));
    let pages = codes.len().div_ceil(PAR_PAGE).max(1);
    for code in codes.into_iter().skip(page.get() % pages * PAR_PAGE).take(PAR_PAGE) {
        l.ligne(code.as_str(), move || voisine(s, touchees, code));
    }
}

/// One commune of the edge: in or out.
fn voisine(s: Scene, touchees: Cellule<Vec<CodeCommune>>, code: CodeCommune) -> Vue {
    let etat = s.etat;
    let commune =
        etat.with_territory(|t| t.commune(code).map(|c| (c.nom.to_owned(), c.population))).flatten();
    let (nom, population) = commune.unwrap_or_default();
    let contains = move |p: &Projet| etat.with_territory(|t| edition::contains(&p.territoire, t, code));
    let dedans = move || etat.projet.with(contains).unwrap_or(false);
    let effet = move || {
        etat.et_si.with(|dit| {
            let dit = dit.as_deref()?;
            let effet = dit.ajouts.iter().find(|e| e.code == code)?;
            Some(["passe en Taille ", &nombre(effet.taille.numero().into())].concat())
        })
    };
    let basculer = {
        let nom = nom.clone();
        move |_| {
            if !touchees.with_untracked(|t| t.contains(&code)) {
                touchees.update(|t| t.push(code));
            }
            s.toggle_commune(code, &nom, untrack(dedans));
        }
    };
    let habitants = population.map_or_else(|| "population inconnue".to_owned(), nombre);
    el("li").avec(
        bouton("r-voisine", basculer)
            .attr_vif("aria-pressed", move || Some(dedans().to_string()))
            .avec(
                elc("span", "r-case-vue")
                    .attr("aria-hidden", "true")
                    .vif(move || dedans().then(|| signe(Icone::COCHE))),
            )
            .avec(
                elc("span", "nom")
                    .avec(propre(&nom))
                    .avec(elc("span", "gris").texte_vif(move || effet().unwrap_or_default()))
                    .vif(move || marque(etat, code)),
            )
            .avec(sr(" "))
            .avec(elc("span", "chiffres").avec(habitants).avec(sr(" habitants"))),
    )
}

fn pages(s: Scene, touchees: Cellule<Vec<CodeCommune>>, page: Cellule<usize>) -> Vue {
    let combien = move || touchees.with(|t| bordure(s.etat, t)).len();
    let pages = move || combien().div_ceil(PAR_PAGE).max(1);
    elc("div", "r-actions")
        .avec(
            bouton("bouton", move |_| {
                let suivante = (page.get_untracked() + 1) % pages();
                page.set(suivante);
            })
            .attr_vif("hidden", move || (pages() < 2).then(String::new))
            .texte_vif(move || {
                let ici = nombre((page.get() % pages()) as u32 + 1);
                ["Voisines suivantes (", &ici, "/", &nombre(pages() as u32), ")"].concat()
            }),
        )
        .avec(el("p").attr_vif("hidden", move || (combien() > 0).then(String::new)).texte_vif(move || {
            if s.etat.has_adjacence() { "Aucune commune voisine." } else { "Les voisines arrivent…" }
                .to_owned()
        }))
}

/// Inhabitants, taille, margin, gauge.
fn mesure(etat: Etat, bilan: &Bilan) -> Vec<Vue> {
    if bilan.territoire.communes == 0 {
        return vec![elc("p", "r-phrase").avec("Cherchez une commune ou une intercommunalité.")];
    }
    let habitants =
        elc("p", "r-mesure").avec(elc("strong", "r-chiffre").avec(nombre(bilan.territoire.population))).avec(
            elc("span", "gris")
                .avec(["habitants, ", &compte(bilan.territoire.communes, "commune", "communes")].concat()),
        );
    vec![
        habitants,
        elc("p", "r-mesure").avec(elc("strong", "r-chiffre").avec(titre_de_taille(bilan))).avec(marge(bilan)),
        jauge(etat.rules(), etat, bilan),
    ]
}

/// The four tiers to scale, and where the territory stands; said in words above.
fn jauge(rules: &'static Rules, etat: Etat, bilan: &Bilan) -> Vue {
    let paliers = rules.tailles.at(etat.date_des_regles());
    let fin = fin_de_l_echelle(paliers);
    let x = |habitants: u32| pour_cent(habitants.min(fin).into(), fin.into());
    let mut bandes = elc("div", "r-bandes");
    let mut seuils = elc("div", "r-seuils");
    for palier in &paliers.paliers {
        let debut = palier.min.min(fin);
        let bout = palier.max.map_or(fin, |max| (max + 1).min(fin));
        let ici = bilan.taille.is_some_and(|t| t.taille == palier.taille);
        bandes = bandes.avec(
            elc("span", if ici { "ici" } else { "" })
                .style("inline-size", &x(bout - debut))
                .avec(nombre(palier.taille.numero().into())),
        );
        if debut > 0 {
            let rond = palier.min - palier.min % 10;
            seuils = seuils.avec(el("span").style("inset-inline-start", &x(rond)).avec(nombre(rond)));
        }
    }
    let phrase = bilan.taille.map(|t| bornes(t.min, t.max)).unwrap_or_default();
    elc("div", "r-jauge")
        .avec(
            el("div")
                .attr("aria-hidden", "true")
                .avec(bandes.avec(el("i").style("inset-inline-start", &x(bilan.territoire.population))))
                .avec(seuils),
        )
        .avec(sr(&phrase))
}

/// A, B, C: the current one, those put aside, the free ones.
pub(crate) fn lettres(s: Scene) -> Vue {
    let etat = s.etat;
    let mut boutons = elc("div", "r-lettres").attr("role", "group").attr("aria-label", "Périmètres");
    for lettre in Lettre::TOUTES {
        let courant = move || etat.gardes.with(|g| g.courant() == lettre);
        let pris = move || etat.gardes.with(|g| holds(g, lettre));
        boutons = boutons.avec(
            bouton("bouton r-lettre", move |_| s.go_to(lettre))
                .attr_vif("aria-pressed", move || Some(courant().to_string()))
                .avec(elc("span", "lettre").sans_traduction().classe_si("pleine", courant).avec(lettre.mot()))
                .avec(el("span").texte_vif(move || {
                    if courant() {
                        "affiché"
                    } else if pris() {
                        "gardé"
                    } else {
                        "libre"
                    }
                    .to_owned()
                })),
        );
    }
    boutons
}
