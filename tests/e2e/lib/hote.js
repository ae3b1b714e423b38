// Host pages: sites of other people, which show the simulator. The simulator is on
// one origin (127.0.0.1), the hosts on another (localhost), each page with its own
// headers.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { startSite } from "./site.js";
import { assertQuiet, capture, findHeadless, FLAGS, SIZES } from "./visit.js";

const lire = (fichier) => JSON.parse(readFileSync(new URL(`../../../${fichier}`, import.meta.url), "utf8"));

/** What web/element.json declares. */
export const ELEMENT = lire("web/element.json");
/** What web/csp.json says a host must allow. */
export const CSP = lire("web/csp.json");

/**
 * A policy of a strict host, in which a form is allowed as web/csp.json says.
 * @param {string | null} nom the form, or nothing allowed
 * @param {Record<string, string>} autres directives of the host's own
 */
export function politique(nom, origine, autres = {}) {
  const directives = { "default-src": "'none'", "base-uri": "'none'", "form-action": "'none'", ...autres };
  const ajouts = nom ? CSP.formes.find((forme) => forme.nom === nom).directives : {};
  for (const [directive, sources] of Object.entries(ajouts)) {
    directives[directive] = `${directives[directive] ?? ""} ${sources.replaceAll("{origine}", origine)}`.trim();
  }
  return Object.entries(directives)
    .map((paire) => paire.join(" "))
    .join("; ");
}

/** Starts a server whose pages are made as they are needed. */
export async function startHotes() {
  const pages = new Map();
  const server = createServer((request, response) => {
    const page = pages.get(request.url.split("?")[0]);
    if (!page) return response.writeHead(request.url === "/favicon.ico" ? 204 : 404).end();
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", ...page.headers });
    response.end(page.html);
  });
  await new Promise((done, failed) => server.once("error", failed).listen(0, "127.0.0.1", done));
  return {
    origin: `http://localhost:${server.address().port}`,
    /** @returns {string} the path of the new page */
    publier(html, headers = {}, type = "") {
      const chemin = `/page-${pages.size}${type}`;
      pages.set(chemin, { html, headers });
      return chemin;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** A page of an ordinary site. */
export const page = (corps, tete = "") => `<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Union régionale</title>${tete}</head><body><main><h1>Union régionale</h1>${corps}</main></body></html>`;

/**
 * The tests of a file about host pages.
 *
 * `hote(name, options, journey)` opens a page and runs the journey. Options are those of
 * Playwright's contexts, and: `html(s)` and `headers(s)`, given the origin of the simulator;
 * `expected`, patterns of allowed complaints; `arrange(page)`, before the page is opened.
 */
export function hotes(siteOptions = {}) {
  const partage = {};
  before(async () => {
    const more = () => ({ ...CSP.serveur.entetes });
    partage.site = await startSite({ more, ...siteOptions });
    partage.hotes = await startHotes();
    partage.browser = await chromium.launch({ executablePath: findHeadless(), args: FLAGS });
  });
  after(async () => {
    await partage.browser?.close();
    await partage.hotes?.close();
    await partage.site?.close();
  });

  return function hote(name, options, journey) {
    const { html, headers = () => ({}), expected = [], arrange, ...contextOptions } = options;
    test(name, { timeout: 120_000 }, async () => {
      const s = partage.site.origin;
      const context = await partage.browser.newContext({
        viewport: SIZES.bureau,
        locale: "fr-FR",
        timezoneId: "Europe/Paris",
        // What the worker fetches and answers goes by the routes of no test: hors-ligne.test.js has it.
        serviceWorkers: "block",
        ...contextOptions,
      });
      const onglet = await context.newPage();
      onglet.setDefaultTimeout(20_000);
      const v = { page: onglet, s, hotes: partage.hotes, requests: [], complaints: [], warnings: [] };
      onglet.on("request", (request) => v.requests.push(request.url()));
      onglet.on("pageerror", (error) => v.complaints.push(`uncaught: ${error.message}`));
      onglet.on("console", (message) => {
        if (message.type() === "error") v.complaints.push(`console: ${message.text()}`);
        if (message.type() === "warning") v.warnings.push(message.text());
      });
      try {
        await arrange?.(onglet, v);
        await onglet.goto(partage.hotes.origin + partage.hotes.publier(html(s, partage.hotes), headers(s)));
        await journey(v);
        const ailleurs = v.requests.filter(
          (url) => ![s, partage.hotes.origin].some((o) => url.startsWith(`${o}/`)) && !/^(data|blob|about):/.test(url),
        );
        assert.deepEqual(ailleurs, [], "requests to a third party");
        assertQuiet(v, expected);
      } catch (error) {
        await capture(v, `echec-${name}`).catch(() => {});
        throw error;
      } finally {
        await context.close();
      }
    });
  };
}
