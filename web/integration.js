// integration.html: writes the code that a webmaster copies, beside the real thing.
// The fields come from element.json, the policies from csp.json, the digest of the
// loader from integrer.json.

import { contraste, feuilleDeCouleur, lire as lireCouleur } from "./couleur.js";

const INSECABLE = "\u00a0";
const $ = (id) => document.getElementById(id);
/** With the no-break spaces of French. */
const fr = (texte) => texte.replace(/ (?=[:;?!»])/g, INSECABLE).replace(/« /g, `«${INSECABLE}`);
const TITRE = fr("Simulateur CPTS : taille, financement et étapes de votre projet");

/** @returns {HTMLElement} an element with its properties and children, without any HTML parsing */
function n(balise, proprietes = {}, ...enfants) {
  const element = document.createElement(balise);
  for (const [nom, valeur] of Object.entries(proprietes)) {
    if (nom in element) element[nom] = valeur;
    else element.setAttribute(nom, valeur);
  }
  element.append(...enfants.filter((enfant) => enfant !== undefined && enfant !== ""));
  return element;
}

/** A text inside an attribute of HTML. */
const echapper = (texte) => texte.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

async function json(nom) {
  const reponse = await fetch(nom);
  if (!reponse.ok) throw new Error(`${nom} : réponse ${reponse.status}`);
  return reponse.json();
}

/* — What there is to choose ———————————————————————————————————————————————— */

const FORMES = [
  {
    nom: "lien",
    titre: "Un lien qui devient le simulateur",
    mot: "conseillé",
    aide: "Convient à presque tous les sites. Là où le site refuse les scripts, il reste un lien.",
    marche: "Collez ce code dans votre page, à l’endroit voulu, en mode « HTML » ou « code source ».",
  },
  {
    nom: "element",
    titre: "Directement dans la page",
    aide: "Pour qui écrit le HTML de son site. Le simulateur suit la largeur et les réglages de la page.",
    marche: "Mettez la première ligne une seule fois par page ; la balise, là où le simulateur doit paraître.",
  },
  {
    nom: "iframe",
    titre: "Dans un cadre",
    aide: "Une seule balise, aucun script chez vous. La hauteur est fixe.",
    marche: "Collez ce code dans votre page, en mode « HTML » ou « code source ».",
  },
  {
    nom: "wordpress",
    titre: "Dans WordPress",
    aide: "Une extension, puis un code court ou un bloc. Les fichiers sont sur votre site.",
    marche: "Installez l’extension (Extensions, Ajouter, Téléverser), puis collez ce code court dans la page. Le bloc « Simulateur CPTS » fait de même.",
  },
  {
    nom: "carte",
    titre: "Un lien avec un QR code",
    aide: "Pour les sites qui n’acceptent ni script ni cadre, et pour le papier.",
    marche: "Collez ce code dans votre page, en mode « HTML » ou « code source ».",
  },
];

const VARIANTES = [
  ["style", "Encadré, avec le QR code"],
  ["image", "Le QR code en image, à déposer sur votre site"],
  ["texte", "Texte seul, pour les sites qui retirent tout"],
];

const LARGEURS = [
  ["20rem", "Téléphone"],
  ["42.5rem", "Colonne"],
  ["100%", "Toute la largeur"],
];

/** Names of the fields; an attribute that is not here bears its own. */
const LIBELLES = {
  region: "Région",
  departement: "Département",
  couleur: "Couleur de votre site",
  theme: "Fond",
  densite: "Espaces entre les lignes",
  "contact-url": "Page de contact",
  couverture: "Fichier des CPTS qui existent",
  configuration: "Fichier de configuration du site",
  regles: "Barème fourni par le site",
  projet: "Projet ouvert au départ",
  "masquer-montants": "Cacher les montants",
};
const VALEURS = { auto: "Comme l’appareil", clair: "Clair", sombre: "Sombre", confortable: "Larges", compacte: "Serrés" };
const DEVANT = ["region", "departement", "couleur", "theme"];

const choix = { forme: "lien", variante: "style", largeur: "100%", hauteur: "900", texte: TITRE, base: new URL("./", location.href).href };
/** Values given to the attributes of the element. @type {Map<string, string>} */
const reglages = new Map();
let donnees;

function regler(nom, valeur) {
  const { type, defaut } = donnees.element.attributs.find((attribut) => attribut.nom === nom);
  if (valeur === "" && type !== "drapeau") reglages.delete(nom);
  else if (valeur === null || valeur === defaut) reglages.delete(nom);
  else reglages.set(nom, valeur);
}

