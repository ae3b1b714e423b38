// What a site adds by its own files: a configuration and its own rules. A right file is shown
// as the site's; a wrong one is told to whoever keeps the site, and to nobody else.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { plain, simulateur } from "./lib/simulateur.js";
import { assertNoSidewaysScroll, captureEverywhere, suite } from "./lib/visit.js";

const visit = suite();
const ici = (chemin) => new URL(chemin, import.meta.url);
const CONFIGURATION = JSON.parse(readFileSync(ici("../configuration/complete.json"), "utf8"));
const LOGO = readFileSync(ici("../configuration/logo.svg"));
const COUVERTURE = readFileSync(ici("../couverture/exemple.csv"), "utf8");
const CAMBRAI = /Communauté d[’']agglomération de Cambrai|CA de Cambrai/;

/** The rules of the repository as a site would give them, with one amount that exists nowhere. */
let exporte;
function bareme() {
  exporte ??= execFileSync(
    "cargo",
    ["run", "--quiet", "--package", "cpts-cli", "--", "rules", "export", "--date", "2026-11-22", "--auteur", "URPS fictive"],
    { cwd: ici("../../"), encoding: "utf8", maxBuffer: 1 << 24 },
  );
  const document = JSON.parse(exporte);
  document.fonctionnement.financement.at(-1).T3.fixe = 71_234;
  document.controles.controle = [];
  return document;
}

const json = (valeur) => ({ body: JSON.stringify(valeur), contentType: "application/json" });
const { regles: _regles, couverture: _couverture, ...SIMPLE } = CONFIGURATION;

/** Gives the page's element attributes, and the site the files that they name. */
const hote = (attributs, fichiers) => async (page) => {
  for (const [chemin, reponse] of Object.entries(fichiers)) {
    await page.route(`**/${chemin}`, (route) => route.fulfill({ status: 200, ...reponse }));
  }
  await page.route(/\/$/, async (route) => {
    const reponse = await route.fetch();
    const html = (await reponse.text()).replace("<cpts-simulateur>", `<cpts-simulateur ${attributs}>`);
    await route.fulfill({ response: reponse, body: html });
  });
};

/** What the console says to whoever keeps the site. */
function dits({ page }) {
  const phrases = [];
  page.on("console", (m) => m.type() === "warning" && m.text().startsWith("cpts-simulateur") && phrases.push(m.text()));
  return phrases;
}

/** Nothing is wider than the narrowest window that the law asks for. */
async function assertFits(v) {
  const avant = v.page.viewportSize();
  await v.page.setViewportSize({ width: 320, height: 640 });
  await assertNoSidewaysScroll(v);
  await v.page.setViewportSize(avant);
}

const SITE = {
  "site/configuration.json": json(SIMPLE),
  "site/logo.svg": { body: LOGO, contentType: "image/svg+xml" },
};

visit("a configuration is shown as the site’s", { arrange: hote(`configuration="site/configuration.json" contact-url="mailto:cpts@exemple.invalid"`, SITE) }, async (v) => {
  const s = simulateur(v);
  await s.pret();
  const entete = s.element.getByRole("group", { name: "Présentation par ce site" });
  await entete.waitFor();
  await constate.match(async () => plain(await entete.innerText()), /Votre projet avec l’URPS fictive/);
  // Signs of HTML are signs.
  await constate.match(async () => plain(await entete.innerText()), /Le signe < et une balise <b>comme celle-ci<\/b> restent du texte/);
  await constate.equal(() => entete.locator("b").count(), 0);
  const image = entete.getByRole("img", { name: "URPS fictive" });
  await constate.ok(() => image.evaluate((i) => i.complete && i.naturalWidth > 0), "the logo is there, its address beside the file");
  await assertAccessible(v, "introduction of the site");

  await s.choisir("cambrai", CAMBRAI);
  const parler = s.bilan.getByRole("heading", { name: "À qui parler de ce projet" }).locator("..");
  await parler.waitFor();
  const texte = plain(await parler.innerText());
  assert.match(texte, /Camille Exemple Chargée de mission CPTS, Nord.*03 00 00 00 00.*ARS fictive/);
  assert.doesNotMatch(texte, /Guichet CPTS fictif/, "somebody nearer is there");
  await constate.equal(() => parler.getByRole("link", { name: "03 00 00 00 00" }).getAttribute("href"), "tel:0300000000");
  await constate.equal(() => parler.getByRole("link", { name: "ARS fictive, offre de soins" }).getAttribute("href"),
    `${v.origin}/site/contact.html`,
  );
  await constate.equal(() => parler.getByRole("link", { name: "Parler de ce projet" }).getAttribute("href"), "mailto:cpts@exemple.invalid");

  // The help of the site stands apart, and changes no total.
  const aides = s.bilan.getByRole("heading", { name: "Aides locales au démarrage" }).locator("..");
  const dit = plain(await aides.innerText());
  assert.match(dit, /Fourni par le site.*ni dans les totaux/);
  assert.match(dit, /Aide fictive au démarrage : 12 345 €.*Délibération fictive n° 12, le 1er mars 2026/);
  assert.match(dit, /Aide fictive d’un département : montant à demander/);
  await constate.equal(() => s.chiffre("Fixe par an"), "250 000 €");
  await assertAccessible(v, "contacts and help of the site");
  await assertFits(v);
  await captureEverywhere(v, "configuration");

  await v.page.locator("cpts-simulateur").evaluate((e) => (e.masquerMontants = true));
  await aides.waitFor({ state: "detached" });
  // Taken off, it leaves nothing behind.
  await v.page.locator("cpts-simulateur").evaluate((e) => (e.configuration = null));
  await entete.waitFor({ state: "detached" });
  await constate.match(async () => plain(await parler.innerText()), /^À qui parler de ce projet Parler de ce projet$/);
});

visit("rules of the site count, and are told wherever an amount shows", {
  arrange: hote(`configuration="site/configuration.json"`, {
    ...SITE,
    "site/configuration.json": json({ ...CONFIGURATION, couverture: "cpts.csv" }),
    "site/cpts.csv": { body: COUVERTURE, contentType: "text/csv" },
    "site/bareme.json": json(bareme()),
  }),
}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  await s.bilan.getByText("Barème fourni par le site le 22 novembre 2026 : URPS fictive.").first().waitFor();
  // 75 000 of the published rules are 71 234 here: the sum follows.
  await constate.equal(() => s.chiffre("Fixe par an"), "246 234 €");
  for (const titre of [/^Financement par an/, /^Calendrier des versements/, /^Comparer/, /^Budget/]) {
    const section = s.bilan.getByRole("heading", { name: titre }).locator("xpath=ancestor::*[self::section or self::div][not(contains(@class,'s-tete'))][1]");
    await constate.match(async () => plain(await section.innerText()), /Barème fourni par le site/, String(titre));
  }
  await constate.match(async () => plain(await s.bilan.locator(".pied").innerText()), /Barème fourni par le site le 22 novembre 2026/);
  await s.bilan.getByRole("button", { name: /^Voir la règle.*Fonctionnement|^.*Fonctionnement/ }).first().click();
  const regle = s.element.getByRole("dialog");
  await constate.match(async () => plain(await regle.innerText()), /Barème fourni par le site.*71 234/);
  await v.page.keyboard.press("Escape");
  // The coverage file that the configuration names is read too.
  await s.bilan.getByText(/Communes déjà dans une CPTS sous contrat/).first().waitFor();
  await assertAccessible(v, "rules of the site");
  await assertFits(v);
  await captureEverywhere(v, "bareme-du-site");

  await v.page.locator("cpts-simulateur").evaluate((e) => (e.configuration = null));
  await s.bilan.getByText("Barème fourni par le site").first().waitFor({ state: "detached" });
  await constate.equal(() => s.chiffre("Fixe par an"), "250 000 €");
});

