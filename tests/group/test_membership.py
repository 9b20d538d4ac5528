"""Stories that are taken apart, and what readers say of membership."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest

from broadsheet.group import Group
from broadsheet.group.constraints import Constraints
from broadsheet.group.event import Event
from broadsheet.group.evidence import Matrix
from broadsheet.group.merging import Judge
from broadsheet.group.splitting import SPLIT, Splitting, bisect
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article, Copy
from broadsheet.records.story import TOLD, Constraint, ConstraintKind, Placement, story_id, thread_id

from .making import FLOOD_1, FLOOD_2, MISSILE, TRIAL, article, placed

TRIAL_2 = article(
    "trial2",
    "Six years for harbour master of Quellin who sold moorings",
    "Jorun Aske, the former harbour master of Quellin, was sentenced to six years on Tuesday for taking bribes.\n"
    "The court in Quellin heard that he had sold mooring rights; his lawyer will appeal.",
    published="2031-03-05",
)
GLUED = [FLOOD_1, FLOOD_2, TRIAL, TRIAL_2]
"""Two events that earlier evidence is taken to have joined."""


def original(each: Article) -> Copy:
    return Copy(article=each.id, origin=each.id)


def said(kind: ConstraintKind, one: str, other: str, number: int = 1) -> Constraint:
    return Constraint(number=number, kind=kind, article=one, other=other)


def in_one_story(*articles: Article, constraints: Sequence[Constraint] = ()) -> Group:
    """All of them as articles of the first one's story, restored."""
    group, story = Group(constraints=constraints), story_id(articles[0].id)
    for each in articles:
        group.remember(Annotated(article=each), Placement(article=each.id, story=story, thread=thread_id(story)))
    return group


def stories(group: Group, *articles: Article) -> list[str]:
    return [group.where(each.id).story for each in articles]


FLOOD, COURT = story_id("flood1"), story_id("trial")


def test_two_events_in_one_story_are_taken_apart() -> None:
    group = in_one_story(*GLUED)
    moved = {placement.article: placement for placement in group.settle()}
    assert {name: placement.story for name, placement in moved.items()} == {"trial": COURT, "trial2": COURT}
    assert stories(group, *GLUED) == [FLOOD, FLOOD, COURT, COURT]
    assert moved["trial"].why == ("tells another event than the reports it stood with at first",)
    assert moved["trial2"].score > 0.5
    assert any("Quellin" in reason or "Aske" in reason for reason in moved["trial2"].why)


def test_the_founders_part_keeps_the_id_whatever_its_size() -> None:
    third = replace(TRIAL_2, id="trial3", title="Harbour master sold moorings in Quellin, court finds", published="2031-03-06")
    group = in_one_story(*GLUED, third)
    group.settle()
    assert stories(group, *GLUED, third) == [FLOOD, FLOOD, COURT, COURT, COURT]


def test_what_was_taken_apart_is_not_joined_again() -> None:
    group = in_one_story(*GLUED)
    group.settle()
    assert group.settle() == ()
    again = Group()
    for each in GLUED:
        again.remember(Annotated(article=each), group.where(each.id))
    assert again.settle() == ()


def test_one_that_is_unlike_the_others_is_no_second_event() -> None:
    group = in_one_story(FLOOD_1, FLOOD_2, replace(FLOOD_2, id="flood3"), TRIAL)
    assert group.settle() == ()


def test_copies_and_digests_go_where_they_belong() -> None:
    digest = replace(TRIAL_2, id="digest", role="digest")
    group = in_one_story(*GLUED, digest)
    copied = replace(TRIAL, id="copy", published="2031-03-05")
    group.place(Annotated(article=copied), Copy(article="copy", origin="trial", kind="same", likeness=0.9))
    group.settle()
    assert (group.where("copy").story, group.where("digest").story) == (COURT, COURT)


def test_a_part_finds_the_story_it_belongs_to() -> None:
    third = replace(TRIAL_2, id="trial3", title="Harbour master sold moorings in Quellin, court finds")
    group = in_one_story(*GLUED)
    group.place(Annotated(article=third), original(third))
    group.settle()
    assert len(set(stories(group, TRIAL, TRIAL_2, third))) == 1
    assert group.where("flood2").story == FLOOD


def test_readers_keep_a_story_together() -> None:
    group = in_one_story(*GLUED, constraints=[said("together", "trial", "flood1"), said("together", "trial2", "flood2")])
    group.settle()
    assert group.where("trial").story == FLOOD
    assert group.where("trial2").story == group.where("flood2").story


def test_average_linkage_cuts_where_the_mean_is_lowest() -> None:
    likeness = np.array([[1, 0.9, 0.2, 0.3], [0.9, 1, 0.1, 0.2], [0.2, 0.1, 1, 0.8], [0.3, 0.2, 0.8, 1]])
    assert bisect(likeness, []) == [0, 0, 2, 2]
    assert bisect(likeness, [[0, 3]]) == [0, 0, 2, 0]
    assert bisect(likeness, [[0, 1], [1, 2, 3]]) is None


@pytest.mark.parametrize(("odds", "cut"), [(SPLIT - 0.01, True), (SPLIT + 0.01, False)])
def test_the_bound_is_absolute(odds: float, cut: bool) -> None:
    group = in_one_story(*GLUED)
    event = next(iter(group._stories))
    judge: Judge = lambda looks: [np.full(len(others), odds) for _, others in looks]  # noqa: E731
    assert bool(Splitting(judge, Constraints()).halves(event)) == cut


