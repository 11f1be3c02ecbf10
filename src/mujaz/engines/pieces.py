"""From text to pieces and back: raw SentencePiece, with the vocabulary that a model was trained on.

A piece is known by its name. SentencePiece's own numbers are used in this file only, because a Marian vocabulary
numbers the pieces of its two SentencePiece files in its own way.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sentencepiece

from mujaz.errors import ModelError

END = "</s>"
UNKNOWN = "<unk>"
PADDING = "<pad>"

NEVER = -10_000.0
"""Added to the model's output for a piece that is never generated: it gets no share of the probability.

Low enough for that, and still a number in every float type.
"""

SHARED_VOCABULARY = "shared_vocabulary.json"
SOURCE_VOCABULARY = "source_vocabulary.json"
TARGET_VOCABULARY = "target_vocabulary.json"


@dataclass(frozen=True, slots=True)
class Encoded:
    """A source as pieces, ``</s>`` last, and whether it was cut to fit."""

    pieces: list[str]
    truncated: bool

    @property
    def blank(self) -> bool:
        """Tell whether there is nothing but ``</s>``."""
        return len(self.pieces) == 1


class SentencePieces:
    """One SentencePiece file."""

    def __init__(self, path: Path) -> None:
        try:
            self._model = sentencepiece.SentencePieceProcessor(model_file=str(path))
            self.names: list[str] = self._model.id_to_piece(list(range(self._model.get_piece_size())))
        except (OSError, RuntimeError, UnicodeDecodeError) as exc:
            raise ModelError(f"{path}: not a SentencePiece file: {exc}") from exc
        # By name, unknown letters would pass through unchanged: a text that spells "</s>" in letters that the file
        # does not know would end the source there.
        self.names[self._model.unk_id()] = UNKNOWN

    def encode(self, texts: Sequence[str]) -> list[list[str]]:
        """Cut each text into pieces, without ``</s>``; letters that the file does not know give ``<unk>``."""
        # One by one: for a list, SentencePiece starts threads at every call, a hundred times the time of a word.
        return [[self.names[number] for number in self._encode(text)] for text in texts]

    def decode(self, pieces: Sequence[str]) -> str:
        """Return the text of these pieces."""
        return str(self._model.decode_pieces(list(pieces))).strip()

    def _encode(self, text: str) -> list[int]:
        # JSON can bring half of a surrogate pair, which has no UTF-8 form.
        text = text.encode("utf-8", errors="replace").decode("utf-8")
        numbers: list[int] = self._model.encode(text, out_type=int, add_bos=False, add_eos=False)
        return numbers


class Vocabulary:
    """The pieces of one side of a model, in the order of its embedding's rows."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self.pieces = tuple(pieces)
        self._numbers = {piece: number for number, piece in reversed(list(enumerate(self.pieces)))}
        for required in (END, UNKNOWN):
            if required not in self._numbers:
                raise ModelError(f"a vocabulary of {len(self.pieces)} pieces has no {required}")

    def __len__(self) -> int:
        return len(self.pieces)

    def __contains__(self, piece: str) -> bool:
        return piece in self._numbers

    def numbers(self, pieces: Sequence[str]) -> list[int]:
        """Return the row of each piece, that of ``<unk>`` for an unknown piece."""
        unknown = self._numbers[UNKNOWN]
        return [self._numbers.get(piece, unknown) for piece in pieces]


@dataclass(frozen=True, slots=True)
class Pieces:
    """SentencePiece files and vocabularies of one model.

    Attributes:
        source: SentencePiece of the source side.
        target: SentencePiece of the target side; the same object if there is one file.
        source_vocabulary: The encoder's rows.
        target_vocabulary: The decoder's rows.
    """

    source: SentencePieces
    target: SentencePieces
    source_vocabulary: Vocabulary
    target_vocabulary: Vocabulary

    def encode(self, texts: Sequence[str], limit: int) -> list[Encoded]:
        """Cut sources into pieces with ``</s>``, at most `limit` each."""
        rows = self.source.encode(texts)
        return [Encoded([*row[: limit - 1], END], truncated=len(row) > limit - 1) for row in rows]

    def encode_targets(self, texts: Sequence[str]) -> list[list[str]]:
        """Cut targets into pieces of the decoder's vocabulary, without ``</s>``."""
        vocabulary = self.target_vocabulary
        return [[p if p in vocabulary else UNKNOWN for p in row] for row in self.target.encode(texts)]

    def banned_pieces(self) -> list[str]:
        """List the pieces that are never generated, since they are no text."""
        return [self.target_vocabulary.pieces[row] for row in self.banned_rows()]

    def banned_rows(self) -> list[int]:
        """List the rows of those pieces in the decoder's vocabulary."""
        return [row for row, piece in enumerate(self.target_vocabulary.pieces) if is_no_text(piece)]


