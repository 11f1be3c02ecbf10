"""The sentences of all flags, in English and Arabic, with their kinds and severities.

Checks name a wording and fill in its values; none writes a sentence of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mujaz.types import Flag, Severity


@dataclass(frozen=True, slots=True)
class Wording:
    """A flag in words; `make_flag` fills in ``{…}``, also in the kind."""

    kind: str
    severity: Severity
    en: str
    ar: str


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a text: of a bullet (``ar``, ``en``), a headline (``title``, ``title_en``) or the ``article``."""

    part: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.part}:{self.start}-{self.end}"


_PLACE = re.compile(r"(ar|en|title|title_en|article):(\d{1,9})-(\d{1,9})")


def read_place(where: str) -> Place | None:
    """Return the place that `Flag.where` or `Flag.source` names; None if it names no span, or no sensible one."""
    match = _PLACE.fullmatch(where)
    if not match or int(match[2]) >= int(match[3]):
        return None
    return Place(match[1], int(match[2]), int(match[3]))


def move_flag(flag: Flag, changed: Place, by: int) -> Flag:
    """Return `flag` with its place after the text from `changed` on got longer by so many characters."""
    place = read_place(flag.where)
    if place is None or place.part != changed.part or place.end <= changed.start:
        return flag
    start = place.start + by if place.start > changed.start else place.start
    return flag.model_copy(update={"where": str(Place(place.part, start, place.end + by))})


_TRANSLATOR = {
    "notice": Wording("notice", "info", "machine gist, not for publication", "ترجمة آلية تقريبية لا تصلح للنشر"),
    "empty": Wording(
        "degenerate", "severe", "The translator wrote nothing for this.", "لم يكتب المترجم الآلي شيئا مقابل هذا النص."
    ),
    "loop": Wording(
        "degenerate",
        "severe",
        "The translation says “{phrase}” over and over.",
        "تكرر الترجمة العبارة «{phrase}» مرة بعد مرة.",
    ),
    "letters": Wording(
        "degenerate",
        "severe",
        "The translation has “{letters}”, a row of letters that says nothing.",
        "في الترجمة «{letters}»، وهي حروف متتابعة لا معنى لها.",
    ),
    "too-long": Wording(
        "degenerate",
        "severe",
        "The translation has {made} words for {given} in Arabic: some of it must be invented.",
        "عدد كلمات الترجمة {made} وعدد كلمات النص العربي {given}، فلا بد أن بعضها مختلق.",
    ),
    "too-short": Wording(
        "degenerate",
        "severe",
        "The translation has {made} words for {given} in Arabic: some of it must be missing.",
        "عدد كلمات الترجمة {made} وعدد كلمات النص العربي {given}، فلا بد أن بعضه سقط منها.",
    ),
    "letters-missing": Wording(
        "degenerate",
        "severe",
        "The translator could not write some of the letters; they are missing.",
        "لم يتمكن المترجم الآلي من كتابة بعض الحروف فسقطت.",
    ),
    "not-read": Wording(
        "truncated",
        "severe",
        "The Arabic is too long for the translator: its end was not read.",
        "النص العربي أطول مما يقرؤه المترجم الآلي، فلم يقرأ نهايته.",
    ),
    "unfinished": Wording(
        "truncated", "severe", "The translation breaks off before its end.", "تنقطع الترجمة قبل نهايتها."
    ),
    "arabic-left": Wording(
        "arabic-left",
        "severe",
        "Left in Arabic by the translator and spelled in Latin letters: {words}.",
        "كلمات لم يترجمها المترجم الآلي فكُتبت بحروف لاتينية: {words}.",
    ),
}

_SUMMARIZER = {
    "unsupported": Wording(
        "unsupported",
        "severe",
        "The article's sentences cover only {share:.0%} of this bullet's content words.",
        "لا تغطي جمل المقال سوى {share:.0%} من الكلمات الدالة في هذه النقطة.",
    ),
    "breaks-off": Wording(
        "truncated",
        "warning",
        "The sentence has more than {most} words; the bullet breaks off.",
        "عدد كلمات الجملة أكثر من {most}، فالنقطة مقطوعة قبل نهايتها.",
    ),
    "passage-cut": Wording(
        "truncated",
        "warning",
        "The model read only the beginning of the passage that this bullet stands for.",
        "لم يقرأ النموذج سوى بداية المقطع الذي تمثله هذه النقطة.",
    ),
    "own-sentence": Wording(
        "source-sentence",
        "info",
        "The model wrote nothing usable for this passage; the bullet is a sentence of the article.",
        "لم يكتب النموذج لهذا المقطع ما يصلح، فالنقطة جملة من المقال.",
    ),
}

