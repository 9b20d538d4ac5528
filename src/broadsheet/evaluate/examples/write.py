"""The room `write`: pages of the true stories."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from broadsheet.evaluate.examples import disputes, told
from broadsheet.evaluate.examples.formulas import Formula, share
from broadsheet.evaluate.examples.ledger import Ledger
from broadsheet.evaluate.examples.program import Program, Row
from broadsheet.evaluate.examples.story import Story
from broadsheet.evaluate.examples.truth import Truth

FIGURES: Mapping[str, Formula] = {"stories written": share("written", "story"), **disputes.FIGURES, **told.FIGURES}


def score(truth: Truth, program: Program) -> Ledger:
    """Run the room on the stories as they are, one a line."""
    rows = ({"story": name, "articles": [truth.row(key) for key in story.articles]} for name, story in truth.stories.items())
    return judge(truth, program.pipe("write", rows, "--as-of", truth.as_of))


def judge(truth: Truth, rows: Iterable[Row]) -> Ledger:
    """Compare pages, each with the `id` of its story, with the truth; a story without a page has nothing told of it."""
    pages = {row["id"]: row for row in rows}
    nothing: Row = {"sections": []}
    ledger = Ledger()
    for name in truth.stories:
        ledger.add(truth.column_of(name), "story")
        ledger.test(truth.column_of(name), "written", name in pages, name, "no page")
        story = Story(pages.get(name, nothing))
        for judge_part in (disputes.judge_disputes, told.judge_events, told.judge_numbers, told.judge_speakers):
            judge_part(ledger, truth, name, story)
    return ledger
