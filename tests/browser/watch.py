"""What a browser complains of, and where it would have gone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # skipped, not broken, where it is not installed
    from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response


@dataclass
class Watch:
    """Looks at everything that the pages of a context do.

    Attributes:
        home: how every address begins that they may ask.
        complaints: whatever must not be: requests to other places, errors and warnings of the console (breaches of the policy
            are among them), exceptions, answers that refuse.
        refusals: addresses whose answer is a refusal and ought to be one.
    """

    home: str
    complaints: list[str] = field(default_factory=list)
    refusals: set[str] = field(default_factory=set)

    def over(self, context: BrowserContext) -> BrowserContext:
        """Look at this context from now on."""
        context.on("request", self._asked)
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)
        context.on("console", self._said)
        context.on("weberror", lambda broken: self.complaints.append(f"exception: {broken.error}"))
        return context

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(self.home):
            self.complaints.append(f"asked elsewhere: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a reader who goes on before all has come
            self.complaints.append(f"failed: {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.url not in self.refusals:
            self.complaints.append(f"{response.status}: {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and message.location["url"] not in self.refusals:
            self.complaints.append(f"{message.type}: {message.text} ({message.location['url']})")
