//! Reading what JavaScript gives: every field that cannot be read is told, with its path,
//! what is wrong and what to write.
//!
//! It accepts and refuses the very projects that serde does for the command line: a
//! property test compares the two.

use core::fmt::Display;
use core::str::FromStr;

use cpts_codes::Table;
use cpts_core::plat::INITIATEURS;
use cpts_core::{
    Budget, Coordination, Hypotheses, Indemnites, LigneBudget, Mission, Part, Pourcent, Projet, Rythme,
    Situation, StatutCpts, Territoire, Version,
};

use crate::couverture::{CouvertureDonnee, CptsDonnee};
use crate::recherche::ContexteRecherche;
use crate::refus::Refus;
use crate::valeur::Valeur;

/// Refusals that are told word for word; beyond, they are counted.
const REFUS_MAX: usize = 50;

/// Most entries of a list or of an object: more than the communes of France.
const ENTREES_MAX: usize = 40_000;

/// Most entries of what only a few things can be in: professions, shares, IRIS of a commune.
const PEU_MAX: usize = 1_000;

/// Most characters of the name of a CPTS or of a source.
const NOM_MAX: usize = 120;

/// The project of a value.
///
/// # Errors
/// Every field that cannot be read.
pub fn read_projet(valeur: &Valeur) -> Result<Projet, Vec<Refus>> {
    let mut lecteur = Lecteur::new("");
    let projet = lecteur.projet(valeur);
    lecteur.finish(projet)
}

/// The context of a search.
///
/// # Errors
/// Every field that cannot be read.
pub fn read_contexte(valeur: &Valeur) -> Result<ContexteRecherche, Vec<Refus>> {
    let mut lecteur = Lecteur::new("contexte");
    let contexte = lecteur.contexte(valeur);
    lecteur.finish(contexte)
}

/// The CPTS that exist, as a program knows them.
///
/// # Errors
/// Every field that cannot be read.
pub fn read_couverture(valeur: &Valeur) -> Result<CouvertureDonnee, Vec<Refus>> {
    let mut lecteur = Lecteur::new("couverture");
    let couverture = lecteur.couverture(valeur);
    lecteur.finish(couverture)
}

struct Lecteur {
    /// Before the path of each field.
    racine: &'static str,
    refus: Vec<Refus>,
    tus: usize,
}

/// The fields of an object.
struct Champs<'v> {
    chemin: String,
    entrees: &'v [(String, Valeur)],
}

impl<'v> Champs<'v> {
    #[inline(never)]
    fn get(&self, nom: &str) -> Option<&'v Valeur> {
        self.entrees.iter().find(|(cle, _)| cle == nom).map(|(_, valeur)| valeur)
    }

    /// The same, `null` being as if it were not there.
    #[inline(never)]
    fn given(&self, nom: &str) -> Option<&'v Valeur> {
        self.get(nom).filter(|valeur| **valeur != Valeur::Nul)
    }

    #[inline(never)]
    fn path(&self, nom: &str) -> String {
        join(&self.chemin, nom)
    }
}

fn join(chemin: &str, nom: &str) -> String {
    if chemin.is_empty() { nom.to_owned() } else { [chemin, ".", nom].concat() }
}

/// A text of the input, short enough to be quoted.
fn quoted(texte: &str) -> String {
    let court: String = texte.chars().take(40).collect();
    ["« ", &court, " »"].concat()
}

/// How a value is named to who wrote it.
fn named(valeur: &Valeur) -> String {
    match valeur {
        Valeur::Nul => "null".to_owned(),
        Valeur::Bool(true) => "true".to_owned(),
        Valeur::Bool(false) => "false".to_owned(),
        Valeur::Nombre(nombre) => ["le nombre ", &nombre.chars().take(40).collect::<String>()].concat(),
        Valeur::Texte(texte) => ["le texte ", &quoted(texte)].concat(),
        Valeur::Liste(_) => "une liste".to_owned(),
        Valeur::Objet(_) => "un objet".to_owned(),
    }
}

/// One copy for all kinds of whole numbers.
#[inline(never)]
fn integer(valeur: &Valeur) -> Option<u32> {
    match valeur {
        Valeur::Nombre(nombre) => nombre.parse().ok(),
        _ => None,
    }
}

impl Lecteur {
    fn new(racine: &'static str) -> Self {
        Self { racine, refus: Vec::new(), tus: 0 }
    }

