"""Advice on better English, for those who have only the translator that ships."""

from __future__ import annotations

from importlib.util import find_spec

from mujaz.cli.console import is_json_log, note
from mujaz.extras import install_command
from mujaz.profiles import Profile


def show_advice(profile: Profile) -> None:
    """Say to people, not to a log of JSON, how to get English for print; ``--quiet`` silences it."""
    if not is_json_log() and (advice := find_advice(profile)):
        note(f"English for print: {advice}")


def find_advice(profile: Profile) -> str:
    """Return how to get English for print; empty if the profile uses another translator, or a better one is here."""
    from mujaz.models.bundle import list_bundles  # loads much: not for --help
    from mujaz.models.registry.catalogue import STANDARD

    better = {model.name for model in STANDARD if model.task == "translate"}
    if profile.translator != "embedded-ar-en" or better & {*list_bundles()}:
        return ""
    install = "" if find_spec("fxtranslate") else f"`{install_command('firefox')}`, then "
    return f"{install}`mujaz models pull firefox` fetches a better translator, once (32 MB, for every use)"
