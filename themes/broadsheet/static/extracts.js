// Finds the place in a page that says what is asked for, for results of a search that show none of it.
// The page itself is read, so that no file is needed beside it.
import { marked } from "./search.js";
import { folded } from "./words.js";

// How many letters of a place are shown, and of these before what is asked for.
const LENGTH = 240;
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

/** The first place of a page that says most of a question; none where nothing says any of it. */
export async function extract(url, question, signal) {
  let best = { said: 0, text: null };
  for (const text of await texts(url, signal)) {
    const said = new Set(marked(text, question).filter(([, isMarked]) => isMarked).map(([piece]) => folded(piece))).size;
    if (said > best.said) best = { said, text };
  }
  return best.text && around(best.text, question);
}

/** A text cut down to what is around the first word that is asked for. */
export function around(text, question) {
  if (text.length <= LENGTH) return text;
  let at = 0;
  for (const [piece, isMarked] of marked(text, question)) {
    if (isMarked) break;
    at += piece.length;
  }
  const start = at <= BEFORE ? 0 : edge(text, Math.min(at - BEFORE, text.length - LENGTH), at);
  const end = start + LENGTH >= text.length ? text.length : text.slice(0, start + LENGTH).search(/\s\S*$/);
  // Scripts without spaces are cut anywhere.
  const last = end > at ? end : start + LENGTH;
  return `${start > 0 ? "… " : ""}${text.slice(start, last)}${last < text.length ? " …" : ""}`;
}

/** Where a word begins, from one place up to another. */
function edge(text, from, to) {
  const space = text.slice(from, to).search(/\s/);
  return space < 0 ? from : from + space + 1;
}
