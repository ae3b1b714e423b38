//! From lines to places: how the list is made, then what each line means.

use cpts_codes::CodeDepartement;
use cpts_territory::{Commune, Former, Nomme, Territory, normalise};

use super::cellules::{ECHANTILLON, cells, separator};
use super::indices::{Cellules, Code, Genre, Indices, siren};
use super::lignes::{Candidat, Doute, Lecture, Lieu, LigneLue};

/// Columns that are looked at; a table of the census may have hundreds.
const COLONNES: usize = 24;
/// Lines among which the heads of the columns may stand, titles above them.
const TETE: usize = 8;

/// The columns that say which commune a line is about.
#[derive(Default, Debug)]
struct Colonnes {
    insee: Option<usize>,
    /// A column of codes that nothing names.
    libre: Option<usize>,
    postal: Option<usize>,
    siren: Option<usize>,
    nom: Option<usize>,
    departement: Option<usize>,
}

/// What a column says of itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Insee,
    Postal,
    Siren,
    Nom,
    Departement,
}

/// Reads the role of a column in its head.
fn role(cellule: &str, lecteur: &Lecteur<'_>) -> Option<Role> {
    let tete = normalise(cellule);
    let a = |mots: &[&str]| tete.split(' ').any(|m| mots.contains(&m));
    if a(&["postal", "postaux", "cp", "codepostal"]) {
        return Some(Role::Postal);
    }
    // « Nom de l'EPCI », « Libellé du canton » are not names of communes.
    let autre = a(&["epci", "intercommunalite", "canton", "arrondissement", "region", "reg", "bassin"]);
    if a(&["siren"]) || tete == "epci" || tete == "code epci" {
        return Some(Role::Siren);
    }
    if autre {
        return None;
    }
    if a(&["insee", "codgeo", "depcom", "codeinsee", "codecommune", "cog", "com"])
        || (a(&["code"]) && a(&["commune", "communes", "com", "geographique", "officiel"]))
    {
        return Some(Role::Insee);
    }
    if a(&["departement", "departements", "dep", "dept"]) {
        return Some(Role::Departement);
    }
    let noms = &[
        "commune",
        "communes",
        "nom",
        "noms",
        "libelle",
        "libgeo",
        "ville",
        "villes",
        "localite",
        "localites",
        "ncc",
        "nccenr",
        "libcom",
        "nomcommune",
        "municipalite",
    ];
    // « Saint-Nom-la-Bretèche » heads no column; « Ville », in the Oise, hardly ever is one.
    let lieu = || {
        !matches!(tete.as_str(), "ville" | "villes")
            && !lecteur.donnees.named(&lecteur.cellules.read(cellule).nom).is_empty()
    };
    (a(noms) && !lieu()).then_some(Role::Nom)
}

impl Colonnes {
    fn of_head(tete: &[String], lecteur: &Lecteur<'_>) -> Option<Self> {
        let mut colonnes = Self::default();
        let mut trouvee = false;
        for (j, cellule) in tete.iter().enumerate().take(COLONNES) {
            let place = match role(cellule, lecteur) {
                Some(Role::Insee) => &mut colonnes.insee,
                Some(Role::Postal) => &mut colonnes.postal,
                Some(Role::Siren) => &mut colonnes.siren,
                Some(Role::Nom) => &mut colonnes.nom,
                Some(Role::Departement) => &mut colonnes.departement,
                None => continue,
            };
            trouvee = true;
            if place.is_none() {
                *place = Some(j);
            }
        }
        trouvee.then_some(colonnes)
    }

    fn all(&self) -> [Option<usize>; 6] {
        [self.insee, self.libre, self.postal, self.siren, self.nom, self.departement]
    }

    fn is_taken(&self, j: usize) -> bool {
        self.all().contains(&Some(j))
    }

    /// How many columns are known.
    fn len(&self) -> usize {
        self.all().iter().flatten().count()
    }
}

/// What a code may mean.
struct Sens<'a> {
    insee: Option<Commune<'a>>,
    ancienne: Option<Former<'a>>,
    postal: Vec<Commune<'a>>,
}

