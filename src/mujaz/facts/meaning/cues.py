"""Words that negate or hold back a statement, in Arabic and English: certain ones, and signs of them.

A negation of one language is often a word of the other: «لم ينجح» is "failed", "without" is «دون», "unable" is
«غير قادر». So two kinds are told apart: certain negations and hedges are those that a faithful rendering shows in some
way, and signs are all the words by which it may do so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from mujaz.facts.base import Language
from mujaz.facts.names.spelling import nameness
from mujaz.facts.tokens import Tokens, word_set
from mujaz.text.clean import fold
from mujaz.text.proclitics import (
    ARTICLE,
    BEFORE_DENIALS,
    BEFORE_DENYING_NOUNS,
    BEFORE_HEDGES,
    BEFORE_SIGNS,
    DENYING_NOUNS,
    IS_NOT,
    NOT,
    SO,
    VERB_DENIALS,
    has_host,
)
from mujaz.text.words import folded_words

_PRESENT_TENSE = tuple("يتنا")
# «لا يزال» is "still", «لا شك» "no doubt", «لا يقل عن» "at least", «لم يكد» "hardly"; «لم شمل» is a noun.
_NO_NEGATION = folded_words(
    "زال زالت زالوا يزال تزال يزالون نزال أزال يزل تزل يزالا تزالان يزالان شك ريب بد سيما محالة غنى مفر عجب جدال "
    "غرو يخفى شمل الشمل بأس يقل تقل يزيد تزيد يتجاوز تتجاوز يتعدى تتعدى يكد تكد يكاد تكاد يلبث تلبث يفتأ تفتأ ينفك "
    "تنفك يتجزأ تتجزأ"
)
# Those of them that English may say with a negation too ("no less than").
_LITERAL = folded_words("شك ريب بد غنى مفر محالة يقل تقل يزيد تزيد يتجاوز تتجاوز يتعدى تتعدى يتجزأ تتجزأ")
_ONLY = folded_words("سوى إلا الا حتى")
_ONLY_IN_CLAUSE = folded_words("غير فحسب فقط بل وحسب وإنما إنما ولكن لكن قبل بعد إلى")
_CLAUSE_ENDS = frozenset('،,.؛;:"()«»')
_REACH = 14
_FOREIGN = 2.0
"""How much a word after «لا» must look like a name to belong to one: «لا ليغا»."""
_DENIAL_SIGNS = folded_words(
    "غير دون بدون بلا عدم كلا أبدا إطلاقا مطلقا سوى إلا ألا لئلا كيلا نادرا قلما بالكاد انعدام غياب لولا عديم عديمة "
    "خال خالية خالي خلو عكس خلاف مستحيل مستحيلة استحالة محظور ممنوع ممنوعة فحسب بل لم لن لما نفي مجهول مجهولة مجهولين "
    "باستثناء ماعدا عدا اللا اللاعودة"
)
_DENIAL_STEMS = tuple(
    folded_words(
        "رفض يرفض ترفض رافض فشل يفشل تفشل فاشل نفى نفت ينفي تنفي أنكر ينكر تنكر إنكار يمنع تمنع حظر يحظر تحظر عجز "
        "يعجز تعجز تعذر يتعذر افتقر يفتقر تفتقر افتقار استحال يستحيل تجنب يتجنب تتجنب استبعد يستبعد تستبعد مستبعد "
        "حرمان امتنع يمتنع تمتنع امتناع أخفق يخفق إخفاق حذر"
    )
)
# «غير مؤكد» holds back, «غير شقيق» is a half-brother, «غير ذلك» "otherwise".
_NOT_FIRM = tuple(folded_words("مؤكد شقيق الشقيق أشقاء الأشقاء ذلك"))
# «غير اتجاهه» is "changed its course", «غير أهله» "other than its people".
_OTHER, _OWNERS = frozenset({"غير"}), ("ه", "ها", "هم", "نا")
# «غير أن» is "but", «غيرها» "others", «إلا أن» "however".
_BUT_THAT = folded_words("أن أنه أنها أنهم أننا أني")

_NOT_EN = word_set("not cannot never nobody neither nor noone")
# A capital "Nor" before any other word is how a name is spelled: «نور».
_AFTER_NOR = word_set("did do does is are was were has have had will would can could should may might must need")
_IDLE_NOT = word_set("only just least merely simply far less fewer more guilty")
_NO_NOUN = word_set("doubt matter less fewer more wonder sooner need")
_DENIAL_SIGNS_EN = word_set(
    "no none nothing nowhere without hardly barely scarcely seldom rarely unable false wrong few little less "
    "rather lack lacks lacked lacking absence absent unlike contrary stop stopped short free extraordinary "
    "reportedly"
)
_DENIAL_STEMS_EN = tuple(
    word_set(
        "fail refus reject deny denie denial prevent avoid bann prohibit forbid forbad exclud reluct declin neglect "
        "ignor deprive doubt oppos abstain refrain unw non impossib imperf immatur improper immobil imprecis "
        "irregul irrelev irrespons irrever illegal illegit illiter illog insuffic inabil incomplet incorrect invalid "
        "invisib inconceiv indisting insignif ineffect incapab incompet inadequ inaccur inconsist inevit inexpens "
        "informal unjust injust insecur instab ineffic improb indirect infreq intoler inappropr disagree dissatisf "
        "irrepar insepar immoral inhum disproport disbel anonym exceptional "
        "disregard dislik disappear disapprov dishonest disab discontinu miss"
    )
)
# Words for «لم … إلا», «لم … حتى»: "only", "not until".
_RESTRICTIONS_EN = word_set(
    "only until before after just first yet except but than merely solely late later last even alone rather instead "
    "still nothing previously"
)
# As in "unable"; not "under", "united", "unique".
_UN, _UNCLES = "un", word_set("uncle uncles unanimous unanimously")
_NO_UN = ("under", "unit", "uniq", "univ", "unio", "unif", "unic", "unis", "unil", "unless", "unto", "until")

_MAY = folded_words("قد")
_IMPERFECT = tuple("يتن")
_HAD = folded_words("كان كانت كانوا وكان وكانت وكانوا يكون تكون")
_HAD_REACH = 4
# Verbs of the perfect that begin as the imperfect does: «فقد تم نقله» is "he was taken".
_PERFECT = folded_words("تم تمت توفي توفيت تلقى تولى تبنى تجاوز تعهد تعهدت")
_UNCONFIRMED = fold("مؤكد")
_PERHAPS = folded_words("ربما لعل لعله لعلها")
# Only the passive "is believed" is before «أن»; the active «يعتقد الخبراء» tells who believes.
_BELIEVED = folded_words(
    "يعتقد يحتمل يرجح يتوقع يبدو يظن يشتبه يزعم يخشى يقال المحتمل المرجح المتوقع المفترض الممكن الأرجح المنتظر"
)
_THAT = folded_words("أن أنه أنها أنهم بأن بأنه بأنها في")
_THAT_REACH = 3
_HEDGE_SIGNS = _PERHAPS | folded_words(
    "قد وقد فقد ممكن يمكن محتمل مرجح متوقع مفترض مزعوم مزعومة المزعوم المزعومة مزاعم مشتبه المشتبه تقارير أنباء شائعات "
    "غالبا احتمال احتمالات إمكانية توقعات يكاد تقريبا نحو يقدر"
)
_HEDGE_STEMS = tuple(
    folded_words(
        "يعتقد تعتقد اعتقد نعتقد أعتقد يرجح ترجح رجح مرجح يتوقع تتوقع توقع متوقع يحتمل محتمل يبدو تبدو بدا يظن تظن ظن "
        "أظن يشتبه اشتبه مشتبه يزعم تزعم زعم يخشى يفترض يقال يمكن تمكن ممكن إمكان أمكن يرى ترى رأى قدر يقدر"
    )
)

_HEDGES_EN = word_set("might perhaps maybe possibly probably reportedly allegedly apparently presumably purportedly")
_BELIEVED_EN = word_set("believed thought alleged suspected rumoured rumored")
_IS = word_set("is are was were be been")
_HEDGE_SIGNS_EN = _HEDGES_EN | word_set(
    "may could would should likely unlikely seem seems seemed seemingly if whether almost potential potentially "
    "looks looked look sounds sound chance chances risk risks supposed supposedly possible "
    "possibility probable probability wonder maybe expected hope hopes hoped fear fears feared"
)
_HEDGE_STEMS_EN = (
    "believ", "think", "thought", "expect", "appear", "appar", "report", "alleg", "suspect", "presum", "claim", "rumo",
    "suggest", "assum", "estimat", "consider", "predict", "forecast", "purport", "speculat", "anticipat", "likel",
    "argu", "feel", "felt", "guess", "impl", "indicat", "view", "doubt", "seem", "project", "uncert", "unclear",
    "unconfirm", "unverif",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that negates or hedges.

    Attributes:
        start: Its first character in the text.
        end: Its end.
        index: The token that it is, or the last one that it is made of.
        certain: Whether it does so beyond doubt; others count only as a sign that the text may do so.
        restricted: Whether a word after it takes most of it back: «لم … سوى» is "only".
    """

    start: int
    end: int
    index: int
    certain: bool
    restricted: bool = False


