"""A very small truth: two stories of one affair, one that is held out, an article of no story, and two pages."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from broadsheet.evaluate.examples.truth import Truth, truth_of

MILL = (
    "Nine workers were hurt when the old mill at Quell burned on Tuesday.\n"
    "“The roof went first,” said Ada Brisk, the mill’s owner.\n"
    "She said that the mill would be “built again, brick by brick” within a year."
)
MILL_TWO = "Eleven workers were hurt in the mill fire at Quell on Tuesday, the fire brigade said, and two of them are in hospital."
BRIDGE = "The bridge at Quell will close for the trucks that clear the mill, the town said on Friday."
BALLOT = "Oran Tull won the ballot in Sedge by 40 votes on Monday. “I slept well,” said Mr Tull."
NOTES = "Also this week: a goose stopped the night train at Hask for almost an hour."


def place(text: str, words: str) -> dict[str, int]:
    """Where words stand in a text."""
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def spot(article: str, words: str) -> dict[str, Any]:
    """Where words stand in an article."""
    return {"article": article, **place(TEXTS[article], words)}


TEXTS = {
    "mill-a": MILL,
    "mill-b": MILL_TWO,
    "mill-c": MILL,
    "bridge-a": BRIDGE,
    "ballot-a": BALLOT,
    "ballot-b": BALLOT,
    "notes": NOTES,
}


def _article(key: str, story: str | None, **marks: Any) -> dict[str, Any]:
    told = {"outlet": "The Quell Bell", "title": f"Title of {key}", "authors": [], "published": "2031-03-05", "role": "report"}
    nothing: dict[str, Any] = {"subheads": [], "quotes": [], "figures": [], "times": [], "events": []}
    return {**told, **nothing, "story": story, "text": TEXTS[key], **marks}


MILL_MARKS: dict[str, Any] = {
    "quotes": [
        {**place(MILL, "“The roof went first,”"), "direct": True, "by": "brisk", "speaker": place(MILL, "Ada Brisk")},
        {**place(MILL, "the mill would be “built again, brick by brick” within a year"), "direct": False, "by": "brisk",
         "speaker": place(MILL, "She")},
        {**place(MILL, "“built again, brick by brick”"), "direct": True, "by": "brisk", "speaker": place(MILL, "She")},
    ],
    "figures": [{**place(MILL, "Nine workers"), "value": 9, "unit": "people", "label": "hurt"}],
    "times": [{**place(MILL, "Tuesday"), "value": "2031-03-04"}],
    "events": [{**place(MILL, "the old mill at Quell burned on Tuesday"), "on": "2031-03-04"}],
}  # fmt: skip
BALLOT_MARKS: dict[str, Any] = {
    "quotes": [
        {**place(BALLOT, "“I slept well,”"), "direct": True, "by": "tull", "speaker": place(BALLOT, "Mr Tull")},
    ],
    "figures": [{**place(BALLOT, "40 votes"), "value": 40, "unit": "votes", "label": "majority"}],
    "times": [{**place(BALLOT, "Monday"), "value": "2031-03-03"}],
    "events": [{**place(BALLOT, "won the ballot in Sedge by 40 votes on Monday"), "on": "2031-03-03"}],
}


def _placement(article: str, number: int, paragraphs: list[int], **told: Any) -> dict[str, Any]:
    told = {"title": None, "outlet": None, "published": None, "authors": [], "cut": "none", "optional": False, **told}
    return {"article": article, "number": number, "paragraphs": paragraphs, **told}


PAGES: dict[str, Any] = {
    "dump.txt": {
        "file": "dump.txt",
        "lines": [
            ["junk", None], ["headline", 1], ["blank", None], ["body", 1], ["body", 1], ["body", 1], ["headline", 2], ["body", 2],
            ["blank", None],
        ],
        "placements": [
            _placement("mill-a", 1, [0, 1, 2], title="Title of mill-a", published="2031-03-05", authors=["Ned Orr"]),
            _placement("ballot-a", 2, [0], title="Title of ballot-a"),
        ],
    },
    "mixed.html": {
        "file": "mixed.html",
        "placements": [
            _placement("mill-b", 1, [0], outlet="The Quell Bell", title="Title of mill-b"),
            _placement("notes", 2, [0], optional=True),
        ],
    },
}  # fmt: skip

PLAIN: dict[str, Any] = {
    "about": "A very small truth.",
    "as_of": "2031-03-08T20:00:00+00:00",
    "outlets": {"bell": {"name": "The Quell Bell", "kind": "local", "site": "bell.example", "country": "Quellia"}},
    "cast": {
        "brisk": {"name": "Ada Brisk", "kind": "person", "aliases": ["Brisk", "the mill’s owner"], "roles": []},
        "quell": {"name": "Quell", "kind": "place", "aliases": ["the town"], "roles": []},
        "tull": {"name": "Oran Tull", "kind": "person", "aliases": ["Tull", "Mr Tull"], "roles": []},
    },
    "articles": {
        "mill-a": _article("mill-a", "mill", **MILL_MARKS),
        "mill-b": _article("mill-b", "mill", published="2031-03-06"),
        "mill-c": _article("mill-c", "mill", copy_of="mill-a"),
        "bridge-a": _article("bridge-a", "bridge"),
        "ballot-a": _article("ballot-a", "ballot", **BALLOT_MARKS),
        "ballot-b": _article("ballot-b", "ballot", copy_of="ballot-a", published=None),
        "notes": _article("notes", None, role="roundup"),
    },
    "stories": {
        "mill": {"title": "The mill burns", "thread": "quell", "held_out": False, "articles": ["mill-a", "mill-c", "mill-b"]},
        "bridge": {"title": "The bridge closes", "thread": "quell", "held_out": False, "articles": ["bridge-a"]},
        "ballot": {"title": "A ballot", "held_out": True, "articles": ["ballot-a", "ballot-b"]},
    },
    "threads": {"quell": {"title": "The mill at Quell", "stories": ["mill", "bridge"]}},
    "families": [
        {"origin": "mill-a", "copies": ["mill-c"], "revisions": []},
        {"origin": "ballot-a", "copies": ["ballot-b"], "revisions": []},
    ],
    "contradictions": [
        {"id": "hurt", "story": "mill", "kind": "number", "issue": "how many were hurt",
         "sides": [[spot("mill-a", "Nine workers")], [spot("mill-b", "Eleven workers")]]},
    ],
    "traps": [
        {"id": "days", "story": "mill", "kind": "range", "why": "the same day",
         "sides": [[spot("mill-a", "Tuesday")], [spot("mill-b", "Tuesday")]]},
    ],
    "questions": [
        {"id": "q-owner", "story": "mill", "asks": "who", "question": "Who owns the mill?", "unanswerable": False,
         "answers": [spot("mill-a", "Ada Brisk, the mill’s owner")]},
        {"id": "q-cost", "story": "mill", "asks": "how many", "question": "What did the mill cost?", "unanswerable": True,
         "answers": []},
        {"id": "q-ballot", "story": "ballot", "asks": "who", "question": "Who won?", "unanswerable": False,
         "answers": [spot("ballot-a", "Oran Tull won the ballot")]},
    ],
    "sayings": [],
    "never": ["Read more here"],
    "pages": PAGES,
}  # fmt: skip


def tiny(**changes: Any) -> Truth:
    """The small truth, with other values for some of its entries."""
    return truth_of({**deepcopy(PLAIN), **changes})
