//! One search box for every way of naming a place, after the ARIA combobox
//! pattern: the focus stays in the field, the arrows move in the list, Enter
//! adds, Escape closes.

use core::ops::Range;

use cpts_codes::{CodeCommune, Siren};
use cpts_core::Territoire;
use cpts_perimetre::edition;
use cpts_territory::{Cible as Trouve, Commune, Hit, Territory};
use leptos::html;
use leptos::prelude::*;

use crate::etat::{Donnees, Etat};
use crate::format::{compte, nombre};
use crate::icones::{Icone, dessin};

/// Results that are shown; a postal code shows all of its communes.
const LIMITE: usize = 12;

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

/// The field and its list.
pub(super) fn recherche(etat: Etat) -> impl IntoView {
    let texte = RwSignal::new(String::new());
    let ouvert = RwSignal::new(false);
    let actif = RwSignal::new(0usize);
    let champ = NodeRef::<html::Input>::new();
    let liste = NodeRef::<html::Div>::new();

    let groupes = Memo::new(move |_| {
        let texte = texte.get();
        if texte.trim().is_empty() {
            return Vec::new();
        }
        etat.projet.with(|p| etat.with_territory(|t| groups(t, &p.territoire, &texte)).unwrap_or_default())
    });
    let combien = Memo::new(move |_| groupes.with(|g| g.iter().map(|g| g.propositions.len()).sum::<usize>()));
    let montre = Memo::new(move |_| ouvert.get() && !texte.with(|t| t.trim().is_empty()));

    let choisir = move |cible: Cible| {
        let dit = etat.with_territory(|t| match cible {
            Cible::Commune(code) => t.commune(code).map(|c| [c.nom, " ajoutée."].concat()),
            Cible::Epci(siren) => t.epci(siren).map(|e| [e.nom, " ajoutée."].concat()),
        });
        etat.edit_territory(|territoire, donnees| {
            match cible {
                Cible::Commune(code) => edition::add_commune(territoire, donnees, code),
                Cible::Epci(siren) => edition::add_epci(territoire, donnees, siren),
            };
        });
        etat.annonce.set(dit.flatten().unwrap_or_default());
        texte.set(String::new());
        ouvert.set(false);
    };
    let choisir_actif = move || {
        let choisie = groupes.with(|g| {
            g.iter().flat_map(|g| &g.propositions).nth(actif.get_untracked()).filter(|p| !p.deja).map(|p| p.cible)
        });
        if let Some(cible) = choisie {
            choisir(cible);
        }
    };
    let aller = move |rang: usize| {
        actif.set(rang);
        let option = liste.get_untracked().and_then(|l| l.query_selector(&["#o-", &rang.to_string()].concat()).ok().flatten());
        if let Some(option) = option {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&options);
        }
    };
    let au_clavier = move |e: web_sys::KeyboardEvent| {
        let n = combien.get_untracked();
        match e.key().as_str() {
            "ArrowDown" | "ArrowUp" if n > 0 => {
                e.prevent_default();
                if !ouvert.get_untracked() {
                    ouvert.set(true);
                    return;
                }
                let pas = if e.key() == "ArrowDown" { 1 } else { n - 1 };
                aller((actif.get_untracked() + pas) % n);
            }
            "Enter" if montre.get_untracked() && n > 0 => {
                e.prevent_default();
                choisir_actif();
            }
            "Escape" => {
                if ouvert.get_untracked() {
                    ouvert.set(false);
                } else {
                    texte.set(String::new());
                }
                e.prevent_default();
            }
            _ => {}
        }
    };
    let annonce = move || if montre.get() { phrase_du_compte(&groupes.get(), etat) } else { String::new() };

    view! {
        <div class="recherche">
            <label class="etiquette" for="recherche">"Ajouter une commune ou une intercommunalité"</label>
            <div class="champ">
                {dessin(Icone::LOUPE, 20)}
                <input id="recherche" node_ref=champ type="text" role="combobox" autocomplete="off" autocapitalize="off"
                    spellcheck="false" enterkeyhint="done" placeholder="Nom, code postal ou code INSEE"
                    aria-autocomplete="list" aria-controls="resultats"
                    aria-expanded=move || (montre.get() && combien.get() > 0).to_string()
                    aria-activedescendant=move || (montre.get() && combien.get() > 0).then(|| ["o-", &actif.get().to_string()].concat())
                    prop:value=move || texte.get()
                    on:input=move |e| {
                        texte.set(event_target_value(&e));
                        actif.set(0);
                        ouvert.set(true);
                    }
                    on:focus=move |_| ouvert.set(true)
                    on:blur=move |_| ouvert.set(false)
                    on:keydown=au_clavier />
                <Show when=move || !texte.with(String::is_empty)>
                    <button type="button" class="croix" aria-label="Effacer la recherche"
                        on:mousedown=|e| e.prevent_default()
                        on:click=move |_| {
                            texte.set(String::new());
                            if let Some(champ) = champ.get_untracked() {
                                let _ = champ.focus();
                            }
                        }>
                        {dessin(Icone::CROIX, 18)}
                    </button>
                </Show>
            </div>
            <div class="liste" node_ref=liste class:sr=move || !montre.get() hidden=move || !montre.get()
                // The field must not lose the focus to the list.
                on:mousedown=|e| e.prevent_default()>
                <div role="listbox" id="resultats" aria-label="Communes et intercommunalités trouvées">
                    {move || montre.get().then(|| options(groupes.get(), actif, choisir))}
                </div>
                {move || (combien.get() == 0).then(|| view! { <p class="vide">{phrase_du_compte(&[], etat)}</p> })}
                {move || (combien.get() > 0).then(|| view! {
                    <div class="touches" aria-hidden="true">
                        <span><kbd>"↑"</kbd> " " <kbd>"↓"</kbd> " choisir"</span>
                        <span><kbd>"Entrée"</kbd> " ajouter"</span>
                        <span><kbd>"Échap"</kbd> " fermer"</span>
                    </div>
                })}
            </div>
            <div class="sr" role="status">{annonce}</div>
        </div>
    }
}

