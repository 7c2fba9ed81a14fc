// The search: its words by the table that the index is held to as well, its results on the demo
// newspaper by a published set of questions, and its page in a browser, by keyboard and without a script.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { AXE, isQuiet, launched, newsroom, shows } from "./harness.mjs";

const REPOSITORY = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const PROGRAM = resolve(process.env.NEWSPRINT ?? join(REPOSITORY, "target/debug/newsprint"));
const SCRIPTS = join(REPOSITORY, "themes/broadsheet/static");
const told = (name) => JSON.parse(readFileSync(join(REPOSITORY, "tests/search", name), "utf8"));

// A theme's file is no module to Node, whatever its text is.
const engine = readFileSync(join(SCRIPTS, "search.js"), "utf8");
const { Search, marked, words } = await import(`data:text/javascript,${encodeURIComponent(engine)}`);

test("words are those that the index has", () => {
  for (const row of told("words.json")) assert.deepEqual(words(row.text), row.words, row.text);
});

test("what is asked for is marked, whatever its accents and its ending", () => {
  const marks = (text, question) => marked(text, question).map(([piece, isMarked]) => (isMarked ? `[${piece}]` : piece)).join("");
  assert.equal(marks("The Crane’s cranes; a café, <b>", "crane Cafe"), "The [Crane]’s [cranes]; a [café], <b>");
  assert.equal(marks("No crane here", "cranes"), "No [crane] here");
  assert.equal(marks("東京タワーの港", "タワー"), "東京[タワー]の港");
  assert.equal(marks("", "x"), "");
});

test("the scripts are small", () => {
  const sizes = ["search.js", "search-page.js"].map((name) => gzipSync(readFileSync(join(SCRIPTS, name))).length);
  assert.ok(sizes[0] + sizes[1] < 10_000, `${sizes} bytes`);
  assert.ok(gzipSync(readFileSync(join(SCRIPTS, "slash.js"))).length < 600);
});

describe("the demo newspaper", () => {
  const folder = mkdtempSync(join(tmpdir(), "newsprint-search-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  before(() => {
    const arguments_ = ["build", "--root", REPOSITORY, "--output", folder, "--at", "2026-11-20"];
    const built = spawnSync(PROGRAM, arguments_, { encoding: "utf8" });
    assert.equal(built.status, 0, built.stderr);
  });

  async function results({ language = "", question, chosen }) {
    const load = async (path, type) => {
      const bytes = readFileSync(join(folder, language, "search", path.replace(/\?.*/, "")));
      return type === "json" ? JSON.parse(bytes) : new Uint8Array(bytes);
    };
    const search = await Search.open(load);
    const { hits, isWhole } = await search.find(question, chosen);
    return { count: hits.length, isWhole, first: await search.show(hits.slice(0, 5)) };
  }

  for (const asked of told("queries.json")) {
    test(`${asked.says}: ${asked.question}`, async () => {
      const { count, isWhole, first } = await results(asked);
      const urls = first.map(({ url }) => url);
      assert.equal(isWhole, asked.isWhole ?? true);
      if (asked.first) assert.equal(urls[0], asked.first, urls.join(" "));
      for (const url of asked.top ?? []) assert.ok(urls.slice(0, 3).includes(url), `${url} is not among ${urls.slice(0, 3)}`);
      assert.equal(count === 0, asked.count === 0, `${count} results`);
    });
  }
});

async function type(tab, text) {
  await tab.keyboard.type(text);
  await tab.waitForFunction((text) => new URLSearchParams(location.search).get("q") === text, text);
}

