//! The barème as a page: every amount, threshold, delay and payment of the rules, with its
//! statut, its history and its sources, as HTML that is read without a script.
//!
//! Pure: the rules go in, the page comes out, the same to the byte. Its style is
//! `web/bareme.css`; [`ancres`] says which addresses inside it other pages may link to.

pub mod ancres;
mod argent;
mod delais;
mod donnees;
mod montants;
mod parametres;
mod redaction;
mod reperes;
mod reutiliser;
mod tailles;
mod tete;
mod totaux;

use cpts_rules::dossier::TotalPublie;
use cpts_rules::{ReglesAide, Rules};
use maud::{DOCTYPE, Markup, html};

pub use donnees::Donnees;
use redaction::Redaction;

/// What the page is made of.
#[derive(Debug, Clone, Copy)]
pub struct Contenu<'a> {
    /// The rules.
    pub rules: &'static Rules,
    /// The help, for its acronyms.
    pub aide: &'a ReglesAide,
    /// The totals that sources publish.
    pub totaux: &'a [TotalPublie],
    /// The same as data.
    pub donnees: Donnees<'a>,
}

/// The page.
pub fn page(contenu: &Contenu<'_>) -> String {
    let mut r = Redaction::new(contenu.rules);
    let corps = corps(&mut r, contenu);
    let page = html! {
        (DOCTYPE)
        html lang="fr" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Barème des CPTS\u{a0}: tailles, montants, délais et versements" }
                meta name="description" content="Les quatre tailles, le montant de chaque mission, les délais et le calendrier des versements d’une communauté professionnelle territoriale de santé, avec la source et le degré de certitude de chaque chiffre.";
                meta name="color-scheme" content="light dark";
                meta name="theme-color" content="#F7F5F0" media="(prefers-color-scheme: light)";
                meta name="theme-color" content="#131719" media="(prefers-color-scheme: dark)";
                link rel="icon" href="icone.svg" type="image/svg+xml";
                link rel="stylesheet" href="page.css";
                link rel="stylesheet" href="bareme.css";
                link rel="alternate" type="application/json" href=(contenu.donnees.nom) title="Le barème en données";
            }
            body.bareme { (corps) }
        }
    };
    page.into_string() + "\n"
}

fn corps(r: &mut Redaction, contenu: &Contenu<'_>) -> Markup {
    html! {
        a.evitement href="#contenu" { "Aller au contenu" }
        (tete::marques())
        header.page-tete {
            p { strong { a href="./" { "Simulateur CPTS" } } " " span { "Communauté professionnelle territoriale de santé" } }
        }
        main id="contenu" tabindex="-1" {
            (tete::chapeau(r))
            (tete::sommaire())
            (montants::ensemble(r))
            (tete::statuts(r))
            (tailles::tailles(r))
            (montants::lignes(r))
            (delais::delais(r))
            (argent::versements(r))
            (argent::depenses(r))
            (totaux::totaux(r, contenu.totaux))
            div.annexes {
                (reperes::lectures(r))
                (reperes::textes(r))
                (reperes::glossaire(r, contenu.aide))
                (reperes::sources(r))
                (reutiliser::citer(r, contenu.donnees))
            }
        }
        footer.page-pied {
            a href="./" { "Simuler un projet de CPTS" } " "
            a href="integration.html" { "Intégrer le simulateur à votre site" }
        }
    }
}
