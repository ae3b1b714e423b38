// The map of the perimeter: by mouse, by keyboard, by finger, without network.

import assert from "node:assert/strict";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { damage } from "./lib/damage.js";
import { pixels } from "./lib/images.js";
import { plain, simulateur, tabTo } from "./lib/simulateur.js";
import { assertNoSidewaysScroll, captureEverywhere, suite } from "./lib/visit.js";

const visit = suite();

/** The gestures of the map, by the names that a screen reader would say. */
function carte(visit) {
  const { page } = visit;
  const s = simulateur(visit);
  const toile = page.getByRole("application", { name: "Carte du périmètre" });
  const fiche = page.getByRole("group", { name: "Commune choisie sur la carte" });
  return {
    ...s,
    toile,
    fiche,
    ouvrir: page.getByRole("button", { name: "Ouvrir la carte" }),
    voisines: page.locator(".carte-voisines > summary"),
    phrase: page.locator("#carte-phrase"),
    ligne: (nom) => page.locator(".carte-voisines tr", { has: page.getByRole("button", { name: nom, exact: true }) }),
    async ouverte() {
      await this.ouvrir.click();
      await toile.waitFor();
      await page.getByText(/La carte montre/).waitFor();
      await page.locator("#carte-avancement").waitFor({ state: "detached" });
    },
    async cambrai() {
      await s.pret();
      await s.choisir("ca de cambrai", /Cambrai/);
      await this.ouverte();
    },
    /** The commonest colours of the map on the screen, to see that something is drawn. */
    couleurs: async () => colours(await toile.screenshot()),
    dire: (texte) => constate.match(async () => plain(await page.locator(".carte-corps > [role=status]").innerText()), texte),
  };
}

/** The three commonest colours of a picture, and how much of it each takes. */
function colours(png) {
  const { data } = pixels(png);
  const counts = new Map();
  for (let i = 0; i < data.length; i += 4) {
    const key = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2];
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, 3).map(([key, n]) => ({ key, part: n / (data.length / 4) }));
}

