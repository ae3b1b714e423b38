// A list pasted or opened: every line is told, nothing is added blindly, nothing is lost.

import assert from "node:assert/strict";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { plain, simulateur, tabTo } from "./lib/simulateur.js";
import { assertNoSidewaysScroll, capture, photograph, SIZES, suite } from "./lib/visit.js";

const visit = suite();

/** Recognised, homonyms, a former commune, nothing known, twice, a head and a blank line. */
const LISTE = `Communes du projet

Cambrai
CAUDRY
59614 Viesly
Saint-Aubert (59)
Solesmes
Saint-Hilaire
Pierrefitte-sur-Seine
Cambrai Est
59122 Cambrai
1004`;

/** What one does with a list. */
function revue(v) {
  const s = simulateur(v);
  const panneau = s.element.locator(".revue");
  return {
    s,
    panneau,
    bilan: () => panneau.locator(".revue-bilan").innerText().then(plain),
    bouton: (nom) => panneau.getByRole("button", { name: nom }),
    ligne: (numero) => panneau.getByRole("group", { name: new RegExp(`^Ligne\\s${numero}\\s:`) }),
    async lire(texte) {
      await s.pret();
      await s.element.getByRole("button", { name: "Coller une liste" }).click();
      await s.element.getByLabel("Liste de communes").fill(texte);
      await s.element.getByRole("button", { name: "Lire la liste" }).click();
      await panneau.waitFor();
    },
    /** The focus is on this element. */
    tient: (cible) => cible.evaluate((node) => node.getRootNode().activeElement === node),
  };
}

visit("a pasted list is told line by line, settled, added and undone", {}, async (v) => {
  const r = revue(v);
  await r.lire(LISTE);
  const titre = r.panneau.getByRole("heading", { name: /lignes lues/ });
  await constate.equal(async () => plain(await titre.innerText()), "12 lignes lues");
  await v.page.waitForTimeout(50);
  await constate.ok(() => r.tient(titre), "the focus is on the title of the review");
  const bilan = await r.bilan();
  assert.match(bilan, /4 communes reconnues/);
  assert.match(bilan, /4 à préciser : « Solesmes », « Saint-Hilaire », « Pierrefitte-sur-Seine »…/);
  assert.match(bilan, /1 inconnue, ligne 10 : « Cambrai Est »/);
  assert.match(bilan, /1 écrite deux fois/);
  assert.match(bilan, /2 ignorées/);
  await constate.equal(() => r.s.element.locator(".puce").count(), 0, "nothing is added by itself");
  await capture(v, "liste-resume");

  await r.bouton("Préciser les 5 autres").click();
  // The likeliest homonym, in the département of the others, comes first.
  const solesmes = r.ligne(7).getByRole("radio");
  await constate.match(async () => plain(await r.ligne(7).locator("label").first().innerText()), /Solesmes.*Nord \(59\)/);
  await solesmes.first().check();
  await r.ligne(9).getByRole("radio", { name: /Pierrefitte-sur-Seine.*Aujourd’hui dans Saint-Denis/ }).check();
  await r.ligne(8).getByRole("radio", { name: "Ne pas ajouter" }).check();
  await constate.match(() => r.bilan(), /2 précisées/);
  await constate.match(() => r.bilan(), /1 écartée/);

  // Corrected in its place, then recognised.
  const champ = r.ligne(10).getByLabel("Corriger");
  await champ.fill("Beauvois-en-Cambrésis");
  await champ.press("Tab");
  await r.ligne(10).getByText("Ligne reconnue.").waitFor();
  await capture(v, "liste-detail");

  await r.bouton("Ajouter les 7").click();
  await r.s.element.getByText("7 communes ajoutées.").first().waitFor();
  await constate.equal(() => r.s.element.locator(".puce").count(), 7);
  // What is left stays: the code that lost its zero.
  await constate.match(() => r.bilan(), /1 à préciser : « 1004 »/);
  await constate.ok(() => r.tient(titre), "after the addition the focus is on the title");
  await r.s.element.getByRole("button", { name: "Annuler", exact: true }).click();
  await constate.equal(() => r.s.element.locator(".puce").count(), 0, "one gesture undoes all of it");
  // … and the choices are still there.
  await constate.match(() => r.bilan(), /3 précisées/);
  await r.bouton("Fermer la liste").click();
  await r.panneau.waitFor({ state: "detached" });
  await v.page.waitForTimeout(50);
  await constate.ok(() => r.tient(r.s.recherche), "the focus is back in the search box");
  // The text is still in its field.
  await r.s.element.getByRole("button", { name: "Coller une liste" }).click();
  await constate.equal(() => r.s.element.getByLabel("Liste de communes").inputValue(), LISTE);
});

