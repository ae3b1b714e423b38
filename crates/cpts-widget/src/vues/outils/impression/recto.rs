//! The front of the sheet: the bilan on one page.

use cpts_codes::{Date, nombre};
use cpts_core::texte::{entre, incertitude};
use cpts_core::{Bilan, Entre, Situation};
use cpts_rules::{Niveau, Poste, Rules};
use cpts_seance::format::{compte, et_bornes, euros, jour, minuscule, mois_court};
use cpts_seance::lectures::comparaison::verse;
use cpts_seance::lectures::echeancier::rang_de_l_annee;
use cpts_seance::lectures::territoire::{nom_du_territoire, plus_proche};
use cpts_seance::lectures::versements::{Moment, moments};

use crate::effets::qr::{self, Code};
use crate::etat::Etat;
use crate::etat::cellules::reglages::Reglage;
use crate::socle::icones::{Icone, dessin};
use crate::socle::page;
use crate::socle::vue::{Enfant, Vue, el, elc, propre};
use crate::vues::pieces::jour::jour_vu;
use crate::vues::pieces::mentions::mention;
use crate::vues::pieces::niveaux::mots_du_verdict;

/// Communes that the first page has room for, in its three columns.
const COMMUNES_PAGE_UNE: usize = 75;

/// Columns of communes.
const COLONNES: usize = 3;

/// Steps that the page has room for.
const ETAPES: usize = 5;

/// Findings that the frame of the verdict names.
const CONSTATS: usize = 5;

/// The front page, and what does not fit on it.
pub(crate) fn recto(etat: Etat, montants: bool, code: Option<&Code>) -> Vue {
    let communes = communes(etat);
    let une_page = communes.len() <= COMMUNES_PAGE_UNE;
    let titre = ["Les ", &compte(communes.len() as u32, "commune", "communes")].concat();
    let titre = if communes.len() == 1 { "La commune".to_owned() } else { titre };
    let titre = [&titre, ", code INSEE et population"].concat();
    let liste = (!communes.is_empty()).then(|| section(&titre).avec(liste_des_communes(&communes)));
    let page = etat.bilan.with(|b| {
        let page = elc("article", "page").avec(tete(etat, b, code)).avec(cadre_du_verdict(etat, b));
        let page = page.avec(cles(etat, b, montants));
        let haut = elc("div", "deux").avec(missions(etat, b, montants)).avec(
            if montants || b.financement.is_none() {
                versements(etat, b)
            } else {
                section("Ce qui est versé, et quand").avec(el("p").avec("Montants masqués."))
            },
        );
        let bas = elc("div", "deux").avec(qui_participe(etat)).avec(etapes(b));
        page.avec(haut).avec(bas)
    });
    if une_page {
        return page.avec(liste).avec(pied(etat, montants));
    }
    let page = page
        .avec(el("p").avec([&titre, "\u{a0}: voir la page suivante."].concat()))
        .avec(pied(etat, montants));
    let suite = elc("section", "page")
        .avec(elc("p", "sur-titre").sans_traduction().avec(nom_du_territoire(*etat)))
        .avec(liste);
    el("div").avec(page).avec(suite)
}

fn section(titre: &str) -> Vue {
    el("section").avec(el("h2").avec(titre))
}

fn tete(etat: Etat, b: &Bilan, code: Option<&Code>) -> Vue {
    let mut lieux = compte(b.territoire.communes, "commune", "communes");
    etat.with_territory(|t| {
        for code in &b.territoire.departements {
            if let Some(departement) = t.departement(*code) {
                lieux = [&lieux, ", ", departement.nom, " (", code.as_str(), ")"].concat();
            }
        }
    });
    for code in &b.territoire.regions {
        if let Some(region) = etat.rules().region(*code) {
            lieux = [&lieux, ", ", region.nom].concat();
        }
    }
    lieux.push('.');
    let mut nom = nom_du_territoire(*etat);
    if b.territoire.communes == 0 {
        "Le territoire n’est pas encore choisi.".clone_into(&mut lieux);
        if nom.is_empty() {
            "Projet de CPTS".clone_into(&mut nom);
        }
    }
    let signature = etat.projet.with(|p| p.signature);
    let contrat = match &b.contrat {
        Some(contrat) => Some(el("span").avec(" ").avec(contrat.faits(etat.rules()).join(" "))),
        None => {
            signature.map(|jour| el("span").avec(" Signature envisagée le ").avec(jour_vu(jour)).avec("."))
        }
    };
    // A project too long for a code that is read at once is left without one.
    let reprendre = code.map(|code| {
        elc("div", "reprendre")
            .avec(el("p").avec("Reprendre ce projet sur un téléphone"))
            .avec(qr::drawing(code, "Code QR qui ouvre ce projet dans le simulateur"))
    });
    let titre = el("div")
        .avec(elc("p", "sur-titre").avec("Bilan de simulation CPTS, ").avec(jour_vu(page::aujourd_hui())))
        .avec(el("h1").sans_traduction().avec(nom))
        .avec(el("p").avec(lieux).avec(contrat));
    el("header").avec(titre).avec(reprendre)
}

