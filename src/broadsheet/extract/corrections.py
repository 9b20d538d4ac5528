"""Kinds put right where the build of a page says more than its lines: shelves of other stories, cards, credits, dated subheads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from broadsheet.extract import cues
from broadsheet.extract.plaintext import Label
from broadsheet.extract.seams import LEANS
from broadsheet.language.stamps import MONTH

#: Why a line is taken for a card's headline.
HEADS_CARD = "heads a card"
#: So many names in common make a paragraph part of the text below it.
_SHARED_NAMES = 2
#: Cues of lines that are about the page, not the news.
_WEB = frozenset(
    {"recommend", "unfold", "share", "subscribe", "legal", "comments", "advert", "navigate", "gallery", "template", "link"}
)
#: A card has at most so many lines.
_CARD = 8
_DATED = re.compile(r"^(?:\w{3,10}\.? )?(?:\d{1,2},? )?(?:19|20)\d\d\s?[:–—-]\s?\S.{1,70}$")


def correct(lines: Sequence[Label]) -> None:
    """Change the kinds of a page's lines (those that are not blank) in place."""
    _clear_shelves(lines)
    _clear_links(lines)
    _read_cards(lines)
    _join_credits(lines)
    _keep_subheads(lines)
    _lower_leads(lines)
    _lower_leaning(lines)
    _keep_named(lines)


def unfolds(mark: Label) -> bool:
    """Whether the line is a "read more" link, which stands where a card's text would go on."""
    return mark.facts is not None and "unfold:s" in mark.facts.marks and mark.kind in ("junk", "teaser")


def _clear_shelves(lines: Sequence[Label]) -> None:
    """All that follows a header like "More from …" leads elsewhere, unless a run of paragraphs shows that a text goes on."""
    for mark in _shelf(lines):
        if mark.kind != "junk":
            mark.kind, mark.why, mark.start = "teaser", "below a header of other stories", False


def _shelf(lines: Sequence[Label]) -> Sequence[Label]:
    """The first header of other stories below some text, and all after it; nothing if there is none."""
    seen = 0
    for at, mark in enumerate(lines):
        seen += mark.kind == "body"
        if seen >= 2 and _is_header(mark) and _is_shelf(lines[at + 1 :], named=bool(cues.MORE_FROM.match(mark.text))):
            return lines[at:]
    return ()


def _is_header(mark: Label) -> bool:
    """A short line that announces other stories; a card's own "read more" link announces none."""
    if mark.facts is None or mark.facts.words > 6 or mark.kind in ("caption", "byline"):
        return False
    return bool({"recommend:s", "recommend:m"} & set(mark.facts.marks)) and "unfold:s" not in mark.facts.marks


def _is_shelf(tail: Sequence[Label], *, named: bool) -> bool:
    """Whether the lines up to the page's end are cards rather than a text that goes on.

    There are never three paragraphs in a row; and few at all, unless the header names whose other stories follow.
    """
    run = longest = 0
    for mark in tail:
        run = run + 1 if mark.kind == "body" and mark.facts and mark.facts.prose and mark.facts.words >= 10 else 0
        longest = max(longest, run)
    return longest < 3 and (named or sum(mark.kind == "body" for mark in tail) <= 0.5 * len(tail))


def _clear_links(lines: Sequence[Label]) -> None:
    """A whole headline that stands alone between two paragraphs leads to another story; a subhead is shorter."""
    for above, mark, below in zip(lines, lines[1:], lines[2:], strict=False):
        if (
            mark.kind in ("body", "headline")
            and not mark.start
            and _paragraph(above)
            and _paragraph(below)
            and _whole_headline(mark)
        ):
            mark.kind, mark.why = "teaser", "a headline between two paragraphs"


def _join_credits(lines: Sequence[Label]) -> None:
    """A credit line below a caption belongs to it; a "headline" with a credit below and another heading after it is a caption."""
    for at in range(1, len(lines)):
        above, mark = lines[at - 1], lines[at]
        if mark.facts is None or "credit_line" not in {name.split(":")[0] for name in mark.facts.marks} or mark.facts.words > 12:
            continue
        below = lines[at + 1] if at + 1 < len(lines) else None
        if above.kind == "headline" and below and below.facts and below.facts.shape == "heading":
            above.kind, above.why = "caption", "a credit stands below it"
        if above.kind == "caption" and mark.kind in ("junk", "teaser", "byline"):
            mark.kind, mark.why = "caption", "credit"


def _paragraph(mark: Label) -> bool:
    return mark.kind == "body" and mark.facts is not None and mark.facts.prose and mark.facts.ends


def _whole_headline(mark: Label) -> bool:
    facts = mark.facts
    return (
        facts is not None
        and facts.shape == "heading"
        and 12 <= facts.words <= 30
        and "open=upper" in facts.marks
        and "end=letter" in facts.marks
    )


def _keep_subheads(lines: Sequence[Label]) -> None:
    """A month and year with a few words, right above a paragraph, is a subhead of a recap."""
    for mark, below in pairwise(lines):
        dated = _DATED.match(mark.text) and (MONTH.search(mark.text) or mark.text[:4].isdigit())
        if dated and mark.kind in ("junk", "teaser", "headline", "byline") and _paragraph(below):
            mark.kind, mark.why, mark.start = "body", "dated subhead", False


