"""What the papers say: own facts with the note of who was searched, gaps, agreement; nothing that a later report has seen come."""

from __future__ import annotations

from broadsheet.records.annotation import Annotated
from broadsheet.write.draft import Draft
from broadsheet.write.sections import contradictions
from broadsheet.write.sections.papers_say import section
from tests.write.stories import drafted
from tests.write.telling import annotated

CLOSED = "The council of Velm closed the Ostrand bridge to lorries on Monday after a survey of its girders."
LENGTH = "The Ostrand bridge is 340 metres long and carries 9,000 vehicles a day across the river Sell."
REPAIR = "Repairs to the Ostrand bridge will cost the council 4.2 million crowns and last until October."
RUST = "A welder from Tessel counted 63 missing bolts and found rust on nine of eleven steel beams."


BARRED = "The council of Velm closed the Ostrand bridge to 4,300 lorries on Monday after a survey of its girders."
FIGURES = [("63 missing bolts", 63.0, "bolt"), ("4,300 lorries", 4300.0, "lorry")]


def paper(letter: str, *sentences: str, outlet: str | None = None, title: str = "Ostrand bridge closed to lorries") -> Annotated:
    figures = [figure for figure in FIGURES if figure[0] in " ".join(sentences)]
    return annotated(
        f"{letter}1", "\n".join(sentences), title=title, outlet=outlet or f"The {letter.upper()} Post", figures=figures
    )


def told(*articles: Annotated, copies: dict[str, str] | None = None) -> Draft:
    dossier, draft = drafted(*articles, copies=copies)
    section(dossier, draft)
    return draft


def of_outlet(draft: Draft, outlet: str):
    return next(item for item in draft.pools()["papers"].values() if item.outlet == outlet)


def notes(draft: Draft, kind: str) -> list[str]:
    return [note.text for note in draft.pools()["notes"].values() if note.kind == kind]


def test_a_paper_is_not_quoted_with_what_it_announced_for_a_day_that_is_over():
    ahead = (
        "Velm plays Ostrand at the lower sluice on Saturday in the cup. The two clubs have met nine times in the cup since the war."
    )
    hints = {"title": "Velm and Ostrand in cup", "tenses": {0: "present"}, "times": [("Saturday", "2031-03-08", "day")]}
    before = annotated("a1", ahead, outlet="post", published="2031-03-05", **hints)
    after = annotated(
        "b1", "Velm beat Ostrand by two goals to win the cup.", title="Velm win cup", outlet="mercury", published="2031-03-09"
    )
    dossier, draft = drafted(before, after)
    assert section(dossier, draft) is not None
    said = [statement.text for statement in draft.pools()["statements"].values()]
    assert not any("plays Ostrand" in text for text in said)
    assert any("nine times" in text for text in said)


def test_only_one_reports_it_and_the_note_lists_what_was_searched():
    draft = told(paper("a", CLOSED, RUST), paper("b", CLOSED, REPAIR), paper("c", CLOSED, LENGTH))
    own = of_outlet(draft, "the-a-post")
    assert [draft.statement(key).text for key in own.only_here] == [RUST]
    note = next(note for note in draft.pools()["notes"].values() if note.statements == own.only_here)
    assert note.text == "Only The A Post gives the figure of 63 missing bolts; two other origins were searched."
    assert {draft.pools()["articles"][key].id for key in note.articles} == {"b1", "c1"}


def test_what_could_stand_elsewhere_in_other_words_is_told_without_only():
    rusty = "A welder from Tessel tapped along every steel beam and found rust where the paint had come off."
    draft = told(paper("a", CLOSED, rusty), paper("b", CLOSED, REPAIR), paper("c", CLOSED, LENGTH))
    own = of_outlet(draft, "the-a-post")
    assert rusty in [draft.statement(key).text for key in own.says]
    assert own.only_here == ()
    assert notes(draft, "only_here") == []


def test_a_disagreement_refers_to_the_claim_in_which_each_paper_has_its_value():
    tolls = {"a": ("14 people", 14.0), "b": ("19 people", 19.0)}
    dossier, draft = drafted(
        *(
            annotated(f"{key}1", f"In Velm {words} died in the flood, the ministry said.", outlet=f"The {key.upper()} Post",
                      places=["Velm"], figures=[(words, value, "people")])
            for key, (words, value) in tolls.items()
        )
    )  # fmt: skip
    contradictions.section(dossier, draft)
    section(dossier, draft)
    (card,) = draft.pools()["contradictions"].values()
    claim = draft.pools()["claims"][card.claim]
    assert (claim.text, claim.status) == (card.issue, "disputed")
    assert [said.value for said in claim.assertions] == [side.text for side in card.sides] == ["14 people", "19 people"]


