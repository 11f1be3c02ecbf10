"""Pulling: the terms are agreed to, what is fetched becomes a bundle, and nothing half-made is left."""

from __future__ import annotations

import errno
import os
import shutil
import tarfile
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mujaz.cli.main import cli
from mujaz.errors import BundleError, InputError, MissingExtraError, ModelError, OutputError
from mujaz.models import Bundle, open_bundle
from mujaz.models.bundle import list_bundles
from mujaz.models.manifest import GenerationDefaults, Source
from mujaz.models.registry import transfer
from mujaz.models.registry.archive import export_bundles
from mujaz.models.registry.catalogue import STANDARD, find_standard
from mujaz.models.registry.conversion import convert_folder, read_generation_defaults
from mujaz.models.registry.hub import Snapshot
from mujaz.models.registry.listing import Upstream, check_upstream, list_models
from mujaz.models.registry.orders import Order, order_conversion, order_pull, write_pull_command
from mujaz.models.registry.pull import fetch_checkpoint, pull
from mujaz.models.registry.store import lock_bundle, remove
from mujaz.models.registry.terms import Listener, Terms, find_terms
from tests.hub import Repository, StandInHub
from tests.models.registry.conftest import COMMIT, REPOSITORY, hashes


class Voice:
    """A user who accepts or refuses, and hears what is said."""

    def __init__(self, *, accepts: bool = False) -> None:
        self.asked: list[Terms] = []
        self.heard: list[str] = []
        self._accepts = accepts

    def accept(self, terms: Terms) -> bool:
        self.asked.append(terms)
        return self._accepts

    @property
    def listener(self) -> Listener:
        return Listener(accept=self.accept, say=self.heard.append)


def order(**fields: Any) -> Order:
    return replace(order_pull(REPOSITORY), **fields)


def test_the_names_of_standard_models_stand_for_their_repositories() -> None:
    ordered = order_pull("mt5-xlsum")
    assert (ordered.repository, ordered.revision) == (
        "csebuetnlp/mT5_multilingual_XLSum",
        "2437a524effdbadc327ced84595508f1e32025b3",
    )
    assert (ordered.name, ordered.format, ordered.quantization) == ("mt5-xlsum", "ctranslate2", "int8")


def test_a_reference_keeps_the_weights_as_they_are() -> None:
    ordered = order_pull("opus-mt-tc-big-ar-en-reference")
    assert (ordered.name, ordered.format) == ("opus-mt-tc-big-ar-en-reference", "safetensors")
    assert ordered.model is find_standard("opus-mt-tc-big-ar-en")


@pytest.mark.parametrize(
    ("target", "name", "revision"),
    [
        ("Helsinki-NLP/opus-mt-ar-en", "opus-mt-ar-en", "main"),
        (f"Helsinki-NLP/opus-mt-ar-en@{COMMIT}", "opus-mt-ar-en", COMMIT),
        ("someone/Their_Model@v2", "their-model", "v2"),
    ],
)
def test_a_repository_may_come_with_a_revision(target: str, name: str, revision: str) -> None:
    ordered = order_pull(target)
    assert (ordered.name, ordered.repository, ordered.revision) == (name, target.split("@")[0], revision)


@pytest.mark.parametrize("target", ["opus", "a/b/c", "../etc/passwd", "a b/c", "", "http://host/model"])
def test_what_is_neither_name_nor_repository_is_an_error(target: str) -> None:
    with pytest.raises(
        InputError, match="there are mt5-xlsum, opus-mt-tc-big-ar-en, opus-mt-ar-en, firefox-ar-en, or give REPO"
    ):
        order_pull(target)


def test_a_pulled_model_is_found_by_its_name_with_its_origin(
    home: Path, repository: Repository, copying: list[Path]
) -> None:
    voice = Voice()
    bundle = pull(order(), voice.listener)
    assert open_bundle("tiny-ar-en").path == home / "bundles" / "tiny-ar-en"
    about = bundle.manifest
    assert (about.source.repository, about.source.revision) == (REPOSITORY, COMMIT)
    assert (about.task, about.licence, about.attribution) == (
        "translate",
        "apache-2.0",
        [f"{REPOSITORY}, apache-2.0"],
    )
    assert voice.asked == []
    assert voice.heard[0] == f"{REPOSITORY}: licence apache-2.0"


