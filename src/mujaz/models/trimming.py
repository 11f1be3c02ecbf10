"""Cutting a checkpoint's vocabulary down to the pieces that its texts need.

mT5 has a row for each of 250,112 pieces of a hundred languages, twice: in the embedding and in the output head, which
takes most of each decoding step. Arabic news needs a seventh of them. The rows that stay are unchanged. A source whose
pieces all stay is cut into the same pieces (a unigram model's best segmentation stays the best of fewer) and read by
the encoder as before. The output is that of the full model with the other pieces forbidden: their share of the
probability falls to the pieces that stay.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
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
    is_no_text,
    read_checkpoint_pieces,
)
from mujaz.errors import ModelError
from mujaz.models.formats import DOCUMENTS, copy_files

SPACE = "▁"

_ARABIC = ((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF))

SPECIALS = ("<pad>", END, UNKNOWN)

DEFAULT_PIECES = 36_000
"""All Arabic pieces of a vocabulary like mT5's, those without letters, 16,000 Latin ones (docs/findings/engines.md)."""


@dataclass(frozen=True)
class Trim:
    """The pieces of a vocabulary to keep, of each side if there are two.

    Pieces are taken in this order, until `pieces` are reached: those that are no text or spell single characters
    (always); those of the texts, the most frequent first; and those that are likely in Arabic news, in the order of the
    vocabulary's own scores.

    Attributes:
        pieces: Most pieces of a side. None keeps only the pieces of the texts, and all of a side without texts.
        texts: Texts as the model reads them; for a summarizer, also as it writes them.
        target_texts: Texts as a translator writes them.
    """

    pieces: int | None = DEFAULT_PIECES
    texts: Sequence[str] = ()
    target_texts: Sequence[str] = ()


@dataclass(frozen=True)
class Coverage:
    """How much of the counted text the remaining pieces cover.

    Attributes:
        texts: Texts that were counted.
        pieces: Share of their running pieces that stay; None without texts.
        whole_texts: Share of the texts that keep every piece.
    """

    texts: int
    pieces: float | None = None
    whole_texts: float | None = None


@dataclass(frozen=True)
class Trimmed:
    """The cut as the manifest tells it.

    Attributes:
        source_rows, target_rows: Rows of each side's embedding, before and after.
        source, target: Coverage of the counted texts.
    """

    source_rows: tuple[int, int]
    target_rows: tuple[int, int]
    source: Coverage
    target: Coverage

    def figures(self) -> dict[str, Any]:
        """Return the figures for a manifest."""
        return asdict(self)


def trim_checkpoint(folder: Path, target: Path, trim: Trim) -> Trimmed:
    """Write the checkpoint of `folder` with fewer pieces to `target`.

    A Marian model gets a vocabulary for each side: its encoder reads no English, and its decoder writes no Arabic.

    Args:
        folder: From `normalize_checkpoint`.
        target: Must not exist.
        trim: The pieces to keep.

    Raises:
        ModelError: The checkpoint cannot be used, its pieces are not of a unigram model, or `trim.pieces` are too few.
        MissingExtraError: The extra [torch] is not installed.
    """
    settings = read_settings(folder)
    pieces = read_checkpoint_pieces(folder, settings)
    reader, writer = _sides(folder, settings["model_type"], pieces, trim)
    state = load_checkpoint(folder).state_dict()
    target.mkdir(parents=True)
    cut = _cut_marian if settings["model_type"] == "marian" else _cut_mt5
    write_weights(cut(state, reader.old_rows, writer.old_rows), target, settings["model_type"])
    (target / "config.json").write_text(json.dumps(_settings(settings, reader, writer), indent=2), encoding="utf-8")
    reader.write(target, SOURCE_NUMBERS)
    if writer is not reader:
        writer.write(target, TARGET_NUMBERS)
    copy_files(folder, target, DOCUMENTS)
    return Trimmed(
        source_rows=(len(pieces.source_vocabulary), len(reader.old_rows)),
        target_rows=(len(pieces.target_vocabulary), len(writer.old_rows)),
        source=reader.coverage,
        target=writer.coverage,
    )


@dataclass(frozen=True)
class _Side:
    """One side of a model.

    Attributes:
        file: Name of its SentencePiece file.
        model: Contents of that file.
        vocabulary: Its pieces.
        old_rows: The rows that stay, in their new order.
        coverage: How much of the texts they cover.
    """

    file: str
    model: bytes
    vocabulary: Vocabulary
    old_rows: list[int]
    coverage: Coverage

    def write(self, folder: Path, numbers: str) -> None:
        """Write the cut SentencePiece file, and the list of rows."""
        rows = {self.vocabulary.pieces[old]: new for new, old in enumerate(self.old_rows)}
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
    text_counts = [Counter(spm.encode([text])[0]) for text in texts]
    counts = Counter[str]()
    for text_count in text_counts:
        counts.update(text_count)
    chosen = set(names) if limit is None and not texts else choose_pieces(model, counts, limit, path)
    # Pieces that are no text come first, so that both sides of a Marian model have them in the same rows.
    rows = [row for row, name in enumerate(names) if name in chosen or name in SPECIALS]
    rows.sort(key=lambda row: (names[row] not in SPECIALS, row))
    return _Side(path.name, model, vocabulary, rows, _coverage(text_counts, {names[row] for row in rows}))


