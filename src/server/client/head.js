// The head of the page: brings it up to a new print. A new style sheet is loaded first and takes
// the old one's place only then, so that there is no moment without style.
((preview) => {
  "use strict";

  /** How long a morph waits for style sheets, in milliseconds. */
  const PATIENCE = 2000;

  const isSheet = (element) => element.matches("link[rel~=stylesheet][href]");

  /** What an element of a head is about; two prints have at most slightly different ones of it. */
  function topic(element) {
    const words = ["rel", "name", "property", "http-equiv", "hreflang", "type", "sizes"];
    return [element.localName, ...words.map((word) => element.getAttribute(word))].join(" ");
  }

  /**
   * Pairs each element of the new head with the one of the tab that stays or gives way: first
   * equals, then those that are about the same.
   */
  function pairs(next) {
    const free = new Set(document.head.children);
    const found = new Map();
    const take = (fits) => {
      for (const fresh of next.head.children) {
        if (found.has(fresh)) continue;
        for (const old of free) {
          if (!fits(old, fresh)) continue;
          found.set(fresh, old);
          free.delete(old);
          break;
        }
      }
    };
    take((old, fresh) => old.isEqualNode(fresh));
    take((old, fresh) => topic(old) === topic(fresh));
    return { found, left: free };
  }

  /** Loads the style sheets that the new head has and the tab has not, without applying them. */
  async function prepare(next) {
    const { found, left } = pairs(next);
    const ready = new Map();
    let before = null;
    for (const fresh of next.head.children) {
      const old = found.get(fresh);
      if (isSheet(fresh) && !old?.isEqualNode(fresh)) {
        const link = waiting(fresh);
        place(link, old ?? before);
        ready.set(fresh, link);
      }
      before = ready.get(fresh) ?? old ?? before;
    }
    await Promise.all([...ready.values()].map(loaded));
    return { found, left, ready };
  }

  /** Applies the sheets that were loaded, and brings all else in the head up to the new print. */
  function finish(next, last, { found, left, ready }) {
    let before = null;
    for (const fresh of next.head.children) {
      let element = found.get(fresh);
      const sheet = ready.get(fresh);
      if (sheet) {
        apply(sheet, fresh);
        element?.remove();
        element = sheet;
      } else if (!element) {
        element = document.importNode(fresh, true);
        place(element, before);
      } else if (!element.isEqualNode(fresh)) {
        update(element, fresh);
      }
      before = element;
    }
    for (const old of left) {
      if (wasPrinted(old, last)) old.remove();
    }
  }

  /** What scripts have put into the head is theirs. */
  function wasPrinted(element, last) {
    return !last || [...last.head.children].some((one) => one.isEqualNode(element));
  }

  function update(element, fresh) {
    for (const name of element.getAttributeNames()) {
      if (!fresh.hasAttribute(name)) element.removeAttribute(name);
    }
    for (const { name, value } of fresh.attributes) {
      if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    }
    if (element.textContent !== fresh.textContent) element.textContent = fresh.textContent;
  }

  function place(element, before) {
    if (before) before.after(element);
    else document.head.prepend(element);
  }

  /** A style sheet that loads and applies to nothing yet. */
  function waiting(link) {
    const copy = document.importNode(link);
    copy.media = "not all";
    return copy;
  }

  function apply(copy, link) {
    const media = link.getAttribute("media");
    if (media === null) copy.removeAttribute("media");
    else copy.media = media;
  }

  /** Whether a style sheet came; `false` too where it takes very long. */
  function loaded(link) {
    return new Promise((resolve) => {
      link.addEventListener("load", () => resolve(true));
      link.addEventListener("error", () => resolve(false));
      setTimeout(() => resolve(false), PATIENCE);
    });
  }

  /** Loads a style sheet of the tab under another address and lets it take the old one's place. */
  async function swap(link, href) {
    const fresh = link.cloneNode();
    fresh.setAttribute("href", href);
    const copy = waiting(fresh);
    link.after(copy);
    if ((await loaded(copy)) && link.isConnected) {
      apply(copy, fresh);
      link.remove();
    } else {
      copy.remove();
    }
  }

  preview.head = { prepare, finish, swap };
})((document.currentScript.preview ??= {}));
