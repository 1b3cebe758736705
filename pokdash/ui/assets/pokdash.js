// Explanations: one open at a time, closed by Escape or a click elsewhere; focus returns to the button.
const open = () => document.querySelectorAll("details.pok-explain[open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const details of open()) {
    const inside = details.contains(document.activeElement);
    details.open = false;
    if (inside) details.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const details of open()) if (!details.contains(event.target)) details.open = false;
});

// An explanation near the right edge opens to the left.
document.addEventListener("toggle", (event) => {
  if (!event.target.matches?.("details.pok-explain[open]")) return;
  const room = document.documentElement.clientWidth - event.target.getBoundingClientRect().left;
  event.target.classList.toggle("pok-explain-end", room < 660 && event.target.getBoundingClientRect().right > 640);
}, true);

// A date that is typed counts at Enter; Streamlit takes it over when its calendar closes, which Escape does.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.closest?.('[data-testid="stDateInputField"] [role="spinbutton"]')) return;
  event.target.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
}, true);

// Streamlit's field for a file has a name and says that it means nothing; a group may have a name.
const FILE_FIELD = '[data-testid="stFileUploaderDropzone"][role="presentation"]';
new MutationObserver(() => {
  for (const field of document.querySelectorAll(FILE_FIELD)) field.setAttribute("role", "group");
}).observe(document.documentElement, { childList: true, subtree: true });
