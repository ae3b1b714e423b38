// The documents of a project: each is saved as a person would, then opened.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { ecouter, plain, simulateur, tabTo } from "./lib/simulateur.js";
import { assertNoSidewaysScroll, capture, captureEverywhere, suite } from "./lib/visit.js";

const visit = suite();
const CAMBRAI = /Communauté d.agglomération de Cambrai|CA de Cambrai/;
const PASSAGES = /(\d+) passages restent à compléter/;

const section = (s) => s.element.locator("#documents");
const repli = (s) => section(s).getByText("Lettre d’intention, fiches-actions, communes, fichier du projet");
const bouton = (s, nom) => section(s).getByRole("button", { name: nom });
const LETTRE = "Télécharger : Lettre d’intention (Word, .docx)";
const TEXTE = "Télécharger : Lettre d’intention, en texte (texte simple, .txt)";
const FICHES = "Télécharger : Fiches-actions (Word, .docx)";
const COMMUNES = "Télécharger : Tableau des communes (tableur, .csv)";
const PROJET = "Enregistrer : Fichier du projet (à rouvrir ici, .cpts.json)";

/** Cambrai chosen, the documents unfolded. */
async function ouvrir(v) {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  await repli(s).click();
  await bouton(s, LETTRE).waitFor();
  return s;
}

/** A simulator in a tab of its own, where nothing was answered. */
async function autreOnglet(v) {
  const page = await v.page.context().newPage();
  await page.goto(v.origin);
  const s = simulateur({ page });
  await s.pret();
  return s;
}

/** Presses a button; the name and the bytes of the file that the browser saves. */
async function enregistrer(v, s, nom) {
  const [telechargement] = await Promise.all([v.page.waitForEvent("download"), bouton(s, nom).click()]);
  return { nom: telechargement.suggestedFilename(), octets: readFileSync(await telechargement.path()) };
}

/** The files of an archive that keeps them as they are, by their names. */
function unzip(octets) {
  const fichiers = new Map();
  let ici = octets.readUInt32LE(octets.length - 6);
  for (let reste = octets.readUInt16LE(octets.length - 12); reste > 0; reste--) {
    const [longueur, nom] = [octets.readUInt32LE(ici + 24), octets.readUInt16LE(ici + 28)];
    const debut = octets.readUInt32LE(ici + 42) + 30 + nom;
    fichiers.set(octets.toString("utf8", ici + 46, ici + 46 + nom), octets.toString("utf8", debut, debut + longueur));
    ici += 46 + nom;
  }
  return fichiers;
}

/** The words of the body of a letter. */
const mots = (octets) => plain(unzip(octets).get("word/document.xml").replace(/<\/w:p>/g, " ").replace(/<[^>]+>/g, ""));

/** What LibreOffice reads in a document, page by page. */
function pages(octets) {
  const dossier = mkdtempSync(join(tmpdir(), "cpts-documents-"));
  try {
    const fichier = join(dossier, "document.docx");
    execFileSync("sh", ["-c", 'cat > "$0"', fichier], { input: octets });
    const profil = `-env:UserInstallation=file://${join(dossier, "profil")}`;
    execFileSync("soffice", ["--headless", profil, "--convert-to", "pdf", "--outdir", dossier, fichier], { stdio: "ignore", timeout: 90_000 });
    const texte = execFileSync("pdftotext", ["-layout", join(dossier, "document.pdf"), "-"], { encoding: "utf8" });
    return texte.split("\f").slice(0, -1).map(plain);
  } finally {
    rmSync(dossier, { recursive: true, force: true });
  }
}

