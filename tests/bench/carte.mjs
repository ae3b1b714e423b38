// Images per second while 500 communes are moved and zoomed under the fingers, on a
// screen of 360 × 640 at two and three pixels to one, the processor slowed four times.
// Usage: node carte.mjs [FOLDER] [TIMES] [DENSITIES], where FOLDER is the release of the page (dist by default).
//
// The fingers are real to the browser (touches told to it from outside, not events made
// by the page), and an image is counted when the browser has displayed it. Slowing only
// concerns the main thread of the page, and other programs take their part of the machine:
// so a page that only scrolls a picture, under a wheel, is measured in between, and with each
// figure what of the machine was left to spare: without any, it tells of the others.

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, loadavg } from "node:os";
import { resolve } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { startSite, DIST } from "../e2e/lib/site.js";
import { simulateur } from "../e2e/lib/simulateur.js";

const { chromium } = createRequire(new URL("../e2e/package.json", import.meta.url))("playwright-core");

const root = process.argv[2] ? resolve(process.argv[2]) + "/" : DIST;
const times = Number(process.argv[3] ?? 3);
const densities = (process.argv[4] ?? "2,3").split(",").map(Number);
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
/** Strokes of a finger, in pixels: they come back to where they began. */
const STROKES = [[-150, 60], [150, 110], [110, -150], [-110, -20]];
const SPEED = 240;

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
const tracer = await browser.newBrowserCDPSession();
const load = () => loadavg()[0].toFixed(1);
console.log(`Chromium ${browser.version()} without graphics card, ${cpus().length} × ${cpus()[0].model.trim()}, load ${load()}`);

/** When images were displayed during a gesture, in milliseconds, from the first to the last move of the page's own. */
async function displayed(gesture) {
  const events = [];
  const keep = ({ value }) => events.push(...value);
  tracer.on("Tracing.dataCollected", keep);
  await tracer.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["disabled-by-default-display.framedisplayed", "blink.user_timing"] },
  });
  await gesture();
  const complete = new Promise((done) => tracer.once("Tracing.tracingComplete", done));
  await tracer.send("Tracing.end");
  await complete;
  tracer.off("Tracing.dataCollected", keep);
  const at = (name) => events.filter((e) => e.name === name).map((e) => e.ts / 1000).sort((a, b) => a - b);
  const moves = at("bouge");
  return at("Display::FrameDisplayed").filter((t) => t >= moves[0] && t <= moves.at(-1) + 34);
}

/** Milliseconds of processor that the main thread has taken. */
async function processor(cdp) {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return 1000 * metrics.find((m) => m.name === "TaskDuration").value;
}

/** Time of all processors since the machine started, and what of it they did nothing. */
const machine = () =>
  cpus().reduce(([all, idle], { times }) => [all + Object.values(times).reduce((a, b) => a + b, 0), idle + times.idle], [0, 0]);

/** Makes gestures one after the other: their intervals between images, what each image cost the
 * main thread, and how much of the machine was left to spare. */
async function measure(cdp, gestures) {
  const intervals = [];
  const before = await processor(cdp);
  const [all, idle] = machine();
  for (const gesture of gestures) {
    const images = await displayed(gesture);
    for (let i = 1; i < images.length; i++) intervals.push(images[i] - images[i - 1]);
  }
  const cost = ((await processor(cdp)) - before) / intervals.length;
  const [allAfter, idleAfter] = machine();
  const sum = intervals.reduce((a, b) => a + b, 0);
  return { rate: (1000 * intervals.length) / sum, intervals, cost, spare: (idleAfter - idle) / (allAfter - all) };
}

function report(name, runs) {
  const all = runs.flatMap((r) => r.intervals).sort((a, b) => a - b);
  const at = (part) => all[Math.min(all.length - 1, Math.floor(part * all.length))].toFixed(1);
  const rates = runs.map((r) => `${r.rate.toFixed(1)} (${Math.round(100 * r.spare)} % spare)`).join(", ");
  const late = all.filter((t) => t > 25).length;
  const cost = runs.map((r) => r.cost).sort((a, b) => a - b)[runs.length >> 1];
  console.log(
    `${name}: ${rates} images a second; an image p50 ${at(0.5)} ms, p95 ${at(0.95)}, worst ${at(1)}; ` +
      `${late} late of ${all.length}; main thread ${cost.toFixed(1)} ms of processor an image`,
  );
}

