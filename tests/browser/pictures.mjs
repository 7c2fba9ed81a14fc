// Makes docs/pictures/ and docs/gallery.md: each kind of page of the demo newspaper at three widths, in
// light and dark, and the front page and a story in the theme wire. The pictures that the README shows
// are PNG, as they are everywhere shown; the others are WebP, which is a third of that.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { KINDS } from "./kinds.mjs";
import { demo } from "./print.mjs";
import { served } from "./served.mjs";

const DOCS = fileURLToPath(new URL("../../docs", import.meta.url));
const WIDTHS = [360, 768, 1280];
// A picture shows no more of a long page, in CSS pixels; those of wide windows are made smaller; and all
// are this good, of 100. All of them together stay below 6 MB, which is looked at below.
const TALLEST = 1000;
const SMALLER = 0.7;
const QUALITY = 36;
const MOST = 6e6;
// The pictures that the README and the manual show: their names, kinds of page and heights.
const SHOWN = { front: ["front", 900], story: ["long-story", 1000], player: ["person", 900], quotes: ["quotes", 900] };
// Of wire, which is plain on purpose, a few kinds say it all.
const OF_WIRE = ["front", "story", "person", "quotes"];

/** Takes a picture of a page from its top, in WebP or in PNG. */
async function taken(tab, devtools, { url, width, colorScheme = "light", tallest = TALLEST, format = "webp" }) {
  await tab.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await tab.setViewportSize({ width, height: tallest });
  await tab.goto(url, { waitUntil: "load" });
  await tab.evaluate(() => document.fonts.ready.then(() => {}));
  const height = Math.min(tallest, await tab.evaluate(() => document.body.getBoundingClientRect().bottom + scrollY));
  const scale = format === "webp" && width > WIDTHS[0] ? SMALLER : 1;
  const clip = { x: 0, y: 0, width, height: Math.ceil(height), scale };
  const quality = format === "webp" ? { quality: QUALITY } : {};
  const { data } = await devtools.send("Page.captureScreenshot", { format, clip, ...quality });
  return Buffer.from(data, "base64");
}

const words = (name) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll("-", " ");
const name = (kind, width, scheme, theme) => `${theme === "broadsheet" ? "" : `${theme}-`}${kind}-${width}${scheme === "dark" ? "-dark" : ""}.webp`;

/** The page that shows all pictures: a table for each kind, with a column for each width. */
function gallery(shown) {
  const rows = shown.map(([theme, kind]) => {
    const row = (scheme) => `| ${scheme} | ${WIDTHS.map((width) => `![${words(kind)}, ${width} pixels, ${scheme}](pictures/${name(kind, width, scheme, theme)})`).join(" | ")} |`;
    const title = theme === "broadsheet" ? words(kind) : `${words(kind)} in ${theme}`;
    return `## ${title}\n\n| | ${WIDTHS.map((width) => `${width} pixels`).join(" | ")} |\n|---|${"---|".repeat(WIDTHS.length)}\n${row("light")}\n${row("dark")}\n`;
  });
  return `# Gallery

Every kind of page of the demo newspaper in the theme *broadsheet*, on a phone, a tablet and a desktop, by day and by night, and a few in *wire*. \`scripts/pictures\` makes the pictures and this page anew.

${rows.join("\n")}`;
}

const folder = join(DOCS, "pictures");
const root = mkdtempSync(join(tmpdir(), "newsprint-pictures-"));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"] });
const sites = [];
let bytes = 0;
try {
  const tab = await browser.newPage();
  const devtools = await tab.context().newCDPSession(tab);
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder).filter((file) => file.endsWith(".webp"))) rmSync(join(folder, file));
  const save = (file, picture) => {
    writeFileSync(join(folder, file), picture);
    bytes += picture.length;
  };
  const shown = [];
  for (const theme of ["broadsheet", "wire"]) {
    const site = await served(demo(join(root, theme), theme));
    sites.push(site);
    const kinds = KINDS.filter((kind) => kind[theme] && (theme === "broadsheet" || OF_WIRE.includes(kind.name)));
    for (const kind of kinds) {
      shown.push([theme, kind.name]);
      for (const width of WIDTHS) {
        for (const colorScheme of ["light", "dark"]) {
          save(name(kind.name, width, colorScheme, theme), await taken(tab, devtools, { url: new URL(kind[theme], site.url).href, width, colorScheme }));
        }
      }
    }
  }
  for (const [file, [kind, tallest]] of Object.entries(SHOWN)) {
    const { broadsheet } = KINDS.find(({ name }) => name === kind);
    save(`${file}.png`, await taken(tab, devtools, { url: new URL(broadsheet, sites[0].url).href, width: 1280, tallest, format: "png" }));
  }
  writeFileSync(join(DOCS, "gallery.md"), gallery(shown));
  if (bytes > MOST) throw new Error(`the pictures are ${(bytes / 1e6).toFixed(1)} MB; lower QUALITY or TALLEST`);
  console.log(`${readdirSync(folder).length} pictures, ${(bytes / 1e6).toFixed(1)} MB`);
} finally {
  await browser.close();
  for (const site of sites) await site.close();
  rmSync(root, { recursive: true, force: true });
}
