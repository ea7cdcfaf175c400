/* The search of newsgen's default theme: it asks the index in the reader's browser, and nobody learns of what.

   Nothing is loaded before the field is used. What the index holds, newsgen's own src/newsgen/search/ says; that terms
   are made here as there is tested. A module: tests import the parts that need no page. */

const SHOWN = 10;
const MOST_AHEAD = 8; // pages asked for at once where a phrase is looked for
const FRESH = 12; // months in which half of the favour for what is new is lost
const WEIGHTS = [1, 1.5, 2.5, 4];
const EXCERPT = 230;

/* Terms ------------------------------------------------------------------------------------------------------------ */

/** Make what folds words and makes terms of them, by what the index tells of its language (search/terms.py). */
export function makeTerms(told, stem) {
  const word = "[\\p{L}\\p{N}_" + told.marks + told.unseen + "]+";
  const piece = new RegExp(word + "(?:[" + told.apostrophes + told.hyphens + "]+" + word + ")*", "gu");
  const thousands = /([0-9])(?<![\p{L}\p{N}_]{4})[ \u00a0\u202f](?=[0-9]{3}(?![\p{L}\p{N}_]))/gu;
  const dropped = new RegExp("[" + told.marks + told.unseen + "]", "gu");
  const apostrophe = new RegExp("[" + told.apostrophes + "]", "gu");
  const hyphen = new RegExp("[" + told.hyphens + "]", "gu");
  const ligature = new RegExp("[" + Object.keys(told.ligatures).join("") + "]", "gu");
  const stop = new Set(told.stop);
  const elided = new Set(told.elided);
  const tails = new Set(told.tails);
  const known = new Map();

  const fold = (text) =>
    text
      .normalize("NFKD")
      .toLowerCase()
      .replace(dropped, "")
      .replace(ligature, (letter) => told.ligatures[letter])
      .replace(apostrophe, "'")
      .replace(hyphen, "-");

  const bare = (part) => {
    const pieces = part.split("'").filter(Boolean);
    while (pieces.length > 1 && elided.has(pieces[0])) pieces.shift();
    if (pieces.length > 1 && tails.has(pieces[pieces.length - 1])) pieces.pop();
    return pieces.join("");
  };

  /** Give the term of a folded word; nothing for a stop word. */
  const term = (folded) => {
    if (stop.has(folded)) return null;
    let found = known.get(folded);
    if (found === undefined) {
      found = Object.hasOwn(told.irregular, folded) ? told.irregular[folded] : folded;
      for (const group of told.endings) {
        const fits = group.find(([ending, , least]) => [...found].length >= least && found.endsWith(ending));
        if (fits) found = found.slice(0, found.length - fits[0].length) + fits[1];
      }
      found = stem(found);
      known.set(folded, found);
    }
    return found;
  };

  /** Give the pieces of a text: where each stands, and its words, those of each compound together. */
  const pieces = (text) => {
    const found = [];
    for (const match of text.replace(thousands, "$1\u2060").matchAll(piece)) {
      const compounds = (fold(match[0]).match(/[\p{L}\p{N}]+(?:['-]+[\p{L}\p{N}]+)*/gu) || []).map((each) =>
        each.split("-").filter(Boolean).map(bare),
      );
      if (compounds.length) found.push({ start: match.index, end: match.index + match[0].length, compounds });
    }
    return found;
  };

  /** Give all terms of a piece, as the index has them. */
  const terms = ({ compounds }) => {
    const found = [];
    for (const words of compounds) {
      const own = words.map(term).filter((each) => each !== null);
      found.push(...own);
      const joined = own.length && words.length > 1 ? term(words.join("")) : null;
      if (joined !== null) found.push(joined);
    }
    return found;
  };

  return { fold, term, pieces, terms };
}

/* The index -------------------------------------------------------------------------------------------------------- */

const CRCS = Array.from({ length: 256 }, (_, number) => {
  let crc = number;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc >>> 0;
});

/** Say in which shard a term is (search/shards.py). */
export function shardOf(term, about) {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode([...term].slice(0, about.prefix).join(""))) {
    crc = (crc >>> 8) ^ CRCS[(crc ^ byte) & 255];
  }
  return ((crc ^ 0xffffffff) >>> 0) % about.shards;
}

/** Read a shard: a map from terms to functions that give their postings, weights by the numbers of documents. */
export function readShard(buffer) {
  const bytes = new Uint8Array(buffer);
  let place = 4 + new DataView(buffer).getUint32(0, true);
  const found = new Map();
  let before = [];
  for (const line of new TextDecoder().decode(bytes.subarray(4, place)).split("\n").slice(0, -1)) {
    const [head, numbers] = line.split("\t");
    const letters = [...head];
    before = [...before.slice(0, letters[0].codePointAt(0) - 48), ...letters.slice(1)];
    const [count, parameter, size] = numbers.split(" ").map(Number);
    const code = bytes.subarray(place, place + size);
    found.set(before.join(""), { count, read: () => readPostings(code, count, parameter) });
    place += size;
  }
  return found;
}

function readPostings(code, count, parameter) {
  let place = 0;
  const bit = () => (code[place >> 3] >> (7 - (place++ & 7))) & 1;
  const postings = new Map();
  let number = -1;
  for (let nth = 0; nth < count; nth++) {
    let gap = 0;
    while (bit()) gap += 1;
    for (let each = 0; each < parameter; each++) gap = gap * 2 + bit();
    number += gap + 1;
    let weight = 0;
    while (weight < 3 && bit()) weight += 1;
    postings.set(number, weight);
  }
  return postings;
}

/** Open an index. `load` gives the file of a name as a response, `stems` the module that knows stems. */
export async function openIndex(load, stems) {
  const about = await (await load("search.json")).json();
  const stem = about.words.stems ? (await stems()).stem : (word) => word;
  const kept = new Map();
  const once = (name, read) => {
    if (!kept.has(name)) {
      const asked = load(name).then(read);
      asked.catch(() => kept.delete(name));
      kept.set(name, asked);
    }
    return kept.get(name);
  };
  const shard = (term) =>
    once(String(shardOf(term, about)).padStart(3, "0") + ".bin", async (answer) => readShard(await answer.arrayBuffer()));
  const month = (number) => about.first + Math.floor(number / about.stride);
  const block = (number) => {
    const first = month(number) - (month(number) % about.span);
    const part = about.span === 1 ? Math.floor((number % about.stride) / about.block) : 0;
    const name = String(Math.floor(first / 12)).padStart(4, "0") + "-" + String((first % 12) + 1).padStart(2, "0");
    return once(name + "-" + part + ".json", (answer) => answer.json());
  };
  return {
    about,
    terms: makeTerms(about.words, stem),
    month,
    /** Give the documents with a term, each with its weight. */
    async postings(term) {
      const found = (await shard(term)).get(term);
      return found ? found.read() : new Map();
    },
    /** Name the terms of which a folded word may be the beginning. */
    async beginning(word) {
      if ([...word].length < about.prefix) return [];
      return [...(await shard(word)).keys()].filter((term) => term.startsWith(word));
    },
    /** Give what a hit shows. */
    async card(number) {
      const [title, url, day, section, authors] = (await block(number))[number];
      return { title, url, day, month: month(number), section, authors };
    },
  };
}

/* Queries ---------------------------------------------------------------------------------------------------------- */

/** Read a query: what all hits have (each a choice of terms that are tried in turn), and the phrases in them. */
export function readQuery(text, terms, whole) {
  const wanted = [];
  const phrases = [];
  let ignored = false;
  const term = (word) => {
    const found = terms.term(word);
    ignored = ignored || found === null;
    return found;
  };
  const rest = text.replace(/["\u201c\u201d\u201e\u00ab\u00bb]([^"\u201c\u201d\u201e\u00ab\u00bb]*)["\u201c\u201d\u201e\u00ab\u00bb]?/gu, (all, inner) => {
    const words = terms.pieces(inner).flatMap((piece) => piece.compounds.flat());
    if (words.length > 1) phrases.push(words.map((word) => terms.term(word) ?? word));
    for (const word of words) if (term(word) !== null) wanted.push({ all: [terms.term(word)] });
    return " ".repeat(all.length);
  });
  const pieces = terms.pieces(rest);
  pieces.forEach((piece, nth) => {
    const isLast = !whole && nth === pieces.length - 1 && piece.end === text.length;
    piece.compounds.forEach((words, place) => {
      const own = words.map(term).filter((each) => each !== null);
      if (isLast && place === piece.compounds.length - 1) {
        own.pop();
        const last = words[words.length - 1];
        if (own.length) wanted.push({ all: own });
        wanted.push({ begun: last, all: terms.term(last) === null ? [] : [terms.term(last)] });
      } else if (words.length > 1 && own.length) {
        wanted.push({ joined: terms.term(words.join("")), all: own });
      } else if (own.length) {
        wanted.push({ all: own });
      }
    });
  });
  return { wanted, phrases, ignored };
}

const both = (one, other) => {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  return new Map([...small].filter(([number]) => large.has(number)).map(([n, w]) => [n, Math.max(w, large.get(n))]));
};

async function found(index, { all, joined, begun }) {
  if (begun !== undefined) {
    const terms = new Set([...all, ...(await index.beginning(begun))]);
    const merged = new Map();
    for (const postings of await Promise.all([...terms].map(index.postings))) {
      for (const [number, weight] of postings) merged.set(number, Math.max(weight, merged.get(number) ?? 0));
    }
    return { postings: merged, terms: [...terms] };
  }
  if (joined) {
    const postings = await index.postings(joined);
    if (postings.size) return { postings, terms: [joined] };
  }
  const lists = await Promise.all(all.map(index.postings));
  return { postings: lists.reduce(both), terms: all };
}

/** Find the documents of a query that pass the filters: their numbers, the best first, and the terms that were found. */
export async function find(index, query, filters = {}) {
  const { about } = index;
  const parts = await Promise.all(query.wanted.filter((each) => each.begun !== undefined || each.all.length).map((each) => found(index, each)));
  if (!parts.length) return { numbers: [], terms: [] };
  const passing = await Promise.all([filters.section, filters.author].filter(Boolean).map(index.postings));
  const scores = new Map();
  const rare = parts.map(({ postings }) => Math.log(1 + about.documents / (postings.size || 1)));
  const [first, ...others] = parts.map((part, nth) => ({ ...part, nth })).sort((a, b) => a.postings.size - b.postings.size);
  for (const [number, weight] of first.postings) {
    if (!others.every(({ postings }) => postings.has(number)) || !passing.every((each) => each.has(number))) continue;
    if (filters.year && Math.floor(index.month(number) / 12) !== Number(filters.year)) continue;
    let score = rare[first.nth] * WEIGHTS[weight];
    for (const { postings, nth } of others) score += rare[nth] * WEIGHTS[postings.get(number)];
    scores.set(number, score * (1 + 0.5 * 2 ** (-(about.last - index.month(number)) / FRESH)));
  }
  const numbers = [...scores.keys()].sort((a, b) => scores.get(b) - scores.get(a) || b - a);
  return { numbers, terms: parts.flatMap((part) => part.terms) };
}

/** Tell whether the words of a text have a phrase in them. */
export function hasPhrase(text, phrase, terms) {
  const words = terms.pieces(text).flatMap((piece) => piece.compounds.flat()).map((word) => terms.term(word) ?? word);
  return words.some((_, at) => phrase.every((word, nth) => words[at + nth] === word));
}

/** Give the ranges of a text that a query found, as pairs of a start and an end. */
export function marksIn(text, wanted, terms) {
  return terms
    .pieces(text)
    .filter((piece) => terms.terms(piece).some((term) => wanted.has(term)))
    .map(({ start, end }) => [start, end]);
}

/** Cut from a text what says most about a query; give it with the ranges to be marked. */
export function excerptOf(text, wanted, terms) {
  const marks = marksIn(text, wanted, terms);
  if (!marks.length) return null;
  let best = [0, 0];
  marks.forEach(([start], nth) => {
    const inside = marks.filter(([from, to]) => from >= start && to <= start + EXCERPT);
    const distinct = new Set(inside.map(([from, to]) => terms.fold(text.slice(from, to))));
    if (distinct.size > best[0]) best = [distinct.size, nth];
  });
  let from = Math.max(marks[best[1]][0] - EXCERPT / 4, 0);
  if (from > 0) from = text.indexOf(" ", from) + 1 || from;
  let to = Math.min(from + EXCERPT, text.length);
  if (to < text.length) to = text.lastIndexOf(" ", to) > marks[best[1]][1] ? text.lastIndexOf(" ", to) : to;
  const shown = marks.filter(([start, end]) => start >= from && end <= to).map(([start, end]) => [start - from, end - from]);
  return { text: text.slice(from, to), marks: shown, begins: from === 0, ends: to === text.length };
}

/* The page --------------------------------------------------------------------------------------------------------- */

const INLINE = new Set(
  "A ABBR B BDI BDO CITE CODE DATA DEL DFN EM FONT I INS KBD MARK Q S SAMP SMALL SPAN STRONG SUB SUP TIME U VAR WBR".split(" "),
);
const UNREAD = "script, style, template, iframe, noscript, svg, math, sup:has(.footnote-ref), .footnote-backref";

/** Give the text of an element as readers read it, with a blank between blocks. */
function textOf(element) {
  let text = "";
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) text += node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(UNREAD)) continue;
    text += INLINE.has(node.tagName) ? textOf(node) : " " + textOf(node) + " ";
  }
  return text;
}