def _lower_leads(lines: Sequence[Label]) -> None:
    """A whole paragraph between a caption or byline and the text is the text's first, not a standfirst."""
    for above, mark, below in zip(lines, lines[1:], lines[2:], strict=False):
        whole = mark.facts is not None and mark.facts.shape == "prose" and mark.facts.words >= 22
        if mark.kind == "headline" and not mark.start and whole and above.kind in ("caption", "byline") and _paragraph(below):
            mark.kind, mark.why = "body", "first paragraph"


def _read_cards(lines: Sequence[Label]) -> None:
    """On a listing, every "read more" link closes a card: caption, credit, headline, perhaps a subhead, a paragraph or two."""
    links = [at for at, mark in enumerate(lines) if unfolds(mark)]
    if len(links) < 2:
        return
    for above, link in zip([-1, *links], links, strict=False):
        _read_card(lines, link, max(above + 1, link - _CARD))


def _read_card(lines: Sequence[Label], link: int, first: int) -> None:
    """Find the headline of a card that has none so far."""
    top = link
    while top > first and link - top < 3 and _wordy(lines[top - 1]):
        top -= 1
    head = top - 1
    known = next((mark for mark in lines[max(first, top - 4) : link] if mark.kind == "headline"), None)
    if known and top < link:
        known.why = HEADS_CARD
    if known or top == link or head < first:
        return
    if _brief(lines[head]) and head > first and _heads(lines[head - 1]):
        lines[head].kind, lines[head].why, head = "body", "subhead", head - 1
    if not _heads(lines[head]):
        return
    lines[head].kind, lines[head].why, lines[head].start = "headline", HEADS_CARD, True
    for mark in lines[top:link]:
        mark.kind, mark.start = "body", False
    _caption_above(lines, head)


def _caption_above(lines: Sequence[Label], head: int) -> None:
    """The credit right above a card's headline, and the caption above that."""
    if head < 2 or not _credits(lines[head - 1]) or not _describes(lines[head - 2]):
        return
    for mark in lines[head - 2 : head]:
        mark.kind, mark.why, mark.start = "caption", "above a card's headline", False
    lines[head - 2].start, lines[head].start = True, False


def _describes(mark: Label) -> bool:
    if mark.facts is None or mark.facts.words < 5 or unfolds(mark):
        return False
    return mark.facts.shape not in ("more", "web", "date", "name")


def _wordy(mark: Label) -> bool:
    return (
        mark.facts is not None
        and (mark.facts.shape in ("prose", "long") or (mark.facts.shape == "sentence" and mark.facts.words >= 10))
        and not _asks(mark)
    )


def _asks(mark: Label) -> bool:
    """A headline may end with a question mark."""
    return mark.text.endswith("?") and mark.facts is not None and mark.facts.words <= 25


def _heads(mark: Label) -> bool:
    return mark.facts is not None and mark.facts.words >= 4 and (mark.facts.shape in ("heading", "long") or _asks(mark))


def _brief(mark: Label) -> bool:
    return mark.facts is not None and mark.facts.shape in ("bit", "heading", "name") and mark.facts.words <= 5


def _credits(mark: Label) -> bool:
    short = mark.facts is not None and mark.facts.words <= 3 and "open=upper" in mark.facts.marks and not mark.facts.ends
    return short or (mark.facts is not None and mark.facts.shape == "credit")


def _lower_leaning(lines: Sequence[Label]) -> None:
    """No article begins with a whole sentence that leans on the paragraph above it: "He added …" goes on."""
    lowering = False
    for above, mark in pairwise(lines):
        sentence = (
            mark.kind == "headline" and mark.facts is not None and mark.facts.ends and mark.facts.shape in ("sentence", "prose")
        )
        lowering = sentence and (lowering or (above.kind == "body" and bool(LEANS.match(mark.text))))
        if lowering:
            mark.kind, mark.why, mark.start = "body", "leans on the paragraph above", False


def _keep_named(lines: Sequence[Label]) -> None:
    """A whole paragraph at the text's edge, with no word of the web in it, is text if it names whom the text below names."""
    for at in range(len(lines) - 1, -1, -1):
        mark = lines[at]
        if mark.kind != "junk" or not _is_plain_prose(mark):
            continue
        text = [other for other in lines[at + 1 : at + 11] if _paragraph(other)][:6]
        named = {name for other in text for name in people(other)}
        if len(text) >= 3 and len(people(mark) & named) >= _SHARED_NAMES:
            mark.kind, mark.why = "body", "names the people of the text"


def _is_plain_prose(mark: Label) -> bool:
    if mark.facts is None or mark.facts.shape != "prose" or cues.READER.search(mark.text):
        return False
    return not _WEB & {name.split(":")[0] for name in mark.facts.marks}


def people(mark: Label) -> set[str]:
    """The capitalised words of a line that do not open a sentence, without possessive endings."""
    return {name.removesuffix("’s").removesuffix("'s") for name in mark.facts.names} if mark.facts else set()
