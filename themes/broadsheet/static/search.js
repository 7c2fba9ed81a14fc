// Searches the index that newsprint prints: small files of words and of documents, of which only those
// are loaded that a question needs. docs/search.md tells of the format. Nothing here touches a page.
import { DENSE, MARK, RUN, words } from "./words.js";

const KINDS = ["stories", "players", "quotes"];

/** A word as the bytes by which the index is sorted, one to a character. */
const bytesOf = (word) => String.fromCharCode(...new TextEncoder().encode(word));

/** Reads one file of words: gives each word in `wanted` and what stands behind it. */
function* entries(bytes, wanted) {
  let at = 0;
  let word = "";
  const number = () => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const shared = number();
    const length = number();
    word = word.slice(0, shared) + String.fromCharCode(...bytes.subarray(at, (at += length)));
    const size = number();
    if (wanted(word)) yield { word, documents: documents(bytes.subarray(at, at + size)) };
    at += size;
  }
}

/** The documents of one word: for each kind how many say it, whether all are listed, and who. */
function documents(bytes) {
  let at = 1;
  const number = () => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  return KINDS.map((_, kind) => {
    const found = { count: 0, isWhole: true, groups: [] };
    if (!(bytes[0] & (1 << kind))) return found;
    const count = number();
    found.count = Math.floor(count / 2);
    found.isWhole = count % 2 === 0;
    for (let isLast = false; !isLast; ) {
      isLast = (bytes[at] & 16) !== 0;
      const group = { level: bytes[at++] & 15, numbers: new Uint32Array(number()) };
      for (let index = 0, last = 0; index < group.numbers.length; index += 1) {
        last = index === 0 ? number() : last - number();
        group.numbers[index] = last;
      }
      found.groups.push(group);
    }
    return found;
  });
}

/** How well a word of the index answers a word of the question, from 0 to 1. */
function likeness(word, asked, isWord) {
  if (word === asked) return 1;
  if (isWord && word.startsWith(asked)) return 0.4 + (0.5 * asked.length) / word.length;
  return 0;
}

/** The singulars that an English plural may have. */
function singulars(word) {
  if (!/^[a-z]{3,}[^s]s$/.test(word)) return [];
  const forms = [word.slice(0, -1)];
  if (word.endsWith("es")) forms.push(word.slice(0, -2));
  if (word.endsWith("ies")) forms.push(`${word.slice(0, -3)}y`);
  return forms;
}

/** Whether one slip of the fingers makes one word of the other: a letter too much, too few, another, or
    two in the other's place. */
function isSlip(word, asked) {
  const [long, short] = word.length > asked.length ? [word, asked] : [asked, word];
  if (long.length > short.length + 1 || short.length < 4) return false;
  let at = 0;
  while (at < short.length && long[at] === short[at]) at += 1;
  if (long.length > short.length) return long.slice(at + 1) === short.slice(at);
  const isTurned = long[at] === short[at + 1] && long[at + 1] === short[at];
  return long.slice(at + 1) === short.slice(at + 1) || (isTurned && long.slice(at + 2) === short.slice(at + 2));
}

export class Search {
  #load;
  #manifest;
  #files = new Map();
  #starts;

  /** Opens an index; `load(path, type)` gives its files, as `json` or as `bytes`. */
  static async open(load) {
    return new Search(load, await load("manifest.json", "json"));
  }

  constructor(load, manifest) {
    this.#load = load;
    this.#manifest = manifest;
    this.#starts = manifest.words.map(([first]) => bytesOf(first));
  }

  /** The topics that can be chosen, as ids and names. */
  get topics() {
    return this.#manifest.topics;
  }

