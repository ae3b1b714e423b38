// The loader on the pages of other people: it turns a link into the simulator, by
// the best way that the site allows, and leaves the link where none is.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { assertAccessible } from "./lib/axe.js";
import { constate, stable } from "./lib/constate.js";
import { CSP, ELEMENT, hotes, page, politique } from "./lib/hote.js";
import { simulateur } from "./lib/simulateur.js";
import { DIST } from "./lib/site.js";

const hote = hotes();
const integrite = JSON.parse(readFileSync(`${DIST}integrer.json`, "utf8"));

const lien = (s, attributs = "") => `<p><a class="cpts-simulateur" href="${s}/" ${attributs}>Simulateur CPTS</a></p>`;
const script = (s, attributs = "defer") => `<script src="${s}/integrer.js" ${attributs}></script>`;
const extrait = (s, attributs) => lien(s, attributs) + script(s);

/** What is shown of a link, once it is settled. */
async function forme({ page: p }) {
  const issue = await p.waitForFunction(() => {
    const lien = document.querySelector("a.cpts-simulateur");
    const pose = document.querySelector("cpts-simulateur, iframe[title='Simulateur CPTS']");
    if (lien.getClientRects().length) return false;
    return pose?.getBoundingClientRect().height > 300 && pose.localName;
  });
  return issue.jsonValue();
}

/** The simulator in the frame, by the same names as on a page. */
const dansLeCadre = ({ page: p }, n = 0) => simulateur({ page: p.frameLocator("iframe").nth(n) });

/** The link is all there is, also after a while. */
async function resteLien({ page: p }, attente = 2500) {
  await p.waitForTimeout(attente);
  await constate.ok(() => p.getByRole("link", { name: "Simulateur CPTS" }).isVisible(), "the link is in sight");
  const vu = await p.evaluate(() => [...document.querySelectorAll("cpts-simulateur, iframe")].map((n) => n.getBoundingClientRect().height));
  assert.ok(vu.every((haut) => haut <= 1), `nothing else takes a place: ${vu}`);
}

/* — The snippet ———————————————————————————————————————————————————————————— */

hote("a plain link becomes the element, with its attributes", {
  html: (s) => page(extrait(s, `data-region="53" data-theme="sombre" data-masquer-montants`)),
}, async (v) => {
  await constate.equal(() => forme(v), "cpts-simulateur");
  const attributs = await v.page.locator("cpts-simulateur").evaluate((n) => Object.fromEntries([...n.attributes].map((a) => [a.name, a.value])));
  assert.deepEqual(attributs, { region: "53", theme: "sombre", "masquer-montants": "" });
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", /CA de Cambrai|agglomération de Cambrai/);
  await s.bilan.getByRole("heading", { name: /Cambrai/ }).waitFor();
  assert.equal(v.page.frames().length, 1, "no frame");
});

hote("the link is in sight until the simulator is", {
  html: (s) => page(extrait(s)),
  arrange: (p) => p.route(/\.wasm$/, async (route) => {
    await new Promise((fini) => setTimeout(fini, 1500));
    await route.continue();
  }),
}, async (v) => {
  await v.page.locator("cpts-simulateur").waitFor({ state: "attached" });
  await constate.ok(() => v.page.getByRole("link", { name: "Simulateur CPTS" }).isVisible());
  // Whoever has the focus on it keeps it.
  await v.page.getByRole("link", { name: "Simulateur CPTS" }).focus();
  await simulateur(v).pret();
  await constate.equal(() => v.page.evaluate(() => document.activeElement.localName), "a");
  await v.page.keyboard.press("Tab");
  await constate.equal(() => forme(v), "cpts-simulateur");
});

