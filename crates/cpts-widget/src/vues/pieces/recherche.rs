//! One search box for every way of naming a place, after the ARIA combobox
//! pattern: the focus stays in the field, the arrows move in the list, Enter
//! adds, Escape closes.

use cpts_codes::nombre;
use cpts_perimetre::liste::Lieu;
use cpts_seance::Cellule;
use cpts_seance::lectures::propositions::{
    Cible, Groupe, Hote, Proposition, groups, phrase_du_compte, region,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::effets::entrees::paste;
use crate::etat::Etat;
use crate::etat::cellules::parts::Tache;
use crate::etat::cellules::reglages::Reglage;
use crate::socle::icones::{Icone, dessin};
use crate::socle::minuterie;
use crate::socle::page::champ;
use crate::socle::vue::{Vue, bouton, el, elc, sr, watch};
use crate::vues::pieces::marques::marque;

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
            let hote = hote(etat);
            let trouves = match texte.trim() {
                "" => None,
                _ => etat.projet.with(|p| etat.with_territory(|t| groups(t, p, &hote, &texte))),
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
        if let Cible::Postal(code) = cible {
            // A postal code is not a territory: its communes are reviewed first.
            let mut codes = Vec::new();
            etat.with_territory(|t| t.communes_of_code_postal(code).for_each(|c| codes.push(c.code)));
            self.clear();
            etat.run(Tache::Revoir(["Code postal ", &code.to_string()].concat(), codes));
            return;
        }
        let nom = etat.with_territory(|t| match cible {
            Cible::Commune(code) => t.commune(code).map(|c| c.nom.to_owned()),
            Cible::Epci(siren) => t.epci(siren).map(|e| e.nom.to_owned()),
            Cible::Postal(_) => None,
        });
        match cible {
            Cible::Commune(code) => etat.add_lieu(Lieu::Commune(code)),
            Cible::Epci(siren) => etat.add_lieu(Lieu::Epci(siren)),
            Cible::Postal(_) => {}
        }
        etat.dire([nom.flatten().unwrap_or_default().as_str(), " ajoutée."].concat());
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
        // While a word is being composed (dead keys, other scripts), keys are those of what composes it; one
        // browser says so by this number alone.
        if e.is_composing() || e.key_code() == 229 {
            return;
        }
        let n = self.combien();
        let ouvert = self.montre();
        match e.key().as_str() {
            "ArrowDown" | "ArrowUp" if n > 0 => {
                if ouvert {
                    let pas = if e.key() == "ArrowDown" { 1 } else { n - 1 };
                    let champ: Element = champ(e).into();
                    self.activate(&champ, (self.actif.get_untracked() + pas) % n);
                } else {
                    self.ouvert.set(true);
                }
            }
            "Enter" if ouvert && n > 0 => self.choose_active(),
            "Escape" if ouvert => self.ouvert.set(false),
            "Escape" if self.texte.with_untracked(|t| !t.is_empty()) => self.clear(),
            _ => return,
        }
        e.prevent_default();
    }
}

/// Tells the webmaster, not the person, of a région that does not exist.
fn check_region(etat: Etat) {
    let attribut = etat.reglage(Reglage::Region).unwrap_or_default();
    let inconnue = || etat.with_territory(|t| region(t, &attribut).is_none());
    if !attribut.is_empty() && inconnue() == Some(true) {
        let phrase = [
            "cpts-simulateur : l’attribut region=\"",
            &attribut,
            "\" ne désigne aucune région. Donnez son code INSEE (region=\"53\") ou son nom (region=\"Bretagne\").",
        ];
        web_sys::console::warn_1(&phrase.concat().into());
    }
}

/// The field and its list, and what the webmaster is to know.
pub(crate) fn recherche(etat: Etat) -> Vue {
    watch(Box::new(move || check_region(etat)));
    boite(etat, "recherche", "resultats")
}

