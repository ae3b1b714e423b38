// What a person does in the simulator, by the names that they read.

/** Gestures on one visit. Names are those that a screen reader would say. */
export function simulateur({ page }) {
  const element = page.locator("cpts-simulateur");
  const recherche = element.getByRole("combobox", { name: "Ajouter une commune ou une intercommunalité" });
  return {
    element,
    recherche,
    /** The interface is there, and the communes too. */
    async pret() {
      await element.getByRole("heading", { name: /Quel territoire/ }).waitFor();
      await element.getByRole("progressbar").waitFor({ state: "detached" });
    },
    effectif: (profession) => element.getByRole("spinbutton", { name: profession, exact: true }),
    ajouter: (profession) => element.getByRole("button", { name: `Ajouter : ${profession}`, exact: true }),
    retirer: (nom) => element.getByRole("button", { name: `Retirer ${nom}`, exact: true }),
    proposition: (nom) => element.getByRole("option", { name: nom }),
    bilan: element.getByRole("region", { name: "Bilan" }),
    /** The value under the name of a key figure, its spaces made ordinary. */
    async chiffre(nom) {
      const texte = await element.locator("dl.cle", { hasText: nom }).locator(".valeur").innerText();
      return plain(texte);
    },
    async choisir(texte, nom) {
      await recherche.fill(texte);
      await element.getByRole("option", { name: nom }).first().click();
    },
  };
}

/**
 * Hears all that the page tells those who do not see it, from now on: on a busy machine one sentence
 * has taken the place of another before it is read.
 * @returns {Promise<(motif: RegExp) => Promise<unknown>>} waits until such a sentence was told
 */
export async function ecouter({ page }) {
  await page.evaluate(() => {
    const regions = document.querySelector("cpts-simulateur").shadowRoot.querySelectorAll("[role=status].sr");
    globalThis.dits = [];
    for (const region of regions) {
      const noter = () => globalThis.dits.push(region.textContent.replace(/\s+/g, " ").trim());
      new MutationObserver(noter).observe(region, { childList: true, characterData: true, subtree: true });
    }
  });
  return (motif) => page.waitForFunction((source) => globalThis.dits.some((dit) => new RegExp(source).test(dit)), motif.source);
}

/** Every kind of space as the ordinary one. */
export function plain(texte) {
  return texte.replace(/\s+/g, " ").trim();
}

/** Presses Tab until the focus is on what is wanted, as someone without a mouse does. */
export async function tabTo({ page }, wanted, { back = false, most = 150 } = {}) {
  const here = () => wanted.evaluate((node) => node.getRootNode().activeElement === node);
  for (let presses = 0; presses < most; presses++) {
    if (await here()) return;
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
  }
  throw new Error(`the focus did not reach ${wanted} in ${most} presses of Tab`);
}
