// Takes the pictures of docs/integration.md from the pages of dist/:
//   node images-integration.mjs

import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { simulateur } from "./lib/simulateur.js";
import { startSite } from "./lib/site.js";
import { findChromium, FLAGS } from "./lib/visit.js";

const vers = (nom) => fileURLToPath(new URL(`../../docs/images/${nom}.png`, import.meta.url));
const ADRESSE = "https://simulateur.exemple.org/";

const site = await startSite();
const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });

async function ouvrir(chemin, viewport) {
  const page = await browser.newPage({ viewport, locale: "fr-FR" });
  await page.goto(site.origin + chemin);
  return page;
}

{
  const page = await ouvrir("/integration.html", { width: 1200, height: 900 });
  await page.locator("#code", { hasText: /./ }).waitFor();
  await page.getByLabel("Région").selectOption("53");
  await page.getByRole("textbox", { name: "Couleur de votre site" }).fill("#8a2e5d");
  await page.getByText("Autres réglages").click();
  await page.getByLabel("Adresse du simulateur").fill(ADRESSE);
  await page.getByText("Autres réglages").click();
  await page.evaluate(() => (document.activeElement.blur(), scrollTo(0, 0)));
  await page.screenshot({ path: vers("integration"), clip: { x: 0, y: 60, width: 1200, height: 800 }, animations: "disabled" });

  await page.getByRole("radio", { name: /QR code/ }).check();
  await page.locator("#code", { hasText: /<svg/ }).waitFor();
  await page.locator("#scene .carte").screenshot({ path: vers("carte"), animations: "disabled" });
  await page.close();
}
{
  const page = await ouvrir("/integration.html", { width: 760, height: 1000 });
  await page.locator("#code", { hasText: /./ }).waitFor();
  await page.getByRole("radio", { name: /Directement/ }).check();
  await page.getByRole("textbox", { name: "Couleur de votre site" }).fill("#8a2e5d");
  const s = simulateur({ page });
  await s.pret();
  await s.choisir("cambrai", /CA de Cambrai|agglomération de Cambrai/);
  await s.bilan.getByRole("heading", { name: /Cambrai/ }).waitFor();
  await page.evaluate(() => document.activeElement.blur());
  const bilan = await s.bilan.boundingBox();
  const haut = await page.evaluate(() => scrollY);
  await page.screenshot({ path: vers("element"), fullPage: true, clip: { x: bilan.x - 8, y: bilan.y + haut - 8, width: bilan.width + 16, height: 560 }, animations: "disabled" });
  await page.close();
}
{
  const page = await browser.newPage({ viewport: { width: 760, height: 620 }, locale: "fr-FR" });
  await page.route("**/communes.bin", (route) => route.fulfill({ status: 404 }));
  await page.goto(`${site.origin}/verifier.html`);
  await page.locator("#actions").waitFor();
  await page.screenshot({ path: vers("verifier"), animations: "disabled" });
}

await browser.close();
await site.close();
