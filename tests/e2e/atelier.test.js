// The second half of the interface comes after the first screen: late, under
// another media type, or not at all, nothing that was answered is lost.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { plain, simulateur } from "./lib/simulateur.js";
import { capture, suite } from "./lib/visit.js";

const visit = suite();
const ATELIER = /_atelier\.wasm$/;
const CAMBRAI = /Communauté d[’']agglomération de Cambrai|CA de Cambrai/;

/** Holds back what matches until `release` is called. */
function retenue(motif) {
  let release;
  const attente = new Promise((done) => (release = done));
  const arrange = (page) =>
    page.route(motif, async (route) => {
      await attente;
      await route.continue();
    });
  return { arrange, release };
}

{
  const r = retenue(ATELIER);
  visit("it is asked for after the first half, and the first screen does not wait for it", { arrange: r.arrange }, async (v) => {
    const s = simulateur(v);
    await s.pret();
    await s.element.getByRole("heading", { name: "Votre bilan s’écrit ici" }).waitFor();
    const ordre = v.requests.map((url) => new URL(url).pathname);
    const premiere = ordre.findIndex((chemin) => /_bg\.wasm$/.test(chemin));
    const seconde = ordre.findIndex((chemin) => ATELIER.test(chemin));
    assert.ok(premiere >= 0 && seconde > premiere, `order of requests: ${ordre.join(" ")}`);
    r.release();
  });
}

{
  const r = retenue(ATELIER);
  visit("answers given before it comes are all there when it comes", { arrange: r.arrange }, async (v) => {
    const s = simulateur(v);
    await s.pret();
    for (let i = 0; i < 2; i++) await s.ajouter("Médecin généraliste").click();
    await s.choisir("cambrai", CAMBRAI);
    await s.bilan.getByText("Le bilan arrive…").waitFor();
    await assertAccessible(v);
    r.release();
    await s.bilan.getByRole("heading", { name: CAMBRAI }).waitFor();
    await constate.match(async () => plain(await s.bilan.innerText()), /55 communes, Nord \(59\)/);
    await constate.equal(() => s.chiffre("Taille"), "3");
    await constate.equal(() => s.bilan.getByText("Le bilan arrive…").count(), 0);
  });
}

{
  const r = retenue(ATELIER);
  visit("a list pasted before it comes is reviewed when it comes", { arrange: r.arrange }, async (v) => {
    const s = simulateur(v);
    await s.pret();
    const champ = s.element.getByRole("combobox");
    await champ.focus();
    await champ.evaluate((element) => {
      const donnees = new DataTransfer();
      donnees.setData("text", "Cambrai\nCaudry\n");
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: donnees, bubbles: true, cancelable: true }));
    });
    r.release();
    await s.element.getByRole("group", { name: /lignes? lues?|Liste|liste/ }).first().waitFor();
  });
}

// Two projects kept in tests/liens: one with its communes, one without any.
const LIENS = readFileSync(new URL("../liens/0.1.0.txt", import.meta.url), "utf8").split("\n").map((ligne) => ligne.split("\t"));
const [VIDE] = LIENS[0];
const [PLEIN, PROJET] = LIENS.find(([, projet]) => projet?.includes('"communes":["59001"'));
const COMMUNES = JSON.parse(PROJET).territoire.communes.length;
const ouvrir = (v, liens) => v.page.locator("cpts-simulateur").evaluate((e, liens) => {
  globalThis.ouverts = Promise.all(liens.map((lien) => e.ouvrirLien(`#p=${lien}`)));
}, liens);

{
  const r = retenue(ATELIER);
  visit("every link opened before it comes is answered, and the last one stays", { arrange: r.arrange }, async (v) => {
    await simulateur(v).pret();
    await ouvrir(v, [VIDE, "abîmé", PLEIN]);
    r.release();
    assert.deepEqual(await v.page.evaluate(() => globalThis.ouverts), [true, false, true]);
    await simulateur(v).element.getByText(new RegExp(`ouvert\\s:\\s${COMMUNES}\\scommunes\\.`)).waitFor();
  });
}

{
  const r = retenue(/communes\.bin/);
  visit("of two projects that wait for the communes, the last one opened stays", { arrange: r.arrange }, async (v) => {
    await v.page.locator("cpts-simulateur").getByRole("heading", { name: /Quel territoire/ }).waitFor();
    await ouvrir(v, [PLEIN]);
    // Out of step with whoever would look again at a fixed pace.
    await v.page.waitForTimeout(250);
    await ouvrir(v, [VIDE]);
    await v.page.waitForTimeout(40);
    r.release();
    assert.deepEqual(await v.page.evaluate(() => globalThis.ouverts), [true]);
    await simulateur(v).pret();
    // Longer than the other would take to come back over it.
    await v.page.waitForTimeout(700);
    const bilan = plain(await simulateur(v).bilan.innerText());
    assert.doesNotMatch(bilan, new RegExp(`${COMMUNES} communes`));
  });
}

