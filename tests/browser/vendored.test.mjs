// The library within the client is the published one.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");

test("idiomorph_is_as_published_between_the_lines", () => {
  const [, vendored] = read("../../src/server/client/idiomorph.js").split(/^\/\/ -{20,}\n/m);
  assert.equal(vendored, read("node_modules/idiomorph/dist/idiomorph.js"));
  assert.equal(read("../../src/server/client/LICENSE-idiomorph"), read("node_modules/idiomorph/LICENSE"));
});
