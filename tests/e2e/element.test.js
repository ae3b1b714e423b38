// <cpts-simulateur> on the pages of others: its attributes, events, parts and
// properties are those that web/element.json declares; it comes, moves and goes
// without leaving anything; no style of the host gets in.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { constate } from "./lib/constate.js";
import { plain, simulateur } from "./lib/simulateur.js";
import { DIST } from "./lib/site.js";
import { capture, suite } from "./lib/visit.js";

const visit = suite({ policy: null });
const DECLARE = JSON.parse(readFileSync(new URL("../../web/element.json", import.meta.url), "utf8"));
const CAMBRAI = /Communauté d[’']agglomération de Cambrai|CA de Cambrai/;
const SCRIPT = readFileSync(join(DIST, "index.html"), "utf8").match(/<script type="module"[^>]*cpts-simulateur\.js[^>]*><\/script>/)[0];

/** A page of somebody else, with what stands in its head and body. */
function hote(corps, { tete = "", attributs = "" } = {}) {
  return (page) =>
    page.route(/\/hote\.html$/, (route) =>
      route.fulfill({
        contentType: "text/html; charset=utf-8",
        body: `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Hôte</title>
          <script>globalThis.recus = [];
            for (const nom of ["cpts:pret", "cpts:bilan", "cpts:erreur"])
              document.addEventListener(nom, (e) => recus.push([nom, e.detail, e.composed, e.bubbles]));
          </script>${tete}${SCRIPT}</head><body ${attributs}>${corps}</body></html>`,
      }),
    );
}
const chez = (corps, options) => ({ path: "/hote.html", arrange: hote(corps, options) });
const UN = "<h1>Page d’accueil</h1><cpts-simulateur></cpts-simulateur>";
const recus = (v, nom) => v.page.evaluate((nom) => globalThis.recus.filter((r) => r[0] === nom).map((r) => r[1]), nom);

visit("attributes and properties are those that are declared", chez(UN), async (v) => {
  await simulateur(v).pret();
  const vus = await v.page.evaluate(() => [...customElements.get("cpts-simulateur").observedAttributes].sort());
  assert.deepEqual(vus, DECLARE.attributs.map((a) => a.nom).sort());
  for (const { nom, type, exemple, valeurs } of DECLARE.attributs) {
    const propriete = nom.replace(/-(.)/g, (_, lettre) => lettre.toUpperCase());
    const valeur = type === "drapeau" ? true : (exemple ?? valeurs[1]);
    const lu = await v.page.evaluate(
      ([nom, propriete, valeur]) => {
        const e = document.createElement("cpts-simulateur");
        const avant = e[propriete];
        e[propriete] = valeur;
        const reflete = e.getAttribute(nom);
        const relu = e[propriete];
        e[propriete] = null;
        return [avant, reflete, relu, e.hasAttribute(nom)];
      },
      [nom, propriete, valeur],
    );
    assert.deepEqual(lu, type === "drapeau" ? [false, "", true, false] : ["", valeur, valeur, false], nom);
  }
});

visit("events tell the host what is declared, and nothing else", chez(UN), async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  await s.bilan.getByRole("heading", { name: CAMBRAI }).waitFor();
  const [pret] = await recus(v, "cpts:pret");
  assert.match(pret.version, /^\d+\.\d+\.\d+$/);
  assert.match(pret.regles, /^\d{4}-\d\d-\d\d$/);
  await v.page.waitForFunction(() => globalThis.recus.at(-1)?.[1].communes === 55);
  const bilan = (await recus(v, "cpts:bilan")).at(-1);
  assert.equal(bilan.taille, 3);
  assert.ok(bilan.population > 80_000 && bilan.maximum > bilan.fixe && bilan.fixe > 0, JSON.stringify(bilan));
  for (const { nom, detail } of DECLARE.evenements) {
    const cles = [...detail.matchAll(/(\w+): /g)].map((m) => m[1]).sort();
    for (const recu of await recus(v, nom)) assert.deepEqual(Object.keys(recu).sort(), cles, nom);
  }
  await constate.ok(async () => (await v.page.evaluate(() => globalThis.recus)).every((r) => r[2] && r[3]), "composed and bubbling");
});

