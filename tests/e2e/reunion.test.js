// A meeting in front of a room: read from afar, run by a keyboard or a clicker, nothing that names anybody.

import assert from "node:assert/strict";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { plain, simulateur, tabTo } from "./lib/simulateur.js";
import { assertNoSidewaysScroll, photograph, suite } from "./lib/visit.js";

const visit = suite();
const PROJECTEURS = {
  "1024x768": { width: 1024, height: 768 },
  "1280x720": { width: 1280, height: 720 },
  "1920x1080": { width: 1920, height: 1080 },
};
const TITRES = [
  "Qui est dans la salle ?",
  "Une CPTS, c’est quoi ?",
  "Les missions",
  "Quatre tailles de CPTS",
  "Accordé n’est pas versé",
  "De l’idée au contrat",
  "Quel territoire ?",
  "Périmètres",
  "Argent et temps",
  "Qui veut travailler sur quoi ?",
  "Et après ?",
];
const [SALLE, , , , , , TERRITOIRE, PERIMETRES, ARGENT, MISSIONS, SUITE] = TITRES;

/** Gestures in a meeting. */
function reunion(v) {
  const s = simulateur(v);
  const dialogue = s.element.locator("dialog.reunion");
  const r = {
    s,
    dialogue,
    recherche: dialogue.getByRole("combobox", { name: "Ajouter une commune ou une intercommunalité" }),
    titre: (nom) => dialogue.getByRole("heading", { level: 2, name: nom, exact: true }),
    annuler: dialogue.getByRole("button", { name: /^Annuler/ }),
    /** The button says what it would take back. */
    annule: (quoi) => dialogue.getByRole("button", { name: `Annuler : ${quoi}`, exact: true }).waitFor(),
    touche: (touche) => v.page.keyboard.press(touche),
    async ouvrir() {
      await s.pret();
      await s.element.getByRole("button", { name: "Mode réunion" }).click();
      await r.arrive(SALLE);
    },
    /** The screen is there, and its heading has the focus. */
    async arrive(nom) {
      await r.titre(nom).waitFor();
      await v.page.waitForFunction(
        (nom) => document.querySelector("cpts-simulateur").shadowRoot.activeElement?.textContent.replace(/\s/g, " ") === nom,
        nom,
      );
    },
    /** Goes there by the menu. */
    async aller(nom) {
      const rang = TITRES.indexOf(nom) + 1;
      await dialogue.getByRole("button", { name: "Menu", exact: true }).click();
      await dialogue.getByRole("button", { name: new RegExp(`^${rang}\\. `) }).click();
      await r.arrive(nom);
    },
    combien: async (profession, n) => r.tuile(profession).locator("strong", { hasText: new RegExp(`^${n}$`) }).waitFor(),
    tuile: (profession) => dialogue.getByRole("button", { name: new RegExp(`^${profession}\\s*:.*Ajouter une personne$`) }),
    async compter(profession, fois) {
      for (let i = 0; i < fois; i++) await r.tuile(profession).click();
    },
    voisines: dialogue.locator(".r-voisine"),
    async choisir(texte, nom) {
      await r.recherche.fill(texte);
      await dialogue.getByRole("option", { name: nom }).first().click();
    },
    async choisirTerritoire() {
      await r.aller(TERRITOIRE);
      await r.choisir("ca de cambrai", /CA de Cambrai/);
      await r.voisines.first().waitFor();
    },
    /** A has Cambrai, B two neighbours more, C one of those. */
    async troisPerimetres() {
      await r.choisirTerritoire();
      await r.titre(TERRITOIRE).focus();
      await r.touche("2");
      await r.voisines.nth(0).click();
      await r.voisines.nth(1).click();
      await r.titre(TERRITOIRE).focus();
      await r.touche("3");
      await r.voisines.nth(0).click();
    },
    chiffres: async (ligne) => {
      const rang = dialogue.getByRole("row").filter({ has: v.page.getByRole("rowheader", { name: ligne, exact: true }) });
      return (await rang.getByRole("cell").allInnerTexts()).map(plain);
    },
  };
  return r;
}

