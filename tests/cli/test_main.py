"""The group: its listing, its help, errors as exit codes, signals and pipes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from mujaz import __version__
from mujaz.cli import main as entry
from mujaz.cli.main import COMMANDS, cli
from mujaz.errors import BundleError, InputError, OutputError

MUJAZ = [sys.executable, "-m", "mujaz.cli.main"]


def failing_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make `mujaz schema` raise `error`."""

    def fail() -> None:
        raise error

    monkeypatch.setattr("mujaz.cli.schema.brief_schema", fail)


def commands(group: click.Group, path: str) -> list[tuple[str, click.Command]]:
    found: list[tuple[str, click.Command]] = []
    for name, command in group.commands.items():
        found.append((f"{path} {name}", command))
        if isinstance(command, click.Group):
            found += commands(command, f"{path} {name}")
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_the_listed_help_of_a_command_begins_its_own_help(name: str) -> None:
    command = import_module(f"mujaz.cli.{name}").command
    assert command.help.lower().startswith(COMMANDS[name].lower().removesuffix("."))


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_shows_help_for_itself_its_arguments_and_every_option(name: str) -> None:
    command = import_module(f"mujaz.cli.{name}").command
    nested = commands(command, name) if isinstance(command, click.Group) else []
    for path, each in [(name, command), *nested]:
        result = CliRunner().invoke(cli, [*path.split(), "--help"])
        assert result.exit_code == 0
        assert each.help
        assert [p.name for p in each.params if isinstance(p, click.Option) and not p.help] == []


def test_the_listing_shows_every_command_in_order() -> None:
    lines = CliRunner().invoke(cli, ["--help"]).output.splitlines()
    listed = [line.split()[0] for line in lines if line.startswith("  ") and line.split()[0] in COMMANDS]
    assert listed == list(COMMANDS)


def test_the_version_is_the_package_s() -> None:
    assert CliRunner().invoke(cli, ["--version"]).output == f"mujaz, version {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("nonsense", "No such command 'nonsense'; see `mujaz --help`"),
        ("models pul", "No such command 'pul'. Did you mean 'pull'?; see `mujaz models --help`"),
        ("--nonsense", "No such option '--nonsense'; see `mujaz --help`"),
        ("brief", "Missing argument 'FILES…|ADDRESSES…|-'; see `mujaz brief --help`"),
        (
            "brief --bullets x -",
            "Invalid value for '--bullets': 'x' is not a valid integer range; see `mujaz brief --help`",
        ),
        ("brief - --visual --format json", "--visual is for the text format on a terminal; see `mujaz brief --help`"),
    ],
)
def test_wrong_use_is_told_on_one_line_with_exit_code_2(arguments: str, message: str) -> None:
    result = CliRunner().invoke(cli, arguments.split(), prog_name="mujaz")
    assert (result.exit_code, result.stderr) == (2, f"mujaz: {message}\n")


def test_a_misspelled_option_is_told_with_those_that_are_like_it() -> None:
    (line,) = CliRunner().invoke(cli, ["brief", "-", "--bulets", "3"]).stderr.splitlines()
    assert line.startswith("mujaz: No such option '--bulets'")
    assert "Did you mean" in line
    assert "'--bullets'" in line


def test_wrong_use_is_told_as_json_where_the_log_is_json() -> None:
    result = CliRunner().invoke(cli, ["brief", "-", "--bullets", "x", "--log", "json"])
    assert (json.loads(result.stderr)["event"], result.exit_code) == ("error", 2)


@pytest.mark.parametrize("arguments", [[], ["models"]])
def test_a_group_without_a_command_shows_its_help(arguments: list[str]) -> None:
    assert CliRunner().invoke(cli, arguments).stderr.startswith("Usage: ")


