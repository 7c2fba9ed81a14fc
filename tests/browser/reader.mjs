// A reader: a window of a real browser that shows the pages of a paper one after the other, and writes
// down what the browser has to say against each.
import { AXE, launched } from "./harness.mjs";

/** What axe finds depends on colors only by these rules; the others are asked once for each width. */
const COLORS = ["color-contrast", "link-in-text-block"];
// What axe asks for only when it is told to: how large what a finger has to meet is (WCAG 2.2, 2.5.8).
const MORE = { "target-size": { enabled: true } };

/** A window for a while: `use` is given a reader of a paper. Options are those of a context of Playwright. */
export async function reading(paper, options, use) {
  const context = await (await launched()).newContext({ viewport: { width: 1280, height: 800 }, ...options });
  try {
    return await use(new Reader(paper, await context.newPage(), options));
  } finally {
    await context.close();
  }
}

class Reader {
  #paper;
  #runsScripts;
  #hasAxe = false;

  constructor(paper, tab, { javaScriptEnabled = true }) {
    this.#paper = paper;
    this.#runsScripts = javaScriptEnabled;
    this.tab = tab;
    this.complaints = [];
    tab.on("console", (said) => {
      if (["error", "warning"].includes(said.type())) this.complaints.push(`${said.type()}: ${said.text()}`);
    });
    tab.on("pageerror", (error) => this.complaints.push(String(error)));
    tab.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(paper.url) && !/^(data|blob):/.test(url)) this.complaints.push(`went to ${url}`);
    });
    tab.on("response", (response) => {
      if (response.status() >= 400) this.complaints.push(`${response.status()} at ${response.url()}`);
    });
  }

  /** Shows a page, with all that it loads for what is in the window, and draws it. */
  async open(address) {
    await this.tab.goto(new URL(address, this.#paper.url).href, { waitUntil: "load" });
    // Without scripts nothing tells when a font or a picture is there.
    if (!this.#runsScripts) return;
    await this.tab.evaluate(async () => {
      await document.fonts.ready;
      const isNear = (image) => image.getBoundingClientRect().top < innerHeight && image.getBoundingClientRect().bottom > 0;
      const loaded = (image) => new Promise((resolve) => ["load", "error"].forEach((end) => image.addEventListener(end, resolve)));
      await Promise.all([...document.images].filter((image) => !image.complete && isNear(image)).map(loaded));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    });
  }

  /** Makes the window as wide as that many CSS pixels. */
  async widen(width, height = 800) {
    await this.tab.setViewportSize({ width, height });
  }

  /** Puts axe into every page that is opened from now on. */
  async bringAxe() {
    await this.tab.addInitScript({ path: AXE });
    this.#hasAxe = true;
  }

  /** What axe finds: all of its rules, or only those on colors. */
  async violations(rules) {
    if (!this.#hasAxe) throw new Error("the reader has no axe: call bringAxe before it opens a page");
    const only = rules === "colors" ? { runOnly: { type: "rule", values: COLORS } } : { rules: MORE };
    // Only what is told of leaves the page, since the rest is most of what takes time.
    const found = await this.tab.evaluate(async (only) => {
      const { violations, passes } = await window.axe.run(document, { selectors: false, ...only });
      const named = ({ html }) => html.split("\n")[0].slice(0, 120);
      return { passes: passes.length, violations: violations.map(({ id, nodes }) => `${id}: ${nodes.map(named).join("; ")}`) };
    }, only);
    // Alone, the rules on colors may have nothing to say: axe takes words of joined letters for icons.
    if (rules === "all" && found.passes === 0) throw new Error("axe has looked at nothing");
    return found.violations;
  }
}
