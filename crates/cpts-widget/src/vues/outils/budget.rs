//! The budget: what the person supposes, the cash that follows month by month, and
//! the first month in the red. All of it is a hypothesis, and is said to be one.

use cpts_core::{
    BUDGET_EUROS_MAX, BUDGET_MOIS, BudgetRetenu, HEURES_MAX, MoisTresorerie, Plafond, QUOTITE_MAX, Rythme,
    TAUX_MAX, Tresorerie, tresorerie,
};
use cpts_rules::{PosteBudget, Sens};
use cpts_seance::format::{compte, euros, euros_signes, mois_court_de, mois_de, nombre_signe, pour_cent};
use cpts_seance::lectures::budget::{CAISSE, budget, ligne_de, phrase_du_rouge};
use cpts_seance::quoi::Champ;
use web_sys::Event;

use crate::etat::Etat;
use crate::etat::cellules::ecran::Consultation;
use crate::socle::focus::focus_later;
use crate::socle::page::{self};
use crate::socle::telechargement::download;
use crate::socle::vue::{Lignes, Vue, bouton, el, elc, sr, svg};
use crate::vues::pieces::kit::{colonne, intitule, repli};
use crate::vues::pieces::saisie_de_nombre::saisie_de_nombre;
use crate::vues::pieces::sources::{liens, statut};
use crate::vues::pieces::voir::voir;

/// Height of the chart, in pixels, and what the axis takes of it.
const HAUT: i64 = 200;

const MARGE: i64 = 22;

/// The panel: the hypotheses, then what follows from them.
pub(crate) fn panneau(etat: Etat, place: Vue) -> Vue {
    place.avec(
        elc("div", "budget")
            .avec(elc("p", "aide").avec(
                "Tout est hypothèse, et se change. Une ligne sans montant compte pour rien : elle reste à renseigner.",
            ))
            .avec(elc("div", "budget-saisies").avec(coordination(etat)).avec(indemnites(etat)))
            .avec(autres(etat))
            .avec(variable(etat))
            .avec(resultat(etat)),
    )
}

/// A field of a whole number: what it shows, where it goes, its unit.
struct Nombre {
    id: String,
    titre: String,
    unite: &'static str,
    max: u32,
    pas: &'static str,
}

/// A labelled field. Emptied, it takes again what the rules suppose; `None` is shown as nothing.
fn champ(
    etat: Etat,
    nombre: Nombre,
    lire: impl Fn() -> Option<u32> + Clone + 'static,
    ecrire: impl Fn(Option<u32>) + 'static,
) -> Vue {
    let Nombre { id, titre, unite, max, pas } = nombre;
    let texte = move || lire().map_or_else(String::new, |n| n.to_string());
    let remis = texte.clone();
    let saisie = saisie_de_nombre(etat)
        .attr("id", &id)
        .attr("max", &max.to_string())
        .attr("step", pas)
        .valeur_vive(texte)
        .sur("change", move |e| {
            let champ = page::champ(&e);
            // What is no number is taken back, in sight; so is what makes no sense, to its bound.
            if let Some(lu) = page::entier(&champ, max) {
                ecrire(lu);
            }
            champ.set_value(&remis());
        });
    elc("div", "hypothese")
        .avec(el("label").attr("for", &id).avec(titre))
        .avec(elc("span", "saisie").avec(saisie).avec(unite))
}

/// A choice among the months of the budget.
fn choix_du_mois(
    etat: Etat,
    id: &str,
    lire: impl Fn() -> u8 + 'static,
    ecrire: impl Fn(u8) + 'static,
) -> Vue {
    // The options stay, whatever the signature is: what is chosen is a rank, its name follows.
    el("select")
        .attr("id", id)
        .avec_tous((0..BUDGET_MOIS).map(|rang| {
            el("option").attr("value", &rang.to_string()).texte_vif(move || nom_du_rang(etat, rang))
        }))
        .valeur_vive(move || lire().to_string())
        .sur("change", move |e| {
            if let Ok(rang) = page::champ(&e).value().parse() {
                ecrire(rang);
            }
        })
}

