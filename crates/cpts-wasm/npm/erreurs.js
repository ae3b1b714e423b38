// The one class of error of the package. The WebAssembly side makes them too.

/**
 * What the package throws, always: a sentence in French, and the list of what was refused.
 *
 * ```js
 * try {
 *   simulateur.evaluate(projet);
 * } catch (erreur) {
 *   if (erreur instanceof ErreurCpts) {
 *     for (const { champ, probleme, aide } of erreur.refus) console.log(champ, probleme, aide);
 *   }
 * }
 * ```
 */
export class ErreurCpts extends Error {
  /**
   * @param {import("./cpts_wasm.js").NatureErreur} nature
   * @param {string} message
   * @param {import("./cpts_wasm.js").Refus[]} refus
   * @param {ErrorOptions} [options]
   */
  constructor(nature, message, refus, options) {
    super(message, options);
    this.name = "ErreurCpts";
    /**
     * What the error is about.
     * @readonly
     * @type {import("./cpts_wasm.js").NatureErreur}
     */
    this.nature = nature;
    /**
     * Each field that was refused: where it stands, what is wrong, what to write.
     * @readonly
     * @type {import("./cpts_wasm.js").Refus[]}
     */
    this.refus = refus;
  }
}
