"""Make the table of word meanings: every plain word of the sentence-vector model's vocabulary, as the model sees it alone.

    tools/distil_words.py    # writes src/broadsheet/models/word_meanings.npz; some minutes

As in Model2Vec (Tulkens & van Dongen 2024): each word is run through the model by itself, and the vectors are brought down to
their first principal components. They are stored as bytes; the order of the vocabulary, commonest first, is kept.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np

from broadsheet.models import embedder

TARGET = Path(__file__).parents[1] / "src" / "broadsheet" / "models" / "word_meanings.npz"
PLAIN = re.compile(r"[a-z]{3,}")
DIMENSIONS = 48


def main() -> None:
    """Write the table."""
    vocabulary = json.loads(embedder.TOKENIZER_PATH.read_text("utf8"))["model"]["vocab"]
    words = [word for word in sorted(vocabulary, key=vocabulary.__getitem__) if PLAIN.fullmatch(word)]
    vectors = embedder.load().encode(words)
    vectors -= vectors.mean(axis=0)
    _, _, axes = np.linalg.svd(vectors, full_matrices=False)
    reduced = vectors @ axes[:DIMENSIONS].T
    stored = np.rint(reduced * (127 / np.abs(reduced).max())).astype(np.int8)
    np.savez_compressed(TARGET, words=np.frombuffer(" ".join(words).encode("ascii"), np.uint8), vectors=stored)
    print(f"{len(words)} words, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
