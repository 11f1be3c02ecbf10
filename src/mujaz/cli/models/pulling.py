"""`mujaz models pull` and `convert`: how models come here."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self, TypeVar, get_args

import click

from mujaz.cli.console import is_quiet, note, printable
from mujaz.cli.options import Command, console_options
from mujaz.errors import InputError

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from mujaz.models.registry.orders import Order
    from mujaz.models.registry.terms import Listener, Terms

Answer = TypeVar("Answer")
Quantization = Literal["int8", "bfloat16", "float32"]
QUANTIZATIONS = get_args(Quantization)


def _conversion_options(function: Command) -> Command:
    for option in (
        click.option(
            "--threads", type=click.IntRange(0), default=0, help="Threads of the conversion; 0 for all cores."
        ),
        click.option("--full-vocabulary", is_flag=True, help="Keep what other languages than Arabic need, too."),
        click.option(
            "--quantization",
            type=click.Choice(QUANTIZATIONS),
            default="int8",
            show_default=True,
            help="Type of the weights.",
        ),
        click.option("--name", metavar="NAME", help="What the bundle is to be called; the source's name by default."),
    ):
        function = option(function)
    return function


@click.command("pull")
@click.argument("targets", nargs=-1, metavar="NAME|PROFILE|REPO[@REV]…")
@click.option("--accept-licence", is_flag=True, help="Agree to licences that restrict use, without being asked.")
@click.option(
    "--checkpoint",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Only fetch, into FOLDER, to train it further.",
)
@click.option("--again", "replaces", is_flag=True, help="Fetch and convert even what is there already.")
@_conversion_options
@console_options
def pull_command(
    targets: tuple[str, ...],
    accept_licence: bool,
    name: str | None,
    quantization: Quantization,
    full_vocabulary: bool,
    replaces: bool,
    checkpoint: Path | None,
    threads: int,
) -> None:
    """Fetch models from the hub, convert them and check the result.

    A target is a standard model (see `mujaz models list`), a profile (all that it names), or a repository of the hub;
    without one, it says what there is to pull, and asks on a terminal. Interrupted, the same command goes on where it
    was. Firefox's model needs the extra [firefox], OPUS-MT's none; for others the extra [torch] is needed.
    """
    from mujaz.models.registry.terms import Listener

    if not targets:
        _show_choice()
        targets = _ask_choice()
    orders = [order for target in targets for order in _make_orders(target, name, quantization)]
    if full_vocabulary:
        orders = [replace(order, trim=False) for order in orders]
    if name and len(orders) > 1:
        raise InputError("--name is for one model at a time")
    if checkpoint and len(orders) > 1:
        raise InputError("--checkpoint is for one model at a time")
    with Transfers() as transfers:
        listener = Listener(accept=lambda terms: accept_licence or _ask_consent(terms), say=note, tell=transfers.tell)
        for order in orders:
            path = _fetch(order, checkpoint, listener) if checkpoint else _pull(order, listener, replaces, threads)
            click.echo(printable(f"{order.name}\t{path}"))


@click.command("convert")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--source", metavar="REPO[@REV]", help="Where the checkpoint comes from; the folder's name by default.")
@click.option("--licence", default="unknown", show_default=True, metavar="SPDX", help="Licence of the weights.")
@click.option("--reference", is_flag=True, help="Keep the weights as they are, for the transformers engine.")
@_conversion_options
@console_options
def convert_command(
    folder: Path,
    name: str | None,
    source: str | None,
    licence: str,
    quantization: Quantization,
    full_vocabulary: bool,
    reference: bool,
    threads: int,
) -> None:
    """Make a bundle of a transformers checkpoint in FOLDER, and check the result. Needs the extra [torch].

    A source that is a standard model's repository brings that model's licence and settings along.
    """
    from mujaz.models.registry.conversion import convert_folder
    from mujaz.models.registry.orders import order_conversion
    from mujaz.models.registry.terms import Listener

    order = order_conversion(folder, name, source, quantization, reference=reference)
    if full_vocabulary:
        order = replace(order, trim=False)
    listener = Listener(accept=lambda _terms: False, say=note)
    bundle = convert_folder(folder, order, licence, listener, threads=threads)
    click.echo(printable(f"{bundle.path.name}\t{bundle.path}"))


_RECOMMENDED = "firefox"


def _show_choice() -> None:
    """Print each standard model with its size, its terms and the scores that its authors report, and recommend one."""
    from mujaz.models.registry.catalogue import STANDARD

    for model in STANDARD:
        scores = ", ".join(f"{score.metric} {score.score:.1f} on {score.test_set}" for score in model.published)
        size = f"up to {model.checkpoint_bytes / 1e6:,.0f} MB"
        click.echo(printable(f"{model.name}\t{model.task}\t{size}\t{model.licence}\tby its authors: {scores}"))
    note(f"for English to be printed, without torch: mujaz models pull {_RECOMMENDED}")


def _ask_choice() -> tuple[str, ...]:
    """Ask for a model, the recommended one if only Enter is pressed; nothing off a terminal or without an answer."""
    from mujaz.models.registry.catalogue import ALIASES, STANDARD

    if not _is_on_terminal():
        return ()
    choice = click.Choice([*ALIASES, *(model.name for model in STANDARD)])
    answer = _ask(lambda: click.prompt("Pull", type=choice, default=_RECOMMENDED, show_choices=False, err=True), "")
    return (answer,) if answer else ()


def _make_orders(target: str, name: str | None, quantization: Quantization) -> list[Order]:
    from mujaz.models.registry.orders import order_pull
    from mujaz.profiles import pulled_by

    return [order_pull(bundle, name, quantization) for bundle in pulled_by(target)]


def _pull(order: Order, listener: Listener, replaces: bool, threads: int) -> Path:
    from mujaz.models.registry.pull import pull

    return pull(order, listener, again=replaces, threads=threads).path


def _fetch(order: Order, folder: Path, listener: Listener) -> Path:
    from mujaz.models.registry.pull import fetch_checkpoint

    fetch_checkpoint(order, folder, listener)
    return folder


def _ask_consent(terms: Terms) -> bool:
    if not _is_on_terminal():
        return False
    click.echo(printable(f"{terms.repository}: {terms.restriction}"), err=True)
    return _ask(lambda: click.confirm("Do you accept this licence?", err=True), False)


def _is_on_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _ask(question: Callable[[], Answer], no_answer: Answer) -> Answer:
    """Return the answer to a question; `no_answer` after Ctrl-D.

    Raises:
        KeyboardInterrupt: Ctrl-C was pressed; click makes the same error of it as of Ctrl-D.
    """
    try:
        return question()
    except click.Abort as exc:
        if isinstance(exc.__context__, KeyboardInterrupt):
            raise KeyboardInterrupt from exc
        return no_answer


class Transfers:
    """Shows a bar for each file on standard error, if that is a terminal."""

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._bars: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        if not is_quiet() and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
            self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        return self

    def __exit__(self, _type: type[BaseException] | None, _value: object, _traceback: TracebackType | None) -> None:
        self._clear()

    def tell(self, name: str, done: int, size: int) -> None:
        """Show how far a file is; the last one that is whole takes the bars away."""
        if self._progress is None:
            return
        if name not in self._bars:
            self._bars[name] = self._progress.add_task(name, total=size)
            self._progress.start()
        self._progress.update(self._bars[name], completed=done)
        if done >= size:
            self._clear()

    def _clear(self) -> None:
        if self._progress is not None:
            self._progress.stop()
            for bar in self._bars.values():
                self._progress.remove_task(bar)
            self._bars.clear()
