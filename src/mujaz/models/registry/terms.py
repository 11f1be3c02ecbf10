"""The terms of a model, and whether the user agrees to them."""

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
    """The terms of a model.

    Attributes:
        repository: The repository that has them.
        licence: The licence's name.
        restriction: Terms to agree to; empty if the licence lets everyone use it.
    """

    repository: str
    licence: str
    restriction: str


@dataclass(frozen=True, slots=True)
class Listener:
    """The user of a pull, who is asked and told.

    Attributes:
        accept: Asked for agreement to terms that restrict use.
        say: Told in words what is being done.
        tell: Told how far a file has come.
    """

    accept: Callable[[Terms], bool]
    say: Callable[[str], None] = lambda _message: None
    tell: Tell = lambda _name, _done, _size: None

    @property
    def waiting(self) -> Waiting:
        """Return the callback for `lock_bundle`."""
        return lambda name: self.say(f"another process is busy with {name}; waiting for it")


def find_terms(model: Standard | None, snapshot: Snapshot) -> Terms:
    """Find the terms of a repository: in the catalogue, or else in its model card."""
    if model is not None:
        return Terms(model.repository, model.licence, model.restriction)
    licence = snapshot.licence
    if FREE_LICENCES.fullmatch(licence):
        return Terms(snapshot.repository, licence, "")
    reason = f"its licence is {licence}" if licence else "its model card names no licence"
    restriction = f"{reason}; read what it allows before you use the weights."
    return Terms(snapshot.repository, licence or "unknown", restriction)


def require_acceptance(terms: Terms, listener: Listener) -> None:
    """Tell the user the terms, and ask for agreement if they restrict use.

    Raises:
        ModelError: The user does not agree.
    """
    listener.say(f"{terms.repository}: licence {terms.licence}")
    if terms.restriction and not listener.accept(terms):
        raise ModelError(
            f"{terms.repository} was not pulled, since its licence was not accepted. {terms.restriction} "
            "To accept it: --accept-licence"
        )