/** Nothing scrolls, in any part of the meeting. */
async function assertNoScroll({ page }, etat) {
  const trop = () => page.evaluate(() => {
    const racine = document.querySelector("cpts-simulateur").shadowRoot;
    const parts = racine.querySelectorAll("dialog.reunion, .r-scene, .r-corps");
    return [...parts]
      .filter((e) => e.scrollHeight > e.clientHeight || e.scrollWidth > e.clientWidth)
      .map((e) => `${e.className}: ${e.scrollWidth}×${e.scrollHeight} in ${e.clientWidth}×${e.clientHeight}`);
  });
  await constate.deepEqual(trop, [], `${etat} scrolls`);
}

/** What a room reads is of 24 px at least, and its key figures of 48; nothing stands on another text or out of sight. */
async function assertReadable({ page }, etat) {
  const fautes = () => page.evaluate(() => {
    const racine = document.querySelector("cpts-simulateur").shadowRoot;
    const dialogue = racine.querySelector("dialog.reunion");
    const petits = [];
    const coupes = [];
    let vus = 0;
    const marcheur = document.createTreeWalker(dialogue, NodeFilter.SHOW_TEXT);
    for (let texte = marcheur.nextNode(); texte; texte = marcheur.nextNode()) {
      const parent = texte.parentElement;
      if (!texte.data.trim() || parent.closest(".sr, [hidden], dialog:not([open]), sup")) continue;
      if (!parent.checkVisibility({ visibilityProperty: true })) continue;
      vus++;
      const taille = Number.parseFloat(getComputedStyle(parent).fontSize);
      const voulu = parent.closest(".r-chiffre") ? 48 : 24;
      if (taille < voulu - 0.01) petits.push(`${taille} px: ${texte.data.trim()}`);
      // Cut on purpose, and said in full elsewhere.
      if (parent.closest(".r-annuler, .r-nom .nom")) continue;
      const plage = document.createRange();
      plage.selectNodeContents(texte);
      for (const boite of plage.getClientRects()) {
        if (boite.right > innerWidth + 1 || boite.bottom > innerHeight + 1 || boite.left < -1 || boite.top < -1) {
          coupes.push(texte.data.trim());
        }
      }
    }
    return { petits, coupes, mesure: vus > 5 };
  });
  await constate.deepEqual(fautes, { petits: [], coupes: [], mesure: true }, `${etat}: too small to be read from afar, or out of sight`);
}

visit("the room is counted, checked by the rules, and taken into the project", {}, async (v) => {
  const r = reunion(v);
  await r.ouvrir();
  await r.compter("Infirmier", 3);
  const constats = r.dialogue.locator(".r-constats");
  await constats.getByText("Une seule profession participe").waitFor();
  await constats.getByText("Aucun médecin généraliste ne participe").waitFor();
  await r.compter("Médecin généraliste", 2);
  await constats.getByText("Plusieurs professions participent").waitFor();
  await r.dialogue.getByRole("button", { name: "Retirer une personne : Infirmier" }).click();
  await constate.equal(async () => plain(await r.dialogue.locator(".r-total").innerText()), "4 personnes dans la salle");
  await r.dialogue.getByRole("button", { name: /^Autres professions/ }).click();
  await r.compter("Orthoptiste", 1);
  // Nothing of the project has changed so far.
  await r.dialogue.getByRole("button", { name: "Reprendre dans le projet" }).click();
  await r.dialogue.locator(".r-fait", { hasText: "Reprise dans le projet" }).waitFor();
  await r.touche("Escape");
  await r.dialogue.waitFor({ state: "detached" });
  await constate.equal(() => r.s.effectif("Infirmier").inputValue(), "2");
  await constate.equal(() => r.s.effectif("Médecin généraliste").inputValue(), "2");
  // The meeting is as it was left.
  await r.s.element.getByRole("button", { name: "Mode réunion" }).click();
  await constate.equal(async () => plain(await r.dialogue.locator(".r-total").innerText()), "5 personnes dans la salle");
});

