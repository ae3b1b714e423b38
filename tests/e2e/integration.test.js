// integration.html: what a webmaster chooses, sees and copies. The code that it
// gives is put on a page of another site, and works there.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { hotes, page as pageDeSite, politique } from "./lib/hote.js";
import { lireQr } from "./lib/images.js";
import { plain, simulateur, tabTo } from "./lib/simulateur.js";
import { assertNoSidewaysScroll, capture, captureEverywhere, suite } from "./lib/visit.js";

const ELEMENT = JSON.parse(readFileSync(new URL("../../web/element.json", import.meta.url), "utf8"));
const visit = suite();
const PATH = "/integration.html";

/** The gestures of that page. */
function atelier({ page }) {
  return {
    page,
    code: () => page.locator("#code").textContent(),
    csp: () => page.locator("#csp").textContent(),
    forme: (nom) => page.getByRole("radio", { name: nom }).check(),
    async pret() {
      await page.locator("#code", { hasText: /./ }).waitFor();
    },
    /** The code once it says so. */
    async dit(motif) {
      await page.locator("#code", { hasText: motif }).waitFor();
      return page.locator("#code").textContent();
    },
  };
}

visit("the foot of the simulator leads here", {}, async ({ page }) => {
  await page.getByRole("link", { name: "Intégrer ce simulateur à votre site" }).click();
  await page.getByRole("heading", { level: 1, name: "Intégrer le simulateur à votre site" }).waitFor();
  await page.locator("#code", { hasText: /integrer-/ }).waitFor();
});

visit("every attribute that is declared can be chosen, and comes in the code and in the preview", { path: PATH, expected: [/404/, /cpts-simulateur/] }, async (v) => {
  const a = atelier(v);
  await a.pret();
  await a.forme(/Directement dans la page/);
  await v.page.getByText("Autres réglages").click();
  await v.page.getByLabel("Région").selectOption("53");
  const valeurs = { region: "53", departement: "29", couleur: "#8a2e5d" };
  await v.page.getByLabel("Département").selectOption("29");
  await v.page.getByRole("textbox", { name: "Couleur de votre site" }).fill("#8a2e5d");
  for (const { nom, type, valeurs: choix, defaut, exemple } of ELEMENT.attributs) {
    if (nom in valeurs) continue;
    if (type === "choix") {
      valeurs[nom] = choix.find((valeur) => valeur !== defaut);
      await v.page.locator(`input[name="${nom}"][value="${valeurs[nom]}"]`).check();
    } else if (type === "drapeau") {
      valeurs[nom] = "";
      await v.page.locator(`input#${nom}`).check();
    } else if (nom === "contact-url") {
      valeurs[nom] = exemple;
      await v.page.locator(`#${nom}`).fill(exemple);
    } else {
      // The preview asks for it at each letter: only the whole address is given.
      valeurs[nom] = `absent-${nom}.json?a="b"&c=<d>`;
      await v.page.locator(`#${nom}`).fill(valeurs[nom]);
    }
  }
  const code = await a.code();
  for (const [nom, valeur] of Object.entries(valeurs)) {
    const ecrite = valeur.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    assert.match(code, new RegExp(` ${nom}${valeur && `="${ecrite.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}"`}[ >]`), `${nom} is not in the code`);
    await constate.equal(() => v.page.locator("#scene cpts-simulateur").getAttribute(nom), valeur, nom);
  }
  await simulateur(v).pret();
  // A default is not written.
  await v.page.locator('input[name="theme"][value="auto"]').check();
  await constate.doesNotMatch(() => a.code(), /theme=/);
  await constate.equal(() => v.page.locator("#scene cpts-simulateur").getAttribute("theme"), null);
});

