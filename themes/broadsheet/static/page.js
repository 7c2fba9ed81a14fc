// What a script adds to each page, all of which are whole without one: buttons that copy, and a key that
// leads into the search.

// An address, a quote to cite, the code of a frame: the buttons are hidden until this runs.
for (const button of document.querySelectorAll("button.copy")) {
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const from = document.getElementById(button.dataset.copyFrom);
    try {
      await navigator.clipboard.writeText(button.dataset.copy ?? from.textContent);
      button.textContent = button.dataset.copied;
      setTimeout(() => (button.textContent = words), 2000);
    } catch {
      // Without leave to copy, the text is marked, so that a key copies it.
      if (from) getSelection().selectAllChildren(from);
    }
  });
}

// A slash leads into the search field from everywhere, but not while somebody writes.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest("input, textarea, select") || event.target.isContentEditable) return;
  const field = document.getElementById("search-words");
  const link = document.querySelector("a[data-search]");
  if (!field && !link) return;
  event.preventDefault();
  if (field) field.focus();
  else location.href = `${link.href}#search-words`;
});
