// The CPTS that exist: a file of the host, a file of the person, and files that nobody should trust.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { plain, simulateur, tabTo } from "./lib/simulateur.js";
import { assertNoSidewaysScroll, captureEverywhere, photograph, SIZES, suite } from "./lib/visit.js";

const visit = suite();
const CSV = readFileSync(new URL("../couverture/exemple.csv", import.meta.url), "utf8");
const GEOJSON = readFileSync(new URL("../couverture/exemple.geojson", import.meta.url), "utf8");
const CAMBRAI = /Communauté d[’']agglomération de Cambrai|CA de Cambrai/;

/** Gives the page's element a coverage file: `body` answers its address, or `status` refuses it. */
const hote = ({ body = "", status = 200, adresse = "donnees/cpts.csv" }) => async (page) => {
  await page.route("**/donnees/cpts.*", (route) => route.fulfill({ status, body, contentType: "text/csv; charset=utf-8" }));
  await page.route(/\/$/, async (route) => {
    const reponse = await route.fetch();
    const html = (await reponse.text()).replace("<cpts-simulateur>", `<cpts-simulateur couverture="${adresse}">`);
    await route.fulfill({ response: reponse, body: html });
  });
};

/** The panel of the file, opened. */
async function panneau(s) {
  const details = s.element.locator("details.couverture");
  if (!(await details.evaluate((d) => d.open))) await details.locator("summary").click();
  return details;
}

/** Imports a file through the button, as a person does. */
async function importer(v, s, nom, contenu) {
  const choix = v.page.waitForEvent("filechooser");
  await (await panneau(s)).getByRole("button", { name: /^Importer/ }).click();
  await (await choix).setFiles({ name: nom, mimeType: "text/csv", buffer: Buffer.from(contenu) });
}

/** The finding whose title is like this, unfolded. */
async function constat(s, titre) {
  const details = s.bilan.locator("details.constat:not(.conformes)").filter({ hasText: titre }).first();
  await details.waitFor({ state: "attached" });
  if (!(await details.evaluate((d) => d.open))) await details.locator("summary").click();
  return plain(await details.innerText());
}

/** What the console says to whoever keeps the site. */
function avertissements({ page }) {
  const dits = [];
  page.on("console", (message) => message.type() === "warning" && message.text().startsWith("cpts-simulateur") && dits.push(message.text()));
  return dits;
}

visit("a file of the host is compared with the territory", { arrange: hote({ body: CSV }) }, async (v) => {
  const s = simulateur(v);
  await s.pret();
  assert.ok(!v.requests.some((r) => /cpts-fichiers|donnees\/cpts/.test(r)), "nothing is fetched before a commune is there");
  await s.choisir("cambrai", CAMBRAI);

  const bloquant = await constat(s, "Communes déjà dans une CPTS sous contrat : 2 sur 55");
  assert.match(bloquant, /Bloquant/);
  assert.match(bloquant, /« CPTS fictive des Trois Moulins » \(Boursies et Doignies\)/);
  assert.match(bloquant, /Pour rejoindre : contactez « CPTS fictive des Trois Moulins »/);
  assert.match(bloquant, /« Exemple fictif : aucune de ces CPTS n’existe », du 31 mars 2026/);
  await constate.match(() => constat(s, "projet de santé déjà validé : 1 sur 55"), /À lever/);
  await constate.match(() => constat(s, "autre lettre d’intention : 1 sur 55"), /Abancourt/);

  const details = await panneau(s);
  await constate.match(async () => plain(await details.innerText()), /du 31 mars 2026 : 5 communes, 4 CPTS. Fichier fourni par ce site/);
  await constate.match(async () => plain(await details.innerText()), /Il couvre : Nord \(59\)/);
  await s.element.getByRole("button", { name: /^Voir .*autres communes/ }).click();
  await constate.match(async () => plain(await s.element.getByRole("row", { name: /Boursies/ }).innerText()), /CPTS sous contrat/);
  await assertAccessible(v, "coverage of the host");
  await assertNoSidewaysScroll(v);
  await captureEverywhere(v, "couverture-hote");

  // Joining comes before every other step.
  const etapes = s.bilan.locator("ol.etapes").first().locator("> li");
  await constate.match(async () => plain(await etapes.first().innerText()), /^1 Rejoindre la CPTS qui existe/);
  await s.bilan.locator("ol.etapes").first().scrollIntoViewIfNeeded();
  await captureEverywhere(v, "couverture-etapes");

  // The search says it before one adds a commune, in words.
  await s.element.getByRole("button", { name: "Retirer Boursies", exact: true }).click();
  await s.recherche.fill("boursies");
  const option = s.element.getByRole("option", { name: /^Boursies/ });
  await constate.match(async () => plain(await option.innerText()), /CPTS sous contrat/);
  await constate.match(() => option.evaluate((o) => o.textContent), /code 59097 CPTS sous contrat/, "one text, with a space between");
  await constate.doesNotMatch(async () => plain(await s.element.getByRole("listbox").innerText()).replace(/^.*?sous contrat/, ""), /sous contrat/);
  await assertAccessible(v, "search with covered communes");
  await captureEverywhere(v, "couverture-recherche");
  await v.page.keyboard.press("Escape");

  // Without the file, nothing is known again.
  await details.getByRole("button", { name: "Retirer ce fichier" }).click();
  await constat(s, "On ne sait pas si une CPTS couvre déjà ces communes");
  await constate.equal(() => s.element.getByText("CPTS sous contrat").count(), 0);
  await constate.equal(() => etapes.filter({ hasText: "Rejoindre la CPTS" }).count(), 0);
});

visit("communes that the file does not tell stay unverified", { arrange: hote({ body: CSV }) }, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("amiens", /^Amiens/);
  const texte = await constat(s, "Communes dont la couverture n’est pas vérifiée : 1 sur 1");
  assert.match(texte, /« Non vérifié » ne veut pas dire libre/);
});

