// Written out of the Rust types by tests/types.rs. Not to be edited.

/** Everything that the simulator says of a project. */
export type Bilan = {
  /** Version of the contract: 1. */
  version: number,
  /** Which rules were used. */
  regles: ReglesAppliquees,
  /** The contract that runs; `null` for a CPTS to be founded, and while its signature is not known. */
  contrat: ContratEnCours | null,
  /** The territory, counted. */
  territoire: BilanTerritoire,
  /** `null` without a commune inside the scheme. */
  taille: BilanTaille | null,
  /** The worst level among the findings; `Inconnu` never counts. */
  verdict: Niveau,
  /** Every criterion, met or not, in the order of display. */
  constats: Array<Constat>,
  /** `null` without a taille, or where no text is in force at the signature. */
  financement: Financement | null,
  /** Steps to take, in order. */
  etapes: Array<Etape>,
};

/** An EPCI of the territory. */
export type BilanEpci = {
  /** SIREN number. */
  siren: Siren,
  /** Full name. */
  nom: string,
  /** Whether all of its communes are in. */
  complet: boolean,
};

/** The size tier and how firmly the territory stands in it. */
export type BilanTaille = {
  /** The tier. */
  taille: Taille,
  /** Fewest inhabitants of the tier, included. */
  min: number,
  /** Most inhabitants of the tier, included; `null` for the last one. */
  max: number | null,
  /** Inhabitants that can be lost without leaving the tier; `null` where there is no tier below. */
  marge_basse: number | null,
  /** Inhabitants that can be gained without leaving the tier; `null` where there is no tier above. */
  marge_haute: number | null,
  /** Whether a threshold is near (the distance is in `rules/tailles.toml`). */
  fragile: boolean,
};

/** The territory, counted. */
export type BilanTerritoire = {
  /** Inhabitants whose number is known, each counted once. */
  population: number,
  /** Which population of INSEE: `municipale`. */
  base: string,
  /** Year of the figures. */
  millesime: number,
  /** Communes and arrondissements, each counted once. */
  communes: number,
  /** Communes whose population is unknown. */
  populations_inconnues: Array<CodeCommune>,
  /** Départements, sorted. */
  departements: Array<CodeDepartement>,
  /** Régions, sorted; for a collectivity that has none, the one whose ARS is its own. */
  regions: Array<CodeRegion>,
  /** EPCI that were asked for as such. */
  epci: Array<BilanEpci>,
  /** Whether one can go from any commune to any other inside; `null`: not checked. */
  contigu: boolean | null,
};

/**
 * What the person supposes of the budget. What is left out takes the hypotheses of
 * `rules/budget.toml` and `rules/coordination.toml`.
 */
export type Budget = {
  /** The post of coordination. */
  coordination?: Coordination,
  /** What the members are paid for their time. */
  indemnites?: Indemnites,
  /** The other lines. */
  lignes?: Array<LigneBudget>,
  /** Whether the variable part is counted on, for the share that `atteinte_variable` says. */
  avec_variable?: boolean | null,
};

/** What changed for an item between the text of the signature and the one in force. */
export type Changement = {
  /** Fonctionnement, or a mission of the project. */
  poste: Poste,
  /** Euros a year at the signature, crisis excluded; `null` where the item did not exist. */
  avant: number | null,
  /** Bounds of `avant`; `null` where it is proved, or did not exist. */
  avant_entre: Entre | null,
  /** Certainty of `avant`. */
  statut_avant: Statut | null,
  /** Euros a year now, crisis excluded; `null` where the item exists no more. */
  apres: number | null,
  /** Bounds of `apres`; `null` where it is proved, or exists no more. */
  apres_entre: Entre | null,
  /** Certainty of `apres`. */
  statut_apres: Statut | null,
  /** The delays of the mission at the signature, in words; `null` where they did not change. */
  delai_avant: string | null,
  /** The delays of the mission now, in words; `null` where they did not change. */
  delai_apres: string | null,
};

/** INSEE code of a commune or of a municipal arrondissement: `59122`, `2A004`, `75115`. */
export type CodeCommune = string;

/** Code of a département (`59`, `2A`, `971`) or of an overseas collectivity (`975`). */
export type CodeDepartement = string;

