//! The project file: the answers, as version 1 of the contract writes them in JSON.
//!
//! Written by hand: a writer of JSON for any type weighs more in the browser than this
//! for one. `cpts_fichiers::read_projet` reads it back to the same project.

use cpts_core::plat::INITIATEURS;
use cpts_core::{
    Budget, Coordination, Hypotheses, Indemnites, LigneBudget, Part, Projet, Situation, Territoire, Version,
};

/// The file.
pub fn write(projet: &Projet) -> String {
    // Every field is named, so that a new one cannot be forgotten here.
    let Projet {
        version,
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
    let Version::V1 = version;
    let mut o = Objet::new();
    o.brut("version", "1");
    if let Some(nom) = nom {
        o.texte("nom", nom);
    }
    if let Some((id, _)) = INITIATEURS.iter().find(|(_, i)| Some(*i) == *initiateur) {
        o.texte("initiateur", id);
    }
    if let Some(professionnels) = professionnels {
        let mut tous = Objet::new();
        for (id, combien) in professionnels.iter() {
            tous.brut(id, &combien.to_string());
        }
        o.brut("professionnels", &tous.fin());
    }
    o.brut("territoire", &ecrire_territoire(territoire));
    if let Some(missions) = missions {
        let mut liste = Liste::new();
        for mission in missions {
            liste.texte(mission.id());
        }
        o.brut("missions", &liste.fin());
    }
    if *situation != Situation::default() {
        o.texte("situation", situation.id());
    }
    for (nom, jour) in [("signature", signature), ("vue_le", vue_le)] {
        if let Some(jour) = jour {
            o.texte(nom, &jour.to_string());
        }
    }
    let Hypotheses { atteinte_variable, crise_reconnue, demarrages, millesime, budget } = hypotheses;
    let mut h = Objet::new();
    if let Some(atteinte) = atteinte_variable {
        h.brut("atteinte_variable", &atteinte.get().to_string());
    }
    if *crise_reconnue {
        h.brut("crise_reconnue", "true");
    }
    if !demarrages.is_empty() {
        let mut tous = Objet::new();
        for (mission, jour) in demarrages.iter() {
            tous.texte(mission.id(), &jour.to_string());
        }
        h.brut("demarrages", &tous.fin());
    }
    if let Some(annee) = millesime {
        h.brut("millesime", &annee.to_string());
    }
    h.objet("budget", ecrire_budget(budget));
    o.objet("hypotheses", h);
    let mut s = o.fin();
    s.push('\n');
    s
}

fn ecrire_budget(budget: &Budget) -> Objet {
    let Budget { coordination, indemnites, lignes, avec_variable } = budget;
    let Coordination { brut, charges, quotite, embauche } = *coordination;
    let Indemnites { personnes, heures, taux } = *indemnites;
    let mut o = Objet::new();
    let mut c = Objet::new();
    c.nombre("brut", brut);
    c.nombre("charges", charges.map(u32::from));
    c.nombre("quotite", quotite.map(u32::from));
    c.nombre("embauche", embauche.map(u32::from));
    o.objet("coordination", c);
    let mut i = Objet::new();
    i.nombre("personnes", personnes.map(u32::from));
    i.nombre("heures", heures.map(u32::from));
    i.nombre("taux", taux.map(u32::from));
    o.objet("indemnites", i);
    let mut liste = Liste::new();
    for LigneBudget { poste, nom, montant, rythme, mois } in lignes {
        let mut ligne = Objet::new();
        ligne.texte("poste", poste);
        if let Some(nom) = nom {
            ligne.texte("nom", nom);
        }
        ligne.nombre("montant", *montant);
        if let Some(rythme) = rythme {
            ligne.texte("rythme", rythme.id());
        }
        if *mois > 0 {
            ligne.nombre("mois", Some((*mois).into()));
        }
        liste.brut(&ligne.fin());
    }
    o.liste("lignes", liste);
    if let Some(avec) = avec_variable {
        o.brut("avec_variable", if *avec { "true" } else { "false" });
    }
    o
}

fn ecrire_territoire(territoire: &Territoire) -> String {
    let Territoire { epci, communes, exclues, parts } = territoire;
    let mut o = Objet::new();
    let mut liste = Liste::new();
    for siren in epci {
        liste.texte(&siren.to_string());
    }
    o.liste("epci", liste);
    for (nom, codes) in [("communes", communes), ("exclues", exclues)] {
        let mut liste = Liste::new();
        for code in codes {
            liste.texte(code.as_str());
        }
        o.liste(nom, liste);
    }
    let mut liste = Liste::new();
    for Part { commune, population, motif, iris } in parts {
        let mut part = Objet::new();
        part.texte("commune", commune.as_str());
        part.brut("population", &population.to_string());
        part.texte("motif", motif);
        let mut codes = Liste::new();
        for code in iris {
            codes.texte(code.as_str());
        }
        part.liste("iris", codes);
        liste.brut(&part.fin());
    }
    o.liste("parts", liste);
    o.fin()
}

/// A text between quotes.
#[inline(never)]
fn citer(texte: &str, s: &mut String) {
    s.push('"');
    for c in texte.chars() {
        match c {
            '"' => s.push_str("\\\""),
            '\\' => s.push_str("\\\\"),
            '\0'..='\u{1f}' => {
                s.push_str("\\u00");
                for quartet in [c as u32 >> 4, c as u32 & 15] {
                    s.push(char::from_digit(quartet, 16).unwrap_or('0'));
                }
            }
            _ => s.push(c),
        }
    }
    s.push('"');
}

/// An object being written.
struct Objet(String);

impl Objet {
    fn new() -> Self {
        Self(String::from("{"))
    }

    fn est_vide(&self) -> bool {
        self.0.len() == 1
    }

    #[inline(never)]
    fn brut(&mut self, nom: &str, valeur: &str) {
        if !self.est_vide() {
            self.0.push(',');
        }
        citer(nom, &mut self.0);
        self.0.push(':');
        self.0.push_str(valeur);
    }

    fn texte(&mut self, nom: &str, valeur: &str) {
        let mut cite = String::new();
        citer(valeur, &mut cite);
        self.brut(nom, &cite);
    }

    /// A number, where there is one.
    fn nombre(&mut self, nom: &str, valeur: Option<u32>) {
        if let Some(valeur) = valeur {
            self.brut(nom, &valeur.to_string());
        }
    }

    /// An object, where it holds something.
    fn objet(&mut self, nom: &str, objet: Self) {
        if !objet.est_vide() {
            self.brut(nom, &objet.fin());
        }
    }

    /// A list, where it holds something.
    fn liste(&mut self, nom: &str, liste: Liste) {
        if liste.0.len() > 1 {
            self.brut(nom, &liste.fin());
        }
    }

    fn fin(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// A list being written.
struct Liste(String);

impl Liste {
    fn new() -> Self {
        Self(String::from("["))
    }

    fn brut(&mut self, valeur: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        self.0.push_str(valeur);
    }

    fn texte(&mut self, valeur: &str) {
        let mut cite = String::new();
        citer(valeur, &mut cite);
        self.brut(&cite);
    }

    fn fin(mut self) -> String {
        self.0.push(']');
        self.0
    }
}