/// The verdict, then what weighs in it, by its title.
fn cadre_du_verdict(etat: Etat, b: &Bilan) -> Vue {
    let rules = etat.rules();
    let (mot, phrase) = mots_du_verdict(rules, b, etat.en_cours());
    let mut points = el("ul");
    let mut restent = 0;
    let mut places = CONSTATS;
    for constat in &b.constats {
        if matches!(constat.niveau, Niveau::Conseil | Niveau::Conforme) {
            continue;
        }
        if places == 0 {
            restent += 1;
            continue;
        }
        places -= 1;
        let mot = rules.niveau(constat.niveau).map_or("", |m| m.mot);
        points = points
            .avec(el("li").avec(el("strong").avec(mot)).avec("\u{a0}: ").avec(&constat.titre).avec("."));
    }
    if restent > 0 {
        points = points.avec(
            el("li")
                .avec(["Et ", &compte(restent, "autre point", "autres points"), " dans le bilan."].concat()),
        );
    }
    elc("div", "verdict")
        .avec(dessin(Icone::niveau(b.verdict), 32))
        .avec(el("div").avec(el("p").avec(el("strong").avec([mot, ". "].concat())).avec(phrase)).avec(points))
}

/// The figures that a team remembers; none without a commune.
fn cles(etat: Etat, b: &Bilan, montants: bool) -> Option<Vue> {
    if b.territoire.communes == 0 {
        return None;
    }
    let une = |titre: &str, valeur: Vue| el("div").avec(el("dt").avec(titre)).avec(el("dd").avec(valeur));
    let fort = |texte: String| el("strong").avec(texte);
    let argent = |montant: u32, bornes: Option<Entre>| {
        let bornes = bornes.map(|bornes| elc("span", "bornes").avec(entre(bornes)));
        el("span").avec(fort(euros(montant))).avec(bornes)
    };
    let mut cles = elc("dl", "cles").avec(une(
        &["Population municipale ", &b.territoire.millesime.to_string()].concat(),
        fort(nombre(b.territoire.population)),
    ));
    if let Some(taille) = &b.taille {
        let marge = plus_proche(taille).map(|m| [" marge ", &nombre(m)].concat());
        cles = cles
            .avec(une("Taille", el("span").avec(fort(nombre(taille.taille.numero().into()))).avec(marge)));
    }
    if let Some(f) = b.financement.as_ref().filter(|_| montants) {
        cles = cles
            .avec(une("Fixe par an", argent(f.totaux.fixe, f.totaux.fixe_entre)))
            .avec(une("Maximum par an", argent(f.totaux.maximum, f.totaux.maximum_entre)));
        let premiere = etat.depart().and_then(|jour| f.annees(jour).first().map(|a| (a.montant, a.entre)));
        if let Some((montant, bornes)) = premiere {
            cles = cles.avec(une(verse(etat.en_cours()), argent(montant, bornes)));
        }
    }
    Some(cles)
}

/// A table whose first column heads its rows.
fn tableau<const N: usize>(legende: &str, titres: [(&str, bool); N]) -> Vue {
    let mut tete = el("tr");
    for (titre, nombre) in titres {
        tete = tete.avec(elc("th", if nombre { "nombre" } else { "" }).attr("scope", "col").avec(titre));
    }
    el("table").avec(elc("caption", "cache").avec(legende)).avec(el("thead").avec(tete))
}

