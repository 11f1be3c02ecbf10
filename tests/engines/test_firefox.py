"""What is special about the engine of Firefox's models: its thread, its lengths, and files that are not right."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mujaz.engines.base import Engine, GenerationOptions
from mujaz.engines.firefox_engine import FirefoxEngine, most_output_pieces
from mujaz.engines.firefox_files import MODEL, SHORTLIST, SOURCE, read_shapes
from mujaz.errors import BundleError, ModelError
from mujaz.models.bundle import Bundle, open_bundle
from tests.conftest import ROOT
from tests.firefox_model import SENTENCES

OPTIONS = GenerationOptions()
EDUCATION, EXPORTS = SENTENCES[:2]


def translate(engine: Engine, *sources: str) -> list[str]:
    return [generation.best.text for generation in engine.generate(sources, OPTIONS)]


def test_portuguese_becomes_english(firefox_engine: Engine) -> None:
    education, exports = translate(firefox_engine, EDUCATION, EXPORTS)
    assert {"government", "plan", "education"} <= set(education.strip(".").split())
    assert "18.5%" in exports


def test_threads_that_share_it_get_what_one_gets(firefox_engine: Engine) -> None:
    alone = translate(firefox_engine, *SENTENCES)
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda _: translate(firefox_engine, *SENTENCES), range(4))) == [alone] * 4


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_it_is_made_used_and_destroyed_without_a_word_also_in_a_forked_child(firefox_bundle: Bundle) -> None:
    script = """
import os, sys
from mujaz.models.bundle import open_bundle
from tests.engines.test_firefox import EDUCATION, translate

engine = open_bundle(sys.argv[1]).engine()
expected = translate(engine, EDUCATION)
child = os.fork()
same = translate(engine, EDUCATION) == expected
if not child:
    sys.exit(0 if same else 1)
del engine
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
    command = [sys.executable, "-W", "ignore", "-c", script, str(firefox_bundle.path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_source_that_is_too_long_is_cut_and_reported(firefox_engine: Engine) -> None:
    (generation,) = firefox_engine.generate([" ".join(SENTENCES * 3)], OPTIONS)
    assert (generation.truncated, generation.pieces_in) == (True, 128)


def test_a_text_that_never_ends_is_not_finished(firefox_engine: Engine) -> None:
    (generation,) = firefox_engine.generate(["<s> </s> <unk> \U0001f600 {0} %s"], OPTIONS)
    best = generation.best
    assert len(best.pieces) <= most_output_pieces(generation.pieces_in)
    assert not best.finished


def test_it_runs_on_the_cpu_in_int8_and_says_so(firefox_bundle: Bundle) -> None:
    with pytest.raises(ModelError, match="the firefox engine runs on the CPU"):
        firefox_bundle.engine(device="cuda")
    with pytest.raises(ModelError, match="the firefox engine computes in int8, not in float32"):
        firefox_bundle.engine(compute_type="float32")


def test_its_bundle_has_its_engine_whatever_is_asked_for(firefox_bundle: Bundle) -> None:
    assert [firefox_bundle.engine_name(name) for name in ("ctranslate2", "transformers")] == ["firefox", "firefox"]
    assert isinstance(firefox_bundle.engine(engine="transformers"), FirefoxEngine)


def test_a_bundle_may_lack_the_shortlist_and_nothing_else(firefox_bundle: Bundle, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(firefox_bundle.path, tmp_path / "copy"))
    (folder / SHORTLIST).unlink()
    with pytest.raises(BundleError, match=r"shortlist\.bin is missing"):
        open_bundle(folder)
    (english,) = translate(FirefoxEngine(folder), EDUCATION)
    assert "education" in english


def test_weights_of_another_kind_are_refused_by_their_first_bytes(firefox_bundle: Bundle, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(firefox_bundle.path, tmp_path / "copy"))
    (folder / MODEL).write_bytes(b"PK\3\4" + bytes(100))
    from tests.models.test_bundle import _list

    _list(folder, MODEL, b"PK\3\4" + bytes(100))
    with pytest.raises(BundleError, match=r"model\.bin holds a pickle"):
        open_bundle(folder)
    _list(folder, MODEL, bytes(100))
    with pytest.raises(BundleError, match=r"model\.bin is not firefox"):
        open_bundle(folder)


def _overwrite(position: int, data: bytes) -> Callable[[bytes], bytes]:
    return lambda whole: whole[:position] + data + whole[position + len(data) :]


HUGE = struct.pack("<Q", 2**62)


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        (MODEL, lambda _whole: b""),
        (MODEL, lambda whole: whole[:5000]),
        (MODEL, lambda whole: whole[: len(whole) // 2]),
        (MODEL, _overwrite(0, b"\2")),
        (MODEL, _overwrite(8, HUGE)),
        (MODEL, _overwrite(16, HUGE)),
        (MODEL, _overwrite(32, HUGE)),
        (MODEL, _overwrite(40, HUGE)),
        (SOURCE, lambda _whole: b""),
        (SOURCE, lambda _whole: b"zz" * 100),
        (SOURCE, lambda whole: whole[:1000]),
        (SOURCE, _overwrite(30, b"\xff\xfe")),
        (SHORTLIST, lambda _whole: b""),
        (SHORTLIST, lambda _whole: b"zz" * 100),
        (SHORTLIST, lambda whole: whole[:-10]),
        (SHORTLIST, _overwrite(16, HUGE)),
        (SHORTLIST, _overwrite(32, HUGE)),
        (SHORTLIST, _overwrite(56, HUGE)),
        (SHORTLIST, lambda whole: whole[:-4] + b"\xff\xff\xff\xff"),
    ],
)
def test_files_that_are_not_right_are_an_error_before_the_library_sees_them(
    firefox_bundle: Bundle,
    tmp_path: Path,
    name: str,
    damage: Callable[[bytes], bytes],
    capfd: pytest.CaptureFixture[str],
) -> None:
    folder = Path(shutil.copytree(firefox_bundle.path, tmp_path / "copy"))
    (folder / name).write_bytes(damage((folder / name).read_bytes()))
    with pytest.raises(ModelError, match=r"not a model of Firefox that can be read|not a SentencePiece file"):
        FirefoxEngine(folder)
    assert capfd.readouterr().err == ""


def test_a_tensor_that_is_missing_is_noticed_when_the_model_is_loaded(firefox_bundle: Bundle, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(firefox_bundle.path, tmp_path / "copy"))
    model = (folder / MODEL).read_bytes()
    assert "decoder_l2_rnn_W" in read_shapes(model)
    (folder / MODEL).write_bytes(model.replace(b"decoder_l2_rnn_W\0", b"decoder_l2_rnn_X\0"))
    with pytest.raises(ModelError, match="the firefox engine cannot load it"):
        FirefoxEngine(folder)
