"""Finds the words that hold back a statement («قد», «يُعتقد», "may", "reportedly")."""

from __future__ import annotations

from mujaz.facts.base import Language
from mujaz.facts.meaning.cues import Cue, bare, cue_at, cues_of, folded_words
from mujaz.facts.tokens import Tokens, word_set

_AND = ("و", "ف", "ل")
_MAY = folded_words("قد")
_PRESENT = tuple("يتن")
_HAD = folded_words("كان كانت كانوا وكان وكانت وكانوا يكون تكون")
_HAD_REACH = 4
# Verbs of the perfect that begin as the imperfect does: «فقد تم نقله» is "he was taken".
_PERFECT = folded_words("تم تمت توفي توفيت تلقى تولى تبنى تجاوز تعهد تعهدت")
_UNCONFIRMED, _NOT = tuple(folded_words("مؤكد")), folded_words("غير")
# The passive "is believed" stands before «أن»; the active «يعتقد الخبراء» tells who believes.
_ALONE = folded_words("ربما لعل لعله لعلها")
_CLAUSE = folded_words(
    "يعتقد يحتمل يرجح يتوقع يبدو يظن يشتبه يزعم يخشى يقال المحتمل المرجح المتوقع المفترض الممكن الأرجح المنتظر"
)
_THAT = folded_words("أن أنه أنها أنهم بأن بأنه بأنها في")
_THAT_REACH = 3
_SIGNS = _ALONE | folded_words(
    "قد وقد فقد ممكن يمكن محتمل مرجح متوقع مفترض مزعوم مزعومة المزعوم المزعومة مزاعم مشتبه المشتبه تقارير أنباء شائعات "
    "غالبا احتمال احتمالات إمكانية توقعات يكاد تقريبا نحو يقدر"
)
_SIGN_STEMS = tuple(
    folded_words(
        "يعتقد تعتقد اعتقد نعتقد أعتقد يرجح ترجح رجح مرجح يتوقع تتوقع توقع متوقع يحتمل محتمل يبدو تبدو بدا يظن تظن ظن "
        "أظن يشتبه اشتبه مشتبه يزعم تزعم زعم يخشى يفترض يقال يمكن تمكن ممكن إمكان أمكن يرى ترى رأى قدر يقدر"
    )
)

_CERTAIN_EN = word_set("might perhaps maybe possibly probably reportedly allegedly apparently presumably purportedly")
_BELIEVED = word_set("believed thought alleged suspected rumoured rumored")
_IS = word_set("is are was were be been")
_SIGNS_EN = _CERTAIN_EN | word_set(
    "may could would should likely unlikely seem seems seemed seemingly if whether almost potential potentially "
    "looks looked look sounds sound chance chances risk risks supposed supposedly possible "
    "possibility probable probability wonder maybe expected hope hopes hoped fear fears feared"
)
_SIGN_STEMS_EN = (
    "believ", "think", "thought", "expect", "appear", "appar", "report", "alleg", "suspect", "presum", "claim", "rumo",
    "suggest", "assum", "estimat", "consider", "predict", "forecast", "purport", "speculat", "anticipat", "likel",
    "argu", "feel", "felt", "guess", "impl", "indicat", "view", "doubt", "seem", "project", "uncert", "unclear",
    "unconfirm", "unverif",
)  # fmt: skip


def find_hedges(tokens: Tokens, language: Language) -> list[Cue]:
    """What hedges in a text, and what may, in order."""
    return cues_of(tokens, _arabic if language == "ar" else _english)


def _arabic(tokens: Tokens, at: int) -> Cue | None:
    word = tokens[at]
    if _hedges(tokens, at):
        return cue_at(tokens, at, at, certain=True)
    stemmed = word.key.startswith(_SIGN_STEMS) or word.key[1:].startswith(_SIGN_STEMS)
    return cue_at(tokens, at, at, certain=False) if stemmed or bare(word.key, _SIGNS, _AND) else None


def _hedges(tokens: Tokens, at: int) -> bool:
    """«قد» before an imperfect verb, «ربما», «يعتقد أن», «غير مؤكد».

    «قد تصاعدت», «كان قد تطلق», «كان الوفد قد توقف» are perfect.
    """
    key, after = tokens[at].key, tokens[at + 1]
    if bare(key, _MAY, ("ف",)):
        had = not _HAD.isdisjoint(tokens.keys(at - _HAD_REACH, _HAD_REACH))
        perfect = after.key.startswith(("ت", "ن")) and (had or after.key.endswith(("ت", "وا")))
        perfect = perfect or tokens[at - 1].key in _HAD or after.key in _PERFECT
        return after.key.startswith(_PRESENT) and after.kind == "word" and not perfect
    if bare(key, _ALONE, _AND) or (key in _NOT and after.key.startswith(_UNCONFIRMED)):
        return True
    return bare(key, _CLAUSE, _AND) and bool(_THAT.intersection(tokens.keys(at + 1, _THAT_REACH)))


def _english(tokens: Tokens, at: int) -> Cue | None:
    word = tokens[at]
    may = word.key == "may" and not word.capitalized and tokens[at + 1].key != "not"
    passive = word.key in _BELIEVED and tokens[at - 1].key in _IS
    if word.key in _CERTAIN_EN or may or passive:
        return cue_at(tokens, at, at, certain=True)
    said = word.key == "said" and tokens[at + 1].key == "to"
    sign = said or word.key in _SIGNS_EN or word.key.startswith(_SIGN_STEMS_EN)
    return cue_at(tokens, at, at, certain=False) if sign else None
