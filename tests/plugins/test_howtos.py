"""The code in the how-tos does what they say."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from broadsheet.checks import CHECKS, odd_articles, reading, writing
from broadsheet.records.annotation import Annotated, Sentence
from broadsheet.records.text import Extent


@pytest.fixture
def names(request: pytest.FixtureRequest, root: Path) -> dict[str, Any]:
    (code,) = re.findall(r"```python\n(.*?)```", (root / f"docs/howto/{request.param}.md").read_text("utf-8"), re.DOTALL)
    held: dict[str, Any] = {}
    exec(code, held)
    return held


@pytest.mark.parametrize("names", ["write-a-reader"], indirect=True)
def test_the_reader_of_the_howto_conforms(names: dict[str, Any]):
    (reader,) = names["readers"]()
    (page,) = reader.read("a.memo", b"Ferry stops\n\nThe ferry stopped on Monday.")
    assert (page.title, page.body) == ("Ferry stops", "The ferry stopped on Monday.")
    assert {check: CHECKS[check](reading(reader)) for check in CHECKS} == {check: [] for check in CHECKS}


@pytest.mark.parametrize("names", ["add-an-outlet-rule"], indirect=True)
def test_the_rule_of_the_howto_holds_for_its_hosts(names: dict[str, Any]):
    (rule,) = names["outlet_rules"]()
    assert [rule.holds_for(host) for host in ("herald.example", "www.herald.example", "notherald.example", None)] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("names", ["write-a-section"], indirect=True)
def test_the_section_of_the_howto_conforms(names: dict[str, Any]):
    (section,) = names["sections"]()
    assert {check: CHECKS[check](writing(section)) for check in CHECKS} == {check: [] for check in CHECKS}
    said = "The council of Halm voted for the harbour wall."
    sentence = Sentence(extent=Extent(0, len(said)), paragraph=0)
    article = replace(odd_articles()[0], text=said)
    (told,) = section.write((Annotated(article=article, sentences=(sentence,)),))
    assert (told.text, told.places) == (said, ((article.id, sentence.extent),))
