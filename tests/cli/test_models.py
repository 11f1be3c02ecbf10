"""`mujaz models`, and the standard models from nothing to a brief, in processes of their own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from click.testing import CliRunner, Result

from mujaz.cli.errors import Failure, translate_errors
from mujaz.cli.main import cli
from mujaz.cli.models import pulling
from mujaz.cli.models.pulling import Transfers
from mujaz.models import Bundle, open_bundle
from mujaz.models.registry.catalogue import STANDARD
from mujaz.models.registry.terms import Terms
from tests.cli.test_progress import at_terminal
from tests.hub import Repository, StandInHub

MT5, BIG, *_ = STANDARD


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of pulled bundles, empty."""
    monkeypatch.setenv("MUJAZ_HOME", str(tmp_path))
    (tmp_path / "bundles").mkdir()
    return tmp_path / "bundles"


@pytest.fixture
def tiny(home: Path, marian_bundle: Bundle) -> Path:
    """A bundle called tiny."""
    return Path(shutil.copytree(marian_bundle.path, home / "tiny"))


def models(*arguments: object, **options: str) -> Result:
    return CliRunner().invoke(cli, ["models", *map(str, arguments)], **options)  # type: ignore[arg-type]


def test_list_shows_what_is_here_and_what_could_be(home: Path) -> None:
    lines = [line.split() for line in models("list").stdout.splitlines()]
    assert [line[0] for line in lines] == ["name", "embedded-ar-en", *(model.name for model in STANDARD)]
    assert lines[1][1:3] == ["embedded", "translate"]
    assert lines[2][1:9] == ["not", "pulled", "summarize", "up", "to", "2,328", "MB", "CC-BY-NC-SA-4.0"]
    assert " ".join(lines[2][9:]) == "published: XL-Sum Arabic test: ROUGE-1 34.9, ROUGE-2 14.8, ROUGE-L 29.2"


def test_list_as_json_has_everything(tiny: Path) -> None:
    found = {entry["name"]: entry for entry in json.loads(models("list", "--json").stdout)}
    assert (found["tiny"]["state"], found["tiny"]["path"], found["tiny"]["source"]) == (
        "pulled",
        str(tiny),
        "tests/checkpoints.py",
    )
    assert found["tiny"]["bytes"] == sum(path.stat().st_size for path in tiny.iterdir())
    assert found["mt5-xlsum"]["revision"] == "2437a524effdbadc327ced84595508f1e32025b3"
    assert found["mt5-xlsum"]["published"][0]["by"] == "csebuetnlp/xl-sum, README"


def test_list_shows_a_damaged_bundle_as_such(tiny: Path) -> None:
    (tiny / "manifest.json").write_text("{}")
    assert ["tiny", "damaged"] in [line.split()[:2] for line in models("list").stdout.splitlines()]


def test_verify_names_what_is_whole_and_what_is_not(tiny: Path) -> None:
    result = models("verify")
    assert result.exit_code == 0
    assert [line.split("\t")[:2] for line in result.stdout.splitlines()] == [["embedded-ar-en", "ok"], ["tiny", "ok"]]
    (tiny / "config.json").write_text("{}")
    result = models("verify")
    assert result.exit_code == 3
    assert result.stdout.startswith("embedded-ar-en\tok")
    assert "config.json is not the file that the manifest names" in result.stderr
    assert result.stderr.endswith("mujaz: refused: tiny\n")


def test_path_tells_where_bundles_are(tiny: Path) -> None:
    assert models("path").stdout == f"{tiny.parent}\n"
    assert models("path", "tiny").stdout == f"{tiny}\n"
    assert models("path", "none").exit_code == 3


def test_a_bundle_goes_out_and_comes_back(tiny: Path, tmp_path: Path) -> None:
    archive = tmp_path / "tiny.tar"
    digest, name = models("export", "tiny", archive).stdout.split()
    assert name == str(archive)
    assert models("remove", "tiny").exit_code == 0
    assert models("path", "tiny").exit_code == 3
    result = models("import", archive, "--digest", digest)
    assert (result.exit_code, result.stdout) == (0, f"tiny\t{tiny}\n")
    assert result.stderr == "tiny: licence Apache-2.0\n"


def test_an_archive_is_named_as_one(tiny: Path) -> None:
    result = models("export", "tiny", "embedded-ar-en")
    assert result.exit_code == 2
    assert "ends in .tar" in result.stderr


def test_card_prints_markdown(tiny: Path) -> None:
    assert models("card", "tiny").stdout.startswith("# tiny-marian 1\n")