/** Code of an IRIS, a piece of a commune that the census counts: `060880101`. */
export type CodeIris = string;

/** Postal code of La Poste: five digits. */
export type CodePostal = string;

/** Code of a région (`32`, `01`), or of an overseas collectivity (`975`). */
export type CodeRegion = string;

/** A commune of a perimeter. */
export type CommunePerimetre = {
  /** INSEE code. */
  code: CodeCommune,
  /** Name with its accents and article. */
  nom: string,
  /** Where it is. */
  departement: CodeDepartement,
  /** Where it is. */
  region: CodeRegion,
  /** For an arrondissement, its city. */
  ville: CodeCommune | null,
  /** Inhabitants that count, those of the share where there is one; `null`: unknown, which is not zero. */
  population: number | null,
  /** Year of its population where it is not that of the perimeter. */
  millesime: number | null,
  /** The share that counts; `null`: the whole commune. */
  part: PartVue | null,
};

/** What tells a commune from its homonyms. */
export type CommuneTrouvee = {
  /** INSEE code. */
  code: CodeCommune,
  /** Name with its accents and article. */
  nom: string,
  /** Where it is. */
  departement: DepartementVu,
  /** Population municipale; `null`: unknown. */
  population: number | null,
};

/** A commune or a municipal arrondissement. */
export type CommuneVue = {
  /** INSEE code. */
  code: CodeCommune,
  /** Name with its accents and article. */
  nom: string,
  /** Where it is. */
  departement: DepartementVu,
  /** Where it is. */
  region: RegionVue,
  /** Population municipale; `null`: unknown, which is not zero. */
  population: number | null,
  /** Year of the population; `null` where the source does not give it. */
  millesime: number | null,
  /** EPCI to which it belongs. */
  epci: Siren | null,
  /** For an arrondissement, its city: never add both. */
  ville: CodeCommune | null,
  /** Postal codes. */
  codes_postaux: Array<CodePostal>,
};

/** A connected part of a perimeter. */
export type ComposanteVue = {
  /** Its communes. */
  communes: Array<CodeCommune>,
  /** On which land it is: two parts of different lands have water between them. The number means nothing else. */
  terre: number,
};

/** One criterion, and what the project is worth against it. */
export type Constat = {
  /** `id` of the criterion in `rules/eligibilite.toml`. */
  regle: string,
  /** How serious it is. */
  niveau: Niveau,
  /** A full sentence. */
  titre: string,
  /** Why. */
  explication: string,
  /** What would change it, or the question to answer; empty where it is met. */
  action: string,
  /** Where this comes from. */
  sources: Array<IdSource>,
};

/** What a search may know: places near these come first among equals. */
export type ContexteRecherche = {
  /** Communes already chosen. */
  communes?: Array<CodeCommune>,
  /** Départements. */
  departements?: Array<CodeDepartement>,
  /** Régions. */
  regions?: Array<CodeRegion>,
};

/** A contract that runs, seen from a day. */
export type ContratEnCours = {
  /** Day of its signature. */
  signature: Jour,
  /** Day from which one looks; `null` where nobody said it, or where it comes before the signature. */
  vue_le: Jour | null,
  /** Year since the signature that runs on that day, from 1 on; goes on through a supposed renewal. */
  annee: number | null,
  /** Last anniversary, that day included; `null` in the first year. */
  dernier_anniversaire: Jour | null,
  /** Next anniversary. */
  prochain_anniversaire: Jour | null,
  /** Day after the last one of the contract, or of its supposed renewal. */
  fin: Jour,
  /** Day on which it is supposed renewed, the last time; `null` while the signed contract runs. */
  renouvele_le: Jour | null,
  /** Certainty of the renewal; `null` where none is supposed. */
  statut_renouvellement: Statut | null,
  /** The text of the signature; `null` before the first ACI. */
  texte_signature: TexteDuContrat | null,
  /** The text in force on the day from which one looks, whose amounts are told. */
  texte: TexteDuContrat | null,
  /** How sure it is that the text in force holds for a contract signed under another one. */
  statut: Statut,
  /** Where this comes from. */
  sources: Array<IdSource>,
  /** What the text in force changed since the signature, item by item; empty where both are the same. */
  changements: Array<Changement>,
};

