//! What a search finds, in the words of the list.

use core::ops::Range;

use cpts_codes::{CodeCommune, CodeDepartement, CodePostal, CodeRegion, Siren};
use cpts_core::{Projet, Territoire};
use cpts_perimetre::edition;
use cpts_territory::{Cible as Trouve, Commune, Contexte, Epci, Hit, Rang, Territory};

use crate::format::compte;
use crate::lectures::revue::departement;
use crate::seance::Seance;

/// Results that are shown.
const LIMITE: usize = 12;

/// The same for what may be a code: a postal code serves up to 46 communes, and
/// the commune of which it is the INSEE code comes after them.
const LIMITE_CODE: usize = 50;

/// What a choice adds, or opens.
#[derive(Clone, Copy, PartialEq)]
pub enum Cible {
    /// A commune.
    Commune(CodeCommune),
    /// An intercommunality.
    Epci(Siren),
    /// The review of the communes of a postal code.
    Postal(CodePostal),
}

/// One line of the list.
#[derive(Clone, PartialEq)]
pub struct Proposition {
    /// What choosing it does.
    pub cible: Cible,
    /// Its name.
    pub nom: String,
    /// What was typed, inside `nom`: its first and last byte.
    pub touche: (usize, usize),
    /// Second line, where `mot` stands out as an element of the name `balise`.
    pub avant: String,
    /// The word that stands out.
    pub mot: String,
    /// The element that it is written in.
    pub balise: &'static str,
    /// What follows it.
    pub apres: String,
    /// Third line, if any.
    pub suite: String,
    /// Inhabitants, where they are known.
    pub population: Option<u32>,
    /// Whether it is in already.
    pub deja: bool,
}

/// Lines of one kind, under their heading.
#[derive(Clone, PartialEq)]
pub struct Groupe {
    /// Their heading.
    pub titre: &'static str,
    /// The lines.
    pub propositions: Vec<Proposition>,
}

impl Groupe {
    /// Whether its lines are postal codes, which have no population of their own.
    pub fn postal(&self) -> bool {
        self.propositions.iter().any(|p| matches!(p.cible, Cible::Postal(_)))
    }
}

/// Kinds of lines: the heading of one, and of several.
const GENRES: [(&str, &str); 5] = [
    ("Commune", "Communes"),
    ("Ancienne commune", "Anciennes communes"),
    ("Intercommunalité", "Intercommunalités"),
    ("Code postal", "Codes postaux"),
    ("Code INSEE", "Code INSEE"),
];

/// "5 communes et 1 intercommunalité", or why there is nothing.
pub fn phrase_du_compte(groupes: &[Groupe], seance: Seance) -> String {
    let mut nombres = [0u32; 3];
    for proposition in groupes.iter().flat_map(|g| &g.propositions) {
        nombres[match proposition.cible {
            Cible::Postal(_) => 0,
            Cible::Commune(_) => 1,
            Cible::Epci(_) => 2,
        }] += 1;
    }
    let mots = [
        ("code postal à ouvrir", "codes postaux à ouvrir"),
        ("commune", "communes"),
        ("intercommunalité", "intercommunalités"),
    ];
    let mut phrase = String::new();
    for (n, (un, plusieurs)) in nombres.into_iter().zip(mots) {
        if n > 0 {
            if !phrase.is_empty() {
                phrase.push_str(" et ");
            }
            phrase.push_str(&compte(n, un, plusieurs));
        }
    }
    if !phrase.is_empty() {
        return phrase;
    }
    match seance.donnees.with(|d| d.la().is_some()) {
        true => {
            "Aucune commune ni intercommunalité de ce nom. Vérifiez l’orthographe, ou essayez un code postal."
        }
        false => "Les communes arrivent. La recherche répondra dès qu’elles seront là.",
    }
    .to_owned()
}

/// The région that the host page names by its INSEE code or by its name.
pub fn region(territory: &Territory, attribut: &str) -> Option<CodeRegion> {
    let nom = cpts_territory::normalise(attribut);
    territory
        .regions()
        .find(|(code, r)| code.as_str() == attribut.trim() || cpts_territory::normalise(r) == nom)
        .map(|(code, _)| code)
}

/// What the host page says of where its visitors are.
pub struct Hote {
    /// The région, by its INSEE code or by its name.
    pub region: Option<String>,
    /// The département.
    pub departement: Option<CodeDepartement>,
}

/// Where the territory is: what is near it comes first among equals.
fn contexte(territory: &Territory, territoire: &Territoire, hote: &Hote) -> Contexte {
    let mut departements = Vec::new();
    let mut note = |d: CodeDepartement| {
        if !departements.contains(&d) {
            departements.push(d);
        }
    };
    for code in &territoire.communes {
        note(code.departement());
    }
    for part in &territoire.parts {
        note(part.commune.departement());
    }
    for siren in &territoire.epci {
        for commune in territory.communes_of_epci(*siren) {
            note(commune.departement);
        }
    }
    let mut regions = Vec::new();
    if let Some(attribut) = &hote.region {
        regions.extend(region(territory, attribut));
    }
    // The département of the host guides until something is chosen.
    if departements.is_empty() {
        departements.extend(hote.departement);
    }
    Contexte { departements, regions }
}

