// Evaluations per second, called from JavaScript, on a perimeter of 100 communes.
// Usage: node evaluate.mjs FOLDER, where FOLDER is the npm package
// (`cargo xtask npm` builds it in dist/npm).

import assert from "node:assert/strict";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const { open } = await import(pathToFileURL(resolve(process.argv[2], "node.js")));

const start = performance.now();
const simulateur = await open();
const loaded = performance.now() - start;

// The first hundred communes of the Somme, in the order of codes: anyone can repeat it.
const communes = Array.from({ length: 900 }, (_, i) => `80${String(i + 1).padStart(3, "0")}`)
  .filter((code) => simulateur.territory(code)?.type === "commune")
  .slice(0, 100);
const projet = {
  version: 1,
  nom: "Cent communes",
  initiateur: "professionnels_de_sante",
  professionnels: { medecin_generaliste: 12, infirmier: 25, pharmacien: 8, masseur_kinesitherapeute: 9, sage_femme: 2 },
  territoire: { communes },
  missions: ["acces_aux_soins", "parcours", "prevention", "crise_sanitaire", "qualite"],
  signature: "2027-04-01",
};
const simulation = simulateur.simulation(projet);
const whole = simulateur.evaluate(projet);
assert.equal(whole.territoire.communes, 100);
assert.equal(simulation.population, whole.territoire.population, "both ways count alike");
assert.deepEqual(simulation.bilan(), whole, "both ways answer alike");

let turn = 0;
const measures = {
  "a profession changes; taille and maximum are read": () => {
    simulation.setProfession("infirmier", 1 + (++turn % 40));
    return simulation.taille + simulation.maximum;
  },
  "a commune leaves or comes back; taille and maximum are read": () => {
    if (++turn % 2) simulation.removeCommune(communes[50]);
    else simulation.addCommune(communes[50]);
    return simulation.taille + simulation.maximum;
  },
  "a profession changes; the whole bilan becomes objects": () => {
    simulation.setProfession("infirmier", 1 + (++turn % 40));
    return simulation.bilan().constats.length;
  },
  "from a plain project to the whole bilan": () => simulateur.evaluate(projet).constats.length,
  "search « saint denis », 8 answers": () => simulateur.search("saint denis", 8).length,
};

/** Median over 15 rounds of at least 100 ms each, after a warm-up. */
function median(measured) {
  const round = (seconds) => {
    const begin = performance.now();
    let count = 0;
    let spent;
    do {
      for (let i = 0; i < 20; i++) measured();
      count += 20;
      spent = performance.now() - begin;
    } while (spent < seconds * 1000);
    return (spent * 1000) / count;
  };
  round(0.5);
  return Array.from({ length: 15 }, () => round(0.1)).sort((a, b) => a - b)[7];
}

console.log(`data read and indexed once: ${loaded.toFixed(1)} ms`);
for (const [name, measured] of Object.entries(measures)) {
  const microseconds = median(measured);
  console.log(`${name.padEnd(62)} ${microseconds.toFixed(2).padStart(9)} µs ${Math.round(1e6 / microseconds).toLocaleString("en").padStart(10)} /s`);
}
