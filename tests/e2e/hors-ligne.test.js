// The page without network, in Chromium: kept whole or not at all, said only when
// true, and another version only when the person asks for it. The network is cut
// by stopping the server.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { plain, simulateur, tabTo } from "./lib/simulateur.js";
import { DIST } from "./lib/site.js";
import { lireListe, ouvrirSite, versionSuivante } from "./lib/versions.js";
import { assertNoSidewaysScroll, capture, captureEverywhere, findChromium, FLAGS, SIZES } from "./lib/visit.js";

const LISTE = lireListe();
const somme = (fichiers) => fichiers.reduce((octets, { taille }) => octets + taille, 0);
const ESSENTIEL = LISTE.fichiers.filter(({ essentiel }) => essentiel);
const RESTE = LISTE.fichiers.filter(({ essentiel }) => !essentiel);
const mo = (octets) => `${(octets / 1e6).toFixed(1).replace(".", ",")} Mo`;

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
});
after(() => browser?.close());

/** What a person sees and does of it. */
function horsLigne(page) {
  const tete = page.locator(".page-tete");
  const dire = tete.locator("button.hl");
  const bouton = (name) => tete.getByRole("button", { name });
  return {
    tete,
    dire,
    bouton,
    phrase: tete.locator(".hl-panneau > p").first(),
    barre: tete.getByRole("progressbar"),
    avis: tete.locator(".hl-avis"),
    attendre: (mots) => dire.filter({ hasText: new RegExp(`^${mots}$`) }).waitFor({ timeout: 40_000 }),
    deplier: async () => (await dire.getAttribute("aria-expanded")) === "true" || dire.click(),
    /** What the page asks itself when the tab comes back in sight. */
    revenir: async () => {
      await page.waitForTimeout(1_100);
      await page.evaluate(() => dispatchEvent(new Event("online")));
    },
    /** What is kept on the device: names of files by cache. */
    gardes: () =>
      page.evaluate(async () => {
        const tout = {};
        for (const nom of await caches.keys()) tout[nom] = (await (await caches.open(nom)).keys()).map(({ url }) => url);
        return tout;
      }),
    noms: async (version = LISTE.version) => {
      const gardes = await horsLigne(page).gardes();
      const cle = Object.keys(gardes).find((nom) => nom.endsWith(` v ${version}`));
      const racine = await page.evaluate(() => new URL("./", location.href).href);
      return (gardes[cle] ?? []).map((url) => url.slice(racine.length)).filter((nom) => nom !== ".liste").sort();
    },
  };
}

/** A test with a site of its own, in a browser that has never been there. */
function visite(nom, { base, chemin = "", arranger, ...options }, journey) {
  test(nom, { timeout: 180_000 }, async () => {
    const site = await ouvrirSite({ base });
    const context = await browser.newContext({ viewport: SIZES.bureau, locale: "fr-FR", timezoneId: "Europe/Paris", serviceWorkers: "allow", ...options });
    context.setDefaultTimeout(30_000);
    const fautes = [];
    const ouvrir = async (ou = chemin) => {
      const page = await context.newPage();
      page.on("pageerror", (erreur) => fautes.push(erreur.message));
      page.on("console", (message) => message.type() === "error" && !/Failed to load resource|ERR_|net::/.test(message.text()) && fautes.push(message.text()));
      await page.addInitScript(() => document.addEventListener("securitypolicyviolation", ({ violatedDirective }) => console.error("policy", violatedDirective)));
      await arranger?.(page, site);
      await page.goto(site.adresse + ou);
      return page;
    };
    const page = await ouvrir();
    const v = { page, site, context, ouvrir, fautes, h: horsLigne(page), s: simulateur({ page }) };
    try {
      await journey(v);
      assert.deepEqual(fautes, [], "errors in the console");
    } catch (erreur) {
      await capture(v, `echec-${nom}`).catch(() => {});
      throw erreur;
    } finally {
      await context.close();
      await site.arreter();
    }
  });
}

/** Asks until it is so. */
async function jusqua(question, delai = 30_000) {
  const fin = Date.now() + delai;
  while (!(await question())) {
    assert.ok(Date.now() < fin, `never so: ${question}`);
    await new Promise((suite) => setTimeout(suite, 100));
  }
}

