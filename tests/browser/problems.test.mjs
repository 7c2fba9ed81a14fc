// Errors come over the page and go, and the bar says what is to be known of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { AXE, brand, FERRY, FOG, isBranded, isQuiet, newsroom, shows } from "./harness.mjs";

const FOG_FILE = "content/stories/fog.md";
const WRONG = "The fog came on Monday, says [[Nobody Here]].";
const errors = (tab) => tab.getByRole("region", { name: /^\d+ errors?$/ });
const bar = (tab) => tab.getByRole("region", { name: "Preview" });

test("errors_are_shown_as_in_the_terminal_and_go_when_they_are_mended", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab(FOG);
  await brand(tab, "main");
  room.edit(FOG_FILE, "The fog came on Monday.", WRONG);
  await errors(tab).waitFor();
  const text = await errors(tab).innerText();
  for (const part of ["1 error", "error[unknown-name]", "--> content/stories/fog.md:6:30", WRONG, "^^^^"]) {
    assert.ok(text.includes(part), `${part} in ${text}`);
  }
  const place = errors(tab).getByRole("link", { name: "content/stories/fog.md:6:30" });
  assert.match(await place.getAttribute("href"), /^vscode:\/\/file.*\/content\/stories\/fog\.md:6:30$/);
  await shows(tab, "The fog came on Monday.");
  room.edit(FOG_FILE, WRONG, "The fog came on Tuesday.");
  await errors(tab).waitFor({ state: "hidden" });
  await shows(tab, "The fog came on Tuesday.");
  assert.ok(await isBranded(tab, "main"));
  isQuiet(tab);
});

test("errors_are_hidden_with_escape_until_they_change", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab(FERRY);
  room.edit(FOG_FILE, "The fog came on Monday.", WRONG);
  await errors(tab).waitFor();
  await tab.keyboard.press("Tab");
  assert.equal(await focused(tab), "HideEsc");
  await tab.keyboard.press("Escape");
  await errors(tab).waitFor({ state: "hidden" });
  // An edit that changes no problem does not bring them back.
  const again = tab.getByRole("button", { name: "1 error" });
  assert.equal(await focused(tab), "1 error");
  await tab.keyboard.press("Enter");
  await errors(tab).waitFor();
  await tab.keyboard.press("Escape");
  await again.waitFor();
  room.edit("content/stories/cat.md", "She starts", "[[Nobody Else]] starts");
  await errors(tab).getByText("2 errors").waitFor();
  isQuiet(tab);
});

test("who_types_keeps_the_focus_and_the_text", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab(FOG);
  await tab.locator("input[type=search]").fill("horn");
  room.edit(FOG_FILE, "The fog came on Monday.", WRONG);
  await errors(tab).waitFor();
  await tab.keyboard.type("s");
  await tab.keyboard.press("Escape");
  await errors(tab).waitFor({ state: "hidden" });
  assert.equal(await tab.locator("input[type=search]").inputValue(), "horns");
  assert.ok(await tab.evaluate(() => document.activeElement.matches("input[type=search]")));
  isQuiet(tab);
});

test("a_tab_that_is_opened_while_the_site_is_broken_says_so", async (t) => {
  const room = await newsroom(t);
  const first = await room.tab(FOG);
  room.edit(FOG_FILE, "The fog came on Monday.", WRONG);
  await errors(first).waitFor();
  const second = await room.tab(FERRY);
  await errors(second).waitFor();
  isQuiet(first, second);
});

test("the_bar_shows_state_source_length_and_warnings", async (t) => {
  const room = await newsroom(t, ["--drafts"]);
  const tab = await room.tab(FOG);
  await bar(tab).getByText(/^\d+ words, \d+ min$/).waitFor();
  const source = bar(tab).getByRole("link", { name: FOG_FILE });
  assert.match(await source.getAttribute("href"), /^vscode:\/\/file.*\/content\/stories\/fog\.md/);
  room.edit(FOG_FILE, "date =", 'draft = true\nimage = "/harbor.svg"\ndate =');
  await bar(tab).getByText("draft").waitFor();
  const warnings = bar(tab).getByRole("button", { name: "1 warning" });
  await warnings.click();
  await tab.getByText("warning[missing-alt]").waitFor();
  assert.equal(await warnings.getAttribute("aria-expanded"), "true");
  await tab.keyboard.press("Escape");
  assert.equal(await warnings.getAttribute("aria-expanded"), "false");
  isQuiet(tab);
});

