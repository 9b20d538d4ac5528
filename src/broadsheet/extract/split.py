"""Takes a page's labelled lines apart into articles.

Between two paragraphs an article begins if the odds of the lines there say so together; it begins at the likeliest of them. What is
left of an article is one, too, if it is a whole paragraph; a shorter line without a headline is a remnant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from broadsheet.extract import cues
from broadsheet.extract.cards import HEADS_CARD, unfolds
from broadsheet.extract.corrections import correct, people
from broadsheet.extract.digest import is_digest
from broadsheet.extract.gaps import Gap, gaps
from broadsheet.extract.introductions import openings
from broadsheet.extract.leads import manner
from broadsheet.extract.plaintext import Label
from broadsheet.extract.trees import Thresholds, packaged

_OWN = ("headline", "byline", "caption", "body")


@dataclass(slots=True)
class Draft:
    """An article's lines, before it becomes a record.

    Attributes:
        headline: its heading lines, title first, then standfirst.
        body: its paragraphs and subheads.
        folded: True if a "read more" link stands in the place of the rest.
        lines: all lines of its stretch of the page, from first to last, of whatever kind.
    """

    headline: list[Label] = field(default_factory=list)
    byline: list[Label] = field(default_factory=list)
    caption: list[Label] = field(default_factory=list)
    body: list[Label] = field(default_factory=list)
    lines: list[Label] = field(default_factory=list)
    folded: bool = False
    digest: bool = False


#: Both seams around a lone paragraph must be this far above the threshold.
_SURE = 0.25
#: So many words make a line a whole paragraph.
_PARAGRAPH = 18
#: So many paragraphs that open in one manner are a list; a short first sentence is an opening that good writers like anyway.
_LIST, _PHRASES = 3, 4
#: A line with such odds may open an article that begins somewhere near it.
_LIKELY = 0.1


def split(labels: Sequence[Label], thresholds: Thresholds | None = None) -> list[Draft]:
    """Find the articles. The labels are changed: `article` is filled in, and `kind` where the split shows it was wrong.

    Args:
        labels: all lines of the page in order, each with its odds of a start.
        thresholds: odds at which an article begins between two paragraphs; None for those that were learned.

    Returns:
        The articles in reading order; their number is their place.
    """
    lines = [mark for mark in labels if mark.kind != "blank" and mark.facts is not None]
    if is_digest([mark.text for mark in lines]):
        return _one_digest(labels, lines)
    correct(lines)
    drafts = _drafts(lines, _starts(lines, thresholds or packaged().thresholds))
    return _numbered(labels, [draft for draft in drafts if _holds(draft, len(drafts))])


# ------------------------------------------------------------------------------------------------ seams


def _starts(lines: Sequence[Label], thresholds: Thresholds) -> list[int]:
    """Places among the lines where an article begins."""
    found = gaps([mark.kind for mark in lines])
    if not found:
        return [0]
    margins = [_margin(lines, gap, thresholds) for gap in found]
    _lower_items(lines, found, margins)
    _raise_lost(lines, found, margins)
    cut = [(gap, margin) for gap, margin in zip(found, margins, strict=True) if margin >= 0]
    first = _first(lines, found[0].above, thresholds)
    return [first, *(_opening(lines, gap) for gap, _ in _without_doubtful(lines, cut))]


def _first(lines: Sequence[Label], paragraph: int, thresholds: Thresholds) -> int:
    """Where the first article begins, below the page's own head: at the likeliest line above its text, or a date above that."""
    likeliest = max(range(paragraph + 1), key=lambda at: lines[at].odds)
    if lines[likeliest].odds < thresholds.bare or lines[likeliest].kind not in _OWN:
        return 0
    first = likeliest
    while first and lines[first - 1].kind == "byline":
        first -= 1
    for mark in lines[:first]:
        if mark.kind in _OWN:
            mark.kind, mark.why = "junk", "above the first article"
    return first