/** The post of coordination. */
export type Coordination = {
  /** Yearly gross pay of a full-time post, in euros. */
  brut?: number | null,
  /** Employer's contributions, in percent of the gross pay. */
  charges?: number | null,
  /** Working time, in percent of one full-time post: 0 for nobody, 150 for one and a half. */
  quotite?: number | null,
  /** Months between that of the signature and the first one that is paid, 0 to 23. */
  embauche?: number | null,
};

/** The CPTS that exist on a territory: what a file of coverage says, as an object. */
export type CouvertureDonnee = {
  /** Who says so: it is shown with each finding. */
  source: string,
  /** Day on which that was so. */
  produite_le?: Jour | null,
  /** Départements of which every CPTS is told: a commune that is not named there has none that is known. */
  departements?: Array<CodeDepartement>,
  /** The CPTS. */
  cpts: Array<CptsDonnee>,
  /** Communes that have no CPTS that is known. */
  sans_cpts?: Array<CodeCommune>,
};

/** A CPTS that exists. */
export type CptsDonnee = {
  /** Its name. */
  nom: string,
  /** How far it is. */
  statut: StatutCpts,
  /** Since when. */
  depuis?: Jour | null,
  /** Its communes. A former commune counts as a part of the current one; a code that nobody knows is left out. */
  communes: Array<CodeCommune>,
};

/** A département or an overseas collectivity. */
export type DepartementVu = {
  /** Its code. */
  code: CodeDepartement,
  /** Its name. */
  nom: string,
};

/** On which data the answers rest. */
export type DonneesVues = {
  /** Year of the populations in force. */
  millesime: number,
  /** Day from which they are in force. */
  en_vigueur: Jour,
  /** Year of the list of communes (code officiel géographique). */
  cog: number,
  /** Communes, arrondissements left out. */
  communes: number,
  /** Municipal arrondissements. */
  arrondissements: number,
  /** Former communes that a search finds. */
  anciennes: number,
  /** EPCI. */
  epci: number,
  /** Vintages that a project may ask for: the one in force, then the earlier ones where their file was read. */
  millesimes: Array<number>,
  /** Whether a bilan says if a territory is in one part. */
  adjacence: boolean,
  /** Whether a share that names IRIS is counted by them. */
  iris: boolean,
};

/** The least and the most that an amount can be, both included. */
export type Entre = [min: number, max: number];

/** An EPCI of a perimeter. */
export type EpciPerimetre = {
  /** SIREN number. */
  siren: Siren,
  /** Full name. */
  nom: string,
  /** Whether all of its communes are in. */
  complet: boolean,
};

/** A group of communes with its own taxation. */
export type EpciVu = {
  /** SIREN number. */
  siren: Siren,
  /** Full name. */
  nom: string,
  /** Sum of the known populations of its communes. */
  population: number,
  /** How many of its communes have no known population. */
  populations_inconnues: number,
  /** The codes of its communes. */
  communes: Array<CodeCommune>,
};

/** A step of the procedure. */
export type Etape = {
  /** `id` in `rules/procedure.toml`. */
  id: string,
  /** Title. */
  titre: string,
  /** What it is, and what the région does of it. */
  explication: string,
  /** Who acts. */
  acteurs: Array<string>,
  /** What is written or signed. */
  documents: Array<string>,
  /** How long it takes, in words; empty where nothing is known. */
  delai: string,
  /** What is known of the région(s) for this step, one entry each. */
  regions: Array<EtapeRegion>,
  /** Where this comes from. */
  sources: Array<IdSource>,
};

/** What one région does for a step. */
export type EtapeRegion = {
  /** Which région. */
  region: CodeRegion,
  /** Its name. */
  nom: string,
  /** What is known, or that it is to be confirmed with the ARS. */
  texte: string,
  /** Certainty. */
  statut: Statut,
  /** Where this comes from. */
  sources: Array<IdSource>,
};

/** A legal family of professions. */
export type FamilleVue = {
  /** Its name in the rules. */
  id: string,
  /** Heading for people. */
  titre: string,
};

