// What the package answers, in Node.js.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { MANIFEST, PACKAGE, SCENARIOS, data } from "./lib.js";

const { ErreurCpts, Simulateur, open } = await import(pathToFileURL(`${PACKAGE}node.js`));
const simulateur = await open();

const CAMBRAI = { version: 1, territoire: { epci: ["200068500"] }, professionnels: { infirmier: 5 } };

/** The error that a call throws; it is always of the one class, with at least one refusal. */
function thrown(call) {
  try {
    call();
  } catch (erreur) {
    assert.ok(erreur instanceof ErreurCpts && erreur instanceof Error, String(erreur));
    assert.equal(erreur.name, "ErreurCpts");
    assert.ok(erreur.refus.length > 0);
    for (const { champ, probleme, aide } of erreur.refus) {
      assert.ok(champ && probleme && typeof aide === "string");
      assert.ok(erreur.message.includes(probleme.replace(/\s+/g, " ").trim()), erreur.message);
    }
    return erreur;
  }
  assert.fail("nothing was thrown");
}

test("a bilan is a plain object, the same after a trip through JSON", () => {
  const bilan = simulateur.evaluate(CAMBRAI);
  assert.equal(bilan.territoire.population, 80_120);
  assert.equal(bilan.taille.taille, 3);
  assert.ok(bilan.constats.length > 5);
  assert.deepEqual(JSON.parse(JSON.stringify(bilan)), bilan);
});

test("every reference project is evaluated, and simulated alike", () => {
  for (const { id, projet } of SCENARIOS.scenarios) {
    const bilan = simulateur.evaluate(projet);
    const simulation = simulateur.simulation(projet);
    assert.deepEqual(simulation.bilan(), bilan, id);
    assert.equal(simulation.population, bilan.territoire.population, id);
    assert.equal(simulation.taille, bilan.taille?.taille, id);
    assert.equal(simulation.verdict, bilan.verdict, id);
    assert.equal(simulation.maximum, bilan.financement?.totaux.maximum, id);
    for (const bornes of ["fixe_entre", "maximum_entre"]) {
      assert.deepEqual(simulation[bornes] ?? null, bilan.financement?.totaux[bornes] ?? null, `${id}, ${bornes}`);
    }
    assert.equal(simulation.fixe, bilan.financement?.totaux.fixe, id);
    assert.deepEqual(simulateur.evaluate(simulation.projet()), bilan, id);
    simulation.free();
  }
});

test("a running contract is looked at from its day, or from today", () => {
  const { projet } = SCENARIOS.scenarios.find(({ id }) => id === "26");
  const vu = simulateur.evaluate(projet);
  assert.equal(vu.contrat.prochain_anniversaire, "2027-03-12");
  assert.equal(vu.financement.echeancier[0].date, "2027-03-12");
  assert.equal(simulateur.evaluate(CAMBRAI).contrat, null);

  const { vue_le: _, ...sans } = projet;
  const jour = (date) =>
    [date.getFullYear(), `${date.getMonth() + 1}`.padStart(2, "0"), `${date.getDate()}`.padStart(2, "0")].join("-");
  const avant = jour(new Date());
  const dit = simulateur.evaluate(sans);
  // Midnight may pass meanwhile.
  assert.ok([avant, jour(new Date())].includes(dit.contrat.vue_le), dit.contrat.vue_le);
  assert.ok(dit.financement.echeancier.length > 0);
  assert.ok(dit.financement.echeancier.every((v) => v.date >= dit.contrat.vue_le));
  assert.deepEqual(simulateur.evaluate({ ...sans, vue_le: dit.contrat.vue_le }), dit);
  const erreur = thrown(() => simulateur.evaluate({ ...projet, vue_le: "2020-12-01" }));
  assert.deepEqual(erreur.refus.map((r) => r.champ), ["vue_le"]);
  assert.match(thrown(() => simulateur.evaluate({ ...CAMBRAI, vue_le: "2027-01-01" })).message, /existante/);
});

test("a simulation follows its changes, and a refused change changes nothing", () => {
  const simulation = simulateur.simulation({ version: 1, territoire: { communes: ["59122"] } });
  const seule = simulation.population;
  assert.equal(simulation.addCommune("59428"), true);
  assert.equal(simulation.addCommune("59428"), false);
  const deux = simulation.population;
  assert.ok(deux > seule);
  assert.equal(simulation.bilan().territoire.population, deux);

  const avant = [simulation.projet(), simulation.bilan()];
  // A former commune, no code, no profession, no number.
  for (const call of [
    () => simulation.addCommune("93059"),
    () => simulation.addCommune("abc"),
    () => simulation.removeCommune(59_122),
    () => simulation.setProfession("boulanger", 1),
    () => simulation.setProfession("infirmier", 1.5),
    () => simulation.setProfession("infirmier", 100_000),
    () => simulation.setProfession("infirmier", "5"),
  ]) {
    thrown(call);
    assert.deepEqual([simulation.projet(), simulation.bilan()], avant);
  }
  simulation.setProfession("infirmier", 7);
  assert.deepEqual(simulation.projet().professionnels, { infirmier: 7 });
  assert.equal(simulation.removeCommune("59428"), true);
  assert.equal(simulation.removeCommune("59428"), false);
  assert.equal(simulation.population, seule);
});

