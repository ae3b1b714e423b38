// Parts of communes: arrondissements, IRIS, a population by hand.

import assert from "node:assert/strict";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { plain, simulateur } from "./lib/simulateur.js";
import { SIZES, assertNoSidewaysScroll, captureEverywhere, suite } from "./lib/visit.js";

const visit = suite();

visit("Nice by IRIS, marked everywhere, and whole again in one action", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("nice", /^Nice/);
  const entiere = plain(await s.element.locator(".puce").first().innerText());
  await s.element.getByRole("button", { name: "Une partie seulement de Nice" }).click();
  const panneau = s.element.getByRole("group", { name: "Une partie de Nice" });
  await panneau.getByRole("radio", { name: "Par IRIS" }).check();
  const cases = panneau.getByRole("checkbox");
  await constate.equal(() => cases.count(), 146);
  await assertAccessible(v, "the IRIS of Nice");
  for (let i = 0; i < 12; i++) await cases.nth(i).check();
  const total = plain(await panneau.getByRole("status").innerText());
  assert.match(total, /^12 IRIS sur 146 : [\d ]+ habitants, IRIS 2021 ramené à 2023\.$/);
  await captureEverywhere(v, "parts-nice-choix");
  await panneau.getByRole("button", { name: "Retenir cette partie" }).click();
  const compte = total.match(/: ([\d ]+) habitants/)[1];
  await constate.match(async () => plain(await s.element.locator(".puce.part").innerText()), new RegExp(`Nice ${compte} habitants, IRIS 2021 ramené à 2023, 12 IRIS sur 146`));
  await constate.match(async () => plain(await s.bilan.innerText()), new RegExp(`INSEE 2023 : ${compte}`));
  await s.bilan.getByText("Une part de commune est comptée par IRIS").waitFor();
  await constate.match(async () => plain(await s.bilan.locator(".jauge-parts").innerText()), /dont 1 partie .*IRIS 2021 ramené à 2023/);
  await assertAccessible(v, "a part by IRIS");
  await captureEverywhere(v, "parts-nice");

  await s.element.getByRole("button", { name: "Commune entière : Nice" }).click();
  await constate.equal(() => s.element.locator(".puce.part").count(), 0);
  await constate.equal(async () => plain(await s.element.locator(".puce").first().innerText()), entiere);
  await s.element.getByRole("button", { name: "Annuler", exact: true }).click();
  await constate.equal(() => s.element.locator(".puce.part").count(), 1, "going back can be undone");
});

visit("Marseille by arrondissement, never beside the city", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("marseille", /^Marseille/);
  await s.element.getByRole("button", { name: "Une partie seulement de Marseille", exact: true }).click();
  const panneau = s.element.getByRole("group", { name: "Une partie de Marseille" });
  await constate.equal(() => panneau.getByRole("checkbox").count(), 16);
  await panneau.getByRole("checkbox", { name: /13e Arr/ }).check();
  await panneau.getByRole("checkbox", { name: /14e Arr/ }).check();
  const total = plain(await panneau.getByRole("status").innerText());
  await panneau.getByRole("button", { name: "Retenir cette partie" }).click();
  const compte = total.match(/: ([\d ]+) habitants/)[1];
  await constate.match(async () => plain(await s.bilan.innerText()), new RegExp(`INSEE 2023 : ${compte}`));
  await constate.equal(() => s.bilan.getByText(/ville et/i).count(), 0, "nothing is counted twice");
  await constate.match(async () => plain(await s.element.locator(".puce.part").innerText()), /Marseille 2 arrondissements sur 16/);
  await assertAccessible(v, "two arrondissements");
  await captureEverywhere(v, "parts-marseille");
});

visit("a part of Cambrai by hand, by keyboard on a phone", { viewport: SIZES.telephone }, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", /CA de Cambrai/);
  const bouton = s.element.getByRole("button", { name: "Une partie seulement de Cambrai" });
  await bouton.focus();
  await v.page.keyboard.press("Enter");
  const panneau = s.element.getByRole("group", { name: "Une partie de Cambrai" });
  await panneau.getByLabel("Habitants de cette partie").fill("40 000");
  await panneau.getByLabel("Quelle partie, et d’où vient le chiffre").fill("quartiers nord, mairie");
  await panneau.getByRole("button", { name: "Retenir cette partie" }).press("Enter");
  await constate.match(async () => plain(await panneau.getByRole("alert").innerText()), /entre ces limites/);
  await constate.equal(() => panneau.getByLabel("Habitants de cette partie").getAttribute("aria-invalid"), "true");
  await assertAccessible(v, "a refused part");
  await captureEverywhere(v, "parts-main");
  await panneau.getByLabel("Habitants de cette partie").fill("10 000");
  await panneau.getByLabel("Quelle partie, et d’où vient le chiffre").fill("");
  await panneau.getByRole("button", { name: "Retenir cette partie" }).press("Enter");
  await constate.match(async () => plain(await panneau.getByRole("alert").innerText()), /quelle partie/);
  await panneau.getByLabel("Quelle partie, et d’où vient le chiffre").fill("quartiers nord, mairie");
  await panneau.getByRole("button", { name: "Retenir cette partie" }).press("Enter");
  const puce = plain(await s.element.locator(".puce.part").innerText());
  assert.match(puce, /Cambrai 10 000 habitants, saisie manuelle, quartiers nord, mairie/);
  // 80 120 without the 31 134 of Cambrai, and the 10 000.
  await constate.match(async () => plain(await s.element.locator(".panneau").innerText()), /55 communes sur 55, 58 986 habitants/);
  await constate.match(async () => plain(await s.bilan.innerText()), /INSEE 2023 : 58 986/);
  await assertNoSidewaysScroll(v);
  await captureEverywhere(v, "parts-cambrai");
  await s.element.getByRole("button", { name: "Modifier la partie de Cambrai" }).click();
  await constate.equal(() => panneau.getByLabel("Habitants de cette partie").inputValue(), "10000");
  await v.page.keyboard.press("Escape");
  await constate.equal(() => panneau.count(), 0);
});