/// The field and its list, under identifiers of their own.
pub(crate) fn boite(etat: Etat, id: &'static str, id_liste: &'static str) -> Vue {
    let r = Recherche::new(etat);
    let champ = el("input")
        .attr("id", id)
        .attr("type", "text")
        .attr("role", "combobox")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("enterkeyhint", "done")
        .attr("placeholder", "Nom, code postal ou code INSEE")
        .attr("aria-autocomplete", "list")
        .attr("aria-controls", id_liste)
        .attr_vif("aria-expanded", move || Some((r.montre() && r.combien() > 0).to_string()))
        .attr_vif("aria-activedescendant", move || {
            (r.montre() && r.combien() > 0).then(|| ["o-", &r.actif.get().to_string()].concat())
        })
        .valeur_vive(move || r.texte.get())
        .sur("input", move |e| {
            r.texte.set(champ(&e).value());
            r.actif.set(0);
            r.ouvert.set(true);
            keep_in_sight(&champ(&e));
        })
        // Several lines are a list: it is reviewed.
        .sur("paste", move |e| paste(etat, &e))
        .sur("focus", move |e| {
            r.ouvert.set(true);
            keep_in_sight(&champ(&e));
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
        .avec(elc("label", "etiquette").attr("for", id).avec("Ajouter une commune ou une intercommunalité"))
        .avec(elc("div", "champ").avec(dessin(Icone::LOUPE, 20)).avec(champ).avec(effacer))
        .avec(liste(r, id_liste))
        .avec(elc("div", "sr").attr("role", "status").texte_vif(move || match r.montre() {
            true => r.groupes.with(|g| phrase_du_compte(g, *etat)),
            false => String::new(),
        }))
}

/// Scrolls so that the list shows under its field, and the field with it: they
/// may stand at the edge of the window, or behind the bar of the result.
fn keep_in_sight(champ: &Element) {
    let Some(boite) = champ.closest(".recherche").ok().flatten() else { return };
    // After the list has been written.
    minuterie::once(50, move || {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        if let Ok(Some(liste)) = boite.query_selector(".liste") {
            liste.scroll_into_view_with_scroll_into_view_options(&options);
        }
        boite.scroll_into_view_with_scroll_into_view_options(&options);
    });
}

fn liste(r: Recherche, id: &str) -> Vue {
    let pied = move || {
        if r.combien() == 0 {
            return elc("p", "vide").avec(phrase_du_compte(&[], *r.etat));
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
                .attr("id", id)
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
                .avec(el("span").attr("id", &id).avec(groupe.titre))
                .avec(
                    (!groupe.postal())
                        .then(|| elc("span", "mini").attr("aria-hidden", "true").avec("habitants")),
                ),
        );
        for proposition in &groupe.propositions {
            vu = vu.avec(une_option(r, proposition, rang));
            rang += 1;
        }
        vus.push(vu);
    }
    vus
}

/// Before it is added: that a CPTS has this commune already, in words.
fn deja_en_cpts(etat: Etat, cible: Cible) -> Option<Vue> {
    match cible {
        Cible::Commune(code) => marque(etat, code),
        _ => None,
    }
}

fn une_option(r: Recherche, p: &Proposition, rang: usize) -> Vue {
    let (debut, fin) = p.touche;
    let nom = elc("span", "nom").sans_traduction();
    let nom = match (p.nom.get(..debut), p.nom.get(debut..fin), p.nom.get(fin..)) {
        (Some(avant), Some(touche), Some(apres)) => nom.avec(avant).avec(el("u").avec(touche)).avec(apres),
        _ => nom.avec(p.nom.as_str()),
    };
    let droite = if matches!(p.cible, Cible::Postal(_)) {
        elc("span", "pop").avec(dessin(Icone::CHEVRON, 18))
    } else if p.deja {
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
        .avec(
            el("span")
                .avec(nom)
                .avec(
                    elc("span", "lieu")
                        .avec(p.avant.as_str())
                        .avec(
                            (!p.mot.is_empty()).then(|| el(p.balise).sans_traduction().avec(p.mot.as_str())),
                        )
                        .avec(p.apres.as_str()),
                )
                .avec((!p.suite.is_empty()).then(|| elc("span", "lieu").avec(p.suite.as_str())))
                // A space apart for the readers of screens, whom the option is one text to.
                .avec(deja_en_cpts(r.etat, p.cible).map(|marque| el("span").avec(" ").avec(marque))),
        )
        .avec(droite);
    if deja {
        return option.attr("aria-disabled", "true");
    }
    option.sur("click", move |_| r.choose(cible))
}

/// What the host page says of where its visitors are. Watched.
fn hote(etat: Etat) -> Hote {
    Hote {
        region: etat.reglage(Reglage::Region),
        departement: etat.reglage(Reglage::Departement).and_then(|code| code.parse().ok()),
    }
}