/** The whole journey: search, territory, bilan. */
async function parcourir(page) {
  const s = simulateur({ page });
  await s.pret();
  await s.ajouter("Médecin généraliste").click();
  // The memory of the tab may have kept it over a reload.
  await s.recherche.fill("cambrai");
  const option = s.proposition(/(CA|agglomération)\sde\sCambrai/).first();
  await option.waitFor();
  if (!(await option.getAttribute("aria-disabled"))) await option.click();
  await s.recherche.fill("");
  await s.bilan.getByRole("heading", { name: /Cambrai/ }).waitFor();
  await constate.equal(() => s.chiffre("Taille").then((texte) => texte.slice(0, 1)), "3");
  await s.recherche.fill("valenc");
  await s.proposition(/Valenciennes/).first().waitFor();
  await s.recherche.fill("");
}

async function ouvrirCarte(page) {
  await page.getByRole("button", { name: "Ouvrir la carte" }).click();
}

/* — What it is made of ——————————————————————————————————————————————————— */

visite("the page can be installed", {}, async ({ page, context, site }) => {
  const cdp = await context.newCDPSession(page);
  const { errors, data, url } = await cdp.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  assert.equal(url, `${site.adresse}manifest.webmanifest`);
  const { installabilityErrors } = await cdp.send("Page.getInstallabilityErrors");
  // A context of the tests is a private window, where nothing is installed.
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito"), []);
  const manifest = JSON.parse(data);
  for (const { src, sizes } of [...manifest.icons, ...manifest.screenshots]) {
    const octets = readFileSync(join(DIST, src));
    assert.equal(octets.toString("latin1", 1, 4), "PNG", src);
    assert.equal(`${octets.readUInt32BE(16)}x${octets.readUInt32BE(20)}`, sizes, src);
  }
  assert.deepEqual(new Set(manifest.screenshots.map(({ form_factor }) => form_factor)), new Set(["narrow", "wide"]));
  for (const { url: adresse } of manifest.shortcuts ?? []) assert.ok(adresse.startsWith("./"), adresse);
});

test("the list is that of the files, with what the page needs and nothing of those who keep a site", () => {
  const noms = LISTE.fichiers.map(({ nom }) => nom);
  for (const nom of ["index.html", "page.css", "page.js", "hors-ligne.js", "communes.bin", "adjacence.bin", "manifest.webmanifest", "polices/source-sans-3.woff2", "bareme.html", "bareme.css"])
    assert.ok(ESSENTIEL.some((fichier) => fichier.nom === nom), nom);
  for (const nom of ["cpts-carte.js", "cpts-carte_bg.wasm", "iris.bin", "millesimes.bin", "contours/59.bin", "qr.js", "bareme.json"])
    assert.ok(RESTE.some((fichier) => fichier.nom === nom), nom);
  for (const nom of noms) assert.doesNotMatch(nom, /^(service|integr|cadre|verifier|fichiers|npm|schemas)|\.zip$/);
  assert.equal(new Set(noms).size, noms.length);
});

visite("only the address of the worker becomes that of a script", {}, async ({ page, h, fautes }) => {
  await h.attendre("Prêt hors ligne");
  const refus = await page.evaluate(async () => {
    const dire = (erreur) => String(erreur.message);
    const autre = await navigator.serviceWorker.register("couleur.js").catch(dire);
    let regle;
    try {
      regle = trustedTypes.createPolicy("cpts-service", { createScriptURL: (url) => url });
    } catch (erreur) {
      regle = dire(erreur);
    }
    return [autre, regle];
  });
  assert.match(refus[0], /TrustedScriptURL/);
  assert.match(refus[1], /cpts-service/);
  fautes.length = 0;
});

/* — Without network —————————————————————————————————————————————————————— */

visite("the barème opens as well, at the rule that was asked for, with its look", {}, async ({ page, site, h, context }) => {
  await h.attendre("Prêt hors ligne");
  await site.arreter();
  const bareme = await context.newPage();
  await bareme.goto(`${site.adresse}bareme.html#versements`);
  await bareme.getByRole("heading", { level: 2, name: "Quand l’argent est versé" }).waitFor();
  await constate.equal(() => bareme.evaluate(() => document.styleSheets.length), 2);
  await constate.equal(() => bareme.evaluate(() => document.fonts.check("1rem 'Source Sans 3'") && document.fonts.size), 1);
  // And back.
  await bareme.getByRole("link", { name: "Simuler un projet de CPTS" }).click();
  await simulateur({ page: bareme }).pret();
  await bareme.close();
  await page.reload();
  await simulateur({ page }).pret();
});

