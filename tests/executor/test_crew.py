"""A job's stages share their processes, which are there as long as the job is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from broadsheet.executor import HANDFUL, Bounds, Crew, Job
from broadsheet.steps import Dropped
from tests.executor.doubler import JOB, Counting, Doubler, Repeating, reasons

ROOT = Path(__file__).resolve().parents[2]
STAGES = tuple(replace(JOB, step=name, make=partial(Doubler, name)) for name in ("one", "two", "three"))


@pytest.fixture
def crew() -> Iterator[Crew]:
    with Crew(Bounds(workers=1, seconds=20.0)) as one:
        yield one


def process(crew: Crew, job: Job[str, str] = JOB) -> int:
    """The process in which a stage runs."""
    ((_, (told,)),) = crew.run(job, ["pid"])
    assert not isinstance(told, Dropped)
    return int(told)


def there(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_all_stages_share_a_process(crew: Crew):
    (one,) = {process(crew, job) for job in STAGES}
    assert one != os.getpid()


def test_processes_end_with_the_job():
    with Crew(Bounds(workers=1)) as crew:
        one, folder = process(crew), crew._folder
        assert there(one)
        assert folder
        assert list(folder.iterdir())
    assert not there(one)
    assert not folder.exists()


def test_every_stage_does_its_own_work(crew: Crew):
    made = [replace(STAGES[0], make=partial(Repeating, times)) for times in (3, 5, 3)]
    assert [list(crew.run(job, ["ab", "c"])) for job in made] == [
        [("ab", ["ab" * times]), ("c", ["c" * times])] for times in (3, 5, 3)
    ]


def test_a_stage_is_built_once_in_a_process(crew: Crew):
    counted = [list(crew.run(replace(job, make=partial(Counting, job.step)), ["a", "b"])) for job in (*STAGES, STAGES[0])]
    assert [[outcome for _, (outcome,) in found] for found in counted] == [["1", "2"]] * 3 + [["3", "4"]]


def test_a_killed_process_is_replaced_for_the_next_stage(crew: Crew):
    first = process(crew, STAGES[0])
    assert reasons(crew.run(STAGES[1], ["a", "kill", "b"])) == {"kill": "crashed"}
    assert process(crew, STAGES[2]) != first


def test_a_process_that_was_killed_at_rest_is_replaced(crew: Crew):
    first = process(crew)
    os.kill(first, signal.SIGKILL)
    assert crew._processes
    for _ in range(6_000):
        if not crew._processes.sound:
            break
        time.sleep(0.01)
    assert process(crew) != first


def test_a_handful_needs_no_process():
    with Crew() as crew:
        assert process(crew) == os.getpid()
        assert crew._processes is None
        found = {str(told) for _, (told,) in crew.run(JOB, ["pid"] * (HANDFUL + 1))}
        assert str(os.getpid()) not in found


def test_nothing_is_left_where_the_parent_is_killed(tmp_path: Path):
    program = (
        "import os, signal, sys\n"
        "from broadsheet.executor import Bounds, Crew\n"
        "from tests.executor.test_crew import process\n"
        "if __name__ == '__main__':\n"
        "    crew = Crew(Bounds(workers=1))\n"
        "    print(process(crew), flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    (tmp_path / "program.py").write_text(program)
    known = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]), "TMPDIR": str(tmp_path)}
    told = subprocess.run([sys.executable, tmp_path / "program.py"], env=known, stdout=subprocess.PIPE, timeout=120, check=False)
    assert told.returncode == -signal.SIGKILL  # and all who could write to its output are gone, or we would still wait
    assert int(told.stdout)
