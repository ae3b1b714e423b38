//! A part of a commune: some arrondissements of a city, some IRIS, or a population
//! typed by hand with its reason. One gesture goes back to the whole commune.

use cpts_codes::{CodeCommune, CodeIris, nombre};
use cpts_core::{NaturePart, Part, TEXTE_MAX};
use cpts_perimetre::parts;
use cpts_seance::donnees::Annee;
use cpts_seance::format::{compte, de};
use cpts_seance::gestes::territoire::Partage;
use cpts_seance::lectures::parts::origine;
use cpts_seance::{Cellule, Venue};
use cpts_territory::{Commune, Iris};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};

use crate::effets::chargement::load_annee;
use crate::etat::Etat;
use crate::socle::focus;
use crate::socle::icones::Icone;
use crate::socle::page::champ;
use crate::socle::vue::{Lignes, Vue, bouton, el, elc};
use crate::vues::pieces::kit::croix;

/// The parts that are in, then the one that is being chosen.
pub(crate) fn parts_de_communes(etat: Etat) -> Vue {
    el("div")
        .avec(
            elc("ul", "puces parts")
                .attr("aria-label", "Parties de communes")
                .liste(move |l| lignes(etat, l)),
        )
        .avec(el("div").liste(move |l| {
            if let Some(code) = etat.partage.get() {
                l.ligne(code.as_str(), move || panneau(etat, code));
            }
        }))
}

fn lignes(etat: Etat, l: &mut Lignes) {
    // Cities of which some arrondissements are in.
    let mut villes: Vec<CodeCommune> = Vec::new();
    etat.perimetre.with(|perimetre| {
        for commune in &perimetre.communes {
            if let Some(part) = &commune.part {
                let (code, nom) = (commune.code, commune.nom.clone());
                let mut detail =
                    [&compte(commune.population.unwrap_or(0), "habitant", "habitants"), ", "].concat();
                detail.push_str(&origine(*etat, part.nature));
                if !part.motif.is_empty() {
                    detail.push_str(", ");
                    detail.push_str(&part.motif);
                }
                let cle = [code.as_str(), &detail].concat();
                l.ligne(&cle, move || ligne(etat, code, &nom, &detail));
            } else if let Some(ville) = commune.ville
                && !villes.contains(&ville)
            {
                villes.push(ville);
            }
        }
        for ville in villes {
            let (mut dedans, mut population) = (0, 0);
            for commune in &perimetre.communes {
                if commune.ville == Some(ville) {
                    dedans += 1;
                    population += commune.population.unwrap_or(0);
                }
            }
            let lu = etat.with_territory(|t| {
                (t.arrondissements(ville).count() as u32, t.commune(ville).map(|c| c.nom.to_owned()))
            });
            let Some((tous, Some(nom))) = lu else { continue };
            let detail = [
                &compte(dedans, "arrondissement", "arrondissements"),
                " sur ",
                &nombre(tous),
                ", ",
                &compte(population, "habitant", "habitants"),
            ]
            .concat();
            let cle = [ville.as_str(), &detail].concat();
            l.ligne(&cle, move || ligne(etat, ville, &nom, &detail));
        }
    });
}

fn ligne(etat: Etat, code: CodeCommune, nom: &str, detail: &str) -> Vue {
    let retiree = [nom, " retirée."].concat();
    let ecrire = elc("span", "petit gris").avec(detail);
    elc("li", "puce part")
        .avec(el("span").avec(el("strong").sans_traduction().avec(nom)).avec(" ").avec(ecrire))
        .avec(
            elc("span", "part-gestes")
                .avec(
                    bouton("lien", move |_| etat.partage.set(Some(code)))
                        .attr("aria-label", &["Modifier la partie ", &de(nom)].concat())
                        .avec("Modifier"),
                )
                .avec(entiere(etat, code, nom))
                .avec(croix("Retirer la partie ", &de(nom), Icone::CROIX, move |_| {
                    etat.share(&Partage::Arrondissements(code, Vec::new()), retiree.clone());
                })),
        )
}

/// Back to the whole commune, in one action.
fn entiere(etat: Etat, code: CodeCommune, nom: &str) -> Vue {
    let phrase = [nom, " compte de nouveau en entier."].concat();
    bouton("lien", move |_| {
        etat.partage.set(None);
        etat.share(&Partage::Entiere(code), phrase.clone());
    })
    .attr("aria-label", &["Commune entière\u{a0}: ", nom].concat())
    .avec("Commune entière")
}

/// What is chosen in a list of boxes.
type Coches = Cellule<Vec<bool>>;

