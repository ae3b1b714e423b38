//! A whole project as a short text, for the fragment of an address.
//!
//! ```text
//! 1                        version of the container
//! letters (base 32)        checksum (3 bytes), length of what follows, fields
//! field                    number, length, content
//! ```
//!
//! **Links outlive versions.** They stand in e-mails, on posters, in minutes of meetings.
//! So: a field keeps its number and its meaning for ever; a new answer is a new field; what
//! may grow stands at the end of its field. A reader skips what it does not know and
//! tells it. Fields from [`NOMMES`] on begin with what to call them, for readers that are
//! older than they are. Codes of communes are written as they are, not as places in a data
//! file: an old link meets the communes of today by the way of project files.
//! `tests/liens/` holds links of each released version.
//!
//! **Links are hostile.** Nothing is allocated because a link gives a number; the text is
//! limited; reading takes a time that is proportional to it.

mod budget;
mod champs;
mod cles;
mod octets;

use cpts_codes::{CodeCommune, CodeIris, Date, Siren, Table, insertion_sort_by_key};
use cpts_core::{
    BUDGET_EUROS_MAX, BUDGET_LIGNES_MAX, BUDGET_MOIS, Budget, HEURES_MAX, PROFESSIONNELS_MAX, Part, Pourcent,
    Projet, QUOTITE_MAX, Situation, TAUX_MAX, TEXTE_MAX, Territoire,
};

use champs::{LISTE_MAX, nom, numbered, put_nom};
use cles::{CLES, Cles};
use octets::{
    Lecteur, checksum, code_of, codes, from_letters, number_of, put, put_block, put_codes, to_letters,
};

/// What stands before the text in an address.
pub const MARQUE: &str = "#p=";

/// Most letters of a link: a thousand shares with long reasons. All the communes of France,
/// one by one, take nine thousand.
pub const LETTRES_MAX: usize = 500_000;

const VERSION: u8 = b'1';

// The fields. Never give a number to something else.
const NOM: u32 = 1;
const INITIATEUR: u32 = 2;
const PROFESSIONNELS: u32 = 3;
const EPCI: u32 = 4;
const COMMUNES: u32 = 5;
const EXCLUES: u32 = 6;
const PARTS: u32 = 7;
const MISSIONS: u32 = 8;
const SIGNATURE: u32 = 9;
const VARIABLE: u32 = 10;
const CRISE: u32 = 11;
const DEMARRAGES: u32 = 12;
const MILLESIME: u32 = 13;
const BUDGET: u32 = 14;
const COURANT: u32 = 15;
const COTE: u32 = 16;
/// From here on, a field begins with what to call it.
const NOMMES: u32 = 32;
/// Whether a contract runs, and from which day one looks at it.
const CONTRAT: u32 = 32;
/// What earlier versions call it.
const NOM_DU_CONTRAT: &str = "le contrat en cours";

/// A perimeter that stands beside that of the project, to be compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cote {
    /// Its letter, as a rank: 0 for A.
    pub lettre: u8,
    /// Its name, if it was given one.
    pub nom: Option<String>,
    /// Its communes.
    pub territoire: Territoire,
}

/// All that a link carries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dossier {
    /// The answers.
    pub projet: Projet,
    /// The letter (0 for A) and the name of the perimeter of the project, where there are others.
    pub courant: Option<(u8, Option<String>)>,
    /// The others.
    pub cotes: Vec<Cote>,
}

/// A link that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lu {
    /// What it carries.
    pub dossier: Dossier,
    /// What of it is unknown here, and left out: "le budget", "la profession nº 40".
    pub inconnus: Vec<String>,
}

/// Why a link cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refus {
    /// Its end is missing.
    Incomplet,
    /// A letter of it was changed.
    Abime,
    /// It was made by a later version, in a way that this one cannot read.
    TropRecent,
    /// It is longer than any link of the simulator.
    TropLong,
    /// It holds what the simulator would never have written.
    Impossible,
}

