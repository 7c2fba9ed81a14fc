// An edit reaches the tab, and what the reader did there stays.
import assert from "node:assert/strict";
import { test } from "node:test";
import { brand, CAT, FERRY, FOG, isBranded, isQuiet, newsroom, picture, shows } from "./harness.mjs";

const FOG_FILE = "content/stories/fog.md";

test("typed_text_focus_selection_and_scroll_survive_an_edit", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab(FOG);
  await tab.locator("input[type=search]").fill("lighthouse");
  await tab.evaluate(() => {
    document.querySelector("input[type=search]").setSelectionRange(2, 5);
    scrollTo({ top: 300, behavior: "instant" });
  });
  await brand(tab, "input[type=search]", "main");
  const before = await tab.evaluate(() => scrollY);
  room.edit(FOG_FILE, "Line 30 of", "The last line of");
  await shows(tab, "The last line of");
  const kept = await tab.evaluate(() => {
    const field = document.querySelector("input[type=search]");
    const focused = document.activeElement === field;
    return { text: field.value, focused, from: field.selectionStart, to: field.selectionEnd, top: scrollY };
  });
  assert.deepEqual(kept, { text: "lighthouse", focused: true, from: 2, to: 5, top: before });
  assert.ok(before > 0);
  assert.ok(await isBranded(tab, "input[type=search]", "main"));
  isQuiet(tab);
});

test("typed_text_survives_a_change_of_its_own_field", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab(FOG);
  await tab.locator("input[type=search]").fill("lighthouse");
  room.edit("templates/story.html", 'name="q"', 'name="q" value="fog" class="wide"');
  await tab.locator("input.wide").waitFor();
  assert.equal(await tab.locator("input[type=search]").inputValue(), "lighthouse");
  isQuiet(tab);
});

test("open_details_and_playing_media_survive_an_edit_above_them", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab(FOG);
  await tab.locator("summary").click();
  await tab.evaluate(() => document.querySelector("audio").play());
  await brand(tab, "details", "audio");
  room.edit("templates/story.html", "<details>", "<p>A new paragraph.</p>\n<figure>x</figure>\n<details>");
  await shows(tab, "A new paragraph.");
  assert.ok(await isBranded(tab, "details", "audio"));
  assert.ok(await tab.evaluate(() => document.querySelector("details").open));
  assert.ok(await tab.evaluate(() => !document.querySelector("audio").paused));
  isQuiet(tab);
});

test("a_details_that_the_template_opens_is_open", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab(FOG);
  room.edit("templates/story.html", "<details>", "<details open>");
  await tab.waitForFunction(() => document.querySelector("details").open);
  isQuiet(tab);
});

test("what_scripts_did_to_the_page_survives_an_edit", async (t) => {
  const room = await newsroom(t);
  room.edit("templates/story.html", "<details>", '<ul id="found"></ul><details>');
  const tab = await room.tab(FOG);
  await tab.locator("#found").waitFor({ state: "attached" });
  await tab.evaluate(() => {
    document.documentElement.dataset.theme = "night";
    document.querySelector("#found").innerHTML = "<li>One result</li>";
  });
  room.edit(FOG_FILE, "came on Monday", "went on Tuesday");
  await shows(tab, "went on Tuesday");
  assert.equal(await tab.evaluate(() => document.documentElement.dataset.theme), "night");
  await shows(tab, "One result");
  isQuiet(tab);
});

test("a_style_of_the_theme_is_swapped_without_a_reload", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab(FOG);
  await brand(tab);
  // No moment without style: in no frame the page has the browser's own font.
  await tab.evaluate(() => {
    window.bare = 0;
    const look = () => {
      if (!getComputedStyle(document.body).fontFamily.includes("Broadsheet")) window.bare += 1;
      requestAnimationFrame(look);
    };
    look();
  });
  // A slow line, so that a sheet that is applied before it is there would be seen to be missing.
  await tab.route("**/assets/main-*.css", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  room.edit("themes/broadsheet/styles/base.css", "body {", "body {\n  outline: 3px solid rgb(4, 5, 6);");
  await tab.waitForFunction(() => getComputedStyle(document.body).outlineColor === "rgb(4, 5, 6)");
  // A sheet that was loaded and is not used any more stays behind for no longer than it takes.
  await tab.waitForFunction(() => document.querySelectorAll("link[rel=stylesheet]").length === 3);
  assert.equal(await tab.evaluate(() => window.bare), 0);
  assert.ok(await isBranded(tab));
  isQuiet(tab);
});

