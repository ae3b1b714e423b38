// The page, used from one end to the other.

import assert from "node:assert/strict";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { DAMAGES, damage } from "./lib/damage.js";
import { plain, simulateur, tabTo } from "./lib/simulateur.js";
import { assertNoSidewaysScroll, capture, captureEverywhere, SIZES, suite } from "./lib/visit.js";

const visit = suite();
const COMMUNES = /communes[^/]*\.bin/;
const CAMBRAI = /Communauté d’agglomération de Cambrai|Communauté d'agglomération de Cambrai|CA de Cambrai/;

/** A project that has everything to show. */
async function remplir(v) {
  const s = simulateur(v);
  await s.pret();
  for (const [profession, nombre] of [["Médecin généraliste", 5], ["Infirmier", 7], ["Pharmacien", 3]]) {
    await s.element.getByRole("spinbutton", { name: new RegExp(`^${profession}`) }).first().fill(String(nombre));
  }
  await s.element.getByLabel("Des professionnels de santé").check();
  await s.choisir("cambrai", CAMBRAI);
  await s.bilan.getByRole("heading", { name: CAMBRAI }).waitFor();
  return s;
}

visit("a whole journey with the mouse", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.bilan.getByRole("heading", { name: /Votre bilan/ }).waitFor();

  for (let i = 0; i < 3; i++) await s.ajouter("Médecin généraliste").click();
  await constate.equal(() => s.effectif("Médecin généraliste").inputValue(), "3");
  await s.element.getByLabel("Des professionnels de santé").check();

  await s.choisir("cambrai", CAMBRAI);
  await s.bilan.getByRole("heading", { name: CAMBRAI }).waitFor();
  await constate.match(async () => plain(await s.bilan.innerText()), /55 communes, Nord \(59\)/);
  await constate.equal(() => s.chiffre("Taille"), "3");
  const maximum = await s.chiffre("Maximum par an");
  assert.match(maximum, /^\d{3} \d{3} €$/);

  // The total of the table is the key figure.
  const table = s.bilan.getByRole("table").filter({ hasText: "Total" }).first();
  await constate.ok(async () => plain(await table.innerText()).includes(maximum.replace(" €", "")), `the funding table does not say ${maximum}`);

  // Without one commune the territory falls to the tier below, and comes back.
  await s.element.getByRole("button", { name: /^Voir .*autres communes/ }).click();
  await s.retirer("Cuvillers").click();
  await s.element.locator("dl.cle", { hasText: "Taille" }).locator(".valeur", { hasText: /^2$/ }).waitFor();
  await s.element.getByRole("button", { name: "Annuler", exact: true }).click();
  await s.element.locator("dl.cle", { hasText: "Taille" }).locator(".valeur", { hasText: /^3$/ }).waitFor();

  // Where does this figure come from?
  await s.bilan.getByRole("button", { name: /Voir la règle/ }).first().click();
  const regle = s.element.getByRole("dialog");
  await regle.getByRole("link").first().waitFor();
  await regle.getByRole("button", { name: "Fermer" }).click();
  await regle.waitFor({ state: "hidden" });
});

visit("the same journey without a mouse", {}, async (v) => {
  const { page } = v;
  const s = simulateur(v);
  await s.pret();

  await tabTo(v, s.effectif("Médecin généraliste"));
  await page.keyboard.type("3");
  await constate.equal(() => s.effectif("Médecin généraliste").inputValue(), "3");
  await page.keyboard.press("ArrowUp");
  await constate.equal(() => s.effectif("Médecin généraliste").inputValue(), "4");

  const initiative = s.element.getByLabel("Des professionnels de santé");
  await tabTo(v, initiative);
  await page.keyboard.press("Space");
  await constate.ok(() => initiative.isChecked());

  await tabTo(v, s.recherche);
  await page.keyboard.type("cambrai");
  await s.proposition(CAMBRAI).first().waitFor();
  await constate.equal(() => s.recherche.getAttribute("aria-expanded"), "true");
  // Down to the line wanted, which the field names as the active one.
  const active = async () => {
    const id = await s.recherche.getAttribute("aria-activedescendant");
    return plain(await s.element.locator(`#${id}`).innerText());
  };
  const first = await active();
  for (let i = 0; i < 15 && !CAMBRAI.test(await active()); i++) await page.keyboard.press("ArrowDown");
  await constate.match(() => active(), CAMBRAI);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowDown");
  await constate.match(() => active(), CAMBRAI, `up and down come back (the first line was ${first})`);
  await page.keyboard.press("Enter");
  await s.bilan.getByRole("heading", { name: CAMBRAI }).waitFor();
  await constate.equal(() => s.recherche.getAttribute("aria-expanded"), "false");
  await constate.equal(() => s.chiffre("Taille"), "3");

  // A commune alone, then removed with Delete; the focus is not lost.
  await page.keyboard.type("loos");
  await s.proposition(/Loos.*59360/).first().waitFor();
  await page.keyboard.press("Enter");
  const puce = s.element.getByRole("list", { name: "Communes ajoutées une à une" }).getByRole("button", { name: /^Retirer/ });
  await puce.waitFor();
  await tabTo(v, puce);
  await page.keyboard.press("Delete");
  await puce.waitFor({ state: "detached" });
  await s.element.getByRole("button", { name: "Annuler", exact: true }).waitFor();
  const focused = await s.element.evaluate((host) => host.shadowRoot.activeElement?.tagName ?? "none");
  assert.notEqual(focused, "none", "after a removal the focus must stay in the simulator");

  // A finding opens, then a rule: Escape closes it and gives the focus back.
  const regle = s.bilan.getByRole("button", { name: /Voir la règle/ }).first();
  await tabTo(v, regle);
  await page.keyboard.press("Enter");
  await s.element.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await s.element.getByRole("dialog").waitFor({ state: "hidden" });
  await constate.ok(() => regle.evaluate((node) => node.getRootNode().activeElement === node), "the focus is back on the link");
});