impl Refus {
    /// What is wrong, and what to do.
    pub const fn phrases(self) -> [&'static str; 2] {
        match self {
            Self::Incomplet => ["Le lien est incomplet", "Copiez-le en entier"],
            Self::Abime => {
                ["Le lien est abîmé\u{a0}: un caractère a changé", "Copiez-le de nouveau, en entier"]
            }
            Self::TropRecent => [
                "Le lien vient d’une version plus récente du simulateur",
                "Rechargez la page, puis ouvrez-le de nouveau",
            ],
            Self::TropLong => {
                ["Le lien est trop long pour être celui d’un projet", "Demandez le fichier du projet"]
            }
            Self::Impossible => [
                "Le lien contient des réponses impossibles",
                "Demandez à la personne qui l’a envoyé de le copier de nouveau",
            ],
        }
    }
}

/// The text of a link in what a person pasted, or in the fragment of an address; `None`
/// where there is none.
pub fn find(texte: &str) -> Option<&str> {
    texte.split_once(MARQUE).map(|(_, suite)| suite)
}

/// The text of a link, to be written after [`MARQUE`].
pub fn write(dossier: &Dossier) -> String {
    let Dossier { projet, courant, cotes } = dossier;
    let mut champs = Champs::default();
    champs.projet(projet);
    if let Some((lettre, nom)) = courant {
        champs.add(COURANT, |bloc| {
            put(bloc, (*lettre).into());
            put_nom(bloc, nom.as_deref());
        });
    }
    for Cote { lettre, nom, territoire } in cotes {
        champs.add(COTE, |bloc| {
            put(bloc, (*lettre).into());
            put_nom(bloc, nom.as_deref());
            let mut dedans = Champs::default();
            dedans.territoire(territoire);
            bloc.extend_from_slice(&dedans.0);
        });
    }
    seal(&champs.0)
}

/// The container around fields.
fn seal(champs: &[u8]) -> String {
    let mut corps = Vec::with_capacity(champs.len() + 8);
    corps.extend_from_slice(&checksum(champs));
    put_block(&mut corps, champs);
    let mut texte = String::with_capacity(corps.len() * 2);
    texte.push(char::from(VERSION));
    to_letters(&corps, &mut texte);
    texte
}

/// Reads the text of a link.
///
/// # Errors
/// It is cut, changed, too long, or of a later container.
pub fn read(texte: &str) -> Result<Lu, Refus> {
    read_with(texte, &CLES)
}

fn read_with(texte: &str, cles: &Cles) -> Result<Lu, Refus> {
    if texte.len() > LETTRES_MAX {
        return Err(Refus::TropLong);
    }
    match texte.bytes().next() {
        None => return Err(Refus::Incomplet),
        Some(VERSION) => {}
        Some(autre) if autre.is_ascii_alphanumeric() => return Err(Refus::TropRecent),
        Some(_) => return Err(Refus::Abime),
    }
    let corps = from_letters(texte.get(1..).unwrap_or_default());
    let Some((somme, suite)) = corps.split_at_checked(3) else { return Err(Refus::Incomplet) };
    let mut lecteur = Lecteur(suite);
    let Some(champs) = lecteur.block() else { return Err(Refus::Incomplet) };
    if lecteur.has_more() || checksum(champs.0) != somme {
        return Err(Refus::Abime);
    }
    let mut lu = Lu { dossier: Dossier::default(), inconnus: Vec::new() };
    match read_fields(champs, &mut lu, cles) {
        Some(()) => Ok(lu),
        None => Err(Refus::Impossible),
    }
}

/// Fields being written.
#[derive(Default)]
struct Champs(Vec<u8>);

impl Champs {
    fn add(&mut self, numero: u32, ecrire: impl FnOnce(&mut Vec<u8>)) {
        let mut bloc = Vec::new();
        ecrire(&mut bloc);
        put(&mut self.0, numero);
        put_block(&mut self.0, &bloc);
    }

