"""A model as the library sentence-transformers saves it, run by that library and PyTorch on the processor."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


def pooled(folder: Path) -> Any:
    """What turns one text into one vector. No code of the folder is run: its modules must be those of the library."""
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(1)  # sums are taken in one order, and worker processes share the cores fairly
    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True, trust_remote_code=False)

    def run(text: str) -> NDArray[np.floating]:
        vector: NDArray[np.floating] = model.encode(text, show_progress_bar=False, convert_to_numpy=True)
        return vector

    return run