/// Reads the lines of one list.
pub(super) struct Lecteur<'a> {
    donnees: &'a Territory,
    cellules: Cellules<'a>,
    /// What five digits are in this list, once the lines that leave no doubt have told.
    genre: Genre,
}

impl<'a> Lecteur<'a> {
    pub(super) fn new(donnees: &'a Territory) -> Self {
        Self { donnees, cellules: Cellules::new(donnees), genre: Genre::Libre }
    }

    /// A line without company.
    pub(super) fn read_alone(&self, texte: &str) -> Lecture {
        match texte.trim() {
            "" => Lecture::Vide,
            texte => self.resolve(&self.cellules.read(texte)),
        }
    }

    /// The name that a line holds, codes and comments left out.
    pub(super) fn name_of(&self, texte: &str) -> String {
        let nom = self.cellules.read(texte).nom;
        if nom.is_empty() { texte.to_owned() } else { nom }
    }

    /// All the lines; each comes out once, but for those that hold several places,
    /// which come out as so many items.
    pub(super) fn read(mut self, lignes: &[&str]) -> Vec<LigneLue> {
        let separateur = separator(lignes);
        let mut rangees = Vec::with_capacity(lignes.len());
        for ligne in lignes {
            rangees.push(cells(ligne, separateur));
        }
        if separateur.is_some() && self.is_enumeration(&rangees) {
            let mut places = Vec::new();
            for rangee in &rangees {
                for cellule in rangee.iter().filter(|c| !c.trim().is_empty()) {
                    self.push_items(cellule, &mut places);
                }
            }
            return self.finish(&places, &|indices, i| places.get(i).map(|p| indices.cellules.read(p)), 0);
        }
        let (corps, mut colonnes) = head(&rangees, separateur.is_some(), &self);
        if separateur.is_some() {
            self.complete(&mut colonnes, rangees.get(corps..).unwrap_or_default());
        } else {
            colonnes = Colonnes { nom: Some(0), ..Colonnes::default() };
        }
        let lire = |l: &Self, i: usize| rangees.get(i).map(|r| l.indices(r, &colonnes));
        self.finish(lignes, &lire, corps)
    }

    /// Two passes over the lines: what five digits are, then what each line means.
    fn finish(
        &mut self,
        textes: &[impl AsRef<str>],
        lire: &dyn Fn(&Self, usize) -> Option<Indices>,
        corps: usize,
    ) -> Vec<LigneLue> {
        let mut indices = Vec::with_capacity(textes.len());
        for i in 0..textes.len() {
            indices.push(lire(self, i).unwrap_or_default());
        }
        self.genre = self.vote(indices.get(corps..).unwrap_or_default());
        let mut lues = Vec::with_capacity(textes.len());
        for (i, texte) in textes.iter().enumerate() {
            let texte = texte.as_ref();
            let lecture = if texte.trim().is_empty() {
                Lecture::Vide
            } else if i < corps {
                Lecture::EnTete
            } else {
                indices.get(i).map_or(Lecture::Inconnue, |ind| self.resolve(ind))
            };
            lues.push(LigneLue { numero: i as u32 + 1, texte: texte.to_owned(), lecture });
        }
        lues
    }

    /// What five digits are here, told by those that can be one thing only.
    fn vote(&self, indices: &[Indices]) -> Genre {
        let (mut insee, mut postal) = (0u32, 0u32);
        for code in indices.iter().filter_map(|i| i.code) {
            let sens = self.meanings(code);
            match (sens.insee.is_some(), sens.postal.is_empty()) {
                (true, true) => insee += 1,
                (false, false) => postal += 1,
                _ => {}
            }
        }
        match insee.cmp(&postal) {
            // Mixed lists are asked about, unless one kind is rare.
            core::cmp::Ordering::Greater if insee >= 4 * postal => Genre::Insee,
            core::cmp::Ordering::Less if postal >= 4 * insee => Genre::Postal,
            _ => Genre::Libre,
        }
    }

    // — How the list is made —