fn rang(classe: &str, titre: impl Enfant) -> Vue {
    elc("tr", classe).avec(el("th").attr("scope", "row").avec(titre))
}

fn chiffre(texte: String) -> Vue {
    elc("td", "nombre").avec(texte)
}

/// Each item, when it starts, and what it brings in a year.
fn missions(etat: Etat, b: &Bilan, montants: bool) -> Vue {
    let rules = etat.rules();
    let depart =
        |poste: Poste| {
            let Some(mission) = poste.mission() else { return "signature".to_owned() };
            etat.projet.with(|p| {
                let Some(signature) = p.signature else { return "–".to_owned() };
                let choisie = p.hypotheses.demarrages.get(&mission).copied();
                mois(choisie.unwrap_or_else(|| {
                    cpts_core::demarrage_par_defaut(mission, signature, etat.formulaire())
                }))
            })
        };
    let Some(f) = &b.financement else {
        // No finding speaks of a territory that is not there.
        return section("Missions et financement").avec(el("p").avec(match b.territoire.communes {
            0 => "Aucun montant\u{a0}: le territoire n’est pas encore choisi.",
            _ => "Aucun montant\u{a0}: voir les constats.",
        }));
    };
    if !montants {
        let mut lignes = el("tbody");
        for l in &f.lignes {
            lignes =
                lignes.avec(rang("", rules.poste(l.poste).titre_court).avec(el("td").avec(depart(l.poste))));
        }
        return section("Missions").avec(
            tableau("Missions et leur démarrage", [("Poste", false), ("Démarrage", false)]).avec(lignes),
        );
    }
    let ou_tiret = |valeur: Option<u32>| match valeur {
        Some(0) => "–".to_owned(),
        Some(n) => nombre(n),
        None => "inconnu".to_owned(),
    };
    let mot = |statut| rules.statut(statut).map_or("", |s| s.mot);
    let mut lignes = el("tbody");
    for l in &f.lignes {
        let titre = el("span")
            .avec(rules.poste(l.poste).titre_court)
            .avec(incertitude(l).map(|mots| elc("span", "bornes").avec(mots)));
        lignes = lignes.avec(
            rang("", titre)
                .avec(el("td").avec(depart(l.poste)))
                .avec(chiffre(ou_tiret(l.fixe)))
                .avec(chiffre(ou_tiret(l.variable)))
                .avec(el("td").avec(mot(l.statut))),
        );
    }
    let nouvelle = etat.projet.with(|p| p.situation == Situation::Nouvelle);
    let t = f.totaux;
    lignes = lignes.avec(
        rang("total", "Total")
            .avec(el("td"))
            .avec(chiffre(nombre(t.fixe)))
            .avec(chiffre(nombre(t.variable)))
            .avec(el("td").avec(mot(t.statut))),
    );
    let titres =
        [("Poste", false), ("Démarrage", false), ("Fixe", true), ("Variable", true), ("Statut", false)];
    section("Missions et financement, euros par an")
        .avec(tableau("Financement par an, poste par poste", titres).avec(lignes))
        .avec((t.non_partage > 0).then(|| {
            el("p").avec(
                [
                    "Et ",
                    &euros(t.non_partage),
                    " dont le partage entre fixe et variable n’est pas connu",
                    &et_bornes(t.non_partage_entre),
                    ".",
                ]
                .concat(),
            )
        }))
        // A contract that runs has that year behind it, or its payment in the calendar.
        .avec(f.lignes.iter().filter(|_| nouvelle).find_map(|l| {
            let phrase = [
                "L’année où le plan de crise s’écrit, ",
                &euros(l.premiere_annee?),
                &et_bornes(l.premiere_annee_entre),
                "\u{a0}; ensuite ",
                &euros(l.fixe?),
                ".",
            ];
            Some(el("p").avec(phrase.concat()))
        }))
        .avec((t.crise > 0).then(|| {
            el("p").avec(
                [
                    "En plus, si une crise sanitaire grave est reconnue\u{a0}: ",
                    &euros(t.crise),
                    &et_bornes(t.crise_entre),
                    ".",
                ]
                .concat(),
            )
        }))
}

