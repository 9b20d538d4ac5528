"""What editors did, as pages, documents and addresses tell it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from broadsheet.publish import publish
from broadsheet.publish.site.pages import Press
from broadsheet.publish.views.front import front
from broadsheet.publish.views.library import Library
from broadsheet.publish.views.revisions import revisions
from broadsheet.publish.views.story import story_view
from broadsheet.publish.web import FolderPaper
from broadsheet.records.edition import Edition
from broadsheet.records.editorial import Edited
from broadsheet.records.importance import front_page
from broadsheet.records.pool import Change
from broadsheet.records.story_page import StoryPage
from broadsheet.records.text import Note

from .desk import edition
from .ferry import ferry
from .webs import app_over, ask, edition_paper

AT = "2031-05-07T09:00:00+00:00"


def signed(page: StoryPage) -> StoryPage:
    """A page with a headline, a standfirst, a note on the world and one on the paper by an editor."""
    happened = next(section for section in page.sections if section.kind == "whats_happened")
    last = next(key for key in reversed(happened.body) if key in page.statements)
    asked = Note(text="We have asked the harbour for comment.", kind="other", articles=())
    sections = tuple(replace(one, body=(*one.body, "m99")) if one is happened else one for one in page.sections)
    marks = (
        Edited(kind="headline", decision="ed_1", at=AT, keys=(page.headline,)),
        Edited(kind="standfirst", decision="ed_2", at=AT, keys=(page.standfirst or "",)),
        Edited(kind="note", decision="ed_3", at=AT, keys=("m99", last)),
    )
    return replace(page, sections=sections, notes={**page.notes, "m99": asked}, x_editorial=marks)


def without(invented: Edition) -> tuple[Edition, str]:
    """The paper without its second story, which an editor took out; that story's id."""
    gone = invented.stories[1].id
    return replace(invented, stories=(invented.stories[0], *invented.stories[2:]), hidden={gone: AT}), gone


def test_a_page_is_signed_and_its_notes_stand_last_under_their_label():
    built = ferry()
    page = signed(edition(built).stories[0])
    library = Library(replace(edition(built), stories=(page,)), "../")
    view = story_view(library, page, "x.json")
    assert view.signed == ("Headline and standfirst by the editor, 7 May 2031",)
    happened = next(block for block in view.blocks if block.kind == "whats_happened")
    note = happened.paragraphs[-1]
    assert [paragraph.label for paragraph in happened.paragraphs if paragraph.label] == ["Note by the editor, 7 May 2031"]
    (said, remark) = (next(filter(None, piece)) for piece in note.note)
    assert (note.label, said.text) == ("Note by the editor, 7 May 2031", "We have asked the harbour for comment.")
    assert remark.key in page.statements
    html = dict(Press(library.edition).pages())[f"stories/{page.id}.html"](None).decode()
    assert "Headline and standfirst by the editor, 7 May 2031" in html
    assert "We have asked the harbour for comment." in html


def test_what_an_editor_changed_is_told_and_what_the_page_exchanged_is_counted():
    page = edition(ferry()).stories[0]
    changes = (
        Change(revision=2, kind="changed", target="s1", material=False, before="One", after="Two", x_editor=True),
        Change(revision=2, kind="removed", target="s2", material=False, before="Three"),
    )
    (told,) = revisions(Library(edition(ferry())), replace(page, revision=2, changes=changes))
    assert [(line.label, line.before, line.after) for line in told.changes] == [("Changed by the editor", "One", "Two")]
    assert told.rest == "1 sentence exchanged without news"


def test_the_front_page_says_what_an_editor_put_there(invented: Edition):
    plain = front(Library(invented))
    assert plain.lead is not None
    *others, pinned, lead = front_page(invented.stories, invented.built)
    arranged = replace(invented, stories=(lead, pinned, *others), lead=lead.id, pinned=(pinned.id,))
    shown = front(Library(arranged))
    assert shown.lead is not None
    assert (shown.lead.line.id, shown.lead.line.chosen) == (lead.id, "lead chosen by the editor")
    assert (shown.seconds[0].id, shown.seconds[0].chosen) == (pinned.id, "pinned by the editor")
    assert [row.chosen for row in shown.ranking[:3]] == ["lead chosen by the editor", "pinned by the editor", ""]
    assert [line.chosen for line in (plain.lead.line, *plain.seconds)] == [""] * (1 + len(plain.seconds))


def test_a_hidden_story_is_told_to_be_out_of_the_paper(invented: Edition, tmp_path: Path):
    paper, gone = without(invented)
    publish(paper, tmp_path)
    assert "The editor took this story out of the paper on 7 May 2031." in (tmp_path / f"stories/{gone}.html").read_text("utf-8")
    assert not (tmp_path / f"stories/{gone}.json").exists()
    listed = json.loads((tmp_path / "stories/index.json").read_text("utf-8"))
    assert (listed["hidden"], gone in {story["id"] for story in listed["stories"]}) == ({gone: AT}, False)
    for served in (edition_paper(paper), FolderPaper(tmp_path)):
        app = app_over(served)
        for address in (f"/stories/{gone}", f"/stories/{gone}.html", f"/api/v1/stories/{gone}", f"/api/v1/stories/{gone}/changes"):
            assert ask(app, address).status_code == 410, address
        assert "took this story out" in ask(app, f"/stories/{gone}", headers={"accept": "text/html"}).text
        assert ask(app, f"/stories/{invented.stories[0].id}").status_code == 200
        assert ask(app, "/stories/st_none").status_code == 404
