"""Reading, mixing and batching of training text."""

from __future__ import annotations

import gzip
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.errors import InputError
from mujaz.training.corpus import Corpus, PieceBatches, tokenize
from mujaz.training.recipe import Source
from mujaz.training.text_files import read_pairs
from mujaz.training.vocabulary import MT5, train_pieces


def write(path: Path, text: str) -> Path:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(text)
    return path


def corpus(lengths: list[int], *sources: Source, bounds: tuple[int, ...] | None = None) -> Corpus:
    side = tokenize(["x" * length for length in lengths], lambda texts: [[7] * len(text) for text in texts])
    return Corpus(sources or (Source(file="a"),), side, side, bounds or (0, len(lengths)))


def test_a_tsv_gives_its_first_two_columns_and_skips_empty_sides(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv.gz", "نعم\tyes\nHaus\thouse\tdeu\tnews\n\tempty\n")
    assert list(read_pairs(path)) == [("نعم", "yes"), ("Haus", "house")]


def test_articles_give_text_and_first_summary(tmp_path: Path) -> None:
    lines = '{"text": "متن", "summary": "خلاصة"}\n{"text": "متن", "summary": ["أ", "ب"]}\n{"text": "بلا"}\n'
    assert list(read_pairs(write(tmp_path / "a.jsonl.gz", lines))) == [("متن", "خلاصة"), ("متن", "أ")]


def test_a_malformed_line_is_named_with_its_number(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.tsv\.gz:2: a line needs a source and a target"):
        list(read_pairs(write(tmp_path / "a.tsv.gz", "نعم\tyes\nno tab\n")))
    with pytest.raises(InputError, match=r"a\.jsonl\.gz:1: not an article"):
        list(read_pairs(write(tmp_path / "a.jsonl.gz", "{]\n")))
    for line in (
        '{"text": 5}',
        '{"text": null}',
        '{"text": "متن", "title": ["x"]}',
        '{"text": "متن", "summary": [{}]}',
    ):
        with pytest.raises(InputError, match=r"a\.jsonl\.gz:1: not an article in JSON: .* is no text"):
            list(read_pairs(write(tmp_path / "a.jsonl.gz", f"{line}\n")))


def test_a_vocabulary_that_cannot_be_made_of_a_text_is_refused() -> None:
    with pytest.raises(InputError, match="no vocabulary of 10 pieces can be made of this text"):
        train_pieces(["كتب الولد الدرس في المدرسة ثم ذهب إلى البيت ليلعب مع صديقه"] * 3, 10, MT5)
    with pytest.raises(InputError, match="no vocabulary of 50 pieces"):
        train_pieces([], 50, MT5)


def test_a_missing_file_and_one_that_is_not_gzip_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.tsv\.gz: no such file"):
        list(read_pairs(tmp_path / "none.tsv.gz"))
    (tmp_path / "plain.tsv.gz").write_text("نعم\tyes\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"plain\.tsv\.gz: not a gzip'd"):
        list(read_pairs(tmp_path / "plain.tsv.gz"))


def test_weights_say_how_often_an_epoch_holds_each_item() -> None:
    sources = (Source(file="a", weight=2.0), Source(file="b", weight=0.5))
    epoch = corpus([3] * 14, *sources, bounds=(0, 4, 14)).epoch(np.random.default_rng(1))
    items = sorted(item for example in epoch for item in example)
    assert items[:8] == [0, 0, 1, 1, 2, 2, 3, 3]
    assert len(items) == 8 + 5
    assert len(set(items[8:])) == 5


def test_joined_examples_hold_neighbours_and_lose_nothing() -> None:
    epoch = corpus([3] * 50, Source(file="a", join=1.0)).epoch(np.random.default_rng(1))
    assert sorted(item for example in epoch for item in example) == list(range(50))
    assert any(len(example) > 1 for example in epoch)
    assert all(b == a + 1 for example in epoch for a, b in pairwise(example))


@given(st.lists(st.integers(1, 40), min_size=1, max_size=60), st.integers(0, 5))
def test_no_batch_exceeds_its_padded_pieces_and_too_long_examples_are_left_out(lengths: list[int], seed: int) -> None:
    texts = corpus([*lengths, 5, 200])
    for batch in PieceBatches(texts, 20, 100, 50, seed):
        widths = [sum(int(texts.source.lengths[item]) for item in example) + 1 for example in batch]
        assert max(widths) <= 50
        assert max(widths) * len(batch) <= 100


def test_the_stream_depends_on_the_seed_alone_not_on_how_long_it_is() -> None:
    texts = corpus(list(range(1, 40)))
    short, long = PieceBatches(texts, 5, 80, 60, 3), PieceBatches(texts, 50, 80, 60, 3)
    assert list(short) == list(islice(long, 5))
    assert list(short) != list(PieceBatches(texts, 5, 80, 60, 4))
    assert len(list(long)) == 50


def test_a_corpus_with_only_too_long_examples_is_refused() -> None:
    with pytest.raises(InputError, match="within 10 pieces"):
        list(PieceBatches(corpus([30]), 5, 80, 10, 1))
