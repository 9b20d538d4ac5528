"""GLiNER over tiny weights of our own making; skipped where it is not installed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from broadsheet.annotate import Annotate
from broadsheet.checks import CHECKS
from broadsheet.models import gliner_folder, grammar, namers
from broadsheet.records.annotation import Annotated
from tests.models.conforming import conforming
from tests.models.tiny import MARKS, tokenizer

TEXT = "Quib Zorblax met Ann Ode at the Ferry Board on Monday.\nThe Ferry Board paid Ann Ode."
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::UserWarning")


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A GLiNER of random weights, as it saves itself."""
    pytest.importorskip("gliner", reason="needs broadsheet[gliner]")
    return f"gliner:{saved(tmp_path_factory.mktemp('gliner'))}"


def saved(folder: Path) -> Path:
    import torch
    from gliner import GLiNER, GLiNERConfig
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    words = tokenizer([TEXT, *gliner_folder.ASKED, "<< >> ENT SEP"])
    names = dict(zip(("pad_token", "unk_token", "cls_token", "sep_token", "mask_token"), MARKS, strict=True))
    size = BertConfig(
        vocab_size=words.get_vocab_size(), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=512,
    )  # fmt: skip
    torch.manual_seed(1)
    BertModel(size).save_pretrained(inner := folder / "bert")
    PreTrainedTokenizerFast(tokenizer_object=words, model_max_length=512, **names).save_pretrained(inner)
    config = GLiNERConfig(model_name=str(inner), hidden_size=16, max_width=4, max_len=64, dropout=0.0)
    GLiNER.from_config(config).save_pretrained(made := folder / "tiny")
    return made


def test_names_lie_within_their_sentences(asked: str):
    found = list(namers.load(asked)(TEXT))
    assert found != []
    assert {each.label for each in found} <= set(gliner_folder.ASKED)
    line = TEXT.index("\n")
    assert all(0 <= each.start < each.end <= len(TEXT) and not each.start < line < each.end for each in found)
    assert any(each.start > line for each in found)


def test_its_labels_are_known():
    assert {label.upper() for label in gliner_folder.ASKED} <= namers.LABELS.keys()


def test_the_articles_record_names_it(asked: str):
    uses = grammar.taking_part(names=asked)
    assert [use.name for use in uses[1:]] == ["gliner:tiny"]


def test_the_model_decides_on_people_and_bodies(asked: str):
    said = {TEXT[each.start : each.end] for each in namers.load(asked)(TEXT)}
    found = {span.text for span in grammar.load(names=asked)(TEXT).ents if span.label_ in namers.REPLACED}
    assert found <= said
    assert found != set()


@pytest.mark.parametrize("check", sorted(CHECKS))
def test_annotating_by_it_conforms(asked: str, check: str):
    assert CHECKS[check](conforming(asked, partial(Annotate, names=asked), Annotated, 6)) == []
