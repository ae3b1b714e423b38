//! Why a data file is refused, in words that a person can act upon.

/// A data file that cannot be trusted. Nothing of it is used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TerritoryError {
    /// The first bytes are not those of this kind of file.
    #[error(
        "ce fichier n'est pas un fichier {fichier} du simulateur : vérifiez l'adresse du fichier ou téléchargez-le de nouveau"
    )]
    Nature {
        /// What was expected.
        fichier: &'static str,
    },
    /// Written by another version of the program.
    #[error(
        "le fichier {fichier} est au format {lu}, le simulateur attend le format {attendu} : rechargez la page sans le cache, ou refaites le fichier avec « cpts data build »"
    )]
    Version {
        /// What was expected.
        fichier: &'static str,
        /// The version in the file.
        lu: u16,
        /// The version that this program reads.
        attendu: u16,
    },
    /// Shorter or longer than its header says.
    #[error(
        "le fichier {fichier} est incomplet ({lu} octets au lieu de {attendu}) : téléchargez-le de nouveau"
    )]
    Longueur {
        /// What was expected.
        fichier: &'static str,
        /// Bytes received.
        lu: usize,
        /// Bytes that the header announces; the size of the header where even that is cut.
        attendu: usize,
    },
    /// The checksum does not match: some bytes have changed on the way.
    #[error("le fichier {fichier} a été altéré (somme de contrôle différente) : téléchargez-le de nouveau")]
    Somme {
        /// What was expected.
        fichier: &'static str,
    },
    /// The checksum matches but the content makes no sense: a fault of whoever made the file.
    #[error(
        "le fichier {fichier} est incohérent (partie « {partie} ») : refaites-le avec « cpts data build »"
    )]
    Contenu {
        /// What was expected.
        fichier: &'static str,
        /// The column at fault.
        partie: &'static str,
    },
    /// The adjacency was made for another list of communes.
    #[error(
        "le fichier des voisinages ne va pas avec le fichier des communes : téléchargez les deux de nouveau, ou refaites-les ensemble avec « cpts data build »"
    )]
    AutreListe,
    /// A file beside that of the communes was made for another list, or for other populations.
    #[error(
        "le fichier {fichier} ne va pas avec le fichier des communes : téléchargez les deux de nouveau, ou refaites-les ensemble avec « cpts data build »"
    )]
    AutresCommunes {
        /// What was expected.
        fichier: &'static str,
    },
}
