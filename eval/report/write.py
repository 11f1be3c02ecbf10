"""Writing a report out of templates: one file, or for thousands of articles a folder with a page for each."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from mujaz import __version__
from mujaz.errors import OutputError
from mujaz.eval.inputs.gather import Inputs, gather_briefs, unmeasured
from mujaz.eval.report.articles import Articles
from mujaz.eval.report.flagged import SHOWN, Flagged, shown_places
from mujaz.eval.report.front import Front, build_front, main_metric, main_result
from mujaz.eval.report.marking import highlighted, shown
from mujaz.eval.report.view import ArticleView, Row, row_of
from mujaz.eval.results import Evaluation
from mujaz.files.writing import write_file
from mujaz.flags.grouping import group_flags
from mujaz.flags.repairs import describe_repairs
from mujaz.pipeline.formats.labels import KINDS, LABELS
from mujaz.tables import read_table

SHOWN_FAILURES = 50
"""Articles without a brief that the front page names before it only counts them."""

SCRIPTS = ("base", "evidence", "verdicts", "copying", "list", "start")
"""Parts of the script, in their order."""


class Pages:
    """The pages of one report.

    Args:
        front: The contents of the front page.
        rows: The list of articles.
        href: Where the article of a number is, seen from the front page, or the element with an id on its page.
    """

    def __init__(self, front: Front, rows: Sequence[Row], href: Callable[[int, str], str]) -> None:
        self._rows = rows
        self._environment = _environment()
        self._environment.globals.update(front=front, href=href)

    def whole(self, articles: Iterable[ArticleView]) -> Iterator[str]:
        """Yield the front page, piece by piece, with `articles` in it."""
        return self._environment.get_template("front.html").generate(rows=self._rows, articles=articles)

    def article(self, article: ArticleView) -> Iterator[str]:
        """Return the page of one article."""
        return self._environment.get_template("article.html").generate(article=article)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("mujaz.eval.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = _asset("report.css")
    # The parts as one, in a block so that they share names with nothing else.
    script = '"use strict";\n{\n' + "\n".join(_asset(f"{name}.js") for name in SCRIPTS) + "}\n"
    environment.filters.update(shown=shown, highlighted=highlighted, findings=group_flags, described=describe_repairs)
    # Ours, and without a closing tag in it; escaping would break it.
    environment.globals.update(
        labels=LABELS | read_table("mujaz.eval.report", "templates/labels.toml")["labels"],
        kinds=KINDS,
        shown_at_once=SHOWN,
        shown_failures=SHOWN_FAILURES,
        version=__version__,
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        policy=(
            f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
            "base-uri 'none'; form-action 'none'"
        ),
    )
    return environment


def _asset(name: str) -> str:
    return (files("mujaz.eval.report") / "assets" / name).read_text(encoding="utf-8")


def _hash(source: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}"


INDEX = "index.html"
_FILES = (".html", ".htm")


def write_briefs(path: str | Path, target: str | Path) -> Path:
    """Write the report on the briefs in the file at `path`, without references or scores; return the page to open.

    Raises:
        InputError: The file cannot be read or holds nothing.
        OutputError: As `write_report`.
    """
    inputs = gather_briefs(path)
    return write_report(unmeasured(inputs), inputs, target)


def write_report(evaluation: Evaluation, inputs: Inputs, target: str | Path) -> Path:
    """Write the report on `evaluation`, whose inputs are `inputs`, and return the page to open.

    A `target` that ends in .html becomes one file with all articles in it. Any other becomes a folder: index.html, and
    a page an article in articles/. Every page holds its own style and script, and loads nothing. Counts and scores are
    those of all articles; of more than `selection.MOST` the most telling are shown, and the report says so.

    Raises:
        OutputError: The file or folder cannot be written.
    """
    main, metric = main_result(evaluation), main_metric(evaluation)
    articles = Articles(evaluation, inputs, main, metric)
    flagged = Flagged(main.system)
    for outline in articles.outlines():
        flagged.add(outline)
    places = shown_places(inputs.ids, evaluation, main, metric, flagged.worst)
    is_file = Path(target).suffix.lower() in _FILES
    rows = [row_of(article, with_words=not is_file) for article in articles.views(places)]
    front = build_front(evaluation, inputs, rows, flagged)
    if is_file:
        pages = Pages(front, rows, href=lambda number, key: f"#{key or f'a{number}'}")
        write_file(str(target), pages.whole(articles.views(places)))
        return Path(target)
    folder = Path(target)
    _make(folder / "articles")
    pages = Pages(front, rows, href=lambda number, key: f"articles/{number:05}.html{key and f'#{key}'}")
    for article in articles.views(places):
        write_file(str(folder / "articles" / f"{article.number:05}.html"), pages.article(article))
    write_file(str(folder / INDEX), pages.whole(()))
    return folder / INDEX


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise OutputError(f"{folder} cannot be made: {exc.strerror or exc}") from exc