visit("rien de la carte n’est demandé avant de l’ouvrir", {}, async (v) => {
  const c = carte(v);
  await c.pret();
  await constate.equal(() => c.ouvrir.count(), 0, "no place, no map");
  await c.choisir("ca de cambrai", /Cambrai/);
  await c.ouvrir.waitFor();
  assert.deepEqual(v.requests.filter((u) => /carte|contours/.test(u)), []);
  await c.ouverte();
  const fichiers = v.requests.filter((u) => /contours\//.test(u)).map((u) => u.match(/contours\/(\w+)/)[1]);
  assert.deepEqual(fichiers.sort(), ["02", "59", "62", "80"].filter((d) => fichiers.includes(d)));
  assert.ok(fichiers.includes("59") && fichiers.includes("62"), "the neighbours are across the border too");
  assert.equal(new Set(fichiers).size, fichiers.length, "each once");
});

visit("la carte montre les parties séparées et les voisines", {}, async (v) => {
  const c = carte(v);
  await c.cambrai();
  await constate.match(async () => plain(await c.phrase.innerText()), /55 communes du périmètre, en 2 parties séparées, et 36 communes voisines/);
  const [fond, ...autres] = await c.couleurs();
  assert.ok(fond.part < 0.9 && autres.every((a) => a.part > 0.02), "ground, perimeter and neighbours are drawn");
  await assertAccessible(v, "carte ouverte");
  await captureEverywhere(v, "carte");
});

visit("une commune choisie sur la carte s’ajoute, la liste suit, et se retire", {}, async (v) => {
  const c = carte(v);
  await c.cambrai();
  await c.toile.click({ position: { x: 250, y: 180 } });
  await c.fiche.waitFor();
  await constate.match(async () => plain(await c.fiche.innerText()), /Nord \(59\).*habitants.*Dans le périmètre.*Sans elle : .*Taille/);
  const avant = await c.chiffre("Taille");
  await c.voisines.click();
  await v.page.getByRole("button", { name: "Bouchain", exact: true }).click();
  await v.page.getByText("Avec elle").waitFor();
  await constate.equal(() => c.ligne("Bouchain").getAttribute("aria-current"), "true", "the line follows the map");
  await c.fiche.getByRole("button", { name: "Ajouter Bouchain" }).click();
  await c.fiche.getByRole("button", { name: "Retirer Bouchain" }).waitFor();
  await constate.equal(() => c.ligne("Bouchain").count(), 0, "no more a neighbour");
  await constate.match(async () => plain(await c.phrase.innerText()), /56 communes/);
  await c.retirer("Bouchain").first().waitFor();
  await c.fiche.getByRole("button", { name: "Retirer Bouchain" }).click();
  await c.ligne("Bouchain").waitFor();
  await v.page.getByRole("button", { name: "Annuler", exact: true }).waitFor();
  await constate.equal(() => c.chiffre("Taille"), avant);
  await assertAccessible(v, "fiche ouverte");
});

visit("un clic choisit et ne change rien ; glisser déplace et ne choisit rien", {}, async (v) => {
  const c = carte(v);
  await c.cambrai();
  const boite = await c.toile.boundingBox();
  await v.page.mouse.move(boite.x + 250, boite.y + 180);
  await v.page.mouse.down();
  await v.page.mouse.move(boite.x + 320, boite.y + 220, { steps: 4 });
  await v.page.mouse.up();
  await constate.equal(() => c.fiche.isVisible(), false);
  await c.toile.click({ position: { x: 250, y: 180 } });
  await c.toile.dblclick({ position: { x: 250, y: 180 } });
  await constate.match(async () => plain(await c.phrase.innerText()), /55 communes/);
});

visit("tout au clavier", {}, async (v) => {
  const c = carte(v);
  await c.pret();
  await c.choisir("59476", /./);
  await tabTo(v, c.ouvrir);
  await v.page.keyboard.press("Enter");
  await v.page.getByText(/La carte montre/).waitFor();
  await tabTo(v, c.toile);
  await v.page.keyboard.press("ArrowUp");
  await c.dire(/habitants\. Dans le périmètre/);
  for (let i = 0; i < 2; i++) await v.page.keyboard.press("ArrowLeft");
  await c.dire(/Hors du périmètre/);
  await v.page.keyboard.press("ArrowRight");
  await c.dire(/Hors du périmètre, le touche/);
  await v.page.keyboard.press("Enter");
  await c.dire(/ajoutée\.$/);
  await v.page.getByText(/^2\scommunes, .*\shabitants, /).waitFor({ state: "attached" });
  await v.page.keyboard.press("Enter");
  await c.dire(/retirée\.$/);
  for (const touche of ["+", "-", "Home"]) await v.page.keyboard.press(touche);
  await v.page.keyboard.press("Escape");
  await constate.equal(() => c.fiche.isVisible(), false);
  await v.page.keyboard.press("Tab");
  await constate.equal(() => c.toile.evaluate((n) => n.getRootNode().activeElement === n), false, "the map is no trap");
});

visit("en grand : la liste à côté, Échap revient", {}, async (v) => {
  const c = carte(v);
  await c.cambrai();
  await v.page.getByRole("button", { name: "Agrandir" }).click();
  await v.page.getByRole("dialog", { name: "Carte du périmètre" }).waitFor();
  const [carteBoite, ligneBoite] = [await c.toile.boundingBox(), await c.ligne("Bouchain").boundingBox()];
  assert.ok(ligneBoite.x > carteBoite.x + carteBoite.width, "the list stands beside");
  await assertAccessible(v, "carte en grand");
  await v.page.keyboard.press("Escape");
  await v.page.getByRole("dialog", { name: "Carte du périmètre" }).waitFor({ state: "hidden" });
  await constate.ok(() => c.toile.isVisible());
});

visit("Paris : les arrondissements remplissent la ville, et en sortent un à un", {}, async (v) => {
  const c = carte(v);
  await c.pret();
  await c.choisir("75056", /Paris/);
  await c.ouverte();
  await v.page.getByText(/20\scommunes du périmètre/).waitFor();
  await c.toile.click({ position: { x: 270, y: 290 } });
  await constate.match(() => c.fiche.innerText(), /Paris est comptée en entier/);
  await c.fiche.getByRole("button", { name: /Retirer/ }).click();
  await v.page.getByText(/19\scommunes du périmètre/).waitFor();
});

visit("outre-mer : sa propre vue ; sans contour, c’est dit", {}, async (v) => {
  const c = carte(v);
  await c.pret();
  await c.choisir("97411", /Saint-Denis/);
  await c.choisir("59122", /Cambrai/);
  await c.choisir("97502", /Saint-Pierre/);
  await c.ouverte();
  const metropole = v.page.getByRole("button", { name: "Métropole", exact: true });
  await v.page.getByRole("button", { name: "La Réunion", exact: true }).waitFor();
  await metropole.click();
  await constate.equal(() => metropole.getAttribute("aria-pressed"), "true");
  await constate.match(async () => plain(await c.phrase.innerText()), /1 commune n’a pas de contour/);
});

visit("sans réseau : une phrase, un bouton, et la carte ensuite", {
  expected: [/ERR_INTERNET_DISCONNECTED/],
  arrange: (page) => damage(page, /contours\/59/, "réseau coupé"),
}, async (v) => {
  const c = carte(v);
  await c.pret();
  await c.choisir("ca de cambrai", /Cambrai/);
  await c.ouvrir.click();
  await v.page.getByText("La carte n’est pas disponible.").waitFor();
  await assertAccessible(v, "carte refusée");
  await v.page.unroute(/contours\/59/);
  await v.page.getByRole("button", { name: "Recommencer" }).click();
  await v.page.getByText(/La carte montre 55\scommunes/).waitFor();
  await v.page.getByText("La carte n’est pas disponible.").waitFor({ state: "detached" });
});

for (const [nom, kind] of [["coupé", "coupé au milieu"], ["altéré", "un octet changé"], ["remplacé", "page d’erreur à la place"]]) {
  visit(`un fichier de contours ${nom} est refusé en français`, {
    arrange: (page) => damage(page, /contours\/59/, kind),
  }, async (v) => {
    const c = carte(v);
    await c.pret();
    await c.choisir("ca de cambrai", /Cambrai/);
    await c.ouvrir.click();
    await v.page.getByText(/Les contours ne sont pas utilisables/).waitFor();
  });
}

visit("320 px, au doigt : un toucher choisit, rien ne déborde", {
  viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true,
}, async (v) => {
  const c = carte(v);
  await c.cambrai();
  await c.toile.scrollIntoViewIfNeeded();
  await c.toile.tap({ position: { x: 150, y: 180 } });
  await c.fiche.waitFor();
  await constate.match(async () => plain(await c.phrase.innerText()), /55 communes/);
  await assertNoSidewaysScroll(v);
  await assertAccessible(v, "carte à 320 px");
});

visit("sombre, couleurs forcées, mouvement réduit : la carte change de couleurs", {}, async (v) => {
  const c = carte(v);
  await c.cambrai();
  const [clair] = await c.couleurs();
  await v.page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await v.page.waitForTimeout(200);
  const [sombre] = await c.couleurs();
  assert.notEqual(sombre.key, clair.key);
  await assertAccessible(v, "carte sombre");
  await v.page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
  await v.page.waitForTimeout(200);
  const [force] = await c.couleurs();
  assert.equal(force.key, 0xffffff, "the ground is that of the system");
});

/** What the image shows: its scale, where on the screen it puts the origin of the ground, and how
 * much it is stretched for the moment. */
const image = (c) =>
  c.toile.evaluate((toile) => {
    const [, x, y, etirement] = toile.querySelector(".carte-plan").style.transform.match(/translate\((.+)px, (.+)px\) scale\((.+)\)/).map(Number);
    const sol = toile.querySelector(".carte-sol").getAttribute("transform");
    const [, dx, dy, echelle] = sol.match(/translate\((.+),(.+)\)scale\((.+)\)/).map(Number);
    return { x: x + dx * etirement, y: y + dy * etirement, etirement, echelle };
  });

/** Real fingers, told to the browser as a touch screen does; each step gives the places of all that are down, and lasts
 * an image. */
async function fingers(page, steps, image = () => page.evaluate(() => new Promise(requestAnimationFrame))) {
  const cdp = await page.context().newCDPSession(page);
  const points = (step) => step.map(([x, y], id) => ({ x, y, id }));
  await cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: points(steps[0]) });
  for (const step of steps.slice(1)) {
    await cdp.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: points(step) });
    await image();
  }
  return () => cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