/// A place of which a part is being chosen.
#[derive(Clone)]
struct Lieu {
    code: CodeCommune,
    index: u32,
    nom: String,
    population: Option<u32>,
}

impl Lieu {
    fn new(commune: Commune<'_>) -> Self {
        let Commune { code, index, nom, population, .. } = commune;
        Self { code, index, nom: nom.to_owned(), population }
    }
}

fn panneau(etat: Etat, code: CodeCommune) -> Vue {
    let lus = etat
        .with_territory(|t| {
            let mut arrondissements = Vec::new();
            for a in t.arrondissements(code) {
                arrondissements.push(Lieu::new(a));
            }
            t.commune(code).map(|c| (Lieu::new(c), arrondissements))
        })
        .flatten();
    let Some((lieu, arrondissements)) = lus else { return el("div") };
    let titre = ["Une partie ", &de(&lieu.nom)].concat();
    let corps = elc("div", "partage").attr("role", "group").attr("aria-label", &titre).attr("tabindex", "-1");
    let cadre: HtmlElement = corps.element().clone().unchecked_into();
    focus::go_to_element(&cadre);
    let fermer = move || {
        // The way out leads to the search box, which stays where it is.
        let section = cadre.closest("section").ok().flatten();
        let recherche = section.and_then(|s| s.query_selector("#recherche").ok().flatten());
        if let Some(recherche) = recherche.and_then(|r| r.dyn_into::<HtmlElement>().ok()) {
            let _ = recherche.focus();
        }
        etat.partage.set(None);
    };
    let echap = fermer.clone();
    let corps = corps
        .sur("keydown", move |e| {
            if e.unchecked_ref::<KeyboardEvent>().key() == "Escape" {
                e.prevent_default();
                echap();
            }
        })
        .avec(el("h3").avec(titre));
    let annuler = fermer.clone();
    let corps = if arrondissements.is_empty() {
        une_commune(etat, lieu.clone(), corps, fermer)
    } else {
        une_ville(etat, lieu.clone(), arrondissements, corps, fermer)
    };
    corps.avec(
        elc("p", "partage-pied")
            .avec(entiere(etat, code, &lieu.nom))
            .avec(bouton("lien", move |_| annuler()).avec("Annuler")),
    )
}

/// Paris, Lyon, Marseille: the arrondissements and what they hold.
fn une_ville(
    etat: Etat,
    lieu: Lieu,
    arrondissements: Vec<Lieu>,
    corps: Vue,
    fermer: impl Fn() + Clone + 'static,
) -> Vue {
    let mut coches = Vec::new();
    let mut noms = Vec::new();
    let mut codes = Vec::new();
    etat.projet.with_untracked(|p| {
        for a in &arrondissements {
            coches.push(p.territoire.communes.contains(&a.code));
            noms.push((a.nom.clone(), a.population.unwrap_or(0)));
            codes.push(a.code);
        }
    });
    let coches: Coches = Cellule::new(coches);
    let populations: Vec<u32> = noms.iter().map(|n| n.1).collect();
    let total = move || {
        coches.with(|c| {
            let (mut combien, mut somme) = (0, 0);
            for (coche, n) in c.iter().zip(&populations) {
                combien += u32::from(*coche);
                somme += if *coche { *n } else { 0 };
            }
            [
                &compte(combien, "arrondissement", "arrondissements"),
                " sur ",
                &nombre(populations.len() as u32),
                "\u{a0}: ",
                &compte(somme, "habitant", "habitants"),
                ".",
            ]
            .concat()
        })
    };
    let phrase = [lieu.nom.as_str(), "\u{a0}: des arrondissements sont retenus."].concat();
    corps.avec(cases("Arrondissements", noms, coches)).avec(fin(total, coches, move || {
        let choisis = chosen(&codes, coches);
        etat.share(&Partage::Arrondissements(lieu.code, choisis), phrase.clone());
        fermer();
    }))
}

