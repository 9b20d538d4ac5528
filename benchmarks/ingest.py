"""Pages to stories, the whole ingest: `broadsheet read` beside the pipeline that a user would put together of well-known parts.

    python benchmarks/ingest.py BENCH --rival-python VENV/bin/python [--runs 5] [--topics] [--set web] [--pages N] [--processes 2]
    python benchmarks/ingest.py BENCH --rival-python VENV/bin/python --tune

The rival is `ingest_rival.py`; what it needs is installed by

    python3.11 -m venv VENV && VENV/bin/pip install -r benchmarks/ingest_rival.txt

Both read the same JSON lines, as commands of their own, by turns: first with two processes, then with one. Counted are the CPU
seconds of the command with all its processes, the wall, and the most memory that they hold together (a page of memory that two
share counts half for each). A run of one page comes with each, which is what starting takes: models, libraries. All figures are
medians.
`web` are the English web pages of the bench, which have no stories; `ecbplus_dev` and `papers` are labelled texts dressed as web
pages (`web_pages.py`), of the stories that neither our grouping has learned from nor the rival was tuned on. A page that gives no
article is a story of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import NamedTuple

from grouping import scores
from memory_held import most_held
from web_pages import Row, dressed, of_the_web, write

from broadsheet.store import Store

HERE = Path(__file__).resolve().parent
RIVAL = HERE / "ingest_rival.py"
INSTALL = f"VENV/bin/pip install -r {RIVAL.with_suffix('.txt')}"
SETS = ("web", "ecbplus_dev", "papers")
LABELLED = SETS[1:]


class Cost(NamedTuple):
    """What a run takes: CPU seconds, seconds, bytes."""

    cpu: float
    wall: float
    held: float


class Reading(NamedTuple):
    """A run: what it takes, and the story of each page that gave an article."""

    cost: Cost
    stories: dict[str, str]


Reader = Callable[[Path, Path, int], Reading]


def run(*command: str | Path) -> tuple[Cost, str]:
    """What a command takes and prints.

    Raises:
        SystemExit: it failed; its last words are told.
    """
    over, before, began = Event(), resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    with ThreadPoolExecutor(1) as threads:
        watching = threads.submit(most_held, over, shared_once=True)
        try:
            done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
        finally:
            over.set()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed: {done.stderr[-2000:]}\nThe rival's packages: {INSTALL}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, time.monotonic() - began, watching.result()), done.stdout


def ours(pages: Path, folder: Path, processes: int) -> Reading:
    """`broadsheet read` into a new store; of a page with several articles the first one's story counts."""
    store = folder / "ours.db"
    for old in folder.glob("ours.db*"):
        old.unlink()
    workers = processes if processes > 1 else 0
    cost, _ = run(sys.executable, "-m", "broadsheet", "read", pages, "--store", store, "--workers", str(workers))
    with Store.open(str(store)) as opened:
        placements = opened.articles.placements()
        found = sorted(opened.articles.all(), key=lambda article: article.place, reverse=True)
        return Reading(cost, {article.url: placements[article.id].story for article in found if article.url})


def rival(python: Path, more: Sequence[str]) -> Reader:
    """The rival by its own interpreter."""

    def reader(pages: Path, folder: Path, processes: int) -> Reading:
        out = folder / "rival.jsonl"
        cost, said = run(python, RIVAL, "read", pages, out, "--processes", str(processes), *more)
        told.setdefault(processes, said.splitlines()[-1])
        rows = map(json.loads, out.read_text("utf-8").splitlines())
        return Reading(cost, {row["url"]: str(row["story"]) for row in rows})

    return reader


told: dict[int, str] = {}
"""What the rival says of its settings, versions and stages, by its number of processes."""


def medians(readings: Sequence[Reading]) -> Cost:
    return Cost(*(statistics.median(column) for column in zip(*(reading.cost for reading in readings), strict=True)))


