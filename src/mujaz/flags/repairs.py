"""Describes the repairs of a text in words that an editor understands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mujaz.types import Repair

_STEPS: dict[str, tuple[str, str]] = {
    "clauses": ("translated again, clause by clause", "أُعيدت ترجمته عبارة عبارة"),
    "hypotheses": ("another of the model's versions was taken", "أُخذت صيغة أخرى مما اقترحه النموذج"),
    "corrected": ("a number or a name was corrected after the Arabic", "صُحح عدد أو اسم وفقا للنص العربي"),
    "options": ("summarized again with other options", "أُعيد التلخيص بخيارات أخرى"),
    "source-sentence": ("replaced by a sentence of the article", "حلت محله جملة من المقال"),
}
"""The steps of docs/checks.md."""

_TEXTS = {
    "ar": ("Arabic", "النص العربي"),
    "en": ("English", "النص الإنجليزي"),
    "title_en": ("English headline", "العنوان الإنجليزي"),
}


@dataclass(frozen=True, slots=True)
class RepairedText:
    """The repairs of one text, in both languages: ``English: translated again, clause by clause``."""

    en: str
    ar: str


def describe_repairs(repairs: Iterable[Repair]) -> list[RepairedText]:
    """Describe each text that repairs changed; attempts that were not taken are left out."""
    steps: dict[str, list[str]] = {}
    for repair in repairs:
        if repair.taken:
            steps.setdefault(repair.where, []).append(repair.step)
    return [
        RepairedText(_describe(where, done, 0, "; "), _describe(where, done, 1, "؛ ")) for where, done in steps.items()
    ]


def _describe(where: str, steps: list[str], language: int, border: str) -> str:
    name = _TEXTS.get(where, (where, where))[language]
    return f"{name}: {border.join(_STEPS.get(step, (step, step))[language] for step in steps)}"
