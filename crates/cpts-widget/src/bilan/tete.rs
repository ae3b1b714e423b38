//! The head of the sheet: name, verdict, the four key figures; and the same in
//! one line at the foot of the form, on a phone.

use cpts_core::{Bilan, BilanTaille, Entre, Financement, Perimetre};
use cpts_rules::{Niveau, Rules};

use super::{go_to, vif};
use crate::bareme::{mention, mention_courte};
use crate::etat::Etat;
use crate::format::{compte, entre, euros, jour_vu, minuscule, nombre};
use crate::icones::{Icone, dessin};
use crate::vue::{Enfant, Vue, bouton, el, elc};

/// Name, place and date, then the verdict.
pub(super) fn tete(etat: Etat) -> Vue {
    el("section")
        .avec(el("h2").attr("part", "titre").texte_vif(move || nom_du_territoire(etat)))
        .vif(move || sous_titre(etat))
        .vif(move || super::marque(etat))
        .vif(move || mention(etat))
        .vif(move || etat.bilan.with(|b| verdict(etat.rules(), b, etat.en_cours())))
}

/// The name of the territory: that of its EPCI, or of its largest commune.
pub(crate) fn nom_du_territoire(etat: Etat) -> String {
    if let Some(nom) = etat.projet.with(|p| p.nom.clone()) {
        return nom;
    }
    let seules = etat.projet.with(|p| p.territoire.communes.len() + p.territoire.parts.len());
    let combien = etat.bilan.with(|b| b.territoire.communes);
    etat.perimetre.with(|perimetre| nommer(perimetre, seules, combien))
}

/// The name of a perimeter of `combien` communes, `seules` of which were given one by one.
pub(super) fn nommer(perimetre: &Perimetre, seules: usize, combien: u32) -> String {
    match perimetre.epci.as_slice() {
        [] => {
            let plus_grande = perimetre.communes.iter().max_by_key(|c| c.population);
            let mut nom = plus_grande.map(|c| c.nom.clone()).unwrap_or_default();
            if combien > 1 {
                nom.push_str(" et ");
                nom.push_str(&compte(combien - 1, "autre commune", "autres communes"));
            }
            nom
        }
        [epci] if seules == 0 => epci.nom.clone(),
        [un, deux] if seules == 0 => [un.nom.as_str(), " et ", &deux.nom].concat(),
        [premier, ..] => [premier.nom.as_str(), ", et d’autres"].concat(),
    }
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

/// The word of a verdict and its sentence, which is another one where a contract runs.
pub(crate) fn mots_du_verdict(
    rules: &'static Rules,
    bilan: &Bilan,
    en_cours: bool,
) -> (&'static str, &'static str) {
    let Some(mots) = rules.niveau(bilan.verdict) else { return ("", "") };
    (mots.mot, if en_cours { mots.verdict_en_cours } else { mots.verdict })
}

/// "2 vigilances".
pub(super) fn compte_niveau(rules: &'static Rules, niveau: Niveau, n: u32) -> String {
    let (mot, pluriel) = rules.niveau(niveau).map_or(("", ""), |m| (m.mot, m.pluriel));
    compte(n, &minuscule(mot), &minuscule(pluriel))
}

/// The class that gives a level its two tones.
pub(crate) fn classe_niveau(base: &str, niveau: Niveau) -> String {
    [base, " n-", niveau.id()].concat()
}

/// Reads an amount of the money, and its bounds where it is not proved.
type LireMontant = fn(Etat, &Financement) -> Option<(u32, Option<Entre>)>;

/// The four figures that a team remembers, in sight while the sheet scrolls.
pub(super) fn cles(etat: Etat) -> Vue {
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
            super::verse(etat.en_cours()),
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

/// "marge 120 hab.": the distance to the nearest threshold, with its side.
fn marge(bilan: &Bilan) -> String {
    let marge = bilan.taille.as_ref().and_then(plus_proche);
    marge.map_or_else(String::new, |m| ["marge ", &nombre(m), "\u{a0}hab."].concat())
}

/// Inhabitants to the nearest threshold.
pub(crate) fn plus_proche(taille: &BilanTaille) -> Option<u32> {
    match (taille.marge_basse, taille.marge_haute) {
        (Some(b), Some(h)) => Some(b.min(h)),
        (marge, None) | (None, marge) => marge,
    }
}

/// The bar at the foot of the form: it sticks to the bottom of the window while
/// the form is in sight, and goes away with it when the sheet comes.
pub(crate) fn barre_de_resume(etat: Etat) -> Option<Vue> {
    let masque = etat.masque();
    etat.bilan.with(|b| {
        let taille = b.taille.as_ref()?;
        let mut titre = ["Taille ", &nombre(taille.taille.numero().into())].concat();
        if let Some(marge) = plus_proche(taille) {
            titre.push_str(", marge ");
            titre.push_str(&nombre(marge));
        }
        // Another vintage than the one in force is told wherever a figure rests on it.
        let autre = etat.projet.with(|p| p.hypotheses.millesime.is_some());
        let millesime = autre.then(|| ["Millésime ", &b.territoire.millesime.to_string(), ". "].concat());
        let argent = b
            .financement
            .as_ref()
            .filter(|_| !masque)
            .map(|f| ["Fixe ", &euros(f.totaux.fixe), " par an"].concat());
        Some(
            elc("div", &classe_niveau("resume", b.verdict))
                .avec(elc("span", "n-ic").avec(dessin(Icone::niveau(b.verdict), 26)))
                .avec(
                    el("div").avec(el("strong").avec(titre)).avec(
                        elc("span", "petit gris").avec(millesime).avec(mention_courte(etat)).avec(argent),
                    ),
                )
                .avec(
                    bouton("bouton plein", move |e| {
                        etat.plie.set(true);
                        go_to(&e, "bilan");
                    })
                    .avec("Voir le bilan"),
                ),
        )
    })
}