def is_no_text(piece: str) -> bool:
    """Tell whether `piece` never occurs in a text: padding, unknown, T5's sentinels, filling."""
    name = piece.removeprefix("▁")
    return name in (PADDING, "<s>", UNKNOWN) or (name.startswith(("<extra_id_", "<unused_")) and name.endswith(">"))


def sentencepiece_files(folder: Path) -> tuple[SentencePieces, SentencePieces]:
    """Load the source and target SentencePiece of a model's folder: two files (Marian) or one for both (mT5)."""
    if (folder / "source.spm").is_file():
        return SentencePieces(folder / "source.spm"), SentencePieces(folder / "target.spm")
    both = SentencePieces(folder / "spiece.model")
    return both, both


def read_pieces(folder: Path) -> Pieces:
    """Read the SentencePiece files and vocabularies of a bundle's folder."""
    source, target = sentencepiece_files(folder)
    if (folder / SHARED_VOCABULARY).is_file():
        shared = _read_vocabulary(folder / SHARED_VOCABULARY)
        return Pieces(source, target, shared, shared)
    return Pieces(
        source, target, _read_vocabulary(folder / SOURCE_VOCABULARY), _read_vocabulary(folder / TARGET_VOCABULARY)
    )


def _read_vocabulary(path: Path) -> Vocabulary:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as exc:
        raise ModelError(f"{path}: not a vocabulary: {exc}") from exc
    if not isinstance(rows, list) or not all(isinstance(row, str) for row in rows):
        raise ModelError(f"{path}: not a vocabulary: expected a JSON list of pieces")
    return Vocabulary(rows)


def write_vocabularies(pieces: Pieces, folder: Path) -> None:
    """Write the vocabularies under CTranslate2's names: one file if both sides are equal."""
    source, target = pieces.source_vocabulary.pieces, pieces.target_vocabulary.pieces
    files = {SHARED_VOCABULARY: source} if source == target else {SOURCE_VOCABULARY: source, TARGET_VOCABULARY: target}
    for name, rows in files.items():
        (folder / name).write_text(json.dumps(rows, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


SOURCE_NUMBERS = "vocab.json"
TARGET_NUMBERS = "target_vocab.json"


def read_checkpoint_pieces(folder: Path, settings: dict[str, Any]) -> Pieces:
    """Read the SentencePiece files and vocabularies of a transformers checkpoint, in the order of its embedding's rows.

    Rows are numbered by ``vocab.json`` (and ``target_vocab.json`` if the decoder has a vocabulary of its own), as in
    transformers' Marian checkpoints; without these files, by SentencePiece's own numbers.

    Args:
        folder: Holds ``source.spm`` and ``target.spm`` (Marian) or ``spiece.model`` (mT5).
        settings: Its ``config.json``, from `read_settings`.

    Raises:
        ModelError: A file is missing or does not fit the configuration.
    """
    source, target = sentencepiece_files(folder)
    first = _side(folder / SOURCE_NUMBERS, source, int(settings["vocab_size"]))
    if settings["model_type"] == "mt5" or settings.get("share_encoder_decoder_embeddings", True):
        return Pieces(source, target, first, first)
    second = _side(folder / TARGET_NUMBERS, target, int(settings.get("decoder_vocab_size") or settings["vocab_size"]))
    return Pieces(source, target, first, second)


def _side(numbers: Path, file: SentencePieces, rows: int) -> Vocabulary:
    names = _numbered(numbers) if numbers.is_file() else file.names
    if len(names) > rows:
        raise ModelError(f"{numbers.parent}: {len(names)} pieces for an embedding of {rows} rows")
    # Rows beyond the pieces (mT5's embedding is rounded up) need names as well.
    return Vocabulary([*names, *(f"<unused_{row}>" for row in range(len(names), rows))])


def _numbered(path: Path) -> list[str]:
    try:
        numbers = json.loads(path.read_text(encoding="utf-8"))
        pieces = sorted(numbers, key=lambda piece: int(numbers[piece]))
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as exc:
        raise ModelError(f"{path}: not a vocabulary: {exc}") from exc
    if [numbers[piece] for piece in pieces] != list(range(len(pieces))):
        raise ModelError(f"{path}: not a vocabulary: its numbers have gaps")
    return pieces