/// `avril 2027`, or its rank while no first day is known.
fn nom_du_rang(etat: Etat, rang: u8) -> String {
    match etat.depart() {
        Some(depart) => {
            let ici = depart.plus_months(rang.into());
            mois_de(ici.annee(), ici.mois())
        }
        None => ["mois ", &(rang + 1).to_string()].concat(),
    }
}

/// The numbers of the budget. Watched.
fn retenu(etat: Etat) -> BudgetRetenu {
    etat.projet.with(|p| p.budget_retenu(etat.rules()))
}

fn groupe(titre: &str, droite: Option<Vue>) -> Vue {
    elc("fieldset", "budget-groupe").avec(el("legend").avec(titre)).avec(droite)
}

fn coordination(etat: Etat) -> Vue {
    let retenu = move || retenu(etat);
    let id = |nom: &str| ["budget-", nom].concat();
    groupe(
        "Coordination",
        Some(voir(etat, Consultation::Coordination, "Voir la règle", " sur le coût de la coordination")),
    )
    .avec(champ(
        etat,
        Nombre {
            id: id("brut"),
            titre: "Salaire brut par an, à temps plein".into(),
            unite: "€",
            max: BUDGET_EUROS_MAX,
            pas: "500",
        },
        move || Some(retenu().brut),
        move |n| etat.set_nombre(Champ::Brut, n),
    ))
    .avec(champ(
        etat,
        Nombre {
            id: id("charges"), titre: "Charges de l’employeur".into(), unite: "%", max: 100, pas: "1"
        },
        move || Some(retenu().charges),
        move |n| etat.set_nombre(Champ::Charges, n),
    ))
    .avec(champ(
        etat,
        Nombre {
            id: id("quotite"),
            titre: "Temps de travail".into(),
            unite: "%",
            max: QUOTITE_MAX.into(),
            pas: "5",
        },
        move || Some(retenu().quotite.into()),
        move |n| etat.set_nombre(Champ::Quotite, n),
    ))
    .avec(elc("div", "hypothese").avec(el("label").attr("for", "budget-embauche").avec("Embauche")).avec(
        choix_du_mois(
            etat,
            "budget-embauche",
            move || retenu().embauche,
            move |rang| etat.set_nombre(Champ::Embauche, Some(rang.into())),
        ),
    ))
    .avec(
        elc("p", "budget-somme")
            .avec("Soit ")
            .avec(el("strong").texte_vif(move || euros(retenu().cout())))
            .avec(" par an, charges comprises."),
    )
}

fn indemnites(etat: Etat) -> Vue {
    let id = |nom: &str| ["budget-", nom].concat();
    groupe(
        "Indemnités des membres",
        Some(voir(etat, Consultation::Budget, "Voir la règle", " sur les indemnités")),
    )
    .avec(champ(
        etat,
        Nombre { id: id("personnes"), titre: "Personnes payées".into(), unite: "", max: 9_999, pas: "1" },
        move || budget(*etat, |b| b.indemnites.personnes.map(u32::from)),
        move |n| etat.set_nombre(Champ::Personnes, n),
    ))
    .avec(champ(
        etat,
        Nombre {
            id: id("heures"),
            titre: "Heures par mois et par personne".into(),
            unite: "h",
            max: HEURES_MAX.into(),
            pas: "1",
        },
        move || budget(*etat, |b| b.indemnites.heures.map(u32::from)),
        move |n| etat.set_nombre(Champ::Heures, n),
    ))
    .avec(champ(
        etat,
        Nombre {
            id: id("taux"),
            titre: "Euros par heure".into(),
            unite: "€",
            max: TAUX_MAX.into(),
            pas: "1",
        },
        move || Some(retenu(etat).taux),
        move |n| etat.set_nombre(Champ::Taux, n),
    ))
    .vif(move || {
        let cash = cash(etat)?;
        let mut liste = elc("ul", "petit gris");
        for plafond in &cash.plafonds {
            liste = liste.avec(un_plafond(plafond));
        }
        (!cash.plafonds.is_empty()).then_some(liste)
    })
}

