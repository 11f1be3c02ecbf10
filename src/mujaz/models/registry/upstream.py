"""Whether the repository of a pulled bundle has moved on since."""

from __future__ import annotations

from dataclasses import dataclass

from mujaz.models.manifest import Source
from mujaz.models.registry.catalogue import standard_of
from mujaz.models.registry.hub import COMMIT, REPOSITORY, Hub
from mujaz.models.registry.transfer import snapshot_of

BRANCH = "main"


@dataclass(frozen=True, slots=True)
class Upstream:
    """What the hub says of a bundle's source.

    Attributes:
        followed: The branch that a pull would fetch, or the commit that is pinned.
        commit: The commit that it stands for now.
        moved: Whether that is another one than the bundle's.
    """

    followed: str
    commit: str
    moved: bool


def upstream(source: Source) -> Upstream | None:
    """Ask the hub; None for a bundle that does not come from it.

    Raises:
        ModelError: The hub cannot be asked, or has no such repository any more.
        MissingExtraError: The extra [torch], which brings its client, is not installed.
    """
    if not REPOSITORY.fullmatch(source.repository) or not COMMIT.fullmatch(source.revision):
        return None
    model = standard_of(source.repository)
    followed = model.revision if model else BRANCH
    commit = followed if COMMIT.fullmatch(followed) else snapshot_of(Hub(), source.repository, followed).commit
    return Upstream(followed, commit, commit != source.revision)