def certain_cues(cues: Sequence[Cue]) -> list[Cue]:
    """Return the cues that are beyond doubt."""
    return [cue for cue in cues if cue.certain]


def find_negations(tokens: Tokens, language: Language) -> list[Cue]:
    """Find the words that negate in a text, and those that may, in order."""
    return _find_cues(tokens, _read_arabic_denial if language == "ar" else _read_english_denial)


def find_hedges(tokens: Tokens, language: Language) -> list[Cue]:
    """Find the words that hold back a statement («قد», «يُعتقد», "may"), and those that may, in order."""
    return _find_cues(tokens, _read_arabic_hedge if language == "ar" else _read_english_hedge)


def _find_cues(tokens: Tokens, read: Callable[[Tokens, int], Cue | None]) -> list[Cue]:
    words = (index for index, token in enumerate(tokens) if token.kind == "word")
    return [cue for index in words if (cue := read(tokens, index)) is not None]


def _cue(tokens: Tokens, index: int, *, certain: bool, restricted: bool = False, count: int = 1) -> Cue:
    """Return the cue that `count` tokens from `index` on make."""
    last = index + count - 1
    return Cue(tokens[index].start, tokens[last].end, last, certain, restricted)


def _read_arabic_denial(tokens: Tokens, index: int) -> Cue | None:
    word, after = tokens[index], tokens[index + 1]
    if _denies(tokens, index):
        return _cue(tokens, index, certain=True, restricted=_is_restricted(tokens, index))
    if has_host(word.key, NOT, BEFORE_DENIALS) and after.key in _LITERAL:
        return _cue(tokens, index, certain=False)
    if after.key in _BUT_THAT:
        return None
    prefixed = word.key.startswith(("لاي", "لات")) or _has_denial_stem(word.key)
    sign = prefixed or has_host(word.key, _DENIAL_SIGNS, BEFORE_SIGNS)
    owned = after.text.endswith(_OWNERS) and not after.text.startswith(ARTICLE)
    firm = has_host(word.key, DENYING_NOUNS, BEFORE_DENYING_NOUNS) and not after.key.startswith(_NOT_FIRM)
    firm = firm and not (owned and has_host(word.key, _OTHER, BEFORE_DENYING_NOUNS))
    return _cue(tokens, index, certain=firm) if sign else None


