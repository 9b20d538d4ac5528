"""A month in the life of a paper, as fast as it goes: annotated articles are grouped, kept and written while a server is asked.

    python benchmarks/soak.py [--a-day 60] [--rate 5]

Reports of thirty days (`month.py`) are placed a day at a time and their stories written, by this process; `broadsheet serve` shows
them as a process of its own and is asked at a steady rate, half of the time while the day's reports come in and half while nothing
does. Printed for every fifth day: memory and open files of both, the database and its log, and how long answers took.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from month import START, Report, month

from broadsheet import pipeline
from broadsheet.group import Group
from broadsheet.pipeline.grouping import grouped, keep, settle
from broadsheet.records.page import Cutting
from broadsheet.store import Store
from broadsheet.store.log import log_bytes

MB = 1e6


@dataclass
class Answers:
    """How long answers took, in seconds, while reports came in and while none did."""

    busy: list[float] = field(default_factory=list)
    idle: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def memory(process: int) -> float:
    """Megabytes that a process holds."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    return int(found[1]) * 1024 / MB if found else 0.0


def files(process: int) -> int:
    """Files that a process has open."""
    return sum(1 for _ in Path(f"/proc/{process}/fd").iterdir())


@contextmanager
def served(path: Path) -> Iterator[tuple[int, int]]:
    """The server over a store; its process and port."""
    command = [sys.executable, "-m", "broadsheet", "serve", "--store", str(path), "--port", "0"]
    environment = os.environ | {"BROADSHEET_SERVE__SEARCHES": "0"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment) as server:
        assert server.stdout
        told = iter(server.stdout.readline, "")
        port = next(int(found[1]) for line in told if (found := re.search(r":(\d+)", line)))
        threading.Thread(target=lambda: [None for _ in told], daemon=True).start()
        try:
            yield server.pid, port
        finally:
            server.send_signal(signal.SIGTERM)


class Reader(threading.Thread):
    """Asks the server at a steady rate for the front page, stories, a search and the API."""

    def __init__(self, port: int, rate: float, answers: Answers) -> None:
        super().__init__(daemon=True)
        self._port, self._rate, self._answers = port, rate, answers
        self.busy = self.ended = False
        self._stories: list[str] = []

    def run(self) -> None:
        number = 0
        while not self.ended:
            began, busy, number = time.perf_counter(), self.busy, number + 1
            target = self._address(number)
            try:
                self._ask(target)
            except (OSError, http.client.HTTPException) as problem:
                self._answers.failed.append(f"{target}: {problem}")
            (self._answers.busy if busy else self._answers.idle).append(time.perf_counter() - began)
            time.sleep(max(0.0, 1 / self._rate - (time.perf_counter() - began)))

    def _address(self, number: int) -> str:
        kept = ["/", "/search?q=harbour", "/api/v1/stories"]
        return kept[number // 2 % 3] if number % 2 or not self._stories else self._stories[number % len(self._stories)]

    def _ask(self, target: str) -> None:
        asked = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        asked.request("GET", target)
        answer = asked.getresponse()
        body = answer.read()
        asked.close()
        if answer.status != 200 and not (answer.status == 404 and target.startswith("/stories")):
            self._answers.failed.append(f"{target}: {answer.status}")
        elif target == "/api/v1/stories":
            self._stories = [f"/stories/{story['id']}" for story in json.loads(body)["stories"]][:50]


def take_in(store: Store, group: Group, reports: list[Report]) -> None:
    """Place a day's reports, each in a transaction as a reading does it."""
    for number, report in enumerate(reports, start=1):
        article, vector = report.annotated.article, report.vector
        placement = group.place(report.annotated, report.copy, vector.astype("float32"))
        with store.transaction():
            store.pages.add(report.page)
            store.pages.learned([report.page.id])
            store.cuttings.add(Cutting(page=report.page.id, text=report.page.body, lines=(), articles=(article,)))
            store.articles.place(report.annotated, report.copy, placement, vector.tobytes())
            if number == len(reports):
                settle(store, group)
                keep(store, group)
            else:
                store.articles.move(group.moved(), by_grouping=True)
    store.vocabulary.catch_up()


def run(a_day: int, rate: float, path: Path) -> int:
    """Live the month; 1 if an answer failed or a bound was passed."""
    answers, rows, most_log = Answers(), [], 0
    with Store.open(str(path)) as store:
        group, days = grouped(store, []), month(a_day)
        take_in(store, group, next(days))
        pipeline.write(store, as_of=f"{START}T23:00:00+00:00")
        with served(path) as (process, port):
            reader = Reader(port, rate, answers)
            reader.start()
            for day, reports in enumerate(days, start=2):
                reader.busy, began = True, time.perf_counter()
                take_in(store, group, reports)
                pipeline.write(store, as_of=f"{START + timedelta(days=day - 1)}T23:00:00+00:00")
                most_log = max(most_log, log_bytes(path))
                reader.busy = False
                time.sleep(min(6.0, time.perf_counter() - began))
                if day % 5 == 0:
                    rows.append((memory(os.getpid()), files(os.getpid()), memory(process), files(process)))
                    print(_line(day, rows[-1], path, answers, len(store.articles.ids())), flush=True)
            reader.ended = True
            reader.join()
        problems = store.problems()
    return _summed(rows, answers, most_log, problems)


def _line(day: int, row: tuple[float, int, float, int], path: Path, answers: Answers, articles: int) -> str:
    return (
        f"day {day}: {articles} articles; writer {row[0]:.0f} MB, {row[1]} files; server {row[2]:.0f} MB, {row[3]} files; "
        f"database {path.stat().st_size / MB:.1f} MB, log {log_bytes(path) / MB:.1f} MB; "
        f"answers {_middle(answers.idle):.0f} ms at rest, {_middle(answers.busy):.0f} ms while reports come in"
    )


def _middle(seconds: list[float]) -> float:
    return statistics.median(seconds) * 1_000 if seconds else 0.0


def _summed(rows: list[tuple[float, int, float, int]], answers: Answers, most_log: int, problems: list[str]) -> int:
    ratio = _middle(answers.idle) / max(_middle(answers.busy), 1e-9)
    early, late, asked = rows[1], rows[-1], len(answers.idle) + len(answers.busy)
    print(
        f"from day 10 to the last: writer {early[0]:.0f} to {late[0]:.0f} MB, server {early[2]:.0f} to {late[2]:.0f} MB; "
        f"open files {early[1]} to {late[1]} and {early[3]} to {late[3]}; log at most {most_log / MB:.1f} MB; "
        f"{asked} answers, {len(answers.failed)} failed; speed while reports come in {ratio:.2f} of that at rest"
    )
    print(*answers.failed[:5], *problems, sep="\n")
    return int(bool(answers.failed or problems))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--a-day", type=int, default=60)
    parser.add_argument("--rate", type=float, default=5.0, help="requests a second")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(run(given.a_day, given.rate, Path(folder) / "paper.db"))
