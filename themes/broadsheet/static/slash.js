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
