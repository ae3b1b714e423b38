// The page without network, in Firefox: the same promises as in Chromium.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import puppeteer from "puppeteer-core";
import { constate } from "./lib/constate.js";
import { cliquer, findFirefox } from "./lib/firefox.js";
import { plain } from "./lib/simulateur.js";
import { lireListe, ouvrirSite, versionSuivante } from "./lib/versions.js";

let browser;
before(async () => {
  browser = await puppeteer.launch({ browser: "firefox", executablePath: findFirefox(), headless: true });
});
after(() => browser?.close());

function visite(nom, base, journey) {
  test(nom, { timeout: 240_000 }, async () => {
    // Another port is another site: nothing is left from one test to the next.
    const site = await ouvrirSite({ base });
    const onglet = await browser.newPage();
    await onglet.setViewport({ width: 1280, height: 900 });
    onglet.setDefaultTimeout(40_000);
    const fautes = [];
    onglet.on("pageerror", ({ message }) => fautes.push(message));
    try {
      await onglet.goto(site.adresse);
      await journey(onglet, site);
      assert.deepEqual(fautes, []);
    } finally {
      await onglet.close();
      await site.arreter();
    }
  });
}

const dit = (onglet, mots) => onglet.waitForFunction((mots) => document.querySelector("button.hl:not([hidden])")?.textContent === mots, {}, mots);
const presser = (onglet, mots, racine = "document") =>
  cliquer(
    onglet,
    (mots, racine) => {
      const ou = racine === "document" ? document : document.querySelector(racine).shadowRoot;
      return [...ou.querySelectorAll("button, summary")].find((b) => b.textContent.includes(mots) && b.getClientRects().length);
    },
    mots,
    racine,
  );
const texte = async (onglet) => plain(await onglet.evaluate(() => document.querySelector("cpts-simulateur").shadowRoot.querySelector(".cpts").innerText));
const attendre = (onglet, motif) =>
  onglet.waitForFunction(
    (source) => new RegExp(source).test(document.querySelector("cpts-simulateur")?.shadowRoot?.querySelector(".cpts")?.innerText.replace(/\s+/g, " ")),
    {},
    motif.source,
  );

async function parcourir(onglet) {
  await attendre(onglet, /Quel territoire/);
  await onglet.waitForFunction(() => !document.querySelector("cpts-simulateur").shadowRoot.querySelector("progress"));
  const champ = await onglet.waitForSelector(">>> input[role=combobox]");
  await champ.focus();
  await onglet.keyboard.type("cambrai");
  await cliquer(onglet, () =>
    [...document.querySelector("cpts-simulateur").shadowRoot.querySelectorAll("[role=option]")].find((o) => /(CA|agglomération) de Cambrai/.test(o.textContent.replace(/\s+/g, " "))),
  );
  await attendre(onglet, /80 120/);
  await constate.match(() => texte(onglet), /Maximum par an \d{3} \d{3} €/);
}

for (const base of ["/", "/outils/cpts/"])
  visite(`served from ${base}: one visit, then everything, then the server stopped`, base, async (onglet, site) => {
    await dit(onglet, "Prêt hors ligne");
    await site.arreter();
    await onglet.goto(`${site.adresse}?region=32#ici`);
    await parcourir(onglet);
    await dit(onglet, "Hors ligne, prêt");
    await site.reprendre();
    await new Promise((fin) => setTimeout(fin, 1_100));
    await onglet.evaluate(() => dispatchEvent(new Event("online")));
    await dit(onglet, "Prêt hors ligne");
    await presser(onglet, "Prêt hors ligne");
    await presser(onglet, "Tout télécharger pour la réunion");
    await dit(onglet, "Prêt pour la réunion");
    await site.arreter();
    await onglet.reload();
    await parcourir(onglet);
    await presser(onglet, "Ouvrir la carte", "cpts-simulateur");
    await attendre(onglet, /La carte montre/);
    await dit(onglet, "Hors ligne, complet");
  });

visite("what was taken away is not promised, and comes back", "/", async (onglet, site) => {
  await dit(onglet, "Prêt hors ligne");
  await onglet.evaluate(async () => {
    for (const nom of await caches.keys()) await caches.delete(nom);
  });
  await site.arreter();
  await new Promise((fin) => setTimeout(fin, 1_100));
  await onglet.evaluate(() => dispatchEvent(new Event("online")));
  await dit(onglet, "Hors ligne, incomplet");
  await site.reprendre();
  await new Promise((fin) => setTimeout(fin, 1_100));
  await onglet.evaluate(() => dispatchEvent(new Event("online")));
  await dit(onglet, "Prêt hors ligne");
  await site.arreter();
  await onglet.reload();
  await parcourir(onglet);
});

visite("a new version opens when the person says so", "/", async (onglet, site) => {
  await dit(onglet, "Prêt hors ligne");
  const version = () => onglet.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--version").trim());
  site.dossier = versionSuivante((nom, octets) => (nom === "page.css" ? Buffer.concat([octets, Buffer.from("\n:root { --version: 2; }\n")]) : octets));
  assert.notEqual(lireListe(site.dossier).version, lireListe().version);
  await onglet.reload();
  await constate.equal(() => version(), "");
  await onglet.waitForFunction(() => !document.querySelector(".hl-avis")?.hidden && /nouvelle version/.test(document.querySelector(".hl-avis")?.textContent));
  await onglet.reload();
  await constate.equal(() => version(), "");
  await presser(onglet, "Recharger");
  await onglet.waitForFunction(() => getComputedStyle(document.documentElement).getPropertyValue("--version").trim() === "2");
  await dit(onglet, "Prêt hors ligne");
  await site.arreter();
  await onglet.reload();
  await parcourir(onglet);
  await constate.equal(() => version(), "2");
});
