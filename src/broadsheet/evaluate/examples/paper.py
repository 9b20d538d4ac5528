"""The whole paper: the example pages built into a site, and the site proven."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from broadsheet.evaluate.examples.formulas import Formula, count, f1, share
from broadsheet.evaluate.examples.group import judge_stories
from broadsheet.evaluate.examples.ledger import Ledger
from broadsheet.evaluate.examples.placing import matched
from broadsheet.evaluate.examples.program import Program
from broadsheet.evaluate.examples.truth import Truth
from broadsheet.store import Store

FIGURES: Mapping[str, Formula] = {
    "articles placed": share("placed", "wanted"),
    "stories B³ precision": share("precision", "articles"),
    "stories B³ recall": share("recall", "articles"),
    "stories B³ F1": f1("precision", "articles", "articles", "recall"),
    "mismatches": count("mismatch", "proven"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """An article of a paper: the name of its page, the story that lists it, its text."""

    page: str
    story: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """How many things `verify` looked at, and how many do not hold."""

    of: int
    mismatches: int


def score(truth: Truth, program: Program) -> Ledger:
    """Build the paper over the example pages in a folder of its own, and prove it."""
    site = program.scratch / "site"
    store = str(program.scratch / "paper.db")
    program.json("build", str(program.pages), "--site", str(site), "--store", store, "--as-of", truth.as_of, "--workers", "0")
    proof = program.json("verify", "--site", str(site), "--store", store, statuses=(0, 1))
    proven = Proven(of=sum(proof[name] for name in ("articles", "spans", "statements")), mismatches=len(proof["mismatches"]))
    return judge(truth, list(printed(store)), proven)


def printed(store_url: str) -> Iterator[Printed]:
    """The articles that the stories of a paper list as their own, not as guests of another chapter."""
    with Store.open(store_url, writes=False) as store:
        names = {page.id: page.name for page in store.pages.each(store.pages.ids())}
        articles = {article.id: article for article in store.articles.all()}
        for story in store.revisions.newest():
            for entry in (entry for entry in story.articles.values() if entry.x_story in (None, story.id)):
                article = articles[entry.id]
                yield Printed(page=names[article.page], story=story.id, text=article.text)


def judge(truth: Truth, articles: Sequence[Printed], proven: Proven) -> Ledger:
    """Compare the articles of a paper and the stories that they are in with the truth.

    What is proven is the whole paper; it stands in the column of what may be tuned on.
    """
    on: dict[str, list[Printed]] = defaultdict(list)
    for article in articles:
        on[article.page].append(article)
    ledger = Ledger()
    gold, found, names = _placed(ledger, truth, on)
    judge_stories(ledger, truth, gold, found, names)
    ledger.add("tuned", "proven", proven.of)
    ledger.add("tuned", "mismatch", proven.mismatches)
    return ledger


def _placed(
    ledger: Ledger, truth: Truth, on: Mapping[str, Sequence[Printed]]
) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Count the placements that were found; those of a story as thing → its true story, its printed story, its article."""
    gold: dict[str, str] = {}
    found: dict[str, str] = {}
    names: dict[str, str] = {}
    for page_name, page in truth.pages.items():
        here = on.get(page_name, ())
        for match in matched(truth, page, [article.text for article in here]):
            article, column = match.gold.article, truth.column(match.gold.article)
            if not match.gold.optional:
                ledger.add(column, "wanted")
                ledger.test(column, "placed", match.found is not None, article, f"in no story, from page {page_name}")
            story = truth.articles[article].story
            if match.found is not None and story:
                thing = f"{page_name}#{match.gold.number}"
                gold[thing], found[thing], names[thing] = story, here[match.found].story, article
    return gold, found, names
