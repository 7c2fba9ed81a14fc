// The scripts of the theme broadsheet, for tests and figures that need no browser.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const SCRIPTS = resolve(dirname(fileURLToPath(import.meta.url)), "../../themes/broadsheet/static");

/** What a script exports. */
export async function script(name) {
  // To Node, a theme's file is no module, whatever its text is; in a folder that says so it is one.
  const folder = mkdtempSync(join(tmpdir(), "newsprint-scripts-"));
  try {
    cpSync(SCRIPTS, folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    return await import(pathToFileURL(join(folder, name)).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** How many bytes some scripts have, each compressed. */
export function weight(...names) {
  return names.reduce((sum, name) => sum + gzipSync(readFileSync(join(SCRIPTS, name))).length, 0);
}