def test_nothing_is_left_of_the_making(home: Path, repository: Repository, copying: list[Path]) -> None:
    pull(order(), Voice().listener)
    assert {path.name for path in home.iterdir()} == {"bundles", "unfinished"}
    assert [path.name for path in (home / "unfinished").iterdir()] == [".tiny-ar-en.lock"]


def test_a_bundle_that_is_there_is_not_pulled_again_even_without_a_network(
    home: Path, repository: Repository, server: StandInHub, copying: list[Path]
) -> None:
    first = pull(order(), Voice().listener)
    server.requests.clear()
    voice = Voice()
    assert pull(order(), voice.listener).digest == first.digest
    assert voice.heard == [
        "tiny-ar-en is there already",
        f"tiny-ar-en is of commit {COMMIT}; --again fetches what main is now",
    ]
    assert server.requests == []


def test_again_replaces_what_is_there(home: Path, repository: Repository, copying: list[Path]) -> None:
    pull(order(), Voice().listener)
    repository.commit = "beef" + 36 * "0"
    voice = Voice()
    assert pull(order(), voice.listener, again=True).manifest.source.revision == repository.commit
    assert f"tiny-ar-en: main is another commit now than {COMMIT}, which was pulled" in voice.heard
    assert list_bundles().count("tiny-ar-en") == 1


def test_another_commit_than_the_one_that_is_there_is_pulled(
    home: Path, repository: Repository, copying: list[Path]
) -> None:
    pull(order(), Voice().listener)
    repository.commit = "beef" + 36 * "0"
    bundle = pull(order(revision=repository.commit), Voice().listener)
    assert bundle.manifest.source.revision == repository.commit


def test_a_name_that_another_model_has_is_refused(home: Path, repository: Repository, copying: list[Path]) -> None:
    pull(order(), Voice().listener)
    with pytest.raises(ModelError, match=rf"another bundle called tiny-ar-en, of {REPOSITORY}; remove it, or .*--name"):
        pull(order(repository="someone/tiny-ar-en"), Voice().listener)


def test_an_embedded_bundle_cannot_be_replaced(home: Path) -> None:
    with pytest.raises(BundleError, match="this is the name of an embedded bundle"):
        pull(order(name="embedded-ar-en"), Voice().listener)


def test_a_licence_that_restricts_use_must_be_accepted(
    home: Path, repository: Repository, server: StandInHub, copying: list[Path]
) -> None:
    model = STANDARD[0]
    server.repositories[model.repository] = replace(repository, commit=model.revision)
    refusing = Voice()
    with pytest.raises(ModelError, match=r"was not accepted.*may not be used commercially.*--accept-licence"):
        pull(order_pull("mt5-xlsum"), refusing.listener)
    assert [terms.licence for terms in refusing.asked] == ["CC-BY-NC-SA-4.0"]
    assert server.served("config.json") == []
    assert list_bundles() == ["embedded-ar-en"]
    bundle = pull(order_pull("mt5-xlsum"), Voice(accepts=True).listener)
    assert bundle.manifest.generation == model.generation
    assert bundle.manifest.attribution == list(model.attribution)


@pytest.mark.parametrize("licence", ["apache-2.0", "mit", "cc-by-4.0", "cc0-1.0", "bsd-3-clause"])
def test_licences_that_let_everyone_use_the_weights_are_not_asked_about(licence: str) -> None:
    assert find_terms(None, Snapshot(REPOSITORY, COMMIT, licence, ())).restriction == ""


@pytest.mark.parametrize("licence", ["cc-by-nc-4.0", "other", "openrail", "cc-by-nd-4.0"])
def test_every_other_licence_is_asked_about(licence: str) -> None:
    terms = find_terms(None, Snapshot(REPOSITORY, COMMIT, licence, ()))
    assert terms.restriction == f"its licence is {licence}; read what it allows before you use the weights."


