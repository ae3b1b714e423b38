//! From lines to places: how the list is made, then what each line means.

use std::collections::BTreeMap;

use cpts_territory::{Adjacence, Nomme, Territory};

use super::cellules::{ECHANTILLON, announced, cells, separator};
use super::indices::{Cellules, Code, Genre, Indices, siren};
use super::lignes::{Doute, Lecture, Lieu, LigneLue};
use super::morceaux::{Couteau, is_arrondissements};
use super::proximite::{Point, far};
use super::reparation;
use super::sens::{Sens, any_in, candidates, choice, push, resolve_name, share_a_word};
use super::tete::{COLONNES, Colonnes};

/// Lines among which the heads of the columns may stand, titles above them.
const TETE: usize = 8;

/// A line, or a part of one, before it is known what it means.
struct Piece {
    texte: String,
    quoi: Quoi,
}

enum Quoi {
    Vide,
    EnTete,
    ACote,
    Place(Indices),
}

/// What the codes of a list are, as far as those that can be one thing only tell.
#[derive(Clone, Copy, Default)]
struct Vote {
    insee: u32,
    postal: u32,
}

impl Vote {
    /// What a code is that may be both.
    fn genre(self) -> Genre {
        match self.insee.cmp(&self.postal) {
            // Mixed lists are asked about, unless one kind is rare.
            core::cmp::Ordering::Greater if self.insee >= 4 * self.postal => Genre::Insee,
            core::cmp::Ordering::Less if self.postal >= 4 * self.insee => Genre::Postal,
            _ => Genre::Libre,
        }
    }
}

/// Reads the lines of one list.
pub(super) struct Lecteur<'a> {
    donnees: &'a Territory,
    cellules: Cellules<'a>,
    vote: Vote,
}

impl<'a> Lecteur<'a> {
    pub(super) fn new(donnees: &'a Territory) -> Self {
        Self { donnees, cellules: Cellules::new(donnees), vote: Vote::default() }
    }

    /// A line without company.
    pub(super) fn read_alone(&self, texte: &str) -> Lecture {
        match texte.trim() {
            "" => Lecture::Vide,
            texte => match self.couteau().cut(texte).as_slice() {
                [seul] => self.resolve(&seul.indices),
                _ => self.resolve(&self.cellules.read(texte)),
            },
        }
    }

    /// The name that a line holds, codes and comments left out.
    pub(super) fn name_of(&self, texte: &str) -> String {
        let nom = self.cellules.read(texte).nom;
        if nom.is_empty() { texte.to_owned() } else { nom }
    }

    fn couteau(&self) -> Couteau<'a, '_> {
        Couteau { donnees: self.donnees, cellules: &self.cellules, liste: false }
    }

    /// Of a list of places one after the other.
    fn couteau_de_liste(&self) -> Couteau<'a, '_> {
        Couteau { liste: true, ..self.couteau() }
    }

    /// All the lines; each comes out once, but for those that hold several places, which come out as so many
    /// items. `pres_de` are places of the same territory that the list does not name.
    pub(super) fn read(
        mut self,
        lignes: &[&str],
        pres_de: &[Lieu],
        voisins: Option<&Adjacence>,
    ) -> Vec<LigneLue> {
        let annonce = lignes.first().and_then(|l| announced(l));
        let debut = usize::from(annonce.is_some());
        let corps = lignes.get(debut..).unwrap_or_default();
        let colonnes: Vec<&str> = corps.iter().copied().filter(|l| !is_arrondissements(l)).collect();
        let separateur = annonce.or_else(|| separator(&colonnes));
        let mut rangees = Vec::with_capacity(corps.len());
        for ligne in corps {
            // « Lyon 3, 6 et 7 » has no columns.
            let colonnes = separateur.filter(|_| !is_arrondissements(ligne));
            rangees.push(cells(ligne, colonnes));
        }
        let mut pieces = Vec::with_capacity(lignes.len());
        if let Some(ligne) = lignes.first().filter(|_| annonce.is_some()) {
            pieces.push(Piece { texte: (*ligne).to_owned(), quoi: Quoi::EnTete });
        }
        match separateur {
            Some(_) if self.is_enumeration(&rangees) => {
                for rangee in &rangees {
                    for cellule in rangee.iter().filter(|c| !c.trim().is_empty()) {
                        for m in self.couteau_de_liste().cut(cellule.trim()) {
                            pieces.push(Piece { texte: m.texte, quoi: Quoi::Place(m.indices) });
                        }
                    }
                }
            }
            Some(_) => self.read_table(corps, &rangees, &mut pieces),
            None => self.read_column(corps, &rangees, &mut pieces),
        }
        self.finish(pieces, pres_de, voisins)
    }

