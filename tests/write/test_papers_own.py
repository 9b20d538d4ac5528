"""What of a paper's own is news: decisions of those who hold an office before gestures and bystanders."""

from __future__ import annotations

from broadsheet.write.papers_facts import Comparison
from broadsheet.write.papers_involved import BYSTANDER, GESTURE, OFFICE, involvement
from broadsheet.write.papers_news import FEATURES, measures, newsworthiness
from broadsheet.write.papers_own import own_sentences
from broadsheet.write.papers_weights import NEWS
from tests.write.stories import drafted
from tests.write.telling import annotated

TEXT = "Lena Morva, the mayor of Velm, closed the bridge. Odd Krag bought a loaf. The door was painted. A child sat on the wall."


def factors(text: str = TEXT, *, other: str = "Ships may pass again.") -> list[float]:
    one = annotated("a1", text, people=["Lena Morva", "Odd Krag"], roles={"Lena Morva": "the mayor of Velm"}, outlet="post")
    two = annotated("b1", other, people=["Odd Krag"] if "Krag" in other else [], outlet="sun")
    dossier, _ = drafted(one, two)
    return [involvement(dossier, passage) for passage in dossier.passages if passage.article is one]


def test_an_office_counts_more_and_a_bystander_or_a_gesture_less():
    assert factors() == [OFFICE, BYSTANDER, 1.0, GESTURE]


def test_one_whom_another_origin_names_is_no_bystander():
    assert factors(other="Odd Krag may pass again.")[1] == 1.0


def test_every_feature_has_its_weight_and_what_the_title_says_is_news():
    assert len(NEWS) == len(FEATURES)
    text = "The council of Velm closed the bridge to 900 lorries. A gull sat down there for a while and looked about."
    dossier, _ = drafted(annotated("a1", text, title="Velm council closes bridge", figures=[("900 lorries", 900, "lorry")]))
    news, colour = dossier.passages
    assert all(-0.01 <= value <= 2 for value in measures(news))
    assert newsworthiness(news) > 2 * newsworthiness(colour)


def test_a_toll_that_a_later_report_has_raised_is_no_papers_own_news():
    said = "At least {} people were killed by the flood in Velm, the council of Velm said in a statement on the bridge."

    def own(first: str, second: str) -> list[str]:
        days = {"post": first, "sun": second}
        both = [
            annotated(
                outlet,
                said.format(dead),
                figures=[(f"{dead} people", float(dead), "people")],
                places=["Velm"],
                outlet=outlet,
                published=days[outlet],
            )
            for outlet, dead in (("post", 9), ("sun", 23))
        ]
        dossier, draft = drafted(*both)
        return [draft.statement(key).text for key, _ in own_sentences(Comparison(dossier), draft, [both[0]])]

    assert own("2031-03-03", "2031-03-04") == []
    assert own("2031-03-04", "2031-03-03") == [said.format(9)]
