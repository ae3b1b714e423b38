//! Up to three perimeters side by side, what parts two of them, and whether two
//! CPTS or one would be worth more.

use cpts_codes::{CodeCommune, nombre};
use cpts_core::Bilan;
use cpts_core::texte::entre;
use cpts_perimetre::comparaison::{Difference, Lettre, difference, union};
use cpts_rules::Niveau;
use cpts_seance::Cellule;
use cpts_seance::format::{compte, ecart, euros};
use cpts_seance::lectures::comparaison::{Colonne, Somme, colonnes, fixe, maximum, verse};
use cpts_seance::lectures::territoire::nom_de;
use cpts_seance::paroles::Endroit;
use wasm_bindgen::JsCast;
use web_sys::Event;

use crate::etat::Etat;
use crate::socle::focus::focus_later;
use crate::socle::icones::{Icone, dessin};
use crate::socle::page::champ;
use crate::socle::vue::{Enfant, Lignes, Vue, bouton, el, elc, sr};
use crate::vues::pieces::annuler;
use crate::vues::pieces::kit::{chevron, s_tete};
use crate::vues::pieces::marques::disque;
use crate::vues::pieces::mentions::mention;
use crate::vues::pieces::niveaux::{classe_niveau, compte_niveau};
use crate::vues::pieces::sources::statut;

/// Names of communes that are written out in a list; beyond, their number.
const NOMMEES: usize = 30;

/// The whole section.
pub(crate) fn comparer(etat: Etat) -> Vue {
    let seul = move || etat.gardes.with(|g| g.autres().is_empty());
    let plein = move || etat.gardes.with(|g| !g.has_room());
    let garder = move |_: Event| etat.keep_perimetre();
    let lettres = move |l: &mut Lignes| {
        for lettre in Lettre::TOUTES {
            let (courant, la) = etat.gardes.with(|g| {
                (
                    g.courant() == lettre,
                    g.courant() == lettre || g.autres().iter().any(|a| a.lettre == lettre),
                )
            });
            if la {
                let cle = [lettre.mot(), if courant { "+" } else { "" }].concat();
                l.ligne(&cle, move || garde(etat, lettre, courant));
            }
        }
    };
    let paires = move |l: &mut Lignes| {
        let mut presentes: Vec<Lettre> = Vec::new();
        for lettre in Lettre::TOUTES {
            if etat.gardes.with(|g| g.courant() == lettre || g.autres().iter().any(|a| a.lettre == lettre)) {
                presentes.push(lettre);
            }
        }
        for (place, un) in presentes.iter().copied().enumerate() {
            for autre in presentes.iter().copied().skip(place + 1) {
                l.ligne(&[un.mot(), autre.mot()].concat(), move || paire(etat, un, autre));
            }
        }
    };
    el("section")
        .attr("id", "comparer")
        .avec(s_tete("Comparer des périmètres", ()))
        .vif(move || mention(etat))
        .avec(elc("p", "aide").avec(
            "Gardez ce périmètre, changez-en quelques communes, puis regardez-les côte à côte\u{a0}: jusqu’à trois. Ils sont gardés dans cet onglet, avec votre travail.",
        ))
        .avec(annuler::offre(etat, Endroit::Comparer, "comparer-annuler", "comparer-garder"))
        .avec(
            el("div")
                .attr_vif("hidden", move || seul().then(String::new))
                .avec(elc("ul", "gardes").attr("aria-label", "Périmètres à comparer").liste(lettres))
                .vif(move || if seul() { None } else { Some(tableau(etat, &colonnes(*etat))) }),
        )
        .avec(
            bouton("bouton", garder)
                .attr("id", "comparer-garder")
                .attr_vif("aria-disabled", move || plein().then(|| "true".to_owned()))
                .avec("Garder ce périmètre"),
        )
        .avec(el("div").liste(paires))
}

