// What a person answered outlives a reload, a crash and a browser without memory; and
// every gesture can be undone.

import assert from "node:assert/strict";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { ecouter, plain, simulateur } from "./lib/simulateur.js";
import { suite } from "./lib/visit.js";

const visit = suite();
const CAMBRAI = /Communauté d[’']agglomération de Cambrai|CA de Cambrai/;

/** The buttons of the way back and forth, with what they say they would do. */
const bouton = ({ page }, mot) => page.locator("cpts-simulateur").getByRole("button", { name: new RegExp(`^${mot}`) });
const dire = async (v, mot) => plain(await bouton(v, mot).first().innerText());

/** Once the work has been written down. */
const ecrit = ({ page }) => page.waitForFunction(() => Object.keys(sessionStorage).some((cle) => cle.startsWith("cpts-simulateur:session:")));

/** Professions, a territory, a mission, a date. */
async function repondre(v) {
  const s = simulateur(v);
  await s.pret();
  await s.effectif("Médecin généraliste").fill("3");
  await s.choisir("cambrai", CAMBRAI);
  await s.bilan.getByRole("heading", { name: CAMBRAI }).first().waitFor();
  await ecrit(v);
  return s;
}

const reponses = async (s) => ({
  medecins: await s.effectif("Médecin généraliste").inputValue(),
  taille: await s.chiffre("Taille"),
  fixe: await s.chiffre("Fixe par an"),
});

visit("a reload gives the work back", {}, async (v) => {
  const s = await repondre(v);
  const avant = await reponses(s);
  await v.page.waitForTimeout(500);
  await v.page.reload();
  await s.pret();
  await s.bilan.getByRole("heading", { name: CAMBRAI }).first().waitFor();
  await constate.deepEqual(() => reponses(s), avant);
  // The way back begins there: nothing was done since.
  await constate.equal(() => bouton(v, "Annuler").first().getAttribute("aria-disabled"), "true");
  await constate.deepEqual(() => v.page.evaluate(() => [localStorage.length, document.cookie]), [0, ""]);
});

visit("what was typed in the last moment before leaving is kept", {}, async (v) => {
  const s = await repondre(v);
  await s.effectif("Médecin généraliste").fill("7");
  // At once: before the pause after which the work is written.
  await v.page.evaluate(() => location.reload());
  await s.pret();
  await v.page.waitForFunction(() => document.querySelector("cpts-simulateur").shadowRoot?.querySelector("[role=spinbutton], input[type=number]")?.value === "7");
});

visit("what is answered before the work is back is added to it", {}, async (v) => {
  await repondre(v);
  await v.page.waitForTimeout(500);
  // The part that reads the memory comes late: the questions are there before it.
  let laisser;
  const porte = new Promise((ouvrir) => (laisser = ouvrir));
  await v.page.route(/_atelier\.wasm$/, async (route) => {
    await porte;
    await route.continue();
  });
  await v.page.reload();
  const s = simulateur(v);
  await s.effectif("Infirmier").fill("5");
  await constate.equal(() => s.effectif("Médecin généraliste").inputValue(), "0");
  laisser();
  await s.bilan.getByRole("heading", { name: CAMBRAI }).first().waitFor();
  await constate.deepEqual(async () => [await s.effectif("Médecin généraliste").inputValue(), await s.effectif("Infirmier").inputValue()], ["3", "5"]);
  await constate.equal(() => s.chiffre("Taille"), "3");
});

visit("a date and a commune given before the work is back are not lost either", {}, async (v) => {
  const avant = await repondre(v);
  await avant.element.getByRole("button", { name: /^Voir \d+ autres communes/ }).click();
  await avant.retirer("Gouzeaucourt").click();
  await constate.match(async () => plain(await avant.bilan.innerText()), /54 communes/);
  await v.page.waitForTimeout(500);
  let laisser;
  const porte = new Promise((ouvrir) => (laisser = ouvrir));
  await v.page.route(/_atelier\.wasm$/, async (route) => {
    await porte;
    await route.continue();
  });
  await v.page.reload();
  const s = simulateur(v);
  await s.pret();
  const depart = s.element.locator("#d-parcours");
  const signature = await s.element.locator("#signature").inputValue();
  const voulu = `${Number(signature.slice(0, 4)) + 1}${signature.slice(4)}`;
  await depart.fill(voulu);
  await s.choisir("gouzeaucourt", /^Gouzeaucourt/);
  laisser();
  await s.bilan.getByRole("heading", { name: CAMBRAI }).first().waitFor();
  await constate.match(async () => plain(await s.bilan.innerText()), /55 communes/);
  await constate.equal(() => depart.inputValue(), voulu);
  // It is in by its EPCI again, and not beside it.
  await constate.equal(() => s.element.locator("ul.puces li").count(), 0);
});

visit("a year is typed digit by digit; what is no date is taken back", {}, async (v) => {
  const s = await repondre(v);
  const signature = s.element.locator("#signature");
  await signature.focus();
  // The same whichever of the day and the month comes first.
  await v.page.keyboard.type("09092028", { delay: 60 });
  await constate.equal(() => signature.inputValue(), "2028-09-09");
  await constate.match(async () => plain(await s.bilan.innerText()), /Versé la 1re année \d/);
  await signature.fill("1927-05-01");
  await signature.blur();
  await constate.match(() => signature.inputValue(), /^2028-/);
  await signature.fill("");
  await signature.blur();
  await constate.equal(() => signature.inputValue(), "");
});

visit("Ctrl+Z takes back the last gesture, wherever the focus went", {}, async (v) => {
  const s = await repondre(v);
  await s.element.locator("#signature").click();
  await s.retirer("Communauté d’agglomération de Cambrai").click();
  await s.bilan.getByRole("heading", { name: CAMBRAI }).first().waitFor({ state: "detached" });
  await constate.ok(() => s.element.evaluate((n) => n.shadowRoot.activeElement !== null), "the focus stays in the simulator");
  await v.page.evaluate(() => document.querySelector("cpts-simulateur").shadowRoot.activeElement.blur());
  await v.page.keyboard.press("Control+z");
  await s.bilan.getByRole("heading", { name: CAMBRAI }).first().waitFor();
  await constate.equal(() => s.effectif("Médecin généraliste").inputValue(), "3");
  await v.page.keyboard.press("Control+Shift+z");
  await s.bilan.getByRole("heading", { name: CAMBRAI }).first().waitFor({ state: "detached" });
});

visit("a crash of the tab gives the work back", { expected: [/crash/i] }, async (v) => {
  await repondre(v);
  await v.page.waitForTimeout(500);
  const onglet = await v.page.context().newCDPSession(v.page);
  const tombe = v.page.waitForEvent("crash");
  onglet.send("Page.crash").catch(() => {});
  await tombe;
  // « Recharger » on the page that the browser shows then; Playwright itself gives it up.
  await onglet.send("Page.reload");
  const lire = async (expression) => (await onglet.send("Runtime.evaluate", { expression })).result.value;
  const champ = "document.querySelector('cpts-simulateur')?.shadowRoot?.querySelector('input')?.value";
  let titre;
  for (let essai = 0; essai < 100 && !CAMBRAI.test(titre); essai++) {
    await new Promise((suite) => setTimeout(suite, 100));
    titre = await lire("[...(document.querySelector('cpts-simulateur')?.shadowRoot?.querySelectorAll('h2') ?? [])].map((h) => h.textContent).join()").catch(() => "");
  }
  assert.match(titre, CAMBRAI);
  await constate.equal(() => lire(champ), "3");
});

visit("another page of the site and another simulator keep their own work", {}, async (v) => {
  await repondre(v);
  await v.page.evaluate(async () => {
    const autre = document.createElement("cpts-simulateur");
    document.body.append(autre);
  });
  const second = v.page.locator("cpts-simulateur").nth(1);
  await second.getByRole("heading", { name: /Quel territoire/ }).waitFor();
  await second.getByRole("spinbutton", { name: "Infirmier", exact: true }).fill("9");
  await v.page.waitForFunction(() => Object.keys(sessionStorage).length === 2);
  const cles = await v.page.evaluate(() => Object.keys(sessionStorage).sort());
  assert.deepEqual(cles, ["cpts-simulateur:session:/:0", "cpts-simulateur:session:/:1"]);
  await v.page.goto(`${v.origin}/index.html`);
  const s = simulateur(v);
  await s.pret();
  await constate.equal(() => s.effectif("Médecin généraliste").inputValue(), "0");
});

visit("a memory that is damaged is told, and changes nothing else", {
  arrange: (page) => page.addInitScript(() => sessionStorage.setItem("cpts-simulateur:session:/:0", "1GDKSE483080G2104JJDV6QR8047GJ0N")),
}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.element.getByText(/n’a pas pu être relu/).waitFor();
  await s.effectif("Médecin généraliste").fill("3");
  await constate.equal(() => s.effectif("Médecin généraliste").inputValue(), "3");
  await assertAccessible(v, "a damaged memory");
});