{
  let coupe = true;
  const arrange = (page) =>
    page.route(ATELIER, (route) => (coupe ? route.abort("internetdisconnected") : route.continue()));
  visit(
    "when it does not come a sentence says so, and one gesture tries again with nothing lost",
    { arrange, expected: [/ERR_INTERNET_DISCONNECTED/, /Failed to fetch/] },
    async (v) => {
      const s = simulateur(v);
      await s.pret();
      await s.choisir("cambrai", CAMBRAI);
      const alerte = s.bilan.getByRole("alert");
      await alerte.getByText("Vos réponses sont gardées").waitFor();
      await assertAccessible(v);
      await capture(v, "atelier-refuse");
      coupe = false;
      await v.page.evaluate(() => {
        globalThis.bilans = [];
        document.addEventListener("cpts:bilan", ({ detail }) => globalThis.bilans.push(detail.communes));
      });
      await alerte.getByRole("button", { name: "Recommencer" }).click();
      await s.bilan.getByRole("heading", { name: CAMBRAI }).waitFor();
      await constate.equal(() => s.chiffre("Taille"), "3");
      await constate.equal(() => alerte.count(), 0);
      // What follows from the answers goes on following: the adjacency, which is fetched, and the events.
      await s.bilan.getByText(/territoire est en plusieurs parties/).first().waitFor();
      await s.element.locator("table.communes button.croix").first().click();
      await v.page.waitForFunction(() => globalThis.bilans.at(-1) === 54);
    },
  );
}

visit(
  "a server that sends WebAssembly as bytes of no kind does not stop it",
  {
    arrange: (page) =>
      page.route(/\.wasm(\?|$)/, async (route) => {
        const answer = await route.fetch();
        const headers = { ...answer.headers(), "content-type": "application/octet-stream" };
        await route.fulfill({ response: answer, headers });
      }),
  },
  async (v) => {
    const s = simulateur(v);
    await s.pret();
    await s.choisir("cambrai", CAMBRAI);
    await s.bilan.getByRole("heading", { name: CAMBRAI }).waitFor();
  },
);

// What is asked of the network may come once the simulator is no more.
for (const [quoi, motif, attributs] of [
  ["the neighbours", /adjacence\.bin/, {}],
  ["the second half", ATELIER, {}],
  ["a project of the host", /projet-lent\.json/, { projet: "projet-lent.json" }],
  ["a coverage of the host", /couverture-lente\.csv/, { couverture: "couverture-lente.csv" }],
]) {
  let release;
  const attente = new Promise((done) => (release = done));
  let demande;
  const demandee = new Promise((done) => (demande = done));
  visit(
    `${quoi} that comes after the simulator has left the page disturbs nobody`,
    {
      arrange: (page) =>
        page.route(motif, async (route) => {
          demande();
          await attente;
          const lent = /lente?\./.test(route.request().url());
          // The request may have left with the simulator that made it.
          await (lent ? route.fulfill({ body: "{}", contentType: "application/json" }) : route.continue()).catch(() => {});
        }),
    },
    async (v) => {
      const s = simulateur(v);
      await s.pret();
      await v.page.evaluate((attributs) => {
        // Another one stays: a trap would fell it too.
        const autre = document.createElement("cpts-simulateur");
        autre.id = "autre";
        document.body.append(autre);
        const premier = document.querySelector("cpts-simulateur:not(#autre)");
        if (Object.keys(attributs).length) {
          const lent = document.createElement("cpts-simulateur");
          for (const [nom, valeur] of Object.entries(attributs)) lent.setAttribute(nom, valeur);
          premier.replaceWith(lent);
        }
      }, attributs);
      const lent = simulateur({ page: { locator: () => v.page.locator("cpts-simulateur:not(#autre)") } });
      await lent.pret();
      await lent.choisir("cambrai", CAMBRAI);
      await demandee;
      await v.page.evaluate(() => document.querySelector("cpts-simulateur:not(#autre)").remove());
      release();
      const reste = v.page.locator("cpts-simulateur#autre");
      await reste.getByRole("combobox").fill("caudry");
      await reste.getByRole("option", { name: /Caudry/ }).first().click();
      await reste.getByRole("region", { name: "Bilan" }).getByRole("heading", { name: /Caudry/ }).waitFor();
      await v.page.waitForTimeout(300);
      await constate.equal(() => reste.getByText("Le simulateur s’est arrêté").count(), 0);
    },
  );
}
