"""Every room passes every shipped check, and each check can fail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import ClassVar

import pytest

from broadsheet.checks import CHECKS, SUBJECTS, Subject, odd_articles
from broadsheet.steps import Dropped


@cache
def subject(room: str) -> Subject:
    return SUBJECTS[room]()


@pytest.mark.parametrize("check", sorted(CHECKS))
@pytest.mark.parametrize("room", sorted(SUBJECTS))
def test_room_conforms(room, check):
    assert CHECKS[check](subject(room)) == []


@dataclass(frozen=True, slots=True)
class Counted:
    letters: int


@dataclass
class Loose:
    letters: int


class Plain:
    """Counts letters; drops what has none. Conforms."""

    name = "letters"
    reasons: ClassVar = {"no letters": "there is no letter in the text"}

    def __call__(self, texts: Iterable[str], /) -> Iterator[Counted | Dropped]:
        for text in texts:
            letters = sum(map(str.isalpha, text))
            yield Counted(letters) if letters else Dropped(record=repr(text), step=self.name, reason="no letters")


class Nameless(Plain):
    name = "My Step 2"


class Unexplained(Plain):
    reasons: ClassVar = {"no letters": "why"}


class Raising(Plain):
    def __call__(self, texts):
        yield from (Counted(1 // len(text)) for text in texts)


class Losing(Plain):
    def __call__(self, texts):
        yield from (made for made in super().__call__(texts) if isinstance(made, Counted))


class Inventing(Plain):
    def __call__(self, texts):
        yield Counted(0)
        yield from super().__call__(texts)


class WrongType(Plain):
    def __call__(self, texts):
        yield from (len(text) for text in texts)


class Undocumented(Plain):
    def __call__(self, texts):
        yield from (Dropped(record=text or "-", step="letters", reason="mood") for text in texts)


class Misnamed(Plain):
    def __call__(self, texts):
        yield from (Dropped(record="", step="other", reason="no letters") for text in texts)


class Moody(Plain):
    turn = count()

    def __call__(self, texts):
        yield from (Counted(next(self.turn)) for _ in texts)


class Thawed(Plain):
    def __call__(self, texts):
        yield from (Loose(len(text)) for text in texts)


class Cumulative(Plain):
    def __call__(self, texts):
        total = 0
        for text in texts:
            total = total * 2 + len(text)
            yield Counted(total)


def made_of(step: type[Plain], gives: type = Counted) -> Subject:
    return Subject(name="planted", make=step, records=["ab", "", "7", "abc"], gives=gives, order_free=True, stateless=True)


@pytest.mark.parametrize("check", sorted(CHECKS))
def test_plain_step_conforms(check):
    assert CHECKS[check](made_of(Plain)) == []


@pytest.mark.parametrize(
    ("check", "step"),
    [
        ("names_itself", Nameless),
        ("names_itself", Unexplained),
        ("survives", Raising),
        ("loses_nothing", Losing),
        ("loses_nothing", Inventing),
        ("gives_what_it_says", WrongType),
        ("explains_drops", Undocumented),
        ("explains_drops", Misnamed),
        ("repeats_itself", Moody),
        ("freezes_its_records", Thawed),
        ("ignores_order", Cumulative),
        ("ignores_neighbours", Cumulative),
    ],
)
def test_check_catches(check, step):
    assert CHECKS[check](made_of(step)) != []


@dataclass(frozen=True)
class Forgetful:
    """A record whose constructor loses what JSON gave it."""

    letters: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "letters", self.letters + 1)


def test_json_check_catches():
    class Shifting(Plain):
        def __call__(self, texts):
            yield from (Forgetful(len(text)) for text in texts)

    assert CHECKS["survives_json"](made_of(Shifting, Forgetful)) != []


def test_every_check_is_seen_to_fail():
    planted = {mark.args[1][n][0] for mark in test_check_catches.pytestmark for n in range(len(mark.args[1]))}
    assert planted | {"survives_json"} == set(CHECKS)


def test_samples_are_many_and_distinct():
    assert len({article.text for article in odd_articles()}) == len(odd_articles()) > 25
