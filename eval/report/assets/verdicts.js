// What is judged is a bullet or a headline. It may stand on the page twice, among what to look at first and in its
// article: both have a form, and both show the one verdict.
const storeName = `mujaz-report-${root.dataset.report}`;
const forms = new Map();
let verdicts = new Map();

function load() {
  try { verdicts = new Map(Object.entries(JSON.parse(kept.get(storeName)) ?? Object.fromEntries(verdicts))); } catch { /* not ours */ }
}

const placeOf = (unit) => unit.dataset.place === "headline" ? "headline" : Number(unit.dataset.place);
const nameOf = (unit) => JSON.stringify([unit.dataset.article, unit.dataset.system, placeOf(unit)]);

function judge(unit, verdict, edits) {
  const { article, system, ar, en } = unit.dataset;
  const record = { article, system, bullet: placeOf(unit), verdict, ar, en };
  load(); // another page of the report may have written meanwhile
  verdicts.set(nameOf(unit), verdict === "fix" ? { ...record, edited_ar: edits.ar, edited_en: edits.en } : record);
  kept.set(storeName, JSON.stringify(Object.fromEntries(verdicts)));
  for (const form of forms.get(nameOf(unit))) form.show();
  count();
}

// What another page of the report has changed, open beside this one or before the way back to it.
function refresh() {
  load();
  for (const form of [...forms.values()].flat()) form.show();
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

function addVerdict(unit) {
  const form = byId("verdict").content.cloneNode(true).firstElementChild;
  const edits = form.querySelector(".edits");
  const areas = Object.fromEntries(all("textarea", form).map((area) => [area.dataset.lang, area]));
  const legend = form.querySelector(".legend");
  legend.id = `${unit.id}-legend`;
  form.setAttribute("aria-labelledby", legend.id);
  for (const radio of all("input", form)) radio.name = `${unit.id}-verdict`;
  const show = () => {
    const record = verdicts.get(nameOf(unit));
    unit.dataset.verdict = record?.verdict ?? "";
    edits.hidden = record?.verdict !== "fix";
    for (const radio of all("input", form)) radio.checked = radio.value === record?.verdict;
    for (const [language, area] of Object.entries(areas)) {
      const text = record?.[`edited_${language}`] ?? unit.dataset[language];
      if (area.value !== text) area.value = text; // setting it moves the cursor of who is typing
      form.querySelector(`.corrected [lang="${language}"]`).textContent = record?.verdict === "fix" ? text : "";
    }
  };
  form.addEventListener("input", () => {
    const verdict = form.querySelector("input:checked")?.value;
    if (verdict) judge(unit, verdict, { ar: areas.ar.value, en: areas.en.value });
  });
  forms.set(nameOf(unit), [...(forms.get(nameOf(unit)) ?? []), { show }]);
  show();
  unit.append(form);
}

function download() {
  load();
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
  const unit = event.target;
  if (!unit.matches(".bullet, .judged") || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const choice = unit.querySelector(`input[value="${CHOICES[event.key]}"]`);
  if (!step && !choice) return;
  event.preventDefault();
  const units = all(".bullet, .judged").filter((one) => one.offsetParent);
  if (step) units[units.indexOf(unit) + step]?.focus();
  else choice.click();
}
