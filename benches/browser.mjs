#!/usr/bin/env node
// Save to changed DOM, in a real browser.
//
//   node benches/browser.mjs --site DIR --file STORY.md --url PATH [--edits 20] [--origin URL] -- SERVER COMMAND...
//
// Starts the server in the site's folder and opens the page. Each edit puts a new marker at the end
// of the file. The clock runs from the moment before the write to the mutation that brings the
// marker into the document; the first edit warms up and does not count. Both ends are read from the
// clock of this machine, and what the browser's differs from ours is taken out. Prints the least,
// the median and the longest in milliseconds. `--origin` names the server where its first line
// does not. The browser is $CHROMIUM or /usr/bin/chromium; `scripts/test-browser` installs what
// this wants.
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { chromium } from "../tests/browser/node_modules/playwright-core/index.mjs";

const { values, positionals: command } = parseArgs({
  allowPositionals: true,
  options: {
    site: { type: "string" },
    file: { type: "string" },
    url: { type: "string" },
    origin: { type: "string" },
    edits: { type: "string", default: "20" },
  },
});
if (!values.site || !values.file || !values.url || !command.length) {
  console.error("browser.mjs: --site, --file, --url and a server command are needed; its first lines say how");
  process.exit(2);
}

const site = resolve(values.site);
const file = resolve(site, values.file);
const written = readFileSync(file, "utf8");
const edits = Number(values.edits);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const now = () => performance.timeOrigin + performance.now();

const server = spawn(command[0], command.slice(1), { cwd: site, stdio: ["ignore", "pipe", "ignore"] });
server.once("error", (error) => fail(error.message));
server.once("exit", (code) => fail(`the server ended with ${code}`));
let browser = null;

/** Ends with a message; leaves the story as it was. */
function fail(message) {
  console.error(`browser.mjs: ${message}`);
  end(1);
}

function end(code) {
  server.removeAllListeners("exit");
  server.kill("SIGTERM");
  writeFileSync(file, written);
  process.exit(code);
}
process.once("SIGINT", () => end(130));

async function origin() {
  if (values.origin) return values.origin;
  for await (const line of createInterface({ input: server.stdout })) {
    const found = /http:\/\/[^\s/]+\//.exec(line);
    if (found) return found[0];
  }
  throw new Error("the server did not name its address; name it with --origin");
}

/** Opens the page as soon as the server answers. */
async function opened(tab, address) {
  for (let tries = 0; tries < 600; tries += 1) {
    try {
      if ((await tab.goto(address)).ok()) return;
    } catch {
      // Not up yet.
    }
    await pause(100);
  }
  throw new Error(`${address} does not answer`);
}

/** Milliseconds by which the browser's clock is ahead of ours: that of the quickest exchange. */
async function ahead(tab) {
  let best = { took: Infinity, by: 0 };
  for (let tries = 0; tries < 30; tries += 1) {
    const before = now();
    const there = await tab.evaluate(() => performance.timeOrigin + performance.now());
    const after = now();
    if (after - before < best.took) best = { took: after - before, by: there - (before + after) / 2 };
  }
  return best.by;
}

try {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
  const tab = await browser.newPage();
  let heard = () => {};
  await tab.exposeFunction("markerSeen", (marker, time) => heard(marker, time));
  // Runs in every document, so that servers that reload are measured too.
  await tab.addInitScript(() => {
    let last = null;
    new MutationObserver(() => {
      const time = performance.timeOrigin + performance.now();
      const marker = document.body?.textContent.match(/MARK\d+x\d+/g)?.at(-1) ?? null;
      if (marker && marker !== last) window.markerSeen(marker, time);
      last = marker;
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await opened(tab, new URL(values.url, await origin()).href);
  server.stdout.resume();
  await pause(2000);

  const times = [];
  for (let edit = 0; edit <= edits; edit += 1) {
    const marker = `MARK${process.pid}x${edit}`;
    const by = await ahead(tab);
    const seen = new Promise((done, late) => {
      heard = (which, time) => which === marker && done(time - by);
      setTimeout(() => late(new Error(`edit ${edit} was never shown`)), 60_000).unref();
    });
    const from = now();
    writeFileSync(file, `${written.trimEnd()} ${marker}\n`);
    const time = (await seen) - from;
    if (edit > 0) times.push(time);
    // Longer than any server needs to find its tabs again, and uneven, so that no server's own
    // rhythm keeps step with ours.
    await pause(1500 + ((edit * 370) % 700));
  }
  times.sort((one, other) => one - other);
  const middle = (times[Math.floor((times.length - 1) / 2)] + times[Math.ceil((times.length - 1) / 2)]) / 2;
  const shown = [times[0], middle, times.at(-1)].map((time) => time.toFixed(1));
  console.log(`save to changed DOM, ${edits} edits, ms: min ${shown[0]} median ${shown[1]} max ${shown[2]}`);
} catch (error) {
  fail(error.message);
}
await browser.close();
end(0);
