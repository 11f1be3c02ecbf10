"""Options that several commands share, as decorators."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from typing import Any

import click

from mujaz.cli.console import store_option

Command = Callable[..., Any]

# One option for each field of a profile that a command may override; the option's name is the field's.
_FIELDS: dict[str, Callable[[Command], Command]] = {
    "strategy": click.option(
        "--strategy", metavar="NAME", help="How bullets are made: extractive, condensed, mt5, mt5-single."
    ),
    "bullets": click.option("--bullets", type=click.IntRange(1, 20), help="Most bullets in a brief."),
    "words": click.option("--words", type=click.IntRange(8, 60), help="Words of a bullet that `condensed` aims at."),
    "summarizer": click.option("--summarizer", metavar="BUNDLE", help="Bundle (name or folder) of the summarizer."),
    "translator": click.option("--translator", metavar="BUNDLE", help="Bundle (name or folder) of the translator."),
    "evidence": click.option(
        "--evidence", type=click.Choice(["lexical", "semantic"]), help="How the sentences behind a bullet are found."
    ),
    "glossary": click.option("--glossary", metavar="FILE", help="Terms that the English must keep to: CSV, TOML, TBX."),
    "engine": click.option(
        "--engine", type=click.Choice(["ctranslate2", "transformers"]), help="What runs the models."
    ),
    "device": click.option("--device", type=click.Choice(["cpu", "cuda", "auto"]), help="Where the models run."),
    "compute_type": click.option("--compute-type", metavar="TYPE", help="Precision, as CTranslate2 names it."),
    "threads": click.option(
        "--threads", type=click.IntRange(0), help="Threads of one engine; 0: all cores, in a job one a worker."
    ),
    "beam_size": click.option("--beam-size", type=click.IntRange(1, 16), help="Beams of the translator."),
    "dedupe": click.option(
        "--dedupe/--no-dedupe", default=None, help="Whether the same article twice in a window is briefed once."
    ),
    "checks": click.option(
        "--checks/--no-checks", default=None, help="Whether bullets and English are compared with the article."
    ),
    "repair": click.option(
        "--repair/--no-repair", default=None, help="Whether severe findings are repaired if they can be."
    ),
    "strict": click.option("--strict/--no-strict", default=None, help="Leave out what has a severe flag."),
    "window": click.option("--window", type=click.IntRange(1), help="Articles that are batched together."),
}
# One option for each flag of `Reading`.
_READING: dict[str, Callable[[Command], Command]] = {
    "attachments": click.option("--attachments", is_flag=True, help="Also read the files that are attached to mail."),
    "full_text": click.option("--full-text", is_flag=True, help="Fetch and read the page of each entry of a feed."),
    "allow_private": click.option(
        "--allow-private", is_flag=True, help="Also fetch addresses of the own network, on any port."
    ),
}
_LOG_HELP = "Write messages to standard error as JSON objects, one a line."
_FIELD_HELP = "Key or column that holds a part of an article, as in text=body; may be given again."
_TIMEOUT_HELP = "Longest that a job's worker may give no sign of life."
_ENGINE_FIELDS = ("engine", "device", "compute_type", "threads")


def profile_options(*fields: str) -> Callable[[Command], Command]:
    """Add the options ``--profile``, those of the engine, and those of the given profile `fields`.

    The command receives one argument, `profile`: a `mujaz.profiles.Profile`, changed by the options that were given.
    """
    names = (*fields, *_ENGINE_FIELDS)

    def decorate(command: Command) -> Command:
        @wraps(command)
        def wrapper(*args: Any, profile: str, **options: Any) -> Any:
            from mujaz.profiles import load_profile  # pydantic: not for --help

            overrides = {name: options.pop(name) for name in names}
            return command(*args, profile=load_profile(profile, **overrides), **options)

        with_options: Command = wrapper
        for name in reversed(names):
            with_options = _FIELDS[name](with_options)
        return click.option(
            "--profile",
            default="auto",
            show_default=True,
            metavar="NAME",
            help="Bundles and options to use, or a .toml file.",
        )(with_options)

    return decorate


@dataclass(frozen=True, slots=True)
class JobOptions:
    """The options of a job, besides those of any run.

    Attributes:
        fresh: Start over, even if there is a job to resume.
        retry_failed: Try again what failed.
        timeout: Seconds without a sign of life after which a worker is started again.
        runner: ``local`` or ``ray``.
        address: Of the Ray cluster that it runs on; None for the one that RAY_ADDRESS names or one on this machine.
        workers: How many workers; 0 for as many as fit.
    """

    fresh: bool
    retry_failed: bool
    timeout: float
    runner: str
    address: str | None
    workers: int

    @property
    def for_jobs_only(self) -> str:
        """The first option that was given and makes sense in a job alone; empty if none was."""
        options = {
            "--retry-failed": self.retry_failed,
            f"--runner {self.runner}": self.runner != "local",
            "--workers": self.workers,
        }
        return next((option for option, is_given in options.items() if is_given), "")


def job_options(command: Command) -> Command:
    """Add the options of a job and of its log. The command receives them as `options`, a `JobOptions`."""

    @wraps(command)
    def wrapper(*args: Any, **values: Any) -> Any:
        options = JobOptions(**{field.name: values.pop(field.name) for field in fields(JobOptions)})
        if options.runner != "ray" and options.address:
            raise click.UsageError("--address is for --runner ray")
        return command(*args, options=options, **values)

    with_options: Command = wrapper
    for option in (
        # Eager, so that errors in other options are written as it says.
        click.option(
            "--log",
            type=click.Choice(["json"]),
            expose_value=False,
            is_eager=True,
            callback=store_option,
            help=_LOG_HELP,
        ),
        click.option("--timeout", type=click.IntRange(1), default=3600, metavar="SECONDS", help=_TIMEOUT_HELP),
        click.option("--workers", type=click.IntRange(0), default=0, help="Workers of a job; 0: as many as fit."),
        click.option(
            "--address", metavar="HOST:PORT", help="Of the Ray cluster; else RAY_ADDRESS, or one on this machine."
        ),
        click.option("--runner", type=click.Choice(["local", "ray"]), default="local", help="Where a job runs."),
        click.option("--retry-failed", is_flag=True, help="Try again the articles that failed when OUTPUT was made."),
        click.option("--fresh", is_flag=True, help="Start over instead of resuming what OUTPUT holds."),
    ):
        with_options = option(with_options)
    return with_options


def reading_options(command: Command) -> Command:
    """Add the options that say how inputs are read. The command receives them as `reading`, a `Reading`."""

    @wraps(command)
    def wrapper(*args: Any, field: tuple[str, ...], **options: Any) -> Any:
        from mujaz.files.formats.base import Reading
        from mujaz.files.records import Fields

        reading = Reading(Fields.parse(field), **{name: options.pop(name) for name in _READING})
        return command(*args, reading=reading, **options)

    with_options: Command = wrapper
    for option in reversed(_READING.values()):
        with_options = option(with_options)
    return click.option("--field", multiple=True, metavar="PART=KEY", help=_FIELD_HELP)(with_options)


def console_options(command: Command) -> Command:
    """Add the options ``-v`` and ``--quiet``; `mujaz.cli.console` reads them."""
    quiet_help, verbose_help = "No progress and no closing line.", "Say more; tracebacks of defects."
    stored: dict[str, Any] = {"is_flag": True, "expose_value": False, "callback": store_option}
    quiet = click.option("-q", "--quiet", help=quiet_help, **stored)
    verbose = click.option("-v", "--verbose", help=verbose_help, **stored)
    return verbose(quiet(command))
