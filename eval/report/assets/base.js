const root = document.documentElement;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const byId = (id) => document.getElementById(id);

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
