// In a browser, with or without a bundler.

import { corps, ouvrir } from "./ouverture.js";

export { ErreurCpts } from "./erreurs.js";
export { Simulateur, Simulation } from "./cpts_wasm.js";

/** @typedef {import("./ouverture.js").OptionsOuverture} OptionsOuverture */
/** @typedef {import("./ouverture.js").Fichier} Fichier */

/**
 * Reads the WebAssembly and the data files, once; then every answer is immediate.
 *
 * @type {(options?: OptionsOuverture) => Promise<import("./cpts_wasm.js").Simulateur>}
 * @throws {import("./erreurs.js").ErreurCpts} A file did not come, or is damaged.
 */
export const open = ouvrir(async (adresse) => corps(await fetch(adresse)), {
  // Written out one by one: so a bundler finds the files and copies them.
  wasm: new URL("./cpts_wasm_bg.wasm", import.meta.url),
  communes: new URL("./data/communes.bin", import.meta.url),
  adjacence: new URL("./data/adjacence.bin", import.meta.url),
  millesimes: new URL("./data/millesimes.bin", import.meta.url),
  iris: new URL("./data/iris.bin", import.meta.url),
});
