// The package as another project has it: packed, installed, imported, typed.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { MANIFEST, PACKAGE, SCENARIOS } from "./lib.js";

const HERE = fileURLToPath(new URL("./", import.meta.url));
const TSC = join(HERE, "node_modules/typescript/bin/tsc");
const folder = mkdtempSync(join(tmpdir(), "simulateur-cpts-"));
const npm = (...args) => execFileSync("npm", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
const node = (...args) => execFileSync(process.execPath, args, { cwd: folder, encoding: "utf8" });

/** Compiles a file as strictly as can be; what is wrong comes back as text. */
function tsc(file, ...options) {
  try {
    const strict = ["--strict", "--noEmit", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--target", "es2022"];
    node(TSC, ...strict, ...options, file);
    return "";
  } catch (erreur) {
    return erreur.stdout;
  }
}

before(() => {
  npm("pack", "--silent", "--pack-destination", folder, PACKAGE);
  writeFileSync(join(folder, "package.json"), '{ "name": "essai", "private": true, "type": "module" }');
  npm("install", "--offline", "--no-audit", "--no-fund", `./${MANIFEST.name}-${MANIFEST.version}.tgz`);
  symlinkSync(join(HERE, "node_modules/@types"), join(folder, "node_modules/@types"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

test("it holds what it needs, and nothing of how it was made", () => {
  const files = readdirSync(join(folder, "node_modules", MANIFEST.name), { recursive: true }).map(String);
  for (const file of ["LICENSE-MIT", "LICENSE-APACHE", "README.md", "data/communes.bin", "data/adjacence.bin", "data/NOTICE.md", "index.d.ts"]) {
    assert.ok(files.includes(file), file);
  }
  assert.deepEqual(files.filter((file) => /\.(rs|toml|map|ts)$/.test(file) && !file.endsWith(".d.ts")), []);
  assert.equal(MANIFEST.dependencies, undefined);
});

test("it is imported by its name", () => {
  const script = `
    import { open } from "${MANIFEST.name}";
    const simulateur = await open();
    console.log(simulateur.evaluate({ version: 1, territoire: { epci: ["200068500"] } }).taille.taille);
  `;
  assert.equal(node("--input-type=module", "--eval", script).trim(), "3");
  assert.match(node(`node_modules/${MANIFEST.name}/exemples/node.mjs`), /taille 3/);
});

test("the code of the README runs, and says what the README says", () => {
  const readme = readFileSync(`${PACKAGE}README.md`, "utf8");
  const blocks = [...readme.matchAll(/^ *```js\n([^]*?)^ *```$/gm)].map(([, code]) => code);
  assert.equal(blocks.length, 6);
  const [evaluer, contrat, couverture, simulation, erreurs, options] = blocks;
  const imports = [];
  const body = [evaluer, contrat, couverture, simulation, erreurs.replace("simulateur.evaluate(projet)", "simulateur.evaluate(faux)")]
    .map((code) => code.replace(/^import .*$/gm, (line) => (imports.push(line), "")))
    .map((code) => `await (async () => {\n${code}\n})();`);
  const projet = /evaluate\((\{[^]*?\})\);/.exec(evaluer)[1];
  const faux = '{ version: 1, territoire: { communes: [59122] } }';
  const globals = `const simulateur = await open(); const projet = ${projet}; const faux = ${faux};`;
  const opened = options.replace('fetch("/donnees/communes.bin")', JSON.stringify(`${PACKAGE}data/communes.bin`));
  writeFileSync(join(folder, "readme.mjs"), [...imports, globals, ...body, opened].join("\n"));
  const said = node("readme.mjs").split("\n");
  assert.deepEqual(said, ["80120", "3", "2027-03-12", "territoire.communes[0] le nombre 59122 n'est pas du bon type écrivez un texte entre guillemets", ""]);
  assert.match(evaluer, /population\); \/\/ 80120\n.*taille\); \/\/ 3\n/);
  assert.match(contrat, /prochain_anniversaire\); \/\/ "2027-03-12"\n/);
});

test("a strict TypeScript program compiles, in Node.js and with a bundler", () => {
  cpSync(join(HERE, "consommateur.ts"), join(folder, "consommateur.ts"));
  assert.equal(tsc("consommateur.ts", "--module", "nodenext", "--lib", "es2022", "--types", "node"), "");
  assert.equal(tsc("consommateur.ts", "--module", "esnext", "--moduleResolution", "bundler", "--lib", "es2022,dom", "--typeRoots", "aucun"), "");
});

test("what the package answers is what its types say", async () => {
  const { open } = await import(pathToFileURL(`${PACKAGE}node.js`));
  const simulateur = await open({ millesimes: true, iris: true });
  const couverture = { source: "essai", cpts: [{ nom: "A", statut: "projet_valide", communes: ["59122"] }] };
  const answers = { Bilan: [], Projet: [], PerimetreVu: [], Trouvaille: [], LieuVu: [], ReglesVues: [], DonneesVues: [], Refus: [] };
  for (const { projet } of SCENARIOS.scenarios.filter(({ id }, i) => i < 8 || id === "26")) {
    answers.Bilan.push(simulateur.evaluate(projet, couverture));
    answers.Projet.push(projet, simulateur.simulation(projet).projet());
    answers.PerimetreVu.push(simulateur.perimetre(projet));
  }
  for (const texte of ["cambrai", "saint", "59400", "80200", "200068500", "59122", "boulog", "lion", "communaute lens"]) {
    answers.Trouvaille.push(...simulateur.search(texte, 10));
  }
  for (const code of ["59122", "75115", "200068500", "06000", "93059", "97611"]) answers.LieuVu.push(simulateur.territory(code));
  answers.ReglesVues.push(simulateur.regles(), simulateur.regles("1990-01-01"), simulateur.regles("2020-01-01"));
  answers.DonneesVues.push(simulateur.donnees());
  try {
    simulateur.evaluate({ version: 1, territoire: { communes: ["x", "99999"] } });
  } catch (erreur) {
    answers.Refus.push(...erreur.refus);
  }
  assert.ok(Object.values(answers).every((list) => list.length > 0));
  assert.deepEqual([...new Set(answers.LieuVu.map((l) => l.type))].sort(), ["ancienne_commune", "code_postal", "commune", "epci"]);

  // A literal may have no field that its type does not know: too much is an error, as is too little.
  const lines = [`import type * as t from "${MANIFEST.name}";`];
  for (const [type, list] of Object.entries(answers)) {
    list.forEach((answer, i) => lines.push(`export const ${type}${i}: t.${type} = ${JSON.stringify(answer)};`));
  }
  writeFileSync(join(folder, "reponses.ts"), lines.join("\n"));
  const nodenext = ["--module", "nodenext", "--lib", "es2022,dom", "--typeRoots", "aucun"];
  assert.equal(tsc("reponses.ts", ...nodenext), "");

  // And that this would be seen.
  const [bilan] = answers.Bilan;
  const { verdict, ...sans } = bilan;
  const wrong = [
    lines[0],
    `export const a: t.Bilan = ${JSON.stringify(sans)};`,
    `export const b: t.Bilan = ${JSON.stringify({ ...bilan, extra: 1 })};`,
    `export const c: t.Bilan = ${JSON.stringify({ ...bilan, verdict: `${verdict}s` })};`,
  ];
  writeFileSync(join(folder, "fausses.ts"), wrong.join("\n"));
  assert.equal(tsc("fausses.ts", ...nodenext).match(/error TS/g)?.length, 3);
});
