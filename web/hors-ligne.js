// The line of the head that says whether the page does without network, and what
// a person can do about it. The worker (service.js) keeps the files; nothing is said
// here that it has not just looked up. Only index.html has this script, and not
// where it stands in the frame of another site: nothing is kept there.

const RACINE = new URL("./", import.meta.url);
const PREFIXE = `cpts-simulateur ${RACINE.pathname} `;
const REFUS = `${PREFIXE}refus`;
const SCRIPT = new URL("service.js", RACINE).href;
const I = "\u00a0";

let enregistrement;
/** What the worker last answered, and whether it did not. */
let vu;
let muet = false;
/** What is being fetched: `{ fait, total }` in bytes; `sien` where this page asks for it. */
let travail;
/** Why the last attempt ended: `reseau`, `absent`, `octets`, `place`. */
let panne;
let refus = false;
let joignable = true;
let nouvelle = "";
let remise = false;
let invitation;

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  invitation = event;
  montrer();
});
addEventListener("appinstalled", () => {
  invitation = undefined;
  montrer();
});

/* — What is shown ————————————————————————————————————————————————————————— */

function noeud(balise, classe, texte = "") {
  const n = document.createElement(balise);
  if (classe) n.className = classe;
  n.textContent = texte;
  return n;
}

function bouton(geste) {
  const n = noeud("button");
  n.type = "button";
  n.addEventListener("click", geste);
  return n;
}

const mo = (octets) => `${Math.max(0.1, octets / 1e6).toFixed(1).replace(".", ",")}${I}Mo`;
const somme = (fichiers) => fichiers.reduce((octets, { taille }) => octets + taille, 0);

const annonce = noeud("p", "hl-annonce");
annonce.setAttribute("role", "status");
const etiquette = bouton(() => deplier(panneau.hidden));
etiquette.className = "hl";
etiquette.hidden = true;
etiquette.setAttribute("aria-controls", "hl-panneau");
const avis = noeud("div", "hl-avis");
const direAvis = noeud("p");
const plusTard = bouton(() => {
  remise = true;
  montrer();
  etiquette.focus();
});
plusTard.textContent = "Plus tard";
const recharger = bouton(prendre);
recharger.textContent = "Recharger";
recharger.className = "plein";
avis.append(direAvis, recharger, plusTard);
avis.hidden = true;

const panneau = noeud("div", "hl-panneau");
panneau.id = "hl-panneau";
const phrase = noeud("p");
const barre = noeud("progress");
barre.setAttribute("aria-label", "Fichiers téléchargés");
const tout = bouton(toutTelecharger);
tout.className = "plein";
const reprendre = bouton(recommencer);
reprendre.className = "plein";
const installer = bouton(async () => {
  const demande = invitation;
  invitation = undefined;
  await demande?.prompt();
  montrer();
});
installer.textContent = "Installer l’application";
const ios = noeud("p", "hl-note", `Sur iPhone ou iPad, pour l’avoir comme une application${I}: bouton Partager, puis «${I}Sur l’écran d’accueil${I}».`);
const gardes = noeud("p", "hl-note");
const effacer = bouton(toutEffacer);
effacer.textContent = "Effacer ces fichiers de l’appareil";
const gestes = noeud("p", "hl-gestes");
gestes.append(tout, reprendre, installer);
effacer.className = "hl-lien";
panneau.append(phrase, barre, gestes, gardes, effacer, ios);
deplier(false);

function deplier(ouvert) {
  panneau.hidden = !ouvert;
  etiquette.setAttribute("aria-expanded", String(ouvert));
}

const PANNES = {
  reseau: ["Préparation en pause", "Le téléchargement s’est interrompu."],
  absent: ["Non préparé", "Un fichier manque sur le serveur. Réessayez plus tard, ou prévenez le site."],
  octets: [
    "Non préparé",
    "Ce qui est arrivé n’est pas ce qui a été publié. La cause est peut-être la page de connexion d’un wifi, ou le serveur, qui modifie les fichiers.",
  ],
  place: ["Espace insuffisant", "Cet appareil n’a plus assez de place. Libérez-en (photos, vidéos, autres sites), puis recommencez."],
};