    /// The places of a cell: « Caudry et Solesmes » are two.
    fn push_items(&self, cellule: &str, places: &mut Vec<String>) {
        let connue = |p: &str| self.read_alone(p) != Lecture::Inconnue;
        for lien in [",", ";", " et "] {
            let parties = cellule.split(lien).filter(|p| !p.trim().is_empty());
            if !cellule.contains(lien)
                || (lien == " et " && (connue(cellule) || !parties.clone().all(connue)))
                // « Cambrai, Nord » is one place.
                || parties.clone().skip(1).any(|p| self.cellules.is_precision(p))
            {
                continue;
            }
            for partie in parties {
                self.push_items(partie, places);
            }
            return;
        }
        places.push(cellule.trim().to_owned());
    }

    /// Several places a line, one after the other, rather than columns.
    fn is_enumeration(&self, rangees: &[Vec<String>]) -> bool {
        let (mut cellules, mut places, mut pleines) = (0, 0, 0);
        let mut largeurs = (usize::MAX, 0);
        for rangee in rangees.iter().filter(|r| r.iter().any(|c| !c.trim().is_empty())).take(ECHANTILLON) {
            pleines += 1;
            let mut sens = Vec::new();
            let mut items = Vec::new();
            for cellule in rangee.iter().filter(|c| !c.trim().is_empty()) {
                self.push_items(cellule, &mut items);
            }
            for item in &items {
                cellules += 1;
                let lecture = self.read_alone(item);
                if lecture != Lecture::Inconnue {
                    places += 1;
                    // « 59122; Cambrai » is one place, in two columns.
                    for lieu in lieux(&lecture) {
                        if sens.contains(&lieu) {
                            return false;
                        }
                    }
                    sens.extend(lieux(&lecture));
                }
            }
            largeurs = (largeurs.0.min(rangee.len()), largeurs.1.max(rangee.len()));
        }
        let reguliere = pleines >= 3 && largeurs.0 == largeurs.1;
        cellules > 1 && !reguliere && 10 * places >= 9 * cellules
            // « Cambrai, Est » : one place and a word are not a list.
            || cellules > 3 && pleines == 1 && 2 * places > cellules
    }

    /// Finds by their contents the columns that no head has named.
    fn complete(&self, colonnes: &mut Colonnes, corps: &[Vec<String>]) {
        let largeur = corps.iter().take(ECHANTILLON).map(Vec::len).max().unwrap_or(0).min(COLONNES);
        let mut meilleurs = [(0usize, 0usize); 4];
        let mut pleines = 0;
        for j in 0..largeur {
            if colonnes.is_taken(j) {
                continue;
            }
            let mut compte = [0usize; 4];
            pleines = 0;
            for rangee in corps.iter().filter(|r| r.iter().any(|c| !c.trim().is_empty())).take(ECHANTILLON) {
                pleines += 1;
                let Some(cellule) = rangee.get(j).map(|c| c.trim()).filter(|c| !c.is_empty()) else {
                    continue;
                };
                if let Some(code) = Code::read(cellule) {
                    compte[0] += usize::from(!self.meanings(code).is_empty());
                } else if siren(cellule).is_some_and(|s| self.donnees.epci(s).is_some()) {
                    compte[1] += 1;
                } else if !self.donnees.named(&self.cellules.read(cellule).nom).is_empty() {
                    compte[2] += 1;
                } else if self.cellules.departement(cellule).is_some() && cellule.len() > 3 {
                    compte[3] += 1;
                }
            }
            for (meilleur, n) in meilleurs.iter_mut().zip(compte) {
                if n > meilleur.0 {
                    *meilleur = (n, j);
                }
            }
        }
        let assez =
            |(n, j): (usize, usize), dixiemes: usize| (10 * n >= dixiemes * pleines && n > 0).then_some(j);
        let [codes, sirens, noms, departements] = meilleurs;
        colonnes.nom = colonnes.nom.or(assez(noms, 4));
        colonnes.departement = colonnes.departement.or(assez(departements, 9));
        colonnes.siren = colonnes.siren.or(assez(sirens, 5));
        if colonnes.insee.is_none() && colonnes.postal.is_none() {
            colonnes.libre = assez(codes, 7).filter(|&j| self.agrees(corps, j, colonnes.nom));
        }
    }

