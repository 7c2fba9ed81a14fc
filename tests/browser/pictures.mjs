// Makes docs/pictures/, docs/gallery.md and docs/options.md: each kind of page of the demo newspaper at
// three widths, in light and dark, a few in the theme wire, and what each option of a theme changes. The
// pictures that the README shows are PNG, as they are everywhere shown; the others are WebP, which is a
// third of that.
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

// What the options of each theme change: which page shows it, how much of it, from which element on, and
// the values as they stand in site.toml, the one that holds by itself first.
const FRONT = { kind: "front", tallest: 900 };
const OPTIONS = {
  broadsheet: {
    accent: { ...FRONT, values: ['"#8c1d18"', '"#1d4c8c"', '"#2c6e49"'] },
    paper: { ...FRONT, values: ['"cream"', '"white"', '"salmon"'] },
    fonts: { ...FRONT, values: ['"source-serif"', '"system"'] },
    headlines: { ...FRONT, values: ['"serif"', '"sans"'] },
    front: { ...FRONT, tallest: 1300, values: ['"lead"', '"columns"', '"latest"'] },
    name_plate: { ...FRONT, tallest: 300, values: ['"roman"', '"caps"', '"italic"'] },
    front_columns: { ...FRONT, tallest: 1300, values: ["4", "3", "2"] },
    drop_cap: { kind: "story-with-table", tallest: 900, values: ["true", "false"] },
  },
  wire: {
    accent: { ...FRONT, values: ['"#b4230f"', '"#1d4c8c"', '"#2c6e49"'] },
    typeface: { ...FRONT, values: ['"sans"', '"serif"'] },
    density: { ...FRONT, values: ['"dense"', '"airy"'] },
  },
};
const OF_OPTIONS = { width: 1100, quality: 50, scale: 0.5 };

/** Takes a picture of a page from its top, in WebP or in PNG. */
async function taken(tab, devtools, { url, width, colorScheme = "light", tallest = TALLEST, format = "webp", scale, quality = QUALITY }) {
  await tab.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await tab.setViewportSize({ width, height: tallest });
  await tab.goto(url, { waitUntil: "load" });
  await tab.evaluate(() => document.fonts.ready.then(() => {}));
  const height = Math.min(tallest, await tab.evaluate(() => document.body.getBoundingClientRect().bottom + scrollY));
  scale ??= format === "webp" && width > WIDTHS[0] ? SMALLER : 1;
  const clip = { x: 0, y: 0, width, height: Math.ceil(height), scale };
  const { data } = await devtools.send("Page.captureScreenshot", { format, clip, ...(format === "webp" ? { quality } : {}) });
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

const optionFile = (theme, option, value) => `option-${theme}-${option}-${value.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "")}.webp`.replaceAll("_", "-");

/** The page that shows what options change: a table for each, with a column for each value. */
function optionsPage() {
  const one = (theme, option, values) =>
    `### \`${option}\`\n\n| ${values.map((value) => `\`${option} = ${value}\``).join(" | ")} |\n|${"---|".repeat(values.length)}\n| ${values.map((value) => `![${words(theme)} with ${option} = ${value.replaceAll('"', "")}](pictures/${optionFile(theme, option, value)})`).join(" | ")} |\n`;
  const themes = Object.entries(OPTIONS).map(
    ([theme, options]) => `## ${words(theme)}\n\n${Object.entries(options).map(([option, { values }]) => one(theme, option, values)).join("\n")}`,
  );
  return `# Theme options in pictures

What the options of the built-in themes change on a page of the demo newspaper; the first of each is what a site has that says nothing. They stand under \`[options]\` in \`site.toml\`, and all are listed under [Site settings](site-settings.md#options). \`scripts/pictures\` makes the pictures and this page anew.

${themes.join("\n")}`;
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
  for (const [theme, options] of Object.entries(OPTIONS)) {
    for (const [option, { kind, tallest, values }] of Object.entries(options)) {
      const address = KINDS.find(({ name }) => name === kind)[theme];
      for (const [i, value] of values.entries()) {
        const site = await served(demo(join(root, `${theme}-${option}-${i}`), theme, { added: `[options]\n${option} = ${value}\n` }));
        try {
          save(optionFile(theme, option, value), await taken(tab, devtools, { url: new URL(address, site.url).href, tallest, ...OF_OPTIONS }));
        } finally {
          await site.close();
        }
      }
    }
  }
  writeFileSync(join(DOCS, "gallery.md"), gallery(shown));
  writeFileSync(join(DOCS, "options.md"), optionsPage());
  if (bytes > MOST) throw new Error(`the pictures are ${(bytes / 1e6).toFixed(1)} MB; lower QUALITY or TALLEST`);
  console.log(`${readdirSync(folder).length} pictures, ${(bytes / 1e6).toFixed(1)} MB`);
} finally {
  await browser.close();
  for (const site of sites) await site.close();
  rmSync(root, { recursive: true, force: true });
}
