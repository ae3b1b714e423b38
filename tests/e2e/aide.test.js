// Help in place: questions where they arise, all of them in one panel, acronyms explained
// where they are first met.

import assert from "node:assert/strict";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { plain, simulateur } from "./lib/simulateur.js";
import { assertNoSidewaysScroll, captureEverywhere, photograph, SIZES, suite } from "./lib/visit.js";

const visit = suite();

async function cambrai(v) {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", /CA de Cambrai/);
  await s.bilan.getByRole("heading", { name: "Constats" }).waitFor();
  return s;
}

const OU = ["participants", "territoire", "missions", "taille", "financement", "versements", "budget", "étapes"];

visit("each section has its questions, fetched when a fold is opened", {}, async (v) => {
  const s = await cambrai(v);
  const plis = s.element.locator("summary", { hasText: "Questions fréquentes" });
  await constate.equal(() => plis.count(), OU.length);
  assert.ok(!v.requests.some((url) => url.includes("outils")), "nothing of the third part before it is asked for");
  let annonces = 0;
  for (const ou of OU) {
    const pli = s.element.locator("details", { has: v.page.locator("summary", { hasText: ou }) }).filter({ hasText: "Questions fréquentes" });
    const titre = plain(await pli.locator("summary").first().innerText());
    const combien = Number(titre.match(/\((\d+)\)$/)[1]);
    await pli.locator("summary").first().click();
    await pli.locator(".faq").first().waitFor();
    await constate.equal(() => pli.locator(".faq").count(), combien, ou);
    annonces += combien;
  }
  assert.equal(annonces, 31);
  assert.equal(v.requests.filter((url) => url.includes("_outils")).length, 1, "fetched once for all");

  const question = s.element.locator(".faq", { hasText: "Une commune est déjà dans une autre CPTS" });
  await question.locator("summary").click();
  await constate.match(async () => plain(await question.innerText()), /rattachée à une seule CPTS dont le projet de santé est validé/);
  await constate.match(async () => plain(await question.locator(".sources").innerText()), /publié/);
  const loi = s.element.locator(".faq", { hasText: "Mon territoire peut-il faire une CPTS" });
  await loi.locator("summary").click();
  const lien = loi.getByRole("link").first();
  await constate.match(() => lien.getAttribute("href"), /^https:\/\//);
  await constate.match(() => lien.getAttribute("rel"), /noopener/);
  // Figures are those of the rules.
  const cout = s.element.locator(".faq", { hasText: "Combien coûte un coordinateur" });
  await cout.locator("summary").click();
  await constate.match(async () => plain(await cout.innerText()), /38 000 € brut par an à temps plein, soit environ 53 960 € avec 42 % de charges/);
  await assertAccessible(v, "open questions");
  await captureEverywhere(v, "aide-questions");
});

visit("the panel is searched, holds what one may have read, and closes by Escape", {}, async (v) => {
  const s = await cambrai(v);
  const ouvrir = s.element.getByRole("button", { name: "Aide", exact: true });
  await ouvrir.click();
  const panneau = s.element.getByRole("dialog", { name: "Aide" });
  await panneau.getByLabel("Chercher dans l’aide").fill("ASSOCIATION loi");
  await panneau.getByText("Faut-il une association, et quand").waitFor();
  const texte = plain(await panneau.innerText());
  assert.match(texte, /\d+ réponses?\./);
  assert.ok(!texte.includes("Les touristes"));
  await panneau.getByLabel("Chercher dans l’aide").fill("zzzz");
  await panneau.getByText("0 réponse.").waitFor();
  await panneau.getByLabel("Chercher dans l’aide").fill("");
  await panneau.getByRole("heading", { name: "Vous avez peut-être lu…" }).waitFor();
  await constate.equal(async () => await panneau.locator(".faq").count() > 45, true);
  await constate.match(async () => plain(await panneau.innerText()), /Vous avez pu lire que la Taille 1 va de 20 000 à 40 000 habitants/);
  await assertAccessible(v, "the help");
  await photograph(v.page, "aide-panneau");
  await v.page.keyboard.press("Escape");
  await panneau.waitFor({ state: "hidden" });
  await constate.ok(() => ouvrir.evaluate((n) => n.getRootNode().activeElement === n), "the focus is back");
});

visit("the first of each acronym explains it, by keyboard", {}, async (v) => {
  const s = await cambrai(v);
  const boutons = s.element.locator(".sigle[role=button]");
  await boutons.first().waitFor();
  // The sheet is written from its head to its foot: this one is among the last.
  await s.element.getByRole("button", { name: "ARS, que veut dire ce sigle ?" }).waitFor();
  const mots = await boutons.allTextContents();
  assert.equal(new Set(mots).size, mots.length, "each once");
  assert.ok(mots.includes("ARS"), mots.join());
  // None in a heading nor in the name of a button.
  await constate.equal(() => s.element.locator(":is(h1, h2, h3, h4, summary, button) .sigle").count(), 0);
  const ars = s.element.getByRole("button", { name: "ARS, que veut dire ce sigle ?" });
  await ars.focus();
  await v.page.keyboard.press("Enter");
  const definition = s.element.getByRole("note");
  await definition.getByText("Agence régionale de santé").waitFor();
  await constate.equal(() => ars.getAttribute("aria-expanded"), "true");
  await constate.match(async () => plain(await definition.innerText()), /peut s’y opposer, et signe le contrat/);
  await assertAccessible(v, "a definition");
  await captureEverywhere(v, "aide-definition");
  // What comes next by keyboard is in the definition.
  await v.page.keyboard.press("Tab");
  await constate.ok(() => s.element.evaluate((n) => n.shadowRoot.activeElement.closest(".definition") !== null));
  await v.page.keyboard.press("Escape");
  await definition.waitFor({ state: "detached" });
  await constate.ok(() => ars.evaluate((n) => n.getRootNode().activeElement === n));
  await constate.equal(() => ars.getAttribute("aria-expanded"), "false");
  await v.page.keyboard.press("Space");
  await definition.getByText("Agence régionale de santé").waitFor();
  await definition.getByRole("button", { name: "Fermer la définition" }).click();
  await definition.waitFor({ state: "detached" });

  // A change of the answers writes parts of the page anew: still one of each, and no text lost.
  const avant = plain(await s.bilan.innerText());
  await s.ajouter("Médecin généraliste").click();
  await s.element.getByRole("button", { name: /^Annuler/ }).click();
  await v.page.waitForTimeout(400);
  await constate.equal(async () => plain(await s.bilan.innerText()), avant);
  const apres = await boutons.allTextContents();
  assert.equal(new Set(apres).size, apres.length);
});

visit("in a narrow column nothing overflows", { viewport: { width: 320, height: 800 } }, async (v) => {
  const s = await cambrai(v);
  await s.element.getByRole("button", { name: "Aide", exact: true }).click();
  await s.element.getByLabel("Chercher dans l’aide").waitFor();
  await assertNoSidewaysScroll(v);
  await assertAccessible(v, "the help at 320 px");
  const large = await s.element.getByRole("dialog", { name: "Aide" }).evaluate((d) => [d.scrollWidth, d.clientWidth]);
  assert.ok(large[0] <= large[1], large.join(" > "));
});

visit("amounts are not told in the help while they are hidden", { viewport: SIZES.bureau }, async (v) => {
  const s = await cambrai(v);
  await v.page.evaluate(() => document.querySelector("cpts-simulateur").setAttribute("masquer-montants", ""));
  await s.element.getByRole("button", { name: "Aide", exact: true }).click();
  const panneau = s.element.getByRole("dialog", { name: "Aide" });
  await panneau.getByRole("heading", { name: "Les étapes" }).waitFor();
  await constate.ok(async () => !(await panneau.evaluate((d) => d.textContent)).includes("€"));
});