visit("nothing found is worded as what was tested", { arrange: hote({ body: CSV }) }, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("lille", /^Lille/);
  await s.bilan.locator("details.conformes summary").first().click();
  const texte = await constat(s, "Aucune CPTS connue sur ces communes, dans le fichier consulté");
  assert.match(texte, /Communes cherchées : 1/);
  assert.ok(!/\blibres?\b/.test(texte));
});

for (const [nom, reponse, dit, expected] of [
  ["wrong", { body: "code;cpts;statut\n59097;A;presque\n59122;B;aci\n" }, /ligne 2 : « presque » n’est pas un statut/, []],
  ["of another kind", { body: "<!doctype html><p>Connexion</p>" }, /en-tête : colonne absente/, []],
  ["absent", { status: 404 }, /introuvable \(réponse 404\)/, [/404/]],
]) {
  visit(`a file of the host that is ${nom} leaves the simulator intact`, { arrange: hote(reponse), expected }, async (v) => {
    const dits = avertissements(v);
    const s = simulateur(v);
    await s.pret();
    await s.choisir("cambrai", CAMBRAI);
    await constat(s, "On ne sait pas si une CPTS couvre déjà ces communes");
    for (let i = 0; i < 50 && !dits.length; i++) await v.page.waitForTimeout(100);
    assert.equal(dits.length, 1);
    assert.match(plain(dits[0]), dit);
    assert.match(plain(dits[0]), /donnees\/cpts\.csv/);
    await constate.match(async () => plain(await (await panneau(s)).innerText()), /CPTS existantes : non vérifié/);
  });
}