/** What is true now: the kind, the words of the head, the sentence below. */
function constater() {
  const coupe = joignable && navigator.onLine ? "" : `Pas de réseau en ce moment. `;
  if (refus) return ["refus", "Rien n’est gardé", `Le simulateur ne garde rien sur cet appareil. Il lui faut le réseau.`];
  if (travail) {
    if (!travail.total) return ["travail", "Préparation", "Téléchargement pour marcher sans réseau."];
    const part = Math.floor((100 * travail.fait) / travail.total);
    return ["travail", `Préparation${I}: ${part}${I}%`, `Téléchargement pour marcher sans réseau${I}: ${mo(travail.fait)} sur ${mo(travail.total)}.`];
  }
  const essentiel = vu && !vu.essentiel.length;
  if (panne) {
    const [titre, texte] = PANNES[panne];
    const reste = essentiel
      ? `Ce qui était prêt le reste${I}: questions, calculs, communes et bilan marchent sans réseau.`
      : "Sans réseau, le simulateur ne s’ouvrira pas.";
    return ["panne", titre, `${coupe}${texte} ${reste}`];
  }
  if (!vu) return [];
  if (!essentiel) return ["panne", coupe ? "Hors ligne, incomplet" : "Non préparé", `${coupe}Des fichiers manquent sur cet appareil.`];
  if (vu.reste.length)
    return [
      "essentiel",
      coupe ? "Hors ligne, prêt" : "Prêt hors ligne",
      `${coupe}Questions, calculs, communes et bilan marchent sans réseau. La carte, les années précédentes, l’ouverture de fichiers et les documents peuvent encore en avoir besoin.`,
    ];
  return ["reunion", coupe ? "Hors ligne, complet" : "Prêt pour la réunion", `${coupe}Tout est sur cet appareil${I}: le simulateur entier marche sans réseau.`];
}

let avant;
function montrer() {
  const [genre, titre, texte] = constater();
  // Between the end of the preparation and the first answer of the worker.
  if (!genre && enregistrement && !muet) return;
  etiquette.hidden = !genre;
  if (!genre) deplier(false);
  etiquette.textContent = titre ?? "";
  etiquette.dataset.etat = genre ?? "";
  phrase.textContent = texte ?? "";
  barre.hidden = !travail;
  if (travail) [barre.max, barre.value] = [travail.total || 1, travail.fait];
  tout.hidden = genre !== "essentiel" || !enLigne();
  tout.textContent = vu ? `Tout télécharger pour la réunion (${mo(somme(vu.reste))})` : "";
  reprendre.hidden = !["panne", "refus"].includes(genre) || !enLigne();
  reprendre.textContent = refus ? "Préparer hors ligne" : panne === "reseau" ? "Reprendre" : "Recommencer";
  installer.hidden = !invitation;
  gestes.hidden = [...gestes.children].every(({ hidden }) => hidden);
  ios.hidden = navigator.standalone !== false;
  // Without network, it would be the end of the visit.
  effacer.hidden = refus || Boolean(travail) || !vu?.gardes || !enLigne();
  gardes.hidden = !vu?.gardes || refus;
  gardes.textContent = vu ? `Gardé sur cet appareil${I}: ${mo(vu.gardes)} de fichiers du simulateur. Aucune de vos réponses n’y est.` : "";
  avis.hidden = !nouvelle || remise;
  direAvis.textContent = nouvelle;
  // What changes under the eyes is said; what was so on arriving is not.
  const dire = avis.hidden ? (genre === "travail" ? "" : titre) : nouvelle;
  if (dire === undefined || dire === avant) return;
  if (avant !== undefined || !avis.hidden) annonce.textContent = dire;
  avant = dire;
}

const enLigne = () => joignable && navigator.onLine;

/* — The worker ———————————————————————————————————————————————————————————— */

/** Asks the worker; nothing, where it does not answer. */
function demander(worker, question, delai = 10_000) {
  return new Promise((fin) => {
    const { port1, port2 } = new MessageChannel();
    const fini = ({ data } = {}) => {
      port1.close();
      fin(data);
    };
    port1.onmessage = fini;
    setTimeout(fini, delai);
    worker.postMessage({ cpts: "hors-ligne", ...question }, [port2]);
  });
}

/** Looks again at what is kept; what the browser took away is fetched again. */
async function regarder(reparer = true) {
  const worker = enregistrement?.active;
  if (!worker || travail) return;
  vu = await demander(worker, { quoi: "etat" });
  muet = !vu;
  if (vu?.refus) return arreter();
  montrer();
  if (!vu) return;
  // The newest is that of the worker that waits. One that does not answer has nothing to open.
  const { waiting } = enregistrement;
  const derniere = waiting ? ((await demander(waiting, { quoi: "version" }, 3_000)) ?? vu.version) : vu.siens;
  if (vu.montree !== vu.version || vu.montree !== derniere) nouvelle ||= "Une nouvelle version est prête.";
  montrer();
  if (reparer && vu?.essentiel.length && enLigne()) await chercher(vu.essentiel);
}

async function chercher(fichiers) {
  if (travail) return;
  const { version } = vu;
  const file = [...fichiers];
  const ouvrage = { fait: 0, total: somme(fichiers), sien: true };
  travail = ouvrage;
  panne = undefined;
  const ouvrier = async () => {
    for (let fichier = file.shift(); fichier && !panne; fichier = file.shift()) {
      const reponse = await demander(enregistrement.active, { quoi: "fichier", nom: fichier.nom, version }, 120_000);
      if (!reponse || reponse.cause) panne = reponse?.cause ?? "reseau";
      else ouvrage.fait += fichier.taille;
      montrer();
    }
  };
  await Promise.all([ouvrier(), ouvrier(), ouvrier()]);
  travail = undefined;
  await regarder(false);
}

