"""Whether an article costs more the more there are: grouping and store over an archive that grows at the same rate every day.

    python benchmarks/growth.py [--a-day 28] [--days 365] [--at-once N] [--anew] [--archive N [N ...]] [--folder DIR]

Invented annotated articles (`synthetic_year.py`) are grouped and kept, a day a batch or N articles, as `broadsheet run` does it:
the grouping goes on from batch to batch, and is kept now and then; with `--anew` each batch takes it up from what was kept, as
`broadsheet read` does. Told are CPU milliseconds an article in every tenth of the time, for the grouping, for keeping, and for
the state, which is all that a batch costs beside its articles; and how large the state is. The last lines set the last tenth
beside the second, the first being young, and tell the memory at most.

With `--archive` there are N articles already, some days old and older, whose stories have closed (`archive.py` says how they come
there). Several archives take their turns: a tenth of the one, a tenth of the next, so that what else the machine does is shared.
Then every archive's tenths from the second on are set beside those of the first archive.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import groupby, islice
from pathlib import Path

from archive import Filling, Stretch, digest_id, leave_state, stretch_of
from synthetic_year import START, Report, day_by_day

from broadsheet.dedupe import take
from broadsheet.pipeline.compared import kept
from broadsheet.pipeline.grouping import Standing, keep
from broadsheet.records.page import Cutting, Page
from broadsheet.records.story import Placement
from broadsheet.store import Store

STRETCH, A_DAY = 2048, 28
"""Articles that are really taken in for an archive, and how many a day."""
TENTHS = 10


@dataclass
class Spent:
    """CPU seconds of grouping, of keeping, and of taking up and leaving the state, and how many articles they were for."""

    grouping: float = 0.0
    keeping: float = 0.0
    state: float = 0.0
    articles: int = 0

    def __str__(self) -> str:
        parts = (self.grouping, self.keeping, self.state)
        return "".join(f"{1e3 * part / self.articles:9.2f}" for part in parts) + f"{self.whole:9.2f}"

    @property
    def whole(self) -> float:
        """Milliseconds an article."""
        return 1e3 * (self.grouping + self.keeping + self.state) / self.articles


def days(reports: Iterator[Report]) -> Iterator[list[Report]]:
    for _, day in groupby(reports, key=lambda report: report.annotated.article.published):
        yield list(day)


def batches(reports: Iterator[Report], size: int) -> Iterator[list[Report]]:
    while some := list(islice(reports, size)):
        yield some


def take_in(store: Store, standing: Standing, day: list[Report], spent: Spent) -> None:
    """Place a batch and keep it."""
    began = time.process_time()
    group = standing.take(store, [])
    spent.state += time.process_time() - began
    for report in day:
        began = time.process_time()
        placed = group.place(report.annotated, report.copy, report.vector)
        spent.grouping += time.process_time() - began
        spent.keeping += kept_in(store, report, placed, group.moved())
    began = time.process_time()
    moved = group.settle()
    spent.grouping += time.process_time() - began
    began = time.process_time()
    with store.transaction():
        store.articles.move(moved, by_grouping=True)
        spent.keeping += time.process_time() - began
        began = time.process_time()
        store.grouping.settle()
        standing.keep(store, group)
        store.fingerprints.thin()
    standing.leave(store, group)
    store.vocabulary.catch_up()
    spent.state += time.process_time() - began
    spent.articles += len(day)


def kept_in(store: Store, report: Report, placed: Placement, moved: tuple[Placement, ...]) -> float:
    """Keep an article with all that belongs to it; CPU seconds."""
    article = replace(report.annotated.article, page=f"{report.annotated.article.id}.txt")
    page = Page(name=article.page, kind="text", body=article.text, url=f"https://paper.example/{article.id}")
    annotated = replace(report.annotated, article=replace(article, page=page.id))
    mark = kept(take(annotated.article))
    began = time.process_time()
    with store.transaction():
        store.pages.add(page)
        store.cuttings.add(Cutting(page=page.id, text=page.body, lines=(), articles=()))
        store.fingerprints.keep([mark])
        store.articles.place(annotated, report.copy, placed, report.vector.astype("float16").tobytes())
        store.articles.move(moved, by_grouping=True)
    return time.process_time() - began


def ids_spread(reports: Iterator[Report], salt: str = "") -> Iterator[Report]:
    """The same reports with ids that are as spread as those of real articles."""
    for report in reports:
        article = replace(report.annotated.article, id=digest_id(report.annotated.article.id + salt))
        copy = replace(report.copy, article=article.id, origin=digest_id(report.copy.origin + salt))
        yield replace(report, annotated=replace(report.annotated, article=article), copy=copy)


def taken_in(folder: Path, articles: int = STRETCH, a_day: int = A_DAY) -> Stretch:
    """A stretch of articles that goes through grouping and store until all its stories have closed."""
    path, spent, standing = folder / "stretch.db", Spent(), Standing()
    reports = [*ids_spread(day_by_day(articles, days=articles // a_day))]
    with Store.open(str(path)) as store:
        for day in days(iter([*reports, _long_after(reports[-1])])):
            take_in(store, standing, day, spent)
        keep(store, standing.take(store, []))
    return stretch_of(path, articles)


def _long_after(report: Report) -> Report:
    """A report of another event, so late that all before it have closed."""
    article, far = report.annotated.article, (START + timedelta(days=40_000)).isoformat()
    other = replace(article, id=digest_id("after"), title="Afterwards", text="Afterwards.", published=far)
    copy = replace(report.copy, article=other.id, origin=other.id, kind="original")
    annotated = replace(report.annotated, article=other, entities=(), mentions=())
    return replace(report, annotated=annotated, copy=copy)


def filled(path: Path, stretch: Stretch | None, articles: int) -> int:
    """Put an archive of about so many articles into a store that is not there; how many they are."""
    Store.open(str(path)).close()
    copies = round(articles / stretch.articles) if stretch else 0
    if stretch and copies:
        Filling(path, stretch, copies).run()
        with Store.open(str(path)) as store:
            leave_state(store, stretch, copies)
    return copies * stretch.articles if stretch else 0


@dataclass
class Course:
    """An archive, and what comes to it in tenths."""

    store: Store
    archive: int
    batches: Iterator[list[Report]]
    anew: bool = False
    standing: Standing = field(default_factory=Standing)
    tenths: list[Spent] = field(default_factory=list)

    def go_on(self, articles: int) -> Spent:
        """Take in the next so many articles, or a little more."""
        spent = Spent()
        for batch in self.batches:
            self.standing = Standing(goes_on=False) if self.anew else self.standing
            take_in(self.store, self.standing, batch, spent)
            if spent.articles + sum(tenth.articles for tenth in self.tenths) >= articles:
                break
        self.tenths.append(spent)
        return spent

    def __str__(self) -> str:
        done = sum(tenth.articles for tenth in self.tenths)
        return f"{self.archive:9,} {done:9,} {self.tenths[-1]} {(self.store.grouping.size() or 0) / 1e6:9.2f}"


def compared(courses: Sequence[Course]) -> Iterator[str]:
    """What an article costs beside each archive, set beside the first, from the second tenth on."""
    first = [tenth.whole for tenth in courses[0].tenths[1:]]
    for course in courses[1:]:
        ratios = sorted(tenth.whole / other for tenth, other in zip(course.tenths[1:], first, strict=True))
        told = f"median {statistics.median(ratios):.2f}, {ratios[0]:.2f} to {ratios[-1]:.2f}"
        yield f"beside {course.archive:,} articles one costs {told} times what it does beside {courses[0].archive:,}"


def main() -> None:
    """Print a line for every tenth."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--a-day", type=int, default=A_DAY)
    asked.add_argument("--days", type=int, default=365)
    asked.add_argument("--at-once", type=int, help="articles of a batch; without it those of a day")
    asked.add_argument("--anew", action="store_true", help="each batch takes up what was kept")
    asked.add_argument("--archive", type=int, nargs="+", default=[0], help="articles that are there already, of one or several")
    asked.add_argument("--folder", type=Path, help="where the stores lie; 10 GB for a million articles")
    said = asked.parse_args()
    with tempfile.TemporaryDirectory(dir=said.folder) as folder, ExitStack() as stores:
        run(said, Path(folder), stores)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def run(said: argparse.Namespace, folder: Path, stores: ExitStack) -> None:
    """Fill the archives and let each take in the same articles by turns."""
    stretch, courses, count = taken_in(folder) if any(said.archive) else None, list[Course](), said.a_day * said.days
    for number, articles in enumerate(said.archive):
        path, began = folder / f"{number}.db", time.process_time()
        archive = filled(path, stretch, articles)
        if archive:
            told = f"{archive:,} articles, {path.stat().st_size / 1e6:,.0f} MB"
            print(f"archive of {told}, filled in {time.process_time() - began:.0f} CPU seconds", flush=True)
        reports = ids_spread(day_by_day(count, 5 + bool(archive), said.days), "next" if archive else "")
        course = batches(reports, said.at_once) if said.at_once else days(reports)
        courses.append(Course(stores.enter_context(Store.open(str(path))), archive, course, said.anew))
    print("  archive, articles since, ms an article of grouping, of keeping, of the state, of all; MB of state")
    for tenth in range(TENTHS):
        for course in courses:
            course.go_on(count * (tenth + 1) // TENTHS)
            print(course, flush=True)
    for course in courses:
        ratio = course.tenths[-1].whole / course.tenths[1].whole
        print(f"beside {course.archive:,} articles the last tenth costs {ratio:.2f} times what the second did")
    for line in compared(courses):
        print(line)


if __name__ == "__main__":
    main()
