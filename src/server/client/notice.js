// What a tab says of itself: that the server is away, or that its page is no more.
((preview) => {
  "use strict";

  const { dock, element, fill } = preview.surface;
  const box = element("div", { class: "notice", role: "status" });
  dock.append(box);

  const now = { away: false, gone: false };

  function draw() {
    const said = [];
    if (now.gone) {
      said.push(
        element(
          "p",
          { class: "gone" },
          "This page is gone. You see what it was. ",
          element("a", { href: "/" }, "Go to the front page"),
        ),
      );
    }
    if (now.away) {
      said.push(element("p", { class: "gone-away" }, "The preview server is away. This page goes on when it is back."));
    }
    fill(box, said);
  }

  function set(name, value) {
    if (now[name] === value) return;
    now[name] = value;
    draw();
  }

  preview.notice = { away: (is) => set("away", is), gone: (is) => set("gone", is) };
})((document.currentScript.preview ??= {}));
