"""A cluster gives what one process gives, whatever happens to its workers."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from broadsheet import pipeline
from broadsheet.errors import ClusterError, MissingExtra, ModelError
from broadsheet.executor import Bounds, cluster, parcel, reach, run
from broadsheet.executor.program import program
from broadsheet.pipeline import grouping, placing
from broadsheet.records.page import Page
from broadsheet.store import Store
from tests.executor.doubler import JOB, POISONED, WHY, Doubler, reasons
from tests.pipeline.fakes import PlainDescribe, TitleGroup, described

psutil = pytest.importorskip("psutil", reason="comes with distributed")
distributed = pytest.importorskip("distributed", reason="distributed is not installed: pip install 'broadsheet[cluster]'")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """A scheduler on loopback with two workers that `broadsheet worker` started."""
    with distributed.LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0", silence_logs=50) as local:
        told = [sys.executable, "-m", "broadsheet", "worker", local.scheduler_address, "--workers", "2"]
        known = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
        with subprocess.Popen(told, env=known, stderr=subprocess.DEVNULL) as workers:
            with cluster.connected(local.scheduler_address) as client:
                client.wait_for_workers(2, timeout=120)
            yield local.scheduler_address
            left = psutil.Process(workers.pid).children(recursive=True)
            workers.terminate()
            assert workers.wait(timeout=60) == 0
            assert not psutil.wait_procs(left, timeout=60)[1]


def within(scheduler: str, **bounds: Any) -> Bounds:
    return Bounds(workers=2, cluster=scheduler, **bounds)


def end_a_worker(scheduler: str) -> int:
    """Kill one of the workers for good; its process id."""
    with cluster.connected(scheduler) as client:
        process: int = min(client.run(os.getpid).values())
    os.kill(process, signal.SIGKILL)
    return process


def test_one_bad_record_costs_itself_only(scheduler: str):
    found = list(run(JOB, POISONED, within(scheduler, seconds=1.0)))
    assert [record for record, _ in found] == POISONED
    assert reasons(found) == WHY
    assert [outcome for record, outcome in found if len(record) == 1] == [[c * 2] for c in "abcdef"]
    with pytest.raises(ModelError, match="the model is gone"):
        list(run(JOB, ["a", "model"], within(scheduler)))


def pages() -> list[Page]:
    """Eighty texts, every tenth the copy of an earlier one."""
    told = []
    for number in range(80):
        subject = number - 5 if number % 10 == 9 else number
        lines = " ".join(f"Crew {subject} of the ferry counted {n * subject} gulls over the harbour of Halm." for n in range(9))
        day = f"March {1 + number // 3}, 2031"
        told.append(Page(name=f"{number:03}.txt", kind="text", body=f"Gulls of crew {subject}\n\n{day}\n\n{lines}\n"))
    return told


@pytest.fixture
def quick_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "Describe", PlainDescribe)
    monkeypatch.setattr(placing, "described", described)
    monkeypatch.setattr(grouping, "Group", TitleGroup)


def held(folder: Path, bounds: Bounds, progress: Any = pipeline.progress.silent) -> list[str]:
    """All that a store holds after the pages were read, statement by statement."""
    with Store.open(str(folder / "paper.db")) as store:
        tally = pipeline.read_pages(store, pages(), bounds=bounds, progress=progress)
        assert tally.kept["place"] == 80
    import sqlite3

    with closing(sqlite3.connect(folder / "paper.db")) as database:
        return list(database.iterdump())


def test_a_store_is_the_same_though_workers_die(scheduler: str, tmp_path: Path, quick_rooms: None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cluster, "PARCEL", 4)
    ended: set[int] = set()

    def progress(stage: str, done: int, _of: int | None) -> None:
        if done == 9 and stage in {"extract", "place"}:
            ended.add(end_a_worker(scheduler))

    for name in ("one", "many"):
        (tmp_path / name).mkdir()
    alone = held(tmp_path / "one", Bounds(workers=0))
    assert held(tmp_path / "many", within(scheduler), progress) == alone
    assert len(ended) == 2


def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.3)
    with pytest.raises(ClusterError, match=r"127\.0\.0\.1:9: no scheduler answers") as told:
        reach(Bounds(cluster="tcp://127.0.0.1:9"))
    assert "broadsheet worker" in told.value.hint


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtra) as told:
        reach(Bounds(cluster="tcp://127.0.0.1:9"))
    assert told.value.hint == "pip install 'broadsheet[cluster]'"


@pytest.fixture
def on_a_worker(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    here = SimpleNamespace(address="tcp://127.0.0.1:7", local_directory=str(tmp_path))
    monkeypatch.setattr(distributed, "get_worker", lambda: here)


def stage(**other: str) -> parcel.Stage:
    return parcel.Stage(make=b"", bounds=Bounds(), program={**program(), **other})


def asked(bounds: Bounds, name: str, record: str) -> Any:
    """What a worker makes of one record, by a stage of this name."""
    told = parcel.Stage(make=pickle.dumps(partial(parcel.Packed, partial(Doubler, name))), bounds=bounds, program=dict(program()))
    sent = pickle.dumps([(parcel.Named(record=record, step=name), pickle.dumps(record))])
    (outcome,) = pickle.loads(parcel.carry_out(pickle.dumps(told), sent))
    return parcel.unpacked(outcome)


def test_all_stages_share_a_process(on_a_worker: None):
    first, other = Bounds(seconds=20.0), Bounds(seconds=21.0)
    try:
        (process,) = asked(first, "one", "pid")
        assert asked(first, "two", "ab") == ["abab"]
        assert asked(first, "two", "pid") == asked(first, "one", "pid") == [process]
        assert asked(other, "one", "pid") != [process]
    finally:
        parcel._clear()


def test_a_worker_with_another_program_says_so(on_a_worker: None):
    parcel._refuse(stage())
    with pytest.raises(ClusterError, match=r"127.0.0.1:7: another program .* numpy 0.1 there"):
        parcel._refuse(stage(numpy="0.1"))


def test_a_worker_that_is_a_daemon_says_so(on_a_worker: None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(multiprocessing.current_process()._config, "daemon", True)
    with pytest.raises(ClusterError, match="daemon") as told:
        parcel._refuse(stage())
    assert "DISTRIBUTED__WORKER__DAEMON=False" in told.value.hint


class Deserted:
    """A client of a cluster without workers."""

    def submit(self, *_given: object, key: str) -> Deserted:
        return self

    def nthreads(self) -> dict[str, int]:
        return {}

    def result(self, timeout: float) -> bytes:
        raise TimeoutError


def send(client: Deserted, text: str) -> None:
    list(cluster.Cluster(client, Doubler, Bounds()).run([(parcel.Named(record="x", step="doubler"), text, 1)]))


def test_a_cluster_without_workers_is_given_up():
    with pytest.raises(ClusterError, match="no worker for 60 s") as told:
        send(Deserted(), "a")
    assert "goes on" in told.value.hint


def test_the_same_work_has_the_same_key():
    sent: list[str] = []

    class Listening(Deserted):
        def submit(self, *_given: object, key: str) -> Deserted:
            sent.append(key)
            return self

    for text in ("a", "a", "b"):
        with pytest.raises(ClusterError):
            send(Listening(), text)
    assert sent[0] == sent[2] == sent[4]
    assert sent[1] == sent[3] != sent[5]
