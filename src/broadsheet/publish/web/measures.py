"""What `/metrics` tells: requests by kind and outcome, how long they took, and the edition that is served."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.types import Scope

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0)
"""Upper bounds of the times counted, in seconds."""
KINDS = frozenset(
    {
        "", "stories", "threads", "topics", "articles", "pages", "static", "api", "search", "ask", "reader", "newsroom", "yours",
        "healthz", "readyz", "metrics",
    }
)  # fmt: skip
"""First parts of addresses that are counted apart; all others together, so that a stranger cannot grow the list."""


class Measures:
    """The counts of one server, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("kind", "status")
        self._requests = Counter("broadsheet_requests", "Requests answered.", labels, registry=self.registry)
        self._seconds = Histogram(
            "broadsheet_request_seconds", "Time to answer, in seconds.", registry=self.registry, buckets=BUCKETS
        )
        self._stories = Gauge("broadsheet_stories", "Stories in the edition that is served.", registry=self.registry)
        self._articles = Gauge("broadsheet_articles", "Articles in the edition that is served.", registry=self.registry)
        self._editions = Counter("broadsheet_editions", "Editions taken up since the start.", registry=self.registry)

    def count(self, scope: Scope, status: int, seconds: float) -> None:
        """Note an answer."""
        first = scope["path"].split("/", 2)[1:2]
        kind = first[0] if first and first[0] in KINDS else "other"
        self._requests.labels(kind or "front", str(status or 500)).inc()
        self._seconds.observe(seconds)

    def took_up(self, stories: int, articles: int) -> None:
        """Note a new edition."""
        self._editions.inc()
        self._stories.set(stories)
        self._articles.set(articles)

    def told(self) -> bytes:
        """The counts in the Prometheus text format."""
        return generate_latest(self.registry)
