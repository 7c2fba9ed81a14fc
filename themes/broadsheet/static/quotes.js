// Filters the index of quotes on one page: words, speaker, organization, source, topic, year. Names and
// quotes are loaded when somebody filters, the newest first, and what is there is shown at once; the
// address says what is asked for. Without this script the index is read page by page.
//
// Results only grow at their end, so that nothing moves under who reads them, and all work is cut into
// slices, so that a slow phone answers each key.

// How many results are shown at first, and with each "more".
const SHOWN = 40;
// How many are drawn before the browser shows them, how many fill a window, and how many milliseconds after
// them the rest is drawn: who types on needs none of it.
const STEP = 4;
const SEEN = 8;
const LATER = 250;
// How many files are loaded at once.
const AT_ONCE = 4;
// How many quotes are read, and how many milliseconds worked, in one go.
const READ = 10;
const SLICE = 8;
// When somebody types no more for so long, the address says what was typed.
const PAUSE = 300;
/** What can be chosen, each with whether a quote has it. */
const HAS = {
  speaker: (quote, name) => quote.speaker[0] === name,
  organization: (quote, name) => quote.organization === name,
  source: (quote, name) => quote.source === name,
  topic: (quote, name) => quote.topics.includes(name),
  year: (quote, name) => quote.year === name,
};

const form = document.querySelector(".quote-filter");
const choices = form.querySelector("details");
const [list, status, more] = ["results", "said", "more"].map((name) => document.querySelector(`.quote-${name}`));
const whole = document.querySelectorAll("[data-whole]");
const language = document.documentElement.lang;
const days = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });
const numbers = new Intl.NumberFormat(language);

/** Lets the browser do something else, for some milliseconds. */
const pause = (length = 0) => new Promise((resume) => setTimeout(resume, length));

/** Pauses where enough was done. */
function slices() {
  let start = performance.now();
  return async () => {
    if (performance.now() - start < SLICE) return;
    await pause();
    start = performance.now();
  };
}

/** Something that is made once, and again where it failed. */
function once(make) {
  let made = null;
  return () => {
    made ??= make().catch((error) => {
      made = null;
      throw error;
    });
    return made;
  };
}