/** The money, by year and in time. */
export type Financement = {
  /** One line per item. */
  lignes: Array<Ligne>,
  /** Their sums. */
  totaux: Totaux,
  /**
   * Payments over 24 months: from the signature, or from the day from which one looks at a
   * contract that runs; empty without that day.
   */
  echeancier: Array<Versement>,
};

/** What the person supposes. Nothing of it changes what the rules grant in a year. */
export type Hypotheses = {
  /** Share of the variable part that is reached, in percent; `null`: the default of the rules. */
  atteinte_variable?: number | null,
  /** Whether a serious health crisis is recognised. */
  crise_reconnue?: boolean,
  /** Day on which a mission starts; by default the last day that its delay allows. */
  demarrages?: { [key in Mission]?: Jour },
  /** Year of the populations to count with; `null`: those in force. */
  millesime?: number | null,
  /** The budget: what is spent, what else comes in. */
  budget?: Budget,
};

/** The `id` of a source. */
export type IdSource = string;

/** What the members are paid for their time. */
export type Indemnites = {
  /** How many people. */
  personnes?: number | null,
  /** Hours a month, each. */
  heures?: number | null,
  /** Euros an hour. */
  taux?: number | null,
};

/** Who takes the initiative of the project. */
export type Initiateur = "professionnels_de_sante" | "etablissement" | "elus" | "usagers" | "autre";

/** A day: `2027-04-01`. */
export type Jour = string;

/** A place that a search proposes. */
export type LieuTrouve = { "type": "commune" } & CommuneTrouvee | { "type": "ancienne_commune",
  /** Its code. */
  code: CodeCommune,
  /** Its name. */
  nom: string,
  /** The current commune. */
  actuelle: CommuneTrouvee,
} | { "type": "epci",
  /** SIREN number. */
  siren: Siren,
  /** Full name. */
  nom: string,
  /** Sum of the known populations of its communes. */
  population: number,
  /** How many communes it has. */
  communes: number,
  /** The commune for which it is proposed, where the text does not name the EPCI. */
  pour: CommuneTrouvee | null,
} | { "type": "code_postal",
  /** The postal code. */
  code: CodePostal,
  /** How many communes it serves. */
  communes: number,
};

/** A place that a code names. */
export type LieuVu = { "type": "commune" } & CommuneVue | { "type": "ancienne_commune",
  /** Its code. */
  code: CodeCommune,
  /** Its name. */
  nom: string,
  /** The current commune. */
  actuelle: CommuneVue,
} | { "type": "epci" } & EpciVu | { "type": "code_postal",
  /** The code. */
  code: CodePostal,
  /** Communes and arrondissements, whole. */
  communes: Array<CommuneVue>,
};

/** One item of funding, in euros per year at full completion. */
export type Ligne = {
  /** Fonctionnement, or a mission. */
  poste: Poste,
  /** Fixed part; `null` where only the total is established. */
  fixe: number | null,
  /** Variable part, all results reached; `null` where only the total is established. */
  variable: number | null,
  /** Both parts. */
  total: number,
  /** What is added only if a serious health crisis is recognised. */
  conditionnel: number,
  /**
   * Paid in the first year of the mission, in the place of `fixe`: the crisis plan, the year it
   * is written. `null` where every year is paid alike.
   */
  premiere_annee: number | null,
  /** Bounds of `fixe`; `null` where it is proved or unknown. */
  fixe_entre: Entre | null,
  /** Bounds of `variable`; `null` where it is proved or unknown. */
  variable_entre: Entre | null,
  /** Bounds of `total`; `null` where it is proved. */
  total_entre: Entre | null,
  /** Bounds of `conditionnel`; `null` where it is proved. */
  conditionnel_entre: Entre | null,
  /** Bounds of `premiere_annee`; `null` where it is proved. */
  premiere_annee_entre: Entre | null,
  /** The weakest certainty of the figures of the line. */
  statut: Statut,
  /** Certainty of `total` alone, where it is better known than its parts. */
  statut_total: Statut,
  /** Certainty of `conditionnel`. */
  statut_conditionnel: Statut | null,
  /** Certainty of `premiere_annee`. */
  statut_premiere_annee: Statut | null,
  /** Where this comes from. */
  sources: Array<IdSource>,
};

