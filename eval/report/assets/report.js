"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const storeName = `mujaz-report-${root.dataset.report}`;

  // A browser may refuse to keep anything (private windows): then verdicts last as long as the page.
  const kept = {
    get(name) { try { return localStorage.getItem(name); } catch { return null; } },
    set(name, value) { try { localStorage.setItem(name, value); } catch { /* nothing to be done */ } },
  };

  // The language of the labels.
  function speak(language) {
    root.lang = root.dataset.ui = language;
    root.dir = language === "ar" ? "rtl" : "ltr";
    for (const option of all("option[data-ar]")) option.textContent = option.dataset[language];
    kept.set("mujaz-report-language", language);
  }

  // Evidence.
  function light(keys) {
    for (const mark of all("mark.lit")) mark.classList.remove("lit");
    for (const bullet of all(".bullet.active")) bullet.classList.remove("active");
    for (const key of keys) {
      byId(key).classList.add("active");
      for (const mark of all(`mark[data-bullets~="${key}"]`)) mark.classList.add("lit");
    }
  }
  function lightFrom(event) {
    const bullet = event.target.closest(".bullet");
    const mark = event.target.closest("mark[data-bullets]");
    if (bullet) light([bullet.id]);
    else if (mark) light(mark.dataset.bullets.split(" "));
  }
  function showEvidence(event) {
    const bullet = event.target.closest(".bullet");
    const mark = bullet && document.querySelector(`mark[data-bullets~="${bullet.id}"]`);
    if (!mark || event.target.closest("a, .verdict")) return;
    const box = mark.closest(".text");
    box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
  }

  // Verdicts.
  let verdicts = new Map();
  function load() {
    try { verdicts = new Map(Object.entries(JSON.parse(kept.get(storeName)) ?? Object.fromEntries(verdicts))); } catch { /* not ours */ }
  }
  const nameOf = (bullet) => JSON.stringify([bullet.dataset.article, bullet.dataset.system, Number(bullet.dataset.number)]);
  const raw = (bullet, language) => bullet.querySelector(`p[lang="${language}"]`)?.dataset.raw ?? "";
  function judge(bullet, verdict, edits) {
    const { article, system, number } = bullet.dataset;
    const record = { article, system, bullet: Number(number), verdict, ar: raw(bullet, "ar"), en: raw(bullet, "en") };
    load(); // another page of the report may have written meanwhile
    verdicts.set(nameOf(bullet), verdict === "fix" ? { ...record, edited_ar: edits.ar, edited_en: edits.en } : record);
    kept.set(storeName, JSON.stringify(Object.fromEntries(verdicts)));
    count();
  }
  function count() {
    byId("judged").textContent = verdicts.size;
    const perArticle = new Map();
    for (const { article } of verdicts.values()) perArticle.set(article, (perArticle.get(article) || 0) + 1);
    for (const row of all("#articles tbody tr")) {
      const judged = perArticle.get(row.dataset.id) || 0;
      row.querySelector(".judged-here").textContent = judged || "";
      row.lastElementChild.dataset.value = judged;
    }
  }
  function addVerdict(bullet) {
    const form = byId("verdict").content.cloneNode(true).firstElementChild;
    const edits = form.querySelector(".edits");
    const areas = Object.fromEntries(all("textarea", form).map((area) => [area.dataset.lang, area]));
    const before = verdicts.get(nameOf(bullet));
    const legend = form.querySelector(".legend");
    legend.id = `${bullet.id}-legend`;
    form.setAttribute("aria-labelledby", legend.id);
    for (const [language, area] of Object.entries(areas)) area.value = before?.[`edited_${language}`] ?? raw(bullet, language);
    for (const radio of all("input", form)) {
      radio.name = `${bullet.id}-verdict`;
      radio.checked = before?.verdict === radio.value;
    }
    const decide = () => {
      const verdict = form.querySelector("input:checked")?.value;
      edits.hidden = verdict !== "fix";
      if (verdict) judge(bullet, verdict, { ar: areas.ar.value, en: areas.en.value });
    };
    edits.hidden = before?.verdict !== "fix";
    form.addEventListener("input", decide);
    bullet.append(form);
  }
  function download() {
    const found = [...verdicts.keys()].sort().map((name) => verdicts.get(name));
    const feedback = { schema: "mujaz.feedback/1", report: root.dataset.report, verdicts: found };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(feedback, null, 2) + "\n"], { type: "application/json" }));
    link.download = "feedback.json";
    link.click();
    URL.revokeObjectURL(link.href);
  }

  // Keys.
  const CHOICES = { a: "accept", f: "fix", r: "reject" };
  function press(event) {
    const bullet = event.target;
    if (!bullet.matches(".bullet") || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const bullets = all(".bullet").filter((one) => one.offsetParent);
    const choice = bullet.querySelector(`input[value="${CHOICES[event.key]}"]`);
    if (!step && !choice) return;
    event.preventDefault();
    if (step) bullets[bullets.indexOf(bullet) + step]?.focus();
    else choice.click();
  }

  // The list of articles. Letters that Arabic readers take for the same are the same to a search.
  const fold = (text) =>
    text.normalize("NFKD").replace(/[\p{Mn}\u0640]/gu, "").replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه").toLowerCase();
  const texts = new WeakMap();
  function textOf(row) {
    if (!texts.has(row)) {
      const section = byId(`a${row.dataset.number}`);
      texts.set(row, fold([row.cells[0].textContent, row.dataset.text, section?.querySelector(".text").textContent ?? ""].join(" ")));
    }
    return texts.get(row);
  }
  const value = (id) => byId(id).value.trim();
  function matches(row) {
    const [, source, date, score] = [...row.cells].map((cell) => cell.textContent.trim());
    const flags = row.dataset.flags.split(" ");
    const bound = (id, test) => !value(id) || (score !== "" && test(Number(row.cells[3].dataset.value), Number(value(id))));
    return fold(value("search")).split(/\s+/).every((word) => textOf(row).includes(word))
      && (!value("source") || source === value("source"))
      && (!value("flag") || flags.includes(value("flag")))
      && (!value("severity") || row.dataset.severities.split(" ").includes(value("severity")))
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

  root.dataset.script = "yes";
  load();
  speak(kept.get("mujaz-report-language") === "ar" ? "ar" : "en");
  all(".bullet.judged").forEach(addVerdict);
  count();
  byId("language").addEventListener("click", () => speak(root.lang === "ar" ? "en" : "ar"));
  byId("export").addEventListener("click", download);
  for (const name of ["mouseover", "focusin", "click"]) document.addEventListener(name, lightFrom);
  document.addEventListener("click", showEvidence);
  document.addEventListener("keydown", press);
  document.querySelector("#flagged .filters")?.addEventListener("input", filterBullets);
  if (byId("articles")) {
    document.querySelector("#list .filters").addEventListener("input", filter);
    byId("clear").addEventListener("click", clear);
    for (const heading of all("th[aria-sort]")) heading.querySelector("button").addEventListener("click", () => sortBy(heading));
  }
})();