visit("a person imports a map, by keyboard", {}, async (v) => {
  const { page } = v;
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  await panneau(s);
  await captureEverywhere(v, "couverture-vide");
  await s.element.locator("details.couverture > summary").click();
  const summary = s.element.locator("details.couverture > summary");
  await tabTo(v, summary, { most: 300 });
  await page.keyboard.press("Enter");
  const bouton = s.element.getByRole("button", { name: "Importer la carte des CPTS existantes" });
  await tabTo(v, bouton);
  // A browser forgets within seconds that a key was pressed: on a busy machine the
  // chooser may not open, and one presses again.
  let choix;
  page.on("filechooser", (ouvert) => (choix = ouvert));
  for (let essai = 0; !choix && essai < 4; essai++) {
    await page.keyboard.press("Enter");
    for (let attente = 0; !choix && attente < 30; attente++) await page.waitForTimeout(100);
  }
  assert.ok(choix, "no file chooser has opened");
  await choix.setFiles({ name: "cpts.geojson", mimeType: "application/geo+json", buffer: Buffer.from(GEOJSON) });
  await constat(s, "Communes déjà dans une CPTS sous contrat : 2 sur 55");
  const retirer = s.element.getByRole("button", { name: "Retirer ce fichier" });
  await tabTo(v, retirer, { back: true });
  await page.keyboard.press("Enter");
  await constate.ok(() => bouton.evaluate((b) => b.getRootNode().activeElement === b), "the focus goes back to the import button");
  await constat(s, "On ne sait pas si une CPTS couvre déjà ces communes");
});

visit("of a file partly wrong, the person decides", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  const faux = CSV.replace("projet_valide;2026-01-20", "presque;") + "99999;CPTS fictive de Nulle Part;aci;\n";
  await importer(v, s, "cpts.csv", faux);
  const alerte = s.element.locator("details.couverture").getByRole("alert");
  await constate.match(async () => plain(await alerte.innerText()), /Lignes refusées : 1.*ligne 7 : « presque » n’est pas un statut.*aci_signee, projet_valide/);
  await constat(s, "On ne sait pas si une CPTS couvre déjà ces communes");
  await assertAccessible(v, "a coverage file partly wrong");
  await captureEverywhere(v, "couverture-a-confirmer");

  await alerte.getByRole("button", { name: "Ne pas utiliser ce fichier" }).click();
  await alerte.waitFor({ state: "detached" });
  await constat(s, "On ne sait pas si une CPTS couvre déjà ces communes");

  await importer(v, s, "cpts.csv", faux);
  await alerte.getByRole("button", { name: /^Utiliser les lignes lisibles/ }).click();
  await constat(s, "Communes déjà dans une CPTS sous contrat : 2 sur 55");
  await constate.match(async () => plain(await (await panneau(s)).innerText()), /Lignes refusées, laissées de côté : 1. Des lignes n’ont pas pu être lues : dans leurs départements, une commune que le fichier ne nomme pas reste « non vérifiée ». Codes INSEE inconnus, laissés de côté : 99999/);
});

visit("hostile files are refused and change nothing", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  await importer(v, s, "cpts.csv", CSV);
  await constat(s, "Communes déjà dans une CPTS sous contrat : 2 sur 55");
  const alerte = s.element.locator("details.couverture").getByRole("alert");
  for (const [nom, contenu, dit] of [
    ["gros.csv", Buffer.alloc(2_000_001, "a"), /dépasse 2 Mo/],
    ["profond.json", '{"a":'.repeat(300_000), /imbriqués/],
    ["nombre.json", '{"type":"FeatureCollection","features":[{"properties":{"code":1e9999}}]}', /trop grand/],
    ["classeur.xlsx", Buffer.from("PK\x03\x04xl"), /classeur de tableur/],
    ["hasard.csv", Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256)), /./],
    ["vide.csv", "", /vide/],
    ["tout-faux.csv", `code;cpts;statut\n${"x;y;z\n".repeat(2_000)}`, /n’est pas un code INSEE.*Et 40 autres/],
  ]) {
    await importer(v, s, nom, contenu);
    await constate.match(async () => plain(await alerte.innerText()), dit, nom);
    await alerte.getByRole("button", { name: "Fermer" }).click();
    await alerte.waitFor({ state: "detached" });
  }
  // The file that was in use still is.
  await constat(s, "Communes déjà dans une CPTS sous contrat : 2 sur 55");

  // A name is only ever a text.
  await importer(v, s, "noms.csv", 'code;cpts;statut\n59097;"<img src=x onerror=alert(1)>=1+1\u202e";aci\n');
  await constate.match(() => constat(s, "CPTS sous contrat : 1 sur 55"), /« <img src=x onerror=alert\(1\)>=1\+1 »/);
});

