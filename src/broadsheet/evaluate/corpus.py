"""The example pages that the package carries: what `broadsheet evaluate examples` prints, as figures that can be pinned."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from broadsheet.evaluate.bench import Bench
from broadsheet.evaluate.examples.report import Report
from broadsheet.evaluate.examples.rooms import ROOMS, reports
from broadsheet.evaluate.examples.truth import example_folder
from broadsheet.evaluate.measured import Extent, Measured

QUICK = ("lines", "extract", "dedupe", "group")
"""Rooms that take seconds: the pinned share that the tests measure."""


def measure(bench: Bench, extent: Extent) -> Measured:  # noqa: ARG001  every room is measured through one signature
    """Score the rooms on the example pages; the bench is not needed."""
    return measured(extent)


def measured(extent: Extent) -> Measured:
    """The rooms' figures on the example pages, tuned-on and held-out stories apart."""
    found = list(reports(QUICK if extent == "subset" else tuple(ROOMS)))
    with example_folder() as folder:
        files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md")
        digest = _digest(files)
    figures = {name: value for report in found for name, value in _figures(report)}
    return Measured(room="corpus", extent=extent, rows=len(files), digest=digest, figures=figures)


def _figures(report: Report) -> Iterator[tuple[str, float]]:
    for score in report.scores:
        for column, part in (("tuned", score.tuned), ("held out", score.held_out)):
            if part is not None:
                yield f"{report.room}, {column}.{score.name}", round(part.value, 4)


def _digest(files: list[Path]) -> str:
    whole = sha256()
    for path in files:
        whole.update(sha256(path.read_bytes()).digest())
    return whole.hexdigest()