_ARABIC = {
    "replaced-by-sentence": Wording(
        "source-sentence",
        "info",
        "What the model wrote did not hold against the article; the bullet is a sentence of the article.",
        "ما كتبه النموذج لا يطابق المقال، فحلت محله جملة من المقال.",
    ),
    "bullet-sentinel": Wording(
        "degenerate",
        "severe",
        "The bullet holds {piece}, a mark of the model that is no text.",
        "في النقطة {piece}، وهي علامة من علامات النموذج لا نص.",
    ),
    "bullet-loop": Wording(
        "degenerate", "severe", "The bullet repeats itself over and over.", "تكرر النقطة كلامها مرة بعد مرة."
    ),
    "bullet-boilerplate": Wording(
        "boilerplate",
        "severe",
        "The bullet is furniture of the page, such as a prompt or a link, and no news.",
        "هذه النقطة من هوامش الصفحة كالروابط والدعوات إلى الاشتراك، وليست خبرا.",
    ),
}

_ENGLISH = {
    "nonword": Wording(
        "nonword",
        "warning",
        "No English word, nor spelled after a word of the Arabic: “{text}”.",
        "ليست كلمة إنجليزية ولا كلمة من النص العربي بحروف لاتينية: «{text}».",
    ),
    "addition": Wording(
        "addition",
        "warning",
        "The English has {made} words for {given} in Arabic: it may say more than the Arabic.",
        "عدد كلمات النص الإنجليزي {made} والعربي {given}، فقد يزيد الإنجليزي على العربي.",
    ),
    "omission": Wording(
        "omission",
        "warning",
        "The English has {made} words for {given} in Arabic: it may leave something out.",
        "عدد كلمات النص الإنجليزي {made} والعربي {given}، فقد يكون سقط من الإنجليزي شيء.",
    ),
    "two-readings": Wording(
        "number",
        "warning",
        "The Arabic figure «{other}» may be read as {one} or as {two}; the English has “{text}”.",
        "يحتمل الرقم «{other}» في النص العربي قراءتين، {one} أو {two}، وجاء في النص الإنجليزي «{text}».",
    ),
}

_GLOSSARY = {
    "term-missing": Wording(
        "glossary",
        "warning",
        "The glossary wants “{wanted}” for «{other}»; the English does not have it.",
        "يطلب مسرد المصطلحات «{wanted}» مقابل «{other}»، وهو غير وارد في النص الإنجليزي.",
    ),
    "term-forbidden": Wording(
        "glossary",
        "warning",
        "The English has “{text}” for «{other}»; the glossary wants “{wanted}”.",
        "في النص الإنجليزي «{text}» مقابل «{other}»، ومسرد المصطلحات يطلب «{wanted}».",
    ),
}

_FACTS = {
    "fact-not-in-article": Wording(
        "{kind}",
        "severe",
        "The bullet has the {noun} “{text}”; the article does not.",
        "في النقطة {noun} «{text}»، وهو غير وارد في المقال.",
    ),
    "fact-misplaced": Wording(
        "{kind}",
        "warning",
        "The bullet has the {noun} “{text}” where the article, among the same words, has another.",
        "في النقطة {noun} «{text}»، وفي المقال غيره في السياق نفسه.",
    ),
    "fact-invented": Wording(
        "{kind}",
        "severe",
        "The English has the {noun} “{text}”; neither the Arabic nor the article does.",
        "في النص الإنجليزي {noun} «{text}»، وهو غير وارد في النص العربي ولا في المقال.",
    ),
    "fact-instead": Wording(
        "{kind}",
        "severe",
        "The English has the {noun} “{text}” where the Arabic has «{other}».",
        "في النص الإنجليزي {noun} «{text}» حيث جاء في النص العربي «{other}».",
    ),
    "fact-elsewhere": Wording(
        "{kind}",
        "warning",
        "The English has the {noun} “{text}”, which the article has but this part of it does not.",
        "في النص الإنجليزي {noun} «{text}»، وهو وارد في المقال، لكن في غير هذا الموضع.",
    ),
    "fact-resembling": Wording(
        "{kind}",
        "warning",
        "The English has the {noun} “{text}”; the Arabic does not, and whether the article does is not sure.",
        "في النص الإنجليزي {noun} «{text}»، وهو غير وارد في هذا الموضع، ولا يقين من وروده في المقال.",
    ),
    "fact-lost": Wording(
        "{kind}",
        "warning",
        "The Arabic has the {noun} «{other}»; the English leaves it out or says it otherwise.",
        "في النص العربي {noun} «{other}»، وقد سقط من النص الإنجليزي أو جاء فيه على غير وجهه.",
    ),
}
"""Of facts of every kind: `mujaz.facts.base.Kind` says what each kind is called."""