def test_a_model_card_without_a_licence_is_asked_about() -> None:
    assert "names no licence" in find_terms(None, Snapshot(REPOSITORY, COMMIT, "", ())).restriction


def test_a_failed_pull_leaves_no_bundle_and_the_next_one_goes_on(
    home: Path, repository: Repository, server: StandInHub, copying: list[Path]
) -> None:
    server.faults.cut["pytorch_model.bin"] = (30_000, 1)
    server.faults.status_after["pytorch_model.bin"] = (1, 503)
    with pytest.raises(ModelError, match="busy"):
        pull(order(), Voice().listener)
    assert list_bundles() == ["embedded-ar-en"]
    server.faults.status_after.clear()
    server.requests.clear()
    pull(order(), Voice().listener)
    assert server.served("pytorch_model.bin") == ["bytes=30000-"]


def test_what_a_killed_pull_left_behind_is_cleared_away(
    home: Path, repository: Repository, copying: list[Path]
) -> None:
    shop = home / "unfinished" / "tiny-ar-en"
    (shop / ("dead" + 36 * "0")).mkdir(parents=True)
    (shop / ".bundle-x" / "half").mkdir(parents=True)
    (shop / "tiny-ar-en").mkdir()
    pull(order(), Voice().listener)
    assert not shop.exists()


def test_a_conversion_that_is_refused_keeps_the_download(
    home: Path, repository: Repository, server: StandInHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ModelError("the converted model is not the same")

    monkeypatch.setattr("mujaz.models.convert.write_bundle", refuse)
    with pytest.raises(ModelError, match="not the same"):
        pull(order(), Voice().listener)
    assert list_bundles() == ["embedded-ar-en"]
    server.requests.clear()
    with pytest.raises(ModelError, match="not the same"):
        pull(order(), Voice().listener)
    assert server.served("pytorch_model.bin") == []


def test_another_kind_of_model_is_refused_before_its_weights_are_fetched(
    home: Path, repository: Repository, server: StandInHub
) -> None:
    repository.files["config.json"] = b'{"model_type": "bert"}'
    with pytest.raises(ModelError, match=r"config.json is of a 'bert' model; Mujaz reads marian and mt5"):
        pull(order(), Voice().listener)
    assert server.served("pytorch_model.bin") == []


def test_a_home_that_cannot_be_written_to_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("MUJAZ_HOME", str(tmp_path / "file" / "home"))
    with pytest.raises(OutputError, match="cannot be written"):
        pull(order(), Voice().listener)


def test_room_for_the_conversion_is_asked_for_before_the_download(
    home: Path, repository: Repository, server: StandInHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transfer.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 400_000})())
    with pytest.raises(OutputError, match="MB are needed below"):
        pull(order(), Voice().listener)
    assert server.served("config.json") == []


