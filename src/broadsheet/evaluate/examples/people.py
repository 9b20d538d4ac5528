"""Who is named in an article, under which name, and taken for what, as `annotate` finds it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from broadsheet.evaluate.examples.formulas import Formula, f1, share
from broadsheet.evaluate.examples.ledger import Ledger
from broadsheet.evaluate.examples.mentions import GoldMention, mentions
from broadsheet.evaluate.examples.names import names_fully
from broadsheet.evaluate.examples.program import Row
from broadsheet.evaluate.examples.truth import Place, Truth
from broadsheet.language.identity import Known, families

FIGURES: Mapping[str, Formula] = {
    "people right": share("person right", "person"),
    "others not called people": share("other right", "other"),
    "same name in two articles, precision": share("pair right", "pair said"),
    "same name in two articles, recall": share("pair right", "pair"),
    "same name in two articles, F1": f1("pair right", "pair said", "pair"),
}
Bearer = tuple[str, str]
"""An article and an entity of it, by its id there."""


def judge_people(ledger: Ledger, truth: Truth, article: str, row: Row) -> None:
    """Compare `mentions` and `entities` of an article with the cast.

    A person is right where every name of theirs belongs to a person under the full name; a body or a place where no name of
    its is called a person's.
    """
    column = truth.column(article)
    named: dict[str, list[Row | None]] = defaultdict(list)
    for mention in mentions(truth, article):
        named[mention.key].append(entity_of(mention, row))
    for key, found in named.items():
        bearer = truth.cast[key]
        kind = "person" if bearer.kind == "person" else "other"
        gold = truth.articles[article]
        wrong = [one for one in found if (kind == "person") != (one is not None and one["kind"] == "person")]
        if kind == "person":
            wrong += [one for one in found if one is not None and not names_fully(one["name"], bearer, gold)]
        ledger.add(column, kind)
        called = sorted({"nothing" if one is None else f"{one['kind']} {one['name']!r}" for one in wrong})
        ledger.test(column, f"{kind} right", not wrong, article, f"{bearer.name!r} is {', '.join(called)}")


def judge_pairs(ledger: Ledger, truth: Truth, rows: Mapping[str, Row]) -> None:
    """Compare, for every story, which names in two of its articles mean the same with the cast.

    A pair is two people, bodies or places of two articles; each counts once an article, by the entity of its first name found.
    """
    for name, story in truth.stories.items():
        gold: dict[Bearer, str] = {}
        for article in story.articles:
            for mention in mentions(truth, article):
                entity = entity_of(mention, rows[article]) if article in rows else None
                gold.setdefault((article, entity["id"] if entity else f"? {mention.key}"), mention.key)
        found = _families(rows, story.articles)
        column = truth.column_of(name)
        apart = [(one, other) for one, other in combinations(sorted(gold), 2) if one[0] != other[0]]
        for one, other in apart:
            same, said = gold[one] == gold[other], one in found and found[one] == found.get(other)
            ledger.add(column, "pair", same)
            ledger.add(column, "pair said", said)
            ledger.add(column, "pair right", same and said)
            what = f"{truth.cast[gold[one]].name!r} in {one[0]}, {truth.cast[gold[other]].name!r} in {other[0]}"
            if same != said:
                ledger.fault(column, name, f"{what}: {'held for the same' if said else 'not joined'}")


def _families(rows: Mapping[str, Row], articles: Sequence[str]) -> dict[Bearer, int]:
    """Which entities of a story's articles are held for the same: the number of each one's family."""
    bearers = [(article, entity) for article in articles for entity in rows.get(article, {"entities": []})["entities"]]
    known = [
        Known(
            article=article,
            name=entity["name"],
            kind=entity["kind"],
            aliases=tuple(entity.get("aliases", ())),
            weight=sum(each["entity"] == entity["id"] for each in _names(rows[article])),
        )
        for article, entity in bearers
    ]
    grouped = enumerate(families(known))
    return {(bearers[i][0], bearers[i][1]["id"]): number for number, family in grouped for i in family.held}


def entity_of(mention: GoldMention, row: Row) -> Row | None:
    """The entity that the name at a place belongs to, by the mention that covers most of it."""
    named = [each for each in _names(row) if each["end"] > mention.start and each["start"] < mention.end]
    if not named:
        return None
    best = max(named, key=lambda each: (mention.shared(Place(start=each["start"], end=each["end"])), each["start"] - each["end"]))
    return next((entity for entity in row["entities"] if entity["id"] == best["entity"]), None)


def _names(row: Row) -> list[Row]:
    """The mentions that are no pronouns."""
    return [each for each in row.get("mentions", ()) if not each.get("pronoun")]