visit("the letter holds the project, and a word processor opens it", {}, async (v) => {
  const s = await ouvrir(v);
  await section(s).getByLabel("Nom du projet").fill("CPTS du Cambrésis & <environs>");
  await section(s).getByLabel("Porteurs du projet").fill("Dr Exemple, médecin");
  await section(s).getByLabel("Personne à contacter").fill("exemple@exemple.fr");
  await section(s).getByLabel("Personne à contacter").press("Tab");
  const { nom, octets } = await enregistrer(v, s, LETTRE);
  assert.equal(nom, "lettre-intention-cpts-du-cambresis-environs.docx");
  await v.page.waitForFunction(
    () => document.querySelector("cpts-simulateur").shadowRoot.textContent.includes("Téléchargement lancé\u00a0: lettre-intention-cpts-du-cambresis-environs.docx."),
  );
  const dit = mots(octets);
  for (const morceau of ["55 communes", "80 120 habitants", "Taille 3", "CPTS du Cambrésis &amp; &lt;environs&gt;", "Dr Exemple, médecin", "exemple@exemple.fr"]) {
    assert.ok(dit.includes(morceau), `the letter says « ${morceau} »`);
  }
  const blancs = dit.match(/\[à compléter/g).length;
  assert.equal(Number(PASSAGES.exec(dit)[1]), blancs);
  await constate.match(async () => plain(await section(s).locator("#document-lettre-raison").innerText()), new RegExp(`^${blancs} passages à compléter\\.$`));

  const lues = pages(octets);
  assert.ok(lues.length >= 4 && lues.length <= 8, `${lues.length} pages`);
  lues.forEach((page, rang) => assert.ok(page.endsWith(`Page ${rang + 1} sur ${lues.length}`), page.slice(-60)));
  assert.match(lues[0], /^Lettre d’intention Projet de communauté professionnelle territoriale de santé \(CPTS\) CPTS du Cambrésis & <environs> Brouillon/);
  const entier = lues.join(" ");
  for (const titre of ["1. Le projet et ses porteurs", "2. Le territoire envisagé", "7. Les orientations et les missions", "8. Le calendrier prévisionnel", "10. Les engagements et les signatures"]) {
    assert.ok(entier.includes(titre), titre);
  }
  // The heading row of the communes comes back on their second page.
  assert.equal(entier.match(/Commune Code INSEE Habitants/g).length, 2);
  assert.equal(entier.match(/☒/g).length, 4);
});

visit("one page for each mission", {}, async (v) => {
  const s = await ouvrir(v);
  const { nom, octets } = await enregistrer(v, s, FICHES);
  assert.match(nom, /^fiches-actions-.*\.docx$/);
  const lues = pages(octets);
  assert.equal(lues.length, 4);
  assert.match(lues[0], /1\. Mission en faveur de l’amélioration de l’accès aux soins/);
  assert.match(lues[0], /Volet fixe : 90 000 € par an\. Volet variable : jusqu’à 35 000 € par an/);
  assert.match(lues[3], /4\. Mission dédiée à la réponse aux crises sanitaires graves/);
});

visit("the communes open as a table, and come back by the import", {}, async (v) => {
  const s = await ouvrir(v);
  const { nom, octets } = await enregistrer(v, s, COMMUNES);
  assert.match(nom, /^communes-.*\.csv$/);
  const texte = octets.toString("utf8");
  assert.ok(texte.startsWith("\ufeffCode INSEE;Commune;"), "a mark, then the heads");
  const lignes = texte.split("\r\n").slice(1, -1);
  assert.equal(lignes.length, 55);
  assert.ok(lignes.includes('"=""59122""";"Cambrai";"";"=""59""";200068500;"Communauté d’agglomération de Cambrai";31134;municipale;2023'));

  const autre = await autreOnglet(v);
  await autre.element.getByLabel("Importer un fichier").setInputFiles({ name: nom, mimeType: "text/csv", buffer: octets });
  await autre.element.getByRole("button", { name: "Ajouter les 55" }).click();
  await constate.equal(() => autre.chiffre("Taille"), "3");
});

visit("the project file opens to the same bilan", {}, async (v) => {
  const s = await ouvrir(v);
  await s.ajouter("Infirmier").click();
  await section(s).getByLabel("Nom du projet").fill("Au bord de l’Escaut");
  await section(s).getByLabel("Nom du projet").press("Tab");
  await s.bilan.getByRole("heading", { name: "Au bord de l’Escaut" }).waitFor();
  const { nom, octets } = await enregistrer(v, s, PROJET);
  assert.equal(nom, "projet-au-bord-de-l-escaut.cpts.json");
  const projet = JSON.parse(octets.toString("utf8"));
  assert.equal(projet.nom, "Au bord de l’Escaut");
  assert.deepEqual(projet.professionnels, { infirmier: 1 });
  const cles = plain(await s.element.locator(".cles").innerText());

  const autre = await autreOnglet(v);
  await autre.element.getByLabel("Importer un fichier").setInputFiles({ name: nom, mimeType: "application/json", buffer: octets });
  await autre.bilan.getByRole("heading", { name: "Au bord de l’Escaut" }).waitFor();
  await constate.equal(async () => plain(await autre.element.locator(".cles").innerText()), cles);
  await constate.equal(() => autre.effectif("Infirmier").inputValue(), "1");
});

visit("the text is copied, or saved", { permissions: ["clipboard-read", "clipboard-write"] }, async (v) => {
  const s = await ouvrir(v);
  const dit = await ecouter(v);
  await section(s).getByRole("button", { name: "Copier le texte de la lettre d’intention" }).click();
  await dit(/^Le texte de la lettre est copié\./);
  const copie = await v.page.evaluate(() => navigator.clipboard.readText());
  const { nom, octets } = await enregistrer(v, s, TEXTE);
  assert.match(nom, /\.txt$/);
  assert.equal(copie.replace(/\r\n/g, "\n"), octets.toString("utf8"));
  assert.match(copie, /^Lettre d’intention\n=+\n/);
  assert.match(copie, /\n2\. Le territoire envisagé\n-+\n/);
});

visit("a browser that does not let copy is told, and the file is there", {
  arrange: (page) => page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined })),
}, async (v) => {
  const s = await ouvrir(v);
  await section(s).getByRole("button", { name: /^Copier/ }).click();
  await section(s).getByRole("alert").filter({ hasText: "n’a pas laissé copier le texte" }).waitFor();
  await enregistrer(v, s, TEXTE);
  await section(s).getByRole("alert").waitFor({ state: "detached" });
});

