// Looks at the hosting as a browser does: asks for every file that fichiers.json
// names, reads what the server says of each, and tells what to change.

const NIVEAUX = { conforme: "Conforme", conseil: "À savoir", "a-lever": "À corriger", bloquant: "Bloquant" };
const ORDRE = ["bloquant", "a-lever", "conseil", "conforme"];
const INSECABLE = "\u00a0";

/** What each kind of file must be sent as; `accepte` is what a browser bears. */
const TYPES = {
  wasm: { dire: "application/wasm", accepte: /^application\/wasm$/ },
  js: { dire: "text/javascript", accepte: /^(text|application)\/(x-)?(java|ecma)script$/, bloque: true },
  css: { dire: "text/css", accepte: /^text\/css$/, bloque: true },
  html: { dire: "text/html; charset=utf-8", accepte: /^text\/html$/, bloque: true },
  json: { dire: "application/json", accepte: /^(application\/json|text\/json|text\/plain)$/ },
  bin: { dire: "application/octet-stream", accepte: /^(?!text\/html$)/ },
  woff2: { dire: "font/woff2", accepte: /^(font\/|application\/)/ },
  svg: { dire: "image/svg+xml", accepte: /^image\/svg\+xml$/ },
  png: { dire: "image/png", accepte: /^image\/png$/ },
  webmanifest: { dire: "application/manifest+json", accepte: /^(application\/(manifest\+)?json|text\/(json|plain)|application\/octet-stream)$/ },
};
/** Kinds that become markedly smaller. */
const COMPRESSIBLES = ["wasm", "js", "css", "bin", "html", "json"];
const EMPREINTE = /(-[0-9a-f]{8,16}(_[a-z]+)?|^integrer-[0-9.]+)\.(js|wasm)$/;

const $ = (id) => document.getElementById(id);
const extension = (nom) => nom.slice(nom.lastIndexOf(".") + 1);
const nombre = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, INSECABLE);
const ko = (octets) => `${nombre(Math.max(1, Math.round(octets / 1000)))}${INSECABLE}ko`;
const liste = (noms) => {
  const dits = noms.slice(0, 4).join(", ");
  return noms.length > 4 ? `${dits} et ${noms.length - 4} autres` : dits;
};
const pluriel = (n, un, plusieurs) => (n > 1 ? `${nombre(n)} ${plusieurs}` : `1 ${un}`);

/** With the no-break spaces of French. */
const fr = (texte) => texte.replace(/ (?=[:;?!»])/g, INSECABLE).replace(/« /g, `«${INSECABLE}`);

function noeud(balise, texte, classe) {
  const n = document.createElement(balise);
  if (texte) n.textContent = fr(texte);
  if (classe) n.className = classe;
  return n;
}

/** What the policy of this page refused since it opened. */
const refus = new Set();
document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => refus.add(effectiveDirective));

/* — Asking ———————————————————————————————————————————————————————————————— */

/** One file as the server sends it. */
async function demander({ nom, taille }) {
  const adresse = new URL(nom, location.href).href;
  try {
    const reponse = await fetch(adresse, { cache: "reload" });
    const octets = (await reponse.arrayBuffer()).byteLength;
    const dire = (entete) => reponse.headers.get(entete) ?? "";
    return {
      nom,
      taille,
      octets,
      statut: reponse.status,
      ailleurs: reponse.redirected && new URL(reponse.url).pathname !== new URL(adresse).pathname,
      type: dire("Content-Type").split(";")[0].trim().toLowerCase(),
      jeu: /charset=([\w-]+)/i.exec(dire("Content-Type"))?.[1]?.toLowerCase() ?? "",
      encodage: dire("Content-Encoding"),
      cache: dire("Cache-Control").toLowerCase(),
      marque: dire("ETag") || dire("Last-Modified"),
      politique: dire("Content-Security-Policy"),
      cadre: dire("X-Frame-Options"),
      partage: dire("Access-Control-Allow-Origin"),
    };
  } catch {
    return { nom, taille, octets: 0, statut: 0, type: "", cache: "", encodage: "", politique: "", cadre: "", partage: "" };
  }
}