/** A finger that goes from one place to another in some steps. */
const path = (from, to, steps = 8) =>
  Array.from({ length: steps + 1 }, (_, i) => [from[0] + ((to[0] - from[0]) * i) / steps, from[1] + ((to[1] - from[1]) * i) / steps]);

const TELEPHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

visit("deux doigts rapprochent et déplacent la carte, la page ne bouge pas", TELEPHONE, async (v) => {
  const c = carte(v);
  await c.cambrai();
  await c.toile.scrollIntoViewIfNeeded();
  const avant = await image(c);
  const defile = await v.page.evaluate(() => scrollY);
  const boite = await c.toile.boundingBox();
  const [cx, cy] = [boite.x + 180, boite.y + 180];
  const [a, b] = [path([cx - 30, cy], [cx - 90, cy]), path([cx + 30, cy], [cx + 90, cy])];
  // Fingers that pause have the map drawn again: here time goes on as they do, however long each step takes.
  const { clock } = v.page;
  await clock.install();
  await clock.pauseAt(await v.page.evaluate(() => Date.now() + 1000));
  const lift = await fingers(v.page, a.map((place, i) => [place, b[i]]), () => clock.runFor(20));
  const pendant = await image(c);
  await clock.resume();
  assert.ok(pendant.etirement > 2, `the image is stretched under the fingers, not drawn again: ${JSON.stringify(pendant)}`);
  await lift();
  await constate.equal(async () => (await image(c)).etirement, 1, "at rest it is drawn at its scale");
  const apres = await image(c);
  assert.ok(Math.abs(apres.echelle / avant.echelle - 3) < 0.3, `three times wider, three times nearer: ${apres.echelle / avant.echelle}`);
  await constate.deepEqual(() => v.page.evaluate(() => [visualViewport.scale, scrollY]), [1, defile], "the page itself is neither zoomed nor scrolled");
  await constate.equal(() => c.fiche.isVisible(), false, "two fingers choose nothing");
  // Both fingers the same way: the map follows, at the same scale.
  const [g, d] = [path([cx - 40, cy], [cx - 40, cy - 60]), path([cx + 40, cy], [cx + 40, cy - 60])];
  await (await fingers(v.page, g.map((place, i) => [place, d[i]])))();
  await v.page.waitForTimeout(400);
  await constate.ok(async () => Math.abs((await image(c)).echelle / apres.echelle - 1) < 0.05);
  await constate.equal(() => v.page.evaluate(() => scrollY), defile);
  // The list, the keyboard and the map are still in step.
  await c.voisines.tap();
  await v.page.getByRole("button", { name: "Bouchain", exact: true }).tap();
  await c.fiche.waitFor();
  await constate.equal(() => c.ligne("Bouchain").getAttribute("aria-current"), "true");
});

