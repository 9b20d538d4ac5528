"""A year of invented annotated articles: events of one to some twenty reports, singletons, copies, and affairs with many chapters.

Words are numbered, drawn by Zipf's law, and those of an event recur in its reports, as its names do; a report of an event stands
within three days of its first. A third of the events are told once, one article in twelve is a copy, and one event in five is a
chapter of an affair, of which a year has one for every 400 articles. The same count and seed give the same articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from broadsheet.records.annotation import Annotated, Entity, Extent, Mention
from broadsheet.records.article import Article, Copy

START = date(2031, 1, 1)
WORDS, PER_ARTICLE, OWN = 20_000, 140, 40  # of the language, of an article, and of these of its event's
AFFAIR_EVERY = 400  # articles
NOISE = 0.7  # of an article's vector around its event's


@dataclass(frozen=True)
class Report:
    """An article with its vector and what `dedupe` would say of it."""

    annotated: Annotated
    copy: Copy
    vector: np.ndarray


@dataclass(frozen=True)
class Happening:
    """What the reports of an event share."""

    day: float
    words: np.ndarray
    names: list[str]
    middle: np.ndarray


def year(count: int, seed: int = 5, days: int = 365) -> list[Report]:
    """So many articles, in the order of their days; over another number of days than a year's, if asked."""
    return list(day_by_day(count, seed, days))


def day_by_day(count: int, seed: int = 5, days: int = 365) -> Iterator[Report]:
    """The same one after another, of which only those of the last days are held."""
    dice = np.random.default_rng(seed)
    affairs = [_names(dice) for _ in range(max(1, count // AFFAIR_EVERY))]
    waiting: list[Report] = []
    made, today = 0, 0
    while made < count:
        names = _names(dice)
        names = [*affairs[dice.integers(len(affairs))], *names[:2]] if dice.random() < 0.2 else names
        event = Happening(days * made / count, 10**6 + dice.integers(10**7, size=12), names, dice.normal(size=384))
        if int(event.day) > today:
            today = int(event.day)
            over, waiting = _parted(waiting, (START + timedelta(days=today)).isoformat())
            yield from over
        waiting += _told(event, made, min(count - made, int(dice.geometric(0.3))), dice)
        made = int(waiting[-1].annotated.article.id[1:]) + 1
    yield from _parted(waiting, "9")[0]


def _parted(reports: list[Report], day: str) -> tuple[list[Report], list[Report]]:
    """Those before a day, in order, and the others."""
    over = [report for report in reports if (report.annotated.article.published or "") < day]
    late = [report for report in reports if (report.annotated.article.published or "") >= day]
    return sorted(over, key=lambda report: (report.annotated.article.published, report.annotated.article.id)), late


def _names(dice: np.random.Generator) -> list[str]:
    return [
        f"{first} Name{number}" for first, number in zip(("Ana", "Ben", "Cho", "Dee"), dice.integers(20_000, size=4), strict=True)
    ]


def _told(event: Happening, first: int, count: int, dice: np.random.Generator) -> Iterator[Report]:
    """Reports of an event; one in eight that is not the first has the words of the one before, as its copy."""
    before: Report | None = None
    for number in range(first, first + count):
        copied = before is not None and dice.random() < 1 / 8
        text = before.annotated.article.text if copied and before else _text(event, dice)
        vector = event.middle + dice.normal(size=384) * NOISE
        day = (START + timedelta(days=int(event.day + (number > first) * dice.integers(3)))).isoformat()
        origin = before.copy.origin if copied and before else f"a{number:07d}"
        article = Article(
            id=f"a{number:07d}", page=f"a{number}", place=1, title=text[:60], text=text, ranges=(), as_given=True, published=day
        )
        before = Report(
            _annotated(article, event.names),
            Copy(article=article.id, origin=origin, kind="same" if copied else "original"),
            (vector / np.linalg.norm(vector)).astype(np.float32),
        )
        yield before


def _text(event: Happening, dice: np.random.Generator) -> str:
    # Zipf's law: the logarithm of a word's rank is spread evenly
    usual = np.exp(dice.random(PER_ARTICLE - OWN) * np.log(WORDS)).astype(int)
    words = [f"w{number}" for number in np.concatenate([usual, dice.choice(event.words, OWN)])]
    return ". ".join([" ".join(event.names), " ".join(dice.permutation(words).tolist())])


def _annotated(article: Article, names: list[str]) -> Annotated:
    entities, mentions = [], []
    for number, name in enumerate(names):
        start = article.text.index(name)
        extent = Extent(start=start, end=start + len(name))
        kind = "place" if number == 0 else "person"
        entities.append(Entity(id=f"m{number}", name=name, kind=kind))
        mentions.append(Mention(extent=extent, kind=kind, entity=f"m{number}"))
    return Annotated(article=article, entities=tuple(entities), mentions=tuple(mentions))