/** The attributes given, in the order in which they are declared. */
const donnes = () => donnees.element.attributs.map(({ nom }) => nom).filter((nom) => reglages.has(nom)).map((nom) => [nom, reglages.get(nom)]);

/* — Fields —————————————————————————————————————————————————————————————— */

let rang = 0;
function champ(libelle, saisie, aide) {
  saisie.id ||= `champ-${++rang}`;
  const aideId = `${saisie.id}-aide`;
  if (aide) saisie.setAttribute("aria-describedby", aideId);
  return n("div", { className: "champ" }, n("label", { htmlFor: saisie.id, textContent: libelle }), aide ? n("p", { className: "aide", id: aideId, textContent: fr(aide) }) : "", saisie);
}

/** A choice among a few, shown at once. */
function radios(nom, valeurs, choisi, changer, classe = "coche") {
  return valeurs.map(([valeur, libelle, aide]) => {
    const saisie = n("input", { type: "radio", name: nom, value: valeur, checked: valeur === choisi });
    saisie.addEventListener("change", () => changer(valeur));
    return n("label", { className: classe }, saisie, n("span", {}, typeof libelle === "string" ? fr(libelle) : libelle, aide ? n("span", { className: "aide", textContent: fr(aide) }) : ""));
  });
}

function groupe(titre, aide, ...enfants) {
  return n("fieldset", { className: "champ" }, n("legend", { textContent: fr(titre) }), aide ? n("p", { className: "aide", textContent: fr(aide) }) : "", ...enfants);
}

function liste(options, vide) {
  return n("select", {}, n("option", { value: "", textContent: vide }), ...options.map(([valeur, texte]) => n("option", { value: valeur, textContent: texte, translate: false })));
}

function champRegion({ resume }) {
  const saisie = liste(donnees.regions.map(({ code, nom }) => [code, nom]), "Toute la France");
  saisie.id = "region";
  saisie.addEventListener("change", () => {
    regler("region", saisie.value);
    regler("departement", "");
    remplirDepartements();
    ecrire();
  });
  return champ(LIBELLES.region, saisie, resume.split(" : ")[0] + ".");
}

function champDepartement({ resume }) {
  const saisie = n("select", { id: "departement" });
  saisie.addEventListener("change", () => {
    regler("departement", saisie.value);
    ecrire();
  });
  return champ(LIBELLES.departement, saisie, resume.split(" : ")[0] + ".");
}

function remplirDepartements() {
  const region = reglages.get("region");
  const trouves = donnees.regions.filter(({ code }) => !region || code === region).flatMap(({ departements }) => departements);
  trouves.sort((a, b) => a.code.localeCompare(b.code));
  const options = trouves.map(({ code, nom }) => n("option", { value: code, textContent: `${code} ${nom}`, translate: false }));
  $("departement").replaceChildren(n("option", { value: "", textContent: "Aucun en particulier" }), ...options);
}

function champCouleur({ exemple, resume }) {
  const texte = n("input", { type: "text", id: "couleur", spellcheck: false, placeholder: exemple });
  const nuancier = n("input", { type: "color", value: exemple, ariaLabel: "Choisir la couleur dans un nuancier" });
  const changer = (valeur) => {
    regler("couleur", valeur.trim());
    direCouleur(valeur.trim());
    ecrire();
  };
  texte.addEventListener("input", () => {
    const lue = lireCouleur(texte.value.trim());
    if (lue) nuancier.value = `#${lue.map((c) => c.toString(16).padStart(2, "0")).join("")}`;
    changer(texte.value);
  });
  nuancier.addEventListener("input", () => {
    texte.value = nuancier.value;
    changer(nuancier.value);
  });
  const boite = champ(LIBELLES.couleur, texte, resume.split(". ")[0] + ".");
  texte.before(n("span", { className: "couple" }));
  boite.querySelector(".couple").append(nuancier, texte);
  boite.append(n("div", { id: "contraste", className: "contraste" }));
  return boite;
}

const CONTRASTE_TEXTE = 4.5;
const dire = (rapport) => `${rapport.toFixed(1).replace(".", ",")}${INSECABLE}:${INSECABLE}1`;

