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
  describe(`accessible, ${paper.name}`, { concurrency: 2 }, () => {
    for (const page of paper.pages) {
      test(`${page.name}_is_accessible_in_${paper.name}`, () =>
        reading(paper, { reducedMotion: "reduce" }, async (reader) => {
          await reader.open(page.address);
          const found = [];
          for (const [device, width] of DEVICES) {
            await reader.widen(width);
            for (const colorScheme of ["light", "dark"]) {
              await reader.tab.emulateMedia({ colorScheme });
              const rules = colorScheme === "light" ? "all" : "colors";
              found.push(...(await reader.violations(rules)).map((one) => `${device}, ${colorScheme}: ${one}`));
            }
          }
          assert.deepEqual(found, []);
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
    await reader.open("/about/");
    await reader.tab.addStyleTag({ content: "main { color: #ccc; background: #fff }" });
    assert.match((await reader.violations("colors")).join("\n"), /^color-contrast/m);
    await reader.tab.evaluate(() => document.querySelector("main").insertAdjacentHTML("beforeend", "<img src='/favicon.svg'>"));
    assert.match((await reader.violations("all")).join("\n"), /^image-alt/m);
  }));