    /// One place a line, or several, without columns.
    fn read_column(&self, lignes: &[&str], rangees: &[Vec<String>], pieces: &mut Vec<Piece>) {
        let vide = |l: &&str| l.trim().is_empty();
        let premiere = lignes.iter().position(|l| !vide(l));
        // A head stands above something; « Nom » alone is an unknown name.
        let suite = premiere.is_some_and(|i| lignes.iter().skip(i + 1).any(|l| !vide(l)));
        let tete =
            premiere.filter(|_| suite).and_then(|i| lignes.get(i)).and_then(|l| Colonnes::of_single_head(l));
        for (i, (ligne, rangee)) in lignes.iter().zip(rangees).enumerate() {
            if tete.is_some() && Some(i) == premiere {
                pieces.push(Piece { texte: (*ligne).to_owned(), quoi: Quoi::EnTete });
            } else {
                let cellule = rangee.first().map_or("", String::as_str);
                self.push_pieces(cellule, ligne, tete.unwrap_or(Genre::Libre), pieces);
            }
        }
    }

    /// The places of a cell; where there is one only, its text is that of the line.
    fn push_pieces(&self, cellule: &str, ligne: &str, genre: Genre, pieces: &mut Vec<Piece>) {
        if cellule.trim().is_empty() {
            let quoi = if ligne.trim().is_empty() { Quoi::Vide } else { Quoi::Place(Indices::default()) };
            return pieces.push(Piece { texte: ligne.to_owned(), quoi });
        }
        let mut morceaux = self.couteau().cut(cellule);
        if let [seul] = morceaux.as_mut_slice() {
            ligne.clone_into(&mut seul.texte);
        }
        for mut m in morceaux {
            if let Some(code) = &mut m.indices.code
                && m.indices.nom.trim().is_empty()
            {
                code.genre = genre;
            }
            pieces.push(Piece { texte: m.texte, quoi: Quoi::Place(m.indices) });
        }
    }

    /// Columns, under a head or without one.
    fn read_table(&self, lignes: &[&str], rangees: &[Vec<String>], pieces: &mut Vec<Piece>) {
        let (corps, mut colonnes) = self.head(rangees);
        self.complete(&mut colonnes, rangees.get(corps..).unwrap_or_default());
        for (i, (ligne, rangee)) in lignes.iter().zip(rangees).enumerate() {
            let texte = (*ligne).to_owned();
            if ligne.trim().is_empty() {
                pieces.push(Piece { texte, quoi: Quoi::Vide });
                continue;
            }
            if i < corps {
                pieces.push(Piece { texte, quoi: Quoi::EnTete });
                continue;
            }
            let nom = match rangee.as_slice() {
                [seule] => Some(seule),
                _ => colonnes.nom.and_then(|j| rangee.get(j)),
            };
            let morceaux = nom.map(|c| self.couteau().cut(c)).unwrap_or_default();
            if morceaux.len() < 2 {
                pieces.push(Piece { texte, quoi: Quoi::Place(self.indices(rangee, &colonnes)) });
                continue;
            }
            // One cell names several communes: the rest of the row is about all of them, and tells none.
            let departement =
                self.indices(rangee, &Colonnes { departement: colonnes.departement, ..Colonnes::default() });
            for mut m in morceaux {
                m.indices.departement = m.indices.departement.or(departement.departement);
                pieces.push(Piece { texte: m.texte, quoi: Quoi::Place(m.indices) });
            }
            let mut reste = String::new();
            for (j, cellule) in rangee.iter().enumerate() {
                if nom != rangee.get(j) && !cellule.trim().is_empty() {
                    if !reste.is_empty() {
                        reste.push_str(" ; ");
                    }
                    reste.push_str(cellule.trim());
                }
            }
            if !reste.is_empty() {
                pieces.push(Piece { texte: reste, quoi: Quoi::ACote });
            }
        }
    }

