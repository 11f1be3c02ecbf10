"""Mujaz: Arabic news in; faithful Arabic bullets and their English rendering out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mujaz.checks.pairs import CheckedPair, check
    from mujaz.errors import MujazError
    from mujaz.pipeline.briefer import Briefer
    from mujaz.profiles import Profile, load_profile
    from mujaz.types import Article, Brief, Bullet, Evidence, Flag

__version__ = "0.1.0"

_HOMES = {
    "Article": "mujaz.types",
    "Brief": "mujaz.types",
    "Briefer": "mujaz.pipeline.briefer",
    "Bullet": "mujaz.types",
    "CheckedPair": "mujaz.checks.pairs",
    "Evidence": "mujaz.types",
    "Flag": "mujaz.types",
    "MujazError": "mujaz.errors",
    "Profile": "mujaz.profiles",
    "check": "mujaz.checks.pairs",
    "load_profile": "mujaz.profiles",
}

__all__ = [
    "Article",
    "Brief",
    "Briefer",
    "Bullet",
    "CheckedPair",
    "Evidence",
    "Flag",
    "MujazError",
    "Profile",
    "check",
    "load_profile",
]


def __getattr__(name: str) -> Any:
    # Lazy (PEP 562): `import mujaz` must not load numpy, pydantic or an engine.
    if name not in _HOMES:
        raise AttributeError(f"module 'mujaz' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