def test_a_strangers_manifest_cannot_steer_the_terminal(tiny: Path) -> None:
    manifest = json.loads((tiny / "manifest.json").read_text(encoding="utf-8"))
    manifest["licence"] = "MIT\x1b[2J\x9b2J\u202e"
    (tiny / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    for command in (("card", "tiny"), ("list",), ("list", "--json")):
        shown = models(*command).stdout
        assert "MIT" in shown
        assert not {"\x1b", "\x9b", "\u202e"} & set(shown)


@pytest.mark.parametrize("target", ["opus", "auto", "embedded"])
def test_what_cannot_be_pulled_is_wrong_use(target: str, home: Path) -> None:
    assert models("pull", target).exit_code == 2


def test_one_name_is_for_one_model(home: Path) -> None:
    result = models("pull", "newsroom", "--name", "mine")
    assert (result.exit_code, result.stderr) == (2, "mujaz: --name is for one model at a time\n")


class Machine:
    """A machine on which nothing is pulled yet; each command is a process of its own."""

    def __init__(self, home: Path, hub: StandInHub) -> None:
        self.bundles = home / "bundles"
        self._environment = {
            **os.environ,
            "HF_ENDPOINT": hub.endpoint,
            "MUJAZ_HOME": str(home),
            "HF_HUB_DISABLE_TELEMETRY": "1",
            # int8 of tiny models overflows in oneDNN's arithmetic without VNNI (docs/findings/engines.md).
            "CT2_USE_MKL": "1",
        }

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "mujaz.cli.main", *arguments],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str) -> tuple[int, str, str]:
        process = self.start(*arguments)
        out, err = process.communicate(timeout=240)
        return process.returncode, out, err