    fn projet(&mut self, projet: &Projet) {
        // Every field is named, so that a new one cannot be forgotten here.
        let Projet {
            version: _,
            nom,
            initiateur,
            professionnels,
            territoire,
            missions,
            situation,
            signature,
            vue_le,
            hypotheses,
        } = projet;
        if let Some(nom) = nom {
            self.add(NOM, |bloc| bloc.extend_from_slice(nom.as_bytes()));
        }
        if let Some(cle) = initiateur.and_then(|i| CLES.initiateurs.iter().position(|autre| *autre == i)) {
            self.add(INITIATEUR, |bloc| put(bloc, cle as u32));
        }
        if let Some(professionnels) = professionnels {
            self.add(PROFESSIONNELS, |bloc| {
                for (id, nombre) in professionnels.iter() {
                    match CLES.professions.iter().position(|connue| connue == id) {
                        Some(place) => put(bloc, place as u32 + 1),
                        // One of a site that gives its own rules.
                        None => {
                            put(bloc, 0);
                            put_block(bloc, id.as_bytes());
                        }
                    }
                    put(bloc, (*nombre).into());
                }
            });
        }
        self.territoire(territoire);
        if let Some(missions) = missions {
            self.add(MISSIONS, |bloc| {
                let mut choisies = 0;
                for (cle, mission) in CLES.missions.iter().enumerate() {
                    if missions.contains(mission) {
                        choisies |= 1 << cle;
                    }
                }
                put(bloc, choisies);
            });
        }
        if let Some(signature) = signature {
            self.add(SIGNATURE, |bloc| put_date(bloc, *signature));
        }
        if *situation != Situation::Nouvelle || vue_le.is_some() {
            self.add(CONTRAT, |bloc| {
                put_block(bloc, NOM_DU_CONTRAT.as_bytes());
                put(bloc, CLES.situations.iter().position(|s| s == situation).unwrap_or_default() as u32);
                if let Some(vue_le) = vue_le {
                    put_date(bloc, *vue_le);
                }
            });
        }
        let cpts_core::Hypotheses { atteinte_variable, crise_reconnue, demarrages, millesime, budget } =
            hypotheses;
        if let Some(atteinte) = atteinte_variable {
            self.add(VARIABLE, |bloc| put(bloc, atteinte.get().into()));
        }
        if *crise_reconnue {
            self.add(CRISE, |_| ());
        }
        if !demarrages.is_empty() {
            self.add(DEMARRAGES, |bloc| {
                for (mission, date) in demarrages.iter() {
                    if let Some(cle) = CLES.missions.iter().position(|autre| autre == mission) {
                        put(bloc, cle as u32);
                        put_date(bloc, *date);
                    }
                }
            });
        }
        if let Some(annee) = millesime {
            self.add(MILLESIME, |bloc| put(bloc, annee.wrapping_sub(ORIGINE).into()));
        }
        if *budget != Default::default() {
            self.add(BUDGET, |bloc| budget::write(budget, &CLES, bloc));
        }
    }

    fn territoire(&mut self, territoire: &Territoire) {
        let Territoire { epci, communes, exclues, parts } = territoire;
        if !epci.is_empty() {
            let mut tries = epci.clone();
            insertion_sort_by_key(&mut tries, |siren| *siren);
            tries.dedup();
            self.add(EPCI, |bloc| {
                let mut avant = 0;
                for siren in tries {
                    put(bloc, siren.get() - avant);
                    avant = siren.get();
                }
            });
        }
        for (numero, liste) in [(COMMUNES, communes), (EXCLUES, exclues)] {
            if !liste.is_empty() {
                self.add(numero, |bloc| put_codes(bloc, liste));
            }
        }
        for Part { commune, population, motif, iris } in parts {
            self.add(PARTS, |bloc| {
                put(bloc, number_of(*commune));
                put(bloc, *population);
                put_block(bloc, motif.as_bytes());
                let mut ceux = Vec::new();
                for code in iris {
                    let numero =
                        code.as_str().get(5..).and_then(|n| n.parse::<u32>().ok()).unwrap_or_default();
                    // After a merger, an IRIS begins with the code of the former commune.
                    let ailleurs = code.commune() != *commune;
                    put(&mut ceux, numero * 2 + u32::from(ailleurs));
                    if ailleurs {
                        put(&mut ceux, number_of(code.commune()));
                    }
                }
                if !ceux.is_empty() {
                    put_block(bloc, &ceux);
                }
            });
        }
    }
}

