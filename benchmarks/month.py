"""A month of invented reports that are annotated already: sentences with names, quotes and numbers, so that pages come of them.

A few templates are annotated once. In every event their names, all of one length, give way to others, so that offsets hold; a
report differs from the next of its event in template and numbers. The same count and seed give the same articles.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from broadsheet.annotate import Annotate
from broadsheet.records import codec
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article, Copy
from broadsheet.records.page import Page

START, DAYS = date(2031, 5, 1), 30
NAMES = ("Qaxel", "Vimto", "Zurnk")
"""A place and two people in the templates; five letters each, as those that they give way to."""
TEMPLATES = (
    """The harbour of Qaxel was closed on Monday after a fire broke out in a warehouse.
Fire chief Mara Vimto said that 4,211 people had left their homes. "Nobody may go back before the morning," Vimto told reporters.
Mayor Jon Zurnk called the damage severe.""",
    """More than 4,211 people had to leave their homes in Qaxel when a warehouse burned on Monday, the fire service said.
Jon Zurnk, the mayor, promised help. "We will not leave anybody alone," Zurnk said.
The ferry did not sail.""",
    """Fire in Qaxel: warehouse destroyed, harbour shut.
The blaze began at dawn on Monday and was put out by noon, Mara Vimto said. She counted 4,211 people in the shelters.
The police look for a cause. Two firemen were hurt.""",
    """The council of Qaxel voted on Monday to pay for new homes after the fire.
Jon Zurnk said that 4,211 people would be housed by the winter. Mara Vimto, who led the firemen, was thanked.
"It is a start," Vimto said.""",
)
_SYLLABLES = ("ba", "do", "fe", "gi", "ka", "lu", "mo", "ne", "pi", "ra", "so", "tu", "ve", "wo", "ze")


@dataclass(frozen=True)
class Report:
    """A page, its one article as annotated, what `dedupe` would say of it, and its vector."""

    page: Page
    annotated: Annotated
    copy: Copy
    vector: np.ndarray


def month(a_day: int, seed: int = 7) -> Iterator[list[Report]]:
    """The reports of thirty days, a list a day; an event has one to eight, within three days."""
    dice = np.random.default_rng(seed)
    made = [_annotated(text) for text in TEMPLATES]
    later: list[list[Report]] = [[] for _ in range(DAYS + 3)]
    for day in range(DAYS):
        while len(later[day]) < a_day:
            names = [_name(dice) for _ in NAMES]
            middle, number = dice.normal(size=384), int(dice.integers(1_000, 10_000))
            for report in range(int(dice.geometric(0.35))):
                when = day + (report > 0) * int(dice.integers(3))
                vector = middle + dice.normal(size=384) * 0.5
                plain = made[int(dice.integers(len(made)))]
                later[when].append(_report(plain, names, f"{number:,}", (when, len(later[when])), vector / np.linalg.norm(vector)))
        yield later[day]


def _annotated(text: str) -> str:
    article = Article(id="a0", page="p0", place=1, title=text[:40], text=text, ranges=(), as_given=True, published="2031-05-05")
    (found,) = Annotate()([article])
    assert isinstance(found, Annotated)
    return json.dumps(codec.to_plain(found))


def _name(dice: np.random.Generator) -> str:
    return ("".join(dice.choice(_SYLLABLES, 2)) + "n").capitalize()


def _report(plain: str, names: list[str], number: str, place: tuple[int, int], vector: np.ndarray) -> Report:
    for before, after in zip((*NAMES, "4,211"), (*names, number), strict=True):
        plain = plain.replace(before, after).replace(before.lower(), after.lower())
    found = json.loads(plain)
    day, minute = place
    page = Page(name=f"{day:02}-{minute:05}.txt", kind="text", body=found["article"]["text"] + f"\n{day} {minute}")
    moment = f"{(START + timedelta(days=day)).isoformat()}T{6 + minute * 12 // 1000 % 12:02}:{minute % 60:02}:00Z"
    found["article"] |= {
        "id": f"{page.id}#1", "page": page.id, "published": moment, "outlet": f"Paper {(day + minute) % 23}",
        "title": found["article"]["text"].split(".")[0][:60],
    }  # fmt: skip
    annotated = codec.from_plain(Annotated, found)
    return Report(page, annotated, Copy(article=annotated.article.id, origin=annotated.article.id), vector.astype(np.float16))
