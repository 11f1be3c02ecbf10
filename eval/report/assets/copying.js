// A finished brief: what was accepted or corrected, and what has no verdict and nothing severe about it.
const LANGUAGES = { ar: "rtl", en: "ltr" };
// Characters that would act unseen where the text is pasted.
const UNSEEN = /[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g;
const asLine = (text) => text.replace(UNSEEN, "").replace(/\s+/g, " ").trim();

function finishedText(unit, language) {
  const record = verdicts.get(nameOf(unit));
  return asLine(record?.[`edited_${language}`] ?? unit.dataset[language]);
}

// Why a bullet or headline is left out; empty if it is not.
function leftOut(unit) {
  const verdict = verdicts.get(nameOf(unit))?.verdict;
  if (verdict === "reject") return "rejected";
  return !verdict && "severe" in unit.dataset ? "unseen" : "";
}

function finishedBrief(box) {
  const units = all(".judged", box);
  const [headline, bullets] = [units.find((unit) => placeOf(unit) === "headline"), units.filter((unit) => placeOf(unit) !== "headline")];
  const taken = bullets.filter((unit) => !leftOut(unit));
  // The Arabic headline is the article's own: only an editor takes it out.
  const title = {
    ar: headline && leftOut(headline) !== "unseen" ? headlineText(headline, "ar") : asLine(box.dataset.title),
    en: headline ? headlineText(headline, "en") : "",
  };
  const isReviewed = units.every((unit) => leftOut(unit) || verdicts.has(nameOf(unit)));
  const parts = Object.keys(LANGUAGES).map((language) => ({
    language,
    title: title[language],
    bullets: taken.map((unit) => finishedText(unit, language)).filter(Boolean),
    notice: isReviewed ? "" : document.querySelector(`.notice .t-${language}`).textContent,
  }));
  const counts = { bullets: taken.length };
  for (const reason of ["rejected", "unseen"]) counts[reason] = units.filter((unit) => leftOut(unit) === reason).length;
  return { parts: parts.filter((part) => part.title || part.bullets.length), counts };
}

const headlineText = (unit, language) => leftOut(unit) ? "" : finishedText(unit, language);

function asPlain({ title, bullets, notice }) {
  return [title, bullets.map((text) => `• ${text}`).join("\n"), notice].filter(Boolean).join("\n\n");
}

// Through the document, so that nothing in a text is mark-up.
function asHtml({ language, title, bullets, notice }) {
  const box = make("div", "");
  [box.lang, box.dir] = [language, LANGUAGES[language]];
  if (title) box.append(make("h2", title));
  const list = make("ul", "");
  list.append(...bullets.map((text) => make("li", text)));
  if (bullets.length) box.append(list);
  if (notice) box.append(make("p", notice));
  return box.outerHTML;
}

function make(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

async function toClipboard(flavours) {
  if (navigator.clipboard?.write && window.ClipboardItem) {
    const blobs = Object.entries(flavours).map(([type, text]) => [type, new Blob([text], { type })]);
    try { return await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]); } catch { /* the older way */ }
  }
  // Pages from the disk have no other way in some browsers.
  const fill = (event) => {
    for (const [type, text] of Object.entries(flavours)) event.clipboardData.setData(type, text);
    event.preventDefault();
  };
  document.addEventListener("copy", fill, { once: true });
  const isCopied = document.execCommand("copy");
  document.removeEventListener("copy", fill);
  if (!isCopied) throw new Error("refused");
}

async function copyBrief(button) {
  const box = button.closest(".system");
  load();
  const { parts, counts } = finishedBrief(box);
  const flavours = { "text/plain": parts.map(asPlain).join("\n\n") + "\n", "text/html": parts.map(asHtml).join("\n") };
  const isCopied = await toClipboard(flavours).then(() => true, () => false);
  const said = byId(isCopied ? "copied" : "not-copied").content.cloneNode(true);
  for (const part of all("[data-count]", said)) {
    part.querySelector("bdi").textContent = counts[part.dataset.count];
    part.hidden = part.dataset.count !== "bullets" && !counts[part.dataset.count];
  }
  box.querySelector(".copied").replaceChildren(said);
}