/** All of them, a few at a time. */
async function demanderTout(fichiers, avancer) {
  const reponses = [];
  const file = [...fichiers];
  const ouvrier = async () => {
    for (let fichier = file.shift(); fichier; fichier = file.shift()) {
      reponses.push(await demander(fichier));
      avancer(reponses.length, fichiers.length);
    }
  };
  await Promise.all(Array.from({ length: 6 }, ouvrier));
  // The few files that matter most are named first.
  return reponses.sort((a, b) => a.nom.includes("/") - b.nom.includes("/") || (a.nom < b.nom ? -1 : 1));
}

/* — Judging: each gives { niveau, titre, texte, remede } ——————————————————— */

function https() {
  const titre = "Adresse sécurisée (https)";
  if (location.protocol === "https:") return { niveau: "conforme", titre, texte: "Le simulateur est servi en https." };
  if (isSecureContext) return { niveau: "conseil", titre, texte: "Adresse locale, sans https : bien pour un essai." };
  return {
    niveau: "a-lever",
    titre,
    texte: "Le simulateur est servi en http. Un site en https ne pourra pas l’afficher.",
    remede: "Demandez un certificat à votre hébergeur (souvent gratuit, « Let’s Encrypt »), puis ouvrez cette page en https.",
  };
}

function presence(reponses) {
  const titre = "Fichiers présents";
  const manquants = reponses.filter((r) => r.statut === 404 || r.statut === 410 || r.ailleurs);
  const refuses = reponses.filter((r) => r.statut && r.statut !== 200 && !manquants.includes(r));
  const perdus = reponses.filter((r) => !r.statut);
  if (manquants.length)
    return {
      niveau: "bloquant",
      titre,
      texte: `${pluriel(manquants.length, "fichier manque", "fichiers manquent")} sur ${nombre(reponses.length)} : ${liste(manquants.map((r) => r.nom))}.`,
      remede: "Envoyez de nouveau le dossier entier, avec ses sous-dossiers « contours » et « polices ».",
    };
  if (refuses.length)
    return {
      niveau: "bloquant",
      titre,
      texte: `Le serveur refuse ${pluriel(refuses.length, "fichier", "fichiers")} (réponse ${refuses[0].statut}) : ${liste(refuses.map((r) => r.nom))}.`,
      remede: "Vérifiez les droits des fichiers (lecture pour tous : 644, et 755 pour les dossiers). Certains hébergeurs refusent des extensions : demandez-leur de permettre .wasm, .bin et .json.",
    };
  if (perdus.length)
    return {
      niveau: "bloquant",
      titre,
      texte: `${pluriel(perdus.length, "fichier n’est pas arrivé", "fichiers ne sont pas arrivés")} : ${liste(perdus.map((r) => r.nom))}.`,
      remede: refus.has("connect-src")
        ? "L’en-tête Content-Security-Policy les refuse : ajoutez connect-src 'self'."
        : "La connexion s’est peut-être coupée : vérifiez de nouveau.",
    };
  return { niveau: "conforme", titre, texte: `Les ${nombre(reponses.length)} fichiers sont là.` };
}

function tailles(reponses) {
  const titre = "Fichiers intacts";
  const changes = reponses.filter((r) => r.statut === 200 && r.octets !== r.taille);
  if (!changes.length) return { niveau: "conforme", titre, texte: "Chaque fichier reçu a la taille attendue." };
  const { nom, octets, taille } = changes[0];
  return {
    niveau: "bloquant",
    titre,
    texte: `${pluriel(changes.length, "fichier n’a pas", "fichiers n’ont pas")} la taille attendue : ${liste(changes.map((r) => r.nom))}. Ainsi ${nom} a ${nombre(octets)} octets au lieu de ${nombre(taille)}.`,
    remede: "Envoyez-les de nouveau, en transfert « binaire » si vous employez FTP. Ne mêlez pas deux versions. Désactivez ce qui réécrit les fichiers (« minification », « optimisation ») pour ce dossier.",
  };
}