/** Another line of the budget. */
export type LigneBudget = {
  /** `id` in `rules/budget.toml`, which tells whether it is money in or out. */
  poste: string,
  /** What it is, where the person names it. */
  nom?: string | null,
  /** Euros; left out: still to be filled in. */
  montant?: number | null,
  /** How often; left out: as `rules/budget.toml` proposes. */
  rythme?: Rythme | null,
  /** Month of the first time, 0 (that of the signature) to 23. */
  mois?: number,
};

/** What a project may hold at most. */
export type Limites = {
  /** Most people of one profession. */
  professionnels: number,
  /** Most characters of a free text. */
  texte: number,
};

/** A mission of the ACI. */
export type Mission = "acces_aux_soins" | "parcours" | "prevention" | "crise_sanitaire" | "qualite" | "accompagnement";

/** A mission of the ACI. */
export type MissionVue = {
  /** Its name in a project. */
  id: Mission,
  /** Official name. */
  titre: string,
  /** Name for tables. */
  titre_court: string,
  /** What it is, in one sentence. */
  description: string,
  /** Compulsory (`socle`) or of choice (`option`) on that day; `null` while it does not exist. */
  nature: NaturePoste | null,
  /** Months after the signature before it must have started; `null` where nothing says it. */
  demarrage_mois: number | null,
  /** Months after the signature before it must be fully deployed; `null` where nothing says it. */
  deploiement_mois: number | null,
};

/** Which payment of an item it is. */
export type Nature = "signature" | "demarrage" | "plan" | "avance" | "solde" | "variable";

/** What an error of the JavaScript API is about. */
export type NatureErreur = "projet_refuse" | "argument_refuse" | "donnees_refusees" | "chargement_impossible";

/** What a line is for the ACI. */
export type NaturePoste = "fonctionnement" | "socle" | "option";

/** How serious a finding is, in the order of display. */
export type Niveau = "bloquant" | "a_lever" | "vigilance" | "inconnu" | "conseil" | "conforme";

/** The words for a level. */
export type NiveauVu = {
  /** Which one. */
  niveau: Niveau,
  /** The word. */
  mot: string,
  /** The word for several findings. */
  pluriel: string,
  /** The sentence of a verdict. */
  verdict: string,
};

/** A size tier. */
export type PalierVu = {
  /** Which one. */
  taille: Taille,
  /** Fewest inhabitants, included. */
  min: number,
  /** Most inhabitants, included; `null` for the last one. */
  max: number | null,
  /** Certainty of `min`. */
  statut: Statut,
  /** Where this comes from. */
  sources: Array<IdSource>,
};

/** A share of a commune: its population by hand, or the IRIS that make it. */
export type Part = {
  /** INSEE code of the commune. */
  commune: CodeCommune,
  /** Inhabitants of the share. */
  population: number,
  /** Which share, and why. */
  motif: string,
  /**
   * The IRIS that make the share. Where their populations are at hand, they count instead of
   * `population`, brought to the vintage of the project; else `population` does.
   */
  iris?: Array<CodeIris>,
};

/** A share of a commune. */
export type PartVue = {
  /** Which share, and why. */
  motif: string,
  /** Population of the whole commune, where it is known. */
  population_entiere: number | null,
  /** Year in which the IRIS of the share were counted; `null`: the population is the one typed. */
  annee_iris: number | null,
};

/** The communes of a project, as they were found in one vintage of the data. */
export type PerimetreVu = {
  /** Year of the populations. */
  millesime: number,
  /** Inhabitants on whom the taille rests, each counted once; `null` when nobody is known. */
  population: number | null,
  /** The communes and arrondissements as they were asked for, repetitions kept. */
  communes: Array<CommunePerimetre>,
  /** The EPCI that were asked for as such. */
  epci: Array<EpciPerimetre>,
  /** The connected parts; `null` where adjacency was not read. */
  composantes: Array<ComposanteVue> | null,
};

