"""Who is who over all stories of a store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from broadsheet.records.annotation import MentionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What an article calls somebody: "acting harbour minister".

    Attributes:
        day: day of the article's publication, None if it has none.
    """

    text: str
    article: str
    day: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """Somebody or something in one story, with what tells namesakes apart.

    Attributes:
        story: id of the story.
        thread: id of its thread.
        since: the moment and the id of the story's first article that names it: appearances sort by it.
        name: the fullest form the story uses.
        aliases: the other forms.
        offices: what its articles call it.
        countries: where its offices are said to be, in order.
        born: years of birth, as its ages tell; each may be off by one.
        places: keys of the places the story names beside it.
        company: keys of the full names of people and bodies the story names beside it.
        weight: how often the story names it.
    """

    story: str
    thread: str
    since: str
    name: str
    kind: MentionKind
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    countries: tuple[str, ...] = ()
    born: tuple[int, ...] = ()
    places: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    weight: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What an editor said of two who appear in stories: that they are one, or two.

    Attributes:
        kind: `one` or `two`.
        here: the appearances of the one, pairs of a story's id and the name that it uses.
        there: those of the other.
    """

    kind: Literal["one", "two"]
    here: tuple[tuple[str, str], ...]
    there: tuple[tuple[str, str], ...]

    @property
    def stories(self) -> frozenset[str]:
        """The stories that it speaks of."""
        return frozenset(story for story, _ in (*self.here, *self.there))


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """Somebody or something over all stories.

    Attributes:
        id: `en_` and the digest of its founding appearance, kept for ever.
        name: the fullest form, the one most written where several are as full.
        kind: what most mentions were taken for.
        aliases: every other form.
        offices: what it was called, newest first, each wording once an outlet and day.
        disputed: pairs of offices that exclude each other, given by two outlets for one day.
        stories: pairs of a story's id and the name that story uses, first appearance first.
        namesakes: ids of others of this name that may be the same: the articles do not tell.
    """

    id: str
    name: str
    kind: MentionKind
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    disputed: tuple[tuple[Office, Office], ...] = ()
    stories: tuple[tuple[str, str], ...] = ()
    namesakes: tuple[str, ...] = ()
