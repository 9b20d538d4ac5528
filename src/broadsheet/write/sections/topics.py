"""More on these topics: cards for the people, bodies and places of the story, what they are first, then what they did."""

from __future__ import annotations

import re
from collections.abc import Iterable

from broadsheet.language.words import fold, words
from broadsheet.records.annotation import RoleSpan
from broadsheet.records.pool import EntityCard
from broadsheet.records.story_page import Section
from broadsheet.write.cast import Member
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.draft import Draft, Drafted
from broadsheet.write.phrasing import phrase
from broadsheet.write.roles import at_odds, role_sentence
from broadsheet.write.sections.whats_happened import rank

MOST = 8
MOST_TRIED = 30
MOST_WORDS, FEWEST_WORDS = 45, 8
CARDS = ("person", "organisation", "place")

_DEFINES = r"(?:\b(?:is|are|was|were|has been) (?:a|an|the|one of)\b|, (?:a|an|the|which|who)\b)"


def section(dossier: Dossier, draft: Draft) -> Section | None:
    """One card for each of the story's main members of whom the articles say what they are."""
    members = sorted((m for m in dossier.cast.members if m.kind in CARDS), key=lambda m: (-m.mentions * m.articles, m.name))
    keys: list[tuple[int, int, str]] = []
    for place, member in enumerate(members[:MOST_TRIED]):
        key = _card(dossier, draft, member) if len(keys) < MOST else None
        if key:
            keys.append((CARDS.index(member.kind), place, key))
    return Section(kind="topics", heading="More on these topics", items=tuple(key for *_, key in sorted(keys))) if keys else None


def _card(dossier: Dossier, draft: Draft, member: Member) -> str | None:
    """The key of a member's finished card, None if nobody says what it is."""
    stated = _what(dossier, draft, member)
    if stated is None:
        return None
    role, article = stated
    did = _did(dossier, draft, member, MOST_WORDS - len(draft.statement(role).text.split()))
    key = draft.entity(member)
    card = EntityCard(
        name=member.name,
        kind=member.kind,
        aliases=member.aliases,
        role_here=role,
        card=tuple(dict.fromkeys(k for k in (role, did) if k)),
        card_as_of=dossier.annotated(article).article.day,
        mentions=member.mentions,
        articles=member.articles,
        other_stories=_other_stories(dossier, member),
        conflicts=_conflicts(dossier, draft, member),
    )
    draft.complete_entity(key, card)
    return key


def _what(dossier: Dossier, draft: Draft, member: Member) -> tuple[str, str] | None:
    """The statement that says what the member is, and the article that it is from; the newest first, then the fullest."""
    for article, role in _newest(dossier, member):
        drafted = role_sentence(dossier, member, article, role)
        key = draft.state(drafted, why=("the newest description of them",), modality="fact") if drafted else None
        if key:
            return key, article
    return _defined(dossier, draft, member)


def _newest(dossier: Dossier, member: Member) -> list[tuple[str, RoleSpan]]:
    """Roles by the day of their article, the newest first, of one day the longest; before all, fuller forms of the newest."""
    ordered = sorted(
        enumerate(member.roles),
        key=lambda entry: (dossier.annotated(entry[1][0]).article.published or "", len(entry[1][1].text.split()), -entry[0]),
        reverse=True,
    )
    roles = [role for _, role in ordered]
    if not roles:
        return []
    first = set(words(roles[0][1].text))
    fuller = [entry for entry in roles if first < set(words(entry[1].text))]
    return [*sorted(fuller, key=lambda entry: -len(entry[1].text.split())), *roles]


def _defined(dossier: Dossier, draft: Draft, member: Member) -> tuple[str, str] | None:
    """A sentence of the articles that says what the member is: "Norwater, which runs the dam, …"."""
    pattern = re.compile(rf"^(?:The )?{re.escape(member.name)}{_DEFINES}")
    for passage in dossier.passages:
        if not pattern.search(passage.text):
            continue
        drafted = phrase(dossier, passage)
        if drafted and len(drafted.text.split()) <= MOST_WORDS:
            key = draft.state(drafted, why=("says what it is",), modality="fact")
            if key:
                return key, passage.article.article.id
    return None


def _did(dossier: Dossier, draft: Draft, member: Member, room: int) -> str | None:
    """What the member did or said here, in a sentence that prose has not told."""
    ranks = rank(dossier)
    acts = [i for i, passage in enumerate(dossier.passages) if not draft.told(i) and _acts(member, passage)]
    for index in sorted(acts, key=lambda i: (-float(ranks[i]), i)):
        drafted = phrase(dossier, dossier.passages[index], known={member.name})
        if drafted and FEWEST_WORDS <= len(drafted.text.split()) <= room and _names(drafted, member):
            key = draft.state(drafted, why=("what they did or said here",))
            if key:
                draft.tell(index)
                return key
    return None


def _names(drafted: Drafted, member: Member) -> bool:
    return member.surname in drafted.text


def _acts(member: Member, passage: Passage) -> bool:
    """Whether the member is the subject of the sentence or says what stands in it."""
    article = passage.article
    held = {entity for a, entity in member.held if a == article.article.id}
    subject = passage.sentence.subject
    here = [m for m in article.mentions if m.entity in held and m.safe and passage.extent.holds(m.extent)]
    if subject and any(subject.holds(m.extent) and m.extent.start - subject.start <= len(member.name) + 20 for m in here):
        return True
    return any(q.speaker and q.speaker.entity in held and passage.extent.holds(q.speaker.extent) for q in passage.quotes)


def _other_stories(dossier: Dossier, member: Member) -> tuple[str, ...]:
    """Ids of the stories near this one that name the same full name."""
    if member.kind == "person" and " " not in member.name:
        return ()
    story = dossier.story
    near = (*story.earlier, *story.later, *story.neighbours)
    return tuple(dict.fromkeys(other.id for other in near if _named(member, (e.name for a in other.articles for e in a.entities))))


def _named(member: Member, names: Iterable[str]) -> bool:
    wanted = fold(member.name)
    return any(fold(name) == wanted for name in names)


def _conflicts(dossier: Dossier, draft: Draft, member: Member) -> tuple[str, ...]:
    """A note where two origins give the member different offices."""
    given: dict[str, str] = {}
    for article, role in member.roles:
        given.setdefault(role.text, article)
    for one, first in given.items():
        for other, second in given.items():
            if dossier.origin(first) < dossier.origin(second) and at_odds(one, other):
                text = f"Accounts differ on the office of {member.name}: “{one}” and “{other}”."
                return (draft.note(text, "other", (first, second)),)
    return ()
