//! The heads of the columns of a table: which of them says which commune a line is about.

use cpts_territory::normalise;

use super::indices::Genre;

/// Columns that are looked at; a table of the census may have hundreds.
pub(super) const COLONNES: usize = 24;

/// The columns that say which commune a line is about.
#[derive(Default, Debug)]
pub(super) struct Colonnes {
    pub(super) insee: Option<usize>,
    /// A column of codes that nothing names.
    pub(super) libre: Option<usize>,
    pub(super) postal: Option<usize>,
    pub(super) siren: Option<usize>,
    pub(super) nom: Option<usize>,
    pub(super) departement: Option<usize>,
    /// Columns that are about something else, by their heads: nothing is looked for there.
    pub(super) autres: Vec<usize>,
}

/// What a column says of itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Insee,
    Postal,
    Siren,
    /// Names of communes; false where the word may head names of something else.
    Nom(bool),
    Departement,
    /// People, CPTS, EPCI, populations…
    Autre,
}

const POSTAL: &[&str] = &["postal", "postaux", "cp", "codepostal"];
const INSEE: &[&str] = &["insee", "codgeo", "depcom", "codeinsee", "codecommune", "cog", "com"];
const COMMUNE: &[&str] = &[
    "commune",
    "communes",
    "ville",
    "villes",
    "libgeo",
    "libcom",
    "nomcommune",
    "localite",
    "localites",
    "municipalite",
    "municipalites",
];
/// Words that head names of communes, or of something else.
const NOM: &[&str] =
    &["nom", "noms", "libelle", "libelles", "ncc", "nccenr", "territoire", "territoires", "perimetre"];
const DEPARTEMENT: &[&str] = &["departement", "departements", "dep", "dept", "dpt"];
/// What is not a commune, even where « nom » or « libellé » stands before it.
const AUTRE: &[&str] = &[
    "epci",
    "intercommunalite",
    "intercommunalites",
    "canton",
    "cantons",
    "arrondissement",
    "region",
    "regions",
    "reg",
    "bassin",
    "bassins",
    "cpts",
    "prenom",
    "prenoms",
    "president",
    "presidente",
    "coordonnateur",
    "coordonnatrice",
    "coordinateur",
    "coordinatrice",
    "contact",
    "contacts",
    "mail",
    "mails",
    "courriel",
    "email",
    "tel",
    "telephone",
    "profession",
    "professions",
    "site",
    "adresse",
    "rue",
    "voie",
    "statut",
    "date",
    "population",
    "populations",
    "habitants",
    "nombre",
    "effectif",
    "densite",
    "superficie",
];
/// What may stand in a head beside these, and says nothing.
const CREUX: &[&str] = &[
    "code",
    "codes",
    "siren",
    "officiel",
    "geographique",
    "de",
    "des",
    "du",
    "la",
    "le",
    "les",
    "l",
    "d",
    "et",
    "ou",
    "en",
    "au",
    "aux",
    "a",
    "n",
    "no",
    "numero",
    "numeros",
    "liste",
    "nouvelle",
    "nouvelles",
    "actuelle",
    "actuelles",
    "concernees",
    "concernee",
    "membres",
    "membre",
    "adherentes",
    "internet",
    "web",
    "municipale",
    "totale",
    "legale",
    "rattachement",
    "naissance",
    "exercice",
    "residence",
    "domicile",
    "lieu",
    "votre",
    "vos",
    "ses",
    "sur",
    "par",
    "type",
    "annee",
    "e",
    "projet",
    "notre",
    "nos",
    "secteur",
    "zone",
];

fn among(mot: &str, mots: &[&str]) -> bool {
    mots.contains(&mot)
}

/// Whether a text has nothing but words that head columns: « Communauté de communes du Pays Bellegardien »
/// has others, and is a place whose name has a slip or is a former one.
fn is_head(tete: &str) -> bool {
    let creux = |m: &str| among(m, CREUX) || m.bytes().all(|o| o.is_ascii_digit());
    let parlant = |m: &str| {
        [POSTAL, INSEE, COMMUNE, NOM, DEPARTEMENT, AUTRE].iter().any(|mots| among(m, mots)) || m == "siren"
    };
    let mut mots = tete.split(' ');
    mots.clone().any(parlant) && mots.all(|m| parlant(m) || creux(m))
}

