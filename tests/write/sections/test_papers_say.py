"""What the papers say: nothing that a later report has seen come."""

from __future__ import annotations

from broadsheet.write.sections.papers_say import section
from tests.write.stories import drafted
from tests.write.telling import annotated


def test_a_paper_is_not_quoted_with_what_it_announced_for_a_day_that_is_over():
    ahead = "Velm plays Ostrand at the lower sluice on Saturday in the cup. The two clubs have met nine times since the war."
    told = {"title": "Velm and Ostrand in cup", "tenses": {0: "present"}, "times": [("Saturday", "2031-03-08", "day")]}
    before = annotated("a1", ahead, outlet="post", published="2031-03-05", **told)
    after = annotated(
        "b1", "Velm beat Ostrand by two goals to win the cup.", title="Velm win cup", outlet="mercury", published="2031-03-09"
    )
    dossier, draft = drafted(before, after)
    assert section(dossier, draft) is not None
    said = [statement.text for statement in draft.pools()["statements"].values()]
    assert not any("plays Ostrand" in text for text in said)
    assert any("nine times" in text for text in said)
