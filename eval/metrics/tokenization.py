"""Words of Arabic as ROUGE counts them.

The steps are those of XL-Sum's multilingual ROUGE (Hasan et al., 2021): lowercase; drop control characters; drop
punctuation, which also separates; set digits, letters and every other symbol apart; stem tokens of more than three
characters with Snowball's Arabic stemmer. Folding of letters and removal of diacritics are ours and off by default, so
that the default is comparable with published figures.

`mujaz.text` folds and stems too, for summarizing. A metric must not move when the summarizer does, so nothing here
depends on it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version

from snowballstemmer import stemmer

from mujaz.errors import InputError

LONGEST_UNSTEMMED = 3
"""Tokens up to this many characters are not stemmed."""

_DIGITS = {ord(digit): str(value) for zero in "٠۰" for value, digit in enumerate(chr(ord(zero) + n) for n in range(10))}
_DIACRITICS = (*range(0x0610, 0x061B), 0x0640, *range(0x064B, 0x0660), 0x0670)
_FOLDS: dict[str, dict[int, str | None]] = {
    "alef": dict.fromkeys(map(ord, "أإآٱ"), "ا"),
    "ya": dict.fromkeys(map(ord, "ىی"), "ي"),
    "ta": {ord("ة"): "ه"},
    "diacritics": dict.fromkeys(_DIACRITICS),
    "digits": dict(_DIGITS),
}
FOLDS = tuple(_FOLDS)
"""Names of the foldings: ``alef`` (أ إ آ ٱ become ا), ``ya`` (ى and Persian ی become ي), ``ta`` (ة becomes ه),
``diacritics`` (they and the tatweel are removed), ``digits`` (Arabic-Indic and Persian ones become ASCII)."""

_TOKEN = re.compile(r"\d+|[^\s\d]+")


class _Spacing(dict[int, str | None]):
    """For `str.translate`: what becomes of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str | None:
        self[code] = self._spaced(chr(code))
        return self[code]

    @staticmethod
    def _spaced(char: str) -> str | None:
        category = unicodedata.category(char)
        if char in "\t\n\r":
            return " "
        if category[0] == "C" or char == "\N{REPLACEMENT CHARACTER}":
            return None
        if category[0] in "ZP" or (char.isascii() and not char.isalnum()):
            return " "
        return char if category[0] in "LMN" else f" {char} "


_SPACING = _Spacing()


@dataclass(frozen=True, slots=True)
class ArabicTokenizer:
    """Arabic text to the tokens that ROUGE compares.

    Attributes:
        stem: Whether tokens of more than three characters are stemmed. Snowball's stemmer also removes diacritics,
            unifies hamza forms and turns Arabic-Indic digits into ASCII, in the tokens that it sees.
        fold: Names out of `FOLDS`, applied before stemming.

    Raises:
        InputError: `fold` holds an unknown name.
    """

    stem: bool = True
    fold: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if unknown := sorted(self.fold - set(FOLDS)):
            raise InputError(f"unknown folding {', '.join(unknown)}; there are {', '.join(FOLDS)}")

    def __call__(self, text: str) -> tuple[str, ...]:
        """The tokens of `text`."""
        for name in self.fold:
            text = text.translate(_FOLDS[name])
        tokens = _TOKEN.findall(text.lower().translate(_SPACING))
        return tuple(map(_stem, tokens) if self.stem else tokens)

    @property
    def signature(self) -> tuple[tuple[str, str], ...]:
        """Return the settings, as the parts of a metric's signature."""
        folds = "+".join(name for name in FOLDS if name in self.fold)
        stemmer_name = f"snowball-{version('snowballstemmer')}" if self.stem else "no"
        return ("stem", stemmer_name), ("norm", folds or "none")


@lru_cache(maxsize=1 << 17)
def _stem(token: str) -> str:
    if len(token) <= LONGEST_UNSTEMMED:
        return token
    # A stemmer keeps its state in itself; a new one costs nothing beside the stemming and is safe in threads.
    return str(stemmer("arabic").stemWord(token))
