// Accessibility, as far as a program can see it. axe goes into open shadow roots by itself.

import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** No violation in what the page shows now; `state` names it in the message. */
export async function assertAccessible({ page }, state) {
  // One node of what passes is enough to know that it was looked at: naming them all takes
  // most of the time. So does the second page in which axe gathers what it finds in frames.
  const axe = new AxeBuilder({ page }).options({ runOnly: TAGS, resultTypes: ["violations"] });
  const { violations, passes } = await axe.setLegacyMode(page.frames().length === 1).analyze();
  const report = violations.map(({ id, help, nodes }) => {
    const places = nodes.map(({ target, failureSummary }) => `    ${target.flat().join(" » ")}: ${failureSummary.replace(/\s+/g, " ")}`);
    return `  ${id}: ${help}\n${places.join("\n")}`;
  });
  assert.equal(violations.length, 0, `${state}: axe finds\n${report.join("\n")}`);
  // A page where axe had nothing to look at would pass as well.
  assert.ok(passes.length > 0, `${state}: axe looked at nothing`);
}
