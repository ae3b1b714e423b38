// « Vous avez le texte ou un contrat ? » : the message of a person who can prove a figure.

import assert from "node:assert/strict";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { plain, simulateur } from "./lib/simulateur.js";
import { assertNoSidewaysScroll, captureEverywhere, suite } from "./lib/visit.js";

const visit = suite();
const REDON = /Redon Agglomération/;

/** « Voir la règle » of a mission of a territory of Taille 2, and its offers. */
async function ouvrir(v) {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("redon agglomeration", REDON);
  await s.bilan.getByRole("button", { name: /voir la règle : Parcours/ }).first().click();
  const regle = s.element.getByRole("dialog", { name: "Parcours pluriprofessionnels, Taille 2" });
  await regle.waitFor();
  return { s, regle, offre: regle.locator("details").first() };
}

visit("the panel says the bounds, what the lines make together, and offers a message to copy", {
  permissions: ["clipboard-read", "clipboard-write"],
}, async (v) => {
  const { regle, offre } = await ouvrir(v);
  const dit = plain(await regle.innerText());
  assert.match(dit, /70 000 € par an au maximum, entre 65 000 et 75 000 €/);
  assert.match(dit, /Ensemble, parcours pluriprofessionnels, prévention, qualité et pertinence, et accompagnement font 135 000 € \(calculé\)/);
  await offre.getByText("Vous avez le texte ou un contrat ?").click();
  const message = offre.getByRole("textbox", { name: "Message à compléter" });
  const propose = await message.inputValue();
  for (const present of [/missions\/parcours\.toml, financement\[1\]\.T2/, /entre 65\s000 et 75\s000/, /http:\/\/127\.0\.0\.1/, /\[à compléter\]/]) {
    assert.match(propose, present);
  }
  // A link of the page holds the project: the message never does.
  assert.doesNotMatch(propose, /#/);
  await message.fill(propose.replace("[à compléter]", "71 000 €"));
  await offre.getByRole("button", { name: "Copier" }).click();
  await offre.getByText("Message copié.").waitFor();
  const copie = await v.page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copie.replace(/\r\n/g, "\n"), propose.replace("[à compléter]", "71 000 €"));
  assert.equal(await regle.getByRole("link", { name: "Écrire un courriel" }).count(), 0, "nobody to write to");
  await assertAccessible(v, "message to prove a figure");
  await v.page.setViewportSize({ width: 320, height: 640 });
  await assertNoSidewaysScroll(v);
  await captureEverywhere(v, "preuve");
});

visit("where the site gives a mail, the message opens there as it was completed", {
  arrange: async (page) => {
    await page.route(/\/$/, async (route) => {
      const reponse = await route.fetch();
      const html = (await reponse.text()).replace("<cpts-simulateur>", `<cpts-simulateur contact-url="mailto:urps@exemple.fr?subject=CPTS">`);
      await route.fulfill({ response: reponse, body: html });
    });
  },
}, async (v) => {
  const { offre } = await ouvrir(v);
  await offre.getByText("Vous avez le texte ou un contrat ?").click();
  const lien = offre.getByRole("link", { name: "Écrire un courriel" });
  const corps = async () => new URL(await lien.getAttribute("href"));
  assert.equal((await corps()).pathname, "urps@exemple.fr");
  assert.match((await corps()).searchParams.get("subject"), /^Chiffre à prouver\s: Parcours pluriprofessionnels, Taille 2$/);
  const message = offre.getByRole("textbox", { name: "Message à compléter" });
  await message.fill("Lu : 71 000 € & plus");
  await constate.equal(async () => (await corps()).searchParams.get("body"), "Lu : 71 000 € & plus");
});
