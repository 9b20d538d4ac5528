"""Who is named in several stories: which names of two stories the registry holds for one, against the cast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product

from broadsheet.evaluate.examples.formulas import Formula, f1, share
from broadsheet.evaluate.examples.ledger import Ledger
from broadsheet.evaluate.examples.mentions import GoldMention, mentions
from broadsheet.evaluate.examples.people import entity_of
from broadsheet.evaluate.examples.program import Row
from broadsheet.evaluate.examples.truth import Column, Truth
from broadsheet.language.appearances import appearances
from broadsheet.language.identity import Known, families
from broadsheet.language.registry import register
from broadsheet.records.registry import Appearance, Office

FIGURES: Mapping[str, Formula] = {
    "same name in two stories, precision": share("across right", "across said"),
    "same name in two stories, recall": share("across right", "across"),
    "same name in two stories, F1": f1("across right", "across said", "across"),
}
Held = dict[str, Appearance | None]
"""Key of the cast → the appearance of a story that most of its names belong to; None where none of them was found."""


def judge_across(ledger: Ledger, truth: Truth, rows: Mapping[str, Row]) -> None:
    """Compare, for every two stories, which names of the one are held for a name of the other.

    Stories are those of the truth, and nothing tells which are of one thread. A pair of which one story is held out counts there.
    """
    told = {story: _told(truth, story, rows) for story in sorted(truth.stories)}
    found = register({one for _, some in told.values() for one in some})
    bearer: dict[Appearance | None, int] = {one: n for n, held in enumerate(found) for one in held.held}
    for first, second in combinations(told, 2):
        column: Column = "held_out" if "held_out" in (truth.column_of(first), truth.column_of(second)) else "tuned"
        for (gold, one), (other_gold, other) in product(told[first][0].items(), told[second][0].items()):
            same, said = gold == other_gold, None not in (one, other) and bearer.get(one) == bearer.get(other)
            ledger.add(column, "across", same)
            ledger.add(column, "across said", said)
            ledger.add(column, "across right", same and said)
            if same != said:
                what = f"{_named(one, gold)} in {first}, {_named(other, other_gold)} in {second}"
                ledger.fault(column, "across stories", f"{what}: {'held for the same' if said else 'not joined'}")


def _named(one: Appearance | None, key: str) -> str:
    return f"{one.name!r} ({one.kind})" if one else f"{key!r} (nothing)"


def _told(truth: Truth, story: str, rows: Mapping[str, Row]) -> tuple[Held, list[Appearance]]:
    """Whom of the cast a story is found to name, and everybody that it is found to name."""
    articles = [article for article in truth.stories[story].articles if article in rows]
    known = [(one, entity["id"]) for article in articles for one, entity in _known(truth, article, rows[article])]
    since = {article: f"{truth.articles[article].published or ''} {article}" for article in articles}
    some = appearances(story, story, [one for one, _ in known], since)
    by_name = {(one.since, one.name, one.kind): one for one in some}
    bearer: dict[tuple[str, str], Appearance] = {}
    for family in families([one for one, _ in known]):
        first = min(since[known[i][0].article] for i in family.held)
        bearer |= {(known[i][0].article, known[i][1]): by_name[first, family.name, family.kind] for i in family.held}
    return _held(truth, articles, rows, bearer), some


def _held(truth: Truth, articles: Iterable[str], rows: Mapping[str, Row], bearer: Mapping[tuple[str, str], Appearance]) -> Held:
    votes: dict[str, Counter[Appearance]] = {}
    for article in articles:
        for mention in mentions(truth, article):
            entity = entity_of(mention, rows[article])
            if entity is None or _names_no_other(mention, entity["id"], rows[article]):
                votes.setdefault(mention.key, Counter()).update([bearer[article, entity["id"]]] if entity else [])
    return {key: max(votes[key], key=lambda a: (votes[key][a], a.since, a.name), default=None) for key in sorted(votes)}


def _names_no_other(mention: GoldMention, entity: str, row: Row) -> bool:
    """Whether the name found at a place is no longer one that only holds it: a town is not its university."""
    found = [each for each in row["mentions"] if each["entity"] == entity and not each.get("pronoun")]
    return any(mention.start <= each["start"] and each["end"] <= mention.end for each in found)


def _known(truth: Truth, article: str, row: Row) -> Iterator[tuple[Known, Row]]:
    """What an article knows of its entities, as the program answered."""
    gold = truth.articles[article]
    counts = Counter(each["entity"] for each in row.get("mentions", ()) if not each.get("pronoun"))
    for entity in row["entities"]:
        one = Known(
            article=article,
            name=entity["name"],
            kind=entity["kind"],
            aliases=tuple(entity.get("aliases", ())),
            weight=counts[entity["id"]],
            offices=tuple(
                Office(text=role["text"], article=article, day=gold.published and gold.published[:10], outlet=gold.outlet)
                for role in entity.get("roles", ())
            ),
            country=entity.get("country"),
        )
        yield one, entity
