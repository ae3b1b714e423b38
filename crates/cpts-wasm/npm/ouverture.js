// Opening the simulator: its WebAssembly and its data files, from wherever they come.

import init, { Simulateur } from "./cpts_wasm.js";
import { ErreurCpts } from "./erreurs.js";

/**
 * A file: its bytes, its address, or the answer of a server.
 * @typedef {Uint8Array | ArrayBuffer | Response | URL | string} Fichier
 */

/**
 * What may be given to `open`. What is left out comes from the package.
 * @typedef {object} OptionsOuverture
 * @property {Fichier | Promise<Fichier>} [wasm] `cpts_wasm_bg.wasm`; only the first opening reads it
 * @property {Fichier | Promise<Fichier>} [communes] `communes.bin`
 * @property {Fichier | Promise<Fichier> | boolean} [adjacence] `adjacence.bin`; `false` does without:
 *   a bilan does not say then whether a territory is in one part
 * @property {Fichier | Promise<Fichier> | boolean} [millesimes] `millesimes.bin`, with `true` that of the
 *   package: a project may then ask for an earlier vintage of the populations
 * @property {Fichier | Promise<Fichier> | boolean} [iris] `iris.bin`, with `true` that of the package: a
 *   share of a commune that names its IRIS is then counted by them
 */

/**
 * The files of the package.
 * @typedef {{ [nom in "wasm" | "communes" | "adjacence" | "millesimes" | "iris"]: URL }} Adresses
 */

/** @type {Promise<unknown> | undefined} */
let pret;

/**
 * @param {(adresse: URL | string) => Promise<ArrayBuffer | Uint8Array>} lire
 * @param {Adresses} adresses
 * @returns {(options?: OptionsOuverture) => Promise<Simulateur>}
 */
export function ouvrir(lire, adresses) {
  /**
   * The bytes of a file; what goes wrong on the way is told with the name of the file.
   * @param {keyof Adresses} nom
   * @param {unknown} donne
   * @returns {Promise<Uint8Array | ArrayBuffer>}
   */
  async function octets(nom, donne) {
    const fichier = await donne;
    if (fichier instanceof ArrayBuffer || ArrayBuffer.isView(fichier)) {
      return /** @type {Uint8Array | ArrayBuffer} */ (fichier);
    }
    try {
      if (typeof Response === "function" && fichier instanceof Response) return await corps(fichier);
      if (typeof fichier === "string" || fichier instanceof URL) return await lire(fichier);
    } catch (cause) {
      const probleme = `le fichier n'est pas venu (${cause instanceof Error ? cause.message : cause})`;
      throw erreur("chargement_impossible", nom, probleme, "vérifiez son adresse et la réponse du serveur", cause);
    }
    throw erreur("argument_refuse", nom, "ce n'est pas un fichier", "donnez ses octets, son adresse ou une Response");
  }

  /**
   * @param {"adjacence" | "millesimes" | "iris"} nom
   * @param {unknown} donne
   * @param {boolean} defaut
   */
  async function facultatif(nom, donne, defaut) {
    const fichier = (await donne) ?? defaut;
    if (fichier === false) return null;
    return octets(nom, fichier === true ? adresses[nom] : fichier);
  }

  /** @param {unknown} donne */
  async function compiler(donne) {
    const fichier = await octets("wasm", donne);
    try {
      return await init({ module_or_path: fichier });
    } catch (cause) {
      const probleme = `le navigateur ne l'exécute pas (${cause instanceof Error ? cause.message : cause})`;
      const aide = "vérifiez le fichier, et que la politique de sécurité de la page permet 'wasm-unsafe-eval'";
      throw erreur("chargement_impossible", "wasm", probleme, aide, cause);
    }
  }

  return async (options = {}) => {
    if (typeof options !== "object" || options === null) {
      throw erreur("argument_refuse", "options", "ce n'est pas un objet", "donnez un objet, ou rien");
    }
    const { wasm, communes, adjacence, millesimes, iris } = options;
    // One module for the whole page; after a failure, the next opening tries again.
    pret ??= compiler(wasm ?? adresses.wasm).catch((cause) => {
      pret = undefined;
      throw cause;
    });
    const [, ...fichiers] = await Promise.all([
      pret,
      octets("communes", communes ?? adresses.communes),
      facultatif("adjacence", adjacence, true),
      facultatif("millesimes", millesimes, false),
      facultatif("iris", iris, false),
    ]);
    return Simulateur.parse(...fichiers);
  };
}

/**
 * The bytes of an answer that is one.
 * @param {Response} reponse
 */
export async function corps(reponse) {
  if (!reponse.ok) throw new Error(`HTTP ${reponse.status}`);
  return reponse.arrayBuffer();
}

/**
 * @param {import("./cpts_wasm.js").NatureErreur} nature
 * @param {string} champ
 * @param {string} probleme
 * @param {string} aide
 * @param {unknown} [cause]
 */
function erreur(nature, champ, probleme, aide, cause) {
  return new ErreurCpts(nature, `${champ} : ${probleme} ; ${aide}`, [{ champ, probleme, aide }], { cause });
}
