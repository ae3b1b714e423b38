// A whole project in a link: copied, read by a phone, opened elsewhere, kept under a name.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { lireQr } from "./lib/images.js";
import { plain, simulateur } from "./lib/simulateur.js";
import { assertNoSidewaysScroll, photograph, SIZES, suite } from "./lib/visit.js";

const visit = suite();
const CAMBRAI = /Communauté d[’']agglomération de Cambrai|CA de Cambrai/;

/** The links of this version, with the project of each. */
const LIENS = readFileSync(new URL("../liens/0.1.0.txt", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((ligne) => ligne.split("\t"))
  .map(([lien, json]) => ({ lien, projet: JSON.parse(json) }));
const SOIXANTE = LIENS.find(({ projet }) => projet.territoire.communes?.length === 60);

const panneau = (s, titre) => s.element.getByRole("dialog", { name: titre });
const outil = (s, mot) => s.element.getByRole("button", { name: mot, exact: true }).first();

/** Opens the panel, once the link stands there. */
async function partager(s) {
  await outil(s, "Partager").click();
  const p = panneau(s, "Partager le projet");
  await p.getByRole("button", { name: "Copier le lien" }).waitFor();
  return p;
}

async function reponses(s) {
  await s.bilan.getByRole("heading").first().waitFor();
  const textes = await s.bilan.innerText();
  return plain(textes);
}

/** Pictures of what the window shows: a dialog over it, at every size. */
async function voir({ page }, nom) {
  for (const [appareil, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    await photograph(page, `${nom}-${appareil}`);
  }
}

visit("the link that is copied opens the same bilan on another device, and nothing is sent", { permissions: ["clipboard-read", "clipboard-write"] }, async (v) => {
  const s = simulateur(v);
  await s.pret();
  for (const [profession, n] of [["Médecin généraliste", "12"], ["Infirmier", "25"]]) await s.effectif(profession).fill(n);
  await s.choisir("cambrai", CAMBRAI);
  await s.element.getByRole("button", { name: /^Retirer [A-Z]/ }).nth(2).click();
  const p = await partager(s);
  await p.getByRole("button", { name: "Copier le lien" }).click();
  await p.getByText("Lien copié.", { exact: false }).waitFor();
  const lien = await v.page.evaluate(() => navigator.clipboard.readText());
  assert.equal(lien, await p.getByLabel("Lien du projet").inputValue());
  assert.match(lien, /^http:\/\/127\.0\.0\.1:\d+\/#p=1[0-9A-Z]+$/);
  assert.ok(lien.length < 120, lien);
  await v.page.keyboard.press("Escape");
  const ici = await reponses(s);
  // A context of its own: no memory in common.
  const autre = await v.page.context().browser().newContext({ locale: "fr-FR" });
  const page = await autre.newPage();
  const demandes = [];
  page.on("request", (r) => demandes.push(r.url()));
  await page.goto(lien);
  const s2 = simulateur({ page });
  await s2.element.getByText(/ouvert\s:\s\d+\scommunes\./).waitFor();
  await constate.equal(() => reponses(s2), ici);
  await constate.equal(() => s2.effectif("Infirmier").inputValue(), "25");
  // The answers leave the address, and no request held them.
  await page.waitForFunction(() => location.hash === "");
  const texte = lien.split("#p=")[1];
  assert.deepEqual(demandes.filter((url) => url.includes(texte)), []);
  await page.reload();
  await s2.pret();
  await s2.bilan.getByRole("heading", { name: CAMBRAI }).first().waitFor();
  await constate.equal(() => s2.effectif("Infirmier").inputValue(), "25", "a reload keeps the work");
  await autre.close();
});

visit("sixty communes: a short link, and a code that a phone reads from afar", { path: `/#p=${SOIXANTE.lien}`, deviceScaleFactor: 2 }, async (v) => {
  const s = simulateur(v);
  await s.element.getByText(/ouvert\s:\s60\scommunes\./).waitFor();
  const p = await partager(s);
  const lien = await p.getByLabel("Lien du projet").inputValue();
  assert.ok(lien.length + 40 <= 400, `${lien.length} letters`);
  const image = p.getByRole("img", { name: /QR code/ });
  await image.waitFor();
  for (const colorScheme of ["light", "dark"]) {
    await v.page.emulateMedia({ colorScheme });
    const lu = lireQr(await image.screenshot());
    assert.equal(lu?.data, lien, colorScheme);
    assert.ok(lu.version <= 15, `version ${lu.version}`);
  }
  await v.page.emulateMedia({ colorScheme: "light" });
  await assertAccessible(v, "the panel");
  await voir(v, "partage");
  await p.getByRole("button", { name: "Afficher en grand" }).click();
  const grand = s.element.getByRole("dialog", { name: /CPTS du Pays de Cambrai/ });
  await assertAccessible(v, "the code over the whole screen");
  for (const viewport of [{ width: 1024, height: 768 }, { width: 360, height: 740 }, { width: 320, height: 640 }]) {
    await v.page.setViewportSize(viewport);
    const code = grand.getByRole("img");
    // The drawing is the largest square of its box.
    await constate.ok(async () => {
      const { width, height } = await code.boundingBox();
      return Math.min(width, height) >= Math.min(viewport.width, viewport.height - 180) - 40;
    }, `a code as large as ${viewport.width} × ${viewport.height} allows`);
    await constate.equal(async () => lireQr(await code.screenshot())?.data, lien);
  }
  // Escape closes what was opened last.
  await v.page.keyboard.press("Escape");
  await constate.ok(() => p.isVisible());
});

visit("a project that is too large for a code says so, and gives its link", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  // Eighty communes by name, a hundred IRIS… what a code holds is told by the code itself.
  await v.page.evaluate(async () => {
    const codes = [];
    for (let n = 1; n < 700; n += 2) codes.push(`62${String(n).padStart(3, "0")}`);
    for (let d = 1; d < 60; d++) for (let n = 1; n < 90; n += 17) codes.push(`${String(d).padStart(2, "0")}${String(n).padStart(3, "0")}`);
    await document.querySelector("cpts-simulateur").shadowRoot.querySelector("#recherche").focus();
    globalThis.liste = codes.join("\n");
  });
  await v.page.evaluate(() => {
    const presse = new DataTransfer();
    presse.setData("text/plain", globalThis.liste);
    document.querySelector("cpts-simulateur").shadowRoot.querySelector("#recherche").dispatchEvent(new ClipboardEvent("paste", { clipboardData: presse, bubbles: true, composed: true, cancelable: true }));
  });
  await s.element.getByRole("button", { name: /^Ajouter (les |)\d/ }).first().click();
  const p = await partager(s);
  await p.getByText(/trop grand pour un QR code/).waitFor();
  await constate.match(() => p.getByLabel("Lien du projet").inputValue(), /#p=1/);
});

for (const [i, { lien, projet }] of LIENS.entries()) {
  const quoi = projet.nom ? `« ${plain(projet.nom).slice(0, 30)} »` : `n° ${i + 1}`;
  visit(`a link of version 0.1.0 opens (${i + 1}, ${quoi})`, { path: `/#p=${lien}` }, async (v) => {
    const s = simulateur(v);
    await s.element.getByText(/^Projet («\s[^]*\s»\s)?ouvert\s:/).waitFor();
    for (const [id, nombre] of Object.entries(projet.professionnels ?? {})) {
      if (id === "infirmier") await constate.equal(() => s.effectif("Infirmier").inputValue(), String(nombre));
    }
    await constate.equal(() => s.element.getByText("Le projet n’a pas été ouvert").count(), 0);
    if (projet.territoire.communes?.includes("99999")) await s.element.getByText(/laissés de côté\s:\s99999/).waitFor();
    if (projet.professionnels?.conteur_du_site) await s.element.getByText(/la profession «\sconteur_du_site\s»/).waitFor();
  });
}

const BON = SOIXANTE.lien;
for (const [comment, fragment, phrase] of [
  ["cut", BON.slice(0, -9), /Le lien est incomplet\. Copiez-le en entier\./],
  ["empty", "", /Le lien est incomplet/],
  ["with a letter changed", `${BON.slice(0, 30)}${BON[30] === "A" ? "B" : "A"}${BON.slice(31)}`, /un caractère a changé/],
  ["of a later version", `2${BON.slice(1)}`, /version plus récente/],
  ["endless", `1${"Z".repeat(600_000)}`, /trop long/],
  ["with HTML", "<img src=x onerror=alert(1)>", /abîmé/],
  ["with percent signs", "%E0%A4%A", /abîmé/],
]) {
  visit(`a link that is ${comment} is refused with a sentence, and changes nothing`, {}, async (v) => {
    const s = simulateur(v);
    await s.pret();
    await s.effectif("Médecin généraliste").fill("4");
    await v.page.evaluate((f) => (location.hash = `#p=${f}`), fragment);
    await s.element.getByRole("alert").filter({ hasText: phrase }).waitFor();
    await constate.equal(() => s.effectif("Médecin généraliste").inputValue(), "4");
    await s.choisir("cambrai", CAMBRAI);
    await s.bilan.getByRole("heading", { name: CAMBRAI }).first().waitFor();
  });
}

visit("a link opened over one’s own work can be undone at once", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.effectif("Médecin généraliste").fill("4");
  await s.choisir("cambrai", CAMBRAI);
  await s.bilan.getByRole("heading", { name: CAMBRAI }).first().waitFor();
  await v.page.evaluate((f) => (location.hash = `#p=${f}`), BON);
  await s.element.getByText(/ouvert\s:\s60\scommunes\./).waitFor();
  await assertAccessible(v, "a link opened");
  await s.element.getByRole("button", { name: "Annuler", exact: true }).first().click();
  await s.bilan.getByRole("heading", { name: CAMBRAI }).first().waitFor();
  await constate.equal(() => s.effectif("Médecin généraliste").inputValue(), "4");
});

visit("a link pasted in the search box opens its project", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.recherche.focus();
  await v.page.evaluate((lien) => {
    const presse = new DataTransfer();
    presse.setData("text/plain", `Voici : https://exemple.org/cpts/#p=${lien}.`);
    document.querySelector("cpts-simulateur").shadowRoot.querySelector("#recherche").dispatchEvent(new ClipboardEvent("paste", { clipboardData: presse, bubbles: true, composed: true, cancelable: true }));
  }, BON);
  await s.element.getByText(/ouvert\s:\s60\scommunes\./).waitFor();
});

visit("an element on any page opens a link when its page says so", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  const ouvrir = (lien) => v.page.locator("cpts-simulateur").evaluate((e, l) => e.ouvrirLien(l), lien);
  await constate.equal(() => ouvrir(`https://exemple.org/cpts/#p=${BON}`), true);
  await s.element.getByText(/ouvert\s:\s60\scommunes\./).waitFor();
  await constate.equal(() => ouvrir("n’importe quoi"), false);
});

visit("several projects under a name: saved, opened, renamed, duplicated, deleted, all erased", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await constate.equal(() => v.page.evaluate(() => localStorage.length), 0, "nothing before one asks");
  const ouvrir = async () => {
    await outil(s, "Mes projets").click();
    return panneau(s, "Mes projets");
  };
  await s.effectif("Médecin généraliste").fill("4");
  await s.choisir("cambrai", CAMBRAI);
  let p = await ouvrir();
  await p.getByText("Aucun projet enregistré").waitFor();
  await p.getByRole("button", { name: "Enregistrer sur cet appareil" }).click();
  await p.getByText("Donnez un nom au projet").waitFor();
  await p.getByLabel("Nom du projet").fill("Cambrésis");
  await p.getByRole("button", { name: "Enregistrer sur cet appareil" }).click();
  await p.getByText("« Cambrésis » est enregistré sur cet appareil.").waitFor();
  await p.getByLabel("Nom du projet").fill("Grand Cambrésis");
  await p.getByRole("button", { name: "Enregistrer comme un nouveau projet" }).click();
  await v.page.keyboard.press("Escape");
  await s.effectif("Médecin généraliste").fill("9");
  p = await ouvrir();
  await p.getByRole("button", { name: "Enregistrer les changements" }).click();
  await p.getByText("« Grand Cambrésis » est enregistré").waitFor();
  await constate.equal(() => v.page.evaluate(() => localStorage.length), 2);
  await assertAccessible(v, "saved projects");
  await voir(v, "projets");
  for (const width of [320, 360]) {
    await v.page.setViewportSize({ width, height: 700 });
    await assertNoSidewaysScroll(v);
    const debord = await p.evaluate((d) => d.scrollWidth - d.clientWidth);
    assert.ok(debord <= 0, `${debord} px beyond the panel at ${width}`);
  }
  await v.page.setViewportSize({ width: 1440, height: 900 });
  const ligne = (nom) => p.getByRole("listitem").filter({ has: v.page.getByText(nom, { exact: true }) });
  await ligne("Cambrésis").getByRole("button", { name: /Ouvrir/ }).click();
  await constate.equal(() => s.effectif("Médecin généraliste").inputValue(), "4");
  // Opening is one gesture, and can be undone.
  await s.element.getByRole("button", { name: /^Annuler : ouverture du projet/ }).click();
  await constate.equal(() => s.effectif("Médecin généraliste").inputValue(), "9");
  p = await ouvrir();
  await ligne("Cambrésis").getByRole("button", { name: /Renommer/ }).click();
  // The field has the focus, its text selected: what one types takes its place.
  await constate.ok(() => p.getByLabel(/Nouveau nom de/).evaluate((n) => n.getRootNode().activeElement === n && n.selectionEnd > 0));
  await v.page.keyboard.type("Petit Cambrésis");
  await v.page.keyboard.press("Enter");
  await ligne("Petit Cambrésis").getByRole("button", { name: /Dupliquer/ }).click();
  await constate.equal(() => p.getByRole("listitem").count(), 3);
  await ligne("Petit Cambrésis (copie)").getByRole("button", { name: /Supprimer/ }).click();
  await constate.equal(() => p.getByRole("listitem").count(), 2);
  await p.getByRole("button", { name: "Annuler", exact: true }).click();
  await constate.equal(() => p.getByRole("listitem").count(), 3);
  // Another tab takes one away: it is seen here.
  const autre = await v.page.context().newPage();
  await autre.goto(`${v.origin}/icone.svg`);
  await autre.evaluate(() => localStorage.removeItem(Object.keys(localStorage).find((cle) => localStorage[cle].includes("(copie)"))));
  await v.page.waitForFunction(() => document.querySelector("cpts-simulateur").shadowRoot.querySelectorAll("#projets li").length === 2);
  await autre.close();
  await p.getByRole("button", { name: "Effacer tout" }).click();
  await p.getByText(/les effacer de cet appareil/).waitFor();
  await p.getByRole("button", { name: "Oui, effacer tout" }).click();
  await p.getByText("Aucun projet enregistré").waitFor();
  await constate.deepEqual(() => v.page.evaluate(() => [localStorage.length, sessionStorage.length]), [0, 0]);
});

visit("what came by a link does not take the place of a saved project; nor does another tab’s work go unseen", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.effectif("Médecin généraliste").fill("4");
  await outil(s, "Mes projets").click();
  let p = panneau(s, "Mes projets");
  await p.getByLabel("Nom du projet").fill("Le mien");
  await p.getByRole("button", { name: "Enregistrer sur cet appareil" }).click();
  await p.getByRole("button", { name: "Enregistrer les changements" }).waitFor();
  await v.page.keyboard.press("Escape");
  // Another tab opens it too, and saves first.
  const cle = await v.page.evaluate(() => Object.keys(localStorage)[0]);
  const avant = await v.page.evaluate((cle) => localStorage[cle], cle);
  await v.page.evaluate(([cle, bon]) => (localStorage[cle] = localStorage[cle].split("\n").slice(0, 3).concat(bon).join("\n")), [cle, BON]);
  await s.effectif("Médecin généraliste").fill("5");
  await outil(s, "Mes projets").click();
  await p.getByRole("button", { name: "Enregistrer les changements" }).click();
  await p.getByText(/a changé dans un autre onglet/).waitFor();
  assert.ok((await v.page.evaluate((cle) => localStorage[cle], cle)).endsWith(BON));
  await v.page.evaluate(([cle, avant]) => (localStorage[cle] = avant), [cle, avant]);
  await p.getByRole("button", { name: "Enregistrer les changements" }).click();
  await p.getByText("« Le mien » est enregistré").waitFor();
  await v.page.keyboard.press("Escape");
  // A colleague's link.
  await v.page.evaluate((f) => (location.hash = `#p=${f}`), BON);
  await s.element.getByText(/ouvert\s:\s60\scommunes\./).waitFor();
  await outil(s, "Mes projets").click();
  p = panneau(s, "Mes projets");
  await p.getByRole("button", { name: "Enregistrer sur cet appareil" }).waitFor();
  await constate.equal(() => p.getByText("· ouvert").count(), 0);
});

