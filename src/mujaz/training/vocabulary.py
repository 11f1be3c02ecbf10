"""Vocabularies of new models: SentencePiece trained from the data, or cut out of a grafted encoder's pieces.

In every model that is trained here, piece ids are model ids; `Specials` says which are no text.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import astuple, dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

import sentencepiece as spm

from mujaz.errors import InputError
from mujaz.text.clean import for_model
from mujaz.text.sentences import split_sentences
from mujaz.training.e5 import E5, load_e5
from mujaz.training.recipe import Recipe
from mujaz.training.text_files import Pair, load_all_pairs, read_texts


@dataclass(frozen=True)
class Specials:
    """Ids of the pieces that are no text, the same as in each architecture's own checkpoints."""

    eos: int
    unk: int
    pad: int


MARIAN = Specials(eos=0, unk=1, pad=2)


MT5 = Specials(eos=1, unk=2, pad=0)


SPECIALS = {"translate": MARIAN, "summarize": MT5}


TITLE, LEAD, MASK = "<title>", "<lead>", "<mask>"


SENTINELS = tuple(f"<extra_id_{number}>" for number in range(32))


MARKS = (TITLE, LEAD, MASK, *SENTINELS)
"""Pieces of a summarizer that occur in no text: they ask for something, or replace text that was taken out."""


_SPACE = "▁"


class Tokenizer(Protocol):
    """Cuts the texts of one side into the model's rows."""

    def encode(self, texts: list[str]) -> list[list[int]]:
        """Return the rows of each text, without ``</s>``."""

    def piece_to_id(self, piece: str) -> int:
        """Return the row of one piece."""


def train_pieces(texts: Iterable[str], size: int, specials: Specials, marks: Sequence[str] = ()) -> bytes:
    """Train and serialize a unigram model of at most `size` pieces; each digit is a piece, so that numbers copy.

    `marks` are pieces that occur in no text and are written as nothing.

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


def choose_needed_pieces(
    e5: E5, texts: Iterable[str], minimum_count: int, always: Collection[str] = ()
) -> tuple[bytes, list[int]]:
    """Choose the encoder's pieces that `texts` need.

    Pieces of several digits are left out: numbers then come digit by digit, as on the target side. Single characters
    stay even if they are rare, so that little becomes unknown; pieces in `always` stay even if they are not needed.

    Returns:
        The pieces as a serialized model, and the row of each in the encoder's embeddings.
    """
    candidates = [row for row, piece in enumerate(e5.pieces) if row > 3 and not _has_joined_digits(piece)]
    counts = _count(build_unigram_model(e5, candidates), texts)
    counts |= Counter(dict.fromkeys(always, minimum_count))
    rows = [row for row in candidates if counts[e5.pieces[row]] >= (1 if len(e5.pieces[row]) == 1 else minimum_count)]
    # Marian's </s> and <unk> start from E5's; <pad> is zero in Marian, and its row is never read.
    return build_unigram_model(e5, rows), [2, 3, 1, *rows]


def _has_joined_digits(piece: str) -> bool:
    return len(piece.strip(_SPACE)) > 1 and any(character.isdigit() for character in piece)


def _count(model: bytes, texts: Iterable[str]) -> Counter[str]:
    processor = spm.SentencePieceProcessor(model_proto=model)
    counts: Counter[str] = Counter()
    remaining = iter(texts)
    while batch := list(islice(remaining, 10_000)):
        for pieces in processor.encode(batch, out_type=str, num_threads=2):
            counts.update(pieces)
    return counts


def build_unigram_model(e5: E5, rows: list[int]) -> bytes:
    """Serialize the encoder's pieces of these rows as a model, after ``</s>``, ``<unk>`` and ``<pad>``."""
    # The protobuf module is slow to import and needed for grafting only.
    from sentencepiece import sentencepiece_model_pb2 as pb

    model = pb.ModelProto()
    # XLM-R normalizes by nmt_nfkc; a throw-away training gives that rule's compiled form.
    model.ParseFromString(train_pieces(["a b c d e f g h i j"] * 50, 20, MARIAN))
    del model.pieces[:]
    kinds = pb.ModelProto.SentencePiece
    for name, kind in (("</s>", kinds.CONTROL), ("<unk>", kinds.UNKNOWN), ("<pad>", kinds.CONTROL)):
        model.pieces.add(piece=name, score=0.0, type=kind)
    for row in rows:
        model.pieces.add(piece=e5.pieces[row], score=float(e5.piece_scores[row]), type=kinds.NORMAL)
    model.trainer_spec.vocab_size = len(model.pieces)
    return bytes(model.SerializeToString())