def test_without_torch_nothing_is_downloaded(
    home: Path, repository: Repository, server: StandInHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mujaz.models.registry.pull.find_spec", lambda _package: None)
    with pytest.raises(MissingExtraError, match=r"needs the extra \[torch\]: .*pip install .*\[torch\]"):
        pull(order(), Voice().listener)
    assert server.served("config.json") == []


def test_two_pulls_at_once_make_one_bundle(
    home: Path, repository: Repository, server: StandInHub, copying: list[Path]
) -> None:
    server.faults.slow["config.json"] = 0.3
    voices = [Voice(), Voice()]
    threads = [threading.Thread(target=pull, args=(order(), voice.listener)) for voice in voices]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(copying) == 1
    heard = [message for voice in voices for message in voice.heard]
    assert heard.count("another process is busy with tiny-ar-en; waiting for it") == 1
    assert heard.count("tiny-ar-en is there already") == 1


def test_a_checkpoint_on_disk_becomes_a_bundle(home: Path, marian_checkpoint: Path, copying: list[Path]) -> None:
    source = f"Helsinki-NLP/opus-mt-ar-en@{COMMIT}"
    bundle = convert_folder(
        marian_checkpoint, order_conversion(marian_checkpoint, "mine", source, "int8"), "", Voice().listener
    )
    assert copying == [marian_checkpoint]
    about = bundle.manifest
    assert (about.name, about.licence, about.source.revision) == ("mine", "Apache-2.0", COMMIT)
    with pytest.raises(ModelError, match="there is a bundle called mine; remove it"):
        convert_folder(
            marian_checkpoint, order_conversion(marian_checkpoint, "mine", None, "int8"), "", Voice().listener
        )


def test_a_checkpoint_can_be_fetched_as_it_is(
    home: Path, repository: Repository, server: StandInHub, tmp_path: Path
) -> None:
    folder = tmp_path / "starts" / "tiny"
    assert fetch_checkpoint(order(), folder, Voice().listener).commit == COMMIT
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        name: data for name, data in repository.files.items() if name != "modeling.py"
    }
    assert list_bundles() == ["embedded-ar-en"]
    with pytest.raises(OutputError, match="exists; give another folder"):
        fetch_checkpoint(order(), folder, Voice().listener)


def test_a_checkpoint_says_how_it_wants_to_generate(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"num_beams": 6, "max_length": 512, "length_penalty": 1}')
    (tmp_path / "generation_config.json").write_text('{"num_beams": 4, "no_repeat_ngram_size": 2, "max_length": true}')
    assert read_generation_defaults(tmp_path) == GenerationDefaults(
        beam_size=4, max_output_pieces=None, length_penalty=1.0, no_repeat_ngram_size=2
    )


def test_a_bundle_moved_into_place_is_the_one_that_was_made(
    home: Path, repository: Repository, copying: list[Path]
) -> None:
    bundle = pull(order(), Voice().listener)
    assert hashes(bundle.path) == {
        **bundle.manifest.files,
        "manifest.json": bundle.digest,
    }


@pytest.mark.parametrize("name", ["..", ".", "", "../../docs", "a/b", "-x", ".hidden", "موجز", "x" * 65])
def test_a_name_that_would_lead_elsewhere_is_refused_before_anything_is_touched(
    name: str, home: Path, marian_checkpoint: Path, tmp_path: Path
) -> None:
    (home / "bundles").mkdir(parents=True)
    (home / "kept").touch()
    for attempt in (
        lambda: pull(order(name=name), Voice().listener),
        lambda: fetch_checkpoint(order(name=name), tmp_path / "made", Voice().listener),
        lambda: convert_folder(marian_checkpoint, order(name=name), "", Voice().listener),
    ):
        with pytest.raises(InputError, match="cannot be the name of a bundle"):
            attempt()
    assert {path.name for path in home.iterdir()} == {"bundles", "kept"}


def test_a_name_that_differs_in_capitals_only_is_refused(
    home: Path, repository: Repository, copying: list[Path]
) -> None:
    pull(order(), Voice().listener)
    with pytest.raises(BundleError, match="there is tiny-ar-en, whose name differs in capitals only"):
        pull(order(name="Tiny-AR-en"), Voice().listener)


def test_a_repository_gives_its_bundle_a_name_that_is_one() -> None:
    assert order_pull("someone/_Tiny_Model").name == "tiny-model"


@pytest.mark.parametrize(("file", "text"), [("config.json", "{}"), ("manifest.json", "{}")])
def test_a_damaged_bundle_is_pulled_again_without_being_asked_to(
    file: str, text: str, home: Path, repository: Repository, copying: list[Path]
) -> None:
    (pull(order(), Voice().listener).path / file).write_text(text)
    voice = Voice()
    assert open_bundle(pull(order(), voice.listener).path).name == "tiny-ar-en"
    assert voice.heard[0].startswith("tiny-ar-en is damaged and made anew (")


