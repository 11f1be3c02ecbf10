"""Finds what negates in Arabic and English: certain negations, and words that may carry one in translation.

A negation of one language is often a word of the other: «لم ينجح» is "failed", "without" is «دون», "unable" is
«غير قادر». So two kinds are told apart: certain negations are those a faithful rendering shows in some way, and signs
are all the words by which it may do so.
"""

from __future__ import annotations

from itertools import takewhile

from mujaz.facts.base import Language
from mujaz.facts.meaning.cues import Cue, bare, cue_at, cues_of, folded_words
from mujaz.facts.names.shapes import nameness
from mujaz.facts.tokens import Tokens, word_set

_AND = ("و", "ف")
_JOINED = ("و", "ف", "ب", "ل", "ال", "وال", "بال", "وب", "ول", "فب", "لل", "أ", "ا", "ك", "من")
_PAST, _NOT = folded_words("لم لن"), folded_words("لا")
_IS_NOT = folded_words("ليس ليست ليسا ليستا ليسوا لست لسنا لسن")
_PRESENT = tuple("يتنا")
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
_SIGNS = folded_words(
    "غير دون بدون بلا عدم كلا أبدا إطلاقا مطلقا سوى إلا ألا لئلا كيلا نادرا قلما بالكاد انعدام غياب لولا عديم عديمة "
    "خال خالية خالي خلو عكس خلاف مستحيل مستحيلة استحالة محظور ممنوع ممنوعة فحسب بل لم لن لما نفي مجهول مجهولة مجهولين "
    "باستثناء ماعدا عدا اللا اللاعودة"
)
_SIGN_STEMS = tuple(
    folded_words(
        "رفض يرفض ترفض رافض فشل يفشل تفشل فاشل نفى نفت ينفي تنفي أنكر ينكر تنكر إنكار يمنع تمنع حظر يحظر تحظر عجز "
        "يعجز تعجز تعذر يتعذر افتقر يفتقر تفتقر افتقار استحال يستحيل تجنب يتجنب تتجنب استبعد يستبعد تستبعد مستبعد "
        "حرمان امتنع يمتنع تمتنع امتناع أخفق يخفق إخفاق حذر"
    )
)
_FIRM = folded_words("عدم غير")
_FIRM_JOINED = ("و", "ف", "ب", "ل")  # «أعدم» is "executed", «الغير» "others"
# «غير مؤكد» holds back, «غير شقيق» is a half-brother, «غير ذلك» "otherwise".
_NOT_FIRM = tuple(folded_words("مؤكد شقيق الشقيق أشقاء الأشقاء ذلك"))
# «غير اتجاهه» is "changed its course", «غير أهله» "other than its people".
_OTHER, _OWNERS, _ARTICLE = folded_words("غير"), ("ه", "ها", "هم", "نا"), "ال"
# «غير أن» is "but", «غيرها» "others", «إلا أن» "however".
_THAT = folded_words("أن أنه أنها أنهم أننا أني")