function toutTelecharger() {
  // Kept from being taken back by the browser: asked here alone, where a person wants it kept.
  navigator.storage?.persist?.().catch(() => {});
  etiquette.focus();
  return chercher(vu.reste);
}

async function recommencer() {
  etiquette.focus();
  panne = undefined;
  if (refus) {
    await caches.delete(REFUS);
    refus = false;
  }
  if (!enregistrement?.active) {
    travail = { fait: 0, total: 0 };
    montrer();
    await demarrer();
    if (enregistrement) return;
    [travail, panne] = [undefined, "reseau"];
    return montrer();
  }
  await regarder();
  if (!vu?.essentiel.length && vu?.reste.length) await chercher(vu.reste);
}

/** The person opens the new version; what was entered is the affair of the simulator. */
async function prendre() {
  const worker = enregistrement?.waiting ?? enregistrement?.active;
  if (worker) await demander(worker, { quoi: "prendre" });
  location.reload();
}

async function toutEffacer() {
  await demander(enregistrement.active, { quoi: "effacer" });
  await enregistrement.unregister();
  arreter();
  etiquette.focus();
}

function arreter() {
  enregistrement = vu = panne = undefined;
  refus = true;
  montrer();
}

/** Whether the server answers, and whether it still has a worker and a newer version. */
let derniere = 0;
async function interroger() {
  const worker = enregistrement?.active;
  if (!worker || Date.now() - derniere < 1_000) return;
  derniere = Date.now();
  const reponse = navigator.onLine ? await demander(worker, { quoi: "interroger" }, 30_000) : { reseau: false };
  joignable = reponse?.reseau ?? true;
  if (reponse?.retire) {
    enregistrement = vu = undefined;
    return montrer();
  }
  if (joignable) enregistrement.update().catch(() => {});
  await regarder();
}

function suivre(worker) {
  let pose = false;
  worker?.addEventListener("statechange", () => {
    pose ||= worker.state === "installed";
    if (worker.state === "redundant") {
      // One that was there takes itself away where its site wants so.
      if (pose || enregistrement?.active) return;
      travail = undefined;
      panne ??= "reseau";
      montrer();
    } else if (["installed", "activated"].includes(worker.state)) {
      // What this page fetches itself goes on.
      if (!travail?.sien && (!enregistrement?.active || worker.state === "activated")) travail = undefined;
      regarder();
    }
  });
}

/** The only address of a script that this page may make: that of the worker. */
function adresseSure() {
  const regle = { createScriptURL: (url) => (url === SCRIPT ? url : "") };
  return self.trustedTypes ? (politique ??= trustedTypes.createPolicy("cpts-service", regle)).createScriptURL(SCRIPT) : SCRIPT;
}
let politique;

async function demarrer() {
  try {
    if ((refus = await caches.has(REFUS))) return montrer();
    enregistrement = await navigator.serviceWorker.register(adresseSure(), { updateViaCache: "none" });
  } catch {
    // No storage here, or no worker on this server: then nothing is promised.
    enregistrement = undefined;
  }
  if (!enregistrement) return;
  suivre(enregistrement.installing);
  enregistrement.addEventListener("updatefound", () => suivre(enregistrement.installing));
  await regarder();
  await interroger();
}

if (navigator.serviceWorker && self === top && isSecureContext) {
  const style = noeud("link");
  style.rel = "stylesheet";
  style.href = new URL("hors-ligne.css", RACINE).href;
  style.addEventListener("load", () => {
    const titre = document.querySelector(".page-tete h1");
    titre.before(etiquette);
    titre.after(panneau, avis, annonce);
    montrer();
  });
  document.head.append(style);

  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (data?.cpts !== "hors-ligne") return;
    if (data.quoi === "depassee") {
      nouvelle = `Une partie du simulateur a changé sur le serveur. Rechargez la page pour l’employer.`;
      remise = false;
    } else if (!enregistrement?.active) {
      if (data.quoi === "panne") [travail, panne] = [undefined, data.cause];
      else [travail, panne] = [{ fait: data.fait, total: data.total }, undefined];
    }
    montrer();
  });
  for (const nom of ["online", "offline"]) addEventListener(nom, interroger);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && interroger());

  // The simulator first: what it needs to show itself is not delayed by what keeps it.
  const quandPret = () => (self.requestIdleCallback ?? setTimeout)(demarrer, { timeout: 4_000 });
  if (document.querySelector("cpts-simulateur").shadowRoot?.querySelector(".cpts")) quandPret();
  else addEventListener("cpts:pret", quandPret, { once: true });
}