visit("a browser that does not let save is told", {
  arrange: (page) => page.addInitScript(() => { URL.createObjectURL = () => { throw new Error("refused"); }; }),
}, async (v) => {
  const s = await ouvrir(v);
  await bouton(s, LETTRE).click();
  await section(s).getByRole("alert").filter({ hasText: "n’a pas laissé enregistrer ce fichier" }).waitFor();
});

visit("without a commune the reason is told", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await repli(s).click();
  for (const nom of [LETTRE, TEXTE, FICHES, COMMUNES]) {
    await constate.equal(() => bouton(s, nom).getAttribute("aria-disabled"), "true", nom);
    await bouton(s, nom).press("Enter");
  }
  await section(s).getByText("Ajoutez d’abord une commune.").first().waitFor();
  await assertAccessible(v, "documents sans commune");
  const { octets } = await enregistrer(v, s, PROJET);
  assert.deepEqual(JSON.parse(octets.toString("utf8")).territoire, {});
  await s.choisir("cambrai", CAMBRAI);
  await bouton(s, LETTRE).and(section(s).locator("[aria-disabled]")).waitFor({ state: "detached" });
});

visit("everything is made with the network cut", {}, async (v) => {
  const s = await ouvrir(v);
  await v.page.context().setOffline(true);
  const asked = v.requests.length;
  for (const nom of [LETTRE, FICHES, COMMUNES, TEXTE, PROJET]) {
    const { octets } = await enregistrer(v, s, nom);
    assert.ok(octets.length > 100, nom);
  }
  assert.deepEqual(v.requests.slice(asked).filter((url) => !url.startsWith("blob:")), []);
});

visit("by the keyboard alone, and accessible at every size", { acceptDownloads: true }, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  const resume = section(s).locator("summary");
  await resume.focus();
  await v.page.keyboard.press("Enter");
  await bouton(s, LETTRE).waitFor();
  await tabTo(v, section(s).getByLabel("Nom du projet"));
  await v.page.keyboard.type("Clavier");
  await tabTo(v, bouton(s, COMMUNES));
  const [telechargement] = await Promise.all([v.page.waitForEvent("download"), v.page.keyboard.press("Enter")]);
  assert.equal(telechargement.suggestedFilename(), "communes-clavier.csv");
  await assertAccessible(v, "documents");
  await captureEverywhere(v, "documents");
  await v.page.setViewportSize({ width: 320, height: 640 });
  await assertNoSidewaysScroll(v);
  await section(s).scrollIntoViewIfNeeded();
  await assertAccessible(v, "documents à 320 px");
  await capture(v, "documents-320");
});

visit("a site that hides amounts has none in its documents", {
  arrange: (page) => page.route(/\/$/, async (route) => {
    const reponse = await route.fetch();
    const corps = (await reponse.text()).replace("<cpts-simulateur", "<cpts-simulateur masquer-montants");
    await route.fulfill({ response: reponse, body: corps });
  }),
}, async (v) => {
  const s = await ouvrir(v);
  for (const nom of [LETTRE, FICHES]) await constate.ok(async () => !mots((await enregistrer(v, s, nom)).octets).includes("€"), nom);
});
