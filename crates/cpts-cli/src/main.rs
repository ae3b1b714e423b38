//! `cpts`, the simulator on the command line.
//!
//! Answers go to standard output, as JSON unless another form is asked for; what
//! is refused goes to standard error, a line an error. Exit codes: 0 when it is
//! done, 2 when the input is refused, 1 when something else failed.

mod commandes;
mod documents;
mod donnees;
mod erreur;
mod export;
mod forme;
mod horloge;
mod lecture;
mod liste;
mod page;
mod texte;
mod todo;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use cpts_codes::Date;

use forme::Forme;

/// Simulateur CPTS : taille, constats, financement et étapes d'un projet de
/// communauté professionnelle territoriale de santé.
#[derive(Parser)]
#[command(name = "cpts", version, disable_help_subcommand = true)]
struct Cli {
    /// Dossier des données (communes.bin, adjacence.bin), à la place de celles du programme
    #[arg(long, global = true, value_name = "DOSSIER")]
    data: Option<PathBuf>,
    #[command(subcommand)]
    commande: Commande,
}

#[derive(Subcommand)]
enum Commande {
    /// Évalue un projet : imprime son bilan
    ///
    /// Pour une CPTS qui a déjà signé ("situation": "existante"), le bilan part du jour "vue_le" du
    /// projet. S'il n'y est pas, c'est aujourd'hui, à l'horloge de la machine.
    /// Écrivez "vue_le" pour obtenir toujours la même réponse.
    Evaluate {
        /// Fichier du projet (JSON), ou - pour l'entrée standard
        #[arg(value_name = "FICHIER")]
        fichier: PathBuf,
        /// Fichier des CPTS existantes (CSV ou GeoJSON, voir docs/couverture.md)
        #[arg(long, value_name = "FICHIER")]
        couverture: Option<PathBuf>,
        /// Ajoute ce que changerait une commune de plus ou de moins : taille et financement
        #[arg(long)]
        et_si: bool,
        /// Ajoute la trésorerie mois par mois, et le premier mois dans le rouge
        #[arg(long)]
        budget: bool,
        /// Forme du bilan
        #[arg(long, value_enum, default_value_t = Forme::Json)]
        format: Forme,
    },
    /// Écrit un document du projet
    Document {
        /// Quel document
        #[arg(value_enum, value_name = "DOCUMENT")]
        quoi: documents::Quoi,
        /// Fichier du projet (JSON), ou - pour l'entrée standard
        #[arg(value_name = "FICHIER")]
        fichier: PathBuf,
        /// Fichier à écrire
        #[arg(short = 'o', long, value_name = "FICHIER")]
        sortie: PathBuf,
        /// Jour écrit dans le document (AAAA-MM-JJ) ; pour une CPTS qui a déjà signé, c'est aussi
        /// le jour d'où l'on regarde, si le projet n'a pas de "vue_le"
        #[arg(long, value_name = "JOUR")]
        date: Date,
        /// Fichier des CPTS existantes (CSV ou GeoJSON, voir docs/couverture.md)
        #[arg(long, value_name = "FICHIER")]
        couverture: Option<PathBuf>,
        /// Porteurs du projet, tels que la lettre les nomme
        #[arg(long, default_value = "")]
        porteurs: String,
        /// Personne à contacter
        #[arg(long, default_value = "")]
        contact: String,
    },
    /// Cherche une commune, une ancienne commune ou une intercommunalité
    Search {
        /// Nom, code postal, code INSEE ou numéro SIREN
        #[arg(value_name = "TEXTE", required = true)]
        texte: Vec<String>,
        /// Nombre de réponses au plus
        #[arg(long, default_value_t = 10, value_name = "N")]
        limit: usize,
        /// Code INSEE d'une commune déjà choisie : ce qui est proche passe devant (répétable)
        #[arg(long, value_name = "CODE")]
        pres_de: Vec<cpts_codes::CodeCommune>,
    },
    /// Lit une liste de communes, et dit ce qui en est compris
    ///
    /// Imprime quatre listes : ce qui est reconnu à coup sûr, ce qui est à choisir (le plus probable d'abord),
    /// ce qui est inconnu, et ce qui est laissé de côté. La page lit de la même façon ce que l'on y colle.
    Liste {
        /// Fichier de la liste (texte ou CSV), ou - pour l'entrée standard
        #[arg(value_name = "FICHIER", default_value = "-")]
        fichier: PathBuf,
        /// Codes INSEE de communes du même territoire : ce qui en est proche est plus probable
        #[arg(long, value_name = "CODES", value_delimiter = ',')]
        pres_de: Vec<cpts_codes::CodeCommune>,
    },
    /// Décrit les lieux que des codes désignent
    Territory {
        /// Codes INSEE, postaux ou numéros SIREN
        #[arg(value_name = "CODE", required = true)]
        codes: Vec<String>,
    },
    /// Les règles du dispositif
    #[command(subcommand)]
    Rules(Regles),
    /// Les données des communes
    #[command(subcommand)]
    Data(Donnees),
}