visit("what was done last can be taken back at once, by key and by button", {}, async (v) => {
  const r = reunion(v);
  await r.ouvrir();
  await constate.equal(() => r.annuler.count(), 0);
  await r.compter("Infirmier", 2);
  await r.annule("+ 1 Infirmier");
  await r.titre(SALLE).focus();
  await r.touche("u");
  await r.dialogue.getByText("Annulé : + 1 Infirmier.").waitFor();
  await r.combien("Infirmier", 1);
  await r.touche("Control+z");
  await r.combien("Infirmier", 0);
  // There is nothing left, and it says so.
  await r.touche("u");
  await r.dialogue.getByText("Rien à annuler.").waitFor();

  await r.compter("Pharmacien", 1);
  await r.dialogue.getByRole("button", { name: "Reprendre dans le projet" }).click();
  await r.annule("salle reprise dans le projet");
  await r.aller(TERRITOIRE);
  await r.choisir("59122", /^Cambrai/);
  await r.dialogue.getByText("31 134").waitFor();
  await r.annule("ajout : Cambrai");
  await r.annuler.click();
  await r.dialogue.getByText("Cherchez une commune ou une intercommunalité.").waitFor();
  await r.annuler.click();
  await r.touche("Escape");
  await constate.equal(() => r.s.effectif("Pharmacien").inputValue(), "0");
});

visit("a whole meeting with the keyboard alone", {}, async (v) => {
  const r = reunion(v);
  await r.s.pret();
  const ouvrir = r.s.element.getByRole("button", { name: "Mode réunion" });
  await tabTo(v, ouvrir);
  await r.touche("Enter");
  await r.arrive(SALLE);
  await tabTo(v, r.tuile("Médecin généraliste"));
  await r.touche("Enter");
  await r.touche("Space");
  await r.combien("Médecin généraliste", 2);
  // Space on a control is the control's; on the heading it turns the page.
  await r.titre(SALLE).focus();
  for (const titre of TITRES.slice(1, 4)) {
    await r.touche("Space");
    await r.arrive(titre);
  }
  for (const titre of TITRES.slice(4, 6)) {
    await r.touche("ArrowRight");
    await r.arrive(titre);
  }
  await r.touche("ArrowLeft");
  await r.arrive(TITRES[4]);
  await r.touche("Enter");
  await r.touche("Enter");
  await r.arrive(TERRITOIRE);
  await tabTo(v, r.recherche);
  await v.page.keyboard.type("ca de cambrai");
  await r.dialogue.getByRole("option").first().waitFor();
  await r.touche("Enter");
  await r.dialogue.getByText("80 120").first().waitFor();
  await r.voisines.first().waitFor();
  await tabTo(v, r.voisines.first());
  await r.touche("Space");
  await constate.equal(() => r.voisines.first().getAttribute("aria-pressed"), "true");
  await r.touche("PageDown");
  await r.arrive(PERIMETRES);
  await r.touche("m");
  await constate.match(async () => (await r.chiffres("Fixe par an"))[0], /masqué/);
  await r.touche("m");
  await constate.match(async () => (await r.chiffres("Fixe par an"))[0], /€/);
  await r.touche("End");
  await r.arrive(SUITE);
  await r.touche("Home");
  await r.arrive(SALLE);
  await r.touche("?");
  const menu = r.dialogue.getByRole("dialog", { name: "Menu de la réunion" });
  await menu.waitFor();
  // Behind the menu nothing moves.
  await r.touche("PageDown");
  await r.touche("Escape");
  await menu.waitFor({ state: "hidden" });
  await constate.ok(() => r.titre(SALLE).isVisible());
  await r.touche("Escape");
  await r.dialogue.waitFor({ state: "detached" });
  // Back where one was.
  await constate.ok(() => ouvrir.evaluate((b) => b.getRootNode().activeElement === b));
});

