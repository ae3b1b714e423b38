// The npm package in a browser without a bundler, under the strict policy.
// `cargo xtask npm` builds it in dist/npm.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { damage } from "./lib/damage.js";
import { DIST, POLICY } from "./lib/site.js";
import { suite } from "./lib/visit.js";

assert.ok(existsSync(`${DIST}npm/package.json`), "no package in dist/npm: run `cargo xtask npm`");
const SCENARIOS = JSON.parse(readFileSync(new URL("../scenarios/scenarios.json", import.meta.url), "utf8"));
const exemple = { path: "/npm/exemples/navigateur.html" };
const visit = suite();

/** What a program of the page gets: the bilan of a project, or the error. */
const evaluate = (page, projet, options) =>
  page.evaluate(async ([projet, options]) => {
    const { ErreurCpts, open } = await import("/npm/index.js");
    try {
      return (await open(options)).evaluate(projet);
    } catch (erreur) {
      const { nature, refus, message } = erreur;
      return { nature, refus, message, typed: erreur instanceof ErreurCpts };
    }
  }, [projet, options]);

visit("the example finds a place and tells its taille", exemple, async ({ page, requests }) => {
  const texte = page.getByLabel("Commune, code postal ou intercommunalité");
  await page.getByRole("status").getByText(/Populations/).waitFor();
  await assertAccessible({ page }, "example of the npm package");
  await texte.fill("cambrai");
  await page.getByRole("button", { name: /agglomération de Cambrai/ }).first().click();
  await page.getByText(/: 80120 habitants, taille 3\./).waitFor();
  await texte.fill("06000");
  await page.getByRole("button", { name: "Nice" }).first().click();
  await page.getByText(/^Nice : \d+ habitants, taille 4\./).waitFor();
  assert.deepEqual(
    requests.map((url) => new URL(url).pathname.split("/").at(-1)).filter((name) => /\.(bin|wasm)$/.test(name)).sort(),
    ["adjacence.bin", "communes.bin", "cpts_wasm_bg.wasm"],
  );
});

visit("a browser answers as Node.js does", exemple, async ({ page }) => {
  const { open } = await import(`${DIST}npm/node.js`);
  const simulateur = await open();
  for (const { id, projet } of SCENARIOS.scenarios) {
    await constate.deepEqual(() => evaluate(page, projet), simulateur.evaluate(projet), id);
  }
});

visit("a refusal is an error of the package", exemple, async ({ page }) => {
  const erreur = await evaluate(page, { version: 1, territoire: { communes: ["99999"] } });
  assert.deepEqual([erreur.typed, erreur.nature, erreur.refus[0].champ], [true, "projet_refuse", "territoire.communes[0]"]);
});

for (const [kind, nature] of [
  ["coupé au milieu", "donnees_refusees"],
  ["page d’erreur à la place", "donnees_refusees"],
  ["absent (404)", "chargement_impossible"],
  ["réseau coupé", "chargement_impossible"],
]) {
  visit(
    `the communes, ${kind}: a sentence`,
    { ...exemple, arrange: (page) => damage(page, "**/communes.bin", kind), expected: [/404|ERR_INTERNET_DISCONNECTED/] },
    async ({ page }) => {
      await page.getByRole("status").getByText(/communes : /).waitFor();
      const erreur = await evaluate(page, SCENARIOS.scenarios[0].projet);
      assert.deepEqual([erreur.typed, erreur.nature, erreur.refus[0].champ], [true, nature, "communes"]);
    },
  );
}

const sansWasm = suite({ policy: POLICY.replace(" 'wasm-unsafe-eval'", "") });
sansWasm(
  "a page that refuses WebAssembly is told so",
  { ...exemple, expected: [/wasm|WebAssembly|script-src/] },
  async ({ page }) => {
    await page.getByRole("status").getByText(/wasm : .*'wasm-unsafe-eval'/).waitFor();
  },
);
