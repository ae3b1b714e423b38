// A static server as strict as the strictest host: it sends the policy of
// csp.txt, exact media types, and compressed bodies.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const compress = promisify(gzip);

/** The release of the page. */
export const DIST = fileURLToPath(new URL("../../../dist/", import.meta.url));

/** What was compressed last of each file: the same bytes are asked for by every test. */
const compresses = new Map();

async function compresser(file, body) {
  const connu = compresses.get(file);
  if (connu?.body.equals(body)) return connu.petit;
  const petit = await compress(body);
  compresses.set(file, { body, petit });
  return petit;
}

const MEDIA_TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/** The policy, on one line. */
export const POLICY = readFileSync(new URL("../csp.txt", import.meta.url), "utf8")
  .split("\n")
  .map((line) => line.trim())
  .filter((line) => line && !line.startsWith("#"))
  .join("; ");

/**
 * Serves a folder on a free port of this machine, or on the port of a site that was closed.
 * @param {{ root?: string | (() => string), policy?: string | null, more?: (path: string) => Record<string, string>,
 *   port?: number, base?: string, compress?: boolean, before?: (path: string, response: object, body: Buffer) => boolean | Promise<boolean> }} options
 *   `policy: null` sends none; `more` gives further headers for a path; `base` is the folder that is served;
 *   `before` may answer in its own way, and says so
 */
export async function startSite({ root = DIST, policy = POLICY, more = () => ({}), port = 0, base = "/", compress: small = true, before } = {}) {
  const server = createServer(async (request, response) => {
    const asked = decodeURIComponent(new URL(request.url, "http://site").pathname);
    const path = asked.startsWith(base) ? asked.slice(base.length - 1) : "/..";
    const folder = typeof root === "function" ? root() : root;
    const file = normalize(join(folder, path.endsWith("/") ? `${path}index.html` : path));
    const headers = { "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", ...more(path) };
    if (policy) headers["Content-Security-Policy"] = policy;
    let body;
    try {
      if (!file.startsWith(normalize(folder + sep))) throw new Error("outside");
      body = await readFile(file);
    } catch {
      response.writeHead(404, { ...headers, "Content-Type": "text/plain" }).end("not found");
      return;
    }
    if (await before?.(path, response, body)) return;
    headers["Content-Type"] = MEDIA_TYPES[extname(file)] ?? "application/octet-stream";
    if (small && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "") && body.length > 1000) {
      body = await compresser(file, body);
      headers["Content-Encoding"] = "gzip";
    }
    response.writeHead(200, { ...headers, "Content-Length": body.length }).end(body);
  });
  await new Promise((done, failed) => server.once("error", failed).listen(port, "127.0.0.1", done));
  return {
    port: server.address().port,
    origin: `http://127.0.0.1:${server.address().port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