test("the_bar_can_be_folded_and_put_away_until_the_tab_is_closed", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab(FOG);
  await bar(tab).getByRole("button", { name: "Fold up" }).click();
  await bar(tab).waitFor({ state: "hidden" });
  await tab.getByRole("button", { name: "Show the preview bar" }).click();
  await bar(tab).getByRole("button", { name: "Put the preview bar away" }).click();
  await bar(tab).waitFor({ state: "hidden" });
  await tab.goto(new URL(FERRY, room.url).href);
  room.edit("content/stories/ferry.md", "waits for the fog", "waits no longer");
  await shows(tab, "waits no longer");
  assert.ok(await bar(tab).isHidden());
  isQuiet(tab);
});

test("the_end_of_the_page_is_never_covered", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab(FOG, { viewport: { width: 390, height: 844 } });
  const covered = () =>
    tab.evaluate(async () => {
      scrollTo({ top: 1e6, behavior: "instant" });
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const dock = document.querySelector("newsprint-preview").shadowRoot.querySelector(".dock");
      return document.body.getBoundingClientRect().bottom > dock.getBoundingClientRect().top + 1;
    });
  await bar(tab).waitFor();
  assert.equal(await covered(), false);
  room.edit(FOG_FILE, "The fog came on Monday.", WRONG);
  await errors(tab).waitFor();
  await tab.waitForFunction(() => document.querySelector("newsprint-preview").offsetHeight > 150);
  assert.equal(await covered(), false);
  isQuiet(tab);
});

test("nothing_of_the_preview_is_printed_or_leaks_into_the_page", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab(FOG);
  await bar(tab).waitFor();
  const globals = await tab.evaluate(() => {
    const frame = document.createElement("iframe");
    document.body.append(frame);
    const own = Object.keys(window).filter((name) => !(name in frame.contentWindow));
    frame.remove();
    return own.filter((name) => !/^\d+$/.test(name));
  });
  assert.deepEqual(globals, []);
  await tab.emulateMedia({ media: "print" });
  assert.equal(await tab.locator("newsprint-preview").evaluate((host) => getComputedStyle(host).display), "none");
  isQuiet(tab);
});

for (const colorScheme of ["light", "dark"]) {
  for (const [device, width] of [["phone", 390], ["desktop", 1280]]) {
    test(`overlay_and_bar_are_accessible_on_a_${device}_in_${colorScheme}`, async (t) => {
      const room = await newsroom(t, ["--drafts"]);
      const tab = await room.tab(FOG, { colorScheme, viewport: { width, height: 800 }, reducedMotion: "reduce" });
      room.edit(FOG_FILE, "date =", 'draft = true\nimage = "/harbor.svg"\ndate =');
      await bar(tab).getByRole("button", { name: "1 warning" }).click();
      assert.deepEqual(await violations(tab), []);
      room.edit(FOG_FILE, "The fog came on Monday.", WRONG);
      await errors(tab).waitFor();
      assert.deepEqual(await violations(tab), []);
      assert.equal(await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
      isQuiet(tab);
    });
  }
}

/** What axe finds within the preview's own element. */
async function violations(tab) {
  await tab.addScriptTag({ path: AXE });
  const found = await tab.evaluate(() => window.axe.run("newsprint-preview"));
  assert.ok(found.passes.length > 5, "axe has looked at something");
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`);
}

/** The name of what has the focus within the preview. */
function focused(tab) {
  return tab.evaluate(() => {
    const active = document.activeElement.shadowRoot?.activeElement;
    return active?.getAttribute("aria-label") ?? active?.textContent;
  });
}
