from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from broadsheet.errors import ModelError
from broadsheet.models.embedder import DIMENSIONS, TOKENIZER_PATH, TOKENIZER_SHA256, load, verified, weights_path

TEXTS = ["A dam broke in Varnby", "Flood after dyke fails at Varnby", "The chess club elected a treasurer"]


def test_rows_are_unit_vectors() -> None:
    vectors = load().encode(TEXTS)
    assert (vectors.shape, vectors.dtype) == ((3, DIMENSIONS), np.float32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_alike_texts_lie_close() -> None:
    likeness = load().encode(TEXTS)
    likeness = likeness @ likeness.T
    assert likeness[0, 1] > 0.5 > 0.3 > likeness[0, 2]


def test_company_does_not_change_a_vector() -> None:
    alone = np.vstack([load().encode([text]) for text in TEXTS])
    assert np.array_equal(alone, load().encode(TEXTS))


def test_only_the_first_word_pieces_count() -> None:
    long = "dam " * 200
    assert np.array_equal(load().encode([long]), load().encode([long + "chess"]))


@pytest.mark.parametrize("text", ["", "   ", "\ud800", "x" * 100_000, "\x00"])
def test_odd_texts(text: str) -> None:
    assert np.isfinite(load().encode([text])).all()


def test_no_words_no_direction() -> None:
    assert not load().encode([""]).any()


def test_no_texts() -> None:
    assert load().encode([]).shape == (0, DIMENSIONS)


def test_carried_tokenizer_is_the_recorded_one() -> None:
    assert hashlib.sha256(TOKENIZER_PATH.read_bytes()).hexdigest() == TOKENIZER_SHA256


def test_damaged_model_is_refused(tmp_path: Path) -> None:
    damaged = tmp_path / "model.onnx"
    damaged.write_bytes(b"not a model")
    with pytest.raises(ModelError, match="checksum"):
        verified(damaged, TOKENIZER_SHA256)


def test_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"gone\.onnx"):
        verified(tmp_path / "gone.onnx", TOKENIZER_SHA256)


def test_weights_are_installed() -> None:
    assert weights_path().name == "model.onnx"
