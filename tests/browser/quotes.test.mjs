// The filter of the quote index: results as readers type and choose, an address that holds what they ask
// for, by keyboard, told to screen readers, with nothing that moves; and the plain index without a script.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isQuiet, newsroom, shows } from "./harness.mjs";
import { papers } from "./papers.mjs";
import { reading } from "./reader.mjs";

const [paper] = await papers("broadsheet");
const PHONE = { viewport: { width: 360, height: 740 } };

const said = (tab) => tab.locator(".quote-said").textContent();
const results = (tab) => tab.locator(".quote-results > figure");
/** Waits until the filter has answered with these words. */
const answers = (tab, words) =>
  tab.waitForFunction((words) => {
    const status = document.querySelector(".quote-said");
    return status.textContent === words && status.ariaBusy !== "true";
  }, words);

/** What the window is to show: the count, and all results drawn. */
async function found(tab, count) {
  await answers(tab, count === 0 ? "Nothing was found. Try fewer words, or other ones." : `Found: ${count}`);
  await tab.waitForFunction((count) => document.querySelectorAll(".quote-results > figure").length === Math.min(count, 40), count);
}

/** A newspaper of more quotes than a file of the filter holds; every twentieth says `seldom`. */
async function manyQuotes(t) {
  const room = await newsroom(t);
  for (let number = 0; number < 11; number += 1) {
    const quotes = Array.from({ length: 100 }, (_, at) => {
      const words = `Word ${number * 100 + at} of ${at % 20 === 0 ? "seldom" : "often"}.`;
      return `> ${words}\n>\n> — ${at % 2 ? "Jörg Müller" : "Ana Sund"}, mayor`;
    });
    const day = String(number + 1).padStart(2, "0");
    room.write(`content/stories/s${number}.md`, `+++\ntitle = "Story ${number}"\ndate = 2026-02-${day}\n+++\n\n${quotes.join("\n\n")}\n`);
  }
  // The last file is there when all stories are.
  await room.prints("/quotes/filter/2.json");
  return room;
}

test("quotes_narrow_as_somebody_types_and_the_address_follows", () =>
  reading(paper, {}, async ({ tab }) => {
    await tab.goto(new URL("/quotes/", paper.url).href);
    const before = await tab.locator("[data-whole] figure").count();
    assert.ok(before > 20);
    await tab.locator("#filter-words").focus();
    await tab.keyboard.type("crane");
    await tab.waitForFunction(() => location.search === "?q=crane");
    await found(tab, 11);
    assert.equal(await tab.locator("[data-whole]").first().isVisible(), false);
    for (const text of await results(tab).allTextContents()) assert.match(text.toLowerCase(), /crane/);
    await tab.keyboard.type(" nowhere");
    await found(tab, 0);
    assert.equal(await results(tab).count(), 0);
    await tab.fill("#filter-words", "");
    await tab.waitForFunction(() => location.search === "");
    assert.equal(await tab.locator("[data-whole] figure").count(), before);
    assert.equal(await tab.locator("[data-whole]").first().isVisible(), true);
    assert.equal(await said(tab), "");
  }));

test("every_choice_narrows_and_is_named", () =>
  reading(paper, PHONE, async ({ tab }) => {
    await tab.goto(new URL("/quotes/", paper.url).href);
    const summary = tab.locator(".quote-choices summary");
    await summary.click();
    await tab.waitForFunction(() => document.querySelectorAll("#filter-year option").length > 1);
    for (const by of ["speaker", "organization", "source", "topic", "year"]) {
      const select = tab.locator(`#filter-${by}`);
      const names = await select.locator("option").allTextContents();
      assert.ok(names.length > 1, by);
      await select.selectOption(names[1]);
      await tab.waitForFunction(([by, name]) => new URLSearchParams(location.search).get(by) === name, [by, names[1]]);
      await tab.waitForFunction(() => document.querySelector(".quote-said").textContent.startsWith("Found: "));
      assert.match(await summary.textContent(), new RegExp(`Filters ${names[1].replace(/[.*+?()]/g, "\\$&")}`));
      assert.ok((await results(tab).count()) > 0, `${by}: ${names[1]}`);
      await tab.locator("button[name=clear]").click();
      await tab.waitForFunction(() => location.search === "");
      assert.equal(await select.inputValue(), "");
      assert.equal(await tab.evaluate(() => document.activeElement.id), "filter-words");
    }
  }));

