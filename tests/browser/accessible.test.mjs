// axe finds nothing on any kind of page: light and dark, on a phone and on a desktop, in both themes, and
// from right to left. The browser has nothing to say against any of them, and asks nobody else.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { filesOf, papers } from "./papers.mjs";
import { reading } from "./reader.mjs";

const all = await papers("broadsheet", "wire", "arabic", "arabic wire");
const DEVICES = [["desktop", 1280], ["phone", 390]];

for (const paper of all) {
  describe(`accessible ${paper.name}`, { concurrency: 2 }, () => {
    for (const [device, width] of DEVICES) {
      test(`axe_finds_nothing_in_${paper.name.replace(" ", "_")}_on_a_${device}`, () =>
        reading(paper, { viewport: { width, height: 800 } }, async (reader) => {
          await reader.bringAxe();
          // Each problem, and on which kinds of page.
          const found = {};
          for (const { name, address } of paper.pages) {
            await reader.tab.emulateMedia({ colorScheme: "light" });
            await reader.open(address);
            for (const problem of await reader.violations("all")) (found[problem] ??= []).push(name);
            // The papers in Arabic have the colors of the others.
            if (paper.name.startsWith("arabic")) continue;
            await reader.tab.emulateMedia({ colorScheme: "dark" });
            for (const problem of await reader.violations("colors")) (found[`dark: ${problem}`] ??= []).push(name);
          }
          assert.deepEqual(found, {});
          assert.deepEqual(reader.complaints, []);
        }));
    }
  });
}

test("every_kind_of_page_that_the_demo_has_is_judged", () => {
  const [paper] = all;
  const kindOf = (file) => /<body class="kind-([a-z-]+)/.exec(readFileSync(file, "utf8"))?.[1];
  const printed = new Set(filesOf(paper.folder, ".html").map(kindOf).filter(Boolean));
  const files = paper.pages.map(({ address }) => `${paper.folder}${address.replace(/\/$/, "/index.html")}`);
  assert.deepEqual([...printed].sort(), [...new Set(files.map(kindOf).filter(Boolean))].sort());
  assert.ok(printed.size >= 16, `only ${printed.size} kinds`);
});

test("axe_refuses_a_page_that_is_hard_to_read", () =>
  reading(all[0], {}, async (reader) => {
    await reader.bringAxe();
    await reader.open("/about/");
    await reader.tab.addStyleTag({ content: "main { color: #ccc; background: #fff }" });
    assert.match((await reader.violations("colors")).join("\n"), /^color-contrast/m);
    await reader.tab.evaluate(() => document.querySelector("main").insertAdjacentHTML("beforeend", "<img src='/favicon.svg'>"));
    assert.match((await reader.violations("all")).join("\n"), /^image-alt/m);
  }));