  /** The years that can be chosen, newest first. */
  get years() {
    const years = KINDS.flatMap((kind) => this.#manifest[kind].years.map(([year]) => year));
    return [...new Set(years)].filter((year) => year > 0).sort((one, other) => other - one);
  }

  /**
   * Everything that answers a question, the best first: `hits` of kind and number, how many there are
   * of each kind in `counts`, and whether each says all words. `chosen` has `kind`, `topic`, `year`.
   */
  async find(text, chosen = {}) {
    const said = [...new Set(words(text))].slice(0, 16);
    // What nearly everything says asks for nothing, beside what does not.
    const telling = said.filter((word) => !this.#manifest.common.includes(word));
    const asked = telling.length > 0 ? telling : said;
    const hits = [];
    const counts = [0, 0, 0];
    if (asked.length === 0) return { hits, counts, isWhole: true };
    const [topic, ...found] = await Promise.all([
      chosen.topic ? this.#said(`#${chosen.topic}`, false) : null,
      ...asked.map((word) => this.#said(word, true)),
    ]);
    const all = KINDS.map((kind) => this.#manifest[kind].count);
    const scored = all.map((count, kind) => this.#scored(found, kind, count, chosen.year, topic));
    // Where nothing says all words, what says most of them is better than nothing.
    const isWhole = scored.some(({ says }, kind) => says.some((said) => said === found.length + 1));
    const most = isWhole ? found.length + 1 : Math.max(...scored.flatMap(({ says }) => says.reduce((a, b) => Math.max(a, b), 0)));
    if (most < 2) return { hits, counts, isWhole: true };
    scored.forEach(({ scores, says }, kind) => {
      for (let number = 0; number < scores.length; number += 1) {
        if (says[number] !== most) continue;
        counts[kind] += 1;
        if (!chosen.kind || chosen.kind === KINDS[kind]) hits.push({ kind, number, score: scores[number] });
      }
    });
    hits.sort((one, other) => other.score - one.score || one.kind - other.kind || other.number - one.number);
    return { hits, counts, isWhole };
  }

  /** How well each document of a kind answers, and how many words it says, plus one where it may be. */
  #scored(found, kind, count, year, topic) {
    const scores = new Float32Array(count);
    const says = new Uint8Array(count);
    for (const { matches, weight } of found) {
      const best = new Float32Array(count);
      let isWhole = true;
      for (const { likeness, documents } of matches) {
        const { groups, isWhole: all } = documents[kind];
        isWhole &&= all;
        for (const { level, numbers } of groups) {
          const points = level * weight * likeness;
          for (const number of numbers) if (best[number] < points) best[number] = points;
        }
      }
      for (let number = 0; number < count; number += 1) {
        scores[number] += best[number];
        // A word of which not all documents are listed is said by nearly all.
        if (best[number] > 0 || !isWhole) says[number] += 1;
      }
    }
    const may = this.#may(kind, count, year, topic);
    for (let number = 0; number < count; number += 1) {
      if (!may(number) || scores[number] === 0) says[number] = 0;
      else says[number] += 1;
      // Of what answers alike, the newer is better.
      if (kind !== 1) scores[number] *= 1 + (0.2 * (number + 1)) / count;
    }
    return { scores, says };
  }

  /** Which documents of a kind may be shown. */
  #may(kind, count, year, topic) {
    const inTopic = topic && new Uint8Array(count);
    for (const { documents } of topic?.matches ?? []) {
      for (const { numbers } of documents[kind].groups) for (const number of numbers) inTopic[number] = 1;
    }
    const { years } = this.#manifest[KINDS[kind]];
    const ranges = year && years.flatMap(([of, start], at) => (of === Number(year) ? [[start, years[at + 1]?.[1] ?? count]] : []));
    return (number) =>
      (!inTopic || inTopic[number] === 1) && (!ranges || ranges.some(([from, to]) => from <= number && number < to));
  }

  /** The words of the index that answer a word, and how much it says to say them. */
  async #said(asked, mayBegin) {
    const wanted = bytesOf(asked);
    const isWord = mayBegin && (!DENSE.test(asked) || [...asked].filter((letter) => !MARK.test(letter)).length === 1);
    const others = mayBegin ? singulars(asked).map(bytesOf) : [];
    const files = new Set([wanted, ...others].map((word) => this.#fileOf(word)));
    // Words with one beginning seldom fill more than a file; a question that ends here is not finished.
    for (let file = this.#fileOf(wanted) + 1, more = 0; isWord && more < 2; file += 1, more += 1) {
      if (!this.#starts[file]?.startsWith(wanted)) break;
      files.add(file);
    }
    const loaded = await Promise.all([...files].map((file) => this.#file(`words/${file}.bin?${this.#manifest.words[file][1]}`, "bytes")));
    const like = (word) => likeness(word, wanted, isWord) || (others.includes(word) ? 0.95 : 0);
    const matching = (like) =>
      loaded.flatMap((bytes) =>
        [...entries(bytes, (word) => like(word) > 0)].map(({ word, documents }) => ({ likeness: like(word), documents })),
      );
    let matches = matching(like);
    // What nothing says may be mistyped. Words with another beginning lie elsewhere, and are not looked for.
    if (matches.length === 0 && isWord) matches = matching((word) => (isSlip(word, wanted) ? 0.5 : 0));
    const sum = (documents) => documents.reduce((sum, { count }) => sum + count, 0);
    const count = matches.reduce((all, { documents }) => all + sum(documents), 1);
    const all = KINDS.reduce((all, kind) => all + this.#manifest[kind].count, 0);
    return { matches, weight: Math.log(1.2 + all / count) };
  }

  /** The file in which a word stands, if it stands anywhere. */
  #fileOf(word) {
    let [low, high] = [0, this.#starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle] <= word) low = middle;
      else high = middle;
    }
    return low;
  }

  #file(path, type) {
    if (!this.#files.has(path)) {
      const file = this.#load(path, type);
      this.#files.set(path, file);
      // What could not be loaded is asked for again.
      file.catch(() => this.#files.delete(path));
    }
    return this.#files.get(path);
  }

  /** What is to be shown of hits. */
  show(hits) {
    const { size } = this.#manifest;
    return Promise.all(
      hits.map(async ({ kind, number }) => {
        const file = await this.#file(`${KINDS[kind]}/${Math.floor(number / size)}.json`, "json");
        const document = file[number % size];
        if (kind === 0) {
          const [url, title, dek, day, start] = document;
          return { kind: "story", url, title, text: dek || start, more: start, day };
        }
        if (kind === 1) {
          const [url, title, text, sort, stories] = document;
          return { kind: sort, url, title, text, stories };
        }
        const [url, text, speaker, about, day] = document;
        return { kind: "quote", url, title: speaker, about, text, day };
      }),
    );
  }
}

/** A text in pieces, each with whether it is what the question asks for. */
export function marked(text, question) {
  const asked = [...new Set(words(question).flatMap((word) => [word, ...singulars(word)]))];
  const pieces = [];
  let last = 0;
  const mark = (start, end) => {
    if (start > last) pieces.push([text.slice(last, start), false]);
    const piece = text.slice(Math.max(start, last), end);
    // Pairs of letters lie side by side or over one another.
    if (piece && start <= last && pieces.at(-1)?.[1]) pieces.at(-1)[0] += piece;
    else if (piece) pieces.push([piece, true]);
    last = Math.max(end, last);
  };
  for (const { 0: run, index } of text.matchAll(RUN)) {
    const parts = words(run);
    if (DENSE.test(parts[0] ?? "")) {
      const places = asked.flatMap((word) => {
        const at = run.indexOf(word);
        return at < 0 ? [] : [[index + at, index + at + word.length]];
      });
      places.sort((one, other) => one[0] - other[0]).forEach(([start, end]) => mark(start, end));
    } else if (parts.some((part) => asked.some((word) => part.startsWith(word)))) {
      mark(index, index + run.length);
    }
  }
  if (last < text.length) pieces.push([text.slice(last), false]);
  return pieces;
}