def _coverage(text_counts: Sequence[Counter[str]], chosen: set[str]) -> Coverage:
    total = sum(counts.total() for counts in text_counts)
    if not total:
        return Coverage(len(text_counts))
    covered = sum(count for counts in text_counts for piece, count in counts.items() if piece in chosen)
    whole = sum(counts.keys() <= chosen for counts in text_counts)
    return Coverage(len(text_counts), round(covered / total, 6), round(whole / len(text_counts), 6))


def choose_pieces(model: bytes, counts: Counter[str], limit: int | None, path: Path | str = "") -> set[str]:
    """Choose the pieces of a SentencePiece model that stay.

    Args:
        model: Serialized.
        counts: How often each piece occurs in the texts.
        limit: Most pieces; None for those of the texts and those that always stay.
        path: Named in errors.

    Raises:
        ModelError: Not a unigram model, or `limit` leaves no room for the pieces that always stay.
    """
    proto = _parse(model, path)
    always = [piece.piece for piece in proto.pieces if piece.type != piece.NORMAL or is_indispensable(piece.piece)]
    scores = {piece.piece: piece.score for piece in proto.pieces if not is_no_text(piece.piece)}
    seen = sorted((piece for piece in counts if piece in scores), key=lambda piece: (-counts[piece], -scores[piece]))
    if limit is None:
        return {*always, *seen}
    if len(always) > limit:
        raise ModelError(f"{path}: {limit} pieces are too few: {len(always)} spell single characters or are no text")
    likely = sorted(filter(is_likely, scores), key=lambda piece: (has_latin(piece), -scores[piece]))
    return set(islice(dict.fromkeys([*always, *seen, *likely]), limit))


def cut_sentencepiece(model: bytes, keep: Callable[[str], bool]) -> bytes:
    """Cut a serialized SentencePiece model down to the pieces that are no text or that `keep` accepts."""
    proto = _parse(model, "the vocabulary")
    pieces = [piece for piece in proto.pieces if piece.type != piece.NORMAL or keep(piece.piece)]
    del proto.pieces[:]
    proto.pieces.extend(pieces)
    proto.trainer_spec.vocab_size = len(pieces)
    return bytes(proto.SerializeToString())


def _parse(model: bytes, path: Path | str) -> Any:
    # Needs protobuf, which the extra [torch] brings.
    from sentencepiece import sentencepiece_model_pb2 as pb

    proto = pb.ModelProto()
    proto.ParseFromString(model)
    if proto.trainer_spec.model_type != pb.TrainerSpec.UNIGRAM:
        raise ModelError(f"{path}: not a unigram model; without some pieces of it, the others would change")
    return proto


def _cut_mt5(state: dict[str, Any], rows: list[int], _target: list[int]) -> dict[str, Any]:
    layers = {name: weight for name, weight in state.items() if not name.endswith("embed_tokens.weight")}
    return {**layers, "shared.weight": state["shared.weight"][rows], "lm_head.weight": state["lm_head.weight"][rows]}


def _cut_marian(state: dict[str, Any], source: list[int], target: list[int]) -> dict[str, Any]:
    layers = {name: weight for name, weight in state.items() if name not in ("model.shared.weight", "lm_head.weight")}
    encoder, decoder = "model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight"
    return {
        **layers,
        encoder: state[encoder][source],
        decoder: state[decoder][target],
        "final_logits_bias": state["final_logits_bias"][:, target],
    }


def _settings(settings: dict[str, Any], source: _Side, target: _Side) -> dict[str, Any]:
    """Return ``config.json`` for the new rows, without the numbers of pieces that are gone."""
    new_rows = {old: new for new, old in enumerate(target.old_rows)}
    ids = {key: new_rows.get(value) for key, value in settings.items() if key.endswith("_token_id")}
    sizes: dict[str, Any] = {"vocab_size": len(source.old_rows)}
    if settings["model_type"] == "marian":
        sizes |= {"decoder_vocab_size": len(target.old_rows), "share_encoder_decoder_embeddings": False}
    return {**settings, **ids, **sizes, "bad_words_ids": None}


def is_indispensable(piece: str) -> bool:
    """Tell whether `piece` is one character that any Arabic news may have: none of them may become unknown."""
    text = piece.replace(SPACE, "")
    return len(text) <= 1 and is_likely(text)


def is_likely(piece: str) -> bool:
    """Tell whether every letter of `piece` is Arabic, or Latin without marks; digits, punctuation and symbols pass."""
    letters = (character for character in piece.replace(SPACE, "") if unicodedata.category(character)[0] in "LM")
    return all(any(first <= ord(letter) <= last for first, last in _ARABIC) or letter.isascii() for letter in letters)


def has_latin(piece: str) -> bool:
    """Tell whether `piece` has a Latin letter."""
    return any(letter.isascii() and letter.isalpha() for letter in piece)
