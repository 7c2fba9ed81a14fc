// The ground on which the preview draws: one element behind the body with a shadow root, out of
// reach of the site's styles and of the morph.
((preview) => {
  "use strict";

  const host = document.createElement("newsprint-preview");
  const root = host.attachShadow({ mode: "open" });
  // A sheet that is made here is no inline style, which a site may have forbidden.
  const sheet = new CSSStyleSheet();
  root.adoptedStyleSheets = [sheet];
  const dock = element("div", { class: "dock" });
  root.append(dock);
  document.documentElement.append(host);

  // The look may be a later part of the script.
  queueMicrotask(() => sheet.replaceSync(preview.look));

  // As much room is left below the page as the dock takes, so that the end of the page can always
  // be read. What is above does not move.
  new ResizeObserver(() =>
    requestAnimationFrame(() => host.style.setProperty("--room", `${dock.offsetHeight}px`)),
  ).observe(dock);

  /** An element with attributes and children; `null` and `false` leave one out. */
  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === null || value === false) continue;
      made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...children.flat().filter((child) => child !== null && child !== false));
    return made;
  }

  /** An icon drawn with lines on a field of 16 by 16. */
  function icon(path) {
    const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    drawing.setAttribute("viewBox", "0 0 16 16");
    drawing.setAttribute("aria-hidden", "true");
    const line = document.createElementNS(drawing.namespaceURI, "path");
    line.setAttribute("d", path);
    drawing.append(line);
    return drawing;
  }

  /** Brings what an element holds up to new children; what has the focus keeps it. */
  function fill(box, children) {
    preview.morph(box, children, { morphStyle: "innerHTML" });
  }

  /** `1 error`, `2 errors`. */
  function counted(count, word) {
    return `${count} ${word}${count === 1 ? "" : "s"}`;
  }

  preview.surface = { root, dock, element, icon, fill, counted };
})((document.currentScript.preview ??= {}));