def constrained(*articles: Article, constraints: Sequence[Constraint]) -> dict[str, Placement]:
    """What is told of every article's place, the last word of each."""
    group, where = Group(constraints=constraints), dict[str, Placement]()
    for each in articles:
        told = group.place(Annotated(article=each), original(each))
        where |= {placement.article: placement for placement in (told, *group.moved())}
    return where | {placement.article: placement for placement in group.settle()}


@pytest.mark.parametrize("order", [[FLOOD_1, FLOOD_2], [FLOOD_2, FLOOD_1]])
def test_what_a_reader_keeps_apart_is_never_one(order: list[Article]) -> None:
    assert placed(FLOOD_1, FLOOD_2)["flood2"].story == FLOOD
    where = constrained(*order, constraints=[said("apart", "flood2", "flood1")])
    assert where["flood1"].story != where["flood2"].story


def test_a_third_report_joins_one_of_two_that_are_apart() -> None:
    third = replace(FLOOD_2, id="flood3", published="2031-03-06")
    where = constrained(FLOOD_1, FLOOD_2, third, constraints=[said("apart", "flood2", "flood1")])
    assert where["flood1"].story != where["flood2"].story
    assert where["flood3"].story in (where["flood1"].story, where["flood2"].story)


@pytest.mark.parametrize("order", list(permutations([FLOOD_1, TRIAL, MISSILE])))
def test_what_a_reader_puts_together_is_one_in_any_order(order: list[Article]) -> None:
    constraints = [said("together", "trial", "flood1"), said("together", "trial", "missile", 2)]
    where = constrained(*order, constraints=constraints)
    assert len({placement.story for placement in where.values()}) == 1
    assert [TOLD in where[each.id].why for each in order] == [False, True, True]


def test_a_reader_puts_an_article_into_a_story_that_is_closed() -> None:
    late = replace(FLOOD_2, published="2031-09-01")
    where = constrained(FLOOD_1, replace(TRIAL, published="2031-06-01"), late, constraints=[said("together", "flood2", "flood1")])
    assert where["flood2"].story == FLOOD


def test_the_reason_of_a_readers_word_outlives_a_merge() -> None:
    group = Group(constraints=[said("together", "trial", "flood1")])
    for each in (FLOOD_1, TRIAL, FLOOD_2):
        group.place(Annotated(article=each), original(each))
    group.settle()
    assert group.where("trial").why == (TOLD,)


def test_apart_holds_for_all_that_are_together() -> None:
    rules = Constraints([said("together", "a", "b"), said("together", "b", "c", 2), said("apart", "c", "d", 3)])
    assert sorted(rules.party("a")) == ["a", "b", "c"]
    assert rules.apart(["a"], ["x", "d"])
    assert not rules.apart(["a"], ["b", "x"])


def test_apart_wins_over_together() -> None:
    rules = Constraints([said("together", "a", "b"), said("together", "b", "c", 2), said("apart", "a", "c", 3)])
    assert rules.party("c") == ["c"]
    assert rules.apart(["b"], ["c"])


def test_without_constraints_nothing_is_asked() -> None:
    assert not Constraints()
    assert Constraints([said("apart", "a", "b")])


def judge_of(group: Group) -> Matrix:
    """What the room thinks of the first story and the second."""
    one, other = list(group._stories)[:2]
    return group._odds(one, [other])


def test_a_rival_says_what_keeps_it_apart() -> None:
    group = Group()
    for each in (FLOOD_1, replace(FLOOD_2, published="2031-03-10"), TRIAL):
        group.place(Annotated(article=each), original(each))
    group.settle()
    rivals = group.rivals("flood2")
    assert [rival.story for rival in rivals] == [FLOOD, COURT]
    assert rivals[0].against == ("6 days apart", "tell other figures")
    assert "very alike in wording" in rivals[0].alike
    assert not set(rivals[0].alike) & set(rivals[0].against)
    assert "share no name" in rivals[1].against
    assert 0 <= rivals[1].score <= rivals[0].score < 0.5


def test_a_rival_by_a_readers_word() -> None:
    group = Group(constraints=[said("apart", "flood2", "flood1")])
    for each in (FLOOD_1, FLOOD_2):
        group.place(Annotated(article=each), original(each))
    assert [(rival.score, rival.against[0]) for rival in group.rivals("flood2")] == [(0.0, "a reader keeps them apart")]


def test_a_copy_that_readers_keep_apart_does_not_follow_its_origin() -> None:
    group = Group(constraints=[said("apart", "copy", "flood2")])
    for each in (FLOOD_1, FLOOD_2):
        group.place(Annotated(article=each), original(each))
    group.settle()
    copied = replace(FLOOD_1, id="copy")
    group.place(Annotated(article=copied), Copy(article="copy", origin="flood1", kind="same", likeness=1.0))
    group.settle()
    assert group.where("copy").story == story_id("copy")


def test_a_readers_no_outweighs_all_evidence() -> None:
    group = Group(constraints=[said("apart", "flood2", "flood1")])
    for each in (FLOOD_1, FLOOD_2):
        group.place(Annotated(article=each), original(each))
    assert judge_of(group)[0] == -np.inf


def test_a_story_counts_what_its_articles_make() -> None:
    group = in_one_story(*GLUED)
    group.settle()
    flood, court = (group._stories.by_id[story] for story in (FLOOD, COURT))
    alone = in_one_story(FLOOD_1, FLOOD_2)._stories.by_id[FLOOD]
    assert (flood.articles, court.articles, court.members) == (2, 2, ["trial", "trial2"])
    assert sum(map(len, (flood.parts, court.parts))) == 4
    assert flood.bag.keys.tolist() == alone.bag.keys.tolist()
    assert Event.of(flood.parts).bag.sums.tolist() == flood.bag.sums.tolist()
