"""What a brief says of where it comes from. No timings, no machine: equal runs write equal briefs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mujaz import __version__
from mujaz.models.bundle import Bundle
from mujaz.profiles import Profile
from mujaz.translate.glossary.term import Glossary


def provenance(profile: Profile, bundles: Iterable[Bundle], glossary: Glossary | None = None) -> dict[str, Any]:
    """Version, profile, each bundle that had a part with version and digest, and the glossary where there is one."""
    return {
        "mujaz": __version__,
        "strategy": profile.strategy,
        "engine": profile.engine,
        "profile": profile.model_dump(mode="json"),
        "bundles": [
            {
                "task": bundle.manifest.task,
                "name": bundle.name,
                "version": bundle.manifest.version,
                "digest": bundle.digest,
            }
            for bundle in bundles
        ],
        **({"glossary": {"name": glossary.name, "sha256": glossary.sha256}} if glossary else {}),
    }
