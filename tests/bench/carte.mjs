// Images per second while 500 communes are moved under a finger, on a screen of
// 360 × 640 at two and three pixels to one, the processor slowed four times.
// Usage: node carte.mjs [FOLDER], where FOLDER is the release of the page (dist by default).

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { startSite, DIST } from "../e2e/lib/site.js";
import { simulateur } from "../e2e/lib/simulateur.js";

const { chromium } = createRequire(new URL("../e2e/package.json", import.meta.url))("playwright-core");

const root = process.argv[2] ? resolve(process.argv[2]) + "/" : DIST;
/** Neighbours of one another around Reims and Charleville: 502 communes of two régions' worth of borders. */
const EPCI = [
  "CU du Grand Reims",
  "Ardenne Métropole",
  "Crêtes Préardennaises",
  "Pays Rethélois",
  "Argonne Ardennaise",
  "Epernay",
];
const SLOWED = 4;
const SECONDS = 5;

const weigh = (name) => {
  const bytes = readFileSync(root + name);
  const packed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  return `${name}: ${bytes.length} bytes, ${packed.length} in brotli`;
};
console.log(weigh("cpts-carte_bg.wasm"));
console.log(weigh("cpts-carte.js"));
const contours = readdirSync(`${root}contours`).map((f) => brotliCompressSync(readFileSync(`${root}contours/${f}`)).length).sort((a, b) => a - b);
console.log(`contours: ${contours.length} files, median ${contours[contours.length >> 1]} in brotli, largest ${contours.at(-1)}`);

const site = await startSite({ root });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"],
});

/** Moves the map in circles for some seconds, one move an image, and keeps the time of each image;
 * with `still`, nothing moves: what this machine gives at best, with all else that it does. */
async function pan(page, seconds, still = false) {
  return page.getByRole("application").evaluate(async (canvas, [seconds, still]) => {
    const { width, height } = canvas.getBoundingClientRect();
    const at = (t) => ({ x: width / 2 + 110 * Math.cos(t * 2), y: height / 2 + 110 * Math.sin(t * 2) });
    const send = (type, { x, y }) => {
      const box = canvas.getBoundingClientRect();
      canvas.dispatchEvent(new PointerEvent(type, { pointerId: 1, pointerType: "touch", button: 0, buttons: 1, bubbles: true, clientX: box.x + x, clientY: box.y + y }));
    };
    canvas.setPointerCapture = () => {};
    const image = () => new Promise(requestAnimationFrame);
    send("pointerdown", at(0));
    let before = await image();
    const start = before;
    const frames = [];
    while (before - start < seconds * 1000) {
      if (!still) send("pointermove", at((before - start) / 1000));
      const now = await image();
      frames.push(now - before);
      before = now;
    }
    send("pointerup", at(0));
    return frames;
  }, [seconds, still]);
}

/** Milliseconds of processor that the main thread has taken. */
async function processor(cdp) {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return 1000 * metrics.find((m) => m.name === "TaskDuration").value;
}

/** Moves the map and reports; the processor's own time does not depend on what else the machine does. */
async function measure(name, page, cdp, still = false) {
  const before = await processor(cdp);
  const frames = await pan(page, SECONDS, still);
  report(name, frames);
  const taken = ((await processor(cdp)) - before) / frames.length;
  console.log(`  main thread: ${taken.toFixed(2)} ms of processor an image`);
}

function report(name, frames) {
  const sorted = [...frames].sort((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))].toFixed(1);
  const mean = frames.reduce((a, b) => a + b, 0) / frames.length;
  console.log(`${name}: ${(1000 / mean).toFixed(1)} images a second; image p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms`);
}

for (const deviceScaleFactor of [2, 3]) {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, deviceScaleFactor, hasTouch: true, isMobile: true, locale: "fr-FR" });
  const page = await context.newPage();
  await page.goto(site.origin);
  const s = simulateur({ page });
  await s.pret();
  for (const nom of EPCI) {
    await s.recherche.fill(nom);
    await s.element.getByRole("option", { name: /communes/ }).first().click();
  }
  const cdp = await context.newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  const start = Date.now();
  await page.getByRole("button", { name: "Ouvrir la carte" }).click();
  await page.getByText(/La carte montre/).waitFor();
  await page.locator("#carte-avancement").waitFor({ state: "detached" });
  console.log(`\n${deviceScaleFactor} pixels to one, slowed ${SLOWED} times: opened in ${Date.now() - start} ms`);
  console.log((await page.locator("#carte-phrase").innerText()).replace(/\s+/g, " "));
  await page.getByRole("button", { name: "Agrandir" }).click();
  await page.waitForTimeout(500);
  await measure("nothing moves", page, cdp, true);
  await measure("whole perimeter", page, cdp);
  for (let i = 0; i < 3; i++) await page.getByRole("button", { name: "Zoomer", exact: true }).click();
  await page.waitForTimeout(300);
  await measure("three steps nearer", page, cdp);
  await context.close();
}
await browser.close();
await site.close();
