"""What an assistant may read: searches, stories, articles, comparisons and answers, as plain records with their sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from broadsheet.errors import NotFound
from broadsheet.publish.exports.markdown import story_markdown
from broadsheet.publish.views.library import Library, headline, outlet_names, web_address
from broadsheet.records.edition import Edition
from broadsheet.records.pool import ArticleEntry
from broadsheet.records.query import Filters
from broadsheet.records.story_page import StoryPage
from broadsheet.records.text import Extent
from broadsheet.records.verdict import AnswerPart
from broadsheet.search import Finder, Hit, ask
from broadsheet.store import Store

MOST = 20
"""Results of a kind that are given at most."""
LONGEST = 20_000
"""Characters of an article that are given at once."""
Told = dict[str, Any]


class Desk:
    """Where an assistant reads.

    Args:
        store: the articles.
        edition: gives the paper as it stands; asked at every call, so it should be cheap while nothing has changed.
    """

    def __init__(self, store: Store, edition: Callable[[], Edition]) -> None:
        self._store, self._edition, self._finder = store, edition, Finder()

    def stories(self, limit: int = MOST) -> Told:
        """The stories of today's paper in front-page order."""
        library = self._library()
        listed = library.edition.stories[: max(1, min(limit, MOST))]
        paper = {"paper": library.edition.title, "built": library.edition.built, "stories_in_all": len(library.edition.stories)}
        return paper | {"stories": [_summary(library, story) for story in listed]}

    def search(self, query: str, outlet: str | None = None, limit: int = 10) -> Told:
        """Stories, articles and printed sentences that words or their meaning find."""
        filters = Filters(outlet=outlet) if outlet else Filters()
        found = self._finder.find(self._store, query, filters, limit=max(1, min(limit, MOST)), facets=False)
        kinds = {"stories": "story", "articles": "article", "statements": "statement"}
        told = {name: [_hit(hit) for hit in found.of(kind)] for name, kind in kinds.items()}
        return {"query": found.query, "instead_of": found.instead_of, "suggestion": found.suggestion} | told

    def story(self, story: str) -> str:
        """A story's page as Markdown; its footnotes hold the exact words of the articles.

        Raises:
            NotFound: no story of the paper is called that.
        """
        library = self._library()
        return story_markdown(library, self._story(library, story)).decode()

    def article(self, article: str, start: int = 0) -> Told:
        """An article's text from a code point on.

        Raises:
            NotFound: no article is called that.
        """
        library = self._library()
        found = library.articles.get(article)
        if found is None:
            raise NotFound(f"{article}: no such article in the paper", hint="`search` gives ids of articles")
        begin = max(0, min(start, len(found.text)))
        text, story = found.text[begin : begin + LONGEST], library.told_in.get(article)
        goes_on = begin + len(text) < len(found.text)
        return {
            "id": found.id,
            "title": found.title,
            "outlet": library.outlet(found),
            "published": found.published,
            "authors": list(found.authors),
            "url": web_address(found.url),
            "role": found.role,
            "copy_of": library.copy(article).origin if library.copy(article).origin != article else None,
            "story": story.id if story else None,
            "start": begin,
            "text": text,
            "goes_on_at": begin + len(text) if goes_on else None,
        }

    def compare(self, story: str) -> Told:
        """What each paper says of a story, which facts it tells, hedges, denies or leaves out, and where accounts differ.

        Raises:
            NotFound: no story of the paper is called that.
        """
        library = self._library()
        page = self._story(library, story)
        return _summary(library, page) | {
            "papers": [_paper(library, page, key) for key in page.papers],
            "facts": [_claim(library, page, key) for key in page.claims],
            "disagreements": [_disagreement(library, page, key) for key in page.contradictions],
        }

    def ask(self, question: str, story: str | None = None) -> Told:
        """An answer made of sentences of the articles, or a refusal with what came nearest.

        Raises:
            NotFound: no story of the paper is called that.
        """
        library = self._library()
        scope = Filters(story=self._story(library, story).id) if story else None
        found = ask(self._store, question, scope, finder=self._finder)
        told = {"question": question, "refused": found.refused, "answer": [self._part(library, part) for part in found.parts]}
        return told | {"nearest": [self._part(library, part) for part in found.nearest]}

    def _library(self) -> Library:
        return Library(self._edition())

    def _story(self, library: Library, name: str) -> StoryPage:
        current = library.edition.redirects.get(name, name)
        found = library.stories.get(current) or next((one for one in library.edition.stories if one.slug == name), None)
        if found is None:
            raise NotFound(f"{name}: no such story in the paper", hint="`stories` and `search` give ids of stories")
        return found

    def _part(self, library: Library, part: AnswerPart) -> Told:
        return {"text": part.text, "sources": [self._place(library, name, extent) for name, extent in part.citations]}

    def _place(self, library: Library, article: str, extent: Extent) -> Told:
        found = library.articles.get(article)
        if found is None:
            return {"article": article}
        told = {"article": article, "outlet": library.outlet(found), "title": found.title, "published": found.published}
        return told | {"words": extent.of(found.text), "start": extent.start, "end": extent.end, "url": web_address(found.url)}


