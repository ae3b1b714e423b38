// The block in the editor: its fields at the side, its preview in the page.
// Plain JavaScript on what WordPress gives, so that nothing has to be built.
(function (wp, reglages) {
  "use strict";
  if (!reglages) return;
  const { createElement: el, Fragment, useEffect, useState } = wp.element;
  const { InspectorControls, PanelColorSettings, useBlockProps } = wp.blockEditor;
  const { Notice, PanelBody, SelectControl, TextControl } = wp.components;

  /** What the site has chosen, as a person reads it. */
  function duSite(champ) {
    const connu = champ.valeurs.find((paire) => paire.value === champ.site);
    if (connu) return connu.label;
    if (champ.type === "drapeau") return champ.site === "oui" ? "masqués" : "montrés";
    return champ.site;
  }

  /** The words of the choice that leaves it to the settings of the site. */
  function commeLeSite(champ) {
    const valeur = duSite(champ);
    return valeur ? `Comme dans les réglages (${valeur})` : "Comme dans les réglages";
  }

  /** One field; an empty one leaves the attribute to the settings of the site. */
  function Champ({ champ, valeur, changer }) {
    const commun = { label: champ.libelle, help: champ.aide || undefined, value: valeur ?? "", onChange: (v) => changer(v === "" ? undefined : v) };
    const choix = (paires) => el(SelectControl, { ...commun, options: [{ value: "", label: commeLeSite(champ) }, ...paires] });
    if (champ.type === "drapeau") return choix([{ value: "non", label: "Montrés" }, { value: "oui", label: "Masqués" }]);
    if (champ.valeurs.length > 0) return choix(champ.valeurs);
    return el(TextControl, { ...commun, placeholder: champ.site || champ.exemple, autoComplete: "off", spellCheck: false });
  }

  /** The address of the preview with these attributes. */
  function adresse(attributs) {
    const url = new URL(reglages.apercu, document.baseURI);
    for (const { nom } of reglages.champs) {
      const valeur = attributs[nom];
      if (valeur !== undefined) url.searchParams.set(nom.replace(/[A-Z]/g, (lettre) => `-${lettre.toLowerCase()}`), valeur);
    }
    return url.href;
  }

  /** The simulator in a frame; it is loaded again a moment after the last change. */
  function Apercu({ attributs, choisi }) {
    const voulue = adresse(attributs);
    const [montree, montrer] = useState(voulue);
    useEffect(() => {
      const attente = setTimeout(() => montrer(voulue), 600);
      return () => clearTimeout(attente);
    }, [voulue]);
    return el(
      Fragment,
      null,
      el("p", null, choisi ? "Aperçu : vous pouvez l’essayer." : "Simulateur CPTS"),
      el("div", { style: { position: "relative" } },
        el("iframe", { src: montree, title: "Aperçu du simulateur CPTS", loading: "lazy", tabIndex: choisi ? undefined : -1 }),
        choisi ? null : el("div", { className: "voile" })),
    );
  }

  function Edition({ attributes, setAttributes, isSelected }) {
    const changer = (nom) => (valeur) => setAttributes({ [nom]: valeur });
    const champ = (c) => el(Champ, { key: c.nom, champ: c, valeur: attributes[c.nom], changer: changer(c.nom) });
    const couleurs = reglages.champs.filter((c) => c.type === "couleur");
    return el(
      Fragment,
      null,
      el(
        InspectorControls,
        null,
        el(PanelBody, { title: "Simulateur" }, reglages.champs.filter((c) => !c.avance && c.type !== "couleur").map(champ)),
        couleurs.length === 0 ? null : el(PanelColorSettings, {
          title: "Couleur",
          colorSettings: couleurs.map((c) => ({ label: c.libelle, value: attributes[c.nom] || c.site || undefined, onChange: changer(c.nom) })),
        }),
        el(PanelBody, { title: "Fichiers et contact", initialOpen: false }, reglages.champs.filter((c) => c.avance).map(champ)),
      ),
      el(
        "div",
        useBlockProps({ className: "simulateur-cpts-editeur" }),
        reglages.pret
          ? el(Apercu, { attributs: attributes, choisi: isSelected })
          : el(Notice, { status: "error", isDismissible: false }, "Les fichiers du simulateur manquent. Installez l’extension depuis son fichier ZIP."),
      ),
    );
  }

  wp.blocks.registerBlockType("simulateur-cpts/simulateur", {
    icon: el("svg", { viewBox: "0 0 24 24", "aria-hidden": true },
      el("path", { d: "M12 3a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM5 14a3 3 0 1 1 0 6 3 3 0 0 1 0-6Zm14 0a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM11 10h2v2.6l3.2 2-1.1 1.7-3.1-2-3.1 2-1.1-1.7 3.2-2V10Z" })),
    edit: Edition,
    save: () => null,
  });
})(window.wp, window.simulateurCpts);
