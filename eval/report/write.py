"""Writing a report: one file, or for thousands of articles a folder with a page for each.

The page with scores and the page of briefs alone are one page: of what was not measured there is nothing to show.
"""

from __future__ import annotations

from pathlib import Path

from mujaz.errors import OutputError
from mujaz.eval.inputs.gather import Inputs
from mujaz.eval.report.articles import Articles
from mujaz.eval.report.briefs import gather_briefs, unmeasured
from mujaz.eval.report.flagged import Flagged
from mujaz.eval.report.front import build_front, main_metric, main_result
from mujaz.eval.report.pages import Pages
from mujaz.eval.report.selection import shown_places
from mujaz.eval.report.view import row_of
from mujaz.eval.results import Evaluation
from mujaz.files.writing import write_file

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