function types(reponses) {
  const lignes = [];
  for (const [ext, { dire, accepte, bloque }] of Object.entries(TYPES)) {
    const mauvais = reponses.filter((r) => r.statut === 200 && extension(r.nom) === ext && !accepte.test(r.type));
    if (!mauvais.length) continue;
    const recu = mauvais[0].type || "aucun type";
    lignes.push({
      niveau: bloque ? "bloquant" : "a-lever",
      titre: `Type des fichiers .${ext}`,
      texte:
        ext === "wasm"
          ? `Le serveur les envoie comme « ${recu} ». Le simulateur démarre alors plus lentement, et pas du tout dans certains navigateurs.`
          : `Le serveur les envoie comme « ${recu} ».`,
      remede: `Demandez « ${dire} ». Apache : AddType ${dire.split(";")[0]} .${ext}. nginx : types { ${dire.split(";")[0]} ${ext}; }. IIS : <mimeMap fileExtension=".${ext}" mimeType="${dire.split(";")[0]}" />.`,
    });
  }
  const accents = reponses.filter((r) => r.statut === 200 && extension(r.nom) === "html" && r.jeu && r.jeu !== "utf-8");
  if (accents.length)
    lignes.push({
      niveau: "a-lever",
      titre: "Accents",
      texte: `Le serveur annonce l’encodage « ${accents[0].jeu} » : les accents seront faux.`,
      remede: "Demandez utf-8. Apache : AddDefaultCharset utf-8. nginx : charset utf-8;",
    });
  if (!lignes.length) lignes.push({ niveau: "conforme", titre: "Types des fichiers", texte: "Chaque fichier est envoyé avec le bon type." });
  return lignes;
}

/** The directives of a policy, by name. */
function directives(politique) {
  const lues = new Map();
  for (const partie of politique.split(/[;,]/)) {
    const [nom, ...sources] = partie.trim().split(/\s+/);
    if (nom && !lues.has(nom.toLowerCase())) lues.set(nom.toLowerCase(), sources);
  }
  return lues;
}