fn options(groupes: Vec<Groupe>, actif: RwSignal<usize>, choisir: impl Fn(Cible) + Copy + Send + Sync + 'static) -> impl IntoView {
    let mut rang = 0;
    groupes
        .into_iter()
        .enumerate()
        .map(|(g, groupe)| {
            let lignes = groupe
                .propositions
                .into_iter()
                .map(|p| {
                    let ici = rang;
                    rang += 1;
                    une_option(p, ici, actif, choisir)
                })
                .collect_view();
            let id = ["g-", &g.to_string()].concat();
            let nomme_par = id.clone();
            view! {
                <div role="group" aria-labelledby=nomme_par>
                    <div class="groupe-tete" role="presentation">
                        <span id=id>{groupe.titre}</span> <span class="mini" aria-hidden="true">"habitants"</span>
                    </div>
                    {lignes}
                </div>
            }
        })
        .collect_view()
}

fn une_option(
    p: Proposition,
    rang: usize,
    actif: RwSignal<usize>,
    choisir: impl Fn(Cible) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let Proposition { cible, nom, touche: (debut, fin), lieu, population, deja } = p;
    let parts = match (nom.get(..debut), nom.get(debut..fin), nom.get(fin..)) {
        (Some(a), Some(b), Some(c)) => (a.to_owned(), b.to_owned(), c.to_owned()),
        _ => (nom, String::new(), String::new()),
    };
    let droite = if deja {
        view! { <span class="pop fait">{dessin(Icone::COCHE, 16)} "ajoutée"</span> }.into_any()
    } else {
        let nombre = population.map_or_else(|| "inconnue".to_owned(), nombre);
        view! { <span class="pop chiffres">{nombre}<span class="sr">" habitants"</span></span> }.into_any()
    };
    view! {
        <div class="option" class:deja=deja role="option" id=["o-", &rang.to_string()].concat()
            aria-selected=move || (actif.get() == rang).to_string()
            aria-disabled=deja.then_some("true")
            on:click=move |_| if !deja { choisir(cible) }>
            <span>
                <span class="nom">{parts.0}<u>{parts.1}</u>{parts.2}</span>
                <span class="lieu" style:display="block">{lieu}</span>
            </span>
            {droite}
        </div>
    }
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
    let hits = territory.search(texte, LIMITE);
    let partage = hits.iter().find_map(|h| match h.cible {
        Trouve::CodePostal { code, communes } => Some((code, communes)),
        _ => None,
    });
    if let Some((code, communes)) = partage {
        // The whole group, to be reviewed: a postal code is not a territory.
        let propositions = territory
            .communes_of_code_postal(code)
            .map(|c| proposition(territory, territoire, c, c.nom, 0..0, None))
            .collect();
        let titre = ["Code postal ", &code.to_string(), ", ", &compte(communes, "commune", "communes")].concat();
        return vec![Groupe { titre, propositions }];
    }
    for Hit { cible, portion, .. } in hits {
        let (genre, titre, ligne) = match cible {
            Trouve::Commune(commune) => {
                (0, "Communes", proposition(territory, territoire, commune, commune.nom, portion, None))
            }
            Trouve::Ancienne(ancienne) => {
                let aujourd_hui = ["Aujourd’hui dans ", ancienne.actuelle.nom].concat();
                let ligne =
                    proposition(territory, territoire, ancienne.actuelle, ancienne.nom, portion, Some(aujourd_hui));
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
    groupes.into_iter().map(|(_, groupe)| groupe).collect()
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