    fn finish<T>(mut self, lu: Option<T>) -> Result<T, Vec<Refus>> {
        if self.tus > 0 {
            let probleme = ["et ", &self.tus.to_string(), " autres champs refusés"].concat();
            self.refus.push(Refus { champ: ".".to_owned(), probleme, aide: String::new() });
        }
        match lu {
            Some(lu) if self.refus.is_empty() => Ok(lu),
            _ => Err(self.refus),
        }
    }

    #[inline(never)]
    fn refuse(&mut self, champ: &str, probleme: String, aide: &str) {
        if self.refus.len() == REFUS_MAX {
            self.tus += 1;
            return;
        }
        let champ = match (self.racine, champ) {
            ("", "") => ".".to_owned(),
            (racine, "") => racine.to_owned(),
            (racine, champ) => join(racine, champ),
        };
        self.refus.push(Refus { champ, probleme, aide: aide.to_owned() });
    }

    #[inline(never)]
    fn refuse_kind(&mut self, champ: &str, valeur: &Valeur, attendu: &str) {
        let aide = ["écrivez ", attendu].concat();
        self.refuse(champ, [&named(valeur), " n'est pas du bon type"].concat(), &aide);
    }

    /// The entries of an object, not too many of them.
    #[inline(never)]
    fn entries<'v>(&mut self, champ: &str, valeur: &'v Valeur, max: usize) -> Option<&'v [(String, Valeur)]> {
        let Valeur::Objet(entrees) = valeur else {
            self.refuse_kind(champ, valeur, "un objet entre accolades");
            return None;
        };
        self.few(champ, entrees.len(), max).then_some(entrees)
    }

    fn few(&mut self, champ: &str, nombre: usize, max: usize) -> bool {
        if nombre > max {
            let aide = ["écrivez-en ", &max.to_string(), " au plus"].concat();
            self.refuse(champ, [&nombre.to_string(), " éléments"].concat(), &aide);
        }
        nombre <= max
    }

    /// The fields of an object, none of which is unknown.
    #[inline(never)]
    fn fields<'v>(&mut self, champ: &str, valeur: &'v Valeur, connus: &[&str]) -> Option<Champs<'v>> {
        let entrees = self.entries(champ, valeur, ENTREES_MAX)?;
        for (cle, _) in entrees {
            if !connus.contains(&cle.as_str()) {
                let court: String = cle.chars().take(40).collect();
                let probleme = ["champ inconnu ", &quoted(cle)].concat();
                self.refuse(
                    &join(champ, &court),
                    probleme,
                    &["champs connus : ", &connus.join(", ")].concat(),
                );
            }
        }
        Some(Champs { chemin: champ.to_owned(), entrees })
    }

    #[inline(never)]
    fn required<'v>(&mut self, champs: &Champs<'v>, nom: &str) -> Option<&'v Valeur> {
        let valeur = champs.get(nom);
        if valeur.is_none() {
            self.refuse(&champs.chemin, ["il manque le champ ", &quoted(nom)].concat(), "ajoutez-le");
        }
        valeur
    }

    #[inline(never)]
    fn text<'v>(&mut self, champ: &str, valeur: &'v Valeur) -> Option<&'v str> {
        if let Valeur::Texte(texte) = valeur {
            return Some(texte);
        }
        self.refuse_kind(champ, valeur, "un texte entre guillemets");
        None
    }

    /// A code or a day: a text that knows by itself what is wrong with it.
    fn code<T: FromStr<Err: Display>>(&mut self, champ: &str, valeur: &Valeur) -> Option<T> {
        match self.text(champ, valeur)?.parse() {
            Ok(code) => Some(code),
            Err(erreur) => {
                self.refuse(champ, erreur.to_string(), "");
                None
            }
        }
    }

    fn whole<T: TryFrom<u32>>(&mut self, champ: &str, valeur: &Valeur) -> Option<T> {
        let lu = integer(valeur).and_then(|nombre| T::try_from(nombre).ok());
        if lu.is_none() {
            self.refuse_kind(champ, valeur, "un nombre entier, sans virgule ni guillemets");
        }
        lu
    }

    #[inline(never)]
    fn flag(&mut self, champ: &str, valeur: &Valeur) -> Option<bool> {
        if let Valeur::Bool(vrai) = valeur {
            return Some(*vrai);
        }
        self.refuse_kind(champ, valeur, "true ou false");
        None
    }

    /// One of several words.
    fn word<T: Copy>(&mut self, champ: &str, texte: &str, mots: &[(&str, T)]) -> Option<T> {
        let trouve = mots.iter().find(|(mot, _)| *mot == texte).map(|(_, valeur)| *valeur);
        if trouve.is_none() {
            let mots: Vec<&str> = mots.iter().map(|(mot, _)| *mot).collect();
            let aide = ["valeurs connues : ", &mots.join(", ")].concat();
            self.refuse(champ, ["valeur inconnue ", &quoted(texte)].concat(), &aide);
        }
        trouve
    }

    #[inline(never)]
    fn mission(&mut self, champ: &str, texte: &str) -> Option<Mission> {
        let mots: Vec<(&str, Mission)> = Mission::TOUS.iter().map(|m| (m.id(), *m)).collect();
        self.word(champ, texte, &mots)
    }

    /// Each element of a list; what cannot be read is told and left out.
    fn list<T>(
        &mut self,
        champ: &str,
        valeur: &Valeur,
        max: usize,
        read: impl Fn(&mut Self, &str, &Valeur) -> Option<T>,
    ) -> Vec<T> {
        let Valeur::Liste(elements) = valeur else {
            self.refuse_kind(champ, valeur, "une liste entre crochets");
            return Vec::new();
        };
        if !self.few(champ, elements.len(), max) {
            return Vec::new();
        }
        let mut lus = Vec::with_capacity(elements.len());
        for (place, element) in elements.iter().enumerate() {
            lus.extend(read(self, &[champ, "[", &place.to_string(), "]"].concat(), element));
        }
        lus
    }

    fn codes<T: FromStr<Err: Display>>(&mut self, champs: &Champs<'_>, nom: &str, max: usize) -> Vec<T> {
        match champs.get(nom) {
            Some(valeur) => self.list(&champs.path(nom), valeur, max, |l, champ, v| l.code(champ, v)),
            None => Vec::new(),
        }
    }

    fn projet(&mut self, valeur: &Valeur) -> Option<Projet> {
        const CHAMPS: &[&str] = &[
            "version",
            "nom",
            "initiateur",
            "professionnels",
            "territoire",
            "missions",
            "situation",
            "signature",
            "vue_le",
            "hypotheses",
        ];
        let champs = self.fields("", valeur, CHAMPS)?;
        let version = self.required(&champs, "version").and_then(|v| self.version(v));
        let territoire = self.required(&champs, "territoire").and_then(|v| self.territoire(v));
        let nom = champs.given("nom").and_then(|v| self.text("nom", v)).map(str::to_owned);
        let initiateur = champs.given("initiateur").and_then(|v| {
            let texte = self.text("initiateur", v)?;
            self.word("initiateur", texte, &INITIATEURS)
        });
        let professionnels = champs.given("professionnels").map(|v| self.professionnels(v));
        let missions = champs.given("missions").map(|v| {
            self.list("missions", v, PEU_MAX, |l, champ, v| {
                let texte = l.text(champ, v)?;
                l.mission(champ, texte)
            })
        });
        let situation = champs.get("situation").and_then(|v| {
            let texte = self.text("situation", v)?;
            let mots: Vec<(&str, Situation)> = Situation::TOUS.iter().map(|s| (s.id(), *s)).collect();
            self.word("situation", texte, &mots)
        });
        let signature = champs.given("signature").and_then(|v| self.code("signature", v));
        let vue_le = champs.given("vue_le").and_then(|v| self.code("vue_le", v));
        let hypotheses = champs.get("hypotheses").map_or_else(Hypotheses::default, |v| self.hypotheses(v));
        Some(Projet {
            version: version?,
            nom,
            initiateur,
            professionnels,
            territoire: territoire?,
            missions,
            situation: situation.unwrap_or_default(),
            signature,
            vue_le,
            hypotheses,
        })
    }

    fn version(&mut self, valeur: &Valeur) -> Option<Version> {
        let nombre: u32 = self.whole("version", valeur)?;
        match Version::try_from(nombre) {
            Ok(version) => Some(version),
            Err(probleme) => {
                self.refuse("version", probleme, "");
                None
            }
        }
    }

    #[inline(never)]
    fn professionnels(&mut self, valeur: &Valeur) -> Table<String, u16> {
        let mut table = Table::new();
        for (id, nombre) in self.entries("professionnels", valeur, PEU_MAX).unwrap_or_default() {
            let court: String = id.chars().take(40).collect();
            if let Some(nombre) = self.whole(&join("professionnels", &court), nombre) {
                table.insert(id.clone(), nombre);
            }
        }
        table
    }

    fn territoire(&mut self, valeur: &Valeur) -> Option<Territoire> {
        let champs = self.fields("territoire", valeur, &["epci", "communes", "exclues", "parts"])?;
        let parts = champs.get("parts").map(|v| self.list("territoire.parts", v, PEU_MAX, Self::part));
        Some(Territoire {
            epci: self.codes(&champs, "epci", ENTREES_MAX),
            communes: self.codes(&champs, "communes", ENTREES_MAX),
            exclues: self.codes(&champs, "exclues", ENTREES_MAX),
            parts: parts.unwrap_or_default(),
        })
    }

    #[inline(never)]
    fn part(&mut self, champ: &str, valeur: &Valeur) -> Option<Part> {
        let champs = self.fields(champ, valeur, &["commune", "population", "motif", "iris"])?;
        let commune = self.required(&champs, "commune").and_then(|v| self.code(&champs.path("commune"), v));
        let population =
            self.required(&champs, "population").and_then(|v| self.whole(&champs.path("population"), v));
        let motif = self.required(&champs, "motif").and_then(|v| self.text(&champs.path("motif"), v));
        let iris = self.codes(&champs, "iris", PEU_MAX);
        Some(Part { commune: commune?, population: population?, motif: motif?.to_owned(), iris })
    }

    fn hypotheses(&mut self, valeur: &Valeur) -> Hypotheses {
        const CHAMPS: &[&str] = &["atteinte_variable", "crise_reconnue", "demarrages", "millesime", "budget"];
        let mut hypotheses = Hypotheses::default();
        let Some(champs) = self.fields("hypotheses", valeur, CHAMPS) else { return hypotheses };
        hypotheses.atteinte_variable = self.percent(&champs, "atteinte_variable");
        if let Some(valeur) = champs.get("crise_reconnue") {
            hypotheses.crise_reconnue = self.flag(&champs.path("crise_reconnue"), valeur).unwrap_or_default();
        }
        if let Some(valeur) = champs.get("demarrages") {
            let champ = champs.path("demarrages");
            for (id, date) in self.entries(&champ, valeur, PEU_MAX).unwrap_or_default() {
                let court: String = id.chars().take(40).collect();
                let champ = join(&champ, &court);
                if let (Some(mission), Some(date)) = (self.mission(&champ, id), self.code(&champ, date)) {
                    hypotheses.demarrages.insert(mission, date);
                }
            }
        }
        hypotheses.millesime =
            champs.given("millesime").and_then(|valeur| self.whole(&champs.path("millesime"), valeur));
        if let Some(valeur) = champs.get("budget") {
            hypotheses.budget = self.budget(&champs.path("budget"), valeur);
        }
        hypotheses
    }

    /// A percentage that may be left out.
    #[inline(never)]
    fn percent(&mut self, champs: &Champs<'_>, nom: &str) -> Option<Pourcent> {
        let champ = champs.path(nom);
        let nombre: u32 = self.whole(&champ, champs.given(nom)?)?;
        match Pourcent::try_from(nombre) {
            Ok(pourcent) => Some(pourcent),
            Err(probleme) => {
                self.refuse(&champ, probleme, "");
                None
            }
        }
    }

    /// A whole number that may be left out.
    fn number<T: TryFrom<u32>>(&mut self, champs: &Champs<'_>, nom: &str) -> Option<T> {
        self.whole(&champs.path(nom), champs.given(nom)?)
    }

    #[inline(never)]
    fn budget(&mut self, champ: &str, valeur: &Valeur) -> Budget {
        const CHAMPS: &[&str] = &["coordination", "indemnites", "lignes", "avec_variable"];
        let mut budget = Budget::default();
        let Some(champs) = self.fields(champ, valeur, CHAMPS) else { return budget };
        if let Some(valeur) = champs.get("coordination")
            && let Some(c) =
                self.fields(&champs.path("coordination"), valeur, &["brut", "charges", "quotite", "embauche"])
        {
            budget.coordination = Coordination {
                brut: self.number(&c, "brut"),
                charges: self.percent(&c, "charges"),
                quotite: self.number(&c, "quotite"),
                embauche: self.number(&c, "embauche"),
            };
        }
        if let Some(valeur) = champs.get("indemnites")
            && let Some(i) = self.fields(&champs.path("indemnites"), valeur, &["personnes", "heures", "taux"])
        {
            budget.indemnites = Indemnites {
                personnes: self.number(&i, "personnes"),
                heures: self.number(&i, "heures"),
                taux: self.number(&i, "taux"),
            };
        }
        if let Some(valeur) = champs.get("lignes") {
            budget.lignes = self.list(&champs.path("lignes"), valeur, PEU_MAX, Self::ligne);
        }
        budget.avec_variable =
            champs.given("avec_variable").and_then(|v| self.flag(&champs.path("avec_variable"), v));
        budget
    }

    #[inline(never)]
    fn ligne(&mut self, champ: &str, valeur: &Valeur) -> Option<LigneBudget> {
        let champs = self.fields(champ, valeur, &["poste", "nom", "montant", "rythme", "mois"])?;
        let poste = self.required(&champs, "poste").and_then(|v| self.text(&champs.path("poste"), v));
        let nom = champs.given("nom").and_then(|v| self.text(&champs.path("nom"), v)).map(str::to_owned);
        let rythme = champs.given("rythme").and_then(|v| {
            let texte = self.text(&champs.path("rythme"), v)?;
            let mots: Vec<(&str, Rythme)> = Rythme::TOUS.iter().map(|r| (r.id(), *r)).collect();
            self.word(&champs.path("rythme"), texte, &mots)
        });
        let montant = self.number(&champs, "montant");
        // Left out is the first month; null is not a number.
        let mois = champs.get("mois").map_or(Some(0), |v| self.whole(&champs.path("mois"), v));
        Some(LigneBudget { poste: poste?.to_owned(), nom, montant, rythme, mois: mois? })
    }

    fn contexte(&mut self, valeur: &Valeur) -> Option<ContexteRecherche> {
        let champs = self.fields("", valeur, &["communes", "departements", "regions"])?;
        Some(ContexteRecherche {
            communes: self.codes(&champs, "communes", ENTREES_MAX),
            departements: self.codes(&champs, "departements", PEU_MAX),
            regions: self.codes(&champs, "regions", PEU_MAX),
        })
    }

    fn couverture(&mut self, valeur: &Valeur) -> Option<CouvertureDonnee> {
        const CHAMPS: &[&str] = &["source", "produite_le", "departements", "cpts", "sans_cpts"];
        let champs = self.fields("", valeur, CHAMPS)?;
        let source = self.required(&champs, "source").and_then(|v| self.name("source", v));
        let produite_le = champs.given("produite_le").and_then(|v| self.code("produite_le", v));
        let cpts = self.required(&champs, "cpts").map(|v| self.list("cpts", v, ENTREES_MAX, Self::cpts));
        let departements = self.codes(&champs, "departements", PEU_MAX);
        let sans_cpts = self.codes(&champs, "sans_cpts", ENTREES_MAX);
        Some(CouvertureDonnee { source: source?, produite_le, departements, cpts: cpts?, sans_cpts })
    }

    fn cpts(&mut self, champ: &str, valeur: &Valeur) -> Option<CptsDonnee> {
        let champs = self.fields(champ, valeur, &["nom", "statut", "depuis", "communes"])?;
        let nom = self.required(&champs, "nom").and_then(|v| self.name(&champs.path("nom"), v));
        let statut = self.required(&champs, "statut").and_then(|v| {
            let champ = champs.path("statut");
            let mots: Vec<(&str, StatutCpts)> = StatutCpts::TOUS.iter().map(|s| (s.id(), *s)).collect();
            let texte = self.text(&champ, v)?;
            self.word(&champ, texte, &mots)
        });
        let depuis = champs.given("depuis").and_then(|v| self.code(&champs.path("depuis"), v));
        self.required(&champs, "communes");
        let communes = self.codes(&champs, "communes", ENTREES_MAX);
        Some(CptsDonnee { nom: nom?, statut: statut?, depuis, communes })
    }

    /// A name that will be shown: some letters, not too many.
    fn name(&mut self, champ: &str, valeur: &Valeur) -> Option<String> {
        let nom = self.text(champ, valeur)?.trim();
        let longueur = nom.chars().count();
        if longueur == 0 || longueur > NOM_MAX {
            let aide = ["écrivez de 1 à ", &NOM_MAX.to_string(), " caractères"].concat();
            self.refuse(champ, [&longueur.to_string(), " caractères"].concat(), &aide);
            return None;
        }
        Some(nom.to_owned())
    }
}
