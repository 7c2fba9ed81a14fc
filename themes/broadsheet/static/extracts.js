// Finds the place in a page that says what is asked for, for results of a search that show none of it.
// The page itself is read, so that no file is needed beside it.
import { marked } from "./search.js";
import { folded } from "./words.js";

// How many letters of a place are shown before what is asked for, if there is room.
const BEFORE = 50;
const BLOCKS = "p, li, dt, dd, th, td, h2, h3, figcaption, blockquote, pre";

const pages = new Map();

/** The texts of a page, block by block. */
async function texts(url, signal) {
  if (!pages.has(url)) {
    const answer = await fetch(url, { signal });
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const main = page.querySelector("main article") ?? page.querySelector("main") ?? page.body;
    main.querySelectorAll("nav, footer, form, button, script, style, template").forEach((part) => part.remove());
    const blocks = [...main.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS));
    pages.set(url, blocks.map((block) => block.textContent.replace(/\s+/g, " ").trim()));
  }
  return pages.get(url);
}

/** The first place of a page that says most of a question, in about so many letters; none where nothing says
    any of it. */
export async function extract(url, question, length, signal) {
  let best = { said: 0, text: null };
  for (const text of await texts(url, signal)) {
    const said = new Set(marked(text, question).filter(([, isMarked]) => isMarked).map(([piece]) => folded(piece))).size;
    if (said > best.said) best = { said, text };
  }
  return best.text && around(best.text, question, length);
}

/** A text cut down to so many letters around the first word that is asked for. */
export function around(text, question, length) {
  if (text.length <= length) return text;
  const before = Math.min(BEFORE, Math.floor(length / 3));
  let at = 0;
  for (const [piece, isMarked] of marked(text, question)) {
    if (isMarked) break;
    at += piece.length;
  }
  const start = at <= before ? 0 : edge(text, Math.min(at - before, text.length - length), at);
  const end = start + length >= text.length ? text.length : text.slice(0, start + length).search(/\s\S*$/);
  // Scripts without spaces are cut anywhere.
  const last = end > at ? end : start + length;
  return `${start > 0 ? "… " : ""}${text.slice(start, last)}${last < text.length ? " …" : ""}`;
}

/** Where a word begins, from one place up to another. */
function edge(text, from, to) {
  const space = text.slice(from, to).search(/\s/);
  return space < 0 ? from : from + space + 1;
}
