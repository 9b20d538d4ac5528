"""Kinds put right where the build of a page says more than its lines: shelves of other stories, subheads, leaning sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from broadsheet.extract import cues
from broadsheet.extract.cards import read_cards
from broadsheet.extract.plaintext import Label
from broadsheet.extract.seams import LEANS
from broadsheet.language.stamps import MONTH

#: So many names in common make a paragraph part of the text below it.
_SHARED_NAMES = 2
#: Cues of lines that are about the page, not the news.
_WEB = frozenset(
    {"recommend", "unfold", "share", "subscribe", "legal", "comments", "advert", "navigate", "gallery", "template", "link"}
)
#: A word that leans on nothing where it says nothing: "It was raining when …".
_MAY_BE_EMPTY = re.compile(r"\W*(?:it|es|il)\b", re.IGNORECASE)
_DATED = re.compile(r"^(?:\w{3,10}\.? )?(?:\d{1,2},? )?(?:19|20)\d\d\s?[:–—-]\s?\S.{1,70}$")


def correct(lines: Sequence[Label]) -> None:
    """Change the kinds of a page's lines (those that are not blank) in place."""
    _clear_shelves(lines)
    _clear_links(lines)
    read_cards(lines)
    _lower_captions(lines)
    _read_stamps(lines)
    _keep_subheads(lines)
    _lower_leaning(lines)
    _lower_leads(lines)
    _keep_named(lines)


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
        if mark.kind == "body" and not mark.start and _paragraph(above) and _paragraph(below) and _whole_headline(mark):
            mark.kind, mark.why = "teaser", "a headline between two paragraphs"


def _whole_headline(mark: Label) -> bool:
    facts = mark.facts
    return (
        facts is not None
        and facts.shape == "heading"
        and 12 <= facts.words <= 30
        and "open=upper" in facts.marks
        and "end=letter" in facts.marks
    )


def _read_stamps(lines: Sequence[Label]) -> None:
    """A short line with a date between a headline and the first paragraph is the article's stamp."""
    for above, mark, below in zip(lines, lines[1:], lines[2:], strict=False):
        dated = mark.facts is not None and mark.facts.shape == "date" and not mark.facts.ends
        if mark.kind == "body" and dated and above.kind == "headline" and _paragraph(below):
            mark.kind, mark.why = "byline", "a date below the headline"


def _lower_captions(lines: Sequence[Label]) -> None:
    """A "headline" with a credit below it and another heading below that is a caption."""
    for above, mark, below in zip(lines, lines[1:], lines[2:], strict=False):
        if above.kind == "headline" and _credits(mark) and below.facts and below.facts.shape == "heading":
            for caption in (above, mark):
                caption.kind, caption.why = "caption", "a picture's credit and the headline stand below"


def _credits(mark: Label) -> bool:
    return mark.facts is not None and mark.facts.words <= 12 and any(name.startswith("credit_line") for name in mark.facts.marks)


def _paragraph(mark: Label) -> bool:
    return mark.kind == "body" and mark.facts is not None and mark.facts.prose and mark.facts.ends


def _keep_subheads(lines: Sequence[Label]) -> None:
    """A month and year with a few words, right above a paragraph, is a subhead of a recap."""
    for mark, below in pairwise(lines):
        dated = _DATED.match(mark.text) and (MONTH.search(mark.text) or mark.text[:4].isdigit())
        if dated and mark.kind in ("junk", "teaser", "headline", "byline") and _paragraph(below):
            mark.kind, mark.why, mark.start = "body", "dated subhead", False


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


def _lower_leads(lines: Sequence[Label]) -> None:
    """No text begins with a paragraph that leans on what stands above it: the whole sentence there that names the same opens it."""
    for mark, below in pairwise(lines):
        stands = mark.kind == "headline" and _is_plain_prose(mark) and mark.facts is not None and mark.facts.ends
        leans = _paragraph(below) and LEANS.match(below.text) and not _MAY_BE_EMPTY.match(below.text)
        if stands and leans and people(mark) & people(below):
            mark.kind, mark.why = "body", "the paragraph below leans on it"


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
