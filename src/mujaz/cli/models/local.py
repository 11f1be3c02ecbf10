"""`mujaz models` for the models that are here: list, path, verify, card, export, import, remove."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import click

from mujaz.cli.console import note, printable, warn
from mujaz.cli.options import console_options
from mujaz.errors import BundleError, InputError, ModelError

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

    entries = list_models()
    if as_json:
        click.echo(json.dumps([_make_record(entry) for entry in entries], indent=2))  # ASCII: see `log`
        return
    rows = [_HEAD, *map(_make_row, entries)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo(printable(line.rstrip()))


def _make_row(entry: Entry) -> tuple[str, ...]:
    size = f"{'' if entry.path else 'up to '}{entry.size / 1e6:,.0f} MB"
    return (
        entry.name,
        entry.state,
        entry.task,
        size,
        shorten(entry.licence, 30, placeholder="…"),
        _describe_quality(entry),
    )


def _describe_quality(entry: Entry) -> str:
    if entry.quality:
        return _describe_scores(entry.quality)
    return f"published: {_describe_scores(entry.published)}" if entry.published else "not measured"


def _describe_scores(scores: Sequence[Quality | Published]) -> str:
    """Return each test set once, with all its scores."""
    sets = dict.fromkeys(score.test_set for score in scores)
    return "; ".join(
        f"{name}: {', '.join(f'{score.metric} {score.score:.1f}' for score in scores if score.test_set == name)}"
        for name in sets
    )


def _make_record(entry: Entry) -> dict[str, Any]:
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
    from mujaz.models.bundle import bundle_folders, list_bundles, user_folder
    from mujaz.models.registry.store import find_manifest

    if name is None:
        click.echo(str(user_folder()))
        return
    if find_manifest(name) is None:
        raise BundleError(name, f"not found; there are {', '.join(list_bundles()) or 'none'}")
    click.echo(str(bundle_folders()[name]))


@click.command("verify")
@click.argument("names", nargs=-1, metavar="[NAME]…")
@click.option("--hub", "ask_hub", is_flag=True, help="Ask the hub, too, whether the source of each has moved on.")
@console_options
def verify_command(names: tuple[str, ...], ask_hub: bool) -> None:
    """Check every file of bundles, all of them by default, against their manifests."""
    from mujaz.models.bundle import list_bundles, open_bundle
    from mujaz.models.registry.firefox.pinned import describe_difference

    failed = []
    for name in names or list_bundles():
        try:
            bundle = open_bundle(name)
        except BundleError as exc:
            failed.append(name)
            warn(str(exc))
        else:
            click.echo(printable(f"{name}\tok\t{bundle.digest}"))
            if difference := describe_difference(bundle.manifest):
                note(f"{name}: {difference}")
            if ask_hub:
                _report_moved(name, bundle)
    if failed:
        raise ModelError(f"refused: {', '.join(failed)}")


def _report_moved(name: str, bundle: Bundle) -> None:
    from mujaz.models.registry.listing import check_upstream
    from mujaz.models.registry.orders import write_pull_command

    source = bundle.manifest.source
    upstream = check_upstream(source)
    if upstream is None:
        note(f"{name}: {source.repository} is no repository of the hub at a commit")
    elif upstream.moved:
        note(
            f"{name} is of {source.repository} at {source.revision}; {upstream.followed} is {upstream.commit} now: "
            f"`{write_pull_command(bundle.path.name, bundle.manifest)}` fetches that"
        )
    else:
        note(f"{name} is of {source.repository} at {source.revision}, which {upstream.followed} still is")


@click.command("card")
@click.argument("name")
@console_options
def card_command(name: str) -> None:
    """Print a bundle's model card, made from its manifest, in Markdown."""
    from mujaz.models.bundle import open_bundle
    from mujaz.models.registry.card import write_card

    for line in write_card(open_bundle(name)).splitlines():
        click.echo(printable(line))


@click.command("export")
@click.argument("names", nargs=-1, required=True, metavar="NAME|PROFILE…")
@click.argument("file", metavar="FILE.tar")
@console_options
def export_command(names: tuple[str, ...], file: str) -> None:
    """Write bundles into one archive, for machines without a network; prints its SHA-256."""
    from mujaz.models.registry.archive import export_bundles
    from mujaz.profiles import pulled_by

    if not file.endswith(".tar"):
        raise InputError(f"{file}: give the archive a name that ends in .tar")
    bundles = dict.fromkeys(bundle for name in names for bundle in pulled_by(name))
    digest = export_bundles(list(bundles), Path(file))
    click.echo(printable(f"{digest}  {file}"))


@click.command("import")
@click.argument("file", metavar="FILE.tar")
@click.option("--digest", metavar="HEX", help="What export printed: refuse an archive that is another.")
@click.option("--again", "replaces", is_flag=True, help="Take the place of other bundles of the same names.")
@console_options
def import_command(file: str, digest: str | None, replaces: bool) -> None:
    """Take bundles out of an archive that `mujaz models export` wrote, each verified first."""
    from mujaz.models.registry.archive import import_bundles
    from mujaz.models.registry.terms import Listener

    listener = Listener(accept=lambda _terms: False, say=note)
    for bundle in import_bundles(Path(file), listener, sha256=digest, again=replaces):
        note(f"{bundle.path.name}: licence {bundle.manifest.licence}")
        click.echo(printable(f"{bundle.path.name}\t{bundle.path}"))


@click.command("remove")
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@console_options
def remove_command(names: tuple[str, ...]) -> None:
    """Delete pulled bundles."""
    from mujaz.models.registry.store import remove

    for name in names:
        folder = remove(name, lambda busy: note(f"another process is busy with {busy}; waiting for it"))
        note(f"removed {folder}")
