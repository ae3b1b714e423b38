// Keeps the page working without network. Only index.html registers this worker;
// it answers only that page and the barème, and only with files whose bytes have the digest that
// the build wrote below: never a file cut on its way, replaced, or of the host's own.
//
// It knows several versions. Each is a cache of its own, with its list beside its
// files. A tab keeps the version that it was opened with; a new version is fetched
// beside, and opens only after the person has asked for it.

// The files of this version, which `cargo xtask split` writes here. Without a list,
// the worker takes itself and all that it kept off the device.
const LISTE = null;

const RACINE = registration.scope;
/** Several simulators may live on one origin, each in its folder. */
const PREFIXE = `cpts-simulateur ${new URL(RACINE).pathname} `;
/** A cache that says by its name alone that the person wants nothing kept. */
const REFUS = `${PREFIXE}refus`;
/** Which version opens, and which tab has which. */
const SUIVI = `${PREFIXE}suivi`;
const LISTAGE = `${RACINE}.liste`;
const nomDuCache = (version) => `${PREFIXE}v ${version}`;
const adresse = (nom) => RACINE + nom;
const PAGE = "index.html";
/** The pages that open without network: the simulator, and the barème that it leads to. */
const PAGES = [PAGE, "bareme.html"];

/** Why a file was not kept: `reseau`, `absent`, `octets` (other bytes than those of the list), `place`. */
class Panne extends Error {
  constructor(cause, nom) {
    super(`${nom} : ${cause}`);
    this.cause = cause;
    this.nom = nom;
  }
}

const causeDe = (erreur) => erreur.cause ?? (erreur.name === "QuotaExceededError" ? "place" : "reseau");

/* — Versions —————————————————————————————————————————————————————————————— */

const listes = new Map();

/** @returns {Promise<Map<string, object> | undefined>} the files of a version, by name */
async function lireListe(version) {
  if (!listes.has(version)) {
    const gardee = version === LISTE?.version ? LISTE : await (await caches.match(LISTAGE, { cacheName: nomDuCache(version) }))?.json();
    if (!gardee) return undefined;
    listes.set(version, new Map(gardee.fichiers.map((fichier) => [fichier.nom, fichier])));
  }
  return listes.get(version);
}

/** The versions of which something is kept. */
async function versions() {
  const debut = nomDuCache("");
  return (await caches.keys()).filter((nom) => nom.startsWith(debut)).map((nom) => nom.slice(debut.length));
}

const garde = (version, nom) => caches.match(adresse(nom), { cacheName: nomDuCache(version) });

/** The names that the cache of a version holds. */
async function gardes(version) {
  // Opening a cache would make it.
  if (!(await caches.has(nomDuCache(version)))) return new Set();
  const cles = await (await caches.open(nomDuCache(version))).keys();
  return new Set(cles.map(({ url }) => url.slice(RACINE.length)));
}

/** A device without room for it opens the page all the same: what is not noted has its default. */
async function noter(quoi, valeur) {
  try {
    await (await caches.open(SUIVI)).put(RACINE + quoi, new Response(valeur));
    return true;
  } catch {
    return false;
  }
}
const relire = async (quoi) => (await caches.match(RACINE + quoi, { cacheName: SUIVI }))?.text();

/** The version that opens: the last one that the person took, else that of this worker. */
async function courante() {
  const prise = await relire(".courante");
  return prise && (prise === LISTE.version || (await garde(prise, PAGE))) ? prise : LISTE.version;
}

/* — Tabs —————————————————————————————————————————————————————————————————— */

const onglets = new Map();

/** The page that an address is of, whatever its query says; none where it is not one of ours. */
function pageDe(url) {
  const { origin, pathname } = new URL(url);
  const ici = origin + pathname;
  return ici === RACINE ? PAGE : PAGES.find((nom) => ici === adresse(nom));
}

async function attribuer(id, version) {
  if (!id) return;
  onglets.set(id, version);
  await noter(`.onglet-${id}`, version);
}

/** The version of a tab; none where it shows another page than ours. */
async function versionDe(id) {
  if (!id) return undefined;
  if (!onglets.has(id)) {
    const notee = await relire(`.onglet-${id}`);
    const client = notee ? null : await clients.get(id);
    if (!notee && !(client && pageDe(client.url))) return undefined;
    // A page that came by the network: what it asks for says whether it fits.
    onglets.set(id, notee ?? (await courante()));
  }
  return onglets.get(id);
}

