"""Cuts a checkpoint's vocabulary down to the pieces that its texts need.

mT5 has a row for each of 250,112 pieces of a hundred languages, twice: in the embedding and in the output head, which
takes most of each decoding step. Arabic news needs a seventh of them. The kept rows are unchanged. A source whose
pieces are all kept is cut into the same pieces (a unigram model's best segmentation stays the best of fewer) and read
by the encoder as before. What is written is what the full model writes with the other pieces forbidden: their share
of the probability falls to the pieces that stay.
"""

from __future__ import annotations

import json
import shutil
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from mujaz.engines.checkpoint import load_checkpoint, read_settings, write_weights
from mujaz.engines.pieces import (
    END,
    SOURCE_NUMBERS,
    TARGET_NUMBERS,
    UNKNOWN,
    Pieces,
    SentencePieces,
    Vocabulary,
    checkpoint_pieces,
    stands_for_no_text,
)
from mujaz.errors import ModelError
from mujaz.models.formats import DOCUMENTS

SPECIALS = ("<pad>", END, UNKNOWN)

DEFAULT_PIECES = 36_000
"""All Arabic pieces of a vocabulary like mT5's, those without letters, and 16,000 Latin ones: see docs/engines.md."""


@dataclass(frozen=True)
class Trim:
    """What to keep of a vocabulary, each side by itself where there are two.

    Kept in this order, until `pieces` are reached: what is no text or spells single characters (always); what the texts
    hold, the most frequent first; and what Arabic news is likely to hold, in the order of the vocabulary's own scores.

    Attributes:
        pieces: Most pieces of a side. None keeps what the texts need and no more, and a side without texts whole.
        texts: Text as the model reads it; for a summarizer, what it writes too.
        target_texts: Text as a translator writes it.
    """

    pieces: int | None = DEFAULT_PIECES
    texts: Sequence[str] = ()
    target_texts: Sequence[str] = ()


@dataclass(frozen=True)
class Coverage:
    """How much of the counted text the kept pieces cover.

    Attributes:
        texts: Texts that were counted.
        pieces: Share of their running pieces that is kept; None without texts.
        whole_texts: Share of the texts of which every piece is kept.
    """

    texts: int
    pieces: float | None = None
    whole_texts: float | None = None


@dataclass(frozen=True)
class Trimmed:
    """What was cut: for the manifest.

    Attributes:
        source_rows, target_rows: Rows of each side's embedding, before and after.
        source, target: Coverage of the counted texts.
    """

    source_rows: tuple[int, int]
    target_rows: tuple[int, int]
    source: Coverage
    target: Coverage

    def figures(self) -> dict[str, Any]:
        """As they go into a manifest."""
        return asdict(self)


def trim_checkpoint(folder: Path, made: Path, trim: Trim) -> Trimmed:
    """Write the checkpoint of `folder` with fewer pieces to `made`.

    A Marian model leaves with a vocabulary a side: its encoder reads no English, and its decoder writes no Arabic.

    Args:
        folder: As `canonical` gives it.
        made: Must not exist.
        trim: What to keep.

    Raises:
        ModelError: The checkpoint cannot be used, its pieces are not of a unigram model, or `trim.pieces` are too few.
        MissingExtraError: The extra [torch] is not installed.
    """
    settings = read_settings(folder)
    pieces = checkpoint_pieces(folder, settings)
    source, target = _sides(folder, settings["model_type"], pieces, trim)
    state = load_checkpoint(folder).state_dict()
    made.mkdir(parents=True)
    cut = _cut_marian if settings["model_type"] == "marian" else _cut_mt5
    write_weights(cut(state, source.kept, target.kept), made, settings["model_type"])
    (made / "config.json").write_text(json.dumps(_settings(settings, source, target), indent=2), encoding="utf-8")
    source.write(made, SOURCE_NUMBERS)
    if target is not source:
        target.write(made, TARGET_NUMBERS)
    for name in DOCUMENTS:
        if (folder / name).is_file():
            shutil.copyfile(folder / name, made / name)
    before = len(pieces.source_vocabulary), len(pieces.target_vocabulary)
    return Trimmed(
        (before[0], len(source.kept)), (before[1], len(target.kept)), source=source.coverage, target=target.coverage
    )


@dataclass(frozen=True)
class _Side:
    """One side: its SentencePiece file, its old rows, which of them are kept in which order, and what that covers."""

    file: str
    model: bytes
    vocabulary: Vocabulary
    kept: list[int]
    coverage: Coverage

    @property
    def rows(self) -> dict[str, int]:
        """The new row of each kept piece."""
        return {self.vocabulary.pieces[old]: new for new, old in enumerate(self.kept)}

    def write(self, folder: Path, numbers: str) -> None:
        """The cut SentencePiece file, and the list of rows."""
        rows = self.rows
        # A piece that the model has no row for was unknown before, and stays so.
        cut = cut_sentencepiece(self.model, lambda piece: piece in rows or piece not in self.vocabulary)
        (folder / self.file).write_bytes(cut)
        (folder / numbers).write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def _sides(folder: Path, architecture: str, pieces: Pieces, trim: Trim) -> tuple[_Side, _Side]:
    if architecture == "mt5":
        texts = [*trim.texts, *trim.target_texts]
        both = _side(folder / "spiece.model", pieces.source, pieces.source_vocabulary, texts, trim.pieces)
        return both, both
    source = _side(folder / "source.spm", pieces.source, pieces.source_vocabulary, trim.texts, trim.pieces)
    target = _side(folder / "target.spm", pieces.target, pieces.target_vocabulary, trim.target_texts, trim.pieces)
    return source, target


