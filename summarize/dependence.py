"""Whether a sentence needs the one before it to be understood.

A judgement for ranking: if it errs a good sentence comes a little later, so that likelihoods are enough.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from mujaz.text.proclitics import SO, without_and
from mujaz.text.verbs import SAYING_VERBS, VERBS
from mujaz.text.words import folded_words, stopwords, words

_POINTERS = folded_words("""
    هو هي هم هذا هذه هؤلاء ذلك تلك هنا هناك أنا نحن إنه إنها كذلك لذلك لذا لهذا بذلك بهذا بهذه بالتالي هكذا ثم أما
    فقد ففي فيما حيث إذ لأن لأنه لأنها بل لكن لكنه لكنها أيضا بدوره بدورها حينها عندها وقتها آنذاك الجواب إلخ
""")
"""Words that point back when a sentence opens with them."""

_DEMONSTRATIVES = folded_words("هذا هذه هؤلاء ذلك تلك")
_TIMES = folded_words("العام السنة الشهر الأسبوع اليوم الصيف الشتاء الموسم")
"""«هذا العام» points at the date of the paper, not at a sentence."""

_COMPLEMENTS = folded_words("أن إن أنه إنه أنها إنها أنهم إنهم أننا إننا بأن بأنه بأنها")
# A verb of saying that runs straight into what was said, or place and manner, has its speaker in the sentence before.
_SPOKEN = {*_COMPLEMENTS, ":", ""} | folded_words(
    "إلى على عن في من خلال عبر أمام وفق وفقا حسب بحسب ردا تعليقا قائلا قائلة أيضا كذلك"
)
_AMOUNTS = folded_words("مليون مليونا ملايين مليار مليارا مليارات دولار دولارا يورو دينار دينارا ريال درهم")
_QUESTION_WORDS = folded_words("هل ماذا لماذا متى كيف أين من ما كم أي أية أليس ألا ألم بماذا لمن إلام علام عما ترى")
LONGEST_QUESTION = 15
_PAIRS = (("«", "»"), ("(", ")"), ("[", "]"))
# Participles that go on with the sentence before: «مضيفا أن», «لافتة إلى».
_PARTICIPLE = re.compile(r"(?:م[^\W\d_]{3,5}|لافت|قائل)[اه]")
# «ف» that gives the reason for what was said: «فالمدينة بلا ماء».
_FOR = re.compile(r"فال(?!نسيا|نتي|يري|ديس|ديز|فيرد|كاو)[^\W\d_]{3,}")
# A possessive ending on a word without the article: «تصريحاته», «زوجته», «حكومتها», «أحدهم».
_OWNED = re.compile(r"(?!ال)[^\W\d_]{2,}(?:ته|[^\Wه]ها|هما)|(?:احدا?|بعض|معظم|جميع|اغلب)هم")
_EDGES = "«»\"“”'()[]،,؛;:.…-–—"


def asks(text: str) -> bool:
    """Return whether `text` ends as a question."""
    return text.rstrip(_EDGES).endswith(("؟", "?"))


def only_asks(text: str) -> bool:
    """Return whether `text` is a question and nothing else: it opens as one, or is too short to state anything before.

    «لم يبق إلا سؤال واحد أمام الوزراء جميعا بعد أشهر من المفاوضات: هل يصمد الاتفاق؟» states something.
    """
    if not asks(text):
        return False
    first = "".join(words(without_and(text.split(maxsplit=1)[0].strip(_EDGES)))[:1])
    return first.removeprefix(SO) in _QUESTION_WORDS or len(text.split()) <= LONGEST_QUESTION


def leans_on_context(text: str) -> bool:
    """Tell whether `text` points back, hides who speaks or acts, is torn out of a quotation, or asks a question."""
    is_torn = text.count('"') % 2 == 1 or any(text.count(opening) != text.count(closing) for opening, closing in _PAIRS)
    if is_torn or asks(text):
        return True
    first, second, third = [*text.split(maxsplit=3)[:3], "", "", ""][:3]
    plain = without_and(first.strip(_EDGES))
    opening = _Opening(*("".join(words(word)) for word in (plain, second, third)))
    if first.endswith((":", "،", ",")) or second.startswith(":"):
        opening = replace(opening, second=":")
    return opening.points_back() or opening.goes_on() or opening.hides_its_subject()


@dataclass(frozen=True, slots=True)
class _Opening:
    """The first three words, folded; the second is «:» if the first is cut off from it."""

    first: str
    second: str
    third: str

    def points_back(self) -> bool:
        """Tell whether it opens as «هذا القرار», «لذلك», «في تلك الليلة», «يأتي ذلك» do, but not as «في هذا العام»."""
        if self.first in _POINTERS:
            return True
        is_open = self.first in stopwords or self.first in VERBS
        return is_open and self.second in _DEMONSTRATIVES and self.third not in _TIMES

    def goes_on(self) -> bool:
        """Tell whether it opens as «مضيفا أن», «فالمدينة بلا ماء» do."""
        participle = _PARTICIPLE.fullmatch(self.first) and self.second in _COMPLEMENTS | {"الي"}
        return bool(participle or _FOR.fullmatch(self.first))

    def hides_its_subject(self) -> bool:
        """Tell whether it opens as «أضاف أن», «أشار إلى», «أصروا», «قالت زوجته», «يخصص 240 مليون», «تنص على» do."""
        if self.first.endswith("وا") and self.first[:-2] in VERBS:
            return True
        if self.first in SAYING_VERBS and self.second in _SPOKEN:
            return True
        if self.first not in VERBS:
            return False
        if _OWNED.fullmatch(self.second) or (self.first[0] in "يت" and self.second in {"علي", "الي"}):
            return True
        return self.second[:1].isdigit() and self.third in _AMOUNTS
