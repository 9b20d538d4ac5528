"""Odd items taken through the program, and an account of what became of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from broadsheet import executor, pipeline
from broadsheet.annotate import Annotate
from broadsheet.executor import Bounds
from broadsheet.extract import Extract
from broadsheet.group import Group
from broadsheet.read import REASONS, read_sources
from broadsheet.read.address import address_of
from broadsheet.read.manners import Manners
from broadsheet.read.opml import outlines_of
from broadsheet.read.refusal import Refusal
from broadsheet.read.robots import Robots
from broadsheet.read.sitemaps import read_sitemap
from broadsheet.records.page import Page
from broadsheet.steps import Dropped, Tally
from broadsheet.store import Store
from tests.hostile.odd import Odd

KNOWN = {
    "read": set(REASONS),
    "extract": {*Extract.reasons, *executor.REASONS},
    "annotate": {*Annotate.reasons, *executor.REASONS},
    "group": set(Group.reasons),
}
"""The reasons that each step may give."""
FAILURES = {("extract", "crashed"), ("annotate", "crashed"), ("annotate", "not read")}
"""Those that stand for an exception that nobody thought of."""
GOOD = "zz-good.html"
GOOD_WORDS = (
    "The lighthouse keeper of Brae counted nineteen seals on the northern skerries on Tuesday.",
    "Her tally is the highest since the count began in 1974, and six more than a year ago.",
    "The harbour master said that boats would keep two hundred metres away until the pups can swim.",
)
GOOD_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Nineteen seals counted off Brae</title>'
    '<meta property="og:type" content="article"><meta property="article:published_time" content="2031-05-06T08:00:00Z"></head>'
    "<body><article><h1>Nineteen seals counted off Brae</h1>"
    f"{''.join(f'<p>{words}</p>' for words in GOOD_WORDS)}</article></body></html>"
)


@dataclass
class Account:
    """What became of a batch.

    Attributes:
        items: how many there were.
        stored: files of which a page was stored.
        set_aside: files of which something was dropped, pages without an article among them.
        articles: how many were cut.
        reasons: step and reason, counted.
        wrong: all that should not have been.
    """

    items: int = 0
    stored: int = 0
    set_aside: int = 0
    articles: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def take_in(odd: Iterable[Odd], folder: Path, store: Store, bounds: Bounds) -> Account:
    """Odd files and one good page, read, cut and placed in the store."""
    account, pages, told = Account(), [_good(folder)], dict[str, str]()
    for item in odd:
        found = _opened(item, folder, account)
        account.items += 1
        account.stored += any(isinstance(each, Page) for each in found)
        account.set_aside += any(isinstance(each, Dropped) for each in found)
        if not found:
            account.wrong.append(f"{item.name}: neither a page nor a reason ({item.told})")
        told |= {each.name: item.told for each in found if isinstance(each, Page)}
        pages += found
    tally = pipeline.read_pages(store, pages, bounds=bounds)
    account.articles = store.articles.count() - 1
    account.wrong += [*_lost(store, tally), *_unknown(tally, told, account)]
    return account


def _good(folder: Path) -> Page:
    (folder / GOOD).write_text(GOOD_PAGE, "utf-8")
    (page,) = read_sources([str(folder / GOOD)])
    assert isinstance(page, Page)
    return page


def _opened(item: Odd, folder: Path, account: Account) -> list[Page | Dropped]:
    path = folder / item.name
    path.write_bytes(item.content)
    try:
        return list(read_sources([str(path)]))
    except Exception as problem:  # noqa: BLE001  that none comes is what is tested
        account.wrong.append(f"{item.name}: {type(problem).__name__}: {problem} ({item.told})")
        return []
    finally:
        path.unlink()


def _lost(store: Store, tally: Tally) -> Iterator[str]:
    """Pages that came to nothing and nobody says why, and the good page if it is not as it was."""
    cut: dict[str, list[str]] = {}
    for article in store.articles.all():
        cut.setdefault(article.page, []).append(article.text)
    dropped = {drop.record for drop in tally.drops if drop.step == "extract"}
    for page in store.pages.each(store.pages.ids()):
        if page.name == GOOD and cut.get(page.id) != ["\n".join(GOOD_WORDS)]:
            yield f"the good page came out as {cut.get(page.id)}"
        elif page.id not in cut and page.name not in dropped:
            yield f"{page.name}: a page without an article and without a reason"


def _unknown(tally: Tally, told: dict[str, str], account: Account) -> Iterator[str]:
    """Reasons that no step has, and those that stand for an exception that nobody thought of."""
    for drop in tally.drops:
        account.reasons[f"{drop.step}: {drop.reason}"] += 1
        if drop.reason not in KNOWN[drop.step] or (drop.step, drop.reason) in FAILURES:
            yield f"{drop.record}: {drop.step}: {drop.reason}: {drop.detail} ({told.get(drop.record, '')})"


def follow(odd: Iterable[Odd]) -> Account:
    """What leads to the web, read and not followed: each gives something or a reason."""
    account = Account()
    robots = Robots(fetch=_nobody, manners=Manners(), clock=lambda: 0.0)
    for item in odd:
        account.items += 1
        try:
            reasons = _read(item, robots)
        except Exception as problem:  # noqa: BLE001  that none comes is what is tested
            account.wrong.append(f"{item.name}: {type(problem).__name__}: {problem} ({item.told})")
            continue
        account.set_aside += bool(reasons)
        account.stored += not reasons
        account.reasons.update(reasons)
        account.wrong += [f"{item.name}: {reason}" for reason in reasons if reason.removeprefix("read: ") not in REASONS]
    return account


async def _nobody(_: object) -> object:
    raise AssertionError("nothing is fetched here")


def _read(item: Odd, robots: Robots) -> list[str]:
    """Reasons why an item gave nothing."""
    if item.name == "address":
        try:
            address_of(item.content.decode("utf-8", "surrogateescape"))
        except Refusal as refusal:
            return [f"read: {refusal.reason}"]
        return []
    if item.name == "robots":
        robots._parsed(item.content, 0.0).allow("https://vexmoor.example/a")
        return []
    if item.name == "opml":
        found = list(outlines_of(item.content, "list.opml"))
        return [f"read: {each.reason}" for each in found if hasattr(each, "reason")]
    read = read_sitemap(item.content, "sitemap.xml")
    return [f"read: {read.reason}"] if hasattr(read, "reason") else [f"read: {each.reason}" for each in read.problems]
