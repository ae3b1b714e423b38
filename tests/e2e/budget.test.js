// The budget: hypotheses that can be changed, the cash month by month, the first month in
// the red, the table that says what the chart shows.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { plain, simulateur } from "./lib/simulateur.js";
import { SIZES, assertNoSidewaysScroll, captureEverywhere, suite } from "./lib/visit.js";

const visit = suite();

/** A territory of Taille 3, and the budget opened. */
async function ouvrir(v) {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", /CA de Cambrai/);
  if (v.page.viewportSize().width < 1080) await s.element.getByRole("button", { name: "Voir le bilan" }).click();
  await s.element.getByText("Construire le budget, mois par mois").click();
  await s.element.getByLabel("Salaire brut par an, à temps plein").waitFor();
  return s;
}

async function ecrire(s, nom, valeur) {
  const champ = s.element.getByLabel(nom, { exact: true });
  await champ.fill(String(valeur));
  await champ.press("Tab");
}

/** The rows of the table: month, in, out, what is left. */
async function tableau(s) {
  const lignes = await s.element.locator(".budget-resultat tbody tr").allTextContents();
  assert.equal(lignes.length, 24);
  const cellules = await s.element.locator(".budget-resultat tbody tr").evaluateAll((trs) =>
    trs.map((tr) => [...tr.children].map((c) => c.firstChild.textContent)));
  const nombre = (texte) => Number(plain(texte).replace(/[^\d−]/g, "").replace("−", "-"));
  return cellules.map(([mois, ...montants]) => ({ mois: plain(mois), montants: montants.map(nombre) }));
}

visit("the first month in the red is named, and a click puts it right", {}, async (v) => {
  const s = await ouvrir(v);
  const phrase = async () => plain(await s.element.locator(".budget-resultat strong").first().innerText());
  await constate.match(() => phrase(), /^Aucun mois dans le rouge/);
  await assertAccessible(v, "the budget");
  await captureEverywhere(v, "budget");

  await ecrire(s, "Temps de travail", 300);
  await constate.match(() => phrase(), /^Premier mois dans le rouge : [a-zéû]+ 20\d\d, il manque [\d ]+ €/);
  await assertAccessible(v, "the budget in the red");
  await captureEverywhere(v, "budget-rouge");

  // The sentence, the curve and the table say the same.
  await s.element.getByText("Voir le tableau des 24 mois").click();
  const lignes = await tableau(s);
  let solde = 0;
  for (const { montants: [entrees, sorties, reste], mois } of lignes) {
    solde += entrees - sorties;
    assert.equal(reste, solde, mois);
  }
  const rouges = lignes.filter((l) => l.montants[2] < 0);
  await constate.ok(async () => (await phrase()).includes(`${rouges[0].mois}, il manque ${String(-rouges[0].montants[2]).replace(/\B(?=(\d{3})+$)/g, " ")} €`));
  await constate.equal(() => s.element.locator(".budget-courbe rect.rouge").count(), rouges.length);
  await constate.equal(() => s.element.locator(".budget-courbe text", { hasText: "▼" }).count(), rouges.length);
  await constate.equal(() => s.element.locator(".budget-courbe rect:not(.bande)").count(), 24 + 2, "a bar a month, and two patterns");
  await constate.equal(() => s.element.locator(".budget-resultat td .sr", { hasText: "dans le rouge" }).count(), rouges.length);
  await constate.equal(() => s.element.locator(".budget-courbe").getAttribute("aria-hidden"), "true");

  await s.element.getByRole("button", { name: /^Passer le temps de travail à \d+/ }).click();
  await constate.match(() => phrase(), /^Aucun mois dans le rouge/);
  // The summary of the sheet says the same, and undoing goes back.
  await constate.match(async () => plain(await s.bilan.innerText()), /Aucun mois dans le rouge sur les 24 premiers/);
  await s.element.getByRole("button", { name: /^Annuler\s: budget, temps de travail réduit/ }).click();
  await constate.match(() => phrase(), /^Premier mois dans le rouge/);
  // What was typed just before is a gesture of its own.
  await s.element.getByRole("button", { name: /^Annuler\s: budget, temps de travail$/ }).click();
  await constate.match(() => phrase(), /^Aucun mois dans le rouge/);
});

