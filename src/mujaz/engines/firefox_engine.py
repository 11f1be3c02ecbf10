"""The engine of Firefox's own translation models: small Marian models in 8-bit integers, on the CPU, without torch.

The library (`fxtranslate`) translates greedily and returns nothing but text. It lets only the thread that made a
translator use it, or destroy it, and it holds Python's lock while it works: more cores are used by more processes.
"""

from __future__ import annotations

import math
import threading
import weakref
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from queue import SimpleQueue

from mujaz.engines.base import Capabilities, Engine, Generation, GenerationOptions, Hypothesis
from mujaz.engines.firefox_files import SOURCE, TARGET, read_files
from mujaz.engines.forking import PerProcess
from mujaz.engines.pieces import END, Encoded, SentencePieces
from mujaz.engines.seq2seq import BLANK
from mujaz.errors import MissingExtraError, ModelError

MAX_POSITIONS = 256
"""The library ends a translation after so many pieces, or twice the source's and four: see `most_output_pieces`."""

COMPUTE_TYPES = ("auto", "int8")


class FirefoxEngine(Engine):
    """A model of Firefox, with its SentencePiece files and its shortlist, in one folder.

    Args:
        folder: The folder of its files.
        max_positions: Most source pieces, ``</s>`` included; a longer source is cut.
        device: ``cpu`` or ``auto``: it runs nowhere else.
        compute_type: ``int8`` or ``auto``: it computes in nothing else.
        check: Called before a forked child reads the files again; raises if they have changed since they were loaded.

    Raises:
        ModelError: The files, the device or the compute type cannot be used.
        MissingExtraError: The extra [firefox] is not installed.
    """

    capabilities = Capabilities(
        several_hypotheses=False, scores=False, forced_scoring=False, attention=False, repetition=False
    )

    def __init__(
        self,
        folder: Path,
        *,
        max_positions: int | None = None,
        device: str = "cpu",
        compute_type: str = "auto",
        check: Callable[[], object] | None = None,
    ) -> None:
        _require_library()
        if device == "cuda":
            raise ModelError("the firefox engine runs on the CPU; use --device cpu or auto")
        if compute_type not in COMPUTE_TYPES:
            raise ModelError(f"the firefox engine computes in int8, not in {compute_type}; use --compute-type auto")
        self.source, self.target = SentencePieces(folder / SOURCE), SentencePieces(folder / TARGET)
        self.max_positions = min(max_positions or MAX_POSITIONS, MAX_POSITIONS)
        self._owner = PerProcess(partial(_Owner, folder, len(self.source.names), len(self.target.names)), check)

    def generate(self, sources: Sequence[str], options: GenerationOptions) -> list[Generation]:
        """Translate `sources`, in their order; a blank source gives an empty text of log-probability 0.

        The search is greedy whatever `beam_size` and `length_penalty` say.

        Raises:
            InputError: Options that this engine cannot honour.
            ModelError: The library fails.
        """
        self.check_options(options)
        limit = min(options.max_input_pieces, self.max_positions)
        encoded = [self._encode(source, limit) for source in sources]
        asked = [index for index, source in enumerate(encoded) if not source.blank]
        texts = self._owner.get().translate([self._text(sources[index], encoded[index]) for index in asked])
        by_index = dict(zip(asked, texts, strict=True))
        return [self._generation(source, by_index.get(index), options) for index, source in enumerate(encoded)]

    def count_pieces(self, text: str) -> int:
        """Count the pieces of `text` on the source side, without ``</s>``."""
        return len(self.source.encode([text])[0])

    def _encode(self, source: str, limit: int) -> Encoded:
        (pieces,) = self.source.encode([source])
        return Encoded([*pieces[: limit - 1], END], truncated=len(pieces) > limit - 1)

    def _text(self, source: str, encoded: Encoded) -> str:
        # Half of a surrogate pair has no UTF-8 form, and the library refuses it.
        whole = source.encode("utf-8", errors="replace").decode("utf-8")
        return self.source.decode(encoded.pieces[:-1]) if encoded.truncated else whole

    def _generation(self, source: Encoded, text: str | None, options: GenerationOptions) -> Generation:
        hypothesis = BLANK if text is None else self._hypothesis(text, len(source.pieces), options)
        return Generation((hypothesis,), pieces_in=len(source.pieces), truncated=source.truncated)

    def _hypothesis(self, text: str, pieces_in: int, options: GenerationOptions) -> Hypothesis:
        """Make a hypothesis of the library's text: its pieces are those of the text, cut as the options ask."""
        (pieces,) = self.target.encode([text])
        most = min(options.max_output_pieces, most_output_pieces(pieces_in))
        if len(pieces) < most:
            return Hypothesis(text.strip(), math.nan, tuple(pieces), finished=True)
        return Hypothesis(self.target.decode(pieces[:most]), math.nan, tuple(pieces[:most]), finished=False)


def most_output_pieces(pieces_in: int) -> int:
    """Return after how many pieces the library ends a translation, for a source of so many, ``</s>`` included."""
    return min(2 * pieces_in + 4, MAX_POSITIONS)


_TRIAL = "a"


def _require_library() -> None:
    try:
        import fxtranslate  # noqa: F401
    except ImportError as exc:
        raise MissingExtraError("the firefox engine", "firefox") from exc


class _Owner:
    """A thread that makes a translator and alone uses it; it ends, and destroys it, when this object goes.

    Args:
        folder: The folder of its files.
        source_rows: Pieces of the source's SentencePiece file.
        target_rows: Pieces of the target's.

    Raises:
        ModelError: The files cannot be used.
    """

    def __init__(self, folder: Path, source_rows: int, target_rows: int) -> None:
        files = read_files(folder, source_rows, target_rows)
        self._requests: SimpleQueue[_Request | None] = SimpleQueue()
        self._end = weakref.finalize(self, self._requests.put, None)
        self._end.atexit = False  # a daemon: it does not outlive the process
        started: Future[list[str]] = Future()
        arguments = (files, str(folder), started, self._requests)
        threading.Thread(target=_serve, args=arguments, name="firefox", daemon=True).start()
        started.result()

    def translate(self, texts: Sequence[str]) -> list[str]:
        """Translate each text.

        Raises:
            ModelError: The library fails.
        """
        answer: Future[list[str]] = Future()
        self._requests.put((texts, answer))
        return answer.result()


_Request = tuple[Sequence[str], "Future[list[str]]"]


def _serve(files: list[bytes], name: str, started: Future[list[str]], requests: SimpleQueue[_Request | None]) -> None:
    """Make a translator and answer requests with it, until there is a request that is None.

    An error is handed over as a new one, in words: a traceback would hold this frame, and with it the translator, until
    another thread lets go of it.
    """
    import fxtranslate

    try:
        translator = fxtranslate.Translator(*files)
        translator.translate(_TRIAL)  # it finds out only now whether a tensor is missing
    except BaseException as exc:  # a fault inside the library is a PanicException, which is no Exception
        started.set_exception(ModelError(f"{name}: the firefox engine cannot load it: {_describe(exc)}"))
        return
    del files  # the library has copies
    started.set_result([])
    while request := requests.get():
        texts, answer = request
        try:
            answer.set_result([translator.translate(text) for text in texts])
        except BaseException as exc:
            answer.set_exception(ModelError(f"{name}: the firefox engine failed: {_describe(exc)}"))
        del request, texts, answer


def _describe(exc: BaseException) -> str:
    return " ".join(str(exc).split()) or type(exc).__name__
