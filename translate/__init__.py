"""From Arabic to English: segments, MarianMT, and a ladder for what comes out bad."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mujaz.translate.translation import NOT_TRANSLATED, Translation
    from mujaz.translate.translator import Translator

__all__ = ["NOT_TRANSLATED", "Translation", "Translator"]


def __getattr__(name: str) -> Any:
    # Lazy (PEP 562): the trainer imports `mujaz.translate.normalize` in every worker and must not load engines for it.
    if name not in __all__:
        raise AttributeError(f"module 'mujaz.translate' has no attribute {name!r}")
    from mujaz.translate import translation, translator

    return getattr(translator if name == "Translator" else translation, name)
