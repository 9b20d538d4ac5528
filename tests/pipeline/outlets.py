"""Outlets that exist in memory alone, the clock that they and their reader go by, and a client that asks them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape

from broadsheet.read.refusal import Unanswered
from broadsheet.read.web import Answer, Request
from broadsheet.steps import Dropped

START = datetime(2031, 3, 10, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass
class Reply:
    body: str = ""
    status: int = 200
    etag: str | None = None
    moved_to: str | None = None
    retry_after: float | None = None
    expires: float | None = None


@dataclass
class Outlets:
    """What stands at each address now; `asked` is the log of all requests."""

    now: datetime = START
    at: dict[str, Reply] = field(default_factory=dict)
    asked: list[tuple[datetime, Request]] = field(default_factory=list)
    later: dict[datetime, dict[str, Reply]] = field(default_factory=dict)
    busy: int = 0

    def clock(self) -> datetime:
        return self.now

    async def sleep(self, seconds: float) -> None:
        """The clock moves on as soon as no request is under way, and whoever waited for one has had his turn."""
        until = self.now + timedelta(seconds=seconds)
        while self.busy:
            await asyncio.sleep(0)
        for _ in range(10):
            await asyncio.sleep(0)
        self.now = max(self.now, until)

    async def get(self, request: Request) -> Answer | Dropped:
        self.busy += 1
        try:
            await asyncio.sleep(0)
            return self._answer(request)
        finally:
            self.busy -= 1

    def _answer(self, request: Request) -> Answer | Dropped:
        self.asked.append((self.now, request))
        for moment in sorted(self.later):
            if moment <= self.now:
                self.at |= self.later.pop(moment)
        reply = self.at.get(request.url, Reply(status=404))
        if reply.status >= 400:
            reason = "gone" if reply.status in (404, 410) else "bad status"
            return Unanswered(
                record=request.url, step="read", reason=reason, detail=f"answers {reply.status}",
                status=reply.status, retry_after=reply.retry_after,
            )  # fmt: skip
        same = reply.etag is not None and reply.etag == request.etag
        return Answer(
            asked=request.url, url=request.url, status=304 if same else 200, body=b"" if same else reply.body.encode(),
            media_type="text/html", charset="utf-8", etag=reply.etag, moved_to=reply.moved_to, expires=reply.expires,
        )  # fmt: skip

    def times(self, url: str) -> list[datetime]:
        return [moment for moment, request in self.asked if request.url == url]


def feed(*items: tuple[str, str, datetime], etag: str | None = None) -> Reply:
    """A feed that announces articles: link, headline, moment."""
    told = "".join(
        f"<item><link>{link}</link><title>{escape(title)}</title><pubDate>{moment:%a, %d %b %Y %H:%M:%S} +0000</pubDate></item>"
        for link, title, moment in items
    )
    return Reply(body=f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{told}</channel></rss>', etag=etag)


def article(title: str, *paragraphs: str, clock: str = "", etag: str | None = None) -> Reply:
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    furniture = f"<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav><p class='clock'>{clock}</p>"
    page = f"<article><h1>{escape(title)}</h1>{body}</article>"
    head = f"<head><title>{escape(title)}</title></head>"
    return Reply(body=f"<!DOCTYPE html><html lang='en'>{head}<body>{furniture}{page}</body></html>", etag=etag)