visit("professions and missions are asked as the rules of the site have them; the answers stay", {
  arrange: hote(`regles="bareme.json"`, {
    "bareme.json": json(
      (() => {
        const document = bareme();
        document.professions.profession.find((p) => p.id === "infirmier").nom = "Infirmier ou infirmière fictive";
        return document;
      })(),
    ),
  }),
}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.element.getByRole("spinbutton", { name: "Infirmier ou infirmière fictive" }).waitFor();
  await s.ajouter("Infirmier ou infirmière fictive").click();
  await v.page.locator("cpts-simulateur").evaluate((e) => (e.regles = null));
  await s.element.getByRole("spinbutton", { name: "Infirmier", exact: true }).waitFor();
  await constate.equal(() => s.effectif("Infirmier").inputValue(), "1");
});

const bord = { status: 200, contentType: "application/json" };
const FAUX = {
  "a wrong field": ["configuration", json({ ...SIMPLE, contacts: [{ nom: "X", courriel: "pas un courriel" }] }), /contacts\[0\]\.courriel : ce n’est pas une adresse de courriel ; écrivez une seule adresse/],
  "not JSON": ["configuration", { ...bord, body: "<!doctype html><title>Portail</title>" }, /une valeur est attendue ici/],
  "absent": ["configuration", { status: 404, body: "" }, /introuvable \(réponse 404\)/],
  "huge": ["configuration", { ...bord, body: " ".repeat(3_000_000) }, /dépasse 200 ko/],
  "an address that would run": ["configuration", json({ ...SIMPLE, logo: { adresse: "javascript:alert(1)", texte: "X" } }), /logo\.adresse : « javascript: » n’est pas accepté/],
  "rules with a wrong amount": ["regles", json((() => { const d = bareme(); d.missions.parcours.financement[0].T2.fixe = "beaucoup"; return d; })()), /missions\.parcours\.financement\[0\]\.T2\.fixe.*écrivez un nombre entier/],
  "rules with a hole": ["regles", json((() => { const d = bareme(); d.tailles.paliers[0].T2.min = 50_000; return d; })()), /tailles\.paliers\[0\]\.T2 : trou/],
  "rules that are a configuration": ["regles", json(SIMPLE), /champ inconnu/],
  "huge rules": ["regles", { ...bord, body: " ".repeat(3_000_000) }, /trop gros/],
};
for (const [nom, [quoi, reponse, phrase]] of Object.entries(FAUX)) {
  visit(`${nom}: told to the webmaster, and the simulator intact`, {
    arrange: hote(`${quoi}="faux.json"`, { "faux.json": reponse }),
    expected: nom === "absent" ? [/404/] : [],
  }, async (v) => {
    const phrases = dits(v);
    const s = simulateur(v);
    await s.pret();
    await s.choisir("cambrai", CAMBRAI);
    await constate.equal(() => s.chiffre("Fixe par an"), "250 000 €");
    for (let essai = 0; essai < 50 && phrases.length === 0; essai++) await v.page.waitForTimeout(100);
    assert.equal(phrases.length, 1, "one warning");
    assert.match(phrases[0], new RegExp(`^cpts-simulateur : ${quoi}="`));
    assert.match(phrases[0], phrase);
    await constate.equal(() => s.element.getByRole("group", { name: "Présentation par ce site" }).count(), 0);
    await constate.equal(() => s.element.getByText("fourni par le site").count(), 0);
  });
}

visit("a logo that does not come leaves its words", {
  arrange: hote(`configuration="site/configuration.json"`, { ...SITE, "site/logo.svg": { status: 404, body: "" } }),
  expected: [/404/],
}, async (v) => {
  await simulateur(v).pret();
  const entete = v.page.locator("cpts-simulateur").getByRole("group", { name: "Présentation par ce site" });
  await entete.locator("strong.logo").waitFor();
  await constate.match(async () => plain(await entete.innerText()), /^URPS fictive/);
  await constate.equal(() => entete.getByRole("img").count(), 0);
});
