"""The libraries that an extra brings, over tiny weights of our own making; skipped where they are not installed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from broadsheet.checks import CHECKS
from broadsheet.models import embedders
from broadsheet.pipeline.description import Describe, Described
from tests.models.conforming import conforming
from tests.models.tiny import MARKS, onnx_folder, tokenizer

TEXTS = ("Ferry crews strike in Halm.", "The council votes to close the old ferry.", "Bread is dearer.")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::UserWarning")


@pytest.fixture(scope="module", params=["fastembed", "sentence-transformers"])
def asked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """An embedder as the settings name it."""
    pytest.importorskip(request.param.replace("-", "_"), reason=f"needs broadsheet[{request.param}]")
    folder = tmp_path_factory.mktemp("installed") / "tiny"
    return f"{request.param}:{onnx_folder(folder, TEXTS) if request.param == 'fastembed' else saved(folder)}"


def saved(folder: Path) -> Path:
    """A BERT of random weights as sentence-transformers saves it."""
    import torch
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    sentence_transformers: Any = pytest.importorskip("sentence_transformers")
    words = tokenizer(TEXTS)
    names = dict(zip(("pad_token", "unk_token", "cls_token", "sep_token", "mask_token"), MARKS, strict=True))
    torch.manual_seed(1)
    size = BertConfig(
        vocab_size=words.get_vocab_size(), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=64,
    )  # fmt: skip
    BertModel(size).save_pretrained(inner := folder.with_name("bert"))
    PreTrainedTokenizerFast(tokenizer_object=words, model_max_length=64, **names).save_pretrained(inner)
    sentence_transformers.SentenceTransformer(str(inner), device="cpu").save(str(folder))
    return folder


def test_vectors_are_as_promised(asked: str):
    made = embedders.load(asked)
    vectors = made.encode([*TEXTS, "", "…"])
    assert made.dimensions == 16
    assert (vectors.shape, vectors.dtype) == ((5, 16), np.float32)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1, 0, 0], abs=1e-5)


def test_company_changes_no_vector(asked: str):
    made = embedders.load(asked)
    assert np.array_equal(made.encode(TEXTS)[1], made.encode(TEXTS[1:2])[0])


def test_a_word_more_changes_the_vector(asked: str):
    one, other = embedders.load(asked).encode(["Ferry crews", "Ferry crews strike"])
    assert not np.array_equal(one, other)


def test_its_identity_is_that_of_its_files(asked: str):
    told = embedders.told(asked)
    assert (told.dimensions, told.place) == (16, asked)
    assert told.name == f"{asked.partition(':')[0]}:tiny"


@pytest.mark.parametrize("check", sorted(CHECKS))
def test_describing_with_it_conforms(asked: str, check: str):
    assert CHECKS[check](conforming(asked, partial(Describe, None, asked), Described, 4)) == []


def test_fastembed_pools_as_our_own_runner_does(tmp_path: Path):
    pytest.importorskip("fastembed", reason="needs broadsheet[fastembed]")
    folder = onnx_folder(tmp_path / "tiny", TEXTS)
    theirs, ours = (embedders.load(f"{kind}:{folder}").encode(TEXTS) for kind in ("fastembed", "onnx"))
    assert theirs == pytest.approx(ours, abs=1e-5)
