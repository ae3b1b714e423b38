// The main journey, and each form of embedding, in Firefox.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import puppeteer from "puppeteer-core";
import { constate } from "./lib/constate.js";
import { cliquer, findFirefox } from "./lib/firefox.js";
import { CSP, page as pageHote, politique, startHotes } from "./lib/hote.js";
import { plain } from "./lib/simulateur.js";
import { startSite } from "./lib/site.js";

const partage = {};
before(async () => {
  partage.site = await startSite({ more: () => CSP.serveur.entetes });
  partage.hotes = await startHotes();
  // What a worker was fetching when one leaves a page is told as an error: hors-ligne-firefox.test.js has the workers.
  const extraPrefsFirefox = { "dom.serviceWorkers.enabled": false };
  partage.browser = await puppeteer.launch({ browser: "firefox", executablePath: findFirefox(), headless: true, extraPrefsFirefox });
});
after(async () => {
  await partage.browser?.close();
  await partage.hotes?.close();
  await partage.site?.close();
});

function visite(nom, journey) {
  test(nom, { timeout: 120_000 }, async () => {
    const onglet = await partage.browser.newPage();
    await onglet.setViewport({ width: 1280, height: 900 });
    onglet.setDefaultTimeout(30_000);
    const plaintes = [];
    // Firefox tells here of what a policy refused, too: that is what some tests are about.
    onglet.on("pageerror", ({ message }) => /^Content-Security-Policy/.test(message) || plaintes.push(message));
    try {
      await journey(onglet, partage.site.origin);
      assert.deepEqual(plaintes, []);
    } finally {
      await onglet.close();
    }
  });
}

const ouvrir = (onglet, html, headers) => onglet.goto(partage.hotes.origin + partage.hotes.publier(pageHote(html), headers));
const extrait = (s, attributs = "") =>
  `<p><a class="cpts-simulateur" href="${s}/" ${attributs}>Simulateur CPTS</a></p><script src="${s}/integrer.js" defer></script>`;

/** Text of the simulator, as it is shown; `cadre` is a page or a frame. */
const texte = async (cadre) => plain(await cadre.evaluate(() => document.querySelector("cpts-simulateur").shadowRoot.querySelector(".cpts").innerText));
const attendre = (cadre, motif) =>
  cadre.waitForFunction(
    (source) => new RegExp(source).test(document.querySelector("cpts-simulateur")?.shadowRoot?.querySelector(".cpts")?.innerText.replace(/\s+/g, " ")),
    {},
    motif.source,
  );

/** A territory, chosen by the keyboard. */
async function choisirCambrai(onglet, cadre) {
  await attendre(cadre, /Quel territoire/);
  await cadre.waitForFunction(() => !document.querySelector("cpts-simulateur").shadowRoot.querySelector("progress"));
  const champ = await cadre.waitForSelector(">>> input[role=combobox]");
  await champ.focus();
  await onglet.keyboard.type("cambrai");
  await cliquer(cadre, () =>
    [...document.querySelector("cpts-simulateur").shadowRoot.querySelectorAll("[role=option]")].find((o) => /(CA|agglomération) de Cambrai/.test(o.textContent.replace(/\s+/g, " "))),
  );
  await attendre(cadre, /80 120/);
}

/** The frame that the loader opened, once it is in sight and the link is not. */
async function cadreVu(onglet) {
  const n = await onglet.waitForSelector("iframe[title='Simulateur CPTS']");
  await onglet.waitForFunction(() => document.querySelector("iframe").clientHeight > 400 && !document.querySelector("a.cpts-simulateur").getClientRects().length);
  return n.contentFrame();
}

visite("the main journey", async (onglet, s) => {
  await onglet.goto(`${s}/`);
  await choisirCambrai(onglet, onglet);
  await constate.match(() => texte(onglet), /55 communes/);
  await constate.match(() => texte(onglet), /Maximum par an \d{3} \d{3} €/);
  // Where does this figure come from?
  await cliquer(onglet, () => [...document.querySelector("cpts-simulateur").shadowRoot.querySelectorAll("button")].find((b) => /Voir la règle/.test(b.textContent)));
  const ouvert = () => onglet.evaluate(() => Boolean(document.querySelector("cpts-simulateur").shadowRoot.querySelector("dialog[open]")));
  await constate.ok(() => ouvert());
  await onglet.keyboard.press("Escape");
  await constate.ok(async () => !(await ouvert()));
});

visite("the work comes back after a reload; the link of a project opens", async (onglet, s) => {
  await onglet.goto(`${s}/`);
  await choisirCambrai(onglet, onglet);
  await onglet.waitForFunction(() => Object.keys(sessionStorage).some((cle) => cle.startsWith("cpts-simulateur:session:")));
  await onglet.reload();
  await attendre(onglet, /80 120/);
  const lien = await onglet.evaluate(() => Object.entries(sessionStorage).find(([cle]) => cle.startsWith("cpts-simulateur:session:"))[1]);
  await onglet.evaluate(() => sessionStorage.clear());
  await onglet.goto(`${s}/cadre.html`);
  await onglet.goto(`${s}/#p=${lien}`);
  await attendre(onglet, /Projet ouvert : 55 communes\./);
  await constate.equal(() => onglet.evaluate(() => location.hash), "");
});

visite("a link becomes the element, under a strict policy", async (onglet, s) => {
  await ouvrir(onglet, extrait(s, `data-region="53"`), { "Content-Security-Policy": politique("element", s) });
  await choisirCambrai(onglet, onglet);
  await constate.equal(() => onglet.$eval("cpts-simulateur", (n) => n.getAttribute("region")), "53");
  await constate.ok(() => onglet.$eval("a.cpts-simulateur", (n) => !n.getClientRects().length));
});