visit("what is typed never becomes HTML", { path: PATH }, async (v) => {
  const a = atelier(v);
  await a.pret();
  await v.page.getByText("Autres réglages").click();
  await v.page.getByLabel("Texte du lien").fill('</a><img src=x onerror="alert(1)"> & "fin"');
  await constate.match(() => a.code(), />&lt;\/a&gt;&lt;img src=x onerror=&quot;alert\(1\)&quot;&gt; &amp; &quot;fin&quot;<\/a>/);
  await a.forme(/QR code/);
  await a.dit(/<svg/);
  await constate.equal(() => v.page.locator("#scene img").count(), 0);
  await constate.equal(() => v.page.locator("#scene a").textContent(), '</a><img src=x onerror="alert(1)"> & "fin"');
});

visit("the départements are those of the région", { path: PATH }, async (v) => {
  const a = atelier(v);
  await a.pret();
  const noms = () => v.page.getByLabel("Département").locator("option").allTextContents();
  await constate.ok(async () => (await noms()).length > 100);
  await v.page.getByLabel("Région").selectOption({ label: "Bretagne" });
  await constate.deepEqual(() => noms(), ["Aucun en particulier", "22 Côtes-d'Armor", "29 Finistère", "35 Ille-et-Vilaine", "56 Morbihan"]);
});

