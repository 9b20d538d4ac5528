"""Who asks, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from starlette.types import Scope

Right = Literal["open", "read", "own", "edit", "account", "machine"]
"""What a route needs: nothing; to read the paper; to have what one says of it kept; to change it for everyone; to be logged in;
to sit at this machine."""
Kind = Literal["nobody", "reader", "editor", "reading token", "editing token", "owner"]

GRANTS: dict[Kind, frozenset[Right]] = {
    "nobody": frozenset({"open"}),
    "reading token": frozenset({"open", "read"}),
    "editing token": frozenset({"open", "read", "edit"}),
    "reader": frozenset({"open", "read", "own", "account"}),
    "editor": frozenset({"open", "read", "own", "account", "edit"}),
    "owner": frozenset({"open", "read", "own", "edit"}),
}
"""What each kind may do. An owner sits at a machine of their own, as long as there are no accounts; `machine` goes with the
connection, and reading is given to nobody where the paper is public."""
_PLACE = "broadsheet.who"


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody who asks.

    Attributes:
        kind: what they are.
        rights: what they may do.
        name: of their account, or of the machine's user.
        reader: the id that what they say is kept under, empty if it is not; of an owner, whatever their cookie says.
        session: digest of the session that they are logged in with, empty without one.
        address: where they ask from, as far as it is known.
        enters: whether logging in would be of use.
    """

    kind: Kind = "nobody"
    rights: frozenset[Right] = GRANTS["nobody"]
    name: str = ""
    reader: str = ""
    session: str = ""
    address: str = ""
    enters: bool = False

    def may(self, right: Right) -> bool:
        """Whether they have a right."""
        return right in self.rights


NOBODY = Who()


def who_of(scope: Scope) -> Who:
    """Who asks, as the door has found."""
    found = scope.get(_PLACE, NOBODY)
    assert isinstance(found, Who)
    return found


def introduce(scope: Scope, who: Who) -> None:
    """Note who asks."""
    scope[_PLACE] = who