visite("after one visit, the whole journey works with the server stopped", {}, async ({ page, site, h, context }) => {
  await h.attendre("Prêt hors ligne");
  await constate.deepEqual(() => h.noms(), ESSENTIEL.map(({ nom }) => nom).sort());
  await site.arreter();
  await page.goto(`${site.adresse}?region=32&densite=compacte#ici`);
  await constate.equal(() => page.locator("cpts-simulateur").getAttribute("region"), "32");
  await parcourir(page);
  await h.attendre("Hors ligne, prêt");
  // What was not kept says so, and is not promised.
  await h.deplier();
  await constate.match(async () => plain(await h.phrase.innerText()), /Pas de réseau en ce moment.*La carte.*peuvent encore en avoir besoin/);
  await constate.equal(() => h.bouton(/Tout télécharger|Effacer/).count(), 0);
  await ouvrirCarte(page);
  await page.getByText("La carte n’est pas disponible.").waitFor();
  // A second tab, by another address of the same page.
  const autre = await context.newPage();
  await autre.goto(`${site.adresse}index.html?x=1`);
  await parcourir(autre);
  // The network is back: the map comes.
  await site.reprendre();
  await h.revenir();
  await h.attendre("Prêt hors ligne");
  await page.getByRole("button", { name: "Recommencer" }).first().click();
  await page.getByText(/La carte montre/).waitFor();
  await constate.ok(async () => (await h.noms()).includes("cpts-carte_bg.wasm"), "what was opened is kept");
});

visite("in a folder, everything is fetched on request, and the map opens without network", { base: "/outils/cpts/" }, async ({ page, site, h, s }) => {
  await h.attendre("Prêt hors ligne");
  await h.deplier();
  const tout = h.bouton(/Tout télécharger pour la réunion/);
  await constate.equal(async () => plain(await tout.innerText()), `Tout télécharger pour la réunion (${mo(somme(RESTE))})`);
  await page.evaluate(() => {
    self.vus = [];
    const barre = document.querySelector(".hl-panneau progress");
    new MutationObserver(() => self.vus.push([barre.value, barre.max])).observe(barre, { attributes: true });
  });
  await tout.click();
  await constate.equal(() => page.evaluate(() => document.activeElement.className), "hl", "the focus has a place to be");
  await h.attendre("Prêt pour la réunion");
  const vus = await page.evaluate(() => self.vus);
  assert.ok(vus.length > 20 && vus.every(([n, max], i) => max === somme(RESTE) && n >= (vus[i - 1]?.[0] ?? 0)), "the progress goes up to the size that was told");
  await constate.deepEqual(() => h.noms(), LISTE.fichiers.map(({ nom }) => nom).sort());
  await constate.match(() => page.locator(".hl-annonce").innerText(), /Prêt pour la réunion/);

  await site.arreter();
  await page.reload();
  await parcourir(page);
  await ouvrirCarte(page);
  await page.getByText(/La carte montre/).waitFor();
  await h.attendre("Hors ligne, complet");
  await captureEverywhere({ page }, "hors-ligne-complet");
  await s.element.getByText("Millésimes de la population").click();
  await s.element.getByRole("radio", { name: "2022" }).waitFor();
  // What the shortcut of the installed page opens.
  await page.goto(`${site.adresse}?mode=reunion`);
  await s.element.locator("dialog.reunion").getByRole("heading", { name: "Qui est dans la salle ?" }).waitFor();
});

