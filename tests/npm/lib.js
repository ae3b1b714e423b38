// The package that `cargo xtask npm` built, and where things are.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const PACKAGE = fileURLToPath(new URL("../../dist/npm/", import.meta.url));
assert.ok(existsSync(`${PACKAGE}package.json`), "no package in dist/npm: run `cargo xtask npm`");

export const MANIFEST = JSON.parse(readFileSync(`${PACKAGE}package.json`, "utf8"));

/** Bytes of a data file of the package. */
export const data = (name) => readFileSync(`${PACKAGE}data/${name}`);

/** The projects of the scenarios, and the bilans that the command line gives of them. */
export const SCENARIOS = JSON.parse(readFileSync(new URL("../scenarios/scenarios.json", import.meta.url), "utf8"));
