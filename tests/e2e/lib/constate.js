// Assertions that wait. A page answers when it can: what is read right after a gesture may
// be what was there before it. These read again until it is so, and fail with what was read last.

import assert from "node:assert/strict";

/** How long something may take to become so: a slow machine, two browsers at once. */
const DELAI = 10_000;
const PAUSE = 50;

/**
 * The assertion of that name, asked again and again.
 * @param {"equal" | "notEqual" | "deepEqual" | "match" | "doesNotMatch" | "ok"} nom
 */
function quiAttend(nom) {
  return async function constater(lire, ...attendu) {
    const fin = Date.now() + DELAI;
    for (;;) {
      try {
        return assert[nom](await lire(), ...attendu);
      } catch (erreur) {
        if (Date.now() > fin) throw erreur;
      }
      await new Promise((suite) => setTimeout(suite, PAUSE));
    }
  };
}

/** What is read once it does not change any more: twice the same, a moment apart. */
export async function stable(lire, moment = 400) {
  const fin = Date.now() + DELAI;
  for (let lu = await lire(), avant; ; lu = await lire()) {
    if (JSON.stringify(lu) === avant) return lu;
    assert.ok(Date.now() < fin, `it never settles: ${JSON.stringify(lu)}`);
    avant = JSON.stringify(lu);
    await new Promise((suite) => setTimeout(suite, moment));
  }
}

/** As `assert`, given a function that reads the page instead of what it read. */
export const constate = {
  equal: quiAttend("equal"),
  notEqual: quiAttend("notEqual"),
  deepEqual: quiAttend("deepEqual"),
  match: quiAttend("match"),
  doesNotMatch: quiAttend("doesNotMatch"),
  ok: quiAttend("ok"),
};
