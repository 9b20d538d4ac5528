"""Whom the words that name a speaker mean: a name among or beside them, a pronoun, or an office that one person holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from broadsheet.annotate.cues import holder, issuer_of
from broadsheet.annotate.direct import Attributed
from broadsheet.annotate.entities import Group
from broadsheet.annotate.offices import roles
from broadsheet.annotate.pronouns import Resolved
from broadsheet.annotate.reading import Clause, Reading
from broadsheet.language.quotemarks import Quotation, touching
from broadsheet.language.roles import is_office
from broadsheet.language.speech import SPEECH
from broadsheet.language.words import listed
from broadsheet.records.annotation import RoleSpan, Speaker
from broadsheet.records.text import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token

_HEAD = re.compile(r"^(?:[^,]*?)(?=\s+(?:of|at|for|to|in|on|from|with|who|and|since|under)\b|,|$)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?){2,4}")
_APART = listed("""
former ex late then future deputy vice assistant acting designate interim would-be elect junior associate under
prime attorney secretary solicitor surgeon inspector press first co
""")
"""Words that make another office of one, or one that is not held: nobody calls a prime minister "the minister"."""


class Speakers:
    """Finds the entity of a speaker's words in one article.

    Args:
        reading: the parsed text.
        groups: its entities.
        pronouns: its pronouns; only those that are safe name somebody.
        quoted: its quotations.
    """

    def __init__(
        self, reading: Reading, groups: Sequence[Group], pronouns: Sequence[Resolved], quoted: Sequence[Quotation] = ()
    ) -> None:
        self._reading = reading
        self._quoted = quoted
        self._groups = groups
        self._named = {(name.clause.index, token.i): group.id for group in groups for name in group.names for token in name.tokens}
        self._meant = {one.extent: one.group.id for one in pronouns if one.safe}
        self._people = frozenset(group.id for group in groups if group.kind == "person")
        self._roles: dict[str, list[RoleSpan]] | None = None

    def of(self, by: Attributed | None) -> Speaker | None:
        """The speaker's words, with the entity of their head or of a name right beside it, or of the one person they can mean."""
        if by is None or by.source is None:
            return None
        extent, index = by.clause.place(*by.source), by.clause.index
        root = by.clause.span.doc[by.source[0] : by.source[1]].root
        beside = [self._named.get((index, child.i)) for child in root.children if child.dep_ == "appos"]
        own = self._named.get((index, root.i))
        if is_office(root.lower_):  # "the Harbour Minister, Ana Reva": an office in capitals is no name of its own
            own = next((one for one in beside if one in self._people), own)
        if own is not None and own not in self._people:
            own = self._officer(by) or own
        known = [self._by_initials(extent), own, self._meant.get(extent), *beside]
        known.append(self._issuer(index, root))
        entity = next((one for one in known if one is not None), None)
        return Speaker(extent=extent, entity=entity or self._holder(root, extent) or self._teller(by.clause, root))

    def _officer(self, by: Attributed) -> str | None:
        """Whom a speaker's words end with, behind a body and the office there: "Bank of Velm Harth Branch manager Ana Reva"."""
        first, last = by.source or (0, 0)
        doc, index = by.clause.span.doc, by.clause.index
        person, at = self._named.get((index, last - 1)), last - 1
        while at > first and self._named.get((index, at)) == person:
            at -= 1
        return person if person in self._people and is_office(doc[at].lower_) else None

    def _issuer(self, index: int, noun: Token) -> str | None:
        """The one body or person a report, a poll or figures come from, where they are what tells."""
        issuer = issuer_of(noun)
        if issuer is None or any(child.dep_ == "conj" for child in issuer.children):
            return None
        return self._named.get((index, issuer.i))

    def _by_initials(self, spoken: Extent) -> str | None:
        """The one person whose initials stand for the name, as before the answers of an interview ("A.R.")."""
        letters = spoken.of(self._reading.text)
        if not _INITIALS.fullmatch(letters):
            return None
        short = letters.replace(".", "")
        found = [one.id for one in self._groups if one.kind == "person" and "".join(w[0] for w in one.name.split()) == short]
        return found[0] if len(found) == 1 else None

    def _holder(self, noun: Token, spoken: Extent) -> str | None:
        """The one person who, as told before, holds the office that is called by itself: "the minister"."""
        words = _words(spoken.of(self._reading.text))
        if noun.tag_ != "NN" or not is_office(noun.lower_) or words[:1] != ["the"] or words[-1:] != [noun.lower_]:
            return None
        found = {
            group: role
            for group, told in self._told().items()
            for role in told
            if _is_of_office(role.text, noun.lower_, set(words[1:])) and role.extent.end < spoken.start
        }
        if len(found) != 1 or self._is_shared(noun.lower_, *found):
            return None
        return next(iter(found))

    def _teller(self, clause: Clause, pronoun: Token) -> str | None:
        """Whom "she said" goes on with: the person whose words the sentence before reports, in the same paragraph.

        Unless that sentence names somebody else who can be meant just as well, or the person is known to be a man.
        """
        sex = "he" if pronoun.lower_ == "he" else "she" if pronoun.lower_ == "she" else None
        before = self._before(clause) if sex else None
        source = holder(before.span.root) if before and before.span.root.lemma_.lower() in SPEECH else None
        if before is None or source is None:
            return None
        token = before.span.doc[source[0] : source[1]].root
        named = self._named.get((before.index, token.i)) or self._meant.get(before.at(token))
        people = {group.id: group for group in self._groups if group.kind == "person" and group.gender in (None, sex)}
        here = {self._named.get((before.index, other.i)) for other in before.span} & people.keys() - {named}
        return named if named in people and not here else None

    def _before(self, clause: Clause) -> Clause | None:
        """The sentence of the same paragraph before one, past those that a quotation of it begins in."""
        place, index = clause.extent, clause.index
        begun = [quote.outer.start for quote in touching(place, self._quoted)]
        start = min([place.start, *begun])
        while index > 0 and self._reading.clauses[index].extent.start > start:
            index -= 1
        before = self._reading.clauses[index - 1] if index else None
        return before if before and before.paragraph == clause.paragraph else None

    def _told(self) -> dict[str, list[RoleSpan]]:
        """The offices of every person, looked for once and only where somebody is called by one."""
        if self._roles is None:
            people = [group for group in self._groups if group.kind == "person"]
            self._roles = {group.id: [role for name in group.names for role in roles(name, self._reading.text)] for group in people}
        return self._roles

    def _is_shared(self, office: str, holder: str) -> bool:
        """Whether the article speaks of anybody else in such an office: several, "a minister", "the finance minister"."""
        own = [role.extent for role in self._told()[holder]]
        called = {word for role in self._told()[holder] for word in _words(role.text)}
        return any(
            not any(extent.holds(clause.at(token)) for extent in own) and (token.tag_ != "NN" or not _described(token) <= called)
            for clause, token in self._uses(office)
        )

    def _uses(self, office: str) -> Iterator[tuple[Clause, Token]]:
        plural = {office + "s", re.sub(r"man$", "men", office)} - {office}
        for clause in self._reading.clauses:
            for token in clause.words:
                if token.lower_ in plural or token.lower_ == office:
                    yield clause, token


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _is_of_office(role: str, office: str, called: set[str]) -> bool:
    """Whether a role is this office, held now: "Velmland's foreign minister" is called "minister" and "foreign minister"."""
    head = _HEAD.match(role)
    words = _words(head[0]) if head else []
    return words[-1:] == [office] and called <= set(words) and not (_APART - called) & set(words)


def _described(token: Token) -> set[str]:
    """The words that say which one is meant, "the" left out."""
    beside = [child.lower_ for child in token.lefts if child.dep_ in ("amod", "compound", "nmod", "poss", "nummod", "det")]
    behind = [word.lower_ for child in token.rights if child.dep_ == "prep" and child.lower_ == "of" for word in child.children]
    return {word for word in beside + behind if word not in ("the", "this", "that")}
