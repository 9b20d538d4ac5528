"""How well written pages are put: what a close reader would strike out, counted over a hundred pages. No truth is needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from broadsheet.evaluate.bench import Bench, Row, digest, read_rows
from broadsheet.evaluate.examples.program import Program
from broadsheet.evaluate.examples.truth import Truth, example_folder, read_truth
from broadsheet.evaluate.measured import Extent, Measured
from broadsheet.evaluate.printed import Page, faults, printed

SETS = {"neus_val": (5, 50), "basil_dev": (3, 50)}
"""Set of the bench's stories → one in how many by digest, and how many of them at most."""

QUICK = 8
"""Example stories that the pinned share takes; of the bench it takes none."""

COUNTED = ("repeated", "told again", "cut", "unverified", "empty")


def measure(bench: Bench, extent: Extent) -> Measured:
    """Write pages of the example stories and, for the full extent, of a share of the bench's; count what is wrong with them."""
    figures, rows = examples(extent)
    for name, (every, most) in SETS.items() if extent == "full" else ():
        gold = bench.rows(f"synopsis/{name}.jsonl.gz", key=lambda row: str(row["story"]), every=every)[:most]
        pages = read_rows(bench.pipe("write", f"pages-{name}", gold))
        figures |= {f"{name}.{figure}": value for figure, value in counted(pages, gold).items()}
        rows += gold
    return Measured(room="pages", extent=extent, rows=len(rows), digest=digest(rows), figures=figures)


def examples(extent: Extent) -> tuple[dict[str, float], list[Row]]:
    """The figures of the example stories, tuned-on and held-out ones apart, and the stories as they were given."""
    with example_folder() as folder, Program(folder / "pages") as program:
        truth = read_truth(folder)
        rows = _stories(truth)[: QUICK if extent == "subset" else None]
        pages = program.pipe("write", rows, "--as-of", truth.as_of)
    figures: dict[str, float] = {}
    for column, heading in (("tuned", "examples, tuned"), ("held_out", "examples, held out")):
        own = [row for row in rows if truth.column_of(row["story"]) == column]
        held = {row["story"] for row in own}
        found = counted([page for page in pages if page["id"] in held], own)
        figures |= {f"{heading}.{name}": value for name, value in found.items()} if own else {}
    return figures, rows


def _stories(truth: Truth) -> list[Row]:
    return [{"story": name, "articles": [truth.row(key) for key in story.articles]} for name, story in truth.stories.items()]


def counted(pages: Iterable[Page], rows: Iterable[Row]) -> dict[str, float]:
    """Faults of pages by name, and the share of printed sentences that open on a word pointing back.

    Args:
        pages: `broadsheet/story@1` as plain data; `id` is the story's.
        rows: the stories as they were given to the room, with the texts that the pages cite.
    """
    texts = {row["story"]: dict(_texts(row)) for row in rows}
    found: Counter[str] = Counter()
    shown = written = 0
    for page in pages:
        written += 1
        shown += sum(each.kind != "label" for each in printed(page))
        found.update(fault.name for fault in faults(page, texts[page["id"]]))
    share = found["dangling"] / shown if shown else 0.0
    return {"pages": written, "sentences": shown, "dangling": round(share, 4), **{name: found[name] for name in COUNTED}}


def _texts(row: Row) -> Iterator[tuple[str, Any]]:
    return ((str(article["id"]), article["text"]) for article in row["articles"])
