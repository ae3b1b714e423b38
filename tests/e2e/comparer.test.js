// Up to three perimeters side by side, and two CPTS against one.

import assert from "node:assert/strict";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { plain, simulateur, tabTo } from "./lib/simulateur.js";
import { assertNoSidewaysScroll, capture, SIZES, suite } from "./lib/visit.js";

const visit = suite();
const CAMBRAI = /Communauté d.agglomération de Cambrai|CA de Cambrai/;

const section = (s) => s.element.locator("#comparer");
const garder = (s) => section(s).getByRole("button", { name: "Garder ce périmètre" });
const table = (s) => section(s).getByRole("table", { name: /Périmètres côte à côte/ });
const focused = (v, id) =>
  v.page.waitForFunction((id) => document.querySelector("cpts-simulateur").shadowRoot.activeElement?.id === id, id);

async function ligne(s, titre) {
  const rang = table(s).getByRole("row").filter({ has: s.element.page().getByRole("rowheader", { name: titre, exact: true }) });
  return (await rang.getByRole("cell").allInnerTexts()).map(plain);
}

/** A is the agglomeration of Cambrai, B the same without Gouzeaucourt. */
async function deuxPerimetres(v) {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  await garder(s).click();
  await s.element.getByRole("button", { name: /^Voir .* autres communes/ }).click();
  await s.retirer("Gouzeaucourt").click();
  await table(s).waitFor();
  return s;
}

visit("two perimeters side by side", {}, async (v) => {
  const s = await deuxPerimetres(v);
  await constate.deepEqual(() => ligne(s, "Habitants"), ["80 120", "78 707"]);
  await constate.deepEqual(() => ligne(s, "Communes"), ["55", "54"]);
  const tailles = await ligne(s, "Taille");
  assert.match(tailles[0], /^Taille 3 ?marge 120 hab\./);
  assert.match(tailles[1], /^Taille 2 .*manque 1 293 pour la 3$/);
  for (const mesure of ["Fixe par an", "Maximum par an"]) {
    for (const cellule of await ligne(s, mesure)) assert.match(cellule, /^[\d ]+ € ?(publié|contrat|calculé|(entre [\d ]+ et [\d ]+ € ?)?(estimé|à confirmer))$/);
  }
  await constate.match(() => section(s).getByRole("textbox", { name: "Nom du périmètre B" }).inputValue(), /de Cambrai sans Gouzeaucourt$/);
  await section(s).getByText(/^A et B/).click();
  const detail = plain(await section(s).locator(".confrontation").innerText());
  assert.match(detail, /1 commune seulement en A : Gouzeaucourt/);
  assert.match(detail, /0 commune seulement en B/);
  assert.match(detail, /54 communes dans les deux/);
  assert.match(detail, /L’un des deux périmètres contient l’autre/);
  await assertAccessible(v, "deux périmètres");
});

visit("a perimeter is taken up, renamed, removed, and each can be undone", {}, async (v) => {
  const s = await deuxPerimetres(v);
  await constate.equal(() => s.chiffre("Taille"), "2");
  const reprendre = section(s).getByRole("button", { name: /^Reprendre.*périmètre A$/ });
  await reprendre.focus();
  await v.page.keyboard.press("Enter");
  await section(s).getByText("Périmètre A repris.").waitFor();
  await constate.equal(() => s.chiffre("Taille"), "3");
  await focused(v, "comparer-annuler");
  // Nothing is lost: B is still there.
  await constate.deepEqual(() => ligne(s, "Habitants"), ["80 120", "78 707"]);
  await v.page.keyboard.press("Enter");
  await focused(v, "comparer-garder");
  await constate.equal(() => s.chiffre("Taille"), "2");

  const nom = section(s).getByRole("textbox", { name: "Nom du périmètre A" });
  await nom.fill("Tout Cambrai");
  await nom.press("Tab");
  await table(s).getByText("Tout Cambrai").waitFor();

  await section(s).getByRole("button", { name: /^Supprimer.*périmètre A$/ }).click();
  await table(s).waitFor({ state: "hidden" });
  await section(s).getByRole("button", { name: "Annuler", exact: true }).click();
  await table(s).getByText("Tout Cambrai").waitFor();
});

visit("three perimeters and no more", {}, async (v) => {
  const s = await deuxPerimetres(v);
  await garder(s).click();
  await s.retirer("Cambrai").first().click();
  await constate.equal(async () => (await ligne(s, "Habitants")).length, 3);
  await constate.equal(() => garder(s).getAttribute("aria-disabled"), "true");
  await garder(s).click({ force: true });
  await constate.equal(async () => (await ligne(s, "Habitants")).length, 3);
  await section(s).getByText(/^B et C/).waitFor();
});

