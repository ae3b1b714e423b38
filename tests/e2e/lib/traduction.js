// What the translators of browsers do to a page, and what is read of it before and after.

/** Replaces every text of the page, in the open shadow roots and the frames of the page's own too, by
 * itself in two <font>, as translators do; what they did already is left alone. Returns how many. */
export const traduire = (page) => page.evaluate(() => {
  const dans = (racine) => {
    const marcheur = racine.ownerDocument.createTreeWalker(racine, NodeFilter.SHOW_TEXT);
    const textes = [];
    while (marcheur.nextNode()) textes.push(marcheur.currentNode);
    let faits = 0;
    for (const texte of textes) {
      const parent = texte.parentElement;
      if (!texte.data.trim() || /^(SCRIPT|STYLE|TEXTAREA)$/.test(parent.nodeName) || parent.closest("[data-traduit]")) continue;
      if (parent.namespaceURI !== "http://www.w3.org/1999/xhtml") continue;
      const [dehors, dedans] = [document.createElement("font"), document.createElement("font")];
      dehors.dataset.traduit = "";
      dedans.textContent = texte.data;
      dehors.append(dedans);
      texte.replaceWith(dehors);
      faits++;
    }
    for (const e of racine.querySelectorAll("*")) {
      if (e.shadowRoot) faits += [...e.shadowRoot.children].reduce((n, enfant) => n + dans(enfant), 0);
      if (e.localName === "iframe" && e.contentDocument?.body) faits += dans(e.contentDocument.body);
    }
    return faits;
  };
  return dans(document.body);
});

/** Every text under what a selector finds, in the order of the page, in shadow roots and frames too; but for `sauf`. */
export const lire = (page, ou = "body", sauf = "script") => page.evaluate(([ou, sauf]) => {
  let texte = "";
  const dans = (noeud) => {
    if (noeud.nodeType === Node.TEXT_NODE) texte += noeud.data;
    if (/^(SCRIPT|STYLE|NOSCRIPT)$/.test(noeud.nodeName) || noeud.matches?.(sauf)) return;
    if (noeud.shadowRoot) dans(noeud.shadowRoot);
    if (noeud.localName === "iframe" && noeud.contentDocument?.body) dans(noeud.contentDocument.body);
    // One element apart from the next: two figures side by side are two.
    for (const enfant of noeud.childNodes) dans(enfant);
    if (noeud.nodeType === Node.ELEMENT_NODE && noeud.localName !== "font") texte += "|";
  };
  // Of the page, or of the first shadow root that has some.
  const racines = [document, ...[...document.querySelectorAll("*")].map((e) => e.shadowRoot).filter(Boolean)];
  for (const racine of racines) {
    const trouves = [...racine.querySelectorAll(ou)];
    if (trouves.length) {
      trouves.forEach(dans);
      break;
    }
  }
  return texte.replace(/[^\S|]+/g, " ");
}, [ou, sauf]);

/** Waits until the page has not changed for a moment: acronyms are marked a little after a change, and a text that a
 * translator takes before is not marked any more. */
export const reposer = (page) => page.evaluate(() => new Promise((fin) => {
  const RESTE = 200;
  const observateur = new MutationObserver(() => attendre());
  let attente;
  const attendre = () => {
    clearTimeout(attente);
    attente = setTimeout(() => {
      observateur.disconnect();
      fin();
    }, RESTE);
  };
  for (const racine of [document, ...[...document.querySelectorAll("*")].map((e) => e.shadowRoot).filter(Boolean)])
    observateur.observe(racine, { childList: true, characterData: true, subtree: true });
  attendre();
}));

/** Where two texts part; nothing where they are the same. */
export function ecart(traduit, frais) {
  if (traduit === frais) return "";
  let ici = 0;
  while (ici < traduit.length && traduit[ici] === frais[ici]) ici++;
  const autour = (texte) => texte.slice(Math.max(0, ici - 60), ici + 60);
  return `translated « ${autour(traduit)} », fresh « ${autour(frais)} »`;
}

/** Texts that nobody asked not to translate, each once with where it stands; and what is marked as
 * not to be translated: `[text, path]`. */
export const marques = (page) => page.evaluate(() => {
  const libres = new Map();
  const gardes = new Map();
  const chemin = (e) => {
    const noms = [];
    for (; e && noms.length < 4; e = e.parentElement) noms.unshift(e.localName + [...e.classList].map((c) => `.${c}`).join(""));
    return noms.join(" > ");
  };
  const dans = (element, garde) => {
    if (/^(script|style|noscript|textarea|svg)$/.test(element.localName)) return;
    const voulu = element.getAttribute("translate");
    garde = voulu === null ? garde : voulu === "no";
    if (voulu === "no" && !gardes.has(element.textContent)) gardes.set(element.textContent, chemin(element));
    const propre = [...element.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE).map((n) => n.data).join("").replace(/\s+/g, " ").trim();
    if (propre && !garde && !libres.has(propre)) libres.set(propre, chemin(element));
    if (element.shadowRoot) for (const e of element.shadowRoot.children) dans(e, garde);
    if (element.localName === "iframe" && element.contentDocument?.body) dans(element.contentDocument.body, garde);
    for (const e of element.children) dans(e, garde);
  };
  dans(document.body, false);
  return { libres: [...libres], gardes: [...gardes].map(([texte, ou]) => [texte.replace(/\s+/g, " ").trim(), ou]) };
});
