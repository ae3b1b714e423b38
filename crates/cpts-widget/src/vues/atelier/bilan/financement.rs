//! The money of a year: a bar, its legend, a table that says the same, and the
//! hypotheses that a person may change.

use cpts_codes::nombre;
use cpts_core::texte::incertitude;
use cpts_core::{Entre, Financement, Ligne, Pourcent, Situation};
use cpts_rules::{Ou, Poste, Statut};
use cpts_seance::format::{et_bornes, euros, pour_cent};

use crate::etat::Etat;
use crate::etat::cellules::ecran::Consultation;
use crate::socle::icones::{Icone, dessin};
use crate::socle::page::*;
use crate::socle::vue::{Vue, bouton, el, elc, sr};
use crate::vues::pieces::kit::{colonne, intitule, repli, s_tete};
use crate::vues::pieces::mentions::mention;
use crate::vues::pieces::saisie_de_nombre::saisie_de_nombre;
use crate::vues::pieces::sources::statut;
use crate::vues::pieces::{contacts, questions};

/// The whole section.
pub(crate) fn financement(etat: Etat) -> Vue {
    let statuts = etat.rules().statuts.iter().map(|s| {
        el("li")
            .avec(dessin(Icone::statut(s.statut), 12))
            .avec(el("span").avec(el("strong").avec(s.mot)).avec("\u{a0}: ").avec(s.phrase))
    });
    el("section")
        .avec(s_tete(
            "Financement par an",
            elc("span", "petit gris").avec("toutes missions démarrées, en euros"),
        ))
        .vif(move || mention(etat))
        .vif(move || {
            etat.bilan.with(|b| match &b.financement {
                Some(f) => vec![barre(f), legende(f), tableau(etat, f), maximum(etat, f)],
                None => vec![el("p").avec("Aucun montant : voir les constats.")],
            })
        })
        .vif(move || contacts::aides(etat))
        .avec(elc("h4", "famille").avec("Vos hypothèses"))
        .avec(atteinte(etat))
        .avec(crise(etat))
        .avec(
            repli("Ce que valent ces chiffres")
                .avec(elc("ul", "statuts").avec_tous(statuts))
                .avec(elc("p", "petit").avec(
                    "Un montant qui n’est pas établi est donné avec ses bornes : « entre … et … » dit le moins et le plus qu’il puisse être, et « Voir la règle » dit pourquoi.",
                )),
        )
        .avec(questions::questions(etat, Ou::Financement))
}

/// Fixed full, variable hatched, crisis dashed and empty: readable in grey.
fn barre(f: &Financement) -> Vue {
    let t = f.totaux;
    let part = |valeur: u32, classe: &str| {
        (valeur > 0).then(|| elc("span", classe).style("flex-grow", &valeur.to_string()))
    };
    elc("div", "barre").attr("aria-hidden", "true").avec([
        part(t.fixe, "fixe"),
        part(t.variable, "variable"),
        part(t.non_partage, "variable"),
        part(t.crise, "crise"),
    ])
}

fn legende(f: &Financement) -> Vue {
    let t = f.totaux;
    let entree = |classe: &str, mots: &str, valeur: u32, bornes: Option<Entre>| {
        (valeur > 0).then(|| {
            el("li")
                .avec(elc("i", classe))
                .avec(el("span").avec(mots).avec(el("strong").avec(euros(valeur))).avec(et_bornes(bornes)))
        })
    };
    elc("ul", "legende").avec([
        entree("fixe", "Fixe ", t.fixe, t.fixe_entre),
        entree("variable", "Variable, selon les résultats ", t.variable, t.variable_entre),
        entree("variable", "Fixe ou variable, partage inconnu ", t.non_partage, t.non_partage_entre),
        entree("crise", "Seulement si une crise est reconnue ", t.crise, t.crise_entre),
    ])
}

