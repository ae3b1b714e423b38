// Whatever is given, the answer is a result or an error of the package, never a trap that
// would leave the module unusable: after each call, the simulator answers as before.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import { PACKAGE, data } from "./lib.js";

const { ErreurCpts, Simulateur, open } = await import(pathToFileURL(`${PACKAGE}node.js`));
const simulateur = await open();
const PROJET = { version: 1, territoire: { communes: ["59122"] } };
const ATTENDU = JSON.stringify(simulateur.evaluate(PROJET));

const cycle = {};
cycle.cycle = cycle;
const profond = JSON.parse("[".repeat(3000) + "]".repeat(3000));

/** Values that nobody would give in good faith. */
const ODD = {
  "undefined": undefined,
  "null": null,
  "NaN": Number.NaN,
  "infinity": Number.POSITIVE_INFINITY,
  "a fraction": 1.5,
  "a negative number": -1,
  "a large number": 2 ** 53,
  "a BigInt": 10n ** 40n,
  "a symbol": Symbol("x"),
  "a function": () => {},
  "an empty text": "",
  "a long text": "é".repeat(2_000_000),
  "half a pair": "\ud83d",
  "a text of zeros": "\0\0\0\0\0",
  "a text object": new String("59122"),
  "a list": [1, 2, 3],
  "a holed list": new Array(5),
  "a long list": new Array(300_000).fill("59122"),
  "a date": new Date(0),
  "a wrong date": new Date(Number.NaN),
  "a map": new Map([["version", 1]]),
  "bytes": new Uint8Array(8),
  "a cycle": cycle,
  "a deep list": profond,
  "a bare object": Object.create(null),
  "a proxy that throws": new Proxy({}, { get() { throw new Error("piège"); }, ownKeys() { throw new Error("piège"); } }),
  "an accessor that throws": { get version() { throw new Error("piège"); } },
  "a toJSON that throws": { toJSON() { throw new Error("piège"); } },
  "a toJSON that lies": { toJSON: () => "projet" },
  "a text that throws": { toString() { throw new Error("piège"); }, valueOf() { throw new Error("piège"); } },
  "an object of another realm": vm.runInNewContext("({ version: 1, territoire: {} })"),
  "bytes of another realm": vm.runInNewContext("new Uint8Array(9)"),
  "bytes that lie": Object.defineProperty(new Uint8Array(8), "byteLength", { value: 2 ** 40 }),
  "__proto__ as a key": JSON.parse('{ "__proto__": { "version": 1 }, "version": 1, "territoire": {} }'),
};

/** Calls; what comes out is a value, or an error of the package. */
function survive(name, call) {
  try {
    call();
  } catch (erreur) {
    assert.ok(erreur instanceof ErreurCpts, `${name}: ${erreur?.stack ?? erreur}`);
    assert.ok(erreur.message.length > 0 && erreur.message.length < 100_000, name);
  }
  assert.equal(JSON.stringify(simulateur.evaluate(PROJET)), ATTENDU, name);
}

for (const [nom, valeur] of Object.entries(ODD)) {
  test(`${nom}, wherever it is given`, () => {
    const simulation = simulateur.simulation(PROJET);
    const calls = {
      evaluate: () => simulateur.evaluate(valeur),
      "evaluate, couverture": () => simulateur.evaluate(PROJET, valeur),
      perimetre: () => simulateur.perimetre(valeur),
      simulation: () => simulateur.simulation(valeur),
      search: () => simulateur.search(valeur),
      "search, limite": () => simulateur.search("cambrai", valeur),
      "search, contexte": () => simulateur.search("cambrai", 8, valeur),
      territory: () => simulateur.territory(valeur),
      regles: () => simulateur.regles(valeur),
      parse: () => Simulateur.parse(valeur),
      "parse, adjacence": () => Simulateur.parse(data("communes.bin"), valeur),
      addCommune: () => simulation.addCommune(valeur),
      removeCommune: () => simulation.removeCommune(valeur),
      "setProfession, id": () => simulation.setProfession(valeur, 1),
      "setProfession, nombre": () => simulation.setProfession("infirmier", valeur),
    };
    for (const [methode, call] of Object.entries(calls)) survive(`${methode}(${nom})`, call);
    for (const champ of ["version", "nom", "initiateur", "professionnels", "territoire", "missions", "signature", "hypotheses"]) {
      survive(champ, () => simulateur.evaluate({ ...PROJET, [champ]: valeur }));
    }
    for (const champ of ["epci", "communes", "exclues", "parts"]) {
      survive(champ, () => simulateur.evaluate({ version: 1, territoire: { [champ]: valeur } }));
      survive(champ, () => simulateur.evaluate({ version: 1, territoire: { [champ]: [valeur, valeur] } }));
    }
    survive("population", () => simulation.population);
    simulation.free();
  });
}

test("an object may call back while it is read", () => {
  const simulation = simulateur.simulation(PROJET);
  let appels = 0;
  const projet = {
    get version() {
      appels += 1;
      simulation.addCommune("59428");
      return simulateur.evaluate(PROJET).version;
    },
    territoire: PROJET.territoire,
  };
  assert.equal(JSON.stringify(simulateur.evaluate(projet)), ATTENDU);
  assert.equal(appels, 1);
  assert.equal(simulation.bilan().territoire.communes, 2);
});

test("an object that frees the simulator while it is read is refused", async () => {
  const autre = await open();
  const projet = { get version() { autre.free(); return 1; }, territoire: {} };
  assert.throws(() => autre.evaluate(projet), ErreurCpts);
  // That one is no more, as was asked; all others go on.
  assert.throws(() => autre.evaluate(PROJET), Error);
  assert.equal(JSON.stringify(simulateur.evaluate(PROJET)), ATTENDU);
});

test("what others put on every object changes nothing", () => {
  Object.prototype.nom = "pollué";
  Object.prototype.communes = ["59350"];
  try {
    assert.equal(JSON.stringify(simulateur.evaluate(PROJET)), ATTENDU);
  } finally {
    delete Object.prototype.nom;
    delete Object.prototype.communes;
  }
});

test("a seventh of France at once is answered, and many simulations leave nothing behind", () => {
  const communes = [];
  for (let d = 1; d <= 95; d++) {
    if (d === 20) continue;
    for (let n = 1; n < 900 && communes.length < 5000; n += 1) {
      const code = String(d).padStart(2, "0") + String(n).padStart(3, "0");
      const lieu = simulateur.territory(code);
      if (lieu?.type === "commune" && lieu.code === code && !lieu.ville) communes.push(code);
    }
  }
  const grand = { version: 1, territoire: { communes } };
  assert.equal(simulateur.evaluate(grand).territoire.communes, communes.length);
  const avant = process.memoryUsage().arrayBuffers;
  for (let i = 0; i < 2000; i++) simulateur.simulation(PROJET).free();
  for (let i = 0; i < 300; i++) survive("refused", () => simulateur.evaluate({ version: 1, territoire: { communes: ["x"] } }));
  assert.ok(process.memoryUsage().arrayBuffers - avant < 5_000_000);
});