@pytest.mark.parametrize(
    ("error", "message", "code"),
    [
        (InputError("bad profile"), "mujaz: bad profile\n", 2),
        (BundleError("x", "altered"), "mujaz: bundle x: altered\n", 3),
        (OutputError("disk full"), "mujaz: disk full\n", 4),
        (
            OSError(28, "No space left on device"),
            "mujaz: standard output cannot be written: No space left on device\n",
            4,
        ),
        (KeyboardInterrupt(), "mujaz: interrupted\n", 130),
    ],
)
def test_an_error_is_a_message_and_an_exit_code(
    error: BaseException, message: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing_with(error, monkeypatch)
    monkeypatch.setattr("mujaz.cli.errors._abandon_stdout", lambda: None)
    result = CliRunner().invoke(cli, ["schema"])
    assert (result.stderr, result.exit_code) == (message, code)


def test_a_defect_is_one_line_with_a_hint_and_a_traceback_only_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("mujaz.cli.doctor.check_installation", fail)
    result = CliRunner().invoke(cli, ["doctor"])
    assert result.exit_code == 70
    (line,) = result.stderr.splitlines()
    assert line.startswith("mujaz: unexpected ZeroDivisionError: division by zero (")
    assert "run again with -v" in line
    assert isinstance(CliRunner().invoke(cli, ["doctor", "-v"]).exception, ZeroDivisionError)


def test_terminal_escapes_in_a_message_are_shown_and_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    failing_with(InputError("no file \x1b]0;owned\x07\u202e.txt"), monkeypatch)
    assert CliRunner().invoke(cli, ["schema"]).stderr == "mujaz: no file \\u001b]0;owned\\u0007\\u202e.txt\n"


def test_a_message_is_one_line_whatever_it_quotes(monkeypatch: pytest.MonkeyPatch) -> None:
    failing_with(InputError("no file a\nmujaz: all is well\r\u2028.txt"), monkeypatch)
    expected = "mujaz: no file a\\u000amujaz: all is well\\u000d\\u2028.txt\n"
    assert CliRunner().invoke(cli, ["schema"]).stderr == expected


def test_the_console_script_is_the_group(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["mujaz", "--version"])
    with pytest.raises(SystemExit) as leaving:
        entry.main()
    assert leaving.value.code == 0
    assert capsys.readouterr().out.startswith("mujaz, version")


def test_ctrl_c_ends_with_130_one_line_and_no_traceback(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    os.mkfifo(article)
    with _started("brief", article) as process:
        writer = _opened_by_both(article)
        assert _exit_code_after(process, signal.SIGINT) == 130
        os.close(writer)
        assert process.stderr
        assert process.stderr.read() == "mujaz: interrupted\n"


def test_a_polite_request_to_end_leaves_the_old_output_and_nothing_beside_it(tmp_path: Path) -> None:
    article, output = tmp_path / "article.txt", tmp_path / "out.txt"
    os.mkfifo(article)
    output.write_text("old", encoding="utf-8")
    with _started("brief", article, "-o", output) as process:
        writer = _opened_by_both(article)
        assert len(list(tmp_path.iterdir())) == 3
        assert _exit_code_after(process, signal.SIGTERM) == 143
        os.close(writer)
        assert process.stderr
        assert process.stderr.read() == ""
    assert {entry.name for entry in tmp_path.iterdir()} == {"article.txt", "out.txt"}
    assert output.read_text(encoding="utf-8") == "old"


@contextmanager
def _started(*arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    """The command as a terminal starts it: a shell that runs tests in the background has them ignore Ctrl-C."""
    process = subprocess.Popen(
        [*MUJAZ, *arguments],
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def _exit_code_after(process: subprocess.Popen[str], number: signal.Signals) -> int:
    # A signal that comes between Python's last look for one and the system's read, as one in hundreds here, is seen
    # when the read ends or another signal comes.
    for _ in range(6):
        process.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            return process.wait(timeout=10)
    pytest.fail("the command went on")


def _opened_by_both(pipe: Path) -> int:
    # A pipe without a reader cannot be opened for writing: once it can, the command is at its work.
    for _ in range(300):
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.1)
    pytest.fail("the command never opened its input")


def test_a_reader_that_leaves_a_pipe_ends_the_run_without_a_word() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*MUJAZ, "schema"], stdout=writer, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writer)
    assert (done.returncode, done.stderr) == (4, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_standard_output_is_told_once() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*MUJAZ, "schema"], stdout=full, stderr=subprocess.PIPE, check=False, text=True, timeout=60
        )
    assert (done.returncode, done.stderr) == (4, "mujaz: standard output cannot be written: No space left on device\n")


def test_arabic_comes_out_as_utf8_whatever_the_locale_says() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [*MUJAZ, "brief", "لا يوجد.txt"], stderr=subprocess.PIPE, env=environment, check=False, timeout=60
    )
    assert (done.returncode, done.stderr.decode()) == (2, "mujaz: لا يوجد.txt: no such file\n")