    /// Two passes over the pieces: what five digits are, then what each piece means; then what is far.
    fn finish(&mut self, pieces: Vec<Piece>, pres_de: &[Lieu], voisins: Option<&Adjacence>) -> Vec<LigneLue> {
        for code in pieces.iter().filter_map(|p| p.quoi.place()).filter_map(|i| i.code) {
            let sens = Sens::of(self.donnees, code);
            match (sens.is_insee(), sens.postal.is_empty()) {
                (true, true) => self.vote.insee += 1,
                (false, false) => self.vote.postal += 1,
                _ => {}
            }
        }
        let mut lues = Vec::with_capacity(pieces.len());
        let (mut points, mut places) = (Vec::new(), Vec::new());
        for piece in pieces {
            let lecture = match &piece.quoi {
                Quoi::Vide => Lecture::Vide,
                Quoi::EnTete => Lecture::EnTete,
                Quoi::ACote => Lecture::ACote,
                Quoi::Place(indices) => self.resolve(indices),
            };
            if let (Lecture::Reconnue(lieu), Quoi::Place(indices)) = (&lecture, piece.quoi) {
                points.push(self.point(*lieu, &indices));
                places.push((lues.len(), indices));
            }
            lues.push(LigneLue { numero: lues.len() as u32 + 1, texte: piece.texte, lecture });
        }
        // What two lines say in different words is no slip.
        let mut dits: BTreeMap<Lieu, (&str, bool)> = BTreeMap::new();
        for ligne in &lues {
            if let [seul] = lieux(&ligne.lecture).as_slice() {
                let dit = dits.entry(*seul).or_insert((&ligne.texte, false));
                dit.1 |= dit.0 != ligne.texte;
            }
        }
        for point in &mut points {
            point.sur |= dits.get(&point.lieu).is_some_and(|dit| dit.1);
        }
        for ((place, indices), loin) in places.iter().zip(far(&points, pres_de, self.donnees, voisins)) {
            if loin && let Some(ligne) = lues.get_mut(*place) {
                ligne.lecture = self.elsewhere(&ligne.lecture, indices);
            }
        }
        lues
    }

    /// What far() is told of a place.
    fn point(&self, lieu: Lieu, indices: &Indices) -> Point {
        let nomme = !indices.nom.trim().is_empty();
        let epci = matches!(lieu, Lieu::Epci(_));
        let par_code = !nomme && indices.code.is_some();
        let dedans = |c: Code| match lieu {
            Lieu::Commune(code) => code.departement() == c.insee.departement(),
            Lieu::Epci(_) => false,
        };
        let sur = epci
            || indices.siren.is_some()
            || (nomme && indices.cedex && indices.code.is_some_and(dedans))
            || (nomme && indices.departement.is_some())
            || (nomme && indices.code.is_some_and(|c| self.says(c, lieu)));
        Point { lieu, sur, par_code }
    }

    fn says(&self, code: Code, lieu: Lieu) -> bool {
        Sens::of(self.donnees, code).candidates().iter().any(|c| c.lieu == lieu)
    }

    /// The places that a piece may mean which is far from the others.
    fn elsewhere(&self, lecture: &Lecture, indices: &Indices) -> Lecture {
        let mut possibles = candidates(&reparation::named(self.donnees, &indices.nom));
        if let Lecture::Reconnue(lieu) = lecture {
            push(&mut possibles, super::lignes::Candidat { lieu: *lieu, ancienne: None, probable: false });
        }
        choice(Doute::Loin, possibles)
    }

    // — How the list is made —

