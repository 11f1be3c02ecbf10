"""From a verified bundle to a running engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mujaz.engines.base import Engine
from mujaz.errors import ModelError

if TYPE_CHECKING:
    from mujaz.models.bundle import Bundle

FORMATS = {"ctranslate2": "ctranslate2", "transformers": "safetensors"}
"""The format that each engine reads."""


def load(
    bundle: Bundle, *, engine: str = "ctranslate2", device: str = "cpu", compute_type: str = "auto", threads: int = 0
) -> Engine:
    """The engine of a bundle; see `Bundle.engine`."""
    manifest = bundle.manifest
    if engine not in FORMATS:
        raise ModelError(f"no engine {engine!r}; there are {', '.join(FORMATS)}")
    if manifest.format != FORMATS[engine]:
        other = next(name for name, kind in FORMATS.items() if kind == manifest.format)
        raise ModelError(
            f"bundle {bundle.name} is in {manifest.format} format, which the {engine} engine does not read; "
            f"use --engine {other}, or a bundle in {FORMATS[engine]} format"
        )
    if manifest.architecture == "mt5" and "float16" in compute_type.replace("bfloat16", ""):
        raise ModelError(f"bundle {bundle.name}: mT5 gives NaN in float16; use bfloat16, int8 or float32")
    if engine == "transformers":
        # Both engines are heavy, and torch comes with an extra: only the one asked for is loaded.
        from mujaz.engines.pieces import read_pieces
        from mujaz.engines.transformers_engine import TransformersEngine

        pieces = read_pieces(bundle.path)
        return TransformersEngine(bundle.path, pieces, device=device, compute_type=compute_type, threads=threads)
    from mujaz.engines.ctranslate2_engine import CTranslate2Engine

    return CTranslate2Engine(
        bundle.path,
        max_positions=manifest.max_positions,
        device=device,
        compute_type=compute_type,
        threads=threads,
        check=bundle.check,
    )
