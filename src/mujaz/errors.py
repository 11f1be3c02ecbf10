"""Every error that Mujaz raises on purpose.

    MujazError
    ├── InputError            what the caller gave cannot be used (exit 2)
    │   └── ArticleError      one article of several is unusable; the others go on
    ├── ModelError            a model or an extra is missing or refused (exit 3)
    │   ├── BundleError       a bundle is missing, altered, or of an unknown format
    │   └── MissingExtraError an optional dependency is not installed
    └── OutputError           a result cannot be written (exit 4)

Library code raises these; only the CLI prints them and exits with `exit_code`.
"""

from __future__ import annotations

from mujaz.extras import install_command

LONGEST_PART = 300
"""Characters of a name, an id, a place or a reason that a message shows."""

LONGEST_MESSAGE = 2000
"""Characters of a message."""


def shorten(text: str, longest: int = LONGEST_PART) -> str:
    """Return `text`, with "…" in place of its middle if it is longer than `longest` characters."""
    if len(text) <= longest:
        return text
    end = longest // 3
    return f"{text[: longest - end - 1]}…{text[-end:]}"


class MujazError(Exception):
    """Root of all errors that Mujaz raises on purpose.

    The message is written for the person at the terminal: it names what is wrong, its place, and what to do.
    """

    exit_code = 1

    def __init__(self, message: str = "") -> None:
        super().__init__(shorten(message, LONGEST_MESSAGE))


class InputError(MujazError):
    """Something that the caller gave cannot be used: a file, an option, a profile key."""

    exit_code = 2


class ArticleError(InputError):
    """One article cannot be used; a run over several reports it and goes on.

    Attributes:
        where: The file, and the line if there is one (``news.jsonl:17``), or the article's id.
        reason: The fault, without the place.
        stage: Where in the flow it was found: ``reading``, ``summarizing``.
        article_id: The id that was given with it, empty if there was none, or it could not be read.

    Place, reason and id are shortened to what one can read.
    """

    def __init__(self, where: str, reason: str, stage: str = "reading", article_id: str = "") -> None:
        self.where = shorten(where)
        self.reason = shorten(reason, LONGEST_MESSAGE - LONGEST_PART - len(": "))
        super().__init__(f"{self.where}: {self.reason}")
        self.stage = stage
        self.article_id = shorten(article_id)


class ModelError(MujazError):
    """A model or an optional part is missing or refused."""

    exit_code = 3


class BundleError(ModelError):
    """A bundle is missing, altered, or of a format that Mujaz does not load.

    Attributes:
        bundle: The bundle's folder or name.
        reason: The fault, and what to do.
    """

    def __init__(self, bundle: str, reason: str) -> None:
        super().__init__(f"bundle {bundle}: {reason}")
        self.bundle = bundle
        self.reason = reason


class MissingExtraError(ModelError):
    """An optional dependency is not installed.

    Attributes:
        extra: The extra that brings it: ``torch`` in ``pip install 'mujaz[torch]'``.
    """

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs the extra [{extra}]: {install_command(extra)}")
        self.extra = extra


class OutputError(MujazError):
    """A result cannot be written: disk full, folder missing, no permission."""

    exit_code = 4
