// The custom element <cpts-simulateur>: a shadow root, its style sheet, and the
// WebAssembly module mounted in it. What a person sees is written in Rust; this
// file only carries it, and says a sentence when it cannot be carried.

const ici = new URL(import.meta.url);
// The names of the day, which `cargo xtask split` writes here; those of the page,
// where its own tag has them, are at least as fresh.
const NOMS = { colle: "", wasm: "" };
const script = { dataset: { ...NOMS, ...[...document.querySelectorAll("script[data-wasm]")].find((s) => s.src === ici.href)?.dataset } };

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

/** The simulators of the page. */
const simulateurs = new Set();

/** The module, started once; a failure is forgotten so that one can try again. */
let module;
let reprises = 0;
async function lireModule() {
  // A module that failed or fell is not started again under the same address.
  const colle = await import(aCote(script.dataset.colle).href + (reprises ? `?reprise=${reprises}` : ""));
  await colle.default({ module_or_path: aCote(script.dataset.wasm) });
  return colle;
}

/** A trap leaves the memory of the module in an unknown state: nothing is asked
 * of it any more, and each simulator offers to begin again on a new one. */
function surveiller() {
  const tomber = ({ error, reason, type }) => {
    const erreur = type === "error" ? error : reason;
    const notre = erreur instanceof WebAssembly.RuntimeError && erreur.stack?.includes(ici.href.replace(/[^/]*$/, ""));
    if (!notre) return;
    module = undefined;
    reprises += 1;
    for (const simulateur of simulateurs) simulateur.tomber(erreur);
  };
  addEventListener("error", tomber);
  addEventListener("unhandledrejection", tomber);
}

/** The modules fetched when asked for, by name. Their files have no fingerprint
 * in their names: that of the main module stands in their address instead. */
