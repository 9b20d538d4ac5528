"""Records come back in order, whatever one of them does to its worker."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterable

import pytest

from broadsheet.errors import ModelError
from broadsheet.executor import HANDFUL, REASONS, Bounds, run
from broadsheet.steps import Dropped
from tests.executor.doubler import JOB, POISONED, WHY, reasons


def outcomes(records: Iterable[str], **bounds: float) -> list[tuple[str, list[str | Dropped]]]:
    return list(run(JOB, records, Bounds(**bounds)))  # type: ignore[arg-type]


@pytest.mark.parametrize("workers", [0, 2])
def test_records_come_back_in_order(workers: int):
    records = [str(n) for n in range(40)]
    assert outcomes(records, workers=workers) == [(record, [record * 2]) for record in records]


def test_one_bad_record_costs_itself_only():
    found = outcomes(POISONED, workers=2, seconds=1.0)
    assert [record for record, _ in found] == POISONED
    assert reasons(found) == WHY
    assert [outcome for record, outcome in found if len(record) == 1] == [[c * 2] for c in "abcdef"]


def test_bad_record_in_this_process_costs_itself_only():
    found = outcomes(["a", "sleep", "break", "b"], workers=0, seconds=0.2)
    assert reasons(found) == {"sleep": "too slow", "break": "crashed"}
    assert found[-1] == ("b", ["bb"])


def test_alarm_is_heard_by_those_who_pass_over_failures():
    assert reasons(outcomes(["a", "sleep soundly", "b"], workers=0, seconds=0.2)) == {"sleep soundly": "too slow"}


def test_alarm_is_put_back():
    before = signal.getsignal(signal.SIGALRM)
    outcomes(["sleep", "a"], workers=0, seconds=0.1)
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_other_threads_may_run_it():
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.extend(outcomes(["a", "b"], workers=0)))
    thread.start()
    thread.join()
    assert found == [("a", ["aa"]), ("b", ["bb"])]


def test_handful_stays_in_this_process():
    assert outcomes(["pid"]) == [("pid", [str(os.getpid())])]


def test_many_records_go_to_workers():
    found = outcomes(["pid"] * (HANDFUL + 1))
    assert str(os.getpid()) not in {str(outcome[0]) for _, outcome in found}


@pytest.mark.parametrize("workers", [0, 1])
def test_broken_set_up_is_raised(workers: int):
    with pytest.raises(ModelError):
        outcomes(["a", "model"], workers=workers)


def test_nothing_comes_of_nothing():
    assert outcomes([]) == []


def test_drops_name_the_record_and_the_step():
    ((_, (drop,)),) = outcomes(["break"], workers=0)
    assert drop == Dropped(record="break", step="doubler", reason="crashed", detail="KeyError: 'break'")


def test_reasons_are_explained():
    assert set(REASONS) == {"too slow", "too big", "crashed"}
