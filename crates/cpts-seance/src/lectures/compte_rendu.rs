//! What the meeting came to, as a text to be sent: counts, perimeters, groups, next steps. No
//! name of a person, no amount: the room may not have seen any.

use cpts_core::Etape;
use cpts_rules::{Mission, Profession};

use crate::format::compte;
use crate::reunion::Comptes;

/// A perimeter, in a few words.
pub struct Perimetre {
    /// Its letter.
    pub lettre: &'static str,
    /// Its name.
    pub nom: String,
    /// How many communes.
    pub communes: u32,
    /// How many inhabitants.
    pub habitants: u32,
    /// Its size tier.
    pub taille: Option<u8>,
}

/// What the text is written from.
pub struct Matiere<'a> {
    /// The name of the territory.
    pub territoire: String,
    /// What was counted.
    pub comptes: &'a Comptes,
    /// The professions, in the order of the rules.
    pub professions: &'static [Profession],
    /// The missions and their names.
    pub missions: Vec<(Mission, &'static str)>,
    /// The perimeters that were compared.
    pub perimetres: Vec<Perimetre>,
    /// What comes next.
    pub etapes: &'a [Etape],
    /// What the reader must know.
    pub avertissement: &'static str,
}

/// The text, with ordinary line ends.
pub fn write(m: &Matiere<'_>) -> String {
    let mut texte = String::from("Réunion d’information sur une CPTS\n");
    if !m.territoire.is_empty() {
        texte.push_str(&[&m.territoire, "\n"].concat());
    }
    texte.push_str(
        &["\nDans la salle\u{a0}: ", &compte(m.comptes.total(), "personne", "personnes"), "\n"].concat(),
    );
    for profession in m.professions {
        let n = m.comptes.presents(profession.id);
        if n > 0 {
            texte.push_str(&["- ", profession.nom, "\u{a0}: ", &n.to_string(), "\n"].concat());
        }
    }
    if !m.perimetres.is_empty() {
        texte.push_str("\nPérimètres\n");
    }
    for p in &m.perimetres {
        texte.push_str(&["- ", p.lettre, ", ", &p.nom, "\u{a0}: "].concat());
        texte.push_str(&compte(p.communes, "commune", "communes"));
        texte.push_str(", ");
        texte.push_str(&compte(p.habitants, "habitant", "habitants"));
        if let Some(taille) = p.taille {
            texte.push_str(&[", Taille ", &taille.to_string()].concat());
        }
        texte.push('\n');
    }
    texte.push_str("\nQui veut travailler sur quoi\n");
    for (mission, titre) in &m.missions {
        let (n, groupe) = (m.comptes.interets(*mission), m.comptes.groupe(*mission));
        texte.push_str(&["- ", titre, "\u{a0}: ", &compte(n.into(), "personne", "personnes")].concat());
        if !groupe.is_empty() {
            texte.push_str(&[", groupe «\u{a0}", groupe, "\u{a0}»"].concat());
        }
        texte.push('\n');
    }
    if !m.etapes.is_empty() {
        texte.push_str("\nProchaines étapes\n");
    }
    for (rang, etape) in m.etapes.iter().enumerate() {
        texte.push_str(
            &[&(rang + 1).to_string(), ". ", etape.titre, " (", &etape.acteurs.join(", "), ")\n"].concat(),
        );
    }
    texte.push_str(&["\n", m.avertissement, "\n"].concat());
    texte
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_says_what_was_counted_and_nothing_of_money() {
        let rules = cpts_rules::embedded();
        let mut comptes = Comptes::default();
        comptes.compter("infirmier", true);
        comptes.compter("infirmier", true);
        comptes.interesser(Mission::Prevention, true);
        comptes.nommer(Mission::Prevention, "Dépistage");
        let perimetre = Perimetre {
            lettre: "A",
            nom: "CA de Cambrai".to_owned(),
            communes: 55,
            habitants: 80_120,
            taille: Some(3),
        };
        let texte = write(&Matiere {
            territoire: "Cambrésis".to_owned(),
            comptes: &comptes,
            professions: rules.formulaire.professions,
            missions: vec![(Mission::Parcours, "Parcours"), (Mission::Prevention, "Prévention")],
            perimetres: vec![perimetre],
            etapes: &[],
            avertissement: rules.formulaire.avertissement,
        });
        let texte = texte.replace('\u{a0}', " ");
        assert!(texte.starts_with(
            "Réunion d’information sur une CPTS\nCambrésis\n\nDans la salle : 2 personnes\n- Infirmier : 2\n"
        ));
        assert!(texte.contains("- A, CA de Cambrai : 55 communes, 80 120 habitants, Taille 3\n"), "{texte}");
        assert!(
            texte.contains("- Parcours : 0 personne\n- Prévention : 1 personne, groupe « Dépistage »\n"),
            "{texte}"
        );
        assert!(!texte.contains('€') && !texte.contains("Prochaines"), "{texte}");
    }
}
