"""A story over its revisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from lxml import html

from broadsheet.publish.web import Archive, Regulars
from broadsheet.store import Store
from broadsheet.store.revisions import Revision

from .webs import app_over, ask, edition_paper


@pytest.fixture(scope="module")
def app(invented) -> Iterator[object]:
    (ferry,) = (story for story in invented.stories if story.id == "st_ferry")
    first = replace(ferry, revision=1, content_sha256="0" * 64, changes=())
    with Store.open("sqlite://") as store:
        for page in (first, ferry):
            store.revisions.keep(Revision(page=page, inputs_sha256=str(page.revision), as_of="2031-05-06"))
        yield app_over(edition_paper(invented), regulars=Regulars(Archive(store), lambda: "0" * 32))


def page(app: object, target: str) -> html.HtmlElement:
    answer = ask(app, target)
    assert answer.status_code == 200
    return html.document_fromstring(answer.content)


@pytest.mark.parametrize(
    ("query", "ends", "labels"),
    [
        ("", ("1", "2"), ["Corrected"]),
        ("?from=1&to=2", ("1", "2"), ["Corrected"]),
        ("?from=0&to=2", ("0", "2"), ["New", "Corrected"]),
        ("?from=2&to=2", ("2", "2"), []),
        ("?from=9&to=9", ("2", "2"), []),
        ("?from=0&to=1", ("0", "1"), []),
    ],
)
def test_changes_between_two_revisions(app, query, ends, labels):
    shown = page(app, f"/stories/st_ferry/changes{query}")
    sliders = shown.xpath("//form[@class='slider']//input[@type='range']")
    assert tuple(slider.get("value") for slider in sliders) == ends
    assert [output.text for output in shown.iter("output")] == list(ends)
    assert [label.text for label in shown.xpath("//div[contains(@class, 'single')]/ul[@class='changes']/li/b")] == labels


def test_a_revision_keeps_its_address(app):
    old = page(app, "/stories/st_ferry?revision=1")
    assert "This is revision 1 of 2" in old.xpath("string(//aside[@class='since'])")
    for link in old.xpath("//aside[@class='since']//a/@href"):
        assert ask(app, link).status_code == 200
    assert page(app, "/stories/st_ferry?revision=2").xpath("//aside[@class='since']") == []
    assert old.xpath("//link[@rel='stylesheet']/@href") == ["/static/paper.css"]


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/stories/st_ferry/changes?from=x", 400), ("/stories/st_ferry/changes?to=-1", 400), ("/stories/nobody/changes", 404),
        ("/stories/st_ferry?revision=7", 404), ("/stories/st_ferry?revision=x", 404), ("/stories/st_quay?revision=1", 308),
    ],
)  # fmt: skip
def test_asked_for_wrongly(app, target, status):
    assert ask(app, target).status_code == status