visit("un doigt fait défiler la page ; en grand, il déplace la carte", TELEPHONE, async (v) => {
  const c = carte(v);
  await c.cambrai();
  await c.toile.scrollIntoViewIfNeeded();
  const avant = await image(c);
  const defile = await v.page.evaluate(() => scrollY);
  const boite = await c.toile.boundingBox();
  const haut = [boite.x + 200, boite.y + 250];
  await (await fingers(v.page, path(haut, [haut[0], haut[1] - 120], 12).map((place) => [place])))();
  await v.page.waitForTimeout(300);
  await constate.ok(async () => (await v.page.evaluate(() => scrollY)) > defile + 60, "the page scrolls");
  await constate.deepEqual(() => image(c), avant, "the map does not move");
  await constate.equal(() => c.fiche.isVisible(), false);
  await v.page.getByRole("button", { name: "Agrandir" }).tap();
  await v.page.getByRole("dialog", { name: "Carte du périmètre" }).waitFor();
  await v.page.waitForTimeout(300);
  const grande = await c.toile.boundingBox();
  const depart = await image(c);
  const ici = [grande.x + 150, grande.y + 200];
  const lift = await fingers(v.page, path(ici, [ici[0] + 60, ici[1] + 80]).map((place) => [place]));
  const bougee = await image(c);
  assert.ok(Math.abs(bougee.x - depart.x - 60) < 2 && Math.abs(bougee.y - depart.y - 80) < 2, "the map is where the finger is");
  assert.equal(bougee.etirement, 1);
  await lift();
});