/// By hand, or by IRIS where there are several.
fn une_commune(etat: Etat, lieu: Lieu, corps: Vue, fermer: impl Fn() + Clone + 'static) -> Vue {
    load_annee(etat, Annee::Iris);
    let actuelle = etat.projet.with_untracked(|p| parts::of(&p.territoire, lieu.code).cloned());
    let par_iris = Cellule::new(actuelle.as_ref().is_some_and(|part| !part.iris.is_empty()));
    let index = lieu.index;
    let en_a = move |etat: Etat| etat.iris.with(|i| i.la().is_some_and(|i| !i.of(index).is_empty()));
    let manieres = [(false, "À la main"), (true, "Par IRIS")].map(|(iris, texte)| {
        let choix = el("input")
            .attr("type", "radio")
            .attr("name", "maniere")
            .coche_vive(move || par_iris.get() == iris)
            .sur("change", move |_| par_iris.set(iris));
        el("label").avec(choix).avec(el("span").avec(texte))
    });
    corps
        .avec(
            el("fieldset")
                .attr_vif("hidden", move || (!en_a(etat)).then(String::new))
                .avec(elc("legend", "sr").avec("Comment compter cette partie"))
                .avec(elc("div", "choix").avec(manieres)),
        )
        .avec(elc("p", "petit gris").texte_vif(move || {
            etat.iris.with(|iris| {
                match iris {
                    Venue::Inutile | Venue::EnRoute(..) => "Chargement des IRIS…",
                    Venue::Manquee(_) => "Les IRIS n’ont pas pu être chargés.",
                    Venue::La(iris) if !iris.of(index).is_empty() => "",
                    Venue::La(_) => "L’INSEE ne découpe pas cette commune en IRIS.",
                }
                .to_owned()
            })
        }))
        .avec(el("div").liste(move |l| {
            let (lieu, fermer, actuelle) = (lieu.clone(), fermer.clone(), actuelle.clone());
            if par_iris.get() && en_a(etat) {
                l.ligne("iris", move || liste_des_iris(etat, lieu, actuelle, fermer));
            } else {
                l.ligne("main", move || saisie(etat, lieu, actuelle, fermer));
            }
        }))
}

fn liste_des_iris(etat: Etat, lieu: Lieu, actuelle: Option<Part>, fermer: impl Fn() + 'static) -> Vue {
    let deja = actuelle.map(|part| part.iris).unwrap_or_default();
    let (mut coches, mut noms, mut codes) = (Vec::new(), Vec::new(), Vec::<CodeIris>::new());
    let annee = etat.iris.with_untracked(|iris| {
        for i in iris.la().map_or(&[][..], |iris| iris.of(lieu.index)) {
            coches.push(deja.contains(&i.code));
            codes.push(i.code);
            noms.push((nom_d_iris(etat, lieu.code, i.code), i.population));
        }
        iris.la().map_or(0, Iris::annee)
    });
    let coches: Coches = Cellule::new(coches);
    let tous = codes.len() as u32;
    let (index, population) = (lieu.index, lieu.population.unwrap_or(0));
    let total = {
        let codes = codes.clone();
        move || {
            let choisis = chosen(&codes, coches);
            coches.with(|_| ());
            let compte_ = etat
                .iris
                .with(|i| i.la().and_then(|i| i.part(index, &choisis, population).ok()))
                .unwrap_or(0);
            [
                &sur_combien(choisis.len() as u32, tous),
                "\u{a0}: ",
                &compte(compte_, "habitant", "habitants"),
                ", ",
                &origine(*etat, NaturePart::Iris { annee }),
                ".",
            ]
            .concat()
        }
    };
    let phrase = ["Une partie ", &de(&lieu.nom), " est retenue."].concat();
    el("div")
        .avec(elc("p", "petit gris").avec(
            [
                "Population de chaque IRIS en ",
                &annee.to_string(),
                ". L’INSEE ne publie que leur code avec ces chiffres\u{a0}: leur nom et leur contour sont sur son site.",
            ]
            .concat(),
        ))
        .avec(cases("IRIS", noms, coches))
        .avec(fin(total, coches, move || {
            let choisis = chosen(&codes, coches);
            let motif = sur_combien(choisis.len() as u32, tous);
            etat.share(&Partage::Iris(lieu.code, choisis, motif), phrase.clone());
            fermer();
        }))
}

fn sur_combien(choisis: u32, tous: u32) -> String {
    [&nombre(choisis), "\u{a0}IRIS sur ", &nombre(tous)].concat()
}

/// A code, and the former commune that it was where the code says so.
fn nom_d_iris(etat: Etat, commune: CodeCommune, iris: CodeIris) -> String {
    let mut nom = iris.as_str().to_owned();
    let ancien = iris.commune();
    if ancien != commune
        && let Some(ancienne) = etat.with_territory(|t| t.former(ancien).map(|f| f.nom.to_owned())).flatten()
    {
        nom.push_str(" (");
        nom.push_str(&ancienne);
        nom.push(')');
    }
    nom
}

fn chosen<T: Copy>(tout: &[T], coches: Coches) -> Vec<T> {
    let mut choisis = Vec::new();
    coches.with(|c| {
        for (un, coche) in tout.iter().zip(c) {
            if *coche {
                choisis.push(*un);
            }
        }
    });
    choisis
}