/** How a colour reads, on each ground, in a sentence and in an example. */
function direCouleur(valeur) {
  const place = $("contraste");
  place.replaceChildren();
  if (!valeur) return;
  const couleur = lireCouleur(valeur);
  if (!couleur) {
    place.append(n("p", { className: "aide faute", textContent: fr("Ce n’est pas une couleur. Écrivez par exemple #0b6b5d.") }));
    return;
  }
  const [clair, sombre] = feuilleDeCouleur(valeur).css.match(/--accent:#[0-9a-f]{6}/g).map((jeton) => jeton.slice(9));
  for (const [fond, papier, employee] of [["clair", "#ffffff", clair], ["sombre", "#1a1f22", sombre]]) {
    const avant = contraste(couleur, lireCouleur(papier));
    const meme = contraste(couleur, lireCouleur(employee)) < 1.01;
    const phrase = meme
      ? `Sur fond ${fond}, contraste de ${dire(avant)} : la couleur est employée telle quelle.`
      : `Sur fond ${fond}, contraste de ${dire(avant)}${avant < CONTRASTE_TEXTE ? ", trop faible" : ", juste"} : le simulateur emploie ${employee}, ${dire(contraste(lireCouleur(employee), lireCouleur(papier)))}.`;
    const pastille = n("span", { className: "pastille", textContent: "Aa", ariaHidden: "true" });
    pastille.style.color = employee;
    pastille.style.background = papier;
    place.append(n("p", { className: "aide" }, pastille, fr(phrase)));
  }
}

function champAttribut(attribut) {
  const { nom, type, valeurs, defaut, exemple, resume } = attribut;
  const libelle = LIBELLES[nom] ?? nom;
  if (nom === "region") return champRegion(attribut);
  if (nom === "departement") return champDepartement(attribut);
  if (type === "couleur") return champCouleur(attribut);
  const changer = (valeur) => {
    regler(nom, valeur);
    ecrire();
  };
  if (type === "choix") return groupe(libelle, "", n("div", { className: "segments" }, ...radios(nom, valeurs.map((valeur) => [valeur, VALEURS[valeur] ?? valeur]), defaut, changer, "segment")));
  if (type === "drapeau") {
    const saisie = n("input", { type: "checkbox", id: nom });
    saisie.addEventListener("change", () => changer(saisie.checked ? "" : null));
    return n("label", { className: "coche champ" }, saisie, n("span", {}, n("strong", { textContent: libelle }), n("span", { className: "aide", textContent: fr(resume) })));
  }
  const saisie = n("input", { type: "text", id: nom, placeholder: exemple ?? "", inputMode: type === "adresse" ? "url" : "text", spellcheck: false });
  saisie.addEventListener("input", () => changer(saisie.value.trim()));
  return champ(libelle, saisie, resume);
}

/** A field of the code itself, not of the element. */
function champLibre(nom, libelle, aide, proprietes = {}) {
  const saisie = n("input", { type: "text", id: `choix-${nom}`, value: choix[nom], ...proprietes });
  saisie.addEventListener("input", () => {
    choix[nom] = saisie.value.trim() || saisie.defaultValue;
    ecrire();
  });
  saisie.defaultValue = choix[nom];
  return champ(libelle, saisie, aide);
}

/* — The code ——————————————————————————————————————————————————————————————— */

/** The address where the simulator is, ended by a slash; as typed where it is none. */
function base() {
  try {
    return new URL("./", new URL(choix.base.replace(/\/?$/, "/"))).href;
  } catch {
    return choix.base;
  }
}

/** What the address of the whole page may ask for, as in page.js. */
function adresseDeLaPage() {
  const demandes = donnes().filter(([nom]) => ["region", "departement", "theme", "densite", "masquer-montants"].includes(nom));
  const suite = new URLSearchParams(demandes).toString();
  return base() + (suite && `?${suite}`);
}

const attributs = (prefixe = "") => donnes().map(([nom, valeur]) => ` ${prefixe}${nom}${valeur === "" ? "" : `="${echapper(valeur)}"`}`).join("");

function adresseDuCadre() {
  const suite = new URLSearchParams(donnes()).toString();
  return `${base()}cadre.html${suite && `?${suite}`}`;
}

/** @returns {string} the path of the dark modules, row by row, with a quiet zone of four */
function trace(code) {
  let d = "";
  for (let y = 0; y < code.size; y++)
    for (let x = 0; x < code.size; x++) {
      if (!code.get(x, y)) continue;
      let large = 1;
      while (code.get(x + large, y)) large++;
      d += `M${x + 4} ${y + 4}h${large}v1h-${large}z`;
      x += large;
    }
  return d;
}

/** The generator, fetched when somebody wants a QR code. */
async function qr(adresse) {
  const { generate, correction } = await import("./qr.js");
  const code = generate(adresse, { minCorrectionLevel: correction.M });
  return { cote: code.size + 8, d: trace(code) };
}

const PHRASE = "Gratuit, sans inscription. Vos réponses restent sur votre appareil.";
const ALT = "QR code qui mène au simulateur CPTS";

function codeDeCarte(dessin) {
  const adresse = echapper(adresseDeLaPage());
  const texte = echapper(choix.texte);
  if (choix.variante === "texte") return `<p><a href="${adresse}">${texte}</a><br>\n${PHRASE}</p>`;
  if (choix.variante === "image")
    return `<p><img src="qr-simulateur-cpts.png" width="180" height="180" alt="${ALT}"></p>\n<p><a href="${adresse}">${texte}</a><br>\n${PHRASE}</p>`;
  const bord = lireCouleur(reglages.get("couleur") ?? "") ? echapper(reglages.get("couleur")) : "#0b5c63";
  return [
    `<div style="display:flex;flex-wrap:wrap;align-items:center;gap:20px;max-width:560px;padding:20px;border:1px solid #7e786d;border-top:4px solid ${bord};border-radius:8px">`,
    `  <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${ALT}" width="144" height="144" viewBox="0 0 ${dessin.cote} ${dessin.cote}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${dessin.cote}v${dessin.cote}H0z"/><path d="${dessin.d}"/></svg>`,
    `  <div style="flex:1 1 220px"><p style="margin:0"><a href="${adresse}" style="color:inherit;font-weight:bold">${texte}</a></p>`,
    `  <p style="margin:8px 0 0">${PHRASE}</p></div>`,
    "</div>",
  ].join("\n");
}

function code(dessin) {
  const { integrer } = donnees;
  switch (choix.forme) {
    case "lien":
      return `<a class="cpts-simulateur" href="${echapper(adresseDeLaPage())}"${attributs("data-")}>${echapper(choix.texte)}</a>\n<script src="${echapper(base())}${integrer.fichier}" integrity="${integrer.integrity}" crossorigin="anonymous" defer></script>`;
    case "element":
      return `<script type="module" src="${echapper(base())}cpts-simulateur.js"></script>\n\n<cpts-simulateur${attributs()}>\n  <a href="${echapper(adresseDeLaPage())}">${echapper(choix.texte)}</a>\n</cpts-simulateur>`;
    case "iframe":
      return `<iframe src="${echapper(adresseDuCadre())}" title="Simulateur CPTS" loading="lazy" allow="clipboard-write; fullscreen" style="display:block;width:100%;height:${Number.parseInt(choix.hauteur, 10) || 900}px;border:0"></iframe>`;
    case "wordpress":
      // A shortcode knows no attribute without a value.
      return `[cpts_simulateur${donnes().map(([nom, valeur]) => ` ${nom}="${echapper(valeur === "" ? "oui" : valeur)}"`).join("")}]`;
    default:
      return codeDeCarte(dessin);
  }
}

/* — What the host must allow ——————————————————————————————————————————————— */

function ecrireCsp() {
  const forme = donnees.csp.formes.find(({ nom }) => nom === choix.forme);
  $("csp").hidden = !forme;
  if (!forme) {
    $("dire-csp").textContent =
      choix.forme === "carte" ? "Rien : ce n’est qu’un lien." : fr("Rien le plus souvent. Si votre site envoie un en-tête Content-Security-Policy, ajoutez-y : script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'.");
    $("aide-csp").textContent = "";
    return;
  }
  let origine = base();
  try {
    ({ origin: origine } = new URL(base()));
  } catch {
    // As typed.
  }
  $("dire-csp").textContent = fr("Rien, si votre site n’envoie pas d’en-tête Content-Security-Policy : c’est le cas de la plupart. S’il en envoie un, ajoutez-y ces lignes.");
  $("csp").textContent = Object.entries(forme.directives).map(([nom, sources]) => `${nom} ${sources.replaceAll("{origine}", origine)};`).join("\n");
  $("aide-csp").textContent = fr(
    choix.forme === "lien"
      ? "Sans 'wasm-unsafe-eval' et connect-src, le lien devient un cadre. Sans rien, il reste un lien. Si le simulateur est à la même adresse que votre site, écrivez 'self' au lieu de cette adresse."
      : "Si le simulateur est à la même adresse que votre site, écrivez 'self' au lieu de cette adresse.",
  );
}

/* — The preview ———————————————————————————————————————————————————————————— */

let attente;
function apercu(dessin) {
  const scene = $("scene");
  scene.style.maxInlineSize = choix.largeur;
  if (choix.forme === "carte") {
    scene.replaceChildren(carte(dessin));
    $("dire-vue").textContent = "Le lien et le QR code mènent à la page entière du simulateur.";
  } else if (choix.forme === "iframe") {
    $("dire-vue").textContent = fr("Le cadre a une hauteur fixe : il défile tout seul.");
    const adresse = new URL(`cadre.html?${new URLSearchParams(donnes())}`, location.href).href;
    const cadre = scene.querySelector("iframe") ?? n("iframe", { title: "Aperçu du cadre" });
    cadre.style.blockSize = `${Math.min(2000, Math.max(200, Number.parseInt(choix.hauteur, 10) || 900))}px`;
    clearTimeout(attente);
    // Not at each letter of an address.
    attente = setTimeout(() => cadre.src !== adresse && (cadre.src = adresse), cadre.src ? 400 : 0);
    if (!cadre.isConnected) scene.replaceChildren(cadre);
  } else {
    $("dire-vue").textContent = fr("C’est le vrai simulateur : essayez-le.");
    const simulateur = scene.querySelector("cpts-simulateur") ?? document.createElement("cpts-simulateur");
    for (const { nom } of donnees.element.attributs) {
      const valeur = reglages.get(nom);
      if (valeur === undefined) simulateur.removeAttribute(nom);
      else if (simulateur.getAttribute(nom) !== valeur) simulateur.setAttribute(nom, valeur);
    }
    if (!simulateur.isConnected) scene.replaceChildren(simulateur);
  }
}

const SVG = "http://www.w3.org/2000/svg";
function dessiner({ cote, d }) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${cote} ${cote}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", ALT);
  for (const [fill, trait] of [["#fff", `M0 0h${cote}v${cote}H0z`], ["#000", d]]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("fill", fill);
    path.setAttribute("d", trait);
    svg.append(path);
  }
  return svg;
}

