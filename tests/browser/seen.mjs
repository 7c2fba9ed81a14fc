// What a reader sees of a page, as functions that are run within it.

/**
 * What of the page cannot be seen: a page wider than its window, words that reach out of it, and boxes
 * that cut off what they hold. Tables, code and the like may be scrolled within a box of their own.
 */
export function lost() {
  const found = [];
  const page = document.scrollingElement;
  const name = (element) => {
    const classes = element.classList.length ? `.${[...element.classList].join(".")}` : "";
    return `${element.localName}${classes} "${element.textContent.trim().slice(0, 30)}"`;
  };
  const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  // Told to screen readers alone, or kept beside the window until it has the focus, as a skip link is.
  const unseen = (element, style) => {
    const { left, right, bottom } = element.getBoundingClientRect();
    const beside = right <= 0 || left >= page.clientWidth || bottom <= 0;
    return style.position === "absolute" && (beside || (style.overflowX === "hidden" && element.clientWidth <= 1));
  };
  if (page.scrollWidth > page.clientWidth) found.push(`the page is ${page.scrollWidth} wide in a window of ${page.clientWidth}`);
  const scrolled = new Set();
  const hidden = new Set();
  for (const element of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    const parent = element.parentElement;
    if (scrolled.has(parent) || /auto|scroll/.test(style.overflowX)) scrolled.add(element);
    if (hidden.has(parent) || !seen(element) || unseen(element, style)) hidden.add(element);
    if (hidden.has(element) || element instanceof SVGElement) continue;
    const cutX = /hidden|clip/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const cutY = /hidden|clip/.test(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
    if ((cutX || cutY) && element.textContent.trim()) found.push(`${name(element)} is cut off`);
    if (scrolled.has(element)) continue;
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()].filter((rect) => rect.width > 0);
      if (rects.some((rect) => rect.left < -1 || rect.right > page.clientWidth + 1)) found.push(`${name(element)} reaches out of the window`);
    }
  }
  return found;
}

/** All words that can be seen, also within what can be opened, in their order and without spaces. */
export function words() {
  for (const closed of document.querySelectorAll("details:not([open])")) closed.open = true;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let text = "";
  while (walker.nextNode()) {
    if (walker.currentNode.parentElement.checkVisibility({ visibilityProperty: true })) text += walker.currentNode.data;
  }
  return text.replace(/\s+/g, "");
}

/** All places that links lead to, within what can be opened too. */
export function links() {
  for (const closed of document.querySelectorAll("details:not([open])")) closed.open = true;
  return [...document.links].filter((link) => link.checkVisibility({ visibilityProperty: true })).map((link) => link.href);
}