async function politique(reponses) {
  const titre = "Content-Security-Policy";
  const dite = reponses.find((r) => r.nom === "index.html")?.politique ?? "";
  const manque = [];
  try {
    // The eight bytes of an empty module.
    await WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch {
    manque.push("script-src 'self' 'wasm-unsafe-eval'");
  }
  // These may have been refused before this script could listen.
  const arrive = (fin) => reponses.some((r) => r.nom.endsWith(fin) && r.statut === 200);
  await document.fonts.load('1em "Source Sans 3"').catch(() => {});
  if (arrive(".woff2") && [...document.fonts].some((police) => police.status === "error")) refus.add("font-src");
  if (arrive("integration.css") && !getComputedStyle(document.documentElement).getPropertyValue("--creux")) refus.add("style-src-elem");
  const image = new Image();
  await new Promise((fin) => {
    image.onload = image.onerror = fin;
    image.src = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEAAAAALAAAAAABAAEAAAICTAEAOw==";
  });
  for (const [directive, sources] of [
    ["connect-src", "connect-src 'self'"],
    ["style-src-elem", "style-src 'self'"],
    ["font-src", "font-src 'self'"],
    ["img-src", "img-src 'self' data:"],
  ])
    if (refus.has(directive)) manque.push(sources);
  if (manque.length)
    return {
      niveau: "bloquant",
      titre,
      texte: manque[0].includes("wasm") ? "Cet en-tête du serveur empêche le calcul (WebAssembly)." : "Cet en-tête du serveur refuse une partie du simulateur.",
      remede: `Ajoutez-y, pour ce dossier : ${manque.join("; ")}. Les fichiers .htaccess, nginx.conf.exemple et web.config de l’archive contiennent la ligne entière.`,
    };
  if (!dite)
    return {
      niveau: "conseil",
      titre,
      texte: "Le serveur n’envoie pas cet en-tête. Le simulateur marche ; l’en-tête le protégerait mieux.",
      remede: "Reprenez la ligne de .htaccess, nginx.conf.exemple ou web.config.",
    };
  const larges = ["'unsafe-inline'", "'unsafe-eval'"].filter((mot) => (directives(dite).get("script-src") ?? []).includes(mot));
  if (larges.length)
    return {
      niveau: "conseil",
      titre,
      texte: `Cet en-tête permet ${larges.join(" et ")} : le simulateur n’en a pas besoin.`,
      remede: "Pour ce dossier, script-src 'self' 'wasm-unsafe-eval' suffit.",
    };
  return { niveau: "conforme", titre, texte: "L’en-tête permet le simulateur, et rien de plus pour les scripts." };
}

/** Whether visitors can do without network: worker, manifest, and the one policy of Trusted Types. */
function horsLigne(reponses) {
  const titre = "Sans réseau";
  const recu = (nom) => reponses.find((r) => r.nom === nom);
  // The WordPress plugin has none of it.
  if (!recu("service.js")) return [];
  const lues = directives(recu("index.html")?.politique ?? "");
  const permet = (...noms) => {
    const sources = noms.map((nom) => lues.get(nom)).find(Boolean);
    return !sources || sources.includes("'self'") || sources.includes("*");
  };
  const manque = [];
  if (!permet("worker-src", "child-src", "script-src", "default-src")) manque.push("worker-src 'self'");
  if (!permet("manifest-src", "default-src")) manque.push("manifest-src 'self'");
  const regles = lues.get("trusted-types");
  if (regles && !regles.includes("cpts-service") && !regles.includes("*")) manque.push("trusted-types cpts-service");
  if (manque.length)
    return [
      {
        niveau: "a-lever",
        titre,
        texte: "L’en-tête Content-Security-Policy empêche la page de se préparer à marcher sans réseau, ou d’être installée.",
        remede: `Ajoutez-y, pour ce dossier : ${manque.join("; ")}.`,
      },
    ];
  if (!isSecureContext) return [{ niveau: "conseil", titre, texte: "Sans https, la page ne peut pas marcher sans réseau." }];
  return [{ niveau: "conforme", titre, texte: "La page peut se préparer à marcher sans réseau, et être installée." }];
}

function cadres(reponses) {
  const titre = "Affichage dans d’autres sites";
  const page = reponses.find((r) => r.nom === "cadre.html") ?? reponses.find((r) => r.nom === "index.html");
  const ancetres = directives(page?.politique ?? "").get("frame-ancestors");
  const remede = "Pour ce dossier, retirez X-Frame-Options et écrivez dans Content-Security-Policy : frame-ancestors *, ou la liste des sites permis (frame-ancestors 'self' https://www.exemple.fr).";
  // Where both are sent, browsers follow frame-ancestors.
  if (ancetres) {
    if (ancetres.includes("*")) return { niveau: "conforme", titre, texte: "Tout site peut afficher le simulateur dans un cadre." };
    if (!ancetres.length || ancetres.includes("'none'"))
      return { niveau: "a-lever", titre, texte: "« frame-ancestors 'none' » : aucun site, même le vôtre, ne peut afficher le simulateur dans un cadre.", remede };
    return {
      niveau: "conseil",
      titre,
      texte: `Seuls ces sites peuvent afficher le simulateur dans un cadre : ${ancetres.join(" ")}.`,
      remede: "Rien à changer si c’est ce que vous voulez.",
    };
  }
  if (/deny/i.test(page?.cadre ?? "")) return { niveau: "a-lever", titre, texte: "« X-Frame-Options: DENY » : aucun site, même le vôtre, ne peut afficher le simulateur dans un cadre.", remede };
  if (page?.cadre) return { niveau: "a-lever", titre, texte: `« X-Frame-Options: ${page.cadre} » : seul votre site peut afficher le simulateur dans un cadre.`, remede };
  return { niveau: "conforme", titre, texte: "Tout site peut afficher le simulateur dans un cadre." };
}

function partage(reponses) {
  const titre = "Simulateur employé depuis un autre site";
  const sans = reponses.filter((r) => r.statut === 200 && /\.(js|wasm|css|bin)$/.test(r.nom) && r.partage !== "*");
  if (!sans.length) return { niveau: "conforme", titre, texte: "Un autre site peut charger le simulateur dans ses pages." };
  return {
    niveau: "conseil",
    titre,
    texte: "Un site d’une autre adresse ne peut pas charger le simulateur dans sa page : il l’affichera dans un cadre. Si votre site est à la même adresse, tout va bien.",
    remede: "Pour le permettre, envoyez « Access-Control-Allow-Origin: * » pour ce dossier.",
  };
}

function compression(reponses) {
  const titre = "Compression";
  const bruts = reponses.filter((r) => r.statut === 200 && COMPRESSIBLES.includes(extension(r.nom)) && r.octets > 20_000 && !r.encodage);
  if (!bruts.length) return { niveau: "conforme", titre, texte: "Les gros fichiers sont comprimés en chemin." };
  const octets = bruts.reduce((somme, r) => somme + r.octets, 0);
  const genres = [...new Set(bruts.map((r) => `.${extension(r.nom)}`))];
  return {
    niveau: "a-lever",
    titre,
    texte: `${pluriel(bruts.length, "fichier part", "fichiers partent")} sans compression (${genres.join(", ")}, ${ko(octets)}) : ${liste(bruts.map((r) => r.nom))}. La première visite est deux à trois fois plus lente.`,
    remede: "Activez gzip ou Brotli, aussi pour application/wasm et application/octet-stream. Apache : mod_deflate (voir .htaccess). nginx : gzip_types. IIS : staticTypes.",
  };
}

function caches(reponses) {
  const titre = "Mémoire du navigateur (cache)";
  const duree = (r) => Number(/max-age=(\d+)/.exec(r.cache)?.[1] ?? 0);
  const ok = reponses.filter((r) => r.statut === 200);
  const figes = ok.filter((r) => !EMPREINTE.test(r.nom) && duree(r) > 86_400);
  if (figes.length)
    return {
      niveau: "a-lever",
      titre,
      texte: `Le navigateur garde plus d’un jour des fichiers qui changent de contenu sans changer de nom : ${liste(figes.map((r) => r.nom))}. Après une mise à jour, des visiteurs auront un mélange de deux versions.`,
      remede: "Pour ces fichiers, envoyez « Cache-Control: no-cache ». Seuls ceux dont le nom porte une empreinte peuvent être gardés un an.",
    };
  const muets = ok.filter((r) => /no-store/.test(r.cache) || (!r.cache && !r.marque));
  if (muets.length)
    return {
      niveau: "conseil",
      titre,
      texte: "Le navigateur ne garde rien : chaque visite charge tout de nouveau.",
      remede: "Envoyez « Cache-Control: no-cache », et « public, max-age=31536000, immutable » pour les fichiers dont le nom porte une empreinte.",
    };
  if (ok.some((r) => EMPREINTE.test(r.nom) && duree(r) < 604_800))
    return {
      niveau: "conseil",
      titre,
      texte: "Les fichiers dont le nom porte une empreinte pourraient être gardés un an.",
      remede: "Pour eux, envoyez « Cache-Control: public, max-age=31536000, immutable ».",
    };
  return { niveau: "conforme", titre, texte: "Chaque fichier est gardé le temps qu’il faut." };
}

/** The simulator itself, started out of sight: what nothing above has foreseen. */
async function essai() {
  const titre = "Le simulateur démarre";
  const place = noeud("div", "", "sr");
  place.inert = true;
  const simulateur = noeud("cpts-simulateur");
  const debut = performance.now();
  try {
    await import("./cpts-simulateur.js");
    await new Promise((fin, echec) => {
      setTimeout(() => echec(new Error("il n’a pas répondu en 30 secondes")), 30_000);
      simulateur.addEventListener("cpts:pret", fin);
      simulateur.addEventListener("cpts:erreur", ({ detail }) => echec(new Error(detail.message)));
      place.append(simulateur);
      document.body.append(place);
    });
    const secondes = ((performance.now() - debut) / 1000).toFixed(1).replace(".", ",");
    return { niveau: "conforme", titre, texte: `Il est prêt en ${secondes} s, sur cet appareil et cette connexion.` };
  } catch (erreur) {
    return {
      niveau: "bloquant",
      titre,
      texte: `Il ne démarre pas : ${erreur.message}.`,
      remede: "Corrigez d’abord les autres points. Si c’est le seul, envoyez de nouveau le dossier entier.",
    };
  } finally {
    place.remove();
  }
}

/* — Showing ——————————————————————————————————————————————————————————————— */

function montrer(lignes) {
  lignes.sort((a, b) => ORDRE.indexOf(a.niveau) - ORDRE.indexOf(b.niveau));
  $("lignes").replaceChildren(
    ...lignes.map(({ niveau, titre, texte, remede }) => {
      const li = noeud("li");
      li.dataset.niveau = niveau;
      const h = noeud("h3");
      h.append(noeud("span", NIVEAUX[niveau], "mot"), ` ${titre}`);
      li.append(h, noeud("p", texte));
      if (remede) {
        const p = noeud("p", "", "remede");
        p.append(noeud("strong", "Que faire :"), ` ${fr(remede)}`);
        li.append(p);
      }
      return li;
    }),
  );
}

function conclure(lignes) {
  const combien = (niveau) => lignes.filter((l) => l.niveau === niveau).length;
  const graves = combien("bloquant");
  const defauts = combien("a-lever");
  const [niveau, titre, texte] = graves
    ? ["bloquant", "Le simulateur ne peut pas marcher ainsi", `${pluriel(graves, "point le bloque", "points le bloquent")}${defauts ? `, ${pluriel(defauts, "autre est", "autres sont")} à corriger` : ""}.`]
    : defauts
      ? ["a-lever", "Le simulateur marche, mais pas partout ou pas au mieux", `${pluriel(defauts, "point est", "points sont")} à corriger.`]
      : ["conforme", "Votre hébergement convient", combien("conseil") ? `Rien à corriger. ${pluriel(combien("conseil"), "point est", "points sont")} à savoir.` : "Rien à corriger."];
  $("verdict").dataset.niveau = niveau;
  $("verdict-titre").textContent = titre;
  $("verdict-texte").textContent = texte;
  $("annonce").textContent = `${titre}. ${texte}`;
  return `${titre}. ${texte}`;
}

async function verifier() {
  $("actions").hidden = true;
  $("rapport").hidden = true;
  $("lignes").replaceChildren();
  $("verdict").dataset.niveau = "attente";
  $("verdict-titre").textContent = "Vérification en cours…";
  $("verdict-texte").textContent = "";
  $("annonce").textContent = "Vérification en cours.";
  let lignes;
  let version = "";
  try {
    const reponse = await fetch("fichiers.json", { cache: "reload" });
    if (!reponse.ok) throw new Error(`réponse ${reponse.status}`);
    const index = await reponse.json();
    version = index.version;
    const reponses = await demanderTout(index.fichiers, (faits, tous) => {
      $("verdict-texte").textContent = `${nombre(faits)} fichiers sur ${nombre(tous)}.`;
    });
    lignes = [presence(reponses), tailles(reponses), await politique(reponses), ...types(reponses), https(), compression(reponses), caches(reponses), cadres(reponses), partage(reponses), ...horsLigne(reponses)];
    if (!lignes.some(({ niveau }) => niveau === "bloquant")) lignes.push(await essai());
  } catch (erreur) {
    // The event comes after the failure.
    await new Promise((fin) => setTimeout(fin, 100));
    const parPolitique = refus.has("connect-src");
    lignes = [
      {
        niveau: "bloquant",
        titre: "Liste des fichiers",
        texte: parPolitique
          ? "L’en-tête Content-Security-Policy du serveur refuse que la page lise ses propres fichiers."
          : `Le fichier fichiers.json n’a pas pu être lu (${erreur.message}).`,
        remede: parPolitique ? "Ajoutez à cet en-tête, pour ce dossier : connect-src 'self'." : "Envoyez de nouveau le dossier entier.",
      },
    ];
  }
  montrer(lignes);
  const conclusion = conclure(lignes);
  $("rapport").textContent = [
    `Simulateur CPTS ${version}, vérification de ${location.href}`,
    conclusion,
    ...lignes.flatMap(({ niveau, titre, texte, remede }) => ["", `[${NIVEAUX[niveau]}] ${titre}`, texte, ...(remede ? [`Que faire : ${remede}`] : [])]),
  ].join("\n");
  $("actions").hidden = false;
}

$("recommencer").addEventListener("click", async () => {
  $("verdict-titre").focus();
  await verifier();
});
$("copier").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText($("rapport").textContent);
    $("annonce").textContent = "Rapport copié.";
  } catch {
    $("rapport").hidden = false;
    getSelection().selectAllChildren($("rapport"));
    $("rapport").focus();
    $("annonce").textContent = "La copie est refusée par le navigateur : le rapport est sélectionné, copiez-le avec Ctrl + C.";
  }
});
verifier();
