"""Embedders from the user's own folder. Tiny ones are made here, and nothing is fetched."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from broadsheet.errors import ConfigError, MissingExtra, MissingPath, ModelError
from broadsheet.models import embedder, embedders, own
from broadsheet.records.model import Embedding
from tests.models.tiny import onnx_folder

TEXTS = ("Ferry crews strike in Halm.", "The council votes to close the old ferry.", "Bread is dearer.")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return onnx_folder(tmp_path_factory.mktemp("embedders") / "tiny", TEXTS)


def test_vectors_have_the_models_dimensions(folder: Path):
    made = embedders.load(f"onnx:{folder}")
    vectors = made.encode(TEXTS)
    assert made.dimensions == 16
    assert vectors.shape == (3, 16)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(3), abs=1e-5)


def test_shared_words_bring_texts_nearer(folder: Path):
    one, other, third = embedders.load(f"onnx:{folder}").encode([TEXTS[0], "Crews in Halm strike", TEXTS[2]])
    assert one @ other > 0.9 > one @ third


def test_company_changes_no_vector(folder: Path):
    made = embedders.load(f"onnx:{folder}")
    assert np.array_equal(made.encode(TEXTS)[1], made.encode(TEXTS[1:2])[0])


@pytest.mark.parametrize("text", ["", " \n", "…!?", "\ud800"])
def test_a_text_without_words_is_zeros(folder: Path, text: str):
    assert not embedders.load(f"onnx:{folder}").encode([text]).any()


def test_a_word_beside_a_lone_surrogate_counts(folder: Path):
    assert embedders.load(f"onnx:{folder}").encode(["ferry \ud800"]).any()


def test_the_first_mark_counts_where_the_papers_say_so(folder: Path, tmp_path: Path):
    shutil.copytree(folder, copy := tmp_path / "first")
    (copy / "1_Pooling").mkdir()
    (copy / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode_cls_token": True}))
    assert not embedders.load(f"onnx:{copy}").encode(TEXTS).any()  # the mark's own row is zeros


def test_only_so_many_words_are_read(folder: Path, tmp_path: Path):
    shutil.copytree(folder, copy := tmp_path / "short")
    (copy / "sentence_bert_config.json").write_text(json.dumps({"max_seq_length": 4}))
    one, other = embedders.load(f"onnx:{copy}").encode(["ferry crews strike", "ferry crews close the council"])
    assert np.array_equal(one, other)


def test_none_is_the_packaged_one():
    assert embedders.load() is embedder.load()
    assert embedders.told(None) == embedders.PACKAGED
    assert embedders.use_of(None) == embedders.use_of(embedders.PACKAGED) == embedder.identity()


def test_a_model_is_known_by_its_files(folder: Path, tmp_path: Path):
    shutil.copytree(folder, copy := tmp_path / "moved")
    (copy / "README.md").write_text("Papers decide nothing.")
    here, there = embedders.told(f"onnx:{folder}"), embedders.told(f"onnx:{copy}")
    assert here.sha256 == there.sha256
    assert (here.name, here.dimensions, there.name) == ("onnx:tiny", 16, "onnx:moved")
    shutil.copytree(folder, other := tmp_path / "other")
    (other / "tokenizer_config.json").write_text("{}")
    assert embedders.told(f"onnx:{other}").sha256 != here.sha256


def test_the_same_files_are_not_loaded_to_be_known(folder: Path, monkeypatch: pytest.MonkeyPatch):
    known = embedders.told(f"onnx:{folder}")
    monkeypatch.setattr(embedders, "load", lambda asked: pytest.fail(f"{asked} was loaded"))
    assert embedders.told(f"onnx:{folder}", known) == known


@pytest.mark.parametrize("asked", ["onnx", "onnx:", "oracle:/srv", ""])
def test_an_unknown_kind_is_explained(asked: str):
    with pytest.raises(ConfigError, match="names no embedder") as caught:
        embedders.refuse_unusable(asked)
    assert "onnx:FOLDER or fastembed:FOLDER or sentence-transformers:FOLDER" in caught.value.hint


def test_a_missing_folder_is_named(tmp_path: Path):
    with pytest.raises(MissingPath, match="never fetched"):
        embedders.load(f"onnx:{tmp_path / 'gone'}")


def test_a_folder_without_a_model_is_named(tmp_path: Path):
    with pytest.raises(ModelError, match=r"no model\.onnx"):
        embedders.load(f"onnx:{tmp_path}")


def test_a_model_without_a_tokenizer_is_named(folder: Path, tmp_path: Path):
    shutil.copy(folder / "model.onnx", tmp_path)
    with pytest.raises(ModelError, match=r"no tokenizer\.json"):
        embedders.load(f"onnx:{tmp_path}")


@pytest.mark.parametrize("file", ["model.onnx", "tokenizer.json"])
def test_a_damaged_model_is_explained(folder: Path, tmp_path: Path, file: str):
    shutil.copytree(folder, copy := tmp_path / "damaged")
    (copy / file).write_bytes(b"\x08nonsense")
    with pytest.raises(ModelError, match="cannot be loaded"):
        embedders.load(f"onnx:{copy}")


@pytest.mark.parametrize(("kind", "module"), [("fastembed", "fastembed"), ("sentence-transformers", "sentence_transformers")])
def test_a_missing_extra_names_its_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, module: str):
    monkeypatch.setattr(own, "find_spec", lambda name: pytest.fail(name) if name != module else None)
    with pytest.raises(MissingExtra) as caught:
        embedders.load(f"{kind}:{tmp_path}")
    assert caught.value.hint == f"pip install 'broadsheet[{kind}]'"


def test_a_store_made_by_one_that_is_gone_says_so(folder: Path, tmp_path: Path):
    made = embedders.told(f"onnx:{folder}")
    gone = Embedding(name=made.name, sha256=made.sha256, dimensions=16, place=f"onnx:{tmp_path / 'gone'}")
    with pytest.raises(ModelError, match=r"of onnx:tiny, which is not at .*gone") as caught:
        embedders.load_for(gone)
    assert "reembed" in caught.value.hint


def test_a_store_made_by_other_weights_says_so(folder: Path):
    made = embedders.told(f"onnx:{folder}")
    with pytest.raises(ModelError, match="not the one that made"):
        embedders.load_for(Embedding(name=made.name, sha256="0" * 64, dimensions=16, place=made.place))
