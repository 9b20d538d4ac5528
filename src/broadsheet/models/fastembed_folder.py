"""A sentence model as ONNX, run by fastembed: its tokenizer's settings and padding, as users of that library know them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadsheet.models.onnx_folder import takes_first, weights_in


def pooled(folder: Path) -> Any:
    """What turns one text into one vector: the first state or the mean, as for `onnx_folder.pooled`."""
    from fastembed import TextEmbedding
    from fastembed.common.model_description import ModelSource, PoolingType

    name, weights = str(folder.resolve()), weights_in(folder)
    if all(known["model"] != name for known in TextEmbedding.list_supported_models()):
        TextEmbedding.add_custom_model(
            model=name,
            pooling=PoolingType.CLS if takes_first(folder) else PoolingType.MEAN,
            normalization=True,
            sources=ModelSource(url="file:///none"),  # one must be named; with a path of our own it is not asked
            dim=1,  # what the library would tell of the model, no more
            model_file=weights.relative_to(folder).as_posix(),
        )
    model = TextEmbedding(
        name, specific_model_path=name, local_files_only=True, threads=1, providers=["CPUExecutionProvider"],
    )  # fmt: skip

    def run(text: str) -> NDArray[np.floating]:
        return np.asarray(next(iter(model.embed([text], batch_size=1))), dtype=np.float32)

    return run