visit("the contrast of a colour is told for each ground", { path: PATH }, async (v) => {
  const a = atelier(v);
  await a.pret();
  const saisie = v.page.getByRole("textbox", { name: "Couleur de votre site" });
  const dit = async () => plain(await v.page.locator("#contraste").innerText());
  await saisie.fill("#0b5c63");
  await constate.match(() => dit(), /Sur fond clair, contraste de 7,7 : 1 : la couleur est employée telle quelle\./);
  await saisie.fill("#ffd400");
  await constate.match(() => dit(), /Sur fond clair, contraste de 1,4 : 1, trop faible : le simulateur emploie #[0-9a-f]{6}, [4-9],\d : 1/);
  await assertAccessible(v, "couleur trop claire");
  await saisie.fill("bleu ciel");
  await constate.match(() => dit(), /n’est pas une couleur/);
});

visit("each form has its code, its policy and its preview", { path: PATH }, async (v) => {
  const a = atelier(v);
  await a.pret();
  await constate.match(() => a.code(), /^<a class="cpts-simulateur" href="http.*\n<script src="http\S+integrer-[\d.]+\.js" integrity="sha384-\S{64}" crossorigin="anonymous" defer><\/script>$/);
  await constate.match(() => a.csp(), /script-src http\S+ 'wasm-unsafe-eval';\nconnect-src/);

  await a.forme(/Dans un cadre/);
  await constate.match(() => a.dit(/<iframe/), /cadre\.html" title="Simulateur CPTS" loading="lazy"/);
  await constate.match(() => a.csp(), /^frame-src http[^;]+;$/);
  await v.page.getByLabel("Région").selectOption("53");
  await constate.match(() => a.dit(/region=53/), /cadre\.html\?region=53"/);
  const cadre = v.page.frameLocator("#scene iframe");
  await cadre.getByRole("heading", { name: /Quel territoire/ }).waitFor();

  await a.forme(/Dans WordPress/);
  await constate.equal(() => a.dit(/cpts_/), '[cpts_simulateur region="53"]');
  await constate.ok(() => v.page.locator("#csp").isHidden());

  await a.forme(/QR code/);
  await constate.match(() => a.dit(/<svg/), /^<div style=.*<svg .*<a href="http\S+\?region=53"/s);
  await v.page.getByRole("radio", { name: /Texte seul/ }).check();
  await constate.match(() => a.dit(/^<p><a/), /^<p><a href="http\S+\?region=53">Simulateur CPTS[^<]+<\/a><br>\n[^<]+<\/p>$/);
});

visit("the QR code leads to the page, and the page to the région", { path: PATH }, async (v) => {
  const a = atelier(v);
  await a.pret();
  await v.page.getByLabel("Région").selectOption("53");
  await v.page.getByLabel("Département").selectOption("29");
  await a.forme(/QR code/);
  await a.dit(/<svg/);
  const lu = `${v.origin}/?region=53&departement=29`;
  await constate.equal(async () => lireQr(await v.page.locator("#scene svg").screenshot())?.data, lu);

  const [telechargement] = await Promise.all([v.page.waitForEvent("download"), v.page.getByRole("button", { name: /Télécharger le QR code/ }).click()]);
  assert.equal(telechargement.suggestedFilename(), "qr-simulateur-cpts.png");
  assert.equal(lireQr(readFileSync(await telechargement.path()))?.data, lu);

  // The SVG that is copied is the same drawing.
  const copie = await a.code();
  assert.equal(copie.match(/<path d="([^"]+)"/)[1], await v.page.locator("#scene svg path").nth(1).getAttribute("d"));

  await v.page.goto(lu);
  await simulateur(v).pret();
  await constate.equal(() => v.page.locator("cpts-simulateur").getAttribute("region"), "53");
  await constate.equal(() => v.page.locator("cpts-simulateur").getAttribute("departement"), "29");
});

visit("an address cannot give the page what others wrote", { path: "/?region=53&regles=https://exemple.org/faux.json&configuration=/x.json&onclick=alert(1)" }, async (v) => {
  await simulateur(v).pret();
  await constate.deepEqual(() => v.page.locator("cpts-simulateur").evaluate((s) => s.getAttributeNames()), ["region"]);
});

visit("the code is copied, or selected where the browser refuses", { path: PATH, permissions: ["clipboard-read", "clipboard-write"] }, async (v) => {
  const a = atelier(v);
  await a.pret();
  await v.page.getByRole("button", { name: "Copier le code" }).click();
  await v.page.locator("#annonce", { hasText: "Copié" }).waitFor();
  await constate.equal(() => v.page.evaluate(() => navigator.clipboard.readText()), await a.code());

  await v.page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("refusé", "NotAllowedError"));
  });
  await v.page.getByRole("button", { name: "Copier ce texte" }).first().click();
  await v.page.locator("#annonce", { hasText: "sélectionné" }).waitFor();
  const choisi = await v.page.evaluate(() => getSelection().toString().trim());
  assert.equal(choisi, (await v.page.locator("#vie").innerText()).trim());
  assert.match(choisi, /aucun traceur.*127\.0\.0\.1/s);
  await constate.equal(() => v.page.evaluate(() => document.activeElement.id), "vie");
});

visit("everything by keyboard", { path: PATH }, async (v) => {
  const a = atelier(v);
  await a.pret();
  await tabTo(v, v.page.getByRole("radio", { name: /Un lien qui devient/ }));
  await v.page.keyboard.press("ArrowDown");
  await a.dit(/^<script type="module"/);
  await tabTo(v, v.page.getByLabel("Région"));
  await v.page.keyboard.type("Bret");
  await a.dit(/region="53"/);
  await tabTo(v, v.page.locator('input[name="theme"][value="auto"]'));
  await v.page.keyboard.press("ArrowRight");
  await a.dit(/theme="clair"/);
  await tabTo(v, v.page.getByRole("button", { name: "Copier le code" }));
});

for (const colorScheme of ["light", "dark"]) {
  visit(`every form is accessible (${colorScheme})`, { path: PATH, colorScheme }, async (v) => {
    const a = atelier(v);
    await a.pret();
    await v.page.getByText("Autres réglages").click();
    await simulateur(v).pret();
    for (const forme of [/Un lien qui devient/, /Dans WordPress/, /QR code/]) {
      await a.forme(forme);
      await assertAccessible(v, String(forme));
    }
    await a.forme(/Dans un cadre/);
    await v.page.frameLocator("#scene iframe").getByRole("heading", { name: /Quel territoire/ }).waitFor();
    await assertAccessible(v, "cadre");
  });
}

visit("it fits in 320 px, at 400 % and in forced colours", { path: PATH, viewport: { width: 320, height: 640 }, forcedColors: "active" }, async (v) => {
  const a = atelier(v);
  await a.pret();
  await v.page.getByText("Autres réglages").click();
  await simulateur(v).pret();
  await assertNoSidewaysScroll(v);
  await capture(v, "integration-320-couleurs-imposees");
  await a.forme(/QR code/);
  await a.dit(/<svg/);
  await assertNoSidewaysScroll(v);
});

visit("a file that is missing is told", { path: PATH, arrange: (page) => page.route("**/csp.json", (route) => route.fulfill({ status: 404 })), expected: [/404/, /integration/] }, async (v) => {
  await v.page.getByRole("alert").waitFor();
  await constate.match(async () => plain(await v.page.getByRole("alert").innerText()), /csp\.json.*verifier\.html/);
});

visit("without JavaScript there is a sentence, and the texts to publish", { path: PATH, javaScriptEnabled: false }, async (v) => {
  await constate.match(async () => plain(await v.page.locator("main noscript p").innerText()), /un simple lien/);
  await v.page.getByRole("heading", { name: "Les textes à publier" }).waitFor();
});

visit("pictures of the integration page", { path: PATH }, async (v) => {
  const a = atelier(v);
  await a.pret();
  await v.page.getByLabel("Région").selectOption("53");
  await v.page.getByRole("textbox", { name: "Couleur de votre site" }).fill("#8a2e5d");
  await simulateur(v).pret();
  await captureEverywhere(v, "integration");
  await a.forme(/QR code/);
  await a.dit(/<svg/);
  await captureEverywhere(v, "integration-carte");
});

/* — The code on a page of another site ———————————————————————————————————— */

const hote = hotes();

/** The code that the page gives, read in a page of its own. */
async function codePour(v, forme) {
  const atelierDuSite = await v.page.context().newPage();
  await atelierDuSite.goto(`${v.s}${PATH}`);
  const a = atelier({ page: atelierDuSite });
  await a.pret();
  await a.forme(forme);
  await atelierDuSite.getByLabel("Région").selectOption("53");
  const code = await a.dit(/region.{1,6}53/);
  await atelierDuSite.close();
  return code;
}

for (const [nom, forme, attendu] of [
  ["lien", /Un lien qui devient/, "cpts-simulateur"],
  ["element", /Directement dans la page/, "cpts-simulateur"],
  ["iframe", /Dans un cadre/, "iframe"],
]) {
  // The style attribute of the iframe is the host's business: allowed here.
  const headers = (s) => ({ "Content-Security-Policy": politique(nom, s, { "style-src": "'unsafe-inline'" }) });
  hote(`the code of « ${nom} » works on a strict site, with the lines that go with it`, { html: () => pageDeSite(""), headers }, async (v) => {
    const code = await codePour(v, forme);
    await v.page.goto(v.hotes.origin + v.hotes.publier(pageDeSite(code), headers(v.s)));
    const place = attendu === "iframe" ? v.page.frameLocator("iframe") : v.page;
    await place.getByRole("heading", { name: /Quel territoire/ }).waitFor();
    await constate.equal(() => v.page.locator("iframe").count(), attendu === "iframe" ? 1 : 0);
    await constate.equal(() => place.locator("cpts-simulateur").getAttribute("region"), "53");
  });
}

hote("the card needs nothing at all", { html: () => pageDeSite("") }, async (v) => {
  const code = await codePour(v, /QR code/);
  const chemin = v.hotes.publier(pageDeSite(code), { "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'" });
  await v.page.goto(v.hotes.origin + chemin);
  await constate.equal(async () => lireQr(await v.page.locator("svg").screenshot())?.data, `${v.s}/?region=53`);
  await assertAccessible(v, "carte sur un site");
  await capture(v, "carte-sur-un-site");
});