/// What a person is paid in a year, and the ceiling of that year.
fn un_plafond(p: &Plafond) -> Vue {
    let annee = p.annee.to_string();
    let ligne = el("li").avec([&annee, "\u{a0}: ", &euros(p.par_personne), " par personne. "].concat());
    let (Some(montant), Some(publie)) = (p.montant, p.publie_pour) else {
        return ligne.avec("Plafond inconnu.");
    };
    let mut suite = ["Plafond\u{a0}: ", &euros(montant)].concat();
    if publie != p.annee {
        suite.push_str(
            &[
                " (celui de ",
                &publie.to_string(),
                "\u{a0}: celui de ",
                &annee,
                " n’est pas connu, c’est donc une estimation)",
            ]
            .concat(),
        );
    }
    suite.push('.');
    let ligne = ligne.avec(suite);
    if p.atteint {
        ligne.avec(" ").avec(el("strong").avec("Le plafond est atteint\u{a0}: le reste n’est pas compté."))
    } else {
        ligne
    }
}

/// The other lines: those that the rules propose, then those of the person.
fn autres(etat: Etat) -> Vue {
    let groupe_de = move |titre: &str, sens: Sens, ajout: &'static str| {
        groupe(titre, None).avec(el("div").liste(move |l| lignes(etat, sens, l))).avec(
            bouton("lien", move |e| {
                if let Some(place) = etat.add_ligne(sens) {
                    focus_later(&e, &["budget-ligne-", &place.to_string(), "-nom"].concat());
                }
            })
            .attr("id", &["budget-ajout-", sens.id()].concat())
            .avec(ajout),
        )
    };
    elc("div", "budget")
        .avec(groupe_de("Autres dépenses", Sens::Depense, "Ajouter une dépense"))
        .avec(groupe_de("Autres recettes", Sens::Recette, "Ajouter une recette"))
}

/// The lines of one side. Those of the rules stay; those of the person are known by their rank.
fn lignes(etat: Etat, sens: Sens, l: &mut Lignes) {
    let postes = etat.rules().budget.postes;
    for poste in postes.iter().filter(|p| p.sens == sens && !p.libre) {
        l.ligne(poste.id, move || une_ligne(etat, poste, None));
    }
    let miennes = budget(*etat, |b| {
        let mut rangs = Vec::new();
        for (rang, ligne) in b.lignes.iter().enumerate() {
            if let Some(poste) = postes.iter().find(|p| p.libre && p.sens == sens && p.id == ligne.poste) {
                rangs.push((rang, poste));
            }
        }
        rangs
    });
    for (rang, poste) in miennes {
        l.ligne(&rang.to_string(), move || une_ligne(etat, poste, Some(rang)));
    }
}

