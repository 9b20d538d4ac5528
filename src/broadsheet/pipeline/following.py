"""What is made of the answers of sources and of articles' addresses: pages, what is remembered of both, and when to ask again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from broadsheet.executor import Bounds
from broadsheet.pipeline import parts
from broadsheet.pipeline.rhythm import Pace, after_look, next_look, next_try, rested
from broadsheet.pipeline.told import STEP, Account, Told, account_of, feeds_led_to, moment_told, page_fetched
from broadsheet.pipeline.versions import Again, new_versions
from broadsheet.read.refusal import Unanswered
from broadsheet.read.sitemaps import Part
from broadsheet.read.web import Answer, Request
from broadsheet.records import codec
from broadsheet.records.moments import in_utc, moment_of
from broadsheet.records.page import Page
from broadsheet.records.source import Fetched, Job, PartState, Rest, Source, SourceKind
from broadsheet.steps import Dropped
from broadsheet.store import Store

FOR_GOOD = frozenset({"bad address", "forbidden address", "gone", "not a page", "too large", "unknown kind"})
"""Reasons for which an article's address is not asked again."""
LOOKS = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24), timedelta(hours=72))
"""How long after it was first seen an article's page is looked at again: most corrections come on the first day."""
GONE_FOR = timedelta(hours=24)
"""How long a page must be missing until it counts as gone: servers lose pages for an hour."""
SILENCE = timedelta(days=7)
"""A source that failed too often is asked once in this time, in case it comes back."""
LONGEST_NAME = 60
"""Characters of a feed's title that is taken for a name."""
PART = "part"
"""Where a page's job keeps what the feed had of the article."""

