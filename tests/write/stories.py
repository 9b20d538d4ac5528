"""Small stories for the writing room: invented articles, annotated for real or by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Copy
from broadsheet.records.story import Story
from broadsheet.records.text import Extent
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Draft


def with_subjects(article: Annotated, *subjects: str) -> Annotated:
    """The article with the subjects of its sentences: of the n-th, the n-th words, none where they are empty."""
    places = [
        Extent(start, start + len(words)) if words else None for words in subjects for start in [article.article.text.index(words)]
    ]
    sentences = tuple(replace(s, subject=places[i] if i < len(places) else None) for i, s in enumerate(article.sentences))
    return replace(article, sentences=sentences)


def story(*articles: Annotated, copies: Mapping[str, str] | None = None, **fields: object) -> Story:
    """A story of those articles, oldest first. `copies`: article id → id of the article it copies."""
    held = {a.article.id: Copy(article=a.article.id, origin=a.article.id) for a in articles}
    held |= {one: Copy(article=one, origin=origin, kind="syndicated") for one, origin in (copies or {}).items()}
    return Story(id="st_1", thread="th_1", articles=articles, copies=held, placements={}, **fields)


def drafted(*articles: Annotated, copies: Mapping[str, str] | None = None) -> tuple[Dossier, Draft]:
    """A dossier of those articles and an empty draft over it."""
    dossier = Dossier(story(*articles, copies=copies), as_of="2031-03-05T12:00:00Z")
    return dossier, Draft(dossier)
