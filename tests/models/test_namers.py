"""Finders of names from the user's own folder: tiny pipelines are made here, and nothing is fetched."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
import spacy
from spacy.training import Example
from spacy.util import fix_random_seed

from broadsheet.annotate import Annotate
from broadsheet.checks import CHECKS, odd_articles
from broadsheet.errors import ConfigError, MissingPath, ModelError
from broadsheet.models import grammar, namers
from broadsheet.models.namers import Found, OtherNames
from broadsheet.records.annotation import Annotated
from tests.models.conforming import conforming

TEXT = "Quib Zorblax met Ann Ode at the Ferry Board on Monday and paid 40 dollars."


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline whose names are a list: it knows a person and two bodies, and has a label that nobody else has."""
    nlp = spacy.blank("en")
    patterns = {"Quib Zorblax": "PER", "Ferry Board": "ORG", "Shopkeepers": "ORG", "paid": "VERBISH"}
    nlp.add_pipe("entity_ruler").add_patterns([{"label": label, "pattern": words} for words, label in patterns.items()])
    nlp.to_disk(folder := tmp_path_factory.mktemp("namers") / "rules")
    return folder


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline with a recognizer that has learned one sentence by heart."""
    fix_random_seed(1)
    nlp = spacy.blank("en")
    nlp.add_pipe("ner")
    example = Example.from_dict(nlp.make_doc(TEXT), {"entities": [(0, 12, "PERSON"), (32, 43, "ORG")]})
    optimizer = nlp.initialize(lambda: [example])
    for _ in range(25):
        nlp.update([example], sgd=optimizer)
    nlp.to_disk(folder := tmp_path_factory.mktemp("namers") / "learned")
    return folder


def named(asked: str | None) -> set[tuple[str, str]]:
    doc = grammar.load(names=asked)(TEXT)
    return {(span.text, span.label_) for span in doc.ents}


def test_the_other_decides_on_people_and_bodies(rules: Path):
    before, after = named(None), named(f"spacy:{rules}")
    assert ("Ann Ode", "PERSON") in before
    assert {found for found in after if found[1] in namers.REPLACED} == {("Quib Zorblax", "PERSON"), ("Ferry Board", "ORG")}


def test_days_and_sums_stay_ours(rules: Path):
    assert {("Monday", "DATE"), ("40 dollars", "MONEY")} <= named(f"spacy:{rules}")


def test_unknown_labels_are_passed_over(rules: Path):
    assert not any(text == "paid" for text, _ in named(f"spacy:{rules}"))


def test_learned_weights_find_names(learned: Path):
    assert {("Quib Zorblax", "PERSON"), ("Ferry Board", "ORG")} <= named(f"spacy:{learned}")


def test_packaged_names_stay_as_they_are(rules: Path):
    before = named(None)
    named(f"spacy:{rules}")
    assert named(None) == before


def test_an_article_has_the_others_people(rules: Path):
    article = replace(odd_articles()[0], text=f"{TEXT} Shopkeepers waited.", language="en")
    ours, theirs = (next(iter(Annotate(names=names)([article]))) for names in (None, f"spacy:{rules}"))
    assert isinstance(ours, Annotated)
    assert isinstance(theirs, Annotated)
    assert {entity.name for entity in theirs.entities} - {entity.name for entity in ours.entities} == {"Shopkeepers"}
    assert [s.extent for s in ours.sentences] == [s.extent for s in theirs.sentences]


@pytest.mark.parametrize("check", sorted(CHECKS))
def test_annotating_by_another_finder_conforms(rules: Path, check: str):
    assert CHECKS[check](conforming(f"spacy:{rules}", partial(Annotate, names=f"spacy:{rules}"), Annotated, 3)) == []


@pytest.mark.parametrize(
    ("found", "names"),
    [
        ([(0, 4, "PER"), (0, 12, "PER")], ["Quib Zorblax"]),  # the longer one counts
        ([(5, 10, "PER")], ["Zorblax"]),  # half a word is the whole
        ([(70, 900, "PER"), (-5, -1, "ORG"), (4, 5, "ORG"), (9, 3, "ORG")], []),  # no places in the text
    ],
)
def test_odd_places_are_set_right(found: list[tuple[int, int, str]], names: list[str]):
    component = OtherNames(lambda _: (Found(start=start, end=end, label=label) for start, end, label in found))
    assert [span.text for span in component(spacy.blank("en")(TEXT)).ents] == names


@pytest.mark.parametrize("asked", ["spacy", "spacy:", "oracle:/srv", ""])
def test_an_unknown_kind_is_explained(asked: str):
    with pytest.raises(ConfigError, match="names no finder") as caught:
        namers.refuse_unusable(asked)
    assert "spacy:FOLDER" in caught.value.hint


def test_a_missing_folder_is_named(tmp_path: Path):
    with pytest.raises(MissingPath, match="never fetched"):
        namers.load(f"spacy:{tmp_path / 'gone'}")


def test_a_folder_without_a_pipeline_is_named(tmp_path: Path):
    with pytest.raises(ModelError, match=r"no config\.cfg"):
        namers.refuse_unusable(f"spacy:{tmp_path}")


def test_a_damaged_pipeline_is_explained(tmp_path: Path):
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = 7")
    with pytest.raises(ModelError, match="cannot be loaded"):
        namers.load(f"spacy:{tmp_path}")


def test_a_pipeline_that_finds_no_names_is_refused(tmp_path: Path):
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="finds no names"):
        namers.load(f"spacy:{tmp_path / 'blank'}")