def _margin(lines: Sequence[Label], gap: Gap, thresholds: Thresholds) -> float:
    """How far the odds of a start between two paragraphs are above the threshold.

    A card's headline opens a card, and a dateline that credits an agency a report, whatever else speaks against it.
    """
    between = lines[gap.above + 1 : gap.below]
    opens = any(mark.kind in ("headline", "byline", "caption") for mark in between) or cues.DATELINE.match(lines[gap.below].text)
    odds = sum(mark.odds for mark in between) + lines[gap.below].odds
    margin = odds - (thresholds.headed if opens else thresholds.bare)
    sure = any(mark.why == HEADS_CARD for mark in between) or cues.AGENCY_TAG.match(lines[gap.below].text[:140])
    return max(margin, _SURE) if sure else margin


def _lower_items(lines: Sequence[Label], found: Sequence[Gap], margins: list[float]) -> None:
    """Paragraphs that open in one manner, one right below the other, are the items of a list, with what introduces them."""
    opened = [manner(lines[at].text) for at in (found[0].above, *(gap.below for gap in found))]
    bare = [gap.above + 1 == gap.below for gap in found]
    first = 0
    for at in range(1, len(opened) + 1):
        if at < len(opened) and bare[at - 1] and opened[at] == opened[first]:
            continue
        if opened[first] and at - first >= (_PHRASES if opened[first] == "phrase" else _LIST):
            inner = slice(max(0, first - 1) if first and bare[first - 1] else first, at - 1)
            margins[inner] = [min(margin, -_SURE) for margin in margins[inner]]
        first = at


def _raise_lost(lines: Sequence[Label], found: Sequence[Gap], margins: list[float]) -> None:
    """Make seams where an article begins whose opening is lost, and above a lone paragraph between it and a caption."""
    body = [lines[found[0].above], *(lines[gap.below] for gap in found)]
    for at in openings([mark.text for mark in body], [people(mark) for mark in body]):
        margins[at - 1] = max(margins[at - 1], _SURE)
        inside = lines[found[at - 2].above + 1 : found[at - 2].below] if at > 1 else ()
        if any(mark.kind == "caption" for mark in inside):
            margins[at - 2] = max(margins[at - 2], _SURE)


def _without_doubtful(lines: Sequence[Label], cut: list[tuple[Gap, float]]) -> list[tuple[Gap, float]]:
    """Seams without those that would leave a lone paragraph and are not sure: the weaker of its two seams goes."""
    kept = list(cut)
    at = 0
    while at + 1 < len(kept):
        (above, first), (below, second) = kept[at], kept[at + 1]
        if above.below == below.above and min(first, second) < _SURE and not _headed(lines, above):
            kept.pop(at if first < second else at + 1)
        else:
            at += 1
    return kept


def _headed(lines: Sequence[Label], gap: Gap) -> bool:
    return any(mark.kind == "headline" for mark in lines[gap.above + 1 : gap.below]) or bool(
        cues.DATELINE.match(lines[gap.below].text)
    )


def _opening(lines: Sequence[Label], gap: Gap) -> int:
    """The first line of the article that begins in a gap: the likeliest; where none is likely, what heads its text."""
    likeliest = max(range(gap.above + 1, gap.below + 1), key=lambda at: lines[at].odds)
    if lines[likeliest].odds >= _LIKELY:
        if lines[likeliest].kind not in _OWN:
            lines[likeliest].kind, lines[likeliest].why = "headline", "opens an article"
        return likeliest
    first = gap.above + 1
    for at in range(gap.above + 1, gap.below):
        if lines[at].kind == "teaser" or unfolds(lines[at]):
            first = at + 1
    own = [at for at in range(first, gap.below + 1) if lines[at].kind in _OWN]
    heading = next((at for at in own if lines[at].kind == "headline"), None)
    if heading is None:
        return _below_captions(lines, own, gap)
    if first > gap.above + 1:
        return own[0]
    return _below_captions(lines, [at for at in own if at <= heading], gap)


def _below_captions(lines: Sequence[Label], own: Sequence[int], gap: Gap) -> int:
    """Captions at the seam belong to the article whose words they share."""
    for at in own:
        if lines[at].kind != "caption" or _nearer_below(lines, at, gap):
            return at
    return own[-1]