def _denies(tokens: Tokens, index: int) -> bool:
    """Tell whether a word denies the next: «لم», «لن», «ليس», and «لا» before a verb or in «لا يوجد», «لا أحد».

    Not «لا يزال» and its like.
    """
    key, after = tokens[index].key, tokens[index + 1]
    if after.kind != "word" or after.key in _NO_NEGATION:
        return False
    if has_host(key, IS_NOT, BEFORE_DENIALS):
        return True
    if not after.key.startswith(_PRESENT_TENSE):
        named = after.key.startswith(ARTICLE) or tokens[index - 1].key in {"ام", "او"}
        return has_host(key, NOT, BEFORE_DENIALS) and not named and nameness(after.key) < _FOREIGN
    return has_host(key, VERB_DENIALS | NOT, BEFORE_DENIALS)


def _is_restricted(tokens: Tokens, index: int) -> bool:
    """Tell whether English says it with "only" or another turn: «لم … سوى», «لا … إلا», «ليس … فحسب», «لم … بعد».

    «فقط» and its like only before a comma: in «لا يملك أدوات، لديه فقط دفتر» they belong to the next clause.
    """
    following = tokens.keys(index + 1, _REACH)
    clause = takewhile(lambda key: key not in _CLAUSE_ENDS, following)
    only_in_clause = any(has_host(key, _ONLY_IN_CLAUSE, BEFORE_DENIALS) for key in clause)
    return only_in_clause or any(has_host(key, _ONLY, BEFORE_DENIALS) for key in following)


