"""Placeholders of programs in a text («{0}», «%s», «{time}»): carried over as they are.

A translator copies figures and loses brackets, so a figure of its own replaces each placeholder meanwhile.
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
    """A text with figures for its placeholders; `figures` has each figure with its placeholder, in order."""

    text: str
    figures: tuple[tuple[str, str], ...] = ()


def mask(text: str) -> Masked:
    """Return `text` with a figure that it does not have in the place of each placeholder."""
    figures: list[tuple[str, str]] = []
    number = _FIRST

    def figure(placeholder: re.Match[str]) -> str:
        nonlocal number
        while str(number) in text:
            number += 1
        figures.append((str(number), placeholder[0]))
        number += _STEP
        return figures[-1][0]

    masked = _PLACEHOLDER.sub(figure, text)
    return Masked(masked, tuple(figures))


def unmask(translation: Translation, figures: Sequence[tuple[str, str]]) -> Translation:
    """Return `translation` with the placeholders in the place of their figures, and a flag on each that is lost."""
    if not figures:
        return translation
    text, lost = translation.text, list[Flag]()
    for figure, placeholder in figures:
        written = re.compile(rf"(?<!\d){figure[0]},?{figure[1:]}(?!\d)")
        text, count = written.subn(placeholder.replace("\\", r"\\"), text)
        lost += [] if count else [make_flag("placeholder", "en", text=placeholder)]
    flags = tuple(flag.model_copy(update={"where": flag.part}) for flag in translation.flags)  # their places have moved
    return replace(translation, text=text, flags=(*flags, *lost))
