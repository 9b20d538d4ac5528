"""An exchange that gave no answer: raised inside the client, never outside it."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.read.reasons import REASONS, STEP
from broadsheet.steps import Dropped


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered(Dropped):
    """A request that brought nothing, with what its sender needs to plan the next.

    Attributes:
        status: the status that the server answered with, if it answered.
        retry_after: seconds that the server, or our own manners, want to pass before the next request.
    """

    status: int | None = None
    retry_after: float | None = None


class Refusal(Exception):
    """Why there is no answer.

    Attributes:
        reason: one of `REASONS`.
        detail: what exactly.
        status, retry_after: as in `Unanswered`.
    """

    def __init__(self, reason: str, detail: str = "", *, status: int | None = None, retry_after: float | None = None) -> None:
        assert REASONS[reason]
        super().__init__(reason, detail)
        self.reason, self.detail, self.status, self.retry_after = reason, detail, status, retry_after

    def dropped(self, record: str) -> Unanswered:
        """The same as a drop of the record that was asked for."""
        return Unanswered(
            record=record, step=STEP, reason=self.reason, detail=self.detail, status=self.status, retry_after=self.retry_after
        )
