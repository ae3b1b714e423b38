// The plugin from its installation to its removal, on a site of its own.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { constate } from "../e2e/lib/constate.js";
import { simulateur } from "../e2e/lib/simulateur.js";
import { COLLE, assertAccessible, assertAtHome, assertQuiet, capture, installPlugin, logIn, open, savePost, startBrowser } from "./lib/visite.js";
import { ADMIN, ZIP, startWordPress } from "./lib/wordpress.js";

const CAMBRAI = /Communauté d.agglomération de Cambrai|CA de Cambrai/;

let site;
let browser;
let webmestre;

before(async () => {
  [site, browser] = await Promise.all([startWordPress(), startBrowser()]);
  webmestre = await open(browser);
  await logIn(webmestre, site, ADMIN);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

const DECLARATION = JSON.parse(readFileSync(new URL("../../web/element.json", import.meta.url), "utf8"));

/** Publishes a page; gives its address. */
function publish(title, content) {
  return site.php(`return get_permalink(wp_insert_post([
    'post_type' => 'page', 'post_status' => 'publish', 'post_title' => ${JSON.stringify(title)}, 'post_content' => wp_slash(${JSON.stringify(content)}),
  ]));`);
}

/** What a visitor does: a commune, and the bilan says its figures. */
async function essayer(visit) {
  const s = simulateur(visit);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  await s.bilan.getByRole("heading", { name: CAMBRAI }).waitFor();
  await constate.equal(() => s.chiffre("Taille"), "3");
  await constate.match(() => s.chiffre("Maximum par an"), /^\d{3} \d{3} €$/);
  return s;
}

test("the ZIP is uploaded and activated", { timeout: 120_000 }, async () => {
  await installPlugin(webmestre, site.url, ZIP);
  const row = webmestre.page.locator("tr[data-plugin^=simulateur-cpts]").first();
  await row.getByRole("link", { name: /Deactivate/ }).waitFor();
  await row.getByRole("link", { name: "Réglages" }).waitFor();
  await constate.equal(() => webmestre.page.locator(".notice-error").count(), 0);
});

test("every PHP file can be read by PHP", () => {
  const files = site.php("return array_map('strval', iterator_to_array(new RegexIterator(new RecursiveIteratorIterator(new RecursiveDirectoryIterator(WP_PLUGIN_DIR . '/simulateur-cpts')), '/\\\\.php$/'), false));");
  assert.ok(files.length > 10, files.join());
  for (const file of files) assert.equal(spawnSync("php", ["-l", file]).status, 0, file);
});

test("a page with the shortcode: a commune is added, the bilan appears", { timeout: 120_000 }, async () => {
  const address = publish("Votre projet de CPTS", '<!-- wp:shortcode -->[cpts_simulateur region="Hauts-de-France" largeur="large"]<!-- /wp:shortcode -->');
  const visit = await open(browser);
  await visit.page.goto(address);
  const element = visit.page.locator("cpts-simulateur");
  await constate.equal(() => element.getAttribute("region"), "32");
  await essayer(visit);
  assertQuiet(visit);
  assertAtHome(visit, site);
  await assertAccessible(visit, ".simulateur-cpts");
  // Themes give 1200 px at most to what is wide: the key figures fit in that.
  const [edge, figures] = await visit.page.locator("cpts-simulateur .cles").evaluate((cles) => [
    cles.getBoundingClientRect().right - parseFloat(getComputedStyle(cles).paddingInlineEnd),
    Math.max(...[...cles.querySelectorAll(".cle *")].map((node) => node.getBoundingClientRect().right)),
  ]);
  assert.ok(figures <= edge + 1, `the key figures end at ${figures} px, their sheet at ${edge} px`);
  await visit.page.evaluate(() => scrollTo(0, 0));
  await capture(visit.page, "wordpress-code-court-1280", { fullPage: true });
  await capture(visit.page, "wordpress-code-court-1280-haut");
  await visit.page.setViewportSize({ width: 360, height: 800 });
  await capture(visit.page, "wordpress-code-court-360", { fullPage: true });
  const [content, window] = await visit.page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(content <= window, `the page is ${content} px wide in a window of ${window} px`);
  await visit.close();
});

test("the settings are saved by a person, and hold for every page", { timeout: 120_000 }, async () => {
  const { page } = webmestre;
  const csv = fileURLToPath(new URL("../couverture/exemple.csv", import.meta.url));
  site.php(`wp_mkdir_p(WP_CONTENT_DIR . '/uploads'); return file_put_contents(WP_CONTENT_DIR . '/uploads/cpts.csv', base64_decode('${readFileSync(csv, "base64")}'));`);
  await page.goto(`${site.url}/wp-admin/options-general.php?page=simulateur-cpts`);
  await page.getByLabel("Région").selectOption({ label: "Bretagne" });
  await page.getByRole("button", { name: "Select Color" }).click();
  await page.locator(".wp-picker-input-wrap input[type=text]").fill("#8a1538");
  await page.getByLabel("Fond").selectOption("clair");
  await page.getByLabel("Page de contact").fill("/contact/");
  await page.getByLabel("Fichier des CPTS existantes").fill("/urps/wp-content/uploads/cpts.csv");
  await page.getByLabel("Montants").selectOption({ label: "Masqués" });
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.locator("#setting-error-settings_updated").waitFor();
  assert.deepEqual(site.php("return get_option('simulateur_cpts');"), {
    "region": "53",
    "couleur": "#8a1538",
    "theme": "clair",
    "contact-url": "/contact/",
    "couverture": "/urps/wp-content/uploads/cpts.csv",
    "masquer-montants": "oui",
  });

  // A wrong value is refused with a sentence, and loses nothing.
  await page.getByLabel("Fichier de configuration").fill("javascript:alert(1)");
  await page.getByLabel("Département").fill("Ille-et-Vilaine");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  const errors = page.locator(".settings-error.notice-error");
  await constate.match(() => errors.nth(0).innerText(), /Département.*35, 2A, 974/);
  await constate.match(() => errors.nth(1).innerText(), /Fichier de configuration.*https:/);
  assert.equal(site.php("return get_option('simulateur_cpts')['couleur'];"), "#8a1538");

  // The hosting is looked at, and the preview is the simulator.
  await page.getByRole("button", { name: "Vérifier maintenant" }).click();
  await page.locator("#simulateur-cpts-verdict").getByText(/Tout est bien|Tout arrive/).waitFor();
  const apercu = page.frameLocator("iframe.simulateur-cpts-apercu");
  await page.locator("iframe.simulateur-cpts-apercu").scrollIntoViewIfNeeded();
  await apercu.getByRole("heading", { name: /Quel territoire/ }).waitFor();
  await constate.equal(() => apercu.locator("cpts-simulateur").getAttribute("region"), "53");
  await page.goto(`${site.url}/wp-admin/options-general.php?page=simulateur-cpts`);
  await page.locator("iframe.simulateur-cpts-apercu").scrollIntoViewIfNeeded();
  await apercu.getByRole("heading", { name: /Quel territoire/ }).waitFor();
  await capture(page, "wordpress-reglages", { fullPage: true });
  await assertAccessible(webmestre, "#wpbody-content .wrap");

  // The simulator follows them.
  const visit = await open(browser);
  await visit.page.goto(publish("Réglages du site", "[cpts_simulateur]"));
  const s = simulateur(visit);
  await s.pret();
  await s.choisir("cambrai", CAMBRAI);
  await s.bilan.getByRole("heading", { name: CAMBRAI }).waitFor();
  await constate.doesNotMatch(() => s.bilan.innerText(), /\d\s*€/);
  const accent = await s.element.evaluate((element) => getComputedStyle(element).getPropertyValue("--accent").trim());
  assert.equal(accent, "#8a1538");
  await capture(visit.page, "wordpress-reglages-suivis", { fullPage: true });
  await visit.close();

  // A page takes them, and may change one for itself.
  const attributes = async (content) => {
    const visit = await open(browser);
    await visit.page.goto(publish("Essai", content));
    const found = await visit.page.locator("cpts-simulateur").evaluateAll((all) => all.map((element) => Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]))));
    await visit.close();
    return found;
  };
  const duSite = { region: "53", couleur: "#8a1538", theme: "clair", "contact-url": "/contact/", couverture: "/urps/wp-content/uploads/cpts.csv", "masquer-montants": "" };
  const { "masquer-montants": _, ...montre } = duSite;
  await constate.deepEqual(() => attributes("[cpts_simulateur]"), [duSite]);
  await constate.deepEqual(() => attributes('[cpts_simulateur region="Corse" masquer_montants="non"]'), [{ ...montre, region: "94" }]);
  await constate.deepEqual(() => attributes('[cpts_simulateur region="" masquer-montants]\n\n[cpts_simulateur theme="sombre"]'), [
    (({ region: __, ...reste }) => reste)(duSite),
    { ...duSite, theme: "sombre" },
  ]);
});