const annexes = new Map();
let essais = 0;
async function lireAnnexe(nom) {
  // A browser remembers a module that failed: another address tries again.
  const version = `?v=${script.dataset.colle.match(/-([0-9a-f]+)\.js$/)?.[1] ?? ""}${essais ? `-${essais}` : ""}`;
  const colle = await import(aCote(`${nom}.js${version}`).href);
  // A plain script has nothing to start.
  await colle.default?.({ module_or_path: aCote(`${nom}_bg.wasm${version}`) });
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

/** The attributes that the element reads, as element.json declares them; those
 * of the first list are read by the interface, the others by this file and the
 * style sheet. */
const ADRESSES = ["couverture", "configuration", "regles", "projet", "contact-url"];
const LUS = ["region", "departement", "masquer-montants", ...ADRESSES];
const VUS = ["couleur", "theme", "densite"];
const CHOIX = { theme: ["auto", "clair", "sombre"], densite: ["confortable", "compacte"] };

class CptsSimulateur extends HTMLElement {
  static observedAttributes = [...LUS, ...VUS];
  #montage = null;
  #hote = null;
  #couleur = null;
  /** Links asked for before the interface was there, and who is to be told. */
  #liens = [];

  connectedCallback() {
    if (this.#hote) return;
    const racine = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    this.#hote = document.createElement("div");
    // The host's own content stays in sight until the interface is there.
    racine.replaceChildren(this.#hote, document.createElement("slot"));
    simulateurs.add(this);
    this.#monter(racine, this.#hote);
  }

  disconnectedCallback() {
    // An element that is only moved comes back before this runs.
    queueMicrotask(() => {
      if (this.isConnected) return;
      simulateurs.delete(this);
      this.#montage?.demonter();
      this.#montage = null;
      this.#hote = null;
      this.shadowRoot.replaceChildren();
    });
  }

  attributeChangedCallback(nom, avant, valeur) {
    if (avant === valeur) return;
    if (LUS.includes(nom)) this.#montage?.regler(nom, this.#lire(nom));
    else if (this.#montage) this.#regarder(nom);
  }

  /** Opens the project of a link. @param {string} lien the link, or its fragment @returns {Promise<boolean>} whether it was opened */
  ouvrirLien(lien) {
    return new Promise((fait) => {
      if (this.#montage) this.#montage.ouvrir(String(lien), fait);
      else this.#liens.push([String(lien), fait]);
    });
  }

  /** Tells the host page. @param {string} nom @param {object} detail */
  #signaler(nom, detail) {
    this.dispatchEvent(new CustomEvent(nom, { detail, bubbles: true, composed: true }));
  }

  /** Tells whoever keeps the site that an attribute is not used. */
  #refuser(nom, pourquoi) {
    const message = `${nom}="${this.getAttribute(nom)}" ${pourquoi}`;
    console.warn("cpts-simulateur :", message);
    this.#signaler("cpts:erreur", { quoi: nom, message });
  }

  /** @returns {string | undefined} what an attribute says; addresses as seen from the host page */
  #lire(nom) {
    const valeur = this.getAttribute(nom)?.trim();
    if (valeur === undefined || !ADRESSES.includes(nom)) return valeur;
    if (!valeur) return undefined;
    try {
      const adresse = new URL(valeur, document.baseURI);
      const permis = nom === "contact-url" ? ["https:", "http:", "mailto:", "tel:"] : ["https:", "http:"];
      if (permis.includes(adresse.protocol)) return adresse.href;
    } catch {
      // Said below.
    }
    this.#refuser(nom, "n’est pas une adresse utilisable.");
    return undefined;
  }

  /** Takes over an attribute of the look. */
  async #regarder(nom) {
    const valeur = this.getAttribute(nom)?.trim();
    if (CHOIX[nom] && valeur && !CHOIX[nom].includes(valeur)) {
      this.#refuser(nom, `n’est pas possible. Écrivez ${CHOIX[nom].join(", ")}.`);
    }
    if (nom !== "couleur") return;
    const sheet = (this.#couleur ??= new CSSStyleSheet());
    if (!valeur) return sheet.replaceSync("");
    const { feuilleDeCouleur } = await import(aCote("couleur.js").href);
    const { css, remarque } = feuilleDeCouleur(valeur);
    sheet.replaceSync(css);
    this.shadowRoot.adoptedStyleSheets = [await feuille, sheet];
    if (remarque) this.#refuser(nom, remarque);
  }

  async #monter(racine, hote) {
    try {
      feuille ??= lireFeuille();
      module ??= lireModule();
      const [sheet, colle] = await Promise.all([feuille, module]);
      if (hote !== this.#hote) return;
      racine.adoptedStyleSheets = [sheet];
      racine.replaceChildren(hote);
      const attributs = LUS.flatMap((nom) => (this.hasAttribute(nom) ? [nom, this.#lire(nom)] : []));
      // By which the tab knows whose work it remembers.
      attributs.push("place", this.id || String([...simulateurs].indexOf(this)));
      const signaler = (nom, detail) => this.#signaler(nom, detail);
      this.#montage = colle.monter(hote, aCote("./").href, annexe, signaler, attributs);
      for (const nom of VUS) if (this.hasAttribute(nom)) this.#regarder(nom);
      for (const lien of this.#liens.splice(0)) this.#montage.ouvrir(...lien);
    } catch (erreur) {
      feuille = module = undefined;
      reprises += 1;
      console.error("cpts-simulateur :", erreur);
      this.#direPanne(
        "Le simulateur n’a pas pu démarrer. Vérifiez la connexion, puis recommencez. Si cela persiste, ce navigateur ou ce site ne permet peut-être pas WebAssembly.",
        erreur,
      );
    }
  }

  /** The module under this simulator has fallen; `surveiller` says so. */
  tomber(erreur) {
    // Not taken off by its own means: they are part of what fell.
    this.#montage = null;
    this.#hote = document.createElement("div");
    this.#direPanne("Le simulateur s’est arrêté. Recommencez ; si cela persiste, prévenez le site qui l’affiche.", erreur);
  }

  #direPanne(phrase, erreur) {
    const racine = this.shadowRoot;
    const hote = this.#hote;
    const boite = noeud("div");
    boite.setAttribute("role", "alert");
    boite.lang = "fr";
    const reprise = noeud("button", "Recommencer");
    reprise.type = "button";
    reprise.addEventListener("click", () => {
      hote.replaceChildren();
      this.#monter(racine, hote);
    });
    boite.append(noeud("p", phrase), reprise);
    hote.replaceChildren(boite);
    racine.replaceChildren(hote, document.createElement("slot"));
    this.#signaler("cpts:erreur", { quoi: "module", message: String(erreur?.message ?? erreur) });
  }
}

// Each attribute is a property too: `element.region = "53"`, `element.masquerMontants = true`.
for (const nom of CptsSimulateur.observedAttributes) {
  const drapeau = nom === "masquer-montants";
  Object.defineProperty(CptsSimulateur.prototype, nom.replace(/-(.)/g, (_, lettre) => lettre.toUpperCase()), {
    configurable: true,
    enumerable: true,
    get() {
      return drapeau ? this.hasAttribute(nom) : (this.getAttribute(nom) ?? "");
    },
    set(valeur) {
      if (valeur === null || valeur === undefined || valeur === false) this.removeAttribute(nom);
      else this.setAttribute(nom, valeur === true ? "" : valeur);
    },
  });
}

surveiller();
if (!customElements.get("cpts-simulateur")) customElements.define("cpts-simulateur", CptsSimulateur);
