// Sans outil de construction : la page importe le paquet par son adresse.

import { ErreurCpts, open } from "../index.js";

const texte = document.querySelector("input");
const etat = document.querySelector("#etat");
const liste = document.querySelector("#trouvailles");

try {
  const simulateur = await open();
  etat.textContent = `Populations ${simulateur.donnees().millesime}.`;
  texte.disabled = false;
  texte.addEventListener("input", () => {
    liste.replaceChildren(...simulateur.search(texte.value, 5).map(({ lieu }) => bouton(simulateur, lieu)));
  });
} catch (erreur) {
  if (!(erreur instanceof ErreurCpts)) throw erreur;
  etat.textContent = erreur.message;
}

function bouton(simulateur, lieu) {
  const choix = document.createElement("button");
  choix.textContent = "nom" in lieu ? lieu.nom : lieu.code;
  choix.addEventListener("click", () => {
    const bilan = simulateur.evaluate({ version: 1, territoire: territoire(simulateur, lieu) });
    const { population } = bilan.territoire;
    etat.textContent = bilan.taille
      ? `${choix.textContent} : ${population} habitants, taille ${bilan.taille.taille}.`
      : `${choix.textContent} : pas de taille.`;
  });
  const ligne = document.createElement("li");
  ligne.append(choix);
  return ligne;
}

function territoire(simulateur, lieu) {
  switch (lieu.type) {
    case "commune":
      return { communes: [lieu.code] };
    case "ancienne_commune":
      return { communes: [lieu.actuelle.code] };
    case "epci":
      return { epci: [lieu.siren] };
    case "code_postal":
      return { communes: simulateur.territory(lieu.code).communes.map(({ code }) => code) };
  }
}
