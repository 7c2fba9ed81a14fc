// How the filter of the quote index behaves on a slow phone:
//
//   node quotes.mjs FOLDER
//
// The folder is what was printed. The page is opened in a window of 360 by 740, with the processor slowed
// down four and six times and a network of 1.6 Mbit/s with 150 ms to each answer, which is what Lighthouse
// takes for a slow phone. A reader goes into the field and types a word at once; when everything is loaded,
// twenty words are typed letter by letter, and things are chosen. All is measured within the browser: from
// the moment of a key to the frame after the one that draws the changed list; how much of the
// processor each task of the page's thread takes, from a trace; what came over the network, compressed by the host; and the memory of
// scripts after a collection, before anything was loaded and after it. Milliseconds are those of the clock.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "../tests/browser/node_modules/playwright-core/index.mjs";
import { served } from "../tests/browser/served.mjs";

const FOLDER = process.argv[2];
const WORDS = 20;
const MBIT = 1_000_000 / 8;

const some = JSON.parse(readFileSync(join(FOLDER, "quotes/filter/0.json"), "utf8")).quotes;
const words = Array.from({ length: WORDS }, (_, at) => {
  const of = some[(at * 37) % some.length][0].toLowerCase().match(/[a-z]{4,}/g);
  return of[at % of.length].slice(0, 7);
});

const { url, close } = await served(FOLDER);
// A host has packed what it sends before anybody asks.
const index = await (await fetch(new URL("/quotes/", url), { headers: { "accept-encoding": "br" } })).text();
const count = Number(/data-files="(\d+)"/.exec(index)[1]);
const names = ["names", ...Array(count).keys()].map((name) => `quotes/filter/${name}.json`);
const assets = [...index.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path);
for (const path of [...names, ...assets]) await (await fetch(new URL(path, url), { headers: { "accept-encoding": "br" } })).arrayBuffer();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});

/** Notes when the first results are there, and all; and for each key when the list that it changes is on the screen. */
function watch() {
  const [list, status] = [".quote-results", ".quote-said"].map((name) => document.querySelector(name));
  window.loaded = {};
  document.addEventListener("focusin", () => (window.loaded.start ??= performance.now()), { once: true });
  new MutationObserver(() => {
    if (list.children.length > 0) window.loaded.first ??= performance.now();
    if (status.textContent && status.ariaBusy !== "true") window.loaded.whole ??= performance.now();
  }).observe(status.parentElement, { childList: true, subtree: true, attributes: true, characterData: true });
  window.painted = [];
  let pressed = null;
  addEventListener("keydown", (event) => (pressed = event.timeStamp), true);
  new MutationObserver(() => {
    if (pressed === null) return;
    const from = pressed;
    pressed = null;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => window.painted.push(performance.now() - from);
      port2.postMessage(null);
    });
  }).observe(list, { childList: true });
}

/** How much of the processor each task of the page's thread took, in ms, the longest first. Those in which
    this script asks something of the page are none of the page's. */
function tasks(trace) {
  const { traceEvents } = JSON.parse(trace);
  const threads = traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const isMain = ({ pid, tid }) => threads.some((thread) => thread.pid === pid && thread.tid === tid);
  const all = traceEvents.filter((event) => event.ph === "X" && /RunTask$/.test(event.name) && isMain(event));
  const asking = traceEvents.filter(({ args }) => args?.chrome_mojo_event_info?.mojo_interface_tag === "blink.mojom.DevToolsSession");
  const isOwn = ({ ts, dur }) => !asking.some((event) => event.ts >= ts && event.ts <= ts + dur);
  return all.filter(isOwn).map(({ tdur, dur }) => (tdur ?? dur) / 1000).sort((one, other) => other - one);
}

const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];

async function measured(rate) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
  const tab = await context.newPage();
  const session = await context.newCDPSession(tab);
  await session.send("Network.enable");
  await session.send("Performance.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 1.6 * MBIT, uploadThroughput: 0.75 * MBIT });
  await session.send("Emulation.setCPUThrottlingRate", { rate });
  let bytes = 0;
  session.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  const memory = async () => {
    await session.send("HeapProfiler.collectGarbage");
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "JSHeapUsedSize").value / (1 << 20);
  };

  await tab.goto(new URL("/quotes/", url).href, { waitUntil: "load" });
  await tab.waitForTimeout(1000);
  const page = { bytes, memory: await memory() };
  await tab.evaluate(watch);
  const categories = ["toplevel", "disabled-by-default-devtools.timeline", "devtools.timeline"];

  // Everything is loaded while somebody types a first word.
  await browser.startTracing(tab, { categories });
  await tab.locator("#filter-words").focus();
  await tab.keyboard.type(words[0].slice(0, 2), { delay: 200 });
  await tab.waitForFunction(() => window.loaded.whole, null, { timeout: 120_000, polling: 500 });
  const { start, first, whole } = await tab.evaluate(() => window.loaded);
  const loading = tasks(await browser.stopTracing());
  await tab.waitForTimeout(1500);
  const loaded = { bytes: bytes - page.bytes, memory: (await memory()) - page.memory };

  // Each key is answered from what is there.
  await tab.locator("#filter-words").fill("");
  await tab.evaluate(() => (window.painted.length = 0));
  await browser.startTracing(tab, { categories });
  for (const word of words) {
    for (const letter of word) {
      await tab.keyboard.press(letter);
      await tab.waitForTimeout(180);
    }
    await tab.locator("#filter-words").fill("");
    await tab.waitForTimeout(200);
  }
  const typing = tasks(await browser.stopTracing());
  const keys = await tab.evaluate(() => window.painted);

  await browser.startTracing(tab, { categories });
  for (const by of ["year", "topic", "source", "organization", "speaker"]) {
    await tab.evaluate((by) => {
      const select = document.querySelector(`#filter-${by}`);
      select.selectedIndex = 1;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }, by);
    await tab.waitForTimeout(700);
  }
  const choosing = tasks(await browser.stopTracing());
  await context.close();
  const ms = (number) => number.toFixed(0);
  const cells = [`${rate}×`, ((first - start) / 1000).toFixed(1), ((whole - start) / 1000).toFixed(1), ms(loaded.bytes / 1000), ms(loading[0]), ms(typing[0]), ms(choosing[0]),
    ms(median(keys)), ms(Math.max(...keys)), keys.length, loaded.memory.toFixed(1)];
  console.log(`| ${cells.join(" | ")} |`);
}

console.log("| slowed | first result, s | all loaded, s | loaded, KB | longest task, loading, ms | typing | choosing | key to list, median, ms | worst | keys | memory, MiB |");
console.log("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
try {
  for (const rate of [1, 4, 6]) await measured(rate);
} finally {
  await browser.close();
  await close();
}