/// `avr. 2027`.
fn mois(date: Date) -> String {
    [mois_court(date), "\u{a0}", &date.annee().to_string()].concat()
}

/// The payments of two years, with the sum of each.
fn versements(etat: Etat, b: &Bilan) -> Vue {
    let titre = section("Ce qui est versé, et quand");
    let en_cours = etat.en_cours();
    let (f, depart) = match (&b.financement, etat.depart()) {
        (Some(f), Some(depart)) => (f, depart),
        // Whatever the day: the other half of the page says where to look.
        (None, _) => return titre.avec(el("p").avec("Aucun versement connu.")),
        (Some(_), None) => return titre.avec(el("p").avec("La date de signature n’est pas choisie.")),
    };
    let moments = moments(&f.echeancier);
    let mut lignes = el("tbody");
    for annee in f.annees(depart) {
        for moment in &moments {
            if moment.date < annee.debut || moment.date >= annee.fin {
                continue;
            }
            lignes = lignes.avec(
                rang("", mois(moment.date))
                    .avec(el("td").avec(pour_quoi(etat.rules(), moment)))
                    .avec(chiffre(nombre(moment.montant))),
            );
        }
        let titre = el("th")
            .attr("scope", "row")
            .attr("colspan", "2")
            .avec(rang_de_l_annee(annee.annee, en_cours))
            // Those of the first year are above, among the key figures.
            .avec(annee.entre.filter(|_| annee.annee > 1).map(|b| elc("span", "bornes").avec(entre(b))));
        lignes = lignes.avec(elc("tr", "total").avec(titre).avec(chiffre(nombre(annee.montant))));
    }
    titre.avec(
        tableau("Versements sur 24 mois", [("Date", false), ("Pour quoi", false), ("Euros", true)])
            .avec(lignes),
    )
}

fn pour_quoi(rules: &'static Rules, moment: &Moment) -> String {
    let mut mots = Vec::new();
    if moment.signature {
        mots.push(rules.poste(Poste::Fonctionnement).titre_court.to_owned());
    }
    if moment.annee {
        mots.push("Soldes et avances".to_owned());
    }
    match moment.demarrages.as_slice() {
        [] => {}
        [poste] => mots.push(rules.poste(*poste).titre_court.to_owned()),
        plusieurs => mots.push(compte(plusieurs.len() as u32, "démarrage", "démarrages")),
    }
    if moment.variable {
        mots.push("Variable, estimé".to_owned());
    }
    mots.join("\u{a0}; ")
}

/// Who is in, as they were counted.
fn qui_participe(etat: Etat) -> Vue {
    let texte = etat.projet.with(|p| {
        let mut morceaux = Vec::new();
        if let Some(effectifs) = &p.professionnels {
            // In the order of the questions.
            for profession in etat.formulaire().professions {
                if let Some(nombre) = effectifs.get(profession.id).copied().filter(|nombre| *nombre > 0) {
                    let (un, plusieurs) = (minuscule(profession.nom), minuscule(profession.pluriel));
                    morceaux.push(compte(u32::from(nombre), &un, &plusieurs));
                }
            }
        }
        morceaux.join(", ")
    });
    let dit = if texte.is_empty() {
        "Personne n’a encore été compté.".to_owned()
    } else {
        [&texte, "."].concat()
    };
    section("Qui participe").avec(el("p").avec(dit))
}

/// The next steps.
fn etapes(b: &Bilan) -> Vue {
    let mut liste = el("ol");
    for etape in b.etapes.iter().take(ETAPES) {
        liste = liste.avec(el("li").avec(etape.titre));
    }
    section("Prochaines étapes").avec(liste)
}

/// A commune of the list.
struct Commune {
    nom: String,
    code: String,
    population: String,
}

