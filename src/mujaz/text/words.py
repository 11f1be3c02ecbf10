"""Words of Arabic text for counting and comparing: tokens, stems, stop words."""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer

from mujaz.text.clean import fold

MIN_STEMMED = 4
"""Shorter words are left as they are, as XL-Sum's ROUGE does."""

# A number keeps its decimal and thousands separators; what else is between two words parts them.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_STEMMER = snowballstemmer.stemmer("arabic")


def words(text: str) -> list[str]:
    """The words and numbers of `text` in order: letters folded, lower case, without punctuation."""
    return _WORD.findall(fold(text).lower())


@lru_cache(maxsize=2**17)
def stem(word: str) -> str:
    """The Snowball stem (Arabic light stemming) of a word of `MIN_STEMMED` characters or more; else the word."""
    return str(_STEMMER.stemWord(word)) if len(word) >= MIN_STEMMED else word


stopwords: frozenset[str] = frozenset(
    words(
        """
        في من على إلى عن مع بين عند لدى لدي منذ خلال حول بعد قبل تحت فوق أمام خلف ضد دون حتى نحو عبر ضمن وسط أثناء بدون وفق
        وفقا بحسب حسب بسبب نتيجة رغم برغم بشأن إزاء لأجل ب ل ك و ف س به بها بهم بهما له لها لهم لهما لي لنا لك منه منها منهم
        منهما فيه فيها فيهم عليه عليها عليهم إليه إليها إليهم عنه عنها عنهم معه معها معهم لديه لديها لديهم بينها بينهم بينهما
        هو هي هم هما هن أنا نحن أنت أنتم إياه هذا هذه هذان هذين هاتين هؤلاء ذلك تلك ذاك أولئك هنا هناك هنالك ذا
        الذي التي اللذان اللذين اللتان اللتين الذين اللاتي اللواتي ما من ماذا لماذا متى أين كيف كم هل أي أية أيا
        أن إن أنه أنها أنهم أننا إنه إنها إنهم إننا إني أني أنهما لأن لأنه لأنها لأنهم بأن بأنه بأنها كأن فإن فإنه فإنها بما مما
        عما فيما كما إنما أما إما لما لما إذ إذا إذن لو لولا لكن لكنه لكنها ولكن بل ثم أو أم كي لكي حيث حين حينما عندما بينما
        كلما مهما ريثما قد لقد سوف لا لم لن ليس ليست ليسوا غير سوى إلا ألا نعم كلا
        كان كانت كانوا يكون تكون يكونوا كنت كنا أصبح أصبحت صار ظل ظلت ما زال لا يزال تزال بات باتت
        كل كلا كلها كله كلهم جميع جميعا بعض بعضها بعضهم أحد إحدى معظم كثير كثيرا قليل عدة عدد أكثر أقل مثل نفس نفسه نفسها ذات
        ذاته ذاتها أيضا كذلك هكذا فقط جدا حيثما عموما خاصة خصوصا أيضا ربما تقريبا حاليا الآن اليوم أمس غدا بشكل بصورة
        وهو وهي وهم وهذا وهذه وذلك وتلك والذي والتي والذين ومن وفي وعلى وإلى وعن ومع وبين وعند وما ولا ولم ولن وقد وكان وكانت
        وأن وإن وأنه وأنها وإنه وإنها ولأن ولكنه ولكنها وكما وكذلك وحيث وبعد وقبل وإذا وليس وليست فقد فهو فهي فلا فلم فيما ومنها
        ومنهم وفيها وبها وله ولها ولهم ثمة عليها تم يتم قال قالت وقال وقالت أضاف أضافت وأضاف وأضافت
        """
    )
)
"""Words that say nothing of what a text is about, folded as `words` folds; few on purpose."""