function begin(form) {
  const field = form.elements.q;
  const said = form.ownerDocument.getElementById("_said");
  const list = form.ownerDocument.getElementById("_hits");
  const more = form.ownerDocument.getElementById("_more");
  const say = form.dataset;
  const pages = new Map();
  let opened = null;
  let turn = 0;

  const load = async (name) => {
    const answer = await fetch(say.index + name);
    if (!answer.ok) throw new Error(name + ": " + answer.status);
    return answer;
  };
  const open = () => {
    if (!opened) {
      opened = openIndex(load, () => import(new URL(say.index + "stemmer.js", document.baseURI).href)).then((index) => {
        offer(index.about);
        return index;
      });
      opened.catch(() => (opened = null));
    }
    return opened;
  };

  const offer = (about) => {
    const options = {
      section: about.sections,
      author: about.authors,
      year: [],
    };
    for (let year = Math.floor(about.last / 12); year >= Math.floor(about.first / 12); year--) options.year.push([String(year), String(year)]);
    for (const [name, choices] of Object.entries(options)) {
      const select = form.elements[name];
      const chosen = new URL(location.href).searchParams.get(name) || select.value;
      for (const [value, title] of choices) select.add(new Option(title, value));
      if (choices.some(([value]) => value === chosen)) select.value = chosen;
      select.closest("label").hidden = choices.length < 2;
    }
  };

  /** Give the words of the page of a hit: its standfirst and its text. */
  const read = (url) => {
    if (!pages.has(url)) {
      const asked = fetch(url)
        .then((answer) => (answer.ok ? answer.text() : ""))
        .then((html) => {
          const plain = html.replace(/<style\b.*?<\/style>/gis, "").replace(/\sstyle\s*=/gi, " data-style=");
          const page = new DOMParser().parseFromString(plain, "text/html"); // styles would be tried by the policy
          const first = (...names) => names.map((name) => page.querySelector(name)).find(Boolean);
          const texts = [first(".standfirst"), first(".prose", "[itemprop=articleBody]", "article", "main")];
          return texts.map((each) => (each ? textOf(each).replace(/\s+/gu, " ").trim() : ""));
        })
        .catch(() => ["", ""]);
      pages.set(url, asked);
    }
    return pages.get(url);
  };

  const marked = (element, text, ranges) => {
    let place = 0;
    for (const [start, end] of ranges) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      element.append(text.slice(place, start), mark);
      place = end;
    }
    element.append(text.slice(place));
    return element;
  };

  const hit = (card, wanted, terms) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = card.url;
    marked(link, card.title, marksIn(card.title, wanted, terms));
    const heading = document.createElement("h2");
    heading.append(link);
    const about = document.createElement("p");
    about.className = "about";
    const time = document.createElement("time");
    const date = new Date(Date.UTC(Math.floor(card.month / 12), card.month % 12, card.day));
    time.dateTime = date.toISOString().slice(0, 10);
    time.textContent = date.toLocaleDateString(document.documentElement.lang || undefined, { dateStyle: "long", timeZone: "UTC" });
    about.append(time, ...[card.section, ...card.authors].filter(Boolean).flatMap((each) => [" · ", each]));
    item.append(heading, about);
    read(card.url).then(([standfirst, text]) => {
      const cut = excerptOf(text, wanted, terms) || excerptOf(standfirst, wanted, terms);
      const shown = cut || { text: standfirst || text.slice(0, EXCERPT), marks: [], begins: true, ends: !!standfirst };
      if (!shown.text) return;
      const excerpt = document.createElement("p");
      excerpt.append(shown.begins ? "" : "… ");
      marked(excerpt, shown.text, shown.marks);
      excerpt.append(shown.ends ? "" : " …");
      item.append(excerpt);
    });
    return item;
  };

  /** Look for what is in the field; `whole`: its last word is no beginning. */
  const search = async (whole) => {
    const now = ++turn;
    const text = field.value;
    const filters = Object.fromEntries(["section", "author", "year"].map((name) => [name, form.elements[name].value]));
    more.hidden = true;
    if (!text.trim()) {
      list.replaceChildren();
      said.textContent = "";
      return;
    }
    try {
      if (!opened) said.textContent = say.busy;
      const index = await open();
      for (const name of Object.keys(filters)) filters[name] = form.elements[name].value;
      const query = readQuery(text, index.terms, whole);
      const { numbers, terms } = await find(index, query, filters);
      if (now !== turn) return;
      const wanted = new Set(terms);
      const passes = await narrowed(index, numbers, query.phrases);
      list.replaceChildren();
      const isCommon = !query.wanted.length && query.ignored;
      let told = 0;
      const show = async () => {
        more.hidden = true;
        const shown = [];
        let last = false;
        while (shown.length < SHOWN && !last) {
          const next = await passes.next();
          if (now !== turn) return;
          last = next.done;
          if (!last) shown.push(next.value);
        }
        const items = shown.map((card) => hit(card, wanted, index.terms));
        list.append(...items);
        told += shown.length;
        const rest = query.phrases.length ? !last : told < numbers.length;
        const count = query.phrases.length ? told + (rest ? "+" : "") : numbers.length;
        said.textContent = told ? say.count.replace("{}", count) : isCommon ? say.common : say.none;
        more.hidden = !rest;
        more.onclick = async () => {
          const before = list.children.length;
          await show();
          list.children[before]?.querySelector("a").focus();
        };
      };
      await show();
    } catch (error) {
      if (now === turn) said.textContent = say.failed;
      console.error(error);
    }
  };

  /** Give the cards of the documents that have all phrases in them, several pages at a time. */
  async function* narrowed(index, numbers, phrases) {
    for (let place = 0; place < numbers.length; place += MOST_AHEAD) {
      const cards = await Promise.all(numbers.slice(place, place + MOST_AHEAD).map(index.card));
      const texts = phrases.length ? await Promise.all(cards.map((card) => read(card.url))) : [];
      for (const [nth, card] of cards.entries()) {
        const inside = (phrase) => [card.title, ...texts[nth]].some((text) => hasPhrase(text, phrase, index.terms));
        if (phrases.every(inside)) yield card;
      }
    }
  }

  const remember = () => {
    const url = new URL(location.href);
    for (const name of ["q", "section", "author", "year"]) {
      const value = form.elements[name].value;
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    if (url.href !== location.href) history.pushState(null, "", url);
  };

  let waiting = 0;
  field.addEventListener("focus", () => open().catch(() => {}), { once: true });
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 150, false);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    remember();
    search(true);
  });
  for (const name of ["section", "author", "year"]) {
    form.elements[name].addEventListener("change", () => {
      remember();
      search(true);
    });
  }
  /* Arrows go from the field through the hits and back; Escape goes back at once. */
  form.parentElement.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const places = [field, ...list.querySelectorAll("h2 a")];
    const at = places.indexOf(document.activeElement);
    if (event.key === "Escape" && at > 0) field.focus();
    if (!step || at < 0 || !places[at + step]) return;
    event.preventDefault();
    places[at + step].focus();
  });
  const recall = () => {
    const asked = new URL(location.href).searchParams;
    field.value = asked.get("q") || "";
    for (const name of ["section", "author", "year"]) form.elements[name].value = asked.get(name) || "";
    search(true);
  };
  addEventListener("popstate", recall);
  form.ownerDocument.getElementById("_without").hidden = true;
  form.hidden = form.querySelector("[type=submit]").hidden = false;
  if (new URL(location.href).searchParams.get("q")) recall();
}

if (typeof document !== "undefined") {
  const form = document.querySelector("form[data-index]");
  if (form) begin(form);
}