visite("what the host has beside the page is not kept, nor parts of files, nor the other pages", {}, async ({ page, site, h, context }) => {
  await h.attendre("Prêt hors ligne");
  const avant = await h.noms();
  site.demandes.length = 0;
  const lus = await page.evaluate(async () => {
    const statut = async (nom, options) => (await fetch(nom, options)).status;
    return [
      await statut("fichiers.json"),
      await statut("communes.bin?autre=1"),
      await statut("communes.bin?v=0123456789abcdef"),
      await statut("communes.bin", { method: "HEAD" }),
      await statut("page.css", { headers: { Range: "bytes=0-9" } }),
    ];
  });
  assert.deepEqual(lus, [200, 200, 200, 200, 200]);
  assert.deepEqual(site.demandes.filter((nom) => /fichiers|communes|page\.css/.test(nom)), ["fichiers.json", "communes.bin", "communes.bin", "communes.bin", "page.css"]);
  // What the page has is answered without the server.
  site.demandes.length = 0;
  await constate.equal(() => page.evaluate(async () => (await fetch("page.css")).status), 200);
  assert.deepEqual(site.demandes, []);
  // Pages for those who keep the site are the server's.
  const autre = await context.newPage();
  await autre.goto(`${site.adresse}integration.html`);
  await autre.locator("#code").waitFor();
  assert.ok(site.demandes.includes("page.css") && site.demandes.includes("integration.html"));
  await constate.deepEqual(() => h.noms(), avant);
});

/* — What can go wrong on the way ————————————————————————————————————————— */

/** The page has its files; what the worker asks for after it is hurt. */
const apresLaPage = (nom, sort) => {
  let vus = 0;
  return (demande) => (demande === nom && ++vus > 1 ? sort : undefined);
};

visite(
  "a file cut on its way is never kept; trying again goes on from there",
  { arranger: (_, site) => (site.sort = apresLaPage("communes.bin", "coupe")) },
  async ({ page, site, h }) => {
    await h.attendre("Préparation en pause");
    await constate.ok(async () => !(await h.noms()).includes("communes.bin"));
    await h.deplier();
    await constate.match(async () => plain(await h.phrase.innerText()), /s’est interrompu\. Sans réseau, le simulateur ne s’ouvrira pas/);
    await assertAccessible({ page }, "préparation interrompue");
    const deja = await h.noms();
    site.sort = () => undefined;
    site.demandes.length = 0;
    await h.bouton("Reprendre").click();
    await h.attendre("Prêt hors ligne");
    const redemandes = site.demandes.filter((nom) => deja.includes(nom) && nom !== "index.html");
    assert.deepEqual(redemandes, [], "what had come is not asked for again");
    await site.arreter();
    await page.reload();
    await parcourir(page);
  },
);

for (const [quoi, changer] of [
  ["a byte changed", (octets) => Buffer.from(octets).fill(octets[1000] ^ 1, 1000, 1001)],
  ["the sign-in page of a wifi", () => Buffer.from("<!doctype html><title>Portail</title>")],
]) {
  const atelier = ESSENTIEL.find(({ nom }) => nom.endsWith("_atelier.wasm")).nom;
  visite(`${quoi} in the place of a file: nothing is promised`, { arranger: (_, site) => (site.sort = apresLaPage(atelier, changer)) }, async ({ h, s }) => {
    await h.attendre("Non préparé");
    await constate.ok(async () => !(await h.noms()).includes(atelier));
    await h.deplier();
    await constate.match(async () => plain(await h.phrase.innerText()), /n’est pas ce qui a été publié.*ne s’ouvrira pas/);
    // Meanwhile the page works.
    await s.choisir("cambrai", /Cambrai/);
  });
}

visite("a file that the server lacks", { arranger: (_, site) => (site.sort = (nom) => (nom === "adjacence.bin" ? "absent" : undefined)) }, async ({ h }) => {
  await h.attendre("Non préparé");
  await h.deplier();
  await constate.match(async () => plain(await h.phrase.innerText()), /Un fichier manque sur le serveur.*ne s’ouvrira pas/);
});

