// A reader: a window of a real browser that shows the pages of a paper one after the other, and writes
// down what the browser has to say against each.
import { AXE, launched } from "./harness.mjs";

/** What axe finds depends on colors only by these rules; the others are asked once for each width. */
const COLORS = ["color-contrast", "link-in-text-block"];

/** A window for a while: `use` is given a reader of a paper. Options are those of a context of Playwright. */
export async function reading(paper, options, use) {
  const context = await (await launched()).newContext({ viewport: { width: 1280, height: 800 }, ...options });
  try {
    return await use(new Reader(paper, await context.newPage()));
  } finally {
    await context.close();
  }
}

class Reader {
  #paper;

  constructor(paper, tab) {
    this.#paper = paper;
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

  /** Shows a page, with all that it loads. */
  async open(address) {
    await this.tab.goto(new URL(address, this.#paper.url).href, { waitUntil: "load" });
    await this.tab.evaluate(() => document.fonts.ready.then(() => {}));
  }

  /** Makes the window as wide as that many CSS pixels. */
  async widen(width, height = 800) {
    await this.tab.setViewportSize({ width, height });
  }

  /** What axe finds: all of its rules, or only those on colors. */
  async violations(rules) {
    if (!(await this.tab.evaluate(() => "axe" in window))) await this.tab.addScriptTag({ path: AXE });
    const found = await this.tab.evaluate(
      (only) => window.axe.run(document, { resultTypes: ["violations"], ...(only && { runOnly: { type: "rule", values: only } }) }),
      rules === "colors" ? COLORS : null,
    );
    // Alone, the rules on colors may have nothing to say: axe takes words of joined letters for icons.
    if (rules === "all" && found.passes.length === 0) throw new Error("axe has looked at nothing");
    return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => `${node.target} ${node.html.split("\n")[0].slice(0, 120)}`).join("; ")}`);
  }
}