test("an_address_restores_the_filter_and_the_way_back_leads_from_choice_to_choice", () =>
  reading(paper, {}, async ({ tab }) => {
    await tab.goto(new URL("/quotes/?q=crane&speaker=Ida+Sund", paper.url).href);
    await tab.waitForFunction(() => document.querySelector(".quote-said").textContent.startsWith("Found: "));
    assert.equal(await tab.locator("#filter-words").inputValue(), "crane");
    assert.equal(await tab.locator("#filter-speaker").inputValue(), "Ida Sund");
    for (const text of await tab.locator(".quote-results .speaker").allTextContents()) assert.match(text, /^Ida Sund/);
    const narrow = await said(tab);
    await tab.selectOption("#filter-speaker", "");
    await found(tab, 11);
    await tab.selectOption("#filter-topic", "Schools");
    await tab.waitForFunction(() => location.search.includes("topic=Schools"));
    await tab.goBack();
    await found(tab, 11);
    assert.equal(await tab.locator("#filter-topic").inputValue(), "");
    await tab.goBack();
    await answers(tab, narrow);
    assert.equal(await tab.locator("#filter-speaker").inputValue(), "Ida Sund");
    await tab.goForward();
    await found(tab, 11);
    // A quote and back: what was asked for is still there.
    await results(tab).first().locator(".meta a").first().click();
    await tab.waitForURL("**/quotes/*/");
    await tab.goBack({ waitUntil: "commit" });
    await found(tab, 11);
    assert.equal(await tab.locator("#filter-words").inputValue(), "crane");
    // Letters are no steps: one way back leaves the page as it was before it was typed in.
    await tab.goto(new URL("/quotes/speakers/", paper.url).href);
    await tab.goto(new URL("/quotes/", paper.url).href);
    await tab.locator("#filter-words").pressSequentially("crane");
    await found(tab, 11);
    await tab.goBack({ waitUntil: "commit" });
    await tab.waitForURL("**/quotes/speakers/", { waitUntil: "commit" });
  }));

test("the_filter_is_used_by_keyboard_alone", () =>
  reading(paper, PHONE, async ({ tab }) => {
    await tab.goto(new URL("/quotes/", paper.url).href);
    await tab.locator("#filter-words").focus();
    const focused = () => tab.evaluate(() => document.activeElement.name || document.activeElement.localName);
    await tab.keyboard.press("Tab");
    assert.equal(await focused(), "summary", "a button that clears nothing is passed by");
    await tab.keyboard.press("Enter");
    await tab.waitForFunction(() => document.querySelectorAll("#filter-year option").length > 1);
    for (const name of ["speaker", "organization", "source", "topic", "year"]) {
      await tab.keyboard.press("Tab");
      assert.equal(await focused(), name);
    }
    await tab.keyboard.type("2026");
    await tab.waitForFunction(() => location.search === "?year=2026");
    await tab.waitForFunction(() => document.querySelectorAll(".quote-results a").length > 0);
    await tab.keyboard.press("Tab");
    assert.ok(await tab.evaluate(() => document.activeElement.closest(".quote-results figure:first-child")));
    // More results continue where the last ones ended.
    await tab.locator(".quote-more button").focus();
    await tab.keyboard.press("Enter");
    assert.equal(await tab.evaluate(() => [...document.querySelectorAll(".quote-results figure")].indexOf(document.activeElement.closest("figure"))), 40);
    await tab.locator("button[name=clear]").focus();
    await tab.keyboard.press("Enter");
    assert.equal(await focused(), "q");
    assert.equal(new URL(tab.url()).search, "");
  }));

test("words_are_folded_as_those_of_the_search", async (t) => {
  const room = await manyQuotes(t);
  const tab = await room.tab("/quotes/?q=Muller+seldom");
  await found(tab, 0);
  await tab.fill("#filter-words", "MÜLLER often");
  await found(tab, 550);
  await tab.fill("#filter-words", "jorg mull oft");
  await found(tab, 550);
  assert.match(await results(tab).first().textContent(), /Jörg Müller/);
  isQuiet(tab);
});