visit("two fields filled in one after the other, at once, are undone one by one", {}, async (v) => {
  const s = await ouvrir(v);
  const temps = s.element.getByLabel("Temps de travail", { exact: true });
  const charges = s.element.getByLabel("Charges de l’employeur", { exact: true });
  const avant = [await temps.inputValue(), await charges.inputValue()];
  await temps.fill("70");
  await charges.fill("30");
  await charges.press("Tab");
  const annuler = (quoi) => s.element.getByRole("button", { name: new RegExp(`^Annuler\\s: budget, ${quoi}$`) });
  await annuler("charges").click();
  await constate.deepEqual(async () => [await temps.inputValue(), await charges.inputValue()], ["70", avant[1]]);
  await annuler("temps de travail").click();
  await constate.deepEqual(async () => [await temps.inputValue(), await charges.inputValue()], avant);
});

visit("the month that is chosen is the month that counts, also after another date of signature", {}, async (v) => {
  const s = await ouvrir(v);
  const assurance = s.element.getByRole("group", { name: /^Assurance/ });
  await assurance.getByLabel(/^Montant en euros/).fill("600");
  await assurance.getByLabel(/^Montant en euros/).press("Tab");
  await s.element.getByText("Voir le tableau des 24 mois").click();
  await v.page.locator("cpts-simulateur").locator("#signature").fill("2027-07-01");
  const embauche = s.element.getByLabel("Embauche", { exact: true });
  const choisi = (liste) => liste.evaluate((l) => l.selectedOptions[0]?.textContent);
  await constate.equal(() => choisi(embauche), "juillet 2027");
  await embauche.selectOption({ label: "septembre 2027" });
  await constate.deepEqual(async () => (await tableau(s)).slice(0, 3).map(({ mois, montants }) => [mois, montants[1] > 1000]), [
    ["juillet 2027", false],
    ["août 2027", false],
    ["septembre 2027", true],
  ]);
  await constate.equal(() => choisi(embauche), "septembre 2027");
  const debut = assurance.getByLabel(/^À partir de/);
  await debut.selectOption({ label: "octobre 2027" });
  await constate.equal(() => choisi(debut), "octobre 2027");
  await s.element.getByRole("button", { name: /^Annuler\s: budget/ }).first().click();
  await constate.equal(() => choisi(debut), "juillet 2027");
});

visit("what is no whole number is rounded, or taken back", {}, async (v) => {
  const s = await ouvrir(v);
  const montant = s.element.getByRole("group", { name: /^Assurance/ }).getByLabel(/^Montant en euros/);
  const charges = s.element.getByLabel("Charges de l’employeur", { exact: true });
  const devient = async (champ, frappe, attendu) => {
    await champ.focus();
    await v.page.keyboard.press("Control+a");
    await v.page.keyboard.type(frappe);
    await v.page.keyboard.press("Tab");
    await constate.equal(() => champ.inputValue(), attendu, frappe);
  };
  await devient(montant, "600", "600");
  await devient(montant, "612.40", "612");
  await devient(montant, "-300", "612");
  await devient(montant, "e", "612");
  await devient(montant, "99999999999", "2000000");
  await devient(charges, "45.5", "46");
  await devient(charges, "-1", "46");
  await montant.fill("");
  await montant.press("Tab");
  await constate.equal(() => montant.inputValue(), "");
});

