"""The newsletter by mail as the settings have it: whether it can be offered, who sends it, and what is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import Counter
    from datetime import datetime

    from broadsheet.config import Settings
    from broadsheet.pipeline.schedule import Report
    from broadsheet.publish.newsletter import Composer, Letterhead, Server, Signup
    from broadsheet.records.edition import Edition
    from broadsheet.records.subscriber import Wish
    from broadsheet.store import Store

LOOK = 10.0
"""Seconds between two looks into the outbox."""
PORTS = {"starttls": 587, "tls": 465, "none": 25}
KEY = "newsletter"


def lacking(settings: Settings) -> str:
    """What is missing before mail can be sent and people can ask for it, in words; empty if nothing is."""
    from importlib.util import find_spec

    address, mail = settings.paper.address, settings.mail
    wanted = {
        "mail.host names no mail server": bool(mail.host),
        "mail.sender names no address that mail comes from": "@" in mail.sender and mail.sender.isascii(),
        "paper.address does not say where the site stands, which links in mail need": _is_address(address),
        "a package is missing: pip install 'broadsheet[mail]'": all(map(find_spec, ("aiosmtplib", "email_validator"))),
    }
    return next((words for words, there in wanted.items() if not there), "")


def _is_address(address: str) -> bool:
    return address.isascii() and address.startswith(("http://", "https://")) and not set(address) & set(" <>\r\n\"'")


def required(settings: Settings) -> None:
    """Nothing, if mail can be sent.

    Raises:
        ConfigError: it cannot; the error says what is missing.
    """
    from broadsheet.errors import ConfigError

    if missing := lacking(settings):
        raise ConfigError(f"no mail can be sent: {missing}", hint="docs/rooms/newsletter.md has an example of [mail]")


def server_of(settings: Settings) -> Server:
    """The server that takes our mail.

    Raises:
        ConfigError: something is missing, or the password's file cannot be read.
    """
    from broadsheet.publish.newsletter import Server, checked

    required(settings)
    mail = settings.mail
    return Server(
        host=mail.host, port=mail.port or PORTS[mail.security], security=mail.security, user=mail.user,
        password=_password(settings), sender=checked(mail.sender), per_minute=mail.per_minute, seconds=mail.seconds,
    )  # fmt: skip


def _password(settings: Settings) -> str:
    from broadsheet.errors import ConfigError

    told, file = settings.mail.password.get_secret_value(), settings.mail.password_file
    if told or not file:
        return told
    try:
        return Path(file).expanduser().read_text("utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as problem:
        raise ConfigError(f"mail.password_file: {file} cannot be read", hint="check the path and the permissions") from problem


def letterhead(store: Store, settings: Settings) -> Letterhead:
    """What all mail of the paper has in common; the key that signs its links is made with the first."""
    import secrets

    from broadsheet.publish.newsletter import Letterhead, Links

    key = store.subscribers.key(KEY, lambda: secrets.token_bytes(32))
    address = settings.paper.address
    links = Links(key, address if address.endswith("/") else f"{address}/")
    return Letterhead(title=settings.paper.title, sender=settings.mail.sender, links=links, saved=settings.paper.desks)


def composer(store: Store, settings: Settings, edition: Edition) -> Composer:
    """Makes the issues of an edition."""
    from broadsheet.publish.newsletter import Composer

    return Composer(store, edition, letterhead(store, settings))


def put_down(store: Store, settings: Settings, edition: Edition, now: datetime) -> Counter[str]:
    """Put down in the outbox what is due, and forget what is old; the counts of `publish.newsletter.put_down`."""
    from broadsheet.publish import newsletter

    made = composer(store, settings, edition)
    counted = newsletter.put_down(store, made, now, zone=settings.paper.timezone, weekday=settings.mail.weekday)
    newsletter.sweep(store, now)
    return counted


def signup(opened: Callable[[], AbstractContextManager[Store]], settings: Settings, clock: Callable[[], datetime]) -> Signup:
    """Takes people in, over a store that is opened for each of them."""
    from broadsheet.publish.newsletter import Signup

    with opened() as store:
        head = letterhead(store, settings)
    return Signup(opened, head, clock, per_address=settings.mail.asks_per_address, per_hour=settings.mail.asks_per_hour)


def desks(settings: Settings) -> tuple[str, ...]:
    """The desks that a reader may choose: the paper's own, then those of subjects."""
    from broadsheet.pipeline.desks import BY_SUBJECT

    return tuple(dict.fromkeys([*settings.paper.desks, *BY_SUBJECT]))