fn une_ligne(etat: Etat, poste: &'static PosteBudget, rang: Option<usize>) -> Vue {
    let cle = rang.map_or_else(|| poste.id.to_owned(), |rang| rang.to_string());
    let id = |nom: &str| ["budget-ligne-", &cle, "-", nom].concat();
    let ligne = move || ligne_de(*etat, poste, rang);
    let nom = move || ligne().nom.filter(|nom| !nom.is_empty()).unwrap_or_else(|| poste.titre.to_owned());
    let tete = match rang {
        None => el("p").avec(el("strong").avec(poste.titre)),
        Some(rang) => elc("p", "budget-nom")
            .avec(el("label").attr("for", &id("nom")).avec(poste.titre))
            .avec(
                el("input")
                    .attr("id", &id("nom"))
                    .attr("type", "text")
                    .attr("maxlength", "60")
                    .attr("autocomplete", "off")
                    .valeur_vive(move || ligne().nom.unwrap_or_default())
                    .sur("change", move |e| {
                        etat.name_ligne(poste, rang, &page::champ(&e).value());
                    }),
            )
            .avec(
                bouton("lien", move |e| {
                    focus_later(&e, &["budget-ajout-", poste.sens.id()].concat());
                    etat.remove_ligne(rang);
                })
                .avec("Retirer")
                .avec(el("span").attr("class", "sr").texte_vif(move || [" ", &nom()].concat())),
            ),
    };
    let etiquette = |nom_du_champ: &str, mots: &'static str| {
        elc("label", "sr").attr("for", &id(nom_du_champ)).texte_vif(move || [mots, " : ", &nom()].concat())
    };
    let montant = saisie_de_nombre(etat)
        .attr("id", &id("montant"))
        .attr("max", &BUDGET_EUROS_MAX.to_string())
        .attr("placeholder", "à renseigner")
        .valeur_vive(move || ligne().montant.map_or_else(String::new, |n| n.to_string()))
        .sur("change", move |e| {
            let champ = page::champ(&e);
            if let Some(lu) = page::entier(&champ, BUDGET_EUROS_MAX) {
                etat.set_montant(poste, rang, lu);
            }
            champ.set_value(&ligne().montant.map_or_else(String::new, |n| n.to_string()));
        });
    let rythme = el("select")
        .attr("id", &id("rythme"))
        .avec_tous(Rythme::TOUS.iter().map(|rythme| {
            let mot = match rythme {
                Rythme::Mois => "par mois",
                Rythme::An => "par an",
                Rythme::Unique => "une fois",
            };
            el("option").attr("value", rythme.id()).avec(mot)
        }))
        .valeur_vive(move || ligne().rythme.unwrap_or(poste.rythme).id().to_owned())
        .sur("change", move |e| {
            if let Some(rythme) = Rythme::from_id(&page::champ(&e).value()) {
                etat.set_rythme(poste, rang, rythme);
            }
        });
    let mois =
        choix_du_mois(etat, &id("mois"), move || ligne().mois, move |mois| etat.set_mois(poste, rang, mois));
    let aide = id("aide");
    // When it begins matters once there is something to begin.
    let debut = el("span")
        .attr_vif("hidden", move || ligne().montant.is_none().then(String::new))
        .avec(etiquette("mois", "À partir de"))
        .avec("dès ")
        .avec(mois);
    elc("div", "budget-ligne")
        .attr("role", "group")
        .attr_vif("aria-label", move || Some(nom()))
        .avec(
            el("div")
                .avec(tete)
                .avec(
                    elc("p", "petit gris")
                        .attr("id", &aide)
                        .avec(poste.aide)
                        .vif(move || de_la_region(etat, poste)),
                )
                .avec((!poste.sources.is_empty()).then(|| {
                    elc("p", "petit sources")
                        .avec(statut(etat.rules(), poste.statut))
                        .avec(liens(etat.rules(), poste.sources))
                })),
        )
        .avec(
            elc("div", "budget-champs")
                .avec(etiquette("montant", "Montant en euros"))
                .avec(elc("span", "saisie").avec(montant.attr("aria-describedby", &aide)).avec("€"))
                .avec(etiquette("rythme", "Rythme"))
                .avec(rythme)
                .avec(debut),
        )
}

/// What is known of the start-up aid in the régions of the territory.
fn de_la_region(etat: Etat, poste: &'static PosteBudget) -> Option<Vec<Vue>> {
    if poste.id != "amorcage" {
        return None;
    }
    let mut vues = Vec::new();
    for code in etat.bilan.with(|b| b.territoire.regions.clone()) {
        let Some(region) = etat.rules().region(code) else { continue };
        for etape in region.etape(poste.id) {
            vues.push(
                el("span")
                    .avec([" ", region.nom, "\u{a0}: ", etape.texte, " "].concat())
                    .avec(statut(etat.rules(), etape.statut)),
            );
        }
    }
    Some(vues)
}

