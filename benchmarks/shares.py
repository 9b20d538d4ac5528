"""Where the processor time of a whole build goes, step by step, in one process; and what one more article takes beside it.

    python benchmarks/shares.py [--times 1] [PAGE ...]

The open example pages (or those named) are read, written and published; a paper of two pages comes before, uncounted, which
loads the models. At the end one more text of the paper's own day is read, and the paper is written and published again: five
times, each time with another text.
With `--times 5` every text and web page comes five times, each time with other vowels in all longer words but days and
months, so that it is another report of another story: a larger paper, of which annotating understands less.
"""

from __future__ import annotations

import argparse
import calendar
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from broadsheet import pipeline
from broadsheet.dedupe import Dedupe
from broadsheet.executor import Bounds
from broadsheet.group import Group
from broadsheet.pipeline import intake, placing
from broadsheet.pipeline.description import Describe
from broadsheet.publish import publish_paper
from broadsheet.store import Store
from broadsheet.store.articles import Articles

HERE = Path(__file__).resolve().parents[1]
OPEN = sorted((HERE / "src/broadsheet/examples/pages").glob("[0-4]*"))
ONE = Bounds(workers=0)
MORE = "Gulls over Halm\n\nBy Ana Bell\n{}\n\n" + " ".join(
    f"Crew {number} of the ferry counted {number * 7} gulls over the harbour of Halm on Tuesday." for number in range(12)
)
ON_WORKERS = ("cutting articles out", "what repeats on pages", "annotating, vectors")
VOWELS = "aeiou"
TURNS = len(VOWELS)
KEPT = {*calendar.month_name, *calendar.day_name}
LONGER = re.compile("[A-Za-z]{5,}")
MARKUP = re.compile(r"(<style.*?</style>|<[^>]*>)", re.DOTALL)


def respelt(text: str, turn: int) -> str:
    """A text with other vowels in its longer words."""
    turned = VOWELS[turn:] + VOWELS[:turn]
    table = str.maketrans(VOWELS + VOWELS.upper(), turned + turned.upper())
    return LONGER.sub(lambda word: word[0] if word[0] in KEPT else word[0].translate(table), text)


def again(page: Path, turn: int) -> str:
    """A page once more, respelt; a web page without scripts, which tell its headline too."""
    body = page.read_text("utf-8")
    if page.suffix != ".html":
        return respelt(body, turn)
    parts = MARKUP.split(re.sub("<script.*?</script>", "", body, flags=re.DOTALL))
    contents = re.compile('(?<=content=")[^"]* [^"]*')
    return "".join(
        contents.sub(lambda held: respelt(held[0], turn), part) if part.startswith("<") else respelt(part, turn) for part in parts
    )


def more_of(pages: list[Path], times: int, folder: Path) -> list[str]:
    """The pages, and so many times less one those that can be respelt."""
    found = [str(page) for page in pages]
    for turn in range(1, times):
        for page in (page for page in pages if page.suffix in (".txt", ".html")):
            other = folder / f"{turn}-{page.name}"
            other.write_text(again(page, turn), "utf-8")
            found.append(str(other))
    return found


class Watch:
    """CPU seconds by step; a step within another counts for itself alone."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._inner = [0.0]

    def over(self, holder: Any, name: str, step: str, *, yields: bool = False) -> None:
        """Count what a function takes from now on; one that yields is drawn to its end, so that its time is its own."""
        real: Callable[..., Any] = getattr(holder, name)

        def counted(*given: Any, **named: Any) -> Any:
            began = time.process_time()
            self._inner.append(0.0)
            try:
                found = real(*given, **named)
                return list(found) if yields else found
            finally:
                whole = time.process_time() - began
                self.spent[step] += whole - self._inner.pop()
                self._inner[-1] += whole

        setattr(holder, name, counted)


def built(store: Store, folder: Path, sources: list[str]) -> None:
    """Read, write and publish."""
    pipeline.read(store, sources, bounds=ONE)
    now = pipeline.now_of(store.articles.all(), "UTC")
    pipeline.write(store, as_of=now)
    publish_paper(pipeline.edition(store, title="Paper", zone="UTC", as_of=now), folder)


def watched() -> Watch:
    watch = Watch()
    watch.over(intake, "_learn_furniture", "what repeats on pages")
    watch.over(intake, "_cut", "cutting articles out")
    watch.over(placing, "_judged", "judging copies")
    watch.over(Dedupe, "place", "judging copies")
    watch.over(Describe, "__call__", "annotating, vectors", yields=True)
    for name in ("place", "settle", "moved", "state"):
        watch.over(Group, name, "grouping")
    for name in ("place", "move"):
        watch.over(Articles, name, "keeping articles")
    watch.over(pipeline, "write", "writing stories")
    watch.over(pipeline, "edition", "publishing")
    watch.over(__import__(__name__), "publish_paper", "publishing")
    return watch


def timed(work: Callable[[], None]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> None:
    """Print a line for every step."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("pages", nargs="*", type=Path, default=OPEN)
    asked.add_argument("--times", type=int, default=1, choices=range(1, 6))
    said = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = more_of(said.pages, said.times, folder)
        with Store.open(str(folder / "first.db")) as store:
            built(store, folder / "first", pages[:2])
        watch = watched()
        with Store.open(str(folder / "paper.db")) as store:
            whole = timed(lambda: built(store, folder / "site", pages))
            count, steps = store.articles.count(), Counter(watch.spent)
            today = datetime.fromisoformat(pipeline.now_of(store.articles.all(), "UTC"))
            more = []
            for turn in range(TURNS):
                page = folder / f"more-{turn}.txt"
                page.write_text(respelt(MORE.format(f"{today:%B} {today.day}, {today.year}"), turn), "utf-8")
                more.append(timed(lambda page=page: built(store, folder / "site", [str(page)])))  # type: ignore[misc]
            told = {step: (watch.spent[step] - steps[step]) / TURNS for step in watch.spent}
    for step, seconds in steps.most_common():
        print(f"{step:24} {seconds:7.2f} CPU s {seconds / whole:6.1%}   {1e3 * seconds / count:7.1f} ms an article")
    print(f"{'all else':24} {whole - sum(steps.values()):7.2f} CPU s")
    print(
        f"{'the whole build':24} {whole:7.2f} CPU s, {count} articles; on workers {sum(steps[s] for s in ON_WORKERS) / whole:.1%}"
    )
    one = statistics.median(more)
    print(
        f"{'one more article':24} {one:7.2f} CPU s in the median, {max(more):.2f} at most: "
        f"the whole costs {whole / one:.0f} times as much"
    )
    print("on average " + ", ".join(f"{step} {1e3 * seconds:.0f} ms" for step, seconds in told.items() if seconds > 0.002))


if __name__ == "__main__":
    main()
