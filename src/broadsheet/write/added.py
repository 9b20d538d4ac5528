"""Sections that plugins add. Their sentences pass the same gate as ours, and are charged to the same allowance."""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.language.words import words
from broadsheet.records.contribution import Cited, SectionWriter
from broadsheet.records.story_page import AddedSection
from broadsheet.records.text import Made
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Draft, Drafted


def added(dossier: Dossier, draft: Draft, writers: Sequence[SectionWriter]) -> tuple[AddedSection, ...]:
    """What the writers' sections are of this story, without those of which no sentence may stand."""
    return tuple(section for writer in writers if (section := _section(dossier, draft, writer)))


def _section(dossier: Dossier, draft: Draft, writer: SectionWriter) -> AddedSection | None:
    drafted = [Drafted(text=one.text, places=one.places, made=_made(dossier, one)) for one in writer.write(dossier.voices)]
    keys = dict.fromkeys(key for one in drafted if (key := draft.state(one, again=writer.again)))
    return AddedSection(name=writer.name, plugin=writer.plugin, heading=writer.heading, body=tuple(keys)) if keys else None


def _made(dossier: Dossier, cited: Cited) -> Made:
    """How a sentence came from the words that it stands on, as far as these show it."""
    if len(cited.places) > 1:
        return "joined"
    source = dossier.words_at(*cited.places[0])
    if cited.text == source:
        return "verbatim"
    left = iter(words(source))
    return "trimmed" if all(word in left for word in words(cited.text)) else "computed"
