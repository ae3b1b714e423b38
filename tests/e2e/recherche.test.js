// The search box: what it proposes, what it never adds by itself, and the keyboard.

import assert from "node:assert/strict";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { plain, simulateur } from "./lib/simulateur.js";
import { assertNoSidewaysScroll, capture, SIZES, suite } from "./lib/visit.js";

const visit = suite();

/** The lines of the list, each as one text. */
async function lignes(s) {
  await s.element.getByRole("option").first().waitFor();
  return (await s.element.getByRole("option").allInnerTexts()).map(plain);
}

/** The line that Enter would choose. */
async function active(s) {
  const id = await s.recherche.getAttribute("aria-activedescendant");
  return plain(await s.element.locator(`#${id}`).innerText());
}

const chercher = async (s, texte) => {
  await s.recherche.fill(texte);
  return lignes(s);
};

visit("a postal code that several communes share opens a review and adds nothing", {}, async (v) => {
  const { page } = v;
  const s = simulateur(v);
  await s.pret();
  const trouvees = await chercher(s, "51300");
  assert.match(trouvees[0], /^Code postal 51300 : 46 communes, à choisir/);
  assert.match(trouvees[1], /^Vitry-le-François Marne \(51\), code 51649/);
  // The group, its 46 communes, and the commune of which it is the INSEE code, apart.
  assert.equal(trouvees.length, 48);
  assert.match(trouvees[47], /Isle-sur-Marne/);
  const groupes = await s.element.getByRole("listbox").getByRole("group").evaluateAll((g) => g.length);
  assert.equal(groupes, 3);
  await assertAccessible(v, "liste d’un code postal");

  await constate.match(() => active(s), /^Code postal 51300/);
  await page.keyboard.press("Enter");
  await constate.equal(() => s.recherche.getAttribute("aria-expanded"), "false");
  const titre = s.element.getByRole("heading", { name: /51300/ });
  await titre.waitFor();
  await constate.equal(() => s.element.getByRole("checkbox", { name: /Vitry-le-François/ }).isChecked(), false);
  const ajoutees = s.element.getByRole("list", { name: "Communes ajoutées une à une" }).getByRole("listitem");
  await constate.equal(() => ajoutees.count(), 0, "nothing was added");
  await assertAccessible(v, "communes d’un code postal à choisir");
});

visit("a postal code of one commune, an INSEE code, a SIREN", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await constate.deepEqual(async () => (await chercher(s, "92120")).length, 1);
  await constate.match(async () => (await chercher(s, "2a004"))[0], /^Ajaccio/);
  await constate.match(async () => (await chercher(s, "200068500"))[0], /^CA de Cambrai Nord \(59\), 55 communes/);
  const deux = await chercher(s, "97411");
  assert.match(deux[0], /^Saint-Paul/);
  assert.match(deux[1], /^Saint-Denis/);
});

visit("a former commune says where it is today and what it adds", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  const [premiere] = await chercher(s, "pierrefitte-sur-s");
  assert.match(
    premiere,
    /^Pierrefitte-sur-Seine Aujourd’hui dans Saint-Denis \(93\), code 93066 Ajoute Saint-Denis en entier/,
  );
  await constate.ok(() => s.element.getByRole("group", { name: "Ancienne commune" }).isVisible());
  await constate.equal(() => s.element.getByRole("option").first().locator("u").innerText(), "Pierrefitte-sur-S");
  await v.page.keyboard.press("Enter");
  await s.retirer("Saint-Denis").waitFor();
});

visit("homonyms are told apart, those of the territory come first", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  const partout = await chercher(s, "saint-denis");
  assert.match(partout[0], /^Saint-Denis La Réunion \(974\), code 97411 155 634/);
  assert.match(partout[1], /^Saint-Denis Seine-Saint-Denis \(93\), code 93066/);
  await s.choisir("carcassonne", /^Carcassonne/);
  await s.retirer("Carcassonne").waitFor();
  const aude = await chercher(s, "saint-denis");
  assert.match(aude[0], /^Saint-Denis Aude \(11\)/);
  assert.match(aude[1], /^Saint-Denis Gard \(30\)/);
  // What was first everywhere is still in sight.
  assert.ok(aude.slice(0, 5).some((l) => /La Réunion/.test(l)), aude.join("\n"));
});

/** A host that names its région. */
const hote = (region) => (page) =>
  page.addInitScript((region) => {
    const definir = customElements.define.bind(customElements);
    customElements.define = (nom, classe) => {
      document.querySelector(nom)?.setAttribute("region", region);
      definir(nom, classe);
    };
  }, region);

for (const region of ["11", "Île-de-France", "ile de france"]) {
  visit(`the région of the host comes first: ${region}`, { arrange: hote(region) }, async (v) => {
    const s = simulateur(v);
    await s.pret();
    await constate.match(async () => (await chercher(s, "saint-denis"))[0], /Seine-Saint-Denis \(93\)/);
    await constate.match(async () => (await chercher(s, "13e"))[0], /^Paris 13e/);
  });
}

visit("a région that does not exist is told to the webmaster, and nothing is lost", { arrange: hote("Bourgogne-Est") }, async (v) => {
  const avis = [];
  v.page.on("console", (m) => m.type() === "warning" && avis.push(m.text()));
  const s = simulateur(v);
  await s.pret();
  await constate.match(async () => (await chercher(s, "saint-denis"))[0], /La Réunion/);
  assert.ok(avis.some((a) => /Bourgogne-Est/.test(a)), `console: ${avis.join(" | ")}`);
});

visit("the keyboard goes through all the lines and round", {}, async (v) => {
  const { page } = v;
  const s = simulateur(v);
  await s.pret();
  await s.recherche.focus();
  await page.keyboard.type("st ouen");
  const trouvees = await lignes(s);
  assert.match(trouvees.slice(0, 5).join("\n"), /Saint-Ouen-sur-Seine/);
  for (const ligne of trouvees) {
    await constate.equal(() => active(s), ligne);
    await page.keyboard.press("ArrowDown");
  }
  await constate.equal(() => active(s), trouvees[0]);
  await page.keyboard.press("ArrowUp");
  await constate.equal(() => active(s), trouvees.at(-1));
  await page.keyboard.press("Escape");
  await constate.equal(() => s.recherche.getAttribute("aria-expanded"), "false");
});

visit("Enter ends a composition, and chooses nothing", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await chercher(s, "orle");
  const enter = (init) => s.recherche.evaluate((champ, init) =>
    champ.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, composed: true, cancelable: true, ...init })), init);
  for (const init of [{ isComposing: true, keyCode: 229 }, { keyCode: 229 }]) {
    assert.equal(await enter(init), true, "it is left to what composes");
    await constate.equal(() => s.recherche.inputValue(), "orle");
  }
  // The same key without a composition does choose.
  assert.equal(await enter({ keyCode: 13 }), false);
  await constate.equal(() => s.recherche.inputValue(), "");
});

for (const [appareil, viewport] of Object.entries(SIZES)) {
  visit(`the open list at ${viewport.width} px`, { viewport }, async (v) => {
    const s = simulateur(v);
    await s.pret();
    for (const [texte, nom] of [["saint-denis", "homonymes"], ["51300", "code-postal"], ["pierrefitte-sur", "ancienne"]]) {
      await chercher(s, texte);
      await assertAccessible(v, `${nom}, ${viewport.width} px`);
      await assertNoSidewaysScroll(v);
      await capture(v, `recherche-${nom}-${appareil}`);
    }
  });
}
