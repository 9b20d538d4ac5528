"""How the client behaves: what it says of itself, how often it asks a host, and how long it listens."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """Bounds on the client, the same for every host.

    Attributes:
        agent: the name that robots.txt files know us by.
        contact: an address at which the person who runs this can be told to stop; sent with every request.
        connections_per_host: requests under way at one host at a time.
        connections: the same for all hosts together.
        delay: seconds between the starts of two requests to a host; up to a quarter more is added.
        longest_delay: the longest delay that a robots.txt may ask for, in seconds.
        redirects: how many are followed.
        connect: seconds for a connection to stand, with the look-up of the name.
        total: seconds for an exchange with its redirects, while it is on the wire; waiting for one's turn is not counted.
        max_bytes: largest body after decompression.
        ratio: largest growth of a body over a megabyte in decompression.
        robots_bytes: how much of a robots.txt is read.
        robots_age: seconds for which a robots.txt is remembered.
        robots_retry: the same for one that could not be had.
        allow: places that may be reached although they are not public: address, network or host, with a port or without.
    """

    agent: str = "broadsheet"
    contact: str = ""
    connections_per_host: int = 2
    connections: int = 32
    delay: float = 1.0
    longest_delay: float = 60.0
    redirects: int = 5
    connect: float = 5.0
    total: float = 30.0
    max_bytes: int = 10_000_000
    ratio: int = 100
    robots_bytes: int = 512_000
    robots_age: float = 86_400.0
    robots_retry: float = 600.0
    allow: tuple[str, ...] = ()

    @property
    def user_agent(self) -> str:
        """What is sent as `User-Agent`.

        >>> Manners(contact="mailto:editor@paper.example").user_agent
        'broadsheet (+mailto:editor@paper.example)'
        """
        return f"{self.agent} (+{self.contact})" if self.contact else self.agent
