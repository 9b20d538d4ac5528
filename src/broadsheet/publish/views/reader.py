"""Who reads a page in the web app, as the page speaks of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from broadsheet.records.reader import Remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A reader of the web app.

    Attributes:
        edition: version of the edition that they read, so that a page can ask whether there is a newer one.
        speaks: whether what they say is kept, so that the page offers it.
        decides: whether what they say of stories and disagreements holds for everyone, so that the page offers it.
        edits: whether they have a desk, so that the page offers what editors decide.
        enters: whether they could log in.
        signed: whether they are logged in.
        by_mail: whether the newsletter can be had by mail, so that the page offers it.
        known: what is remembered of them, as far as this page shows it.
    """

    edition: str = ""
    speaks: bool = False
    decides: bool = False
    edits: bool = False
    enters: bool = False
    signed: bool = False
    by_mail: bool = False
    known: Remembered = field(default_factory=Remembered)

    @property
    def returns(self) -> bool:
        """Whether they have read something before."""
        return bool(self.known.read)

    def follows(self, story: str) -> bool:
        """Whether they follow a story."""
        return story in self.known.followed

    def hides(self, outlet: str) -> bool:
        """Whether they do not want to see an outlet."""
        return outlet in self.known.hidden

    def has_read(self, story: str, revision: int) -> bool:
        """Whether they have read this revision of a story."""
        visit = self.known.read.get(story)
        return visit is not None and visit.revision >= revision

    def last_read(self, story: str) -> int:
        """The revision of a story that they read last; 0 for none."""
        visit = self.known.read.get(story)
        return visit.revision if visit else 0

    def missed_since(self, story: str, revision: int) -> int:
        """The revision that they had read before they came to this one; 0 if there is none."""
        visit = self.known.read.get(story)
        return visit.before if visit and visit.before < revision else 0
