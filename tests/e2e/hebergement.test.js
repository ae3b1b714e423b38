// The ZIP for those who host the simulator themselves, unpacked in a folder of a
// folder of servers good and bad; verifier.html says what is wrong with each.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { readZip } from "./lib/archive.js";
import { assertAccessible } from "./lib/axe.js";
import { constate } from "./lib/constate.js";
import { plain, simulateur } from "./lib/simulateur.js";
import { DIST, POLICY } from "./lib/site.js";
import { assertNoSidewaysScroll, capture, captureEverywhere, findChromium, FLAGS } from "./lib/visit.js";

const FOLDER = "/outils/sante/simulateur-cpts/";
const TYPES = {
  html: "text/html; charset=utf-8",
  css: "text/css",
  js: "text/javascript",
  json: "application/json",
  wasm: "application/wasm",
  bin: "application/octet-stream",
  svg: "image/svg+xml",
  woff2: "font/woff2",
  png: "image/png",
  webmanifest: "application/manifest+json",
};
const HASHED = /(-[0-9a-f]{8,16}(_[a-z]+)?|integrer-[0-9.]+)\.(js|wasm)$/;

/** What a well kept server sends; `wrong` changes it. */
async function host(files, wrong = {}) {
  const { types = {}, policy = POLICY, missing = () => false, change = (_, body) => body, compress = true, cache, headers = {} } = wrong;
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://host").pathname;
    const name = path.startsWith(FOLDER) ? path.slice(FOLDER.length) || "index.html" : "";
    let body = files.get(`simulateur-cpts/${name}`);
    if (!body || missing(name)) return response.writeHead(404, { "Content-Type": "text/html" }).end("<h1>Introuvable</h1>");
    body = change(name, body);
    const extension = name.slice(name.lastIndexOf(".") + 1);
    const sent = {
      "Content-Type": { ...TYPES, ...types }[extension] ?? "application/octet-stream",
      "Cache-Control": cache ?? (HASHED.test(name) ? "public, max-age=31536000, immutable" : "no-cache"),
      "Access-Control-Allow-Origin": "*",
      ETag: `"${body.length}"`,
      ...(policy ? { "Content-Security-Policy": policy } : {}),
      ...headers,
    };
    if (compress && body.length > 1000 && extension !== "woff2") {
      body = gzipSync(body, { level: 1 });
      sent["Content-Encoding"] = "gzip";
    }
    response.writeHead(200, sent).end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${server.address().port}${FOLDER}`,
    close: () => (server.closeAllConnections(), new Promise((done) => server.close(done))),
  };
}

let browser;
let files;
before(async () => {
  const name = readdirSync(DIST).find((name) => /^simulateur-cpts-\d[\d.]*\.zip$/.test(name));
  assert.ok(name, "no ZIP in dist/: run `cargo xtask hebergement`");
  files = readZip(join(DIST, name));
  browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
});
after(() => browser?.close());

/** Opens a page of the archive on a server with that defect. */
function hosted(name, wrong, path, journey, contextOptions = {}) {
  test(name, { timeout: 120_000 }, async () => {
    const server = await host(files, wrong);
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "fr-FR", ...contextOptions });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const abroad = [];
    const complaints = [];
    page.on("request", (request) => !request.url().startsWith(server.url) && !/^(data|blob):/.test(request.url()) && abroad.push(request.url()));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    try {
      await page.goto(server.url + path);
      await journey({ page, complaints });
      assert.deepEqual(abroad, [], "requests outside the folder");
    } catch (error) {
      await capture({ page }, `echec-${name}`).catch(() => {});
      throw error;
    } finally {
      await context.close();
      await server.close();
    }
  });
}

/** What verifier.html ends by saying. */
async function verdict(page) {
  await page.locator("#actions").waitFor();
  const lines = {};
  for (const line of await page.locator("#lignes > li").all()) {
    const word = await line.locator(".mot").innerText();
    const title = plain((await line.locator("h3").innerText()).slice(word.length));
    lines[title] = { word, text: plain(await line.innerText()) };
  }
  return { title: plain(await page.locator("#verdict-titre").innerText()), lines };
}

/** Opens verifier.html on such a server. */
function checks(name, wrong, judge, contextOptions) {
  hosted(name, wrong, "verifier.html", async ({ page }) => judge(await verdict(page), page), contextOptions);
}

test("the archive holds what a webmaster needs", () => {
  const names = [...files.keys()].map((name) => name.replace(/^simulateur-cpts\//, ""));
  for (const name of [
    "LISEZMOI.txt",
    ".htaccess",
    "nginx.conf.exemple",
    "web.config",
    "verifier.html",
    "verifier.js",
    "index.html",
    "fichiers.json",
    "polices/LICENSE",
    "licences/LICENSE-MIT",
    "licences/NOTICE.md",
  ])
    assert.ok(names.includes(name), `no ${name}`);
  assert.ok(!names.some((name) => name.endsWith(".zip")), "an archive in the archive");
  // Every file of the page is listed with its size; what is only advice is not.
  const { fichiers, archives } = JSON.parse(files.get("simulateur-cpts/fichiers.json"));
  for (const { nom, taille } of fichiers) assert.equal(files.get(`simulateur-cpts/${nom}`)?.length, taille, nom);
  assert.deepEqual(archives, [], "the archive points to archives that are not in it");
  for (const [name, body] of files)
    if (/\.(html|js|css)$/.test(name)) assert.doesNotMatch(body.toString(), /\b(src|href|action)="\/(?!\/)/, `${name} has an absolute address`);
});

hosted("the simulator works from a folder of a folder", {}, "", async ({ page, complaints }) => {
  const s = simulateur({ page });
  await s.pret();
  await s.choisir("cambrai", /Cambrai/);
  await s.bilan.getByRole("heading", { name: /Cambrai/ }).waitFor();
  assert.deepEqual(complaints, []);
});

checks("a good server is told so", {}, async ({ title, lines }, page) => {
  assert.equal(title, "Votre hébergement convient");
  for (const [name, { word, text }] of Object.entries(lines)) assert.match(word, /Conforme|À savoir/, `${name}: ${text}`);
  assert.equal(lines["Compression"].word, "Conforme");
  assert.equal(lines["Sans réseau"].word, "Conforme");
  assert.match(lines["Le simulateur démarre"].text, /^Conforme.*prêt en \d+,\d s/);
  assert.equal(lines["Mémoire du navigateur (cache)"].word, "Conforme");
  await assertAccessible({ page }, "bon hébergement");
});

checks("wasm under a wrong type", { types: { wasm: "application/octet-stream" } }, ({ title, lines }) => {
  assert.match(title, /marche, mais/);
  const { word, text } = lines["Type des fichiers .wasm"];
  assert.equal(word, "À corriger");
  assert.match(text, /« application\/octet-stream »/);
  assert.match(text, /Que faire : .*AddType application\/wasm \.wasm/);
});

for (const [what, policy] of [
  ["refuses WebAssembly", "default-src 'self'; script-src 'self'"],
  ["refuses it by default-src alone", "default-src 'self'"],
])
  checks(`a policy that ${what}`, { policy }, ({ title, lines }) => {
    assert.match(title, /ne peut pas marcher/);
    const { word, text } = lines["Content-Security-Policy"];
    assert.equal(word, "Bloquant");
    assert.match(text, /script-src 'self' 'wasm-unsafe-eval'/);
  });

checks("a policy that refuses the page its own files", { policy: POLICY.replace("connect-src 'self'", "connect-src 'none'") }, ({ title, lines }) => {
  assert.match(title, /ne peut pas marcher/);
  assert.match(lines["Liste des fichiers"].text, /connect-src 'self'/);
});

checks("a policy that refuses the style sheets", { policy: POLICY.replace("style-src 'self'", "style-src 'none'") }, ({ lines }) => {
  assert.match(lines["Content-Security-Policy"].text, /style-src 'self'/);
});

checks("a policy that refuses the typeface", { policy: POLICY.replace("font-src 'self'", "font-src 'none'") }, ({ lines }) => {
  assert.match(lines["Content-Security-Policy"].text, /font-src 'self'/);
});

hosted("a policy that refuses every script is told without a script", { policy: "default-src 'none'; style-src 'self'" }, "verifier.html", async ({ page }) => {
  await constate.match(async () => plain(await page.locator("#verdict").innerText()), /n’a pas pu commencer.*script-src 'self' 'wasm-unsafe-eval'/);
});

checks("a missing file, then a missing folder", { missing: (name) => name === "adjacence.bin" || name.startsWith("contours/2") }, async ({ title, lines }, page) => {
  assert.match(title, /ne peut pas marcher/);
  assert.match(lines["Fichiers présents"].text, /^Bloquant.*fichiers manquent.*adjacence\.bin/);
  await assertAccessible({ page }, "mauvais hébergement");
  await assertNoSidewaysScroll({ page });
  await captureEverywhere({ page }, "verifier");
});

checks("files sent as text by FTP", { change: (name, body) => (name.endsWith(".bin") ? Buffer.from(body.toString("latin1").replaceAll("\n", "\r\n"), "latin1") : body) }, ({ lines }) => {
  assert.match(lines["Fichiers intacts"].text, /^Bloquant.*communes\.bin.*binaire/s);
});

checks("a file rewritten without a change of size", { change: (name, body) => (/_bg\.wasm$/.test(name) && name.startsWith("cpts-widget") ? Buffer.alloc(body.length) : body) }, ({ title, lines }) => {
  assert.match(title, /ne peut pas marcher/);
  assert.equal(lines["Fichiers intacts"].word, "Conforme");
  assert.match(lines["Le simulateur démarre"].text, /^Bloquant Le simulateur démarre Il ne démarre pas/);
});

checks("no compression", { compress: false }, ({ title, lines }) => {
  assert.match(title, /marche, mais/);
  assert.match(lines["Compression"].text, /^À corriger.*\.wasm.*mod_deflate/s);
});

checks("everything kept for a year", { cache: "public, max-age=31536000" }, ({ lines }) => {
  assert.match(lines["Mémoire du navigateur (cache)"].text, /^À corriger.*adjacence\.bin.*no-cache/s);
});

checks("frames refused by the old header, without a policy", { policy: null, headers: { "X-Frame-Options": "SAMEORIGIN" } }, ({ lines }) => {
  assert.match(lines["Affichage dans d’autres sites"].text, /^À corriger.*SAMEORIGIN.*frame-ancestors \*/s);
  assert.equal(lines["Content-Security-Policy"].word, "À savoir");
});

checks("frames refused by the policy", { policy: POLICY.replace("frame-ancestors *", "frame-ancestors 'none'") }, ({ lines }) => {
  assert.match(lines["Affichage dans d’autres sites"].text, /^À corriger.*'none'/s);
});

for (const [without, remedy] of [
  [["worker-src 'self'", "worker-src 'none'"], "worker-src 'self'"],
  [["; manifest-src 'self'", ""], "manifest-src 'self'"],
  [["trusted-types cpts-service", "trusted-types 'none'"], "trusted-types cpts-service"],
])
  checks(`a policy without ${remedy}`, { policy: POLICY.replace(...without) }, ({ lines }) => {
    assert.match(lines["Sans réseau"].text, new RegExp(`^À corriger.*${remedy}\\.`, "s"));
  });

checks("accents in another encoding", { types: { html: "text/html; charset=iso-8859-1" } }, ({ lines }) => {
  assert.match(lines["Accents"].text, /iso-8859-1.*utf-8/);
});

checks("the report is copied, and it fits in 320 px", {}, async (_, page) => {
  await page.getByRole("button", { name: "Copier le rapport" }).click();
  await page.locator("#annonce", { hasText: /copi/ }).waitFor();
  await constate.match(() => page.locator("#rapport").textContent(), /^Simulateur CPTS [\d.]+, vérification de http/);
  await assertNoSidewaysScroll({ page });
}, { viewport: { width: 320, height: 640 }, forcedColors: "active" });
