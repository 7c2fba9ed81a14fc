// The page in the tab: fetches its newest print and morphs what is shown into it, so that all
// that the reader did (scrolled, typed, opened, played) stays.
((preview, script) => {
  "use strict";

  /** What holds something of the reader's, and must be the same element after a morph. */
  const HOLDERS =
    "input, textarea, select, option, details, dialog, audio, video, iframe, canvas, object, [contenteditable]";
  /** Attributes in which that something is kept. */
  const KEPT = ["value", "checked", "selected", "open"];
  const CLIENT = 'script[src$="/.newsprint/live.js"]';

  let version = script.dataset.version ?? "";
  /** The print that is shown, as text: what differs from it in the tab was done by scripts or by
   * the reader. `null` where no copy of it could be had. */
  let print = null;
  /** Settled when that copy was looked for. */
  let remembered;
  let running = false;
  let again = false;

  /** The path and the version of the page that the tab shows. */
  function shown() {
    return { path: location.pathname, version };
  }

  function parsed(text) {
    const page = new DOMParser().parseFromString(text, "text/html");
    // Without scripts a parser reads elements in `noscript`; the page in the tab has only text.
    for (const element of page.querySelectorAll("noscript")) element.textContent = element.innerHTML;
    preview.files.stamp(page);
    return page;
  }

  /** Takes the print of the page in the tab out of the browser's cache. */
  async function remember() {
    try {
      const answer = await fetch(here(), { cache: "force-cache", priority: "low" });
      const text = await answer.text();
      const its = parsed(text).querySelector(CLIENT)?.dataset.version;
      if (print === null && its === version) print = text;
    } catch {
      // Without it a morph takes the tab for the print.
    }
  }

  function start() {
    remembered = remember();
  }

  function here() {
    return location.href.split("#")[0];
  }

  /** Fetches and shows the newest print. Asked again meanwhile, it does so once more. */
  async function renew() {
    again = true;
    if (running) return;
    running = true;
    while (again) {
      again = false;
      try {
        await once();
      } catch {
        // The server went away meanwhile. The greeting after it is back brings the page.
      }
    }
    running = false;
  }

  async function once() {
    await remembered;
    const asked = here();
    const answer = await fetch(asked, { cache: "no-cache" });
    const text = await answer.text();
    if (asked !== here()) {
      again = true;
      return;
    }
    if (answer.redirected) {
      location.replace(answer.url);
      return;
    }
    const next = parsed(text);
    const its = next.querySelector(CLIENT)?.dataset.version;
    if (its === undefined) return;
    preview.notice.gone(false);
    if (its !== version || print === null) {
      const last = print === null ? null : parsed(print);
      if (scripts(next) !== scripts(last ?? document)) {
        location.reload();
        return;
      }
      const head = await preview.head.prepare(next);
      show(next, last);
      preview.head.finish(next, last, head);
      version = its;
      print = text;
      preview.files.restyle();
    }
    preview.hello();
  }

  /** The scripts that a page runs. Scripts are never run twice in one tab, so others need a new start. */
  function scripts(page) {
    const runs = [...page.scripts].filter(
      (one) => !one.matches(CLIENT) && /^$|javascript|module|importmap/.test(one.type),
    );
    return JSON.stringify(runs.map((one) => [one.type, one.getAttribute("src"), one.text]));
  }

  /** Morphs the body, and sets what `html` says of itself. */
  function show(next, last) {
    const borrowed = pair(next, last);
    for (const element of next.querySelectorAll("[autofocus]")) element.removeAttribute("autofocus");
    carry(document.documentElement, next.documentElement, last?.documentElement);
    preview.morph(document.body, next.body, {
      callbacks: {
        // What has an id and was printed as before is left alone, with all that scripts did to it.
        beforeNodeMorphed: (old, fresh) =>
          !(fresh.id && old.id === fresh.id && last?.getElementById(fresh.id)?.isEqualNode(fresh)),
        beforeAttributeUpdated: (name, element) => mayChange(name, element, next, last),
        // What scripts and browser extensions have added stays.
        beforeNodeRemoved: (node) => !(last && node.id && !last.getElementById(node.id)),
      },
    });
    for (const element of borrowed) element.removeAttribute("id");
  }

  /**
   * Lends the same id to each holder in the tab and in the prints, so that the morph keeps it where
   * something before it came or went. Returns the elements in the tab that have a lent id.
   */
  function pair(next, last) {
    const active = document.activeElement;
    const which = active && active !== document.body ? `${HOLDERS}, ${active.localName}` : HOLDERS;
    const [ours, theirs, formers] = [document, next, last].map((page) => named(page, which));
    const borrowed = [];
    for (const [name, element] of ours) {
      const counterpart = theirs.get(name);
      if (!counterpart) continue;
      const id = `newsprint-${borrowed.length}`;
      for (const one of [element, counterpart, formers.get(name)]) one?.setAttribute("id", id);
      borrowed.push(element);
    }
    return borrowed;
  }

  /** The elements without an id, by what tells them apart. */
  function named(page, which) {
    const found = new Map();
    const counts = new Map();
    for (const element of page?.querySelectorAll(which) ?? []) {
      if (element.getAttribute("id")) continue;
      const name = traits(element);
      const count = counts.get(name) ?? 0;
      counts.set(name, count + 1);
      found.set(`${name} ${count}`, element);
    }
    return found;
  }

  function traits(element) {
    const words = ["name", "type", "src", "href", "data", "placeholder", "aria-label"];
    const text = element.matches("a, button, summary, option")
      ? element.textContent
      : element.querySelector(":scope > summary, :scope > source")?.outerHTML;
    return JSON.stringify([element.localName, text, ...words.map((word) => element.getAttribute(word))]);
  }

  /** Whether the morph may set an attribute: not one that was printed as before. */
  function mayChange(name, element, next, last) {
    if (name === "value" && element.value !== element.defaultValue) return false;
    if (name === "checked" && element.checked !== element.defaultChecked) return false;
    if (!last) return !KEPT.includes(name);
    const of = (page) => (element === document.body ? page.body : page.getElementById(element.id));
    if (element !== document.body && !(element.id && of(last) && of(next))) return true;
    return of(last).getAttribute(name) !== of(next).getAttribute(name);
  }

  /** Sets the attributes in which the new print differs from the last, or from the tab. */
  function carry(element, fresh, former = element) {
    const names = new Set([...former.getAttributeNames(), ...fresh.getAttributeNames()]);
    for (const name of names) {
      const value = fresh.getAttribute(name);
      if (value === former.getAttribute(name)) continue;
      if (value === null) element.removeAttribute(name);
      else element.setAttribute(name, value);
    }
  }

  /** The page has another address now: the tab goes there without a new start. */
  function follow(to) {
    const target = new URL(to, location.href);
    if (target.origin !== location.origin) return;
    target.hash = location.hash;
    history.replaceState(history.state, "", target);
    renew();
  }

  /** The page is no more. What the tab shows stays readable, and says so. */
  function gone() {
    preview.notice.gone(true);
  }

  preview.page = { shown, start, renew, follow, gone };
})((document.currentScript.preview ??= {}), document.currentScript);
