"""How many workers fit on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ctranslate2
import pytest

from mujaz.jobs import local
from mujaz.jobs.job import Job
from mujaz.models.bundle import open_bundle
from mujaz.profiles import Profile

GIGABYTE = 2.0**30


def fitting(monkeypatch: pytest.MonkeyPatch, cores: int, gigabytes: float, **options: Any) -> int:
    monkeypatch.setattr(local, "cores", lambda: cores)
    monkeypatch.setattr(local, "free_memory", lambda: gigabytes * GIGABYTE)
    return local.count_fitting_workers(Profile(name="test", **options))


def test_a_worker_may_take_twice_its_bundles_and_half_a_gigabyte() -> None:
    profile = Profile(name="test", summarizer="embedded-ar-en")
    size = open_bundle("embedded-ar-en").size
    assert local.estimate_worker_memory(profile) == 2 * 2 * size + 2**29
    wider = profile.model_copy(update={"compute_type": "float32"})
    assert local.estimate_worker_memory(wider) == 5 * 2 * size + 2**29


def test_there_is_a_worker_for_every_core_or_for_every_few(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fitting(monkeypatch, 8, 100) == 8
    assert fitting(monkeypatch, 8, 100, threads=3) == 2
    assert fitting(monkeypatch, 2, 100, threads=4) == 1


def test_there_are_no_more_workers_than_free_memory_holds_but_always_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "estimate_worker_memory", lambda _profile: GIGABYTE)
    assert fitting(monkeypatch, 64, 10) == 8
    assert fitting(monkeypatch, 64, 0.5) == 1
    assert fitting(monkeypatch, 64, float("inf")) == 64


def test_where_there_is_a_gpu_there_is_one_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    for gpus, workers in ((0, 8), (1, 1)):
        monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda gpus=gpus: gpus)
        assert fitting(monkeypatch, 8, 100, device="auto") == workers
        assert fitting(monkeypatch, 8, 100, device="cuda") == 1


def test_a_job_s_workers_have_one_thread_unless_a_number_is_given() -> None:
    for given, own in ((0, 1), (3, 3)):
        job = Job(("news.jsonl",), Path("briefs.jsonl"), Profile(name="test", threads=given))
        assert job.task.profile.threads == own