/** The card as it will look, made without the HTML that is copied. */
function carte(dessin) {
  const lien = n("a", { href: adresseDeLaPage(), textContent: choix.texte });
  const texte = n("div", {}, n("p", {}, lien), n("p", { textContent: PHRASE }));
  if (choix.variante === "texte") return texte;
  const boite = n("div", { className: choix.variante === "style" ? "carte" : "carte nue" }, dessiner(dessin), texte);
  const couleur = reglages.get("couleur");
  if (couleur && choix.variante === "style") boite.style.borderBlockStartColor = couleur;
  return boite;
}

async function telechargerPng() {
  const { cote, d } = await qr(adresseDeLaPage());
  const echelle = Math.ceil(1000 / cote);
  const toile = n("canvas", { width: cote * echelle, height: cote * echelle });
  const dessin = toile.getContext("2d");
  dessin.fillStyle = "#fff";
  dessin.fillRect(0, 0, toile.width, toile.height);
  dessin.scale(echelle, echelle);
  dessin.fillStyle = "#000";
  dessin.fill(new Path2D(d));
  const fichier = await new Promise((fin) => toile.toBlob(fin, "image/png"));
  const lien = n("a", { href: URL.createObjectURL(fichier), download: "qr-simulateur-cpts.png" });
  lien.click();
  setTimeout(() => URL.revokeObjectURL(lien.href), 10_000);
  $("annonce").textContent = "QR code téléchargé.";
}

