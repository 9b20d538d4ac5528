"""What changed between two revisions, and whether it is news."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article, Copy
from broadsheet.records.ledger import fresh, since
from broadsheet.records.pool import Change
from broadsheet.records.story import Story
from broadsheet.records.story_page import Section, StoryPage
from broadsheet.write.changes import changes_since, corrections
from tests.publish.desk import Desk, article

FLED = "The river drove 340 families from their homes."
FEWER = "The river drove 34 families from their homes."
MAYOR = "Mayor Hedda Prill asked the council for eleven million crowns."
SHUT = "The railway to the coast stays shut until Friday."
OPEN = "The railway to the coast does not stay shut until Friday."
NOTICE = "Correction: An earlier version of this article gave the wrong number of families."
OTHER = "Clarification: an earlier version of this article misspelled a street."


def page(revision: int, told: Mapping[str, tuple[str, str]], *texts: tuple[str, ...]) -> StoryPage:
    """A revision whose body holds statements: key → text, and the key of the article that says it."""
    desk = Desk("st_1", [article(f"{n}.txt", f"Flood {n}", *lines) for n, lines in enumerate(texts, 1)], revision=revision)
    made = {key: desk.statements[desk.say(text, (source, text))] for key, (text, source) in told.items()}
    desk.statements = made
    keys = tuple(told)
    desk.sections.append(Section(kind="whats_happened", heading="What's happened", body=keys))
    return desk.page(keys[0], None)


def changed(before: StoryPage, after: StoryPage, story: Story | None = None) -> list[tuple[str, str, bool]]:
    return [(change.kind, change.target, change.material) for change in changes_since(before, after, story)]


FIRST = page(1, {"s1": (FLED, "a1"), "s2": (MAYOR, "a1")}, (FLED, MAYOR, SHUT))


def test_a_first_revision_is_one_change():
    assert changed(FIRST, FIRST) == []
    assert [(one.kind, one.target, one.material) for one in changes_since(None, FIRST)] == [("added", "story", True)]


def test_a_sentence_of_a_new_article_is_news_and_one_that_was_passed_over_is_none():
    texts = (FLED, MAYOR, SHUT), ("The army sent two hundred soldiers to the valley.",)
    after = page(2, {"s1": (FLED, "a1"), "s2": (MAYOR, "a1"), "s3": (SHUT, "a1"), "s4": (texts[1][0], "a2")}, *texts)
    assert changed(FIRST, after) == [("added", "s3", False), ("added", "s4", True)]


def test_a_new_article_that_says_the_same_in_fewer_words_brings_no_news():
    short = "The river drove families from their homes."
    after = page(2, {"s2": (MAYOR, "a1"), "s3": (short, "a2")}, (FLED, MAYOR, SHUT), (short,))
    assert changed(FIRST, after) == [("changed", "s3", False)]


def test_another_number_is_news():
    after = page(2, {"s2": (MAYOR, "a1"), "s3": (FEWER, "a2")}, (FLED, MAYOR, SHUT), (FEWER,))
    (change,) = changes_since(FIRST, after)
    assert (change.kind, change.material, change.before, change.after) == ("changed", True, FLED, FEWER)
    assert change.articles == ("a2",)
    assert len(change.x_sources) == 2


def test_a_denial_is_news_though_it_uses_the_same_words():
    before = page(1, {"s1": (SHUT, "a1")}, (SHUT,))
    after = page(2, {"s2": (OPEN, "a2")}, (SHUT,), (OPEN,))
    assert changed(before, after) == [("changed", "s2", True)]


def test_a_sentence_that_gave_way_is_no_news():
    after = page(2, {"s2": (MAYOR, "a1")}, (FLED, MAYOR, SHUT))
    assert changed(FIRST, after) == [("removed", "s1", False)]


def test_another_engine_is_no_news():
    after = replace(FIRST, build=replace(FIRST.build, engine="9.9"), revision=2)
    (change,) = changes_since(FIRST, after)
    assert (change.kind, change.material, change.after) == ("engine_upgrade", False, "9.9")


def versions(after: StoryPage, notice: str) -> Story:
    """The story with a first version of a report and its next, which brings a notice."""
    first, second = list(after.articles.values())
    texts = {first.id: FLED, second.id: f"{FEWER}\n{notice}".strip()}
    held = tuple(
        Annotated(article=Article(id=name, page=name, place=1, title="Flood", text=text, ranges=())) for name, text in texts.items()
    )
    copies = {first.id: Copy(article=first.id, origin=first.id), second.id: Copy(article=second.id, origin=first.id, kind="update")}
    return Story(id="st_1", thread="th_1", articles=held, copies=copies, placements={})


@pytest.mark.parametrize(("notice", "kind"), [(NOTICE, "corrected"), (OTHER, "changed"), ("", "changed")])
def test_a_correction_is_one_that_the_paper_says_it_is(notice: str, kind: str):
    after = page(2, {"s2": (MAYOR, "a1"), "s3": (FEWER, "a2")}, (FLED, MAYOR, SHUT), (FEWER,))
    found = changes_since(FIRST, after, versions(after, notice))
    assert [(change.kind, change.material) for change in found] == [(kind, True)]
    section = corrections(found)
    assert (section.items if section else None) == (("r2",) if kind == "corrected" else None)


def test_what_a_paper_takes_back_is_told():
    after = page(2, {"s2": (MAYOR, "a1")}, (FLED, MAYOR, SHUT), ("The river fell in the night.",))
    found = changes_since(FIRST, after, versions(after, NOTICE))
    assert [(change.kind, change.material) for change in found] == [("removed", True)]
    assert corrections(found)


def test_stories_that_joined_and_parted_are_told_once():
    story = Story(id="st_1", thread="th_1", articles=(), copies={}, placements={}, absorbed=("st_2",), parted=("st_3",))
    found = changes_since(FIRST, replace(FIRST, revision=2), story)
    assert [(change.kind, change.target, change.material) for change in found] == [
        ("merged", "st_2", True),
        ("split", "st_3", True),
    ]
    assert changes_since(replace(FIRST, changes=found), replace(FIRST, revision=3), story) == ()


def test_a_story_taken_out_of_another_says_so_from_the_first():
    story = Story(id="st_1", thread="th_1", articles=(), copies={}, placements={}, split_from="st_0")
    assert [(one.kind, one.target) for one in changes_since(None, FIRST, story)] == [("added", "story"), ("split", "st_0")]


def ledger(*changes: Change) -> StoryPage:
    return replace(FIRST, revision=max(change.revision for change in changes), changes=changes)


def step(revision: int, kind: str, before: str | None, after: str | None, material: bool = True) -> Change:
    return Change(revision=revision, kind=kind, target=f"s{revision}", material=material, before=before, after=after)  # type: ignore[arg-type]


def test_since_any_revision_is_told_once():
    told = ledger(step(2, "added", None, FLED), step(3, "changed", FLED, FEWER), step(4, "corrected", FEWER, MAYOR))
    assert [(one.kind, one.before, one.after) for one in since(told, 1)] == [("added", None, MAYOR)]
    assert [(one.kind, one.before, one.after) for one in since(told, 2)] == [("corrected", FLED, MAYOR)]
    assert [(one.kind, one.before, one.after) for one in since(told, 3)] == [("corrected", FEWER, MAYOR)]
    assert since(told, 4) == ()


def test_what_came_and_went_is_left_out():
    assert since(ledger(step(2, "added", None, FLED), step(3, "removed", FLED, None)), 1) == ()
    assert since(ledger(step(2, "removed", FLED, None), step(3, "added", None, FLED)), 1) == ()
    assert since(ledger(step(2, "changed", FLED, FEWER), step(3, "changed", FEWER, FLED)), 1) == ()


def test_only_news_of_the_newest_revision_is_fresh():
    told = ledger(step(2, "added", None, FLED), step(3, "added", None, MAYOR), step(3, "removed", SHUT, None))
    assert fresh(told) == {"s3"}
    assert fresh(ledger(step(2, "added", None, FLED), step(3, "changed", FLED, FEWER, material=False))) == frozenset()
