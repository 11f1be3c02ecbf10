"""Options that several commands share, as decorators."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from mujaz.cli.console import set_quiet, set_verbose

Command = Callable[..., Any]

# One option for each field of a profile that a command may override; the option's name is the field's.
_FIELDS: dict[str, Callable[[Command], Command]] = {
    "strategy": click.option("--strategy", metavar="NAME", help="How bullets are made: extractive, mt5."),
    "bullets": click.option("--bullets", type=click.IntRange(1, 20), help="Most bullets in a brief."),
    "summarizer": click.option("--summarizer", metavar="BUNDLE", help="Bundle (name or folder) of the summarizer."),
    "translator": click.option("--translator", metavar="BUNDLE", help="Bundle (name or folder) of the translator."),
    "engine": click.option(
        "--engine", type=click.Choice(["ctranslate2", "transformers"]), help="What runs the models."
    ),
    "device": click.option("--device", type=click.Choice(["cpu", "cuda", "auto"]), help="Where the models run."),
    "compute_type": click.option("--compute-type", metavar="TYPE", help="Precision, as CTranslate2 names it."),
    "threads": click.option("--threads", type=click.IntRange(0), help="Threads of one engine; 0 uses all cores."),
    "beam_size": click.option("--beam-size", type=click.IntRange(1, 16), help="Beams of the translator."),
    "window": click.option("--window", type=click.IntRange(1), help="Articles that are batched together."),
}
_ENGINE_FIELDS = ("engine", "device", "compute_type", "threads")


def profile_options(*fields: str) -> Callable[[Command], Command]:
    """Options ``--profile``, those of the engine, and those of the given profile `fields`.

    The command receives one argument, `profile`: a `mujaz.profiles.Profile` with everything that was given put on top.
    """
    names = (*fields, *_ENGINE_FIELDS)

    def decorate(command: Command) -> Command:
        @wraps(command)
        def wrapper(*args: Any, profile: str, **options: Any) -> Any:
            from mujaz.profiles import load_profile  # pydantic: not for --help

            overrides = {name: options.pop(name) for name in names}
            return command(*args, profile=load_profile(profile, **overrides), **options)

        decorated: Command = wrapper
        for name in reversed(names):
            decorated = _FIELDS[name](decorated)
        return click.option(
            "--profile",
            default="auto",
            show_default=True,
            metavar="NAME",
            help="Bundles and options to use, or a .toml file.",
        )(decorated)

    return decorate


def console_options(command: Command) -> Command:
    """Options ``-v`` and ``--quiet``; `mujaz.cli.console` reads them."""
    quiet = click.option(
        "-q", "--quiet", is_flag=True, expose_value=False, callback=set_quiet, help="No progress and no closing line."
    )
    verbose = click.option(
        "-v",
        "--verbose",
        is_flag=True,
        expose_value=False,
        callback=set_verbose,
        help="Say more; tracebacks of defects.",
    )
    return verbose(quiet(command))
