"""Profiles: which bundles and options a run uses. TOML files in `mujaz.configs`, every field overridable."""

from __future__ import annotations

import logging
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, TypedDict, Unpack

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from mujaz.errors import InputError, ModelError, shorten
from mujaz.models.bundle import list_bundles
from mujaz.models.registry.catalogue import find_standard
from mujaz.text.toml import read_toml

_log = logging.getLogger(__name__)

MOST_BYTES = 64 * 1024
"""The largest profile that is read: one has some twenty keys."""

_MOST_PROBLEMS = 5
"""Problems that a message names."""

NEED_SUMMARIZER = ("mt5", "mt5-single")
"""Strategies that are nothing without a summarizer's bundle."""


class OptionsButStrategy(TypedDict, total=False):
    """The fields of a `Profile` that can be given by name, except `strategy`; None means: not given."""

    summarizer: str | None
    translator: str | None
    engine: Literal["ctranslate2", "transformers"] | None
    device: Literal["cpu", "cuda", "auto"] | None
    compute_type: str | None
    threads: int | None
    glossary: str | None
    evidence: Literal["lexical", "semantic"] | None
    bullets: int | None
    words: int | None
    beam_size: int | None
    window: int | None
    dedupe: bool | None
    checks: bool | None
    repair: bool | None
    strict: bool | None


class ProfileOptions(OptionsButStrategy, total=False):
    """The fields of a `Profile` that can be given by name, as in ``Briefer(bullets=3)``; None means: not given."""

    strategy: str | None


class Profile(BaseModel):
    """The settings of a run.

    In TOML, `strategy`, `summarizer` and `translator` may be lists: the first that can be had here is taken.

    Attributes:
        name: As given to ``--profile``.
        strategy: How bullets are made: a name in `mujaz.summarize.STRATEGIES`.
        summarizer: Bundle (name or folder) of the mT5 summarizer; None if the strategy needs none.
        translator: Bundle (name or folder) of the Arabic to English MarianMT.
        engine: ``ctranslate2`` or ``transformers``.
        device: ``cpu``, ``cuda`` or ``auto``.
        compute_type: As CTranslate2 names them; ``auto`` keeps what the bundle was saved with.
        threads: Threads of one engine; 0 uses all cores, in a job one for each of its workers.
        glossary: File of terms that the English must keep to (docs/glossary.md); None for none.
        evidence: How a bullet's sentences are found: ``lexical``, or ``semantic`` with the extra [semantic].
        bullets: Most bullets in a brief; short articles get fewer.
        words: Words of a bullet that the strategy ``condensed`` aims at.
        beam_size: Beams of the translator; None keeps the bundle's own default.
        window: Articles batched together; output does not depend on anything outside a window.
        dedupe: Whether articles of a window with the same title, date and text are briefed once.
        checks: Whether bullets and English are compared with the article.
        repair: Whether what the checks find severe, and what a translation fails to copy, is repaired if it can be.
        strict: Whether a bullet with a severe flag is left out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    strategy: str = "extractive"
    summarizer: str | None = None
    translator: str = "embedded-ar-en"
    engine: Literal["ctranslate2", "transformers"] = "ctranslate2"
    device: Literal["cpu", "cuda", "auto"] = "cpu"
    compute_type: str = "auto"
    threads: int = Field(default=0, ge=0)
    glossary: str | None = None
    evidence: Literal["lexical", "semantic"] = "lexical"
    bullets: int = Field(default=5, ge=1, le=20)
    words: int = Field(default=18, ge=8, le=60)
    beam_size: int | None = Field(default=None, ge=1, le=16)
    window: int = Field(default=32, ge=1)
    dedupe: bool = True
    checks: bool = True
    repair: bool = True
    strict: bool = False

    @field_validator("summarizer", "translator", "glossary")
    @classmethod
    def _can_be_recorded(cls, name: str | None) -> str | None:
        """Refuse names of files that are not UTF-8: no JSON can hold them, and a job's record has them."""
        try:
            (name or "").encode()
        except UnicodeEncodeError as exc:
            raise ValueError("a name that is not UTF-8 cannot be recorded") from exc
        return name

    @property
    def bundles(self) -> list[str]:
        """Names or folders of the bundles that it uses."""
        return [name for name in (self.summarizer, self.translator) if name]


def profile_names() -> list[str]:
    """Names of the profiles that ship with Mujaz."""
    return sorted(
        entry.name.removesuffix(".toml") for entry in files("mujaz.configs").iterdir() if entry.name.endswith(".toml")
    )


