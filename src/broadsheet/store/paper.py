"""The store as one thing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import TracebackType
from typing import Self

from sqlalchemy import text

from broadsheet.errors import NotFound
from broadsheet.store import integrity, room
from broadsheet.store.accounts import Accounts
from broadsheet.store.articles import Articles
from broadsheet.store.attempts import Attempts
from broadsheet.store.connection import VERSIONS, File, Place, WriterLock, is_still, is_there, place_of, refuse_foreign, remember
from broadsheet.store.constraints import Constraints
from broadsheet.store.cuttings import Cuttings
from broadsheet.store.database import Database
from broadsheet.store.decisions import Decisions
from broadsheet.store.drops import Drops
from broadsheet.store.embedding import EmbeddingRow
from broadsheet.store.fetched import Fetches
from broadsheet.store.fingerprints import Fingerprints
from broadsheet.store.forgotten import Forgotten
from broadsheet.store.furniture import FurnitureRow
from broadsheet.store.grouping import GroupingState
from broadsheet.store.issues import Issues
from broadsheet.store.jobs import Jobs
from broadsheet.store.listing import Listing
from broadsheet.store.log import LOG_BYTES, cut_off, log_bytes
from broadsheet.store.outbox import Outbox
from broadsheet.store.pages import Pages
from broadsheet.store.readers import Readers
from broadsheet.store.registry import Registry
from broadsheet.store.retention import Retention
from broadsheet.store.revisions import Revisions
from broadsheet.store.sessions import Sessions
from broadsheet.store.sources import Sources
from broadsheet.store.standing import Standing
from broadsheet.store.subscribers import Subscribers
from broadsheet.store.successions import Successions
from broadsheet.store.tokens import Tokens
from broadsheet.store.traits import Traits
from broadsheet.store.unprinted import Unprinted
from broadsheet.store.vocabulary import Vocabulary
from broadsheet.store.words import Words


class Store:
    """Everything the paper knows. Open it with `Store.open`; it is a context manager.

    Attributes:
        path: the file, None in memory or on a server.
        pages: pages as they came.
        retention: which of them may go.
        cuttings: how they were taken apart.
        articles: articles with annotations, copies and placements.
        fingerprints: what copies are found by.
        constraints: what readers said of membership.
        successions: which stories ended in which, and which were taken out of which.
        revisions: written pages.
        unprinted: stories that make no page, as long as it is open.
        registry: who is who over all stories.
        drops: what could not be used.
        furniture: what repeats over pages.
        embedding: which embedder made the articles' vectors.
        grouping: what the grouping knows, so that it can go on.
        forgotten: what must not come back.
        words: the word index.
        listing: where articles and statements belong.
        vocabulary: how many articles hold each word.
        traits: what a search is narrowed by and counted under.
        sources: places on the web that are followed.
        fetched: addresses of articles, and what came of them.
        jobs: what is to be done, and when.
        standing: what tells one edition from the next.
        readers: what readers of the web app said and saw.
        decisions: what editors decided.
        subscribers: who gets the newsletter by mail.
        issues: what the issues of the newsletter told.
        outbox: mail that is to be sent.
        accounts: who may log in.
        sessions: browsers that somebody logged in with.
        tokens: keys for programs.
        attempts: logins that failed.
    """

    def __init__(self, place: Place, lock: WriterLock | None = None, *, sole: bool = False, makes: bool = True) -> None:
        self.path = place.path
        self._lock = lock
        self._database = Database(place, sole=sole, makes=makes)
        self.pages = Pages(self._database)
        self.retention = Retention(self._database)
        self.cuttings = Cuttings(self._database)
        self.articles = Articles(self._database)
        self.fingerprints = Fingerprints(self._database)
        self.constraints = Constraints(self._database)
        self.successions = Successions(self._database)
        self.revisions = Revisions(self._database)
        self.unprinted = Unprinted()
        self.registry = Registry(self._database)
        self.drops = Drops(self._database)
        self.furniture = FurnitureRow(self._database)
        self.embedding = EmbeddingRow(self._database)
        self.grouping = GroupingState(self._database)
        self.forgotten = Forgotten(self._database)
        self.words = Words(self._database)
        self.listing = Listing(self._database)
        self.vocabulary = Vocabulary(self._database)
        self.traits = Traits(self._database)
        self.sources = Sources(self._database)
        self.fetched = Fetches(self._database)
        self.jobs = Jobs(self._database)
        self.standing = Standing(self._database)
        self.readers = Readers(self._database)
        self.decisions = Decisions(self._database)
        self.subscribers = Subscribers(self._database)
        self.issues = Issues(self._database)
        self.outbox = Outbox(self._database)
        self.accounts = Accounts(self._database)
        self.sessions = Sessions(self._database)
        self.tokens = Tokens(self._database)
        self.attempts = Attempts(self._database)
        self.words.catch_up()
        if self._database.upgraded:
            self.vocabulary.catch_up()

    @classmethod
    def open(cls, url: str, *, writes: bool = True, beside: bool = False) -> Self:
        """Open the database, making or upgrading its tables.

        Args:
            url: a file, `sqlite:///FILE`, `postgresql://ROLE@HOST/DATABASE`, or `sqlite://` for one in memory.
            writes: False to look only: the store must be there, and others may write meanwhile.
            beside: for a change of a row or two, which may be made while another process is the one writer.

        Raises:
            NotFound: nothing is there to look at.
            MissingExtra: it is on a server, and what speaks to it is not installed.
            StoreBusy: another process writes.
            StoreTooNew: a newer version wrote it.
            StoreError: it is no database of ours or cannot be opened.
        """
        place = place_of(url)
        sole = writes and not beside
        if isinstance(place, File):
            return cls._of_file(place, writes=writes, sole=sole)
        return cls(place, sole=sole, makes=writes)

    @classmethod
    def _of_file(cls, place: File, *, writes: bool, sole: bool) -> Self:
        path = place.path
        if path is None:
            return cls(place)
        if not writes and not (is_there(path) and path.stat().st_size):
            hint = "say which paper with --site DIR; `broadsheet build FOLDER --site DIR` makes one"
            raise NotFound(f"{path}: no database there", hint=hint)
        refuse_foreign(path)
        lock = WriterLock(path) if sole else None
        if lock:
            lock.take()
        place = replace(place, still=not writes and is_still(path))
        try:
            opened = cls(place, lock)
        except BaseException:
            if lock:
                lock.release()
            raise
        remember(path)
        return opened

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything looked at inside is of one moment, whatever others write meanwhile."""
        with self._database.transaction(writes=False):
            yield

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything changed inside is kept together, or nothing is."""
        with self._database.transaction():
            yield

    def problems(self) -> list[str]:
        """What is wrong with the database, in words."""
        return integrity.problems(self._database)

    def system(self) -> str:
        """What holds it, in words: the database system and its version; on a server also who writes."""
        return integrity.system(self._database)

    def mend_index(self) -> bool:
        """Make the word index anew if it does not fit what it is of; whether it did not."""
        if not integrity.index_problems(self._database):
            return False
        self.words.rebuild()
        return True

    def end_log(self) -> bool:
        """Write the log ahead of a file into it, if there is one too long; whether there was."""
        path = self.path
        if path is None or log_bytes(path) <= LOG_BYTES:
            return False
        with self._database.outside() as driver:
            return cut_off(driver)

    def now(self) -> float:
        """What the server's clock says, in seconds since 1970; only of a store on a server."""
        return float(self._database.value(text("SELECT extract(epoch FROM clock_timestamp())")))

    def room(self) -> room.Room:
        """What it takes on the disk."""
        return room.measured(self._database)

    def give_back(self, *, whole: bool = False) -> int:
        """Give free room back to the disk; how many bytes that were.

        Args:
            whole: whether it may be written anew, which takes long and needs as much room again.

        Raises:
            StoreError: the database refuses, for want of room too.
        """
        return room.give_back(self._database, whole=whole)

    @property
    def version(self) -> str:
        """The migration its tables are at."""
        return VERSIONS[-1]

    def close(self) -> None:
        """Let go of the file and of the writer's lock."""
        self._database.close()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
