"""Model cards, generated from manifests: a bundle's task, terms, origin and quality."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mujaz.models.bundle import Bundle
from mujaz.models.manifest import Manifest
from mujaz.models.registry.catalogue import STANDARD, find_by_repository

_TASKS = {
    "translate": "translates Arabic news into English, sentence by sentence",
    "summarize": "summarizes Arabic news in Arabic",
}
_ARCHITECTURES = {"marian": "A MarianMT", "mt5": "An mT5"}


def write_card(bundle: Bundle) -> str:
    """Write the model card of a bundle in Markdown, from its manifest alone."""
    manifest = bundle.manifest
    size = sum((bundle.path / name).stat().st_size for name in manifest.files)
    sections = [
        f"# {manifest.name} {manifest.version}",
        f"{_ARCHITECTURES[manifest.architecture]} model that {_TASKS[manifest.task]}: {size / 1e6:,.1f} MB, in "
        f"{manifest.format} format. This page was generated from its manifest: `mujaz models card {manifest.name}`.",
        _section("Licence", [f"**{manifest.licence}**", *_list(manifest.attribution)]),
        _section("Where it comes from", _origin(manifest)),
        _section("Measured quality", _quality(manifest)),
        _section("For comparison", _published(manifest)),
        _section("Known failures", _failures(manifest)),
        _section("Fidelity of the conversion", _parity(manifest)),
        _section("How it generates", _generation(manifest)),
        _section("Files", _table(("file", "SHA-256"), ((f"`{n}`", f"`{h}`") for n, h in manifest.files.items()))),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def _section(title: str, lines: Iterable[str]) -> str:
    body = "\n".join(lines)
    return f"## {title}\n\n{body}" if body else ""


def _list(items: Iterable[str]) -> list[str]:
    lines = [f"- {_cell(item)}" for item in items]
    return ["", "To be named:", "", *lines] if lines else []


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], numbers: int = 0) -> list[str]:
    """Write a Markdown table whose last `numbers` columns are numbers; nothing without rows."""
    marks = ["---"] * (len(head) - numbers) + ["---:"] * numbers
    lines = [_row(row) for row in rows]
    return [_row(head), _row(marks), *lines] if lines else []


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _origin(manifest: Manifest) -> Iterator[str]:
    revision = f" at `{manifest.source.revision}`" if manifest.source.revision else ""
    yield f"`{manifest.source.repository}`{revision}."
    plain = {key: value for key, value in manifest.training.items() if not isinstance(value, dict)}
    if plain:
        yield ""
        yield "; ".join(f"{key}: {_format(value)}" for key, value in plain.items()) + "."
    for key, value in manifest.training.items():
        if isinstance(value, dict):
            yield ""
            yield from _table((key, ""), ((f"`{name}`", _format(figure)) for name, figure in value.items()))


def _format(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_format(part)}" for key, part in value.items())
    return f"{value:g}" if isinstance(value, float) else str(value)


def _quality(manifest: Manifest) -> list[str]:
    rows = [(q.test_set, q.metric, f"`{q.signature}`", f"{q.score:.1f}") for q in manifest.quality]
    if not rows:
        return ["Not measured."]
    notes = dict.fromkeys(f"- {_cell(q.test_set)}: {_cell(q.note)}." for q in manifest.quality if q.note)
    table = _table(("test set", "metric", "signature", "score"), rows, numbers=1)
    return [*table, "", *notes] if notes else table


def _published(manifest: Manifest) -> list[str]:
    """List what the authors of the standard models report: of this model, or of those that do the same."""
    standard = find_by_repository(manifest.source.repository)
    models = [standard] if standard else [model for model in STANDARD if model.task == manifest.task]
    rows = [(m.name, p.test_set, p.metric, p.by, f"{p.score:.1f}") for m in models for p in m.published]
    table = _table(("model", "test set", "metric", "by", "score"), rows, numbers=1)
    note = "As published by their authors, with other versions of the metrics and on other editions of the sets."
    return [note, "", *table] if rows else []


def _failures(manifest: Manifest) -> list[str]:
    rows = [(failure.what, failure.source, failure.written) for failure in manifest.failures]
    return _table(("what", "given", "written"), rows)


def _parity(manifest: Manifest) -> list[str]:
    head = ("weights", "sources", "hypotheses", "largest difference", "mean difference", "same text")
    rows = []
    for kind, figures in manifest.parity.items():
        shares = [figures.get(key) for key in ("largest", "mean", "same_text")] if isinstance(figures, dict) else []
        if not shares or not all(isinstance(share, int | float) for share in shares):
            continue  # the file may be a stranger's
        counts = (str(figures.get(key, "")) for key in ("sources", "hypotheses"))
        rows.append((kind, *counts, *(f"{share:.2%}" for share in shares)))
    table = _table(head, rows, numbers=5)
    return ["Log-probabilities against the original weights in transformers, relative.", "", *table] if table else []


def _generation(manifest: Manifest) -> list[str]:
    options = manifest.generation.model_dump(exclude_none=True)
    if manifest.max_positions:
        options["max_positions"] = manifest.max_positions
    return _table(("option", "value"), ((f"`{key}`", _format(value)) for key, value in options.items()), 1)
