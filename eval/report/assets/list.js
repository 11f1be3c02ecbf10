// The list of articles. Letters that Arabic readers take for the same are the same to a search.
const fold = (text) =>
  text.normalize("NFKD").replace(/[\p{Mn}\u0640]/gu, "").replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه").toLowerCase();
const texts = new WeakMap();
function textOf(row) {
  if (!texts.has(row)) {
    const section = byId(`a${row.dataset.number}`);
    texts.set(row, fold([row.cells[0].textContent, row.dataset.text, section?.querySelector(".text")?.textContent ?? ""].join(" ")));
  }
  return texts.get(row);
}
const value = (id) => byId(id)?.value.trim() ?? ""; // a column in which nothing stands has no field
function matches(row) {
  const { source, date, score, flags, severities } = row.dataset;
  const bound = (id, test) => !value(id) || (score !== "" && test(Number(score), Number(value(id))));
  return fold(value("search")).split(/\s+/).every((word) => textOf(row).includes(word))
    && (!value("source") || source === value("source"))
    && (!value("flag") || flags.split(" ").includes(value("flag")))
    && (!value("severity") || severities.split(" ").includes(value("severity")))
    && bound("lowest", (one, other) => one >= other) && bound("highest", (one, other) => one <= other)
    && (!value("from") || date.slice(0, 10) >= value("from")) && (!value("to") || (date !== "" && date.slice(0, 10) <= value("to")));
}
function filter() {
  let shown = 0;
  for (const row of all("#articles tbody tr")) {
    row.hidden = !matches(row);
    const section = byId(`a${row.dataset.number}`);
    if (section) section.hidden = row.hidden;
    shown += !row.hidden;
  }
  byId("count").textContent = shown;
}
function filterBullets() {
  const [severity, kind] = [value("bullet-severity"), value("bullet-kind")];
  const cards = all(".card");
  for (const card of cards) {
    card.hidden = (severity && card.dataset.severity !== severity) || (kind && !card.dataset.kinds.split(" ").includes(kind));
  }
  if (byId("more-flagged")) byId("more-flagged").open = Boolean(severity || kind);
  byId("bullet-count").textContent = cards.filter((card) => !card.hidden).length;
}
function clear() {
  for (const field of all("#list .filters input, #list .filters select")) field.value = "";
  filter();
}
function sortBy(heading) {
  const column = heading.cellIndex;
  const sign = heading.ariaSort === "ascending" ? -1 : 1;
  for (const other of all("th[aria-sort]")) other.ariaSort = "none";
  heading.ariaSort = sign > 0 ? "ascending" : "descending";
  const keyOf = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
  const body = document.querySelector("#articles tbody");
  const compare = (one, other) => sign * keyOf(one).localeCompare(keyOf(other), "ar", { numeric: true });
  body.append(...[...body.rows].sort(compare));
}
