// Nothing is lost by who needs it larger (WCAG 2.2, 1.4.4 and 1.4.10): at 400 % a window of 1280 by 1024
// is 320 by 256, and words twice as large, as a reader sets them in the browser, fit a phone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { papers } from "./papers.mjs";
import { reading } from "./reader.mjs";
import { lost, words } from "./seen.mjs";

const all = await papers("broadsheet", "wire", "arabic");

// Width and height of the window, and the size of words, in CSS pixels.
const WINDOWS = { "400 %": [320, 256, 16], "200 %": [640, 512, 16], "large words": [1280, 800, 32], "large words on a phone": [390, 800, 32] };

for (const paper of all) {
  test(`nothing_is_lost_by_who_needs_${paper.name}_larger`, () =>
    reading(paper, {}, async (reader) => {
      const devtools = await reader.tab.context().newCDPSession(reader.tab);
      const show = async (width, height, size) => {
        await devtools.send("Page.setFontSizes", { fontSizes: { standard: size, fixed: size } });
        await reader.widen(width, height);
      };
      // Each problem, and on which kinds of page.
      const found = {};
      for (const page of paper.pages) {
        await show(1280, 1024, 16);
        await reader.open(page.address);
        const whole = await reader.tab.evaluate(words);
        for (const [name, sizes] of Object.entries(WINDOWS)) {
          await show(...sizes);
          const problems = await reader.tab.evaluate(lost);
          if ((await reader.tab.evaluate(words)) !== whole) problems.push("other words are seen than at 100 %");
          for (const problem of problems) (found[`${name}: ${problem}`] ??= []).push(page.name);
        }
      }
      assert.deepEqual(found, {});
      assert.deepEqual(reader.complaints, []);
    }));
}

test("what_is_lost_is_found", () =>
  reading(all[0], { viewport: { width: 320, height: 256 } }, async (reader) => {
    await reader.open("/about/");
    const broken = {
      "width: 400px": /page is \d+ wide|reaches out/,
      "height: 1em; overflow: hidden": /cut off/,
      "position: relative; left: -200px": /reaches out of the window/,
    };
    for (const [style, expected] of Object.entries(broken)) {
      await reader.tab.evaluate((style) => document.querySelector("main p").setAttribute("style", style), style);
      assert.match((await reader.tab.evaluate(lost)).join("\n"), expected, style);
    }
  }));
