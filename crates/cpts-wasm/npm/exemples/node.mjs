// Une CPTS de l’agglomération de Cambrai, évaluée en ligne de commande :
//   node node_modules/simulateur-cpts/exemples/node.mjs cambrai

import { open } from "simulateur-cpts";

const simulateur = await open();

// Chercher un lieu par son nom.
const [trouvaille] = simulateur.search(process.argv[2] ?? "cambrai");
if (trouvaille?.lieu.type !== "commune") throw new Error("aucune commune de ce nom");
const commune = simulateur.territory(trouvaille.lieu.code);
if (commune?.type !== "commune") throw new Error("aucune commune de ce code");
console.log(`${commune.nom} (${commune.departement.nom})`);

// Évaluer un projet : toute son intercommunalité, trois professions.
/** @type {import("simulateur-cpts").Projet} */
const projet = {
  version: 1,
  territoire: commune.epci ? { epci: [commune.epci] } : { communes: [commune.code] },
  professionnels: { medecin_generaliste: 3, infirmier: 5, pharmacien: 2 },
  missions: ["acces_aux_soins", "parcours", "prevention", "crise_sanitaire"],
  signature: "2027-04-01",
};
const bilan = simulateur.evaluate(projet);
const mots = simulateur.regles(projet.signature).niveaux;
console.log(`${bilan.territoire.population} habitants, taille ${bilan.taille?.taille ?? "inconnue"}`);
console.log(`Verdict : ${mots.find((mot) => mot.niveau === bilan.verdict)?.mot}`);
console.log(`Financement : ${bilan.financement?.totaux.maximum ?? 0} € par an au plus`);

// Essayer beaucoup de périmètres : seuls des nombres sont échangés.
const simulation = simulateur.simulation(projet);
for (const nom of ["Valenciennes", "Douai", "Arras"]) {
  const { lieu } = simulateur.search(nom, 1)[0];
  if (lieu.type !== "commune" || !simulation.addCommune(lieu.code)) continue;
  console.log(`Avec ${nom} : ${simulation.population} habitants, taille ${simulation.taille}`);
  simulation.removeCommune(lieu.code);
}
simulation.free();