for (const [comment, arranger] of Object.entries({
  "refused": () => Object.defineProperty(globalThis, "sessionStorage", { get: () => { throw new DOMException("no", "SecurityError"); } }),
  "absent": () => Object.defineProperty(globalThis, "sessionStorage", { get: () => null }),
  "full": () => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; },
})) {
  visit(`a memory that is ${comment} is told once, and all else works`, { arrange: (page) => page.addInitScript(arranger) }, async (v) => {
    const s = simulateur(v);
    await s.pret();
    // Nothing to lose yet: nothing to say.
    await v.page.waitForTimeout(600);
    await constate.equal(() => s.element.getByText(/ne garde rien ici/).count(), 0);
    await s.choisir("cambrai", CAMBRAI);
    await s.element.getByText(/ne garde rien ici/).waitFor();
    await s.element.getByRole("button", { name: "Fermer", exact: true }).click();
    await s.effectif("Médecin généraliste").fill("4");
    await v.page.waitForTimeout(600);
    await constate.equal(() => s.element.getByText(/ne garde rien ici/).count(), 0, "told once");
    await constate.equal(() => s.chiffre("Taille"), "3");
  });
}

visit("every gesture can be undone and made again, by the buttons", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  const dit = await ecouter(v);
  await constate.equal(() => dire(v, "Annuler"), "Annuler");
  for (let i = 0; i < 3; i++) await s.ajouter("Médecin généraliste").click();
  await s.choisir("cambrai", CAMBRAI);
  await s.bilan.getByRole("heading", { name: CAMBRAI }).first().waitFor();
  await bouton(v, "Annuler : ajout").waitFor();
  await bouton(v, "Annuler").first().click();
  await dit(/^Annulé : ajout : Communauté/);
  // The three presses on « + » were one gesture.
  await constate.equal(() => dire(v, "Annuler"), "Annuler : Médecins généralistes, de 0 à 3");
  await bouton(v, "Annuler").first().click();
  await constate.equal(() => s.effectif("Médecin généraliste").inputValue(), "0");
  await constate.equal(() => bouton(v, "Annuler").first().getAttribute("aria-disabled"), "true");
  await bouton(v, "Rétablir").click();
  await constate.equal(() => s.effectif("Médecin généraliste").inputValue(), "3");
  await bouton(v, "Rétablir").click();
  await s.bilan.getByRole("heading", { name: CAMBRAI }).first().waitFor();
  await dit(/^Rétabli : ajout : Communauté/);
  await assertAccessible(v, "after undoing");
});

