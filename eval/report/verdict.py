"""The evaluation in a sentence, in English and Arabic."""

from __future__ import annotations

from markupsafe import Markup, escape

from mujaz.eval.report.flagged import FlagCounts
from mujaz.eval.report.marking import shown
from mujaz.eval.results import Evaluation, Result
from mujaz.wording import count_noun

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

_CHECKED = (
    Markup("{bullets_en}, {severe_en} not to be used unseen, {warned_en} with a warning"),
    Markup("عدد النقاط {bullets}، منها {severe} لا تُستعمل دون مراجعة، و{warned} عليها تحذير"),
)
_HEADLINES = (
    Markup("; {headlines_en}, {severe_headlines_en} not to be used unseen"),
    Markup("؛ وعدد العناوين {headlines}، منها {severe_headlines} لا تُستعمل دون مراجعة"),
)
_UNCHECKED = (
    Markup("Summaries of {articles_en}, none of them checked"),
    Markup("ملخصات لم يُفحص منها شيء، عدد مقالاتها {articles}"),
)
_LEFT_OUT = (Markup("; {left_out_en} without a brief"), Markup("؛ ومقالات بلا موجز عددها {left_out}"))
_CLOSING = (Markup("; no flag does not mean right."), Markup("؛ وغياب التنبيه لا يعني صحة النص."))
_NOUNS = {"bullets": "bullet", "headlines": "headline", "articles": "article", "left_out": "article"}
_END = (Markup("."), Markup("."))
_NAMED = (Markup("<bdi>{system}</bdi>: "), Markup("<bdi>{system}</bdi>: "))


def first_line(counts: FlagCounts | None, articles: int, left_out: int) -> tuple[Markup, Markup]:
    """Return what an editor must know before anything else, in both languages: as HTML.

    Args:
        counts: Of the main system; None when it wrote plain summaries, which nothing checks.
        articles: How many articles the report is about.
        left_out: How many articles have nothing that could be shown.
    """
    sentences = [_UNCHECKED] if counts is None else _of_checked(counts)
    sentences += [_LEFT_OUT] if left_out else []
    return _filled(_joined(*sentences, _CLOSING), **_numbers(counts, articles=articles, left_out=left_out))


def flags_verdict(counts: FlagCounts) -> tuple[Markup, Markup]:
    """Return how many bullets and headlines of one system among several are flagged: as HTML."""
    return _filled(_joined(_NAMED, *_of_checked(counts), _END), system=shown(counts.system), **_numbers(counts))


def _of_checked(counts: FlagCounts) -> list[tuple[Markup, Markup]]:
    return [_CHECKED, *([_HEADLINES] if counts.headlines else [])]


def _joined(*sentences: tuple[Markup, Markup]) -> tuple[Markup, Markup]:
    english, arabic = zip(*sentences, strict=True)
    return Markup().join(english), Markup().join(arabic)


def _numbers(counts: FlagCounts | None, **more_counts: int) -> dict[str, Markup]:
    names = ("bullets", "severe", "warned", "headlines", "severe_headlines")
    values = {name: getattr(counts, name) for name in names} | more_counts if counts else more_counts
    english = {
        f"{name}_en": escape(count_noun(value, _NOUNS[name]) if name in _NOUNS else value)
        for name, value in values.items()
    }
    return {name: _NUMBER.format(value) for name, value in values.items()} | english


def verdict(evaluation: Evaluation, result: Result, metric: str) -> tuple[Markup, Markup]:
    """Say as HTML whether a system beats the baseline by `metric`, or its score if there is no baseline."""
    score, comparison = result.scores[metric], result.comparisons.get(metric)
    if comparison is None:
        numbers = _ALONE.format(metric=metric, ours=score, items=score.items)
        return _filled(_STANDING, system=shown(result.system), numbers=numbers)
    against = next(result for result in evaluation.results if result.system == comparison.baseline).scores[metric]
    numbers = _NUMBERS.format(
        metric=metric, ours=score.value, theirs=against.value, chance=comparison.chance, items=score.items
    )
    is_better = (comparison.difference > 0) is evaluation.higher_is_better[metric]
    wording = (_BETTER if is_better else _WORSE) if comparison.significant else _EQUAL
    return _filled(wording, system=shown(result.system), other=shown(comparison.baseline), numbers=numbers)


def _filled(sentences: tuple[Markup, Markup], **values: Markup) -> tuple[Markup, Markup]:
    english, arabic = sentences
    return english.format(**values), arabic.format(**values)