/* — Writing everything again —————————————————————————————————————————————— */

let tour = 0;
async function ecrire() {
  const moi = ++tour;
  const { forme } = choix;
  $("marche").textContent = fr(FORMES.find(({ nom }) => nom === forme).marche);
  $("variantes").hidden = forme !== "carte";
  $("extension").hidden = forme !== "wordpress" || !$("extension").href;
  $("png").hidden = forme !== "carte" || choix.variante === "texte";
  for (const [champ, formes] of [["hauteur", ["iframe"]], ["texte", ["lien", "element", "carte"]], ["base", ["lien", "element", "iframe", "carte"]]])
    $(`choix-${champ}`).closest(".champ").hidden = !formes.includes(forme);
  for (const hote of document.querySelectorAll("[data-hote]")) Object.assign(hote, { textContent: hoteDe(base()), translate: false });
  let dessin;
  if (forme === "carte") {
    try {
      dessin = await qr(adresseDeLaPage());
    } catch (erreur) {
      console.error("integration :", erreur);
      $("annonce").textContent = "Le QR code n’a pas pu être fait : le fichier qr.js manque, ou l’adresse est trop longue.";
      if (choix.variante === "style") choix.variante = "texte";
    }
    if (moi !== tour) return;
  }
  $("code").textContent = code(dessin);
  ecrireCsp();
  apercu(dessin);
}

