// A CPTS that has signed its contract: asked before the date, seen from a day, on the calendar
// of its contract.

import assert from "node:assert/strict";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { plain, simulateur, tabTo } from "./lib/simulateur.js";
import { assertNoSidewaysScroll, captureEverywhere, suite } from "./lib/visit.js";

const visit = suite();
const CAMBRAI = /Communauté d[’']agglomération de Cambrai|CA de Cambrai/;
/** The day that the page believes it is. */
const AUJOURD_HUI = "2026-12-01";
const arrange = (page) => page.clock.setFixedTime(new Date(`${AUJOURD_HUI}T10:00:00+01:00`));

const radio = (s, nom) => s.element.getByRole("group", { name: /déjà signé son contrat/ }).getByRole("radio", { name: nom });
const signature = (s) => s.element.locator("#signature");
const vueLe = (s) => s.element.getByLabel("Regarder à partir du", { exact: true });
const section = (s, titre) => s.bilan.locator("section", { has: s.element.page().getByRole("heading", { name: titre, exact: true }) }).first();
const bilan = async (s) => plain(await s.bilan.innerText());
const titre = async (s) => plain(await s.element.locator("label[for=signature]").innerText());

/** Writes a date as the browser takes it, and leaves the field. */
async function dater(champ, jour) {
  await champ.fill(jour);
  await champ.blur();
}

/** Cambrai, Taille 3, under a contract of that day. */
async function contrat(v, jour) {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  await s.bilan.getByRole("heading", { name: CAMBRAI }).first().waitFor();
  await radio(s, "Oui, le contrat est en cours").check();
  await dater(signature(s), jour);
  await constate.match(() => bilan(s), /Contrat signé le/);
  return s;
}

visit("the question comes before the date, and changes what the date is", { arrange }, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  await constate.ok(() => radio(s, "Non, la CPTS est en projet").isChecked());
  await constate.equal(() => titre(s), "Signature prévue du contrat ACI");
  await constate.equal(() => vueLe(s).count(), 0);
  await constate.match(() => bilan(s), /L’association reste à constituer/);

  await radio(s, "Oui, le contrat est en cours").check();
  await constate.equal(() => titre(s), "Date de signature du contrat en cours");
  // The day on which a project would be signed is none on which a contract was.
  await constate.equal(() => signature(s).inputValue(), "");
  await constate.equal(() => vueLe(s).inputValue(), AUJOURD_HUI);
  await constate.match(() => bilan(s), /La date de signature du contrat n’est pas connue/);
  await constate.doesNotMatch(() => bilan(s), /L’association reste à constituer/);
  await assertAccessible(v, "a contract without its date");

  await radio(s, "Non, la CPTS est en projet").check();
  await constate.match(() => signature(s).inputValue(), /^2027-06-01$/);
  await constate.equal(() => vueLe(s).count(), 0);
});

visit("a contract of 2021 has the amounts of today and the payments that come", { arrange }, async (v) => {
  const s = await contrat(v, "2021-03-12");
  await constate.match(
    () => bilan(s),
    /Contrat signé le 12 mars 2021\. 6e année, prochain anniversaire le 12 mars 2027\. Supposé renouvelé le 12 mars 2026, jusqu’au 12 mars 2031 \(estimé\)\./,
  );
  await constate.match(() => bilan(s), /Un avenant a remplacé les montants de votre signature/);
  // 250 000 € of fixed parts on 12/03/2027, then 80 % of 97 500 two months later.
  await constate.equal(() => s.chiffre("Versé sur 12 mois"), "328 000 €");

  const change = section(s, "Ce que l’avenant a changé");
  const rang = async (nom) => plain(await change.locator("tbody tr", { hasText: nom }).innerText());
  await constate.match(() => rang("Accès aux soins"), /120 000 € calculé 125 000 € contrat/);
  await constate.match(() => rang("Crises sanitaires"), /rien 22 500 € contrat/);
  await constate.match(async () => plain(await change.innerText()), /Depuis le 31 mars 2022\. On suppose .* estimé/);

  const versements = section(s, "Les versements des 24 prochains mois");
  await constate.match(async () => plain(await versements.innerText()), /12 prochains mois : 328 000 €.*12 mois suivants : 328 000 €/s);
  await versements.getByText("Voir le tableau des").click();
  const jours = (await versements.locator("tbody th").allInnerTexts()).map(plain);
  // Five items paid twice on each anniversary, three variable parts after it.
  assert.deepEqual([...new Set(jours)], ["12 mars 2027", "12 mai 2027", "12 mars 2028", "12 mai 2028"]);
  assert.equal(jours.length, 2 * (2 * 5 + 3));
  assert.doesNotMatch(plain(await versements.innerText()), /à la signature/);
  await constate.match(() => bilan(s), /Annexe du contrat à jour/);
  await assertAccessible(v, "a contract that runs");
  await captureEverywhere(v, "contrat-en-cours");
  await v.page.setViewportSize({ width: 320, height: 700 });
  await assertNoSidewaysScroll(v);
});