visite("without room, a sentence; what was ready stays, and the rest comes once there is room", {
  async arranger(page, site) {
    const cdp = await page.context().newCDPSession(page);
    page.place = (octets) => cdp.send("Storage.overrideQuotaForOrigin", { origin: new URL(site.adresse).origin, ...(octets === undefined ? {} : { quotaSize: octets }) });
    await page.place(300_000);
  },
}, async ({ page, site, h }) => {
  await h.attendre("Espace insuffisant");
  await h.deplier();
  await constate.match(async () => plain(await h.phrase.innerText()), /plus assez de place.*ne s’ouvrira pas/);
  await constate.deepEqual(() => h.noms(), []);
  await assertAccessible({ page }, "espace insuffisant");
  await page.place();
  await h.bouton("Recommencer").click();
  await h.attendre("Prêt hors ligne");
  const { usage } = await page.evaluate(() => navigator.storage.estimate());
  await page.place(usage + 400_000);
  await h.bouton(/Tout télécharger/).click();
  await h.attendre("Espace insuffisant");
  await constate.match(async () => plain(await h.phrase.innerText()), /plus assez de place.*Ce qui était prêt le reste/);
  await captureEverywhere({ page }, "hors-ligne-espace");
  await site.arreter();
  await page.reload();
  await h.attendre("Hors ligne, prêt");
  await parcourir(page);
  await site.reprendre();
  await page.place();
  await h.revenir();
  await h.deplier();
  await h.bouton(/Tout télécharger/).click();
  await h.attendre("Prêt pour la réunion");
});

visite("a device that is full to the last byte still opens what was ready, and takes a new version", {}, async ({ page, site, h, context }) => {
  await h.attendre("Prêt hors ligne");
  const cdp = await context.newCDPSession(page);
  const { origin } = new URL(site.adresse);
  const remplir = async () => {
    const { usage } = await page.evaluate(() => navigator.storage.estimate());
    await cdp.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: usage });
  };
  await remplir();
  await assert.rejects(page.evaluate(async () => (await caches.open("essai")).put("/essai", new Response("x".repeat(100_000)))), /quota/i);
  await page.evaluate(() => caches.delete("essai"));
  await site.arreter();
  await page.reload();
  await h.attendre("Hors ligne, prêt");
  await parcourir(page);

  await site.reprendre();
  await cdp.send("Storage.overrideQuotaForOrigin", { origin });
  site.dossier = suivante();
  await h.revenir();
  await h.avis.getByText("Une nouvelle version est prête.").waitFor();
  await remplir();
  await h.bouton("Recharger").click();
  await page.waitForFunction(() => getComputedStyle(document.documentElement).getPropertyValue("--version").trim() === "2");
  await parcourir(page);
});

visite("what the browser took away is not promised any more, and comes back with the network", {}, async ({ page, site, h }) => {
  await h.attendre("Prêt hors ligne");
  const oter = (...noms) =>
    page.evaluate(async (noms) => {
      const cache = await caches.open((await caches.keys()).find((nom) => / v /.test(nom)));
      for (const nom of noms) await cache.delete(new URL(nom, location.href).href);
    }, noms);
  await oter("communes.bin", "page.css");
  await site.arreter();
  await h.revenir();
  await h.attendre("Hors ligne, incomplet");
  await site.reprendre();
  await h.revenir();
  await h.attendre("Prêt hors ligne");
  await constate.deepEqual(() => h.noms(), ESSENTIEL.map(({ nom }) => nom).sort());
  // Everything at once, as a browser does that needs the room.
  await page.evaluate(async () => {
    for (const nom of await caches.keys()) await caches.delete(nom);
  });
  await page.reload();
  await h.attendre("Prêt hors ligne");
  await constate.deepEqual(() => h.noms(), ESSENTIEL.map(({ nom }) => nom).sort());
  await site.arreter();
  await page.reload();
  await parcourir(page);
});

/* — Another version —————————————————————————————————————————————————————— */

const suivante = () =>
  versionSuivante((nom, octets) => {
    if (nom === "page.css") return Buffer.concat([octets, Buffer.from("\n:root { --version: 2; }\n")]);
    return nom === "cpts-carte.js" ? Buffer.concat([octets, Buffer.from("\n// version 2\n")]) : octets;
  });
/** Which version a tab shows. */
const versionDe = (page) =>
  page.evaluate(() => (getComputedStyle(document.documentElement).getPropertyValue("--version").trim() === "2" ? 2 : 1));

