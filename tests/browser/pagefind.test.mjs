// A newspaper that is searched with Pagefind: the program itself makes its index of the demo, and its field
// finds what the pages mark. It is skipped where Pagefind has no program for the machine.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { demo } from "./print.mjs";
import { reading } from "./reader.mjs";
import { served } from "./served.mjs";

const RUN = fileURLToPath(new URL("node_modules/pagefind/lib/runner/bin.cjs", import.meta.url));
const hasProgram = spawnSync("node", [RUN, "--version"]).status === 0;

const root = mkdtempSync(join(tmpdir(), "newsprint-pagefind-"));
const folder = demo(root, "broadsheet", { changes: { "[outputs]": '[outputs]\nsearch = "pagefind"' } });
const { url, close } = await served(folder);
const paper = { name: "pagefind", folder, url };
after(async () => {
  await close();
  rmSync(root, { recursive: true, force: true });
});

test("without_an_index_the_page_says_so_and_leads_to_everything", () =>
  reading(paper, {}, async ({ tab }) => {
    await tab.goto(new URL("/search/", url).href);
    await tab.waitForFunction(() => document.querySelector(".search-said").textContent !== "");
    assert.match(await tab.locator(".search-said").textContent(), /could not be loaded/);
    assert.ok((await tab.locator(".search-ways a").count()) > 5);
  }));

test("pagefind_finds_what_pages_mark_and_nothing_else", { skip: !hasProgram && "Pagefind has no program for this machine" }, async () => {
  const made = spawnSync("node", [RUN, "--site", folder], { encoding: "utf8" });
  assert.equal(made.status, 0, made.stderr);
  await reading(paper, {}, async (reader) => {
    const { tab } = reader;
    await reader.bringAxe();
    await reader.open("/about/");
    await tab.keyboard.press("/");
    await tab.waitForFunction(() => document.activeElement?.id === "search-words");
    await tab.keyboard.type("osprey");
    await tab.waitForFunction(() => document.querySelector(".pagefind-ui__result-link"));
    assert.equal(new URL(tab.url()).search, "?q=osprey");
    const links = await tab.locator(".pagefind-ui__result-title a").evaluateAll((all) => all.map((link) => new URL(link.href).pathname));
    assert.ok(links.some((link) => /^\/2026\/\d\d\/.*osprey/.test(link)), links.join(" "));
    for (const link of links) assert.match(link, /^\/(20\d\d\/\d\d\/|players\/|quotes\/|about\/)[^/]*/, "lists are not found");
    const filters = await tab.locator(".pagefind-ui__filter-name").allTextContents();
    assert.deepEqual(filters.map((name) => name.trim()).sort(), ["Topic", "What", "Year"]);
    for (const scheme of ["light", "dark"]) {
      await tab.emulateMedia({ colorScheme: scheme });
      assert.deepEqual(await reader.violations("colors"), [], scheme);
    }
    assert.deepEqual(reader.complaints, []);
    // What an address asks for is searched for, in the language of the page.
    await reader.open("/de/search/?q=kran");
    await tab.waitForFunction(() => document.querySelector(".pagefind-ui__result-link"));
    assert.match(await tab.locator(".pagefind-ui__result-link").first().getAttribute("href"), /\/de\//);
    assert.deepEqual(reader.complaints, []);
  });
});
