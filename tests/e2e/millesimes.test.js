// The vintages of the population: the table, the crossing told, the switch and the way back.

import assert from "node:assert/strict";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { plain, simulateur } from "./lib/simulateur.js";
import { assertNoSidewaysScroll, captureEverywhere, photograph, SIZES, suite } from "./lib/visit.js";

const visit = suite();

async function ouvrir(page) {
  const s = simulateur(page);
  await s.element.getByText("Millésimes de la population").click();
  await s.element.getByRole("radio", { name: "2022" }).waitFor();
  return s;
}

visit("a territory that crossed a threshold says so, and counts with the vintage before", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("maconnais beaujolais", /Mâconnais Beaujolais/);
  await constate.equal(() => s.chiffre("Taille"), "3");
  assert.ok(!v.requests.some((url) => url.includes("millesimes.bin")), "nothing is fetched before it is asked for");
  await ouvrir(v);
  const fold = s.bilan.locator(".millesimes");
  const texte = plain(await fold.innerText());
  assert.match(texte, /a changé de taille avec le millésime 2023, en vigueur depuis le 1er janvier 2026 : Taille 2 avant, Taille 3 depuis\./);
  const lignes = (await fold.locator("tbody tr").allInnerTexts()).map(plain);
  assert.equal(lignes.length, 3);
  assert.match(lignes[0], /^2023 .*80 318 3 318$/);
  assert.match(lignes[1], /^2022 .*79 589 2 410$/);
  await assertAccessible(v, "the vintages");
  await captureEverywhere(v, "millesimes-maconnais");

  await s.element.getByRole("radio", { name: "2022" }).check();
  await constate.equal(() => s.chiffre("Taille"), "2");
  await constate.equal(() => s.element.locator(".millesime-marque").count(), 3, "told in the questions, the head and the gauge");
  await constate.match(async () => plain(await s.bilan.innerText()), /INSEE 2022 : 79 589/);
  await constate.match(async () => plain(await s.element.locator(".panneau").innerText()), /79 589 habitants/);
  await constate.match(async () => plain(await s.bilan.locator(".pied").innerText()), /population municipale 2022, en vigueur depuis le 1er janvier 2025/);
  await assertAccessible(v, "another vintage");
  await captureEverywhere(v, "millesimes-2022");

  await s.element.getByRole("button", { name: "Revenir à 2023" }).first().click();
  await constate.equal(() => s.chiffre("Taille"), "3");
  await constate.equal(() => s.element.locator(".millesime-marque").count(), 0);
});

visit("a territory that stays in its tier says so, by keyboard on a phone", { viewport: SIZES.telephone }, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", /CA de Cambrai/);
  await s.element.getByRole("button", { name: "Voir le bilan" }).click();
  const resume = s.element.locator("summary", { hasText: "Millésimes de la population" });
  await resume.focus();
  await v.page.keyboard.press("Enter");
  await s.element.getByRole("radio", { name: /2023/ }).focus();
  await constate.match(async () => plain(await s.bilan.locator(".millesimes").innerText()), /La taille est la même aux 3 millésimes/);
  await v.page.keyboard.press("ArrowDown");
  await constate.match(async () => plain(await s.bilan.innerText()), /INSEE 2022 : 80 469/);
  await constate.ok(() => s.element.getByRole("radio", { name: "2022" }).evaluate((n) => n.getRootNode().activeElement === n),
    "the focus stays on the choice",
  );
  await assertNoSidewaysScroll(v);
  await captureEverywhere(v, "millesimes-cambrai");
});

visit(
  "without the file, a sentence and a way to try again",
  {
    arrange: (page) => page.route("**/millesimes.bin*", (route) => route.abort()),
    expected: [/Failed to load resource/],
  },
  async (v) => {
    const s = simulateur(v);
    await s.pret();
    await s.choisir("cambrai", /CA de Cambrai/);
    await s.element.getByText("Millésimes de la population").click();
    await s.element.getByText("Un fichier de données n’a pas pu être chargé").waitFor();
    await v.page.unroute("**/millesimes.bin*");
    await s.element.getByRole("button", { name: "Charger les millésimes" }).click();
    await s.element.getByRole("radio", { name: "2022" }).waitFor();
  },
);

visit("neighbours that nobody counted that year are named; the bar of the phone names the vintage", { viewport: SIZES.telephone }, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("15138", /^Murat/);
  const barre = s.element.locator(".resume");
  await constate.doesNotMatch(async () => plain(await barre.innerText()), /Millésime/);
  await s.element.getByRole("button", { name: "Voir le bilan" }).click();
  const etsi = s.element.locator("#et-si");
  await etsi.getByText("Quelles communes changeraient la taille").click();
  await etsi.locator("summary", { hasText: /[1-9]\d*\svoisines? sans effet/ }).waitFor();
  await constate.equal(() => etsi.getByText(/de population inconnue/).count(), 0);
  await ouvrir(v);
  await s.element.getByRole("radio", { name: "2022" }).check();
  const phrase = etsi.getByText(/^\d\svoisines? de population inconnue/);
  await phrase.waitFor();
  await constate.match(async () => plain(await phrase.innerText()), /Chavagnac. Effet non connu\.$/);
  await etsi.locator("summary", { hasText: /intercommunalités? voisines? entières?/ }).click();
  await constate.match(async () => plain(await etsi.innerText()), /, dont \d de population inconnue, non comptée/);
  await assertAccessible(v, "neighbours that nobody counted");
  await phrase.scrollIntoViewIfNeeded();
  await photograph(v.page, "millesimes-inconnues");
  await s.element.getByRole("button", { name: "Mes réponses" }).click();
  await constate.match(async () => plain(await barre.innerText()), /Millésime 2022\. Fixe/);
  await assertNoSidewaysScroll(v);
  await photograph(v.page, "millesimes-barre");
});