visit("parts and properties reach what is declared", chez(UN, {
  tete: `<style>
    ${DECLARE.parts.map((p) => `cpts-simulateur::part(${p.nom}) { --vu-${p.nom}: oui; outline: 1px dashed red; }`).join("\n")}
    cpts-simulateur { --cpts-couleur: rgb(120, 0, 120); --cpts-fond: rgb(250, 250, 240); --cpts-rayon: 0px; --cpts-police: monospace; }
  </style>`,
}), async (v) => {
  await simulateur(v).pret();
  const lu = await v.page.evaluate((parts) => {
    const racine = document.querySelector("cpts-simulateur").shadowRoot;
    const style = getComputedStyle(document.querySelector("cpts-simulateur"));
    return {
      parts: parts.filter((nom) => !getComputedStyle(racine.querySelector(`[part=${nom}]`) ?? racine.host).getPropertyValue(`--vu-${nom}`)),
      accent: style.getPropertyValue("--accent").trim(),
      police: style.fontFamily,
      rayon: getComputedStyle(racine.querySelector("[part=bouton]")).borderRadius,
    };
  }, DECLARE.parts.map((p) => p.nom));
  assert.deepEqual(lu, { parts: [], accent: "rgb(120, 0, 120)", police: "monospace", rayon: "0px" });
});

visit("the defaults that are declared are those of the style sheet", { ...chez(UN), colorScheme: "light" }, async (v) => {
  await simulateur(v).pret();
  const jetons = { "--cpts-couleur": "--accent", "--cpts-fond": "--fond", "--cpts-rayon": "--rayon" };
  for (const { nom, defaut } of DECLARE.proprietes.filter(({ nom }) => jetons[nom])) {
    const lu = await v.page.locator("cpts-simulateur").evaluate((e, jeton) => getComputedStyle(e).getPropertyValue(jeton).trim(), jetons[nom]);
    assert.equal(lu, defaut, nom);
  }
});

visit("the département of the host guides the search, live", chez(`<cpts-simulateur departement="59"></cpts-simulateur>`), async (v) => {
  const s = simulateur(v);
  await s.pret();
  const premiere = async () => {
    await s.recherche.fill("");
    await s.recherche.fill("saint-aubin");
    return plain(await s.element.getByRole("option").first().innerText());
  };
  await constate.match(() => premiere(), /Nord|59/);
  await v.page.evaluate(() => (document.querySelector("cpts-simulateur").departement = "47"));
  await constate.match(() => premiere(), /47|Lot-et-Garonne/);
});

visit("amounts go and come back when the host says so", chez(UN), async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  await s.bilan.getByRole("heading", { name: "Financement" }).first().waitFor();
  const element = v.page.locator("cpts-simulateur");
  await element.evaluate((e) => (e.masquerMontants = true));
  await s.bilan.getByRole("heading", { name: /Financement/ }).waitFor({ state: "detached" });
  const texte = await element.evaluate((e) => e.shadowRoot.querySelector(".cpts").textContent);
  assert.ok(!texte.includes("€"), `an amount is still told: ${texte.match(/.{60}€/)?.[0]}`);
  await constate.equal(() => s.chiffre("Taille"), "3");
  await capture(v, "element-montants-masques");
  await element.evaluate((e) => (e.masquerMontants = false));
  await s.bilan.getByRole("heading", { name: "Financement" }).first().waitFor();
});

