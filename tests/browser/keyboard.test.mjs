// Whole journeys by keyboard alone: the first stop of every page leads past the frame, each stop is seen
// and shows that it has the focus, none keeps it, and links lead from the front page to a quote and back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf } from "./kinds.mjs";
import { papers } from "./papers.mjs";
import { reading } from "./reader.mjs";
import { stop, stops } from "./seen.mjs";

const all = await papers("broadsheet", "wire", "arabic");
// What a focus is shown by has to stand out from what it lies on (WCAG 2.2, 1.4.11).
const CONTRAST = 3;
// From the front page to a story, to somebody it tells of, and to what they said; wire has no page for
// one quote, so that what was said is read on the profile, and leads to the story.
const STORY = /^\/2026\/\d\d\/[^/]+\/$/;
const JOURNEYS = {
  broadsheet: [STORY, /^\/players\/theo-barwick\/$/, /^\/quotes\/[^/]+\/$/],
  wire: [STORY, /^\/players\/theo-barwick\/$/, STORY],
  arabic: [/^\/2026\/11\/bridge\/$/, /^\/players\/ida-sund\/$/, /^\/quotes\/sund-bridge\/$/],
};
// More than any page of the papers has.
const MANY = 900;

const press = (reader, key) => reader.tab.keyboard.press(key);

/** Moves on until a link leads to an address that a pattern matches, and follows it. */
async function follow(reader, pattern) {
  for (let presses = 0; presses < MANY; presses += 1) {
    await press(reader, "Tab");
    const { href } = await reader.tab.evaluate(stop);
    if (!href || !pattern.test(new URL(href).pathname)) continue;
    await Promise.all([reader.tab.waitForURL(href), press(reader, "Enter")]);
    return new URL(href).pathname;
  }
  return assert.fail(`no stop of ${reader.tab.url()} leads to ${pattern}`);
}

for (const paper of all) {
  test(`a_reader_of_${paper.name}_gets_from_the_front_page_to_a_quote_and_back`, () =>
    reading(paper, {}, async (reader) => {
      const way = ["/"];
      await reader.open("/");
      for (const step of JOURNEYS[paper.name]) way.push(await follow(reader, step));
      for (const address of way.slice(0, -1).reverse()) {
        await reader.tab.goBack({ waitUntil: "commit" });
        assert.equal(new URL(reader.tab.url()).pathname, address);
      }
      assert.deepEqual(reader.complaints, []);
    }));

  test(`the_first_stop_of_every_page_of_${paper.name}_leads_to_its_content`, () =>
    reading(paper, {}, async (reader) => {
      // A quote in a frame on a page of others has no frame of its own to pass by.
      for (const { name, address } of paper.pages.filter(({ name }) => name !== "embed")) {
        await reader.open(address);
        await press(reader, "Tab");
        const first = await reader.tab.evaluate(stop);
        assert.ok(first.isSeen && first.href?.endsWith("#main-content"), `${name}: ${JSON.stringify(first)}`);
        await press(reader, "Enter");
        await press(reader, "Tab");
        const { isWithin } = await reader.tab.evaluate(stop, "main, #main-content ~ *");
        assert.ok(isWithin, `${name}: the content is not where the reader is led`);
      }
    }));

  // The paper in Arabic has the colors of the others.
  for (const options of paper.name === "arabic" ? [] : [{ colorScheme: "light" }, { colorScheme: "dark" }, { forcedColors: "active" }]) {
    const [kind] = Object.values(options);
    test(`every_stop_of_${paper.name}_is_seen_to_have_the_focus_in_${kind === "active" ? "forced_colors" : kind}`, () =>
      reading(paper, { ...options, reducedMotion: "reduce" }, async (reader) => {
        const problems = {};
        // The first of each sort of stop is looked at; the pages of one kind have hundreds of the same.
        const known = new Set();
        for (const { name, address } of paper.pages) {
          await reader.open(address);
          for (const { sort, ...shown } of await reader.tab.evaluate(stops, [...known])) {
            known.add(sort);
            if (!shown.isSeen || !(shown.contrast >= CONTRAST)) (problems[name] ??= []).push(`${sort} ${JSON.stringify(shown)}`);
          }
        }
        assert.ok(known.size > 5, "there are stops of several sorts");
        assert.deepEqual(problems, {});
      }));
  }

  test(`no_stop_of_${paper.name}_keeps_the_focus`, () =>
    reading(paper, {}, async (reader) => {
      for (const name of ["front", "story", "person", "players", "topics", "free-page"]) {
        await reader.open(addressOf(name, paper.name));
        const count = await reader.tab.evaluate(() => {
          const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [tabindex='0']")];
          return all.filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("details:not([open]) > :not(summary)")).length;
        });
        const seen = new Set();
        let presses = 0;
        // Past the last stop the focus leaves the page, so that the document has it again.
        for (; presses <= count + 50; presses += 1) {
          await press(reader, "Tab");
          const { index } = await reader.tab.evaluate(stop);
          if (index < 0 || seen.has(index)) break;
          seen.add(index);
        }
        assert.ok(seen.size >= Math.min(count, 5) && presses <= count + 50, `${name}: ${seen.size} of ${count} stops`);
        assert.ok(Math.abs(seen.size - count) <= 2, `${name}: ${seen.size} stops were reached and ${count} are there`);
      }
    }));
}

test("every_menu_that_opens_does_so_by_keyboard", () =>
  reading(all[0], { viewport: { width: 390, height: 800 } }, async (reader) => {
    for (const { name, address } of all[0].pages) {
      await reader.open(address);
      const summaries = reader.tab.locator("summary:visible");
      for (let index = 0; index < (await summaries.count()); index += 1) {
        const details = summaries.nth(index).locator("..");
        const before = await details.evaluate((one) => one.open);
        await summaries.nth(index).focus();
        await press(reader, "Enter");
        assert.equal(await details.evaluate((one) => one.open), !before, `${name}: Enter`);
        await press(reader, "Space");
        assert.equal(await details.evaluate((one) => one.open), before, `${name}: Space`);
      }
    }
  }));

test("a_focus_that_is_not_shown_is_found", () =>
  reading(all[0], {}, async (reader) => {
    await reader.open("/about/");
    await reader.tab.addStyleTag({ content: ":focus-visible { outline: none !important; box-shadow: none !important }" });
    assert.ok((await reader.tab.evaluate(stops, [])).every(({ contrast }) => !(contrast >= CONTRAST)));
  }));
