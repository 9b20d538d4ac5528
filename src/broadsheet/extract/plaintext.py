"""The lines of a plain-text page, labelled: kinds and the places where articles begin."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np

from broadsheet.extract import chain, trees
from broadsheet.extract.chain import STATES
from broadsheet.extract.facts import Facts
from broadsheet.extract.features import features
from broadsheet.extract.furniture import Furniture
from broadsheet.extract.surroundings import KINDS, rows
from broadsheet.language.characters import unreadable
from broadsheet.records.page import LineKind
from broadsheet.records.text import Extent

#: A line longer than this is no paragraph.
LONGEST_LINE = 20_000
#: Lines after these are not looked at: no page of news has as many.
MOST_LINES = 20_000
_NO_BODY = [state.rstrip("+") != "body" for state in STATES]


@dataclass(slots=True)
class Label:
    """What one line was found to be. Later steps may change their mind, hence not frozen.

    Attributes:
        extent: its place in the page's text, without the line feed.
        text: the line, stripped and cut to what is looked at.
        kind: what it is.
        start: whether an article begins here.
        odds: how likely that is, 0 to 1; 0 where nobody looked twice.
        article: 1-based number of its article on the page, None if it is of none.
        why: the reason in a few words.
        facts: what it looks like; None for blank lines and rubbish.
    """

    extent: Extent
    text: str
    kind: LineKind
    start: bool = False
    odds: float = 0.0
    article: int | None = None
    why: str = ""
    facts: Facts | None = None


def extents(text: str) -> list[Extent]:
    """The place of every line, split at line feeds only."""
    out, at = [], 0
    for line in text.split("\n"):
        out.append(Extent(at, at + len(line)))
        at += len(line) + 1
    return out


def unlabelled(text: str) -> list[Label]:
    """The lines of a page before anything is known of them: `blank`, `junk` that cannot be read, and all others `body`."""
    out = []
    for number, extent in enumerate(extents(text)):
        line = extent.of(text)
        if not line.strip():
            out.append(Label(extent, "", "blank"))
        elif number >= MOST_LINES:
            out.append(Label(extent, line[:80], "junk", why="page too long"))
        elif len(line) > LONGEST_LINE or unreadable(line):
            out.append(Label(extent, line[:80], "junk", why="not words"))
        else:
            out.append(Label(extent, line, "body"))
    return out


def label(text: str, furniture: Furniture | None = None, within: range | None = None, known: Set[int] = frozenset()) -> list[Label]:
    """Label every line of a page; never raises.

    Args:
        text: the page's text; lines end at line feeds.
        furniture: what is known to repeat over pages.
        within: 0-based numbers of the lines to look at, where it is known that all others lie outside the article; None for all.
        known: numbers of the lines that are known to be its paragraphs; the others are labelled in their light.

    Returns:
        One label a line, `article` not yet filled in.
    """
    labels = unlabelled(text)
    for mark in [*labels[: within.start], *labels[within.stop :]] if within else ():
        if mark.kind == "body":
            mark.kind, mark.why = "junk", "outside the article"
    at, facts, named = features(_visible(labels), furniture, known)
    learned = chain.packaged()
    scores = learned.scores(named)
    scores[np.ix_([place in known for place in at], _NO_BODY)] = -np.inf
    path = learned.best_path(scores)
    for mark, seen, state in zip(_readable(labels), facts, path, strict=True):
        _write(mark, seen, STATES[state].rstrip("+"))
        mark.start = STATES[state].endswith("+")
    return labels


def label_twice(text: str, furniture: Furniture | None = None) -> list[Label]:
    """Label every line of a page that holds nothing but lines; never raises.

    What the chain says of a line and its neighbours is judged once more beside what can be counted on the page (`surroundings`,
    `trees`): two or three times as dear, and twice as good at telling where an article begins.

    Args:
        text: the page's text; lines end at line feeds.
        furniture: what is known to repeat over pages.

    Returns:
        One label a line, `article` not yet filled in.
    """
    labels = unlabelled(text)
    at, facts, named = features(_visible(labels), furniture)
    if not facts:
        return labels
    first, second = chain.packaged(), trees.packaged()
    scores = first.scores(named)
    blank = [i == 0 or at[i] - at[i - 1] > 1 for i in range(len(at))]
    columns = rows(facts, named, first.odds(scores), first.best_path(scores), blank)
    best = second.kind_odds(columns).argmax(axis=1).tolist()
    for mark, seen, kind, odds in zip(_readable(labels), facts, best, second.start_odds(columns).tolist(), strict=True):
        _write(mark, seen, KINDS[kind])
        mark.odds, mark.start = odds, odds >= second.thresholds.bare
    return labels


def _readable(labels: Sequence[Label]) -> list[Label]:
    return [mark for mark in labels if mark.kind == "body"]


def _visible(labels: Sequence[Label]) -> list[str]:
    """The lines, empty where there is nothing to read."""
    return [mark.text if mark.kind == "body" else "" for mark in labels]


def _write(mark: Label, seen: Facts, kind: str) -> None:
    mark.text, mark.facts = seen.text, seen
    mark.kind = kind  # type: ignore[assignment]
    mark.why = seen.shape


def kinds(labels: Sequence[Label]) -> list[LineKind]:
    """The kinds alone."""
    return [mark.kind for mark in labels]