    /// Whether a column of codes speaks of the same places as the one of names:
    /// populations look like codes.
    fn agrees(&self, corps: &[Vec<String>], codes: usize, noms: Option<usize>) -> bool {
        let Some(noms) = noms else { return true };
        let (mut accords, mut connus) = (0, 0);
        for rangee in corps.iter().take(ECHANTILLON) {
            let (Some(code), Some(nom)) = (rangee.get(codes), rangee.get(noms)) else { continue };
            let (Some(code), noms) = (Code::read(code), self.donnees.named(nom)) else { continue };
            if !noms.is_empty() {
                connus += 1;
                accords += usize::from(self.meanings(code).agreed(&noms).is_some());
            }
        }
        2 * accords >= connus
    }

    /// What the columns of a line say.
    fn indices(&self, rangee: &[String], colonnes: &Colonnes) -> Indices {
        let cellule =
            |j: Option<usize>| j.and_then(|j| rangee.get(j)).map(|c| c.trim()).filter(|c| !c.is_empty());
        let mut indices = cellule(colonnes.nom).map(|c| self.cellules.read(c)).unwrap_or_default();
        for (colonne, genre) in
            [(colonnes.insee, Genre::Insee), (colonnes.libre, Genre::Libre), (colonnes.postal, Genre::Postal)]
        {
            if let Some(code) = cellule(colonne).and_then(Code::read) {
                indices.code = Some(Code { genre, ..code });
                break;
            }
        }
        if let Some(texte) = cellule(colonnes.departement) {
            // The zero of « 01 » gets lost too.
            let avec_zero = if texte.len() == 1 { ["0", texte].concat() } else { texte.to_owned() };
            indices.departement = self.cellules.departement(&avec_zero).or(indices.departement);
        }
        if indices == Indices::default() {
            indices.siren = cellule(colonnes.siren).and_then(siren);
        }
        if indices == Indices::default() {
            // No column that is known is filled: the first that is, is read by itself.
            let premiere = rangee.iter().find(|c| !c.trim().is_empty());
            indices = premiere.map(|c| self.cellules.read(c)).unwrap_or_default();
        }
        indices
    }

    // — What a line means —

    fn meanings(&self, code: Code) -> Sens<'a> {
        let insee = match code.genre {
            Genre::Postal => None,
            _ => self.donnees.commune(code.insee),
        };
        let ancienne = match (code.genre, insee) {
            (Genre::Postal, _) | (_, Some(_)) => None,
            _ => self.donnees.former(code.insee),
        };
        let mut postal = Vec::new();
        if code.genre != Genre::Insee
            && let Some(cp) = code.postal
        {
            postal.extend(self.donnees.communes_of_code_postal(cp));
        }
        Sens { insee, ancienne, postal }
    }

    fn resolve(&self, indices: &Indices) -> Lecture {
        if let Some(siren) = indices.siren {
            return match self.donnees.epci(siren) {
                Some(epci) => Lecture::Reconnue(Lieu::Epci(epci.siren)),
                None => Lecture::Inconnue,
            };
        }
        let noms = self.donnees.named(&indices.nom);
        match indices.code {
            Some(code) if indices.nom.trim().is_empty() => self.resolve_code(code),
            Some(code) => self.resolve_both(code, noms, indices),
            None => resolve_name(noms, indices.departement),
        }
    }

    fn resolve_code(&self, code: Code) -> Lecture {
        let genre = if code.genre == Genre::Libre { self.genre } else { code.genre };
        let mut sens = self.meanings(code);
        // The other lines have told which it is, where it may be both.
        if sens.insee.is_some() && !sens.postal.is_empty() {
            match genre {
                Genre::Insee => sens.postal.clear(),
                Genre::Postal => sens.insee = None,
                Genre::Libre => {}
            }
        }
        if code.zero {
            return choice(Doute::ZeroPerdu, sens.candidates());
        }
        if let (Some(a), [b]) = (sens.insee, sens.postal.as_slice())
            && a.code == b.code
        {
            return Lecture::Reconnue(Lieu::Commune(a.code));
        }
        match (sens.insee, sens.ancienne, sens.postal.as_slice()) {
            (Some(c), _, []) => Lecture::Reconnue(Lieu::Commune(c.code)),
            (None, None, [c]) => Lecture::Reconnue(Lieu::Commune(c.code)),
            (None, Some(_), []) => choice(Doute::Ancienne, sens.candidates()),
            (None, None, _) => choice(Doute::CodePostal, sens.candidates()),
            _ => choice(Doute::InseeOuPostal, sens.candidates()),
        }
    }

    fn resolve_both(&self, code: Code, noms: Vec<Nomme<'a>>, indices: &Indices) -> Lecture {
        let sens = self.meanings(code);
        if let Some(lecture) = sens.agreed(&noms) {
            return lecture;
        }
        if sens.is_empty() {
            // A code of a mail service, or a population: the name decides, near the code.
            let pres = if code.sur { Some(code.insee.departement()) } else { None };
            let near = pres.filter(|d| noms.iter().any(|n| departement(n) == Some(*d)));
            return resolve_name(noms, indices.departement.or(near));
        }
        // « 49007 Angers (chef-lieu) »: a word in common is enough for a code.
        let commun = |c: &Commune<'_>| share_a_word(c.nom, &indices.nom);
        if code.genre != Genre::Postal
            && let Some(c) = sens.insee.filter(|c| noms.is_empty() && commun(c))
        {
            return Lecture::Reconnue(Lieu::Commune(c.code));
        }
        if !code.sur && !sens.postal.iter().any(commun) {
            return resolve_name(noms, indices.departement);
        }
        let mut candidats = sens.candidates();
        for nomme in &noms {
            push(&mut candidats, candidate(nomme));
        }
        choice(Doute::Desaccord, candidats)
    }
}

