"""PostgreSQL: where the server is, how it is spoken to, and what it says in our words.

A connection leaves transactions to us. One that only reads sees the database as it was when it began (`REPEATABLE READ`); one that
writes takes a lock first, so that writers come one after another as they do in a file. The one writer of a paper holds a second
lock for as long as its connection stands, so that a process that ends in whatever way lets go of it, and one that lost its
connection cannot write before it has the lock again.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from broadsheet.errors import MissingExtra, StoreBusy, StoreError

OLDEST = 14
"""The oldest PostgreSQL that is spoken to."""
SECONDS_TO_CONNECT, SECONDS_TO_WAIT, SECONDS_FOR_THE_WRITER = 10, 10, 0.25
SECONDS_ALIVE = 60
"""After which a side that has gone without a word is looked after."""
_SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
_WRITER, _CHANGE, _TABLES = (0x62736800 + number for number in range(3))
"""First halves of the keys of our advisory locks; the second half is the schema's. A database's locks are its own."""
_SETTINGS = {
    "lock_timeout": f"{SECONDS_TO_WAIT}s",
    "tcp_keepalives_idle": SECONDS_ALIVE,
    "tcp_keepalives_interval": SECONDS_ALIVE // 4,
    "tcp_keepalives_count": 3,
    "client_min_messages": "warning",
}
WRITERS = text(
    "SELECT pid, usename, backend_start AS since FROM pg_locks JOIN pg_stat_activity USING (pid) "
    "WHERE locktype = 'advisory' AND granted "
    "AND datname = current_database() AND classid = :lock AND objid = quote_ident(current_schema())::regnamespace::oid"
).bindparams(lock=_WRITER)
"""The one writer: its process on the server, role, and since when it is connected."""
_WORDS_OF_CAUSES = {  # how libpq says why there is no connection: it gives no code
    "password": "give the password in ~/.pgpass, PGPASSWORD or BROADSHEET_STORE__URL",
    "authentication": "name a role that the server lets in: postgresql://ROLE@HOST/DATABASE",
    "role": "`createuser ROLE` makes one, or name another in the address",
    "database": "`createdb --owner ROLE DATABASE` makes it",
}
_CODES = {  # https://www.postgresql.org/docs/current/errcodes-appendix.html
    "42501": "the role must own the database, or may create tables in its schema",
    "25006": "this server only reads (a standby): name the one that writes",
    "53100": "make room on the server's disk and run the command again: nothing that was acknowledged is lost",
    "53300": "the server has no connection left: raise its max_connections, or run fewer processes",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A database on a PostgreSQL server.

    Attributes:
        url: its address, with the password if one was given.
        path: no file.
    """

    url: URL
    path: None = None

    def __str__(self) -> str:
        """The address without its password."""
        socket = {name: value for name, value in self.url.query.items() if name in ("host", "port")}
        bare = URL.create("postgresql", self.url.username, None, self.url.host, self.url.port, self.url.database)
        return bare.set(query=socket).render_as_string()

    def engine(self, *, sole: bool = False) -> Engine:
        """An engine; `sole` that of the one writer, whose connections hold the lock.

        Raises:
            MissingExtra: psycopg is not installed.
        """
        try:
            return _engine(self, sole)
        except ImportError as problem:
            raise MissingExtra("psycopg, which speaks to PostgreSQL,", "postgresql") from problem

    def check(self, connection: Connection) -> None:
        """Refuse a server that cannot hold a paper.

        Raises:
            StoreError: it is too old, or the database is not in UTF-8.
        """
        version = int(connection.execute(text("SHOW server_version_num")).scalar_one()) // 10_000
        if version < OLDEST:
            raise StoreError(f"{self}: PostgreSQL {version} is too old", hint=f"version {OLDEST} or newer is needed")
        encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
        if encoding != "UTF8":
            hint = "`createdb --encoding UTF8 --template template0 DATABASE` makes one that can"
            raise StoreError(f"{self}: its encoding is {encoding}, which cannot hold every text", hint=hint)

    def settle(self, connection: Connection) -> None:
        """Nothing is to be prepared."""

    def hold_tables(self, connection: Connection) -> None:
        """Wait until nobody else changes the tables, and keep others from it until the connection closes or lets go."""
        connection.execute(text(f"SELECT pg_advisory_lock({_key(_TABLES)})"))

    def let_go_of_tables(self, connection: Connection) -> None:
        """Let others change them."""
        connection.execute(text(f"SELECT pg_advisory_unlock({_key(_TABLES)})"))

    def explained(self, problem: Exception) -> StoreError:
        """An error of the server as one of ours, without the password."""
        said = getattr(problem, "orig", None) or problem
        code = getattr(said, "sqlstate", None) or ""
        cause = " ".join(str(said).split())
        if self.url.password:
            cause = cause.replace(self.url.password, "***")
        if code == "55P03":
            return StoreBusy(f"{self}: another process is writing to it", hint="wait for the other broadsheet to finish")
        if getattr(problem, "connection_invalidated", False) or code.startswith(("08", "57P")):
            return StoreError(
                f"{self}: the connection was lost ({cause})", hint="run the command again: nothing acknowledged is lost"
            )
        if not code:
            return StoreError(f"{self}: {cause}", hint=_why_unreachable(cause))
        return StoreError(f"{self}: {cause}", hint=_CODES.get(code, "`broadsheet doctor` looks closer"))