visit("lines are filled in, the variable part is left out, the ceiling holds", {}, async (v) => {
  const s = await ouvrir(v);
  await s.element.getByText("Voir le tableau des 24 mois").click();
  const avant = await tableau(s);

  await ecrire(s, "Montant en euros : Assurance", 600);
  const avec = await tableau(s);
  assert.equal(avec[0].montants[1] - avant[0].montants[1], 600);
  assert.equal(avec[12].montants[1] - avant[12].montants[1], 600);
  assert.equal(avec[1].montants[1], avant[1].montants[1]);
  await s.element.getByLabel("Rythme : Assurance").selectOption({ label: "par mois" });
  await constate.equal(async () => (await tableau(s))[1].montants[1] - avant[1].montants[1], 600);
  await s.element.getByLabel("À partir de : Assurance").selectOption({ index: 2 });
  await constate.equal(async () => (await tableau(s))[1].montants[1], avant[1].montants[1]);
  const manque = plain(await s.element.locator(".budget-resultat").innerText());
  assert.match(manque, /À renseigner, donc compté pour rien : Expert-comptable, /);
  assert.ok(!manque.includes("Assurance"));

  // A line of one's own, by keyboard: it takes the focus, and gives it back.
  await s.element.getByRole("button", { name: "Ajouter une recette" }).press("Enter");
  await v.page.waitForFunction(() => document.querySelector("cpts-simulateur").shadowRoot.activeElement?.id.endsWith("-nom"));
  await v.page.keyboard.type("Don");
  await v.page.keyboard.press("Tab");
  await ecrire(s, "Montant en euros : Don", 1234);
  await constate.equal(async () => (await tableau(s))[0].montants[0] - avant[0].montants[0], 1234);
  await s.element.getByRole("button", { name: "Retirer Don" }).press("Enter");
  await v.page.waitForFunction(() => document.querySelector("cpts-simulateur").shadowRoot.activeElement?.id === "budget-ajout-recette");
  await constate.equal(async () => (await tableau(s))[0].montants[0], avant[0].montants[0]);

  await s.element.getByLabel(/^Compter le volet variable/).check();
  await constate.match(async () => plain(await s.element.locator(".budget-resultat tfoot").innerText()), /ACI, volet variable/);
  await constate.ok(async () => (await s.element.locator(".budget-courbe rect.hachure").count()) > 0);

  await ecrire(s, "Personnes payées", 2);
  await ecrire(s, "Heures par mois et par personne", 100);
  await ecrire(s, "Euros par heure", 60);
  const plafonds = plain(await s.element.locator(".budget-saisies").innerText());
  assert.match(plafonds, /Plafond : 48 060 € \(celui de 2026 : celui de 20\d\d n’est pas connu, c’est donc une estimation\)\. Le plafond est atteint/);
  // Where figures come from: the ceilings, what is supposed of the post, what was seen of a line.
  await s.element.getByRole("button", { name: "Voir la règle sur les indemnités" }).click();
  const regle = s.element.getByRole("dialog", { name: "Les indemnités des membres" });
  await constate.match(async () => plain(await regle.innerText()), /2026 : 48 060 € publié/);
  await v.page.keyboard.press("Escape");
  await regle.waitFor({ state: "hidden" });
  await s.element.locator(".budget").getByRole("button", { name: "Voir la règle sur le coût de la coordination" }).click();
  const cout = s.element.getByRole("dialog", { name: "Le coût de la coordination" });
  await constate.match(async () => plain(await cout.innerText()), /Temps de travail de la coordination 100 %/);
  await v.page.keyboard.press("Escape");
  await cout.waitFor({ state: "hidden" });
  await constate.match(async () => plain(await s.element.getByRole("group", { name: "Cotisations des membres" }).innerText()), /Cotisations publiées par trois CPTS/);
  // A slip of the finger is brought back, in sight.
  await ecrire(s, "Charges de l’employeur", 900);
  await constate.equal(() => s.element.getByLabel("Charges de l’employeur").inputValue(), "100");
  await ecrire(s, "Salaire brut par an, à temps plein", "");
  await constate.equal(() => s.element.getByLabel("Salaire brut par an, à temps plein").inputValue(), "38000");
});

