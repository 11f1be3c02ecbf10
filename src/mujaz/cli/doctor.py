"""`mujaz doctor`: is everything there, and does it work?"""

from __future__ import annotations

import click

from mujaz.cli.console import printable
from mujaz.cli.options import console_options, profile_options
from mujaz.errors import ModelError
from mujaz.profiles import Profile

_MARKS = {"ok": "ok     ", "missing": "missing", "failed": "FAILED "}


@click.command("doctor")
@profile_options("strategy", "summarizer", "translator")
@console_options
@click.pass_context
def command(ctx: click.Context, profile: Profile) -> None:
    """Say what is installed, which bundles there are, and whether they work.

    Exits with 3 when a bundle is refused or the canary, a short article through the profile's models, fails.
    """
    from mujaz.pipeline.health import checks

    failed = False
    for check in checks(profile):
        click.echo(f"{_MARKS[check.state]} {printable(check.name)}: {printable(check.detail)}")
        failed = failed or check.state == "failed"
    ctx.exit(ModelError.exit_code if failed else 0)
