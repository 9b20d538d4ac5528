"""What a story page tells of its revisions."""

from __future__ import annotations

from dataclasses import replace

from broadsheet.publish.views.library import Library
from broadsheet.publish.views.revisions import corrected, revisions
from broadsheet.records.pool import Change

from .desk import edition
from .ferry import ferry
from .pages import little_auk


def test_revisions_stand_newest_first_with_their_news_and_the_rest_counted():
    (desk, story), other = ferry(), little_auk()
    sources = (story.articles["a2"].id,)
    changes = (
        Change(revision=1, kind="added", target="story", material=True),
        Change(revision=2, kind="added", target="s1", material=True, after="The dam broke"),
        Change(revision=2, kind="added", target="s2", material=True, after="The dam broke."),
        Change(revision=2, kind="removed", target="s3", material=False, before="It rained."),
        Change(revision=3, kind="corrected", target="s4", material=True, before="31 died.", after="27 died.", x_sources=sources),
        Change(revision=3, kind="split", target=other[1].id, material=True),
    )  # fmt: skip
    told = replace(story, revision=3, changes=changes)
    library = Library(edition((desk, told), other), "../")
    newest, second = revisions(library, told)
    first = newest.changes[0]
    assert (newest.number, first.label, first.before, first.after) == (3, "Corrected", "31 died.", "27 died.")
    assert first.papers == library.entry_outlet(told, told.articles["a2"])
    assert [line.after for line in second.changes] == ["The dam broke."], "a headline and its sentence are one"
    assert (newest.rest, second.rest) == ("", "1 sentence exchanged without news")
    split, correction = corrected(library, told)
    assert split.story is not None
    assert (split.story[1], correction.label) == (library.story_href(other[1].id), "Corrected")
