"""A name corrected once for the whole store, and who is one or two by an editor's word: recorded, respected, withdrawn."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from broadsheet import pipeline
from broadsheet.annotate import Annotate
from broadsheet.cli.proof import prove_store
from broadsheet.errors import NotFound, UsageError
from broadsheet.pipeline import naming
from broadsheet.records.article import Piece
from broadsheet.records.editorial import EditorialDecision
from broadsheet.records.registry import Registered
from broadsheet.store import Store
from tests.store.making import article_of, cutting_of, page_of, placed

NOW, LATER = "2031-03-09T12:00:00+00:00", "2031-03-10T12:00:00+00:00"
SLUICE = (
    "Harbour minister Orla Tenck opened the lower sluice at Velm on Monday after two farms were cut off by the flood.\n"
    "Tenck promised the farmers 3 million crowns for the hay that the water had spoilt.\n"
    "“Nobody asked Orla Tenck to open it,” said Piet Harrow, the mayor of Velm, who has fought the sluice for years."
)
FERRY = (
    "The harbour minister, Orla Tench, closed the ferry to Ostrand on Thursday because of the ice.\n"
    "Some 300 islanders have to take the bus over the dam until the end of the month, the harbour office said."
)
CHOIR = (
    "Orla Tench, a singer of the Velm choir, won the song contest of Ostrand on Saturday before 900 listeners.\n"
    "The choir sings at the harbour in May, the contest's jury announced."
)


@pytest.fixture(scope="module")
def annotate() -> Annotate:
    return Annotate()


@pytest.fixture
def paper(store: Store, annotate: Annotate) -> Store:
    """Three stories that are written."""
    for name, day, text in (("a", "2031-03-03", SLUICE), ("b", "2031-03-06", FERRY), ("c", "2031-03-08", CHOIR)):
        tell(store, annotate, name, day, text)
    write(store)
    return store


def tell(store: Store, annotate: Annotate, name: str, day: str, text: str) -> None:
    title = text.partition("\n")[0].partition(" because ")[0].partition(" after ")[0]
    page = page_of(f"{name}.txt", text)
    article = article_of(page, title=title, text=text, published=day, outlet=f"Outlet {name}", language="en")
    starts = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]
    lines = zip(starts, text.split("\n"), strict=True)
    article = replace(article, ranges=tuple(Piece(page_start=at, page_end=at + len(line), text_start=at) for at, line in lines))
    _, copy, placement = placed(article, story=f"st_{name}")
    store.pages.add(page)
    store.cuttings.add(cutting_of(page, article))
    (annotated,) = annotate([article])
    store.articles.place(annotated, copy, placement)


def write(store: Store, as_of: str = NOW) -> None:
    pipeline.write(store, as_of=as_of)


def decided(store: Store, kind: str, **more: Any) -> EditorialDecision:
    return pipeline.decide(store, EditorialDecision(**{"kind": kind, "editor": "Ada Holm", "at": NOW, **more}))


def corrected(store: Store, printed: str = "Orla Tenck", correct: str = "Orla Tench") -> EditorialDecision:
    return decided(store, "name", other=printed, text=correct)


def named(store: Store, name: str) -> list[Registered]:
    return [one for one in store.registry.all() if name in (one.name, *one.aliases)]


def stories(one: Registered) -> str:
    return "".join(story.removeprefix("st_") for story, _ in one.stories)


def printed(store: Store, story: str) -> str:
    page = store.revisions.latest(f"st_{story}")
    return "\n".join(sorted(statement.text for statement in page.page.statements.values()))


def test_a_corrected_name_is_right_on_pages_and_in_the_registry(paper: Store):
    assert "Tenck" in printed(paper, "a")
    decision = corrected(paper)
    write(paper)
    assert "Tenck" not in printed(paper, "a").replace("“Nobody asked Orla Tenck to open it,”", "")
    assert "Orla Tench" in printed(paper, "a")
    assert named(paper, "Orla Tenck") == []
    assert paper.decisions.get(decision.id).text == "Orla Tench"


def test_an_entry_keeps_its_id_when_its_name_is_corrected_and_when_that_is_withdrawn(paper: Store):
    (before,) = named(paper, "Orla Tenck")
    decision = corrected(paper)
    write(paper)
    assert next(one for one in named(paper, "Orla Tench") if "a" in stories(one)).id == before.id
    pipeline.withdraw(paper, decision.id, editor="Ada Holm", at=LATER)
    write(paper, LATER)
    assert [one.id for one in named(paper, "Orla Tenck")] == [before.id]


def test_the_page_is_signed_where_a_name_was_corrected(paper: Store):
    decision = corrected(paper)
    write(paper)
    pages = {story: paper.revisions.latest(f"st_{story}").page for story in "abc"}
    assert {story: [one.decision for one in page.x_editorial] for story, page in pages.items()} == {
        "a": [decision.id],
        "b": [],
        "c": [],
    }
    (mark,) = pages["a"].x_editorial
    assert all("Tench" in pages["a"].statements[key].text for key in mark.keys)
    (told,) = [note.text for note in pages["a"].notes.values() if "corrected" in note.text]
    assert told == "Name corrected by the editor, 9 March 2031: Orla Tench, where papers print Orla Tenck."


def test_every_proof_holds_over_a_page_with_a_corrected_name(paper: Store):
    corrected(paper)
    write(paper)
    proof = prove_store(paper)
    assert proof.statements > 3
    assert proof.mismatches == []


def test_a_later_article_is_read_by_the_right_name_too(paper: Store, annotate: Annotate):
    corrected(paper)
    tell(paper, annotate, "d", "2031-03-09", SLUICE.replace("lower", "upper").replace("Monday", "Sunday"))
    write(paper)
    assert "Orla Tench" in printed(paper, "d")
    assert "Tenck" not in printed(paper, "d").replace("“Nobody asked Orla Tenck to open it,”", "")


def test_a_correction_is_withdrawn(paper: Store):
    before = printed(paper, "a"), {(one.name, stories(one)) for one in paper.registry.all()}
    pipeline.withdraw(paper, corrected(paper).id, editor="Ada Holm", at=LATER)
    write(paper, LATER)
    assert (printed(paper, "a"), {(one.name, stories(one)) for one in paper.registry.all()}) == before
    decision = decided(paper, "name", other="Orla Tenck", text="Orla Tench", at=LATER)
    write(paper, LATER)
    assert "Orla Tench" in printed(paper, "a")
    pipeline.withdraw(paper, decision.id, editor="Ada Holm", at=LATER)
    write(paper, LATER)
    assert (printed(paper, "a"), {(one.name, stories(one)) for one in paper.registry.all()}) == before


def test_the_last_word_on_a_name_holds(paper: Store):
    corrected(paper)
    corrected(paper, correct="Orla Tencke")
    assert [one.correct for one in naming.corrections(paper)] == ["Orla Tencke"]
    assert [held.status for held in pipeline.decisions(paper, as_of=NOW)] == ["replaced", "in force"]


@pytest.mark.parametrize(
    ("error", "match", "name", "correct"),
    [
        (UsageError, "how it is printed", "Orla Tenck", "Orla  Tenck "),
        (UsageError, "has letters", "Orla Tenck", " "),
        (UsageError, "has letters", "Orla Tenck", "Orla Tench" * 11),
        (UsageError, "no quotation marks", "Orla Tenck", "Orla “Tench”"),
        (NotFound, "nobody and nothing of that name", "Orla Tanck", "Orla Tench"),
        (UsageError, "part of a name", "Tenck", "Tench"),
        (UsageError, "another name", "Orla Tenck", "Ida Brandt"),
    ],
)
def test_what_is_no_correction_is_refused(paper: Store, error: type[Exception], match: str, name: str, correct: str):
    with pytest.raises(error, match=match):
        corrected(paper, name, correct)
    assert paper.decisions.all() == ()


def test_another_name_is_right_if_an_article_prints_it(paper: Store):
    corrected(paper, "Orla Tenck", "Piet Harrow")
    assert [one.correct for one in naming.corrections(paper)] == ["Piet Harrow"]


def test_corrections_do_not_run_in_a_ring(paper: Store):
    corrected(paper)
    for name, correct in (("Orla Tench", "Orla Tenck"), ("Orla Tench", "Orla Tencke")):
        with pytest.raises(UsageError, match="already"):
            corrected(paper, name, correct)


def test_two_of_one_name_are_one_by_an_editors_word_and_two_again_without_it(paper: Store):
    assert sorted(map(stories, named(paper, "Orla Tench"))) == ["b", "c"]
    minister, singer = named(paper, "Orla Tench")
    asked = EditorialDecision(kind="one", editor="Ada Holm", at=NOW)
    decision = pipeline.decide(paper, naming.told_one(paper, asked, minister.id, singer.id))
    write(paper)
    assert [stories(one) for one in named(paper, "Orla Tench")] == ["bc"]
    pipeline.withdraw(paper, decision.id, editor="Ada Holm", at=LATER)
    write(paper, LATER)
    assert sorted(map(stories, named(paper, "Orla Tench"))) == ["b", "c"]


def test_one_is_two_by_an_editors_word(paper: Store):
    corrected(paper)
    write(paper)
    minister = next(one for one in named(paper, "Orla Tench") if "a" in stories(one))
    assert stories(minister) == "ab"
    asked = EditorialDecision(kind="two", editor="Ada Holm", at=NOW)
    pipeline.decide(paper, naming.told_two(paper, asked, minister.id, ["st_b"]))
    write(paper)
    assert sorted(map(stories, named(paper, "Orla Tench"))) == ["a", "b", "c"]
    with pytest.raises(UsageError, match="not all"):
        naming.told_two(paper, asked, minister.id, ["st_a"])


def test_who_is_two_cannot_be_one_as_well(paper: Store):
    first, second = named(paper, "Orla Tench")
    asked = EditorialDecision(kind="one", editor="Ada Holm", at=NOW)
    one = naming.told_one(paper, asked, first.id, second.id)
    pipeline.decide(paper, one)
    write(paper)
    (both,) = named(paper, "Orla Tench")
    with pytest.raises(UsageError, match="are one"):
        pipeline.decide(paper, naming.told_two(paper, asked, both.id, ["st_c"]))
    with pytest.raises(NotFound, match="nobody of that id"):
        naming.told_one(paper, asked, both.id, "en_none")
