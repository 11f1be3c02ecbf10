"""Groups flags for a reader: the worst first, and flags that say the same of several words as one finding."""

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
        message: In English; holds the words of all `flags` if each is about one.
        message_ar: In Arabic; empty if one of the flags has none.
        flags: In the order in which they came.
    """

    kind: str
    severity: Severity
    message: str
    message_ar: str
    flags: tuple[Flag, ...]


def group_flags(flags: Iterable[Flag]) -> list[Finding]:
    """Return `flags` as findings, the worst first, else in their order.

    Messages that differ in what they quote, and quote one thing, become one: «The English leaves out the name …» is
    said once, of all names. A message that sets one thing against another («21» where the article has «12») stays
    alone.
    """
    groups: dict[tuple[Severity, str, str], list[Flag]] = {}
    for flag in flags:
        groups.setdefault((flag.severity, flag.kind, _pattern(flag.message)), []).append(flag)
    findings = [
        Finding(
            kind=kind,
            severity=severity,
            message=_join([flag.message for flag in group], " and "),
            message_ar=_join(_arabic_messages(group), " و"),
            flags=tuple(group),
        )
        for (severity, kind, _), group in groups.items()
    ]
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


def _pattern(message: str) -> str:
    """Return what a message shares with those that are said as one with it."""
    return _QUOTED.sub(_HOLE, message) if len(_QUOTED.findall(message)) == 1 else message


def _arabic_messages(group: list[Flag]) -> list[str]:
    messages = [flag.message_ar for flag in group]
    return messages if all(messages) else [""]


def _join(messages: list[str], between: str) -> str:
    # A word between them, not a comma: in an English line Arabic names with a comma between would change places.
    quoted = dict.fromkeys(quote[0] for message in messages if (quote := _QUOTED.search(message)))
    return _QUOTED.sub(lambda _: between.join(quoted), messages[0], count=1) if len(quoted) > 1 else messages[0]
