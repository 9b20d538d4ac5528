"""What changed from chapter to chapter of a thread."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.publish.views.library import Library
from broadsheet.publish.views.threads import Step, thread_view
from broadsheet.records.pool import EntityCard, NumberItem
from broadsheet.records.registry import Registered
from broadsheet.records.story import Thread
from broadsheet.records.story_page import Section

from .desk import Desk, article, edition

FIRST, SECOND = "The dam at Velm broke and 12 farms were flooded.", "The dam at Velm is being rebuilt; 27 farms were flooded."


def chapter(name, text, day, number, *people):
    """A story of one sentence with a figure, and cards for some people."""
    desk = Desk(name, [article(f"{name}.txt", f"Dam {name}", text)], last_update=day)
    said = desk.say(text)
    span = desk.statements[said].spans
    desk.pools["numbers"] = {"n1": NumberItem(statement=said, spans=span, **number)}
    desk.pools["entities"] = {
        f"e{n}": EntityCard(name=person, kind="person", card=(said,), mentions=2, articles=1) for n, person in enumerate(people, 1)
    }
    desk.sections += [
        Section(kind="whats_happened", heading="What's happened", body=(said,)),
        Section(kind="hard_numbers", heading="Hard numbers", items=("n1",)),
        Section(kind="topics", heading="More on these topics", items=tuple(desk.pools["entities"])),
    ]
    return desk, desk.page(said, None)


def figure(value, label="farms flooded", unit="farms"):
    return {"value": value, "unit": unit, "label": label, "text": str(value)}


def step(one, other, *people):
    told = [
        chapter("st_1", FIRST, "2031-03-04", one, "Ida Brandt"),
        chapter("st_2", SECOND, "2031-03-09", other, *(people or ("Ida Brandt",))),
    ]
    registry = (
        Registered(id="en_1", name="Ida Brandt", kind="person", stories=(("st_1", "Ida Brandt"), ("st_2", "Ida Brandt"))),
        Registered(id="en_2", name="Jon Pell", kind="person", stories=(("st_2", "Jon Pell"),)),
    )
    thread = Thread(id="th_1", title="The dam", stories=("st_1", "st_2"))
    view = thread_view(Library(replace(edition(*told), registry=registry), "../"), thread)
    first, second = view.chapters
    assert first.step is None
    assert isinstance(second.step, Step)
    return second.step


def test_days_between_and_who_is_named_for_the_first_time():
    found = step(figure(12), figure(12), "Ida Brandt", "Jon Pell", "Nobody Known")
    assert (found.gap, [name for name, _ in found.newcomers], found.moved) == ("5 days later", ["Jon Pell"], ())


def test_a_figure_that_moved_is_told_with_both_values():
    (moved,) = step(figure(12), figure(27)).moved
    assert (moved.label, moved.before.value, moved.after.value) == ("farms flooded", "12", "27")
    assert moved.before.mark.href.startswith("../stories/st_1.html#")
    assert moved.after.mark.href.startswith("../stories/st_2.html#")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure(12), figure(27, label="farms rebuilt")),
        (figure(12), figure(27, unit="people")),
        (figure(12, label="farms"), figure(27, label="farms")),
    ],
    ids=["another label", "another unit", "a label that says too little"],
)
def test_figures_of_other_things_are_not_set_against_each_other(one, other):
    assert step(one, other).moved == ()
