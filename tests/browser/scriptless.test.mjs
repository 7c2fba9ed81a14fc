// Without JavaScript a page says all that it says with it, but for instant search and filters; with
// forced colors and without motion it says the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import { papers } from "./papers.mjs";
import { reading } from "./reader.mjs";
import { links, words } from "./seen.mjs";

const all = await papers("broadsheet", "wire", "arabic");

/** What each kind of page says, and where its links lead, to a reader with some options. */
async function told(paper, options = {}) {
  const pages = {};
  await reading(paper, options, async (reader) => {
    for (const { name, address } of paper.pages) {
      await reader.open(address);
      pages[name] = { words: await reader.tab.evaluate(words), links: await reader.tab.evaluate(links) };
    }
    assert.deepEqual(reader.complaints, []);
  });
  return pages;
}

for (const paper of all) {
  let usual = null;
  test(`${paper.name}_says_the_same_without_scripts`, async () => {
    const [plain, scripted] = await Promise.all([told(paper, { javaScriptEnabled: false }), (usual ??= told(paper))]);
    const missing = {};
    for (const [name, page] of Object.entries(scripted)) {
      // Instant search and filters are controls that scripts add; what they are added to says the rest.
      const lost = page.links.filter((link) => !plain[name].links.includes(link));
      if (lost.length) missing[name] = lost;
      assert.ok(plain[name].words.length > 20 && plain[name].links.length > 0, name);
    }
    assert.deepEqual(missing, {});
    for (const name of ["story", "long-story", "person", "quotes", "topic", "free-page"]) {
      assert.equal(plain[name].words, scripted[name].words, name);
    }
  });

  test(`${paper.name}_says_the_same_in_forced_colors_and_without_motion`, async () => {
    const still = { forcedColors: "active", reducedMotion: "reduce" };
    const [forced, plain] = await Promise.all([told(paper, still), (usual ??= told(paper))]);
    for (const [name, page] of Object.entries(forced)) assert.deepEqual(page, plain[name], name);
  });
}

test("a_page_that_needs_a_script_is_found", () =>
  reading(all[0], {}, async (reader) => {
    await reader.open("/about/");
    const [before, led] = [await reader.tab.evaluate(words), await reader.tab.evaluate(links)];
    await reader.tab.evaluate(() => document.querySelector("main").insertAdjacentHTML("beforeend", "<p>More <a href='/more/'>here</a></p>"));
    assert.notEqual(await reader.tab.evaluate(words), before);
    assert.equal((await reader.tab.evaluate(links)).length, led.length + 1);
  }));
