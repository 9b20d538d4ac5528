"""What a model was asked in one run, what it cost, and what became of its sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Bounds on one run; 0 is no bound.

    Attributes:
        tokens: read and written together.
        cost: in the currency of the prices.
        price_in: of a million tokens read.
        price_out: of a million tokens written.
        currency: as it is printed.
    """

    tokens: int = 0
    cost: float = 0.0
    price_in: float = 0.0
    price_out: float = 0.0
    currency: str = "USD"

    def price(self, tokens_in: int, tokens_out: int) -> float:
        """What so many tokens cost.

        >>> Budget(price_in=1.0, price_out=4.0).price(500_000, 250_000)
        1.5
        """
        return (tokens_in * self.price_in + tokens_out * self.price_out) / MILLION


@dataclass(slots=True)
class Account:
    """Counts of one run.

    Attributes:
        asked: questions that were sent, repairs among them.
        remembered: questions that were answered from what is kept.
        written: sentences that were printed.
        refused: by reason, sentences that were not.
        troubles: by what happened, questions without a usable answer.
        stopped: why nobody was asked any more; empty while somebody is.
    """

    budget: Budget = field(default_factory=Budget)
    asked: int = 0
    remembered: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    written: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    troubles: Counter[str] = field(default_factory=Counter)
    stopped: str = ""

    @property
    def cost(self) -> float:
        """What was spent."""
        return self.budget.price(self.tokens_in, self.tokens_out)

    def would_pass(self, tokens_in: int, tokens_out: int) -> bool:
        """Whether so many tokens more would break a bound."""
        total = self.tokens_in + self.tokens_out + tokens_in + tokens_out
        spent = self.cost + self.budget.price(tokens_in, tokens_out)
        return bool((self.budget.tokens and total > self.budget.tokens) or (self.budget.cost and spent > self.budget.cost))

    def settle(self, written: int, refused: Mapping[str, int]) -> None:
        """Count what was printed of a page, and what was not."""
        self.written += written
        self.refused.update(refused)

    def plain(self) -> dict[str, Any]:
        """The counts as plain data."""
        return {
            "asked": self.asked,
            "remembered": self.remembered,
            "written": self.written,
            "refused": dict(sorted(self.refused.items())),
            "troubles": dict(sorted(self.troubles.items())),
            "stopped": self.stopped,
            "tokens_in": self.tokens_in,
            "tokens_out": self.tokens_out,
            "cost": round(self.cost, 6),
            "currency": self.budget.currency,
        }