/// The year from which years are counted, so that those of today take one byte.
const ORIGINE: u16 = 2020;
/// The years of [`Date`]: before the origin, they come after the last one.
const ANNEES: u32 = 300;

fn put_date(sortie: &mut Vec<u8>, date: Date) {
    let annee = (u32::from(date.annee()) + ANNEES - u32::from(ORIGINE)) % ANNEES;
    put(sortie, (annee * 12 + u32::from(date.mois()) - 1) * 31 + u32::from(date.jour()) - 1);
}

fn date(lecteur: &mut Lecteur) -> Option<Date> {
    let jours = lecteur.nombre()?;
    let (mois, jour) = (jours / 31, jours % 31 + 1);
    let (annee, mois) = (mois / 12, mois % 12 + 1);
    if annee >= ANNEES {
        return None;
    }
    let annee = annee + u32::from(ORIGINE);
    let annee = if annee > 2199 { annee - ANNEES } else { annee };
    Date::new(annee as u16, mois as u8, jour as u8)
}

fn read_fields(mut lecteur: Lecteur, lu: &mut Lu, cles: &Cles) -> Option<()> {
    while lecteur.has_more() {
        let numero = lecteur.nombre()?;
        let mut bloc = lecteur.block()?;
        let projet = &mut lu.dossier.projet;
        match numero {
            // To the end of the block.
            NOM => {
                projet.nom = Some(bloc.texte()?);
                continue;
            }
            INITIATEUR => {
                let cle = bloc.nombre()?;
                projet.initiateur = cles.initiateurs.get(cle as usize).copied();
                if projet.initiateur.is_none() {
                    lu.inconnus.push(numbered("l’initiative", cle));
                }
            }
            PROFESSIONNELS => {
                projet.professionnels = Some(professionnels(bloc, &mut lu.inconnus, cles)?);
                continue;
            }
            MISSIONS => {
                let choisies = bloc.nombre()?;
                let mut missions = Vec::new();
                for cle in 0..u32::BITS {
                    if choisies >> cle & 1 == 1 {
                        match cles.missions.get(cle as usize) {
                            Some(mission) => missions.push(*mission),
                            None => lu.inconnus.push(numbered("la mission", cle)),
                        }
                    }
                }
                projet.missions = Some(missions);
            }
            SIGNATURE => projet.signature = Some(date(&mut bloc)?),
            VARIABLE => {
                projet.hypotheses.atteinte_variable = Some(Pourcent::new(bloc.nombre()?.try_into().ok()?)?);
            }
            CRISE => projet.hypotheses.crise_reconnue = true,
            DEMARRAGES => {
                while bloc.has_more() {
                    let cle = bloc.nombre()?;
                    let date = date(&mut bloc)?;
                    match cles.missions.get(cle as usize) {
                        Some(mission) => {
                            projet.hypotheses.demarrages.insert(*mission, date);
                        }
                        None => lu.inconnus.push(numbered("le démarrage de la mission", cle)),
                    }
                }
            }
            MILLESIME => {
                let annee: u16 = bloc.nombre()?.try_into().ok()?;
                projet.hypotheses.millesime = Some(annee.wrapping_add(ORIGINE));
            }
            BUDGET => {
                projet.hypotheses.budget = budget::read(bloc, cles, &mut lu.inconnus)?;
                continue;
            }
            CONTRAT => {
                bloc.block()?;
                let cle = bloc.nombre()?;
                match cles.situations.get(cle as usize) {
                    Some(situation) => projet.situation = *situation,
                    None => lu.inconnus.push(numbered("la situation", cle)),
                }
                if bloc.has_more() {
                    projet.vue_le = Some(date(&mut bloc)?);
                }
            }
            COURANT => {
                let lettre = bloc.nombre()?.try_into().ok()?;
                lu.dossier.courant = Some((lettre, nom(&mut bloc)?));
            }
            COTE => {
                let lettre = bloc.nombre()?.try_into().ok()?;
                let mut cote = Cote { lettre, nom: nom(&mut bloc)?, territoire: Territoire::default() };
                while bloc.has_more() {
                    let numero = bloc.nombre()?;
                    let dedans = bloc.block()?;
                    if !territoire(numero, dedans, &mut cote.territoire, &mut lu.inconnus)? {
                        lu.inconnus.push(numbered("le champ", numero));
                    }
                }
                lu.dossier.cotes.push(cote);
            }
            EPCI..=PARTS => {
                territoire(numero, bloc, &mut projet.territoire, &mut lu.inconnus)?;
                continue;
            }
            _ => {
                lu.inconnus.push(name_of(numero, &mut bloc, cles));
                bloc = Lecteur(&[]);
            }
        }
        if bloc.has_more() {
            lu.inconnus.push(numbered("la suite du champ", numero));
        }
        if lu.inconnus.len() > LISTE_MAX {
            return None;
        }
    }
    Some(())
}