test("every attribute that the element declares goes through the shortcode and the block", { timeout: 120_000 }, async () => {
  const exemples = { texte: "29", couleur: "#0b6b5d", adresse: "/urps/fichier" };
  const values = Object.fromEntries(DECLARATION.attributs.map(({ nom, type, valeurs }) => [nom, type === "drapeau" ? "oui" : (valeurs?.at(-1) ?? exemples[type])]));
  values.region = "94";
  const expected = { ...values };
  for (const { nom, type } of DECLARATION.attributs) if (type === "drapeau") expected[nom] = "";
  const camel = (nom) => nom.replace(/-[a-z]/g, (lettre) => lettre[1].toUpperCase());
  const shortcode = `[cpts_simulateur ${Object.entries(values).map(([nom, valeur]) => `${nom}="${valeur}"`).join(" ")}]`;
  const block = `<!-- wp:simulateur-cpts/simulateur ${JSON.stringify(Object.fromEntries(Object.entries(values).map(([nom, valeur]) => [camel(nom), valeur])))} /-->`;
  const visit = await open(browser, { javaScriptEnabled: false });
  await visit.page.goto(publish("Tous les attributs", `${shortcode}\n\n${block}`));
  const found = visit.page.locator("cpts-simulateur");
  await constate.equal(() => found.count(), 2);
  for (const i of [0, 1]) {
    const attributes = await found.nth(i).evaluate((element) => Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])));
    assert.deepEqual(attributes, expected);
  }
  await visit.close();
});