visit("IRIS that the data does not know are told; the share counts as it is written", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  const projet = { version: 1, territoire: { communes: ["59122"], parts: [{ commune: "06088", population: 120000, motif: "x", iris: ["060880101", "060889999"] }] } };
  await s.element.getByLabel("Importer un fichier").setInputFiles({ name: "projet.cpts.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(projet)) });
  await s.element.getByText(/Nice\s: des IRIS de cette partie ne sont pas dans les données/).waitFor();
  await constate.match(async () => plain(await s.bilan.innerText()), /2 communes/);
  await s.bilan.getByText(/15[01]\s\d{3}/).first().waitFor();
});

visit("saving that is refused, or has no room, is told with what to do instead", {
  arrange: (page) => page.addInitScript(() => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; }),
}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await outil(s, "Mes projets").click();
  const p = panneau(s, "Mes projets");
  await p.getByLabel("Nom du projet").fill("CPTS");
  await p.getByRole("button", { name: "Enregistrer sur cet appareil" }).click();
  await p.getByText(/La place manque/).waitFor();
});

visit("all of it by the keyboard", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await outil(s, "Partager").focus();
  await v.page.keyboard.press("Enter");
  const p = panneau(s, "Partager le projet");
  await p.getByRole("button", { name: "Copier le lien" }).waitFor();
  await v.page.keyboard.press("Tab");
  await v.page.keyboard.press("Tab");
  await v.page.keyboard.press("Enter");
  await p.getByRole("status").filter({ hasText: /Lien copié|Ctrl\+C/ }).waitFor();
  await v.page.keyboard.press("Escape");
  await constate.equal(() => outil(s, "Partager").evaluate((b) => b.getRootNode().activeElement === b), true, "the focus returns");
});
