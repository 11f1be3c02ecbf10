"""The worker of a Ray cluster, without Ray: what it answers, and with whom it refuses to work."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from mujaz.errors import InputError, MissingExtraError
from mujaz.jobs import ray_runner
from mujaz.jobs.messages import decode_message, encode_message, pack_entries, pack_task
from mujaz.jobs.ray_worker import RayWorker, write_task_record
from mujaz.jobs.work import Task
from mujaz.machine import cores
from mujaz.models.bundle import Bundle
from mujaz.profiles import Profile, load_profile
from mujaz.types import Article


@pytest.fixture
def task(marian_bundle: Bundle) -> Task:
    return Task(load_profile("embedded", translator=str(marian_bundle.path), threads=1, checks=False), text=False)


@pytest.fixture
def worker(task: Task) -> Iterator[RayWorker]:
    worker = RayWorker(encode_message(pack_task(task)), write_task_record(task), 60)
    yield worker
    worker._runner.close()


def request(*entries: Article) -> bytes:
    return encode_message({"window": 3, "entries": pack_entries(entries)})


def test_a_worker_takes_articles_tells_their_stages_and_gives_briefs_as_json(worker: RayWorker) -> None:
    (loaded,) = map(decode_message, worker.load())
    assert loaded["ready"]
    entries = [Article(id="a", text="زار الوزير المدرسة في بيروت اليوم."), Article(id="b", text="قصير")]
    begun, summarizing, translating, done = map(decode_message, worker.work(request(*entries)))
    assert begun == {"begun": True}
    assert summarizing == {"window": 3, "stage": "summarizing"}
    assert translating == {"window": 3, "stage": "translating"}
    brief, failure = done["results"]
    assert json.loads(brief)["article"]["id"] == "a"
    assert (failure["id"], failure["stage"]) == ("b", "reading")


def test_a_worker_tells_of_each_death_that_an_article_causes_beside_it(worker: RayWorker) -> None:
    (process,) = [one for _ in worker.load() for one in worker._runner._workers]
    told = []
    for message in map(
        decode_message, worker.work(request(Article(id="a", text="زار الوزير المدرسة في بيروت اليوم.")))
    ):
        told.append(message)
        if message == {"window": 3, "stage": "summarizing"} and process in worker._runner._workers:
            process._process.kill()
    (warning,) = [message["warning"] for message in told if "warning" in message]
    assert warning == f"on {platform.node()}: the worker process died (signal 9, Killed)"
    assert len(told[-1]["results"]) == 1


def test_a_worker_refuses_another_installation_than_the_job_s(task: Task) -> None:
    record = json.loads(write_task_record(task))
    record["versions"]["ctranslate2"] = "0.1"
    (told,) = map(decode_message, RayWorker(encode_message(pack_task(task)), json.dumps(record), 60).load())
    assert told["exit_code"] == 3
    assert "another installation than the job's" in told["error"]
    assert "version of ctranslate2: 0.1 then" in told["error"]


def test_without_ray_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(ray_runner.importlib, "import_module", missing)
    with pytest.raises(MissingExtraError, match=r"needs the extra \[ray\]: .*pip install .*\[ray\]"):
        ray_runner.connect(None)


GIGABYTE = 2.0**30
NODE = {"Alive": True, "Resources": {"CPU": 2.0, "memory": 8 * GIGABYTE}}
MACHINES = ({"CPU": 4.0, "memory": 8 * GIGABYTE}, {"CPU": 8.0, "GPU": 2.0, "memory": 4 * GIGABYTE}, {})


@pytest.mark.parametrize(
    ("options", "memory", "needed", "room"),
    [
        ({"threads": 1}, 0, {"num_cpus": 1, "num_gpus": 0}, 12),
        ({"threads": 3}, 0, {"num_cpus": 3, "num_gpus": 0}, 3),
        ({"threads": 0}, 0, {"num_cpus": 1, "num_gpus": 0}, 12),
        ({"threads": 1, "device": "cuda"}, 0, {"num_cpus": 1, "num_gpus": 1}, 2),
        ({"threads": 1, "device": "auto"}, 0, {"num_cpus": 1, "num_gpus": 1}, 2),
        ({"threads": 16}, 0, {"num_cpus": 16, "num_gpus": 0}, 0),
        ({"threads": 1}, GIGABYTE, {"num_cpus": 1, "num_gpus": 0}, 4 + 4),
        ({"threads": 1}, 3 * GIGABYTE, {"num_cpus": 1, "num_gpus": 0}, 2 + 1),
    ],
)
def test_workers_are_as_many_as_processors_gpus_and_memory_allow(
    options: dict[str, Any], memory: float, needed: dict[str, float], room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ray = SimpleNamespace(nodes=lambda: [{"Alive": True, "Resources": one} for one in MACHINES])
    monkeypatch.setattr(ray_runner, "estimate_worker_memory", lambda _profile: memory)
    needed = {**needed, "memory": memory}
    assert ray_runner.find_resources(ray, Profile(name="test", **options)) == needed
    assert ray_runner.count_fitting_on_cluster(ray, needed) == room


def test_a_machine_that_is_too_small_for_a_cluster_with_a_worker_is_refused(
    monkeypatch: pytest.MonkeyPatch, task: Task
) -> None:
    ended = []
    ray = SimpleNamespace(nodes=lambda: [NODE], shutdown=lambda: ended.append(True))
    monkeypatch.setattr(ray_runner, "connect", lambda _address: (ray, True))
    monkeypatch.setattr(ray_runner, "estimate_worker_memory", lambda _profile: 2**20)
    many = Task(task.profile.model_copy(update={"threads": 3}))
    with pytest.raises(InputError, match="no room for a worker on a cluster, which takes 3 processors, 1 MB"):
        ray_runner.RayRunner(many)
    assert ended == [True]


def test_without_an_address_a_cluster_is_started_and_none_is_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = []
    ray = SimpleNamespace(is_initialized=lambda: False, init=lambda **how: asked.append(how))
    monkeypatch.setattr(ray_runner, "_import_ray", lambda: ray)
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    assert ray_runner.connect(None) == (ray, True)
    assert (asked[0]["address"], asked[0]["_node_ip_address"]) == ("local", "127.0.0.1")
    assert asked[0]["num_cpus"] == cores()


def test_what_ray_prints_goes_nowhere(
    monkeypatch: pytest.MonkeyPatch, task: Task, capfd: pytest.CaptureFixture[str]
) -> None:
    def connected(_address: str | None) -> tuple[Any, bool]:
        os.write(1, b"of its C++\n")
        print("of its Python")
        return SimpleNamespace(nodes=lambda: [NODE], shutdown=lambda: os.write(1, b"at the end\n")), True

    monkeypatch.setattr(ray_runner, "connect", connected)
    ray_runner.RayRunner(task).close()
    print("ours")
    assert capfd.readouterr() == ("ours\n", "")


def test_an_address_where_nobody_is_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ray_runner, "_import_ray", lambda: SimpleNamespace(is_initialized=lambda: False))
    with pytest.raises(InputError, match=r"no Ray cluster at 127\.0\.0\.1:1: .*refused"):
        ray_runner.connect("127.0.0.1:1")
