//! One search box for every way of naming a place, after the ARIA combobox
//! pattern: the focus stays in the field, the arrows move in the list, Enter
//! adds, Escape closes.

use core::ops::Range;

use cpts_codes::{CodeCommune, Siren};
use cpts_core::Territoire;
use cpts_perimetre::edition;
use cpts_territory::{Cible as Trouve, Commune, Hit, Rang, Territory};
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::revue::paste;
use crate::cellule::Cellule;
use crate::etat::{Donnees, Etat};
use crate::format::{compte, nombre};
use crate::icones::{Icone, dessin};
use crate::page::champ as champ_de;
use crate::vue::{Vue, bouton, el, elc, sr, watch};

/// Results that are shown; a postal code shows all of its communes.
const LIMITE: usize = 12;
/// The same for what may be a code: a postal code serves up to 46 communes, and
/// the commune of which it is the INSEE code comes after them.
const LIMITE_CODE: usize = 50;

/// What a choice adds.
#[derive(Clone, Copy, PartialEq)]
enum Cible {
    Commune(CodeCommune),
    Epci(Siren),
}

/// One line of the list.
#[derive(Clone, PartialEq)]
struct Proposition {
    cible: Cible,
    nom: String,
    /// What was typed, inside `nom`: its first and last byte.
    touche: (usize, usize),
    lieu: String,
    population: Option<u32>,
    deja: bool,
}

/// Lines of one kind, under their heading.
#[derive(Clone, PartialEq)]
struct Groupe {
    titre: String,
    propositions: Vec<Proposition>,
}

/// What the search box holds, copied into each of its reactions.
#[derive(Clone, Copy)]
struct Recherche {
    etat: Etat,
    texte: Cellule<String>,
    ouvert: Cellule<bool>,
    /// Rank of the line that Enter would add.
    actif: Cellule<usize>,
    groupes: Cellule<Vec<Groupe>>,
}

impl Recherche {
    fn new(etat: Etat) -> Self {
        let r = Self {
            etat,
            texte: Cellule::new(String::new()),
            ouvert: Cellule::new(false),
            actif: Cellule::new(0),
            groupes: Cellule::new(Vec::new()),
        };
        // Searches again when the text, the data or the territory has changed.
        watch(Box::new(move || {
            let texte = r.texte.get();
            let trouves = match texte.trim() {
                "" => None,
                _ => etat.projet.with(|p| etat.with_territory(|t| groups(t, &p.territoire, &texte))),
            };
            r.groupes.set(trouves.unwrap_or_default());
        }));
        r
    }

    fn montre(self) -> bool {
        self.ouvert.get() && self.texte.with(|t| !t.trim().is_empty())
    }

    fn combien(self) -> usize {
        self.groupes.with(|g| g.iter().map(|g| g.propositions.len()).sum())
    }

    /// Adds what was chosen; the field is ready for the next one.
    fn choose(self, cible: Cible) {
        let etat = self.etat;
        let nom = etat.with_territory(|t| match cible {
            Cible::Commune(code) => t.commune(code).map(|c| c.nom.to_owned()),
            Cible::Epci(siren) => t.epci(siren).map(|e| e.nom.to_owned()),
        });
        etat.edit_territory(|territoire, donnees| {
            match cible {
                Cible::Commune(code) => edition::add_commune(territoire, donnees, code),
                Cible::Epci(siren) => edition::add_epci(territoire, donnees, siren),
            };
        });
        etat.annonce.set([nom.flatten().unwrap_or_default().as_str(), " ajoutée."].concat());
        self.clear();
    }

    fn choose_active(self) {
        let rang = self.actif.get_untracked();
        let choisie = self.groupes.with_untracked(|g| {
            g.iter().flat_map(|g| &g.propositions).nth(rang).filter(|p| !p.deja).map(|p| p.cible)
        });
        if let Some(cible) = choisie {
            self.choose(cible);
        }
    }

    fn clear(self) {
        self.texte.set(String::new());
        self.ouvert.set(false);
    }

