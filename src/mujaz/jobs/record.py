"""What a run was made of, besides its input. A run is taken up again only if nothing of this has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from mujaz import __version__
from mujaz.errors import InputError
from mujaz.models.bundle import hash_file, open_bundle
from mujaz.profiles import Profile

# What reads, cuts, ranks and generates: another version of one of these may write other bytes.
_PACKAGES = ("ctranslate2", "sentencepiece", "numpy", "PyStemmer", "snowballstemmer", "trafilatura", "lxml")
_TORCH_PACKAGES = ("torch", "transformers")


class RunRecord(BaseModel):
    """Everything that output depends on, besides the input (`mujaz.jobs.parts`).

    Attributes:
        schema_: Name and version of this form.
        profile: Every field.
        text: Whether briefs hold the articles' texts.
        bundles: The digest of each bundle that the profile names.
        glossary: SHA-256 of the profile's glossary, empty where it has none.
        versions: Of Mujaz and of the packages that output depends on.
        fields: Which keys of records were read, as far as they were named.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    schema_: Literal["mujaz.run/3"] = Field(default="mujaz.run/3", alias="schema")
    profile: dict[str, Any]
    text: bool
    bundles: dict[str, str]
    glossary: str = ""
    versions: dict[str, str]
    fields: dict[str, str] = Field(default_factory=dict)


def run_record(profile: Profile, *, text: bool, fields: Mapping[str, str] | None = None) -> RunRecord:
    """The record of a run that starts now.

    Raises:
        BundleError: A bundle that the profile names is missing or altered.
        InputError: Its glossary cannot be read.
    """
    packages = _PACKAGES + (_TORCH_PACKAGES if profile.engine == "transformers" else ())
    return RunRecord(
        profile=profile.model_dump(mode="json"),
        text=text,
        bundles={name: open_bundle(name).digest for name in profile.bundles},
        glossary=_digest(profile.glossary) if profile.glossary else "",
        versions={"mujaz": __version__, **{package: _version(package) for package in packages}},
        fields=dict(fields or {}),
    )


def changes(then: RunRecord, now: RunRecord) -> list[str]:
    """What differs between two records, in words; nothing where a run can be taken up again."""
    return [
        *_different("profile key", then.profile, now.profile),
        *_different("bundle", then.bundles, now.bundles),
        *_different("version of", then.versions, now.versions),
        *_different("content of", {"the glossary": then.glossary}, {"the glossary": now.glossary}),
        *_different("option", {"text": then.text}, {"text": now.text}),
        *_different("field", then.fields, now.fields),
    ]


def _different(kind: str, then: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    for key in dict.fromkeys([*then, *now]):
        before, after = then.get(key), now.get(key)
        if before != after:
            yield f"{kind} {key}: {_shown(before)} then, {_shown(after)} now"


def _shown(value: Any) -> str:
    if value is None:
        return "none"
    return value[:12] if isinstance(value, str) and len(value) == 64 else str(value)


def _digest(path: str) -> str:
    try:
        return hash_file(Path(path))
    except OSError as exc:
        raise InputError(f"{path}: cannot be read: {exc.strerror}") from exc


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