test("a slash, a word, an arrow and Enter lead to a story", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab("/2026/01/cat/");
  await tab.keyboard.press("/");
  await tab.waitForURL("**/search/#search-words");
  await tab.waitForFunction(() => document.activeElement.id === "search-words");
  await type(tab, "ferry");
  await shows(tab, "Found: 1");
  assert.equal(await tab.locator(".search-results mark").first().textContent(), "ferry");
  await tab.keyboard.press("ArrowDown");
  assert.equal(await tab.evaluate(() => document.activeElement.textContent), "The ferry waits");
  await tab.keyboard.press("ArrowUp");
  assert.equal(await tab.evaluate(() => document.activeElement.id), "search-words");
  await tab.keyboard.press("ArrowDown");
  await tab.keyboard.press("Enter");
  await tab.waitForURL("**/2026/01/ferry/");
  // Somebody who writes wants a slash.
  await tab.goBack({ waitUntil: "commit" });
  await tab.locator("#search-words").focus();
  await tab.keyboard.press("End");
  await tab.keyboard.type("/");
  assert.equal(await tab.locator("#search-words").inputValue(), "ferry/");
  isQuiet(tab);
});

test("an address holds question and choices, and says when nothing is found", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab("/search/?q=fog&kind=stories&year=2026");
  await shows(tab, "Found: 2");
  assert.equal(await tab.locator("select[name=year]").inputValue(), "2026");
  await tab.selectOption("select[name=kind]", "players");
  await shows(tab, "Nothing was found.");
  assert.equal(new URL(tab.url()).search, "?q=fog&kind=players&year=2026");
  await tab.fill("#search-words", "");
  await tab.waitForFunction(() => document.querySelector(".search-said").textContent === "");
  isQuiet(tab);
});

test("nothing of the search is loaded before it is used", async (t) => {
  const room = await newsroom(t);
  const asked = [];
  const tab = await room.tab("/");
  tab.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await tab.goto(new URL("/search/", room.url).href);
  const files = () => asked.filter((path) => path.startsWith("/search/") && path !== "/search/");
  assert.deepEqual(files(), []);
  await tab.locator("#search-words").focus();
  await tab.waitForFunction(() => document.querySelectorAll("select[name=year] option").length === 2);
  assert.deepEqual(files(), ["/search/manifest.json"]);
  await type(tab, "fog");
  await shows(tab, "Found:");
  assert.deepEqual(files(), ["/search/manifest.json", "/search/words/0.bin", "/search/stories/0.json"]);
});

test("an edit is found without loading the page anew by hand", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab("/search/?q=foghorn");
  await shows(tab, "Nothing was found.");
  room.edit("content/stories/cat.md", "She starts on Monday.", "She sleeps beside the foghorn.");
  await assert.doesNotReject(async () => {
    for (let round = 0; ; round += 1) {
      await tab.goto(new URL("/search/?q=foghorn", room.url).href);
      await tab.waitForFunction(() => document.querySelector(".search-said").textContent !== "");
      if ((await tab.locator(".search-said").textContent()) === "Found: 1") return;
      assert.ok(round < 50, "the edit was not found");
    }
  });
});

test("without a script links lead to everything", async (t) => {
  const room = await newsroom(t);
  const context = await (await launched()).newContext({ javaScriptEnabled: false });
  t.after(() => context.close());
  const tab = await context.newPage();
  await tab.goto(new URL("/search/", room.url).href);
  assert.equal(await tab.locator(".search-form").isVisible(), false);
  const links = await tab.locator(".search-ways a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  for (const link of ["/stories/", "/players/", "/quotes/", "/topics/", "/2026/"]) assert.ok(links.includes(link), `${link}: ${links}`);
});

test("axe finds nothing against the page, with results and without", async (t) => {
  const room = await newsroom(t);
  for (const [path, scheme] of [["/search/", "light"], ["/search/?q=fog", "light"], ["/search/?q=fog", "dark"]]) {
    const tab = await room.tab(path, { colorScheme: scheme, bypassCSP: true });
    if (path.includes("?")) await shows(tab, "Found:");
    await tab.addScriptTag({ path: AXE });
    const { violations } = await tab.evaluate(() => window.axe.run());
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), [], `${path} ${scheme}`);
  }
});
