"""Placeholders of programs in a text («{0}», «%s», «{time}»): carried over as they are.

A translator copies figures and loses brackets, so a figure of its own stands for each placeholder while it translates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mujaz.flags.catalogue import make_flag
from mujaz.translate.translation import Translation
from mujaz.types import Flag

_PLACEHOLDER = re.compile(
    r"\$?\{{1,2}[A-Za-z0-9_.]{0,40}\}{1,2}"
    r"|%(?:\([A-Za-z0-9_]{1,40}\)|\d{1,2}\$)?[-+#0]{0,3}\d{0,3}(?:\.\d{1,3})?[sdifuxg@](?![A-Za-z])"
)
_FIRST, _STEP = 7131, 202


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with figures for its placeholders; `stands_for` has each figure with its placeholder, in order."""

    text: str
    stands_for: tuple[tuple[str, str], ...] = ()


def mask(text: str) -> Masked:
    """Return `text` with a figure that it does not have in the place of each placeholder."""
    stands_for: list[tuple[str, str]] = []
    number = _FIRST

    def figure(placeholder: re.Match[str]) -> str:
        nonlocal number
        while str(number) in text:
            number += 1
        stands_for.append((str(number), placeholder[0]))
        number += _STEP
        return stands_for[-1][0]

    masked = _PLACEHOLDER.sub(figure, text)
    return Masked(masked, tuple(stands_for))


def unmask(translation: Translation, stands_for: Sequence[tuple[str, str]]) -> Translation:
    """Return `translation` with the placeholders in the place of their figures, and a flag on each that is lost."""
    if not stands_for:
        return translation
    text, lost = translation.text, list[Flag]()
    for figure, placeholder in stands_for:
        written = re.compile(rf"(?<!\d){figure[0]},?{figure[1:]}(?!\d)")
        text, count = written.subn(placeholder.replace("\\", r"\\"), text)
        lost += [] if count else [make_flag("placeholder", "en", text=placeholder)]
    flags = tuple(flag.model_copy(update={"where": flag.part}) for flag in translation.flags)  # their places have moved
    return replace(translation, text=text, flags=(*flags, *lost))