fn variable(etat: Etat) -> Vue {
    let avec = move || retenu(etat).avec_variable;
    let part = move || {
        let v = etat.rules().versements.atteinte_variable.at(etat.date_des_regles()).valeur;
        etat.projet.with(|p| p.hypotheses.atteinte_variable.map_or(v, |p| p.get().into()))
    };
    el("div")
        .avec(
            elc("div", "hypothese")
                .avec(el("label").attr("for", "budget-variable").texte_vif(move || {
                    ["Compter le volet variable, à ", &part().to_string(), "\u{a0}%"].concat()
                }))
                .avec(
                    elc("input", "coche")
                        .attr("type", "checkbox")
                        .attr("id", "budget-variable")
                        .attr("aria-describedby", "budget-variable-aide")
                        .coche_vive(avec)
                        .sur("change", move |e| {
                            let coche = page::champ(&e).checked();
                            etat.set_avec_variable(coche);
                        }),
                ),
        )
        .avec(
            elc("p", "petit gris")
                .attr("id", "budget-variable-aide")
                .texte_vif(move || etat.rules().budget.variable.note.to_owned()),
        )
        .vif(move || {
            let choix = &etat.rules().budget.variable;
            elc("p", "petit sources")
                .avec(statut(etat.rules(), choix.statut))
                .avec(liens(etat.rules(), choix.sources))
        })
}

/// The cash of the project as it is now. Watched.
fn cash(etat: Etat) -> Option<Tresorerie> {
    etat.projet.with(|p| etat.bilan.with(|b| tresorerie(p, b.financement.as_ref(), etat.rules())))
}

fn resultat(etat: Etat) -> Vue {
    let tableau_de = move || cash(etat).map(|t| tableau(&t));
    let absent = move || cash(etat).is_none();
    elc("div", "budget-resultat")
        .avec(el("h4").avec("La trésorerie, mois par mois"))
        .vif(move || match cash(etat) {
            None => vec![el("p").avec(
                "Pour voir la trésorerie, indiquez la date de signature et un territoire qui a une taille.",
            )],
            Some(t) => {
                let mut vues = vec![
                    elc("p", if t.rouge.is_some() { "budget-rouge" } else { "" })
                        .avec(el("strong").avec(phrase_du_rouge(&t))),
                ];
                vues.extend(etat.en_cours().then(|| {
                    elc("p", "petit gris")
                        .avec(CAISSE)
                        .avec(" Ajoutez-le avec une ligne «\u{a0}Autre recette\u{a0}», au premier mois.")
                }));
                vues.extend(remedes(etat, &t));
                vues.push(graphique(&t));
                vues.push(elc("p", "petit gris").avec(legende(&t)));
                vues.extend(a_renseigner(etat));
                vues
            }
        })
        .avec(
            repli("Voir le tableau des 24 mois")
                .attr_vif("hidden", move || absent().then(String::new))
                .vif(tableau_de),
        )
        .avec(
            bouton("bouton", move |_| {
                if let Some(t) = cash(etat) {
                    let _ = download("tresorerie-cpts.csv", "text/csv;charset=utf-8", csv(&t).as_bytes());
                }
            })
            .attr_vif("hidden", move || absent().then(String::new))
            .avec("Télécharger le tableau pour Excel (CSV)"),
        )
        .avec(announce(etat))
}

/// Tells assistive technology what the last change made of the cash.
fn announce(etat: Etat) -> Vue {
    elc("p", "sr")
        .attr("role", "status")
        .texte_vif(move || cash(etat).as_ref().map_or_else(String::new, phrase_du_rouge))
}

/// A remedy, to take up: a gesture of its own, however soon after what was typed. Its button
/// goes away then: the focus goes to the field that it changes.
fn remede(etat: Etat, mots: String, id: &'static str, champ: Champ, n: u16) -> Vue {
    let prendre = move |e: Event| {
        focus_later(&e, id);
        etat.take_remede(champ, n);
    };
    el("li").avec(bouton("lien", prendre).avec(mots))
}

