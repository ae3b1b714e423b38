// Visiting the page as a person would, with everything that it does written down.

import assert from "node:assert/strict";
import { accessSync, constants, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { constate } from "./constate.js";
import { startSite } from "./site.js";

const CAPTURES = fileURLToPath(new URL("../captures/", import.meta.url));

/** Whether somebody will look at the pictures of a run that goes well: `CPTS_CAPTURES=1`. */
const PHOTOGRAPHIER = process.env.CPTS_CAPTURES === "1";

/** How the browser is started. */
export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Letters as wide as on phones and on screens of high density; what has no window would draw them wider.
  "--font-render-hinting=none",
];

const CHROMIUMS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The whole browser of this machine: `CHROMIUM`, else the first one on the PATH. */
export const findChromium = () => findProgram(CHROMIUMS);

/** The engine without a window, which is faster, where there is one; else the whole browser. */
export const findHeadless = () => findProgram(["chromium-headless-shell", ...CHROMIUMS]);

function findProgram(names) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [process.env.CHROMIUM, ...paths].filter(Boolean).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  assert.ok(found, "no Chromium on the PATH: run `cargo xtask setup`, or set CHROMIUM to its path");
  return found;
}

/** Sizes at which the page is looked at. */
export const SIZES = {
  telephone: { width: 360, height: 800 },
  tablette: { width: 768, height: 1024 },
  bureau: { width: 1440, height: 900 },
};

/**
 * What a tester knows of one visit.
 * @typedef {object} Visit
 * @property {import("playwright-core").Page} page
 * @property {string[]} requests addresses asked for, in order
 * @property {string[]} complaints console errors, uncaught errors, policy violations
 * @property {string} origin
 */

/** Starts a browser and a site for the tests of a file, and stops them after. */
export function suite(siteOptions = {}) {
  const shared = {};
  before(async () => {
    shared.site = await startSite(siteOptions);
    shared.browser = await chromium.launch({ executablePath: findHeadless(), args: FLAGS });
  });
  after(async () => {
    await shared.browser?.close();
    await shared.site?.close();
  });

  /**
   * Defines a test that visits the page. At its end nothing may have gone to
   * another origin and nothing may have been complained of, unless `expected` says so.
   *
   * @param {string} name
   * @param {object} options of Playwright's contexts, and:
   *   `arrange(page)` runs before the page is opened; `path`; `expected`, patterns of allowed complaints
   * @param {(visit: Visit) => Promise<void>} journey
   */
  function visit(name, options, journey) {
    const { arrange, path = "/", expected = [], ...contextOptions } = options;
    test(name, { timeout: 120_000 }, async () => {
      const context = await shared.browser.newContext({
        viewport: SIZES.bureau,
        locale: "fr-FR",
        timezoneId: "Europe/Paris",
        // What the worker fetches and answers goes by the routes of no test: hors-ligne.test.js has it.
        serviceWorkers: "block",
        ...contextOptions,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const visit = { page, requests: [], complaints: [], origin: shared.site.origin };
      await listen(visit);
      try {
        await arrange?.(page);
        await page.goto(shared.site.origin + path);
        await journey(visit);
        assertAtHome(visit);
        assertQuiet(visit, expected);
      } catch (error) {
        await capture(visit, `echec-${name}`).catch(() => {});
        throw error;
      } finally {
        await context.close();
      }
    });
  }
  return visit;
}

async function listen(visit) {
  const { page, requests, complaints } = visit;
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()}`);
  });
  await page.exposeBinding("__violation", (_source, text) => complaints.push(`policy: ${text}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      globalThis.__violation(`${event.violatedDirective} refused ${event.blockedURI || "inline"}`);
    });
  });
}

/** Nothing was asked of another origin. */
export function assertAtHome({ requests, origin }) {
  const abroad = requests.filter((url) => !url.startsWith(`${origin}/`) && !/^(data|blob|about):/.test(url));
  assert.deepEqual(abroad, [], "requests to another origin");
}

/** Nothing was complained of, but for what `expected` allows. */
export function assertQuiet({ complaints }, expected = []) {
  const unexpected = complaints.filter((text) => !expected.some((pattern) => pattern.test(text)));
  assert.deepEqual(unexpected, [], "console errors, uncaught errors or policy violations");
}

/** The page is no wider than its window. */
export async function assertNoSidewaysScroll({ page }) {
  const beyond = () => page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
  await constate.equal(beyond, 0, "the page is wider than its window");
}

/** Where a picture of that name goes. */
export function picture(name) {
  mkdirSync(CAPTURES, { recursive: true });
  const plain = name.normalize("NFD").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return join(CAPTURES, `${plain}.png`);
}

/** Keeps a picture of the whole page in captures/, for a person to look at: of a failure always, of the rest where asked. */
export async function capture({ page }, name) {
  if (!PHOTOGRAPHIER && !name.startsWith("echec-")) return;
  await page.screenshot({ path: picture(name), fullPage: true, animations: "disabled" });
}

/** The same of what the window shows. */
export async function photograph(page, name) {
  if (PHOTOGRAPHIER) await page.screenshot({ path: picture(name), animations: "disabled" });
}

/** The whole page at every size, light and dark; gives the window its size back. */
export async function captureEverywhere(visit, name) {
  if (!PHOTOGRAPHIER) return;
  const { page } = visit;
  const size = page.viewportSize();
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    for (const [device, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      await capture(visit, `${name}-${device}-${colorScheme === "dark" ? "sombre" : "clair"}`);
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(size);
}
