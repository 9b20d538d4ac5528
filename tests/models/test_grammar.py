import json
import shutil
import warnings

import pytest

from broadsheet.errors import ModelError
from broadsheet.models import grammar


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models") / "copied-1"
    shutil.copytree(grammar.locate(grammar.PACKAGED), folder)
    return folder


def test_it_parses():
    doc = grammar.load()("The dam broke.")
    assert [token.dep_ for token in doc] == ["det", "nsubj", "ROOT", "punct"]


def test_it_is_loaded_once():
    assert grammar.load() is grammar.load()


def test_no_warning_escapes():
    grammar._loaded.cache_clear()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        grammar.load()


def test_an_unknown_pipeline_is_explained():
    with pytest.raises(ModelError, match="no grammar called 'xx_velmish'") as caught:
        grammar.load("xx_velmish")
    assert "pip install xx-velmish" in caught.value.hint


def test_damaged_weights_are_refused(copied, tmp_path):
    folder = shutil.copytree(copied, tmp_path / "damaged")
    (folder / "ner" / "model").write_bytes(b"not a model")
    with pytest.raises(ModelError, match="damaged: ner/model"):
        grammar._verify(grammar.PACKAGED, folder)


def test_untested_versions_are_refused(copied, tmp_path):
    folder = shutil.copytree(copied, tmp_path / "newer")
    (folder / "meta.json").write_text(json.dumps({"version": "99.0"}))
    with pytest.raises(ModelError, match=r"99\.0 is not a version"):
        grammar._verify(grammar.PACKAGED, folder)


def test_the_users_own_is_not_checked(copied):
    (copied / "ner" / "note").write_text("changed by the user")
    assert grammar.load(str(copied)).pipe_names == grammar.load().pipe_names


def test_a_damaged_folder_is_explained(copied, tmp_path):
    folder = shutil.copytree(copied, tmp_path / "broken")
    (folder / "parser" / "model").write_bytes(b"")
    with pytest.raises(ModelError, match="cannot be loaded"):
        grammar.load(str(folder))


def test_identity_names_the_weights():
    use = grammar.identity()
    assert use.version
    assert len(use.sha256) == 64
