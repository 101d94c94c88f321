// Show the questions of the chosen kind only. What holds an answer or an error stays in
// sight, and so does everything where no script runs.
const holdsSomething = (part) =>
  part.querySelector(".error-message") ||
  [...part.querySelectorAll("input, select")].some((field) => field.value !== "");

function showAsked(chosen) {
  for (const part of document.querySelectorAll("[data-asked-of]")) {
    const asked = part.dataset.askedOf.split(" ").includes(chosen);
    (part.closest("section") || part).hidden = !asked && !holdsSomething(part);
  }
}

// Of many lines only those that are filled in, and the next one.
function showLines(table) {
  let before = true;
  for (const line of table.querySelectorAll("[data-line]")) {
    const own = Boolean(holdsSomething(line));
    line.hidden = !own && !before;
    before = own;
  }
}

function begin() {
  const kind = document.querySelector("select[name=kind]");
  if (kind) {
    kind.addEventListener("change", () => showAsked(kind.value));
    showAsked(kind.value);
  }
  for (const table of document.querySelectorAll(".event-lines")) {
    table.addEventListener("input", () => showLines(table));
    showLines(table);
  }
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
