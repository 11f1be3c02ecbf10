"""On what terms a model can be had, and whether the user agrees to them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from mujaz.errors import ModelError
from mujaz.models.registry.catalogue import Standard
from mujaz.models.registry.hub import Snapshot, Tell
from mujaz.models.registry.store import Waiting

FREE_LICENCES = re.compile(r"apache-2\.0|mit|bsd[\w.-]*|cc0-1\.0|cc-by-[\d.]+|cc-by-sa-[\d.]+|unlicense", re.IGNORECASE)
"""Licences that let everyone use the weights; under any other one the user is asked."""


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a model can be had.

    Attributes:
        repository: Whose terms they are.
        licence: The licence's name.
        restriction: What must be agreed to; empty if nothing.
    """

    repository: str
    licence: str
    restriction: str


@dataclass(frozen=True, slots=True)
class Listener:
    """Whom a pull asks and tells.

    Attributes:
        accept: Asked for agreement to terms that restrict use.
        say: Told what is being done, in words.
        tell: Told how far a file is.
    """

    accept: Callable[[Terms], bool]
    say: Callable[[str], None] = lambda _message: None
    tell: Tell = lambda _name, _done, _size: None

    @property
    def waiting(self) -> Waiting:
        """For `locked`."""
        return lambda name: self.say(f"another process is busy with {name}; waiting for it")


def terms_of(model: Standard | None, snapshot: Snapshot) -> Terms:
    """On what terms a repository can be had: as the catalogue knows, else as its model card says."""
    if model is not None:
        return Terms(model.repository, model.licence, model.restriction)
    licence = snapshot.licence
    if FREE_LICENCES.fullmatch(licence):
        return Terms(snapshot.repository, licence, "")
    named = f"its licence is {licence}" if licence else "its model card names no licence"
    return Terms(snapshot.repository, licence or "unknown", f"{named}; read what it allows before you use the weights.")


def agree(terms: Terms, listener: Listener) -> None:
    """Say what the terms are, and ask where they restrict use.

    Raises:
        ModelError: They are not agreed to.
    """
    listener.say(f"{terms.repository}: licence {terms.licence}")
    if terms.restriction and not listener.accept(terms):
        raise ModelError(
            f"{terms.repository} was not pulled, since its licence was not accepted. {terms.restriction} "
            "To accept it: --accept-licence"
        )