    /// Moves the active line and keeps it in sight.
    fn activate(self, champ: &Element, rang: usize) {
        self.actif.set(rang);
        let id = ["#o-", &rang.to_string()].concat();
        let boite = champ.closest(".recherche").ok().flatten();
        if let Some(option) = boite.and_then(|b| b.query_selector(&id).ok().flatten()) {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&options);
        }
    }

    fn on_key(self, e: &KeyboardEvent) {
        let n = self.combien();
        let ouvert = self.montre();
        match e.key().as_str() {
            "ArrowDown" | "ArrowUp" if n > 0 => {
                if ouvert {
                    let pas = if e.key() == "ArrowDown" { 1 } else { n - 1 };
                    let champ: Element = champ_de(e).into();
                    self.activate(&champ, (self.actif.get_untracked() + pas) % n);
                } else {
                    self.ouvert.set(true);
                }
            }
            "Enter" if ouvert && n > 0 => self.choose_active(),
            "Escape" if ouvert => self.ouvert.set(false),
            "Escape" => self.clear(),
            _ => return,
        }
        e.prevent_default();
    }
}

/// The field and its list.
pub(super) fn recherche(etat: Etat) -> Vue {
    let r = Recherche::new(etat);
    let champ = el("input")
        .attr("id", "recherche")
        .attr("type", "text")
        .attr("role", "combobox")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("enterkeyhint", "done")
        .attr("placeholder", "Nom, code postal ou code INSEE")
        .attr("aria-autocomplete", "list")
        .attr("aria-controls", "resultats")
        .attr_vif("aria-expanded", move || Some((r.montre() && r.combien() > 0).to_string()))
        .attr_vif("aria-activedescendant", move || {
            (r.montre() && r.combien() > 0).then(|| ["o-", &r.actif.get().to_string()].concat())
        })
        .valeur_vive(move || r.texte.get())
        .sur("input", move |e| {
            r.texte.set(champ_de(&e).value());
            r.actif.set(0);
            r.ouvert.set(true);
            keep_in_sight(&champ_de(&e));
        })
        // Several lines are a list: it is reviewed.
        .sur("paste", move |e| paste(etat, &e))
        .sur("focus", move |e| {
            r.ouvert.set(true);
            keep_in_sight(&champ_de(&e));
        })
        .sur("blur", move |_| r.ouvert.set(false))
        .sur("keydown", move |e| r.on_key(e.unchecked_ref()));
    let effacer = {
        let champ: HtmlElement = champ.element().clone().unchecked_into();
        bouton("croix", move |_| {
            r.clear();
            let _ = champ.focus();
        })
        .attr("aria-label", "Effacer la recherche")
        .attr_vif("hidden", move || r.texte.with(String::is_empty).then(String::new))
        // The field must not lose the focus.
        .sur("mousedown", |e| e.prevent_default())
        .avec(dessin(Icone::CROIX, 18))
    };
    elc("div", "recherche")
        .avec(
            elc("label", "etiquette")
                .attr("for", "recherche")
                .avec("Ajouter une commune ou une intercommunalité"),
        )
        .avec(elc("div", "champ").avec(dessin(Icone::LOUPE, 20)).avec(champ).avec(effacer))
        .avec(liste(r))
        .avec(elc("div", "sr").attr("role", "status").texte_vif(move || match r.montre() {
            true => r.groupes.with(|g| phrase_du_compte(g, etat)),
            false => String::new(),
        }))
}

/// Scrolls so that the list shows under its field, and the field with it: they
/// may stand at the edge of the window, or behind the bar of the result.
fn keep_in_sight(champ: &Element) {
    let Some(boite) = champ.closest(".recherche").ok().flatten() else { return };
    // After the list has been written.
    Timeout::new(50, move || {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        if let Ok(Some(liste)) = boite.query_selector(".liste") {
            liste.scroll_into_view_with_scroll_into_view_options(&options);
        }
        boite.scroll_into_view_with_scroll_into_view_options(&options);
    })
    .forget();
}