/** Lets go of the versions that no tab shows and that would not open any more. */
async function nettoyer() {
  // The cache of a version on its way is not ours to judge.
  if (registration.installing || registration.waiting) return;
  const vivants = new Set((await clients.matchAll({ includeUncontrolled: true })).map(({ id }) => id));
  const utiles = new Set([LISTE.version, await courante()]);
  for (const id of vivants) utiles.add(await versionDe(id));
  for (const version of await versions()) if (!utiles.has(version)) await caches.delete(nomDuCache(version));
  if (!(await caches.has(SUIVI))) return;
  const suivi = await caches.open(SUIVI);
  for (const { url } of await suivi.keys()) {
    const id = url.slice(RACINE.length).match(/^\.onglet-(.*)/)?.[1];
    // A tab that is being opened is not among them yet, but remembered here.
    if (id && !vivants.has(id) && !onglets.has(id)) await suivi.delete(url);
  }
}

async function effacerTout() {
  for (const nom of await caches.keys()) if (nom.startsWith(PREFIXE)) await caches.delete(nom);
  listes.clear();
  onglets.clear();
}

/* — Files ————————————————————————————————————————————————————————————————— */

async function aLesOctets(fichier, octets) {
  if (octets.byteLength !== fichier.taille) return false;
  const somme = new Uint8Array(await crypto.subtle.digest("SHA-256", octets));
  return [...somme].map((octet) => octet.toString(16).padStart(2, "0")).join("") === fichier.sha256;
}

/** What is told of the body as it travelled, which is not how it is kept. */
const DU_VOYAGE = ["content-encoding", "content-length", "transfer-encoding", "vary", "age", "date"];

function refaire(reponse, octets) {
  const entetes = new Headers(reponse.headers);
  for (const nom of DU_VOYAGE) entetes.delete(nom);
  return new Response(octets, { headers: entetes });
}

/** A file from the server, with the very bytes of the list. */
async function telecharger(fichier) {
  const { nom, v } = fichier;
  // The page is asked for as a visitor asks; some servers know it by one address only.
  const noms = nom === PAGE ? ["", PAGE] : [v ? `${nom}?v=${v}` : nom];
  let cause = "absent";
  for (const demande of noms) {
    // What the browser has already serves, if it is right.
    for (const cache of ["default", "reload"]) {
      try {
        const reponse = await fetch(RACINE + demande, { cache, priority: "low" });
        if (!reponse.ok) continue;
        cause = "octets";
        const octets = await reponse.arrayBuffer();
        if (await aLesOctets(fichier, octets)) return refaire(reponse, octets);
      } catch {
        throw new Panne("reseau", nom);
      }
    }
  }
  throw new Panne(cause, nom);
}

async function ranger(version, fichier, reponse) {
  try {
    await (await caches.open(nomDuCache(version))).put(adresse(fichier.nom), reponse);
  } catch (erreur) {
    throw new Panne(causeDe(erreur), fichier.nom);
  }
}

/** The same bytes in another version that is kept. */
async function dansUneAutre(version, { nom, sha256 }) {
  // The headers of a page belong to it: they carry its policy.
  if (PAGES.includes(nom)) return undefined;
  for (const autre of await versions()) {
    if (autre === version) continue;
    for (const fichier of (await lireListe(autre))?.values() ?? []) {
      const reponse = fichier.sha256 === sha256 && (await garde(autre, fichier.nom));
      if (reponse) return reponse;
    }
  }
  return undefined;
}

/** What the browser or the person took away: the list of a version, and which one opens. */
async function assurer(version) {
  if (version !== LISTE.version || (await garde(version, ".liste"))) return;
  await (await caches.open(nomDuCache(version))).put(LISTAGE, new Response(JSON.stringify(LISTE)));
  if (!(await relire(".courante"))) await noter(".courante", version);
}

/** Keeps one file more. */
async function obtenir(version, fichier) {
  await ranger(version, fichier, (await dansUneAutre(version, fichier)) ?? (await telecharger(fichier)));
}

/* — Installation —————————————————————————————————————————————————————————— */

/** Tells every tab of ours, also those that are not under this worker yet. */
async function dire(message) {
  for (const client of await clients.matchAll({ includeUncontrolled: true })) {
    if (pageDe(client.url)) client.postMessage({ cpts: "hors-ligne", ...message });
  }
}