#[derive(Subcommand)]
enum Regles {
    /// Vérifie les fichiers de rules/
    Check {
        /// Signale aussi les fichiers à revérifier avant ce jour (AAAA-MM-JJ)
        #[arg(long, value_name = "JOUR")]
        date: Option<Date>,
        /// Dossier des règles
        #[arg(long, value_name = "DOSSIER", default_value = "rules")]
        dir: PathBuf,
        /// Vérifie un barème en un seul fichier JSON, à la place du dossier
        #[arg(long, value_name = "FICHIER", conflicts_with_all = ["date", "dir"])]
        fichier: Option<PathBuf>,
    },
    /// Liste les chiffres sans preuve, du plus gros enjeu au plus petit, et ce qui les prouverait
    Todo {
        /// Forme de la liste
        #[arg(long, value_enum, default_value_t = todo::Forme::Text)]
        format: todo::Forme,
        /// Dossier des règles
        #[arg(long, value_name = "DOSSIER", default_value = "rules")]
        dir: PathBuf,
    },
    /// Écrit les règles en un seul fichier JSON, à corriger pour le barème d'un site
    Export {
        /// Jour écrit dans le fichier : celui où vous fournissez ce barème (AAAA-MM-JJ)
        #[arg(long, value_name = "JOUR")]
        date: Date,
        /// Qui le fournit
        #[arg(long, value_name = "NOM", default_value = "")]
        auteur: String,
        /// Dossier des règles
        #[arg(long, value_name = "DOSSIER", default_value = "rules")]
        dir: PathBuf,
    },
    /// Écrit le barème en page web (bareme.html) et en données (bareme.json)
    Page {
        /// Dossier où écrire ; la page y attend page.css et bareme.css, du dossier web/
        #[arg(long, value_name = "DOSSIER")]
        sortie: PathBuf,
        /// Dossier des règles
        #[arg(long, value_name = "DOSSIER", default_value = "rules")]
        dir: PathBuf,
    },
}

#[derive(Subcommand)]
enum Donnees {
    /// Fabrique communes.bin et adjacence.bin à partir des archives épinglées
    Build {
        /// Dossier où écrire
        #[arg(long, value_name = "DOSSIER", default_value = "data")]
        out: PathBuf,
        /// Dossier des archives, à la place du cache
        #[arg(long, value_name = "DOSSIER")]
        inputs: Option<PathBuf>,
        /// Ne télécharge rien
        #[arg(long)]
        offline: bool,
    },
}

fn main() -> ExitCode {
    let Cli { data, commande } = Cli::parse();
    let data = data.as_deref();
    let fait = match commande {
        Commande::Evaluate { fichier, couverture, et_si, budget, format } => {
            commandes::evaluate(data, &fichier, couverture.as_deref(), et_si, budget, format)
        }
        Commande::Document { quoi, fichier, sortie, date, couverture, porteurs, contact } => {
            documents::write(
                data,
                quoi,
                &fichier,
                &sortie,
                couverture.as_deref(),
                documents::Saisie { date, porteurs, contact },
            )
        }
        Commande::Search { texte, limit, pres_de } => {
            commandes::search(data, &texte.join(" "), limit, &pres_de)
        }
        Commande::Liste { fichier, pres_de } => liste::liste(data, &fichier, &pres_de),
        Commande::Territory { codes } => commandes::territory(data, &codes),
        Commande::Rules(Regles::Check { fichier: Some(fichier), .. }) => commandes::bareme_check(&fichier),
        Commande::Rules(Regles::Check { date, dir, fichier: None }) => commandes::rules_check(&dir, date),
        Commande::Rules(Regles::Todo { format, dir }) => todo::todo(&dir, format),
        Commande::Rules(Regles::Export { date, auteur, dir }) => export::export(&dir, date, &auteur),
        Commande::Rules(Regles::Page { sortie, dir }) => page::write(&dir, &sortie),
        Commande::Data(Donnees::Build { out, inputs, offline }) => {
            commandes::data_build(out, inputs, offline)
        }
    };
    match fait {
        Ok(sortie) => match std::io::stdout().lock().write_all(sortie.as_bytes()) {
            Ok(()) => ExitCode::SUCCESS,
            // The reader has had enough (`cpts … | head`): nothing to say.
            Err(erreur) if erreur.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Err(erreur) => {
                eprintln!("impossible d'écrire la réponse : {erreur}");
                ExitCode::FAILURE
            }
        },
        Err(erreur) => {
            eprintln!("{erreur}");
            erreur.code()
        }
    }
}
