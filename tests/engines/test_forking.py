"""What each process loads for itself: once, whatever its threads do, and never by its parent's threads."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mujaz.engines.base import GenerationOptions
from mujaz.engines.forking import PerProcess
from mujaz.errors import BundleError
from mujaz.models.bundle import Bundle, open_bundle
from tests.checkpoints import samples
from tests.conftest import ROOT

IN_TORCH = """
import os, signal, sys
from mujaz.engines.base import GenerationOptions
from mujaz.models.bundle import open_bundle
from tests.checkpoints import samples

engine = open_bundle(sys.argv[1]).engine(engine="transformers", threads=2)
options = GenerationOptions(beam_size=1, max_output_pieces=3)
expected = [generation.best.text for generation in engine.generate(samples(40), options)]
child = os.fork()
if not child:
    signal.alarm(100)
    sys.exit([generation.best.text for generation in engine.generate(samples(40), options)] != expected)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


class Loaded:
    """Stands for what an engine loads."""


def test_it_is_loaded_at_once_and_only_once() -> None:
    loads: list[Loaded] = []
    owner = PerProcess(lambda: loads.append(Loaded()) or loads[-1])  # type: ignore[func-returns-value]
    assert len(loads) == 1
    assert owner.get() is owner.get() is loads[0]


def test_threads_of_a_child_that_ask_at_once_get_the_same() -> None:
    def load() -> Loaded:
        time.sleep(0.05)
        return Loaded()

    owner = PerProcess(load)
    owner.leave_to_parent()
    with ThreadPoolExecutor(8) as threads:
        assert len({id(loaded) for loaded in threads.map(lambda _: owner.get(), range(8))}) == 1


def test_what_the_parent_loaded_is_not_destroyed_in_the_child() -> None:
    owner = PerProcess(Loaded)
    kept, given_back = weakref.ref(owner.get()), weakref.ref(PerProcess(Loaded).get())
    assert given_back() is None
    owner.leave_to_parent()
    assert kept() is not None
    assert owner.get() is not kept()


def test_a_lock_that_a_thread_of_the_parent_held_holds_up_no_child() -> None:
    owner = PerProcess(Loaded)
    owner._lock.acquire()
    owner.leave_to_parent()
    assert isinstance(owner.get(), Loaded)


def test_a_check_that_fails_keeps_the_child_from_loading() -> None:
    def refuse() -> None:
        raise BundleError("b", "altered")

    loads: list[int] = []
    owner = PerProcess(lambda: loads.append(1), refuse)  # type: ignore[func-returns-value]
    owner.leave_to_parent()
    with pytest.raises(BundleError, match="altered"):
        owner.get()
    assert loads == [1]


def test_a_child_reads_no_bundle_that_was_altered_after_its_parent_read_it(
    marian_bundle: Bundle, tmp_path: Path
) -> None:
    bundle = open_bundle(shutil.copytree(marian_bundle.path, tmp_path / "copy"))
    engine = bundle.engine(threads=1)
    weights = bundle.path / "model.bin"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\x01\x02")
    assert engine.generate(samples(1), GenerationOptions())[0].best.text
    engine._translator.leave_to_parent()  # type: ignore[attr-defined]
    with pytest.raises(BundleError, match=r"model\.bin is not the file that the manifest names"):
        engine.generate(samples(1), GenerationOptions())
    weights.unlink()
    with pytest.raises(BundleError, match="No such file"):
        engine.generate(samples(1), GenerationOptions())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_torch_does_not_wait_for_its_parents_threads(marian_checkpoint: Path) -> None:
    from tests import checkpoints

    bundle = checkpoints.bundle(marian_checkpoint, "safetensors")
    command = [sys.executable, "-c", IN_TORCH, str(bundle.path)]
    resting = {**os.environ, "OMP_WAIT_POLICY": "passive"}  # threads that spin take minutes on a busy machine
    done = subprocess.run(command, cwd=ROOT, env=resting, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