visit("a colour that cannot be read is corrected and told; one that is no colour is refused", {
  ...chez(`<cpts-simulateur couleur="#f6c344"></cpts-simulateur>`),
}, async (v) => {
  await simulateur(v).pret();
  const element = v.page.locator("cpts-simulateur");
  await v.page.waitForFunction(() => globalThis.recus.some((r) => r[0] === "cpts:erreur"));
  const mesure = () =>
    element.evaluate(async (e) => {
      const { contraste, lire } = await import("/couleur.js");
      const style = getComputedStyle(e);
      const jeton = (nom) => lire(style.getPropertyValue(nom));
      return [contraste(jeton("--accent"), jeton("--papier")), contraste(jeton("--sur-accent"), jeton("--accent"))];
    });
  for (const rapport of await mesure()) assert.ok(rapport >= 4.5, `contrast ${rapport}`);
  await constate.match(async () => (await recus(v, "cpts:erreur"))[0].message, /#f6c344.*est utilisée/);
  await v.page.emulateMedia({ colorScheme: "dark" });
  for (const rapport of await mesure()) assert.ok(rapport >= 4.5, `contrast ${rapport} in the dark`);
  await v.page.emulateMedia({ colorScheme: "light" });
  await element.evaluate((e) => (e.couleur = "moutarde"));
  await v.page.waitForFunction(() => globalThis.recus.some((r) => /moutarde/.test(r[1]?.message)));
  for (const rapport of await mesure()) assert.ok(rapport >= 4.5, `contrast ${rapport}`);
  await element.evaluate((e) => (e.theme = "sombre"));
  const fond = await element.evaluate((e) => getComputedStyle(e).getPropertyValue("--papier").trim());
  assert.equal(fond, "#1a1f22");
});

visit("dark is the same whoever asks for it, and paper stays white", chez(`<cpts-simulateur couleur="#0b6b5d"></cpts-simulateur>`), async (v) => {
  await simulateur(v).pret();
  const element = v.page.locator("cpts-simulateur");
  await v.page.waitForFunction(() => document.querySelector("cpts-simulateur").shadowRoot.adoptedStyleSheets.length === 2);
  const jetons = () =>
    element.evaluate((e) => {
      const noms = new Set();
      const lire = (regles) => {
        for (const regle of regles) {
          for (const nom of regle.style ?? []) if (nom.startsWith("--")) noms.add(nom);
          if (regle.cssRules) lire(regle.cssRules);
        }
      };
      for (const feuille of e.shadowRoot.adoptedStyleSheets) lire(feuille.cssRules);
      const style = getComputedStyle(e);
      return Object.fromEntries([...noms].map((nom) => [nom, style.getPropertyValue(nom).trim()]));
    });
  await v.page.emulateMedia({ colorScheme: "dark" });
  const parAppareil = await jetons();
  await v.page.emulateMedia({ colorScheme: "light" });
  const clair = await jetons();
  await element.evaluate((e) => (e.theme = "sombre"));
  await constate.deepEqual(() => jetons(), parAppareil);
  assert.notDeepEqual(parAppareil, clair);
  await v.page.emulateMedia({ media: "print" });
  await constate.deepEqual(() => jetons(), clair);
});

visit("wrong addresses and wrong words are told to the host; the simulator is left intact", {
  ...chez(`<cpts-simulateur couverture="javascript:alert(1)" theme="rose" projet="/absent.json"></cpts-simulateur>`),
  expected: [/404/],
}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  await s.bilan.getByRole("heading", { name: CAMBRAI }).waitFor();
  await v.page.waitForFunction(() => globalThis.recus.filter((r) => r[0] === "cpts:erreur").length >= 3);
  const quoi = (await recus(v, "cpts:erreur")).map((e) => e.quoi).sort();
  assert.deepEqual(quoi, ["couverture", "projet", "theme"]);
});

visit("two simulators on a page do not share answers, and may be moved", chez(
  `<div id="a"><cpts-simulateur></cpts-simulateur></div><div id="b"><cpts-simulateur></cpts-simulateur></div>`,
), async (v) => {
  const un = v.page.locator("#a cpts-simulateur");
  const deux = v.page.locator("#b cpts-simulateur");
  for (const e of [un, deux]) await e.getByRole("progressbar").waitFor({ state: "detached" });
  await un.getByRole("button", { name: "Ajouter : Infirmier", exact: true }).click();
  await constate.equal(() => un.getByRole("spinbutton", { name: "Infirmier", exact: true }).inputValue(), "1");
  await constate.equal(() => deux.getByRole("spinbutton", { name: "Infirmier", exact: true }).inputValue(), "0");
  await v.page.evaluate(() => document.querySelector("#b").append(document.querySelector("#a cpts-simulateur")));
  const deplace = v.page.locator("#b cpts-simulateur").last();
  await constate.equal(() => deplace.getByRole("spinbutton", { name: "Infirmier", exact: true }).inputValue(), "1");
  for (const e of [deplace, v.page.locator("#b cpts-simulateur").first()]) {
    await e.getByRole("button", { name: "Coller une liste" }).waitFor();
    await e.getByRole("progressbar").waitFor({ state: "detached" });
  }
  for (const fichier of [/communes\.bin/, /_bg\.wasm/, /_atelier\.wasm/]) {
    assert.equal(v.requests.filter((url) => fichier.test(url)).length, 1, `${fichier} is asked for once`);
  }
});

