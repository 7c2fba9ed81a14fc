// The newspapers whose pages are judged: the demo in each theme that comes with newsprint, and a small
// one in Arabic, all printed anew and served. Several files of tests read them, so that one run prints
// each once, in the folder PAPERS; a file that is run alone prints its own.
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { KINDS } from "./kinds.mjs";
import { arabic, demo } from "./print.mjs";
import { served } from "./served.mjs";

// Fonts and pictures come so many milliseconds after the page.
const LATE = 40;

const PRINTERS = {
  broadsheet: (root) => demo(root, "broadsheet"),
  wire: (root) => demo(root, "wire"),
  arabic: (root) => arabic(root, "broadsheet"),
  "arabic wire": (root) => arabic(root, "wire"),
};

/**
 * Some of the papers, by their names, printed and served until the tests of this file are over: `name`,
 * `folder`, `url`, and `pages`, the kinds of page that it has, each with its `name` and `address`.
 */
export async function papers(...names) {
  const shared = process.env.PAPERS;
  const root = shared ?? mkdtempSync(join(tmpdir(), "newsprint-papers-"));
  const all = [];
  after(async () => {
    for (const paper of all) await paper.close();
    if (!shared) rmSync(root, { recursive: true, force: true });
  });
  for (const name of names) {
    const folder = join(root, name, "public");
    if (!existsSync(folder)) PRINTERS[name](join(root, name));
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
