//! How to quote the page, and to use what it holds again.

use cpts_codes::nombre;
use maud::{Markup, html};

use crate::donnees::Donnees;
use crate::redaction::{Redaction, jour, titre};

pub(crate) fn citer(r: &Redaction, donnees: Donnees<'_>) -> Markup {
    let verifie_le = r.rules.formulaire.verifie_le;
    // Kilobytes as browsers tell them; a file is never told as empty.
    let kilo = u32::try_from(donnees.octets.div_ceil(1_000)).unwrap_or(u32::MAX);
    html! {
        section aria-labelledby="citer" {
            (titre("citer", "Citer, réutiliser"))
            p { "Pour citer cette page\u{a0}:" }
            blockquote {
                p {
                    "Barème des CPTS, Simulateur CPTS, règles vérifiées le " (jour(verifie_le)) ", "
                    i { "adresse de cette page" } "."
                }
            }
            p.a-l-ecran {
                "Pour un chiffre précis, prenez l’adresse que donne le signe # à côté de son titre. Les valeurs d’avant "
                "restent sur la page, avec leurs dates\u{a0}: un lien ne se périme pas."
            }
            p.a-l-ecran {
                a href=(donnees.nom) type="application/json" download={ "bareme-cpts-" (verifie_le) ".json" } {
                    "Télécharger toutes les règles en données (JSON, " (nombre(kilo)) "\u{a0}ko)"
                }
                ". Une URPS peut corriger ce fichier et le donner à son simulateur."
            }
            p {
                "Licence\u{a0}: les règles et cette page se réutilisent librement sous Licence Ouverte 2.0, à condition "
                "d’en citer l’origine et la date."
            }
        }
    }
}
