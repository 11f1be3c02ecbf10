"""Pages out of templates: autoescaped, with style and script inside and a policy that allows nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from mujaz import __version__
from mujaz.eval.report.flagged import SHOWN
from mujaz.eval.report.front import Front
from mujaz.eval.report.highlights import highlighted
from mujaz.eval.report.labels import KINDS, LABELS
from mujaz.eval.report.text import shown
from mujaz.eval.report.view import ArticleView, Row
from mujaz.flags.grouping import findings
from mujaz.flags.repairs import mended

SHOWN_FAILURES = 50
"""Articles without a brief that the front page names before it only counts them."""

SCRIPTS = ("base", "evidence", "verdicts", "copying", "list", "start")
"""Parts of the script, in their order."""


class Pages:
    """The pages of one report.

    Args:
        front: What the front page shows.
        rows: The list of articles.
        href: Where the article of a number is, seen from the front page, or the element with an id on its page.
    """

    def __init__(self, front: Front, rows: Sequence[Row], href: Callable[[int, str], str]) -> None:
        self._rows = rows
        self._environment = _environment()
        self._environment.globals.update(front=front, href=href)

    def whole(self, articles: Iterable[ArticleView]) -> Iterator[str]:
        """The front page, piece by piece, with `articles` in it."""
        return self._environment.get_template("front.html").generate(rows=self._rows, articles=articles)

    def article(self, article: ArticleView) -> Iterator[str]:
        """The page of one article."""
        return self._environment.get_template("article.html").generate(article=article)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("mujaz.eval.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = _asset("report.css"), _script()
    environment.filters.update(shown=shown, highlighted=highlighted, findings=findings, mended=mended)
    # Ours, and without a closing tag in it; escaping would break it.
    environment.globals.update(
        labels=LABELS,
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


def _script() -> str:
    """Return the parts of the script as one, in a block so that they share names with nothing else."""
    return '"use strict";\n{\n' + "\n".join(_asset(f"{name}.js") for name in SCRIPTS) + "}\n"


def _hash(source: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}"