async function installer() {
  const { version, fichiers } = LISTE;
  const cache = await caches.open(nomDuCache(version));
  try {
    await cache.put(LISTAGE, new Response(JSON.stringify(LISTE)));
    // What was ready for a meeting stays so: a new version comes with all that the last one had.
    const avant = await relire(".courante");
    const acquis = avant && avant !== version ? await gardes(avant) : new Set();
    const liste = acquis.size ? await lireListe(avant) : undefined;
    const tout = liste && [...liste.keys()].every((nom) => acquis.has(nom));
    const ici = await gardes(version);
    const voulus = fichiers.filter(({ essentiel, nom }) => essentiel || tout || acquis.has(nom));
    const total = voulus.reduce((somme, { taille }) => somme + taille, 0);
    const file = voulus.filter(({ nom }) => !ici.has(nom));
    let fait = total - file.reduce((somme, { taille }) => somme + taille, 0);
    let panne;
    const ouvrier = async () => {
      for (let fichier = file.shift(); fichier; fichier = file.shift()) {
        try {
          await obtenir(version, fichier);
        } catch (erreur) {
          panne ??= erreur;
          file.length = 0;
          return;
        }
        fait += fichier.taille;
        await dire({ quoi: "preparation", version, fait, total });
      }
    };
    // All have ended before anything is said of the failure.
    await Promise.all(Array.from({ length: 4 }, ouvrier));
    if (panne) throw panne;
  } catch (erreur) {
    const cause = causeDe(erreur);
    // Without room, a part is of no use, and takes the room of others.
    if (cause === "place") await caches.delete(nomDuCache(version));
    await dire({ quoi: "panne", version, cause });
    throw erreur;
  }
}

async function activer() {
  if (!LISTE) {
    await effacerTout();
    await registration.unregister();
    return;
  }
  if (!(await relire(".courante"))) {
    await noter(".courante", LISTE.version);
    // The tabs that were there before any worker.
    for (const { id, url } of await clients.matchAll({ includeUncontrolled: true })) {
      if (pageDe(url)) await attribuer(id, LISTE.version);
    }
  }
  await nettoyer();
  await clients.claim();
}

addEventListener("install", (event) => event.waitUntil(LISTE ? installer() : skipWaiting()));
addEventListener("activate", (event) => event.waitUntil(activer()));

/* — Answering ————————————————————————————————————————————————————————————— */

const extension = (nom) => nom.slice(nom.lastIndexOf("."));
const EXTENSIONS = new Set(LISTE?.fichiers.map(({ nom }) => extension(nom)));

addEventListener("fetch", (event) => {
  const { request } = event;
  if (!LISTE || request.method !== "GET" || request.headers.has("range")) return;
  const url = new URL(request.url);
  if (!url.href.startsWith(RACINE)) return;
  if (request.mode === "navigate") {
    const page = pageDe(url);
    if (page) event.respondWith(ouvrir(event, page));
    return;
  }
  const nom = url.pathname.slice(new URL(RACINE).pathname.length);
  // Only addresses that the page writes: alone, with a fingerprint, or for one more try.
  const demande = /^(?:|\?v=([0-9a-f]+)(?:-\d+)?|\?reprise=\d+)$/.exec(url.search);
  if (demande && EXTENSIONS.has(extension(nom))) event.respondWith(servir(event, nom, demande[1]));
});

/** A page, whatever its query, in the version that the person has. */
async function ouvrir(event, nom) {
  const version = await courante();
  const page = await garde(version, nom);
  if (!page) return fetch(event.request);
  await attribuer(event.resultingClientId, version);
  event.waitUntil(nettoyer());
  return page;
}

/** A file of a version, if it is what the address asks for. */
async function trouver(version, nom, v) {
  const liste = await lireListe(version);
  const fichier = liste?.get(nom);
  return fichier && (!v || v === fichier.v) ? fichier : undefined;
}

async function servir(event, nom, v) {
  const { request } = event;
  const sienne = await versionDe(event.clientId);
  if (!sienne) return fetch(request);
  let version = sienne;
  let fichier = await trouver(version, nom, v);
  // Its fingerprint says which version an address is of.
  if (!fichier && (v || /-[0-9a-f]{8,16}/.test(nom))) {
    for (version of await versions()) if ((fichier = await trouver(version, nom, v))) break;
  }
  if (!fichier) return fetch(request);
  const gardee = await garde(version, nom);
  if (gardee) return gardee;
  if (extension(nom) === ".bin") return passer(event, version, fichier);

  // Code of another version than the page would fail in ways that nobody can explain.
  const reponse = await fetch(request);
  if (!reponse.ok) return perdu(event, version, reponse);
  const octets = await reponse.clone().arrayBuffer();
  if (!(await aLesOctets(fichier, octets))) return perdu(event, version, reponse);
  event.waitUntil(retenir(version, fichier, refaire(reponse, octets)));
  return reponse;
}