def test_the_note_is_gone_once_another_paper_has_the_fact_in_other_words():
    planted = "Corrosion was found on 9 of 11 steel beams and 63 bolts were missing, a welder from Tessel reported."
    draft = told(paper("a", CLOSED, RUST), paper("b", CLOSED, REPAIR, planted), paper("c", CLOSED, LENGTH))
    assert all(RUST not in draft.statement(key).text for item in draft.pools()["papers"].values() for key in item.only_here)


def test_an_article_that_breaks_off_is_told_of_in_the_note():
    draft = told(paper("a", CLOSED, RUST), paper("b", CLOSED, f"{REPAIR} The mayor of..."))
    assert any(
        text.endswith("one other origin was searched, of whose articles one breaks off.") for text in notes(draft, "only_here")
    )


def test_no_paper_without_a_name_is_said_to_be_alone():
    nameless = annotated("a1", f"{CLOSED}\n{RUST}", title="Ostrand bridge closed to lorries")
    draft = told(nameless, paper("b", CLOSED, REPAIR))
    assert of_outlet(draft, None).only_here == ()


def test_what_most_others_have_is_left_out_if_the_whole_article_lacks_it():
    silent = paper(
        "d", "Anglers of Velm may keep two trout each from this spring on, the river bailiff said on Tuesday.", title="More trout"
    )
    draft = told(paper("a", BARRED, RUST), paper("b", BARRED, REPAIR), paper("c", BARRED, LENGTH), silent)
    own = of_outlet(draft, "the-d-post")
    assert [draft.pools()["claims"][key].text for key in own.left_out] == [BARRED.rstrip(".")]
    assert notes(draft, "left_out") == [
        "The D Post does not report one point that most of the others have; its whole text was searched."
    ]
    assert of_outlet(draft, "the-b-post").left_out == ()


def test_an_article_that_breaks_off_leaves_nothing_out():
    cut = paper("d", "Anglers of Velm may keep two trout each from this spring on, the river bailiff said on Tuesday. And the...")
    draft = told(paper("a", BARRED, RUST), paper("b", BARRED, REPAIR), paper("c", BARRED, LENGTH), cut)
    assert of_outlet(draft, "the-d-post").left_out == ()


def test_the_claims_say_who_carries_a_fact_and_all_agree_is_counted():
    draft = told(paper("a", CLOSED, RUST), paper("b", CLOSED, REPAIR), paper("c", CLOSED, LENGTH))
    (claim,) = draft.pools()["claims"].values()
    assert claim.text == CLOSED.rstrip(".")
    assert [(each.stance, draft.span(each.spans[0]).exact) for each in claim.assertions] == [("asserts", CLOSED)] * 3
    assert (claim.status, claim.origins, claim.silent) == ("corroborated", 3, ())
    assert notes(draft, "all_agree") == ["All three independent origins carry the one fact compared."]


def test_agreement_is_not_counted_where_there_is_none():
    draft = told(paper("a", CLOSED, RUST), paper("b", CLOSED, REPAIR), paper("c", LENGTH))
    assert [claim.origins for claim in draft.pools()["claims"].values()] == [2]
    assert notes(draft, "all_agree") == []


def test_a_copy_is_folded_under_its_origin():
    draft = told(paper("a", CLOSED, RUST), paper("b", CLOSED, REPAIR), paper("c", CLOSED, REPAIR), copies={"c1": "b1"})
    assert {item.outlet for item in draft.pools()["papers"].values()} == {"the-a-post", "the-b-post"}
    assert [draft.pools()["articles"][key].id for key in of_outlet(draft, "the-b-post").articles] == ["b1", "c1"]


def test_copies_of_one_origin_in_unnamed_papers_may_be_of_one_paper():
    draft = told(annotated("a1", CLOSED), annotated("b1", CLOSED), copies={"b1": "a1"})
    assert notes(draft, "one_origin") == [
        "Only one origin so far, carried in 2 articles. No other paper here confirms or contradicts it."
    ]


def test_a_story_of_one_origin_says_so():
    draft = told(paper("a", CLOSED, RUST), paper("b", CLOSED, RUST), copies={"b1": "a1"})
    assert notes(draft, "one_origin") == [
        "Only one origin so far, carried by 2 papers. No other paper here confirms or contradicts it."
    ]