_MEANING = {
    "negation-lost": Wording(
        "negation",
        "warning",
        "{original} denies this («{other}»); {rendering} does not.",
        "في {original} نفي («{other}») ولا نفي في {rendering}.",
    ),
    "negation-gained": Wording(
        "negation",
        "warning",
        "{rendering} denies this (“{text}”); {original} does not.",
        "في {rendering} نفي («{text}») ولا نفي في {original}.",
    ),
    "hedge-dropped": Wording(
        "hedge",
        "warning",
        "{original} says this with reserve («{other}»); {rendering} states it as certain.",
        "في {original} تحفظ («{other}») ولا تحفظ في {rendering}.",
    ),
    "speaker-changed": Wording(
        "speaker",
        "warning",
        "{rendering} ascribes this to “{text}”, {original} to «{other}».",
        "يُنسب الكلام في {rendering} إلى «{text}» وفي {original} إلى «{other}».",
    ),
}

DROPPED = "dropped"
"""The kind of flags about bullets and headlines that ``--strict`` left out."""

_REPAIRED = {
    "corrected": Wording(
        "corrected",
        "warning",
        "The translator had written “{old}”; it was replaced by “{text}”, after the Arabic «{other}».",
        "كان المترجم الآلي قد كتب «{old}» فاستُبدل به «{text}» وفقا للعربي «{other}».",
    ),
    "respelled": Wording(
        "corrected",
        "info",
        "The translator had spelled “{old}”; the Arabic has “{text}” in Latin letters, which was put in its place.",
        "كان المترجم الآلي قد كتب «{old}» فاستُبدل به «{text}» كما جاء بحروف لاتينية في النص العربي.",
    ),
    "foreign": Wording(
        "foreign",
        "info",
        "Left unread: {sentences} of the article in another language than Arabic.",
        "لم يُقرأ من المقال ما ليس عربيا، وعدد جمله {sentences}.",
    ),
    "placeholder": Wording(
        "placeholder",
        "warning",
        "The Arabic has the placeholder “{text}”; the English leaves it out.",
        "في النص العربي الرمز «{text}» وقد سقط من النص الإنجليزي.",
    ),
    "dropped": Wording(
        DROPPED,
        "warning",
        "Bullet {number} was left out ({kind}): {reason}",
        "حُذفت النقطة {number} ({kind}): {reason}",
    ),
    "dropped-headline": Wording(
        DROPPED,
        "warning",
        "The English headline was left out ({kind}): {reason}",
        "حُذف العنوان الإنجليزي ({kind}): {reason}",
    ),
}


WORDINGS: dict[str, Wording] = {
    **_TRANSLATOR,
    **_SUMMARIZER,
    **_ARABIC,
    **_ENGLISH,
    **_GLOSSARY,
    **_FACTS,
    **_MEANING,
    **_REPAIRED,
}
"""Every flag, by the name under which `make_flag` makes it."""


def make_flag(name: str, where: str | Place, source: str | Place = "", **values: object) -> Flag:
    """Make the flag of that name.

    Args:
        name: A key of `WORDINGS`.
        where: The text or span that it is about, as `Flag.where`.
        source: The span with which that should agree, as `Flag.source`.
        **values: The values of the sentences. A value ``X`` may come with ``X_ar``, which the Arabic sentence takes.
    """
    wording = WORDINGS[name]
    message = wording.en.format(**values)
    in_arabic = values | {key.removesuffix("_ar"): value for key, value in values.items() if key.endswith("_ar")}
    return Flag(
        kind=wording.kind.format(**values),
        severity=wording.severity,
        message=message[0].upper() + message[1:] if wording.en.startswith("{") else message,
        message_ar=wording.ar.format(**in_arabic),
        where=str(where),
        source=str(source),
    )
