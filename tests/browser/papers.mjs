// The newspapers whose pages are judged: the demo in each theme that comes with newsprint, and a small
// one in Arabic, all printed anew and served.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { KINDS } from "./kinds.mjs";
import { served } from "./served.mjs";

export const REPOSITORY = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const PROGRAM = resolve(process.env.NEWSPRINT ?? join(REPOSITORY, "target/debug/newsprint"));
// When the demo is printed, here and for the pictures in the documentation.
const MOMENT = "2026-11-20";
// Fonts and pictures come so many milliseconds after the page.
const LATE = 40;

const DEMO = ["content", "data", "static", "site.toml"].map((part) => join(REPOSITORY, part));
const ARABIC = ["content", "site.toml"].map((part) => join(REPOSITORY, "tests/browser/arabic", part));

/** Prints a newspaper below a folder: its parts, with some texts of its settings changed. Gives the folder of pages. */
export function print(root, parts, changes = {}, options = []) {
  for (const part of [...parts, join(REPOSITORY, "themes")]) {
    if (existsSync(part)) cpSync(part, join(root, part.split("/").at(-1)), { recursive: true });
  }
  const settings = join(root, "site.toml");
  let text = readFileSync(settings, "utf8");
  for (const [from, to] of Object.entries(changes)) {
    if (!text.includes(from)) throw new Error(`site.toml has no ${from}`);
    text = text.replace(from, to);
  }
  writeFileSync(settings, text);
  execFileSync(PROGRAM, ["--root", root, "build", "--at", MOMENT, ...options], { stdio: ["ignore", "ignore", "pipe"] });
  return join(root, "public");
}

/** Prints the demo newspaper in a theme below a folder. */
export function demo(root, theme, options) {
  return print(root, DEMO, { 'theme = "broadsheet"': `theme = "${theme}"` }, options);
}

const PRINTERS = {
  broadsheet: (root) => demo(root, "broadsheet"),
  wire: (root) => demo(root, "wire"),
  arabic: (root) => print(root, ARABIC),
  "arabic wire": (root) => print(root, ARABIC, { 'theme = "broadsheet"': 'theme = "wire"' }),
};

/**
 * Some of the papers, by their names, printed and served until the tests of this file are over: `name`,
 * `folder`, `url`, and `pages`, the kinds of page that it has, each with its `name` and `address`.
 */
export async function papers(...names) {
  const root = mkdtempSync(join(tmpdir(), "newsprint-papers-"));
  const all = [];
  after(async () => {
    for (const paper of all) await paper.close();
    rmSync(root, { recursive: true, force: true });
  });
  for (const name of names) {
    const folder = PRINTERS[name](join(root, name));
    const { url, close } = await served(folder, { late: LATE });
    const pages = KINDS.filter((kind) => kind[name]).map((kind) => ({ name: kind.name, address: kind[name] }));
    all.push({ name, folder, url, close, pages });
  }
  return all;
}

/** The paths of all files below a folder whose names end so. */
export function filesOf(folder, ending) {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true });
  return all.filter((one) => one.isFile() && one.name.endsWith(ending)).map((one) => join(one.parentPath, one.name));
}