def load_profile(name: str = "auto", **overrides: Unpack[ProfileOptions]) -> Profile:
    """Load the profile of that name, or in that TOML file, with `overrides` (None means: not given) on top.

    Raises:
        InputError: No such profile, a file that is not TOML, an unknown key or a value that does not fit.
    """
    content = _read(name)
    profile = _validated({"name": name, **content}, overrides)
    if any(isinstance(value, list) for value in content.values()):
        names = (profile.strategy, profile.summarizer, profile.translator)
        _log.info("profile %s, by what is installed: %s", name, ", ".join(part for part in names if part))
    return profile


def as_profile(profile: Profile | str, **overrides: Unpack[ProfileOptions]) -> Profile:
    """Return `profile` itself, or the profile of that name, with `overrides` (None means: not given) on top.

    Raises:
        InputError: As `load_profile`.
    """
    if isinstance(profile, str):
        return load_profile(profile, **overrides)
    return _validated(profile.model_dump(), overrides)


def _validated(fields: dict[str, Any], overrides: ProfileOptions) -> Profile:
    chosen = {key: value for key, value in overrides.items() if value is not None}
    try:
        return Profile(**_chosen({**fields, **chosen}))
    except ValidationError as exc:
        problems = [_problem(".".join(map(str, e["loc"])), e["type"], e["msg"]) for e in exc.errors()]
        rest = f"; and {len(problems) - _MOST_PROBLEMS} more" if len(problems) > _MOST_PROBLEMS else ""
        raise InputError(f"profile {fields['name']}: {'; '.join(problems[:_MOST_PROBLEMS])}{rest}") from exc


def _problem(key: str, kind: str, message: str) -> str:
    if kind != "extra_forbidden":
        return f"{key}: {message}"
    keys = [name for name in Profile.model_fields if name != "name"]
    near = get_close_matches(key, keys, n=1)
    return f"there is no key {shorten(key)!r}; " + (
        f"did you mean {near[0]!r}?" if near else f"there are {', '.join(keys)}"
    )


def _chosen(fields: dict[str, Any]) -> dict[str, Any]:
    """`fields`, with one name in the place of each list of them."""
    installed = list_bundles()
    chosen = dict(fields)
    # Without any of them, a translator's absence is reported when it is opened; without a summarizer there are others.
    for key, default in (("summarizer", None), ("translator", "embedded-ar-en")):
        if _is_list(fields.get(key)):
            chosen[key] = next((name for name in fields[key] if name in installed), default)
    if _is_list(fields.get("strategy")):
        possible = (name for name in fields["strategy"] if chosen.get("summarizer") or name not in NEED_SUMMARIZER)
        chosen["strategy"] = next(possible, fields["strategy"][0])
    return chosen


def _is_list(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(name, str) for name in value)


def pulled_by(target: str) -> list[str]:
    """Return the models to pull for a profile, by its name or file; of any other name that name itself.

    Raises:
        InputError: The profile names none: it takes what is there.
    """
    if target not in profile_names() and not target.endswith(".toml"):
        return [target]
    models = _models_named(target)
    if not models:
        raise InputError(f"profile {target} names no model to pull: it takes what is there; try newsroom or commercial")
    return models


def _models_named(profile: str) -> list[str]:
    """The standard models that a profile names, other than in lists."""
    named = [_read(profile).get(key) for key in ("summarizer", "translator")]
    return [name for name in named if isinstance(name, str) and find_standard(name)]


def require_pulled(profile: Profile) -> None:
    """Make sure that the standard models which a profile uses are here, before any work begins.

    Raises:
        ModelError: They are not; the message has the command that pulls them.
    """
    summarizer = profile.summarizer if profile.strategy in NEED_SUMMARIZER else None
    installed = list_bundles()
    missing = [
        name for name in (summarizer, profile.translator) if name and find_standard(name) and name not in installed
    ]
    if missing:
        by_profile = profile.name in profile_names() and missing == _models_named(profile.name)
        command = f"mujaz models pull {profile.name if by_profile else ' '.join(missing)}"
        raise ModelError(f"{' and '.join(missing)}: not pulled yet; `{command}` does it, once")


def _read(name: str) -> dict[str, Any]:
    path = Path(name) if name.endswith(".toml") else files("mujaz.configs") / f"{name}.toml"
    if not path.is_file() or (not name.endswith(".toml") and name not in profile_names()):
        raise InputError(f"no profile {name!r}; there are {', '.join(profile_names())}, or give a .toml file")
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        text = data.decode()
    except OSError as exc:
        raise InputError(f"profile {name} cannot be read: {exc.strerror}") from exc
    except UnicodeDecodeError as exc:
        raise InputError(f"profile {name}: not valid TOML: {exc}") from exc
    if len(data) > MOST_BYTES:
        raise InputError(f"profile {name} is larger than {MOST_BYTES // 1024} kB")
    return read_toml(text.replace("\r\n", "\n"), f"profile {name}")