fn liste(r: Recherche) -> Vue {
    let pied = move || {
        if r.combien() == 0 {
            return elc("p", "vide").avec(phrase_du_compte(&[], r.etat));
        }
        let touche = |nom: &str| el("kbd").avec(nom);
        elc("div", "touches")
            .attr("aria-hidden", "true")
            .avec(el("span").avec(touche("↑")).avec(" ").avec(touche("↓")).avec(" choisir"))
            .avec(el("span").avec(touche("Entrée")).avec(" ajouter"))
            .avec(el("span").avec(touche("Échap")).avec(" fermer"))
    };
    elc("div", "liste")
        .attr_vif("hidden", move || (!r.montre()).then(String::new))
        // The field must not lose the focus to the list.
        .sur("mousedown", |e| e.prevent_default())
        .avec(
            el("div")
                .attr("role", "listbox")
                .attr("id", "resultats")
                .attr("aria-label", "Communes et intercommunalités trouvées")
                .vif(move || r.montre().then(|| r.groupes.with(|g| groupes_vus(r, g)))),
        )
        .vif(pied)
}

fn groupes_vus(r: Recherche, groupes: &[Groupe]) -> Vec<Vue> {
    let mut rang = 0;
    let mut vus = Vec::with_capacity(groupes.len());
    for (g, groupe) in groupes.iter().enumerate() {
        let id = ["g-", &g.to_string()].concat();
        let mut vu = el("div").attr("role", "group").attr("aria-labelledby", &id).avec(
            elc("div", "groupe-tete")
                .attr("role", "presentation")
                .avec(el("span").attr("id", &id).avec(groupe.titre.as_str()))
                .avec(elc("span", "mini").attr("aria-hidden", "true").avec("habitants")),
        );
        for proposition in &groupe.propositions {
            vu = vu.avec(une_option(r, proposition, rang));
            rang += 1;
        }
        vus.push(vu);
    }
    vus
}

fn une_option(r: Recherche, p: &Proposition, rang: usize) -> Vue {
    let (debut, fin) = p.touche;
    let nom = match (p.nom.get(..debut), p.nom.get(debut..fin), p.nom.get(fin..)) {
        (Some(avant), Some(touche), Some(apres)) => {
            elc("span", "nom").avec(avant).avec(el("u").avec(touche)).avec(apres)
        }
        _ => elc("span", "nom").avec(p.nom.as_str()),
    };
    let droite = if p.deja {
        elc("span", "pop fait").avec(dessin(Icone::COCHE, 16)).avec("ajoutée")
    } else {
        let population = p.population.map_or_else(|| "inconnue".to_owned(), nombre);
        elc("span", "pop chiffres").avec(population).avec(sr(" habitants"))
    };
    let (cible, deja) = (p.cible, p.deja);
    let option = elc("div", if deja { "option deja" } else { "option" })
        .attr("role", "option")
        .attr("id", &["o-", &rang.to_string()].concat())
        .attr_vif("aria-selected", move || Some((r.actif.get() == rang).to_string()))
        .avec(el("span").avec(nom).avec(elc("span", "lieu").avec(p.lieu.as_str())))
        .avec(droite);
    if deja {
        return option.attr("aria-disabled", "true");
    }
    option.sur("click", move |_| r.choose(cible))
}

/// "5 communes et 1 intercommunalité", or why there is nothing.
fn phrase_du_compte(groupes: &[Groupe], etat: Etat) -> String {
    let (mut communes, mut epci) = (0, 0);
    for proposition in groupes.iter().flat_map(|g| &g.propositions) {
        match proposition.cible {
            Cible::Commune(_) => communes += 1,
            Cible::Epci(_) => epci += 1,
        }
    }
    let mots_communes = compte(communes, "commune", "communes");
    let mots_epci = compte(epci, "intercommunalité", "intercommunalités");
    match (communes, epci) {
        (0, 0) => match etat.donnees.with(|d| matches!(d, Donnees::Pretes(_))) {
            true => "Aucune commune ni intercommunalité de ce nom. Vérifiez l’orthographe, ou essayez un code postal.".to_owned(),
            false => "Les communes arrivent. La recherche répondra dès qu’elles seront là.".to_owned(),
        },
        (_, 0) => mots_communes,
        (0, _) => mots_epci,
        _ => [mots_communes, " et ".to_owned(), mots_epci].concat(),
    }
}

