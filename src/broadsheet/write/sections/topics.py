"""More on these topics: cards for the people, bodies and places of the story, which say who or what they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from broadsheet.language.names import HONORIFICS
from broadsheet.language.roles import at_odds
from broadsheet.language.words import content_words, fold, words
from broadsheet.models.factbook import country
from broadsheet.records.annotation import RoleSpan
from broadsheet.records.article import Article
from broadsheet.records.pool import Background, EntityCard
from broadsheet.records.story_page import Section
from broadsheet.write.background import background
from broadsheet.write.card_sentences import needs_nothing, tells_a_deed
from broadsheet.write.cast import Member
from broadsheet.write.deaths import is_dead
from broadsheet.write.departures import has_left, has_lost, is_met
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Draft
from broadsheet.write.introductions import without_rank
from broadsheet.write.judgements import grades
from broadsheet.write.member_kinds import is_what_it_is_called, kind_of
from broadsheet.write.phrasing import phrase
from broadsheet.write.predicates import passes
from broadsheet.write.role_edges import is_intact
from broadsheet.write.role_times import is_of_a_past_year, tells_of_the_past
from broadsheet.write.roles import (
    is_former,
    is_held,
    is_of_the_dead,
    is_told_elsewhere,
    role_sentence,
    widened,
)
from broadsheet.write.unaided import points_outside

MOST, MOST_TOLD = 8, 3
"""Cards on a page, and how many of them may hold background alone."""

MOST_WORDS = 45
"""Words of a card."""

MOST_TRIED = 30
SUFFIXES = ("jr", "sr", "ii", "iii", "iv")
FEWEST_BEHIND = 5
"""Words behind role and name that a sentence needs to say something: "could relate" leans on another."""

FEWEST_TOLD = 2
"""A card that tells fewer words beside the name says hardly more than it: "is a farmer"."""

SHARED = ("Georgia",)
"""Countries whose name is a great state's of another country too."""

CARDS = ("person", "organisation", "place")

_IS = r" (?:is|are) (?:an?|the|one of)\b"
_BESIDE = r", (?:(?:an?|the)\b|which (?!was\b|has\b|does\b)[a-z]+s\b)"
"""How a sentence says what a body or a place is: outright, or beside its name."""


def section(dossier: Dossier, draft: Draft) -> Section | None:
    """One card for each of the story's main members of whom the articles say what they are."""
    members = main_members(dossier)
    keys: list[tuple[int, int, str]] = []
    told: list[Background] = []
    for place, member in enumerate(members[:MOST_TRIED]):
        key = _card(dossier, draft, member, told) if len(keys) < MOST else None
        if key:
            keys.append((CARDS.index(draft.pools()["entities"][key].kind), place, key))
    return Section(kind="topics", heading="More on these topics", items=tuple(key for *_, key in sorted(keys))) if keys else None


def main_members(dossier: Dossier) -> list[Member]:
    """The members by weight; of two people whose names differ by a middle name only, which may be one, the first alone."""
    ordered = sorted((m for m in dossier.cast.members if m.kind in CARDS), key=lambda m: (-m.mentions * m.articles, m.name))
    kept = {_ends(m): m for m in reversed(ordered)}
    kept |= {(fold(m.name), ""): m for m in reversed(ordered)}
    spelt = {_spelt(m): m for m in reversed(ordered)}
    alone = [member for member in ordered if kept[_ends(member)] is member and kept[fold(member.name), ""] is member]
    return [member for member in alone if spelt[_spelt(member)] is member]


def _spelt(member: Member) -> tuple[str, str]:
    """What two spellings of one person's name share; all of another name."""
    first, last = _ends(member)
    return (fold(member.name).split()[0], last[:2]) if member.kind == "person" else (first, last)


def _ends(member: Member) -> tuple[str, str]:
    """How a person's name begins, and its last word, "Dr", "Jr." and the like aside; all of another name. "Cy" may be Cyrus."""
    parts = [part for part in fold(member.name).split() if part.strip(".").lower() not in (*SUFFIXES, *HONORIFICS)]
    return (parts[0][:2], parts[-1]) if parts and member.kind == "person" else (fold(member.name), "")


