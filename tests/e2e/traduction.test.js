// What the translators of browsers do to a page: each text node is replaced by elements of their
// own. Whatever changes afterwards must change on the page as it does on a page that nobody
// translated: a figure that stays while others move is a wrong figure that looks right.
//
// Each state below is prepared on two pages, one of them is translated, both are changed: every
// text of the one must be that of the other. Nor does a translator touch a figure, a code or the
// name of a place: an element that holds nothing else says so, in every state.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { open } from "../../dist/npm/node.js";
import { constate } from "./lib/constate.js";
import { simulateur } from "./lib/simulateur.js";
import { ecart, lire, marques, reposer, traduire } from "./lib/traduction.js";
import { SIZES, suite } from "./lib/visit.js";

const visit = suite();
const ici = (chemin) => new URL(chemin, import.meta.url);
const CONFIGURATION = JSON.parse(readFileSync(ici("../configuration/complete.json"), "utf8"));
const LOGO = readFileSync(ici("../configuration/logo.svg"));
const COUVERTURE = readFileSync(ici("../couverture/exemple.csv"), "utf8");

/* — What a translator is not to touch ————————————————————————————————————— */

const places = open();

/** Whether a text is only a figure, an amount or a code. */
const chiffre = (texte) => (/\d/.test(texte) && !/\p{L}/u.test(texte.replace(/\b2[AB]\d*\b/g, ""))) || /^[A-C]$/.test(texte);

/** Whether a text is the name of a commune, of an EPCI or of a département, with its code or without. */
const connus = new Map();
async function lieu(texte) {
  const nom = texte.replace(/\s*\(?\d[\dAB]\d*\)?$/, "").trim();
  if (MOTS.has(nom) || !/^[\p{Lu}\d]/u.test(nom) || nom.length > 90) return false;
  if (!connus.has(nom)) {
    const trouves = (await places).search(nom, 5);
    connus.set(nom, DEPARTEMENTS.has(nom) || trouves.some((t) => JSON.stringify(t).includes(`"nom":${JSON.stringify(nom)}`)));
  }
  return connus.get(nom);
}
const DEPARTEMENTS = new Set(JSON.parse(readFileSync(ici("../../dist/lieux.json"), "utf8")).regions.flatMap((r) => r.departements.map((d) => d.nom)));

/** Words of ours that are names of communes too. */
const MOTS = new Set(["Colonne"]);

/** Whether a text is one of ours, which is to be translated. */
const phrase = (texte, ou) => /[.:;?!]$|\b(habitants?|par an|Taille|inconnue?)\b/.test(texte) && !/pre(\.\S+)?$/.test(ou);

/** What stands alone in its element and is not kept from translators; what is, and has words in it. */
async function fautes(page) {
  const { libres, gardes } = await marques(page);
  const vues = gardes.filter(([texte, ou]) => phrase(texte, ou)).map(([texte, ou]) => `never translated: ${texte} (${ou})`);
  for (const [texte, ou] of libres) if (chiffre(texte) || (await lieu(texte))) vues.push(`not kept: ${texte} (${ou})`);
  return vues;
}

/* — Two pages that do the same ———————————————————————————————————————————— */

