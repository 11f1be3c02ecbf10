"""Text to pieces and back."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from mujaz.engines.pieces import END, UNKNOWN, SentencePieces, Vocabulary, read_pieces, write_vocabularies
from mujaz.errors import ModelError
from mujaz.models.bundle import Bundle


def test_a_text_comes_back_from_its_pieces(marian_bundle: Bundle) -> None:
    file = SentencePieces(marian_bundle.path / "target.spm")
    assert file.decode(file.encode(["the minister visited the school"])[0]) == "the minister visited the school"


def test_letters_that_the_file_does_not_know_become_one_unknown_piece(marian_bundle: Bundle) -> None:
    pieces = read_pieces(marian_bundle.path).encode(["☃☃☃"], 512)[0].pieces
    assert pieces == ["▁", UNKNOWN, END]


def test_words_are_cut_one_at_a_time_for_next_to_nothing(marian_bundle: Bundle) -> None:
    file = SentencePieces(marian_bundle.path / "source.spm")
    started = time.process_time()
    for _ in range(2_000):
        file.encode(["الوزير"])
    assert time.process_time() - started < 0.1  # with threads for each call: half a second


def test_a_source_is_cut_to_the_limit_with_its_end_kept(marian_bundle: Bundle) -> None:
    pieces = read_pieces(marian_bundle.path)
    whole = pieces.encode(["زار الوزير المدرسة"], 512)[0]
    cut = pieces.encode(["زار الوزير المدرسة"], 4)[0]
    assert cut.pieces == [*whole.pieces[:3], END]
    assert (whole.truncated, cut.truncated) == (False, True)


def test_a_blank_source_is_known_as_such(marian_bundle: Bundle) -> None:
    blank, written = read_pieces(marian_bundle.path).encode([" \n ", "الوزير"], 512)
    assert (blank.blank, written.blank) == (True, False)


def test_a_piece_that_stands_twice_in_a_vocabulary_has_its_first_row() -> None:
    vocabulary = Vocabulary([END, UNKNOWN, "a", "b", "a"])
    assert vocabulary.numbers(["a", "b", "c", END]) == [2, 3, 1, 0]


@pytest.mark.parametrize("missing", [END, UNKNOWN])
def test_a_vocabulary_without_its_special_pieces_is_refused(missing: str) -> None:
    with pytest.raises(ModelError, match=f"no {missing}"):
        Vocabulary([piece for piece in (END, UNKNOWN, "a") if piece != missing])


def test_pieces_without_text_are_banned(mt5_bundle: Bundle) -> None:
    banned = read_pieces(mt5_bundle.path).banned_pieces()
    assert banned[:2] == ["<pad>", UNKNOWN]
    assert len(banned) == 2 + 12, "the embedding has twelve rows more than there are pieces"
    assert END not in banned


@pytest.mark.parametrize("name", ["▁<extra_id_0>", "<extra_id_99>", "<s>", "<unused_3>"])
def test_sentinels_are_banned_by_name(name: str, marian_bundle: Bundle) -> None:
    pieces = read_pieces(marian_bundle.path)
    vocabulary = Vocabulary([END, UNKNOWN, "<b>", name])
    assert type(pieces)(pieces.source, pieces.target, vocabulary, vocabulary).banned_pieces() == [UNKNOWN, name]


def test_equal_vocabularies_are_written_once(marian_bundle: Bundle, split_bundle: Bundle, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    write_vocabularies(read_pieces(marian_bundle.path), tmp_path / "one")
    write_vocabularies(read_pieces(split_bundle.path), tmp_path / "two")
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["shared_vocabulary.json"]
    assert {path.name for path in (tmp_path / "two").iterdir()} == {"source_vocabulary.json", "target_vocabulary.json"}


@pytest.mark.parametrize("content", ["", "{}", "[1, 2]", '["a"'])
def test_a_vocabulary_file_that_is_none_is_named(content: str, marian_bundle: Bundle, tmp_path: Path) -> None:
    for name in ("source.spm", "target.spm"):
        (tmp_path / name).write_bytes((marian_bundle.path / name).read_bytes())
    (tmp_path / "shared_vocabulary.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match="not a vocabulary"):
        read_pieces(tmp_path)


def test_a_sentencepiece_file_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "source.spm").write_bytes(b"not a model")
    with pytest.raises(ModelError, match="not a SentencePiece file"):
        SentencePieces(tmp_path / "source.spm")
