// What if the perimeter changed: the neighbours that tip the taille.

import assert from "node:assert/strict";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { plain, simulateur, tabTo } from "./lib/simulateur.js";
import { assertNoSidewaysScroll, capture, SIZES, suite } from "./lib/visit.js";

const visit = suite();
const CAMBRAI = /Communauté d.agglomération de Cambrai|CA de Cambrai/;

/** The agglomeration of Cambrai without Gouzeaucourt: 1 293 inhabitants short of Taille 3. */
async function cambraiSansGouzeaucourt(v) {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  await s.element.getByRole("button", { name: /^Voir .* autres communes/ }).click();
  await s.retirer("Gouzeaucourt").click();
  return s;
}

const section = (s) => s.element.locator("#et-si");
const ouvrir = (s) => section(s).getByText("Quelles communes changeraient la taille").click();
const table = (s, nom) => section(s).getByRole("table", { name: nom, exact: true });
const lignes = async (lieu) => (await lieu.locator("tbody tr").allInnerTexts()).map(plain);

visit("the neighbours that change the taille, the nearest first", {}, async (v) => {
  const s = await cambraiSansGouzeaucourt(v);
  await constate.match(async () => plain(await section(s).innerText()), /Il manque 1 293 habitants pour la Taille 3/);
  await ouvrir(s);
  const voisines = table(s, "Communes voisines qui changent la taille");
  await voisines.getByRole("rowheader", { name: /^Gouzeaucourt/ }).waitFor();
  const vues = await lignes(voisines);
  assert.equal(vues.length, 8);
  assert.match(vues[0], /^Gouzeaucourt 59.*1 413 80 120 2 .*3 \+ .* € \+ .* € Ajouter/);
  assert.match(vues[1], /^Hordain/);
  await section(s).getByText("3 autres communes qui changent la taille").click();
  await constate.match(async () => (await lignes(table(s, "Autres communes voisines qui changent la taille"))).at(-1), /^Bouchain 59.*4 113 82 820/);
  await section(s).getByText("26 voisines sans effet sur la taille").click();
  await constate.equal(async () => (await lignes(table(s, "Communes voisines sans effet sur la taille"))).length, 26);
  await assertAccessible(v, "et si");
});

visit("a neighbour is added with the keyboard, and taken back", {}, async (v) => {
  const s = await cambraiSansGouzeaucourt(v);
  const titre = section(s).getByText("Quelles communes changeraient la taille");
  await titre.focus();
  await v.page.keyboard.press("Enter");
  const ajouter = section(s).getByRole("button", { name: /^Ajouter : Gouzeaucourt$/ });
  await ajouter.waitFor();
  await tabTo(v, ajouter);
  await v.page.keyboard.press("Enter");
  await section(s).getByText(/Gouzeaucourt ajoutée\.\s80\s120\shabitants, Taille 3\./).waitFor();
  await constate.equal(() => s.chiffre("Taille"), "3");
  const annuler = section(s).getByRole("button", { name: "Annuler", exact: true });
  await v.page.waitForFunction(() => document.querySelector("cpts-simulateur").shadowRoot.activeElement?.id === "et-si-annuler");
  // From the other side: without which communes would it be Taille 2 again?
  await table(s, "Sans elle, la taille change").getByRole("rowheader", { name: /^Cuvillers/ }).waitFor();
  await v.page.keyboard.press("Enter");
  await annuler.waitFor({ state: "hidden" });
  await constate.equal(() => s.chiffre("Taille"), "2");
  await v.page.waitForFunction(() => document.querySelector("cpts-simulateur").shadowRoot.activeElement?.id === "et-si-communes");
});

visit("undoing is no longer offered once something else has changed", {}, async (v) => {
  const s = await cambraiSansGouzeaucourt(v);
  await ouvrir(s);
  await section(s).getByRole("button", { name: /^Ajouter : Gouzeaucourt$/ }).click();
  const annuler = section(s).getByRole("button", { name: "Annuler", exact: true });
  await annuler.waitFor();
  await s.retirer("Cambrai").first().click();
  await annuler.waitFor({ state: "hidden" });
});

visit("several communes together where one is not enough", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("200030633", /./);
  await ouvrir(s);
  await section(s).getByText(/Aucune voisine n’apporte à elle seule/).waitFor();
  await constate.match(async () => plain(await section(s).innerText()), /Cambrai : 94 583 habitants en tout, Taille 3\. C’est le plus petit ensemble/);
  await section(s).getByRole("button", { name: "Ajouter ces 2 communes" }).click();
  await constate.equal(() => s.chiffre("Taille"), "3");
});

visit("a single commune has neighbours too, and the adjacency comes when asked", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("69388", /./);
  assert.ok(!v.requests.some((r) => r.includes("adjacence")));
  await ouvrir(s);
  await table(s, "Communes voisines qui changent la taille").or(section(s).getByText(/Aucune voisine/)).first().waitFor();
  assert.ok(v.requests.some((r) => r.includes("adjacence")));
});

visit("outside the scheme there is nothing to change", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("97502", /./);
  await section(s).getByText("Sans taille, rien ne peut en changer").waitFor();
  await constate.equal(() => section(s).getByText("Quelles communes").isVisible(), false);
});

for (const [appareil, viewport] of Object.entries(SIZES)) {
  visit(`the section fits: ${appareil}`, { viewport }, async (v) => {
    const s = await cambraiSansGouzeaucourt(v);
    await ouvrir(s);
    await table(s, "Communes voisines qui changent la taille").waitFor();
    await assertNoSidewaysScroll(v);
    await assertAccessible(v, `et si, ${appareil}`);
    await capture(v, `et-si-${appareil}`);
  });
}