def _side(path: Path, spm: SentencePieces, vocabulary: Vocabulary, texts: Sequence[str], limit: int | None) -> _Side:
    model, names = path.read_bytes(), vocabulary.pieces
    counted = [Counter(row) for row in _encoded(spm, texts)]
    counts = Counter[str]()
    for row in counted:
        counts.update(row)
    wanted = set(names) if limit is None and not texts else wanted_pieces(model, counts, limit, path)
    # What is no text comes first, so that both sides of a Marian model have it in the same rows.
    kept = [row for row, name in enumerate(names) if name in wanted or name in SPECIALS]
    kept.sort(key=lambda row: (names[row] not in SPECIALS, row))
    return _Side(path.name, model, vocabulary, kept, _coverage(counted, {names[row] for row in kept}))


def _encoded(spm: SentencePieces, texts: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(texts)
    while batch := list(islice(rest, 1000)):
        yield from spm.encode(batch)


def _coverage(counted: Sequence[Counter[str]], kept: set[str]) -> Coverage:
    total = sum(row.total() for row in counted)
    if not total:
        return Coverage(len(counted))
    known = sum(count for row in counted for piece, count in row.items() if piece in kept)
    whole = sum(row.keys() <= kept for row in counted)
    return Coverage(len(counted), round(known / total, 6), round(whole / len(counted), 6))


def wanted_pieces(model: bytes, counts: Counter[str], limit: int | None, where: Path | str = "") -> set[str]:
    """The pieces of a SentencePiece model that are kept.

    Args:
        model: Serialized.
        counts: How often each piece was seen in text.
        limit: Most pieces; None for what was seen and what always stays.
        where: Named in errors.

    Raises:
        ModelError: Not a unigram model, or `limit` leaves no room for what always stays.
    """
    proto = _parse(model, where)
    always = [piece.piece for piece in proto.pieces if piece.type != piece.NORMAL or is_indispensable(piece.piece)]
    scores = {piece.piece: piece.score for piece in proto.pieces if not stands_for_no_text(piece.piece)}
    seen = sorted((piece for piece in counts if piece in scores), key=lambda piece: (-counts[piece], -scores[piece]))
    if limit is None:
        return {*always, *seen}
    if len(always) > limit:
        raise ModelError(f"{where}: {limit} pieces are too few: {len(always)} spell single characters or are no text")
    likely = sorted(filter(is_likely, scores), key=lambda piece: (has_latin(piece), -scores[piece]))
    return set(islice(dict.fromkeys([*always, *seen, *likely]), limit))


def cut_sentencepiece(model: bytes, keep: Callable[[str], bool]) -> bytes:
    """A serialized SentencePiece model with those pieces that are no text and those that `keep` says yes to."""
    proto = _parse(model, "the vocabulary")
    kept = [piece for piece in proto.pieces if piece.type != piece.NORMAL or keep(piece.piece)]
    del proto.pieces[:]
    proto.pieces.extend(kept)
    proto.trainer_spec.vocab_size = len(kept)
    return bytes(proto.SerializeToString())


def _parse(model: bytes, where: Path | str) -> Any:
    # Needs protobuf, which the extra [torch] brings.
    from sentencepiece import sentencepiece_model_pb2 as pb

    proto = pb.ModelProto()
    proto.ParseFromString(model)
    if proto.trainer_spec.model_type != pb.TrainerSpec.UNIGRAM:
        raise ModelError(f"{where}: not a unigram model; without some pieces of it, the others would change")
    return proto


def _cut_mt5(state: dict[str, Any], kept: list[int], _target: list[int]) -> dict[str, Any]:
    rest = {name: weight for name, weight in state.items() if not name.endswith("embed_tokens.weight")}
    return {**rest, "shared.weight": state["shared.weight"][kept], "lm_head.weight": state["lm_head.weight"][kept]}


def _cut_marian(state: dict[str, Any], source: list[int], target: list[int]) -> dict[str, Any]:
    rest = {name: weight for name, weight in state.items() if name not in ("model.shared.weight", "lm_head.weight")}
    encoder, decoder = "model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight"
    return {
        **rest,
        encoder: state[encoder][source],
        decoder: state[decoder][target],
        "final_logits_bias": state["final_logits_bias"][:, target],
    }


def _settings(settings: dict[str, Any], source: _Side, target: _Side) -> dict[str, Any]:
    """``config.json`` for the new rows; numbers of pieces that are gone go with them."""
    new = {old: row for row, old in enumerate(target.kept)}
    ids = {key: new.get(value) for key, value in settings.items() if key.endswith("_token_id")}
    sizes: dict[str, Any] = {"vocab_size": len(source.kept)}
    if settings["model_type"] == "marian":
        sizes |= {"decoder_vocab_size": len(target.kept), "share_encoder_decoder_embeddings": False}
    return {**settings, **ids, **sizes, "bad_words_ids": None}


SPACE = "▁"

_ARABIC = ((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF))


def is_indispensable(piece: str) -> bool:
    """Whether `piece` spells one character that any Arabic news may hold: no such text is to become unknown."""
    text = piece.replace(SPACE, "")
    return len(text) <= 1 and is_likely(text)


def is_likely(piece: str) -> bool:
    """Whether every letter of `piece` is Arabic or a Latin one without marks; digits, punctuation and symbols pass."""
    return all(_is_arabic(letter) or letter.isascii() for letter in piece.replace(SPACE, "") if _is_letter(letter))


def has_latin(piece: str) -> bool:
    """Whether `piece` holds a Latin letter."""
    return any(letter.isascii() and letter.isalpha() for letter in piece)


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM"


def _is_arabic(letter: str) -> bool:
    return any(first <= ord(letter) <= last for first, last in _ARABIC)