visite("a new version is announced, opens when the person says so, and the other tab keeps its own", {}, async ({ page, site, h, ouvrir, s }) => {
  await h.attendre("Prêt hors ligne");
  // A tab opened before, that will want a module of its own version later.
  const autre = await ouvrir();
  const ha = horsLigne(autre);
  await ha.attendre("Prêt hors ligne");
  await simulateur({ page: autre }).pret();
  // Work in progress, which the new version takes up.
  await s.pret();
  await s.effectif("Infirmier").fill("7");
  await s.choisir("valenciennes", /^Valenciennes/);
  await s.bilan.getByRole("heading", { name: /Valenciennes/ }).waitFor();
  site.dossier = suivante();
  await h.revenir();
  await h.avis.getByText("Une nouvelle version est prête.").waitFor();
  await assertAccessible({ page }, "nouvelle version annoncée");
  await captureEverywhere({ page }, "hors-ligne-nouvelle-version");
  await h.bouton("Plus tard").click();
  await h.avis.waitFor({ state: "hidden" });
  await constate.equal(() => page.evaluate(() => document.activeElement.className), "hl");
  // Neither a reload nor a new tab takes it.
  await page.reload();
  await constate.equal(() => versionDe(page), 1);
  await s.pret();
  await h.avis.getByText("Une nouvelle version est prête.").waitFor();
  await h.bouton("Recharger").click();
  await page.waitForFunction(() => getComputedStyle(document.documentElement).getPropertyValue("--version").trim() === "2");
  await s.bilan.getByRole("heading", { name: /Valenciennes/ }).waitFor();
  await constate.equal(() => s.effectif("Infirmier").inputValue(), "7");
  await h.attendre("Prêt hors ligne");
  await s.retirer("Valenciennes").click();
  await parcourir(page);
  await h.revenir();
  await page.waitForTimeout(1_500);
  await constate.equal(() => h.avis.isVisible(), false, "what is taken is not announced");

  // The old tab works on; what its version never fetched is not on the server any more: said, not mixed.
  await constate.equal(() => versionDe(autre), 1);
  await parcourir(autre);
  await constate.equal(async () => (await ha.noms()).length, ESSENTIEL.length, "the files of the old version stay while a tab shows it");
  await ouvrirCarte(autre);
  await autre.getByText("La carte n’est pas disponible.").waitFor();
  await ha.avis.getByText(/Une partie du simulateur a changé sur le serveur/).waitFor();
  await ha.bouton("Recharger").click();
  await autre.waitForFunction(() => getComputedStyle(document.documentElement).getPropertyValue("--version").trim() === "2");
  await parcourir(autre);
  await ouvrirCarte(autre);
  await autre.getByText(/La carte montre/).waitFor();
  // Nobody shows the old one: it goes.
  await page.reload();
  await h.attendre("Prêt hors ligne");
  await jusqua(async () => !Object.keys(await h.gardes()).some((nom) => nom.endsWith(LISTE.version)));
});

visite("a tab of the old version has all that was kept of it, also without network", {}, async ({ page, site, h, ouvrir }) => {
  await h.attendre("Prêt hors ligne");
  await h.deplier();
  await h.bouton(/Tout télécharger/).click();
  await h.attendre("Prêt pour la réunion");
  const autre = await ouvrir();
  await horsLigne(autre).attendre("Prêt pour la réunion");
  site.dossier = suivante();
  site.demandes.length = 0;
  await h.revenir();
  await h.avis.waitFor();
  // Only what changed is fetched: the page, its style, its code; not the communes.
  assert.ok(site.demandes.includes("page.css") && !site.demandes.includes("communes.bin") && !site.demandes.some((nom) => nom.startsWith("contours/")), site.demandes.join(" "));
  await h.bouton("Recharger").click();
  await page.waitForFunction(() => getComputedStyle(document.documentElement).getPropertyValue("--version").trim() === "2");
  // Ready before, ready after: without asking again.
  await h.attendre("Prêt pour la réunion");
  await site.arreter();
  await parcourir(autre);
  await ouvrirCarte(autre);
  await autre.getByText(/La carte montre/).waitFor();
  await constate.equal(() => versionDe(autre), 1);
  await page.reload();
  await constate.equal(() => versionDe(page), 2);
  await parcourir(page);
  await ouvrirCarte(page);
  await page.getByText(/La carte montre/).waitFor();
});

