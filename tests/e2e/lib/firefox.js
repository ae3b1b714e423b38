// The other browser of the tests.

import assert from "node:assert/strict";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Firefox on this machine: `FIREFOX`, else the first one on the PATH. */
export function findFirefox() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const paths = ["firefox-esr", "firefox"].flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [process.env.FIREFOX, ...paths].filter(Boolean).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  assert.ok(found, "no Firefox on the PATH: run `cargo xtask setup`, or set FIREFOX to its path");
  return found;
}

/**
 * Clicks what a function finds in the page, once it is there and keeps its place: a list
 * that is still being written would give another line to the pointer.
 * @param {import("puppeteer-core").Page | import("puppeteer-core").Frame} cadre
 * @param {(...args: unknown[]) => Element | undefined} trouver runs in the page
 */
export async function cliquer(cadre, trouver, ...args) {
  const voir = async () => {
    const element = (await cadre.waitForFunction(trouver, {}, ...args)).asElement();
    return { element, place: JSON.stringify(await element.boundingBox()) };
  };
  for (let vu = await voir(); ; ) {
    const avant = vu;
    await new Promise((suite) => setTimeout(suite, 50));
    vu = await voir();
    const meme = await cadre.evaluate((a, b) => a === b, avant.element, vu.element);
    if (meme && vu.place !== "null" && vu.place === avant.place) return vu.element.click();
  }
}
