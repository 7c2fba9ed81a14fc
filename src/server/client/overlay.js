// The errors of the site, over the last page without errors. Hidden with Escape until they change,
// and gone by itself when they are mended.
((preview) => {
  "use strict";

  const { dock, root, element, fill, counted } = preview.surface;

  const heading = element("h2", { id: "errors-heading" });
  const hide = element(
    "button",
    { type: "button", class: "hide", "aria-keyshortcuts": "Escape" },
    "Hide",
    element("kbd", { "aria-hidden": "true" }, "Esc"),
  );
  const list = element("ul", { class: "problems" });
  const panel = element(
    "section",
    { class: "errors", "aria-labelledby": "errors-heading", tabindex: "-1", hidden: true },
    element(
      "header",
      {},
      heading,
      element("p", {}, "This goes by itself when they are mended."),
      hide,
    ),
    list,
  );
  const told = element("div", { class: "unseen", role: "alert" });
  const again = element("button", { type: "button", class: "again", hidden: true });
  dock.append(told, panel, again);

  let shown = "[]";
  let count = 0;

  /** Shows the errors among the problems, first those of one file; none of them: nothing. */
  function show(problems, file) {
    const found = problems.filter((problem) => problem.severity === "error");
    const isOwn = (problem) => Boolean(file) && problem.file === file;
    const errors = [...found.filter(isOwn), ...found.filter((problem) => !isOwn(problem))];
    const text = JSON.stringify(errors);
    if (text === shown) return;
    shown = text;
    count = errors.length;
    if (!count) {
      close();
      told.textContent = "";
      return;
    }
    heading.textContent = counted(count, "error");
    again.textContent = counted(count, "error");
    fill(list, errors.map(preview.diagnostic.drawn));
    told.textContent = `${counted(count, "error")}. ${errors[0].message}`;
    open();
  }

  function open() {
    panel.hidden = false;
    again.hidden = true;
    // Only where nothing has the focus: somebody may be typing.
    const active = document.activeElement;
    if (!active || active === document.body) panel.focus({ preventScroll: true });
  }

  /** Puts the errors away. */
  function close() {
    panel.hidden = true;
    again.hidden = true;
  }

  function dismiss() {
    const had = panel.contains(root.activeElement);
    close();
    again.hidden = false;
    if (had) again.focus({ preventScroll: true });
  }

  hide.addEventListener("click", dismiss);
  again.addEventListener("click", () => {
    open();
    panel.focus({ preventScroll: true });
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || event.defaultPrevented || panel.hidden) return;
    // A search field would be emptied by the same key.
    event.preventDefault();
    dismiss();
  });

  preview.overlay = { show };
})((document.currentScript.preview ??= {}));
