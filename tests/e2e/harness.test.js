// The harness must be able to fail: each of its checks is shown something wrong.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { damage } from "./lib/damage.js";
import { POLICY, startSite } from "./lib/site.js";
import { assertAtHome, assertNoSidewaysScroll, assertQuiet, suite } from "./lib/visit.js";

const root = fileURLToPath(new URL("fixtures/", import.meta.url));
const visit = suite({ root });
const text = ({ page }) => page.locator("x-essai p");

visit("an open shadow root is seen and accessible", {}, async (v) => {
  await v.page.getByText("2000 octets, somme 2000").waitFor();
  await assertAccessible(v, "page d’essai");
  await assertNoSidewaysScroll(v);
});

for (const [kind, expected] of [
  ["coupé au milieu", "1000 octets, somme 1000"],
  ["un octet changé", "2000 octets, somme 2032"],
  ["vide", "0 octets, somme 0"],
  ["absent (404)", "Données absentes"],
  ["réseau coupé", "Données absentes"],
]) {
  const options = { arrange: (page) => damage(page, /donnees\.bin/, kind), expected: [/Failed to load resource/] };
  visit(`a data file is damaged: ${kind}`, options, async (v) => {
    await text(v).filter({ hasText: expected }).waitFor();
  });
}

visit("axe finds an unnamed button inside the shadow root", {}, async (v) => {
  await text(v).filter({ hasText: "octets" }).waitFor();
  await v.page.evaluate(() => document.querySelector("x-essai").shadowRoot.append(document.createElement("button")));
  await assert.rejects(assertAccessible(v, "bouton sans nom"), /button-name/);
});

visit("an inline script is refused and written down", {}, async (v) => {
  await v.page.evaluate(() => {
    const script = document.createElement("script");
    // Said at once where a text would become a script; this way it comes to the policy.
    script.append("document.title = 'passé'");
    document.body.append(script);
  });
  await constate.notEqual(() => v.page.title(), "passé");
  const refused = () => v.complaints.some((complaint) => /^policy: (script-src|require-trusted-types-for)/.test(complaint));
  for (let tries = 0; tries < 100 && !refused(); tries++) await v.page.waitForTimeout(20);
  assert.ok(refused(), "the refusal was not written down");
  assert.throws(() => assertQuiet(v), /policy violations/);
  v.complaints.length = 0;
});

visit("a text does not become HTML", {}, async (v) => {
  const dit = await v.page.evaluate(() => {
    try {
      document.body.innerHTML = "<p>passé</p>";
    } catch (erreur) {
      return erreur.message;
    }
  });
  assert.match(dit ?? "", /TrustedHTML/);
  v.complaints.length = 0;
});

visit("a page too wide is noticed", {}, async (v) => {
  await v.page.evaluate(() => {
    const wide = document.createElement("div");
    wide.style.width = "3000px";
    wide.textContent = "large";
    document.body.append(wide);
  });
  await assert.rejects(assertNoSidewaysScroll(v), /wider than its window/);
});

test("a request to another origin is noticed", () => {
  const origin = "http://127.0.0.1:8000";
  assert.throws(() => assertAtHome({ origin, requests: [`${origin}/`, "http://127.0.0.1:80001/a.js"] }), /another origin/);
  assertAtHome({ origin, requests: [`${origin}/`, `${origin}/a.js`, "data:image/png;base64,AA"] });
});

test("the site sends the policy and exact types, and nothing from outside its folder", async () => {
  const site = await startSite({ root });
  try {
    const script = await fetch(`${site.origin}/element.js`);
    assert.equal(script.headers.get("content-type"), "text/javascript; charset=utf-8");
    assert.equal(script.headers.get("content-security-policy"), POLICY);
    await constate.equal(async () => (await fetch(`${site.origin}/donnees.bin`)).headers.get("content-encoding"), "gzip");
    await constate.equal(async () => (await fetch(`${site.origin}/..%2fcsp.txt`)).status, 404);
    assert.ok(POLICY.startsWith("default-src 'none'") && !POLICY.includes("unsafe-inline"));
  } finally {
    await site.close();
  }
});