test("while_files_come_results_grow_at_their_end_and_nothing_moves", async (t) => {
  const room = await manyQuotes(t);
  const tab = await room.tab("/quotes/");
  const held = new Map();
  await tab.route("**/quotes/filter/*.json", (route) => {
    const [name] = /\w+(?=\.json)/.exec(route.request().url());
    if (name === "names") return route.continue();
    held.set(name, route);
  });
  const index = tab.locator("[data-whole]").first();
  const top = (locator) => locator.evaluate((element) => element.getBoundingClientRect().top);
  const place = await top(index);
  await tab.locator("#filter-words").pressSequentially("seldom");
  await shows(tab, "Found so far: 0");
  assert.equal(await index.isVisible(), true, "the index stays while nothing is there yet");
  assert.equal(await tab.locator(".quote-said").getAttribute("aria-busy"), "true");
  // An older file comes first, and has to wait for the newer one.
  for (const name of ["0", "2"]) {
    while (!held.has(name)) await tab.waitForTimeout(20);
    await held.get(name).continue();
  }
  await shows(tab, "Found so far: 5");
  await tab.waitForFunction(() => document.querySelectorAll(".quote-results > figure").length === 5);
  assert.equal(await top(tab.locator(".quote-results")), place, "results stand where the index stood");
  const before = await results(tab).allTextContents();
  const places = await results(tab).evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
  await held.get("1").continue();
  await found(tab, 55);
  assert.deepEqual((await results(tab).allTextContents()).slice(0, 5), before);
  assert.deepEqual((await results(tab).evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top))).slice(0, 5), places);
  isQuiet(tab);
});

test("nothing_is_loaded_before_the_filter_is_used_and_what_failed_is_tried_again", async (t) => {
  const room = await manyQuotes(t);
  const tab = await room.tab("/");
  const asked = [];
  tab.on("request", (request) => asked.push(new URL(request.url()).pathname));
  let isBroken = true;
  await tab.route("**/quotes/filter/*.json", (route) => (isBroken ? route.abort() : route.continue()));
  await tab.goto(new URL("/quotes/", room.url).href);
  await tab.waitForTimeout(200);
  assert.deepEqual(asked.filter((path) => /filter|words/.test(path)), []);
  await tab.locator("#filter-words").pressSequentially("seldom");
  await answers(tab, "The search could not be loaded. Please try again.");
  isBroken = false;
  await tab.locator("#filter-words").press("Backspace");
  await found(tab, 55);
});

test("without_a_script_the_index_is_plain_pages", () =>
  reading(paper, { javaScriptEnabled: false }, async ({ tab }) => {
    await tab.goto(new URL("/quotes/?q=crane", paper.url).href);
    assert.equal(await tab.locator(".quote-filter").isVisible(), false);
    assert.equal(await tab.locator(".quote-said").isVisible(), false);
    assert.equal(await tab.locator(".quote-more").isVisible(), false);
    assert.ok((await tab.locator("[data-whole] figure").count()) > 20);
    for (const by of ["speakers", "organizations", "sources", "topics", "years"]) {
      assert.ok((await tab.locator(`a[href="/quotes/${by}/"]`).count()) > 0, by);
    }
  }));

for (const width of [360, 1280]) {
  test(`axe_finds_nothing_against_filtered_quotes_at_${width}`, () =>
    reading(paper, { viewport: { width, height: 740 } }, async (reader) => {
      await reader.bringAxe();
      for (const scheme of ["light", "dark"]) {
        await reader.tab.emulateMedia({ colorScheme: scheme });
        await reader.open("/quotes/?q=crane&year=2026");
        await found(reader.tab, 11);
        await reader.tab.evaluate(() => (document.querySelector(".quote-choices").open = true));
        assert.deepEqual(await reader.violations("all"), [], scheme);
        // All choices can be reached on a wide page without opening anything.
        await reader.tab.evaluate(() => (document.querySelector(".quote-choices").open = false));
        assert.equal(await reader.tab.locator("#filter-topic").isVisible(), width > 1000);
      }
      assert.deepEqual(reader.complaints, []);
    }));
}