def test_what_is_there_but_made_otherwise_is_told(home: Path, repository: Repository, copying: list[Path]) -> None:
    pull(order(), Voice().listener)
    voice = Voice()
    pull(order(quantization="float32"), voice.listener)
    assert voice.heard[0] == "tiny-ar-en is there already, in int8, its vocabulary whole; --again makes it anew"


def test_two_pulls_that_both_make_it_anew_wait_for_each_other(
    home: Path, repository: Repository, server: StandInHub, copying: list[Path]
) -> None:
    """The one that was waited for takes the workshop away with it."""
    server.faults.slow["config.json"] = 0.3
    failed: list[BaseException] = []

    def again() -> None:
        try:
            pull(order(), Voice().listener, again=True)
        except BaseException as exc:
            failed.append(exc)

    threads = [threading.Thread(target=again) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(copying) == 3
    assert not (home / "unfinished" / "tiny-ar-en").exists()


def test_a_checkpoint_that_cannot_be_moved_leaves_no_folder(
    home: Path, repository: Repository, server: StandInHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def full(_source: Path, target: Path) -> None:
        target.touch()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def to_another_disk(self: Path, target: Path) -> Path:
        if self.name == COMMIT:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", to_another_disk)
    with monkeypatch.context() as patched:
        patched.setattr("mujaz.models.registry.store.shutil.copyfile", full)
        with pytest.raises(OutputError, match=r"made is full; make room"):
            fetch_checkpoint(order(), tmp_path / "made", Voice().listener)
    assert not list(tmp_path.glob("*made*"))
    server.requests.clear()
    fetch_checkpoint(order(), tmp_path / "made", Voice().listener)
    assert server.served("pytorch_model.bin") == []
    assert not list(tmp_path.glob(".made*"))


def test_room_for_a_checkpoint_is_asked_for_on_the_disk_where_it_is_wanted(
    home: Path, repository: Repository, server: StandInHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "small").mkdir()
    monkeypatch.setattr("mujaz.models.registry.pull.on_one_disk", lambda *_folders: False)
    monkeypatch.setattr(
        transfer.shutil,
        "disk_usage",
        lambda folder: type("Usage", (), {"free": 1 if folder.name == "small" else 10**9})(),
    )
    with pytest.raises(OutputError, match=r"small.made, and 0 MB are free; .* or give a folder on another disk"):
        fetch_checkpoint(order(), tmp_path / "small" / "made", Voice().listener)
    assert server.served("config.json") == []


def test_a_kill_between_the_two_renames_costs_nobody_the_bundle(
    home: Path, repository: Repository, copying: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = pull(order(), Voice().listener)
    renamed: list[Path] = []
    original = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if renamed:
            raise KeyboardInterrupt  # as far as the disk goes, a kill: nothing below catches it
        renamed.append(path)
        return original(path, target)

    with monkeypatch.context() as patched:
        patched.setattr("mujaz.models.registry.store.Path.rename", rename)
        with pytest.raises(KeyboardInterrupt):
            pull(order(), Voice().listener, again=True)
    assert renamed == [first.path]
    assert not first.path.exists()
    assert open_bundle("tiny-ar-en").digest == first.digest
    assert list_bundles() == ["embedded-ar-en", "tiny-ar-en"]
    assert [path.name for path in (home / "bundles").iterdir()] == [".tiny-ar-en.old"]
    pull(order(), Voice().listener)
    assert [path.name for path in (home / "bundles").iterdir()] == ["tiny-ar-en"]


def test_listing_and_opening_change_nothing_on_disk(
    home: Path, repository: Repository, copying: list[Path], tmp_path: Path
) -> None:
    bundle = pull(order(), Voice().listener)
    bundle.path.rename(bundle.path.with_name(".tiny-ar-en.old"))
    before = hashes(home)
    assert "tiny-ar-en" in [model.name for model in list_models()]
    assert open_bundle("tiny-ar-en").name == "tiny-ar-en"
    export_bundles(["tiny-ar-en"], tmp_path / "one.tar")
    assert hashes(home) == before
    with tarfile.open(tmp_path / "one.tar") as archive:
        assert {name.split("/")[0] for name in archive.getnames()} == {"tiny-ar-en"}


@pytest.mark.parametrize("command", [remove, lambda name, waiting: pull(order(), Voice().listener, again=True)])
def test_a_bundle_that_was_set_aside_can_be_removed_and_replaced(
    command: Callable[..., object], home: Path, repository: Repository, copying: list[Path]
) -> None:
    bundle = pull(order(), Voice().listener)
    bundle.path.rename(bundle.path.with_name(".tiny-ar-en.old"))
    command("tiny-ar-en", lambda _name: None)
    assert not (home / "bundles" / ".tiny-ar-en.old").exists()


def test_a_kill_after_the_second_rename_leaves_the_new_bundle(
    home: Path, repository: Repository, copying: list[Path]
) -> None:
    bundle = pull(order(), Voice().listener)
    shutil.copytree(bundle.path, home / "bundles" / ".tiny-ar-en.old")
    assert list_bundles() == ["embedded-ar-en", "tiny-ar-en"]
    pull(order(), Voice().listener)
    assert [path.name for path in (home / "bundles").iterdir()] == ["tiny-ar-en"]


def test_a_bundle_is_found_while_another_takes_its_place(
    home: Path, repository: Repository, copying: list[Path]
) -> None:
    pull(order(), Voice().listener)
    with lock_bundle("tiny-ar-en", lambda _name: None):
        (home / "bundles" / "tiny-ar-en").rename(home / "bundles" / ".tiny-ar-en.old")
        assert list_bundles() == ["embedded-ar-en", "tiny-ar-en"]
        assert open_bundle("tiny-ar-en").name == "tiny-ar-en"


def test_whether_the_source_of_a_bundle_has_moved_can_be_asked(
    home: Path, repository: Repository, server: StandInHub, copying: list[Path]
) -> None:
    source = pull(order(), Voice().listener).manifest.source
    assert check_upstream(source) == Upstream("main", COMMIT, moved=False)
    repository.commit = "beef" + 36 * "0"
    assert check_upstream(source) == Upstream("main", repository.commit, moved=True)
    pinned = Source(repository=STANDARD[0].repository, revision=STANDARD[0].revision)
    server.requests.clear()
    assert check_upstream(pinned) == Upstream(STANDARD[0].revision, STANDARD[0].revision, moved=False)
    assert check_upstream(Source(repository="mujaz train", revision="1")) is None
    assert server.requests == []


def test_verify_tells_of_a_source_that_has_moved_on(home: Path, repository: Repository, copying: list[Path]) -> None:
    pull(order(), Voice().listener)
    repository.commit = "beef" + 36 * "0"
    result = CliRunner().invoke(cli, ["models", "verify", "--hub"])
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "embedded-ar-en: mujaz train is no repository of the hub at a commit",
        f"tiny-ar-en is of {REPOSITORY} at {COMMIT}; main is {repository.commit} now: "
        f"`mujaz models pull {REPOSITORY} --again` fetches that",
    ]


@pytest.mark.parametrize(
    ("name", "repository", "fields", "command"),
    [
        ("opus-mt-ar-en", "Helsinki-NLP/opus-mt-ar-en", {}, "opus-mt-ar-en"),
        ("mine", "Helsinki-NLP/opus-mt-ar-en", {"format": "safetensors"}, "opus-mt-ar-en-reference --name mine"),
        ("tiny-ar-en", REPOSITORY, {"parity": {"float32": {}, "int8": {}}}, REPOSITORY),
        ("mine", REPOSITORY, {"parity": {"float32": {}}}, f"{REPOSITORY} --name mine --quantization float32"),
    ],
)
def test_the_command_that_makes_a_bundle_anew_says_what_it_was_made_of(
    name: str, repository: str, fields: dict[str, Any], command: str, marian_bundle: Bundle
) -> None:
    source = Source(repository=repository, revision=COMMIT)
    manifest = marian_bundle.manifest.model_copy(update={"source": source, "parity": {}, **fields})
    assert write_pull_command(name, manifest) == f"mujaz models pull {command} --again"
