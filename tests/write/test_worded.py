"""A page in a model's words: what follows from ours stands, marked and cited; where nothing does, the page is as without it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from broadsheet.llm.account import Account
from broadsheet.llm.answers import Answers
from broadsheet.llm.client import Client, Reply
from broadsheet.llm.copy_desk import CopyDesk
from broadsheet.llm.endpoint import Endpoint
from broadsheet.records.codec import from_plain, to_json, to_plain
from broadsheet.records.story_page import StoryPage
from broadsheet.write import Written, write_until
from tests.write.stories import story
from tests.write.telling import annotated

AS_OF = "2031-03-05T12:00:00Z"
WALL = "The council of Halm approved the harbour wall on Tuesday at a cost of 4 million marks."
WORK = "The work started in the old harbour with forty men and two cranes."
MAYOR = "Mayor Ada Brenn, who has led Halm since 2020, opened the building site with a short speech."
COUNCIL = annotated(
    "a",
    "\n".join((WALL, WORK, MAYOR)),
    title="Halm council approves harbour wall",
    people=["Ada Brenn"],
    places=["Halm"],
    outlet="Post",
)


class Scripted(Client):
    """A client that answers as it was told, whatever it is asked."""

    def __init__(self, *answers: str) -> None:
        self.endpoint = Endpoint(base_url="http://127.0.0.1:1/v1", model="scripted")
        self.answers = list(answers)

    def body(self, messages: Sequence[dict[str, str]]) -> dict[str, object]:
        return {"model": "scripted", "messages": [dict(one) for one in messages]}

    def ask(self, _messages: Sequence[dict[str, str]]) -> Reply:
        return Reply(text=self.answers.pop(0) if self.answers else '{"sentences": []}', tokens_in=1, tokens_out=1)


def answer(*sentences: tuple[str, list[str]]) -> str:
    return json.dumps({"sentences": [{"text": text, "spans": spans} for text, spans in sentences]})


def written(folder: Path, *answers: str, previous: StoryPage | None = None) -> Written:
    desk = CopyDesk(Scripted(*answers), Answers(folder), Account())
    return write_until(story(COUNCIL), as_of=AS_OF, previous=previous, desk=desk)


def told(page: StoryPage, kind: str = "whats_happened") -> list[tuple[str, str]]:
    section = page.section(kind)
    return (
        [(page.statements[key].text, page.statements[key].made) for key in section.body if key in page.statements]
        if section
        else []
    )


@pytest.fixture(scope="module")
def plain() -> StoryPage:
    page = write_until(story(COUNCIL), as_of=AS_OF).page
    assert isinstance(page, StoryPage)
    assert [text for text, _ in told(page)] == [WALL, WORK, MAYOR]
    return page


def test_what_follows_is_printed_and_marked(plain: StoryPage, tmp_path: Path):
    shorter = "Mayor Ada Brenn opened the building site with a short speech."
    made = written(tmp_path, answer(("The work began in the old harbour with forty men and 2 cranes.", ["p2"]), (shorter, ["p3"])))
    page = made.page
    work = "The work began in the old harbour with forty men and 2 cranes."
    assert told(page) == [(WALL, "verbatim"), (work, "model"), (shorter, "model")]
    key = page.section("whats_happened").body[-1]
    said = page.statements[key]
    assert [plain.statements[one].text for one in said.x_instead] == [MAYOR]
    assert said.spans == plain.statements[said.x_instead[0]].spans
    assert set(plain.statements) < set(page.statements)
    assert (page.build.model.model, page.build.model.written) == ("scripted", 2)
    jsonschema.validate(to_plain(page), json.loads(files("broadsheet.records").joinpath("story.schema.json").read_text("utf-8")))
    assert from_plain(StoryPage, to_plain(page)) == page


def test_joined_sentences_stand_once(tmp_path: Path):
    joined = f"{WALL[:-1]}; {WORK[0].lower()}{WORK[1:]}"
    page = written(tmp_path, answer((joined, ["p1", "p2"]))).page
    assert told(page) == [(joined, "model"), (MAYOR, "verbatim")]
    assert len(page.statements[page.section("whats_happened").body[0]].spans) == 2


LIES = {
    "a number": (WALL.replace("4 million", "9 million"), ["p1"]),
    "a place": (WALL.replace("Halm", "Velm"), ["p1"]),
    "a cause": (f"{WORK[:-1]} because the old wall had killed a man.", ["p2"]),
    "a denial": (WALL.replace("approved", "did not approve"), ["p1"]),
    "no number of ours": (WORK, ["p9"]),
    "nothing cited": (WORK, []),
    "another's number": (WORK, ["p1"]),
    "apart": (f"{WALL[:-1]}; {MAYOR}", ["p1", "p3"]),
}


@pytest.mark.parametrize("lie", LIES)
def test_lies_leave_the_page_alone(lie: str, plain: StoryPage, tmp_path: Path):
    made = written(tmp_path, answer(LIES[lie]))
    assert to_json(made.page) == to_json(plain)
    assert sum(made.refused.values()) == 0 or made.complete
    again = written(tmp_path / "stubborn", answer(LIES[lie]), answer(LIES[lie]))
    assert (to_json(again.page), sum(again.refused.values()), again.complete) == (to_json(plain), 1, True)


def test_one_sentence_is_taken_once(plain: StoryPage, tmp_path: Path):
    twice = answer((f"{WALL[:-1]}; {WORK[0].lower()}{WORK[1:]}", ["p1", "p2"]), ("The work began in the old harbour.", ["p2"]))
    made = written(tmp_path, twice, twice)
    assert [how for _, how in told(made.page)] == ["model", "verbatim"]


@pytest.mark.parametrize("trouble", ["", "Sure!", '{"sentences": [{"te', "[]", '{"sentences": 4}'])
def test_unreadable_answers_ask_for_another_try(trouble: str, plain: StoryPage, tmp_path: Path):
    made = written(tmp_path, trouble)
    assert to_json(made.page) == to_json(plain)
    assert not made.complete


def test_a_rebuild_reads_the_same_for_nothing(tmp_path: Path):
    first = written(tmp_path, answer((MAYOR.replace(", who has led Halm since 2020,", ""), ["p3"])))
    assert to_json(written(tmp_path).page) == to_json(first.page)


def test_other_words_are_no_news(plain: StoryPage, tmp_path: Path):
    reworded = written(tmp_path, answer((MAYOR.replace(", who has led Halm since 2020,", ""), ["p3"])), previous=plain).page
    assert [(change.kind, change.material) for change in reworded.changes if change.revision == 2] == [("changed", False)]
    assert reworded.section("whats_new") is None
    back = write_until(story(COUNCIL), as_of=AS_OF, previous=reworded).page
    assert told(back) == told(plain)
    assert back.section("whats_happened").body == plain.section("whats_happened").body
    assert back.build.model is None
