"""SentencePiece models for training: trained anew, or cut out of a grafted encoder's pieces.

In every model that is trained here, piece ids are model ids; `Specials` says which are no text.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import sentencepiece as spm

from mujaz.errors import InputError
from mujaz.training.e5 import E5


@dataclass(frozen=True)
class Specials:
    """Ids of the pieces that are no text, where each architecture's own checkpoints have them."""

    eos: int
    unk: int
    pad: int


MARIAN = Specials(eos=0, unk=1, pad=2)
MT5 = Specials(eos=1, unk=2, pad=0)
SPECIALS = {"translate": MARIAN, "summarize": MT5}

TITLE, LEAD, MASK = "<title>", "<lead>", "<mask>"
SENTINELS = tuple(f"<extra_id_{number}>" for number in range(32))
MARKS = (TITLE, LEAD, MASK, *SENTINELS)
"""Pieces of a summarizer that no text is ever cut into: what is asked for, and places where something was taken out."""

_SPACE = "▁"


class Cutter(Protocol):
    """Cuts the texts of one side into the model's rows."""

    def encode(self, texts: list[str]) -> list[list[int]]:
        """The rows of each text, ``</s>`` not among them."""

    def piece_to_id(self, piece: str) -> int:
        """The row of one piece."""


def train_pieces(texts: Iterable[str], size: int, specials: Specials, marks: Sequence[str] = ()) -> bytes:
    """A serialized unigram model of at most `size` pieces; each digit is a piece, so that numbers can be copied.

    `marks` are pieces that no text is cut into and that are written as nothing.

    Raises:
        InputError: There is no text, or `size` is too small for its characters.
    """
    model = io.BytesIO()
    try:
        spm.SentencePieceTrainer.train(
            sentence_iterator=iter(texts),
            model_writer=model,
            model_type="unigram",
            vocab_size=size,
            hard_vocab_limit=False,
            character_coverage=0.9998,
            normalization_rule_name="nmt_nfkc",
            split_digits=True,
            eos_id=specials.eos,
            unk_id=specials.unk,
            pad_id=specials.pad,
            bos_id=-1,
            control_symbols=list(marks),
            input_sentence_size=400_000,
            shuffle_input_sentence=False,
            num_threads=2,
            minloglevel=2,
        )
    except RuntimeError as exc:
        raise InputError(f"no vocabulary of {size} pieces can be made of this text: {exc}") from exc
    return model.getvalue()


def keep_seen(
    e5: E5, texts: Iterable[str], minimum_count: int, always: Collection[str] = ()
) -> tuple[bytes, list[int]]:
    """The encoder's pieces that `texts` need, as a serialized model, and the row of each in the encoder's embeddings.

    Pieces of several digits are left out: numbers then come digit by digit, as the target side writes them. Single
    characters stay even when rare, so that little becomes unknown; pieces in `always` stay even when not needed.
    """
    rows = [row for row, piece in enumerate(e5.pieces) if row > 3 and _digits_alone(piece)]
    full = unigram_model(e5, rows)
    counts = _count(full, texts)
    needed = Counter(dict.fromkeys(always, minimum_count)) | counts
    kept = [row for row in rows if needed[e5.pieces[row]] >= _needed(e5.pieces[row], minimum_count)]
    # Marian's </s> and <unk> start from E5's; <pad> is zero in Marian, and its row is never read.
    return unigram_model(e5, kept), [2, 3, 1, *kept]


def _digits_alone(piece: str) -> bool:
    return len(piece.strip(_SPACE)) <= 1 or not any(character.isdigit() for character in piece)


def _needed(piece: str, minimum_count: int) -> int:
    return 1 if len(piece) == 1 else minimum_count


def _count(model: bytes, texts: Iterable[str]) -> Counter[str]:
    processor = spm.SentencePieceProcessor(model_proto=model)
    counts: Counter[str] = Counter()
    for batch in _batches(texts, 10_000):
        for pieces in processor.encode(batch, out_type=str, num_threads=2):
            counts.update(pieces)
    return counts


def _batches(texts: Iterable[str], size: int) -> Iterator[list[str]]:
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def unigram_model(e5: E5, rows: list[int]) -> bytes:
    """The encoder's pieces of these rows as a serialized model, after ``</s>``, ``<unk>`` and ``<pad>``."""
    # The protobuf module is slow to import and needed for grafting only.
    from sentencepiece import sentencepiece_model_pb2 as pb

    model = pb.ModelProto()
    # XLM-R normalizes by nmt_nfkc; a throw-away training yields that rule's compiled form.
    model.ParseFromString(train_pieces(["a b c d e f g h i j"] * 50, 20, MARIAN))
    del model.pieces[:]
    kinds = pb.ModelProto.SentencePiece
    for name, kind in (("</s>", kinds.CONTROL), ("<unk>", kinds.UNKNOWN), ("<pad>", kinds.CONTROL)):
        model.pieces.add(piece=name, score=0.0, type=kind)
    for row in rows:
        model.pieces.add(piece=e5.pieces[row], score=float(e5.piece_scores[row]), type=kinds.NORMAL)
    model.trainer_spec.vocab_size = len(model.pieces)
    return bytes(model.SerializeToString())
