// Our search beside others, in one run, on the same queries.
// Usage: node recherche.mjs FOLDER, where FOLDER is the npm package
// (`cargo xtask npm` builds it in dist/npm, and installs the others beside this file).
//
// The queries are those of crates/cpts-territory/tests/quality.rs, which states the
// rules: the same generator, the same seed, one query in ten kept (400 of each set).
// The others get what each documents as its way of doing this: prefixes, one typo,
// accents folded beforehand, names and postal codes, communes in the order of
// population, and the population as a weight where there is one to give.
// A library too slow for the whole set is stopped after a time; `n` says how far it came.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const { open, Simulateur } = await import(pathToFileURL(resolve(process.argv[2], "node.js")));
const octets = readFileSync(new URL("../../data/communes.bin", import.meta.url));
await open(); // So that what is measured below is the reading of the communes, not of the WebAssembly.

const COUNT = 4000;
const KEPT = 10;
const LIMIT = 20;
/** Milliseconds given to a library for one set, and the least that it answers. */
const PATIENCE = Number(process.env.PATIENCE ?? 12_000);
const LEAST = 40;

/** Without accents, in lower case; hyphens and apostrophes stay. */
const plain = (text) =>
  text.toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
/** What the other libraries are given: plain words. */
const words = (text) => plain(text).replace(/[^a-z0-9]+/g, " ").trim();

// ---- The communes, as anyone could have them.

function communes() {
  const simulateur = Simulateur.parse(octets);
  const departements = [];
  for (let n = 1; n <= 95; n++) if (n !== 20) departements.push(String(n).padStart(2, "0"));
  departements.push("2A", "2B");
  const heads = departements.sort().flatMap((d) => Array.from({ length: 1000 }, (_, i) => d + String(i).padStart(3, "0")));
  for (let n = 97000; n < 99000; n++) heads.push(String(n));
  return heads.flatMap((code) => {
    const lieu = simulateur.territory(code);
    // An old code finds the commune of today; an arrondissement is part of its city.
    if (lieu?.type !== "commune" || lieu.code !== code || lieu.ville) return [];
    return [{ id: code, nom: lieu.nom, population: lieu.population ?? 0, postaux: lieu.codes_postaux }];
  });
}

// ---- The queries.

class Draw {
  constructor(seed) {
    this.state = BigInt(seed);
  }
  next(below) {
    this.state = BigInt.asUintN(64, this.state * 6364136223846793005n + 1442695040888963407n);
    return Number((this.state >> 33n) % BigInt(below));
  }
}

function querySets(all) {
  const draw = new Draw(2026);
  const weighted = (wanted) => {
    const among = all.filter(wanted);
    const sums = [];
    let total = 0;
    for (const c of among) sums.push((total += c.population));
    const one = () => {
      const at = draw.next(total);
      let [low, high] = [0, sums.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (sums[middle] <= at) low = middle + 1;
        else high = middle;
      }
      return among[low];
    };
    return Array.from({ length: COUNT }, one);
  };
  const rural = (wanted) => {
    const among = all.filter((c) => c.population >= 1 && c.population < 2000 && wanted(c));
    return Array.from({ length: COUNT }, () => among[draw.next(among.length)]);
  };
  const slip = (nom) => {
    const letters = [...nom.toLowerCase()];
    const at = draw.next(letters.length - 1);
    const letter = String.fromCharCode(97 + draw.next(26));
    const kind = draw.next(4);
    if (kind === 0) letters.splice(at, 1);
    else if (kind === 1) letters[at] = letter;
    else if (kind === 2) letters.splice(at, 0, letter);
    else [letters[at], letters[at + 1]] = [letters[at + 1], letters[at]];
    return letters.join("");
  };
  const long = (c) => [...c.nom].length >= 5;
  const any = () => true;
  const head = (n) => weighted(any).map((c) => [[...c.nom.toLowerCase()].slice(0, n).join(""), c]);
  const sets = {};
  sets["no accent"] = weighted(any).map((c) => [plain(c.nom), c]);
  sets["4 letters"] = head(4);
  sets["6 letters"] = head(6);
  sets["one typo"] = weighted(long).map((c) => [slip(c.nom), c]);
  sets["one typo, rural"] = rural(long).map((c) => [slip(c.nom), c]);
  sets["« st … »"] = weighted((c) => c.nom.startsWith("Saint-")).map((c) => [plain(c.nom).replace("saint-", "st "), c]);
  for (const name of Object.keys(sets)) sets[name] = sets[name].filter((_, i) => i % KEPT === 0);
  return sets;
}

