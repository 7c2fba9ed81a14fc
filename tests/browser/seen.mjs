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

/**
 * All words that can be seen, also within what can be opened, in their order and without spaces. Those of
 * controls and of what they say are left out: without scripts there are none.
 */
export function words() {
  for (const closed of document.querySelectorAll("details:not([open])")) closed.open = true;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let text = "";
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (element.closest("button, form, output, [role='status'], [aria-live]")) continue;
    if (element.checkVisibility({ visibilityProperty: true })) text += walker.currentNode.data;
  }
  return text.replace(/\s+/g, "");
}

/** All places that links lead to, within what can be opened too. */
export function links() {
  for (const closed of document.querySelectorAll("details:not([open])")) closed.open = true;
  return [...document.links].filter((link) => link.checkVisibility({ visibilityProperty: true })).map((link) => link.href);
}

/** What has the focus: where it leads, its number among all elements, and whether it is seen and lies within something. */
export function stop(within = "main") {
  const active = document.activeElement;
  if (!active || active === document.body || active === document.documentElement) return { index: -1 };
  const { top, right, bottom, left, width } = active.getBoundingClientRect();
  const isSeen = width > 1 && bottom > 0 && right > 0 && left < innerWidth && top < innerHeight;
  return { href: active.href, index: [...document.querySelectorAll("*")].indexOf(active), isSeen, isWithin: active.closest(within) !== null };
}

/**
 * The first stop of each sort that is not known yet, by element, class and part of the page: whether it is
 * seen once it has the focus, and the contrast of the outline that it has then to what it lies on.
 */
export function stops(known) {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const mixed = (...colors) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const color of colors) {
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.slice(0, 3).map((value) => value / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  /** The color that an element is drawn on: those of all that it lies in, over the page. */
  const ground = (element) => {
    const colors = [];
    for (let one = element; one; one = one.parentElement) colors.unshift(getComputedStyle(one).backgroundColor);
    return ["Canvas", ...colors];
  };
  const found = new Map();
  for (const element of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")) {
    const part = element.closest("[class]:not(a, button, input, summary)")?.className ?? "";
    const sort = `${part} ${element.localName}.${element.className}`;
    if (known.includes(sort) || found.has(sort) || !element.checkVisibility({ visibilityProperty: true })) continue;
    element.focus({ focusVisible: true });
    if (document.activeElement !== element) continue;
    const style = getComputedStyle(element);
    const { width, height, right, bottom } = element.getBoundingClientRect();
    const isSeen = width > 1 && height > 1 && right > 0 && bottom > 0;
    const isDrawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
    // An outline that is set off lies on what is around the element.
    const on = ground(parseFloat(style.outlineOffset) > 0 ? element.parentElement : element);
    const [lighter, darker] = [light(mixed(...on)), light(mixed(...on, style.outlineColor))].sort((a, b) => b - a);
    found.set(sort, { sort, isSeen, contrast: isDrawn ? (lighter + 0.05) / (darker + 0.05) : null });
  }
  return [...found.values()];
}