/// One perimeter: its letter, its name, what can be done with it.
fn garde(etat: Etat, lettre: Lettre, courant: bool) -> Vue {
    let nom = move || {
        let garde = etat.gardes.with(|g| g.nom(lettre).map(str::to_owned));
        garde.unwrap_or_else(|| {
            let mut nom = String::new();
            for colonne in colonnes(*etat) {
                if colonne.lettre == lettre {
                    nom = colonne.nom;
                }
            }
            nom
        })
    };
    let champ_nom = el("input")
        .attr("type", "text")
        .attr("maxlength", "60")
        .attr("aria-label", &["Nom du périmètre ", lettre.mot()].concat())
        .valeur_vive(nom)
        .sur("change", move |e| etat.name_perimetre(lettre, &champ(&e).value()));
    let ligne = elc("li", if courant { "garde courant" } else { "garde" })
        .avec(disque(lettre, courant))
        .avec(champ_nom);
    if courant {
        return ligne.avec(elc("span", "petit gris").avec("affiché"));
    }
    let objet = ["\u{a0}: périmètre ", lettre.mot()].concat();
    let reprendre = move |e: Event| {
        focus_later(&e, "comparer-annuler");
        etat.take_up_perimetre(lettre);
    };
    let supprimer = move |e: Event| {
        focus_later(&e, "comparer-annuler");
        etat.remove_perimetre(lettre);
    };
    ligne
        .avec(bouton("lien", reprendre).avec("Reprendre").avec(sr(&objet)))
        .avec(bouton("lien", supprimer).avec("Supprimer").avec(sr(&objet)))
}

/// Writes what a row of the table says of one perimeter.
type Mesure = fn(Etat, &Bilan) -> Vec<Vue>;

/// The roles stay what they are where the style turns rows into blocks.
fn tableau(etat: Etat, colonnes: &[Colonne]) -> Vue {
    let mut tete = el("tr").attr("role", "row").avec(el("td").attr("role", "cell").avec(sr("Mesure")));
    for c in colonnes {
        tete = tete.avec(
            elc("th", if c.courant { "courant" } else { "" })
                .attr("role", "columnheader")
                .attr("scope", "col")
                .avec(disque(c.lettre, c.courant))
                .avec(" ")
                .avec(elc("span", "nom").sans_traduction().avec(c.nom.as_str())),
        );
    }
    let mesures: [(&str, Mesure); 7] = [
        ("Habitants", |_, b| vec![valeur(nombre(b.territoire.population))]),
        ("Communes", |_, b| vec![valeur(nombre(b.territoire.communes))]),
        ("Taille", taille),
        ("Fixe par an", |etat, b| argent(etat, b.financement.as_ref().map(|f| fixe(&f.totaux)))),
        ("Maximum par an", |etat, b| argent(etat, b.financement.as_ref().map(|f| maximum(&f.totaux)))),
        (verse(etat.en_cours()), premiere_annee),
        ("Constats", constats),
    ];
    let mut corps = el("tbody").attr("role", "rowgroup");
    for (titre, lire) in mesures {
        let mut ligne = el("tr")
            .attr("role", "row")
            .avec(el("th").attr("role", "rowheader").attr("scope", "row").avec(titre));
        for c in colonnes {
            ligne = ligne.avec(
                elc("td", if c.courant { "courant" } else { "" })
                    .attr("role", "cell")
                    .avec(lire(etat, &c.bilan)),
            );
        }
        corps = corps.avec(ligne);
    }
    elc("table", "cote-a-cote")
        .attr("role", "table")
        .style("--colonnes", &colonnes.len().to_string())
        .avec(
            elc("caption", "sr")
                .avec("Périmètres côte à côte, avec les mêmes professionnels et les mêmes missions"),
        )
        .avec(el("thead").attr("role", "rowgroup").avec(tete))
        .avec(corps)
}

fn valeur(texte: impl Enfant) -> Vue {
    elc("strong", "chiffres").avec(texte)
}

fn note(texte: &str) -> Vue {
    elc("span", "petit gris note").avec(texte)
}

fn taille(_: Etat, bilan: &Bilan) -> Vec<Vue> {
    let Some(t) = bilan.taille else { return vec![note("aucune")] };
    let ici = u32::from(t.taille.numero());
    let mut vues = vec![valeur(["Taille ", &nombre(ici)].concat())];
    if let Some(marge) = t.marge_basse {
        vues.push(note(&["marge ", &nombre(marge), "\u{a0}hab."].concat()));
    }
    if let Some(marge) = t.marge_haute {
        vues.push(note(
            &["manque ", &nombre(marge.saturating_add(1)), " pour la ", &nombre(ici + 1)].concat(),
        ));
    }
    vues
}

fn argent(etat: Etat, somme: Option<Somme>) -> Vec<Vue> {
    match somme {
        _ if etat.masque() => vec![note("masqué")],
        Some(somme) => {
            let mut vues = vec![valeur(euros(somme.montant))];
            vues.extend(somme.entre.map(|bornes| note(&entre(bornes))));
            vues.push(statut(etat.rules(), somme.statut));
            vues
        }
        None => vec![note("aucun montant")],
    }
}