visit("a remote clicker: pages, black screen, and no page loaded anew", {}, async (v) => {
  const r = reunion(v);
  await r.ouvrir();
  const demandes = v.requests.length;
  await r.compter("Infirmier", 1);
  // The focus is on a control, as it may be when the clicker is pressed.
  await r.touche("PageDown");
  await r.arrive(TITRES[1]);
  for (const touche of ["b", "."]) {
    await r.touche(touche);
    const noir = r.dialogue.getByRole("button", { name: "Rallumer l’écran" });
    await noir.waitFor();
    await constate.deepEqual(() => noir.evaluate((n) => {
        const { width, height } = n.getBoundingClientRect();
        return [width, height, getComputedStyle(n).backgroundColor];
      }),
      [1440, 900, "rgb(0, 0, 0)"],
    );
    // Any key lights it, and does nothing else.
    await r.touche("PageDown");
    await noir.waitFor({ state: "hidden" });
    await constate.ok(() => r.titre(TITRES[1]).isVisible());
  }
  await r.touche("PageUp");
  await r.arrive(SALLE);
  await r.touche("F5");
  await v.page.waitForFunction(() => document.fullscreenElement);
  await r.touche("F5");
  await v.page.waitForFunction(() => !document.fullscreenElement);
  await r.combien("Infirmier", 1);
  assert.equal(v.requests.length, demandes, "turning pages asks the network for nothing");
  // What had the focus may go away: keys still reach the meeting.
  await v.page.evaluate(() => document.querySelector("cpts-simulateur").shadowRoot.activeElement?.blur());
  await r.touche("PageDown");
  await r.arrive(TITRES[1]);
});

visit("A, B and C on the keys 1, 2 and 3, on a French keyboard as well", {}, async (v) => {
  const r = reunion(v);
  await r.ouvrir();
  await r.troisPerimetres();
  await r.touche("PageDown");
  await r.arrive(PERIMETRES);
  const habitants = await r.chiffres("Habitants");
  assert.equal(habitants.length, 3);
  assert.equal(habitants[0], "80 120");
  const courant = () => r.dialogue.locator(".r-nom[aria-pressed=true]").innerText().then((t) => plain(t)[0]);
  await constate.equal(() => courant(), "C");
  await r.touche("1");
  await constate.equal(() => courant(), "A");
  // AZERTY: the key of the 2 writes é.
  await v.page.evaluate(() => {
    const touche = { key: "é", code: "Digit2", bubbles: true, composed: true, cancelable: true };
    document.querySelector("cpts-simulateur").shadowRoot.activeElement.dispatchEvent(new KeyboardEvent("keydown", touche));
  });
  await r.dialogue.locator(".r-nom[aria-pressed=true]", { hasText: "B" }).waitFor();
  // Nothing is lost on the way.
  await constate.deepEqual(() => r.chiffres("Habitants"), habitants);
  await r.touche("u");
  await constate.equal(() => courant(), "A");
  // Keys of one letter can be off, for those who dictate.
  await r.touche("?");
  await r.dialogue.getByRole("checkbox", { name: "Touches d’une lettre ou d’un chiffre" }).uncheck();
  await r.touche("Escape");
  await r.titre(PERIMETRES).focus();
  await r.touche("3");
  await constate.equal(() => courant(), "A");
});

visit("hidden amounts are nowhere, and the rows keep their height", { viewport: PROJECTEURS["1024x768"] }, async (v) => {
  const r = reunion(v);
  await r.ouvrir();
  await r.compter("Infirmier", 1);
  await r.troisPerimetres();
  await r.aller(PERIMETRES);
  const hauteurs = () => r.dialogue.locator("tbody tr").evaluateAll((l) => l.map((t) => t.getBoundingClientRect().height));
  const avant = await hauteurs();
  await constate.match(() => r.dialogue.innerText(), /€/);
  await r.dialogue.getByRole("button", { name: "Masquer les montants" }).first().click();
  await r.dialogue.getByText("Montants masqués.").waitFor();
  await constate.deepEqual(() => hauteurs(), avant);
  for (const titre of TITRES) {
    await r.aller(titre);
    await constate.doesNotMatch(() => r.dialogue.evaluate((d) => d.textContent), /€/, titre);
  }
  await r.aller(ARGENT);
  // The days stay.
  await constate.match(async () => plain(await r.dialogue.locator(".r-calendrier").innerText()), /Signature : fonctionnement/);
});

