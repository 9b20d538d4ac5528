"""Where a model is asked, with what key, and within which bounds."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from broadsheet.errors import ConfigError

_SAYS_NOTHING = re.compile(r"[^\x21-\x7e]")
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A model behind an address.

    Attributes:
        base_url: the address up to and with its version, such as `http://127.0.0.1:11434/v1`; no name, password, query or fragment.
        model: the model's name, as the endpoint calls it.
        key: sent as a bearer token; empty for none. It stands in no representation of this object.
        temperature: how freely it writes.
        seconds: longest wait for a whole answer.
        retries: how often a request is sent again that met a busy or broken endpoint.
        answer_tokens: longest answer; 0 leaves it to the endpoint.
        extra: further fields of every request.

    Raises:
        ConfigError: the address is none, or the key would be sent in the clear over the network.
    """

    base_url: str
    model: str
    key: str = field(default="", repr=False)
    temperature: float = 0.2
    seconds: float = 60.0
    retries: int = 2
    answer_tokens: int = 1_500
    extra: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.host is None:
            raise ConfigError(
                "llm.base_url is no address of an endpoint", hint="write it as http://127.0.0.1:11434/v1, the key in llm.key"
            )
        if not self.model:
            raise ConfigError("llm.base_url is set, but no model is named", hint="set llm.model to the name the endpoint knows")
        if _SAYS_NOTHING.search(self.key):
            raise ConfigError("llm.key has a character that no key has", hint="the key is one line without blanks")
        if self.key and urlsplit(self.base_url).scheme == "http" and not self.near:
            raise ConfigError("the model's key would be sent in the clear", hint="set llm.base_url to an https address")

    @property
    def host(self) -> str | None:
        """The name or literal address that is connected to; None where the address is none of an endpoint."""
        try:
            parts = urlsplit(self.base_url)
            _ = parts.port
        except ValueError:
            return None
        secret = parts.username is not None or parts.password is not None
        odd = parts.scheme not in _PORTS or secret or parts.query or parts.fragment
        return None if odd or _SAYS_NOTHING.search(self.base_url) else parts.hostname

    @property
    def place(self) -> str:
        """Host and port, as the guard of outgoing connections is told that they may be reached."""
        parts = urlsplit(self.base_url)
        host = f"[{self.host}]" if ":" in (self.host or "") else self.host
        return f"{host}:{parts.port or _PORTS[parts.scheme]}"

    @property
    def near(self) -> bool:
        """Whether it stands on this machine or in a private network."""
        try:
            address = ipaddress.ip_address(self.host or "")
        except ValueError:
            return self.host == "localhost"
        return address.is_loopback or address.is_private

    def at(self, path: str) -> str:
        """The address of one of its services.

        >>> Endpoint(base_url="http://127.0.0.1:1/v1/", model="m").at("models")
        'http://127.0.0.1:1/v1/models'
        """
        return f"{self.base_url.rstrip('/')}/{path}"
