"""What a training runs on."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.torch

_OLD_PROCESSOR = {"ATEN_CPU_CAPABILITY": "avx2", "ONEDNN_MAX_CPU_ISA": "AVX2"}


def test_a_processor_without_instructions_for_bfloat16_computes_in_float32(needs_torch: None) -> None:
    code = "import torch; from mujaz.training.machine import computes_bfloat16_faster as faster; print(faster())"
    run = subprocess.run([sys.executable, "-c", code], env=_OLD_PROCESSOR, capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
