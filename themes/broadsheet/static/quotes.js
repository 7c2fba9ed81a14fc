// Filters the index of quotes on one page: words, speaker, organization, source, topic, year. Quotes
// are loaded when somebody filters, the newest first, and what is there is shown at once; the address
// says what is asked for. Without this script the index is read page by page.

const SHOWN = 40;
const AT_ONCE = 4;
const NAMES = ["speaker", "organization", "source", "topic", "year"];

const form = document.querySelector(".quote-filter");
const [list, status, more] = ["results", "said", "more"].map((name) => document.querySelector(`.quote-${name}`));
const whole = document.querySelectorAll("[data-whole]");
const language = document.documentElement.lang;
const days = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });
const numbers = new Intl.NumberFormat(language);

/** Words as they are compared: without accents and capitals. */
export const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** The quotes of a file, each with its names, and with all its words for comparing. */
export function read({ speakers, organizations, sources, topics, stories, quotes }) {
  return quotes.map(([text, url, day, speaker, title, organization, source, about, story]) => {
    const quote = {
      text, url, day, title,
      speaker: speakers[speaker],
      organization: organizations[organization],
      source: sources[source],
      topics: about.map((topic) => topics[topic]),
      story: stories[story],
    };
    quote.year = day?.slice(0, 4);
    quote.words = folded([text, quote.speaker[0], title, quote.organization, quote.source].filter(Boolean).join(" "));
    return quote;
  });
}

/** Whether a quote has all words and everything that is chosen. */
export function holds(quote, { words, chosen }) {
  const has = {
    speaker: (name) => quote.speaker[0] === name,
    organization: (name) => quote.organization === name,
    source: (name) => quote.source === name,
    topic: (name) => quote.topics.includes(name),
    year: (name) => quote.year === name,
  };
  return words.every((word) => quote.words.includes(word)) && Object.entries(chosen).every(([by, name]) => has[by](name));
}

const files = [];
let loading = null;
let shown = SHOWN;

/** Loads all files, the newest first, a few at once; tells after each. */
function load() {
  loading ??= (async () => {
    const waiting = [...Array(Number(form.dataset.files)).keys()];
    const work = async () => {
      for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
        const answer = await fetch(`${form.dataset.quotes}${number}.json`, { cache: "no-cache" });
        if (!answer.ok) throw new Error(`${answer.status}`);
        files[number] = read(await answer.json());
        show();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    offer();
    show();
  })().catch((error) => {
    loading = null;
    status.textContent = form.dataset.failed;
    console.warn(error);
  });
  return loading;
}

/** Fills the choices with all names there are. */
function offer() {
  const quotes = files.flat();
  const names = {
    speaker: (quote) => [quote.speaker[0]],
    organization: (quote) => [quote.organization],
    source: (quote) => [quote.source],
    topic: (quote) => quote.topics,
    year: (quote) => [quote.year],
  };
  for (const by of NAMES) {
    const all = [...new Set(quotes.flatMap(names[by]).filter(Boolean))].sort(new Intl.Collator(language).compare);
    if (by === "year") all.reverse();
    const select = form.elements[by];
    const chosen = select.value || new URLSearchParams(location.search).get(by) || "";
    select.replaceChildren(select.options[0], ...all.map((name) => new Option(name, name)));
    select.value = all.includes(chosen) ? chosen : "";
  }
}

function question() {
  const chosen = Object.fromEntries(NAMES.map((by) => [by, form.elements[by].value]).filter(([, name]) => name));
  return { words: folded(form.elements.q.value).split(/\s+/).filter(Boolean), chosen };
}

function show() {
  const asked = question();
  const isFiltered = asked.words.length > 0 || Object.keys(asked.chosen).length > 0;
  for (const part of whole) part.hidden = isFiltered;
  list.hidden = !isFiltered;
  form.elements.clear.hidden = !isFiltered;
  if (!isFiltered) {
    [status.textContent, more.hidden] = ["", true];
    return;
  }
  const found = files.toReversed().flat().filter((quote) => quote && holds(quote, asked));
  list.replaceChildren(...found.slice(0, shown).map(drawn));
  more.hidden = found.length <= shown;
  status.textContent = found.length === 0 ? form.dataset.nothing : form.dataset.found.replace("{count}", numbers.format(found.length));
}

/** A quote as the page shows one. */
function drawn(quote) {
  const link = (url, text) => Object.assign(document.createElement("a"), { href: url, textContent: text });
  const figure = document.querySelector("#quote-entry").content.firstElementChild.cloneNode(true);
  const part = (name) => figure.querySelector(name);
  for (const paragraph of quote.text.split(/\n\s*\n/)) {
    part("blockquote").append(Object.assign(document.createElement("p"), { textContent: paragraph }));
  }
  part(".speaker").append(link(quote.speaker[1], quote.speaker[0]), [quote.title, quote.organization].filter(Boolean).map((name) => form.dataset.comma + name).join(""));
  const day = quote.day ? days.format(new Date(quote.day)) : form.dataset.link;
  part(".meta").append(link(quote.url, day), quote.source ? ` · ${quote.source}` : "");
  if (quote.story) part(".carried").append(link(quote.story[1], quote.story[0]));
  else part(".carried").remove();
  return figure;
}

/** What is asked for, in the address. */
function said() {
  const fields = [["q", form.elements.q.value.trim()], ...NAMES.map((by) => [by, form.elements[by].value])];
  const parameters = new URLSearchParams(fields.filter(([, value]) => value));
  history.replaceState(null, "", parameters.size > 0 ? `?${parameters}` : location.pathname);
}

let pause;
function changed() {
  shown = SHOWN;
  clearTimeout(pause);
  pause = setTimeout(() => {
    said();
    show();
    load();
  }, 60);
}

if (form) {
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", changed);
  form.addEventListener("focusin", load, { once: true });
  form.elements.clear.addEventListener("click", () => {
    form.reset();
    changed();
    form.elements.q.focus();
  });
  more.querySelector("button").addEventListener("click", () => {
    const before = list.children.length;
    shown += SHOWN;
    show();
    list.children[before]?.querySelector("a").focus();
  });
  const asked = new URLSearchParams(location.search);
  form.elements.q.value = asked.get("q") ?? "";
  for (const by of NAMES.filter((by) => asked.get(by))) {
    form.elements[by].append(new Option(asked.get(by), asked.get(by), true, true));
  }
  if (asked.size > 0) {
    show();
    load();
  }
}
