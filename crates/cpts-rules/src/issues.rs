//! The outcomes of the criteria: which ones there are, and what their texts may name.
//!
//! The texts are in `rules/eligibilite.toml`. This table is the agreement between
//! that file and `cpts-core`: the checker refuses a missing outcome, an outcome
//! that no code raises, and a `{placeholder}` that would never be filled in.

/// One outcome that the texts must provide.
#[derive(Debug, Clone, Copy)]
pub struct IssueAttendue {
    /// `id` of the criterion.
    pub regle: &'static str,
    /// Name of the outcome.
    pub nom: &'static str,
    /// The placeholders that its texts may hold.
    pub champs: &'static [&'static str],
}

macro_rules! issues {
    ($($regle:literal { $($(#[$doc:meta])* $Variante:ident = $nom:literal ($($champ:literal)*)),* $(,)? })*) => {
        /// An outcome of a criterion: the index of its text in the rules.
        #[allow(missing_docs)]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Issue { $($($(#[$doc])* $Variante),*),* }

        /// Every outcome, in the order of [`Issue`].
        pub const ISSUES: &[IssueAttendue] = &[
            $($(IssueAttendue { regle: $regle, nom: $nom, champs: &[$($champ),*] }),*),*
        ];
    };
}

/// Criteria that the rules which sites wrote may be older than: told in the words of the program then.
pub const AJOUTES: &[&str] =
    &["contrat", "anniversaire", "fin-de-contrat", "missions-en-cours", "couverture-du-contrat"];

issues! {
    "signature" {
        /// No date of signature.
        SignatureInconnue = "inconnue" (),
        /// Before the first ACI.
        SignatureAvantAci = "avant_aci" ("date" "debut"),
        /// Under a text that has been replaced since.
        SignatureTexteRemplace = "texte_remplace" ("texte"),
        /// Under the text in force.
        SignatureConforme = "conforme" (),
    }
    "contrat" {
        /// A contract runs, of which the day is not known.
        ContratSansSignature = "sans_signature" (),
        /// Nobody said from which day to look.
        ContratSansJour = "sans_jour" (),
        /// Signed after the day from which one looks.
        ContratAVenir = "a_venir" ("signature" "vue_le"),
        /// Another text has taken the place of that of the signature.
        ContratTexteRemplace = "remplace" ("signature" "avant" "texte" "depuis"),
        /// Still under the text of its signature.
        ContratConforme = "conforme" ("signature" "texte"),
    }
    "anniversaire" {
        /// The next one.
        AnniversaireProchain = "prochain" ("date" "annee"),
    }
    "fin-de-contrat" {
        /// It ends within the months that are shown.
        FinProche = "proche" ("fin"),
        /// It has ended: supposed renewed.
        FinPassee = "passee" ("fin" "suite"),
        /// Later.
        FinLointaine = "conforme" ("fin"),
    }
    "initiative" {
        /// Not answered.
        InitiativeInconnue = "inconnue" (),
        /// Health professionals.
        InitiativeConforme = "conforme" (),
        /// An establishment.
        InitiativeEtablissement = "etablissement" (),
        /// Elected representatives.
        InitiativeElus = "elus" (),
        /// Patients.
        InitiativeUsagers = "usagers" (),
        /// Anyone else.
        InitiativeAutre = "autre" (),
    }
    "composition" {
        /// Not answered.
        CompositionInconnue = "inconnue" (),
        /// Nobody of a health profession.
        CompositionSansProfessionnel = "sans_professionnel" (),
        /// One profession only.
        CompositionUneSeule = "une_seule_profession" ("profession" "a_approcher"),
        /// Several professions.
        CompositionConforme = "conforme" ("nombre"),
    }
    "medecin-generaliste" {
        /// Not answered.
        GeneralisteInconnu = "inconnu" (),
        /// None takes part.
        GeneralisteAbsent = "absent" (),
        /// At least one.
        GeneralisteConforme = "conforme" (),
    }
    "premier-recours" {
        /// Not answered.
        PremierRecoursInconnu = "inconnu" (),
        /// None takes part.
        PremierRecoursAbsent = "absent" (),
        /// At least one.
        PremierRecoursConforme = "conforme" (),
    }
    "second-recours" {
        /// Not answered.
        SecondRecoursInconnu = "inconnu" (),
        /// None takes part.
        SecondRecoursAbsent = "absent" (),
        /// At least one.
        SecondRecoursConforme = "conforme" (),
    }
    "missions-socles" {
        /// Not answered.
        MissionsInconnues = "inconnues" ("nombre"),
        /// All of them are there.
        MissionsConformes = "conforme" ("nombre"),
    }
    "mission-inexistante" {
        /// A mission that the text in force does not have.
        MissionInexistante = "non_prevue" ("mission" "texte"),
    }
    "missions-delais" {
        /// A mission starts later than its delay.
        MissionEnRetard = "depasse" ("mission" "date" "limite"),
        /// Every start is within its delay.
        MissionsDansLesDelais = "conforme" (),
    }
    "missions-en-cours" {
        /// Those of a contract that runs are supposed started.
        MissionsDemarrees = "demarrees" (),
        /// A mission that came after the signature.
        MissionVenueApres = "venue_apres" ("mission" "debut"),
        /// A mission that started, or is to start, after its delay.
        MissionHorsDelai = "hors_delai" ("mission" "date" "limite"),
    }
    "association" {
        /// To be created.
        AssociationAConstituer = "loi_1901" (),
        /// To be created, under the local civil code.
        AssociationDroitLocal = "droit_local" (),
        /// To be created; part of the territory is under the local civil code.
        AssociationMixte = "mixte" (),
    }
    "territoire" {
        /// No commune.
        TerritoireVide = "vide" (),
        /// At least one commune.
        TerritoireConforme = "conforme" ("communes" "population"),
    }
    "hors-dispositif" {
        /// No commune inside the scheme.
        HorsDispositifEntier = "entier" ("lieux"),
        /// Some communes outside.
        HorsDispositifPartiel = "partiel" ("lieux" "communes"),
    }
    "commune-en-double" {
        /// The same commune several times.
        CommuneEnDouble = "en_double" ("communes"),
    }
    "ville-et-arrondissement" {
        /// A city and some of its arrondissements.
        VilleEtArrondissement = "cumul" ("ville" "arrondissements"),
    }
    "population-inconnue" {
        /// Some communes have no figure.
        PopulationInconnue = "inconnue" ("communes"),
    }
    "millesime" {
        /// Some communes have an older figure.
        MillesimeAncien = "ancien" ("communes" "annee" "millesime"),
    }
    "saisie-manuelle" {
        /// A share of a commune given by hand.
        SaisieManuelle = "part" ("communes"),
        /// A share greater than its commune.
        SaisieTropGrande = "trop_grande" ("commune" "population" "entiere"),
    }
    "part-iris" {
        /// A share of a commune counted by its IRIS.
        PartIris = "estimee" ("communes" "annee" "millesime"),
    }
    "population-base" {
        /// Which population counts.
        PopulationBase = "municipale" ("millesime"),
    }
    "contiguite" {
        /// Not checked.
        ContiguiteInconnue = "inconnue" (),
        /// Several parts.
        ContiguitePlusieurs = "plusieurs_parties" ("nombre" "parties"),
        /// Parts with water between them.
        ContiguiteIles = "iles" ("iles"),
        /// In one piece.
        ContiguiteConforme = "conforme" (),
    }
    "departements" {
        /// Several départements of one région.
        DepartementsPlusieurs = "plusieurs" ("nombre" "departements"),
    }
    "regions" {
        /// Several régions.
        RegionsPlusieurs = "plusieurs" ("nombre" "regions"),
    }
    "seuil-proche" {
        /// Just above the lower threshold.
        SeuilJusteAuDessus = "juste_au_dessus" ("taille" "marge" "seuil" "taille_voisine"),
        /// Just under the upper threshold.
        SeuilJusteEnDessous = "juste_en_dessous" ("taille" "marge" "seuil" "taille_voisine"),
        /// Exactly on the threshold that no text settles.
        SeuilExact = "exactement" ("taille" "seuil" "taille_voisine"),
        /// Far from any threshold.
        SeuilConforme = "conforme" ("taille"),
    }
    "petit-territoire" {
        /// Under what some régions expect.
        PetitTerritoire = "vigilance" ("population" "attente"),
    }
    "couverture" {
        /// Whether another CPTS covers the communes was not checked.
        CouvertureInconnue = "inconnue" (),
        /// A CPTS under contract covers communes.
        CouvertureAci = "aci_signee" ("nombre" "total" "cpts" "detail" "fichier"),
        /// A CPTS whose health project is validated does.
        CouvertureProjet = "projet_valide" ("nombre" "total" "cpts" "detail" "fichier"),
        /// Another lettre d'intention names them.
        CouvertureLettre = "lettre_intention" ("nombre" "total" "cpts" "detail" "fichier"),
        /// Only a part of a commune is concerned, on one side or the other.
        CouverturePartagee = "partagee" ("nombre" "total" "cpts" "detail" "fichier"),
        /// The file tells nothing of some communes.
        CouverturePartielle = "non_verifiees" ("nombre" "total" "communes" "fichier"),
        /// The file knows of no CPTS there.
        CouvertureAbsente = "absente" ("total" "fichier"),
    }
    "couverture-du-contrat" {
        /// A CPTS under contract covers communes: it may be this very one.
        CouvertureDuContrat = "la_votre" ("nombre" "total" "cpts" "detail" "fichier"),
    }
    "pertinence" {
        /// What the ARS may object to.
        PertinenceConseil = "conseil" (),
    }
    "coordination" {
        /// The fonctionnement does not pay a full-time coordinator.
        CoordinationInsuffisante = "insuffisant" ("fonctionnement" "cout" "brut" "charges"),
        /// It does.
        CoordinationConforme = "conforme" ("fonctionnement" "cout" "brut" "charges"),
    }
}
