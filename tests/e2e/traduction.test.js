// What the translators of browsers do to a page: each text node is replaced by elements of their
// own. Whatever changes afterwards must change on the page as it does on a page that nobody
// translated: a figure that stays while others move is a wrong figure that looks right.

import assert from "node:assert/strict";
import { constate } from "./lib/constate.js";
import { plain, simulateur } from "./lib/simulateur.js";
import { suite } from "./lib/visit.js";

const visit = suite();

/** Replaces every text of the page, in the open shadow roots too, by itself in two <font>. */
function traduire() {
  const dans = (racine) => {
    const marcheur = document.createTreeWalker(racine, NodeFilter.SHOW_TEXT);
    const textes = [];
    while (marcheur.nextNode()) textes.push(marcheur.currentNode);
    let faits = 0;
    for (const texte of textes) {
      if (!texte.data.trim() || /^(SCRIPT|STYLE|TEXTAREA|OPTION)$/.test(texte.parentNode.nodeName)) continue;
      if (texte.parentElement.namespaceURI !== "http://www.w3.org/1999/xhtml") continue;
      const [dehors, dedans] = [document.createElement("font"), document.createElement("font")];
      dedans.textContent = texte.data;
      dehors.append(dedans);
      texte.replaceWith(dehors);
      faits++;
    }
    for (const e of racine.querySelectorAll("*")) if (e.shadowRoot) faits += dans(e.shadowRoot);
    return faits;
  };
  return dans(document.body);
}

/** Every text of the simulator, in the order of the page. */
const textes = (page) => page.locator("cpts-simulateur").evaluate((element) => {
  const marcheur = document.createTreeWalker(element.shadowRoot, NodeFilter.SHOW_TEXT);
  let texte = "";
  while (marcheur.nextNode()) if (!/^(SCRIPT|STYLE)$/.test(marcheur.currentNode.parentNode.nodeName)) texte += `${marcheur.currentNode.data}`;
  return texte.replace(/\s+/g, " ");
});

/** Where two texts part; nothing where they are the same. */
function ecart(un, autre) {
  let ici = 0;
  while (ici < un.length && un[ici] === autre[ici]) ici++;
  return un === autre ? "" : `« ${un.slice(ici - 40, ici + 60)} » and « ${autre.slice(ici - 40, ici + 60)} »`;
}

/** Does the same on a page that is translated in between, and on one that is not. */
async function memes(v, preparer, changer) {
  const autre = await v.page.context().newPage();
  await autre.setViewportSize(v.page.viewportSize());
  await autre.goto(v.page.url());
  const [traduite, fraiche] = [v.page, autre].map((page) => ({ page, s: simulateur({ page }) }));
  for (const { s, page } of [traduite, fraiche]) {
    await s.pret();
    await preparer(s, page);
  }
  assert.ok(await v.page.evaluate(traduire) > 50, "nothing was translated");
  for (const { s, page } of [traduite, fraiche]) await changer(s, page);
  // Both go on for a moment: what is said aloud, what comes by the network.
  await constate.equal(async () => ecart(...await Promise.all([textes(v.page), textes(autre)])), "");
  await autre.close();
  return traduite.s;
}

const cambrai = async (s) => {
  await s.choisir("cambrai", /CA de Cambrai/);
  await s.bilan.getByRole("heading", { name: "Financement par an" }).waitFor();
};

/** The work is kept a moment after a change, and the page says what came of it: both pages rest. */
const population = (s, nombre) => constate.match(async () => plain(await s.bilan.innerText()), nombre);

visit("figures of the sheet go on moving", {}, (v) =>
  memes(v, cambrai, async (s) => {
    await s.choisir("caudry", /^Caudry/);
    await population(s, /93 953/);
    await s.element.getByLabel("Part du variable obtenue").fill("60");
    await s.element.getByLabel("Part du variable obtenue").press("Tab");
    await s.element.getByRole("button", { name: /^Annuler/ }).first().waitFor();
  }));

visit("the budget goes on moving", {}, (v) =>
  memes(v, async (s) => {
    await cambrai(s);
    await s.element.getByText("Construire le budget, mois par mois").click();
    await s.element.getByLabel("Salaire brut par an, à temps plein").waitFor();
  }, async (s) => {
    await s.element.getByLabel("Temps de travail", { exact: true }).fill("300");
    await s.element.getByLabel("Temps de travail", { exact: true }).press("Tab");
    await constate.match(async () => plain(await s.element.locator(".budget-resultat").innerText()), /Premier mois dans le rouge/);
  }));

visit("the counter of a room goes on counting", {}, (v) =>
  memes(v, async (s) => {
    await cambrai(s);
    await s.element.getByRole("button", { name: "Mode réunion" }).click();
    await s.element.locator("dialog.reunion").getByRole("heading", { level: 2, name: "Qui est dans la salle ?" }).waitFor();
  }, async (s) => {
    const bouton = s.element.locator("dialog.reunion").getByRole("button", { name: /^Médecin généraliste/ });
    for (let n = 0; n < 3; n++) await bouton.click();
    await constate.match(async () => plain(await s.element.locator("dialog.reunion").innerText()), /3 personnes dans la salle/);
  }));

visit("the second rule has its own title", {}, async (v) => {
  const regle = async (s, nom) => {
    await s.element.getByRole("button", { name: nom }).first().click();
    const panneau = s.element.locator("dialog.regle");
    await panneau.getByRole("button", { name: "Fermer" }).waitFor();
    return panneau;
  };
  const s = await memes(v, async (s) => {
    await cambrai(s);
    const panneau = await regle(s, /Voir la règle sur les tailles/);
    await panneau.getByText("Les quatre tailles").waitFor();
  }, async (s) => {
    await s.element.locator("dialog.regle").getByRole("button", { name: "Fermer" }).click();
    await regle(s, /Voir la règle sur les versements/);
  });
  assert.equal(plain(await s.element.locator("#regle-titre").innerText()), "Quand l’argent est versé");
});
