// People who visit and who write: each with a browser window of their own.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { FLAGS, findChromium, picture } from "../../e2e/lib/visit.js";

const require = createRequire(new URL("../../e2e/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const { AxeBuilder } = require("@axe-core/playwright");

/** Starts the browser. */
export function startBrowser() {
  return chromium.launch({ executablePath: findChromium(), args: FLAGS });
}

/**
 * A window, and what it asked for and complained of.
 * @param {import("playwright-core").Browser} browser
 */
export async function open(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "fr-FR", timezoneId: "Europe/Paris", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const requests = [];
  const complaints = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    const { url } = message.location();
    // Browsers ask every host for it; this one has none.
    if (message.type() === "error" && !url.endsWith("/favicon.ico")) complaints.push(`console: ${message.text()} ${url}`);
  });
  return { page, requests, complaints, close: () => context.close() };
}

/** Goes through the form of wp-login.php. */
export async function logIn(visit, site, { login, password }) {
  const { page } = visit;
  await page.goto(`${site.url}/wp-login.php`);
  await page.locator("#user_login").fill(login);
  await page.locator("#user_pass").fill(password);
  await page.locator("#wp-submit").click();
  await page.waitForURL(/wp-admin/);
}

/** Uploads the plugin as its README says, and activates it. */
export async function installPlugin({ page }, address, zip) {
  await page.goto(`${address}/wp-admin/plugin-install.php?tab=upload`);
  await page.locator("#pluginzip").setInputFiles(zip);
  await page.getByRole("button", { name: "Install Now" }).click();
  await page.getByRole("link", { name: "Activate Plugin" }).click();
  await page.waitForURL(/plugins\.php/);
}

/** Content as somebody would paste it who has read how other sites do. */
export const COLLE = [
  '<p><a class="cpts-simulateur" href="/ailleurs" data-region="11">Simulateur CPTS</a></p>',
  '<p>Avant</p><script>globalThis.passe = true</script>',
  '<iframe src="/ailleurs" title="cadre"></iframe>',
  '<cpts-simulateur region="11">texte de repli</cpts-simulateur>',
  "[cpts_simulateur region='Bretagne']",
  '<!-- wp:simulateur-cpts/simulateur {"region":"94","couleur":"#8a1538"} /-->',
].join("\n\n");

/** Saves a post as the editor does for the person logged in; gives what was kept of it. */
export async function savePost({ page }, address, content) {
  await page.goto(`${address}/wp-admin/post-new.php`);
  await page.waitForFunction(() => window.wp?.apiFetch);
  return page.evaluate(async (content) => {
    const post = await window.wp.apiFetch({ path: "/wp/v2/posts?context=edit", method: "POST", data: { title: "Collé", content, status: "publish" } });
    return { raw: post.content.raw, link: post.link };
  }, content);
}

/** Nothing was complained of, but for what the pattern allows. */
export function assertQuiet({ complaints }, allowed) {
  assert.deepEqual(complaints.filter((text) => !allowed?.test(text)), []);
}

/** Nothing was asked of another site. */
export function assertAtHome({ requests }, site) {
  const abroad = requests.filter((url) => !url.startsWith(`${site.origin}/`) && !/^(?:data|blob|about):/.test(url));
  assert.deepEqual(abroad, [], "requests to another site");
}

/** No violation inside `selector`: the rest of the page is WordPress's and its theme's. */
export async function assertAccessible({ page }, selector) {
  const { violations, passes } = await new AxeBuilder({ page }).include(selector).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  assert.deepEqual(violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.flat().join(" » ")).join(", ")})`), []);
  assert.ok(passes.length > 0, `axe looked at nothing in ${selector}`);
}

/** Keeps a picture for a person to look at. */
export async function capture(page, name, options = {}) {
  if (process.env.CPTS_CAPTURES === "1") await page.screenshot({ path: picture(name), animations: "disabled", ...options });
}