    /// Several places a line, one after the other, rather than columns.
    fn is_enumeration(&self, rangees: &[Vec<String>]) -> bool {
        let (mut cellules, mut places, mut pleines) = (0, 0, 0);
        let mut largeurs = (usize::MAX, 0);
        for rangee in rangees.iter().filter(|r| r.iter().any(|c| !c.trim().is_empty())).take(ECHANTILLON) {
            pleines += 1;
            let mut sens = Vec::new();
            let remplies = || rangee.iter().map(|c| c.trim()).filter(|c| !c.is_empty());
            // « Meudon; 46 102 »: a name and its population, or its code.
            let nombres = remplies().filter(|c| is_number(c)).count();
            if nombres > 0 && nombres < remplies().count() {
                return false;
            }
            for cellule in remplies() {
                for item in self.couteau_de_liste().cut(cellule) {
                    cellules += 1;
                    let lecture = self.resolve(&item.indices);
                    if lecture != Lecture::Inconnue {
                        places += 1;
                        // « Cambrai; CAMBRAI »: one place, in two columns.
                        for lieu in lieux(&lecture) {
                            if sens.contains(&lieu) {
                                return false;
                            }
                        }
                        sens.extend(lieux(&lecture));
                    }
                }
            }
            largeurs = (largeurs.0.min(rangee.len()), largeurs.1.max(rangee.len()));
        }
        let reguliere = pleines >= 3 && largeurs.0 == largeurs.1;
        cellules > 1 && !reguliere && 10 * places >= 9 * cellules
            // « Cambrai, Est »: one place and a word are not a list.
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
                    compte[0] += usize::from(!Sens::of(self.donnees, code).is_empty());
                } else if siren(cellule).is_some_and(|s| self.donnees.epci(s).is_some()) {
                    compte[1] += 1;
                } else if self.names_places(cellule) {
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

    /// Whether a cell has the name of a place, or of several.
    fn names_places(&self, cellule: &str) -> bool {
        !reparation::named(self.donnees, &self.cellules.read(cellule).nom).is_empty()
            || self.couteau().cut(cellule).len() > 1
    }

    /// Whether a column of codes speaks of the same places as the one of names:
    /// populations look like codes.
    fn agrees(&self, corps: &[Vec<String>], codes: usize, noms: Option<usize>) -> bool {
        let Some(noms) = noms else { return true };
        let (mut accords, mut connus) = (0, 0);
        for rangee in corps.iter().take(ECHANTILLON) {
            let (Some(code), Some(nom)) = (rangee.get(codes), rangee.get(noms)) else { continue };
            let (Some(code), noms) = (Code::read(code), reparation::named(self.donnees, nom)) else {
                continue;
            };
            if !noms.is_empty() {
                connus += 1;
                accords += usize::from(Sens::of(self.donnees, code).agreed(&noms).is_some());
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

    fn resolve(&self, indices: &Indices) -> Lecture {
        if let Some(siren) = indices.siren {
            return match self.donnees.epci(siren) {
                Some(epci) => Lecture::Reconnue(Lieu::Epci(epci.siren)),
                None => Lecture::Inconnue,
            };
        }
        let noms = reparation::named(self.donnees, &indices.nom);
        let lecture = match indices.code {
            // The number of a CEDEX is none of a place, but its département is right.
            Some(code) if indices.cedex => {
                resolve_name(noms, indices.departement.or(Some(code.insee.departement())))
            }
            Some(code) if indices.nom.trim().is_empty() => self.resolve_code(code),
            Some(code) => self.resolve_both(code, noms, indices),
            None => resolve_name(noms, indices.departement),
        };
        match lecture {
            Lecture::Inconnue => {
                choice(Doute::Abime, candidates(&reparation::guessed(self.donnees, &indices.nom)))
            }
            lue => lue,
        }
    }

    fn resolve_code(&self, code: Code) -> Lecture {
        let mut sens = Sens::of(self.donnees, code);
        let mut melange = false;
        if code.genre == Genre::Libre {
            // The other lines have told which it is, where it may be both. Where it can be one thing only and they
            // are the other, it is not certain at all: the number of a CEDEX is the INSEE code of some village.
            match (self.vote.genre(), sens.is_insee(), sens.postal.is_empty()) {
                (Genre::Insee, true, false) => sens.postal.clear(),
                (Genre::Postal, true, false) => (sens.insee, sens.ancienne) = (None, None),
                (_, true, true) => melange = self.vote.postal > 0 && self.vote.genre() != Genre::Insee,
                (_, false, false) => melange = self.vote.insee > 0 && self.vote.genre() != Genre::Postal,
                _ => {}
            }
        }
        if melange {
            return choice(Doute::InseeOuPostal, sens.candidates());
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
        let sens = Sens::of(self.donnees, code);
        if let Some(lecture) = sens.agreed(&noms) {
            return lecture;
        }
        if sens.is_empty() {
            // A code of a mail service, or a population: the name decides, near the code.
            let pres = if code.sur { Some(code.insee.departement()) } else { None };
            let near = pres.filter(|d| any_in(&noms, *d));
            return resolve_name(noms, indices.departement.or(near));
        }
        // « 49007 Angers (chef-lieu) »: a word in common is enough for a code.
        let commun = |nom: &str| share_a_word(nom, &indices.nom);
        if code.genre != Genre::Postal
            && let Some(c) = sens.insee.filter(|c| noms.is_empty() && commun(c.nom))
        {
            return Lecture::Reconnue(Lieu::Commune(c.code));
        }
        if !code.sur && !sens.postal.iter().any(|c| commun(c.nom)) {
            return resolve_name(noms, indices.departement);
        }
        // What is written in letters is likelier than a number.
        let mut possibles = candidates(&noms);
        for candidat in sens.candidates() {
            push(&mut possibles, candidat);
        }
        choice(Doute::Desaccord, possibles)
    }

    /// Where the list begins, and what the heads of its columns say.
    fn head(&self, rangees: &[Vec<String>]) -> (usize, Colonnes) {
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
                    || !reparation::named(self.donnees, c).is_empty()
            };
            let colonnes = Colonnes::of_head(rangee);
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
        }
        trouvee
    }
}

impl Quoi {
    fn place(&self) -> Option<&Indices> {
        match self {
            Self::Place(indices) => Some(indices),
            _ => None,
        }
    }
}

/// Digits, the spaces between them, and the words of a population.
fn is_number(cellule: &str) -> bool {
    let nu = cellule.trim().trim_end_matches("habitants").trim_end_matches("hab.").trim_end_matches("hab");
    nu.chars().any(|c| c.is_ascii_digit())
        && nu.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',' | '\''))
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