/// The answers of the search, one group a kind, in the order of the best of each.
pub fn groups(territory: &Territory, projet: &Projet, hote: &Hote, texte: &str) -> Vec<Groupe> {
    let territoire = &projet.territoire;
    let contexte = contexte(territory, territoire, hote);
    let code = texte.trim().bytes().all(|o| o.is_ascii_digit());
    let hits = territory.search_near(texte, if code { LIMITE_CODE } else { LIMITE }, &contexte);
    let mut postal = false;
    let mut groupes: Vec<(usize, Vec<Proposition>)> = Vec::new();
    for Hit { cible, portion, rang } in hits {
        postal |= rang == Rang::Code;
        let (genre, ligne) = match cible {
            Trouve::Commune(commune) => (
                // The same digits are a postal code here, and a commune elsewhere.
                if postal && rang == Rang::CodeInsee { 4 } else { 0 },
                commune_proposee(territory, territoire, commune, commune.nom, portion),
            ),
            Trouve::Ancienne(ancienne) => {
                let actuelle = ancienne.actuelle;
                let mut ligne = commune_proposee(territory, territoire, actuelle, ancienne.nom, portion);
                ligne.avant = "Aujourd’hui dans ".to_owned();
                ligne.mot = [actuelle.nom, " (", actuelle.departement.as_str(), ")"].concat();
                ligne.apres = [", code ", actuelle.code.as_str()].concat();
                ligne.suite = ["Ajoute ", actuelle.nom, " en entier"].concat();
                (1, ligne)
            }
            Trouve::Epci { epci, pour } => (2, epci_propose(territory, territoire, epci, pour, portion)),
            Trouve::CodePostal { code, communes } => (3, postal_propose(code, communes)),
        };
        match groupes.iter_mut().find(|(g, _)| *g == genre) {
            Some((_, lignes)) => lignes.push(ligne),
            None => groupes.push((genre, vec![ligne])),
        }
    }
    let mut ordre = Vec::new();
    for (genre, propositions) in groupes {
        let (un, plusieurs) = GENRES[genre];
        ordre.push(Groupe { titre: if propositions.len() == 1 { un } else { plusieurs }, propositions });
    }
    ordre
}

fn commune_proposee(
    territory: &Territory,
    territoire: &Territoire,
    commune: Commune<'_>,
    nom: &str,
    touche: Range<usize>,
) -> Proposition {
    Proposition {
        cible: Cible::Commune(commune.code),
        nom: nom.to_owned(),
        touche: (touche.start, touche.end),
        avant: [&departement(territory, &commune), ", code ", commune.code.as_str()].concat(),
        mot: String::new(),
        balise: "strong",
        apres: String::new(),
        suite: String::new(),
        population: commune.population,
        deja: edition::contains(territoire, territory, commune.code),
    }
}

/// « CA de Cambrai », and for a town its whole EPCI.
fn epci_propose(
    territory: &Territory,
    territoire: &Territoire,
    epci: Epci<'_>,
    pour: Option<Commune<'_>>,
    portion: Range<usize>,
) -> Proposition {
    let mut avant = String::new();
    if let Some(premiere) = territory.communes_of_epci(epci.siren).next() {
        avant = departement(territory, &premiere);
        avant.push_str(", ");
    }
    avant.push_str(&compte(epci.taille, "commune", "communes"));
    let mut mot = String::new();
    if let Some(commune) = pour {
        avant.push_str(", dont ");
        mot.push_str(commune.nom);
    }
    let mut nom = String::new();
    if let Some(sigle) = epci.nature.sigle().filter(|_| epci.nom_court() != epci.nom) {
        nom.push_str(sigle);
        nom.push(' ');
    }
    // What was typed is in the short name: it only moves with its beginning.
    let deplace = |at: usize| at + nom.len() + epci.nom_court().len() - epci.nom.len();
    let touche = match pour {
        Some(_) => (0, 0),
        None if portion.is_empty() => (0, 0),
        None => (deplace(portion.start), deplace(portion.end)),
    };
    nom.push_str(epci.nom_court());
    Proposition {
        cible: Cible::Epci(epci.siren),
        nom,
        touche,
        avant,
        mot,
        balise: "u",
        apres: String::new(),
        suite: String::new(),
        population: Some(epci.population),
        deja: territoire.epci.contains(&epci.siren),
    }
}

/// Nothing is added at once: a postal code is not a territory.
fn postal_propose(code: CodePostal, communes: u32) -> Proposition {
    Proposition {
        cible: Cible::Postal(code),
        nom: [
            "Code postal ",
            &code.to_string(),
            "\u{a0}: ",
            &compte(communes, "commune", "communes"),
            ", à choisir",
        ]
        .concat(),
        touche: (0, 0),
        avant: "Ouvre la liste. Rien n’est ajouté avant votre choix.".to_owned(),
        mot: String::new(),
        balise: "strong",
        apres: String::new(),
        suite: String::new(),
        population: None,
        deja: false,
    }
}