/// What to call a field that this version does not read.
fn name_of(numero: u32, bloc: &mut Lecteur, cles: &Cles) -> String {
    let nomme = if numero >= NOMMES { bloc.block().and_then(Lecteur::texte) } else { None };
    let annonce = cles.annonces.iter().find(|(n, _)| *n == numero).map(|(_, nom)| (*nom).to_owned());
    // A name is a few words; whatever is longer is not one that we wrote.
    let court = |nom: &String| !nom.is_empty() && nom.chars().count() <= 40;
    nomme.filter(court).or(annonce).unwrap_or_else(|| numbered("le champ", numero))
}

fn professionnels(mut bloc: Lecteur, inconnus: &mut Vec<String>, cles: &Cles) -> Option<Table<String, u16>> {
    let mut table = Table::new();
    while bloc.has_more() {
        let cle = bloc.nombre()?;
        let id = match cle {
            0 => Some(bloc.block()?.texte()?),
            _ => cles.professions.get(cle as usize - 1).map(|id| (*id).to_owned()),
        };
        let nombre = bloc.nombre()?.try_into().ok()?;
        match id {
            Some(id) => {
                let renommee = cles.renommees.iter().find(|(ancien, _)| *ancien == id);
                table.insert(renommee.map_or(id, |(_, nouveau)| (*nouveau).to_owned()), nombre);
            }
            None => inconnus.push(numbered("la profession", cle)),
        }
        // A table is a sorted list: an endless one would cost its square.
        if table.len() + inconnus.len() > LISTE_MAX {
            return None;
        }
    }
    Some(table)
}