/// Each commune once, by name.
fn communes(etat: Etat) -> Vec<Commune> {
    let mut communes: Vec<(String, Commune)> = Vec::new();
    etat.perimetre.with(|p| {
        for c in &p.communes {
            let code = c.code.as_str().to_owned();
            if communes.iter().any(|(_, vue)| vue.code == code) {
                continue;
            }
            let nom = if c.part.is_some() { [&c.nom, " (partie)"].concat() } else { c.nom.clone() };
            let population = c.population.map_or_else(|| "inconnue".to_owned(), nombre);
            communes.push((cpts_territory::normalise(&c.nom), Commune { nom, code, population }));
        }
    });
    communes.sort_by(|(un, _), (autre, _)| un.cmp(autre));
    communes.into_iter().map(|(_, commune)| commune).collect()
}

fn liste_des_communes(communes: &[Commune]) -> Vue {
    let hauteur = communes.len().div_ceil(COLONNES).max(1);
    let mut colonnes = elc("div", "trois");
    for lot in communes.chunks(hauteur) {
        let mut lignes = el("tbody");
        for c in lot {
            lignes = lignes.avec(
                rang("", propre(&c.nom))
                    .avec(elc("td", "code").avec(c.code.as_str()))
                    .avec(chiffre(c.population.clone())),
            );
        }
        let titres = [("Commune", false), ("Code", false), ("Habitants", true)];
        colonnes = colonnes.avec(tableau("Communes", titres).avec(lignes));
    }
    colonnes
}

/// Whom to call, what this is worth, and when it was true.
fn pied(etat: Etat, montants: bool) -> Vue {
    let (avertissement, titre, verifie, annee) = etat.bilan.with(|b| {
        (b.regles.avertissement, b.regles.titre, jour(b.regles.verifie_le), b.territoire.millesime)
    });
    // Without a commune no population was counted.
    let population = match annee {
        0 => String::new(),
        annee => [" Population municipale INSEE, millésime ", &annee.to_string(), "."].concat(),
    };
    // They stand beside the amounts.
    let mut statuts = String::new();
    for s in etat.rules().statuts {
        if montants && etat.bilan.with(|b| uses(b, s.statut)) {
            let suite = if statuts.is_empty() { "Statuts\u{a0}: " } else { "\u{a0}; " };
            let phrase = minuscule(s.phrase);
            statuts = [&statuts, suite, "«\u{a0}", s.mot, "\u{a0}», ", phrase.trim_end_matches('.')].concat();
        }
    }
    el("footer")
        .avec(contacts(etat))
        .avec(mention(etat))
        .avec(el("p").avec(
            [avertissement, " Règles\u{a0}: ", titre, ", vérifiées le ", &verifie, ".", &population].concat(),
        ))
        .avec((!statuts.is_empty()).then(|| el("p").avec([&statuts, "."].concat())))
        .avec(etat.rules().annonce.map(|a| el("p").avec([a.titre, "."].concat())))
}

fn uses(b: &Bilan, statut: cpts_rules::Statut) -> bool {
    b.financement.as_ref().is_some_and(|f| f.lignes.iter().any(|l| l.statut == statut))
}

/// The contacts of the site, else those of the région, else a line to fill in.
fn contacts(etat: Etat) -> Vue {
    let (departements, regions) =
        etat.bilan.with(|b| (b.territoire.departements.clone(), b.territoire.regions.clone()));
    let mut noms = Vec::new();
    if let Some(c) = etat.configuration.get() {
        for contact in c.contacts_of(&departements, &regions) {
            let mut nom = contact.nom.clone();
            for suite in [&contact.courriel, &contact.telephone] {
                if !suite.is_empty() {
                    nom = [&nom, ", ", suite].concat();
                }
            }
            noms.push(nom);
        }
    }
    if noms.is_empty() {
        for code in regions {
            if let Some(region) = etat.rules().region(code) {
                noms.extend(region.contacts.iter().map(|c| c.nom.to_owned()));
            }
        }
    }
    let page = etat.reglage(Reglage::ContactUrl).filter(|adresse| !adresse.is_empty());
    let mut ligne = elc("p", "contact");
    if !noms.is_empty() || page.is_some() {
        noms.extend(page);
        ligne =
            ligne.avec(el("strong").avec("Contacts\u{a0}: ")).avec([&noms.join("\u{a0}; "), ". "].concat());
    }
    ligne
        .avec("Votre contact\u{a0}: ")
        .avec(elc("span", "blanc long"))
        .avec(" Téléphone\u{a0}: ")
        .avec(elc("span", "blanc"))
}