visit("the whole of it without a mouse", {}, async (v) => {
  const { page } = v;
  const r = revue(v);
  await r.s.pret();
  await tabTo(v, r.s.element.getByRole("button", { name: "Coller une liste" }));
  await page.keyboard.press("Enter");
  await page.waitForTimeout(50);
  await constate.ok(() => r.tient(r.s.element.getByLabel("Liste de communes")), "the field takes the focus");
  await page.keyboard.insertText("Cambrai\nSolesmes");
  await tabTo(v, r.s.element.getByRole("button", { name: "Lire la liste" }));
  await page.keyboard.press("Enter");
  await r.panneau.waitFor();
  await tabTo(v, r.bouton("Préciser l’autre"));
  await page.keyboard.press("Enter");
  await tabTo(v, r.ligne(2).getByRole("radio").first());
  await page.keyboard.press("Space");
  await constate.match(() => r.bilan(), /1 précisée/);
  await tabTo(v, r.bouton("Ajouter les 2"), { back: true });
  await page.keyboard.press("Enter");
  await r.s.element.getByText("2 communes ajoutées.").first().waitFor();
  await tabTo(v, r.bouton("Terminer"));
  await page.keyboard.press("Enter");
  await r.panneau.waitFor({ state: "detached" });
});

visit("all the communes of an EPCI may be kept as the EPCI", {}, async (v) => {
  const r = revue(v);
  await r.s.pret();
  // The names, from the interface itself.
  await r.s.choisir("cambrai", /CA de Cambrai|agglomération de Cambrai/);
  await r.s.element.getByRole("button", { name: /^Voir .*autres communes/ }).click();
  const codes = await r.s.element.locator("table.communes td.code").allInnerTexts();
  assert.equal(codes.length, 55);
  await r.s.element.getByRole("button", { name: /^Retirer Communauté/ }).click();
  await r.lire(codes.join("\n"));
  await constate.match(() => r.bilan(), /55 communes reconnues/);
  await constate.match(async () => plain(await r.panneau.innerText()), /Les 55 communes de l’intercommunalité « CA de Cambrai » sont là/);
  await assertAccessible(v, "conseil");
  await r.bouton("Ajouter les 55").click();
  await constate.equal(() => r.s.element.locator(".puce").count(), 55);
  await r.bouton("L’ajouter comme intercommunalité").click();
  await r.s.element.locator(".panneau:not(.revue)").waitFor();
  await constate.equal(() => r.s.element.locator(".puce").count(), 0);
  await constate.match(() => r.bilan(), /55 déjà dans le territoire/);
});

visit("a list pasted in the search box is reviewed", {}, async (v) => {
  const r = revue(v);
  await r.s.pret();
  await r.s.recherche.evaluate((champ) => {
    const presse = new DataTransfer();
    presse.setData("text/plain", "Cambrai\nCaudry\n");
    champ.dispatchEvent(new ClipboardEvent("paste", { clipboardData: presse, bubbles: true, cancelable: true }));
  });
  await r.panneau.waitFor();
  await constate.match(() => r.bilan(), /2 communes reconnues/);
  await constate.equal(() => r.s.recherche.inputValue(), "");
});

/** A file as a person would choose it. */
const fichier = (name, buffer, mimeType = "text/csv") => ({ name, mimeType, buffer: Buffer.from(buffer) });

for (const [nom, octets] of [
  ["UTF-8", Buffer.from("\ufeffCommune;Habitants\r\nSaint-Léger;1\r\nOrléans;2\r\n")],
  ["Windows-1252", Buffer.from("Commune;Habitants\r\nSaint-Léger;1\r\nOrléans;2\r\n", "latin1")],
  ["UTF-16", Buffer.from("\ufeffCommune\tHabitants\r\nSaint-Léger\t1\r\nOrléans\t2\r\n", "utf16le")],
]) {
  visit(`a CSV in ${nom} is read`, {}, async (v) => {
    const r = revue(v);
    await r.s.pret();
    await r.s.element.getByLabel("Importer un fichier").setInputFiles(fichier("communes.csv", octets));
    await r.panneau.waitFor();
    const bilan = await r.bilan();
    assert.match(bilan, /1 commune reconnue/);
    assert.match(bilan, /1 à préciser : « Saint-Léger/);
    assert.match(bilan, /1 ignorée/);
  });
}

visit("what cannot be a list is refused with a way out", {}, async (v) => {
  const r = revue(v);
  await r.s.pret();
  const champ = r.s.element.getByLabel("Importer un fichier");
  for (const [choisi, phrase] of [
    [fichier("communes.xlsx", "PK\x03\x04 xl/workbook.xml"), /classeur.*collez-la ici/],
    [fichier("plan.pdf", "%PDF-1.7 …"), /n’est pas un texte/],
    [fichier("gros.csv", Buffer.alloc(2_000_001, 65)), /trop gros/],
    [fichier("lignes.csv", Buffer.alloc(1_000_001, 65)), /trop long/],
    [fichier("vide.csv", ""), /vide/],
  ]) {
    await champ.setInputFiles(choisi);
    await r.panneau.getByText(phrase).waitFor();
  }
  await assertAccessible(v, "refus");
});