/// Reads the role of a column in its head.
fn role(cellule: &str) -> Option<Role> {
    let tete = normalise(cellule);
    let a = |mots: &[&str]| tete.split(' ').any(|m| among(m, mots));
    if !is_head(&tete) {
        // « Président-e », « Territoire d’action », « Site Internet de la CPTS (2026) ».
        return a(&["prenom", "president", "presidente", "cpts"]).then_some(Role::Autre);
    }
    if a(&["siren"]) || tete == "epci" || tete == "code epci" {
        return Some(Role::Siren);
    }
    if a(POSTAL) {
        return Some(Role::Postal);
    }
    let code = a(&["code", "codes"]);
    if a(INSEE) || (code && (a(COMMUNE) || a(&["geographique", "officiel"]))) {
        return Some(Role::Insee);
    }
    if a(COMMUNE) {
        return Some(Role::Nom(true));
    }
    if a(&["territoire", "territoires", "perimetre"]) {
        return Some(Role::Nom(false));
    }
    if a(AUTRE) {
        return Some(Role::Autre);
    }
    if a(DEPARTEMENT) {
        return Some(Role::Departement);
    }
    a(NOM).then_some(Role::Nom(false))
}

impl Colonnes {
    /// What a row says as the head of a table; `None` where no cell of it heads a column that tells a place.
    pub(super) fn of_head(tete: &[String]) -> Option<Self> {
        let mut colonnes = Self::default();
        let mut trouvee = false;
        let mut faible = None;
        // « Nom; Prénom »: people, as long as nothing else has a name.
        let gens =
            tete.iter().take(COLONNES).any(|c| normalise(c).split(' ').any(|m| m.starts_with("prenom")));
        for (j, cellule) in tete.iter().enumerate().take(COLONNES) {
            let place = match role(cellule) {
                Some(Role::Insee) => &mut colonnes.insee,
                Some(Role::Postal) => &mut colonnes.postal,
                Some(Role::Siren) => &mut colonnes.siren,
                Some(Role::Nom(true)) => &mut colonnes.nom,
                Some(Role::Nom(false)) if !gens => &mut faible,
                Some(Role::Departement) => &mut colonnes.departement,
                Some(_) => {
                    colonnes.autres.push(j);
                    continue;
                }
                None => continue,
            };
            trouvee = true;
            if place.is_none() {
                *place = Some(j);
            }
        }
        match (colonnes.nom, faible) {
            (None, _) => colonnes.nom = faible,
            // « Nom » beside « Commune » is the name of something else.
            (Some(_), Some(j)) => colonnes.autres.push(j),
            (Some(_), None) => {}
        }
        trouvee.then_some(colonnes)
    }

    /// What the head of a single column says of the codes in it; `None` where it is no head.
    pub(super) fn of_single_head(ligne: &str) -> Option<Genre> {
        match role(ligne)? {
            Role::Insee => Some(Genre::Insee),
            Role::Postal => Some(Genre::Postal),
            Role::Autre => None,
            _ => Some(Genre::Libre),
        }
    }

    fn all(&self) -> [Option<usize>; 6] {
        [self.insee, self.libre, self.postal, self.siren, self.nom, self.departement]
    }

    pub(super) fn is_taken(&self, j: usize) -> bool {
        self.all().contains(&Some(j)) || self.autres.contains(&j)
    }

    /// How many columns are known.
    pub(super) fn len(&self) -> usize {
        self.all().iter().flatten().count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(tete: &[&str]) -> Option<Colonnes> {
        Colonnes::of_head(&tete.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn the_column_of_communes_is_not_that_of_people_nor_of_cpts() {
        for (tete, nom) in [
            (&["Nom", "Prénom", "Ville"][..], Some(2)),
            (&["Nom de la CPTS", "Commune"], Some(1)),
            (&["Nom", "Prénom", "Profession", "Commune d’exercice"], Some(3)),
            (&["Nom CPTS", "Territoire CPTS", "dpt"], Some(1)),
            (&["Code INSEE", "Nom", "Population"], Some(1)),
            (&["CODGEO", "LIBGEO", "EPCI", "LIBEPCI"], Some(1)),
        ] {
            assert_eq!(head(tete).unwrap().nom, nom, "{tete:?}");
        }
        assert_eq!(head(&["Nom", "Prénom"]).map(|c| c.nom), None);
    }

    #[test]
    fn a_place_with_a_word_of_heads_in_it_is_no_head() {
        for texte in [
            "Communauté de communes du Caudrésis et du Catésis",
            "Commune de Sombacour",
            "Ville-en-Tardenoiz",
            "Nom-la-Bretêche",
            "Plaine Commune",
            "Les communes du Cambrésis",
        ] {
            assert!(Colonnes::of_single_head(texte).is_none(), "{texte}");
        }
        assert_eq!(Colonnes::of_single_head("Code INSEE"), Some(Genre::Insee));
        assert_eq!(Colonnes::of_single_head("Codes postaux"), Some(Genre::Postal));
        assert_eq!(Colonnes::of_single_head("Liste des communes membres"), Some(Genre::Libre));
    }
}
