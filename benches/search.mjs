// What a reader's first question to an index loads, and how long it takes to answer it:
//
//   node search.mjs FOLDER
//
// The folder is `search/` of what was printed. A hundred questions of each length are made of words of
// headlines, and a hundred of a word or two of the texts, each asked of an index that was just opened, and ten results are shown. Sizes are in KB of
// 1,000 bytes: what is loaded with the scripts, each file compressed with gzip; the same with the pages
// that are looked into for results that show nothing of what is asked for, as if all ten were seen; and
// that where a host does not compress the files of words.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { script, weight } from "../tests/browser/scripts.mjs";

const FOLDER = process.argv[2];
const QUESTIONS = 100;
// As many pages as search-page.js looks into at once.
const MOST = 5;

const { Search, marked } = await script("search.js");
const scripts = weight("page.js", "search-page.js", "search.js", "words.js");
const looking = weight("extracts.js");

const read = (path) => readFileSync(join(FOLDER, path.replace(/\?.*/, "")));
const packed = new Map();
const size = (path) => {
  if (!packed.has(path)) packed.set(path, gzipSync(read(path)).length);
  return packed.get(path);
};

/** Asks a first question. */
async function ask(question) {
  const loaded = [];
  const load = async (path, type) => {
    loaded.push(path);
    return type === "json" ? JSON.parse(read(path)) : new Uint8Array(read(path));
  };
  const search = await Search.open(load);
  const start = performance.now();
  const { hits } = await search.find(question);
  const shown = await search.show(hits.slice(0, 10));
  const took = performance.now() - start;
  const sum = (sizes) => sizes.reduce((one, other) => one + other, 0);
  const all = scripts + sum(loaded.map(size));
  const says = (words) => marked(words ?? "", question).some(([, isMarked]) => isMarked);
  const silent = shown.filter(({ title, text, more }) => text && ![title, text, more].some(says)).slice(0, MOST);
  const pages = silent.map(({ url }) => size(join("..", url, "index.html")));
  const deep = all + sum(pages) + (pages.length > 0 ? looking : 0);
  const plain = sum(loaded.filter((path) => path.includes(".bin")).map((path) => read(path).length - size(path)));
  return { all: all / 1000, deep: deep / 1000, plain: (deep + plain) / 1000, pages: pages.length, took, files: loaded.length };
}

/** Numbers that are the same in every run. */
function* chance() {
  for (let state = 20261123; ; state = (state * 48271) % 2147483647) yield state;
}

const { stories, size: inFile } = JSON.parse(read("manifest.json"));
const numbers = chance();
const story = () => {
  const number = numbers.next().value % stories.count;
  return JSON.parse(read(`stories/${Math.floor(number / inFile)}.json`))[number % inFile];
};
const headline = () => story()[1].split(" ");
/** The words of a story's paragraphs, of which most are said in no headline and no dek. */
const text = () => {
  const page = read(join("..", story()[0], "index.html")).toString();
  const paragraphs = page.slice(page.indexOf('<article class="story">')).match(/<p>[^<]{40,}<\/p>/g);
  return paragraphs.join(" ").replace(/<\/?p>|[.,]/g, " ").split(/\s+/).filter(Boolean);
};

console.log(`Scripts: ${(scripts / 1000).toFixed(1)} KB, and ${(looking / 1000).toFixed(1)} KB to look into pages, manifest: ${(size("manifest.json") / 1000).toFixed(1)} KB.\n`);
console.log("| words | KB, median | KB, most | with pages, median | most | most, words not compressed | pages | files | answered in ms, median | most |");
console.log("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
for (const [words, length] of [[headline, 1], [headline, 2], [headline, 3], [headline, 4], [text, 1], [text, 2]]) {
  const answers = [];
  while (answers.length < QUESTIONS) {
    const all = words();
    const start = numbers.next().value % Math.max(1, all.length - length + 1);
    answers.push(await ask(all.slice(start, start + length).join(" ")));
  }
  const sorted = (of) => answers.map(of).sort((one, other) => one - other);
  const middle = (of) => sorted(of)[QUESTIONS / 2];
  const most = (of) => sorted(of).at(-1);
  const cells = [words === headline ? length : `${length}, of texts`, middle(({ all }) => all).toFixed(0), most(({ all }) => all).toFixed(0), middle(({ deep }) => deep).toFixed(0),
    most(({ deep }) => deep).toFixed(0), most(({ plain }) => plain).toFixed(0), middle(({ pages }) => pages), middle(({ files }) => files), middle(({ took }) => took).toFixed(0), most(({ took }) => took).toFixed(0)];
  console.log(`| ${cells.join(" | ")} |`);
}