visit("and by the keyboard, but for what a field undoes by itself", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.ajouter("Médecin généraliste").click();
  await s.element.getByText("Annuler : Médecins généralistes, de 0 à 1").waitFor({ state: "attached" });
  await v.page.keyboard.press("Control+z");
  await constate.equal(() => s.effectif("Médecin généraliste").inputValue(), "0");
  await v.page.keyboard.press("Control+Shift+z");
  await constate.equal(() => s.effectif("Médecin généraliste").inputValue(), "1");
  await v.page.keyboard.press("Control+z");
  await v.page.keyboard.press("Control+y");
  await constate.equal(() => s.effectif("Médecin généraliste").inputValue(), "1");
  await s.recherche.fill("camb");
  await v.page.keyboard.press("Control+z");
  await constate.equal(() => s.effectif("Médecin généraliste").inputValue(), "1", "the field has its own way back");
});

visit("a new gesture ends the way forth", {}, async (v) => {
  const s = await repondre(v);
  await bouton(v, "Annuler").first().click();
  await s.effectif("Infirmier").fill("2");
  await s.element.getByText(/^\s:\sInfirmiers, de 0 à 2$/).waitFor({ state: "attached" });
  await constate.equal(() => bouton(v, "Rétablir").getAttribute("aria-disabled"), "true");
});

visit("the perimeters put aside are undone, made again, and come back after a reload", {}, async (v) => {
  const s = await repondre(v);
  const garder = s.element.getByRole("button", { name: /^Garder ce périmètre/ });
  await garder.click();
  const gardes = s.element.getByRole("list", { name: "Périmètres à comparer" });
  await gardes.waitFor();
  const combien = await gardes.getByRole("listitem").count();
  assert.ok(combien >= 2, `${combien}`);
  await bouton(v, "Annuler\\s:\\spérimètres à comparer").click();
  await gardes.waitFor({ state: "hidden" });
  await bouton(v, "Rétablir").click();
  await gardes.waitFor();
  await v.page.waitForTimeout(500);
  await v.page.reload();
  await s.pret();
  await gardes.waitFor();
  await constate.equal(() => gardes.getByRole("listitem").count(), combien);
});