/** Data go to the page as they come, which checks them itself; kept once they are whole. */
async function passer(event, version, fichier) {
  const reponse = await fetch(event.request);
  if (!reponse.ok) return reponse;
  const copie = reponse.clone();
  const suite = async () => {
    const octets = await copie.arrayBuffer();
    if (await aLesOctets(fichier, octets)) await retenir(version, fichier, refaire(copie, octets));
  };
  event.waitUntil(suite().catch(() => {}));
  return reponse;
}

/** Keeps what was asked for, where something is kept at all; a full device is no reason to complain. */
async function retenir(version, fichier, reponse) {
  if (!(await caches.has(nomDuCache(version)))) return;
  await ranger(version, fichier, reponse).catch(() => {});
}

/** A file of the page is not on the server any more: said, if a new version is there. */
async function perdu(event, version, reponse) {
  const publiee = await publier();
  if (!publiee || publiee === version) return reponse;
  (await clients.get(event.clientId))?.postMessage({ cpts: "hors-ligne", quoi: "depassee" });
  return new Response("", { status: 409, statusText: "another version" });
}

/* — The server ———————————————————————————————————————————————————————————— */

/** Without an answer in time, the network leads nowhere. */
const demanderAuServeur = (nom, method = "GET") => fetch(adresse(nom), { cache: "no-store", method, signal: AbortSignal.timeout(8_000) });

/** @returns {Promise<string | undefined>} the version that the server has now */
async function publier() {
  const reponse = await demanderAuServeur("service.js").catch(() => undefined);
  return reponse?.ok ? /"version":"([0-9a-f]+)"/.exec(await reponse.text())?.[1] : undefined;
}

/** Whether the server answers; where it has the page but no worker, the worker was taken away on purpose. */
async function interroger() {
  try {
    const script = await demanderAuServeur("service.js", "HEAD");
    if (![404, 410].includes(script.status)) return { reseau: true };
    const page = await demanderAuServeur("");
    if (!page.ok || !(await page.text()).includes("<cpts-simulateur")) return { reseau: true };
  } catch {
    return { reseau: false };
  }
  await effacerTout();
  await registration.unregister();
  return { reseau: true, retire: true };
}

/* — What the page asks ———————————————————————————————————————————————————— */

async function dresserEtat(id) {
  const version = await courante();
  const ici = await gardes(version);
  const somme = (fichiers) => fichiers.reduce((octets, { taille }) => octets + taille, 0);
  const fichiers = [...((await lireListe(version)) ?? new Map()).values()];
  const manque = (essentiel) => fichiers.filter((fichier) => Boolean(fichier.essentiel) === essentiel && !ici.has(fichier.nom));
  const simple = ({ nom, taille }) => ({ nom, taille });
  return {
    version,
    siens: LISTE.version,
    montree: (await versionDe(id)) ?? version,
    refus: await caches.has(REFUS),
    gardes: somme(fichiers.filter(({ nom }) => ici.has(nom))),
    essentiel: manque(true).map(simple),
    reste: manque(false).map(simple),
  };
}

async function repondre({ quoi, nom, version }, id) {
  switch (quoi) {
    case "etat":
      return dresserEtat(id);
    case "version":
      return LISTE.version;
    case "fichier": {
      const fichier = (await lireListe(version))?.get(nom);
      if (!fichier) return { cause: "absent" };
      try {
        await assurer(version);
        await obtenir(version, fichier);
        return {};
      } catch (erreur) {
        return { cause: causeDe(erreur) };
      }
    }
    case "prendre":
      // Without room to note it, forgetting the other says the same.
      if (!(await noter(".courante", LISTE.version)) && (await caches.has(SUIVI))) {
        await (await caches.open(SUIVI)).delete(`${RACINE}.courante`);
      }
      await skipWaiting();
      return {};
    case "effacer":
      await effacerTout();
      await caches.open(REFUS);
      return {};
    case "interroger":
      return interroger();
    default:
      return undefined;
  }
}

addEventListener("message", (event) => {
  const port = event.ports[0];
  if (!LISTE || event.data?.cpts !== "hors-ligne" || !port) return;
  event.waitUntil(repondre(event.data, event.source?.id).then((reponse) => port.postMessage(reponse), () => port.postMessage(undefined)));
});
