// The custom element <cpts-simulateur>: a shadow root, its style sheet, and the
// WebAssembly module mounted in it. What a person sees is written in Rust; this
// file only carries it, and says a sentence when it cannot be carried.

const ici = new URL(import.meta.url);
const script = [...document.querySelectorAll("script[data-wasm]")].find((s) => s.src === ici.href);

/** @param {string} chemin @returns {URL} an address beside this file */
const aCote = (chemin) => new URL(chemin, ici);

/** The style sheet, fetched once for all the simulators of the page. */
let feuille;
async function lireFeuille() {
  const reponse = await fetch(aCote("cpts-simulateur.css"));
  if (!reponse.ok) throw new Error(`feuille de style : HTTP ${reponse.status}`);
  const sheet = new CSSStyleSheet();
  await sheet.replace(await reponse.text());
  return sheet;
}

/** The module, started once; a failure is forgotten so that one can try again. */
let module;
async function lireModule() {
  const colle = await import(aCote(script.dataset.colle).href);
  await colle.default({ module_or_path: aCote(script.dataset.wasm) });
  return colle;
}

/** The modules fetched when asked for, by name. Their files have no fingerprint
 * in their names: that of the main module stands in their address instead. */
const annexes = new Map();
let essais = 0;
async function lireAnnexe(nom) {
  // A browser remembers a module that failed: another address tries again.
  const version = `?v=${script.dataset.colle.match(/-([0-9a-f]+)\.js$/)?.[1] ?? ""}${essais ? `-${essais}` : ""}`;
  const colle = await import(aCote(`${nom}.js${version}`).href);
  await colle.default({ module_or_path: aCote(`${nom}_bg.wasm${version}`) });
  return colle;
}
/** @param {string} nom @returns {Promise<object>} the exports of a module beside this file */
function annexe(nom) {
  if (!annexes.has(nom)) {
    const promesse = lireAnnexe(nom).catch((erreur) => {
      annexes.delete(nom);
      essais += 1;
      throw erreur;
    });
    annexes.set(nom, promesse);
  }
  return annexes.get(nom);
}

/** @returns {HTMLElement} an element with a text, without any HTML parsing */
function noeud(balise, texte, classe) {
  const n = document.createElement(balise);
  if (texte) n.textContent = texte;
  if (classe) n.className = classe;
  return n;
}

class CptsSimulateur extends HTMLElement {
  #montage = null;
  #hote = null;

  connectedCallback() {
    if (this.#hote) return;
    const racine = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    this.#hote = document.createElement("div");
    if (this.hasAttribute("region")) this.#hote.dataset.region = this.getAttribute("region");
    // The host's own content stays in sight until the interface is there.
    racine.replaceChildren(this.#hote, document.createElement("slot"));
    this.#monter(racine, this.#hote);
  }

  disconnectedCallback() {
    // An element that is only moved comes back before this runs.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#montage?.demonter();
      this.#montage = null;
      this.#hote = null;
    });
  }

  /** @returns {string | undefined} the address that an attribute gives, as seen from the host page */
  #adresse(attribut) {
    const valeur = this.getAttribute(attribut)?.trim();
    if (!valeur) return undefined;
    try {
      return new URL(valeur, document.baseURI).href;
    } catch {
      console.warn(`cpts-simulateur : ${attribut}="${valeur}" n’est pas une adresse.`);
      return undefined;
    }
  }

  async #monter(racine, hote) {
    try {
      feuille ??= lireFeuille();
      module ??= lireModule();
      const [sheet, colle] = await Promise.all([feuille, module]);
      if (hote !== this.#hote) return;
      racine.adoptedStyleSheets = [sheet];
      racine.replaceChildren(hote);
      this.#montage = colle.monter(hote, aCote("./").href, annexe, this.#adresse("couverture"));
    } catch (erreur) {
      feuille = module = undefined;
      console.error("cpts-simulateur :", erreur);
      this.#direPanne(racine, hote);
    }
  }

  #direPanne(racine, hote) {
    const boite = noeud("div");
    boite.setAttribute("role", "alert");
    boite.lang = "fr";
    const reprise = noeud("button", "Recommencer");
    reprise.type = "button";
    reprise.addEventListener("click", () => {
      hote.replaceChildren();
      this.#monter(racine, hote);
    });
    boite.append(
      noeud("p", "Le simulateur n’a pas pu démarrer. Vérifiez la connexion, puis recommencez. Si cela persiste, ce navigateur ou ce site ne permet peut-être pas WebAssembly."),
      reprise,
    );
    hote.replaceChildren(boite);
    racine.replaceChildren(hote, document.createElement("slot"));
  }
}

if (!customElements.get("cpts-simulateur")) customElements.define("cpts-simulateur", CptsSimulateur);
