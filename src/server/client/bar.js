// The bar at the foot of the tab: what the page is made of, whether it can be seen already, and
// what is to be said about it. Can be folded up, or put away until the tab is closed.
((preview) => {
  "use strict";

  const { dock, root, element, icon, fill, counted } = preview.surface;
  /** Where the tab remembers whether the bar is `open`, `folded` or `away`. */
  const MEMORY = "newsprint-preview-bar";
  /** The most problems elsewhere on the site that are listed. */
  const MOST = 20;

  const list = element("section", { class: "sheet", id: "problems", "aria-label": "Problems", tabindex: "-1", hidden: true });
  const facts = element("div", { class: "facts" });
  const fold = button("fold", "Fold up the preview bar", "M3 6l5 5 5-5");
  const away = button("away", "Put the preview bar away until this tab is closed", "M4 4l8 8M12 4l-8 8");
  const bar = element("section", { class: "bar", "aria-label": "Preview", hidden: true }, facts, fold, away);
  const unfold = button("unfold", "Show the preview bar", "M3 3.5h10v9H3zM5.5 6h5M5.5 8h5M5.5 10h3");
  unfold.hidden = true;
  dock.append(list, bar, unfold);

  let shown = "";
  let there = false;

  function button(name, label, path) {
    return element("button", { type: "button", class: `icon ${name}`, "aria-label": label, title: label }, icon(path));
  }

  /** Shows what is said about the page, or nothing for `null`. */
  function show(said, problems) {
    const text = JSON.stringify([said, problems]);
    if (text === shown) return;
    shown = text;
    there = Boolean(said);
    if (said) {
      const own = said.problems.map((index) => problems[index]).filter((one) => one && !isError(one));
      const others = problems.filter((one) => !isError(one) && !own.includes(one));
      fill(facts, [states(said), warnings(own, others), source(said), length(said), clock(said)].flat().filter(Boolean));
      fill(list, [...group("On this page", own), ...group("Elsewhere", others)]);
      unfold.classList.toggle("attention", own.length > 0 || said.states.length > 0);
      if (!own.length && !others.length) list.hidden = true;
    }
    arrange();
  }

  const isError = (problem) => problem.severity === "error";

  function states({ states }) {
    return states.map((state) => element("span", { class: `state ${state.kind}` }, state.text));
  }

  function warnings(own, others) {
    if (!own.length && !others.length) return null;
    const text = own.length ? named(own) : `${named(others)} elsewhere`;
    return element(
      "button",
      {
        type: "button",
        class: own.length ? "warnings own" : "warnings",
        "aria-expanded": String(!list.hidden),
        "aria-controls": "problems",
      },
      text,
    );
  }

  /** `2 warnings`; with notes among them `3 remarks`. */
  function named(problems) {
    const plain = problems.every((problem) => problem.severity === "warning");
    return counted(problems.length, plain ? "warning" : "remark");
  }

  function source({ source, editor }) {
    if (!source) return null;
    const cut = source.lastIndexOf("/") + 1;
    const path = [element("span", { class: "folder" }, source.slice(0, cut)), source.slice(cut)];
    return editor
      ? element("a", { class: "source", href: editor, title: `Open ${source} in the editor` }, path)
      : element("span", { class: "source", title: source }, path);
  }

  function length({ words, minutes }) {
    const parts = [
      words === null ? null : counted(words, "word"),
      minutes === null ? null : `${minutes} min`,
    ].filter(Boolean);
    return parts.length ? element("span", { class: "length" }, parts.join(", ")) : null;
  }

  /** The clock of `--at`, read as it is written: in the site's zone, not in the reader's. */
  function clock({ clock }) {
    if (!clock) return null;
    const written = new Date(`${clock.slice(0, 16)}Z`);
    const form = { dateStyle: "medium", timeStyle: "short", hourCycle: "h23", timeZone: "UTC" };
    const text = Number.isNaN(written.getTime()) ? clock : written.toLocaleString("en-US", form);
    return element("time", { class: "clock", datetime: clock }, `as of ${text}`);
  }

  function group(title, problems) {
    if (!problems.length) return [];
    const more = problems.length - MOST;
    return [
      element("h2", {}, title),
      element("ul", { class: "problems" }, problems.slice(0, MOST).map(preview.diagnostic.drawn)),
      more > 0 && element("p", { class: "rest" }, `and ${more} more, which the terminal shows`),
    ].filter(Boolean);
  }

  function arrange() {
    const how = remembered();
    bar.hidden = !there || how !== "open";
    unfold.hidden = !there || how !== "folded";
    if (bar.hidden) expand(false);
  }

  function remembered() {
    try {
      return sessionStorage.getItem(MEMORY) ?? "open";
    } catch {
      return memory;
    }
  }

  let memory = "open";

  function remember(how) {
    memory = how;
    try {
      sessionStorage.setItem(MEMORY, how);
    } catch {
      // A browser that keeps nothing forgets it with the page.
    }
    arrange();
  }

  /** Opens or closes the list of problems. */
  function expand(open) {
    list.hidden = !open;
    facts.querySelector(".warnings")?.setAttribute("aria-expanded", String(open));
  }

  facts.addEventListener("click", (event) => {
    if (event.target.closest(".warnings")) expand(list.hidden);
  });
  fold.addEventListener("click", () => {
    remember("folded");
    unfold.focus({ preventScroll: true });
  });
  unfold.addEventListener("click", () => {
    remember("open");
    fold.focus({ preventScroll: true });
  });
  away.addEventListener("click", () => remember("away"));
  dock.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    event.preventDefault();
    const inside = list.contains(root.activeElement);
    expand(false);
    if (inside) facts.querySelector(".warnings")?.focus();
  });

  preview.bar = { show };
})((document.currentScript.preview ??= {}));
