// What a script adds to a page that is whole without one: buttons that copy an address, a quote to
// cite, the code of a frame. They are hidden until this runs.
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
