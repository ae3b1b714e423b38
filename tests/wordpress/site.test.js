// The plugin from its installation to its removal, on a site of its own.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { simulateur } from "../e2e/lib/simulateur.js";
import { assertAtHome, assertQuiet, capture, installPlugin, logIn, open, startBrowser } from "./lib/visite.js";
import { ADMIN, ZIP, startWordPress } from "./lib/wordpress.js";

const CAMBRAI = /Communauté d.agglomération de Cambrai|CA de Cambrai/;

let site;
let browser;
let webmestre;

before(async () => {
  [site, browser] = await Promise.all([startWordPress(), startBrowser()]);
  webmestre = await open(browser);
  await logIn(webmestre, site, ADMIN);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** Publishes a page; gives its address. */
function publish(title, content) {
  return site.php(`return get_permalink(wp_insert_post([
    'post_type' => 'page', 'post_status' => 'publish', 'post_title' => ${JSON.stringify(title)}, 'post_content' => wp_slash(${JSON.stringify(content)}),
  ]));`);
}

/** What a visitor does: a commune, and the bilan says its figures. */
async function essayer(visit) {
  const s = simulateur(visit);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  await s.bilan.getByRole("heading", { name: CAMBRAI }).waitFor();
  assert.equal(await s.chiffre("Taille"), "3");
  assert.match(await s.chiffre("Maximum par an"), /^\d{3} \d{3} €$/);
  return s;
}

test("the ZIP is uploaded and activated", { timeout: 120_000 }, async () => {
  await installPlugin(webmestre, site.url, ZIP);
  const row = webmestre.page.locator("tr[data-plugin^=simulateur-cpts]").first();
  await row.getByRole("link", { name: /Deactivate/ }).waitFor();
  await row.getByRole("link", { name: "Réglages" }).waitFor();
  assert.equal(await webmestre.page.locator(".notice-error").count(), 0);
});

test("a page with the shortcode: a commune is added, the bilan appears", { timeout: 120_000 }, async () => {
  const address = publish("Votre projet de CPTS", '<!-- wp:shortcode -->[cpts_simulateur region="Hauts-de-France" largeur="large"]<!-- /wp:shortcode -->');
  const visit = await open(browser);
  await visit.page.goto(address);
  const element = visit.page.locator("cpts-simulateur");
  assert.equal(await element.getAttribute("region"), "32");
  await essayer(visit);
  assertQuiet(visit);
  assertAtHome(visit, site);
  await visit.page.evaluate(() => scrollTo(0, 0));
  await capture(visit.page, "wordpress-code-court-1280", { fullPage: true });
  await visit.page.setViewportSize({ width: 360, height: 800 });
  await capture(visit.page, "wordpress-code-court-360", { fullPage: true });
  const [content, window] = await visit.page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(content <= window, `the page is ${content} px wide in a window of ${window} px`);
  await visit.close();
});