_ACCEPT: Mapping[SourceKind, Literal["page", "feed", "any"]] = {"feed": "feed", "sitemap": "any", "page": "page"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How sources are followed.

    Attributes:
        pace: bounds on the time between two looks at a source.
        attempts: failures in a row after which a page is given up and a source asked once a week.
        oldest: how old an article may be that a source tells of.
        bounds: what may be spent on taking one page apart.
        fast: whether web pages are skimmed.
        names: a finder of names other than the grammar's, as `models.namers.load` takes it.
    """

    pace: Pace = field(default_factory=Pace)
    attempts: int = 8
    oldest: timedelta = timedelta(days=7)
    bounds: Bounds = field(default_factory=Bounds)
    fast: bool = False
    names: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A job, when it was done, and what came of it."""

    job: Job
    answer: Answer | Dropped
    at: datetime

    @property
    def status(self) -> int | None:
        """The server's status, None if there was none."""
        return self.answer.status if isinstance(self.answer, (Answer, Unanswered)) else None

    @property
    def ordered(self) -> timedelta | None:
        """How long the server wants to be left alone, if it says."""
        seconds = self.answer.retry_after if isinstance(self.answer, (Answer, Unanswered)) else None
        return None if seconds is None else timedelta(seconds=seconds)

    @property
    def problem(self) -> str:
        """What was wrong, in words."""
        return "" if isinstance(self.answer, Answer) else ": ".join(filter(None, (self.answer.reason, self.answer.detail)))


def request_for(store: Store, job: Job) -> Request | None:
    """What is asked for a job; None if there is nothing to ask any more."""
    if job.kind == "source":
        source, state = store.sources.get(job.key), store.sources.state(job.key)
        if source is None or source.muted:
            return None
        return Request(url=state.moved_to or source.address, etag=state.etag, modified=state.modified, accept=_ACCEPT[source.kind])
    if job.kind == "part":
        source = store.sources.get(job.task["source"])
        part = store.sources.state(job.task["source"]).parts.get(job.key, PartState(asked=job.due))
        return Request(url=job.key, etag=part.etag, modified=part.modified) if source and not source.muted else None
    known = store.fetched.get(job.key)
    if known is None:
        return None
    return Request(url=known.address, etag=known.etag, modified=known.modified, accept="page")


class Follower:
    """Keeps what comes in. Every arrival is one transaction: its pages, what is remembered, and its job."""

    def __init__(self, store: Store, habits: Habits) -> None:
        self._store = store
        self._habits = habits

    def take(self, arrivals: Sequence[Arrival]) -> int:
        """Make of the arrivals what can be made; how many new pages that is."""
        accounts = {_name(arrival.job): self._account(arrival) for arrival in arrivals if arrival.job.kind != "page"}
        pages = {arrival.job.key: _page(arrival) for arrival in arrivals if arrival.job.kind == "page"}
        versions = new_versions(self._store, [*self._again(accounts.values(), pages)], self._habits.bounds, fast=self._habits.fast)
        count = 0
        for arrival in arrivals:
            with self._store.transaction():
                if arrival.job.kind == "source":
                    count += self._source(arrival, accounts[_name(arrival.job)], versions)
                elif arrival.job.kind == "part":
                    count += self._part(arrival, accounts[_name(arrival.job)], versions)
                else:
                    count += self._article(arrival, pages[arrival.job.key], versions)
        return count

    def _account(self, arrival: Arrival) -> Account:
        source, answer = self._store.sources.get(arrival.job.task.get("source", arrival.job.key)), arrival.answer
        if source is None or not isinstance(answer, Answer) or answer.status != 200:
            return Account()
        try:
            return account_of(source, answer)
        except Exception as problem:  # noqa: BLE001  one feed must not stop the rest, whatever is wrong with it
            return Account(told=(_crashed(source.address, problem),))

    def _again(self, accounts: Iterable[Account], pages: Mapping[str, Page | Dropped | None]) -> Iterable[Again]:
        """The pages that came again, each with the one that is kept."""
        came = [(one.address, one.page, one.digest) for account in accounts for one in account.told if isinstance(one, Told)]
        for address, page, digest in [*came, *((address, page, None) for address, page in pages.items())]:
            known = self._store.fetched.get(address) if isinstance(page, Page) else None
            if known and known.page and known.told != digest and isinstance(page, Page):
                yield Again(kept=known.page, page=page)

    def _source(self, arrival: Arrival, account: Account, versions: set[str]) -> int:
        source = self._store.sources.get(arrival.job.key)
        if source is None:
            self._store.jobs.done(arrival.job)
            return 0
        drops = [one for one in account.told if isinstance(one, Dropped)]
        articles = [one for one in account.told if isinstance(one, Told)]
        told = articles or account.parts
        if isinstance(arrival.answer, Answer) and not told and self._led_on(source, arrival, arrival.answer):
            return 0
        self._store.drops.add(drops)
        if not isinstance(arrival.answer, Answer) or (drops and not told):
            self._failed(source, arrival, arrival.problem or f"{drops[0].reason}: {drops[0].detail}")
            return 0
        new = [one for one in articles if self._store.fetched.get(one.address) is None]
        self._answered(source, account, arrival, new)
        self._lead_to(source, account.parts, arrival, depth=1)
        return sum(self._heard_of(source, one, arrival.at, versions) for one in articles)

    def _lead_to(self, source: Source, listed: Iterable[Part], arrival: Arrival, *, depth: int) -> bool:
        """Plan to ask the sitemaps that an index lists and that have changed. Whether that is all of them.

        If it is not, the index is read again at the next look, whether it has changed or not.
        """
        state, now = self._store.sources.state(source.address), arrival.at
        due = parts.parts_due(listed, state.parts, now, self._habits.oldest)
        for part in due[: parts.MOST]:
            task = {"source": source.address, "changed": part.changed, "depth": depth}
            self._store.jobs.plan("part", part.address, now, task)
        if len(due) > parts.MOST:
            self._store.sources.note(source.address, replace(state, etag=None, modified=None))
        return len(due) <= parts.MOST

    def _part(self, arrival: Arrival, account: Account, versions: set[str]) -> int:
        """What a sitemap below an index tells is told by the index. One that fails too often waits until it changes again."""
        job, answer, now = arrival.job, arrival.answer, arrival.at
        source = self._store.sources.get(job.task["source"])
        if source is None:
            self._store.jobs.done(job)
            return 0
        if isinstance(answer, Dropped) and job.attempts < self._habits.attempts and answer.reason not in FOR_GOOD:
            due = next_try(job.key, job.attempts, now, self._habits.pace, arrival.ordered)
            self._store.jobs.retry(job, due, arrival.problem)
            return 0
        drops = [one for one in (answer, *account.told) if isinstance(one, Dropped)]
        articles = [one for one in account.told if isinstance(one, Told)]
        deep = account.parts and job.task["depth"] >= parts.DEEPEST
        self._store.drops.add([*drops, *([Dropped(record=job.key, step=STEP, reason="index")] if deep else [])])
        whole = bool(deep) or self._lead_to(source, account.parts, arrival, depth=job.task["depth"] + 1)
        self._note_part(source, arrival, [one for one in articles if self._store.fetched.get(one.address) is None], whole=whole)
        self._store.jobs.done(job)
        return sum(self._heard_of(source, one, now, versions) for one in articles)

    def _note_part(self, source: Source, arrival: Arrival, new: Sequence[Told], *, whole: bool) -> None:
        """Remember how a part answered, and what it brought as the source's rhythm; one not done with counts as not asked."""
        before, job, now = self._store.sources.state(source.address), arrival.job, arrival.at
        came = self._came(new, now)
        since = now if job.key in before.parts else min([now, *came])
        answer = arrival.answer if isinstance(arrival.answer, Answer) else None
        part = PartState(
            asked=in_utc(now), changed=job.task["changed"],
            etag=answer.etag if answer else None, modified=answer.modified if answer else None,
        )  # fmt: skip
        known = parts.kept(before.parts, now, self._habits.oldest) | {job.key: part}
        state = replace(
            before, parts=known if whole else {address: one for address, one in known.items() if address != job.key},
            rhythm=after_look(before.rhythm, since, now, came), news=in_utc(now) if new else before.news,
        )  # fmt: skip
        self._store.sources.note(source.address, state)

    def _came(self, new: Sequence[Told], now: datetime) -> list[datetime]:
        """When new articles came, as far as that is known and counts."""
        came = [min(moment, now) for one in new if (moment := moment_told(one.published))] or [now] * len(new)
        return [moment for moment in came if moment > now - self._habits.oldest]

    def _led_on(self, source: Source, arrival: Arrival, answer: Answer) -> bool:
        """Where a page came in place of a feed: ask the feed that the page leads to from now on, if it leads to one.

        Once: a page that is found where a page led would lead on for ever.
        """
        state = self._store.sources.state(source.address)
        if source.kind != "feed" or state.moved_to is not None or not (feeds := feeds_led_to(answer)):
            return False
        self._store.sources.note(source.address, replace(state, moved_to=feeds[0], etag=None, modified=None, error=""))
        self._store.jobs.again(arrival.job, arrival.at)
        return True

    def _answered(self, source: Source, account: Account, arrival: Arrival, new: Sequence[Told]) -> None:
        before, now, answer = self._store.sources.state(source.address), arrival.at, arrival.answer
        assert isinstance(answer, Answer)
        came = self._came(new, now)
        since = moment_of(before.asked) if before.asked else min([now, *came])
        state = replace(
            before, asked=in_utc(now), seen=in_utc(now), failures=0, error="", etag=answer.etag, modified=answer.modified,
            rhythm=after_look(before.rhythm, since, now, came),
            moved_to=answer.moved_to or before.moved_to, news=in_utc(now) if new else before.news,
            rest=before.rest if answer.status == 304 else account.rest,
        )  # fmt: skip
        self._store.sources.note(source.address, state)
        if source.unnamed and answer.status != 304:
            self._called(source, account.title or "")
        due = next_look(source.address, state.rhythm, now, self._habits.pace, _floor(answer, state.rest))
        self._store.jobs.again(arrival.job, rested(due, state.rest))

    def _called(self, source: Source, title: str) -> None:
        """Call a source that nobody named by its own title, if that is short enough for a list and no other's name."""
        fits = 0 < len(title) <= LONGEST_NAME and self._store.sources.get(title) is None
        self._store.sources.put(replace(source, name=title if fits else source.name, unnamed=False))

    def _failed(self, source: Source, arrival: Arrival, problem: str) -> None:
        """Asked again later; a source that is gone is muted, one that fails and fails is asked once a week."""
        before, now = self._store.sources.state(source.address), arrival.at
        state = replace(before, asked=in_utc(now), failures=before.failures + 1, error=problem)
        self._store.sources.note(source.address, state)
        if arrival.status == 410:
            self._store.sources.put(replace(source, muted=True, why_muted=f"{problem} ({in_utc(now)[:10]})"))
            self._store.jobs.done(arrival.job)
        elif state.failures >= self._habits.attempts:
            self._store.jobs.retry(arrival.job, now + SILENCE, problem)
        else:
            due = next_try(source.address, state.failures, now, self._habits.pace, arrival.ordered)
            self._store.jobs.retry(arrival.job, rested(due, before.rest), problem)

    def _heard_of(self, source: Source, told: Told, now: datetime, versions: set[str]) -> int:
        """Keep an article that came along; plan to fetch one that did not. How many new pages that is."""
        known = self._store.fetched.get(told.address)
        if known is None and (moment := moment_told(told.published)) and moment < now - self._habits.oldest:
            self._store.drops.add([Dropped(record=told.address, step=STEP, reason="old", detail=(told.published or "")[:10])])
            return 0
        if known is not None and (known.told == told.digest or known.source != source.address):
            return 0
        seen = in_utc(now)
        record = known or Fetched(address=told.address, source=source.address, first_seen=seen, last_seen=seen)
        record = replace(record, told=told.digest, last_seen=seen)
        if told.page is None:
            self._store.fetched.put(record)
            part = {PART: codec.to_plain(told.part)} if told.part else {}
            self._store.jobs.hasten("page", told.address, now, told.beside | part)
            return 0
        return self._keep(record, told.page, versions)

    def _keep(self, record: Fetched, page: Page, versions: set[str]) -> int:
        """Keep the page of an address, if it is its first or says something else than the last."""
        new = (record.page is None or page.id in versions) and self._store.pages.add(page)
        self._store.fetched.put(replace(record, page=page.id if new else record.page))
        return int(new)

    def _article(self, arrival: Arrival, page: Page | Dropped | None, versions: set[str]) -> int:
        known = self._store.fetched.get(arrival.job.key)
        if known is None:
            self._store.jobs.done(arrival.job)
            return 0
        if arrival.status in (404, 410) and known.page is not None:
            self._missed(arrival, known)
            return 0
        problem = page if isinstance(page, Dropped) else None
        if problem or not isinstance(arrival.answer, Answer):
            return self._keep_part(arrival, known) if self._given_up(arrival, problem) else 0
        seen = replace(
            known, last_seen=in_utc(arrival.at), missing_since=None, vanished=None,
            etag=arrival.answer.etag, modified=arrival.answer.modified,
        )  # fmt: skip
        self._look_again(arrival, seen)
        seen = replace(seen, looks=seen.looks + 1)
        if isinstance(page, Page):
            return self._keep(seen, page, versions)
        self._store.fetched.put(seen)
        return 0

    def _look_again(self, arrival: Arrival, known: Fetched) -> None:
        """Plan the next look at a page, if there is one."""
        first = moment_of(known.first_seen)
        due = next((first + after for after in LOOKS if first + after > arrival.at), None)
        if due is None:
            self._store.jobs.done(arrival.job)
        else:
            self._store.jobs.again(arrival.job, due)

    def _missed(self, arrival: Arrival, known: Fetched) -> None:
        """Gone for good if it is not there a second time, a day later or more."""
        since = moment_of(known.missing_since) if known.missing_since else arrival.at
        gone = arrival.at - since >= GONE_FOR
        record = replace(known, missing_since=in_utc(since), vanished=in_utc(arrival.at) if gone else None)
        self._store.fetched.put(record)
        if gone:
            self._store.jobs.done(arrival.job)
        else:
            self._store.jobs.retry(arrival.job, since + GONE_FOR, arrival.problem)

    def _keep_part(self, arrival: Arrival, known: Fetched) -> int:
        """Keep what the feed had of an article whose page is not to be had; not of one that the outlet says it took back (410)."""
        part = arrival.job.task.get(PART)
        if part is None or known.page is not None or arrival.status == 410:
            return 0
        return self._keep(known, codec.from_plain(Page, part), set())

    def _given_up(self, arrival: Arrival, problem: Dropped | None) -> bool:
        """Try again later; after enough tries, or where the answer itself is of no use, set the address aside with the reason.

        Returns:
            whether it is set aside.
        """
        told = f"{problem.reason}: {problem.detail}" if problem else arrival.problem
        drop = problem or (arrival.answer if isinstance(arrival.answer, Dropped) else None)
        if problem or arrival.job.attempts >= self._habits.attempts or (drop and drop.reason in FOR_GOOD):
            self._store.jobs.quarantine(arrival.job, told)
            self._store.drops.add([_renamed(drop, arrival.job.key)] if drop else [])
            return True
        due = next_try(arrival.job.key, arrival.job.attempts, arrival.at, self._habits.pace, arrival.ordered)
        self._store.jobs.retry(arrival.job, due, told)
        return False


def _name(job: Job) -> tuple[str, str]:
    return job.kind, job.key


def _floor(answer: Answer, rest: Rest) -> timedelta:
    """How long there is nothing new to be had, as the server and the source itself say."""
    return timedelta(seconds=max(answer.expires or 0.0, answer.retry_after or 0.0, 60.0 * rest.minutes))


def _crashed(name: str, problem: Exception) -> Dropped:
    return Dropped(record=name, step=STEP, reason="crashed", detail=f"{type(problem).__name__}: {problem}"[:300])


def _renamed(drop: Dropped, name: str) -> Dropped:
    return Dropped(record=name, step=drop.step, reason=drop.reason, detail=drop.detail)


def _page(arrival: Arrival) -> Page | Dropped | None:
    """The page that came, why none could be made of the answer, or None if nothing came."""
    answer = arrival.answer
    if not isinstance(answer, Answer) or answer.status != 200:
        return None
    try:
        return page_fetched(answer, {name: said for name, said in arrival.job.task.items() if name != PART})
    except Exception as problem:  # noqa: BLE001  one page must not stop the rest, whatever is wrong with it
        return _crashed(arrival.job.key, problem)
