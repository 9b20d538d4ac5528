"""The sentence beside the best one without which that is half an answer: the name, the reason, the rest of the quotation."""

from __future__ import annotations

import re

from broadsheet.language.stems import stem
from broadsheet.write.answers_candidates import NAMED, candidates
from broadsheet.write.answers_lines import REASON, Line, Lines
from broadsheet.write.answers_question import Asked
from broadsheet.write.answers_terms import root

TOLD = 0.7
"""Share of a question's words that tells what it asks the reason of."""

NAMED_SOON = 30
"""Characters after a description within which a name is that of whom it describes: "a miller from Harth, Ada Brenn"."""

_UNNAMED = re.compile(r"\b(?:an?|another|his|her|its|their|one|someone)\s+((?:[\w’'-]+\s+){0,3}[\w’'-]+)", re.IGNORECASE)


def completes(asked: Asked, lines: Lines, line: Line, told: dict[str, float]) -> Line | None:
    """The sentence before or after `line` that an answer with it needs, None if it needs none or none is there.

    Args:
        asked: the question.
        lines: all that is searched.
        line: the sentence that answers best.
        told: its measures by the names of `answers_features.FEATURES`.
    """
    before, after = lines.beside_it(line, -1), lines.beside_it(line, 1)
    if asked.expects == "reason":
        return after if after and told["type"] == 0 and told["terms"] >= TOLD and _gives_reason(after) else None
    if asked.expects == "speech":
        return before if before and any(quote.extent.overlaps(before.extent) for quote in line.quotes) else None
    return after if after and leaves_unnamed(asked, lines, line) and _names_another(asked, lines, line, after) else None


def leaves_unnamed(asked: Asked, lines: Lines, line: Line) -> bool:
    """Whether the line speaks of whom the question asks for as of somebody not known yet: "a miller", "his former adviser"."""
    if asked.expects not in NAMED or not asked.sought:
        return False
    sought = {root(word) for word in asked.sought[-2:]}
    found = candidates(asked, lines, line)
    ends = [line.extent.start + end for end in _described(line.text, sought)]
    named = any(end <= c.extent.start <= end + NAMED_SOON and c.worth == 1 for end in ends for c in found)
    return bool(ends) and not named and not any(sought & set(map(root, candidate.holds)) for candidate in found)


def _described(text: str, sought: set[str]) -> list[int]:
    """Where in a text end the nouns sought that stand behind an indefinite article or a possessive."""
    found = []
    for phrase in _UNNAMED.finditer(text):
        words = list(re.finditer(r"[\w’'-]+", phrase[1]))
        found += [phrase.start(1) + word.end() for word in words if root(stem(word[0])) in sought]
    return found


def _gives_reason(line: Line) -> bool:
    return bool(line.quotes) or REASON.search(line.text) is not None


def _names_another(asked: Asked, lines: Lines, line: Line, after: Line) -> bool:
    here = {candidate.key for candidate in candidates(asked, lines, line)}
    return any(candidate.worth == 1 and candidate.key not in here for candidate in candidates(asked, lines, after))
