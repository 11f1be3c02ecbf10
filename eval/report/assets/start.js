root.dataset.script = "yes";
load();
speak(kept.get("mujaz-report-language") === "ar" ? "ar" : "en");
all(".judged").forEach(addVerdict);
count();
byId("language").addEventListener("click", () => speak(root.lang === "ar" ? "en" : "ar"));
byId("export").addEventListener("click", download);
for (const button of all(".copy")) button.addEventListener("click", () => copyBrief(button));
for (const name of ["mouseover", "focusin", "click"]) document.addEventListener(name, lightFrom);
for (const name of ["storage", "pageshow"]) window.addEventListener(name, refresh);
document.addEventListener("click", showEvidence);
document.addEventListener("keydown", press);
document.querySelector("#flagged .filters")?.addEventListener("input", filterBullets);
if (byId("articles")) {
  document.querySelector("#list .filters").addEventListener("input", filter);
  byId("clear").addEventListener("click", clear);
  for (const heading of all("th[aria-sort]")) heading.querySelector("button").addEventListener("click", () => sortBy(heading));
}
