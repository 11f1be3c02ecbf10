"""Steps: a person's name that the English lacks or mangles is put into the Arabic as the translator copies it.

First the name is given in Latin letters. When the translator does not copy them, another name stands in for it, one
that it writes the same way in any sentence, and is replaced in the English. Only names whose spelling the lists know
are put in, and only when the English has none of their spellings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mujaz.facts.base import Name
from mujaz.facts.names.people import find_people
from mujaz.facts.names.spellings import find_spelling, is_rendered_in, is_spelled_in, list_spellings
from mujaz.flags.catalogue import Place, make_flag
from mujaz.text.replacements import Edit, apply_edits
from mujaz.translate.answers import Answers, Request
from mujaz.translate.ladder import Climb
from mujaz.translate.latin import find_slips, put_right
from mujaz.translate.steps.base import LONGEST, Text, TranslationStep
from mujaz.translate.translation import Translation
from mujaz.types import Flag

_CARRIERS = (("بيل ريتشاردسون", "Bill Richardson"), ("جون كيري", "John Kerry"), ("توني بلير", "Tony Blair"))
"""Names that the translator writes the same way in any sentence."""


def find_lacking(arabic: str, english: str) -> list[Name]:
    """Find the people of an Arabic text whose name the English has in no spelling that could be one of it."""
    people = [name for name in find_people(arabic[:LONGEST]) if list_spellings(name.text)]
    return [
        name
        for name in people
        if not is_spelled_in(name.text, english) and not is_rendered_in(name.text, english[:LONGEST])
    ]


class LatinNames(TranslationStep[Translation]):
    """Gives the engine «قال Khaled el-Gendy» for «قال خالد الجندي»."""

    name = "latin-names"

    def applies_to(self, climb: Climb[Text[Translation], Translation]) -> bool:
        """Tell whether a segment has a name that the English lacks."""
        return any(find_lacking(segment.source, climb.candidate.text) for segment in climb.text.segments)

    def make_requests(self, climb: Climb[Text[Translation], Translation], answers: Answers) -> list[Request]:
        """Return the requests for all segments, those with a lacking name changed."""
        requests = [Request(segment, answers.options) for segment in climb.text.segments]
        return [self._put_in(request, find_lacking(request.source, climb.candidate.text)) for request in requests]

    def annotate(self, text: Text[Translation], candidate: Translation) -> Translation:
        """Return the candidate with a note on each name that it has by the lists, with the other spellings."""
        notes = (_make_note(name, candidate.text) for name in find_people(text.arabic[:LONGEST]))
        return replace(candidate, notes=(*candidate.notes, *filter(None, notes)))

    def _put_in(self, request: Request, names: Sequence[Name]) -> Request:
        edits = [Edit(name.start, name.end, list_spellings(name.text)[0]) for name in names]
        source = apply_edits(request.source, edits)
        return request.with_substitute(source, lambda english: put_right(english, find_slips(source, english)))


class CarriedNames(LatinNames):
    """Gives the engine «قال بيل ريتشاردسون» for «قال خالد الجندي», and replaces "Bill Richardson" in its English."""

    name = "carried-names"

    def _put_in(self, request: Request, names: Sequence[Name]) -> Request:
        carried = list(zip(names, _CARRIERS, strict=False))
        edits = [Edit(name.start, name.end, arabic) for name, (arabic, _) in carried]

        def restore(english: str) -> str | None:
            for name, (_, carrier) in carried:
                if english.count(carrier) != 1:
                    return None
                english = english.replace(carrier, list_spellings(name.text)[0])
            return english

        return request.with_substitute(apply_edits(request.source, edits), restore)


def _make_note(name: Name, english: str) -> Flag | None:
    spelled = find_spelling(name.text, english)
    if spelled is None:
        return None
    start, end, spelling = spelled
    others = ", ".join(f"“{other}”" for other in list_spellings(name.text) if other != spelling)
    places = Place("en", start, end), Place("ar", name.start, name.end)
    return make_flag("name-spelled", *places, text=spelling, other=name.text, others=others or "—")