test("a refusal names every field, what is wrong and what to write", () => {
  const erreur = thrown(() =>
    simulateur.evaluate({ version: 1, territoire: { communes: ["99999", "59122", "59998"] } }));
  assert.equal(erreur.nature, "projet_refuse");
  assert.deepEqual(erreur.refus.map((r) => r.champ), ["territoire.communes[0]", "territoire.communes[2]"]);

  const lues = thrown(() =>
    simulateur.evaluate({ version: 1, territoire: { comunes: [] }, professionnels: { infirmier: "5" } }));
  assert.deepEqual(lues.refus.map((r) => r.champ).sort(), ["professionnels.infirmier", "territoire.comunes"]);
  assert.match(lues.message, /« comunes »/);
  assert.match(thrown(() => simulateur.evaluate({ version: 1 })).message, /« territoire »/);
  assert.doesNotMatch(lues.message, /ligne|column|expected/);
});

test("places are found by name and by code, nearer ones first", () => {
  const [premier] = simulateur.search("cambrai", 2);
  assert.equal(premier.lieu.code, "59122");
  assert.equal(premier.rang, "exact");
  assert.equal(simulateur.search("saint").length, 8);
  assert.equal(simulateur.search("saint", 20).length, 20);
  assert.deepEqual(simulateur.search(""), []);
  const departement = (contexte) => simulateur.search("saint-denis", 1, contexte)[0].lieu.departement.code;
  assert.equal(departement(), "974");
  assert.equal(departement({ departements: ["93"] }), "93");
  assert.equal(departement({ communes: ["93001"] }), "93");

  assert.equal(simulateur.territory("59122").nom, "Cambrai");
  assert.equal(simulateur.territory("200068500").type, "epci");
  assert.equal(simulateur.territory("06000").type, "code_postal");
  assert.equal(simulateur.territory("00000"), null);
});

test("a perimeter is told commune by commune", () => {
  const perimetre = simulateur.perimetre(CAMBRAI);
  assert.equal(perimetre.communes.length, 55);
  assert.equal(perimetre.population, simulateur.evaluate(CAMBRAI).territoire.population);
  assert.equal(perimetre.communes.reduce((somme, c) => somme + c.population, 0), perimetre.population);
  assert.ok(perimetre.composantes.length > 0);
  const part = { commune: "06088", population: 120_000, motif: "codes postaux 06000 et 06300" };
  const [nice] = simulateur.perimetre({ version: 1, territoire: { parts: [part] } }).communes;
  assert.equal(nice.population, 120_000);
  assert.ok(nice.part.population_entiere > 120_000);
});

test("the rules are those of a day, and explain what a bilan holds", () => {
  const bilan = simulateur.evaluate({ ...CAMBRAI, signature: "2027-04-01" });
  const regles = simulateur.regles("2027-04-01");
  assert.equal(regles.texte, bilan.regles.texte);
  assert.equal(regles.verifie_le, bilan.regles.verifie_le);
  assert.equal(simulateur.regles("1990-01-01").texte, null);
  const sources = new Set(regles.sources.map((s) => s.id));
  for (const constat of bilan.constats) {
    assert.ok(constat.sources.every((id) => sources.has(id)), constat.regle);
    assert.ok(regles.niveaux.some((n) => n.niveau === constat.niveau));
  }
  const palier = regles.tailles.find((p) => p.taille === bilan.taille.taille);
  assert.deepEqual([palier.min, palier.max], [bilan.taille.min, bilan.taille.max]);
  const professionnels = Object.fromEntries(regles.professions.map((p) => [p.id, regles.limites.professionnels]));
  simulateur.evaluate({ ...CAMBRAI, professionnels });
  thrown(() => simulateur.evaluate({ ...CAMBRAI, nom: "x".repeat(regles.limites.texte + 1) }));
  assert.equal(thrown(() => simulateur.regles("2027-02-30")).refus[0].champ, "date");
});

