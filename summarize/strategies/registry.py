"""The strategies by name, as profiles and ``--strategy`` know them."""

from __future__ import annotations

from mujaz.errors import InputError
from mujaz.profiles import Profile
from mujaz.summarize.strategies.base import Strategy
from mujaz.summarize.strategies.extractive import Extractive
from mujaz.summarize.strategies.mt5 import Mt5, Mt5Single

STRATEGIES: dict[str, type[Strategy]] = {"extractive": Extractive, "mt5": Mt5, "mt5-single": Mt5Single}


def make_strategy(profile: Profile) -> Strategy:
    """Make the strategy that `profile` names.

    Raises:
        InputError: There is no strategy of that name.
        ModelError: It needs a model that is missing.
    """
    if profile.strategy not in STRATEGIES:
        raise InputError(f"no strategy {profile.strategy!r}; there are {', '.join(sorted(STRATEGIES))}")
    return STRATEGIES[profile.strategy].from_profile(profile)