_MOST_SENTENCES = 400_000
"""Most sentences that a vocabulary is trained on."""


_SOURCE, _TARGET, _ROWS = "source.spm", "target.spm", "source.rows"


class Vocabularies(Protocol):
    """Both sides of a model: `NewVocabularies` of a new one, or `StartCheckpoint` of one that is fine-tuned."""

    @property
    def source(self) -> Tokenizer:
        """Return the encoder's side."""

    @property
    def target(self) -> Tokenizer:
        """Return the decoder's side."""

    def save(self, folder: Path) -> None:
        """Write the SentencePiece files as a checkpoint has them."""


@dataclass(frozen=True)
class NewVocabularies:
    """Serialized models of both sides (one and the same for mT5); for a graft, the pretrained encoder as well.

    Attributes:
        source_model, target_model: Serialized SentencePiece models.
        e5: The encoder to graft.
        source_rows: E5's row for each source piece.
    """

    source_model: bytes
    target_model: bytes
    e5: E5 | None = None
    source_rows: tuple[int, ...] = ()

    @property
    def source(self) -> spm.SentencePieceProcessor:
        """Return the source side's processor."""
        return spm.SentencePieceProcessor(model_proto=self.source_model)

    @property
    def target(self) -> spm.SentencePieceProcessor:
        """Return the target side's processor."""
        return spm.SentencePieceProcessor(model_proto=self.target_model)

    def save(self, folder: Path) -> None:
        """Write the SentencePiece files as a checkpoint has them."""
        shared = self.source_model == self.target_model
        files = {"spiece.model": self.source_model} if shared else {}
        for name, model in (files or {_SOURCE: self.source_model, _TARGET: self.target_model}).items():
            (folder / name).write_bytes(model)


def prepare_vocabularies(recipe: Recipe, data: Path, work: Path) -> NewVocabularies:
    """Read the recipe's vocabularies from `work`; make them first if need be."""
    if not (work / _ROWS).exists():
        if recipe.task == "summarize":
            _make_shared_vocabulary(recipe, data, work)
        else:
            _make_vocabularies(recipe, load_all_pairs(recipe, data), work)
    rows = tuple(int(row) for row in (work / _ROWS).read_text(encoding="ascii").split())
    e5 = load_e5() if recipe.model.graft else None
    return NewVocabularies((work / _SOURCE).read_bytes(), (work / _TARGET).read_bytes(), e5, rows)


def _make_vocabularies(recipe: Recipe, pairs: Sequence[Pair], work: Path) -> None:
    specials, sizes = SPECIALS[recipe.task], recipe.vocabulary
    sources, targets = [source for source, _ in pairs], [target for _, target in pairs]
    rows: list[int] = []
    target = train_pieces(targets, sizes.target_size, specials)
    if recipe.model.graft:
        source, rows = choose_needed_pieces(load_e5(), sources, sizes.minimum_count)
    else:
        source = train_pieces(sources, sizes.source_size, specials)
    _write_vocabularies(work, source, target, rows)


def _make_shared_vocabulary(recipe: Recipe, data: Path, work: Path) -> None:
    """Make one vocabulary for both sides from an even sample of all sentences: training on all takes too long."""
    files = sorted({source.file for source in recipe.sources})
    texts = (text for file in files for article in read_texts(data / file) for text in astuple(article))
    sentences = [for_model(sentence) for text in texts for sentence in split_sentences(text)]
    model = train_pieces(sentences[:: 1 + len(sentences) // _MOST_SENTENCES], recipe.vocabulary.source_size, MT5, MARKS)
    _write_vocabularies(work, model, model, [])


def _write_vocabularies(work: Path, source: bytes, target: bytes, rows: Sequence[int]) -> None:
    (work / _SOURCE).write_bytes(source)
    (work / _TARGET).write_bytes(target)
    # Last, and at once: this file says that all are whole.
    partial = work / f"{_ROWS}.partial"
    partial.write_text(" ".join(map(str, rows)), encoding="ascii")
    partial.replace(work / _ROWS)
