"""The reference engine: transformers on torch. Slower; conversions are checked against it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mujaz.engines.base import GenerationOptions
from mujaz.engines.checkpoint import load_checkpoint, require_torch
from mujaz.engines.pieces import END, NEVER, Pieces
from mujaz.engines.seq2seq import MIN_OUTPUT_PIECES, Example, SearchResult, Seq2SeqEngine
from mujaz.errors import ModelError

if TYPE_CHECKING:
    import torch

DTYPES = ("auto", "float32", "bfloat16")
"""Without float16, in which mT5 gives NaN (transformers#9295)."""


class TransformersEngine(Seq2SeqEngine):
    """A Marian or mT5 checkpoint in safetensors.

    Raises:
        ModelError: The folder, device or compute type cannot be used.
        MissingExtraError: The extra [torch] is not installed.
    """

    max_batch_pieces = 2048

    def __init__(
        self, folder: Path, pieces: Pieces, *, device: str = "cpu", compute_type: str = "auto", threads: int = 0
    ) -> None:
        require_torch()
        # torch takes 1.6 s to import: only who asks for this engine pays for it.
        import torch

        if compute_type not in DTYPES:
            raise ModelError(f"the transformers engine computes in {', '.join(DTYPES)}, not in {compute_type}")
        if threads:
            torch.set_num_threads(threads)
        self._device = _device(device)
        self._model = load_checkpoint(folder)
        dtype = torch.float32 if compute_type == "auto" else getattr(torch, compute_type)
        self._model.to(self._device, dtype)
        config = self._model.config
        self._start: int = config.decoder_start_token_id
        super().__init__(pieces, getattr(config, "max_position_embeddings", None))

    def _search(self, sources: list[list[str]], options: GenerationOptions) -> list[list[SearchResult]]:
        import torch

        inputs, mask = self._padded([self.pieces.source_vocabulary.numbers(source) for source in sources])
        settings, penalty = self._settings(options), RepetitionPenalty(options.repetition_penalty)
        with torch.inference_mode(), penalty.watching(self._model) as processors:
            generated = self._model.generate(
                input_ids=inputs, attention_mask=mask, generation_config=settings, logits_processor=processors
            )
        rows = generated.tolist()
        results = [self._result(row[1:]) for row in rows]
        if options.attention:
            repeated = [source for source in sources for _ in range(options.num_hypotheses)]
            results = self._with_attention(repeated, results)
        n = options.num_hypotheses
        return [results[start : start + n] for start in range(0, len(results), n)]

    def _settings(self, options: GenerationOptions) -> Any:
        """Return our own generation configuration; nothing of the checkpoint's ``generation_config.json`` is used."""
        from transformers import GenerationConfig

        end = self.pieces.target_vocabulary.numbers([END])[0]
        banned = self.pieces.banned_rows()
        beams = options.beam_size
        return GenerationConfig(
            max_length=length_with_start(self._fitting(options.max_output_pieces)),
            min_length=length_with_start(MIN_OUTPUT_PIECES),
            do_sample=False,
            num_beams=beams,
            num_return_sequences=options.num_hypotheses,
            early_stopping=beams > 1,
            length_penalty=options.length_penalty,
            repetition_penalty=1.0,  # see RepetitionPenalty
            no_repeat_ngram_size=options.no_repeat_ngram_size,
            suppress_tokens=banned or None,
            bad_words_ids=None,
            forced_bos_token_id=None,
            forced_eos_token_id=None,
            # As in CTranslate2, banned pieces have no share in the probabilities that beams are ranked by.
            renormalize_logits=True,
            decoder_start_token_id=self._start,
            bos_token_id=None,
            eos_token_id=end,
            pad_token_id=self._start,
            use_cache=True,
            return_dict_in_generate=False,
            output_attentions=False,
        )

    def _result(self, row: list[int]) -> SearchResult:
        end = self.pieces.target_vocabulary.numbers([END])[0]
        length = row.index(end) if end in row else len(row)
        return SearchResult(tuple(self.pieces.target_vocabulary.pieces[n] for n in row[:length]), finished=end in row)

    def _with_attention(self, sources: list[list[str]], results: list[SearchResult]) -> list[SearchResult]:
        """Add attention: the mean over the heads of the last decoder layer, as in the converted models."""
        examples = [Example(source, [*result.pieces, END]) for source, result in zip(sources, results, strict=True)]
        weights = self._decode(examples, attention=True).cross_attentions[-1].mean(dim=1).float().tolist()
        return [
            SearchResult(result.pieces, result.finished, _cut(rows, len(result.pieces), len(source)))
            for result, rows, source in zip(results, weights, sources, strict=True)
        ]

    def _score(self, examples: list[Example]) -> list[float]:
        import torch

        with torch.inference_mode():
            logits = self._decode(examples, attention=False).logits.float()
            logits[:, :, self.pieces.banned_rows()] += NEVER
        numbers, mask = self._padded([self.pieces.target_vocabulary.numbers(example.target) for example in examples])
        chosen = logits.log_softmax(dim=-1).gather(2, numbers[:, :, None])[:, :, 0]
        return [float(value) for value in (chosen * mask).sum(dim=1)]

    def _decode(self, examples: list[Example], *, attention: bool) -> Any:
        """Feed the targets to the decoder (forced decoding)."""
        import torch

        inputs, mask = self._padded([self.pieces.source_vocabulary.numbers(example.source) for example in examples])
        shifted = [[self._start, *self.pieces.target_vocabulary.numbers(example.target)[:-1]] for example in examples]
        decoder_inputs, _ = self._padded(shifted)
        with torch.inference_mode():
            return self._model(
                input_ids=inputs,
                attention_mask=mask,
                decoder_input_ids=decoder_inputs,
                use_cache=False,
                output_attentions=attention,
            )

    def _padded(self, rows: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
        """Return rows as one tensor, padded with zeros, and the mask of the cells that are not padding."""
        import torch

        width = max(len(row) for row in rows)
        numbers = torch.tensor([row + [0] * (width - len(row)) for row in rows], device=self._device)
        mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows], device=self._device)
        return numbers, mask