visit("the host hides the amounts: nobody can show them", { path: "/?masquer-montants" }, async (v) => {
  const r = reunion(v);
  await r.ouvrir();
  await r.troisPerimetres();
  await r.aller(PERIMETRES);
  await r.touche("m");
  await constate.doesNotMatch(() => r.dialogue.evaluate((d) => d.textContent), /€/);
  await constate.equal(() => r.dialogue.getByRole("button", { name: /les montants$/ }).count(), 0);
});

visit("what the meeting came to can be read, and copied", { permissions: ["clipboard-read", "clipboard-write"] }, async (v) => {
  const r = reunion(v);
  await r.ouvrir();
  await r.compter("Infirmier", 2);
  await r.troisPerimetres();
  await r.aller(MISSIONS);
  await r.dialogue.getByRole("button", { name: "Une personne de plus : Prévention" }).click();
  await r.dialogue.getByRole("textbox", { name: "Groupe de travail : Prévention" }).fill("Dépistage");
  await r.aller(SUITE);
  await r.dialogue.getByRole("button", { name: "Compte rendu" }).click();
  const lecture = r.dialogue.getByRole("dialog", { name: "Compte rendu" });
  const texte = plain(await lecture.getByRole("region").innerText());
  assert.match(texte, /Dans la salle : 2 personnes - Infirmier : 2 /);
  assert.match(texte, /- A, CA de Cambrai : 55 communes, 80 120 habitants, Taille 3 - B, A avec 2 communes : 57 communes/);
  assert.match(texte, /- Prévention : 1 personne, groupe « Dépistage »/);
  assert.match(texte, /Prochaines étapes 1\. Émergence du projet \(Professionnels de santé, URPS\) 2\. /);
  assert.doesNotMatch(texte, /€/);
  await lecture.getByRole("button", { name: "Copier" }).click();
  await r.dialogue.getByText("Compte rendu copié.").waitFor({ state: "attached" });
  await constate.equal(async () => plain(await v.page.evaluate(() => navigator.clipboard.readText())), texte);
  // Behind it, slides stay.
  await r.touche("PageUp");
  await r.touche("Escape");
  await constate.ok(() => r.titre(SUITE).isVisible());
});

visit("a page that is loaded anew goes back to the meeting", {}, async (v) => {
  const r = reunion(v);
  await r.ouvrir();
  await r.compter("Infirmier", 3);
  await r.troisPerimetres();
  await r.aller(PERIMETRES);
  await r.touche("m");
  const habitants = await r.chiffres("Habitants");
  await v.page.waitForFunction(() => Object.values(sessionStorage).some((t) => t.includes("Périmètres")));
  await v.page.reload();
  await r.arrive(PERIMETRES);
  await r.dialogue.getByText("3 personnes").waitFor();
  await r.dialogue.getByText("87 976").waitFor();
  await constate.deepEqual(() => r.chiffres("Habitants"), habitants);
  await constate.doesNotMatch(() => r.dialogue.evaluate((d) => d.textContent), /€/);
  await r.touche("Escape");
  await r.dialogue.waitFor({ state: "detached" });
  await v.page.waitForFunction(() => Object.values(sessionStorage).every((t) => !t.includes("ouverte")));
  await v.page.reload();
  await r.s.pret();
  await constate.equal(() => r.dialogue.count(), 0);
});

visit("opened by the address of a shortcut", { path: "/?mode=reunion" }, async (v) => {
  const r = reunion(v);
  await r.arrive(SALLE);
  await r.touche("Escape");
  await r.dialogue.waitFor({ state: "detached" });
});

visit("the page to print opens over the meeting, which waits for it", {}, async (v) => {
  const r = reunion(v);
  await r.ouvrir();
  await r.choisirTerritoire();
  await r.aller(SUITE);
  await r.dialogue.getByRole("button", { name: "Imprimer", exact: true }).click();
  const page = r.s.element.getByRole("dialog", { name: "Une page à imprimer" });
  await page.waitFor();
  await r.touche("PageUp");
  await r.touche("b");
  await r.touche("Escape");
  await page.waitFor({ state: "hidden" });
  await constate.ok(() => r.titre(SUITE).isVisible());
  await r.touche("PageUp");
  await r.arrive(MISSIONS);
});