// ---- The engines: `build` gives a function from a text to communes, best first.

async function engines(all) {
  const [{ default: UFuzzy }, { default: MiniSearch }, Flex, { default: lunr }, orama, { default: Fuse }] = await Promise.all([
    import("@leeoniya/ufuzzy"),
    import("minisearch"),
    import("flexsearch"),
    import("lunr"),
    import("@orama/orama"),
    import("fuse.js"),
  ]);
  const byPopulation = [...all].sort((a, b) => b.population - a.population);
  const of = new Map(all.map((c) => [c.id, c]));
  const documents = byPopulation.map((c) => ({ id: c.id, nom: words(c.nom), cp: c.postaux.join(" "), population: c.population }));
  const found = (ids) => ids.map((id) => of.get(id));
  const weight = (population) => 1 + Math.log10(1 + population);
  return {
    "cpts (wasm)": () => {
      const simulateur = Simulateur.parse(octets);
      const search = (text) =>
        simulateur
          .search(text, LIMIT)
          .filter((t) => t.lieu.type === "commune")
          .map((t) => ({ ...t.lieu, id: t.lieu.code, rang: t.rang }));
      search("a"); // The index is built at the first search.
      return search;
    },
    "plain scan": () => {
      const lines = documents.map((d) => `${d.nom} ${d.cp}`);
      return (text) => {
        const wanted = words(text);
        const hits = [];
        for (let i = 0; i < lines.length && hits.length < LIMIT; i++) if (lines[i].includes(wanted)) hits.push(byPopulation[i]);
        return hits;
      };
    },
    "uFuzzy 1.0": () => {
      const lines = documents.map((d) => `${d.nom} ${d.cp}`);
      const fuzzy = new UFuzzy({ intraMode: 1, intraIns: 1, intraSub: 1, intraTrn: 1, intraDel: 1 });
      return (text) => {
        const [ids, info, order] = fuzzy.search(lines, words(text), 0, 1e4);
        if (!ids) return [];
        const sorted = order ? order.map((i) => info.idx[i]) : ids;
        return sorted.slice(0, LIMIT).map((i) => byPopulation[i]);
      };
    },
    "MiniSearch 7.2": () => {
      const mini = new MiniSearch({
        fields: ["nom", "cp"],
        storeFields: ["population"],
        searchOptions: {
          combineWith: "AND",
          prefix: true,
          fuzzy: (term) => (term.length >= 5 ? 1 : 0),
          boostDocument: (_id, _term, stored) => weight(stored.population),
        },
      });
      mini.addAll(documents);
      return (text) => found(mini.search(words(text)).slice(0, LIMIT).map((r) => r.id));
    },
    "FlexSearch 0.8": () => {
      const { Index, Charset } = Flex.default ?? Flex;
      const index = new Index({ tokenize: "forward", encoder: Charset.LatinBalance });
      documents.forEach((d, i) => index.add(i, `${d.nom} ${d.cp}`));
      return (text) => index.search(words(text), LIMIT).map((i) => byPopulation[i]);
    },
    "lunr 2.3": () => {
      const index = lunr(function () {
        this.pipeline.reset();
        this.searchPipeline.reset();
        this.ref("id");
        this.field("nom");
        this.field("cp");
        for (const d of documents) this.add(d, { boost: weight(d.population) });
      });
      return (text) => {
        const terms = words(text).split(" ").filter(Boolean);
        const hits = index.query((q) => {
          for (const term of terms) {
            q.term(term, { boost: 10 });
            q.term(term, { boost: 5, wildcard: lunr.Query.wildcard.TRAILING });
            if (term.length >= 5) q.term(term, { editDistance: 1 });
          }
        });
        return found(hits.slice(0, LIMIT).map((r) => r.ref));
      };
    },
    "Orama 3.1": () => {
      const db = orama.create({ schema: { nom: "string", cp: "string", population: "number" } });
      for (const d of documents) orama.insert(db, d);
      return (text) => {
        const wanted = words(text);
        const options = { term: wanted, properties: ["nom", "cp"], limit: LIMIT, threshold: 0 };
        if (wanted.length >= 5) options.tolerance = 1;
        return found(orama.search(db, options).hits.map((h) => h.document.id));
      };
    },
    "Fuse 7.5": () => {
      const fuse = new Fuse(documents, { keys: ["nom", "cp"], threshold: 0.3, ignoreLocation: false });
      return (text) => found(fuse.search(words(text), { limit: LIMIT }).map((r) => r.item.id));
    },
  };
}