def length_with_start(pieces: int) -> int:
    """Return transformers' ``max_length`` for so many generated pieces: it counts the decoder's start token."""
    return pieces + 1


def _cut(rows: list[list[float]], height: int, width: int) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(row[:width]) for row in rows[:height])


def _device(name: str) -> str:
    import torch

    if name == "auto":
        return "cuda" if torch.cuda.is_available() else "cpu"
    if name == "cuda" and not torch.cuda.is_available():
        raise ModelError("torch sees no CUDA device; use --device cpu")
    return name


def _one_thread_in_child() -> None:
    """Let torch work with one thread in a forked child: it would wait for threads that only the parent has."""
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)


if hasattr(os, "register_at_fork"):  # Windows has no fork
    os.register_at_fork(after_in_child=_one_thread_in_child)


class RepetitionPenalty:
    """A logits processor for `generate`, in place of transformers' own: the penalty of Keskar et al. (2019, CTRL).

    In a beam search, transformers penalizes logarithms of probabilities, CTranslate2 the model's raw outputs. The
    difference is large, since logarithms are never positive. This one penalizes the raw outputs as well.
    """

    def __init__(self, penalty: float) -> None:
        self._penalty = penalty
        self._logits: torch.Tensor

    @contextmanager
    def watching(self, model: Any) -> Iterator[list[RepetitionPenalty]]:
        """Yield the processors for a call of `generate`, and watch the outputs of `model` meanwhile."""
        handle = model.register_forward_hook(self._keep)
        try:
            yield [] if self._penalty == 1 else [self]
        finally:
            handle.remove()

    def _keep(self, _model: Any, _inputs: Any, output: Any) -> None:
        self._logits = output.logits[:, -1, :].float()

    def __call__(self, generated: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """Return the raw outputs, lowered for the pieces in `generated`; banned pieces stay banned."""
        import torch  # with the extra [torch] only

        seen = self._logits.gather(1, generated)
        lowered = torch.where(seen < 0, seen * self._penalty, seen / self._penalty)
        return torch.where(scores.isneginf(), scores, self._logits.scatter(1, generated, lowered))
