"""Papers that correct themselves: what a newer version of an article says was wrong in the one before."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from broadsheet.language.sentences import split
from broadsheet.language.words import listed
from broadsheet.records.story import Story
from broadsheet.write.standing import stems

_PIECE = r"(?:article|story|report|piece|column|headline|version|post|text)"
NOTICE = re.compile(
    rf"\b(?:earlier|previous|original|first) versions? of (?:this|the) {_PIECE}\b"
    rf"|\bthis {_PIECE} (?:has been|was) (?:corrected|amended|updated to correct)\b"
    r"|^(?:corrections?|clarifications?)\b[:.,–—-]",
    re.IGNORECASE,
)
"""How a paper says that it had something wrong."""
_OF_NOTICES = stems(
    "correction clarification earlier previous original first version article story report piece column headline post text "
    "corrected amended updated misstated said incorrectly wrongly mistakenly erroneously error number name"
) | listed("correct")


def notices(story: Story, articles: Iterable[str], known: Container[str]) -> Iterator[tuple[str, str]]:
    """The corrections in newer versions of some articles, each with the id of the version that brings it.

    Args:
        story: its articles and their copies.
        articles: ids of the articles that may have been wrong.
        known: ids of the articles that were there before: what they say is not newer.
    """
    families = {copy.origin for article in articles if (copy := story.copies.get(article))}
    for annotated in story.articles:
        article, copy = annotated.article, story.copies.get(annotated.article.id)
        if copy is None or copy.kind != "update" or copy.origin not in families or article.id in known:
            continue
        for extent in split(article.text):
            if NOTICE.search(extent.of(article.text).strip()):
                yield article.id, extent.of(article.text)


def corrects(notice: str, before: str, after: str) -> bool:
    """Whether a notice speaks of a sentence that was printed: it shares a word with what stood there or stands there now.

    >>> corrects("An earlier version of this article gave the wrong number of families.", "340 families fled.", "34 families fled.")
    True
    >>> corrects("An earlier version of this article misspelled Mayor Prill.", "340 families fled.", "34 families fled.")
    False
    """
    return bool((stems(notice) - _OF_NOTICES) & (stems(before) | stems(after)))
