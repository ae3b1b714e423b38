// The page of the frame, alone: in an <iframe> without the loader, in a sandbox,
// from servers that refuse, and with addresses that others have written.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { ELEMENT, hotes, page, politique } from "./lib/hote.js";
import { plain, simulateur } from "./lib/simulateur.js";

// Three servers: one as advised, without a header for the pages of others, and one that refuses frames.
const hote = hotes({ policy: null });
const avare = hotes({ policy: null, more: () => ({}) });
const ferme = hotes({ policy: null, more: (chemin) => (/cadre\.html/.test(chemin) ? { "X-Frame-Options": "DENY" } : { "Access-Control-Allow-Origin": "*" }) });

const CAMBRAI = /CA de Cambrai|agglomération de Cambrai/;
const cadre = (s, attributs = "", demande = "region=53") => `<iframe title="Simulateur CPTS" src="${s}/cadre.html?${demande}" ${attributs}></iframe>`;
const dedans = ({ page: p }) => simulateur({ page: p.frameLocator("iframe").first() });
const lien = (s, attributs = "") => `<p><a class="cpts-simulateur" href="${s}/" ${attributs}>Simulateur CPTS</a></p><script src="${s}/integrer.js" defer></script>`;

async function parcourir(v) {
  const s = dedans(v);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  await s.bilan.getByRole("heading", { name: /Cambrai/ }).waitFor();
  return s;
}

hote("a frame without the script, under the strictest policy: it scrolls by itself", {
  html: (s) => page(cadre(s, `width="100%" height="600"`)),
  headers: (s) => ({ "Content-Security-Policy": politique("iframe", s) }),
}, async (v) => {
  const s = await parcourir(v);
  const f = v.page.frames()[1];
  await constate.equal(() => f.evaluate(() => document.querySelector("cpts-simulateur").getAttribute("region")), "53");
  await constate.ok(() => f.evaluate(() => document.documentElement.scrollHeight > innerHeight && innerHeight <= 600));
  // What is at the end can be reached and used.
  const regle = s.bilan.getByRole("button", { name: /Voir la règle/ }).last();
  await regle.click();
  const panneau = s.element.getByRole("dialog");
  await panneau.getByRole("button", { name: "Fermer" }).waitFor();
  const place = await v.page.locator("iframe").boundingBox();
  await constate.ok(async () => {
    const boite = await panneau.boundingBox();
    return boite.y >= place.y - 1 && boite.y + boite.height <= place.y + place.height + 1;
  }, "the panel stays in the frame");
  await panneau.getByRole("button", { name: "Fermer" }).click();
  await assertAccessible(v, "a bare frame");
});

hote("in a sandbox without an origin: all works, nothing is stored", {
  html: (s) => page(cadre(s, `sandbox="allow-scripts" width="100%" height="700"`)),
}, async (v) => {
  const s = await parcourir(v);
  await constate.equal(() => s.chiffre("Taille"), "3");
  await constate.equal(() => v.page.frames()[1].evaluate(() => self.origin), "null");
});

hote("storage refused on the host page: the element works", {
  html: (s) => page(lien(s)),
  arrange: (p) => p.addInitScript(() => {
    for (const nom of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
      Object.defineProperty(window, nom, { get() { throw new DOMException("refused", "SecurityError"); } });
    }
    Object.defineProperty(Document.prototype, "cookie", { get() { throw new DOMException("refused", "SecurityError"); } });
  }),
}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  await s.bilan.getByRole("heading", { name: /Cambrai/ }).waitFor();
});

avare("a server without CORS headers: the frame, by itself", { html: (s) => page(lien(s)), expected: [/CORS|ERR_FAILED/] }, async (v) => {
  await parcourir(v);
  await constate.equal(() => v.page.locator("cpts-simulateur").count(), 0);
  await constate.ok(async () => !(await v.page.getByRole("link", { name: "Simulateur CPTS" }).isVisible()));
});

ferme("a server that refuses frames, a host that refuses WebAssembly: the link stays", {
  html: (s) => page(lien(s)),
  headers: (s) => ({ "Content-Security-Policy": politique("cadre", s) }),
  expected: [/WebAssembly|X-Frame-Options|Content Security Policy|Refused/i],
}, async (v) => {
  await v.page.waitForTimeout(2500);
  await constate.ok(() => v.page.getByRole("link", { name: "Simulateur CPTS" }).isVisible());
  await constate.ok(async () => (await v.page.locator("iframe").evaluateAll((n) => n.map((x) => x.clientHeight))).every((h) => h <= 1));
});