hote("a frame on demand: as high as its content, titled, in the order of the page", {
  html: (s) => page(`<a href="#avant">Avant</a>${extrait(s, `data-region="32" data-forme="cadre"`)}<a href="#apres">Après</a>`),
}, async (v) => {
  const { page: p } = v;
  await constate.equal(() => forme(v), "iframe");
  await constate.match(() => p.locator("iframe").getAttribute("src"), /\/cadre\.html\?region=32$/);
  await constate.equal(() => p.locator("iframe").getAttribute("loading"), "lazy");
  const s = dansLeCadre(v);
  await s.pret();
  await s.choisir("cambrai", /CA de Cambrai|agglomération de Cambrai/);
  await s.bilan.getByRole("heading", { name: /Cambrai/ }).waitFor();

  // Nothing of it is cut, and its height settles.
  const hauteurs = async () => {
    const dehors = await p.locator("iframe").evaluate((n) => n.clientHeight);
    const [dedans, bas] = await p.frames()[1].evaluate(() => [Math.ceil(document.querySelector("cpts-simulateur").getBoundingClientRect().height), document.documentElement.scrollHeight]);
    return { dehors, dedans, bas };
  };
  const avant = await stable(hauteurs, 800);
  assert.equal(avant.dehors, avant.dedans);
  assert.ok(avant.bas <= avant.dehors, "no inner scroll");
  await p.setViewportSize({ width: 360, height: 800 });
  await constate.ok(async () => (await hauteurs()).dehors > avant.dehors, "narrower is higher");
  const etroit = await stable(hauteurs, 800);
  assert.equal(etroit.dehors, etroit.dedans);
  await constate.ok(() => p.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scroll");
  await p.setViewportSize({ width: 1440, height: 900 });

  // The keyboard goes from the link before, into the frame, to the link after.
  await p.getByRole("link", { name: "Avant" }).focus();
  await p.keyboard.press("Tab");
  await p.waitForFunction(() => document.activeElement.localName === "iframe");
  await p.getByRole("link", { name: "Après" }).focus();
  await p.keyboard.press("Shift+Tab");
  await p.waitForFunction(() => document.activeElement.localName === "iframe");
  await assertAccessible(v, "a host page with the frame");
});

/* — Where the best known loader fails ——————————————————————————————————————— */

hote("1. the script in the head, not deferred", { html: (s) => page(lien(s), script(s, "")) }, async (v) => {
  await constate.equal(() => forme(v), "cpts-simulateur");
});

hote("2. the script deferred in the head, without a place: nothing in the head, a sentence in the console", {
  html: (s) => page("<p>Bonjour.</p>", script(s, `defer data-region="53"`)),
}, async (v) => {
  await v.page.waitForTimeout(800);
  await constate.equal(() => v.page.locator("cpts-simulateur, iframe").count(), 0);
  assert.match(v.warnings.join(), /mettez <div data-cpts><\/div> là où le simulateur doit paraître/);
});

hote("2 bis. the same with a place", {
  html: (s) => page(`<div data-cpts data-departement="29"></div>`, script(s, `defer data-region="53"`)),
}, async (v) => {
  await simulateur(v).pret();
  const n = v.page.locator("[data-cpts] > cpts-simulateur");
  await constate.deepEqual(async () => [await n.getAttribute("region"), await n.getAttribute("departement")], ["53", "29"]);
  assert.deepEqual(v.warnings.filter((dit) => dit.startsWith("cpts-simulateur")), []);
});

hote("3. the script as a module", { html: (s) => page(extrait(s).replace("defer", `type="module"`)) }, async (v) => {
  await constate.equal(() => forme(v), "cpts-simulateur");
});

hote("3 bis. the script beside which the simulator goes, in its three ways", {
  html: (s) => page(`<section>${script(s, `data-region="53"`)}</section>`),
}, async (v) => {
  await simulateur(v).pret();
  await constate.equal(() => v.page.locator("section > script + cpts-simulateur").count(), 1);
  for (const attributs of ["defer", "async", `type="module"`]) {
    await v.page.goto(v.hotes.origin + v.hotes.publier(page(`<section>${script(v.s, `${attributs} data-forme="auto"`)}</section>`)));
    await simulateur(v).pret();
    await constate.equal(() => v.page.locator("section > script + cpts-simulateur").count(), 1, attributs);
  }
});

hote("4. two on a page, by links: one module for both", {
  html: (s) => page(lien(s, `data-region="53"`) + lien(s, `data-region="11"`) + script(s) + script(s)),
}, async (v) => {
  const deux = v.page.locator("cpts-simulateur");
  for (const n of [0, 1]) await deux.nth(n).getByRole("heading", { name: /Quel territoire/ }).waitFor();
  await constate.equal(() => deux.count(), 2);
  assert.equal(v.requests.filter((url) => /_bg\.wasm$/.test(url)).length, 1);
});

hote("4 bis. two scripts without a link: each beside its own, frames too", {
  html: (s) => page(`<div id="a">${script(s, `data-region="53"`)}</div><div id="b">${script(s, `data-forme="cadre" data-region="11"`)}</div>`),
}, async (v) => {
  await v.page.locator("#a > cpts-simulateur").getByRole("heading", { name: /Quel territoire/ }).waitFor();
  await dansLeCadre(v).pret();
  await constate.equal(() => v.page.locator("#b > iframe").count(), 1);
  await constate.equal(() => v.page.locator("#a > *, #b > *").count(), 4);
});

hote("5. any message on the page: nothing is complained of", {
  html: (s) => page(extrait(s, `data-forme="cadre"`)),
}, async (v) => {
  await forme(v);
  const messages = `for (const m of [null, undefined, 0, "", "cpts", [], { cpts: null }, { cpts: {} }, { cpts: "hauteur" }, { cpts: "bonjour" }]) postMessage(m, "*")`;
  await v.page.evaluate(messages);
  await v.page.frames()[1].evaluate(messages);
  await v.page.evaluate(() => {
    for (const m of [null, { cpts: "bonjour" }, { cpts: "hauteur", hauteur: -1 }]) document.querySelector("iframe").contentWindow.postMessage(m, "*");
  });
  await v.page.waitForTimeout(300);
});

hote("6. heights from elsewhere are not heeded; those of the frame are clamped", {
  html: (s) => page(`${extrait(s, `data-forme="cadre"`)}<iframe id="autre" src="${s}/icone.svg" title="Autre"></iframe><iframe id="bac" title="Bac" sandbox="allow-scripts" srcdoc="<p>bac</p>"></iframe>`),
}, async (v) => {
  const { page: p } = v;
  await forme(v);
  await dansLeCadre(v).pret();
  const hauteur = () => p.locator("iframe[title='Simulateur CPTS']").evaluate((n) => n.clientHeight);
  const avant = await stable(hauteur, 600);
  const dire = (h) => `top.postMessage({ cpts: "hauteur", hauteur: ${h} }, "*")`;
  await p.evaluate(dire(5));
  const [cadre, autre, bac] = [/cadre\.html/, /icone\.svg/, /srcdoc/].map((motif) => p.frames().find((f) => motif.test(f.url())));
  await autre.evaluate(dire(6));
  await bac.evaluate(dire(7));
  await p.waitForTimeout(300);
  await constate.equal(() => hauteur(), avant);
  // The right window with another origin in it.
  for (const [dite, prise] of [[5, 120], [9e9, 30000], [`"12px"`, 30000], ["NaN", 30000], [900, 900]]) {
    await cadre.evaluate(dire(dite));
    await constate.equal(() => hauteur(), prise, `${dite}`);
  }
});

hote("a frame led elsewhere is not heeded any more", {
  html: (s) => page(extrait(s, `data-forme="cadre"`)),
}, async (v) => {
  const { page: p } = v;
  await forme(v);
  const avant = await stable(() => p.locator("iframe").evaluate((n) => n.clientHeight), 500);
  const ailleurs = v.hotes.origin + v.hotes.publier(`<script>parent.postMessage({ cpts: "hauteur", hauteur: 200 }, "*")</script>`);
  await p.frames()[1].evaluate((url) => void location.assign(url), ailleurs);
  await constate.equal(() => p.frames()[1].url(), ailleurs);
  await p.waitForTimeout(500);
  await constate.equal(() => p.locator("iframe").evaluate((n) => n.clientHeight), avant);
});

/* — Policies ————————————————————————————————————————————————————————————————— */

const REFUS = [/Blocked script execution/, /Content Security Policy|Content-Security-Policy|violates|Refused|WebAssembly|CSP/i, /Failed to fetch|dynamically imported/i, /ERR_BLOCKED_BY_CSP/];

for (const { nom } of CSP.formes.filter((f) => f.nom !== "iframe")) {
  hote(`the policy of web/csp.json is enough, and nothing more is asked: ${nom}`, {
    html: (s) => page(extrait(s, nom === "lien" ? "" : `data-forme="${nom}"`)),
    headers: (s) => ({ "Content-Security-Policy": politique(nom, s, { "require-trusted-types-for": "'script'", "trusted-types": "'none'" }) }),
  }, async (v) => {
    await constate.equal(() => forme(v), nom === "cadre" ? "iframe" : "cpts-simulateur");
    await (nom === "cadre" ? dansLeCadre(v) : simulateur(v)).pret();
  });
}

const POLITIQUES = [
  ["no WebAssembly: the frame", (s) => ({ "script-src": s, "connect-src": s, "frame-src": s }), "iframe"],
  ["no fetch: the frame", (s) => ({ "script-src": `${s} 'wasm-unsafe-eval'`, "frame-src": s }), "iframe"],
  ["the loader alone, by its address: the frame", (s) => ({ "script-src": `${s}/integrer.js 'wasm-unsafe-eval'`, "frame-src": s }), "iframe"],
  ["a nonce: the element", (s) => ({ "script-src": "'nonce-abc' 'wasm-unsafe-eval'", "connect-src": s }), "cpts-simulateur", "nonce-abc"],
  ["a nonce and strict-dynamic: the element", (s) => ({ "script-src": "'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'", "connect-src": s }), "cpts-simulateur", "nonce-abc"],
  ["a frame policy by child-src: the frame", (s) => ({ "script-src": s, "child-src": s }), "iframe"],
  ["neither WebAssembly nor frames: the link", (s) => ({ "script-src": s, "connect-src": s }), "a"],
  ["frames of others only: the link", (s) => ({ "script-src": s, "frame-src": "https://exemple.org" }), "a"],
  ["no script of ours: the link", () => ({ "script-src": "'self'" }), "a"],
  ["a sandboxed host: the link", (s) => ({ "script-src": s, sandbox: "allow-same-origin" }), "a"],
];
for (const [nom, directives, attendu, nonce] of POLITIQUES) {
  hote(`a strict host, ${nom}`, {
    html: (s) => page(lien(s) + script(s, nonce ? `defer nonce="abc"` : "defer")),
    headers: (s) => ({ "Content-Security-Policy": politique(null, s, directives(s)) }),
    expected: REFUS,
  }, async (v) => {
    if (attendu === "a") return resteLien(v);
    await constate.equal(() => forme(v), attendu);
    await (attendu === "iframe" ? dansLeCadre(v) : simulateur(v)).pret();
  });
}

hote("the element alone where WebAssembly is refused: the link, no frame", {
  html: (s) => page(extrait(s, `data-forme="element"`)),
  headers: (s) => ({ "Content-Security-Policy": politique("cadre", s) }),
  expected: REFUS,
}, (v) => resteLien(v));

/* — Checked by the browser ——————————————————————————————————————————————————— */

const fige = (s, empreinte) => `<script src="${s}/${integrite.fichier}" integrity="${empreinte}" crossorigin="anonymous" defer></script>`;
hote("the loader of a version, checked by its digest", { html: (s) => page(lien(s) + fige(s, integrite.integrity)) }, async (v) => {
  await constate.equal(() => forme(v), "cpts-simulateur");
});
hote("a loader that is not the one expected does not run: the link", {
  html: (s) => page(lien(s) + fige(s, integrite.integrity.replace(/-..../, "-AAAA"))),
  expected: [/integrity|digest/i],
}, (v) => resteLien(v, 1000));

hote("without JavaScript: the link, which leads there", { html: (s) => page(extrait(s)), javaScriptEnabled: false }, async (v) => {
  const a = v.page.getByRole("link", { name: "Simulateur CPTS" });
  await constate.ok(() => a.isVisible());
  await a.click();
  // Selectors by text pass over what stands in <noscript>.
  const phrase = v.page.locator("cpts-simulateur noscript p");
  await phrase.waitFor();
  await v.page.goto(`${v.s}/cadre.html`);
  await constate.match(() => phrase.innerText(), /a besoin de JavaScript/);
  await constate.ok(() => v.page.getByRole("link", { name: /Ouvrir le simulateur/ }).isVisible());
});

hote("no HTML and no script comes from attributes", {
  html: (s) => {
    const mal = `"><img src=x onerror="window.mordu = 1">`.replaceAll('"', "&quot;");
    const partout = ELEMENT.attributs.map(({ nom }) => `data-${nom}="${mal}"`).join(" ");
    const actif = `data-onclick="window.mordu = 1" data-onload="window.mordu = 1" data-style="position:fixed" data-id="x" data-src="javascript:window.mordu=1" data-srcdoc="<script>top.mordu=1</script>"`;
    return page(`${lien(s, `${partout} ${actif}`)}${lien(s, `${partout} ${actif} data-forme="cadre"`)}${lien(s, `data-contact-url="javascript:window.mordu=1" data-forme="javascript:1"`)}${script(s)}`);
  },
  expected: [/onerror|404|Failed to load/],
}, async (v) => {
  const { page: p } = v;
  await p.locator("cpts-simulateur").nth(1).getByRole("heading", { name: /Quel territoire/ }).waitFor();
  await p.frameLocator("iframe").getByRole("heading", { name: /Quel territoire/ }).waitFor();
  for (const f of p.frames()) await constate.equal(() => f.evaluate(() => window.mordu), undefined, f.url());
  const noms = ELEMENT.attributs.map(({ nom }) => nom);
  for (const f of p.frames()) {
    const poses = await f.evaluate(() => [...document.querySelectorAll("cpts-simulateur")].flatMap((n) => n.getAttributeNames()));
    assert.deepEqual(poses.filter((nom) => !noms.includes(nom) && nom !== "style"), [], "declared attributes alone");
    await constate.deepEqual(() => f.evaluate(() => [...document.images].length), 0);
  }
  await constate.equal(() => p.locator("cpts-simulateur a[href^='javascript']").count(), 0);
});

hote("a link does not choose where scripts come from", {
  html: (s, { origin }) => page(`<img name="currentScript" alt=""><a class="cpts-simulateur" href="${origin}/mechant/">Simulateur CPTS</a>${script(s)}`),
}, async (v) => {
  await simulateur(v).pret();
  assert.deepEqual(v.requests.filter((url) => /mechant/.test(url)), []);
});

hote("the loader merged with other scripts says what is wrong; the link stays", {
  html: (s) => page(`${lien(s)}<script>${readFileSync(`${DIST}integrer.js`, "utf8")}</script>`),
}, async (v) => {
  await resteLien(v, 500);
  assert.match(v.warnings.join(), /ne le fusionnez avec aucun autre script/);
});

/* — Pages that change ————————————————————————————————————————————————————————— */

hote("links that come, move and go", { html: (s) => page(`<div id="vue"></div>${script(s)}`) }, async (v) => {
  const { page: p, s } = v;
  for (const type of ["element", "cadre"]) {
    await p.evaluate(([s, type]) => {
      const a = Object.assign(document.createElement("a"), { className: "cpts-simulateur", href: `${s}/`, textContent: "Simulateur CPTS" });
      a.dataset.forme = type;
      document.querySelector("#vue").append(a);
    }, [s, type]);
    await forme(v);
    // A router that takes the view away takes the simulator too, and leaves the link as it found it.
    const revenu = await p.evaluate(async () => {
      const vue = document.querySelector("#vue");
      const a = vue.querySelector("a");
      a.remove();
      await new Promise((fini) => setTimeout(fini, 300));
      return [vue.children.length, a.getAttribute("style") ?? ""];
    });
    assert.deepEqual(revenu, [0, ""], type);
  }
  // Taken away while it loads.
  await p.evaluate((s) => {
    const vue = document.querySelector("#vue");
    vue.append(Object.assign(document.createElement("a"), { className: "cpts-simulateur", href: `${s}/`, textContent: "Simulateur CPTS" }));
    setTimeout(() => vue.replaceChildren(), 40);
  }, s);
  await p.waitForTimeout(1000);
  await constate.equal(() => p.locator("cpts-simulateur, iframe").count(), 0);
});

hote("an extension that takes the frame away is not fought: the link is back", {
  html: (s) => page(extrait(s, `data-forme="cadre"`)),
}, async (v) => {
  await forme(v);
  await v.page.locator("iframe").evaluate((n) => n.remove());
  await resteLien(v, 800);
  await constate.equal(() => v.page.locator("iframe").count(), 0);
});

hote("what leaves the page is forgotten", { html: (s) => page(`<div id="vue"></div>${script(s)}`) }, async (v) => {
  const { page: p, s } = v;
  const cdp = await p.context().newCDPSession(p);
  await p.evaluate(() => (window.temoins = []));
  for (let i = 0; i < 12; i++) {
    await p.evaluate(([s, type]) => {
      const a = Object.assign(document.createElement("a"), { className: "cpts-simulateur", href: `${s}/`, textContent: "Simulateur CPTS" });
      a.dataset.forme = type;
      document.querySelector("#vue").append(a);
    }, [s, i % 2 ? "element" : "cadre"]);
    await p.locator("#vue :is(cpts-simulateur, iframe)").waitFor({ state: "attached" });
    await p.evaluate(async () => {
      for (const n of document.querySelectorAll("#vue > *")) window.temoins.push(new WeakRef(n));
      document.querySelector("#vue").replaceChildren();
      await new Promise((fini) => setTimeout(fini, 150));
    });
  }
  await constate.equal(() => p.evaluate(() => window.temoins.length), 24);
  let restes = 24;
  for (let i = 0; i < 10 && restes > 2; i++) {
    await cdp.send("HeapProfiler.collectGarbage");
    await p.waitForTimeout(200);
    restes = await p.evaluate(() => window.temoins.filter((t) => t.deref()).length);
  }
  assert.ok(restes <= 2, `${restes} of 24 nodes are still held`);
});

/* — Events ———————————————————————————————————————————————————————————————————— */

for (const type of ["element", "cadre"]) {
  hote(`the host hears of it, as declared: ${type}`, {
    html: (s) => page(extrait(s, `data-forme="${type}"`)),
    arrange: (p) => p.addInitScript(() => {
      window.entendus = [];
      for (const nom of ["pret", "bilan", "erreur"]) addEventListener(`cpts:${nom}`, ({ detail }) => window.entendus.push([nom, detail]));
    }),
  }, async (v) => {
    await forme(v);
    const s = type === "cadre" ? dansLeCadre(v) : simulateur(v);
    await s.pret();
    await s.choisir("cambrai", /CA de Cambrai|agglomération de Cambrai/);
    await s.bilan.getByRole("heading", { name: /Cambrai/ }).waitFor();
    await v.page.waitForFunction(() => window.entendus.some(([nom, d]) => nom === "bilan" && d.communes === 55));
    const entendus = await v.page.evaluate(() => window.entendus);
    assert.equal(entendus[0][0], "pret");
    assert.equal(entendus.filter(([nom]) => nom === "pret").length, 1);
  });
}

/* — The file itself ——————————————————————————————————————————————————————————— */

test("the loader weighs 2 kB at most, and knows the attributes that are declared", () => {
  assert.ok(gzipSync(readFileSync(`${DIST}integrer.js`), { level: 9 }).length <= 2048);
  const noms = (type) => ELEMENT.attributs.filter((a) => !type || a.type === type).map(({ nom }) => nom).sort();
  for (const fichier of ["integrer.js", "cadre.js"]) {
    const texte = readFileSync(new URL(`../../web/${fichier}`, import.meta.url), "utf8");
    const listes = Object.fromEntries([...texte.matchAll(/const (ADRESSES|ATTRIBUTS|FICHIERS) = (.*?);$/gm)].map(([, nom, corps]) => [nom, corps]));
    const { ADRESSES, ATTRIBUTS } = new Function(`${Object.entries(listes).map(([nom, corps]) => `const ${nom} = ${corps};`).join("\n")} return { ADRESSES, ATTRIBUTS };`)();
    assert.deepEqual(ATTRIBUTS.sort(), noms(), fichier);
    assert.deepEqual(ADRESSES.sort(), noms("adresse"), fichier);
  }
});