/// Reads a field of a territory; whether it is one.
fn territoire(
    numero: u32,
    mut bloc: Lecteur,
    territoire: &mut Territoire,
    inconnus: &mut Vec<String>,
) -> Option<bool> {
    match numero {
        EPCI => {
            let mut siren = 0u32;
            while bloc.has_more() {
                siren = siren.checked_add(bloc.nombre()?)?;
                territoire.epci.push(Siren::from_u32(siren)?);
            }
        }
        COMMUNES => territoire.communes = codes(bloc)?,
        EXCLUES => territoire.exclues = codes(bloc)?,
        PARTS => {
            let commune = code_of(bloc.nombre()?)?;
            let population = bloc.nombre()?;
            let motif = bloc.block()?.texte()?;
            let mut iris = Vec::new();
            if bloc.has_more() {
                let mut ceux = bloc.block()?;
                while ceux.has_more() {
                    let numero = ceux.nombre()?;
                    let dans = if numero & 1 == 1 { code_of(ceux.nombre()?)? } else { commune };
                    iris.push(CodeIris::new(dans, u16::try_from(numero >> 1).ok()?)?);
                }
            }
            if bloc.has_more() {
                inconnus.push(numbered("la suite du champ", numero));
            }
            territoire.parts.push(Part { commune, population, motif, iris });
            if territoire.parts.len() > LISTE_MAX {
                return None;
            }
        }
        _ => return Some(false),
    }
    Some(true)
}

/// Whether a project, with those beside it, is one that the simulator could have written, as far as that can be
/// told without the rules and the communes.
///
/// The limits are those that a project file is held to ([`Projet::verifier`]); there each
/// slip is told by name, to people who write files; nobody writes a link by hand.
pub fn is_plausible(dossier: &Dossier) -> bool {
    let projet = &dossier.projet;
    let mut bon = is_plausible_territory(&projet.territoire) && dossier.cotes.len() <= COTES_MAX;
    for cote in &dossier.cotes {
        bon &= is_plausible_territory(&cote.territoire) && cote.nom.as_deref().is_none_or(is_short);
    }
    if let Some((_, Some(nom))) = &dossier.courant {
        bon &= is_short(nom);
    }
    let court = is_short;
    bon &= projet.nom.as_deref().is_none_or(court);
    for (id, nombre) in projet.professionnels.iter().flat_map(Table::iter) {
        bon &= court(id) && *nombre <= PROFESSIONNELS_MAX;
    }
    let Budget { coordination, indemnites, lignes, .. } = &projet.hypotheses.budget;
    bon &= coordination.brut.is_none_or(|n| n <= BUDGET_EUROS_MAX)
        && coordination.quotite.is_none_or(|n| n <= QUOTITE_MAX)
        && coordination.embauche.is_none_or(|n| n < BUDGET_MOIS)
        && indemnites.personnes.is_none_or(|n| n <= PROFESSIONNELS_MAX)
        && indemnites.heures.is_none_or(|n| n <= HEURES_MAX)
        && indemnites.taux.is_none_or(|n| n <= TAUX_MAX)
        && lignes.len() <= BUDGET_LIGNES_MAX;
    for ligne in lignes {
        bon &= ligne.montant.is_none_or(|n| n <= BUDGET_EUROS_MAX)
            && ligne.mois < BUDGET_MOIS
            && court(&ligne.poste)
            && ligne.nom.as_deref().is_none_or(court);
    }
    bon
}

/// Most perimeters that stand beside that of a project.
const COTES_MAX: usize = 2;

/// Most communes of a territory, and most EPCI: as many as France has, and some more.
const COMMUNES_MAX: usize = 40_000;
const EPCI_MAX: usize = 1_500;

fn is_short(texte: &str) -> bool {
    texte.len() <= TEXTE_MAX * 4 && texte.chars().count() <= TEXTE_MAX
}

fn is_plausible_territory(territoire: &Territoire) -> bool {
    let Territoire { epci, communes, exclues, parts } = territoire;
    let mut bon = epci.len() <= EPCI_MAX && communes.len() <= COMMUNES_MAX && exclues.len() <= COMMUNES_MAX;
    for part in parts {
        bon &= part.population > 0 && is_short(&part.motif) && part.iris.len() <= LISTE_MAX;
    }
    // Both lists were read in the order of their numbers.
    let dedans =
        |code: &CodeCommune| communes.binary_search_by_key(&number_of(*code), |c| number_of(*c)).is_ok();
    bon && !exclues.iter().any(dedans)
}

#[cfg(test)]
mod tests;
