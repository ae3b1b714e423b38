//! The head of the sheet: name, verdict, the four key figures; and the same in
//! one line at the foot of the form, on a phone.

use cpts_codes::nombre;
use cpts_core::texte::entre;
use cpts_core::{Bilan, Entre, Financement};
use cpts_rules::{Niveau, Rules};
use cpts_seance::format::{compte, euros};
use cpts_seance::lectures::comparaison;
use cpts_seance::lectures::territoire::{marge, nom_du_territoire};

use crate::etat::Etat;
use crate::socle::icones::{Icone, dessin};
use crate::socle::vue::{Enfant, Vue, el, elc};
use crate::vues::pieces::jour::jour_vu;
use crate::vues::pieces::kit::vif;
use crate::vues::pieces::marque_millesime;
use crate::vues::pieces::mentions::mention;
use crate::vues::pieces::niveaux::{classe_niveau, compte_niveau, mots_du_verdict};

/// Name, place and date, then the verdict.
pub(crate) fn tete(etat: Etat) -> Vue {
    el("section")
        .avec(el("h2").attr("part", "titre").sans_traduction().texte_vif(move || nom_du_territoire(*etat)))
        .vif(move || sous_titre(etat))
        .vif(move || marque_millesime::marque(etat))
        .vif(move || mention(etat))
        .vif(move || etat.bilan.with(|b| verdict(etat.rules(), b, etat.en_cours())))
}

/// "55 communes, Nord (59)" and the day of the signature, or where the contract stands.
fn sous_titre(etat: Etat) -> Vue {
    let lieux = etat.bilan.with(|bilan| {
        let mut texte = compte(bilan.territoire.communes, "commune", "communes");
        etat.with_territory(|territory| {
            for code in &bilan.territoire.departements {
                texte.push_str(", ");
                if let Some(departement) = territory.departement(*code) {
                    texte.push_str(departement.nom);
                }
                texte.push_str(" (");
                texte.push_str(code.as_str());
                texte.push(')');
            }
        });
        texte
    });
    let ligne = elc("p", "petit gris").avec(lieux);
    if let Some(faits) = etat.bilan.with(|b| b.contrat.as_ref().map(|c| c.faits(etat.rules()).join(" "))) {
        return ligne.avec(" · ").avec(faits);
    }
    match etat.projet.with(|p| p.signature) {
        Some(date) => ligne.avec(" · Signature prévue le ").avec(jour_vu(date)),
        None => ligne,
    }
}

/// One pale ground, the icon and the word of the level, what was tested.
fn verdict(rules: &'static Rules, bilan: &Bilan, en_cours: bool) -> Vue {
    let niveau = bilan.verdict;
    let (mot, phrase) = mots_du_verdict(rules, bilan, en_cours);
    let mut suite = compte(bilan.constats.len() as u32, "critère examiné", "critères examinés");
    let mut lien = ", dont ";
    for autre in [Niveau::Bloquant, Niveau::ALever, Niveau::Vigilance, Niveau::Inconnu] {
        let n = bilan.constats.iter().filter(|c| c.niveau == autre).count() as u32;
        if n > 0 {
            suite.push_str(lien);
            suite.push_str(&compte_niveau(rules, autre, n));
            lien = ", ";
        }
    }
    suite.push('.');
    elc("div", &classe_niveau("verdict", niveau))
        .avec(elc("span", "n-ic").avec(dessin(Icone::niveau(niveau), 32)))
        .avec(
            el("div")
                .avec(el("p").avec(elc("span", "mot").avec(mot).avec(". ")).avec(el("strong").avec(phrase)))
                .avec(elc("p", "petit").avec(suite)),
        )
}

/// Reads an amount of the money, and its bounds where it is not proved.
type LireMontant = fn(Etat, &Financement) -> Option<(u32, Option<Entre>)>;

/// The four figures that a team remembers, in sight while the sheet scrolls.
pub(crate) fn cles(etat: Etat) -> Vue {
    // Bounds stand in the place of the note.
    let montant = move |titre, lire: LireMontant, note: &'static str| {
        let lu = move || etat.bilan.with(|b| b.financement.as_ref().and_then(|f| lire(etat, f)));
        let valeur = move || lu().map_or_else(tiret, |(montant, _)| euros(montant));
        let note = move || lu().and_then(|(_, bornes)| bornes).map_or_else(|| note.to_owned(), entre);
        cle(titre, valeur, el("span").texte_vif(note))
    };
    let taille =
        move || etat.bilan.with(|b| b.taille.map_or_else(tiret, |t| nombre(t.taille.numero().into())));
    let taille = cle("Taille", taille, el("span").texte_vif(move || etat.bilan.with(marge)));
    if etat.masque() {
        let communes = move || etat.bilan.with(|b| nombre(b.territoire.communes));
        let habitants = move || etat.bilan.with(|b| nombre(b.territoire.population));
        let missions = move || etat.projet.with(|p| nombre(p.missions.iter().flatten().count() as u32));
        return elc("div", "zone cles")
            .avec(taille)
            .avec(cle("Habitants", habitants, "population municipale"))
            .avec(cle("Communes", communes, "dans le périmètre"))
            .avec(cle("Missions", missions, "socles et choisies"));
    }
    elc("div", "zone cles")
        .avec(taille)
        .avec(montant("Fixe par an", |_, f| Some((f.totaux.fixe, f.totaux.fixe_entre)), "missions démarrées"))
        .avec(montant(
            "Maximum par an",
            |_, f| Some((f.totaux.maximum, f.totaux.maximum_entre)),
            "avec tout le variable",
        ))
        .avec(montant(
            comparaison::verse(etat.en_cours()),
            |etat, f| {
                let annees = f.annees(etat.depart()?);
                annees.first().map(|a| (a.montant, a.entre))
            },
            if etat.en_cours() { "à partir du jour choisi" } else { "12 mois après signature" },
        ))
}

fn tiret() -> String {
    "–".to_owned()
}

fn cle(titre: &str, valeur: impl Fn() -> String + 'static, note: impl Enfant) -> Vue {
    elc("dl", "cle")
        .avec(el("dt").avec(titre))
        .avec(el("dd").avec(vif(valeur)).avec(elc("span", "note").avec(note)))
}