/// What would keep every month out of the red, each a button that does it.
fn remedes(etat: Etat, t: &Tresorerie) -> Option<Vue> {
    t.rouge_au_plus_bas?;
    let retenu = retenu(etat);
    let mut liste = elc("ul", "budget-remedes");
    if let Some(report) = t.remedes.report {
        let rang = retenu.embauche.saturating_add(report);
        let mots = [
            "Embaucher ",
            &compte(report.into(), "mois", "mois"),
            " plus tard, en ",
            &nom_du_rang(etat, rang),
        ]
        .concat();
        liste = liste.avec(remede(etat, mots, "budget-embauche", Champ::Embauche, rang.into()));
    }
    if let Some(quotite) = t.remedes.quotite {
        let mots = ["Passer le temps de travail à ", &quotite.to_string(), "\u{a0}%"].concat();
        liste = liste.avec(remede(etat, mots, "budget-quotite", Champ::Quotite, quotite));
    }
    let combien = u8::from(t.remedes.report.is_some()) + u8::from(t.remedes.quotite.is_some());
    let (suite, certitude) = match t.est_incertaine() {
        true => (", même aux montants les plus bas\u{a0}:", " à coup sûr"),
        false => ("\u{a0}:", ""),
    };
    let dire = |mots: &str| elc("p", "petit").avec([mots, suite].concat());
    Some(match combien {
        0 if retenu.cout() == 0 => {
            el("p").avec("Revoyez les indemnités et les autres dépenses, ou cherchez d’autres recettes.")
        }
        0 => el("p").avec(
            [
                "Ni une embauche plus tardive, ni un temps partiel n’y suffisent",
                certitude,
                ". Revoyez les autres dépenses, ou cherchez d’autres recettes.",
            ]
            .concat(),
        ),
        1 => el("div").avec(dire("Ce changement y suffit")).avec(liste),
        _ => el("div").avec(dire("Chacun de ces changements y suffit")).avec(liste),
    })
}

fn legende(t: &Tresorerie) -> String {
    let barres = match (t.totaux.variable > 0, t.rouge.is_some()) {
        (true, true) => {
            "Chaque barre est ce qui reste en fin de mois. Hachuré : ce qui vient du volet variable, non assuré. Sous la ligne, croisé et marqué d’un triangle : il manque de l’argent."
        }
        (true, false) => {
            "Chaque barre est ce qui reste en fin de mois. Hachuré : ce qui vient du volet variable, non assuré."
        }
        (false, true) => {
            "Chaque barre est ce qui reste en fin de mois. Sous la ligne, croisé et marqué d’un triangle : il manque de l’argent."
        }
        (false, false) => "Chaque barre est ce qui reste en fin de mois.",
    };
    let bande = t.mois.iter().any(|m| m.solde_entre.is_some());
    [
        barres,
        if bande {
            " Cadre en tirets\u{a0}: entre quoi et quoi, selon les montants non établis."
        } else {
            ""
        },
    ]
    .concat()
}

fn a_renseigner(etat: Etat) -> Option<Vue> {
    let mut noms = String::new();
    for nom in budget(*etat, |b| b.noms_a_renseigner(etat.rules())) {
        if !noms.is_empty() {
            noms.push_str(", ");
        }
        noms.push_str(&nom);
    }
    (!noms.is_empty())
        .then(|| elc("p", "petit gris").avec(["À renseigner, donc compté pour rien : ", &noms, "."].concat()))
}

