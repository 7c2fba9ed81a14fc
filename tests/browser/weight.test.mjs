// Pages are light, and nothing moves while they load: a story's HTML and what its first paint waits for
// are at most 14 KB, all of a story without its pictures is at most 100 KB, and no script blocks.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { papers } from "./papers.mjs";
import { reading } from "./reader.mjs";
import { fileAt } from "./served.mjs";

const KB = 1024;
// What a new connection of TCP brings in its first round trip, and what a slow phone loads in two seconds.
const FIRST_PAINT = 14 * KB;
const ALL = 100 * KB;
// Pictures are for the editors to weigh.
const PICTURE = /\.(svg|png|jpe?g|gif|webp|avif)$/;

const all = await papers("broadsheet", "wire", "arabic");
const gzipped = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** What stands in the head of a page and keeps it from being shown: style sheets for screens, and plain scripts. */
function blocking(html) {
  const tags = [...html.matchAll(/<(link|script)\b([^>]*)>/g)].map(([, name, rest]) => {
    const attribute = (key) => new RegExp(`\\b${key}(?:="([^"]*)")?`).exec(rest)?.[1];
    return { name, rest, rel: attribute("rel"), media: attribute("media"), href: attribute("href") ?? attribute("src"), type: attribute("type") };
  });
  const styles = tags.filter((tag) => tag.rel === "stylesheet" && (!tag.media || /all|screen/.test(tag.media)));
  const isProgram = ({ name, type }) => name === "script" && (!type || /javascript$/.test(type));
  const scripts = tags.filter((tag) => isProgram(tag) && !/\b(async|defer)\b/.test(tag.rest));
  return { styles: styles.map(({ href }) => href), scripts: scripts.map(({ rest }) => rest) };
}

/** The compressed bytes of a page and of all that its first paint waits for. */
function firstPaint(folder, html) {
  const styles = blocking(html).styles.map((href) => readFileSync(fileAt(folder, href)));
  return [Buffer.from(html), ...styles].reduce((sum, bytes) => sum + gzipped(bytes), 0);
}

for (const paper of all) {
  test(`no_script_of_${paper.name}_keeps_a_page_from_being_shown`, () => {
    for (const { name, address } of paper.pages) {
      assert.deepEqual(blocking(readFileSync(fileAt(paper.folder, address), "utf8")).scripts, [], name);
    }
  });

  test(`a_story_of_${paper.name}_is_light`, () =>
    reading(paper, {}, async (reader) => {
      const heavy = {};
      const stories = paper.pages.filter(({ name }) => /story$|^story-/.test(name));
      assert.ok(stories.length >= 2);
      for (const { name, address } of stories) {
        const asked = [];
        reader.tab.on("requestfinished", (request) => asked.push(new URL(request.url()).pathname));
        await reader.open(address);
        const files = [...new Set(asked)].filter((path) => !PICTURE.test(path)).map((path) => fileAt(paper.folder, path));
        assert.ok(files.includes(join(paper.folder, address, "index.html")));
        // What is packed already becomes no smaller, so that this is never too little.
        const whole = files.reduce((sum, file) => sum + Math.min(gzipped(readFileSync(file)), readFileSync(file).length), 0);
        const first = firstPaint(paper.folder, readFileSync(fileAt(paper.folder, address), "utf8"));
        if (first > FIRST_PAINT || whole > ALL) heavy[name] = { first, whole };
        reader.tab.removeAllListeners("requestfinished");
      }
      assert.deepEqual(heavy, {});
    }));

  for (const [device, width] of [["phone", 390], ["desktop", 1280]]) {
    test(`nothing_moves_while_${paper.name}_loads_on_a_${device}`, () =>
      reading(paper, { viewport: { width, height: 3000 } }, async (reader) => {
        await reader.tab.addInitScript(() => {
          window.moved = [];
          const name = ({ node }) => node?.parentElement && `${node.localName ?? node.data.trim().slice(0, 20)}.${node.className ?? ""}`;
          new PerformanceObserver((list) => {
            for (const shift of list.getEntries()) window.moved.push(`${shift.value.toFixed(4)} ${shift.sources.map(name)}`);
          }).observe({ type: "layout-shift", buffered: true });
        });
        const moving = {};
        for (const { name, address } of paper.pages) {
          await reader.open(address);
          const moved = await reader.tab.evaluate(() => window.moved);
          if (moved.length) moving[name] = moved;
        }
        assert.deepEqual(moving, {});
      }));
  }
}

test("what_moves_and_what_blocks_is_found", () =>
  reading(all[0], {}, async (reader) => {
    assert.deepEqual(blocking('<script src="/a.js"></script><link rel="stylesheet" media="print" href="/p.css">'), {
      styles: [],
      scripts: [' src="/a.js"'],
    });
    assert.equal(blocking('<script type="module" src="/a.js"></script><script defer src="/b.js">').scripts.length, 0);
    await reader.open("/about/");
    const value = await reader.tab.evaluate(async () => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      let sum = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((shift) => (sum += shift.value))).observe({ type: "layout-shift" });
      await frame();
      document.querySelector("main").insertAdjacentHTML("afterbegin", "<p>Late<br>news<br>here</p>");
      for (let frames = 0; frames < 10; frames += 1) await frame();
      return sum;
    });
    assert.ok(value > 0);
  }));
