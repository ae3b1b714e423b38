// An amount that is not proved is shown with its bounds, everywhere that it is shown; one that is
// proved has none. Figures of Taille 2, worked out by hand in crates/cpts-core/tests/bornes.rs.

import assert from "node:assert/strict";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { plain, simulateur } from "./lib/simulateur.js";
import { captureEverywhere, suite } from "./lib/visit.js";

const visit = suite();
const ENTRE = /entre [\d ]+ et [\d ]+ €/;

async function ouvrir(v, recherche, nom) {
  const s = simulateur(v);
  await s.pret();
  await s.choisir(recherche, nom);
  await s.bilan.getByRole("heading", { name: "Financement par an" }).waitFor();
  return s;
}

const cle = async (s, nom) => plain(await s.element.locator("dl.cle", { hasText: nom }).innerText());
const section = (s, titre) => s.bilan.locator("section", { has: s.element.page().getByRole("heading", { name: titre, exact: true }) }).first();

visit("the amounts of a Taille 2 have their bounds, each once", {}, async (v) => {
  const s = await ouvrir(v, "redon", /Redon Agglom/);
  await constate.match(() => cle(s, "Fixe par an"), /200 000 € entre 187 500 et 212 500 €$/);
  await constate.match(() => cle(s, "Maximum par an"), /277 500 € entre 262 500 et 287 500 €$/);
  await constate.match(() => cle(s, "Versé la 1re année"), ENTRE);

  const financement = section(s, "Financement par an");
  const ligne = async (nom) => plain(await financement.locator("tbody tr", { hasText: nom }).innerText());
  assert.match(await ligne("Accès aux soins"), /au total entre 100 000 et 105 000 €/);
  assert.match(await ligne("Crises sanitaires"), /entre 12 500 et 22 500 € ; la 1re année, plan à écrire : 35 000 €, entre 25 000 et 50 000 €/);
  assert.doesNotMatch(await ligne("Fonctionnement"), ENTRE);
  assert.match(plain(await financement.innerText()), /Maximum par an : 277 500 €, entre 262 500 et 287 500 €\./);
  await assertAccessible(v, "amounts with bounds");
  await captureEverywhere(v, "bornes");

  // With both options, the four missions close on a published total: less is unknown, not more.
  for (const option of ["Qualité et pertinence", "Accompagnement"]) await s.element.getByRole("checkbox", { name: new RegExp(option) }).check();
  await constate.match(() => cle(s, "Maximum par an"), /312 500 € entre 307 500 et 322 500 €$/);

  const versements = section(s, "Calendrier des versements");
  assert.match(plain(await versements.innerText()), /1re année : [\d ]+ €, entre [\d ]+ et [\d ]+ €/);
  await versements.getByText("Voir le tableau des").click();
  const rang = (quoi) => versements.locator("tbody tr", { hasText: quoi }).first();
  assert.match(plain(await rang("avance de la première année du plan").innerText()), /26 250 € entre 18 750 et 37 500 € .*estimé/s);
  assert.doesNotMatch(plain(await rang("à la signature").innerText()), ENTRE);
});

visit("the budget has its band, and says what hangs on the amounts that are not proved", {}, async (v) => {
  const s = await ouvrir(v, "redon", /Redon Agglom/);
  await s.element.getByText("Construire le budget, mois par mois").click();
  const champ = s.element.getByLabel("Salaire brut par an, à temps plein");
  const phrase = async () => plain(await s.element.locator(".budget-resultat strong").first().innerText());
  const dit = async (brut) => {
    await champ.fill(String(brut));
    await champ.press("Tab");
    await constate.equal(async () => Number(await champ.inputValue()), brut);
    return phrase();
  };
  await constate.match(phrase, /^Aucun mois dans le rouge sur les 24 premiers, avec ce qui est renseigné\.$/);
  assert.ok(await s.element.locator(".budget-courbe rect.bande").count() > 12, "the curve has its band");
  await s.element.getByText("Voir le tableau des 24 mois").click();
  const derniere = s.element.locator(".budget-resultat tbody tr").last();
  assert.match(plain(await derniere.innerText()), /entre [\d ]+ et [\d ]+$/);
  await captureEverywhere(v, "bornes-budget");

  // From a pay that all of it covers to one that nothing covers: each sentence once, in that order.
  const phrases = [];
  for (let brut = 66_000; brut <= 96_000; brut += 1_000) {
    const sorte = (await dit(brut)).replace(/\d[\d ]*/g, "N").replace(/[a-zéû]+ N/g, "M N");
    if (phrases.at(-1) !== sorte) phrases.push(sorte);
  }
  const suite = phrases.map((p) => [/Mais si les montants non établis sont au plus bas/, /au plus haut, aucun mois n’y est/, /Selon les montants non établis, ce serait entre|ne changent pas ce premier mois/].findIndex((m) => m.test(p)));
  assert.deepEqual([...new Set(suite)].filter((n) => n >= 0), [0, 1, 2], phrases.join("\n"));
});

visit("what is proved has no bounds: Taille 3 of two contracts", {}, async (v) => {
  const s = await ouvrir(v, "cambrai", /CA de Cambrai/);
  await constate.match(() => cle(s, "Fixe par an"), /250 000 € missions démarrées$/);
  await constate.match(() => cle(s, "Maximum par an"), /347 500 € avec tout le variable$/);
  // The year of the plan alone is not read in a contract.
  await constate.match(() => cle(s, "Versé la 1re année"), ENTRE);
  const lignes = await section(s, "Financement par an").locator("tbody tr").allInnerTexts();
  const avec = lignes.map(plain).filter((ligne) => ENTRE.test(ligne));
  assert.equal(avec.length, 1, avec.join("\n"));
  assert.match(avec[0], /^Crises sanitaires, plan.* la 1re année, plan à écrire : 45 000 €, entre 25 000 et 50 000 €/);
});