def _card(dossier: Dossier, draft: Draft, member: Member, told: list[Background]) -> str | None:
    """The key of a member's finished card, None if nobody says what it is and it is no country, or one `told` of before."""
    stated = who_they_are(dossier, draft, member)
    if stated is None:
        found = _country_told(dossier, member) or _looked_up(dossier, member) if len(told) < MOST_TOLD else None
        if found is None or found in told:
            return None
        told.append(found)
        return _background_card(dossier, draft, member, found)
    role, article = stated
    stated_as, book = draft.statement(role), dossier.encyclopaedia
    looked_up = background(book, member.name, member.kind, stated_as.text) if book else None
    if looked_up is None and _told(draft, role, member) < FEWEST_TOLD:
        return None
    key = draft.entity(member)
    card = EntityCard(
        name=member.name,
        kind=kind_of(member, stated_as.text) if stated_as.made == "joined" else member.kind,
        aliases=member.aliases,
        role_here=role,
        card=(role,),
        background=looked_up,
        card_as_of=dossier.annotated(article).article.day,
        mentions=member.mentions,
        articles=member.articles,
        other_stories=_other_stories(dossier, member),
        conflicts=_conflicts(dossier, draft, member),
    )
    draft.complete_entity(key, card)
    return key


def _told(draft: Draft, role: str, member: Member) -> int:
    """How many words a card tells beside the name and the small ones."""
    said = draft.statement(role).text
    return len(set(content_words(said.replace("-", ""))) - set(content_words(member.name)))


def _background_card(dossier: Dossier, draft: Draft, member: Member, found: Background) -> str:
    """The card of what the story is about, with what a work of reference says of it; the papers seldom do."""
    key = draft.entity(member)
    card = EntityCard(
        name=member.name,
        kind=member.kind,
        aliases=member.aliases,
        background=found,
        mentions=member.mentions,
        articles=member.articles,
        other_stories=_other_stories(dossier, member),
    )
    draft.complete_entity(key, card)
    return key


def _looked_up(dossier: Dossier, member: Member) -> Background | None:
    """What the encyclopaedia says of a body or a place that the story is about; of people only beside what the papers say."""
    if dossier.encyclopaedia is None or member.kind not in ("organisation", "place") or not _is_subject(dossier, member):
        return None
    return background(dossier.encyclopaedia, member.name, member.kind, "")


def _is_subject(dossier: Dossier, member: Member) -> bool:
    """Whether a title names the member, or two independent origins do."""
    voices = _naming(dossier, member)
    return len(voices) > 1 or any(re.search(rf"\b{re.escape(member.name)}\b", article.title) for article in voices)


def _naming(dossier: Dossier, member: Member) -> list[Article]:
    held = {article for article, _ in member.held}
    return [voice.article for voice in dossier.voices if voice.article.id in held]


def _country_told(dossier: Dossier, member: Member) -> Background | None:
    """What the factbook says of a place that a title names, or two independent origins do.

    A name that a country shares ("Georgia") is the country's where an article names its capital too.
    """
    if member.kind != "place":
        return None
    found = country(member.name) if _is_subject(dossier, member) else None
    if found is None or (member.name in SHARED and not any(found.capital in article.text for article in _naming(dossier, member))):
        return None
    return Background(text=found.text, source=found.source, as_of=found.year)


def who_they_are(dossier: Dossier, draft: Draft, member: Member, *, again: bool = False) -> tuple[str, str] | None:
    """The statement that says what the member is, and the article that it is from.

    Either a short sentence made of the role, or one of the articles that defines a body or a place. `again`: it answers, and
    may stand elsewhere on the page.
    """
    for article, role in _fullest_first(dossier, member):
        if is_told_elsewhere(role.text):
            continue
        own = role_sentence(dossier, member, article, role) if _is_settled(dossier, member, article, role) else None
        if own is None or points_outside(own.text) or (not again and draft.says(own.text)):
            continue
        # a name and its office are no more the article's wording than a figure is
        key = draft.state(own, why=("says who they are",), modality="fact", printed=False, again=again)
        if key:
            return key, article
    return _defined(dossier, draft, member, again)


def _fullest_first(dossier: Dossier, member: Member) -> list[tuple[str, RoleSpan]]:
    """The roles, of the best the mention that makes the longest sentence first: "President of Qassara"."""
    roles = _newest(dossier, member)
    best = [entry for entry in roles if fold(entry[1].text) == fold(roles[0][1].text)]

    def length(entry: tuple[str, RoleSpan]) -> int:
        drafted = role_sentence(dossier, member, *entry)
        return len(drafted.text) if drafted else 0

    return [*sorted(best, key=lambda entry: -length(entry)), *roles[len(best) :]]