visit("groups and interests are kept on the device, mission by mission", {}, async (v) => {
  const r = reunion(v);
  await r.ouvrir();
  await r.aller(MISSIONS);
  const plus = r.dialogue.getByRole("button", { name: "Une personne de plus : Prévention" });
  await plus.click();
  await plus.click();
  const groupe = r.dialogue.getByRole("textbox", { name: "Groupe de travail : Prévention" });
  await groupe.fill("Dépistage du diabète");
  // A space in a field is a space; the arrows move in it.
  await groupe.press("Space");
  await groupe.press("ArrowRight");
  await constate.ok(() => r.titre(MISSIONS).isVisible());
  await groupe.press("PageDown");
  await r.arrive(SUITE);
  await r.aller(MISSIONS);
  await constate.equal(() => groupe.inputValue(), "Dépistage du diabète");
  await constate.equal(() => r.dialogue.getByRole("status", { name: "Intéressés : Prévention" }).innerText(), "2");
  await r.dialogue.getByRole("checkbox", { name: "Accompagnement" }).check();
  await r.annuler.click();
  await constate.equal(() => r.dialogue.getByRole("checkbox", { name: "Accompagnement" }).isChecked(), false);
});

for (const [nom, viewport] of Object.entries(PROJECTEURS)) {
  visit(`read from the back of the room: ${nom}`, { viewport }, async (v) => {
    const r = reunion(v);
    await r.ouvrir();
    await r.compter("Infirmier", 12);
    await r.compter("Médecin généraliste", 7);
    await r.compter("Masseur-kinésithérapeute", 6);
    await r.troisPerimetres();
    await r.titre(TERRITOIRE).focus();
    await r.touche("Home");
    for (const [rang, titre] of TITRES.entries()) {
      await r.arrive(titre);
      await assertNoScroll(v, titre);
      await assertReadable(v, titre);
      await photograph(v.page, `reunion-${nom}-${rang + 1}`);
      await r.touche("PageDown");
    }
    await r.touche("?");
    await assertReadable(v, "menu");
    await photograph(v.page, `reunion-${nom}-menu`);
  });
}

const MOITIES = [TITRES.slice(0, 6), TITRES.slice(6)];
for (const colorScheme of ["light", "dark"]) {
  for (const [moitie, titres] of MOITIES.entries()) {
    visit(`axe on every screen: ${colorScheme}, ${moitie + 1}`, { viewport: PROJECTEURS["1024x768"], colorScheme }, async (v) => {
      const r = reunion(v);
      await r.ouvrir();
      await r.compter("Infirmier", 2);
      await r.troisPerimetres();
      for (const titre of titres) {
        await r.aller(titre);
        await assertAccessible(v, `${titre}, ${colorScheme}`);
        const rang = TITRES.indexOf(titre) + 1;
        if (colorScheme === "dark") await photograph(v.page, `reunion-sombre-${rang}`);
      }
      if (moitie === 0) {
        await r.touche("?");
        await assertAccessible(v, `menu, ${colorScheme}`);
      } else {
        await r.dialogue.getByRole("button", { name: "Compte rendu" }).click();
        await r.dialogue.getByRole("dialog", { name: "Compte rendu" }).waitFor();
        await assertAccessible(v, `compte rendu, ${colorScheme}`);
      }
    });
  }
}

