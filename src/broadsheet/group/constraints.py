"""What readers said of membership, as the placing asks for it: who must be together, who must not."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.records.story import Constraint


class Constraints:
    """Must-links and cannot-links (Wagstaff & Cardie, "Clustering with instance-level constraints", 2000), closed over.

    Articles that must be together are a party; what is said of one of them is said of all. Where the two kinds cross, which
    only what was said of forgotten articles can bring about, keeping apart wins.
    """

    def __init__(self, said: Iterable[Constraint] = ()) -> None:
        ordered = sorted(said, key=lambda one: (one.number, one.article, one.other))
        self._party: dict[str, list[str]] = {}
        self._apart: set[tuple[str, str]] = set()
        for one in ordered:
            if one.kind == "apart":
                self._apart |= {(one.article, one.other), (one.other, one.article)}
        for one in ordered:
            if one.kind == "together" and not self.apart([one.article], [one.other]):
                party = list(dict.fromkeys([*self.party(one.article), *self.party(one.other)]))
                self._party.update(dict.fromkeys(party, party))

    def __bool__(self) -> bool:
        return bool(self._party or self._apart)

    def party(self, article: str) -> list[str]:
        """The articles that must be in one story with this one, itself among them."""
        return self._party.get(article, [article])

    def apart(self, some: Iterable[str], others: Iterable[str]) -> bool:
        """Whether one of some must not be in a story with one of the others."""
        if not self._apart:
            return False
        named = {article for article, _ in self._apart}
        here = {each for one in some for each in self.party(one) if each in named}
        there = {each for one in others for each in self.party(one) if each in named} if here else ()
        return any((one, other) in self._apart for one in here for other in there)
