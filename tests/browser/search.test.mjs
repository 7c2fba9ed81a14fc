// The search: its words by the table that the index is held to as well, its results on the demo
// newspaper by a published set of questions, and its page in a browser, by keyboard and without a script.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { AXE, isQuiet, launched, newsroom, shows } from "./harness.mjs";
import { script, weight } from "./scripts.mjs";

const REPOSITORY = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const PROGRAM = resolve(process.env.NEWSPRINT ?? join(REPOSITORY, "target/debug/newsprint"));
const told = (name) => JSON.parse(readFileSync(join(REPOSITORY, "tests/search", name), "utf8"));

const { Search, marked } = await script("search.js");
const { words } = await script("words.js");
const { around } = await script("extracts.js");

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

test("of a long text what is around the first word that is asked for is shown", () => {
  const long = (before, after) => `${"Before it all. ".repeat(before)}The crane moved. ${"And so on. ".repeat(after)}`.trim();
  assert.equal(around("The crane moved.", "crane", 240), "The crane moved.");
  for (const [before, after] of [[0, 40], [20, 40], [60, 0], [60, 4]]) {
    const shown = around(long(before, after), "crane", 240);
    assert.ok(shown.length <= 250, shown);
    assert.ok(shown.indexOf("crane") < 260 && shown.includes("The crane moved."), shown);
    assert.equal(shown.startsWith("… "), before > 0, shown);
    assert.equal(shown.endsWith(" …"), after > 4, shown);
    assert.doesNotMatch(shown, /^… (efore|fore|ore|re|t|ll|l)\b/);
  }
  const dense = `${"港".repeat(300)}東京${"町".repeat(300)}`;
  assert.match(around(dense, "東京", 240), /^… 港+東京町+ …$/);
});

test("the scripts are small", () => {
  assert.ok(weight("search.js", "words.js", "search-page.js") < 10_000);
  assert.ok(weight("page.js") < 1_000);
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

test("a result that shows nothing of what is asked for comes to show the place, and nothing moves", async (t) => {
  const room = await newsroom(t);
  const deep = (word) => [...Array.from({ length: 12 }, (_, line) => `Line ${line} of a report on other things.`), `At the end of a long day of rain and wind on the quay and the pier, when nobody looked any more, ${word} was seen.`];
  for (let number = 0; number < 9; number += 1) {
    const text = `+++\ntitle = "Report ${number}"\ndek = "A dek that says nothing of it."\ndate = 2026-02-0${number + 1}\n+++\n\n${deep("a heron").join("\n\n")}\n`;
    room.write(`content/stories/r${number}.md`, text);
  }
  for (let number = 0; number < 9; number += 1) await room.prints(`/2026/02/r${number}/`);
  const tab = await room.tab("/search/", { viewport: { width: 360, height: 3000 } });
  const pages = [];
  tab.on("request", (request) => pages.push(new URL(request.url()).pathname));
  await tab.locator("#search-words").fill("heron");
  await shows(tab, "Found: 9");
  const tops = () => tab.locator(".search-results li").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
  const before = await tops();
  await tab.waitForFunction(() => document.querySelectorAll(".search-results .is-place mark").length === 5);
  assert.deepEqual(await tops(), before);
  const places = tab.locator(".search-results .is-place");
  assert.match(await places.first().textContent(), /^… .*nobody looked any more, a heron was seen\.$/);
  const isSeen = (mark) => mark.getBoundingClientRect().bottom <= mark.closest("p").getBoundingClientRect().bottom + 1;
  for (const mark of await places.locator("mark").all()) assert.ok(await mark.evaluate(isSeen), "the mark is within the lines");
  // No more than five pages are paid for, and none again for the next letter.
  const stories = () => pages.filter((path) => path.startsWith("/2026/"));
  assert.equal(stories().length, 5);
  await tab.locator("#search-words").fill("hero");
  await tab.waitForFunction(() => location.search === "?q=hero");
  await tab.waitForFunction(() => document.querySelectorAll(".search-results .is-place mark").length === 5);
  assert.equal(stories().length, 5);
  // What a dek says needs no page.
  await tab.locator("#search-words").fill("dek");
  await shows(tab, "Found: 9");
  await tab.waitForTimeout(600);
  assert.equal(await tab.locator(".search-results .is-place").count(), 0);
  assert.equal(stories().length, 5);
  isQuiet(tab);
});

test("a question that was overtaken looks into no pages", async (t) => {
  const room = await newsroom(t);
  room.write("content/stories/r.md", "+++\ntitle = \"Report\"\ndek = \"Nothing of it.\"\ndate = 2026-02-01\n+++\n\nA line.\n\nAnd a second line, which is long enough to be beyond all that is kept of a story's first words, of which there are a hundred and sixty letters or so: a heron.\n");
  await room.prints("/2026/02/r/");
  const tab = await room.tab("/search/");
  let held = null;
  await tab.route("**/2026/02/r/", (route) => (held = route));
  await tab.locator("#search-words").fill("heron");
  await shows(tab, "Found: 1");
  while (!held) await tab.waitForTimeout(20);
  const failed = tab.waitForEvent("requestfailed");
  await tab.locator("#search-words").fill("fog");
  assert.match((await failed).url(), /\/2026\/02\/r\/$/);
  await shows(tab, "The fog stays");
  isQuiet(tab);
});