impl Sens<'_> {
    fn is_empty(&self) -> bool {
        self.insee.is_none() && self.ancienne.is_none() && self.postal.is_empty()
    }

    fn candidates(&self) -> Vec<Candidat> {
        let mut candidats = Vec::new();
        if let Some(c) = &self.insee {
            push(&mut candidats, candidate(&Nomme::Commune(*c)));
        }
        if let Some(f) = &self.ancienne {
            push(&mut candidats, candidate(&Nomme::Ancienne(*f)));
        }
        for c in &self.postal {
            push(&mut candidats, candidate(&Nomme::Commune(*c)));
        }
        candidats
    }

    /// What the code and the name both say.
    fn agreed(&self, noms: &[Nomme<'_>]) -> Option<Lecture> {
        if let Some(c) = &self.insee
            && noms.iter().any(|n| matches!(n, Nomme::Commune(n) if n.code == c.code))
        {
            return Some(Lecture::Reconnue(Lieu::Commune(c.code)));
        }
        let mut communes = Vec::new();
        let mut anciennes = Vec::new();
        for nomme in noms {
            let (ici, liste) = match nomme {
                Nomme::Commune(n) => (self.postal.iter().any(|c| c.code == n.code), &mut communes),
                Nomme::Ancienne(f) => {
                    let par_code = self.ancienne.is_some_and(|a| a.code == f.code)
                        || self.insee.is_some_and(|c| c.code == f.actuelle.code);
                    (par_code || self.postal.iter().any(|c| c.code == f.actuelle.code), &mut anciennes)
                }
                Nomme::Epci(_) => continue,
            };
            if ici {
                push(liste, candidate(nomme));
            }
        }
        match communes.as_slice() {
            [seul] => Some(Lecture::Reconnue(seul.lieu)),
            [] if anciennes.is_empty() => None,
            [] => Some(choice(Doute::Ancienne, anciennes)),
            _ => Some(choice(Doute::Homonymes, communes)),
        }
    }
}

