"""What the suite feeds: everything that reads files which somebody else wrote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mujaz.errors import MujazError
from mujaz.eval.feedback import read_feedback, to_pairs, to_references
from mujaz.eval.inputs.read import read_run
from mujaz.files.articles import read_articles
from mujaz.files.formats.html import read_page
from mujaz.models.manifest import read_manifest
from mujaz.models.registry.archive import import_bundles
from mujaz.models.registry.terms import Listener
from mujaz.profiles import load_profile
from mujaz.text.clean import fold
from mujaz.text.decode import decode
from mujaz.text.document import read_document
from mujaz.text.markup import plain_text
from mujaz.translate.glossary.read import read_glossary
from mujaz.types import Article, Page

CORPUS = Path(__file__).parent / "corpus"
"""A folder for each target, small inputs in it."""

Target = Callable[[bytes, Path], object]


def _decode(data: bytes, _folder: Path) -> object:
    return decode(data, "input").encode()


def _clean(data: bytes, _folder: Path) -> object:
    text = data.decode("utf-8", "replace")
    fold(text)
    return read_document(Article(id="a", text=plain_text(text) or "نص"))


def _html(data: bytes, _folder: Path) -> object:
    return read_page(Page(id="a", data=data, source="input")).model_dump_json()


def _articles(suffix: str) -> Target:
    def read(data: bytes, folder: Path) -> object:
        return [
            found.model_dump_json() if isinstance(found, Article) else str(found)
            for found in read_articles([str(_written(folder, f"input{suffix}", data))])
        ]

    return read


def _file(suffix: str, read: Callable[[Path], object]) -> Target:
    return lambda data, folder: read(_written(folder, f"input{suffix}", data))


def _feedback(path: Path) -> object:
    verdicts = read_feedback([path])
    return f"{list(to_references(verdicts, {}))}{to_pairs(verdicts)}".encode()


def _run(path: Path) -> object:
    return [f"{output.ar}{output.en}".encode() for output in read_run(path).outputs.values()]


def _archive(path: Path) -> object:
    return import_bundles(path, Listener(accept=lambda _terms: True), again=True)


def _written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


TARGETS: dict[str, Target] = {
    "decode": _decode,
    "clean": _clean,
    "html": _html,
    "json": _articles(".jsonl"),
    "gzip": _articles(".jsonl.gz"),
    "csv": _articles(".csv"),
    "profile": _file(".toml", lambda path: load_profile(str(path))),
    "glossary-toml": _file(".toml", read_glossary),
    "glossary-csv": _file(".csv", read_glossary),
    "tbx": _file(".tbx", read_glossary),
    "feedback": _file(".json", _feedback),
    "run": _file(".jsonl", _run),
    "manifest": lambda data, folder: read_manifest(_written(folder, "manifest.json", data).parent),
    "archive": _file(".tar", _archive),
}
"""What reads the bytes of an input, by the name of its folder in the corpus; it may use a folder of its own."""


def feed(name: str, data: bytes, folder: Path) -> None:
    """Feed an input to a target. That it is refused, with an error of ours, is as good as that it is read.

    Bundles are put where ``MUJAZ_HOME`` says.

    Raises:
        Exception: Anything that is no error of ours: the command line would end with 70.
    """
    try:
        TARGETS[name](data, folder)
    except MujazError as exc:
        str(exc).encode()


def seeds(name: str) -> list[bytes]:
    """Return the inputs of a target in the corpus."""
    return [path.read_bytes() for path in sorted((CORPUS / name).iterdir())]
