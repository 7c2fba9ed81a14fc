// The page where readers search: results as they type, choices, and an address that says both. The
// engine and the index are loaded when the field is entered or the address asks for something.

const FIRST = 10;
const PAUSE = 120;
// When results stand for so long, and show nothing of what is asked for, their pages are looked into: at
// most so many of those that are drawn at once, since a reader pays for each.
const SETTLED = 250;
const MOST = 5;

const form = document.querySelector(".search-form");
const field = form.elements.q;
const choices = ["kind", "topic", "year"].map((name) => form.elements[name]);
const status = document.querySelector(".search-said");
const list = document.querySelector(".search-results");
const more = document.querySelector(".search-more button");
const ways = document.querySelector(".search-ways");
const days = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });

let engine = null;
let asked = 0;
let looking = new AbortController();
let shown = { question: "", hits: [], count: 0 };

/** The engine with the index opened, both loaded once. */
function opened() {
  engine ??= open().catch((error) => {
    engine = null;
    throw error;
  });
  return engine;
}

async function open() {
  const { Search, marked } = await import("./search.js");
  const index = new URL(form.dataset.index, location.href);
  const load = async (path, type) => {
    // Files of words carry their own hash in the address; all others are asked whether they are new.
    const answer = await fetch(new URL(path, index), { cache: path.includes("?") ? "default" : "no-cache" });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return type === "json" ? answer.json() : new Uint8Array(await answer.arrayBuffer());
  };
  const search = await Search.open(load);
  const [, topic, year] = choices;
  offer(topic, search.topics);
  offer(year, search.years.map((year) => [String(year), String(year)]));
  return { search, marked };
}

/** Fills a choice, and keeps what the address has chosen. */
function offer(select, options) {
  select.append(...options.map(([value, name]) => new Option(name, value)));
  select.value = new URLSearchParams(location.search).get(select.name) ?? "";
  if (select.selectedIndex < 0) select.value = "";
}

function question() {
  const chosen = Object.fromEntries(choices.filter(({ value }) => value).map(({ name, value }) => [name, value]));
  return { text: field.value.trim(), chosen };
}

/** Shows what is asked for now. */
async function answer() {
  const number = (asked += 1);
  looking.abort();
  looking = new AbortController();
  const { text, chosen } = question();
  const parameters = new URLSearchParams({ ...(text && { q: text }), ...chosen });
  history.replaceState(null, "", parameters.size > 0 ? `?${parameters}` : location.pathname);
  if (!text) {
    list.replaceChildren();
    [status.textContent, more.hidden, ways.hidden] = ["", true, false];
    return;
  }
  try {
    const { search } = await opened();
    const { hits, isWhole } = await search.find(text, chosen);
    const first = await drawn(text, hits.slice(0, FIRST));
    // An answer that was overtaken is not shown.
    if (number !== asked) return;
    shown = { question: text, hits, count: FIRST };
    list.replaceChildren(...first);
    look(text, first);
    more.hidden = hits.length <= FIRST;
    ways.hidden = hits.length > 0;
    const { found, some, nothing } = form.dataset;
    const words = hits.length === 0 ? nothing : isWhole ? found : `${some} ${found}`;
    status.textContent = words.replace("{count}", hits.length.toLocaleString(document.documentElement.lang));
  } catch (error) {
    console.warn(error);
    if (number === asked) status.textContent = form.dataset.failed;
  }
}

/** Results as elements. */
async function drawn(text, hits) {
  const { search, marked } = await opened();
  const results = await search.show(hits);
  const pieces = (words) => marked(words, text).map(([piece, isMarked]) => (isMarked ? element("mark", "", piece) : piece));
  return results.map((result) => {
    const link = element("a", "", ...pieces(result.title));
    link.href = result.url;
    const kind = element("span", "term", list.dataset[result.kind] ?? "");
    const about = [result.about, result.day && time(result.day)].filter(Boolean);
    // Where the dek says nothing of what is asked for and the first words do, these are shown.
    const says = (words) => marked(words, text).some(([, isMarked]) => isMarked);
    const extract = result.more && !says(result.text) && says(result.more) ? result.more : result.text;
    const words = element(result.kind === "quote" ? "q" : "span", "", ...pieces(extract));
    const item = element(
      "li",
      "",
      element("p", "meta", kind, ...about.flatMap((part) => [" · ", part])),
      element("h2", "", link),
      ...(result.text ? [element("p", "dek", words)] : []),
    );
    if (!says(result.title) && !says(extract)) item.dataset.url = result.url;
    return item;
  });
}

/** Shows the place that says what is asked for, of the results that are seen and show none of it. */
function look(question, items) {
  const { signal } = looking;
  if (navigator.connection?.saveData) return;
  let left = MOST;
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting || signal.aborted || left === 0) continue;
      left -= 1;
      seen.unobserve(target);
      place(question, target, signal).catch((error) => signal.aborted || console.warn(error));
    }
  });
  const settled = setTimeout(() => {
    for (const item of items) if (item.dataset.url && item.querySelector(".dek")) seen.observe(item);
  }, SETTLED);
  signal.addEventListener("abort", () => [clearTimeout(settled), seen.disconnect()]);
}

async function place(question, item, signal) {
  const [{ extract }, { marked }] = await Promise.all([import("./extracts.js"), opened()]);
  const dek = item.querySelector(".dek");
  // It takes the lines that the dek took, so that nothing moves. Letters are half as wide as high.
  const { lineHeight, fontSize } = getComputedStyle(dek);
  const lines = Math.max(Math.round(dek.clientHeight / parseFloat(lineHeight)), 1);
  const length = lines * Math.floor(dek.clientWidth / (0.5 * parseFloat(fontSize)));
  const text = await extract(item.dataset.url, question, length, signal);
  if (!text || signal.aborted) return;
  dek.style.setProperty("--lines", lines);
  dek.classList.add("is-place");
  const pieces = marked(text, question).map(([piece, isMarked]) => (isMarked ? element("mark", "", piece) : piece));
  dek.firstElementChild.replaceChildren(...pieces);
}

function time(day) {
  const time = element("time", "", days.format(new Date(day)));
  time.dateTime = day;
  return time;
}

function element(name, className, ...children) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

let waiting;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(answer, PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  answer();
});
field.addEventListener("focus", () => opened().catch(() => {}), { once: true });

more.addEventListener("click", async () => {
  const { question, hits, count } = shown;
  const next = await drawn(question, hits.slice(count, count + FIRST));
  shown.count += FIRST;
  list.append(...next);
  look(question, next);
  more.hidden = hits.length <= shown.count;
  next[0]?.querySelector("a").focus();
});

// Up and down go through the results and back into the field.
document.addEventListener("keydown", (event) => {
  if (!["ArrowDown", "ArrowUp"].includes(event.key)) return;
  const links = [...list.querySelectorAll("a")];
  const at = document.activeElement === field ? -1 : links.indexOf(document.activeElement);
  if (at < 0 && document.activeElement !== field) return;
  const next = at + (event.key === "ArrowDown" ? 1 : -1);
  (next < 0 ? field : links[Math.min(next, links.length - 1)])?.focus();
  event.preventDefault();
});

const start = new URLSearchParams(location.search);
field.value = start.get("q") ?? "";
form.elements.kind.value = start.get("kind") ?? "";
if (form.elements.kind.selectedIndex < 0) form.elements.kind.value = "";
form.hidden = false;
if (field.value) opened().then(answer, answer);
if (location.hash === "#search-words") field.focus();