def _is_settled(dossier: Dossier, member: Member, article: str, role: RoleSpan) -> bool:
    """Whether "is" may be said of a role: an office that can pass on needs a dated article that tells it of the present.

    A bare one ("President"), or one given to two people, says too little of who holds it now.
    """
    undated = dossier.annotated(article).article.day is None
    if _has_gone(dossier, member, role) or (passes(role.text) and has_lost(dossier, article, role, member)):
        return False
    if is_of_a_past_year(dossier, article, role) or (passes(role.text) and (undated or tells_of_the_past(dossier, article, role))):
        return False
    if not is_held(role.text):
        return is_former(role.text) or not (undated and tells_of_the_past(dossier, article, role))
    if undated or tells_of_the_past(dossier, article, role):
        return False
    held = fold(role.text).lower()
    return not any(held in (fold(r.text).lower() for _, r in other.roles) for other in dossier.cast.members if other is not member)


def _has_gone(dossier: Dossier, member: Member, role: RoleSpan) -> bool:
    """Whether somebody has left what the role says, or is only remembered in the story."""
    told_dead = is_dead(dossier, member) or is_of_the_dead(role.text)
    if member.kind == "person" and not told_dead and not is_met(dossier, member):
        return True
    over = is_former(role.text) and " and " not in role.text  # "a former pitcher and an analyst" is one still
    return not over and has_left(dossier, member.name)


def _newest(dossier: Dossier, member: Member) -> list[tuple[str, RoleSpan]]:
    """The member's roles, the best to print first.

    A role counts once for each time it is given and twice more if the newest article gives it: one slip of an old office
    does not outweigh what everybody says, but a new office wins. A role of more words says more ("Senate leader" than
    "senator"). What somebody was is told only of who is nothing now; and an office of which a newer article says that it
    was held is none.
    """
    roles = _present(dossier, [(article, widened(dossier, article, without_rank(role))) for article, role in member.roles])
    days = {article: dossier.annotated(article).article.published or "" for article, _ in roles}
    given = Counter(fold(role.text).lower() for _, role in roles)
    fresh = {fold(role.text).lower() for article, role in roles if days[article] == max(days.values())}
    weight = {text: count + 2 * (text in fresh) + 0.75 * min(len(text.split()), 5) for text, count in given.items()}
    return sorted(roles, key=lambda entry: (-weight[fold(entry[1].text).lower()], entry[1].extent, entry[0]))


def _present(dossier: Dossier, roles: list[tuple[str, RoleSpan]]) -> list[tuple[str, RoleSpan]]:
    """The roles without offices that an article as new calls former; without former ones where others are left."""

    def day(article: str) -> str:
        return dossier.annotated(article).article.day or ""

    former = [(article, role) for article, role in roles if is_former(role.text)]
    now = [
        (article, role)
        for article, role in roles
        if not is_former(role.text)
        and not any(day(later) >= day(article) and set(words(role.text)) <= set(words(gone.text)) for later, gone in former)
        and not any(day(later) > day(article) and at_odds(role.text, other.text) for later, other in roles)
    ]
    return now if any(is_held(role.text) for _, role in now) or not former else [*now, *former]


def _defined(dossier: Dossier, draft: Draft, member: Member, again: bool) -> tuple[str, str] | None:
    """A sentence of the articles that says what a body or a place is: "Norwater, which runs the dam at Velmont, …"."""
    if member.kind == "person":
        return None  # what a sentence says that somebody is has been asked of the roles
    pattern = re.compile(rf"^(?P<name>(?:The )?{re.escape(member.name)})(?:(?P<is>{_IS})|{_BESIDE})")
    for passage in dossier.passages:
        found = pattern.search(passage.text)
        if found is None or not is_intact(passage.text) or passage.article.article.role == "opinion":
            continue
        said, drafted = _description(passage.text, found), phrase(dossier, passage)
        if drafted is None or is_told_elsewhere(said) or not (said.startswith("which ") or is_what_it_is_called(member.kind, said)):
            continue
        card = member, said
        fits = len(drafted.text.split()) <= MOST_WORDS and not grades(drafted.text)
        if fits and (
            needs_nothing(dossier, drafted.text, card) if found["is"] else tells_a_deed(dossier, passage, drafted.text, card)
        ):
            key = draft.state(drafted, why=("says what it is",), modality="fact", again=again)
            if key:
                return key, passage.article.article.id
    return None


def _description(text: str, defines: re.Match[str]) -> str:
    """What a sentence says that somebody is, as far as the next comma."""
    return re.sub(r"^,? (?:(?:is|are) )?", "", text[defines.end("name") :]).split(",")[0].rstrip(".")


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
