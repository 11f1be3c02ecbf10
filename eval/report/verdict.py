"""The evaluation in a sentence, in English and Arabic."""

from __future__ import annotations

from markupsafe import Markup

from mujaz.eval.report.flagged import FlagCounts
from mujaz.eval.report.text import shown
from mujaz.eval.results import Evaluation, Result

# Names and numbers are set apart, or else they would change places in a line from right to left.
_NUMBERS = Markup('<bdi dir="ltr">{metric} {ours:.1f} / {theirs:.1f}, {chance}, n = {items}</bdi>')
_ALONE = Markup('<bdi dir="ltr">{metric} {ours}, n = {items}</bdi>')
_NUMBER = Markup('<bdi dir="ltr">{}</bdi>')
_EQUAL = (
    Markup("No difference between <bdi>{system}</bdi> and <bdi>{other}</bdi> could be shown ({numbers})."),
    Markup("لم يظهر فرق ذو دلالة بين <bdi>{system}</bdi> و <bdi>{other}</bdi> ({numbers})."),
)
_BETTER = (
    Markup("<bdi>{system}</bdi> is better than <bdi>{other}</bdi> ({numbers})."),
    Markup("<bdi>{system}</bdi> أفضل من <bdi>{other}</bdi> ({numbers})."),
)
_WORSE = (
    Markup("<bdi>{system}</bdi> is worse than <bdi>{other}</bdi> ({numbers})."),
    Markup("<bdi>{system}</bdi> أسوأ من <bdi>{other}</bdi> ({numbers})."),
)
_STANDING = (
    Markup("<bdi>{system}</bdi> was compared with no other system ({numbers})."),
    Markup("لم يُقارَن <bdi>{system}</bdi> بنظام آخر ({numbers})."),
)

_FLAGS = (
    Markup(
        "<bdi>{system}</bdi>: bullets with something severe: {severe} of {bullets}, with no worse than a warning: "
        "{warned}; headlines with something severe: {severe_headlines} of {headlines}."
    ),
    Markup(
        "<bdi>{system}</bdi>: نقاط فيها ما هو خطير: {severe} من {bullets}، ونقاط فيها تحذير لا أكثر: {warned}؛ "
        "وعناوين فيها ما هو خطير: {severe_headlines} من {headlines}."
    ),
)


def flags_verdict(counts: FlagCounts) -> tuple[Markup, Markup]:
    """How many of a system's bullets and headlines are flagged: as HTML."""
    names = ("severe", "bullets", "warned", "severe_headlines", "headlines")
    numbers = {name: _NUMBER.format(getattr(counts, name)) for name in names}
    return _filled(_FLAGS, system=shown(counts.system), **numbers)


def verdict(evaluation: Evaluation, result: Result, metric: str) -> tuple[Markup, Markup]:
    """Whether a system beats the baseline by `metric`, or its score where there is none: as HTML."""
    score, comparison = result.scores[metric], result.comparisons.get(metric)
    if comparison is None:
        numbers = _ALONE.format(metric=metric, ours=score, items=score.items)
        return _filled(_STANDING, system=shown(result.system), numbers=numbers)
    against = next(one for one in evaluation.results if one.system == comparison.baseline).scores[metric]
    numbers = _NUMBERS.format(
        metric=metric, ours=score.value, theirs=against.value, chance=comparison.chance, items=score.items
    )
    is_better = (comparison.difference > 0) is evaluation.higher_is_better[metric]
    found = (_BETTER if is_better else _WORSE) if comparison.significant else _EQUAL
    return _filled(found, system=shown(result.system), other=shown(comparison.baseline), numbers=numbers)


def _filled(sentences: tuple[Markup, Markup], **parts: Markup) -> tuple[Markup, Markup]:
    english, arabic = sentences
    return english.format(**parts), arabic.format(**parts)