visit("a project file with mistakes is told line by line and changes nothing", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  const alerte = s.element.getByRole("alert");
  for (const [projet, dit] of [
    [{ version: 1, territoire: { communes: ["59122"] }, professionnels: { sorcier: 1 } }, /professionnels\.sorcier : profession inconnue/],
    [{ version: 1, territoire: { communes: ["5912"] } }, /territoire\.communes\[0\]/],
  ]) {
    const buffer = Buffer.from(JSON.stringify(projet));
    await s.element.getByLabel("Importer un fichier").setInputFiles({ name: "projet.json", mimeType: "application/json", buffer });
    await s.element.getByRole("button", { name: "Ouvrir ce projet" }).click();
    await constate.match(async () => plain(await alerte.innerText()), dit);
    await constate.match(async () => plain(await alerte.innerText()), /Vos réponses n’ont pas changé/);
    await assertAccessible(v, "a project refused");
    await alerte.getByRole("button", { name: "Fermer" }).click();
    await alerte.waitFor({ state: "detached" });
  }
  await s.bilan.getByRole("heading", { name: CAMBRAI }).waitFor();
});

visit("a project of other times opens with what is known, and tells the rest", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  const projet = {
    version: 1,
    nom: "Projet d’autrefois",
    territoire: {
      epci: ["200068500", "200000008"],
      communes: ["93059", "99999"],
      exclues: ["59269", "99998"],
      parts: [{ commune: "12999", population: 1200, motif: "vallée" }],
    },
  };
  const buffer = Buffer.from(JSON.stringify(projet));
  await s.element.getByLabel("Importer un fichier").setInputFiles({ name: "projet.json", mimeType: "application/json", buffer });
  await s.element.getByRole("button", { name: "Ouvrir ce projet" }).click();
  const alerte = s.element.getByRole("alert");
  await s.element.getByText("Projet « Projet d’autrefois » ouvert : 55 communes.").waitFor();
  const dit = plain(await alerte.innerText());
  for (const phrase of [
    "remplacées par celle d’aujourd’hui, entière : 93059 Pierrefitte-sur-Seine (aujourd’hui Saint-Denis).",
    "laissés de côté : 99999.",
    "Intercommunalités inconnues aujourd’hui, laissées de côté : 200000008.",
    "et ne le sont plus : 99998.",
    "Parts de communes laissées de côté : 12999 (1 200 habitants, vallée).",
  ]) assert.ok(dit.includes(phrase), `${phrase}\n${dit}`);
  await s.retirer("Saint-Denis").waitFor();
  await assertAccessible(v, "a project of other times");
  for (const [appareil, viewport] of Object.entries(SIZES)) {
    await v.page.setViewportSize(viewport);
    await alerte.scrollIntoViewIfNeeded();
    await assertNoSidewaysScroll(v);
    await photograph(v.page, `projet-autrefois-${appareil}`);
  }

  // It stays in sight through the answers that follow, until it is closed.
  await s.retirer("Saint-Denis").click();
  const reste = s.element.getByText("laissés de côté : 99999.");
  await constate.ok(() => reste.isVisible());
  await constate.equal(() => alerte.count(), 0, "told once");
  await s.element.locator(".fichier-remarques").getByRole("button", { name: "Fermer" }).click();
  await reste.waitFor({ state: "detached" });
});

visit("a project of other times can be undone like any other", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  const buffer = Buffer.from(JSON.stringify({ version: 1, territoire: { communes: ["99999", "80021"] } }));
  await s.element.getByLabel("Importer un fichier").setInputFiles({ name: "projet.json", mimeType: "application/json", buffer });
  await s.element.getByRole("button", { name: "Ouvrir ce projet" }).click();
  await s.element.getByRole("alert").getByText("99999").waitFor();
  await s.element.getByRole("button", { name: "Annuler", exact: true }).first().click();
  await s.element.getByRole("alert").waitFor({ state: "detached" });
  await s.bilan.getByRole("heading", { name: CAMBRAI }).waitFor();
});
