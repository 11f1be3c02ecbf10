"""Latin words of the Arabic put in the place of their misspellings, with a flag for each that says so."""

from __future__ import annotations

from dataclasses import replace

from mujaz.flags.catalogue import Place, make_flag
from mujaz.translate.copying.latin import Slip, find_slips, respelled
from mujaz.translate.translation import Translation
from mujaz.types import Flag


def respell(arabic: str, translation: Translation) -> Translation:
    """`translation` of `arabic` with the names that the Arabic has in Latin letters spelled as there."""
    slips = find_slips(arabic, translation.text)
    if not slips:
        return translation
    flags, by = list(translation.flags), 0
    for slip in slips:
        flags.append(_told(slip, slip.there.start + by))
        by += len(slip.wanted.text) - len(slip.there.text)
    return replace(translation, text=respelled(translation.text, slips), flags=tuple(flags))


def _told(slip: Slip, start: int) -> Flag:
    place = Place("en", start, start + len(slip.wanted.text))
    source = Place("ar", slip.wanted.start, slip.wanted.end)
    return make_flag("respelled", place, source, old=slip.there.text, text=slip.wanted.text)
