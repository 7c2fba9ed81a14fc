// One problem, drawn as the terminal shows it: the words wrap, the lines of the file do not, and
// the place is a link where there is an editor to open it.
((preview) => {
  "use strict";

  /** Lines that quote a file: the place, the gutter, the line itself, what marks it. */
  const QUOTED = /^\s*(?:-->|:::|\d*\s+\||\d+\s*\||\.\.\.)/;

  function drawn(problem) {
    const { element } = preview.surface;
    const groups = [];
    for (const line of problem.text.trimEnd().split("\n")) {
      const quoted = QUOTED.test(line);
      const last = groups.at(-1);
      if (last && last.quoted === quoted) last.lines.push(line);
      else groups.push({ quoted, lines: [line] });
    }
    let linked = !problem.file;
    const parts = groups.map(({ quoted, lines }, index) => {
      const rows = lines.map((line) => {
        const link = !linked && place(problem, line);
        linked ||= Boolean(link);
        return link || (quoted ? source(line) : words(line, index === 0));
      });
      const content = rows.flatMap((row, at) => (at ? ["\n", row] : [row]));
      return quoted
        ? element("pre", { class: "quoted", tabindex: "0", role: "group", "aria-label": where(problem) }, content)
        : element("p", { class: "words" }, content);
    });
    if (!linked) parts.unshift(element("p", { class: "words" }, address(problem, where(problem))));
    return element("li", { class: `problem ${problem.severity}` }, parts);
  }

  /** `content/stories/fog.md:3:13` */
  function where(problem) {
    return [problem.file, problem.line, problem.column].filter(Boolean).join(":") || "the site";
  }

  /** A line with the address of the problem in it, or nothing. */
  function place(problem, line) {
    const start = line.indexOf(where(problem));
    if (start < 0) return null;
    const end = start + where(problem).length;
    const { element } = preview.surface;
    const before = element("span", { class: "gutter" }, line.slice(0, start));
    return element("span", { class: "place" }, before, address(problem, line.slice(start, end)), line.slice(end));
  }

  function address(problem, text) {
    const { element } = preview.surface;
    return problem.editor ? element("a", { href: problem.editor }, text) : element("b", {}, text);
  }

  /** A quoted line: its gutter, and what marks it. */
  function source(line) {
    const { element } = preview.surface;
    const [, gutter, rest] = /^(\s*(?:\d+\s*)?(?:\||-->|:::|\.\.\.)?)(.*)$/.exec(line);
    const marks = /^\s*[\^-]/.test(rest) && !/^\s*\d/.test(gutter);
    return element(
      "span",
      {},
      element("span", { class: "gutter" }, gutter),
      marks ? element("span", { class: "mark" }, rest) : rest,
    );
  }

  /** The words of a problem; the first line says how bad it is. */
  function words(line, isFirst) {
    const { element } = preview.surface;
    const [, head, rest] = /^(\s*(?:= \w+|\w+(?:\[[\w-]+\])?):)?(.*)$/s.exec(line);
    return element(
      "span",
      { class: isFirst ? "title" : "more" },
      head ? element("span", { class: "head" }, head) : null,
      rest,
    );
  }

  preview.diagnostic = { drawn };
})((document.currentScript.preview ??= {}));
