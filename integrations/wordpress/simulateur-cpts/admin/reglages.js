// The settings page: the colour picker of WordPress, and a look at the hosting.
(function ($, fichiers) {
  "use strict";
  $(".simulateur-cpts-couleur").wpColorPicker();

  /** What is wrong with one file, or nothing. */
  async function defaut(adresse) {
    const nom = adresse.split("/").pop();
    let reponse;
    try {
      reponse = await fetch(adresse, { cache: "no-store" });
    } catch {
      return { grave: true, texte: `${nom} : le site ne répond pas.` };
    }
    if (!reponse.ok) return { grave: true, texte: `${nom} : le site répond « ${reponse.status} ». Demandez à l’hébergeur, ou à votre extension de sécurité, de laisser passer ce fichier.` };
    const type = (reponse.headers.get("content-type") ?? "").split(";")[0];
    if (nom.endsWith(".js") && !/javascript/.test(type)) return { grave: true, texte: `${nom} : le type envoyé est « ${type} », il faut text/javascript.` };
    if (nom.endsWith(".wasm") && type !== "application/wasm") return { grave: false, texte: `${nom} : le type envoyé est « ${type} ». Le simulateur marche, mais démarre un peu moins vite. Le bon type est application/wasm.` };
    if (/html/.test(type) && !nom.endsWith(".html")) return { grave: true, texte: `${nom} : le site envoie une page à la place du fichier.` };
    return null;
  }

  /** Writes the verdict, without any HTML parsing. */
  function ecrire(boite, classe, phrase, lignes) {
    const notice = document.createElement("div");
    notice.className = `notice inline ${classe}`;
    const p = document.createElement("p");
    p.textContent = phrase;
    notice.append(p);
    if (lignes.length > 0) {
      const liste = document.createElement("ul");
      liste.append(...lignes.map((texte) => Object.assign(document.createElement("li"), { textContent: texte })));
      notice.append(liste);
    }
    boite.replaceChildren(notice);
  }

  const bouton = document.getElementById("simulateur-cpts-verifier");
  const boite = document.getElementById("simulateur-cpts-verdict");
  bouton?.addEventListener("click", async () => {
    bouton.setAttribute("aria-disabled", "true");
    boite.textContent = "Vérification en cours…";
    const defauts = (await Promise.all(fichiers.map(defaut))).filter(Boolean);
    bouton.removeAttribute("aria-disabled");
    const lignes = defauts.map(({ texte }) => texte);
    if (defauts.some(({ grave }) => grave)) ecrire(boite, "notice-error", "Le simulateur ne peut pas démarrer, ou pas en entier :", lignes);
    else if (defauts.length > 0) ecrire(boite, "notice-warning", "Tout arrive. Une chose peut être améliorée :", lignes);
    else ecrire(boite, "notice-success", `Tout est bien : les ${fichiers.length} fichiers arrivent avec le bon type.`, []);
  });
})(window.jQuery, window.simulateurCptsFichiers || []);
