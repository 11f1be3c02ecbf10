"""The conjunction «و», which Arabic writes on to the next word."""

from __future__ import annotations

import re

from mujaz.text.clean import fold
from mujaz.text.proclitics import AND, ARTICLE
from mujaz.text.verbs import VERBS
from mujaz.text.words import words

# Short words before which «و» is always the conjunction. Not «إن» and «لو»: «وإن», «ولو» also mean "even if". Not «قد»:
# «وقد أعلن» is better style than «قد أعلن».
_PARTICLES = frozenset(
    words(
        """
        في من على إلى عن مع بعد قبل منذ خلال حسب بحسب وفق وفقا طبقا رغم بين حول أمام عند عندما لم لن لا ليس ليست
        لكن سوف هذا هذه هو هي هم هناك هنا كما كذلك ذلك تلك أما ما هل إذا بينما فيما حين حتى نحو أكثر أقل كل بعض
        حينها حينما عندها وقتها بعدها بعدما أثناء قبيل عقب إثر تحت بموجب بالنسبة بالرغم بالإضافة بخصوص بشأن بفضل
        بحلول بمجرد بسبب نظرا لذلك لذا لهذا بذلك بهذا بهذه لكنه لكنها ربما لعل
        """
    )
)
# Words whose «و» belongs to them although what follows looks like the article or a prefix of a verb.
_RADICAL_WORDS = frozenset(
    words(
        """
        والد والده والدها والدهم والدي والدة والدته والدتها والدتي والدا والدان والدين والديه والديها والي والت والتر
        والاس والش واللا
        وتيرة وتيرته وتيرتها وسيلة وسيلته وسيلتها وسيط وسيطا وسيطة وسيم وسيما
        ويليام ويليامز ويليامسون ويلسون ويلز ويلفريد ويلكينز ويلكنسون ويليان ويلينغتون ويلنغتون ويلمنغتون ويكيبيديا
        ويكيليكس ويندوز ويندسور وينستون وينفري وينغر وينتر ويمبلدون ويمبلي ويتني ويتيكر ويسكونسن ويسكونسين ويسلي
        ويستمنستر ويستبروك ويغينز ويغان ويبستر ويدودو ويفر
        """
    )
)
# Nouns that only their spelling tells from a verb or particle with the conjunction: «وأدى» "and led", «وإلى» "and to".
_NOUNS = frozenset({"وادي", "وادى", "واديا", "واديان", "والي", "ويلات"})
_RADICAL_STEM = re.compile(
    r"و(?:زير|زار|زرا|كال|كيل|اشنطن|فد|قت|ضع|ثيق|ثائق|طن|احد|فاة|فيات|جه|لاي|لي|لد|صول|سط|سائل|سيل|حد|رش|رق|رث|عد|عي|قف|قوع|قود)"
)
# Few words have a «و» of their own before these: the article, the prefixes of the present and future tense, a hamza.
_AFTER_AND = (AND + ARTICLE, "وي", "وت", "وسي", "وست", "وأ")
# The same of the past tense by its shape: derived verbs («وانتقد», «واستمر»), and the feminine («ولاقت», «وسلطت») if
# «و» cannot be the first of three root letters («وصلت», «وافقت»).
_PAST = re.compile(r"وا(?:ست|نت|[^اوي]ت|ت[^اس])\w{2,}|و[^\Wا]\w*[^\Wا]ت")
_SHORTEST = 5
_SHORTEST_LIKELY = 4


def without_and(word: str) -> str:
    """Return a word without the conjunction if it surely has one: «وقالت», «والوزير», «وينشئ», but not «وزير», «والد».

    The word may be folded; then a few are missed that the hamza would tell («وأحمد»).
    """
    if not word.startswith(AND) or word in _NOUNS:
        return word
    bare, folded = word[1:], fold(word)
    if folded[1:] in VERBS or folded[1:] in _PARTICLES:
        return bare
    looks_so = word.startswith(_AFTER_AND) or _PAST.fullmatch(folded)
    return bare if looks_so and len(folded) >= _SHORTEST and folded not in _RADICAL_WORDS else word


def may_have_and(word: str) -> bool:
    """Tell whether a folded word more likely has the conjunction than not: `without_and` knows it, or most nouns do."""
    return word.startswith(AND) and len(word) >= _SHORTEST_LIKELY and not _RADICAL_STEM.match(word)