/// The balance of each month as a bar; the table says the same.
fn graphique(t: &Tresorerie) -> Vue {
    let (mut haut, mut bas) = (0, 0);
    for m in &t.mois {
        let (min, max) = m.solde_entre.unwrap_or((m.solde, m.solde));
        haut = haut.max(max);
        bas = bas.min(min);
    }
    let px = |montant: i64| montant * HAUT / (haut - bas).max(1);
    // Marks of the months in the red stand on the line: not in what is written at the top.
    let zero = MARGE + if haut > 0 && bas < 0 { px(haut).max(18) } else { px(haut) };
    let bas_y = zero + px(-bas);
    let total = t.mois.len() as u64;
    let mut dessin = svg("svg").attr("height", &(bas_y + 44).to_string()).avec(motifs());
    if haut > 0 {
        dessin = dessin.avec(texte("v", "0", MARGE - 8, "start", &euros_signes(haut)));
    }
    if bas < 0 {
        dessin = dessin.avec(texte("v rouge", "0", bas_y + 16, "start", &euros_signes(bas)));
    }
    let mut incertain = 0;
    for (rang, m) in t.mois.iter().enumerate() {
        incertain += m.variable;
        let x = pour_cent(rang as u64 * 1_000 + 120, total * 1_000);
        let large = pour_cent(760, total * 1_000);
        let barre = |classe: &str, y: i64, h: i64| {
            svg("rect")
                .attr("class", classe)
                .attr("x", &x)
                .attr("width", &large)
                .attr("y", &y.to_string())
                .attr("height", &h.max(1).to_string())
        };
        if m.solde < 0 {
            let milieu = pour_cent(rang as u64 * 1_000 + 500, total * 1_000);
            dessin = dessin.avec(barre("rouge", zero, px(-m.solde)).attr("fill", "url(#croix)")).avec(texte(
                "rouge",
                &milieu,
                zero - 5,
                "middle",
                "▼",
            ));
        } else {
            let hachure = px(m.solde.min(incertain));
            let plein = px(m.solde) - hachure;
            dessin = dessin.avec(barre("plein", zero - plein, plein));
            if hachure > 0 {
                dessin = dessin.avec(
                    barre("hachure", zero - plein - hachure, hachure).attr("fill", "url(#hachures-budget)"),
                );
            }
        }
        if let Some((min, max)) = m.solde_entre {
            let bande = px(max) - px(min);
            dessin = dessin.avec(barre("bande", zero - px(max), bande));
        }
        if rang % 3 == 0 {
            let ici = pour_cent(rang as u64 * 1_000 + 120, total * 1_000);
            // One in two on a phone.
            let classe = if rang % 6 == 0 { "m" } else { "m large" };
            dessin = dessin.avec(texte(classe, &ici, bas_y + 32, "start", mois_court_de(m.mois)));
            if rang % 12 == 0 || m.mois <= 3 {
                dessin = dessin.avec(texte(classe, &ici, bas_y + 32 + 14, "start", &m.annee.to_string()));
            }
        }
    }
    let ligne = svg("line")
        .attr("class", "axe")
        .attr("x1", "0")
        .attr("x2", "100%")
        .attr("y1", &zero.to_string())
        .attr("y2", &zero.to_string());
    elc("div", "versements budget-courbe")
        .attr("aria-hidden", "true")
        .avec(dessin.attr("height", &(bas_y + 50).to_string()).avec(ligne))
}

fn texte(classe: &str, x: &str, y: i64, ancre: &str, mots: &str) -> Vue {
    svg("text")
        .attr("class", classe)
        .attr("x", x)
        .attr("y", &y.to_string())
        .attr("text-anchor", ancre)
        .avec(mots)
}

/// The pattern of what is not certain, and that of what is missing.
fn motifs() -> Vue {
    let motif = |id: &str, deux: bool| {
        let trait_de = |y1: &str, y2: &str| {
            svg("line").attr("class", "trait").attr("x1", "0").attr("x2", "6").attr("y1", y1).attr("y2", y2)
        };
        svg("pattern")
            .attr("id", id)
            .attr("width", "6")
            .attr("height", "6")
            .attr("patternUnits", "userSpaceOnUse")
            .avec(svg("rect").attr("class", "fond").attr("width", "6").attr("height", "6"))
            .avec(trait_de("6", "0"))
            .avec(deux.then(|| trait_de("0", "6")))
    };
    svg("defs").avec(motif("hachures-budget", false)).avec(motif("croix", true).attr("class", "rouge"))
}

