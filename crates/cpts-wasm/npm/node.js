// In Node.js: the files of the package are read from its folder.

import { readFile } from "node:fs/promises";
import { corps, ouvrir } from "./ouverture.js";

export { ErreurCpts } from "./erreurs.js";
export { Simulateur, Simulation } from "./cpts_wasm.js";

/** @typedef {import("./ouverture.js").OptionsOuverture} OptionsOuverture */
/** @typedef {import("./ouverture.js").Fichier} Fichier */

/** What `fetch` reads; anything else is a file of this machine. */
const reseau = /^https?:/;

/** @type {typeof import("./index.js").open} */
export const open = ouvrir(
  async (adresse) => {
    if (reseau.test(String(adresse))) return corps(await fetch(adresse));
    return readFile(typeof adresse === "string" && adresse.startsWith("file:") ? new URL(adresse) : adresse);
  },
  {
    wasm: new URL("./cpts_wasm_bg.wasm", import.meta.url),
    communes: new URL("./data/communes.bin", import.meta.url),
    adjacence: new URL("./data/adjacence.bin", import.meta.url),
    millesimes: new URL("./data/millesimes.bin", import.meta.url),
    iris: new URL("./data/iris.bin", import.meta.url),
  },
);