fn premiere_annee(etat: Etat, bilan: &Bilan) -> Vec<Vue> {
    let annees = etat.depart().zip(bilan.financement.as_ref()).map(|(depart, f)| f.annees(depart));
    match annees.as_ref().and_then(|a| a.first()) {
        _ if etat.masque() => vec![note("masqué")],
        Some(annee) => {
            let mut vues = vec![valeur(euros(annee.montant))];
            vues.extend(annee.entre.map(|bornes| note(&entre(bornes))));
            vues
        }
        None if bilan.financement.is_none() => vec![note("aucun montant")],
        None => vec![note("date inconnue")],
    }
}

/// How many findings of each level that asks for something, and the blocking ones in words.
fn constats(etat: Etat, bilan: &Bilan) -> Vec<Vue> {
    let mut liste = elc("ul", "decompte");
    for niveau in [Niveau::Bloquant, Niveau::ALever, Niveau::Vigilance, Niveau::Inconnu, Niveau::Conseil] {
        let combien = bilan.constats.iter().filter(|c| c.niveau == niveau).count() as u32;
        if combien > 0 {
            liste = liste.avec(
                elc("li", &classe_niveau("", niveau))
                    .avec(elc("span", "n-ic").avec(dessin(Icone::niveau(niveau), 18)))
                    .avec(compte_niveau(etat.rules(), niveau, combien)),
            );
        }
    }
    let mut vues = vec![liste];
    for constat in &bilan.constats {
        if constat.niveau == Niveau::Bloquant {
            vues.push(note(&constat.titre));
        }
    }
    vues
}

/// Two perimeters: what parts them, then two CPTS or one.
fn paire(etat: Etat, un: Lettre, autre: Lettre) -> Vue {
    let ouvert = Cellule::new(false);
    let titre =
        [un.mot(), " et ", autre.mot(), "\u{a0}: ce qui change, et deux CPTS ou une seule\u{a0}?"].concat();
    elc("details", "replie paire")
        .attr_vif("hidden", move || etat.gardes.with(|g| g.autres().is_empty()).then(String::new))
        .sur("toggle", move |e| {
            let details = e.current_target().and_then(|d| d.dyn_into::<web_sys::Element>().ok());
            ouvert.set(details.is_some_and(|d| d.has_attribute("open")));
        })
        .avec(el("summary").avec(titre).avec(chevron(18)))
        .vif(move || {
            let mut deux: Vec<Colonne> = Vec::new();
            if ouvert.get() {
                for colonne in colonnes(*etat) {
                    if colonne.lettre == un || colonne.lettre == autre {
                        deux.push(colonne);
                    }
                }
            }
            match deux.as_slice() {
                [a, b] => Some(confrontation(etat, a, b)),
                _ => None,
            }
        })
}

fn confrontation(etat: Etat, a: &Colonne, b: &Colonne) -> Vue {
    let (ecarts, ensemble) = etat
        .with_territory(|t| {
            (difference(&a.territoire, &b.territoire, t), union(&a.territoire, &b.territoire, t))
        })
        .unwrap_or_default();
    let bloc = elc("div", "confrontation").avec(differences(etat, a, b, &ecarts));
    let Some((_, reunis)) = etat.ailleurs(&ensemble) else { return bloc };
    let bloc = bloc.avec(elc("h4", "famille").avec("Deux CPTS ou une seule\u{a0}?"));
    // One inside the other: there are not two CPTS to keep apart.
    if ecarts.premier.is_empty() || ecarts.second.is_empty() {
        return bloc.avec(
            el("p").avec("L’un des deux périmètres contient l’autre\u{a0}: ils ne feraient pas deux CPTS."),
        );
    }
    let habitants = |bilan: &Bilan| bilan.territoire.population;
    let somme = habitants(&a.bilan).saturating_add(habitants(&b.bilan));
    let deux_fois = somme.saturating_sub(habitants(&reunis));
    let bloc = bloc.avec((deux_fois > 0).then(|| recouvrement(&ecarts, a, b, deux_fois)));
    bloc.avec(reunion(etat, a, b, &reunis))
}