fn tableau(t: &Tresorerie) -> Vue {
    let ligne = |m: &MoisTresorerie| {
        let rouge = m.solde < 0;
        el("tr")
            .avec(intitule(mois_de(m.annee, m.mois)))
            .avec(elc("td", "nombre").avec(nombre_signe(m.entrees)))
            .avec(elc("td", "nombre").avec(nombre_signe(m.sorties)))
            .avec(
                elc("td", if rouge { "nombre budget-rouge" } else { "nombre" })
                    .avec(nombre_signe(m.solde))
                    .avec(m.solde_entre.map(|(min, max)| {
                        let bornes = ["entre ", &nombre_signe(min), " et ", &nombre_signe(max)].concat();
                        elc("span", "petit gris incertain").avec(bornes)
                    }))
                    .avec(rouge.then(|| sr(", dans le rouge"))),
            )
    };
    let total = &t.totaux;
    let sommes = [
        ("ACI, fonctionnement et volets fixes", total.aci),
        ("ACI, volet variable", total.variable),
        ("Autres recettes", total.recettes),
        ("Coordination", -total.coordination),
        ("Indemnités", -total.indemnites),
        ("Autres dépenses", -total.depenses),
    ];
    let mut pied = el("tfoot");
    for (mots, montant) in sommes {
        if montant != 0 {
            pied = pied.avec(
                el("tr")
                    .avec(intitule(mots).attr("colspan", "3"))
                    .avec(elc("td", "nombre").avec(nombre_signe(montant))),
            );
        }
    }
    elc("table", "tableau")
        .avec(elc("caption", "sr").avec("Trésorerie sur 24 mois, puis totaux, en euros"))
        .avec(el("thead").avec(el("tr").avec([
            colonne("", "Mois"),
            colonne("nombre", "Entrées"),
            colonne("nombre", "Sorties"),
            colonne("nombre", "Reste, en euros"),
        ])))
        .avec(el("tbody").avec_tous(t.mois.iter().map(ligne)))
        .avec(pied)
}

/// The table as Excel in French opens it: UTF-8 with its mark, semicolons.
fn csv(t: &Tresorerie) -> String {
    let mut s = String::from(
        "\u{feff}Mois;Entrées;dont volet variable;Sorties;Reste en fin de mois;Au moins;Au plus\r\n",
    );
    for m in &t.mois {
        // Empty where it is known: the column before says it.
        let borne =
            |lire: fn((i64, i64)) -> i64| m.solde_entre.map_or_else(String::new, |e| lire(e).to_string());
        let jour = [if m.mois < 10 { "01/0" } else { "01/" }, &m.mois.to_string(), "/", &m.annee.to_string()]
            .concat();
        let champs = [
            jour,
            m.entrees.to_string(),
            m.variable.to_string(),
            m.sorties.to_string(),
            m.solde.to_string(),
            borne(|e| e.0),
            borne(|e| e.1),
        ];
        s.push_str(&champs.join(";"));
        s.push_str("\r\n");
    }
    s
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_csv_is_what_excel_in_french_opens() {
        let mois = MoisTresorerie {
            annee: 2027,
            mois: 4,
            entrees: 75_000,
            variable: 0,
            sorties: 80_000,
            solde: -5_000,
            solde_entre: None,
        };
        let incertain = MoisTresorerie { mois: 5, solde_entre: Some((-7_500, 1_000)), ..mois };
        let t = Tresorerie {
            mois: vec![mois, incertain],
            totaux: Default::default(),
            rouge: None,
            rouge_au_plus_bas: None,
            rouge_au_plus_haut: None,
            remedes: Default::default(),
            plafonds: Vec::new(),
            a_renseigner: Vec::new(),
        };
        assert_eq!(
            csv(&t),
            "\u{feff}Mois;Entrées;dont volet variable;Sorties;Reste en fin de mois;Au moins;Au plus\r\n01/04/2027;75000;0;80000;-5000;;\r\n01/05/2027;75000;0;80000;-5000;-7500;1000\r\n"
        );
    }
}