visite("a link becomes the frame where WebAssembly is refused; its height follows", async (onglet, s) => {
  await ouvrir(onglet, extrait(s, `data-region="53"`), { "Content-Security-Policy": politique("cadre", s) });
  const cadre = await cadreVu(onglet);
  const avant = await onglet.$eval("iframe", (n) => n.clientHeight);
  await choisirCambrai(onglet, cadre);
  await onglet.waitForFunction((h) => document.querySelector("iframe").clientHeight > h + 200, {}, avant);
  const dedans = await cadre.evaluate(() => Math.ceil(document.querySelector("cpts-simulateur").getBoundingClientRect().height));
  await constate.equal(() => onglet.$eval("iframe", (n) => n.clientHeight), dedans);
});

visite("a link stays where nothing is allowed", async (onglet, s) => {
  await ouvrir(onglet, extrait(s), { "Content-Security-Policy": politique(null, s, { "script-src": s }) });
  await new Promise((fini) => setTimeout(fini, 2500));
  await constate.ok(() => onglet.$eval("a.cpts-simulateur", (n) => n.getClientRects().length > 0));
});

visite("a bare frame in a sandbox", async (onglet, s) => {
  await ouvrir(onglet, `<iframe title="Simulateur CPTS" sandbox="allow-scripts" src="${s}/cadre.html?region=53" width="100%" height="700"></iframe>`);
  const cadre = await (await onglet.waitForSelector("iframe")).contentFrame();
  await choisirCambrai(onglet, cadre);
});

/** Opens the page to print, and gives its text once it is written. */
async function apercu(cadre) {
  await cliquer(cadre, () => [...document.querySelector("cpts-simulateur").shadowRoot.querySelectorAll("button")].find((b) => b.textContent === "Imprimer"));
  const lu = await cadre.waitForFunction(() => {
    const page = document.querySelector("cpts-simulateur").shadowRoot.querySelector("dialog[open] iframe")?.contentDocument;
    return page?.adoptedStyleSheets.length && page.querySelector("h1") && page.body.innerText;
  });
  return plain(await lu.jsonValue());
}

visite("the page to print", async (onglet, s) => {
  await onglet.goto(`${s}/`);
  await choisirCambrai(onglet, onglet);
  await constate.match(() => apercu(onglet), /Bilan de simulation CPTS.*Cambrai 59122 31 134.*autour de la table/);
});

visite("the page to print, under the policy of a host that allows no frame", async (onglet, s) => {
  await ouvrir(onglet, extrait(s, `data-forme="element"`), { "Content-Security-Policy": politique("element", s) });
  await choisirCambrai(onglet, onglet);
  await constate.match(() => apercu(onglet), /Bilan de simulation CPTS/);
});

visite("the documents are made and handed to the browser", async (onglet, s) => {
  await onglet.goto(`${s}/`);
  await choisirCambrai(onglet, onglet);
  // What is saved, and under which name: the files themselves would land among those of the person who tests.
  await onglet.evaluate(() => {
    globalThis.enregistres = [];
    let dernier;
    const creer = URL.createObjectURL;
    URL.createObjectURL = (blob) => ((dernier = blob), creer.call(URL, blob));
    HTMLAnchorElement.prototype.click = function () {
      globalThis.enregistres.push(dernier.arrayBuffer().then((b) => [this.download, b.byteLength, new Uint8Array(b)[0]]));
    };
    document.querySelector("cpts-simulateur").shadowRoot.querySelector("#documents summary").click();
  });
  await onglet.waitForFunction(() => document.querySelector("cpts-simulateur").shadowRoot.querySelector(".documents-liste"));
  await onglet.evaluate(() => {
    const boutons = document.querySelector("cpts-simulateur").shadowRoot.querySelectorAll(".documents-gestes > :first-child");
    for (const bouton of boutons) bouton.click();
  });
  const faits = await onglet.evaluate(() => Promise.all(globalThis.enregistres));
  assert.deepEqual(faits.map(([nom]) => nom.replace(/-[^.]*(?=\.)/, "").split(".").slice(1).join(".")), ["docx", "txt", "docx", "csv", "cpts.json"]);
  // A ZIP, a letter of the alphabet, a ZIP, the mark of UTF-8, a brace.
  assert.deepEqual(faits.map(([, , octet]) => octet), [0x50, 0x4c, 0x50, 0xef, 0x7b]);
  assert.ok(faits.every(([, taille]) => taille > 100));
});

visite("a meeting, by the keyboard", async (onglet, s) => {
  await onglet.goto(`${s}/?mode=reunion`);
  const ecran = (motif) =>
    onglet.waitForFunction(
      (source) => {
        const racine = document.querySelector("cpts-simulateur")?.shadowRoot;
        const titre = racine?.querySelector("dialog[open] h2");
        // The heading of a screen has the focus, so that it is read first.
        return new RegExp(source).test(titre?.textContent.replace(/\s+/g, " ")) && racine.activeElement === titre;
      },
      {},
      motif.source,
    );
  await ecran(/Qui est dans la salle/);
  await onglet.keyboard.press("PageDown");
  await ecran(/Une CPTS, c’est quoi/);
  await onglet.keyboard.press("PageDown");
  await ecran(/Les missions/);
  await onglet.keyboard.press("PageUp");
  await ecran(/Une CPTS, c’est quoi/);
  await onglet.keyboard.press("Escape");
  await onglet.waitForFunction(() => !document.querySelector("cpts-simulateur").shadowRoot.querySelector("dialog[open]"));
});
