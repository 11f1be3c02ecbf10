"""`mujaz models export`, `import` and `remove`: how bundles go elsewhere, come from there, and leave."""

from __future__ import annotations

from pathlib import Path

import click

from mujaz.cli.console import note, printable
from mujaz.cli.options import console_options
from mujaz.errors import InputError


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
@click.option("--again", is_flag=True, help="Take the place of other bundles of the same names.")
@console_options
def import_command(file: str, digest: str | None, again: bool) -> None:
    """Take bundles out of an archive that `mujaz models export` wrote, each verified first."""
    from mujaz.models.registry.archive import import_bundles
    from mujaz.models.registry.terms import Listener

    listener = Listener(accept=lambda _terms: False, say=note)
    for bundle in import_bundles(Path(file), listener, sha256=digest, again=again):
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
