"""What a later version of an article changed: whole sentences, since a reader reads sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from broadsheet.language.sentences import split
from broadsheet.language.words import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The sentences that only one of two versions has, in their order; a changed sentence is in both lists."""

    added: tuple[str, ...]
    removed: tuple[str, ...]


def changes(before: str, after: str) -> Changes:
    """Compare two versions of a text, sentence by sentence; case, spacing and punctuation are no change."""
    old, new = _told(before), _told(after)
    same = SequenceMatcher(None, [key for key, _ in old], [key for key, _ in new], autojunk=False).get_matching_blocks()
    kept_old = {number for block in same for number in range(block.a, block.a + block.size)}
    kept_new = {number for block in same for number in range(block.b, block.b + block.size)}
    return Changes(added=_others(new, kept_new), removed=_others(old, kept_old))


def _told(text: str) -> list[tuple[str, str]]:
    """Every sentence with the words that it is compared by."""
    found = (extent.of(text) for extent in split(text))
    return [(key, " ".join(sentence.split())) for sentence in found if (key := " ".join(words(sentence)))]


def _others(told: Sequence[tuple[str, str]], kept: set[int]) -> tuple[str, ...]:
    return tuple(sentence for number, (_, sentence) in enumerate(told) if number not in kept)
