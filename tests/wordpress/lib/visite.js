// People who visit and who write: each with a browser window of their own.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { FLAGS, findChromium, picture } from "../../e2e/lib/visit.js";

const { chromium } = createRequire(new URL("../../e2e/package.json", import.meta.url))("playwright-core");

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
    if (message.type() === "error") complaints.push(`console: ${message.text()}`);
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
export async function installPlugin({ page }, address, zip, { network = false } = {}) {
  await page.goto(`${address}/wp-admin/${network ? "network/" : ""}plugin-install.php?tab=upload`);
  await page.locator("#pluginzip").setInputFiles(zip);
  await page.getByRole("button", { name: "Install Now" }).click();
  await page.getByRole("link", { name: network ? "Network Activate" : "Activate Plugin" }).click();
  await page.waitForURL(/plugins\.php/);
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

/** Keeps a picture for a person to look at. */
export function capture(page, name, options = {}) {
  return page.screenshot({ path: picture(name), animations: "disabled", ...options });
}