/** Opens a page that nobody translates beside that of the visit, with nothing in common. */
async function deux(v, { path = "/", arrange, serviceWorkers = "block", varie } = {}) {
  const contexte = await v.page.context().browser().newContext({
    viewport: v.page.viewportSize(),
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    serviceWorkers,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const fraiche = await contexte.newPage();
  fraiche.setDefaultTimeout(15_000);
  fraiche.on("pageerror", (erreur) => v.complaints.push(`uncaught, not translated: ${erreur.message}`));
  await arrange?.(fraiche);
  await fraiche.goto(v.origin + path);
  const pages = [v.page, fraiche].map((page) => ({ page, s: simulateur({ page }) }));
  const chacune = (faire) => Promise.all(pages.map(({ page, s }) => faire(s, page)));
  const tout = async ({ page }) => (await lire(page, "body", TAIT)).replace(varie, "…");
  const pareilles = (quand) => constate.equal(async () => ecart(...(await Promise.all(pages.map(tout)))), "", quand);
  const arrivees = async () => {
    await constate.equal(async () => ATTENTE.exec(await lire(fraiche))?.[0], undefined, "it never comes");
    await Promise.all(pages.map(({ page }) => reposer(page)));
  };
  return {
    traduite: v.page,
    fraiche,
    chacune,
    pareilles,
    arrivees,
    fermer: () => contexte.close(),
  };
}

/** What is said aloud, a moment after the last change: which one that is depends on the moment. */
const DIT = ".cpts > [role=status]";
const TAIT = `${DIT}, .r-scene > [role=status]`;

/** What stands in the place of what comes by the network; neighbours come once their fold is open. */
const ATTENTE = /Chargement(?! des communes voisines)[^|]*|[^|]* arrive…/;

/**
 * @typedef {object} Etat
 * @property {string} nom
 * @property {Geste} [preparer] what brings the page to it
 * @property {Geste} changer what is done once the page is translated
 * @property {string} [bouge] what must have changed then, by its selector; without it, the page
 * @property {boolean} [dit] whether what is said aloud is compared too
 * @typedef {(s: ReturnType<typeof simulateur>, page: import("playwright-core").Page) => Promise<unknown>} Geste
 */

/** States that follow each other on one pair of pages. @param {Etat[]} etats */
function suivre(nom, etats, options = {}) {
  const { debut = (s) => s.pret(), ...autres } = options;
  visit(nom, { permissions: ["clipboard-read", "clipboard-write"], ...autres }, async (v) => {
    const d = await deux(v, autres);
    try {
      await d.chacune(debut);
      for (const etat of etats) {
        try {
          if (etat.preparer) await d.chacune(etat.preparer);
          await d.arrivees();
          await d.pareilles("before it is translated");
          assert.deepEqual(await fautes(d.fraiche), [], "a translator would touch these");
          const avant = await lire(d.fraiche, etat.bouge);
          await traduire(d.traduite);
          await d.chacune(etat.changer);
          await d.arrivees();
          await constate.ok(async () => (await lire(d.fraiche, etat.bouge)) !== avant, "nothing was changed");
          await d.pareilles("once it is changed");
          if (etat.dit) await constate.equal(async () => ecart(await lire(d.traduite, DIT), await lire(d.fraiche, DIT)), "", "what is said aloud");
        } catch (erreur) {
          erreur.message = `${etat.nom}: ${erreur.message}`;
          throw erreur;
        }
      }
      assert.deepEqual(await fautes(d.fraiche), [], "a translator would touch these");
    } finally {
      await d.fermer();
    }
  });
}

/** What the pages look for is not nothing. */
visit("a figure or a name that is not kept is found, and a sentence that is", {}, async (v) => {
  const s = simulateur(v);
  await s.pret();
  await cambrai(s);
  assert.deepEqual(await fautes(v.page), []);
  for (const [ou, faute] of [
    [".cles .valeur [translate=no]", /^not kept: \d/],
    [".communes .code [translate=no]", /^not kept: 59\d{3} /],
    [".communes th [translate=no]", /^not kept: \p{Lu}/u],
    [".panneau h3 [translate=no]", /^not kept: Communauté d’agglomération de Cambrai/],
  ]) {
    const element = s.element.locator(ou).first();
    await element.evaluate((e) => e.removeAttribute("translate"));
    assert.match((await fautes(v.page)).join("|"), faute, ou);
    await element.evaluate((e) => e.setAttribute("translate", "no"));
  }
  await s.element.locator(".feuille .aide").first().evaluate((e) => e.setAttribute("translate", "no"));
  assert.match((await fautes(v.page)).join("|"), /^never translated: /);
});

/* — Gestures ——————————————————————————————————————————————————————————————— */

const CAMBRAI = /CA de Cambrai/;
const cambrai = async (s) => {
  await s.choisir("ca de cambrai", CAMBRAI);
  await s.bilan.getByRole("heading", { name: "Financement par an" }).waitFor();
};

/** Opens every fold of the page, and those that come with them. */
const toutDeplier = (s) => s.element.evaluate(async (element) => {
  for (;;) {
    const fermes = [...element.shadowRoot.querySelectorAll("details:not([open])")];
    if (!fermes.length) return;
    for (const pli of fermes) pli.open = true;
    await new Promise((suite) => setTimeout(suite, 0));
  }
});

/** Writes in a field, as a person who then leaves it. */
const ecrire = async (champ, texte) => {
  await champ.fill(String(texte));
  await champ.blur();
};

const bouton = (lieu, nom) => lieu.getByRole("button", { name: nom, exact: typeof nom === "string" });
const annuler = (s) => bouton(s.element, /^Annuler\s:/).first().click();
const retablir = (s) => bouton(s.element, /^Rétablir\s:/).first().click();
const outil = (s, nom) => bouton(s.element, nom).first().click();
const dialogue = (s, nom) => s.element.getByRole("dialog", { name: nom });
const fermer = (s, nom) => bouton(dialogue(s, nom), "Fermer").first().click();
const etSi = (s) => s.element.locator("#et-si");
const comparer = (s) => s.element.locator("#comparer");
const budget = (s) => s.element.locator("div.budget").first();
const revue = (s) => s.element.locator(".revue");
const carte = (s) => s.element.locator(".carte");
const partie = (s, nom) => s.element.getByRole("group", { name: nom });
const reunion = (s) => s.element.locator("dialog.reunion");
const coller = async (s, texte) => {
  if ((await bouton(s.element, "Coller une liste").getAttribute("aria-expanded")) !== "true") await bouton(s.element, "Coller une liste").click();
  await s.element.getByLabel("Liste de communes").fill(texte);
  await bouton(s.element, "Lire la liste").click();
  await revue(s).waitFor();
};

/* — The states ————————————————————————————————————————————————————————————— */

suivre("the sheet, every fold open", [
  { nom: "before a commune", changer: cambrai },
  { nom: "a commune more", preparer: toutDeplier, changer: (s) => s.choisir("caudry", /^Caudry/), bouge: ".feuille .cles", dit: true },
  { nom: "undone", changer: annuler, bouge: ".barre-outils" },
  { nom: "made again", changer: retablir, bouge: ".jauge" },
  { nom: "the share of the variable part", changer: (s) => ecrire(s.element.getByLabel("Part du variable obtenue"), 60), bouge: ".versements" },
  { nom: "a crisis", changer: (s) => s.element.getByLabel(/^Une crise sanitaire grave/).check() },
  { nom: "professionals", changer: (s) => ecrire(s.effectif("Médecin généraliste"), 3), bouge: "#qui" },
  { nom: "who takes the initiative", changer: (s) => s.element.getByLabel("Des élus").check(), bouge: ".feuille" },
  { nom: "a mission of choice", changer: (s) => s.element.locator("#missions .mission input[type=checkbox]").first().check(), bouge: ".tableau" },
  { nom: "when it starts", changer: (s) => ecrire(s.element.locator("#missions .quand input").last(), "2028-09-01"), bouge: ".versements" },
  { nom: "another date of signature", changer: (s) => ecrire(s.element.locator("#signature"), "2027-10-01"), bouge: ".versements" },
  { nom: "a commune of an EPCI out", changer: (s) => s.retirer("Cambrai").first().click(), bouge: ".panneau" },
  { nom: "and in again", changer: (s) => bouton(s.element, "Remettre Cambrai").click(), bouge: ".panneau" },
  { nom: "all of its communes in sight", changer: (s) => bouton(s.element, /^Voir \d+ autres communes$/).click(), bouge: ".panneau" },
  { nom: "a suggestion", changer: (s) => s.recherche.fill("saint-hilaire"), bouge: ".recherche" },
  { nom: "another suggestion", changer: (s) => s.recherche.fill("59400"), bouge: ".recherche" },
  { nom: "none", changer: (s) => s.recherche.fill("zzzz"), bouge: ".recherche" },
  {
    nom: "the EPCI out",
    preparer: (s) => bouton(s.element, "Effacer la recherche").click(),
    changer: (s) => bouton(s.element, /^Retirer Communauté/).click(),
    bouge: ".jauge",
  },
  { nom: "nothing left", changer: (s) => s.retirer("Caudry").first().click(), bouge: ".feuille" },
]);

suivre("a contract that runs", [
  {
    nom: "signed",
    preparer: async (s) => { await cambrai(s); await toutDeplier(s); },
    changer: (s) => s.element.getByLabel("Oui, le contrat est en cours").check(),
    bouge: "#missions",
  },
  { nom: "since", changer: (s) => ecrire(s.element.locator("#signature"), "2021-03-12"), bouge: ".feuille" },
  { nom: "seen from", changer: (s) => ecrire(s.element.locator("#vue-le"), "2028-02-01"), bouge: ".versements" },
  { nom: "one commune less", changer: (s) => s.retirer("Cambrai").first().click(), bouge: ".feuille" },
  { nom: "a project again", changer: (s) => s.element.getByLabel("Non, la CPTS est en projet").check(), bouge: ".feuille" },
]);

suivre("what if, and perimeters side by side", [
  {
    nom: "what if",
    preparer: async (s) => {
      await cambrai(s);
      await etSi(s).locator("summary").first().click();
      await etSi(s).getByRole("row").nth(2).waitFor();
    },
    changer: (s) => s.retirer("Cambrai").first().click(),
    bouge: "#et-si",
  },
  {
    nom: "a neighbour that is tried",
    preparer: (s) => toutDeplier({ element: s.element }),
    changer: (s) => bouton(etSi(s), /^Ajouter\s: (?!CC|CA)/).first().click(),
    bouge: "#et-si",
  },
  { nom: "and taken back", changer: (s) => bouton(etSi(s), "Annuler").click(), bouge: "#et-si" },
  {
    nom: "a perimeter that is kept",
    changer: async (s) => {
      await bouton(comparer(s), "Garder ce périmètre").click();
      await s.choisir("bapaume", /^Bapaume/);
    },
    bouge: "#comparer",
  },
  {
    nom: "its name",
    preparer: toutDeplier,
    changer: (s) => ecrire(comparer(s).getByRole("textbox", { name: "Nom du périmètre A" }), "Le plus petit"),
    bouge: "#comparer",
  },
  { nom: "what parts them", changer: (s) => s.choisir("caudry", /^Caudry/), bouge: ".confrontation" },
  {
    nom: "a third",
    changer: async (s) => {
      await bouton(comparer(s), "Garder ce périmètre").click();
      await s.retirer("Bapaume").first().click();
    },
    bouge: "#comparer",
  },
  { nom: "one taken up", changer: (s) => bouton(comparer(s), /^Reprendre.*périmètre A$/).click(), bouge: "#comparer" },
  { nom: "one removed", changer: (s) => bouton(comparer(s), /^Supprimer.*périmètre B$/).click(), bouge: "#comparer" },
]);

suivre("the vintages", [
  {
    nom: "another vintage",
    preparer: async (s) => {
      await s.choisir("maconnais beaujolais", /Mâconnais Beaujolais/);
      await s.bilan.getByText("Millésimes de la population").click();
      await s.element.getByRole("radio", { name: "2022" }).waitFor();
    },
    changer: (s) => s.element.getByRole("radio", { name: "2022" }).check(),
    bouge: ".panneau",
  },
  { nom: "a commune less", changer: (s) => s.retirer("Mâcon").first().click(), bouge: ".millesimes" },
  { nom: "the vintage in force", changer: (s) => bouton(s.element, "Revenir à 2023").first().click(), bouge: ".feuille" },
]);

suivre("the budget", [
  {
    nom: "a post of three",
    preparer: async (s) => {
      await cambrai(s);
      await s.element.getByText("Construire le budget, mois par mois").click();
      await s.element.getByLabel("Salaire brut par an, à temps plein").waitFor();
      await toutDeplier(s);
    },
    changer: (s) => ecrire(s.element.getByLabel("Temps de travail", { exact: true }), 300),
    bouge: ".budget-courbe",
  },
  { nom: "a remedy", changer: (s) => bouton(s.element, /^Passer le temps de travail à/).click(), bouge: ".budget-resultat" },
  { nom: "a line more", changer: (s) => bouton(budget(s), "Ajouter une dépense").click(), bouge: ".budget-saisies + .budget" },
  { nom: "its name", changer: (s) => ecrire(s.element.locator("#budget-ligne-0-nom"), "Loyer d’une salle"), bouge: ".budget-saisies + .budget" },
  { nom: "its amount", changer: (s) => ecrire(s.element.locator("#budget-ligne-0-montant"), 700), bouge: ".budget-courbe" },
  { nom: "its pace", changer: (s) => s.element.locator("#budget-ligne-0-rythme").selectOption("an"), bouge: ".budget-resultat" },
  { nom: "its month", changer: (s) => s.element.locator("#budget-ligne-0-mois").selectOption("5"), bouge: ".budget-resultat" },
  {
    nom: "a receipt",
    changer: async (s) => {
      await bouton(budget(s), "Ajouter une recette").click();
      await ecrire(s.element.locator("#budget-ligne-1-montant"), 30_000);
    },
    bouge: ".budget-resultat",
  },
  {
    nom: "what members are paid",
    changer: async (s) => {
      await ecrire(s.element.getByLabel("Personnes payées"), 3);
      await ecrire(s.element.getByLabel("Heures par mois et par personne"), 90);
    },
    bouge: ".budget-groupe ul",
  },
  { nom: "the variable part left out", changer: (s) => s.element.locator("#budget-variable").click(), bouge: ".budget-resultat" },
  { nom: "its share", changer: (s) => ecrire(s.element.getByLabel("Part du variable obtenue"), 50), bouge: ".budget > div:nth-last-child(2)" },
  { nom: "other months", changer: (s) => ecrire(s.element.locator("#signature"), "2027-10-01"), bouge: "#budget-embauche" },
  { nom: "a line removed", changer: (s) => bouton(budget(s), "Retirer Loyer d’une salle").click(), bouge: ".budget-resultat" },
  { nom: "undone", changer: annuler, bouge: ".budget-resultat" },
]);

suivre("a part of a commune", [
  {
    nom: "by IRIS",
    preparer: async (s) => {
      await s.choisir("nice", /^Nice/);
      await bouton(s.element, "Une partie seulement de Nice").click();
      await partie(s, "Une partie de Nice").getByRole("radio", { name: "Par IRIS" }).check();
      await partie(s, "Une partie de Nice").getByRole("checkbox").first().check();
    },
    changer: async (s) => {
      for (const n of [1, 2, 3]) await partie(s, "Une partie de Nice").getByRole("checkbox").nth(n).check();
    },
    bouge: ".partage [role=status]",
  },
  { nom: "kept", changer: (s) => bouton(s.element, "Retenir cette partie").click(), bouge: ".parts" },
  {
    nom: "by hand, refused",
    preparer: async (s) => {
      await bouton(s.element, "Modifier la partie de Nice").click();
      await partie(s, "Une partie de Nice").getByRole("radio", { name: "À la main" }).check();
      await s.element.getByLabel("Habitants de cette partie").waitFor();
    },
    changer: (s) => bouton(s.element, "Retenir cette partie").click(),
    bouge: "#part-erreur",
  },
  {
    nom: "by hand",
    preparer: (s) => s.element.getByLabel("Habitants de cette partie").fill("120000"),
    changer: async (s) => {
      await s.element.getByLabel("Quelle partie, et d’où vient le chiffre").fill("codes postaux 06000 et 06300");
      await bouton(s.element, "Retenir cette partie").click();
    },
    bouge: ".jauge-parts",
  },
  { nom: "whole again", changer: (s) => bouton(s.element, "Commune entière : Nice").click(), bouge: ".jauge" },
  {
    nom: "arrondissements",
    preparer: async (s) => {
      await s.choisir("marseille", /^Marseille/);
      await bouton(s.element, "Une partie seulement de Marseille").click();
      await partie(s, "Une partie de Marseille").getByRole("checkbox", { name: /13e Arr/ }).check();
    },
    changer: (s) => partie(s, "Une partie de Marseille").getByRole("checkbox", { name: /14e Arr/ }).check(),
    bouge: ".partage [role=status]",
  },
  { nom: "arrondissements kept", changer: (s) => bouton(s.element, "Retenir cette partie").click(), bouge: ".parts" },
]);

suivre("the review of a list and of a postal code", [
  {
    nom: "a line settled",
    preparer: async (s) => {
      await s.choisir("cambrai", /^Cambrai/);
      await coller(s, "Communes du projet\n\nCambrai\nCAUDRY\nSaint-Aubert (59)\nSolesmes\nSaint-Hilaire\nCambrai Est\n59122 Cambrai\n1004");
      await bouton(revue(s), /^Préciser les/).click();
    },
    changer: (s) => revue(s).getByRole("group", { name: /Solesmes/ }).getByRole("radio").first().check(),
    bouge: ".revue-bilan",
  },
  {
    nom: "a line left out",
    changer: (s) => revue(s).getByRole("group", { name: /Saint-Hilaire/ }).getByRole("radio", { name: "Ne pas ajouter" }).check(),
    bouge: ".revue-bilan",
  },
  { nom: "a line corrected", changer: (s) => ecrire(revue(s).getByLabel("Corriger").first(), "Beauvois-en-Cambrésis"), bouge: ".revue-lignes" },
  { nom: "added", changer: (s) => bouton(revue(s), /^Ajouter les/).click(), bouge: ".revue-bilan" },
  { nom: "undone", changer: annuler, bouge: ".revue-bilan" },
  { nom: "a list of one EPCI", changer: (s) => coller(s, "200068500"), bouge: ".revue" },
  {
    nom: "the communes of a postal code",
    preparer: async (s) => {
      await bouton(revue(s), "Fermer la liste").click();
      await s.choisir("59400", /59400/);
      await revue(s).waitFor();
    },
    changer: (s) => revue(s).getByRole("checkbox").nth(1).check(),
    bouge: ".revue-actions",
  },
  { nom: "all of them", changer: (s) => bouton(revue(s), "Tout cocher").click(), bouge: ".revue-outils" },
  { nom: "one of them in already", changer: (s) => bouton(revue(s), /^Ajouter \d/).click(), bouge: ".puces" },
  { nom: "an empty list", changer: (s) => coller(s, " "), bouge: ".revue" },
  { nom: "a project pasted", changer: (s) => coller(s, '{"version":1,"nom":"CPTS exemple","territoire":{"communes":["59139"]}}'), bouge: ".revue" },
  { nom: "opened", changer: (s) => bouton(revue(s), "Ouvrir ce projet").click(), bouge: ".feuille" },
  { nom: "changed since", changer: (s) => s.choisir("cauroir", /^Cauroir/), bouge: "#ou" },
]);

suivre("the map", [
  {
    nom: "its card",
    preparer: async (s) => {
      await cambrai(s);
      await bouton(s.element, "Ouvrir la carte").click();
      await s.element.getByText(/La carte montre/).waitFor();
      await s.element.locator(".carte-voisines summary").click();
    },
    changer: (s) => bouton(carte(s), "Bouchain").click(),
    bouge: ".carte-fiche",
  },
  { nom: "another card", changer: (s) => bouton(carte(s), "Hordain").click(), bouge: ".carte-fiche" },
  { nom: "added from the card", changer: (s) => bouton(carte(s), "Ajouter Hordain").first().click(), bouge: "#carte-phrase" },
  { nom: "taken out", changer: (s) => bouton(carte(s), "Retirer Hordain").click(), bouge: ".carte-voisines" },
  {
    nom: "by the keyboard",
    changer: async (s, page) => {
      await s.element.getByRole("application").focus();
      await page.keyboard.press("ArrowRight");
    },
    bouge: ".carte-corps > [role=status]",
  },
  { nom: "over the whole window", changer: (s) => bouton(carte(s), "Agrandir").click(), bouge: ".carte-outils" },
  { nom: "and back", changer: (s) => bouton(carte(s), "Réduire").click(), bouge: ".carte-outils" },
  { nom: "elsewhere too", changer: (s) => s.choisir("97411", /^Saint-Denis/), bouge: ".carte-zones" },
  { nom: "closed", changer: (s) => bouton(s.element, "Fermer la carte").click(), bouge: ".carte" },
]);

const ecran = (titre) => async (s, page) => {
  await page.keyboard.press("PageDown");
  await reunion(s).getByRole("heading", { level: 2, name: titre }).waitFor();
};
suivre("the screens of the meeting", [
  {
    nom: "the room",
    preparer: async (s) => {
      await outil(s, "Mode réunion");
      await reunion(s).getByRole("heading", { level: 2, name: "Qui est dans la salle ?" }).waitFor();
    },
    changer: async (s) => { for (let n = 0; n < 3; n++) await bouton(reunion(s), /^Médecin généraliste/).click(); },
    bouge: ".r-total",
  },
  { nom: "what the room would make", changer: (s) => bouton(reunion(s), /^Infirmier\s/).first().click(), bouge: ".r-corps" },
  { nom: "taken into the project", changer: (s) => bouton(reunion(s), "Reprendre dans le projet").click(), bouge: "#qui" },
  { nom: "other professions", changer: (s) => bouton(reunion(s), /^Autres professions/).click(), bouge: ".r-tuiles" },
  { nom: "undone", changer: (s) => bouton(reunion(s), /^Annuler/).click(), bouge: ".r-pied" },
  { nom: "what a CPTS is", changer: ecran("Une CPTS, c’est quoi ?"), bouge: ".reunion" },
  { nom: "the missions", changer: ecran("Les missions"), bouge: ".r-tete" },
  { nom: "the tailles", changer: ecran("Quatre tailles de CPTS"), bouge: ".r-tete" },
  { nom: "the payments", changer: ecran("Accordé n’est pas versé"), bouge: ".r-tete" },
  { nom: "the steps", changer: ecran("De l’idée au contrat"), bouge: ".r-tete" },
  { nom: "the territory", changer: ecran("Quel territoire ?"), bouge: ".r-tete" },
  {
    nom: "a territory",
    changer: async (s) => {
      await reunion(s).getByRole("combobox").fill("ca de cambrai");
      await reunion(s).getByRole("option", { name: CAMBRAI }).first().click();
      await reunion(s).locator(".r-voisine").first().waitFor();
    },
    bouge: ".r-jauge",
  },
  { nom: "a neighbour", changer: (s) => reunion(s).locator(".r-voisine").first().click(), bouge: ".r-mesure" },
  { nom: "other neighbours", changer: (s) => bouton(reunion(s), /^Voisines suivantes/).click(), bouge: ".r-bordure" },
  { nom: "another perimeter", changer: (s) => reunion(s).locator(".r-lettre").nth(1).click(), bouge: ".r-lettres" },
  { nom: "which has another commune", changer: (s) => reunion(s).locator(".r-voisine").nth(3).click(), bouge: ".r-mesure" },
  { nom: "the perimeters", changer: ecran("Périmètres"), bouge: ".r-tete" },
  { nom: "the other one", changer: (s) => reunion(s).locator(".r-nom").first().click(), bouge: ".reunion" },
  { nom: "a copy", changer: (s) => bouton(reunion(s), /^Copier en/).click(), bouge: ".r-tableau" },
  { nom: "without amounts", changer: (s) => bouton(reunion(s), "Masquer les montants").first().click(), bouge: ".r-tableau" },
  { nom: "with them", changer: (s) => bouton(reunion(s), "Montrer les montants").first().click(), bouge: ".r-tableau" },
  { nom: "money and time", changer: ecran("Argent et temps"), bouge: ".r-tete" },
  { nom: "without amounts there", changer: (s) => bouton(reunion(s), "Masquer les montants").first().click(), bouge: ".r-calendrier" },
  {
    nom: "groups",
    preparer: (s) => bouton(reunion(s), "Montrer les montants").first().click(),
    changer: ecran("Qui veut travailler sur quoi ?"),
    bouge: ".r-tete",
  },
  { nom: "who is interested", changer: (s) => bouton(reunion(s), /^Une personne de plus/).first().click(), bouge: ".r-missions" },
  { nom: "a mission", changer: (s) => reunion(s).locator(".r-missions input[type=checkbox]").first().check(), bouge: ".r-pied" },
  { nom: "what comes after", changer: ecran("Et après ?"), bouge: ".r-tete" },
  { nom: "the account", changer: (s) => bouton(reunion(s), "Compte rendu").click(), bouge: ".r-texte" },
  { nom: "copied", changer: (s) => bouton(reunion(s).locator("dialog"), "Copier").click(), bouge: ".r-menu [role=status]" },
  {
    nom: "the menu",
    preparer: async (s) => {
      await bouton(dialogue(s, "Compte rendu"), "Fermer").click();
      await bouton(reunion(s), "Menu").click();
    },
    changer: (s) => bouton(dialogue(s, "Menu de la réunion"), /^1\. Salle/).click(),
    bouge: ".r-corps",
  },
  {
    nom: "the menu again",
    preparer: (s) => bouton(reunion(s), "Menu").click(),
    changer: (s) => bouton(dialogue(s, "Menu de la réunion"), "Masquer les montants").click(),
    bouge: ".r-menu",
  },
], { viewport: SIZES.bureau });

suivre("the tools", [
  {
    nom: "sharing",
    preparer: async (s) => {
      await cambrai(s);
      await bouton(comparer(s), "Garder ce périmètre").click();
      await s.choisir("bapaume", /^Bapaume/);
      await outil(s, "Partager");
      await bouton(s.element, "Afficher en grand").waitFor();
    },
    changer: (s) => s.element.getByLabel("Avec les périmètres mis de côté pour comparer").check(),
    bouge: "#partage-taille",
  },
  { nom: "the link copied", changer: (s) => bouton(s.element, "Copier le lien").click(), bouge: ".partage-actions" },
  {
    nom: "sharing a larger project",
    changer: async (s, page) => {
      await page.keyboard.press("Escape");
      await s.choisir("caudry", /^Caudry/);
      await outil(s, "Partager");
      await bouton(s.element, "Afficher en grand").waitFor();
    },
    bouge: "#partage-taille",
  },
  {
    nom: "my projects",
    preparer: async (s, page) => {
      await page.keyboard.press("Escape");
      await outil(s, "Mes projets");
      await s.element.locator("#projet-nom").waitFor();
    },
    changer: async (s) => {
      await s.element.locator("#projet-nom").fill("CPTS du Cambrésis");
      await bouton(s.element, "Enregistrer sur cet appareil").click();
      await s.element.locator("li.projet").waitFor();
    },
    bouge: "#projets",
  },
  {
    nom: "one of them renamed",
    preparer: async (s) => {
      await bouton(s.element, /^Renommer/).click();
      await s.element.getByLabel(/^Nouveau nom/).fill("Hautes-Alpes");
    },
    changer: (s) => bouton(s.element, "Garder ce nom").click(),
    bouge: "#projets",
  },
  { nom: "copied", changer: (s) => bouton(s.element, /^Dupliquer/).click(), bouge: "#projets" },
  { nom: "deleted", changer: (s) => bouton(s.element, /^Supprimer .*copie/).click(), bouge: "#projets .annonce" },
  { nom: "given back", changer: (s) => bouton(s.element.locator("#projets"), "Annuler").click(), bouge: "#projets" },
  {
    nom: "the name missing",
    preparer: (s) => s.element.locator("#projet-nom").fill(""),
    changer: (s) => bouton(s.element, "Enregistrer les changements").click(),
    bouge: "#projets .annonce",
  },
  { nom: "all of them to be erased", changer: (s) => bouton(s.element, "Effacer tout").click(), bouge: ".projets-memoire" },
  { nom: "erased", changer: (s) => bouton(s.element, "Oui, effacer tout").click(), bouge: "#projets" },
  {
    nom: "the page to print",
    preparer: async (s, page) => {
      await page.keyboard.press("Escape");
      await outil(s, "Imprimer");
      await s.element.frameLocator("iframe").locator("h1").first().waitFor();
      await s.element.frameLocator("iframe").locator("svg").first().waitFor();
    },
    changer: (s) => s.element.locator("#impression-montants").uncheck(),
    bouge: "#impression iframe",
  },
  { nom: "without its back", changer: (s) => s.element.locator("#impression-verso").uncheck(), bouge: "#impression iframe" },
  {
    nom: "help",
    preparer: async (s, page) => {
      await page.keyboard.press("Escape");
      await outil(s, "Aide");
      await s.element.locator("#aide-recherche").waitFor();
    },
    changer: (s) => s.element.locator("#aide-recherche").fill("association loi"),
    bouge: "#aide",
  },
  { nom: "nothing found", changer: (s) => s.element.locator("#aide-recherche").fill("zzzz"), bouge: "#aide" },
  { nom: "all of it", changer: (s) => s.element.locator("#aide-recherche").fill(""), bouge: "#aide" },
  {
    nom: "documents",
    preparer: async (s, page) => {
      await page.keyboard.press("Escape");
      await s.element.locator("#documents summary").click();
      await s.element.getByLabel(/^Porteurs du projet/).waitFor();
    },
    changer: (s) => ecrire(s.element.getByLabel(/^Porteurs du projet/), "Anne Martin, infirmière"),
    bouge: "#document-lettre-raison",
  },
  { nom: "their name", changer: (s) => ecrire(s.element.locator("#document-nom"), "CPTS de l’Escaut"), bouge: ".feuille > section" },
  { nom: "the text copied", changer: (s) => bouton(s.element.locator("#documents"), /^Copier/).click(), bouge: ".cpts > [role=status]" },
]);

/** The panel of a rule, by the section of the sheet and the words of its button. */
const regle = (nom, ou, titre) => async (s) => {
  if (await dialogue(s, /./).and(s.element.locator("dialog.regle")).isVisible()) await bouton(s.element.locator("dialog.regle"), "Fermer").click();
  await bouton(ou(s), nom).first().click();
  await s.element.locator("dialog.regle").getByRole("heading", { name: titre }).waitFor();
};
suivre("the panel of a rule, each kind; acronyms", [
  { nom: "tailles", preparer: cambrai, changer: regle(/Voir la règle sur les tailles/, (s) => s.bilan, "Les quatre tailles") },
  { nom: "payments", changer: regle(/Voir la règle sur les versements/, (s) => s.bilan, "Quand l’argent est versé"), bouge: ".regle" },
  { nom: "coordination", changer: regle(/Voir la règle sur le coût/, (s) => s.bilan, "Le coût de la coordination"), bouge: ".regle" },
  { nom: "a mission", changer: regle(/voir la règle\s: Parcours/, (s) => s.bilan, /^Parcours/), bouge: ".regle" },
  { nom: "the functioning", changer: regle(/voir la règle\s: Fonctionnement/, (s) => s.bilan, /^Fonctionnement/), bouge: ".regle" },
  {
    nom: "what members are paid",
    preparer: async (s) => {
      await bouton(s.element.locator("dialog.regle"), "Fermer").click();
      await s.element.getByText("Construire le budget, mois par mois").click();
      await s.element.getByLabel("Euros par heure").waitFor();
    },
    changer: regle(/Voir la règle sur les indemnités/, (s) => s.bilan, "Les indemnités des membres"),
    bouge: ".regle",
  },
  {
    nom: "a message to copy",
    preparer: async (s) => { await toutDeplier({ element: s.element }); },
    changer: (s) => bouton(s.element.locator("dialog.regle"), "Copier").first().click(),
    bouge: ".regle",
  },
  {
    nom: "an acronym",
    preparer: async (s) => {
      await bouton(s.element.locator("dialog.regle"), "Fermer").click();
      await s.element.locator(".sigle[role=button]").nth(1).waitFor();
    },
    changer: async (s) => {
      await s.element.locator(".sigle[role=button]").first().click();
      await s.element.getByRole("note").locator("strong").waitFor();
    },
    bouge: ".cpts",
  },
  {
    nom: "another one",
    changer: async (s) => {
      await s.element.locator(".sigle[role=button]").nth(1).click();
      await s.element.getByRole("note").locator("strong").waitFor();
    },
    bouge: ".definition",
  },
  { nom: "explained no more", changer: (s) => bouton(s.element, "Fermer la définition").click() },
]);

/** Gives an element an attribute, or takes it off. */
const attribut = (nom, valeur) => (s) =>
  s.element.evaluate((element, [nom, valeur]) => (valeur === null ? element.removeAttribute(nom) : element.setAttribute(nom, valeur)), [nom, valeur]);
const { regles: _regles, couverture: _couverture, ...SIMPLE } = CONFIGURATION;
const BAREME = JSON.parse(readFileSync(ici("../../dist/bareme.json"), "utf8"));
const SITE = {
  "configuration.json": JSON.stringify(SIMPLE),
  "autre.json": JSON.stringify({ ...SIMPLE, introduction: { titre: "Une autre union", paragraphes: ["Elle dit autre chose."] }, contacts: SIMPLE.contacts.slice(1) }),
  "bareme.json": JSON.stringify(BAREME),
  "logo.svg": LOGO,
  "cpts.csv": COUVERTURE,
};
const duSite = async (page) => {
  for (const [nom, body] of Object.entries(SITE)) {
    const contentType = { svg: "image/svg+xml", csv: "text/csv; charset=utf-8", json: "application/json" }[nom.split(".")[1]];
    await page.route(`**/site/${nom}`, (route) => route.fulfill({ status: 200, body, contentType }));
  }
};
suivre("what the site gives", [
  {
    nom: "its configuration",
    preparer: async (s) => { await cambrai(s); await toutDeplier(s); },
    changer: attribut("configuration", "site/configuration.json"),
    bouge: ".cpts > div",
  },
  { nom: "another one", changer: attribut("configuration", "site/autre.json"), bouge: ".cpts > div" },
  { nom: "whom to write to", changer: attribut("contact-url", "mailto:cpts@exemple.invalid"), bouge: ".parler" },
  { nom: "the CPTS that exist", changer: attribut("couverture", "site/cpts.csv"), bouge: ".couverture" },
  { nom: "not that file", changer: (s) => bouton(s.element, "Retirer ce fichier").click(), bouge: ".couverture" },
  { nom: "its own rules", changer: attribut("regles", "site/bareme.json"), bouge: ".feuille" },
  { nom: "without amounts", changer: attribut("masquer-montants", ""), bouge: ".feuille" },
  { nom: "with them", changer: attribut("masquer-montants", null), bouge: ".feuille" },
], { arrange: duSite });

const reseau = (page, mots) => page.locator("button.hl", { hasText: mots }).waitFor({ timeout: 40_000 });
/** The page asks no more than once a second. */
const revenu = () => {
  dispatchEvent(new Event("online"));
  return /^Prêt/.test(document.querySelector("button.hl").textContent);
};
suivre("what is said of the network", [
  {
    nom: "no network",
    preparer: async (s, page) => { await reseau(page, "Prêt hors ligne"); await page.locator("button.hl").click(); },
    changer: (s, page) => page.context().setOffline(true),
    bouge: ".page-tete",
  },
  {
    nom: "the network again",
    changer: async (s, page) => {
      await page.context().setOffline(false);
      await page.waitForFunction(revenu, null, { polling: 300 });
    },
    bouge: ".page-tete",
  },
  {
    nom: "all of it kept",
    changer: async (s, page) => {
      await bouton(page, /^Tout télécharger/).click();
      await reseau(page, "Prêt pour la réunion");
    },
    bouge: ".page-tete",
  },
  { nom: "nothing kept any more", changer: (s, page) => bouton(page, "Effacer ces fichiers de l’appareil").click(), bouge: ".page-tete" },
], { serviceWorkers: "allow", expected: [/Failed to load resource/] });

suivre("the page of those who show the simulator on their site", [
  { nom: "another form", changer: (s, page) => page.locator("#formes input[type=radio]").nth(1).check(), bouge: "#code" },
  { nom: "for a région", changer: (s, page) => page.getByLabel("Région").selectOption("53"), bouge: "#departement" },
  { nom: "a département", changer: (s, page) => page.getByLabel("Département").selectOption("29"), bouge: "#code" },
  {
    nom: "a colour that is none",
    changer: (s, page) => ecrire(page.getByRole("textbox", { name: "Couleur de votre site" }), "rose bonbon"),
    bouge: "#reglages",
  },
  { nom: "a colour", changer: (s, page) => ecrire(page.getByRole("textbox", { name: "Couleur de votre site" }), "#8a2e5d"), bouge: "#reglages" },
  { nom: "the code copied", changer: (s, page) => bouton(page, "Copier le code").click(), bouge: "main" },
  { nom: "a last form", changer: (s, page) => page.locator("#formes input[type=radio]").last().check(), bouge: "#marche" },
], { path: "/integration.html", debut: (s, page) => page.locator("#code").filter({ hasText: "simulateur" }).waitFor() });

suivre("the page that checks a server", [
  {
    nom: "a file that is missing",
    changer: async (s, page) => {
      await page.route("**/iris.bin*", (route) => route.fulfill({ status: 404, body: "" }));
      await page.locator("#recommencer").click();
      await page.locator("#actions").waitFor();
    },
    bouge: "#verdict",
  },
  {
    nom: "there again",
    changer: async (s, page) => {
      await page.unroute("**/iris.bin*");
      await page.locator("#recommencer").click();
      await page.locator("#actions").waitFor();
    },
    bouge: "#verdict",
  },
  { nom: "the account copied", changer: (s, page) => page.locator("#copier").click(), bouge: "#annonce" },
], { path: "/verifier.html", debut: (s, page) => page.locator("#actions").waitFor(), varie: /[\d,]+\s(?=s,)/g, expected: [/Failed to load resource/] });
