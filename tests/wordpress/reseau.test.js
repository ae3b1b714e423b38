// The plugin in a network of sites ("multisite"), where nobody but the network's
// own administrators may save free HTML.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { constate } from "../e2e/lib/constate.js";
import { simulateur } from "../e2e/lib/simulateur.js";
import { COLLE, assertAtHome, assertQuiet, logIn, open, savePost, startBrowser } from "./lib/visite.js";
import { ADMIN, ZIP, startWordPress } from "./lib/wordpress.js";

const PASSWORD = "Phares-et-balises-22";

let site;
let browser;
let reseau;
/** Address of the second site of the network. */
let secteur;

before(async () => {
  [site, browser] = await Promise.all([startWordPress({ network: true }), startBrowser()]);
  reseau = await open(browser);
  await logIn(reseau, site, ADMIN);
  secteur = site.php(`
    $blog = wp_insert_site(['domain' => '${new URL(site.origin).host}', 'path' => '/urps/secteur/', 'title' => 'Secteur', 'user_id' => 1]);
    // WordPress takes the colon of a port out of a new site's name.
    $GLOBALS['wpdb']->update($GLOBALS['wpdb']->blogs, ['domain' => '${new URL(site.origin).host}'], ['blog_id' => $blog]);
    clean_blog_cache($blog);
    foreach (['home', 'siteurl'] as $name) update_blog_option($blog, $name, '${site.url}/secteur');
    foreach (['administrator', 'author'] as $role) {
      $user = wp_insert_user(['user_login' => $role, 'user_pass' => '${PASSWORD}', 'user_email' => $role . '@example.org']);
      add_user_to_blog($blog, $user, $role);
    }
    switch_to_blog($blog);
    update_option('permalink_structure', '/%postname%/');
    delete_option('rewrite_rules');
    return untrailingslashit(home_url());
  `);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

test("the network activates it for every site", { timeout: 120_000 }, async () => {
  // The form of the upload is tried in site.test.js.
  site.php(`require_once ABSPATH . 'wp-admin/includes/file.php'; WP_Filesystem(); return unzip_file('${ZIP}', WP_PLUGIN_DIR);`);
  const { page } = reseau;
  await page.goto(`${site.url}/wp-admin/network/plugins.php`);
  await page.locator("tr[data-plugin^=simulateur-cpts]").getByRole("link", { name: /Network Activate/ }).click();
  await page.locator("tr[data-plugin^=simulateur-cpts]").first().getByRole("link", { name: /Network Deactivate/ }).waitFor();
});

test("a super-administrator keeps what is pasted, and the element is at work", { timeout: 120_000 }, async () => {
  const { raw, link } = await savePost(reseau, secteur, "<!-- wp:html --><cpts-simulateur region='11'></cpts-simulateur><!-- /wp:html --><iframe src='/ailleurs'></iframe><script>globalThis.passe = true</script>");
  for (const kept of ["<cpts-simulateur region='11'>", "<iframe", "<script>"]) assert.ok(raw.includes(kept), `${kept} is not in ${raw}`);
  const visit = await open(browser);
  await visit.page.goto(link);
  await visit.page.locator("cpts-simulateur[region='11']").getByRole("heading", { name: /Quel territoire/ }).waitFor();
  await visit.close();
});

for (const role of ["author", "administrator"]) {
  test(`a site's ${role} loses <script>, <iframe> and the element, and keeps the shortcode and the block`, { timeout: 120_000 }, async () => {
    const writer = await open(browser);
    await logIn(writer, { url: secteur }, { login: role, password: PASSWORD });
    const { raw, link } = await savePost(writer, secteur, COLLE);
    // This is what the documentation says of networks.
    assert.doesNotMatch(raw, /<script|<iframe|<cpts-simulateur/);
    assert.match(raw, /texte de repli/);
    assert.match(raw, /\[cpts_simulateur region='Bretagne'\]/);
    assert.match(raw, /<!-- wp:simulateur-cpts\/simulateur \{"region":"94","couleur":"#8a1538"\} \/-->/);
    await writer.close();

    const visit = await open(browser);
    await visit.page.goto(link);
    const all = visit.page.locator("cpts-simulateur");
    await all.nth(2).getByRole("heading", { name: /Quel territoire/ }).waitFor();
    await constate.deepEqual(() => all.evaluateAll((elements) => elements.map((element) => element.getAttribute("region"))), ["11", "53", "94"]);
    await constate.equal(() => visit.page.evaluate(() => globalThis.passe), undefined);
    assertQuiet(visit);
    assertAtHome(visit, site);
    await visit.close();
  });
}

test("each site has its own settings, which its administrator may change", { timeout: 120_000 }, async () => {
  const administrator = await open(browser);
  const { page } = administrator;
  await logIn(administrator, { url: secteur }, { login: "administrator", password: PASSWORD });
  await page.goto(`${secteur}/wp-admin/options-general.php?page=simulateur-cpts`);
  await page.getByLabel("Région").selectOption({ label: "Occitanie" });
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.locator("#setting-error-settings_updated").waitFor();
  await administrator.close();
  const options = () => site.php("$all = []; foreach (get_sites(['fields' => 'ids']) as $id) { $all[] = get_blog_option($id, 'simulateur_cpts'); } return $all;");
  assert.deepEqual(options(), [false, { region: "76", theme: "clair" }]);

  const link = site.php("switch_to_blog(2); return get_permalink(wp_insert_post(['post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Simulateur', 'post_content' => '[cpts_simulateur]']));");
  const visit = await open(browser);
  await visit.page.goto(link);
  const s = simulateur(visit);
  await s.pret();
  await constate.equal(() => s.element.getAttribute("region"), "76");
  await s.choisir("rennes", /Rennes/);
  await s.element.locator("dl.cle", { hasText: "Taille" }).waitFor();
  await visit.close();
});

test("deleted, it leaves nothing on any site", { timeout: 120_000 }, async () => {
  const { page } = reseau;
  await page.goto(`${site.url}/wp-admin/network/plugins.php`);
  const row = page.locator("tr[data-plugin^=simulateur-cpts]").first();
  await row.getByRole("link", { name: /Deactivate/ }).click();
  await row.getByRole("link", { name: /^Delete/ }).waitFor();
  page.once("dialog", (dialog) => dialog.accept());
  await row.getByRole("link", { name: /^Delete/ }).click();
  await page.getByText(/was successfully deleted/).first().waitFor();
  const left = site.php("$all = []; foreach (get_sites(['fields' => 'ids']) as $id) { $all[] = get_blog_option($id, 'simulateur_cpts'); } return $all;");
  assert.deepEqual(left, [false, false]);
  const lines = site.journal().split("\n").filter((line) => /simulateur-cpts/i.test(line));
  assert.deepEqual(lines, []);
});