visit("the table is handed over as Excel in French opens it", {}, async (v) => {
  const s = await ouvrir(v);
  const [fichier] = await Promise.all([
    v.page.waitForEvent("download"),
    s.element.getByRole("button", { name: "Télécharger le tableau pour Excel (CSV)" }).click(),
  ]);
  assert.equal(fichier.suggestedFilename(), "tresorerie-cpts.csv");
  const octets = await readFile(await fichier.path());
  assert.deepEqual([...octets.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  const lignes = octets.toString("utf8").slice(1).trimEnd().split("\r\n");
  assert.equal(lignes.length, 25);
  assert.equal(lignes[0], "Mois;Entrées;dont volet variable;Sorties;Reste en fin de mois;Au moins;Au plus");
  assert.match(lignes[1], /^01\/\d\d\/20\d\d;75000;0;\d+;\d+;\d*;\d*$/);
});

visit("on a phone and in a narrow column nothing overflows", { viewport: { width: 320, height: 800 } }, async (v) => {
  const s = await ouvrir(v);
  await ecrire(s, "Temps de travail", 300);
  await s.element.getByText("Voir le tableau des 24 mois").click();
  await assertNoSidewaysScroll(v);
  await assertAccessible(v, "320 px");
});

visit("nothing of it shows while amounts are hidden", { viewport: SIZES.bureau }, async (v) => {
  const s = await ouvrir(v);
  await v.page.evaluate(() => document.querySelector("cpts-simulateur").setAttribute("masquer-montants", ""));
  await s.element.getByText("Construire le budget, mois par mois").waitFor({ state: "detached" });
  await constate.ok(async () => !plain(await s.bilan.innerText()).includes("€"));
});

/** Pastes a text into a field, by the keyboard. */
async function coller(v, champ, texte) {
  await v.page.evaluate((texte) => navigator.clipboard.writeText(texte), texte);
  await champ.focus();
  await champ.press("Control+a");
  await champ.press("Control+v");
}

for (const locale of ["fr-FR", "en-US"]) {
  visit(`an amount that is pasted is what was meant, or changes nothing (${locale})`, { locale, permissions: ["clipboard-read", "clipboard-write"] }, async (v) => {
    const s = simulateur(v);
    await s.pret();
    await s.choisir("cambrai", /CA de Cambrai/);
    await s.element.getByText("Construire le budget, mois par mois").click();
    const brut = s.element.getByLabel("Salaire brut par an, à temps plein");
    await brut.waitFor();
    for (const [texte, attendu] of [
      ["45 500,00 €", "45500"],
      ["46\u00a0500\u202f€", "46500"],
      ["47.500,00", "47500"],
      ["38 k€", "38000"],
      ["41.125", "41125"],
      ["42500,50", "42501"],
    ]) {
      await coller(v, brut, texte);
      await constate.equal(() => brut.inputValue(), attendu, texte);
      // Counted, not only written: another field takes the focus and it stays.
      await s.element.getByLabel("Temps de travail", { exact: true }).focus();
      await constate.equal(() => brut.inputValue(), attendu, texte);
    }
    for (const texte of ["-5", "1e3", "41,125", "douze"]) {
      await coller(v, brut, texte);
      await constate.equal(() => brut.inputValue(), "42501", texte);
      await constate.ok(() => brut.evaluate((champ) => !champ.validity.valid), `${texte}: the field says that it was not read`);
    }
    await brut.fill("43000");
    await constate.ok(() => brut.evaluate((champ) => champ.validity.valid), "what is typed then counts");
    const generalistes = s.effectif("Médecin généraliste");
    await coller(v, generalistes, "12,00");
    await constate.equal(() => generalistes.inputValue(), "12");
  });
}

visit("the wheel scrolls the page, and changes no number", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  const champ = s.effectif("Médecin généraliste");
  await champ.fill("7");
  await v.page.evaluate(() => document.addEventListener("wheel", () => {}, { passive: true }));
  await champ.hover();
  await champ.focus();
  for (let i = 0; i < 3; i++) await v.page.mouse.wheel(0, 120);
  await constate.ok(() => v.page.evaluate(() => scrollY > 0), "the page scrolls");
  await constate.equal(() => champ.inputValue(), "7");
});
