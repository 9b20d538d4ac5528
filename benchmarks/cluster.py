"""What a cluster costs: CPU seconds of reading pages on two workers of a Dask cluster beside those of one process.

    python benchmarks/cluster.py [--times 6] [--warm] [--kill] [PAGE ...]

The open example pages (or those named) are read so many times, each time with a line of its own at the end, as so many
pages. Counted is the processor time of the command that reads, and of scheduler, workers and the processes beside them, from the
start of the job to its end; what they take to start is told apart. The two stores are compared statement by statement, and the
program fails if they differ. With --kill one worker is killed once the job is under way. With --warm a job of short pages
comes before, uncounted: the workers' processes then have their libraries and models, as they have after the first job of any.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import psutil

HERE = Path(__file__).resolve().parents[1]
OPEN = sorted((HERE / "src/broadsheet/examples/pages").glob("[0-4]*"))
PROGRAM = [sys.executable, "-m", "broadsheet"]
QUIET = {"DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "500ms", "DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL": "5s"}
FIRST = "Gulls over Halm, count {}\n\nMarch {}, 2031\n\n" + "The crew of the ferry counted gulls over the harbour of Halm. " * 9
"""A page of the job before, as `--warm` asks for it."""


def spent(process: psutil.Process) -> float:
    """CPU seconds of a process, of its children and of theirs, dead or alive."""
    return sum(sum(one.cpu_times()[:4]) for one in [process, *process.children(recursive=True)])


def told(times: int, pages: list[Path], folder: Path) -> Path:
    """Texts and web pages so many times, as one file of JSON lines."""
    file = folder / "pages.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        for turn in range(times):
            for page in pages:
                if page.suffix not in {".txt", ".html"}:
                    continue
                text, key = page.read_text("utf-8"), "html" if page.suffix == ".html" else "text"
                lines.write(json.dumps({"id": f"{turn}-{page.name}", key: f"{text}\nTurn {turn}\n"}) + "\n")
    return file


def read(pages: Path, store: Path, *more: str) -> float:
    """CPU seconds of the command that reads, without those of the cluster."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [*PROGRAM, "read", str(pages), "--store", str(store), *more],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def first_job(folder: Path) -> Path:
    """Short pages of our own, parcels of them for both workers."""
    first = folder / "first"
    first.mkdir()
    for number in range(100):
        (first / f"{number}.txt").write_text(FIRST.format(number, 1 + number % 30), "utf-8")
    return first


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[psutil.Process]]]:
    """A scheduler and two workers on loopback; its address, and their processes."""
    known = folder / "scheduler.json"
    scheduler = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    with ExitStack() as stack:
        told = [*scheduler, "--dashboard-address", "127.0.0.1:0", "--scheduler-file", str(known)]
        first = stack.enter_context(started(told, QUIET))
        while not known.exists():
            time.sleep(0.2)
        address = json.loads(known.read_text())["address"]
        second = stack.enter_context(started([*PROGRAM, "worker", address, "--workers", "2"]))
        from distributed import Client

        with Client(address) as client:
            client.wait_for_workers(2, timeout=300)
        yield address, [first, second]


@contextmanager
def started(command: list[str], more: Mapping[str, str] | None = None) -> Iterator[psutil.Process]:
    """A program that ends with us, with so much more in its environment."""
    known = {**os.environ, **(more or {})}
    with subprocess.Popen(command, env=known, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield psutil.Process(process.pid)
        finally:
            process.terminate()


def kill_one(address: str, after: float) -> None:
    """Kill a worker for good, so many seconds from now, from a process of its own."""
    script = (
        "import os, signal, sys, time; from distributed import Client; time.sleep(float(sys.argv[2]));"
        "pid = min(Client(sys.argv[1]).run(os.getpid).values()); os.kill(pid, signal.SIGKILL); print('killed', pid, flush=True)"
    )
    subprocess.Popen([sys.executable, "-c", script, address, str(after)])


def dump(store: Path) -> list[str]:
    with closing(sqlite3.connect(store)) as database:
        return list(database.iterdump())


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--times", type=int, default=6)
    asked.add_argument("--warm", action="store_true")
    asked.add_argument("--kill", action="store_true")
    asked.add_argument("pages", nargs="*", type=Path, default=OPEN)
    said = asked.parse_args()
    os.environ["PYTHONPATH"] = os.pathsep.join([str(HERE / "src"), os.environ.get("PYTHONPATH", "")])
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = told(said.times, said.pages, folder)
        alone = read(pages, folder / "one.db", "--workers", "0")
        with cluster(folder) as (address, processes):
            if said.warm:
                read(first_job(folder), folder / "first.db", "--workers", "2", "--cluster", address)
            start = sum(map(spent, processes))
            if said.kill:
                kill_one(address, alone / 2)
            client = read(pages, folder / "many.db", "--workers", "2", "--cluster", address)
            workers = sum(map(spent, processes)) - start
        same = dump(folder / "one.db") == dump(folder / "many.db")
        print(f"{len(pages.read_text('utf-8').splitlines())} pages, {said.times} times the open ones")
        print(f"one process        {alone:7.1f} CPU s")
        print(
            f"two workers        {client + workers:7.1f} CPU s   {client:.1f} where it is asked for, {workers:.1f} on the cluster"
        )
        print(f"ratio              {(client + workers) / alone:7.2f}   starting scheduler and workers: {start:.1f} CPU s more")
        print("the stores are " + ("the same" if same else "NOT THE SAME"))
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
