// A small program of someone else, as TypeScript reads it.

import { ErreurCpts, open } from "simulateur-cpts";
import type { Bilan, Entre, LieuVu, Mission, OptionsOuverture, Projet, Refus, Simulateur, Taille } from "simulateur-cpts";

const options: OptionsOuverture = { millesimes: true, iris: new URL("https://exemple.fr/iris.bin") };
const simulateur: Simulateur = await open(options);
const missions: Mission[] = ["acces_aux_soins", "parcours"];
const projet: Projet = {
  version: 1,
  territoire: { epci: ["200068500"] },
  professionnels: { infirmier: 5 },
  missions,
  hypotheses: { demarrages: { parcours: "2027-10-01" } },
};

const bilan: Bilan = simulateur.evaluate(projet);
const taille: Taille | undefined = bilan.taille?.taille;
const total: number = bilan.financement?.totaux.maximum ?? 0;
const bornes: Entre | null = bilan.financement?.totaux.maximum_entre ?? null;
const [minimum, maximum]: [number, number] = bornes ?? [total, total];
for (const ligne of bilan.financement?.lignes ?? []) {
  const premiere: number = ligne.premiere_annee ?? ligne.fixe ?? ligne.total;
  console.log(ligne.poste, premiere, ligne.total_entre?.[0], ligne.statut_premiere_annee);
}
for (const { lieu, portion } of simulateur.search("cambrai", 5, { departements: ["59"] })) {
  const [debut, fin]: [number, number] = portion;
  if (lieu.type === "commune") console.log(lieu.code, lieu.departement.nom, debut, fin);
  else if (lieu.type === "epci") console.log(lieu.siren, lieu.pour?.nom);
}
const place: LieuVu | null = simulateur.territory("59122");
if (place?.type === "code_postal") console.log(place.communes.length);
const simulation = simulateur.simulation(projet);
const population: number = simulation.population;
const verdict: Bilan["verdict"] = simulation.verdict;
console.log(taille, total, minimum, maximum, population, verdict, simulateur.regles().professions[0]?.pluriel);
simulateur.evaluate(projet, {
  source: "ARS",
  cpts: [{ nom: "CPTS", statut: "lettre_intention", communes: ["59122"] }],
});
try {
  simulation.setProfession("infirmier", 3);
} catch (erreur) {
  if (erreur instanceof ErreurCpts && erreur.nature === "argument_refuse") {
    const refus: Refus[] = erreur.refus;
    console.log(refus.map(({ champ, probleme, aide }) => champ + probleme + aide));
  }
}

// What must not compile.
// @ts-expect-error a mission has a name of its own
const inconnue: Mission = "soins";
// @ts-expect-error a code is a text
simulateur.territory(59122);
// @ts-expect-error a field that is not known
const faux: Projet = { version: 1, territoire: { comunes: [] } };
// @ts-expect-error the version of the contract
const futur: Projet = { version: 2, territoire: {} };
// @ts-expect-error bounds are two
const seule: Entre = [1];
// @ts-expect-error a taille is 1, 2, 3 or 4
const cinq: Taille = 5;
// @ts-expect-error made by `open` alone
new Simulateur();
console.log(inconnue, faux, futur, seule, cinq);