visit("a hundred comings and goings leave neither listeners nor memory behind", chez(UN), async (v) => {
  await simulateur(v).pret();
  const outil = await v.page.context().newCDPSession(v.page);
  await outil.send("Performance.enable");
  const cycles = (combien) =>
    v.page.evaluate(async (combien) => {
      for (let i = 0; i < combien; i++) {
        document.querySelector("cpts-simulateur").remove();
        await new Promise((suite) => setTimeout(suite));
        const arrivee = new Promise((suite) => document.addEventListener("cpts:bilan", suite, { once: true }));
        document.body.append(document.createElement("cpts-simulateur"));
        await arrivee;
      }
    }, combien);
  const mesures = async () => {
    await outil.send("HeapProfiler.collectGarbage");
    await outil.send("HeapProfiler.collectGarbage");
    const { metrics } = await outil.send("Performance.getMetrics");
    const lire = (nom) => metrics.find((m) => m.name === nom).value;
    return { ecouteurs: lire("JSEventListeners"), noeuds: lire("Nodes"), tas: lire("JSHeapUsedSize") };
  };
  await cycles(10);
  const avant = await mesures();
  await cycles(100);
  const apres = await mesures();
  assert.ok(apres.ecouteurs <= avant.ecouteurs + 10, `listeners ${avant.ecouteurs} → ${apres.ecouteurs}`);
  assert.ok(apres.noeuds <= avant.noeuds * 1.1 + 100, `nodes ${avant.noeuds} → ${apres.noeuds}`);
  assert.ok(apres.tas <= avant.tas * 1.2 + 500_000, `heap ${avant.tas} → ${apres.tas}`);
});

const HOSTILE = `
  * { all: unset !important; }
  html { font-size: 62.5% !important; }
  body, div, section, button, input, table { color: lime !important; background: fuchsia !important; font: 40px fantasy !important; letter-spacing: 9px !important; text-transform: uppercase !important; text-align: right !important; }
  cpts-simulateur { color: lime; font: 40px fantasy; }
  .panneau, .bouton, .question, .rang { display: none !important; }
`;

/** What every element inside looks like, once what was asked for (neighbours, fonts) has come. */
async function relever(v) {
  const lire = () =>
    v.page.evaluate(() => {
      const racine = document.querySelector("cpts-simulateur").shadowRoot;
      const noms = ["display", "color", "backgroundColor", "fontSize", "fontFamily", "letterSpacing", "textTransform", "textAlign", "paddingTop", "lineHeight", "borderTopWidth", "cursor", "boxSizing"];
      return [...racine.querySelectorAll("*")].map((e) => {
        const style = getComputedStyle(e);
        return [e.localName, e.className?.baseVal ?? e.className, ...noms.map((nom) => style[nom])].join("|");
      });
    });
  // A figure that has just changed keeps its mark for a moment.
  await v.page.waitForTimeout(3000);
  let lu = [];
  for (let suite; (suite = await lire()).join() !== lu.join(); lu = suite) await v.page.waitForTimeout(500);
  return lu;
}

const paquet = (chemin) => readFileSync(new URL(`node_modules/${chemin}`, import.meta.url), "utf8");
const SIEGES = [
  ["a host that resets everything with !important", async (v) => {
    await v.page.addStyleTag({ content: HOSTILE });
    await v.page.evaluate(() => (document.documentElement.style.fontSize = "62.5%"));
  }],
  ["an old Bootstrap and jQuery", async (v) => {
    await v.page.addStyleTag({ content: paquet("bootstrap/dist/css/bootstrap.min.css") });
    await v.page.addScriptTag({ content: paquet("jquery/dist/jquery.min.js") });
    await v.page.addScriptTag({ content: paquet("bootstrap/dist/js/bootstrap.min.js") });
    await v.page.evaluate(() => {
      const { jQuery } = globalThis;
      jQuery("button, input, table, h2, div div").css({ color: "red", padding: "30px" });
      jQuery(document).on("click", "button", () => jQuery("button").hide());
      jQuery("[title], button").tooltip?.();
    });
  }],
];
// — Layouts that size by content, as page builders make them ———————————————