visit("Escape closes the list, then empties the field", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.recherche.fill("saint-denis");
  await s.proposition(/Saint-Denis/).first().waitFor();
  await v.page.keyboard.press("Escape");
  await constate.equal(() => s.recherche.getAttribute("aria-expanded"), "false");
  await constate.equal(() => s.recherche.inputValue(), "saint-denis");
  await v.page.keyboard.press("Escape");
  await constate.equal(() => s.recherche.inputValue(), "");
});

for (const [texte, attendu] of [
  ["SAINT DENIS", /Saint-Denis.*93/],
  ["st denis", /Saint-Denis.*93/],
  // An INSEE code that is the postal code of other places, too.
  ["59122", /Cambrai.*59122/],
  ["59400", /Cambrai/],
  ["pierrefitte sur seine", /Pierrefitte-sur-Seine.*Saint-Denis/],
  ["paris 13", /Paris 13/],
  ["redon agglo", /Redon/],
  ["camrbai", /Cambrai/],
]) {
  visit(`the search understands « ${texte} »`, {}, async (v) => {
    const s = simulateur(v);
    await s.pret();
    await s.recherche.fill(texte);
    await s.proposition(attendu).first().waitFor();
  });
}

for (const colorScheme of ["light", "dark"]) {
  visit(`every state is accessible (${colorScheme})`, { colorScheme }, async (v) => {
    const s = simulateur(v);
    await s.pret();
    await assertAccessible(v, "vide");
    await s.recherche.fill("cambrai");
    await s.proposition(CAMBRAI).first().waitFor();
    await assertAccessible(v, "liste ouverte");
    await s.recherche.fill("zzzzzz");
    await assertAccessible(v, "rien de trouvé");
    await s.recherche.fill("");
    await remplir(v);
    await assertAccessible(v, "bilan");
    for (const details of await s.element.locator("details:not([open]) > summary").all()) {
      if (await details.isVisible()) await details.click();
    }
    await assertAccessible(v, "tout déplié");
    await s.bilan.getByRole("button", { name: /Voir la règle/ }).first().click();
    await s.element.getByRole("dialog").waitFor();
    await assertAccessible(v, "règle ouverte");
    await v.page.keyboard.press("Escape");
    await v.page.setViewportSize({ width: 360, height: 800 });
    // The bar that sticks to the foot covers half a row wherever the page stands; at
    // the end of the form it lies in its own place.
    await s.element.locator(".formulaire").evaluate((form) => scrollBy(0, form.getBoundingClientRect().bottom - innerHeight));
    await assertAccessible(v, "téléphone");
  });
}

visit("it is shown before any data, and says how far the data is", {
  arrange: async (page) => {
    page.arrivee = new Promise((done) => (page.laisserPasser = done));
    await page.route(COMMUNES, async (route) => {
      await page.arrivee;
      await route.continue();
    });
  },
}, async (v) => {
  const s = simulateur(v);
  await s.element.getByRole("heading", { name: /Qui participe/ }).waitFor();
  await s.element.getByRole("progressbar").waitFor();
  await s.ajouter("Médecin généraliste").click();
  await assertAccessible(v, "chargement");
  await capture(v, "chargement");
  v.page.laisserPasser();
  await s.pret();
  await constate.equal(() => s.effectif("Médecin généraliste").inputValue(), "1", "what was entered meanwhile is kept");
  await s.choisir("cambrai", CAMBRAI);
});

