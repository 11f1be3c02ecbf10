"""Flags as a reader meets them: the worst first, those that say the same of several words said once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mujaz.types import Flag, Severity

SEVERITIES: tuple[Severity, ...] = ("severe", "warning", "info")
"""Worst first."""

_QUOTED = re.compile("«[^»]*»|“[^”]*”")
_HOLE = "\0"


@dataclass(frozen=True, slots=True)
class Finding:
    """Flags of one kind and severity that say the same, of the same or of other words.

    Attributes:
        message: In English; holds the words of all `flags` where each is about one.
        message_ar: In Arabic; empty where one of the flags has none.
        flags: In the order in which they came.
    """

    kind: str
    severity: Severity
    message: str
    message_ar: str
    flags: tuple[Flag, ...]


def findings(flags: Iterable[Flag]) -> list[Finding]:
    """`flags` gathered, the worst first, else in their order.

    Messages that differ in what they quote, and quote one thing, become one: «The English leaves out the name …» is
    said once, of all names. A message that sets one thing against another («21» where the article has «12») stays
    alone.
    """
    groups: dict[tuple[Severity, str, str], list[Flag]] = {}
    for flag in flags:
        groups.setdefault((flag.severity, flag.kind, _pattern(flag.message)), []).append(flag)
    found = [
        Finding(
            kind=kind,
            severity=severity,
            message=_joined([flag.message for flag in group], " and "),
            message_ar=_joined(_arabic(group), " و"),
            flags=tuple(group),
        )
        for (severity, kind, _), group in groups.items()
    ]
    return sorted(found, key=lambda one: SEVERITIES.index(one.severity))


def _pattern(message: str) -> str:
    """What messages share that are said as one."""
    return _QUOTED.sub(_HOLE, message) if len(_QUOTED.findall(message)) == 1 else message


def _arabic(group: list[Flag]) -> list[str]:
    messages = [flag.message_ar for flag in group]
    return messages if all(messages) else [""]


def _joined(messages: list[str], between: str) -> str:
    # A word between them, not a comma: in an English line Arabic names with a comma between would change places.
    quoted = dict.fromkeys(found[0] for message in messages if (found := _QUOTED.search(message)))
    return _QUOTED.sub(lambda _: between.join(quoted), messages[0], count=1) if len(quoted) > 1 else messages[0]
