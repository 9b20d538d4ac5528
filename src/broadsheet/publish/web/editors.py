"""Who is an editor: the one place that says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from starlette.types import Scope

from broadsheet.publish.web.server import is_loopback


class Editors(Protocol):
    """Knows editors by their requests."""

    def named(self, scope: Scope) -> str | None:
        """What the editor is called whose request this is; None if it is nobody's who may edit."""


@dataclass(frozen=True, slots=True)
class AtThisMachine:
    """The paper of a single user: whoever asks from this machine is its editor, by one name.

    A server that other machines may ask has no editors as long as there are no accounts.
    """

    name: str

    def named(self, scope: Scope) -> str | None:
        """The name, for a connection from this machine."""
        client = scope.get("client")
        return self.name if client and is_loopback(client[0]) else None
