// Runs the journeys, two files at a time: those named, else all. The longest files first, so that
// none is still running alone when the others have ended.

import { readdirSync, statSync } from "node:fs";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { fileURLToPath } from "node:url";

const ici = (nom) => fileURLToPath(new URL(nom, import.meta.url));
const demandes = process.argv.slice(2);
const noms = demandes.length ? demandes : readdirSync(ici(".")).filter((nom) => nom.endsWith(".test.js"));
// A longer text is more journeys, roughly.
const files = noms.map(ici).sort((a, b) => statSync(b).size - statSync(a).size);

run({ files, concurrency: 2 })
  .on("test:fail", () => {
    process.exitCode = 1;
  })
  .compose(spec)
  .pipe(process.stdout);