visite("closing every tab is not asking for the new version", {}, async ({ page, site, h, ouvrir, context }) => {
  await h.attendre("Prêt hors ligne");
  site.dossier = suivante();
  await h.revenir();
  await h.avis.waitFor();
  const ailleurs = await context.newPage();
  await page.close();
  await ailleurs.waitForTimeout(1_500);
  const retour = await ouvrir();
  const hr = horsLigne(retour);
  await constate.equal(() => versionDe(retour), 1);
  await hr.avis.getByText("Une nouvelle version est prête.").waitFor();
  await site.arreter();
  await retour.reload();
  await constate.equal(() => versionDe(retour), 1);
  await parcourir(retour);
  await site.reprendre();
  await hr.revenir();
  await hr.bouton("Recharger").click();
  await retour.waitForFunction(() => getComputedStyle(document.documentElement).getPropertyValue("--version").trim() === "2");
  await hr.attendre("Prêt hors ligne");
});

visite("a new version cut on its way changes nothing", {}, async ({ page, site, h }) => {
  await h.attendre("Prêt hors ligne");
  const dossier = suivante();
  site.dossier = dossier;
  site.sort = (nom) => (nom === "page.css" ? "coupe" : undefined);
  await h.revenir();
  await page.waitForTimeout(2_500);
  await constate.equal(() => h.avis.isVisible(), false);
  await constate.equal(async () => plain(await h.dire.innerText()), "Prêt hors ligne");
  await site.arreter();
  await page.reload();
  await constate.equal(() => versionDe(page), 1);
  await parcourir(page);
  await site.reprendre();
  site.sort = () => undefined;
  await h.revenir();
  await h.avis.getByText("Une nouvelle version est prête.").waitFor();
});

/* — Nothing where nothing is wanted —————————————————————————————————————— */

const rien = (page) =>
  page.evaluate(async () => ({ workers: (await navigator.serviceWorker.getRegistrations()).length, caches: await caches.keys() }));

visite("in a page or a frame of a site, nothing is kept", { chemin: "verifier.html" }, async ({ page, site, context }) => {
  for (const [chemin, corps] of [
    ["hote-element.html", `<script type="module" src="cpts-simulateur.js"></script><cpts-simulateur></cpts-simulateur>`],
    ["hote-cadre.html", `<iframe title="Simulateur" src="cadre.html" width="900" height="700"></iframe>`],
    ["hote-page.html", `<iframe title="Simulateur" src="index.html" width="900" height="700"></iframe>`],
  ]) {
    const hote = await context.newPage();
    await hote.route(`**/${chemin}`, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: `<!doctype html><html lang="fr"><title>Hôte</title>${corps}` }));
    await hote.goto(site.adresse + chemin);
    const cadre = corps.includes("iframe") ? hote.frames()[1] : hote.mainFrame();
    await cadre.locator("cpts-simulateur").getByRole("heading", { name: /Quel territoire/ }).waitFor();
    await hote.waitForTimeout(3_000);
    await constate.deepEqual(() => rien(hote), { workers: 0, caches: [] }, chemin);
    await constate.equal(() => cadre.locator(".hl").count(), 0, chemin);
    await hote.close();
  }
  await constate.deepEqual(() => rien(page), { workers: 0, caches: [] });
});

visite("the person takes it off the device, and it stays off", {}, async ({ page, h, s }) => {
  await h.attendre("Prêt hors ligne");
  await h.deplier();
  await constate.match(async () => plain(await h.tete.innerText()), new RegExp(`Gardé sur cet appareil : ${mo(somme(ESSENTIEL))} de fichiers`));
  await h.bouton("Effacer ces fichiers de l’appareil").click();
  await h.attendre("Rien n’est gardé");
  await constate.equal(() => page.evaluate(() => document.activeElement.className), "hl");
  await constate.match(async () => plain(await h.phrase.innerText()), /ne garde rien sur cet appareil/);
  await assertAccessible({ page }, "rien n’est gardé");
  for (const visite of [1, 2]) {
    await page.reload();
    await s.pret();
    await h.attendre("Rien n’est gardé");
    const { workers, caches } = await rien(page);
    assert.equal(workers, 0, `visit ${visite}`);
    assert.deepEqual(caches.map((nom) => nom.split(" ").at(-1)), ["refus"]);
  }
  await h.deplier();
  await h.bouton("Préparer hors ligne").click();
  await h.attendre("Prêt hors ligne");
});

