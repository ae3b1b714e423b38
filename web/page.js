// index.html opened by a link that names a place: ?region=53&departement=29. Only
// what changes nothing to what the page says may be asked for by an address.
const simulateur = document.querySelector("cpts-simulateur");
const demandes = new URLSearchParams(location.search);
for (const nom of ["region", "departement", "theme", "densite", "masquer-montants"]) {
  const valeur = demandes.get(nom);
  if (valeur !== null) simulateur.setAttribute(nom, valeur);
}
// What a shortcut of the installed page opens at once.
if (demandes.get("mode") === "reunion") simulateur.dataset.ouvrir = "reunion";
// Keeping the page on the device comes after showing it. A copy of the page that
// is not meant to be kept has no manifest.
if (document.querySelector("link[rel=manifest]")) addEventListener("load", () => import("./hors-ligne.js"));

// A project that came by a link (#p=…): the answers stand in the fragment, which a
// browser never sends. Once opened it leaves the address, so that a reload gives back
// the work as it is by then, and not as it was sent.
async function ouvrir() {
  const lien = location.hash;
  if (!lien.startsWith("#p=")) return;
  await customElements.whenDefined("cpts-simulateur");
  if ((await simulateur.ouvrirLien(lien)) && location.hash === lien) {
    history.replaceState(null, "", location.pathname + location.search);
  }
}
ouvrir();
addEventListener("hashchange", ouvrir);