visit("looked at from another day, another text applies; a day before the signature is taken back", { arrange }, async (v) => {
  const s = await contrat(v, "2021-03-12");
  await dater(vueLe(s), "2022-01-10");
  await constate.match(() => bilan(s), /1re année, prochain anniversaire le 12 mars 2022\. Fin le 12 mars 2026\./);
  await constate.doesNotMatch(() => bilan(s), /Ce que l’avenant a changé/);
  await constate.doesNotMatch(() => bilan(s), /Un avenant a remplacé/);
  // The crisis mission did not exist: it is none of those that are asked.
  await constate.equal(() => s.element.locator(".mission", { hasText: "Crises sanitaires" }).count(), 0);

  await dater(vueLe(s), "2020-01-10");
  await constate.equal(() => vueLe(s).inputValue(), "2022-01-10");
  await dater(signature(s), "2022-02-01");
  await constate.equal(() => signature(s).inputValue(), "2021-03-12");
  // Emptied, it is today again.
  await dater(vueLe(s), "");
  await constate.equal(() => vueLe(s).inputValue(), AUJOURD_HUI);
});

visit("each gesture is undone by its name, with the keyboard alone", { arrange }, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  await tabTo(v, radio(s, "Non, la CPTS est en projet"));
  await v.page.keyboard.press("ArrowDown");
  await constate.ok(() => radio(s, "Oui, le contrat est en cours").isChecked());
  await tabTo(v, signature(s));
  // The same whichever of the day and the month comes first.
  await v.page.keyboard.type("03032021", { delay: 60 });
  await constate.match(() => bilan(s), /Contrat signé le 3 mars 2021/);
  const annuler = s.element.getByRole("button", { name: /^Annuler/ }).first();
  await constate.match(async () => plain(await annuler.innerText()), /Annuler : date de signature/);
  await annuler.click();
  await constate.equal(() => signature(s).inputValue(), "");
  await constate.match(async () => plain(await annuler.innerText()), /Annuler : contrat signé ou non/);
  await annuler.click();
  await constate.ok(() => radio(s, "Non, la CPTS est en projet").isChecked());
});

visit("a reload gives the contract back, seen from the day of the reload", { arrange }, async (v) => {
  const s = await contrat(v, "2023-11-23");
  await v.page.waitForFunction(() => Object.keys(sessionStorage).some((cle) => cle.startsWith("cpts-simulateur:session:")));
  // Written, with nothing that still waits to be.
  await v.page.waitForTimeout(500);
  await v.page.clock.setFixedTime(new Date("2026-12-24T10:00:00+01:00"));
  await v.page.reload();
  await s.pret();
  await constate.ok(() => radio(s, "Oui, le contrat est en cours").isChecked());
  await constate.equal(() => signature(s).inputValue(), "2023-11-23");
  await constate.match(() => vueLe(s).inputValue(), /^2026-12-24$/);
  await constate.match(() => bilan(s), /Le contrat se termine le 23 novembre 2028/);
});

visit("no lettre d’intention for who has signed; the sheet says where the contract stands", { arrange }, async (v) => {
  const s = await contrat(v, "2021-03-12");
  const documents = s.element.locator("#documents");
  await documents.getByText("Lettre d’intention, fiches-actions, communes, fichier du projet").click();
  const lettre = documents.getByRole("button", { name: "Télécharger : Lettre d’intention (Word, .docx)" });
  await constate.equal(() => lettre.getAttribute("aria-disabled"), "true");
  await constate.match(async () => plain(await documents.innerText()), /Votre contrat est signé : la lettre d’intention ouvre un projet, elle n’est plus à écrire\./);
  await constate.equal(() => documents.getByRole("button", { name: "Télécharger : Fiches-actions (Word, .docx)" }).getAttribute("aria-disabled"), null);

  await s.element.getByRole("button", { name: "Imprimer", exact: true }).first().click();
  const cadre = s.element.getByRole("dialog", { name: "Une page à imprimer" }).frameLocator("iframe");
  await cadre.getByRole("heading", { level: 1 }).first().waitFor();
  const feuille = plain(await cadre.locator("article.page").first().innerText());
  assert.match(feuille, /Contrat signé le 12 mars 2021\. 6e année/);
  assert.match(feuille, /Versé sur 12 mois 328 000 €/);
  assert.match(feuille, /12 prochains mois/);
  assert.doesNotMatch(feuille, /Signature envisagée/);
});

visit("the budget begins on the day from which one looks, and says what it does not know", { arrange }, async (v) => {
  const s = await contrat(v, "2021-03-12");
  // Where the first red month is told, before anything is opened.
  assert.match(plain(await section(s, "Budget").innerText()), /dans le rouge.* Ce que vous avez en caisse le premier jour n’est pas compté/);
  await s.element.getByText("Construire le budget, mois par mois").click();
  await s.element.getByLabel("Salaire brut par an, à temps plein").waitFor();
  const resultat = s.element.locator(".budget-resultat");
  await constate.match(async () => plain(await resultat.innerText()), /Ce que vous avez en caisse le premier jour n’est pas compté/);
  await resultat.getByText("Voir le tableau des 24 mois").click();
  await constate.match(async () => plain(await resultat.locator("tbody tr").first().innerText()), /^décembre 2026/);
});