fn differences(etat: Etat, a: &Colonne, b: &Colonne, ecarts: &Difference) -> Vue {
    let entree = |codes: &[CodeCommune], ou: &str| {
        let mut noms = String::new();
        for code in codes.iter().take(NOMMEES) {
            noms.push_str(if noms.is_empty() { "\u{a0}: " } else { ", " });
            noms.push_str(&nom_de(*etat, *code));
        }
        if codes.len() > NOMMEES {
            noms.push_str(" et ");
            noms.push_str(&compte((codes.len() - NOMMEES) as u32, "autre", "autres"));
        }
        el("li")
            .avec(el("strong").avec([&compte(codes.len() as u32, "commune", "communes"), ou].concat()))
            .avec(noms)
    };
    elc("ul", "ecarts")
        .avec(entree(&ecarts.premier, &[" seulement en ", a.lettre.mot()].concat()))
        .avec(entree(&ecarts.second, &[" seulement en ", b.lettre.mot()].concat()))
        .avec(
            el("li")
                .avec([&compte(ecarts.deux.len() as u32, "commune", "communes"), " dans les deux"].concat()),
        )
}

/// Inhabitants who are in both are twice in the sum. A town of which each has its own share is
/// in both as well, and nobody twice: then there is nothing to say.
fn recouvrement(ecarts: &Difference, a: &Colonne, b: &Colonne, deux_fois: u32) -> Vue {
    let phrase = [
        &compte(ecarts.deux.len() as u32, "commune est", "communes sont"),
        " en ",
        a.lettre.mot(),
        " et en ",
        b.lettre.mot(),
        ". La somme ci-dessous compte deux fois ",
        &compte(deux_fois, "habitant", "habitants"),
        "\u{a0}: séparez les périmètres avant de comparer.",
    ]
    .concat();
    elc("p", "recouvrement n-vigilance")
        .avec(elc("span", "n-ic").avec(dessin(Icone::niveau(Niveau::Vigilance), 20)))
        .avec(el("span").avec(phrase))
}

/// The sum of two kept apart, beside the one that both would make.
fn reunion(etat: Etat, a: &Colonne, b: &Colonne, reunis: &Bilan) -> Vue {
    let (un, autre) = (&a.bilan, &b.bilan);
    let numero =
        |bilan: &Bilan| bilan.taille.map_or_else(|| "–".to_owned(), |t| nombre(t.taille.numero().into()));
    let totaux = |bilan: &Bilan| bilan.financement.as_ref().map(|f| f.totaux);
    let ligne = |titre: &str, deux: Vec<Vue>, seule: Vec<Vue>| {
        el("tr")
            .avec(el("th").attr("scope", "row").avec(titre))
            .avec(elc("td", "nombre").avec(deux))
            .avec(elc("td", "nombre").avec(seule))
    };
    let mut corps = el("tbody")
        .avec(ligne(
            "Habitants",
            vec![valeur(nombre(un.territoire.population.saturating_add(autre.territoire.population)))],
            vec![valeur(nombre(reunis.territoire.population))],
        ))
        .avec(ligne(
            "Taille",
            vec![valeur([&numero(un), " et ", &numero(autre)].concat())],
            vec![valeur(numero(reunis))],
        ));
    if let (Some(t), Some(u), Some(r)) = (totaux(un), totaux(autre), totaux(reunis)) {
        let (deux_fixes, deux_maxima) = (fixe(&t).plus(fixe(&u)), maximum(&t).plus(maximum(&u)));
        let ecarts = [
            valeur(["fixe ", &ecart(deux_fixes.montant, r.fixe)].concat()),
            note(&["maximum ", &ecart(deux_maxima.montant, r.maximum)].concat()),
        ];
        corps = corps
            .avec(ligne("Fixe par an", argent(etat, Some(deux_fixes)), argent(etat, Some(fixe(&r)))))
            .avec(ligne("Maximum par an", argent(etat, Some(deux_maxima)), argent(etat, Some(maximum(&r)))))
            .avec(ligne("Écart pour une seule", vec![], ecarts.into()));
    }
    corps = corps.avec(ligne("Constats", vec![constats_de_deux(etat, a, b)], constats(etat, reunis)));
    let tete = |titre: String| elc("th", "nombre").attr("scope", "col").avec(titre);
    elc("table", "tableau reunion")
        .avec(elc("caption", "sr").avec("Deux CPTS gardées à part, ou une seule"))
        .avec(
            el("thead").avec(
                el("tr")
                    .avec(el("td").avec(sr("Mesure")))
                    .avec(tete([a.lettre.mot(), " et ", b.lettre.mot(), " à part"].concat()))
                    .avec(tete("Une seule CPTS".to_owned())),
            ),
        )
        .avec(corps)
}

fn constats_de_deux(etat: Etat, a: &Colonne, b: &Colonne) -> Vue {
    let mut bloc = el("div");
    for colonne in [a, b] {
        bloc =
            bloc.avec(note(&[colonne.lettre.mot(), "\u{a0}:"].concat())).avec(constats(etat, &colonne.bilan));
    }
    bloc
}
