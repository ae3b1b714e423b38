// The page to print: what it says, that it holds on its sheet, what is left out.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import jsQR from "jsqr";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { plain, simulateur } from "./lib/simulateur.js";
import { DIST } from "./lib/site.js";
import { assertNoSidewaysScroll, capture, SIZES, suite } from "./lib/visit.js";

const visit = suite();
const CAMBRAI = /Communauté d[’']agglomération de Cambrai|CA de Cambrai/;

/** Opens the tool, and gives its dialog and the frame that is printed. */
async function imprimer(v, s) {
  await s.element.getByRole("button", { name: "Imprimer", exact: true }).first().click();
  const dialogue = s.element.getByRole("dialog", { name: "Une page à imprimer" });
  const cadre = dialogue.frameLocator("iframe");
  await cadre.getByRole("heading", { level: 1 }).first().waitFor();
  return { dialogue, cadre };
}

/** The QR code of the first page, read as a phone reads it on paper. */
function lireLeCode(fichier) {
  const image = execFileSync("pdftoppm", ["-r", "150", "-f", "1", "-l", "1", fichier], { maxBuffer: 1 << 26 });
  const [tete, largeur, hauteur] = image.subarray(0, 20).toString("latin1").match(/^P6\s+(\d+)\s+(\d+)\s+255\s/);
  const points = image.subarray(tete.length);
  const rgba = new Uint8ClampedArray(largeur * hauteur * 4).fill(255);
  for (let i = 0; i < largeur * hauteur; i++) rgba.set(points.subarray(i * 3, i * 3 + 3), i * 4);
  return jsQR(rgba, Number(largeur), Number(hauteur));
}

/** The pages of the PDF that a browser makes of what is printed: their text, and the code of the first. */
async function pages(v) {
  const frame = v.page.frames().find((f) => f !== v.page.mainFrame());
  const [html, police] = await frame.evaluate(async () => {
    await document.fonts.ready;
    const regles = document.adoptedStyleSheets.flatMap((feuille) => [...feuille.cssRules]);
    return [document.documentElement.outerHTML, regles.find((regle) => regle instanceof CSSFontFaceRule).cssText];
  });
  // The other rules as they are written: what a browser makes of them as text loses some.
  const css = police + readFileSync(join(DIST, "impression.css"), "utf8");
  // A copy of the frame, which a browser makes no PDF of: with its typeface, by which it was
  // made to hold on its sheet.
  const copie = await v.page.context().newPage();
  await copie.route(`${v.origin}/copie`, (route) =>
    route.fulfill({
      contentType: "text/html; charset=utf-8",
      body: html.replace("</head>", () => `<style>${css}</style></head>`),
    }),
  );
  await copie.goto(`${v.origin}/copie`);
  await copie.evaluate(() => Promise.all([...document.fonts].map((police) => police.load())));
  const dossier = mkdtempSync(join(tmpdir(), "cpts-impression-"));
  try {
    const fichier = join(dossier, "page.pdf");
    writeFileSync(fichier, await copie.pdf({ preferCSSPageSize: true }));
    const texte = execFileSync("pdftotext", ["-layout", fichier, "-"], { encoding: "utf8" });
    return { feuilles: texte.split("\f").slice(0, -1), code: lireLeCode(fichier) };
  } finally {
    rmSync(dossier, { recursive: true });
    await copie.close();
  }
}

visit("one sheet: the bilan on its front, people on its back", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  for (let i = 0; i < 3; i++) await s.ajouter("Médecin généraliste").click();
  await s.ajouter("Infirmier").click();
  await s.choisir("cambrai", CAMBRAI);
  const { dialogue, cadre } = await imprimer(v, s);
  const dit = plain(await cadre.locator("body").innerText());
  for (const attendu of [
    /Bilan de simulation CPTS, \d+(er)? \S+ 20\d\d/,
    /55 communes, Nord \(59\), Hauts-de-France/,
    /Population municipale 20\d\d 80 120/,
    /Taille 3 marge 120/,
    /3 médecins généralistes/,
    /1re année 142 500/,
    /Cambrai 59122 31 134/,
    /sans valeur contractuelle/,
    /vérifiées le/,
    /Qui est autour de la table/,
  ]) {
    assert.match(dit, attendu);
  }
  await cadre.getByRole("img", { name: /Code QR/ }).waitFor();
  await assertAccessible(v);
  await capture(v, "impression-bureau");
  const { feuilles, code } = await pages(v);
  assert.equal(feuilles.length, 2, "a front and a back");
  assert.ok(code, "the code on the paper can be read");
  assert.ok(code.version <= 15, `version ${code.version}`);
  assert.match(feuilles[0], /Wambaix/);
  assert.match(feuilles[0], /Prochaines étapes/);
  assert.match(feuilles[1], /autour de la table/);

  // The amounts, or the back, may be left out.
  await dialogue.getByLabel("Avec les montants").uncheck();
  await dialogue.getByLabel("Avec le verso").uncheck();
  await cadre.getByText("Montants masqués").waitFor();
  await constate.equal(() => cadre.locator("body").getByText("€").count(), 0);
  const [seule, ...autres] = (await pages(v)).feuilles;
  assert.deepEqual(autres, [], "nothing on its back");
  assert.doesNotMatch(seule, /€|75 ?000|Fixe|Maximum/);

  // What is printed is the frame, and nothing of the page around it.
  await v.page.evaluate(() => {
    const fenetre = document.querySelector("cpts-simulateur").shadowRoot.querySelector("iframe").contentWindow;
    fenetre.print = () => (globalThis.imprime = fenetre.document.title);
  });
  await dialogue.getByRole("button", { name: "Imprimer" }).click();
  await constate.match(() => v.page.evaluate(() => globalThis.imprime), /^Bilan CPTS, .*Cambrai$/);
  await v.page.keyboard.press("Escape");
  await dialogue.waitFor({ state: "hidden" });

  // It follows the answers.
  await s.element.locator("table.communes button.croix").first().click();
  await s.element.getByRole("button", { name: "Imprimer", exact: true }).first().click();
  await cadre.getByText("54 communes, Nord").waitFor();

  // And the code of the paper opens what the paper says.
  const telephone = await v.page.context().newPage();
  await telephone.goto(code.data);
  const retrouve = simulateur({ page: telephone });
  await retrouve.bilan.getByRole("heading", { name: CAMBRAI }).waitFor();
  await retrouve.bilan.getByText("55 communes, Nord (59)").waitFor();
  await telephone.close();
});

