"""What a search is narrowed to."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Conditions that all must hold of an article, or of the story that it is told in; None and False ask for nothing.

    Attributes:
        outlet: its name, as printed.
        person: the full name of somebody that the article speaks of.
        place: the name of a place that the article speaks of.
        role: what kind of piece it is.
        since: the first day of publication, `YYYY-MM-DD`. An undated article lies on no day.
        until: the last one.
        subject: the label of the story's subject.
        disputed: whether the story's accounts must differ.
        story: the story's id.
        thread: the thread's id.
        desk: the name of a desk; which stories stand there only an edition knows, and they are `stories`.
        stories: the only stories that are looked for; None for all.
        without: stories that are not looked for.
    """

    outlet: str | None = None
    person: str | None = None
    place: str | None = None
    role: str | None = None
    since: str | None = None
    until: str | None = None
    subject: str | None = None
    disputed: bool = False
    story: str | None = None
    thread: str | None = None
    desk: str | None = None
    stories: frozenset[str] | None = None
    without: frozenset[str] = frozenset()

    @property
    def given(self) -> bool:
        """Whether anything is asked for."""
        return replace(self, without=frozenset()) != Filters()

    @property
    def narrow(self) -> bool:
        """Whether anything is kept out."""
        return self != Filters()