@pytest.fixture(scope="module")
def hub(marian_checkpoint: Path, mt5_checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> StandInHub:
    """The standard models' repositories, with tiny checkpoints of the same layouts."""
    stand_in, folder = StandInHub(), tmp_path_factory.mktemp("published")
    stand_in.repositories[MT5.repository] = Repository.of(
        published(mt5_checkpoint, folder / "mt5"), commit=MT5.revision
    )
    stand_in.repositories[BIG.repository] = Repository.of(
        published(marian_checkpoint, folder / "marian"), licence="cc-by-4.0"
    )
    return stand_in


def published(checkpoint: Path, folder: Path) -> Path:
    """A checkpoint as its authors published it: the weights as a pickle, the settings of generation apart."""
    # torch comes with an extra.
    import torch
    from safetensors.torch import load_file

    shutil.copytree(checkpoint, folder, ignore=shutil.ignore_patterns("model.safetensors"))
    torch.save(load_file(checkpoint / "model.safetensors"), folder / "pytorch_model.bin")
    (folder / "generation_config.json").write_text('{"num_beams": 6}', encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def machine(hub: StandInHub, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    return Machine(tmp_path_factory.mktemp("machine"), hub)


@pytest.fixture(scope="module")
def article(examples: Path) -> str:
    return str(examples / "politics.txt")


def test_the_standard_models_come_from_nothing_to_a_brief_and_stay(
    machine: Machine, hub: StandInHub, article: str
) -> None:
    """One story, as an editor meets it: nothing there, refused, killed, pulled, and then without a network."""
    brief = ("brief", article, "--profile", "newsroom", "--threads", "1", "--format", "json")
    with hub.running():
        code, _, err = machine.run(*brief)
        assert (code, "`mujaz models pull newsroom`" in err) == (3, True)

        code, _, err = machine.run("models", "pull", "newsroom")
        assert code == 3
        assert "may not be used commercially" in err
        assert "--accept-licence" in err
        assert hub.served("pytorch_model.bin") == []

        _kill_in_the_middle(machine, hub)
        assert not machine.bundles.exists() or not list(machine.bundles.iterdir())

        code, out, err = machine.run("models", "pull", "newsroom", "--accept-licence", "--threads", "1")
        assert code == 0, err
        assert [line.split("\t")[0] for line in out.splitlines()] == ["mt5-xlsum", "opus-mt-tc-big-ar-en"]
        assert len(hub.served("spiece.model")) == 1  # it had arrived before the kill
        assert hub.served("modeling.py") == hub.served("tf_model.h5") == []

        code, online, err = machine.run(*brief)
        assert code == 0, err
    assert sorted(path.name for path in machine.bundles.iterdir()) == ["mt5-xlsum", "opus-mt-tc-big-ar-en"]

    code, offline, err = machine.run(*brief)
    assert (code, offline) == (0, online), err
    code, auto, err = machine.run("brief", article, "--threads", "1", "--format", "json", "-v")
    assert "profile auto, by what is installed: mt5, mt5-xlsum, opus-mt-tc-big-ar-en" in err
    used = json.loads(auto)["provenance"]["bundles"]
    assert [bundle["name"] for bundle in used] == ["mt5-xlsum", "opus-mt-tc-big-ar-en"]
    assert used == json.loads(online)["provenance"]["bundles"]
    manifest = open_bundle(machine.bundles / "mt5-xlsum").manifest
    assert (manifest.source.repository, manifest.source.revision) == (MT5.repository, MT5.revision)
    assert manifest.generation == MT5.generation


def test_a_checkpoint_on_disk_becomes_a_bundle(home: Path, marian_checkpoint: Path) -> None:
    source = f"{BIG.repository}@{40 * 'a'}"
    result = models("convert", marian_checkpoint, "--name", "mine", "--source", source, "--threads", "1")
    assert (result.exit_code, result.stdout) == (0, f"mine\t{home / 'mine'}\n"), result.stderr
    about = open_bundle("mine").manifest
    assert (about.source.revision, about.licence, about.attribution) == (40 * "a", "CC-BY-4.0", list(BIG.attribution))
    assert set(about.parity) == {"float32", "int8"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no limit to a file's size")
def test_a_disk_that_fills_up_during_a_conversion_is_no_defect(
    home: Path, marian_checkpoint: Path, tmp_path: Path
) -> None:
    import resource  # no such module on Windows

    folder = published(marian_checkpoint, tmp_path / "published")
    limit = (folder / "pytorch_model.bin").stat().st_size * 3 // 4  # the vocabularies fit
    result = subprocess.run(
        [sys.executable, "-m", "mujaz.cli.main", "models", "convert", str(folder), "--threads", "1"],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert (result.returncode, "is full; make room" in result.stderr) == (4, True), result.stderr
    assert not list(home.iterdir())


@pytest.mark.parametrize(("answer", "agreed"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_who_sits_at_a_terminal_is_asked(answer: str, agreed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        @staticmethod
        def isatty() -> bool:
            return True

    asked = click.Command("ask", callback=lambda: click.echo(pulling._ask_consent(Terms("a/b", "x", "Not for sale."))))
    monkeypatch.setattr(pulling, "sys", SimpleNamespace(stdin=Terminal, stderr=Terminal))
    result = CliRunner().invoke(asked, input=answer)
    assert result.stderr.startswith("a/b: Not for sale.\nDo you accept this licence? [y/N]: ")
    assert result.stdout.endswith(f"{agreed}\n")


def test_ctrl_c_at_the_question_interrupts_and_ctrl_d_is_no_consent(monkeypatch: pytest.MonkeyPatch) -> None:
    pressed: list[type[BaseException]] = [KeyboardInterrupt, EOFError]

    def press(_question: str) -> str:
        raise pressed.pop(0)

    terminal = SimpleNamespace(isatty=lambda: True)
    monkeypatch.setattr(pulling, "sys", SimpleNamespace(stdin=terminal, stderr=terminal))
    monkeypatch.setattr("click.termui.visible_prompt_func", press)
    with pytest.raises(Failure) as interrupted, translate_errors():
        pulling._ask_consent(Terms("a/b", "x", "Not for sale."))
    assert interrupted.value.exit_code == 130
    assert pulling._ask_consent(Terms("a/b", "x", "Not for sale.")) is False


def test_downloads_are_shown_on_a_terminal_and_the_bars_go(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = at_terminal(monkeypatch)
    with Transfers() as transfers:
        for done in (10_000_000, 20_000_000, 40_000_000):
            transfers.tell("model.bin", done, 40_000_000)
    assert "model.bin" in terminal.getvalue()
    assert "40.0/40.0 MB" in terminal.getvalue()
    assert terminal.getvalue().endswith("\x1b[2K")


def test_downloads_are_not_shown_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    with Transfers() as transfers:
        transfers.tell("model.bin", 10, 40)
    assert capsys.readouterr() == ("", "")


def _kill_in_the_middle(machine: Machine, hub: StandInHub) -> None:
    hub.faults.slow["pytorch_model.bin"] = 5.0
    process = machine.start("models", "pull", "newsroom", "--accept-licence")
    deadline = time.monotonic() + 120
    while not hub.served("pytorch_model.bin") and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    hub.faults.slow.clear()