const S = "<cpts-simulateur></cpts-simulateur>";
/** Each layout, and the part of the window that the simulator is to have at least, on a desk and on a phone. */
const MISES_EN_PAGE = [
  ["a flex row", `<div style="display:flex"><nav style="flex:0 0 60px">menu</nav>${S}</div>`, 0.9, 0.75],
  ["a flex column, centred", `<div style="display:flex;flex-direction:column;align-items:center">${S}</div>`, 0.98, 0.98],
  ["a grid, centred", `<div style="display:grid;place-items:center">${S}</div>`, 0.98, 0.98],
  ["a float", `<div style="float:left">${S}</div>`, 0.2, 0.8],
  ["itself a float", `<style>cpts-simulateur{float:left}</style>${S}`, 0.98, 0.98],
  ["a table cell", `<table><tr><td>${S}</td></tr></table>`, 0.2, 0.8],
  ["an inline-block", `<div style="display:inline-block">${S}</div>`, 0.2, 0.8],
  ["what fits its content", `<div style="width:fit-content">${S}</div>`, 0.2, 0.8],
  ["an absolute box", `<div style="position:absolute">${S}</div>`, 0.2, 0.8],
  ["a block with margins", `<style>cpts-simulateur{margin-inline:20px}</style>${S}`, 0.9, 0.85],
];
for (const [nom, corps, bureau, telephone] of MISES_EN_PAGE) {
  visit(`it takes the width that it is given in ${nom}`, chez(corps, { tete: "<style>body { margin: 0 }</style>" }), async (v) => {
    await simulateur(v).pret();
    for (const [width, part] of [[1280, bureau], [390, telephone]]) {
      await v.page.setViewportSize({ width, height: 800 });
      const mesure = () => v.page.evaluate(() => [document.querySelector("cpts-simulateur").getBoundingClientRect().width, document.documentElement.scrollWidth]);
      const [large, page] = await mesure();
      assert.ok(large >= part * width && large >= 300, `${large} px of ${width}`);
      assert.ok(page <= width, `the page is ${page} px wide in ${width}`);
    }
  });
}

visit("on a page from right to left, it reads from left to right", chez(`<div dir="rtl">${S}</div>`, { attributs: 'dir="rtl"' }), async (v) => {
  const s = simulateur(v);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  await s.bilan.getByRole("heading", { name: CAMBRAI }).waitFor();
  const sens = await s.element.evaluate((e) => [...e.shadowRoot.querySelectorAll("*")].filter((n) => getComputedStyle(n).direction !== "ltr").length);
  assert.equal(sens, 0);
  const [titre, bord] = await s.element.evaluate((e) => [e.shadowRoot.querySelector("h2").getBoundingClientRect().left, e.getBoundingClientRect().left]);
  assert.ok(titre - bord < 200, `the heading begins ${titre - bord} px from the left`);
  await capture(v, "element-rtl");
});

for (const [nom, assieger] of SIEGES) {
  visit(`no style gets in from ${nom}`, {
    reducedMotion: "reduce",
    ...chez("<cpts-simulateur></cpts-simulateur>", { tete: "<style>body { margin: 0 }</style>" }),
  }, async (v) => {
    const s = simulateur(v);
    await s.pret();
    await s.choisir("cambrai", CAMBRAI);
    await s.bilan.getByRole("heading", { name: CAMBRAI }).waitFor();
    const propre = await relever(v);
    await assieger(v);
    const assiege = await relever(v);
    const change = propre.map((avant, i) => [avant, assiege[i]]).filter(([avant, apres]) => avant !== apres);
    assert.deepEqual(change.slice(0, 5), [], `${change.length} elements changed`);
    await s.ajouter("Infirmier").click();
    await constate.equal(() => s.effectif("Infirmier").inputValue(), "1");
    await capture(v, `element-${nom}`);
  });
}

visit("when the module falls, a sentence and a new beginning", { ...chez(UN) }, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await v.page.evaluate(() => {
    const erreur = new WebAssembly.RuntimeError("unreachable");
    Object.defineProperty(erreur, "stack", { value: `RuntimeError: unreachable\n at ${location.origin}/cpts-widget_bg.wasm` });
    dispatchEvent(new ErrorEvent("error", { error: erreur, message: "unreachable" }));
  });
  await s.element.getByRole("alert").getByText("Le simulateur s’est arrêté").waitFor();
  await s.element.getByRole("button", { name: "Recommencer" }).click();
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  await s.bilan.getByRole("heading", { name: CAMBRAI }).waitFor();
  await constate.equal(async () => (await recus(v, "cpts:erreur"))[0].quoi, "module");
});
