"""The record of everything, besides the input, that a run depends on. A run is resumed only if none of it changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from mujaz import __version__
from mujaz.errors import InputError
from mujaz.extras import find_version
from mujaz.files.formats.base import USUAL, Reading
from mujaz.models.bundle import FIREFOX, hash_file, open_bundle
from mujaz.profiles import Profile

# They read, cut, rank and generate: another version of one of them may write other bytes.
_PACKAGES = ("ctranslate2", "sentencepiece", "numpy", "PyStemmer", "snowballstemmer", "trafilatura", "lxml")
_TORCH_PACKAGES = ("torch", "transformers")
_FIREFOX_PACKAGES = ("fxtranslate",)
_OPTIONS = {"text", "attachments", "full_text"}


class RunRecord(BaseModel):
    """Everything that output depends on, besides the input (`mujaz.jobs.corpus`).

    Attributes:
        schema_: Name and version of this form.
        profile: Every field.
        text: Whether briefs hold the articles' texts.
        bundles: The digest of each bundle that the profile names.
        glossary: SHA-256 of the profile's glossary, empty if it has none.
        versions: Of Mujaz and of the packages that output depends on.
        fields: Which keys of records were read, as far as they were given.
        attachments: Whether files attached to mail were read.
        full_text: Whether the pages of a feed's entries were fetched.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    schema_: Literal["mujaz.run/3"] = Field(default="mujaz.run/3", alias="schema")
    profile: dict[str, Any]
    text: bool
    bundles: dict[str, str]
    glossary: str = ""
    versions: dict[str, str]
    fields: dict[str, str] = Field(default_factory=dict)
    attachments: bool = False
    full_text: bool = False


def make_run_record(profile: Profile, *, text: bool, reading: Reading = USUAL) -> RunRecord:
    """Return the record of a run that starts now.

    Raises:
        BundleError: A bundle that the profile names is missing or altered.
        InputError: Its glossary cannot be read.
    """
    bundles = {name: open_bundle(name) for name in profile.bundles}
    engines = {bundle.engine_name(profile.engine) for bundle in bundles.values()}
    packages = _PACKAGES + (_TORCH_PACKAGES if profile.engine == "transformers" else ())
    packages += _FIREFOX_PACKAGES if FIREFOX in engines else ()
    return RunRecord(
        profile=profile.model_dump(mode="json"),
        text=text,
        bundles={name: bundle.digest for name, bundle in bundles.items()},
        glossary=_digest_file(profile.glossary) if profile.glossary else "",
        versions={"mujaz": __version__, **{package: find_version(package) or "none" for package in packages}},
        fields=dict(reading.fields.names),
        attachments=reading.attachments,
        full_text=reading.full_text,
    )


def find_changes(then: RunRecord, now: RunRecord) -> list[str]:
    """Return the differences between two records, in words; empty if a run can be resumed."""
    return [
        *_compare("profile key", then.profile, now.profile),
        *_compare("bundle", then.bundles, now.bundles),
        *_compare("version of", then.versions, now.versions),
        *_compare("content of", {"the glossary": then.glossary}, {"the glossary": now.glossary}),
        *_compare("option", then.model_dump(include=_OPTIONS), now.model_dump(include=_OPTIONS)),
        *_compare("field", then.fields, now.fields),
    ]


def _compare(kind: str, then: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    for key in dict.fromkeys([*then, *now]):
        before, after = then.get(key), now.get(key)
        if before != after:
            yield f"{kind} {key}: {_show(before)} then, {_show(after)} now"


def _show(value: Any) -> str:
    if value is None:
        return "none"
    return value[:12] if isinstance(value, str) and len(value) == 64 else str(value)


def _digest_file(path: str) -> str:
    try:
        return hash_file(Path(path))
    except OSError as exc:
        raise InputError(f"{path}: cannot be read: {exc.strerror}") from exc
