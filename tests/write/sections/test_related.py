"""Every link to another story carries its relation and its reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.records.pool import Related
from broadsheet.records.story import Story
from broadsheet.write.dossier import Dossier
from broadsheet.write.sections.related import related
from tests.write.stories import story
from tests.write.telling import annotated


def chapter(number: int, title: str, day: str, role: str = "report") -> Story:
    told = annotated(f"c{number}", f"The dam at Varnby is told of once more, for the {number}th time.")
    article = replace(told.article, title=title, published=day, role=role)
    return Story(id=f"st_c{number}", thread="th_1", articles=(replace(told, article=article),), copies={}, placements={})


def links(*, earlier: tuple[Story, ...] = (), later: tuple[Story, ...] = ()) -> list[Related]:
    own = chapter(1, "Dam breaks at Varnby", "2031-03-04")
    return list(related(Dossier(story(*own.articles, earlier=earlier, later=later), "2031-03-20")))


def test_chapters_say_which_way_they_lie():
    found = links(earlier=(chapter(2, "Dam at Varnby leaks", "2031-01-04"),), later=(chapter(3, "Dam rebuilt", "2031-06-04"),))
    assert [(one.story, one.relation, one.because[0]) for one in found] == [
        ("st_c2", "earlier_chapter", "an earlier chapter of the same affair"),
        ("st_c3", "later_chapter", "a later chapter of the same affair"),
    ]


def test_a_chapter_that_tells_how_others_judge_it_is_a_reaction():
    (found,) = links(later=(chapter(2, "Council condemns those who built the dam", "2031-03-06"),))
    assert found.relation == "reaction"
    assert found.because[:2] == (
        "a chapter of the same affair that tells how others judge this one", "its headline says “condemns”",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Council condemns those who built the dam", "2031-03-20"),
        ("Council condemns those who built the dam", "2031-99-99"),
        ("Protests after the dam broke", "2031-03-06"),
    ],
)
def test_what_comes_late_or_is_an_event_itself_is_a_chapter(title: str, day: str):
    assert [one.relation for one in links(later=(chapter(2, title, day),))] == ["later_chapter"]


def test_a_story_of_explainers_is_background():
    for role in ("explainer", "analysis"):
        (found,) = links(earlier=(chapter(2, "How dams are built", "2031-03-01", role),))
        assert (found.relation, found.because[0]) == ("background", "explains the same affair")


def test_a_chapter_of_digests_alone_has_no_page_to_lead_to():
    told, digest = chapter(1, "Bell of Velm cracked", "2031-03-01"), chapter(2, "The week in bells", "2031-03-04", role="digest")
    assert [item.title for item in links(earlier=(told, digest))] == ["Bell of Velm cracked"]
