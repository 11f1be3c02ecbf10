"""Memory is flat: what four thousand articles take, one thousand did."""

from __future__ import annotations

import functools
import gc
import importlib
import inspect
import re
import subprocess
import sys

from tests.conftest import ROOT


def test_four_times_as_many_articles_take_no_more_memory() -> None:
    script = [sys.executable, str(ROOT / "benchmarks" / "memory.py"), "--articles", "4000", "--marks", "1000,4000"]
    done = subprocess.run([*script, "--no-checks"], capture_output=True, text=True, check=True)
    growths = [float(growth) for growth in re.findall(r"MB, +([+-][\d.]+) %", done.stdout)]
    assert len(growths) == 2
    assert growths[1] < 5
    assert "briefs=4000, failed=0" in done.stdout


def test_every_cache_that_a_job_fills_is_full_early() -> None:
    """A few hundred articles have eight thousand words; a larger cache would go on growing with the corpus."""
    for name in (
        "jobs.worker_main",
        "pipeline.briefer",
        "summarize.summarizer",
        "translate.translator",
        "checks.window",
    ):
        importlib.import_module(f"mujaz.{name}")
    caches = [one for one in gc.get_objects() if type(one) is functools._lru_cache_wrapper]  # asks torch nothing
    ours = [one for one in caches if re.match(r"mujaz\.(?!eval|training)", one.__module__)]
    keyed = [one for one in ours if inspect.signature(one).parameters]
    assert len(keyed) > 10
    assert [one.__qualname__ for one in keyed if not 0 < (one.cache_info().maxsize or 0) <= 2**12] == []
