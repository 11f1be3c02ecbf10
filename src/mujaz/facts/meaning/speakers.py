"""Finds who is quoted, by office, and whether a rendering quotes another.

Offices and bodies are compared as things («وزير الخارجية» is a minister of the foreign kind, in either language);
people known by name only are the business of the detector of names.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from mujaz.facts.base import Language
from mujaz.facts.meaning.cues import folded_words
from mujaz.facts.tokens import WORDS, Tokens, word_set

_THINGS = {
    "ministry": ("وزير وزيرة وزارة وزراء", "minister ministers ministry secretary cabinet chancellor"),
    "foreign": ("خارجية", "foreign state"),
    "defence": ("دفاع", "defence defense"),
    "interior": ("داخلية", "interior home"),
    "finance": ("مالية خزانة", "finance treasury"),
    "justice": ("عدل", "justice"),
    "health": ("صحة", "health"),
    "education": ("تعليم تربية", "education"),
    "economy": ("اقتصاد", "economy economic"),
    "energy": ("طاقة نفط كهرباء", "energy oil electricity"),
    "president": ("رئيس رئيسة رئاسة", "president presidency head chair chairman chairwoman chief presidential premier "
                  "prime leader director mayor speaker boss ceo"),
    "police": ("شرطة أمن أمني أمنية أمنيون أمنيين درك", "police security officers gendarmerie"),
    "army": ("جيش عسكري عسكرية", "army military armed forces troops"),
    "king": ("ملك ملكة عاهل", "king queen monarch royal"),
    "prince": ("أمير أميرة", "prince princess emir crown"),
    "government": ("حكومة سلطات", "government authorities authority administration"),
    "parliament": ("برلمان نواب نائب كونغرس", "parliament lawmakers mp mps deputy deputies congress lawmaker vice"),
    "court": ("محكمة قاض قاضي قضاء نيابة مدعي", "court judge judiciary prosecutor prosecutors prosecution tribunal"),
    "spokesman": ("متحدث متحدثة ناطق ناطقة", "spokesman spokeswoman spokesperson"),
    "governor": ("محافظ حاكم والي ولاية", "governor governorate province"),
    "mayor": ("بلدية عمدة", "mayor municipality municipal"),
    "nations": ("أمم", "nations un"),
    "union": ("اتحاد", "union federation eu association"),
    "company": ("شركة مجموعة", "company firm group corporation"),
    "bank": ("بنك مصرف", "bank"),
    "witness": ("شهود شاهد عيان", "witness witnesses eyewitness eyewitnesses"),
    "doctor": ("طبيب طبيبة أطباء طبية", "doctor doctors physician medics medical"),
    "lawyer": ("محامي محام محامية", "lawyer lawyers attorney"),
    "expert": ("خبير خبراء محلل محللون باحث باحثون", "expert experts analyst analysts researcher researchers"),
    "opposition": ("معارضة", "opposition"),
    "rebels": ("متمردون متمردين مسلحون", "rebels militants insurgents"),
    "coach": ("مدرب", "coach manager trainer"),
    "party": ("حزب", "party"),
    "ambassador": ("سفير سفيرة سفارة", "ambassador embassy envoy"),
    "family": ("عائلة أسرة والد والدة", "family father mother parents relatives"),
}  # fmt: skip
_VERBS = folded_words(
    "قال قالت وقال وقالت يقول تقول أكد أكدت وأكد وأكدت أعلن أعلنت وأعلن وأعلنت أضاف أضافت وأضاف وأضافت أوضح أوضحت "
    "وأوضح وأوضحت ذكر ذكرت وذكر وذكرت صرح صرحت وصرح وصرحت أفاد أفادت وأفاد وأفادت حذر حذرت وحذر وحذرت"
)
_ACCORDING = folded_words("بحسب حسب وفق وفقا وبحسب ووفقا ووفق")
_STOPS = folded_words("إن أن أنه إنه أنها إنها بأن إنهم")
_VERBS_EN = word_set("said says told announced confirmed added stated warned")
_REACH = 5
_JOINED = ("وال", "بال", "لل", "ال", "و", "ل", "ب", "")


def _by_word(side: int) -> dict[str, str]:
    split = folded_words if side == 0 else word_set
    return {word: thing for thing, names in _THINGS.items() for word in split(names[side])}


_BY_WORD: dict[Language, dict[str, str]] = {"ar": _by_word(0), "en": _by_word(1)}


@lru_cache(maxsize=WORDS)
def _thing(word: str, language: Language) -> str:
    """The office or body that `word` (folded) names; empty where it names none."""
    known = _BY_WORD[language]
    if language == "en":
        return known.get(word, "")
    return next((known[word[len(one) :]] for one in _JOINED if word.startswith(one) and word[len(one) :] in known), "")


def changed_speaker(
    source: Tokens, target: Tokens, source_language: Language, target_language: Language
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Who is quoted in `source`, and who instead in `target`; None unless each is quite absent from the other."""
    there, here = _things(source, source_language), _things(target, target_language)
    quoted, ascribed = _speakers(source, source_language), _speakers(target, target_language)
    foreign = [at for at in ascribed if _thing(target[at].key, target_language) not in there]
    unquoted = [at for at in quoted if _thing(source[at].key, source_language) not in here]
    if not foreign or not unquoted:
        return None
    return _place(source, unquoted[0]), _place(target, foreign[0])


def _place(tokens: Tokens, at: int) -> tuple[int, int]:
    return tokens[at].start, tokens[at].end


def _things(tokens: Tokens, language: Language) -> frozenset[str]:
    return frozenset(_thing(tokens[at].key, language) for at in range(len(tokens)))


def _speakers(tokens: Tokens, language: Language) -> list[int]:
    """The tokens that name the offices of those who are quoted."""
    find = _arabic if language == "ar" else _english
    named = [place for at in range(len(tokens)) for place in find(tokens, at)]
    return [place for place in named if _thing(tokens[place].key, language)]


def _arabic(tokens: Tokens, at: int) -> Sequence[int]:
    """«قال وزير الخارجية إن», «بحسب الشرطة»."""
    if tokens[at].key not in _VERBS | _ACCORDING:
        return ()
    return _until(tokens, at + 1, at + 1 + _REACH)


def _until(tokens: Tokens, start: int, end: int) -> Sequence[int]:
    """The tokens before a mark or «إن»."""
    stop = next((at for at in range(start, end) if tokens[at].kind != "word" or tokens[at].key in _STOPS), end)
    return range(start, stop)


def _english(tokens: Tokens, at: int) -> Sequence[int]:
    """As in "the foreign minister said", "according to the police"; "said the mayor" after a quotation."""
    if tokens.keys(at, 2) == ("according", "to"):
        return _until(tokens, at + 2, at + 2 + _REACH)
    if tokens[at].key not in _VERBS_EN:
        return ()
    if tokens[at - 1].kind != "word":
        return _until(tokens, at + 1, at + _REACH)
    start = next(
        (place + 1 for place in range(at - 1, at - 1 - _REACH, -1) if tokens[place].kind != "word"), at - _REACH
    )
    return range(start, at)
