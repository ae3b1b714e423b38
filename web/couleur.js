// The colour of a host, made legible: fetched only when a host gives one.
//
// The accent colours texts and fills of buttons, so it must contrast with the
// paper (WCAG 1.4.3: 4.5 to 1) and the words on it with the accent. It keeps its
// hue; only its lightness moves, as little as it takes.

/** The grounds on which the accent is read, as in cpts-simulateur.css. */
const CLAIR = { fonds: ["#ffffff", "#f7f5f0", "#efece5"], sens: -1, sur: ["#ffffff", "#1d2226"] };
const SOMBRE = { fonds: ["#1a1f22", "#131719", "#252b2f"], sens: 1, sur: ["#06282a", "#ffffff"] };
const CONTRASTE = 4.5;

/** @param {string} texte any CSS colour @returns {number[] | null} red, green, blue from 0 to 255 */
export function lire(texte) {
  const essai = new Option().style;
  essai.color = texte;
  if (!essai.color || /^(var|inherit|initial|unset|revert|currentcolor|transparent)/i.test(texte)) return null;
  const toile = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  toile.fillStyle = essai.color;
  toile.fillRect(0, 0, 1, 1);
  const [r, v, b, opacite] = toile.getImageData(0, 0, 1, 1).data;
  return opacite === 255 ? [r, v, b] : null;
}

const lineaire = (c) => (c <= 10.31475 ? c / 3294.6 : ((c / 255 + 0.055) / 1.055) ** 2.4);
const luminance = ([r, v, b]) => 0.2126 * lineaire(r) + 0.7152 * lineaire(v) + 0.0722 * lineaire(b);

/** Contrast of two colours, from 1 to 21. */
export function contraste(a, b) {
  const [clair, sombre] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (clair + 0.05) / (sombre + 0.05);
}

const melange = (a, b, part) => a.map((c, i) => Math.round(c + (b[i] - c) * part));
const css = (c) => `#${c.map((x) => x.toString(16).padStart(2, "0")).join("")}`;
const NOIR = [0, 0, 0];
const BLANC = [255, 255, 255];

/** The nearest colour, towards black or white, that is legible on every ground. */
function lisible(couleur, { fonds, sens }) {
  const lus = fonds.map(lire);
  const cible = sens < 0 ? NOIR : BLANC;
  for (let part = 0; part <= 1; part += 0.02) {
    const essai = melange(couleur, cible, part);
    if (lus.every((fond) => contraste(essai, fond) >= CONTRASTE)) return essai;
  }
  return cible;
}

function jetons(couleur, theme) {
  const accent = lisible(couleur, theme);
  const [papier] = theme.fonds.map(lire);
  const sur = theme.sur.find((s) => contraste(lire(s), accent) >= CONTRASTE) ?? css(theme.sens < 0 ? BLANC : NOIR);
  const loin = theme.sens < 0 ? NOIR : BLANC;
  const texte = [
    `--accent:${css(accent)}`,
    `--sur-accent:${sur}`,
    `--accent-fort:${css(melange(accent, loin, 0.3))}`,
    `--accent-moyen:${css(melange(accent, papier, 0.4))}`,
    `--accent-pale:${css(melange(accent, papier, 0.88))}`,
  ].join(";");
  return { accent, texte };
}

/**
 * The style sheet of a host's colour, and what to tell the webmaster when it was
 * not taken as it is.
 * @param {string} valeur a CSS colour
 * @returns {{ css: string, remarque: string }}
 */
export function feuilleDeCouleur(valeur) {
  const couleur = lire(valeur);
  if (!couleur) return { css: "", remarque: "n’est pas une couleur. Écrivez par exemple #0b6b5d." };
  const clair = jetons(couleur, CLAIR);
  const sombre = jetons(couleur, SOMBRE);
  const feuille =
    `:host{${clair.texte}}` +
    `@media screen and (prefers-color-scheme:dark){:host(:not([theme="clair"])){${sombre.texte}}}` +
    `@media screen{:host([theme="sombre"]){${sombre.texte}}}`;
  const corrigee = css(clair.accent) !== css(couleur);
  return {
    css: feuille,
    remarque: corrigee ? `ne se lit pas assez sur fond clair : ${css(clair.accent)} est utilisée.` : "",
  };
}