const drag = (cdp, { x, y }) =>
  STROKES.map(([xDistance, yDistance]) => () =>
    cdp.send("Input.synthesizeScrollGesture", { x, y, xDistance, yDistance, speed: SPEED, preventFling: true, gestureSourceType: "touch" }));
const scroll = (cdp) =>
  [-180, 180, -180, 180].map((yDistance) => () =>
    cdp.send("Input.synthesizeScrollGesture", { x: 180, y: 320, yDistance, speed: SPEED, preventFling: true, gestureSourceType: "mouse" }));
const pinch = (cdp, { x, y }) =>
  [2.5, 0.4].map((scaleFactor) => async () => {
    await cdp.send("Input.synthesizePinchGesture", { x, y, scaleFactor, relativeSpeed: 220, gestureSourceType: "touch" });
  });

async function open(deviceScaleFactor) {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, deviceScaleFactor, hasTouch: true, isMobile: true, locale: "fr-FR" });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  return { context, page, cdp };
}

for (const deviceScaleFactor of densities) {
  const temoin = await open(deviceScaleFactor);
  await temoin.page.setContent(`<!doctype html><meta name="viewport" content="width=device-width"><body style="margin:0"><canvas width="360" height="3000" style="display:block"></canvas>`);
  await temoin.page.evaluate(() => {
    const c = document.querySelector("canvas").getContext("2d");
    for (let i = 0; i < 2000; i++) {
      c.fillStyle = `hsl(${i * 7}, 50%, 60%)`;
      c.fillRect((i * 97) % 360, (i * 53) % 3000, 40, 30);
    }
    scrollTo(0, 900);
    addEventListener("scroll", () => performance.mark("bouge"));
  });
  await temoin.cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });

  const { context, page, cdp } = await open(deviceScaleFactor);
  await page.goto(site.origin);
  const s = simulateur({ page });
  await s.pret();
  for (const nom of EPCI) {
    await s.recherche.fill(nom);
    await s.element.getByRole("option", { name: /communes/ }).first().click();
  }
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  const start = Date.now();
  await page.getByRole("button", { name: "Ouvrir la carte" }).click();
  await page.getByText(/La carte montre/).waitFor();
  await page.locator("#carte-avancement").waitFor({ state: "detached" });
  console.log(`\n${deviceScaleFactor} pixels to one, slowed ${SLOWED} times: opened in ${Date.now() - start} ms`);
  console.log((await page.locator("#carte-phrase").innerText()).replace(/\s+/g, " "));
  await page.evaluate(() => addEventListener("pointermove", () => performance.mark("bouge"), true));
  const toile = page.getByRole("application");
  const middle = async () => {
    const { x, y, width, height } = await toile.boundingBox();
    return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
  };

  const runs = {};
  const add = async (name, cdp, gestures) => (runs[name] ??= []).push(await measure(cdp, gestures));
  for (let i = 0; i < times; i++) {
    await temoin.page.bringToFront();
    await add("witness, a picture that scrolls", temoin.cdp, scroll(temoin.cdp));
    await page.bringToFront();
    await toile.scrollIntoViewIfNeeded();
    await add("in the page, two fingers zoom", cdp, pinch(cdp, await middle()));
    await page.getByRole("button", { name: "Recentrer" }).click();
    await page.getByRole("button", { name: "Agrandir" }).click();
    await page.waitForTimeout(600);
    await add("whole perimeter, one finger", cdp, drag(cdp, await middle()));
    await add("whole perimeter, two fingers zoom", cdp, pinch(cdp, await middle()));
    await page.getByRole("button", { name: "Recentrer" }).click();
    for (let n = 0; n < 3; n++) await page.getByRole("button", { name: "Zoomer", exact: true }).click();
    await page.waitForTimeout(600);
    await add("three steps nearer, one finger", cdp, drag(cdp, await middle()));
    await page.getByRole("button", { name: "Recentrer" }).click();
    await page.getByRole("button", { name: "Réduire" }).click();
    await page.waitForTimeout(300);
  }
  for (const [name, of] of Object.entries(runs)) report(name, of);
  // What does not depend on what else the machine does: the processor's time, not slowed.
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await page.getByRole("button", { name: "Agrandir" }).click();
  await page.waitForTimeout(600);
  const { cost } = await measure(cdp, drag(cdp, await middle()));
  console.log(`not slowed, one finger: main thread ${cost.toFixed(2)} ms of processor an image`);
  console.log(`load ${load()}`);
  await context.close();
  await temoin.context.close();
}
await browser.close();
await site.close();
