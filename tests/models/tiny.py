"""Models that are made on the spot: small enough for a test, whole enough for what runs them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

MARKS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
FLOAT, INT64 = 1, 7  # as ONNX numbers the kinds of numbers


def onnx_folder(folder: Path, texts: Iterable[str], *, dimensions: int = 16, seed: int = 1) -> Path:
    """An embedder for whom every word of some texts points somewhere: a table of random vectors, as ONNX, with its tokenizer."""
    folder.mkdir(parents=True)
    words = tokenizer(texts)
    words.save(str(folder / "tokenizer.json"))
    table = np.random.default_rng(seed).normal(size=(words.get_vocab_size(), dimensions)).astype(np.float32)
    table[: len(MARKS)] = 0
    (folder / "model.onnx").write_bytes(looked_up(table))
    (folder / "tokenizer_config.json").write_text(json.dumps({"model_max_length": 64, "pad_token": "[PAD]"}))
    (folder / "config.json").write_text(json.dumps({"pad_token_id": 0}))
    return folder


def tokenizer(texts: Iterable[str]) -> Tokenizer:
    """Lower-case words, each a piece; between the two marks that BERT sets around a text."""
    seen = sorted({word for text in texts for word in re.findall(r"\w+", text.lower())})
    vocabulary = {word: number for number, word in enumerate([*MARKS, *seen])}
    made = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    made.normalizer, made.pre_tokenizer = normalizers.Lowercase(), pre_tokenizers.BertPreTokenizer()
    made.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    return made


def looked_up(table: NDArray[np.float32]) -> bytes:
    """An ONNX model that gives the rows of a table, one for every word, written down as the format has it (protocol buffers)."""
    node = _text(1, "table") + _text(1, "input_ids") + _text(2, "last_hidden_state") + _text(4, "Gather")
    dims = b"".join(_number(1, size) for size in table.shape)
    weights = dims + _number(2, FLOAT) + _text(8, "table") + _bytes(9, table.tobytes())
    asked = b"".join(_bytes(11, _value(name, INT64, "batch", "words")) for name in ("input_ids", "attention_mask"))
    given = _bytes(12, _value("last_hidden_state", FLOAT, "batch", "words", table.shape[1]))
    graph = _bytes(1, node) + _text(2, "looked up") + _bytes(5, weights) + asked + given
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _number(2, 13))


def _value(name: str, kind: int, *shape: str | int) -> bytes:
    sizes = (_text(2, size) if isinstance(size, str) else _number(1, size) for size in shape)
    tensor = _number(1, kind) + _bytes(2, b"".join(_bytes(1, size) for size in sizes))
    return _text(1, name) + _bytes(2, _bytes(1, tensor))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _text(field: int, value: str) -> bytes:
    return _bytes(field, value.encode())


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    low, high = value & 0x7F, value >> 7
    return bytes([low | 0x80]) + _varint(high) if high else bytes([low])
