"""How this page was made: what was read, what was left out and why."""

from __future__ import annotations

from broadsheet.records.story_page import Section
from broadsheet.write.dossier import SILENT_ROLES, Dossier
from broadsheet.write.draft import Draft

REFUSALS = {
    "allowance": "because the page had quoted enough of that article",
    "number": "for a number",
    "date": "for a date",
    "name": "for a name",
    "quote": "for a quotation",
    "speaker": "for a speaker",
    "coverage": "for words that their source does not have",
    "polarity": "for a negation",
    "role": "for a role",
}
"""Why a sentence was turned away, in a reader's words."""


def section(dossier: Dossier, draft: Draft) -> Section | None:
    """Notes on the articles that were read, those that were only listed, and the sentences refused."""
    notes = [_read(dossier, draft), _listed_only(dossier, draft), _undated(dossier, draft), _refused(dossier, draft)]
    body = tuple(note for note in notes if note)
    return Section(kind="how_made", heading="How this page was made", body=body)


def _read(dossier: Dossier, draft: Draft) -> str:
    pages = len({article.page for article in dossier.articles})
    read = f"{_count(len(dossier.articles), 'article')} cut out of {_count(pages, 'page')}"
    text = (
        f"Written by rule, without a language model, from {read}; {_count(len(dossier.origins), 'independent origin')}, "
        f"{len(dossier.passages)} sentences read. They are the articles' own words, trimmed or with a name spelled out at most."
    )
    return draft.note(text, "other", [article.id for article in dossier.articles])


def _listed_only(dossier: Dossier, draft: Draft) -> str | None:
    silent = [article for article in dossier.articles if article.role in SILENT_ROLES]
    if not silent:
        return None
    text = f"{_count(len(silent), 'article')} only listed: a digest, a gallery or a sponsored item is never a fact's support."
    return draft.note(text, "other", [article.id for article in silent])


def _undated(dossier: Dossier, draft: Draft) -> str | None:
    undated = [article for article in dossier.articles if article.published is None]
    if not undated:
        return None
    return draft.note(
        f"{_count(len(undated), 'article')} without a date of publication: printed as undated.", "no_date", [a.id for a in undated]
    )


def _refused(dossier: Dossier, draft: Draft) -> str | None:
    if not draft.refusals:
        return None
    reasons = ", ".join(f"{count} {REFUSALS.get(reason, reason)}" for reason, count in sorted(draft.refusals.items()))
    text = f"{_count(sum(draft.refusals.values()), 'sentence')} considered and not printed: {reasons}."
    return draft.note(text, "other", [article.id for article in dossier.articles])


def _count(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else noun + 's'}"