test("nobody else may change the settings, nor without the form", { timeout: 120_000 }, async () => {
  const before = site.php("return get_option('simulateur_cpts');");
  site.php("return wp_insert_user(['user_login' => 'redactrice', 'user_pass' => 'Phares-et-balises-56', 'user_email' => 'r@example.org', 'role' => 'editor']);");
  const editor = await open(browser);
  await logIn(editor, site, { login: "redactrice", password: "Phares-et-balises-56" });
  const refused = await editor.page.goto(`${site.url}/wp-admin/options-general.php?page=simulateur-cpts`);
  assert.equal(refused.status(), 403);
  // The preview is for those who write; its address alone does not open it.
  const apercu = await editor.page.request.get(`${site.url}/wp-admin/admin-post.php?action=simulateur_cpts_apercu`);
  assert.equal(apercu.status(), 403);
  const form = { option_page: "simulateur-cpts", action: "update", "simulateur_cpts[region]": "11" };
  for (const visit of [editor, webmestre]) {
    const response = await visit.page.request.post(`${site.url}/wp-admin/options.php`, { form });
    assert.equal(response.status(), 403);
  }
  assert.deepEqual(site.php("return get_option('simulateur_cpts');"), before);
  await editor.close();
});

test("wrong attributes are dropped, and told to those who can put them right", { timeout: 120_000 }, async () => {
  const address = publish("Fautes", '[cpts_simulateur region="Armorique" couleur="&#34; onclick=&#34;alert(1)" couverture="javascript:alert(1)" hauteur="3" theme=\'"><script>alert(1)</script>\']');
  const visitor = await open(browser);
  await visitor.page.goto(address);
  const element = visitor.page.locator("cpts-simulateur");
  await element.getByRole("heading", { name: /Quel territoire/ }).waitFor();
  for (const name of ["onclick", "hauteur"]) await constate.equal(() => element.getAttribute(name), null);
  // The site's own values stand instead.
  await constate.equal(() => element.getAttribute("region"), "53");
  await constate.equal(() => element.getAttribute("couverture"), "/urps/wp-content/uploads/cpts.csv");
  await constate.equal(() => visitor.page.locator(".simulateur-cpts-avis").count(), 0);
  await visitor.close();

  await webmestre.page.goto(address);
  const told = await webmestre.page.locator(".simulateur-cpts-avis").innerText();
  for (const wanted of [/Armorique.*nom de la région/, /couleur/, /couverture/, /hauteur.*n’existe pas/]) assert.match(told, wanted);
});

