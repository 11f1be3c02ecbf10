"""The names of one text that another does not have."""

from __future__ import annotations

from mujaz.facts.base import Facts
from mujaz.facts.names.base import Name
from mujaz.facts.names.letters import is_arabic
from mujaz.facts.names.matching import borne_out
from mujaz.facts.names.wording import wording_of


def unsupported_names(facts: Facts, source: Facts) -> tuple[Name, ...]:
    """The names of `facts` that no words of `source` spell, whether or not they were recognized as names there.

    What consists of ordinary words, and acronyms that are not known, are passed over: they are translated, not spelled.
    """
    if not facts.names or not source.words:
        return ()
    wording = wording_of(source.words)
    return tuple(name for name in facts.names if not borne_out(name.text, wording))


def omitted_names(source: Facts, facts: Facts) -> tuple[Name, ...]:
    """The names of an Arabic `source` that `facts`, its translation, leaves out.

    Arabic names are recognized with less certainty than English ones, so only people and known places count.
    """
    sure = tuple(name for name in source.names if name.kind in {"person", "place"} and is_arabic(name.text))
    missing = unsupported_names(Facts((), (), sure), facts)
    return tuple(name for name in missing if name.end - name.start > _SHORT)


_SHORT = 3