/** A line of the funding. */
export type Poste = "fonctionnement" | "acces_aux_soins" | "parcours" | "prevention" | "crise_sanitaire" | "qualite" | "accompagnement";

/** A profession or a partner. */
export type ProfessionVue = {
  /** Its name in a project. */
  id: string,
  /** One of them. */
  nom: string,
  /** Several of them. */
  pluriel: string,
  /** `id` of its family. */
  famille: string,
  /** Whether the law counts it among health professions. */
  sante: boolean,
  /** Whether a form shows it first. */
  courante: boolean,
  /** The part it plays in care: a label, never a condition. */
  recours: Recours,
};

/**
 * The answers of a person about the CPTS that they imagine.
 *
 * Only the territory is required; what is `null` was not answered, and the
 * bilan says which answer is missing.
 */
export type Projet = {
  /** Version of the contract: 1. */
  version: 1,
  /** Name of the project, free. */
  nom?: string | null,
  /** Who takes the initiative. */
  initiateur?: Initiateur | null,
  /** How many people of each profession take part, by the `id` of `rules/professions.toml`. */
  professionnels?: { [key in string]: number } | null,
  /** The communes. */
  territoire: Territoire,
  /** The missions that the CPTS takes on. */
  missions?: Array<Mission> | null,
  /** Whether the CPTS is still to be founded (`nouvelle`) or its contract runs (`existante`). */
  situation?: Situation,
  /**
   * Day on which the ACI contract is to be signed: chooses the rules in force, starts the échéancier.
   * For a CPTS that exists, the day on which the running contract was signed: gives its anniversaries.
   */
  signature?: Jour | null,
  /** For a CPTS that exists, the day from which one looks: chooses the rules in force, starts the échéancier. */
  vue_le?: Jour | null,
  /** What the person supposes, to see the money in time. */
  hypotheses?: Hypotheses,
};

/** How well a place answers a search, from the surest to the boldest. */
export type RangTrouvaille = "code" | "code_insee" | "exact" | "debut" | "mot" | "mots" | "interieur" | "approche" | "rattachement";

/** The part that a profession plays in care: a label, never a condition. */
export type Recours = "premier" | "premier_ou_second" | "second" | "appui" | "medico_social" | "etablissement" | "partenaire";

/** A field that cannot be accepted: where it stands, what is wrong, what to write. */
export type Refus = {
  /** Path of the field (`territoire.communes[2]`); `.` for the input as a whole. */
  champ: string,
  /** What is wrong. */
  probleme: string,
  /** What to write instead; may be empty where `probleme` says it. */
  aide: string,
};

/** A région or an overseas collectivity. */
export type RegionVue = {
  /** Its code. */
  code: CodeRegion,
  /** Its name. */
  nom: string,
};

/** The text in force that the figures come from. */
export type ReglesAppliquees = {
  /** `id` of `rules/textes.toml`; `null` before the first ACI. */
  texte: string | null,
  /** Its title for people. */
  titre: string,
  /** Day on which the rules were last checked. */
  verifie_le: Jour,
  /** What a reader must know of their limits. */
  avertissement: string,
};

/** The rules as they stand on a day. */
export type ReglesVues = {
  /** Day on which the rules were last checked: their version. */
  verifie_le: Jour,
  /** What a reader must know of their limits. */
  avertissement: string,
  /** `id` of the text that sets the amounts on that day; `null` before the first one. */
  texte: string | null,
  /** The texts that set or set once the amounts, by date. */
  textes: Array<TexteVu>,
  /** The four size tiers, from the smallest. */
  tailles: Array<PalierVu>,
  /** The missions, in the order of display. */
  missions: Array<MissionVue>,
  /** The professions and partners, in the order of display: the keys of `professionnels`. */
  professions: Array<ProfessionVue>,
  /** Legal families of professions, in order. */
  familles: Array<FamilleVue>,
  /** What each statut means, the surest first. */
  statuts: Array<StatutVu>,
  /** The words for each level, in the order of display. */
  niveaux: Array<NiveauVu>,
  /** What the `sources` of a bilan name. */
  sources: Array<SourceVue>,
  /** What a project may hold at most. */
  limites: Limites,
};

/** How often a line of a budget comes back: each month, once a year, once. */
export type Rythme = "mois" | "an" | "unique";