function hoteDe(adresse) {
  try {
    return new URL(adresse).host;
  } catch {
    return "son serveur";
  }
}

async function copier({ currentTarget }) {
  const source = $(currentTarget.dataset.copie);
  try {
    await navigator.clipboard.writeText(source.innerText.trim());
    $("annonce").textContent = "";
    // Its own word, were it pressed twice.
    const mot = (currentTarget.dataset.mot ??= currentTarget.textContent);
    currentTarget.textContent = "Copié";
    setTimeout(() => (currentTarget.textContent = mot), 2500);
    // Another text each time, so that it is said each time.
    requestAnimationFrame(() => ($("annonce").textContent = "Copié dans le presse-papiers."));
  } catch {
    getSelection().selectAllChildren(source);
    source.focus();
    $("annonce").textContent = "Le navigateur refuse la copie. Le texte est sélectionné : copiez-le avec Ctrl + C, ou Commande + C sur un Mac.";
  }
}

/** The archives that lie beside this page. */
async function proposerArchives() {
  const { archives, version } = await json("fichiers.json");
  for (const [id, motif] of [["archive", /^simulateur-cpts-\d/], ["extension", /-wordpress-/]]) {
    const trouvee = archives.find(({ nom }) => motif.test(nom));
    if (!trouvee) continue;
    const lien = $(id);
    lien.href = trouvee.nom;
    lien.textContent += ` (version ${version}, ${(trouvee.taille / 1e6).toFixed(1).replace(".", ",")}${INSECABLE}Mo)`;
    if (id === "archive") lien.hidden = false;
  }
}

async function commencer() {
  const [element, csp, integrer, { regions }] = await Promise.all(["element.json", "csp.json", "integrer.json", "lieux.json"].map(json));
  donnees = { element, csp, integrer, regions };
  await proposerArchives();

  $("formes").append(
    ...radios(
      "forme",
      FORMES.map(({ nom, titre, mot, aide }) => [nom, n("span", {}, n("strong", { textContent: titre }), ...(mot ? [" ", n("span", { className: "mot", textContent: mot })] : [])), aide]),
      choix.forme,
      (forme) => {
        choix.forme = forme;
        ecrire();
      },
    ),
  );
  for (const attribut of element.attributs) $(DEVANT.includes(attribut.nom) ? "reglages" : "autres").append(champAttribut(attribut));
  $("autres").append(
    champLibre("texte", "Texte du lien", "Il se lit quand le simulateur ne peut pas s’afficher."),
    champLibre("hauteur", "Hauteur du cadre, en pixels", "Le cadre défile si le simulateur est plus haut.", { inputMode: "numeric" }),
    champLibre("base", "Adresse du simulateur", "À changer si vous l’installez sur votre serveur.", { inputMode: "url", spellcheck: false }),
  );
  remplirDepartements();
  $("variantes").append(
    groupe("Quelle carte ?", "", ...radios("variante", VARIANTES, choix.variante, (variante) => {
      choix.variante = variante;
      ecrire();
    })),
  );
  $("largeurs").append(
    ...radios("largeur", LARGEURS, choix.largeur, (largeur) => {
      choix.largeur = largeur;
      $("scene").style.maxInlineSize = largeur;
    }, "segment"),
  );
  $("choix").addEventListener("submit", (envoi) => envoi.preventDefault());
  $("png").addEventListener("click", telechargerPng);
  for (const bouton of document.querySelectorAll("[data-copie]")) bouton.addEventListener("click", copier);
  $("atelier").hidden = $("vue").hidden = false;
  await ecrire();
  await import("./cpts-simulateur.js");
}

commencer().catch((erreur) => {
  console.error("integration :", erreur);
  $("panne").textContent = fr(`Cette page n’a pas pu lire tous ses fichiers (${erreur.message}). Rechargez-la ; si cela persiste, ouvrez verifier.html.`);
  $("panne").hidden = false;
});