/// What a name says, in the département that the line gives if it gives one.
fn resolve_name(mut noms: Vec<Nomme<'_>>, dans: Option<CodeDepartement>) -> Lecture {
    let mut doute = Doute::Homonymes;
    if dans.is_some() {
        if noms.iter().any(|n| departement(n) == dans) {
            noms.retain(|n| departement(n) == dans);
        } else {
            doute = Doute::Desaccord;
        }
    }
    let communes = noms.iter().filter(|n| matches!(n, Nomme::Commune(_))).count();
    match (noms.as_slice(), communes) {
        ([], _) => return Lecture::Inconnue,
        _ if doute == Doute::Desaccord => {}
        // Former communes of the same name elsewhere are not what one means first.
        ([Nomme::Commune(c), ..], 1) => return Lecture::Reconnue(Lieu::Commune(c.code)),
        ([Nomme::Epci(e)], _) => return Lecture::Reconnue(Lieu::Epci(e.siren)),
        (_, 0) => doute = Doute::Ancienne,
        _ => {}
    }
    let mut candidats = Vec::new();
    for nomme in &noms {
        push(&mut candidats, candidate(nomme));
    }
    choice(doute, candidats)
}

fn departement(nomme: &Nomme<'_>) -> Option<CodeDepartement> {
    match nomme {
        Nomme::Commune(c) => Some(c.departement),
        Nomme::Ancienne(f) => Some(f.actuelle.departement),
        Nomme::Epci(_) => None,
    }
}

fn candidate(nomme: &Nomme<'_>) -> Candidat {
    let (lieu, ancienne) = match nomme {
        Nomme::Commune(c) => (Lieu::Commune(c.code), None),
        Nomme::Ancienne(f) => (Lieu::Commune(f.actuelle.code), Some(f.nom.to_owned())),
        Nomme::Epci(e) => (Lieu::Epci(e.siren), None),
    };
    Candidat { lieu, ancienne, probable: false }
}

fn push(candidats: &mut Vec<Candidat>, candidat: Candidat) {
    if !candidats.iter().any(|c| c.lieu == candidat.lieu) {
        candidats.push(candidat);
    }
}

/// A choice; without a candidate there is none to make.
fn choice(doute: Doute, candidats: Vec<Candidat>) -> Lecture {
    if candidats.is_empty() { Lecture::Inconnue } else { Lecture::AChoisir(doute, candidats) }
}

fn lieux(lecture: &Lecture) -> Vec<Lieu> {
    match lecture {
        Lecture::Reconnue(lieu) => vec![*lieu],
        Lecture::AChoisir(_, candidats) => {
            let mut lieux = Vec::new();
            for candidat in candidats {
                lieux.push(candidat.lieu);
            }
            lieux
        }
        _ => Vec::new(),
    }
}

/// A word of four letters or more stands in both names.
fn share_a_word(a: &str, b: &str) -> bool {
    let (a, b) = (normalise(a), normalise(b));
    a.split(' ').any(|m| m.len() >= 4 && m != "saint" && m != "sainte" && b.split(' ').any(|n| n == m))
}

/// Where the list begins, and what the heads of its columns say.
fn head(rangees: &[Vec<String>], tableau: bool, lecteur: &Lecteur<'_>) -> (usize, Colonnes) {
    let mut trouvee = (0, Colonnes::default());
    let mut pleines = 0;
    for (i, rangee) in rangees.iter().enumerate() {
        if rangee.iter().all(|c| c.trim().is_empty()) {
            continue;
        }
        pleines += 1;
        // Below the first place there is no head to look for.
        let lieu = |c: &String| {
            Code::read(c).is_some_and(|c| !c.zero)
                || siren(c).is_some()
                || !lecteur.donnees.named(c).is_empty()
        };
        let colonnes = Colonnes::of_head(rangee, lecteur);
        let reste = rangees.get(i + 1..).unwrap_or_default();
        // A head stands above something; « Nom » alone is an unknown name.
        let suite = reste.iter().any(|r| r.iter().any(|c| !c.trim().is_empty()));
        if pleines > TETE || !suite || (colonnes.is_none() && rangee.iter().any(lieu)) {
            break;
        }
        // Titles stand above the heads: the last row that says as much counts.
        if let Some(colonnes) = colonnes
            && colonnes.len() >= trouvee.1.len()
        {
            trouvee = (i + 1, colonnes);
        }
        if !tableau {
            break;
        }
    }
    trouvee
}
