// A site that stops and comes back, serves its files whole or not, and publishes
// another version: what happens to the page between a first visit and a meeting.

import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DIST, startSite } from "./site.js";

const LISTE = /const LISTE = (\{.*\});/;

/** The list of the worker of a folder. */
export const lireListe = (dossier = DIST) => JSON.parse(LISTE.exec(readFileSync(join(dossier, "service.js"), "utf8"))[1]);

/**
 * A copy of the release as its next version would be: other names for the files
 * that have a fingerprint in theirs, and other bytes where `changer` says so.
 * @param {(nom: string, octets: Buffer) => Buffer} changer
 * @returns {string} the folder, removed when the process ends
 */
export function versionSuivante(changer = (_, octets) => octets) {
  const dossier = mkdtempSync(join(tmpdir(), "cpts-version-"));
  process.on("exit", () => rmSync(dossier, { recursive: true, force: true }));
  cpSync(DIST, dossier, { recursive: true, filter: (nom) => !/\.zip$|\/npm(\/|$)/.test(nom) });
  const avant = /-([0-9a-f]{8,16})\.js$/.exec(readdirSync(dossier).find((nom) => /^cpts-widget-[0-9a-f]{8,16}\.js$/.test(nom)))[1];
  const apres = createHash("sha256").update(avant).digest("hex").slice(0, avant.length);
  for (const nom of readdirSync(dossier)) {
    // The module imports its glue by name, too. Byte for byte: latin1 keeps them all.
    if (/\.(html|js|json|wasm)$/.test(nom)) {
      const texte = readFileSync(join(dossier, nom), "latin1");
      if (texte.includes(avant)) writeFileSync(join(dossier, nom), texte.replaceAll(avant, apres), "latin1");
    }
    if (nom.includes(avant)) renameSync(join(dossier, nom), join(dossier, nom.replace(avant, apres)));
  }
  const liste = lireListe(dossier);
  for (const fichier of liste.fichiers) {
    const octets = changer(fichier.nom, readFileSync(join(dossier, fichier.nom)));
    writeFileSync(join(dossier, fichier.nom), octets);
    fichier.taille = octets.length;
    fichier.sha256 = createHash("sha256").update(octets).digest("hex");
  }
  liste.version = createHash("sha256").update(JSON.stringify(liste.fichiers)).digest("hex").slice(0, 16);
  const script = readFileSync(join(dossier, "service.js"), "utf8");
  writeFileSync(join(dossier, "service.js"), script.replace(LISTE, () => `const LISTE = ${JSON.stringify(liste)};`));
  return dossier;
}

/** A port that the system gives to nobody by itself: it is still free when the site comes back. */
const portAuHasard = () => 20_000 + Math.floor(Math.random() * 12_000);

/** A site of which a test is the master. */
export async function ouvrirSite({ base = "/" } = {}) {
  const site = {
    dossier: DIST,
    /** @type {string[]} what was asked for */
    demandes: [],
    /** What happens to a file: `"coupe"`, `"absent"`, or a function of its bytes. @type {(nom: string) => unknown} */
    sort: () => undefined,
    async arreter() {
      await ouvert?.close();
      ouvert = undefined;
    },
    async reprendre() {
      const options = { root: () => site.dossier, base, compress: false, before };
      while (!ouvert) {
        const essai = port || portAuHasard();
        ouvert = await startSite({ ...options, port: essai }).catch((erreur) => {
          if (port || erreur.code !== "EADDRINUSE") throw erreur;
        });
        if (ouvert) port = essai;
      }
    },
    get adresse() {
      return `http://127.0.0.1:${port}${base}`;
    },
  };
  let ouvert;
  let port = 0;
  const before = (chemin, reponse, corps) => {
    const nom = chemin.slice(1) || "index.html";
    site.demandes.push(nom);
    const sort = site.sort(nom);
    if (!sort) return false;
    if (sort === "absent") reponse.writeHead(404).end("absent");
    else if (sort === "coupe") {
      reponse.writeHead(200, { "Content-Length": corps.length }).write(corps.subarray(0, corps.length >> 1));
      setTimeout(() => reponse.destroy(), 50);
    } else reponse.writeHead(200, { "Content-Type": nom.endsWith(".js") ? "text/javascript" : "application/octet-stream" }).end(sort(corps));
    return true;
  };
  await site.reprendre();
  return site;
}
