"""Odd items without end from a seed: a sound file, one to three kinds of damage, now and then packed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.hostile.damage import DAMAGES
from tests.hostile.sound import FILES, LISTS, packed

MOST = 400_000
"""Bytes of an item. What is larger is for `bombs`: here there are many."""


@dataclass(frozen=True, slots=True)
class Odd:
    """One odd item.

    Attributes:
        name: of its file; for what leads to the web, its kind.
        content: its bytes.
        told: what was done to it.
    """

    name: str
    content: bytes
    told: str


def odd_files(count: int, seed: int) -> Iterator[Odd]:
    """So many files for a folder."""
    dice = random.Random(seed)
    for number in range(count):
        suffix = dice.choice(list(FILES))
        content, told = _damaged(FILES[suffix](dice), dice)
        gz = suffix not in ("", ".zip") and dice.random() < 0.12
        content = packed(content) if gz else content
        if gz and dice.random() < 0.3:
            content, told = content[: dice.randrange(1, len(content))], f"{told}, packed and torn"
        yield Odd(f"{number:05d}{suffix}{'.gz' if gz else ''}", content, told)


def odd_lists(count: int, seed: int) -> Iterator[Odd]:
    """So many items that lead to the web."""
    dice = random.Random(seed)
    for _ in range(count):
        kind = dice.choice(list(LISTS))
        content, told = _damaged(LISTS[kind](dice), dice)
        yield Odd(kind, content, told)


def _damaged(content: bytes, dice: random.Random) -> tuple[bytes, str]:
    done = dice.choices(DAMAGES, k=dice.choice((1, 1, 2, 3)))
    for damage in done:
        content = (damage(content, dice) or b" ")[:MOST]
    return content, ", ".join(damage.__name__ for damage in done)
