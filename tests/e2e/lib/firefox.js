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