for (const [nom, viewport] of Object.entries(PROJECTEURS)) {
  visit(`with the longest names there are: ${nom}`, { viewport }, async (v) => {
    const r = reunion(v);
    await r.ouvrir();
    await r.dialogue.getByRole("button", { name: /^Autres professions/ }).click();
    for (let page = 2; page <= 4; page++) {
      await assertNoScroll(v, `professions, page ${page}`);
      await assertReadable(v, `professions, page ${page}`);
      await r.dialogue.locator(".r-plus").first().click();
      await photograph(v.page, `reunion-longs-${nom}-1-${page}`);
      await r.dialogue.locator(".r-bilan-salle").getByRole("button", { name: /^(Autres professions|Professions courantes)/ }).click();
    }
    await r.aller(TERRITOIRE);
    await r.choisir("plateau de frasne et du val du drugeon", /Frasne/);
    await r.voisines.first().waitFor();
    await assertNoScroll(v, "territoire");
    await assertReadable(v, "territoire");
    await photograph(v.page, `reunion-longs-${nom}-7`);
    await r.titre(TERRITOIRE).focus();
    await r.touche("2");
    await r.choisir("51513", /^Saint-Remy-en-Bouzemont/);
    await r.titre(TERRITOIRE).focus();
    await r.touche("3");
    await r.choisir("perthois-bocage et der", /Perthois/);
    await r.aller(PERIMETRES);
    await assertNoScroll(v, "périmètres");
    await assertReadable(v, "périmètres");
    await photograph(v.page, `reunion-longs-${nom}-8`);
    await r.aller(MISSIONS);
    for (const mission of ["Qualité et pertinence", "Accompagnement"]) await r.dialogue.getByRole("checkbox", { name: mission }).check();
    await r.dialogue.getByRole("textbox", { name: "Groupe de travail : Prévention" }).fill("Dépistage, vaccination et activité physique adaptée pour tous");
    await assertNoScroll(v, "missions");
    await r.aller(ARGENT);
    await assertNoScroll(v, "argent");
    await assertReadable(v, "argent");
    await photograph(v.page, `reunion-longs-${nom}-9`);
    await r.aller(SUITE);
    await assertNoScroll(v, "suite");
    await assertReadable(v, "suite");
    await photograph(v.page, `reunion-longs-${nom}-11`);
  });
}

visit("colours that are forced: what is chosen still shows", { viewport: PROJECTEURS["1024x768"], forcedColors: "active" }, async (v) => {
  const r = reunion(v);
  await r.ouvrir();
  await r.compter("Infirmier", 2);
  const contour = (element) => element.evaluate((e) => getComputedStyle(e).outlineStyle);
  await constate.equal(() => contour(r.dialogue.locator(".r-tuile:not(.nul)")), "solid");
  await constate.equal(() => contour(r.dialogue.locator(".r-tuile.nul").first()), "none");
  await photograph(v.page, "reunion-contraste-1");
  await r.troisPerimetres();
  await photograph(v.page, "reunion-contraste-7");
  await constate.equal(() => contour(r.dialogue.locator(".r-lettre[aria-pressed=true]")), "solid");
  await r.aller(PERIMETRES);
  await photograph(v.page, "reunion-contraste-8");
});

visit("without network after one visit, with its style", { serviceWorkers: "allow", viewport: PROJECTEURS["1024x768"], expected: [/ERR_|Failed to load/] }, async (v) => {
  await v.page.locator("button.hl", { hasText: "Prêt hors ligne" }).waitFor({ timeout: 60_000 });
  await v.page.context().setOffline(true);
  await v.page.goto(`${v.origin}/?mode=reunion`);
  const r = reunion(v);
  await r.arrive(SALLE);
  await assertReadable(v, "hors ligne");
  await r.compter("Infirmier", 1);
  await r.choisirTerritoire();
  await v.page.context().setOffline(false);
});

visit("on a phone and at 400 %, everything is there by scrolling one way", { viewport: { width: 320, height: 640 } }, async (v) => {
  const r = reunion(v);
  await r.ouvrir();
  await r.compter("Infirmier", 2);
  await r.troisPerimetres();
  await r.titre(TERRITOIRE).focus();
  await r.touche("Home");
  for (const viewport of [{ width: 320, height: 640 }, { width: 320, height: 256 }]) {
    await v.page.setViewportSize(viewport);
    for (const [rang, titre] of TITRES.entries()) {
      await r.aller(titre);
      await assertNoSidewaysScroll(v);
      const large = await v.page.evaluate(() => {
        const racine = document.querySelector("cpts-simulateur").shadowRoot;
        return [...racine.querySelectorAll("dialog.reunion, .r-scene, .r-corps")]
          .filter((e) => e.scrollWidth > e.clientWidth + 1)
          .map((e) => `${e.className} ${e.scrollWidth}`);
      });
      assert.deepEqual(large, [], `${titre} scrolls sideways at ${viewport.width} × ${viewport.height}`);
      if (viewport.height === 640) await photograph(v.page, `reunion-320-${rang + 1}`);
    }
  }
});
