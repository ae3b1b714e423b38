// The page in the frame: gives the element the attributes that its address names,
// and tells the host, if it listens, how high it is. It works as well when nobody
// listens: the frame then scrolls. It keeps nothing, so a sandbox may refuse storage.

const simulateur = document.querySelector("cpts-simulateur");
const encadre = parent !== self;

/* — What the address asks for ————————————————————————————————————————————— */

// As element.json declares them. Nothing else becomes an attribute.
const FICHIERS = ["couverture", "configuration", "regles", "projet"];
const ADRESSES = ["contact-url", ...FICHIERS];
const ATTRIBUTS = ["region", "departement", "couleur", "theme", "densite", "masquer-montants", ...ADRESSES];

/** The origins of the files that the host names. @type {Set<string>} */
const origines = new Set();

/** Whether an address may be given to the element. Outside a frame, somebody may
 * have sent the address of this page with a file of his own: our name would stand
 * above what it says. */
function admettre(nom, valeur) {
  let origin;
  try {
    ({ origin } = new URL(valeur, document.baseURI));
  } catch {
    return true; // The element says what is wrong with it.
  }
  if (origin === location.origin) return true;
  if (!encadre) {
    console.warn(`cpts-simulateur : ${nom}="${valeur}" n’est lu que dans un cadre.`);
    return false;
  }
  if (FICHIERS.includes(nom) && origin !== "null") origines.add(origin);
  return true;
}

// The fragment is not sent to the server; either will do.
for (const partie of [location.search, location.hash]) {
  for (const [nom, valeur] of new URLSearchParams(partie.slice(1))) {
    if (!ATTRIBUTS.includes(nom) || simulateur.hasAttribute(nom)) continue;
    if (ADRESSES.includes(nom) && valeur && !admettre(nom, valeur)) continue;
    simulateur.setAttribute(nom, valeur);
    if (nom === "theme") document.documentElement.dataset.theme = valeur;
  }
}

// A second policy can only take away from the first.
const politique = document.createElement("meta");
politique.httpEquiv = "Content-Security-Policy";
const permis = ["'self'", ...origines].join(" ");
politique.content = `connect-src ${permis}; img-src data: ${permis}`;
document.head.append(politique);

/* — What the host is told ————————————————————————————————————————————————— */

/** The origin of the host, once it has answered. */
let hote = null;
/** The last `cpts:pret`, for a host that answers late. */
let pret = null;
let hauteur = 0;

function envoyer(message) {
  if (hote) parent.postMessage(message, hote);
}

function mesurer() {
  const h = Math.ceil(simulateur.getBoundingClientRect().height);
  if (!pret || !hote || h === hauteur) return;
  hauteur = h;
  envoyer({ cpts: "hauteur", hauteur });
}

if (encadre) {
  for (const nom of ["pret", "bilan", "erreur"]) {
    simulateur.addEventListener(`cpts:${nom}`, ({ detail }) => {
      const message = { cpts: nom, detail };
      if (nom === "pret") pret = message;
      envoyer(message);
      mesurer();
    });
  }

  addEventListener("message", ({ data, origin, source }) => {
    if (source !== parent || data?.cpts !== "bonjour" || hote) return;
    // A host without an origin (a file, a sandbox) cannot be named.
    hote = origin === "null" ? "*" : origin;
    document.documentElement.dataset.ajuste = "";
    if (pret) envoyer(pret);
    mesurer();
  });
  // Says nothing but that it is there; what follows goes to the origin that answers.
  parent.postMessage({ cpts: "bonjour" }, "*");

  // The element, never the body: the body is as high as the frame.
  new ResizeObserver(mesurer).observe(simulateur);

  // A frame as high as its content is mostly out of sight: a panel that fills the
  // window would open where nobody looks. The part in sight is told to the style sheet.
  let attendue = false;
  const vue = new IntersectionObserver(([{ intersectionRect: { top, height } }]) => {
    attendue = false;
    if (!height) return;
    const haute = Math.min(innerHeight, Math.max(height, 320));
    simulateur.style.setProperty("--cpts-vue-haut", `${Math.ceil(Math.max(0, Math.min(top, innerHeight - haute)))}px`);
    simulateur.style.setProperty("--cpts-vue-hauteur", `${Math.floor(haute)}px`);
  });
  // The host scrolls without a word to the frame, and as much of it is in sight as
  // before: only a new observation tells. These come before any press of a button.
  const regarder = () => {
    if (attendue) return;
    attendue = true;
    vue.unobserve(simulateur);
    vue.observe(simulateur);
  };
  regarder();
  for (const geste of ["pointermove", "pointerdown", "wheel", "keydown", "keyup", "focusin"]) {
    addEventListener(geste, regarder, { capture: true, passive: true });
  }
}