def _summary(library: Library, story: StoryPage) -> Told:
    standfirst = story.statements.get(story.standfirst or "")
    return {
        "story": story.id,
        "headline": headline(story),
        "standfirst": standfirst.text if standfirst else None,
        "state": story.state,
        "last_update": story.times.last_update,
        "outlets": list(outlet_names(library, story)),
        "articles": story.stats.articles,
        "origins": story.stats.origins,
        "accounts_differ": len(story.contradictions),
    }


def _hit(hit: Hit) -> Told:
    told = {"id": hit.id, "title": hit.title, "text": hit.text, "story": hit.story, "score": hit.score}
    return told | ({"outlet": hit.outlet, "published": hit.published} if hit.kind == "article" else {})


def _paper(library: Library, page: StoryPage, key: str) -> Told:
    paper = page.papers[key]
    entries = [page.articles[each] for each in paper.articles if each in page.articles]
    return {
        "outlet": library.entry_outlet(page, entries[0]) if entries else paper.outlet,
        "articles": [entry.id for entry in entries],
        "headline": paper.headline,
        "copy_of": paper.copy_of,
        "says": _sentences(library, page, paper.says),
        "own": _sentences(library, page, paper.only_here),
        "leaves_out": [page.claims[each].text for each in paper.left_out if each in page.claims],
    }


def _sentences(library: Library, page: StoryPage, keys: tuple[str, ...]) -> list[Told]:
    held = [page.statements[key] for key in keys if key in page.statements]
    return [{"text": statement.text, "sources": _spans(library, page, statement.spans)} for statement in held]


def _spans(library: Library, page: StoryPage, keys: tuple[str, ...]) -> list[Told]:
    found = []
    for key in keys:
        span = page.spans.get(key)
        if span:
            entry: ArticleEntry = page.articles[span.article]
            told = {"article": entry.id, "outlet": library.entry_outlet(page, entry), "published": entry.published}
            found.append(told | {"words": span.exact, "start": span.start, "end": span.end})
    return found


def _claim(library: Library, page: StoryPage, key: str) -> Told:
    claim = page.claims[key]
    said = [
        {
            "outlet": library.entry_outlet(page, page.articles[one.article]),
            "stance": "hedges" if one.hedge else one.stance,
            "value": one.value,
            "sources": _spans(library, page, one.spans),
        }
        for one in claim.assertions
    ]
    silent = [page.outlets[each].name for each in claim.silent if each in page.outlets]
    return {"fact": claim.text, "status": claim.status, "origins": claim.origins, "said": said, "silent": silent}


def _disagreement(library: Library, page: StoryPage, key: str) -> Told:
    found = page.contradictions[key]
    sides = [{"text": side.text, "as_of": side.as_of, "sources": _spans(library, page, side.spans)} for side in found.sides]
    return {"issue": found.issue, "kind": found.kind, "state": found.state, "why": found.why, "sides": sides}
