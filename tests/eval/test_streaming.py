"""Evaluating what does not fit in memory: the same figures, from files that are read again and again."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from mujaz.errors import InputError, OutputError
from mujaz.eval import Evaluation, Output, Run, Trials, evaluate, read_references, read_run
from mujaz.eval.inputs import runs as runs_module
from mujaz.eval.inputs.read import open_references
from mujaz.eval.inputs.runs import Scratch
from mujaz.eval.metrics.registry import METRICS
from mujaz.eval.scoring import tables as tables_module
from mujaz.types import Article
from tests.eval.corpus import write_corpus
from tests.eval.figures import figures

FIGURES = Path(__file__).with_name("figures.tsv")
"""What the evaluation that held all texts in memory said of this corpus."""
FEW = Trials(samples=40, shuffles=40)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    return write_corpus(tmp_path_factory.mktemp("corpus"))


def test_all_figures_are_those_of_an_evaluation_in_memory(corpus: tuple[Path, Path, Path]) -> None:
    references, new, old = corpus
    found = []
    for test in ("randomization", "bootstrap"):
        trials = Trials(test=test, samples=200, shuffles=500)
        evaluation = evaluate([new], references, baseline=old, metrics=list(METRICS), trials=trials)
        found += [test, *figures(evaluation)]
    assert found == FIGURES.read_text(encoding="utf-8").splitlines()


def packed(path: Path) -> Path:
    target = path.with_name(f"{path.name}.gz")
    target.write_bytes(gzip.compress(path.read_bytes()))
    return target


def as_one_list(path: Path) -> Path:
    target = path.with_suffix(".json")
    target.write_text(f"[{','.join(path.read_text(encoding='utf-8').splitlines())}]", encoding="utf-8")
    return target


def with_blank_lines_and_windows_ends(path: Path) -> Path:
    target = path.with_name("spaced") / path.name
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n\r\n"))
    return target


def evaluated(references: Iterable[Article] | Path, *runs: Run | Path) -> Evaluation:
    return evaluate(runs, references, metrics=["rouge1", "bleu"], trials=FEW)


@pytest.mark.parametrize("form", [packed, as_one_list, with_blank_lines_and_windows_ends])
def test_files_of_any_form_give_the_figures_of_plain_ones(
    corpus: tuple[Path, Path, Path], form: Callable[[Path], Path]
) -> None:
    references, *runs = corpus
    assert figures(evaluated(form(references), *map(form, runs))) == figures(evaluated(references, *runs))


def test_objects_in_memory_give_the_figures_of_their_files(corpus: tuple[Path, Path, Path]) -> None:
    references, *files = corpus
    runs = [Run(run.name, dict(run.outputs)) for run in map(read_run, files)]
    assert evaluated(read_references(references), *runs) == evaluated(references, *files)


def test_small_pieces_and_files_on_the_disk_change_no_figure(
    corpus: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = figures(evaluated(*corpus))
    monkeypatch.setattr("mujaz.eval.scoring.gathering._ARTICLES", 3)
    monkeypatch.setattr(runs_module, "IN_MEMORY", 100)
    assert figures(evaluated(*corpus)) == expected


def test_scores_and_tests_stay_the_same_when_tables_are_read_in_blocks(
    corpus: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = evaluated(*corpus)
    monkeypatch.setattr(tables_module, "BLOCK", 7)
    for expected, found in zip(whole.results, evaluated(*corpus).results, strict=True):
        assert found.intrinsic == expected.intrinsic
        for name, score in found.scores.items():
            assert score.value == pytest.approx(expected.scores[name].value, rel=1e-12)
            assert score.per_item == expected.scores[name].per_item
            assert score.per_item[11:13] == tuple(expected.scores[name].per_item)[11:13]
            assert score.per_item[-1] == list(expected.scores[name].per_item)[-1]


class TestStored:
    def test_a_file_is_read_in_its_own_order_and_by_id(self, corpus: tuple[Path, Path, Path]) -> None:
        (stored, _), articles = open_references(corpus[0]), read_references(corpus[0])
        assert list(stored) == [article.id for article in articles]
        for article in reversed(articles):
            assert stored[article.id].model_copy(update={"source": article.source}) == article
        assert "news-1" in stored
        assert "news-1000" not in stored
        with pytest.raises(KeyError):
            stored["news-1000"]

    @pytest.mark.parametrize("after", ["", '{"id": "c", "summary": "وصل"}\n', "[]\n", "\n"])
    def test_a_file_that_changes_while_it_is_read_is_an_error(self, tmp_path: Path, after: str) -> None:
        path = tmp_path / "run.jsonl"
        path.write_text('{"id": "a", "summary": "وصل"}\n', encoding="utf-8")
        run = read_run(path)
        path.write_text(after, encoding="utf-8")
        with pytest.raises(InputError, match=r"run\.jsonl was changed while it was read"):
            run.outputs["a"]

    def test_a_file_that_is_replaced_is_read_as_it_was(self, tmp_path: Path) -> None:
        path = tmp_path / "run.jsonl"
        path.write_text('{"id": "a", "summary": "وصل"}\n', encoding="utf-8")
        run = read_run(path)
        path.rename(tmp_path / "other.jsonl")
        path.write_text('{"id": "a", "summary": "غادر"}\n', encoding="utf-8")
        assert run.outputs["a"] == Output("وصل")

    def test_standard_input_is_copied_because_it_comes_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stream = io.BufferedReader(io.BytesIO('{"id": "a", "summary": "وصل"}\n'.encode()))  # type: ignore[arg-type]
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(stream))
        run = read_run("-")
        assert run.outputs["a"] == run.outputs["a"] == Output("وصل")


def test_two_references_with_one_id_are_refused() -> None:
    twice = [Article(id="a", text="", references=(text,)) for text in ("وصل", "غادر")]
    with pytest.raises(InputError, match="two references have the id 'a'"):
        evaluate([Run("ours", {"a": Output("وصل")})], twice)


def test_a_full_disk_is_an_output_error(monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = Scratch()

    def full(_data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(scratch._file, "write", full)
    with pytest.raises(OutputError, match=r"a temporary file in .* cannot be written: No space left on device"):
        scratch.append(b"text")


def write_long_texts(folder: Path, count: int) -> tuple[Path, Path]:
    """References with texts of 3,000 letters, and a run."""
    paths = folder / f"refs{count}.jsonl", folder / f"run{count}.jsonl"
    for path, extra in zip(paths, ({"text": "و" * 3_000}, {}), strict=True):
        with path.open("w", encoding="utf-8") as file:
            for number in range(count):
                file.write(
                    json.dumps({"id": f"news-{number}", "summary": "وصل الوفد", **extra}, ensure_ascii=False) + "\n"
                )
    return paths


def test_memory_grows_by_an_index_and_not_by_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs_module, "IN_MEMORY", 1)
    peaks = []
    for count in (100, 250, 550):
        references, run = write_long_texts(tmp_path, count)
        tracemalloc.start()
        evaluate([run], references, metrics=["rouge1"], leads=False, trials=FEW)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    # The first time fills caches. A text takes 6,000 bytes in memory; an article's share of the resampling, a few 100.
    assert (peaks[2] - peaks[1]) / 300 < 1_500
