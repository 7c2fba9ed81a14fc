// Files of the site that pages use under an address that does not change: pictures, style sheets,
// scripts. A browser asks for a picture once for each address, so a changed one gets another: its
// own with a mark behind it.
((preview) => {
  "use strict";

  /** Where pages name files, beside style sheets. */
  const PLACES = [
    ["img, source, video, audio, track, embed, iframe, input[type=image]", "src"],
    ["img, source", "srcset"],
    ["link[imagesrcset]", "imagesrcset"],
    ["video", "poster"],
    ["link[rel~=icon], link[rel=apple-touch-icon], image, use", "href"],
    ["object", "data"],
  ];

  /** The mark of each file that has changed since the tab was opened, by its path. */
  const marks = new Map();
  let count = 0;

  /** An address with the mark of its file; as it is where the file has not changed. */
  function marked(address, base = document.baseURI) {
    if (!marks.size || !URL.canParse(address, base)) return address;
    const full = new URL(address, base);
    const mark = full.origin === location.origin && marks.get(full.pathname);
    if (!mark) return address;
    full.searchParams.set("newsprint", mark);
    return full.pathname + full.search + full.hash;
  }

  /** All places of a page that name a changed file otherwise than with its mark. */
  function places(page) {
    const found = [];
    if (!marks.size) return found;
    for (const [elements, name] of PLACES) {
      for (const element of page.querySelectorAll(elements)) {
        const value = element.getAttribute(name);
        if (!value) continue;
        const fresh = /srcset/.test(name)
          ? value.replace(/[^\s,]\S*[^\s,]/g, (one) => marked(one))
          : marked(value);
        if (fresh !== value) found.push({ element, name, fresh });
      }
    }
    return found;
  }

  /** Gives a new print the marks that the tab has, before the one is morphed into the other. */
  function stamp(print) {
    for (const { element, name, fresh } of places(print)) element.setAttribute(name, fresh);
    for (const link of print.querySelectorAll("link[rel~=stylesheet][href]")) {
      const href = link.getAttribute("href");
      const fresh = marked(href);
      if (fresh !== href) link.setAttribute("href", fresh);
    }
    for (const element of marks.size ? print.querySelectorAll("[style*='url(']") : []) {
      restyleRule(element.style, document.baseURI);
    }
  }

  /** Files have new bytes: what the tab shows of them is loaded again. */
  async function changed(paths) {
    count += 1;
    const fresh = new Set();
    for (const path of paths) {
      const { pathname } = new URL(path, location.href);
      fresh.add(pathname);
      marks.set(pathname, String(count));
    }
    if (runs(fresh)) {
      location.reload();
      return;
    }
    const links = [...document.querySelectorAll("link[rel~=stylesheet][href]")];
    const stale = links.filter((link) => link.sheet && imports(link.sheet, fresh));
    // A sheet is loaded again where only one that it imports has changed, too.
    for (const link of stale) marks.set(new URL(link.href).pathname, String(count));
    await Promise.all([
      ...places(document).map(replace),
      ...stale.map((link) => preview.head.swap(link, marked(link.href))),
    ]);
    restyle();
  }

  /** Nobody knows what has changed: every picture is loaded again; what plays is left alone. */
  function renew() {
    const pictures = document.querySelectorAll("img, picture > source, video[poster]");
    const addresses = [...pictures].flatMap((picture) => [
      picture.currentSrc || picture.getAttribute("src"),
      picture.getAttribute("poster"),
      ...(picture.getAttribute("srcset") ?? "").split(",").map((one) => one.trim().split(/\s/)[0]),
    ]);
    const own = addresses
      .filter((address) => address && URL.canParse(address, document.baseURI))
      .map((address) => new URL(address, document.baseURI))
      .filter((address) => address.origin === location.origin);
    const paths = new Set(own.map((address) => address.pathname));
    return changed([...paths]);
  }

  /** Whether one of the files is a script that the tab has loaded. */
  function runs(paths) {
    const scripts = [...document.scripts].filter((one) => one.src).map((one) => one.src);
    const loaded = performance.getEntriesByType("resource").map((one) => one.name);
    return [...scripts, ...loaded.filter((name) => /\.m?js([?#]|$)/.test(name))].some((address) => {
      const full = new URL(address);
      return full.origin === location.origin && paths.has(full.pathname);
    });
  }

  /** Whether a style sheet, or one that it imports, is one of the files. */
  function imports(sheet, paths) {
    const full = sheet.href && new URL(sheet.href);
    if (full && full.origin !== location.origin) return false;
    if (full && paths.has(full.pathname)) return true;
    return [...rules(sheet)].some((rule) => rule.styleSheet && imports(rule.styleSheet, paths));
  }

  /** Loads a picture under its new address first, so that the old one stays until then. */
  async function replace({ element, name, fresh }) {
    if (element.localName === "img" && name === "src") {
      const picture = new Image();
      picture.src = fresh;
      await picture.decode().catch(() => {});
    }
    element.setAttribute(name, fresh);
    if (element.localName === "source") element.closest("audio, video")?.load();
  }

  /** Marks the files in the style sheets and style attributes of the tab. */
  function restyle() {
    if (!marks.size) return;
    for (const sheet of document.styleSheets) restyleRules(sheet, sheet.href ?? document.baseURI);
    for (const element of document.querySelectorAll("[style*='url(']")) {
      restyleRule(element.style, document.baseURI);
    }
  }

  function restyleRules(group, base) {
    for (const rule of rules(group)) {
      if (rule.style) restyleRule(rule.style, base);
      if (rule.styleSheet) restyleRules(rule.styleSheet, rule.styleSheet.href ?? base);
      if (rule.cssRules) restyleRules(rule, base);
    }
  }

  function restyleRule(style, base) {
    for (const name of [...style]) {
      const value = style.getPropertyValue(name);
      if (!value.includes("url(")) continue;
      const fresh = value.replace(/url\("([^"]*)"\)/g, (whole, address) => {
        const other = marked(address, base);
        return other === address ? whole : `url("${other}")`;
      });
      if (fresh !== value) style.setProperty(name, fresh, style.getPropertyPriority(name));
    }
  }

  /** The rules of a sheet or a group; none where the browser keeps them from us. */
  function rules(group) {
    try {
      return group?.cssRules ?? [];
    } catch {
      return [];
    }
  }

  preview.files = { stamp, changed, renew, restyle };
})((document.currentScript.preview ??= {}));