async def sent(store: Store, settings: Settings, stopped: Callable[[], bool] = lambda: False) -> tuple[Counter[str], str]:
    """Send what is due; how many mails came into which state, and why none could leave, if none could."""
    from datetime import UTC, datetime

    from broadsheet.publish.newsletter import Post

    post = Post(store, server_of(settings), clock=lambda: datetime.now(UTC), stopped=stopped)
    return await post.send(), post.problem


async def all_sent(store: Store, settings: Settings) -> tuple[Counter[str], str]:
    """Send until nothing is due; as `sent`."""
    counted, problem = await sent(store, settings)
    more = counted
    while more and not problem:
        more, problem = await sent(store, settings)
        counted += more
    return counted, problem


def take_in(store: Store, address: str, wish: Wish) -> str:
    """Take somebody in at the word of whoever runs the paper; what was done, in words.

    Raises:
        UsageError: it is no address, or they left by their own word.
    """
    from datetime import UTC, datetime

    from broadsheet.errors import UsageError
    from broadsheet.publish.newsletter import checked
    from broadsheet.records.moments import in_utc

    now = in_utc(datetime.now(UTC))
    with store.transaction():
        who = store.subscribers.ask(checked(address), wish, now)
        if who.state == "left":
            raise UsageError(f"{who.address} left on {who.since[:10]}", hint="without --confirmed they are asked by mail")
        store.subscribers.confirm(who.number, wish, now)
    return f"{who.address} gets the newsletter"


def ask(store: Store, settings: Settings, address: str, wish: Wish) -> str:
    """Put down the mail that asks somebody whether they want the newsletter; what was done, in words.

    Raises:
        UsageError: it is no address.
        ConfigError: no mail can be sent.
    """
    from contextlib import nullcontext
    from datetime import UTC, datetime

    required(settings)
    signup(lambda: nullcontext(store), settings, lambda: datetime.now(UTC)).ask(address, wish)
    return f"{address} is asked by mail, unless that was done too often today; `run`, `serve` or `newsletter send` sends it"


@contextmanager
def posting(settings: Settings, url: str, report: Report) -> Iterator[None]:
    """Send what lies in the outbox, again and again, from a thread and a connection of its own; nothing where no mail is set."""
    import threading

    if lacking(settings):
        yield
        return
    over = threading.Event()
    thread = threading.Thread(target=_post, args=(settings, url, report, over), name="broadsheet-post", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(LOOK)


def _post(settings: Settings, url: str, report: Report, over: object) -> None:
    """Look into the outbox until told to stop. What fails is told and tried again: mail must not end the paper."""
    import asyncio
    import threading
    from collections import Counter

    from broadsheet.errors import BroadsheetError
    from broadsheet.store import Store

    assert isinstance(over, threading.Event)
    while not over.wait(LOOK):
        try:
            with Store.open(url, writes=False) as store:
                counted, problem = asyncio.run(sent(store, settings, over.is_set))
        except BroadsheetError as error:
            counted, problem = Counter(), str(error)
        except Exception as error:  # noqa: BLE001  a fault of ours must not end the post
            counted, problem = Counter(), f"{type(error).__name__}: {error}"[:300]
        if counted or problem:
            report("mail", problem=problem, **dict(counted))