test("without JavaScript there is a link to the simulator's own page; a feed has a link too", { timeout: 120_000 }, async () => {
  const address = publish("Sans script", "[cpts_simulateur]");
  const visit = await open(browser, { javaScriptEnabled: false });
  await visit.page.goto(address);
  const link = visit.page.getByRole("link", { name: "Ouvrir le simulateur CPTS" });
  await link.waitFor();
  await constate.match(() => visit.page.content(), /<noscript><p>Le simulateur a besoin de JavaScript/);
  await constate.equal(() => visit.page.locator("script[data-wasm]").count(), 1);
  const alone = await open(browser);
  await alone.page.goto(await link.evaluate((a) => a.href));
  await essayer(alone);
  await alone.close();
  await visit.close();

  site.php("return wp_insert_post(['post_status' => 'publish', 'post_title' => 'Actualité', 'post_content' => '[cpts_simulateur]']);");
  const feed = await (await fetch(`${site.url}/feed/`)).text();
  assert.match(feed, /Ouvrir le simulateur CPTS/);
  assert.doesNotMatch(feed, /<cpts-simulateur/);
});

test("an author loses the pasted tags, and keeps the shortcode and the block", { timeout: 120_000 }, async () => {
  site.php("return wp_insert_user(['user_login' => 'autrice', 'user_pass' => 'Phares-et-balises-22', 'user_email' => 'a@example.org', 'role' => 'author']);");
  const author = await open(browser);
  await logIn(author, site, { login: "autrice", password: "Phares-et-balises-22" });
  const { raw, link } = await savePost(author, site.url, COLLE);
  assert.doesNotMatch(raw, /<script|<iframe|<cpts-simulateur/);
  await author.close();
  const own = await savePost(webmestre, site.url, COLLE);
  for (const kept of ["<script>", "<iframe", "<cpts-simulateur"]) assert.ok(own.raw.includes(kept), `${kept} is not in ${own.raw}`);
  const visit = await open(browser);
  await visit.page.goto(link);
  await visit.page.locator("cpts-simulateur").nth(2).getByRole("heading", { name: /Quel territoire/ }).waitFor();
  const regions = await visit.page.locator("cpts-simulateur").evaluateAll((all) => all.map((element) => element.getAttribute("region")));
  assert.deepEqual(regions, ["11", "53", "94"]);
  await visit.close();
});

test("the script is sent only where a simulator is", { timeout: 120_000 }, async () => {
  const page = await (await fetch(publish("Rien", "<p>Bonjour</p>"))).text();
  assert.doesNotMatch(page, /simulateur-cpts/);
  const two = await (await fetch(publish("Deux", "[cpts_simulateur] [cpts_simulateur]"))).text();
  assert.equal(two.match(/<cpts-simulateur/g).length, 2);
  assert.equal(two.match(/<script[^>]*data-wasm/g).length, 1);
  assert.match(two.match(/<script[^>]*data-wasm[^>]*>/)[0], /type="module"/);
});

test("a host that serves wasm as bytes, and every file in another folder's cache", { timeout: 120_000 }, async () => {
  const visit = await open(browser);
  await visit.page.route(/\.wasm$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-type": "application/octet-stream" } });
  });
  await visit.page.goto(publish("Octets", "[cpts_simulateur masquer-montants=non]"));
  await essayer(visit);
  assertQuiet(visit);
  await visit.close();
});