visit("sur papier, tout le périmètre, quoi que l’écran en montre", {}, async (v) => {
  const c = carte(v);
  await c.cambrai();
  for (let i = 0; i < 4; i++) await v.page.getByRole("button", { name: "Zoomer", exact: true }).click();
  await v.page.waitForTimeout(300);
  await c.toile.click({ position: { x: 250, y: 180 } });
  await c.fiche.waitFor();
  await v.page.waitForTimeout(300);
  const avant = await image(c);
  const chemin = () => c.toile.evaluate((toile) => toile.querySelector(".carte-active").getAttribute("d"));
  const choisie = await chemin();
  assert.match(choisie, /^M/);
  // What the image holds once the page has prepared itself for paper.
  await c.toile.evaluate((toile) => {
    addEventListener("beforeprint", () => {
      const vue = toile.querySelector("svg").viewBox.baseVal;
      const sol = toile.querySelector(".carte-sol").transform.baseVal;
      const [deplace, agrandi] = [sol.getItem(0).matrix, sol.getItem(1).matrix];
      const b = toile.querySelector(".carte-lisiere").getBBox();
      const place = (x, y) => [(x * agrandi.a + deplace.e - vue.x) / vue.width, (y * agrandi.a + deplace.f - vue.y) / vue.height];
      globalThis.choisieSurPapier = toile.querySelector(".carte-active").getAttribute("d");
      globalThis.surPapier = [...place(b.x, b.y), ...place(b.x + b.width, b.y + b.height)];
    }, { once: true });
  });
  const pdf = await v.page.pdf({ format: "A4" });
  assert.ok(pdf.length > 20_000);
  const [gauche, haut, droite, bas] = await v.page.evaluate(() => globalThis.surPapier);
  assert.ok(gauche > 0.02 && haut > 0.02 && droite < 0.98 && bas < 0.98, `the whole perimeter is on the sheet: ${[gauche, haut, droite, bas]}`);
  assert.ok(droite - gauche > 0.75 || bas - haut > 0.75, "and fills it");
  await v.page.waitForTimeout(300);
  const apres = await image(c);
  assert.equal(apres.echelle, avant.echelle);
  assert.ok(Math.abs(apres.x - avant.x) <= 1 && Math.abs(apres.y - avant.y) <= 1, "the screen shows what it showed");
  await constate.deepEqual(async () => [await v.page.evaluate(() => globalThis.choisieSurPapier), await chemin()], ["", choisie], "the commune chosen is for the screen");
});

visit("la carte en grand s’imprime aussi, et revient en grand", {}, async (v) => {
  const c = carte(v);
  await c.cambrai();
  await v.page.getByRole("button", { name: "Agrandir" }).click();
  await v.page.getByRole("dialog", { name: "Carte du périmètre" }).waitFor();
  await c.toile.evaluate((toile) => {
    matchMedia("print").addEventListener("change", (e) => {
      if (e.matches) globalThis.imprimee = toile.querySelector(".carte-lisiere").getBoundingClientRect().width;
    });
  });
  await v.page.pdf({ format: "A4" });
  await constate.ok(async () => (await v.page.evaluate(() => globalThis.imprimee)) > 200, "the map is on the sheet");
  await v.page.waitForTimeout(200);
  await v.page.getByRole("dialog", { name: "Carte du périmètre" }).getByRole("application").waitFor();
  await constate.ok(() => c.toile.evaluate((n) => n.getRootNode().activeElement === n), "with the focus");
  const [fond, ...autres] = await c.couleurs();
  assert.ok(fond.part < 0.9 && autres.every((a) => a.part > 0.02), "and drawn");
});
