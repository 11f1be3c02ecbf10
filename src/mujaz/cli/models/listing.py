"""`mujaz models list`, `path`, `verify` and `card`: what is here, and whether it is whole."""

from __future__ import annotations

import json
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import click

from mujaz.cli.console import note, printable, warn
from mujaz.cli.options import console_options
from mujaz.errors import BundleError, ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.models.bundle import Bundle
    from mujaz.models.manifest import Quality
    from mujaz.models.registry.catalogue import Published
    from mujaz.models.registry.listing import Entry

_HEAD = ("name", "state", "task", "size", "licence", "quality")


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Everything that is known, as JSON.")
@console_options
def list_command(as_json: bool) -> None:
    """Show the models that are here, and the standard models that are not."""
    from mujaz.models.registry.listing import list_models

    found = list_models()
    if as_json:
        click.echo(json.dumps([_record(entry) for entry in found], indent=2))  # ASCII: see `log`
        return
    rows = [_HEAD, *map(_row, found)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo(printable(line.rstrip()))


def _row(entry: Entry) -> tuple[str, ...]:
    size = f"{'' if entry.path else 'up to '}{entry.size / 1e6:,.0f} MB"
    return (entry.name, entry.state, entry.task, size, shorten(entry.licence, 30, placeholder="…"), _quality(entry))


def _quality(entry: Entry) -> str:
    if entry.quality:
        return _by_set(entry.quality)
    return f"published: {_by_set(entry.published)}" if entry.published else "not measured"


def _by_set(scores: Sequence[Quality | Published]) -> str:
    """Each test set once, with all that was measured on it."""
    sets = dict.fromkeys(score.test_set for score in scores)
    return "; ".join(
        f"{name}: {', '.join(f'{one.metric} {one.score:.1f}' for one in scores if one.test_set == name)}"
        for name in sets
    )


def _record(entry: Entry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "state": entry.state,
        "task": entry.task,
        "licence": entry.licence,
        "bytes": entry.size,
        "path": str(entry.path) if entry.path else None,
        "source": entry.source,
        "revision": entry.revision,
        "quality": [quality.model_dump() for quality in entry.quality],
        "published": [
            {"test_set": p.test_set, "metric": p.metric, "score": p.score, "by": p.by} for p in entry.published
        ],
    }


@click.command("path")
@click.argument("name", required=False)
@console_options
def path_command(name: str | None) -> None:
    """Print the folder of a bundle, or the one that holds all pulled bundles."""
    from mujaz.models.bundle import list_bundles, user_folder
    from mujaz.models.registry.store import find_stored

    if name is None:
        click.echo(str(user_folder()))
        return
    bundle = find_stored(name)
    if bundle is None:
        raise BundleError(name, f"not found; there are {', '.join(list_bundles()) or 'none'}")
    click.echo(str(bundle.path))


@click.command("verify")
@click.argument("names", nargs=-1, metavar="[NAME]…")
@click.option("--hub", "ask", is_flag=True, help="Ask the hub, too, whether the source of each has moved on.")
@console_options
def verify_command(names: tuple[str, ...], ask: bool) -> None:
    """Check every file of bundles, all of them by default, against their manifests."""
    from mujaz.models.bundle import list_bundles, open_bundle

    failed = []
    for name in names or list_bundles():
        try:
            bundle = open_bundle(name)
        except BundleError as exc:
            failed.append(name)
            warn(str(exc))
        else:
            click.echo(printable(f"{name}\tok\t{bundle.digest}"))
            if ask:
                _tell_moved(name, bundle)
    if failed:
        raise ModelError(f"refused: {', '.join(failed)}")


def _tell_moved(name: str, bundle: Bundle) -> None:
    from mujaz.models.registry.listing import check_upstream
    from mujaz.models.registry.orders import write_pull_command

    source = bundle.manifest.source
    there = check_upstream(source)
    if there is None:
        note(f"{name}: {source.repository} is no repository of the hub at a commit")
    elif there.moved:
        note(
            f"{name} is of {source.repository} at {source.revision}; {there.followed} is {there.commit} now: "
            f"`{write_pull_command(bundle.path.name, bundle.manifest)}` fetches that"
        )
    else:
        note(f"{name} is of {source.repository} at {source.revision}, which {there.followed} still is")


@click.command("card")
@click.argument("name")
@console_options
def card_command(name: str) -> None:
    """Print a bundle's model card, made from its manifest, in Markdown."""
    from mujaz.models.bundle import open_bundle
    from mujaz.models.registry.card import write_card

    for line in write_card(open_bundle(name)).splitlines():
        click.echo(printable(line))
