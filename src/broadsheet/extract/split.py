"""Takes a page's labelled lines apart into articles.

Seams are found between paragraphs (`gaps`), then each new article's first line is sought among the lines between them: its
headline, the caption and credit above that, its byline. What is left as a single paragraph without a headline is a remnant,
not an article.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from broadsheet.extract import cues
from broadsheet.extract.corrections import HEADS_CARD, correct, people, unfolds
from broadsheet.extract.digest import is_digest
from broadsheet.extract.gaps import Gap, Matrix, gaps, measures, packaged
from broadsheet.extract.introductions import openings
from broadsheet.extract.plaintext import Label
from broadsheet.extract.seams import LEANS, MEASURES

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


#: Says of every gap, from its measures and the paragraph below it, how far the odds of a seam are above the threshold.
Judge = Callable[[Matrix, Sequence[Label]], Sequence[float]]
#: Both seams around a lone paragraph must be this far above the threshold.
_SURE = 0.25
_TITLED, _RELATIVE, _LEANS = (MEASURES.index(name) for name in ("titled", "relative", "leans"))


def _by_network(rows: Matrix, _: Sequence[Label]) -> list[float]:
    return [float(value) for value in packaged().margins(rows)]


def split(labels: Sequence[Label], judge: Judge = _by_network) -> list[Draft]:
    """Find the articles. The labels are changed: `article` is filled in, and `kind` where the split shows it was wrong.

    Args:
        labels: all lines of the page in order.
        judge: says of every gap, from its measures and the paragraph below it, whether it is a seam.

    Returns:
        The articles in reading order; their number is their place.
    """
    lines = [mark for mark in labels if mark.kind != "blank" and mark.facts is not None]
    if is_digest([mark.text for mark in lines]):
        return _one_digest(labels, lines)
    correct(lines)
    blank = _blank_above(labels, lines)
    starts = _starts(lines, blank, judge)
    drafts = _drafts(lines, starts)
    return _numbered(labels, [draft for draft in drafts if _holds(draft, len(drafts))])


def _blank_above(labels: Sequence[Label], lines: Sequence[Label]) -> list[bool]:
    blank = {id(mark): number == 0 or labels[number - 1].kind == "blank" for number, mark in enumerate(labels)}
    return [blank[id(mark)] for mark in lines]


# ------------------------------------------------------------------------------------------------ seams


def _starts(lines: Sequence[Label], blank: Sequence[bool], judge: Judge) -> list[int]:
    """Places among the lines where an article begins, the first one included."""
    kinds = [mark.kind for mark in lines]
    found = gaps(kinds)
    if not found:
        return [0]
    facts = [mark.facts for mark in lines if mark.facts is not None]
    rows = measures(facts, kinds, [mark.start for mark in lines], blank)
    judged = judge(rows, [lines[gap.below] for gap in found])
    margins = [_with_evidence(lines, gap, margin, row) for gap, margin, row in zip(found, judged, rows, strict=True)]
    _raise_lost(lines, found, margins)
    cut = [
        (gap, 1.0 if _folded(lines, gap) else margin)
        for gap, margin in zip(found, margins, strict=True)
        if margin >= 0 or _folded(lines, gap)
    ]
    return [0, *(_opening(lines, gap) for gap, _ in _without_doubtful(lines, cut))]


def _with_evidence(lines: Sequence[Label], gap: Gap, margin: float, row: Matrix) -> float:
    """The margin, lifted where one sign alone tells.

    A dateline that credits an agency opens a report. Somebody given anew with office and full name, after a dozen paragraphs that
    only had the surname, is introduced to a new reader, if the words do not go on either.
    """
    if cues.AGENCY_TAG.match(lines[gap.below].text[:140]):
        return max(margin, _SURE)
    anew = row[_TITLED] > 0 and not row[_LEANS] and (row[_RELATIVE] < 1 or _is_standfirst(lines, gap))
    return max(margin, 0.0) if anew else margin


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


def _folded(lines: Sequence[Label], gap: Gap) -> bool:
    """A card begins with its headline, and ends with its "read more" link if another headline or caption follows."""
    inside = lines[gap.above + 1 : gap.below]
    if any(mark.why == HEADS_CARD for mark in inside):
        return True
    link = next((at for at, mark in enumerate(inside) if unfolds(mark)), None)
    return link is not None and any(mark.kind in ("headline", "caption") for mark in inside[link + 1 :])


def _opening(lines: Sequence[Label], gap: Gap) -> int:
    """The first line of the article that begins in a gap."""
    first = gap.above + 1
    for at in range(gap.above + 1, gap.below):
        if lines[at].kind == "teaser" or unfolds(lines[at]):
            first = at + 1
    if gap.above + 1 == gap.below and _is_standfirst(lines, gap):
        lines[gap.above].kind, lines[gap.above].why = "headline", "a standfirst that the next paragraphs take up"
        return gap.above
    own = [at for at in range(first, gap.below + 1) if lines[at].kind in _OWN]
    marked = [at for at in own if lines[at].start]
    if marked:
        return marked[0]
    heading = next((at for at in own if lines[at].kind == "headline"), None)
    if heading is None:
        return _below_captions(lines, own, gap)
    if first > gap.above + 1:
        return own[0]
    return _below_captions(lines, [at for at in own if at <= heading], gap)


def _is_standfirst(lines: Sequence[Label], gap: Gap) -> bool:
    """Whether the paragraph above a bare seam is the standfirst of the article below: one sentence that shares more with it."""
    mark = lines[gap.above]
    if mark.facts is None or not 8 <= mark.facts.words <= 35 or "inner=0" not in mark.facts.marks or mark.text[0] in '“"„':
        return False
    above = _words([m for m in lines[max(0, gap.above - 3) : gap.above] if m.kind == "body"])
    below = _words([m for m in lines[gap.below : gap.below + 3] if m.kind == "body"])
    own = _words([mark])
    return len(own & below) >= 4 and len(own & below) > len(own & above) and not LEANS.match(mark.text)


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
    """Whether a lone paragraph can be an article: it opens like a report or is as long as one."""
    return mark.facts is not None and (mark.facts.words >= 60 or bool(cues.DATELINE.match(mark.text)))


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