// What docs/hors-ligne.md gives to those who host.
const REMPLACANT = /```js\n(.*?)```/s.exec(readFileSync(new URL("../../docs/hors-ligne.md", import.meta.url), "utf8"))[1];
const enService = (changer) => (site) => (site.sort = (nom) => (nom === "service.js" ? changer : undefined));
for (const [quoi, retirer] of [
  ["removed from the server", enService("absent")],
  ["without a list", enService((octets) => Buffer.from(octets.toString().replace(/const LISTE = .*;/, "const LISTE = null;")))],
  ["replaced by that of the guide", enService(() => Buffer.from(REMPLACANT))],
])
  visite(`a worker ${quoi} takes itself and all that it kept away`, {}, async ({ page, site, h, ouvrir, fautes }) => {
    await h.attendre("Prêt hors ligne");
    retirer(site);
    await h.revenir();
    // At once, or when the last tab is closed: the browser does not take a worker from under a tab.
    await page.waitForTimeout(3_000);
    const autre = await ouvrir("verifier.html");
    await page.close();
    await jusqua(async () => !(await rien(autre)).caches.length && !(await rien(autre)).workers);
    await autre.goto(site.adresse);
    await parcourir(autre);
    await jusqua(async () => !(await rien(autre)).workers);
    await constate.deepEqual(() => rien(autre), { workers: 0, caches: [] });
    await constate.equal(() => horsLigne(autre).dire.isVisible(), false);
    fautes.length = 0;
  });

visite("a server that fails takes nothing away", {}, async ({ page, site, h }) => {
  await h.attendre("Prêt hors ligne");
  site.sort = () => "absent";
  site.demandes.length = 0;
  await h.revenir();
  await page.waitForTimeout(2_000);
  assert.ok(site.demandes.includes("service.js") && site.demandes.includes("index.html"));
  await constate.equal(async () => plain(await h.dire.innerText()), "Prêt hors ligne");
  await page.reload();
  await parcourir(page);
});

test("where there is no worker, or no right to have one, nothing is said", { timeout: 60_000 }, async () => {
  const site = await ouvrirSite();
  for (const preparer of [
    () => Object.defineProperty(Navigator.prototype, "serviceWorker", { value: undefined }),
    () => (ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException("private", "SecurityError"))),
    () => Object.defineProperty(globalThis, "caches", { get: () => { throw new DOMException("private", "SecurityError"); } }),
  ]) {
    const context = await browser.newContext({ locale: "fr-FR" });
    const page = await context.newPage();
    const fautes = [];
    page.on("pageerror", (erreur) => fautes.push(erreur.message));
    await page.addInitScript(preparer);
    await page.goto(site.adresse);
    await simulateur({ page }).pret();
    await page.waitForTimeout(1_500);
    await constate.equal(() => page.locator(".hl:visible").count(), 0);
    assert.deepEqual(fautes, []);
    await context.close();
  }
  await site.arreter();
});

/* — By every hand and eye ———————————————————————————————————————————————— */

visite("each state is accessible, by the keyboard, at every size", {}, async (v) => {
  const { page, h } = v;
  await h.attendre("Prêt hors ligne");
  await captureEverywhere(v, "hors-ligne-pret");
  await tabTo(v, h.dire);
  await constate.equal(() => h.dire.getAttribute("aria-expanded"), "false");
  await page.keyboard.press("Enter");
  await constate.equal(() => h.dire.getAttribute("aria-expanded"), "true");
  await assertAccessible(v, "prêt hors ligne");
  await captureEverywhere(v, "hors-ligne-panneau");
  await tabTo(v, h.bouton(/Tout télécharger/));
  await page.keyboard.press("Enter");
  await h.barre.waitFor();
  await capture(v, "hors-ligne-travail");
  await h.attendre("Prêt pour la réunion");
  await assertAccessible(v, "prêt pour la réunion");
  await captureEverywhere(v, "hors-ligne-reunion");
  for (const width of [320, 640]) {
    await page.setViewportSize({ width, height: 640 });
    await assertNoSidewaysScroll(v);
  }
  await page.emulateMedia({ forcedColors: "active" });
  await page.setViewportSize(SIZES.telephone);
  await capture(v, "hors-ligne-couleurs-forcees");
});