/// The answers of the search, one group a kind, in the order of the best of each.
fn groups(territory: &Territory, territoire: &Territoire, texte: &str) -> Vec<Groupe> {
    let mut groupes: Vec<(u8, Groupe)> = Vec::new();
    let code = texte.trim().bytes().all(|o| o.is_ascii_digit());
    let hits = territory.search(texte, if code { LIMITE_CODE } else { LIMITE });
    let partage = hits.iter().find_map(|h| match h.cible {
        Trouve::CodePostal { code, communes } => Some((code, communes)),
        _ => None,
    });
    if let Some((code, communes)) = partage {
        // The whole group, to be reviewed: a postal code is not a territory.
        let mut propositions = Vec::new();
        for c in territory.communes_of_code_postal(code) {
            propositions.push(proposition(territory, territoire, c, c.nom, 0..0, None));
        }
        let titre =
            ["Code postal ", &code.to_string(), ", ", &compte(communes, "commune", "communes")].concat();
        groupes.push((3, Groupe { titre, propositions }));
    }
    for Hit { cible, portion, rang } in hits {
        // The communes of a shared postal code are in its group already.
        if partage.is_some() && rang == Rang::Code {
            continue;
        }
        let (genre, titre, ligne) = match cible {
            Trouve::Commune(commune) => {
                (0, "Communes", proposition(territory, territoire, commune, commune.nom, portion, None))
            }
            Trouve::Ancienne(ancienne) => {
                let aujourd_hui = ["Aujourd’hui dans ", ancienne.actuelle.nom].concat();
                let ligne = proposition(
                    territory,
                    territoire,
                    ancienne.actuelle,
                    ancienne.nom,
                    portion,
                    Some(aujourd_hui),
                );
                (1, "Anciennes communes", ligne)
            }
            Trouve::Epci { epci, pour } => {
                let mut lieu = String::new();
                if let Some(premiere) = territory.communes_of_epci(epci.siren).next() {
                    lieu = departement(territory, premiere);
                    lieu.push_str(", ");
                }
                lieu.push_str(&compte(epci.taille, "commune", "communes"));
                if let Some(commune) = pour {
                    lieu.push_str(", dont ");
                    lieu.push_str(commune.nom);
                }
                let ligne = Proposition {
                    cible: Cible::Epci(epci.siren),
                    nom: epci.nom.to_owned(),
                    touche: if pour.is_some() { (0, 0) } else { (portion.start, portion.end) },
                    lieu,
                    population: Some(epci.population),
                    deja: territoire.epci.contains(&epci.siren),
                };
                (2, "Intercommunalités", ligne)
            }
            Trouve::CodePostal { .. } => continue,
        };
        match groupes.iter_mut().find(|(g, _)| *g == genre) {
            Some((_, groupe)) => groupe.propositions.push(ligne),
            None => groupes.push((genre, Groupe { titre: titre.to_owned(), propositions: vec![ligne] })),
        }
    }
    let mut ordre = Vec::new();
    for (_, groupe) in groupes {
        ordre.push(groupe);
    }
    ordre
}

fn proposition(
    territory: &Territory,
    territoire: &Territoire,
    commune: Commune<'_>,
    nom: &str,
    touche: Range<usize>,
    avant: Option<String>,
) -> Proposition {
    let mut lieu = avant.unwrap_or_default();
    if !lieu.is_empty() {
        lieu.push_str(". ");
    }
    lieu.push_str(&departement(territory, commune));
    lieu.push_str(", code ");
    lieu.push_str(commune.code.as_str());
    Proposition {
        cible: Cible::Commune(commune.code),
        nom: nom.to_owned(),
        touche: (touche.start, touche.end),
        lieu,
        population: commune.population,
        deja: edition::contains(territoire, territory, commune.code),
    }
}

/// "Nord (59)".
fn departement(territory: &Territory, commune: Commune<'_>) -> String {
    let nom = territory.departement(commune.departement).map_or("", |d| d.nom);
    [nom, " (", commune.departement.as_str(), ")"].concat()
}
