"""The room `group`: which articles tell one story, and which stories belong to one affair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from broadsheet.evaluate.examples.clusters import Clusters, b_cubed, pairs
from broadsheet.evaluate.examples.formulas import Formula, f1, share
from broadsheet.evaluate.examples.ledger import Ledger
from broadsheet.evaluate.examples.program import Program, Row
from broadsheet.evaluate.examples.truth import Truth

FIGURES: Mapping[str, Formula] = {
    "stories B³ precision": share("precision", "articles"),
    "stories B³ recall": share("recall", "articles"),
    "stories B³ F1": f1("precision", "articles", "articles", "recall"),
    "thread pairs precision": share("thread right", "thread said"),
    "thread pairs recall": share("thread right", "thread gold"),
    "thread pairs F1": f1("thread right", "thread said", "thread gold"),
}


def score(truth: Truth, program: Program) -> Ledger:
    """Run the room on the articles as they were written, those of no story among them."""
    return judge(truth, program.pipe("group", map(truth.row, truth.articles)))


def judge(truth: Truth, rows: Iterable[Row]) -> Ledger:
    """Compare `{id, story, thread}` with the stories and threads. Articles of no story are not compared."""
    told = {key: gold.story for key, gold in truth.articles.items() if gold.story}
    answers = {row["id"]: row for row in rows if row["id"] in told}
    ledger = Ledger()
    judge_stories(ledger, truth, told, {key: row["story"] for key, row in answers.items()})
    _judge_threads(ledger, truth, told, {key: row["thread"] for key, row in answers.items()})
    return ledger


def judge_stories(
    ledger: Ledger, truth: Truth, gold: Mapping[str, str], found: Clusters, names: Mapping[str, str] | None = None
) -> None:
    """B-cubed of stories. `names` says which article a thing is, where it is not called after it."""
    for thing, precision, recall in b_cubed(gold, found):
        article = names[thing] if names else thing
        column = truth.column(article)
        ledger.add(column, "articles")
        ledger.add(column, "precision", precision)
        ledger.add(column, "recall", recall)
        if precision < 1:
            ledger.fault(column, article, f"{1 - precision:.0%} of those beside it tell another story")
        if recall < 1:
            ledger.fault(column, article, f"{1 - recall:.0%} of its story lie elsewhere")


def _judge_threads(ledger: Ledger, truth: Truth, told: Mapping[str, str], found: Clusters) -> None:
    """Pairs of articles of different stories: are they chapters of one affair?"""
    apart = {key: truth.thread(key) for key in told}
    gold = {pair for pair in pairs(apart) if told[pair[0]] != told[pair[1]]}
    said = {pair for pair in pairs(found) if told[pair[0]] != told[pair[1]]}
    for a, b in sorted(said | gold):
        column = truth.column(a, b)
        ledger.add(column, "thread said", (a, b) in said)
        ledger.add(column, "thread gold", (a, b) in gold)
        ledger.add(column, "thread right", (a, b) in said & gold)
        if (a, b) not in said & gold:
            ledger.fault(column, a, f"{b}: {'no chapter of its affair' if (a, b) in said else 'a chapter of its affair, not seen'}")