hote("a panel opens where the person looks, in a frame far higher than the window", {
  html: (s) => page(`<p>Début</p>${lien(s, `data-forme="cadre"`)}`),
}, async (v) => {
  const { page: p } = v;
  const s = await parcourir(v);
  await constate.ok(() => p.locator("iframe").evaluate((n) => n.clientHeight > 3 * innerHeight), "the frame is high");
  for (const bouton of [s.bilan.getByRole("button", { name: /Voir la règle/ }).first(), s.bilan.getByRole("button", { name: /Voir la règle/ }).last()]) {
    await bouton.scrollIntoViewIfNeeded();
    await p.waitForTimeout(300);
    const avant = await p.evaluate(() => scrollY);
    // As a person does: the pointer is there before it is pressed.
    await bouton.hover();
    await p.waitForTimeout(100);
    await bouton.click();
    const panneau = s.element.getByRole("dialog");
    const fermer = panneau.getByRole("button", { name: "Fermer" });
    await fermer.waitFor();
    await constate.ok(async () => {
      const { y, height } = await fermer.boundingBox();
      return y >= 0 && y + height <= 900;
    }, "the button to close is in the window");
    await constate.ok(async () => {
      const { y, height } = await panneau.boundingBox();
      return height <= 902 && y > -5;
    }, "so is the panel");
    await p.keyboard.press("Escape");
    await panneau.waitFor({ state: "hidden" });
    await constate.ok(async () => Math.abs((await p.evaluate(() => scrollY)) - avant) < 5, "the page did not jump");
  }
});

/* — What its address may ask —————————————————————————————————————————————————— */

hote("declared attributes alone, by the query or by the fragment, never as HTML", {
  html: (s) => page(cadre(s, `height="600"`, `departement=29&onclick=mordu()&id=x&style=color:red&class=y&theme=sombre#region=53&departement=75`)),
  expected: [/404/],
}, async (v) => {
  await dedans(v).pret();
  const f = v.page.frames()[1];
  const attributs = await f.evaluate(() => Object.fromEntries([...document.querySelector("cpts-simulateur").attributes].map((a) => [a.name, a.value])));
  delete attributs.style;
  assert.deepEqual(attributs, { departement: "29", theme: "sombre", region: "53" });
  const mal = encodeURIComponent(`"><img src=x onerror=alert(1)><script>alert(1)</script>`);
  await f.goto(`${v.s}/cadre.html?${ELEMENT.attributs.map(({ nom }) => `${nom}=${mal}`).join("&")}`);
  await dedans(v).pret();
  await constate.equal(() => v.page.frames()[1].evaluate(() => document.images.length), 0);
});

const COUVERTURE = readFileSync(new URL("../couverture/exemple.csv", import.meta.url), "utf8");
hote("a file of the host is read in a frame, and no other origin may be asked", {
  html: (s, h) => page(cadre(s, `width="100%" height="900"`, `couverture=${encodeURIComponent(h.origin + h.publier(COUVERTURE, { "Content-Type": "text/csv", "Access-Control-Allow-Origin": "*" }, ".csv"))}`)),
  expected: [/Content Security Policy|violates/],
}, async (v) => {
  const s = await parcourir(v);
  await s.bilan.getByText(/Communes déjà dans une CPTS sous contrat/).first().waitFor({ state: "attached" });
  const violation = await v.page.frames()[1].evaluate(() => new Promise((dit) => {
    addEventListener("securitypolicyviolation", (e) => dit(e.effectiveDirective));
    fetch("https://exemple.org/").catch(() => 0);
  }));
  assert.equal(violation, "connect-src");
});

hote("outside a frame, a file from elsewhere is not read: anybody may write an address", {
  html: (s) => page(`<p>Bonjour.</p>`),
}, async (v) => {
  await v.page.goto(`${v.s}/cadre.html?region=53&configuration=${encodeURIComponent(`${v.hotes.origin}/mechant.json`)}&contact-url=https%3A%2F%2Fexemple.org`);
  await simulateur(v).pret();
  const noms = await v.page.locator("cpts-simulateur").evaluate((n) => n.getAttributeNames().filter((nom) => nom !== "style"));
  assert.deepEqual(noms, ["region"]);
  assert.deepEqual(v.requests.filter((url) => url.startsWith(v.hotes.origin) && /mechant/.test(url)), []);
  assert.match(v.warnings.join(), /configuration=.* n’est lu que dans un cadre/);
  await assertAccessible(v, "the page of the frame alone");
});

hote("it prints its sheet", { html: (s) => page(cadre(s, `width="100%" height="900"`)) }, async (v) => {
  const s = await parcourir(v);
  await v.page.emulateMedia({ media: "print" });
  await constate.match(async () => plain(await s.bilan.innerText()), /55 communes/);
  await constate.ok(async () => !(await s.element.getByRole("heading", { name: /Quel territoire/ }).isVisible()));
});