test("a_copied_style_sheet_is_swapped_without_a_reload", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab(FOG);
  await brand(tab);
  room.edit("static/quay.css", "rgb(1, 2, 3)", "rgb(7, 8, 9)");
  await tab.waitForFunction(() => getComputedStyle(document.querySelector(".quay")).color === "rgb(7, 8, 9)");
  // The next edit does not bring the old one back.
  room.edit(FOG_FILE, "came on Monday", "went on Tuesday");
  await shows(tab, "went on Tuesday");
  assert.equal(await tab.evaluate(() => getComputedStyle(document.querySelector(".quay")).color), "rgb(7, 8, 9)");
  assert.ok(await isBranded(tab));
  isQuiet(tab);
});

test("a_picture_is_shown_anew_in_place", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab(FOG);
  const width = (wanted) =>
    tab.waitForFunction((width) => document.querySelector("main img").naturalWidth === width, wanted);
  await width(40);
  await brand(tab, "main img");
  const background = () => tab.evaluate(() => getComputedStyle(document.querySelector(".quay")).backgroundImage);
  const old = await background();
  room.write("static/harbor.svg", picture(60));
  await width(60);
  assert.ok(await isBranded(tab, "main img"));
  await tab.waitForFunction(
    (old) => getComputedStyle(document.querySelector(".quay")).backgroundImage !== old,
    old,
  );
  room.edit(FOG_FILE, "came on Monday", "went on Tuesday");
  await shows(tab, "went on Tuesday");
  await width(60);
  isQuiet(tab);
});

test("a_changed_script_starts_the_page_anew", async (t) => {
  const room = await newsroom(t);
  room.write("static/site.js", "window.said = 1;\n");
  room.edit("templates/story.html", "<details>", '<script src="/site.js" defer></script><details>');
  const tab = await room.tab(FOG);
  await tab.waitForFunction(() => window.said === 1);
  await brand(tab);
  room.edit(FOG_FILE, "came on Monday", "went on Tuesday");
  await shows(tab, "went on Tuesday");
  assert.ok(await isBranded(tab), "an edit runs no script again");
  room.write("static/site.js", "window.said = 2;\n");
  await tab.waitForFunction(() => window.said === 2 && !window.branded);
  isQuiet(tab);
});

test("the_title_and_the_head_follow", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab(FOG);
  room.edit(FOG_FILE, "The fog stays", "The fog lifts");
  await tab.waitForFunction(() => document.title.startsWith("The fog lifts"));
  assert.equal(await tab.locator('meta[property="og:title"]').getAttribute("content"), "The fog lifts");
  assert.equal(await tab.locator("title").count(), 1);
  isQuiet(tab);
});

test("the_newest_of_many_saves_is_shown", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab(FOG);
  await brand(tab);
  for (let save = 1; save <= 40; save += 1) {
    room.edit(FOG_FILE, save === 1 ? "Line 1 of" : `Save ${save - 1} of`, `Save ${save} of`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await shows(tab, "Save 40 of");
  assert.ok(await isBranded(tab));
  isQuiet(tab);
});

test("of_ten_tabs_only_the_right_ones_change", async (t) => {
  const room = await newsroom(t);
  const first = await room.tab(FOG);
  const tabs = [first];
  for (const path of [FOG, FOG, FERRY, FERRY, FERRY, CAT, CAT, CAT, CAT]) {
    tabs.push(await room.open(first.context(), path));
  }
  for (const tab of tabs) {
    tab.asked = 0;
    tab.on("request", () => (tab.asked += 1));
    await tab.evaluate(() => {
      window.changes = 0;
      new MutationObserver(() => (window.changes += 1)).observe(document.body, {
        subtree: true,
        childList: true,
        characterData: true,
      });
    });
  }
  room.edit(FOG_FILE, "Line 7 of", "Only here: line 7 of");
  await Promise.all(tabs.slice(0, 3).map((tab) => shows(tab, "Only here")));
  // The tab of a page that changes afterwards has heard all that came before.
  room.edit("content/stories/cat.md", "She starts on Monday.", "She starts on Friday.");
  await Promise.all(tabs.slice(6).map((tab) => shows(tab, "on Friday")));
  for (const tab of tabs.slice(3, 6)) {
    assert.equal(tab.asked, 0);
    assert.equal(await tab.evaluate(() => window.changes), 0);
  }
  for (const tab of [...tabs.slice(0, 3), ...tabs.slice(6)]) {
    assert.equal(tab.asked, 1);
    assert.equal(tab.loads, 1);
  }
  isQuiet(...tabs);
});
