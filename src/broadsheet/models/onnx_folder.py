"""A sentence model as ONNX, run by what broadsheet brings: `model.onnx` (or `onnx/model.onnx`) with `tokenizer.json` beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadsheet.errors import ModelError
from broadsheet.models import embedder

WORD_PIECES = 256
"""Word pieces that are read where neither the model's papers nor its tokenizer say how many."""
POOLED = "sentence_embedding"
"""What exporters call an output that is pooled already."""


def pooled(folder: Path) -> Any:
    """What turns one text into one vector.

    The last hidden states are pooled as `1_Pooling/config.json` says: the first of them, or their mean, which is also what holds
    without that file. An output called `sentence_embedding` is taken as it is.

    Raises:
        ModelError: a file is missing.
    """
    weights, words = weights_in(folder), folder / "tokenizer.json"
    if not words.is_file():
        raise ModelError(f"{folder}: no tokenizer.json lies beside the model", hint="save the tokenizer there as a fast one")
    session, tokenizer = embedder.session(str(weights)), embedder.tokenizer(words.read_bytes(), pieces=None)
    tokenizer.enable_truncation(_longest(folder, tokenizer))
    inputs, outputs = ([one.name for one in some] for some in (session.get_inputs(), session.get_outputs()))
    output, first = POOLED if POOLED in outputs else outputs[0], takes_first(folder)

    def run(text: str) -> NDArray[np.floating]:
        tokens = np.asarray([tokenizer.encode(text).ids], dtype=np.int64)
        feed = {"input_ids": tokens, "attention_mask": np.ones_like(tokens), "token_type_ids": np.zeros_like(tokens)}
        states = np.asarray(session.run([output], {name: feed[name] for name in inputs if name in feed})[0][0])
        if states.ndim == 1:
            return states
        vector: NDArray[np.floating] = states[0] if first else states.mean(axis=0)
        return vector

    return run


def weights_in(folder: Path) -> Path:
    """The model's file."""
    return next(path for name in ("model.onnx", "onnx/model.onnx") if (path := folder / name).is_file())


def takes_first(folder: Path) -> bool:
    """Whether a text's vector is the state of its first mark, not the mean of all."""
    return bool(_told(folder / "1_Pooling" / "config.json").get("pooling_mode_cls_token"))


def _longest(folder: Path, tokenizer: Any) -> int:
    said = _told(folder / "sentence_bert_config.json").get("max_seq_length") or (tokenizer.truncation or {}).get("max_length")
    return int(said or WORD_PIECES)


def _told(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    found = json.loads(path.read_text("utf-8"))
    return found if isinstance(found, dict) else {}