for (const kind of Object.keys(DAMAGES)) {
  const options = { arrange: (page) => damage(page, COMMUNES, kind), expected: [/Failed to load resource/] };
  visit(`the communes are refused (${kind}): a sentence, a way back, nothing lost`, options, async (v) => {
    const s = simulateur(v);
    const alerte = s.element.getByRole("alert");
    await alerte.waitFor();
    const phrase = plain(await alerte.innerText());
    assert.match(phrase, /communes/);
    assert.match(phrase, /[Rr]ecommence|Rechargez/);
    assert.doesNotMatch(phrase, /undefined|null|Error|panicked/);
    await s.ajouter("Médecin généraliste").click();
    if (kind === "coupé au milieu") {
      await assertAccessible(v, "données refusées");
      await captureEverywhere(v, "donnees-refusees");
    }
    await v.page.unroute(COMMUNES);
    await alerte.getByRole("button", { name: "Recommencer" }).click();
    await alerte.waitFor({ state: "detached" });
    await constate.equal(() => s.effectif("Médecin généraliste").inputValue(), "1");
    await s.choisir("cambrai", CAMBRAI);
    await constate.equal(() => s.chiffre("Taille"), "3");
  });
}

visit("the module does not come: a sentence and a way back", {
  arrange: (page) => page.route(/\.wasm$/, (route) => route.abort("internetdisconnected")),
  expected: [/Failed to load resource/, /cpts-simulateur/, /preload/],
}, async (v) => {
  const s = simulateur(v);
  const alerte = s.element.getByRole("alert");
  await alerte.waitFor();
  await constate.match(async () => plain(await alerte.innerText()), /n’a pas pu démarrer/);
  await v.page.unroute(/\.wasm$/);
  await alerte.getByRole("button", { name: "Recommencer" }).click();
  await s.pret();
});

visit("without JavaScript there is a sentence", { javaScriptEnabled: false }, async (v) => {
  // Selectors by text pass over what stands in <noscript>.
  const sentence = v.page.locator("cpts-simulateur noscript p");
  await sentence.waitFor();
  await constate.match(async () => plain(await sentence.innerText()), /a besoin de JavaScript/);
});

visit("it fits in 320 px", { viewport: { width: 320, height: 640 } }, async (v) => {
  await simulateur(v).pret();
  await assertNoSidewaysScroll(v);
  await remplir(v);
  await assertNoSidewaysScroll(v);
  await assertAccessible(v, "320 px");
  await capture(v, "bilan-320");
});

visit("forced colours: what is chosen can be seen", { forcedColors: "active" }, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.recherche.fill("cambrai");
  const choisie = s.element.locator('[role="option"][aria-selected="true"]');
  await choisie.waitFor();
  const style = await choisie.evaluate((node) => {
    const { outlineStyle, borderTopStyle, backgroundColor } = getComputedStyle(node);
    const autre = node.getRootNode().querySelector('[role="option"][aria-selected="false"]');
    return { marked: outlineStyle !== "none" || borderTopStyle !== "none" || backgroundColor !== getComputedStyle(autre).backgroundColor };
  });
  assert.ok(style.marked, "the active line looks like the others");
  await v.page.keyboard.press("Escape");
  await remplir(v);
  await capture(v, "couleurs-imposees");
});

visit("reduced motion: nothing moves", { reducedMotion: "reduce" }, async (v) => {
  const s = await remplir(v);
  await s.ajouter("Médecin généraliste").click();
  const moving = await s.element.evaluate((host) => {
    const moves = (animation) => animation.effect.getKeyframes().some((frame) => "transform" in frame || "translate" in frame || "height" in frame);
    return host.shadowRoot.getAnimations().filter(moves).length;
  });
  assert.equal(moving, 0);
});

visit("no size of window is too narrow, empty or filled", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await captureEverywhere(v, "vide");
  await remplir(v);
  await captureEverywhere(v, "bilan");
  for (const size of Object.values(SIZES)) {
    await v.page.setViewportSize(size);
    await assertNoSidewaysScroll(v);
  }
  await v.page.setViewportSize({ width: 1440, height: 900 });
  await s.recherche.fill("saint-denis");
  await s.proposition(/Saint-Denis/).first().waitFor();
  await capture(v, "recherche");
});

visit("on a tablet the answered questions fold when the bilan is asked for", { viewport: { width: 768, height: 1024 } }, async (v) => {
  const s = await remplir(v);
  await s.element.getByRole("button", { name: "Voir le bilan" }).click();
  const effectif = s.effectif("Médecin généraliste");
  await effectif.waitFor({ state: "hidden" });
  await constate.match(async () => plain(await s.element.locator("#qui .q-resume").innerText()), /^15 personnes, 3 professions$/);
  await assertAccessible(v, "questions pliées");

  await s.element.getByRole("button", { name: /^Modifier.*Quel territoire/ }).click();
  await s.recherche.waitFor();
  await constate.ok(() => effectif.isVisible());
});

visit("a postal code shared by 46 communes is offered as a group; one that is also an INSEE code offers both", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.recherche.fill("51300");
  await s.proposition(/^Code postal 51300\s: 46\scommunes, à choisir/).waitFor();
  // The group, then each of its communes.
  const options = s.element.getByRole("option");
  await constate.ok(async () => (await options.count()) >= 47, `${await options.count()} options`);
  await s.recherche.fill("59122");
  await s.proposition(/^Cambrai/).waitFor();
});
