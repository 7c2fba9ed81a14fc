// What the tests of the preview share: a small newsroom on disk, the program that serves it, and a
// real browser whose every complaint is written down.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const REPOSITORY = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const PROGRAM = resolve(process.env.NEWSPRINT ?? join(REPOSITORY, "target/debug/newsprint"));
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--autoplay-policy=no-user-gesture-required",
];

/** The text of axe, which looks for what keeps people from using a page. */
export const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
export const FOG = "/2026/01/fog/";
export const FERRY = "/2026/01/ferry/";
export const CAT = "/2026/01/cat/";

let browser = null;
after(async () => (await browser)?.close());

/** The browser of this file of tests: one, also when several tests ask at once. */
export function launched() {
  browser ??= chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: FLAGS,
    // As readers have it: the way back does not load a page anew.
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
  });
  return browser;
}

/** A newsroom that is served, with a browser to look at it. It is gone after the test. */
export async function newsroom(t, more = []) {
  const root = mkdtempSync(join(tmpdir(), "newsprint-preview-"));
  const room = new Newsroom(root, more);
  t.after(() => room.close());
  cpSync(join(REPOSITORY, "themes"), join(root, "themes"), { recursive: true });
  for (const [path, text] of Object.entries(site())) room.write(path, text);
  await room.start();
  return room;
}

class Newsroom {
  #root;
  #more;
  #server = null;
  #contexts = [];
  url = "";

  constructor(root, more) {
    this.#root = root;
    this.#more = more;
  }

  path(path) {
    return join(this.#root, path);
  }

  write(path, text) {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), text);
  }

  /** Saves a file with one text in place of another. */
  edit(path, from, to) {
    const text = readFileSync(this.path(path), "utf8");
    assert.ok(text.includes(from), `${path} holds ${from}`);
    this.write(path, text.replace(from, () => to));
  }

  remove(path) {
    rmSync(this.path(path));
  }

  rename(from, to) {
    renameSync(this.path(from), this.path(to));
  }

  /** Starts the program; a second time on the port that it had. */
  async start() {
    const port = this.url ? new URL(this.url).port : "0";
    const options = ["serve", "--port", port, "--root", this.#root, ...this.#more];
    this.#server = spawn(PROGRAM, options, { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    this.#server.stderr.on("data", (data) => (said += data));
    const first = once(createInterface({ input: this.#server.stdout }), "line");
    const end = once(this.#server, "exit").then(([code]) => {
      throw new Error(`the program ended with ${code} before it named its address: ${said}`);
    });
    end.catch(() => {});
    const [line] = await Promise.race([first, end]);
    this.url = /http:\/\/[^\s/]+\//.exec(line)?.[0] ?? assert.fail(`no address in: ${line}`);
  }

  /** Waits until what was written has come so far that there is something at an address. */
  async prints(address) {
    for (let rounds = 0; rounds < 500; rounds += 1) {
      if ((await fetch(new URL(address, this.url))).ok) return;
      await new Promise((resume) => setTimeout(resume, 20));
    }
    assert.fail(`nothing is printed at ${address}`);
  }

  /** Ends the program as a crash does. */
  async kill() {
    this.#server.kill("SIGKILL");
    await once(this.#server, "exit");
  }

  /** A window of its own with a tab that shows a page. */
  async tab(path, options = {}) {
    const context = await (await launched()).newContext({ viewport: { width: 1280, height: 720 }, ...options });
    this.#contexts.push(context);
    return this.open(context, path);
  }

  /** One more tab in a window. `tab.complaints` is what the browser had to say against it. */
  async open(context, path) {
    const tab = await context.newPage();
    tab.complaints = [];
    tab.loads = 0;
    tab.on("console", (said) => {
      if (["error", "warning"].includes(said.type())) tab.complaints.push(said.text());
    });
    tab.on("pageerror", (error) => tab.complaints.push(String(error)));
    tab.on("request", (request) => {
      if (!request.url().startsWith(this.url)) tab.complaints.push(`went to ${request.url()}`);
      if (request.isNavigationRequest() && request.frame() === tab.mainFrame()) tab.loads += 1;
    });
    const connected = tab.waitForEvent("websocket").then((socket) => socket.waitForEvent("framereceived"));
    await tab.goto(new URL(path, this.url).href);
    await connected;
    return tab;
  }

  async close() {
    for (const context of this.#contexts) await context.close();
    if (this.#server?.exitCode === null && this.#server.signalCode === null) await this.kill();
    rmSync(this.#root, { recursive: true, force: true });
  }
}

/** Waits until a text is on the page. */
export function shows(tab, text) {
  return tab.waitForFunction((wanted) => document.body.innerText.includes(wanted), text);
}

/** Puts a mark on the window, and on elements: a page that was loaded anew has it no more. */
export function brand(tab, ...selectors) {
  return tab.evaluate((all) => {
    window.branded = true;
    for (const one of all) document.querySelector(one).branded = true;
  }, selectors);
}

/** Whether the window, and each of the elements, is the one that was branded. */
export function isBranded(tab, ...selectors) {
  return tab.evaluate(
    (all) => window.branded === true && all.every((one) => document.querySelector(one)?.branded === true),
    selectors,
  );
}

/** Nothing was written to the console, and nothing asked of another origin. */
export function isQuiet(...tabs) {
  for (const tab of tabs) assert.deepEqual(tab.complaints, []);
}

function site() {
  return {
    "site.toml": [
      'title = "Radio Harbor"',
      'base_url = "https://radio.example/"',
      'timezone = "UTC"',
      "",
      "[serve]",
      'editor = "vscode"',
      "",
    ].join("\n"),
    "content/stories/fog.md": story("The fog stays", "2026-01-05", [
      "The fog came on Monday.",
      "![A quay](/harbor.svg)",
      ...Array.from({ length: 30 }, (_, line) => `Line ${line + 1} of the long report on the fog.`),
    ]),
    "content/stories/ferry.md": story("The ferry waits", "2026-01-06", ["The ferry waits for the fog."]),
    "content/stories/cat.md": story("The lighthouse gets a cat", "2026-01-07", ["She starts on Monday."]),
    "templates/story.html": `{% extends "broadsheet/story.html" %}
{% block head %}<link rel="stylesheet" href="/quay.css">{% endblock head %}
{% block main %}
<form role="search" action="/"><label>Search <input type="search" name="q"></label></form>
{{ super() }}
<details><summary>The tide</summary><p>It rises at six.</p></details>
<audio controls loop aria-label="The foghorn" src="/foghorn.wav"></audio>
<p class="quay">The quay</p>
{% endblock main %}
`,
    "static/harbor.svg": picture(40),
    "static/quay.css": '.quay { color: rgb(1, 2, 3); background: url("/harbor.svg"); }\n',
    "static/foghorn.wav": silence(2),
  };
}

export function story(title, day, paragraphs) {
  return `+++\ntitle = "${title}"\ndate = ${day}T06:00:00\n+++\n\n${paragraphs.join("\n\n")}\n`;
}

export function picture(width) {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20"><rect width="${width}" height="20" fill="#357"/></svg>\n`;
}

/** Seconds of silence: one channel, 8,000 samples a second, one byte each. */
function silence(seconds) {
  const samples = Buffer.alloc(8000 * seconds, 0x80);
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}
