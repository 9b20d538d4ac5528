"""How well and how fast `match` recognises texts: `python benchmarks/match.py STORE`, a store that `build` made.

Every article of the store is asked for by its text, and by every other sentence of it. Then each original is left out, the others
are placed anew, and its story is guessed: right is one that it is in where it is placed among them, and none where it is alone.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import replace

from broadsheet.group import Group
from broadsheet.pipeline.description import numbers
from broadsheet.pipeline.matching import Asked, Matcher
from broadsheet.records.annotation import Annotated
from broadsheet.records.story import chronology
from broadsheet.store import Store


def recognised(store: Store) -> None:
    matcher, placements = Matcher(), store.articles.placements()
    matcher.match(store, Asked(text="nothing"))
    for name, cut in (("whole", 1), ("every other sentence", 2)):
        found: Counter[str] = Counter()
        began = time.process_time()
        for article in store.articles.all():
            sentences = article.text.split(". ")
            if len(sentences) >= 3 * (cut - 1):
                match = matcher.match(store, Asked(text=". ".join(sentences[::cut]), title=article.title if cut == 1 else ""))
                right = match.story == placements[article.id].story
                found[f"by {match.by}, {'its' if right else 'not its'} story"] += 1
        seconds = time.process_time() - began
        print(f"{name}: {dict(found)}, {1000 * seconds / found.total():.0f} ms of processor time each")


def guessed(store: Store) -> None:
    copies, vectors = store.articles.copies(), store.articles.vectors()
    originals = sorted(
        (one for one in store.articles.annotated() if copies[one.article.id].origin == one.article.id),
        key=lambda one: chronology(one.article),
    )
    told: Counter[str] = Counter()
    for left_out in originals:
        name = left_out.article.id
        rest = [one for one in originals if one is not left_out]
        without, among = placed(rest, copies, vectors), placed([*rest, left_out], copies, vectors)
        guess = without.guess(Annotated(article=replace(left_out.article, id="match"))).story
        told[judged(guess, {without.where(one.article.id).story for one in rest if same(among, one.article.id, name)})] += 1
    print(f"originals left out: {dict(told)}")


def judged(guess: str | None, beside: set[str]) -> str:
    if guess is None:
        return "missed" if beside else "rightly none"
    return "right" if guess in beside else "another" if beside else "should be none"


def same(group: Group, one: str, other: str) -> bool:
    return group.where(one).story == group.where(other).story


def placed(some, copies, vectors) -> Group:
    group = Group()
    for one in some:
        group.place(one, copies[one.article.id], numbers(vectors[one.article.id]))
    group.settle()
    return group


if __name__ == "__main__":
    with Store.open(sys.argv[1], writes=False) as opened:
        recognised(opened)
        guessed(opened)
