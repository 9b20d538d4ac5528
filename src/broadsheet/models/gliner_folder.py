"""Names by GLiNER, which finds whatever kinds of names it is asked for: here people, bodies and places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ASKED = ("person", "organization", "location")
"""The kinds of names that the model is asked for, as its makers call them."""
SURE = 0.5
"""The model's own threshold."""
_PIECE = re.compile(r"[^\n]{1,1200}(?:(?<=[.!?…”])(?=\s)|(?=\n)|$)|[^\n]{1,1200}")
"""A line, or as many of its sentences as the model surely reads at once: some two hundred words."""


def finder(folder: Path) -> Callable[[str], Iterator[tuple[int, int, str]]]:
    """What finds names in a text: start, end and label of each."""
    import torch
    from gliner import GLiNER

    torch.set_num_threads(1)  # sums are taken in one order, and worker processes share the cores fairly
    model: Any = GLiNER.from_pretrained(str(folder), local_files_only=True, map_location="cpu")

    def find(text: str) -> Iterator[tuple[int, int, str]]:
        for piece in filter(lambda piece: any(map(str.isalnum, piece[0])), _PIECE.finditer(text)):
            for found in model.predict_entities(piece[0], list(ASKED), threshold=SURE):
                yield piece.start() + int(found["start"]), piece.start() + int(found["end"]), str(found["label"])

    return find