// ---- Measures.

/** Runs as many of the queries as patience allows; gives each its milliseconds. */
function timed(search, queries, each) {
  const times = [];
  const begin = performance.now();
  for (const query of queries) {
    const start = performance.now();
    const hits = search(query[0]);
    times.push(performance.now() - start);
    each?.(hits, query);
    if (times.length >= LEAST && performance.now() - begin > PATIENCE) break;
  }
  return times;
}

const at = (times, percent) => [...times].sort((a, b) => a - b)[Math.floor(((times.length - 1) * percent) / 100)];

function quality(search, set) {
  let [first, five] = [0, 0];
  const times = timed(search, set, (hits, [text, wanted]) => {
    // Without accents, Saint-Rémy and Saint-Remy are one name.
    const ascii = /^[\x20-\x7e]*$/.test(text);
    const place = hits.findIndex((h) => h.nom === wanted.nom || (ascii && plain(h.nom) === plain(wanted.nom)));
    first += place === 0;
    five += place >= 0 && place < 5;
  });
  const rate = (n) => Math.round((n * 100) / times.length);
  return { text: `${rate(first)}/${rate(five)}`, n: times.length };
}

/** Postal codes whose answer is their communes and nothing else, in a hundred. */
function postal(search, all) {
  const wanted = new Map();
  for (const c of all) for (const code of c.postaux) wanted.set(code, [...(wanted.get(code) ?? []), c.id]);
  // Answers are cut at LIMIT, and cities with arrondissements answer by these.
  const codes = [...wanted].filter(([, ids]) => ids.length < LIMIT && !ids.some((id) => ["75056", "69123", "13055"].includes(id)));
  const kept = codes.filter((_, i) => i % 15 === 0);
  let right = 0;
  const times = timed(search, kept, (hits, [, ids]) => {
    const got = hits.filter((h) => h.rang !== "code_insee").map((h) => h.id);
    right += got.length === ids.length && got.every((id) => ids.includes(id));
  });
  return { text: String(Math.round((right * 100) / times.length)), n: times.length };
}

const all = communes();
const sets = querySets(all);
// As a person types: every beginning, from the second letter on, of forty names.
const keystrokes = sets["no accent"].slice(0, 40).flatMap(([text]) => Array.from({ length: text.length - 1 }, (_, i) => [text.slice(0, i + 2)]));
// In an order that a short patience samples well.
keystrokes.sort((a, b) => ((a[0].length * 7919 + a[0].charCodeAt(1) * 104729) % 997) - ((b[0].length * 7919 + b[0].charCodeAt(1) * 104729) % 997));

console.log(`${all.length} communes; ${keystrokes.length} keystrokes; ${Object.values(sets)[0].length} queries a set; Node ${process.version}\n`);
const names = Object.keys(sets);
const row = (cells) => console.log(`| ${cells.join(" | ")} |`);
row(["engine", "ready ms", "p50 ms", "p95 ms", ...names, "postal codes", "n"]);
row(Array(names.length + 6).fill("---"));
for (const [name, build] of Object.entries(await engines(all))) {
  const readies = [];
  let search;
  for (let i = 0; i < (name.startsWith("cpts") ? 5 : 1); i++) {
    const start = performance.now();
    search = build();
    readies.push(performance.now() - start);
  }
  const cold = readies[0].toFixed(0);
  const ready = readies.length > 1 ? `${cold} cold, ${at(readies, 50).toFixed(0)} then` : cold;
  timed(search, keystrokes.slice(0, LEAST));
  const times = timed(search, keystrokes);
  const rates = names.map((set) => quality(search, sets[set]));
  const codes = postal(search, all);
  const n = Math.min(...rates.map((r) => r.n), codes.n);
  row([name, ready, at(times, 50).toFixed(3), at(times, 95).toFixed(3), ...rates.map((r) => r.text), codes.text, n]);
}
