"""The provenance of a brief: its making. No timings, no machine: equal runs write equal briefs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mujaz import __version__
from mujaz.models.bundle import Bundle
from mujaz.profiles import Profile
from mujaz.summarize.ranking import how_many
from mujaz.translate.glossary.terms import Glossary
from mujaz.wording import count_noun

FEWER = "fewer"
"""The key of a brief's provenance that says why it has fewer bullets than were asked for."""

REVIEWED = "reviewed"
"""The key of a brief's provenance that says that editors judged all that is in it."""


def make_provenance(profile: Profile, bundles: Iterable[Bundle], glossary: Glossary | None = None) -> dict[str, Any]:
    """Return the version, the profile, each bundle that was used with its version and digest, and a glossary."""
    bundles = list(bundles)
    engines = dict.fromkeys(bundle.engine_name(profile.engine) for bundle in bundles)
    return {
        "mujaz": __version__,
        "strategy": profile.strategy,
        "engine": ", ".join(engines),
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


def explain_fewer(count: int, most: int, sentences: int) -> str:
    """Say why an article gave fewer bullets than `most`.

    Args:
        count: Bullets that it gave.
        most: Bullets that were asked for.
        sentences: Sentences of the article.

    Returns:
        One line; empty if it gave as many.
    """
    if count >= most:
        return ""
    if count >= how_many(sentences, most):
        reason = f"the article has {count_noun(sentences, 'sentence')}"
        if sentences > count:
            reason += ", and about every two or three of them give one bullet"
    else:
        reason = "what else the article says repeats these, or cannot stand alone"
    return f"{count_noun(count, 'bullet')}, not {most}: {reason}"