/// Boxes with their populations, in a list that scrolls by itself.
fn cases(titre: &str, noms: Vec<(String, u32)>, coches: Coches) -> Vue {
    let mut liste = elc("ul", "cases").attr("tabindex", "0").attr("aria-label", titre);
    for (i, (nom, population)) in noms.into_iter().enumerate() {
        let case = elc("input", "coche").attr("type", "checkbox").sur("change", move |e| {
            let coche = champ(&e).checked();
            coches.update(|c| {
                if let Some(place) = c.get_mut(i) {
                    *place = coche;
                }
            });
        });
        let case =
            if coches.with_untracked(|c| c.get(i) == Some(&true)) { case.drapeau("checked") } else { case };
        liste = liste.avec(
            el("li").avec(
                el("label")
                    .avec(case)
                    .avec(el("span").sans_traduction().avec(nom))
                    .avec(elc("span", "nombre gris").avec(nombre(population))),
            ),
        );
    }
    liste
}

/// The running total, and the button that keeps what is chosen.
fn fin(total: impl Fn() -> String + 'static, coches: Coches, garder: impl Fn() + 'static) -> Vue {
    let vide = move || coches.with(|c| !c.contains(&true));
    el("div").avec(elc("p", "chiffres").attr("role", "status").texte_vif(total)).avec(
        bouton("bouton plein", move |_| {
            if !vide() {
                garder();
            }
        })
        .attr_vif("aria-disabled", move || vide().then(|| "true".to_owned()))
        .avec("Retenir cette partie"),
    )
}

/// A population and the reason of it.
fn saisie(etat: Etat, lieu: Lieu, actuelle: Option<Part>, fermer: impl Fn() + 'static) -> Vue {
    let erreur = Cellule::new(String::new());
    let (mut deja, mut motif_deja) = (String::new(), String::new());
    if let Some(part) = actuelle.filter(|part| part.iris.is_empty()) {
        deja = part.population.to_string();
        motif_deja = part.motif;
    }
    let entree = |id: &str| {
        elc("input", "saisie")
            .attr("id", id)
            .attr("required", "")
            .attr("autocomplete", "off")
            .attr("aria-describedby", "part-aide part-erreur")
    };
    let combien = entree("part-population").attr("inputmode", "numeric").attr("value", &deja);
    let motif = entree("part-motif").attr("maxlength", &TEXTE_MAX.to_string()).attr("value", &motif_deja);
    let (champ_combien, champ_motif): (HtmlInputElement, HtmlInputElement) =
        (combien.element().clone().unchecked_into(), motif.element().clone().unchecked_into());
    let phrase = ["Une partie ", &de(&lieu.nom), " est retenue."].concat();
    let max = lieu.population;
    let aide = max.map(|max| {
        ["De 1 à ", &nombre(max), "\u{a0}habitants, la population de la commune entière."].concat()
    });
    let refuser = move |champ: &HtmlInputElement, texte: &str| {
        let _ = champ.set_attribute("aria-invalid", "true");
        let _ = champ.focus();
        erreur.set(texte.to_owned());
    };
    let retenir = move |_| {
        let _ = champ_combien.remove_attribute("aria-invalid");
        let _ = champ_motif.remove_attribute("aria-invalid");
        let mut chiffres = champ_combien.value();
        chiffres.retain(|c| !c.is_whitespace());
        let lue = chiffres.parse::<u32>().ok().filter(|n| *n > 0 && max.is_none_or(|max| *n <= max));
        let Some(population) = lue else {
            return refuser(&champ_combien, "Écrivez un nombre d’habitants entre ces limites.");
        };
        let motif = champ_motif.value().trim().to_owned();
        if motif.is_empty() {
            return refuser(&champ_motif, "Dites quelle partie, et d’où vient le chiffre.");
        }
        let part = Part { commune: lieu.code, population, motif, iris: Vec::new() };
        etat.share(&Partage::Saisie(part), phrase.clone());
        fermer();
    };
    elc("div", "partage-saisie")
        .avec(el("label").attr("for", "part-population").avec("Habitants de cette partie"))
        .avec(combien)
        .avec(elc("p", "petit gris").attr("id", "part-aide").avec(aide))
        .avec(el("label").attr("for", "part-motif").avec("Quelle partie, et d’où vient le chiffre"))
        .avec(motif)
        .avec(
            elc("p", "depasse")
                .attr("id", "part-erreur")
                .attr("role", "alert")
                .texte_vif(move || erreur.get()),
        )
        .avec(bouton("bouton plein", retenir).avec("Retenir cette partie"))
}