_NOT_EN = word_set("not cannot never nobody neither nor noone")
# A capital "Nor" before any other word is how a name is spelled: «نور».
_AFTER_NOR = word_set("did do does is are was were has have had will would can could should may might must need")
_IDLE_NOT = word_set("only just least merely simply far less fewer more guilty")
_NO_NOUN = word_set("doubt matter less fewer more wonder sooner need")
_SIGNS_EN = word_set(
    "no none nothing nowhere without hardly barely scarcely seldom rarely unable false wrong few little less "
    "rather lack lacks lacked lacking absence absent unlike contrary stop stopped short free extraordinary "
    "reportedly"
)
_SIGN_STEMS_EN = tuple(
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
# What «لم … إلا», «لم … حتى» may become: "only", "not until".
_TURNS_EN = word_set(
    "only until before after just first yet except but than merely solely late later last even alone rather instead "
    "still nothing previously"
)
# As in "unable"; not "under", "united", "unique".
_UN, _UNCLES = "un", word_set("uncle uncles unanimous unanimously")
_NO_UN = ("under", "unit", "uniq", "univ", "unio", "unif", "unic", "unis", "unil", "unless", "unto", "until")


def find_negations(tokens: Tokens, language: Language) -> list[Cue]:
    """What negates in a text, and what may, in order."""
    return cues_of(tokens, _arabic if language == "ar" else _english)


def _arabic(tokens: Tokens, at: int) -> Cue | None:
    word = tokens[at]
    if _negates(tokens, at):
        return cue_at(tokens, at, at, certain=True, restricted=_excepts(tokens, at))
    if bare(word.key, _NOT, _AND) and tokens[at + 1].key in _LITERAL:
        return cue_at(tokens, at, at, certain=False)
    if tokens[at + 1].key in _THAT:
        return None
    sign = bare(word.key, _SIGNS, _JOINED) or word.key.startswith(("لاي", "لات")) or _has_sign_stem(word.key)
    after = tokens[at + 1]
    owned = after.text.endswith(_OWNERS) and not after.text.startswith(_ARTICLE)
    firm = bare(word.key, _FIRM, _FIRM_JOINED) and not after.key.startswith(_NOT_FIRM)
    firm = firm and not (owned and bare(word.key, _OTHER, _FIRM_JOINED))
    return cue_at(tokens, at, at, certain=firm) if sign else None


def _negates(tokens: Tokens, at: int) -> bool:
    """«لم», «لن», «ليس», and «لا» before a verb or in «لا يوجد», «لا أحد»; not «لا يزال» and its like."""
    key, after = tokens[at].key, tokens[at + 1]
    if after.kind != "word" or after.key in _NO_NEGATION:
        return False
    if bare(key, _IS_NOT, _AND):
        return True
    if not after.key.startswith(_PRESENT):
        named = after.key.startswith("ال") or tokens[at - 1].key in {"ام", "او"}
        return bare(key, _NOT, _AND) and not named and nameness(after.key) < _FOREIGN
    return bare(key, _PAST | _NOT, _AND)


def _excepts(tokens: Tokens, at: int) -> bool:
    """«لم … سوى», «لا … إلا», «ليس … فحسب», «لم … بعد»: what English says with "only" or another turn.

    «فقط» and its like only before a comma: in «لا يملك أدوات، لديه فقط دفتر» they belong to what follows.
    """
    following = tokens.keys(at + 1, _REACH)
    clause = takewhile(lambda key: key not in _CLAUSE_ENDS, following)
    return any(bare(key, _ONLY, _AND) for key in following) or any(bare(key, _ONLY_IN_CLAUSE, _AND) for key in clause)


def _has_sign_stem(key: str) -> bool:
    starts = (key, *(key[len(one) :] for one in _JOINED if key.startswith(one)))
    return any(start.startswith(_SIGN_STEMS) for start in starts)


def _english(tokens: Tokens, at: int) -> Cue | None:
    word, after = tokens[at], tokens[at + 1]
    if _is_contracted(tokens, at):
        return cue_at(tokens, at, at + 2, certain=tokens[at + 3].key not in _IDLE_NOT)
    if word.text == "Nor" and after.key not in _AFTER_NOR:
        return None
    if word.key in _NOT_EN or (word.key == "no" and after.key in {"one", "evidence"}):
        return cue_at(tokens, at, at, certain=after.key not in _IDLE_NOT and tokens[at - 1].key not in {"if", "or"})
    if word.key == "no" and after.kind == "word" and after.key not in _NO_NOUN:
        return cue_at(tokens, at, at, certain=True)
    may = _may_negate(word.key) or (word.key == "out" and after.key == "of")
    turns = word.key in _TURNS_EN
    return cue_at(tokens, at, at, certain=False, restricted=not may) if may or turns else None


def _is_contracted(tokens: Tokens, at: int) -> bool:
    """As in "didn't": the words "didn" and "t" with an apostrophe between."""
    return tokens[at].key.endswith("n") and tokens[at + 1].text in {"'", "’"} and tokens[at + 2].key == "t"


def _may_negate(key: str) -> bool:
    prefixed = key.startswith(_UN) and not key.startswith(_NO_UN) and key not in _UNCLES
    return key in _SIGNS_EN or prefixed or key.startswith(_SIGN_STEMS_EN) or key.endswith(("less", "lessly"))