async function json(name) {
  const answer = await fetch(`${form.dataset.quotes}${name}.json`, { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}

/** The words of a text, as the search has them. */
const splitter = once(async () => (await import("./words.js")).words);

/** Fills the choices with all names there are. */
const named = once(async () => {
  const names = await json("names");
  const breathe = slices();
  for (const by of Object.keys(HAS)) {
    const select = form.elements[by];
    const options = document.createDocumentFragment();
    for (const name of names[by]) {
      options.append(new Option(name, name));
      await breathe();
    }
    const chosen = select.value;
    select.replaceChildren(select.options[0], options);
    choose(select, chosen);
  }
});

/** Chooses a name, also one that nobody has. */
function choose(select, name) {
  select.value = name;
  if (select.selectedIndex < 0) select.append(new Option(name, name, true, true));
}

/** The quotes of each file that was loaded, with their words; the first has the oldest. And what loads them. */
const files = [];
const loading = Array.from({ length: Number(form.dataset.files) }, (_, number) =>
  once(async () => {
    const [words, file] = await Promise.all([splitter(), json(number)]);
    files[number] = await read(file, words);
  }),
);

/** The quotes of a file, each with its names; the words of all in one text, which is searched at once, and
    where those of each end. */
async function read({ speakers, organizations, sources, topics, stories, quotes }, words) {
  const breathe = slices();
  const file = { quotes: [], words: "", ends: [] };
  for (const [text, url, day, speaker, title, organization, source, about, story] of quotes) {
    const quote = {
      text, url, day, title,
      speaker: speakers[speaker],
      organization: organizations[organization],
      source: sources[source],
      topics: about.map((topic) => topics[topic]),
      story: stories[story],
      year: day?.slice(0, 4),
    };
    const said = [text, quote.speaker[0], title, quote.organization, quote.source].filter(Boolean).join("\n");
    file.quotes.push(quote);
    file.words += `${words(said).join(" ")}\n`;
    file.ends.push(file.words.length);
    if (file.quotes.length % READ === 0) await breathe();
  }
  return file;
}

/** The quotes of a file that have all words. */
function saying({ quotes, words, ends }, asked) {
  if (asked.length === 0) return quotes;
  const [rarest, ...others] = [...asked].sort((one, other) => other.length - one.length);
  const found = [];
  let number = 0;
  for (let at = words.indexOf(rarest); at >= 0; at = words.indexOf(rarest, ends[number])) {
    while (ends[number] <= at) number += 1;
    const own = others.length > 0 && words.slice(ends[number - 1] ?? 0, ends[number]);
    if (others.every((word) => own.includes(word))) found.push(quotes[number]);
  }
  return found;
}

/** Loads everything, the newest first, a few files at once. */
const load = once(async () => {
  const waiting = [...loading.keys()];
  const work = async () => {
    while (waiting.length > 0) await loading[waiting.pop()]();
  };
  await Promise.all([named(), ...Array.from({ length: AT_ONCE }, work)]);
});

function fields() {
  return [["q", form.elements.q.value.trim()], ...Object.keys(HAS).map((by) => [by, form.elements[by].value])].filter(([, value]) => value);
}

/** What is shown now: what was found, how much of it is drawn, and how much may be. */
let answer = { found: [], drawn: 0, shown: 0 };

/** Answers what is asked for now, from the newest quote on. */
async function ask() {
  const asked = fields();
  const chosen = asked.filter(([by]) => by !== "q");
  form.elements.clear.hidden = asked.length === 0;
  choices.querySelector(".quote-chosen").replaceChildren(...chosen.flatMap(([, name]) => [" ", element("span", name)]));
  const mine = (answer = { found: [], drawn: 0, shown: SHOWN });
  if (asked.length === 0) return rest();
  try {
    const words = (await splitter())(form.elements.q.value);
    if (mine !== answer) return;
    // A letter alone asks for nothing.
    if (words.length === 0 && chosen.length === 0) return rest();
    const isChosen = (quote) => chosen.every(([by, name]) => HAS[by](quote, name));
    load().catch(() => {});
    // What was typed is on the screen first.
    await pause();
    if (mine !== answer) return;
    const breathe = slices();
    for (let number = loading.length - 1; number >= 0; number -= 1) {
      if (!files[number]) {
        say(mine, form.dataset.partly, false);
        await loading[number]();
      }
      await breathe();
      if (mine !== answer) return;
      mine.found.push(...saying(files[number], words).filter(isChosen));
      if (mine.drawn === 0 && mine.found.length >= STEP) draw(mine);
    }
    say(mine, mine.found.length === 0 ? form.dataset.nothing : form.dataset.found, true);
  } catch (error) {
    console.warn(error);
    if (mine === answer) [status.textContent, status.ariaBusy] = [form.dataset.failed, "false"];
  }
}

/** Shows the index as it is without a filter. */
function rest() {
  show(false);
  list.replaceChildren();
  [status.textContent, status.ariaBusy, more.hidden] = ["", "false", true];
}

function show(isFiltered) {
  for (const part of whole) {
    part.hidden = isFiltered;
    if (isFiltered) part.classList.add("was-hidden");
  }
  list.hidden = !isFiltered;
}

/** Says how much was found, and shows it. Until all is loaded, screen readers need not say it, and the
    index stays where nothing was found yet. */
function say(mine, words, isWhole) {
  status.ariaBusy = String(!isWhole);
  status.textContent = words.replace("{count}", numbers.format(mine.found.length));
  if (mine.found.length === 0) list.replaceChildren();
  if (isWhole) show(true);
  draw(mine);
}

/** Draws what may be shown, a few with each frame. */
async function draw(mine) {
  more.hidden = mine.found.length <= mine.shown;
  while (mine === answer && mine.drawn < Math.min(mine.found.length, mine.shown)) {
    add(mine, mine.drawn + STEP);
    await new Promise((resume) => requestAnimationFrame(() => setTimeout(resume)));
    if (mine.drawn === SEEN) await pause(LATER);
  }
}

/** Draws up to so many of what may be shown. */
function add(mine, count) {
  const next = mine.found.slice(mine.drawn, Math.min(count, mine.shown)).map(drawn);
  if (mine.drawn === 0) list.replaceChildren(...next);
  else list.append(...next);
  mine.drawn += next.length;
  show(true);
}

function element(name, text, more = {}) {
  return Object.assign(document.createElement(name), { textContent: text, ...more });
}

/** A quote as the page shows one. */
function drawn(quote) {
  const link = ([text, href]) => element("a", text, { href });
  const figure = document.querySelector("#quote-entry").content.firstElementChild.cloneNode(true);
  const part = (name) => figure.querySelector(name);
  part("blockquote").append(...quote.text.split(/\n\s*\n/).map((paragraph) => element("p", paragraph)));
  const names = [quote.title, quote.organization].filter(Boolean).map((name) => form.dataset.comma + name);
  part(".speaker").append(link(quote.speaker), names.join(""));
  const day = quote.day ? days.format(new Date(quote.day)) : form.dataset.link;
  part(".meta").append(link([day, quote.url]), quote.source ? ` · ${quote.source}` : "");
  if (quote.story) part(".carried").append(link(quote.story));
  else part(".carried").remove();
  return figure;
}

/** Puts what is asked for into the address. A choice is a step that leads back, a letter is none. */
function address(step) {
  const asked = new URLSearchParams(fields());
  const path = asked.size > 0 ? `?${asked}` : location.pathname;
  if (path !== (location.search || location.pathname)) history[step](null, "", path);
}

/** Takes what is asked for from the address. */
function restore() {
  const asked = new URLSearchParams(location.search);
  form.elements.q.value = asked.get("q") ?? "";
  for (const by of Object.keys(HAS)) choose(form.elements[by], asked.get(by) ?? "");
}

function chosen() {
  clearTimeout(waiting);
  address("pushState");
  ask();
}

let waiting;
form.elements.q.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(address, PAUSE, "replaceState");
  ask();
});
// Who leaves the field to follow a link comes back to what was typed.
form.elements.q.addEventListener("change", () => {
  clearTimeout(waiting);
  address("replaceState");
});
choices.addEventListener("change", chosen);
form.addEventListener("submit", (event) => event.preventDefault());
form.elements.clear.addEventListener("click", () => {
  form.elements.q.value = "";
  for (const by of Object.keys(HAS)) form.elements[by].value = "";
  form.elements.q.focus();
  chosen();
});
// The lists of a phone do not grow once they are open, so that names are there before.
for (const event of ["pointerenter", "focusin"]) form.addEventListener(event, () => named().catch(console.warn), { once: true });
form.addEventListener("focusin", () => load().catch(console.warn), { once: true });
more.querySelector("button").addEventListener("click", () => {
  const mine = answer;
  const before = mine.shown;
  mine.shown += SHOWN;
  add(mine, before + STEP);
  draw(mine);
  list.children[before]?.querySelector("a").focus();
});
addEventListener("popstate", () => {
  restore();
  ask();
});

restore();
if (fields().length > 0) {
  named().catch(console.warn);
  ask();
}
