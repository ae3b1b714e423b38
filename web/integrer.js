// The loader: turns each link of the class "cpts-simulateur" into a simulator.
//
//   <a class="cpts-simulateur" href="https://…/simulateur/" data-region="53">Simulateur CPTS</a>
//   <script src="https://…/simulateur/integrer.js" defer></script>
//
// The element where it can run, else the frame, else the link stays as it is.
// A place, <div data-cpts>, does as well as a link. Without either, a script that
// has a data- attribute shows a simulator beside itself; beside a link, its
// attributes are what the links have by default.
//
// `cargo xtask split` publishes this file without comments and indentation, and
// refuses it above 2 kB in gzip. No line may begin with // inside a string.
(() => {
  // A second script of the page has the first one look again.
  if (self.cptsIntegrer) return cptsIntegrer();

  // As element.json declares them. What is not here is never copied: an attribute
  // such as onclick would be a script.
  const ADRESSES = "contact-url couverture configuration regles projet".split(" ");
  const ATTRIBUTS = [..."region departement couleur theme densite masquer-montants".split(" "), ...ADRESSES];
  const CIBLES = "a.cpts-simulateur,[data-cpts]";

  // Where the simulator is comes from the script alone, never from a link: who may
  // write links on a site may not always choose its scripts. For the same reason,
  // not from any element whose name is "currentScript".
  const notre = (s) => /\/integrer(-[\w.]+)?\.js/.test(s.src);
  const scripts = () => [...document.querySelectorAll("script[src]")].filter(notre);
  const { currentScript } = document;
  const moi = currentScript instanceof HTMLScriptElement ? currentScript : scripts()[0];
  const dire = (texte) => console.warn("cpts-simulateur : " + texte);
  if (!moi?.src) return dire("integrer.js doit garder son adresse : ne le fusionnez avec aucun autre script.");

  // What was dealt with, and what was inserted: [target, origin of the frame].
  const vus = new WeakSet();
  const poses = new Map();

  const important = (n, styles) => {
    for (const nom in styles) n.style.setProperty(nom, styles[nom], "important");
  };

  const poser = (n, cible, origine) => {
    poses.set(n, [cible, origine]);
    cible.matches("a,script") ? cible.after(n) : cible.append(n);
  };
  const oter = (n) => {
    poses.get(n)?.[0].style.removeProperty("display");
    poses.delete(n);
    n.remove();
  };

  // The link was in sight until here. Not taken from under the focus.
  const montrer = (n) => {
    const [cible] = poses.get(n);
    const cacher = () => poses.has(n) && cible.matches("a") && important(cible, { display: "none" });
    if (cible === document.activeElement) cible.addEventListener("blur", cacher, { once: true });
    else cacher();
  };

  // Fetched once for all; rejected where the site allows no WebAssembly (the eight
  // bytes are an empty module) or no module from there.
  const modules = {};
  const charger = async (base) => {
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    await import(base + "cpts-simulateur.js");
  };

  const placer = async (cible) => {
    const script = cible.matches("script") ? cible : moi;
    const base = new URL(".", script.src).href;
    const lire = (nom) => cible.getAttribute("data-" + nom) ?? script.getAttribute("data-" + nom);
    const forme = lire("forme");
    const reglages = [];
    const lien = document.createElement("a");
    for (const nom of ATTRIBUTS) {
      let valeur = lire(nom);
      // The frame would read a relative address from its own folder.
      if (valeur && ADRESSES.includes(nom)) {
        lien.href = valeur;
        valeur = lien.href;
      }
      if (valeur != null) reglages.push([nom, valeur]);
    }

    const cadre = () => {
      if (forme === "element" || !cible.isConnected) return;
      const n = document.createElement("iframe");
      n.title = "Simulateur CPTS";
      n.loading = "lazy";
      n.allow = "clipboard-write; fullscreen";
      n.src = base + "cadre.html?" + new URLSearchParams(reglages);
      // Laid out, so that it measures itself, and not in sight.
      important(n, { all: "initial", display: "block", width: "100%", height: "1px", visibility: "hidden" });
      poser(n, cible, new URL(base).origin);
    };

    if (forme !== "cadre") {
      try {
        await (modules[base] ??= charger(base));
        if (!cible.isConnected) return vus.delete(cible);
        const n = document.createElement("cpts-simulateur");
        for (const [nom, valeur] of reglages) n.setAttribute(nom, valeur);
        let pret;
        n.addEventListener("cpts:pret", () => {
          pret = 1;
          montrer(n);
        });
        n.addEventListener("cpts:erreur", ({ detail }) => {
          if (pret || detail.quoi !== "module") return;
          oter(n);
          cadre();
        });
        return poser(n, cible);
      } catch {
        // The frame, then.
      }
    }
    cadre();
  };

  // From our frames alone: the window and the origin must both be those we opened.
  addEventListener("message", ({ data, origin, source }) => {
    for (const [n, [, origine]] of poses) {
      if (!source || n.contentWindow !== source || origine !== origin) continue;
      const { cpts, hauteur, detail } = data ?? {};
      if (cpts === "bonjour") source.postMessage({ cpts }, origin);
      if (cpts === "hauteur" && hauteur > 0) {
        important(n, { height: Math.min(Math.max(hauteur, 120), 3e4) + "px", visibility: "visible" });
        montrer(n);
      }
      if (/^(pret|bilan|erreur)$/.test(cpts)) n.dispatchEvent(new CustomEvent("cpts:" + cpts, { detail, bubbles: true }));
    }
  });

  const visibles = new IntersectionObserver(
    (entrees) => {
      for (const { isIntersecting, target } of entrees) {
        if (!isIntersecting) continue;
        visibles.unobserve(target);
        placer(target);
      }
    },
    { rootMargin: "999px" },
  );

  // What left the page with its link, then what came.
  const chercher = () => {
    for (const [n, [cible]] of poses) {
      if (!cible.isConnected) vus.delete(cible);
      if (!cible.isConnected || !n.isConnected) oter(n);
    }
    const cibles = [...document.querySelectorAll(CIBLES)];
    for (const cible of cibles) {
      if (!vus.has(cible)) visibles.observe(cible);
      vus.add(cible);
    }
    if (cibles[0] || document.readyState === "loading") return;
    for (const s of scripts()) {
      if (vus.has(s) || !["forme", ...ATTRIBUTS].some((nom) => s.hasAttribute("data-" + nom))) continue;
      vus.add(s);
      if (document.head.contains(s)) dire("mettez <div data-cpts></div> là où le simulateur doit paraître, ou ce script dans le corps de la page.");
      else placer(s);
    }
  };

  let attente;
  self.cptsIntegrer = () => {
    attente ??= requestAnimationFrame(() => {
      attente = null;
      chercher();
    });
  };
  new MutationObserver(cptsIntegrer).observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", chercher);
  chercher();
})();