/** SIREN number of an EPCI: nine digits. */
export type Siren = string;

/** Whether a CPTS is still to be founded or has signed its contract. */
export type Situation = "nouvelle" | "existante";

/** A place where a statement can be checked. */
export type SourceVue = {
  /** Its name in a bilan. */
  id: IdSource,
  /** Title for people. */
  titre: string,
  /** Who wrote it. */
  auteur: string,
  /** Address, where there is a public one. */
  url: string | null,
  /** Day on which it was read. */
  vu_le: Jour,
};

/** How sure a figure is, from the surest. */
export type Statut = "publie" | "contrat" | "calcule" | "estime" | "a_confirmer";

/** How far a CPTS is, from the most to the least settled. */
export type StatutCpts = "aci_signee" | "projet_valide" | "lettre_intention";

/** What a statut means. */
export type StatutVu = {
  /** Which one. */
  statut: Statut,
  /** The word. */
  mot: string,
  /** The sentence. */
  phrase: string,
};

/** A size tier. */
export type Taille = 1 | 2 | 3 | 4;

/** The communes as the person gave them, before they are looked up. */
export type Territoire = {
  /** Whole EPCI. */
  epci?: Array<Siren>,
  /** Communes or municipal arrondissements, beside the EPCI. */
  communes?: Array<CodeCommune>,
  /** Communes of the EPCI that are left out. */
  exclues?: Array<CodeCommune>,
  /** Communes of which a share only is in. */
  parts?: Array<Part>,
};

/** A text that sets amounts. */
export type TexteDuContrat = {
  /** `id` of `rules/textes.toml`. */
  id: string,
  /** Its title for people. */
  titre: string,
  /** Short title. */
  titre_court: string,
  /** In force from this day. */
  depuis: Jour,
};

/** A text of the ACI. */
export type TexteVu = {
  /** Its name in the rules. */
  id: string,
  /** Full title. */
  titre: string,
  /** Short title. */
  titre_court: string,
  /** In force from this day. */
  depuis: Jour,
  /** Certainty of `depuis`. */
  statut: Statut,
  /** What it changed. */
  resume: string,
  /** Where this comes from. */
  sources: Array<IdSource>,
};

/** Sums of the lines, in euros per year. */
export type Totaux = {
  /** Fixed parts that are established. */
  fixe: number,
  /** Variable parts that are established. */
  variable: number,
  /** Totals of lines whose parts are not established. */
  non_partage: number,
  /** Sum of the totals, crisis excluded. */
  maximum: number,
  /** What a recognised crisis would add. */
  crise: number,
  /** Bounds of `fixe`; `null` where it is proved. */
  fixe_entre: Entre | null,
  /** Bounds of `variable`; `null` where it is proved. */
  variable_entre: Entre | null,
  /** Bounds of `non_partage`; `null` where it is proved. */
  non_partage_entre: Entre | null,
  /**
   * Bounds of `maximum`; `null` where it is proved. They are closer than the sum of those of the
   * lines where a published total says what some of them make together.
   */
  maximum_entre: Entre | null,
  /** Bounds of `crise`; `null` where it is proved. */
  crise_entre: Entre | null,
  /** The weakest certainty of the lines. */
  statut: Statut,
  /** The weakest certainty of the totals of the lines, or of the published totals on which they close. */
  statut_maximum: Statut,
  /** Certainty of `crise`. */
  statut_crise: Statut | null,
};

/** One answer of a search. */
export type Trouvaille = {
  /** What is proposed. */
  lieu: LieuTrouve,
  /** How well it answers, from the surest to the boldest. */
  rang: RangTrouvaille,
  /** First character of the name that the text matches, and the one after the last. */
  portion: [number, number],
};

/** One payment. */
export type Versement = {
  /** Day of the payment. */
  date: Jour,
  /** What for. */
  poste: Poste,
  /** Which payment it is. */
  nature: Nature,
  /** Euros. */
  montant: number,
  /** Its bounds; `null` where the amount that it is a share of is proved. */
  montant_entre: Entre | null,
  /** Certainty of this amount on this day. */
  statut: Statut,
};