test("the block is inserted, shown, chosen and saved in the editor", { timeout: 180_000 }, async () => {
  const { page } = webmestre;
  site.php("return update_option('simulateur_cpts', ['region' => '53', 'theme' => 'clair', 'masquer-montants' => 'oui']);");
  // The editor has words of welcome for somebody who comes for the first time.
  site.php(`return update_user_meta(1, 'wp_persisted_preferences', [
    'core/edit-post' => ['welcomeGuide' => false], 'core' => ['welcomeGuide' => false], '_modified' => gmdate('c', time() + 60),
  ]);`);
  await page.goto(`${site.url}/wp-admin/post-new.php`);
  // Newer editors draw the page in a frame.
  const framed = page.locator("iframe[name=editor-canvas]");
  const inserter = page.getByRole("button", { name: /^(toggle )?block inserter$/i });
  await inserter.click();
  await page.getByPlaceholder("Search").first().fill("cpts");
  await page.getByRole("option", { name: "Simulateur CPTS" }).click();
  await inserter.click();
  const canvas = (await framed.count()) > 0 ? page.frameLocator("iframe[name=editor-canvas]") : page;
  await canvas.getByRole("textbox", { name: "Add title" }).fill("Le simulateur en bloc");
  const block = canvas.locator("[data-type='simulateur-cpts/simulateur']");
  await block.click();
  const apercu = canvas.frameLocator("iframe[title^='Aperçu']");
  await apercu.getByRole("heading", { name: /Quel territoire/ }).waitFor();
  await constate.equal(() => apercu.locator("cpts-simulateur").getAttribute("region"), "53");

  const settings = page.getByRole("button", { name: "Settings", exact: true }).first();
  if (!(await page.getByLabel("Région").isVisible())) await settings.click();
  const tab = page.getByRole("tab", { name: "Block" });
  if (await tab.isVisible()) await tab.click();
  await page.getByLabel("Région").selectOption({ label: "Hauts-de-France" });
  await page.getByLabel("Fond").selectOption("sombre");
  await page.getByLabel("Montants").selectOption({ label: "Montrés" });
  await apercu.locator("cpts-simulateur[region='32'][theme='sombre']").waitFor();
  await apercu.getByRole("heading", { name: /Quel territoire/ }).waitFor();
  await capture(page, "wordpress-editeur");

  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.locator(".editor-post-publish-panel").getByRole("button", { name: "Publish", exact: true }).click();
  await page.locator(".editor-post-publish-panel").getByText(/is now live/).first().waitFor();
  const { content, link } = await page.evaluate(() => {
    const post = window.wp.data.select("core/editor").getCurrentPost();
    return { content: post.content.raw ?? post.content, link: post.link };
  });
  assert.equal(content.trim(), '<!-- wp:simulateur-cpts/simulateur {"region":"32","theme":"sombre","masquerMontants":"non"} /-->');

  const visit = await open(browser);
  await visit.page.goto(link);
  await essayer(visit);
  assertQuiet(visit);
  assertAtHome(visit, site);
  // Dark on the white page of the theme, and legible.
  await assertAccessible(visit, ".simulateur-cpts");
  await visit.page.evaluate(() => scrollTo(0, 0));
  await capture(visit.page, "wordpress-bloc-1280");
  await visit.close();

  // Opened again, the block is whole.
  await page.reload();
  await block.waitFor();
  await constate.equal(() => page.getByText(/invalid content|This block has encountered an error/).count(), 0);
});

test("nothing of the plugin made PHP complain", () => {
  const lines = site.journal().split("\n").filter((line) => /simulateur-cpts/i.test(line));
  assert.deepEqual(lines, []);
});

test("deactivated it leaves words, deleted it leaves nothing", { timeout: 120_000 }, async () => {
  const { page } = webmestre;
  await page.goto(`${site.url}/wp-admin/plugins.php`);
  const row = page.locator("tr[data-plugin^=simulateur-cpts]").first();
  await row.getByRole("link", { name: /Deactivate/ }).click();
  await row.getByRole("link", { name: /^Delete/ }).waitFor();
  assert.notEqual(site.php("return get_option('simulateur_cpts');"), false);
  page.once("dialog", (dialog) => dialog.accept());
  await row.getByRole("link", { name: /^Delete/ }).click();
  await page.getByText(/was successfully deleted/).first().waitFor();
  assert.equal(site.php("return get_option('simulateur_cpts');"), false);
  assert.equal(site.php("return file_exists(WP_PLUGIN_DIR . '/simulateur-cpts');"), false);
  const left = site.php("global $wpdb; return $wpdb->get_col(\"SELECT option_name FROM $wpdb->options WHERE option_value LIKE '%simulateur_cpts%' OR option_name LIKE '%simulateur%'\");");
  assert.deepEqual(left.filter((name) => !/^(_site)?_transient|^cron$|^recently_activated$/.test(name)), []);
});