visit("a file dropped on the question is read", {}, async (v) => {
  const r = revue(v);
  await r.s.pret();
  await r.s.element.locator("section#ou").evaluate((section) => {
    const transfert = new DataTransfer();
    transfert.items.add(new File(["Cambrai\nCaudry"], "communes.txt", { type: "text/plain" }));
    const lancer = (type) => section.dispatchEvent(new DragEvent(type, { dataTransfer: transfert, bubbles: true, cancelable: true }));
    if (lancer("dragover")) throw new Error("the page would open the file");
    lancer("drop");
  });
  await r.panneau.waitFor();
  await constate.match(() => r.bilan(), /2 communes reconnues/);
});

visit("a project is asked about before it takes the place of the answers", {}, async (v) => {
  const r = revue(v);
  await r.s.pret();
  await r.s.choisir("loos", /Loos.*59360/);
  const projet = JSON.stringify({ version: 1, territoire: { communes: ["59122"] } });
  await r.s.element.getByLabel("Importer un fichier").setInputFiles(fichier("projet.json", projet, "application/json"));
  await r.panneau.getByRole("heading", { name: "Ce texte est un projet enregistré" }).waitFor();
  await assertAccessible(v, "projet");
  await r.bouton("Garder mes réponses").click();
  await constate.match(async () => plain(await r.s.element.getByRole("list", { name: "Communes ajoutées une à une" }).innerText()), /Loos/);
  await r.lire(projet);
  await r.bouton("Ouvrir ce projet").click();
  await r.s.element.locator(".puce", { hasText: "Cambrai" }).waitFor();
  await r.s.element.getByRole("button", { name: "Annuler", exact: true }).click();
  await r.s.element.locator(".puce", { hasText: "Loos" }).waitFor();
});

visit("five hundred lines, quickly", {}, async (v) => {
  const r = revue(v);
  await r.s.pret();
  const texte = Array.from({ length: 500 }, (_, i) => `${59001 + i}`).join("\n");
  await r.s.element.getByRole("button", { name: "Coller une liste" }).click();
  await r.s.element.getByLabel("Liste de communes").fill(texte);
  await r.s.element.getByRole("button", { name: "Lire la liste" }).click();
  await r.panneau.waitFor();
  const nombres = [...(await r.bilan()).matchAll(/(?:^| )(\d+) (?:commune|à préciser|inconnue|déjà|écrite|ignorée)/g)];
  const somme = nombres.reduce((n, [, texte]) => n + Number(texte), 0);
  assert.equal(somme, 500, "every line is counted once");
});

for (const [appareil, viewport] of Object.entries({ ...SIZES, etroit: { width: 320, height: 640 } })) {
  for (const colorScheme of ["light", "dark"]) {
    visit(`the review is accessible and fits (${appareil}, ${colorScheme})`, { viewport, colorScheme }, async (v) => {
      const r = revue(v);
      await r.s.pret();
      await r.s.element.getByRole("button", { name: "Coller une liste" }).click();
      await assertAccessible(v, "champ");
      await capture(v, `liste-champ-${appareil}-${colorScheme}`);
      await r.s.element.getByLabel("Liste de communes").fill(LISTE);
      await r.s.element.getByRole("button", { name: "Lire la liste" }).click();
      await r.bouton("Préciser les 5 autres").click();
      await assertAccessible(v, "revue ouverte");
      await assertNoSidewaysScroll(v);
      await capture(v, `liste-${appareil}-${colorScheme}`);
    });
  }
}

for (const forcedColors of ["none", "active"]) {
  visit(`a zoom of 400 %: nothing hides what has the focus, colours ${forcedColors}`, { viewport: { width: 320, height: 256 }, forcedColors }, async (v) => {
    const r = revue(v);
    await r.s.pret();
    await r.s.choisir("bapaume", /^Bapaume/);
    await r.lire(LISTE);
    await r.bouton("Préciser les 5 autres").click();
    await r.bouton("Préciser les 5 autres").focus();
    await assertNoSidewaysScroll(v);
    await assertAccessible(v, `la liste à 400 %, ${forcedColors}`);
    for (let i = 0; i < 8; i++) {
      await v.page.keyboard.press("Tab");
      const vu = await v.page.evaluate(() => {
        const racine = document.querySelector("cpts-simulateur").shadowRoot;
        const { left, top, width, height } = racine.activeElement.getBoundingClientRect();
        const dessus = racine.elementFromPoint(left + width / 2, top + height / 2);
        return dessus === racine.activeElement || dessus?.contains(racine.activeElement) || racine.activeElement.contains(dessus);
      });
      assert.ok(vu, `${i + 1} Tab: the focus is in sight`);
    }
    await photograph(v.page, `liste-400-${forcedColors}`);
  });
}
