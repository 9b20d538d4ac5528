"""Who speaks for a family of copies and versions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.records.annotation import Annotated, Sentence
from broadsheet.records.article import Copy, CopyKind
from broadsheet.records.text import Extent
from broadsheet.write.dossier import Dossier
from tests.dedupe.making import FLOOD, article

from .stories import story


def told(name: str, text: str, **fields: object) -> Annotated:
    given = {"published": "2031-03-04", "outlet": "Varnby Courier", "language": "en", **fields}
    return Annotated(article=article(name, text, **given), sentences=(Sentence(extent=Extent(0, 20), paragraph=0),))


def voices(*articles: Annotated, kind: CopyKind = "update") -> list[str]:
    made = story(*articles)
    copies = {a.article.id: Copy(article=a.article.id, origin="first", kind=kind) for a in articles[1:]}
    dossier = Dossier(replace(made, copies=made.copies | copies), as_of="2031-03-06")
    assert dossier.origins == ("first",)
    return [annotated.article.id for annotated in dossier.voices]


LATER = FLOOD + "\nTwo people were still missing."


def test_the_newest_version_speaks():
    assert voices(told("first", FLOOD), told("second", LATER), told("third", LATER + "\nThe mayor resigned.")) == ["third"]


@pytest.mark.parametrize(
    ("second", "kind"),
    [
        (told("second", LATER), "same"),
        (told("second", LATER, outlet="Quellin Post"), "update"),
        (told("second", FLOOD[: len(FLOOD) // 2]), "update"),
    ],
)
def test_a_copy_another_papers_version_and_an_abridgement_do_not(second: Annotated, kind: CopyKind):
    assert voices(told("first", FLOOD), second, kind=kind) == ["first"]


def test_a_version_at_the_same_address_speaks_though_no_paper_is_named():
    home = {"outlet": None, "url": "https://courier.example/dam"}
    assert voices(told("first", FLOOD, **home), told("second", LATER, **home)) == ["second"]
    assert voices(told("first", FLOOD, outlet=None), told("second", LATER, outlet=None)) == ["first"]
