"""The editor's desk of the web app, over a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from broadsheet.cli.office import EditorsOffice
    from broadsheet.records.editorial import DecisionKind, EditorialDecision
    from broadsheet.store import Store

MOVING = ("merge", "split")
"""Decisions that move articles."""


class EditorsDesk:
    """Carries out what an editor decided, and writes the pages that it changes."""

    def __init__(self, office: EditorsOffice) -> None:
        self._office = office

    def decide(self, decision: EditorialDecision) -> bool:
        """Record a decision or a withdrawal; whether the pages say it already, or will when whoever writes now writes again.

        Raises:
            StoreBusy: articles would have to move while somebody else writes.
            NotFound: it names what is not there.
            UsageError: it cannot be.
        """
        from broadsheet.cli.edit_text import OF_PAGES
        from broadsheet.errors import StoreBusy

        kind = self._of(decision)
        if kind in MOVING:
            with self._office.writing() as store:
                _record(store, decision)
            return True
        with self._office.beside() as store:
            _record(store, decision)
        if kind not in OF_PAGES:
            return True
        try:
            with self._office.writing():
                return True
        except StoreBusy:
            return False

    def _of(self, decision: EditorialDecision) -> DecisionKind:
        """What a decision, or the one that it takes back, changes."""
        if decision.kind != "withdraw":
            return decision.kind
        with self._office.beside() as store:
            taken = store.decisions.get(decision.other or "")
        return taken.kind if taken else "withdraw"


def _record(store: Store, decision: EditorialDecision) -> None:
    from broadsheet import pipeline

    if decision.kind == "withdraw":
        pipeline.withdraw(store, decision.other or "", editor=decision.editor, at=decision.at, reason=decision.reason)
    else:
        pipeline.decide(store, decision)
