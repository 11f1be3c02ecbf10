"""The default engine: CTranslate2, on CPU or CUDA, without torch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import ctranslate2

from mujaz.engines.base import GenerationOptions
from mujaz.engines.forking import PerProcess
from mujaz.engines.pieces import END, read_pieces
from mujaz.engines.seq2seq import MIN_OUTPUT_PIECES, Example, SearchResult, Seq2SeqEngine
from mujaz.errors import ModelError
from mujaz.machine import cores


class CTranslate2Engine(Seq2SeqEngine):
    """A model in CTranslate2's format, with its SentencePiece files, in one folder.

    Args:
        folder: The folder of its files.
        max_positions: As in `Seq2SeqEngine`.
        device: ``cpu``, ``cuda`` or ``auto``.
        compute_type: As CTranslate2 names them; ``auto`` keeps what the model was saved with.
        threads: Batches that run at a time; 0 is one for each core.
        check: Called before a forked child reads the files again; raises if they have changed since they were loaded.

    Raises:
        ModelError: The folder, device or compute type cannot be used.
    """

    def __init__(
        self,
        folder: Path,
        *,
        max_positions: int | None = None,
        device: str = "cpu",
        compute_type: str = "auto",
        threads: int = 0,
        check: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(read_pieces(folder), max_positions)
        # A batch in each thread, not all threads on one batch: a step of a search is too short to be shared well.
        on_gpu = device == "cuda" or (device == "auto" and ctranslate2.get_cuda_device_count() > 0)
        self.lanes = 1 if on_gpu else threads or cores()
        self._banned = [[piece] for piece in self.pieces.banned_pieces()]
        self._translator = PerProcess(partial(_load, folder, device, compute_type, self.lanes), check)

    def _search(self, sources: list[list[str]], options: GenerationOptions) -> list[list[SearchResult]]:
        results = self._translator.get().translate_batch(sources, **self._settings(options))
        hypotheses = [
            [_result(pieces, score, options) for pieces, score in zip(result.hypotheses, result.scores, strict=True)]
            for result in results
        ]
        if not options.attention:
            return hypotheses
        first_rows = self._first_rows(sources, options)
        return [
            [
                _with_attention(hypothesis, [first, *rows[1:]])
                for hypothesis, rows in zip(of, result.attention, strict=True)
            ]
            for of, result, first in zip(hypotheses, results, first_rows, strict=True)
        ]

    def _first_rows(self, sources: list[list[str]], options: GenerationOptions) -> list[list[float]]:
        """Return the attention of each source's first step, which hypotheses share.

        In a beam search over several sources, CTranslate2 4.8.5 returns another source's row for that step.
        """
        one_step = replace(options, beam_size=1, num_hypotheses=1, max_output_pieces=1)
        results = self._translator.get().translate_batch(sources, **self._settings(one_step))
        return [result.attention[0][0] for result in results]

    def _settings(self, options: GenerationOptions) -> dict[str, object]:
        """Return every option of `translate_batch`; none is left to a default."""
        return {
            "target_prefix": None,
            "max_batch_size": 0,
            "batch_type": "examples",
            "asynchronous": False,
            "beam_size": options.beam_size,
            "patience": 1,
            "num_hypotheses": options.num_hypotheses,
            "length_penalty": options.length_penalty,
            "coverage_penalty": 0,
            "repetition_penalty": options.repetition_penalty,
            "no_repeat_ngram_size": options.no_repeat_ngram_size,
            "disable_unk": False,  # it is among the banned pieces
            "suppress_sequences": self._banned,
            "end_token": END,
            "return_end_token": True,
            "prefix_bias_beta": 0,
            "max_input_length": 0,  # cut by us: CTranslate2 does not say when it cuts
            "max_decoding_length": self._fitting(options.max_output_pieces),
            "min_decoding_length": MIN_OUTPUT_PIECES,
            "use_vmap": False,
            "return_scores": True,
            "return_logits_vocab": False,
            "return_attention": options.attention,
            "return_alternatives": False,
            "min_alternative_expansion_prob": 0,
            "sampling_topk": 1,
            "sampling_topp": 1,
            "sampling_temperature": 1,
            "replace_unknowns": False,
            "callback": None,
        }

    def _score(self, examples: list[Example]) -> list[float]:
        # score_batch puts </s> behind each target and counts it; a target without </s> leaves that score out.
        results = self._translator.get().score_batch(
            [example.source for example in examples],
            [example.target[:-1] if example.target[-1:] == [END] else example.target for example in examples],
            max_batch_size=0,
            batch_type="examples",
            max_input_length=0,
            offset=0,
            asynchronous=False,
        )
        return [
            float(sum(result.log_probs[: len(example.target)]))
            for example, result in zip(examples, results, strict=True)
        ]


def _load(folder: Path, device: str, compute_type: str, lanes: int) -> ctranslate2.Translator:
    try:
        return ctranslate2.Translator(
            str(folder),
            device=device,
            # CTranslate2's own "auto" is another thing: the fastest type there is.
            compute_type="default" if compute_type == "auto" else compute_type,
            inter_threads=lanes,
            intra_threads=1,
            max_queued_batches=0,
            flash_attention=False,
            tensor_parallel=False,
        )
    except (RuntimeError, ValueError, IndexError, MemoryError) as exc:
        raise ModelError(f"{folder}: CTranslate2 cannot load it as {compute_type} on {device}: {exc}") from exc


def _result(pieces: list[str], score: float, options: GenerationOptions) -> SearchResult:
    finished = pieces[-1:] == [END]
    text = pieces[:-1] if finished else pieces
    log_probability = score * len(pieces) ** options.length_penalty if _is_plain(options) else None
    return SearchResult(tuple(text), finished, log_probability=log_probability)


def _is_plain(options: GenerationOptions) -> bool:
    """Tell whether the search's score is the model's log-probability, apart from the length penalty.

    Both constraints change the model's output before it becomes probabilities. So does `MIN_OUTPUT_PIECES`, but a model
    that has learnt its task ends no text before it begins: the sum stays well within 0.5 %.
    """
    return not options.forbids_repetition


def _with_attention(result: SearchResult, rows: list[list[float]]) -> SearchResult:
    return replace(result, attention=tuple(tuple(row) for row in rows[: len(result.pieces)]))
