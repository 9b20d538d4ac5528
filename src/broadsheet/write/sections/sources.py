"""Sources: every article of the story, origins before their copies."""

from __future__ import annotations

from broadsheet.records.story_page import Section
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Draft


def section(dossier: Dossier, draft: Draft) -> Section | None:
    """The keys of the articles; each copy stands behind the article it copies."""
    ordered = [
        article for origin in dict.fromkeys(dossier.origin(a.id) for a in dossier.articles) for article in dossier.carriers(origin)
    ]
    keys = tuple(draft.article(article.id) for article in ordered)
    return Section(kind="sources", heading="Sources", items=keys) if keys else None