fn tableau(etat: Etat, f: &Financement) -> Vue {
    let echelle = f.lignes.iter().map(|l| l.total).max().unwrap_or(1);
    let t = f.totaux;
    let crise = (t.crise > 0).then(|| {
        let certitude = t.statut_crise.unwrap_or(Statut::AConfirmer);
        elc("tr", "apart")
            .avec(
                intitule("En plus, si une crise est reconnue")
                    .avec(elc("span", "sous").avec(statut(etat.rules(), certitude))),
            )
            .avec(elc("td", "c-barre"))
            .avec(el("td"))
            .avec(elc("td", "nombre").avec(nombre(t.crise)))
            .avec(elc("td", "c-max"))
            .avec(elc("td", "c-statut").avec(statut(etat.rules(), certitude)))
    });
    elc("table", "tableau")
        .avec(elc("caption", "sr").avec("Financement par an, poste par poste"))
        .avec(el("thead").avec(el("tr").avec([
            colonne("", "Poste"),
            colonne("c-barre", sr("En barre")),
            colonne("nombre", "Fixe"),
            colonne("nombre", "Variable"),
            colonne("nombre c-max", "Maximum"),
            colonne("c-statut", "Statut et règle"),
        ])))
        .avec(el("tbody").avec_tous(f.lignes.iter().map(|l| ligne(etat, l, echelle))))
        .avec(
            el("tfoot")
                .avec(
                    elc("tr", "total")
                        .avec(
                            intitule("Total").avec(elc("span", "sous").avec(statut(etat.rules(), t.statut))),
                        )
                        .avec(elc("td", "c-barre"))
                        .avec(elc("td", "nombre").avec(nombre(t.fixe)))
                        .avec(elc("td", "nombre").avec(nombre(t.variable)))
                        .avec(elc("td", "nombre c-max").avec(nombre(t.maximum)))
                        .avec(elc("td", "c-statut").avec(statut(etat.rules(), t.statut))),
                )
                .avec(crise),
        )
}

fn maximum(etat: Etat, f: &Financement) -> Vue {
    let t = f.totaux;
    let phrase = elc("p", "petit gris")
        .avec("Maximum par an\u{a0}: ")
        .avec(el("strong").avec(euros(t.maximum)))
        .avec(et_bornes(t.maximum_entre))
        .avec(". ");
    if t.statut_maximum == t.statut {
        return phrase;
    }
    phrase
        .avec("Ce total est mieux établi que ses lignes et leur partage\u{a0}: ")
        .avec(statut(etat.rules(), t.statut_maximum))
        .avec(".")
}

fn ligne(etat: Etat, l: &Ligne, echelle: u32) -> Vue {
    let poste = l.poste;
    let titre = etat.rules().poste(poste).titre_court;
    let ou_tiret = |valeur: Option<u32>| match valeur {
        Some(0) => "–".to_owned(),
        Some(n) => nombre(n),
        None => "inconnu".to_owned(),
    };
    let fixe = l.fixe.unwrap_or(0);
    let variable = l.variable.unwrap_or(l.total - fixe);
    let part = |valeur: u32, classe: &str| {
        (valeur > 0).then(|| elc("span", classe).style("width", &pour_cent(valeur.into(), echelle.into())))
    };
    el("tr")
        .classe_si("vue", move || etat.consultation.get() == Some(Consultation::Poste(poste)))
        .avec(
            intitule(titre)
                .avec(elc("span", "sous").avec(statut_et_regle(etat, l.statut, poste, titre)))
                .avec(incertain(etat, l).map(|mots| elc("span", "petit gris incertain").avec(mots))),
        )
        .avec(
            elc("td", "c-barre")
                .avec(elc("span", "poste-barre").attr("aria-hidden", "true").avec([
                    part(fixe, "fixe"),
                    part(variable, "variable"),
                    part(l.conditionnel, "crise"),
                ]))
                // Where there is a bar there is room under it, and little under the title.
                .avec(incertain(etat, l).map(|mots| elc("span", "petit gris incertain").avec(mots))),
        )
        .avec(elc("td", "nombre").avec(ou_tiret(l.fixe)))
        .avec(elc("td", "nombre").avec(ou_tiret(l.variable)))
        .avec(elc("td", "nombre c-max").avec(nombre(l.total)))
        .avec(elc("td", "c-statut").avec(statut_et_regle(etat, l.statut, poste, titre)))
}

