"""The words of documents, tables and feeds, in English and Arabic; the report has the same."""

from __future__ import annotations

from mujaz.flags.grouping import Finding
from mujaz.pipeline.formats.base import Language
from mujaz.tables import read_table
from mujaz.types import Flag, Severity

LABELS: dict[str, tuple[str, str]] = read_table("mujaz.pipeline.formats", "labels.toml")["labels"]
KINDS: dict[str, tuple[str, str]] = read_table("mujaz.pipeline.formats", "labels.toml")["kinds"]


def label(key: str, language: Language) -> str:
    """Return a word of `LABELS` in a language."""
    return LABELS[key][language == "ar"]


def name_kind(kind: str, language: Language) -> str:
    """Return the name of a kind of flags; the kind itself if it has none, as one of a later version."""
    return KINDS.get(kind, (kind, kind))[language == "ar"]


def say(flag: Flag | Finding, language: Language) -> str:
    """Return the message of a flag; the English one if it has no Arabic, as flags of the first versions."""
    return (flag.message_ar if language == "ar" else "") or flag.message


def describe_flag(flag: Flag | Finding, language: Language) -> str:
    """Return kind, severity and message of a flag, such as ``number (severe): The English has “21” …``."""
    severity: Severity = flag.severity
    return f"{name_kind(flag.kind, language)} ({label(severity, language)}): {say(flag, language)}"
