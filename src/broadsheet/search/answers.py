"""Questions put to the store."""

from __future__ import annotations

from broadsheet.records.query import Filters
from broadsheet.records.verdict import Answer
from broadsheet.search.hybrid import Finder
from broadsheet.search.query import LONGEST
from broadsheet.store import Store
from broadsheet.write.answers import answer

CANDIDATES = 24
"""Articles that a question is put to."""


def ask(store: Store, question: str, scope: Filters | None = None, *, finder: Finder | None = None) -> Answer:
    """An answer of cited sentences from the articles that the question's words fit best, or a refusal.

    Args:
        store: what is asked.
        question: in English, any wording.
        scope: which articles may answer, such as those of one story or thread.
        finder: keeps the store's vectors between questions.
    """
    asked = question[:LONGEST]
    found = list((finder or Finder()).articles(store, asked, scope).hybrid)[:CANDIDATES]
    return answer(asked, list(store.articles.annotated(found)))
