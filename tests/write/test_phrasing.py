"""Sentences made fit to stand alone: names spelled out once, and never doubled."""

from __future__ import annotations

from dataclasses import replace

from broadsheet.records.text import Extent
from broadsheet.write.phrasing import phrase
from tests.write.stories import drafted
from tests.write.telling import annotated, at

TEXT = "Orla Tench is the mayor of Velm. Tench opened the lower gate on Monday. Then the keeper Orla Tench went home."


def phrased(article, index):
    dossier, _ = drafted(article)
    made = phrase(dossier, dossier.passages[index])
    return made.text if made else None


def test_a_bare_surname_is_spelled_out():
    article = annotated("a1", TEXT, people=["Orla Tench", "Tench"])
    same = tuple(replace(mention, entity=article.mentions[0].entity) for mention in article.mentions)
    assert phrased(replace(article, mentions=same), 1) == "Orla Tench opened the lower gate on Monday."


def test_a_name_is_not_doubled_where_the_mention_left_its_first_half_out():
    article = annotated("a1", TEXT, people=["Orla Tench"])
    whole = at(TEXT, "keeper Orla Tench")
    short = Extent(whole.end - len("Tench"), whole.end)
    torn = tuple(replace(m, extent=short) if m.extent.overlaps(short) else m for m in article.mentions)
    assert phrased(replace(article, mentions=torn), 2) == "Then the keeper Orla Tench went home."
