"""Fetching from the hub: what is right arrives, what fails says why, and a second try goes on where the first ended."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Generator
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from mujaz.errors import ModelError, OutputError
from mujaz.models.registry import transfer
from mujaz.models.registry.hub import Hub, RemoteFile, Snapshot, _without_secrets, choose_files
from mujaz.models.registry.orders import order_pull
from mujaz.models.registry.pull import pull
from mujaz.models.registry.terms import Listener
from mujaz.models.registry.transfer import ask_for_snapshot, count_missing_bytes, fetch_files, require_room
from tests.hub import Repository, StandInHub
from tests.models.registry.conftest import COMMIT, REPOSITORY

WEIGHTS = "pytorch_model.bin"
NEEDED = {"config.json", "source.spm", "target.spm", "vocab.json", WEIGHTS}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "checkpoint"


@pytest.fixture
def snapshot(hub: Hub) -> Snapshot:
    return hub.snapshot(REPOSITORY, "main")


def fetch(hub: Hub, snapshot: Snapshot, folder: Path) -> list[tuple[str, int, int]]:
    told: list[tuple[str, int, int]] = []
    fetch_files(hub, snapshot, choose_files(snapshot), folder, lambda *progress: told.append(progress))
    return told


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def needed(repository: Repository) -> dict[str, bytes]:
    return {name: data for name, data in repository.files.items() if name in NEEDED}


def test_a_branch_stands_for_the_commit_that_the_hub_names(snapshot: Snapshot) -> None:
    assert (snapshot.repository, snapshot.commit, snapshot.licence) == (REPOSITORY, COMMIT, "apache-2.0")


def test_a_hub_that_is_busy_for_a_moment_is_asked_again(
    hub: Hub, server: StandInHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.faults.status[REPOSITORY] = 503
    with pytest.raises(ModelError, match="busy or out of order"):
        ask_for_snapshot(hub, REPOSITORY, "main")
    assert len(server.requests) == 1 + len(transfer.WAITS)
    monkeypatch.setattr(transfer.time, "sleep", lambda _seconds: server.faults.status.clear())
    assert ask_for_snapshot(hub, REPOSITORY, "main").commit == COMMIT


def test_a_repository_that_is_not_there_is_asked_for_once(hub: Hub, server: StandInHub) -> None:
    with pytest.raises(ModelError, match="no access"):
        ask_for_snapshot(hub, "nobody/nothing", "main")
    assert len(server.requests) == 1


def test_the_files_of_a_checkpoint_arrive_and_nothing_else(
    hub: Hub, snapshot: Snapshot, repository: Repository, folder: Path
) -> None:
    told = fetch(hub, snapshot, folder)
    assert contents(folder) == needed(repository)
    assert told[-1] == (WEIGHTS, 102400, 102400)
    assert [name for name, done, size in told if done == size] == [file.name for file in choose_files(snapshot)]


def test_a_transfer_that_is_cut_goes_on_by_itself(
    hub: Hub, snapshot: Snapshot, repository: Repository, server: StandInHub, folder: Path
) -> None:
    server.faults.cut[WEIGHTS] = (30_000, 3)
    fetch(hub, snapshot, folder)
    assert contents(folder) == needed(repository)
    assert server.served(WEIGHTS) == ["", "bytes=30000-", "bytes=60000-", "bytes=90000-"]


def test_a_second_try_goes_on_where_the_first_gave_up(
    hub: Hub,
    snapshot: Snapshot,
    repository: Repository,
    server: StandInHub,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server.faults.cut[WEIGHTS] = (30_000, 1)
    server.faults.status_after[WEIGHTS] = (1, 503)
    with pytest.raises(ModelError, match=r"is busy or out of order \(503\); try again later.*goes on from there"):
        fetch(hub, snapshot, folder)
    assert not (folder / WEIGHTS).exists()
    assert count_missing_bytes(choose_files(snapshot), folder) == 72_400
    server.faults.status_after.clear()
    server.requests.clear()
    fetch(hub, snapshot, folder)
    assert contents(folder) == needed(repository)
    assert server.served(WEIGHTS) == ["bytes=30000-"]
    assert server.served("config.json") == []


def test_a_server_that_cannot_go_on_is_asked_for_the_whole_file(
    hub: Hub, snapshot: Snapshot, repository: Repository, server: StandInHub, folder: Path
) -> None:
    server.faults.cut[WEIGHTS] = (30_000, 1)
    server.faults.no_ranges = True
    fetch(hub, snapshot, folder)
    assert contents(folder) == needed(repository)


@pytest.mark.parametrize("name", ["config.json", WEIGHTS])
@pytest.mark.parametrize("fault", ["corrupt", "wrong_hash"])
def test_a_file_that_is_not_what_the_hub_names_is_thrown_away(
    fault: str, name: str, hub: Hub, repository: Repository, server: StandInHub, folder: Path
) -> None:
    getattr(server.faults, fault).add(name)
    with pytest.raises(ModelError, match=rf"{name} of {REPOSITORY} is not the file that the hub names.*pull again"):
        fetch(hub, hub.snapshot(REPOSITORY, "main"), folder)
    assert not list(folder.glob(f"*{name}*"))
    getattr(server.faults, fault).clear()
    fetch(hub, hub.snapshot(REPOSITORY, "main"), folder)
    assert contents(folder) == needed(repository)


def test_a_file_that_was_altered_on_disk_is_fetched_again(
    hub: Hub, snapshot: Snapshot, repository: Repository, folder: Path
) -> None:
    fetch(hub, snapshot, folder)
    (folder / "vocab.json").write_bytes(b"[]")
    fetch(hub, snapshot, folder)
    assert contents(folder) == needed(repository)


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (401, r"no access \(401\).*its terms must be accepted first.*HF_TOKEN"),
        (403, r"no access \(403\).*its terms must be accepted first.*HF_TOKEN"),
        (404, r"is not on the hub with revision main, or not any more \(404\).*REPO@REVISION"),
        (429, r"is busy or out of order \(429\)"),
        (502, r"is busy or out of order \(502\)"),
        (418, r"refuses with 418"),
    ],
)
def test_an_answer_that_is_no_success_says_what_to_do(status: int, message: str, hub: Hub, server: StandInHub) -> None:
    server.faults.status[REPOSITORY] = status
    with pytest.raises(ModelError, match=message):
        hub.snapshot(REPOSITORY, "main")


def test_a_gated_file_says_where_to_ask_for_access(
    hub: Hub, snapshot: Snapshot, server: StandInHub, folder: Path
) -> None:
    server.faults.status["config.json"] = 403
    with pytest.raises(ModelError, match=rf"accepted first, at {server.endpoint}/{REPOSITORY}; then put a token"):
        fetch(hub, snapshot, folder)


def test_a_revision_that_has_vanished_is_named(hub: Hub) -> None:
    gone = "dead" + 36 * "0"
    with pytest.raises(ModelError, match=f"not on the hub with revision {gone}"):
        hub.snapshot(REPOSITORY, gone)


def test_another_commit_than_the_one_asked_for_is_refused(hub: Hub, server: StandInHub) -> None:
    server.faults.any_revision = True
    asked = "dead" + 36 * "0"
    with pytest.raises(ModelError, match=f"asked for revision {asked}, the hub gives commit {COMMIT}"):
        hub.snapshot(REPOSITORY, asked)


def test_a_slow_server_is_given_up_with_the_name_of_the_timeout(
    server: StandInHub,
    repository: Repository,
    folder: Path,
    constants: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(constants, "HF_HUB_DOWNLOAD_TIMEOUT", 0.2)
    monkeypatch.setattr(transfer, "WAITS", ())
    slow = Hub()
    server.faults.slow[WEIGHTS] = 0.6
    with pytest.raises(ModelError, match=r"did not answer within 0.2 s \(HF_HUB_DOWNLOAD_TIMEOUT\)"):
        fetch(slow, slow.snapshot(REPOSITORY, "main"), folder)
    server.faults.slow.clear()
    fetch(slow, slow.snapshot(REPOSITORY, "main"), folder)
    assert contents(folder) == needed(repository)


def test_a_page_that_is_no_hubs_is_recognized(hub: Hub, server: StandInHub) -> None:
    server.faults.nonsense = True
    with pytest.raises(ModelError, match=r"is not a hub's answer.*see to HF_ENDPOINT and to proxies"):
        hub.snapshot(REPOSITORY, "main")


def test_without_a_network_the_way_around_it_is_told(
    hub: Hub, home: Path, constants: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")
    commands = rf"`mujaz models pull {REPOSITORY}@main --name mine` and `mujaz models export mine mine\.tar`"
    with pytest.raises(ModelError, match=rf"cannot be reached.*{commands} .*`mujaz models import mine\.tar`") as caught:
        pull(order_pull(REPOSITORY, "mine"), Listener(accept=lambda _terms: True))
    assert caught.value.exit_code == 3


def test_offline_mode_is_named(hub: Hub, constants: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError, match="HF_HUB_OFFLINE is set"):
        hub.snapshot(REPOSITORY, "main")


def test_the_proxy_of_the_environment_is_used(
    hub: Hub, server: StandInHub, repository: Repository, folder: Path, proxy: Callable[[str], None]
) -> None:
    proxy(server.endpoint)
    hub.endpoint = "http://hub.invalid"
    fetch(hub, hub.snapshot(REPOSITORY, "main"), folder)
    assert contents(folder) == needed(repository)
    assert all(address.startswith("http://hub.invalid/") for _, address, _ in server.requests)


def test_a_proxy_that_is_not_there_is_named_without_its_password(hub: Hub, proxy: Callable[[str], None]) -> None:
    proxy("http://editor:secret@127.0.0.1:9")
    hub.endpoint = "http://hub.invalid"
    with pytest.raises(ModelError, match=r"by way of the proxy 127\.0\.0\.1:9") as caught:
        hub.snapshot(REPOSITORY, "main")
    assert "secret" not in str(caught.value)


def test_a_token_goes_to_the_hub_and_not_where_it_leads(
    server: StandInHub, repository: Repository, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    elsewhere = StandInHub()
    elsewhere.repositories[REPOSITORY] = repository
    server.storage = elsewhere.endpoint
    hub = Hub()
    with elsewhere.running():
        fetch(hub, hub.snapshot(REPOSITORY, "main"), folder)
    assert contents(folder) == needed(repository)
    assert set(server.tokens) == {"Bearer hf_secret"}
    assert set(elsewhere.tokens) == {""}


def test_no_more_is_taken_than_a_file_has(hub: Hub, snapshot: Snapshot, folder: Path) -> None:
    class Endless(Hub):
        def read(self, snapshot: Snapshot, file: RemoteFile, start: int) -> Generator[tuple[int, bytes]]:
            for number in count():
                yield 1000 * number, b"x" * 1000

    with pytest.raises(ModelError, match="is not the file that the hub names"):
        fetch(Endless(), snapshot, folder)
    assert contents(folder) == {}


def test_a_full_disk_is_reported_and_a_second_try_goes_on(
    hub: Hub, snapshot: Snapshot, repository: Repository, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(transfer, "_receive", full)
        with pytest.raises(OutputError, match="is full; make room and run the same command again") as caught:
            fetch(hub, snapshot, folder)
    assert caught.value.exit_code == 4
    fetch(hub, snapshot, folder)
    assert contents(folder) == needed(repository)


def test_room_is_counted_before_anything_is_fetched(tmp_path: Path) -> None:
    require_room(tmp_path / "not" / "there", 1)
    with pytest.raises(OutputError, match=r"1,000,000,000 MB are needed below .*MUJAZ_HOME"):
        require_room(tmp_path, 10**15)


def test_a_list_of_exceptions_is_no_proxy(
    hub: Hub, monkeypatch: pytest.MonkeyPatch, proxy: Callable[[str], None]
) -> None:
    proxy("")
    monkeypatch.setenv("NO_PROXY", "localhost")
    hub.endpoint = "http://127.0.0.1:9"
    with pytest.raises(ModelError, match="cannot be reached") as caught:
        hub.snapshot(REPOSITORY, "main")
    assert "proxy" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("editor:secret@127.0.0.1:9", r"by way of the proxy 127\.0\.0\.1:9 "),
        ("socks5://editor:secret@127.0.0.1:9", r"a SOCKS proxy.* 127\.0\.0\.1:9 needs one more package"),
        ("foo://editor:secret@127.0.0.1:9", "see to HF_ENDPOINT and to proxies"),
        ("http://editor:secret@[::1", "see to HF_ENDPOINT and to proxies"),
    ],
)
def test_a_proxy_that_cannot_be_used_is_told_without_its_password(
    address: str, message: str, hub: Hub, proxy: Callable[[str], None]
) -> None:
    proxy(address)
    hub.endpoint = "http://hub.invalid"
    with pytest.raises(ModelError, match=message) as caught:
        hub.snapshot(REPOSITORY, "main")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("endpoint", "message"),
    [
        ("http://editor:secret@127.0.0.1:9", r"^http://127\.0\.0\.1:9 cannot be reached"),
        ("editor:secret@hub", "cannot be asked"),
        ("http://editor:secret@[::1", "cannot be asked"),
    ],
)
def test_a_mirror_that_cannot_be_asked_is_told_without_its_password(endpoint: str, message: str, hub: Hub) -> None:
    hub.endpoint = endpoint
    with pytest.raises(ModelError, match=message) as caught:
        hub.snapshot(REPOSITORY, "main")
    assert "secret" not in str(caught.value)


def test_the_signature_of_an_address_is_not_told() -> None:
    told = "Client error '418' for url 'https://me:secret@cdn.example/x?Signature=abc&Key=d'"
    assert _without_secrets(told) == "Client error '418' for url 'https://cdn.example/x'"


@pytest.mark.parametrize("token", ["hf_secretم"])
def test_a_token_that_cannot_be_sent_is_not_shown(
    token: str, server: StandInHub, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", token)
    with pytest.raises(ModelError, match="HF_TOKEN holds characters that no token has") as caught:
        Hub().snapshot(REPOSITORY, "main")
    assert "hf_" not in str(caught.value)
