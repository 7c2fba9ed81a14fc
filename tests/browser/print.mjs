// Prints newspapers: the demo of this repository in a theme, and a small one in Arabic.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const REPOSITORY = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const PROGRAM = resolve(process.env.NEWSPRINT ?? join(REPOSITORY, "target/debug/newsprint"));
// When the demo is printed, here and for the pictures in the documentation.
const MOMENT = "2026-11-20";

const DEMO = ["content", "data", "static", "site.toml"].map((part) => join(REPOSITORY, part));
const ARABIC = ["content", "site.toml"].map((part) => join(REPOSITORY, "tests/browser/arabic", part));

/** Prints a newspaper below a folder: its parts, with some texts of its settings changed and others added. Gives the folder of pages. */
function print(root, parts, { changes = {}, added = "", flags = [] }) {
  for (const part of [...parts, join(REPOSITORY, "themes")]) {
    if (existsSync(part)) cpSync(part, join(root, part.split("/").at(-1)), { recursive: true });
  }
  const settings = join(root, "site.toml");
  let text = readFileSync(settings, "utf8");
  for (const [from, to] of Object.entries(changes)) {
    if (!text.includes(from)) throw new Error(`site.toml has no ${from}`);
    text = text.replace(from, to);
  }
  writeFileSync(settings, `${text}\n${added}`);
  execFileSync(PROGRAM, ["--root", root, "build", "--at", MOMENT, ...flags], { stdio: ["ignore", "ignore", "pipe"] });
  return join(root, "public");
}

/** Prints the demo newspaper in a theme below a folder, with `flags` of the program, `changes` to texts of its settings and tables `added`. */
export function demo(root, theme, { flags, changes, added } = {}) {
  return print(root, DEMO, { changes: { 'theme = "broadsheet"': `theme = "${theme}"`, ...changes }, flags, added });
}

/** Prints the small paper in Arabic in a theme below a folder. */
export function arabic(root, theme) {
  return print(root, ARABIC, { changes: { 'theme = "broadsheet"': `theme = "${theme}"` } });
}
