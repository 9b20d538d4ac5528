"""A page as an editor changed it: composed as it would be without them, then put in their words, and signed.

What the page would print stays among its statements, so that it says the same again, key for key, when the editor's word goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from broadsheet.records.editorial import Edited, EditorialDecision
from broadsheet.records.story_page import Section, SectionKind
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Draft
from broadsheet.write.editing import Unborne, borne_out, sentences_of
from broadsheet.write.own_work import beyond_the_paper

Top = tuple[str, str | None]
"""Keys of headline and standfirst."""
_SIGNED = {
    "headline": "Headline by the editor, {day}.",
    "standfirst": "Standfirst by the editor, {day}.",
    "note": "Note by the editor, {day}.",
    "merge": "Told as one with another story by the editor, {day}.",
    "split": "Articles taken out of this story by the editor, {day}.",
}
_UNBORNE = "A {kind} by the editor, {day}, is not printed: no article here bears it out now."


def edited(dossier: Dossier, draft: Draft, top: Top, sections: Sequence[Section]) -> tuple[Top, list[Section], tuple[Edited, ...]]:
    """Headline and standfirst, the sections, and what an editor did to them: all as they were, if nobody did."""
    named, told_of_names = _named(dossier, draft)
    marks = (*(_mark(dossier, draft, decision, top) for decision in dossier.story.edited), *named)
    keys = dict(zip(("headline", "standfirst"), top, strict=True)) | {
        one.kind: one.keys[0] for one in marks if one.kind in ("headline", "standfirst") and one.keys
    }
    noted = [key for one in marks if one.kind == "note" for key in one.keys]
    told = [*(_signature(one) for one in marks if one.kind != "name"), *told_of_names]
    signed = [draft.note(said, "other", ()) for said in told]
    changed = _with(_with(sections, "whats_happened", "What's happened", noted), "how_made", "How this page was made", signed)
    return (keys["headline"] or top[0], keys["standfirst"]), changed, marks


def _named(dossier: Dossier, draft: Draft) -> tuple[list[Edited], list[str]]:
    """What editors corrected of names that the page prints, and how it says so."""
    found = dict.fromkeys(one for reading in dossier.story.readings.values() for one in reading.corrections)
    marks, told = [], []
    for one in found:
        keys = tuple(key for key, spans in draft.respelt().items() if not set(one.printed.split()).isdisjoint(spans))
        if keys or any(one.correct in (card.name, *card.aliases) for card in draft.pools()["entities"].values()):
            marks.append(Edited(kind="name", decision=one.decision, at=one.at, keys=keys))
            told.append(f"Name corrected by the editor, {day_of(one.at)}: {one.correct}, where papers print {one.printed}.")
    return marks, told


def day_of(moment: str) -> str:
    """The day of a decision as it is printed.

    >>> day_of("2031-03-03T09:00:00+00:00")
    '3 March 2031'
    """
    day = date.fromisoformat(moment[:10])
    return f"{day.day} {day:%B} {day.year}"


def _mark(dossier: Dossier, draft: Draft, decision: EditorialDecision, top: Top) -> Edited:
    keys = _stated(dossier, draft, decision) if decision.text else ()
    instead = dict(zip(("headline", "standfirst"), top, strict=True)).get(decision.kind) if keys else None
    return Edited(kind=decision.kind, decision=decision.id, at=decision.at, keys=keys, instead=instead)


def _stated(dossier: Dossier, draft: Draft, decision: EditorialDecision) -> tuple[str, ...]:
    """Keys of the editor's sentences, none if one of them is not borne out (any more)."""
    found = [(sentence, borne_out(dossier, sentence)) for sentence in sentences_of(decision.text)]
    if any(isinstance(drafted, Unborne) and not _may_stand(dossier, decision, said) for said, drafted in found):
        return ()
    return tuple(
        draft.note(said, "other", ())
        if isinstance(drafted, Unborne)
        else draft.state(drafted, why=("written by an editor",), modality="fact", printed=False) or ""
        for said, drafted in found
    )


def _may_stand(dossier: Dossier, decision: EditorialDecision, sentence: str) -> bool:
    return decision.kind == "note" and beyond_the_paper(dossier, sentence) is None


def _signature(mark: Edited) -> str:
    unborne = mark.kind in ("headline", "standfirst", "note") and not mark.keys
    return (_UNBORNE if unborne else _SIGNED[mark.kind]).format(kind=mark.kind, day=day_of(mark.at))


def _with(sections: Sequence[Section], kind: SectionKind, heading: str, keys: Sequence[str]) -> list[Section]:
    """The sections with more in the body of one, which is made if it is not there."""
    if not keys:
        return list(sections)
    there = any(section.kind == kind for section in sections)
    known = [*sections] if there else [*sections, Section(kind=kind, heading=heading, body=(keys[0],))]
    return [replace(one, body=tuple(dict.fromkeys((*one.body, *keys)))) if one.kind == kind else one for one in known]