def _nearer_below(lines: Sequence[Label], at: int, gap: Gap) -> bool:
    above = [mark for mark in lines[max(0, gap.above - 5) : gap.above + 1] if mark.kind == "body"]
    below = [mark for mark in lines[gap.below : gap.below + 4] if mark.kind == "body"]
    own = _words([lines[at]])
    return len(own & _words(below)) * (1 + len(above)) > len(own & _words(above)) * (1 + len(below))


def _words(marks: Sequence[Label]) -> set[str]:
    return {token for mark in marks if mark.facts for token in mark.facts.tokens}


# ------------------------------------------------------------------------------------------------ articles


def _drafts(lines: Sequence[Label], starts: Sequence[int]) -> list[Draft]:
    out = []
    for begin, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        draft = Draft(lines=list(lines[begin:end]))
        for mark in draft.lines:
            if mark.kind in _OWN:
                _take(draft, mark)
        _find_headline(draft)
        last = max((at for at, mark in enumerate(draft.lines) if mark.kind == "body"), default=-1)
        draft.folded = last >= 0 and last + 1 < len(draft.lines) and unfolds(draft.lines[last + 1])
        out.append(draft)
    return out


def _find_headline(draft: Draft) -> None:
    """An article that opens with a line like a headline, right above its first paragraph, has it for a headline."""
    if draft.headline or len(draft.body) < 2:
        return
    first, second = draft.body[:2]
    if first.facts and first.facts.shape in ("heading", "long") and "end=colon" not in first.facts.marks and _prose(second):
        first.kind, first.why = "headline", "opens an article"
        draft.headline.append(draft.body.pop(0))


def _take(draft: Draft, mark: Label) -> None:
    """Put a line where it belongs: a heading after paragraphs is a subhead."""
    if mark.kind == "headline" and any(_prose(body) for body in draft.body):
        mark.kind, mark.why = "body", "subhead"
    getattr(draft, mark.kind).append(mark)


def _prose(mark: Label) -> bool:
    return mark.facts is not None and mark.facts.prose


def _holds(draft: Draft, of: int) -> bool:
    """Whether the lines make an article; if not, they are made a remnant."""
    paragraphs = [mark for mark in draft.body if _prose(mark)]
    alone = of == 1
    if paragraphs and (len(draft.body) > 1 or draft.headline or alone or _stands(paragraphs[0])) and _varied(paragraphs, 8):
        return True
    if draft.body and alone and not paragraphs:
        return _varied(draft.body, 15)
    for mark in draft.body:
        mark.kind, mark.why = "junk", "remnant of another article"
    for mark in draft.headline:
        mark.kind, mark.why = "teaser", "a headline without its text"
    return False


def _varied(marks: Sequence[Label], least: int) -> bool:
    """Whether lines are words at all: mostly letters, and so many different words (or characters, where no blanks divide)."""
    text = " ".join(mark.text for mark in marks)
    letters = sum(map(str.isalpha, text))
    return 2 * letters >= len(text) and (len(set(text.lower().split())) >= least or len(set(text)) >= 40)


def _stands(mark: Label) -> bool:
    """Whether a lone paragraph is what is left of an article: it opens like a report or is a whole paragraph."""
    return mark.facts is not None and (mark.facts.words >= _PARAGRAPH or bool(cues.DATELINE.match(mark.text)))


def _numbered(labels: Sequence[Label], drafts: list[Draft]) -> list[Draft]:
    for mark in labels:
        mark.article, mark.start = None, False
    for number, draft in enumerate(drafts, 1):
        for mark in draft.lines:
            mark.article = number if mark.kind in _OWN else None
    return drafts


def _one_digest(labels: Sequence[Label], lines: Sequence[Label]) -> list[Draft]:
    """A digest is one article: its headings are subheads; what follows "more on …" are cards of other pages."""
    draft = Draft(lines=list(lines), digest=True)
    beyond = False
    for mark in lines:
        beyond = beyond or bool(cues.RECOMMEND.match(mark.text) and mark.facts and mark.facts.words <= 6)
        mark.kind = "junk" if not mark.text.strip("-–•* ") else "teaser" if beyond else "body"
        mark.why = "part of a digest"
        if mark.kind == "body":
            draft.body.append(mark)
    return _numbered(labels, [draft] if draft.body else [])
