"""Invented articles for the tests of this room."""

from __future__ import annotations

from typing import Any

from broadsheet.records.article import Article

FLOOD = (
    "The river Ossel broke through its northern dam at Varnby before dawn on Tuesday, driving 340 "
    "families from their beds.\n"
    "Firefighters from four districts pumped water out of the old brewery quarter until noon, helped by "
    "students who had carried "
    "sandbags through the night.\n"
    "Mayor Hedda Prill called the damage the worst since the great thaw and asked the provincial council "
    "for eleven million crowns.\n"
    "Engineers had warned in spring that beavers and heavy barges were wearing out the clay core of the "
    "dam.\n"
    "The council meets on Friday to decide whether the weir upstream stays open, which would drown "
    "meadows that farmers lease from the state."
)
TRIAL = (
    "A court in Quellin sentenced the former harbour master Jorun Aske to six years for selling mooring "
    "rights to a shipping line.\n"
    "Judges found that he had taken envelopes with cash on nineteen evenings, most of them in the back "
    "room of a chess club.\n"
    "His lawyer announced an appeal and said that the money had been repaid loans between relatives.\n"
    "The shipping line, which was not charged, has since moved its ferries to a port across the border."
)
FOOT = (
    "About this paper: we are owned by our readers and print no advertising on weekdays. Every report is "
    "checked by two editors before "
    "it appears, and mistakes are corrected within a day at the foot of the page. Write to the readers' "
    "desk with questions, send us "
    "photographs of your neighbourhood, and visit the reading room on market square, which opens at nine "
    "and closes when the last "
    "guest leaves. Letters may be shortened. Members receive the evening edition by post and may bring a "
    "friend to the annual dinner."
)


def article(name: str, text: str, **fields: Any) -> Article:
    given: dict[str, Any] = {"title": "Dam breaks at Varnby", "published": None, "page": name, **fields}
    return Article(id=name, place=1, text=text, ranges=(), as_given=True, **given)


def changed(text: str, every: int) -> str:
    """The text with every n-th word replaced by another."""
    return " ".join("otherwise" if number % every == every - 1 else word for number, word in enumerate(text.split(" ")))