def _has_denial_stem(key: str) -> bool:
    starts = (key, *(key[len(proclitic) :] for proclitic in BEFORE_SIGNS if key.startswith(proclitic)))
    return any(start.startswith(_DENIAL_STEMS) for start in starts)


def _read_english_denial(tokens: Tokens, index: int) -> Cue | None:
    word, after = tokens[index], tokens[index + 1]
    if _is_contracted(tokens, index):
        return _cue(tokens, index, certain=tokens[index + 3].key not in _IDLE_NOT, count=3)
    if word.text == "Nor" and after.key not in _AFTER_NOR:
        return None
    if word.key in _NOT_EN or (word.key == "no" and after.key in {"one", "evidence"}):
        idle = after.key in _IDLE_NOT or tokens[index - 1].key in {"if", "or"}
        return _cue(tokens, index, certain=not idle)
    if word.key == "no" and after.kind == "word" and after.key not in _NO_NOUN:
        return _cue(tokens, index, certain=True)
    if _may_deny(word.key) or (word.key == "out" and after.key == "of"):
        return _cue(tokens, index, certain=False)
    return _cue(tokens, index, certain=False, restricted=True) if word.key in _RESTRICTIONS_EN else None


def _is_contracted(tokens: Tokens, index: int) -> bool:
    """Tell whether a word is as in "didn't": the words "didn" and "t" with an apostrophe between."""
    return tokens[index].key.endswith("n") and tokens[index + 1].text in {"'", "’"} and tokens[index + 2].key == "t"


def _may_deny(key: str) -> bool:
    prefixed = key.startswith(_UN) and not key.startswith(_NO_UN) and key not in _UNCLES
    return key in _DENIAL_SIGNS_EN or prefixed or key.startswith(_DENIAL_STEMS_EN) or key.endswith(("less", "lessly"))


def _read_arabic_hedge(tokens: Tokens, index: int) -> Cue | None:
    key = tokens[index].key
    if _hedges(tokens, index):
        return _cue(tokens, index, certain=True)
    stemmed = key.startswith(_HEDGE_STEMS) or key[1:].startswith(_HEDGE_STEMS)
    sign = stemmed or has_host(key, _HEDGE_SIGNS, BEFORE_HEDGES)
    return _cue(tokens, index, certain=False) if sign else None


def _hedges(tokens: Tokens, index: int) -> bool:
    """Tell whether a word holds back what follows: «قد» before an imperfect verb, «ربما», «يعتقد أن», «غير مؤكد».

    «قد تصاعدت», «كان قد تطلق», «كان الوفد قد توقف» are perfect.
    """
    key, after = tokens[index].key, tokens[index + 1]
    if has_host(key, _MAY, (SO,)):
        had = not _HAD.isdisjoint(tokens.keys(index - _HAD_REACH, _HAD_REACH))
        perfect = after.key.startswith(("ت", "ن")) and (had or after.key.endswith(("ت", "وا")))
        perfect = perfect or tokens[index - 1].key in _HAD or after.key in _PERFECT
        return after.key.startswith(_IMPERFECT) and after.kind == "word" and not perfect
    if has_host(key, _PERHAPS, BEFORE_HEDGES) or (key in _OTHER and after.key.startswith(_UNCONFIRMED)):
        return True
    return has_host(key, _BELIEVED, BEFORE_HEDGES) and bool(_THAT.intersection(tokens.keys(index + 1, _THAT_REACH)))


def _read_english_hedge(tokens: Tokens, index: int) -> Cue | None:
    word = tokens[index]
    may = word.key == "may" and not word.capitalized and tokens[index + 1].key != "not"
    passive = word.key in _BELIEVED_EN and tokens[index - 1].key in _IS
    if word.key in _HEDGES_EN or may or passive:
        return _cue(tokens, index, certain=True)
    said_to = word.key == "said" and tokens[index + 1].key == "to"
    sign = said_to or word.key in _HEDGE_SIGNS_EN or word.key.startswith(_HEDGE_STEMS_EN)
    return _cue(tokens, index, certain=False) if sign else None