/// What is not known of a line, said once: of its total, or of how it splits; then what its first
/// year is paid.
fn incertain(etat: Etat, l: &Ligne) -> Option<String> {
    let mut mots = incertitude(l).unwrap_or_default();
    // A contract that runs has that year behind it, or its payment in the calendar.
    let a_venir = etat.projet.with(|p| p.situation == Situation::Nouvelle);
    if let Some(premiere) = l.premiere_annee.filter(|_| a_venir) {
        mots.push_str(if mots.is_empty() { "" } else { "\u{a0}; " });
        mots.push_str("la 1re année, plan à écrire\u{a0}: ");
        mots.push_str(&euros(premiere));
        mots.push_str(&et_bornes(l.premiere_annee_entre));
    }
    (!mots.is_empty()).then_some(mots)
}

/// How sure a line is; one tap tells where it comes from.
fn statut_et_regle(etat: Etat, certitude: Statut, poste: Poste, titre: &str) -> Vue {
    bouton("lien statut", move |_| etat.consultation.set(Some(Consultation::Poste(poste))))
        .avec(statut(etat.rules(), certitude))
        .avec(sr(&[", voir la règle\u{a0}: ", titre].concat()))
}

/// The share of the variable part that the person supposes.
fn atteinte(etat: Etat) -> Vue {
    let atteinte = move || {
        etat.projet.with(|p| p.hypotheses.atteinte_variable).map_or_else(
            || etat.rules().versements.atteinte_variable.at(etat.date_des_regles()).valeur,
            |a| u32::from(a.get()),
        )
    };
    let obtenu = move || {
        etat.bilan.with(|b| {
            b.financement.as_ref().map_or_else(String::new, |f| {
                let part = |montant: u32| (u64::from(montant) * u64::from(atteinte()) / 100) as u32;
                let bornes = f.totaux.variable_entre.map(|e| Entre { min: part(e.min), max: part(e.max) });
                let bornes = bornes.and_then(Entre::ouvert);
                [&euros(part(f.totaux.variable)), " par an", &et_bornes(bornes)].concat()
            })
        })
    };
    let champ = saisie_de_nombre(etat)
        .attr("id", "atteinte")
        .attr("max", "100")
        .attr("step", "5")
        .valeur_vive(move || atteinte().to_string())
        .sur("change", move |e| {
            let champ = champ(&e);
            if let Some(lu) = entier(&champ, 100) {
                let part = lu.and_then(|n| Pourcent::try_from(n).ok());
                etat.set_variable(part);
            }
            champ.set_value(&untrack(atteinte).to_string());
        });
    elc("div", "hypothese")
        .avec(el("label").attr("for", "atteinte").avec("Part du variable obtenue"))
        .avec(elc("span", "saisie").avec(champ).avec("%"))
        .avec(elc("span", "chiffres").texte_vif(obtenu))
}

/// Whether a crisis is recognised: shown apart, never in the ordinary budget.
fn crise(etat: Etat) -> Vue {
    let reconnue = move || etat.projet.with(|p| p.hypotheses.crise_reconnue);
    let avec = move || {
        let totaux = etat.bilan.with(|b| b.financement.as_ref().map(|f| f.totaux));
        totaux.filter(|_| reconnue()).map_or_else(String::new, |t| {
            let crise = Entre::of(t.crise, t.crise_entre);
            let bornes = Entre::of(t.maximum, t.maximum_entre).plus(crise).ouvert();
            ["maximum avec la crise\u{a0}: ", &euros(t.maximum + t.crise), &et_bornes(bornes)].concat()
        })
    };
    elc("div", "hypothese")
        .avec(el("label").attr("for", "crise").avec("Une crise sanitaire grave est reconnue par l’ARS"))
        .avec(elc("input", "coche").attr("id", "crise").attr("type", "checkbox").coche_vive(reconnue).sur(
            "change",
            move |e| {
                etat.set_crise(champ(&e).checked());
            },
        ))
        .avec(elc("span", "chiffres").texte_vif(avec))
}