def server_of(url: str) -> Server | None:
    """The server that a store's URL means, None for a file.

    >>> print(server_of("postgres://desk:secret@db.halm.example/paper"))
    postgresql://desk@db.halm.example/paper

    Raises:
        StoreError: it means one and cannot be read.
    """
    scheme, _, rest = url.partition("://")
    if not rest or scheme.lower() not in _SCHEMES:
        return None
    hint = "postgresql://ROLE:PASSWORD@HOST:5432/DATABASE, where @ : / # % in a password are written %40 %3A %2F %23 %25"
    try:
        found = make_url(f"postgresql+psycopg://{rest}")
    except (ArgumentError, ValueError) as problem:
        raise StoreError("the store's address is none of PostgreSQL", hint=hint) from problem
    if "@" in (found.host or "") or "@" in (found.database or ""):  # the end of a password, which must not be shown
        raise StoreError("the store's address holds an @ too many", hint=hint)
    if not found.database:
        raise StoreError("the store's address names no database", hint=hint)
    return Server(url=found)


@lru_cache(maxsize=8)
def _engine(server: Server, sole: bool) -> Engine:
    """Asking the server what it is costs five questions, so it is done once an address."""
    engine = create_engine(
        server.url, poolclass=NullPool, isolation_level="AUTOCOMMIT", use_native_hstore=False,
        connect_args={"connect_timeout": SECONDS_TO_CONNECT, "application_name": "broadsheet", "client_encoding": "utf8"},
    )  # fmt: skip
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    if sole:
        event.listen(engine, "connect", partial(_claim, server))
    return engine


def _prepare(connection: Any, _record: object) -> None:
    connection.autocommit = True
    connection.execute("; ".join(f"SET {name} = '{value}'" for name, value in _SETTINGS.items()))


def _claim(server: Server, connection: Any, _record: object) -> None:
    import psycopg

    try:
        connection.execute(f"SET lock_timeout = '{SECONDS_FOR_THE_WRITER}s'; SELECT pg_advisory_lock({_key(_WRITER)})")
        connection.execute(f"SET lock_timeout = '{SECONDS_TO_WAIT}s'")
    except psycopg.errors.LockNotAvailable as problem:
        connection.close()
        hint = "wait for the other broadsheet to finish, or name another --store"
        raise StoreBusy(f"{server}: another process is writing to it", hint=hint) from problem


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("writes"):
        connection.exec_driver_sql(f"BEGIN; SELECT pg_advisory_xact_lock({_key(_CHANGE)})")
    else:
        connection.exec_driver_sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")


def _key(lock: int) -> str:
    return f"{lock}, quote_ident(current_schema())::regnamespace::oid::integer"


def _why_unreachable(cause: str) -> str:
    hints = (hint for word, hint in _WORDS_OF_CAUSES.items() if word in cause)
    return next(hints, "is the server running, and does it listen there?")