test("with what CPTS exist, a bilan tells which communes are taken", () => {
  const couverture = {
    source: "ARS (essai)",
    produite_le: "2026-03-31",
    departements: ["59"],
    cpts: [{ nom: "CPTS fictive des Trois Moulins", statut: "aci_signee", depuis: "2024-05-14", communes: ["59122"] }],
  };
  const sans = simulateur.evaluate(CAMBRAI);
  const avec = simulateur.evaluate(CAMBRAI, couverture);
  assert.notDeepEqual(avec.constats, sans.constats);
  assert.match(JSON.stringify(avec.constats), /Trois Moulins/);
  const erreur = thrown(() => simulateur.evaluate(CAMBRAI, { ...couverture, cpts: [{ nom: "", statut: "?", communes: [1] }] }));
  assert.equal(erreur.nature, "argument_refuse");
  assert.deepEqual(
    erreur.refus.map((r) => r.champ).sort(),
    ["couverture.cpts[0].communes[0]", "couverture.cpts[0].nom", "couverture.cpts[0].statut"],
  );
});

test("earlier vintages and IRIS are there when they are asked for", async () => {
  assert.deepEqual(simulateur.donnees().millesimes, [simulateur.donnees().millesime]);
  const entier = await open({ millesimes: true, iris: true, adjacence: false });
  const { millesimes, iris, adjacence } = entier.donnees();
  assert.ok(millesimes.length > 1 && iris && !adjacence);
  const ancien = { ...CAMBRAI, hypotheses: { millesime: millesimes.at(-1) } };
  assert.equal(entier.evaluate(ancien).territoire.millesime, millesimes.at(-1));
  assert.equal(entier.evaluate(CAMBRAI).territoire.contigu, null);
  assert.equal(thrown(() => simulateur.evaluate(ancien)).refus[0].champ, "hypotheses.millesime");
  entier.free();
});

test("files come from bytes, from addresses and from answers of a server", async () => {
  for (const communes of [
    data("communes.bin"),
    new Uint8Array(data("communes.bin")).buffer,
    new DataView(new Uint8Array(data("communes.bin")).buffer),
    `${PACKAGE}data/communes.bin`,
    pathToFileURL(`${PACKAGE}data/communes.bin`),
    pathToFileURL(`${PACKAGE}data/communes.bin`).href,
    new Response(data("communes.bin")),
    Promise.resolve(data("communes.bin")),
  ]) {
    const autre = await open({ communes, adjacence: data("adjacence.bin") });
    assert.deepEqual(autre.evaluate(CAMBRAI), simulateur.evaluate(CAMBRAI));
    autre.free();
  }
});

test("a file that is damaged, missing or of another kind is told by its name", async () => {
  const refused = async (options, nature, champ) => {
    await assert.rejects(open(options), (erreur) => {
      assert.ok(erreur instanceof ErreurCpts, String(erreur));
      assert.deepEqual([erreur.nature, erreur.refus[0].champ], [nature, champ], erreur.message);
      return true;
    });
  };
  const changed = Buffer.from(data("communes.bin"));
  changed[changed.length >> 1] ^= 0x20;
  await refused({ communes: changed }, "donnees_refusees", "communes");
  await refused({ communes: data("communes.bin").subarray(0, 1000) }, "donnees_refusees", "communes");
  await refused({ communes: new Uint8Array() }, "donnees_refusees", "communes");
  await refused({ adjacence: data("communes.bin") }, "donnees_refusees", "adjacence");
  await refused({ iris: data("millesimes.bin") }, "donnees_refusees", "iris");
  await refused({ communes: "/no/such/file.bin" }, "chargement_impossible", "communes");
  await refused({ communes: new Response("", { status: 404 }) }, "chargement_impossible", "communes");
  for (const rien of [42, {}, [], true]) await refused({ communes: rien }, "argument_refuse", "communes");
  await refused(7, "argument_refuse", "options");
  assert.equal(thrown(() => Simulateur.parse(new Uint8Array(60_000_000))).refus[0].champ, "communes");
  assert.equal(simulateur.evaluate(CAMBRAI).taille.taille, 3);
});

test("what cannot start says why, and the next opening tries again", () => {
  const script = `
    import { open } from ${JSON.stringify(pathToFileURL(`${PACKAGE}node.js`).href)};
    const premiere = await open({ wasm: new Uint8Array([0, 97, 115, 109]) }).catch((e) => e);
    const simulateur = await open();
    console.log(premiere.nature, premiere.refus[0].champ, simulateur.donnees().communes > 30000);
  `;
  const dit = execFileSync(process.execPath, ["--input-type=module", "--eval", script], { encoding: "utf8" });
  assert.equal(dit.trim(), "chargement_impossible wasm true");
});

test("the example of the package runs", () => {
  const dit = execFileSync(process.execPath, [`${PACKAGE}exemples/node.mjs`, "cambrai"], { encoding: "utf8" });
  assert.match(dit, /^Cambrai \(Nord\)\n80120 habitants, taille 3\n/);
  assert.equal(MANIFEST.name, "simulateur-cpts");
});
