// Shows the field of Pagefind, which a site may be searched with instead. What it needs lies in the folder
// that `npx pagefind` makes of the printed pages; nothing of it comes with the theme.
const place = document.querySelector(".search-pagefind");
const status = document.querySelector(".search-said");
const folder = place.dataset.pagefind;

/** An element in the page's head, once what it names is loaded. */
const loaded = (name, attributes) =>
  new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.addEventListener("load", resolve);
    element.addEventListener("error", () => reject(new Error(`${folder} has no index; run npx pagefind`)));
    document.head.append(element);
  });

try {
  await Promise.all([
    loaded("link", { rel: "stylesheet", href: `${folder}pagefind-ui.css` }),
    loaded("script", { src: `${folder}pagefind-ui.js` }),
  ]);
  const field = new window.PagefindUI({ element: place, bundlePath: folder, showImages: false, showSubResults: true });
  const input = place.querySelector("input");
  input.id = "search-words";
  input.setAttribute("aria-label", place.dataset.field);
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) field.triggerSearch(asked);
  input.addEventListener("input", () => history.replaceState(null, "", input.value ? `?${new URLSearchParams({ q: input.value })}` : location.pathname));
  if (location.hash === "#search-words") input.focus();
} catch (error) {
  console.warn(error);
  status.textContent = status.dataset.failed;
}