visit("beyond what a page holds, the communes have a page of their own", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  await s.choisir("caudrésis", /Caudrésis/);
  const { cadre } = await imprimer(v, s);
  await cadre.getByText("voir la page suivante").waitFor();
  const { feuilles } = await pages(v);
  assert.equal(feuilles.length, 3);
  assert.match(feuilles[0], /10\d communes, code INSEE et population : voir la page suivante/);
  assert.match(feuilles[1], /Abancourt[\s\S]*Wambaix/);
  assert.match(feuilles[2], /autour de la table/);
});

visit("on a phone, by keyboard", { viewport: SIZES.telephone }, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  const bouton = s.element.getByRole("button", { name: "Imprimer", exact: true }).first();
  await bouton.focus();
  await v.page.keyboard.press("Enter");
  const dialogue = s.element.getByRole("dialog", { name: "Une page à imprimer" });
  await dialogue.getByRole("button", { name: "Fermer" }).waitFor();
  await dialogue.frameLocator("iframe").getByRole("heading", { level: 1 }).first().waitFor();
  await assertNoSidewaysScroll(v);
  await capture(v, "impression-telephone");
  await v.page.keyboard.press("Escape");
  await constate.ok(() => bouton.evaluate((b) => b.getRootNode().activeElement === b), "the focus is back");
});
