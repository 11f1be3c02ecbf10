"""First weights that copy."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

pytestmark = pytest.mark.torch

PIECES = 500


def _fresh() -> Any:
    import torch
    from transformers import MT5Config, MT5ForConditionalGeneration

    torch.manual_seed(3)
    shape = {"d_model": 128, "d_kv": 32, "num_heads": 4, "d_ff": 128, "num_layers": 2, "num_decoder_layers": 2}
    model = MT5ForConditionalGeneration(MT5Config(vocab_size=PIECES, dropout_rate=0.0, **shape))
    model.lm_head.weight = torch.nn.Parameter(model.shared.weight.detach() * 128**-0.5)
    model.config.tie_word_embeddings = False
    return model.eval()


def _rightly_written_on(model: Any) -> float:
    """The share of a source's pieces that the model expects, each after those before it were written."""
    import torch

    text = torch.randint(40, PIECES, (8, 40), generator=torch.Generator().manual_seed(5))
    source = torch.cat([text, torch.ones(8, 1, dtype=torch.long)], 1)  # </s>
    written = torch.cat([torch.zeros(8, 1, dtype=torch.long), text[:, :-1]], 1)
    with torch.no_grad():
        expected = model(input_ids=source, decoder_input_ids=written).logits.argmax(-1)
    return float((expected == text).float().mean())


def test_untrained_weights_write_the_source_out_from_its_first_piece(needs_torch: ModuleType) -> None:
    from mujaz.training.copying import set_copying_weights

    model = _fresh()
    assert _rightly_written_on(model) < 0.1
    set_copying_weights(model)
    assert _rightly_written_on(model) > 0.95
