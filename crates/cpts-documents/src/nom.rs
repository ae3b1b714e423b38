//! Names of files that every system accepts.

/// Most characters taken of the name of a project.
const LONGUEUR: usize = 40;

/// `lettre-intention-cambrai.docx`: what it is, then the project, in small letters and figures.
pub fn fichier(quoi: &str, projet: &str, fin: &str) -> String {
    let mut nom = String::from(quoi);
    let mut coupe = true;
    let mut longueur = 0;
    for c in cpts_core::texte::minuscules(projet).chars() {
        let lettre = match c {
            'a'..='z' | '0'..='9' => c,
            'à' | 'â' | 'ä' => 'a',
            'ç' => 'c',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' => 'i',
            'ô' | 'ö' => 'o',
            'ù' | 'û' | 'ü' => 'u',
            'ÿ' => 'y',
            'œ' => {
                nom.push_str(if core::mem::take(&mut coupe) { "-o" } else { "o" });
                'e'
            }
            _ => {
                coupe = true;
                continue;
            }
        };
        if longueur >= LONGUEUR {
            break;
        }
        if core::mem::take(&mut coupe) {
            nom.push('-');
        }
        nom.push(lettre);
        longueur += 1;
    }
    nom.push('.');
    nom.push_str(fin);
    nom
}

#[cfg(test)]
mod tests {
    use super::fichier;

    #[test]
    fn a_name_is_plain_and_short() {
        assert_eq!(
            fichier("lettre-intention", "CPTS de l’Œuf & Cambrésis", "docx"),
            "lettre-intention-cpts-de-l-oeuf-cambresis.docx"
        );
        assert_eq!(fichier("communes", "", "csv"), "communes.csv");
        assert_eq!(fichier("communes", "../../etc/passwd", "csv"), "communes-etc-passwd.csv");
        assert!(fichier("projet", &"é".repeat(500), "json").len() < 60);
    }
}