def compare(
    pages: Sequence[Row], labels: Mapping[str, str], readers: Mapping[str, Reader], runs: int, counts: Sequence[int]
) -> None:
    """A row for each system and number of processes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole, one = write(pages, folder / "pages.jsonl"), write(pages[:1], folder / "one.jsonl")
        for processes in counts:
            done: dict[str, list[Reading]] = {system: [] for system in readers}
            starts: dict[str, list[Reading]] = {system: [] for system in readers}
            for _ in range(runs):
                for system, reader in readers.items():
                    done[system].append(reader(whole, folder, processes))
                    starts[system].append(reader(one, folder, processes))
            for system in readers:
                row(f"{system}, {processes} process{'es' * (processes > 1)}", len(pages), done[system], starts[system])
                if labels:
                    print("    " + quality(pages, labels, done[system][0].stories), flush=True)
            first, second = (medians(done[system]).cpu for system in readers)
            print(f"    rival / ours, CPU seconds: {second / first:.2f}", flush=True)


def row(title: str, count: int, done: Sequence[Reading], starts: Sequence[Reading]) -> None:
    cost, start = medians(done), medians(starts)
    spread = f"{min(each.cost.cpu for each in done):.1f} to {max(each.cost.cpu for each in done):.1f}"
    print(
        f"  {title:24} {len(done[0].stories):4} of {count} pages: {cost.cpu:6.1f} CPU s ({spread}), wall {cost.wall:6.1f} s, "
        f"{count / cost.cpu:5.1f} pages a CPU s, {count / cost.wall:5.1f} a s; start {start.cpu:5.1f} CPU s, "
        f"without it {(count - 1) / (cost.cpu - start.cpu):5.1f} pages a CPU s; {cost.held / 1e6:.0f} MB",
        flush=True,
    )


def quality(pages: Sequence[Row], labels: Mapping[str, str], stories: Mapping[str, str]) -> str:
    """Scores of the stories of all pages that have a label."""
    placed = {page["id"]: stories.get(page["url"], page["id"]) for page in pages}
    precision, recall, f1, pairs, rand = scores(dict(labels), placed)
    sizes = Counter(placed.values())
    return (
        f"B-cubed P {precision:.3f} R {recall:.3f} F1 {f1:.3f}, F1 of pairs {pairs:.3f}, ARI {rand:.3f}; "
        f"{len(sizes)} stories, the largest of {max(sizes.values())}; there are {len(set(labels.values()))}"
    )


def tune(bench: Path, python: Path, more: Sequence[str]) -> None:
    """Let the rival try its settings on the stories that our grouping has learned from."""
    with tempfile.TemporaryDirectory() as name:
        files: list[Path] = []
        for which in LABELLED:
            pages, labels = dressed(bench, which, told=True)
            named = Path(name) / f"{which}.labels.json"
            named.write_text(json.dumps(labels), "utf-8")
            files += [write(pages, Path(name) / f"{which}.jsonl"), named]
        print(run(python, RIVAL, "tune", *files, *more)[1])


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("bench", type=Path, metavar="BENCH")
    asked.add_argument("--rival-python", type=Path, required=True, help="the interpreter that has the rival's packages")
    asked.add_argument("--topics", action="store_true", help="BERTopic instead of HDBSCAN")
    asked.add_argument("--tokens", type=int, help="how many tokens of a text the rival looks at, instead of those it was tuned to")
    asked.add_argument("--runs", type=int, default=5)
    asked.add_argument("--set", action="append", choices=SETS)
    asked.add_argument("--processes", type=int, action="append", help="how many each has; default: first 2, then 1")
    asked.add_argument("--pages", type=int, help="so many pages of a set at most")
    asked.add_argument("--tune", action="store_true")
    said = asked.parse_args()
    os.environ["PYTHONPATH"] = os.pathsep.join([str(HERE.parent / "src"), os.environ.get("PYTHONPATH", "")])
    if not said.rival_python.exists():
        asked.error(f"there is no {said.rival_python}; see the top of --help for what installs it")
    more = ["--topics"] if said.topics else []
    if said.tune:
        tune(said.bench, said.rival_python, more)
        return 0
    more += ["--tokens", str(said.tokens)] if said.tokens else []
    readers = {"broadsheet": ours, "rival": rival(said.rival_python, more)}
    for which in said.set or SETS:
        pages, labels = (list(of_the_web(said.bench)), {}) if which == "web" else dressed(said.bench, which, told=False)
        print(f"{which}: {len(pages[: said.pages])} pages, {said.runs} runs")
        compare(pages[: said.pages], labels, readers, said.runs, said.processes or (2, 1))
    print("\n".join(f"rival, {processes}: {line}" for processes, line in told.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
