// bareme.html: what people read, quote and print. It needs no script, so most of it is
// visited without any.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { HtmlValidate } from "html-validate";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { simulateur } from "./lib/simulateur.js";
import { DIST } from "./lib/site.js";
import { assertNoSidewaysScroll, capture, captureEverywhere, suite } from "./lib/visit.js";

const visit = suite();
const PATH = "/bareme.html";
const TITRE = "Barème des CPTS : tailles, montants, délais et versements";

/** The page is there, with its typeface. */
async function lue({ page }) {
  await page.getByRole("heading", { level: 1, name: TITRE }).waitFor();
  await constate.equal(() => page.evaluate(() => document.fonts.status), "loaded");
}

/** Where each table cell ends must be inside the window. */
const debords = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("td, th, li, p, dt, dd, h1, h2, h3")]
      .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .map((element) => element.textContent.slice(0, 60)),
  );

test("html-validate has nothing to say of it", async () => {
  const juge = new HtmlValidate({ root: true, extends: ["html-validate:recommended", "html-validate:a11y"] });
  const html = readFileSync(join(DIST, "bareme.html"), "utf8");
  const dire = ({ results }) => results.flatMap(({ messages }) => messages.map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId}: ${message}`));
  assert.deepEqual(dire(await juge.validateString(html)), []);
  // It does look.
  assert.notDeepEqual(dire(await juge.validateString(html.replace("<h3", '<h3 id="taille"'))), []);
});

for (const colorScheme of ["light", "dark"]) {
  visit(`axe finds nothing, ${colorScheme}, on a desk and on a phone`, { path: PATH, colorScheme }, async (v) => {
    await lue(v);
    await assertAccessible(v, `bureau ${colorScheme}`);
    await v.page.setViewportSize({ width: 320, height: 640 });
    await assertAccessible(v, `320 px ${colorScheme}`);
  });
}

visit("axe finds nothing with the colours of the person", { path: PATH, forcedColors: "active" }, async (v) => {
  await lue(v);
  await assertAccessible(v, "couleurs forcées");
});

visit("nothing is wider than the window, from 320 px on", { path: PATH }, async (v) => {
  await lue(v);
  for (const width of [320, 360, 414, 699, 700, 768, 1024, 1440]) {
    await v.page.setViewportSize({ width, height: 800 });
    await assertNoSidewaysScroll(v);
    assert.deepEqual(await debords(v.page), [], `${width} px`);
  }
  await captureEverywhere(v, "bareme");
});

visit("without a script, by the keyboard: past the head, to a part, to a source", { path: PATH, javaScriptEnabled: false }, async (v) => {
  const { page } = v;
  await page.getByRole("heading", { level: 1, name: TITRE }).waitFor();
  await page.keyboard.press("Tab");
  const evitement = page.getByRole("link", { name: "Aller au contenu" });
  await constate.ok(() => evitement.evaluate((lien) => lien === document.activeElement && lien.getBoundingClientRect().top >= 0), "the link is in sight");
  await page.keyboard.press("Enter");
  assert.match(page.url(), /#contenu$/);
  await page.getByRole("navigation", { name: "Sommaire" }).getByRole("link", { name: "Délais" }).click();
  assert.match(page.url(), /#delais$/);
  await page.locator("#delais ~ table").getByRole("link", { name: /^source/ }).first().click();
  assert.match(page.url(), /#source-/);
  // The source stands out, and is in sight.
  const source = page.locator(new URL(page.url()).hash);
  await constate.ok(() => source.evaluate((la) => la.matches(":target") && la.getBoundingClientRect().top < innerHeight), "the source stands out");
});

visit("a table is read as one: each figure has its headers", { path: PATH, viewport: { width: 320, height: 700 } }, async (v) => {
  await lue(v);
  const table = v.page.getByRole("table", { name: "Accès aux soins : euros par an" });
  // As lines of blocks on a phone, it is a table still.
  const vue = await table.ariaSnapshot();
  assert.match(vue, /columnheader "Total"/);
  assert.match(vue, /row "T3 90 000 35 000 125 000/);
  assert.match(vue, /rowheader "T3"/);
});

visit("on four sheets of A4 at most, and every word is on one of them", { path: PATH }, async (v) => {
  await lue(v);
  await v.page.emulateMedia({ media: "print" });
  const mots = (texte) => new Set(texte.split(/\s+/).filter(Boolean));
  // What only a screen reader says is on no sheet.
  await v.page.evaluate(() => document.querySelectorAll(".sr").forEach((element) => element.remove()));
  const attendus = mots(await v.page.locator("main").innerText());
  const dossier = mkdtempSync(join(tmpdir(), "cpts-bareme-"));
  try {
    const fichier = join(dossier, "bareme.pdf");
    writeFileSync(fichier, await v.page.pdf({ preferCSSPageSize: true }));
    const texte = execFileSync("pdftotext", ["-raw", fichier, "-"], { encoding: "utf8" });
    const feuilles = texte.split("\f").slice(0, -1);
    assert.ok(feuilles.length <= 4, `${feuilles.length} sheets`);
    assert.match(execFileSync("pdfinfo", [fichier], { encoding: "utf8" }), /Page size:\s+59[45]\S* x 84[12]\S* pts \(A4\)/);
    // Letters that the typeface joins come back apart; a word may be cut at its hyphen.
    const ecrits = texte.replace(/-\n/g, "-").normalize("NFKC").replace(/\s+/g, " ");
    const perdus = [...attendus].filter((mot) => !ecrits.includes(mot.normalize("NFKC").replace(/\s+/g, " ")));
    assert.deepEqual(perdus, []);
    assert.ok(attendus.size > 800, `${attendus.size} words`);
  } finally {
    rmSync(dossier, { recursive: true });
  }
});

visit("the simulator leads to it: by its foot, and at the rule that a panel shows", {}, async (v) => {
  const { page } = v;
  const s = simulateur(v);
  await s.pret();
  await page.getByRole("contentinfo").getByRole("link", { name: "Barème des CPTS" }).waitFor();
  await s.ajouter("Médecin généraliste").click();
  await s.choisir("cambrai", /(CA|agglomération)\sde\sCambrai/);
  const ancres = new Set();
  const panneau = s.element.locator("dialog.regle");
  const boutons = s.bilan.locator("button").filter({ hasText: "Voir la règle", visible: true });
  await boutons.first().waitFor();
  for (const bouton of await boutons.all()) {
    await bouton.click();
    const lien = panneau.getByRole("link", { name: "Le barème complet, avec ses sources" });
    const adresse = new URL(await lien.getAttribute("href"));
    assert.equal(adresse.origin + adresse.pathname, `${v.origin}${PATH}`);
    ancres.add(adresse.hash);
    await page.keyboard.press("Escape");
    await panneau.waitFor({ state: "hidden" });
  }
  // The tailles, the payments, the coordination, and lines of the funding.
  assert.ok(ancres.size >= 4, [...ancres].join(" "));
  await page.goto(v.origin + PATH);
  for (const ancre of ancres) assert.equal(await page.locator(ancre).count(), 1, ancre);
  await capture(v, "bareme-depuis-le-simulateur");
});

visit("where the amounts are hidden, no panel leads to them", { path: "/cadre.html?masquer-montants" }, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", /(CA|agglomération)\sde\sCambrai/);
  await s.bilan.getByRole("button", { name: /Voir la règle sur les tailles/ }).first().click();
  const panneau = s.element.locator("dialog.regle");
  await panneau.getByRole("heading", { name: "Les quatre tailles" }).waitFor();
  assert.equal(await panneau.getByRole("link", { name: /barème complet/ }).count(), 0);
});

visit("the data are what the page says, and can be fetched", { path: PATH }, async (v) => {
  await lue(v);
  const lien = v.page.getByRole("link", { name: /en données \(JSON/ });
  const [fichier] = await Promise.all([v.page.waitForEvent("download"), lien.click()]);
  assert.match(fichier.suggestedFilename(), /^bareme-cpts-\d{4}-\d\d-\d\d\.json$/);
  const donnees = JSON.parse(readFileSync(await fichier.path(), "utf8"));
  assert.match(donnees.licence, /etalab-2\.0/);
  const totaux = donnees.missions["acces-aux-soins"].financement.at(-1);
  const t3 = (totaux.T3.fixe + totaux.T3.variable).toLocaleString("fr-FR").replace(/\s/g, "\u00a0");
  assert.ok((await v.page.locator(`#acces_aux_soins-${totaux.depuis}-T3`).innerText()).includes(t3));
  assert.match(await lien.innerText(), new RegExp(`${Math.ceil(readFileSync(join(DIST, "bareme.json")).length / 1000)}\\sko`));
});
