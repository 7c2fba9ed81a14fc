// A tab follows its page, and catches up after it missed something.
import assert from "node:assert/strict";
import { test } from "node:test";
import { brand, FERRY, FOG, isBranded, isQuiet, newsroom, picture, shows } from "./harness.mjs";

const FOG_FILE = "content/stories/fog.md";
const at = (tab, path) => tab.waitForFunction((path) => location.pathname === path, path);

test("a_renamed_story_is_followed", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab(`${FOG}#main-content`);
  await tab.locator("input[type=search]").fill("horn");
  await brand(tab, "input[type=search]");
  const entries = await tab.evaluate(() => history.length);
  room.rename(FOG_FILE, "content/stories/mist.md");
  await at(tab, "/2026/01/mist/");
  assert.equal(await tab.evaluate(() => location.hash), "#main-content");
  assert.equal(await tab.evaluate(() => history.length), entries);
  room.edit("content/stories/mist.md", "The fog came", "The mist came");
  await shows(tab, "The mist came");
  assert.equal(await tab.locator("input[type=search]").inputValue(), "horn");
  assert.ok(await isBranded(tab, "input[type=search]"));
  isQuiet(tab);
});

test("a_changed_slug_is_followed", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab(FOG);
  await brand(tab);
  room.edit(FOG_FILE, "date =", 'slug = "haze"\ndate =');
  await at(tab, "/2026/01/haze/");
  room.edit(FOG_FILE, 'slug = "haze"', 'slug = "smog"');
  await at(tab, "/2026/01/smog/");
  assert.ok(await isBranded(tab));
  isQuiet(tab);
});

test("a_deleted_page_stays_readable_and_says_that_it_is_gone", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab(FERRY);
  const text = "The ferry waits for the fog.";
  room.remove("content/stories/ferry.md");
  const notice = tab.getByRole("status").getByText("This page is gone");
  await notice.waitFor();
  await shows(tab, text);
  assert.equal(await tab.getByRole("link", { name: "Go to the front page" }).getAttribute("href"), "/");
  room.write(
    "content/stories/ferry.md",
    '+++\ntitle = "The ferry waits"\ndate = 2026-01-06T06:00:00\n+++\n\nThe ferry is back.\n',
  );
  await shows(tab, "The ferry is back.");
  await notice.waitFor({ state: "detached" });
  isQuiet(tab);
});

test("a_page_that_is_put_back_as_it_was_is_no_longer_gone", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab(FERRY);
  room.rename("content/stories/ferry.md", "ferry.txt");
  const notice = tab.getByRole("status").getByText("This page is gone");
  await notice.waitFor();
  room.rename("ferry.txt", "content/stories/ferry.md");
  await notice.waitFor({ state: "detached" });
  isQuiet(tab);
});

test("a_tab_finds_a_killed_server_again_and_catches_up", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab(FOG);
  await tab.locator("input[type=search]").fill("horn");
  await brand(tab, "input[type=search]");
  await room.kill();
  const notice = tab.getByRole("status").getByText("The preview server is away");
  await notice.waitFor();
  room.edit(FOG_FILE, "came on Monday", "went while nobody looked");
  await room.start();
  await shows(tab, "went while nobody looked");
  await notice.waitFor({ state: "detached" });
  room.edit(FOG_FILE, "while nobody looked", "while all looked");
  await shows(tab, "went while all looked");
  assert.equal(await tab.locator("input[type=search]").inputValue(), "horn");
  assert.ok(await isBranded(tab, "input[type=search]"));
  isQuiet(tab);
});

test("a_picture_that_changed_while_the_server_was_away_is_shown_anew", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab(FOG);
  const width = (wanted) =>
    tab.waitForFunction((width) => document.querySelector("main img").naturalWidth === width, wanted);
  await width(40);
  await room.kill();
  await tab.getByRole("status").getByText("The preview server is away").waitFor();
  room.write("static/harbor.svg", picture(60));
  await room.start();
  await width(60);
  isQuiet(tab);
});

test("a_tab_that_was_offline_catches_up", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab(FOG);
  // What sleep does to a socket: the other end is gone, and nobody says so.
  await tab.evaluate(() => {
    const { send } = WebSocket.prototype;
    WebSocket.prototype.send = function () {
      this.onmessage = null;
      WebSocket.prototype.send = send;
    };
    dispatchEvent(new Event("focus"));
  });
  room.edit(FOG_FILE, "came on Monday", "went during sleep");
  await shows(tab, "went during sleep");
  isQuiet(tab);
});

test("the_way_back_shows_the_newest_page", async (t) => {
  const room = await newsroom(t);
  const tab = await room.tab(FOG);
  await brand(tab);
  await tab.goto(new URL(FERRY, room.url).href);
  room.edit(FOG_FILE, "came on Monday", "went meanwhile");
  await tab.goBack({ waitUntil: "commit" });
  await shows(tab, "went meanwhile");
  assert.ok(await isBranded(tab), "the browser kept the page for the way back");
  isQuiet(tab);
});