visit("two CPTS apart or one of both", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("200068500", /./);
  await garder(s).click();
  await s.element.getByRole("button", { name: /^Retirer Communauté d.agglomération de Cambrai$/ }).click();
  await s.choisir("200030633", /./);
  await section(s).getByText(/^A et B/).click();
  const reunion = section(s).getByRole("table", { name: /Deux CPTS gardées à part/ });
  await reunion.waitFor();
  const vu = plain(await reunion.innerText());
  // 80 120 and 62 870: 142 990 together, still Taille 3.
  assert.match(vu, /Habitants 142 990 142 990/);
  assert.match(vu, /Taille 3 et 2 3/);
  assert.match(vu, /Écart pour une seule .*fixe − [\d ]+ €/);
  await assertAccessible(v, "deux CPTS ou une");
});

visit("two that overlap: the sum counts people twice, and says how many", {}, async (v) => {
  const s = await deuxPerimetres(v);
  await s.choisir("bapaume", /^Bapaume/);
  await section(s).getByText(/^A et B/).click();
  const alerte = section(s).locator(".recouvrement");
  await alerte.waitFor();
  // B is A without Gouzeaucourt, with Bapaume: 78 707 inhabitants are in both.
  await constate.match(async () => plain(await alerte.innerText()),
    /^54 communes sont en A et en B\. La somme ci-dessous compte deux fois 78 707 habitants : séparez/,
  );
  const reunion = plain(await section(s).getByRole("table", { name: /Deux CPTS gardées à part/ }).innerText());
  const [, somme, seule] = /Habitants ([\d ]{7}) ([\d ]{6})/.exec(reunion).map((n) => Number(n.replaceAll(" ", "")));
  assert.equal(somme - seule, 78_707);
  await assertAccessible(v, "deux périmètres qui se recouvrent");
  for (const [appareil, viewport] of Object.entries(SIZES)) {
    await v.page.setViewportSize(viewport);
    await assertNoSidewaysScroll(v);
    await capture(v, `comparer-recouvrement-${appareil}`);
  }
});

visit("two that share a town by their own shares count nobody twice", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  const part = async (habitants, quoi) => {
    await s.choisir("59122", /^Cambrai/);
    await s.element.getByRole("button", { name: "Une partie seulement de Cambrai" }).click();
    const panneau = s.element.getByRole("group", { name: "Une partie de Cambrai" });
    await panneau.getByLabel("Habitants de cette partie").fill(habitants);
    await panneau.getByLabel("Quelle partie, et d’où vient le chiffre").fill(quoi);
    await panneau.getByRole("button", { name: "Retenir cette partie" }).click();
  };
  await part("10 000", "quartiers nord, mairie");
  await s.choisir("59476", /^Proville/);
  await garder(s).click();
  await s.retirer("Proville").click();
  await s.retirer("la partie de Cambrai").click();
  await part("12 000", "quartiers sud, mairie");
  await s.choisir("59206", /^Escaudœuvres/);
  await section(s).getByText(/^A et B/).click();
  await constate.match(async () => plain(await section(s).locator(".ecarts").innerText()), /1 commune dans les deux/);
  const vu = plain(await section(s).getByRole("table", { name: /Deux CPTS gardées à part/ }).innerText());
  const [, somme, seule] = /Habitants (\d+ \d{3}) (\d+ \d{3})/.exec(vu);
  assert.equal(somme, seule);
  await constate.equal(() => section(s).locator(".recouvrement").count(), 0);
});

visit("everything with the keyboard", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  await tabTo(v, garder(s), { most: 250 });
  await v.page.keyboard.press("Enter");
  await table(s).waitFor();
  await tabTo(v, section(s).getByRole("button", { name: /^Reprendre.*périmètre A$/ }), { back: true });
});

for (const [appareil, viewport] of Object.entries(SIZES)) {
  visit(`the comparison fits: ${appareil}`, { viewport }, async (v) => {
    const s = await deuxPerimetres(v);
    await garder(s).click();
    await s.retirer("Cambrai").first().click();
    await section(s).getByText(/^A et C/).click();
    await assertNoSidewaysScroll(v);
    await assertAccessible(v, `comparer, ${appareil}`);
    await capture(v, `comparer-${appareil}`);
  });
}
