"""Profiles: which bundles and options a run uses. TOML files in `mujaz.configs`, every field overridable."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mujaz.errors import InputError


class Profile(BaseModel):
    """What a run uses.

    Attributes:
        name: As given to ``--profile``.
        strategy: How bullets are made: a name in `mujaz.summarize.STRATEGIES`.
        summarizer: Bundle (name or folder) of the mT5 summarizer; None where the strategy needs none.
        translator: Bundle (name or folder) of the Arabic to English MarianMT.
        engine: ``ctranslate2`` or ``transformers``.
        device: ``cpu``, ``cuda`` or ``auto``.
        compute_type: As CTranslate2 names them; ``auto`` keeps what the bundle was saved with.
        threads: Threads of one engine; 0 uses all cores.
        bullets: Most bullets in a brief; short articles get fewer.
        beam_size: Beams of the translator; None keeps the bundle's own default.
        window: Articles batched together; output does not depend on anything outside a window.
        checks: Whether bullets and English are compared with the article.
        repair: Whether what the checks find severe is mended where it can be.
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
    bullets: int = Field(default=5, ge=1, le=20)
    beam_size: int | None = Field(default=None, ge=1, le=16)
    window: int = Field(default=32, ge=1)
    checks: bool = True
    repair: bool = True
    strict: bool = False


def profile_names() -> list[str]:
    """Names of the profiles that ship with Mujaz."""
    return sorted(
        entry.name.removesuffix(".toml") for entry in files("mujaz.configs").iterdir() if entry.name.endswith(".toml")
    )


def load_profile(name: str = "auto", **overrides: Any) -> Profile:
    """The profile of that name, or in that TOML file, with `overrides` (None means: not given) on top.

    Raises:
        InputError: No such profile, a file that is not TOML, an unknown key or a value that does not fit.
    """
    return _validated({"name": name, **_read(name)}, overrides)


def as_profile(profile: Profile | str, **overrides: Any) -> Profile:
    """`profile` itself, or the profile of that name, with `overrides` (None means: not given) on top.

    Raises:
        InputError: As `load_profile`.
    """
    if isinstance(profile, str):
        return load_profile(profile, **overrides)
    return _validated(profile.model_dump(), overrides)


def _validated(fields: dict[str, Any], overrides: dict[str, Any]) -> Profile:
    given = {key: value for key, value in overrides.items() if value is not None}
    try:
        return Profile(**{**fields, **given})
    except ValidationError as exc:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in exc.errors())
        raise InputError(f"profile {fields['name']}: {problems}") from exc


def _read(name: str) -> dict[str, Any]:
    path = Path(name) if name.endswith(".toml") else files("mujaz.configs") / f"{name}.toml"
    if not path.is_file() or (not name.endswith(".toml") and name not in profile_names()):
        raise InputError(f"no profile {name!r}; there are {', '.join(profile_names())}, or give a .toml file")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise InputError(f"profile {name}: not valid TOML: {exc}") from exc
