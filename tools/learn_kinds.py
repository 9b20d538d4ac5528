"""Learn the weights of `broadsheet.models.kinds` from texts without labels.

    python tools/learn_kinds.py TEXTS.jsonl.gz... [--every 1] [--without LABELS.jsonl] [--out src/broadsheet/models/kinds.json]

A name that the grammar takes for the same nearly everywhere (`LEAST` times, `SURE` of them) is taken to be that. In every text most
of those names are then replaced by words that do not exist, so that the grammar meets them as it meets a name it has never seen,
and it is learned from the features of `annotate.context` what they were. Names left as they are weigh `KNOWN` times as much: the
grammar is mostly right about them. Printed is how often the kind is right over folds by name, beside the grammar's own.
Written are numbers under names of grammatical features and lower-case words; no name. Articles named in LABELS are left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from broadsheet.annotate.context import features
from broadsheet.annotate.naming import Name, names
from broadsheet.annotate.reading import read
from broadsheet.language.bodies import ORGANISATION_WORDS, PAPERS, STREETS
from broadsheet.language.names import key
from broadsheet.language.roles import OFFICES
from broadsheet.language.words import fold
from broadsheet.models import given_names, grammar
from broadsheet.models.kinds import KINDS

LABELS = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place"}
LEAST, SURE, MASKED, GIVEN_KEPT, MOST = 3, 0.85, 0.65, 0.85, 15
KNOWN, RAREST, FOLDS, TURNS, DECAY, SMALLEST = 3.0, 6, 4, 500, 10.0, 0.03
_WORD = re.compile(r"[A-Z][A-Za-z-]{2,}|[A-Z]{2,6}")


class Sample(NamedTuple):
    """A spelling in one text: its features, what it names, its spelling before it was masked, what the grammar says."""

    features: dict[str, float]
    kind: str
    name: str
    masked: bool
    guess: str


def texts(paths: Sequence[Path], every: int, without: set[str]) -> Iterator[str]:
    """The texts of JSONL rows with `id` and `text`."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as rows:
            found = [row for row in map(json.loads, rows) if row["id"] not in without and row["text"]]
        yield from (row["text"] for row in found[::every])


def label(name: Name) -> str:
    return LABELS.get(name.root.ent_type_, "other")


class Mask:
    """Replaces names by words that do not exist."""

    def __init__(self, known: dict[str, str], written: Sequence[str]) -> None:
        self.known = known
        small = Counter(word for text in written for word in re.findall(r"\b[a-z]+\b", text))
        self._kept = ORGANISATION_WORDS | PAPERS | STREETS | OFFICES | {word for word, count in small.items() if count > 2}
        self._given = given_names.load()
        self._words = {word.lower() for text in written for word in re.findall(r"\b[A-Z][a-z]{3,}\b", text)}
        self._next: dict[str, Counter[str]] = defaultdict(Counter)
        for name in sorted(known):
            for word in re.findall(r"\b[a-z]{4,}\b", name):
                marked = f"^^{word}$"
                for i in range(2, len(marked)):
                    self._next[marked[i - 2 : i]][marked[i]] += 1

    def words(self, forms: Iterable[str], dice: random.Random) -> dict[str, str]:
        """Word → what it is replaced by, throughout one text. Words that are common, and most given names, stay."""
        found: dict[str, str] = {}
        for form in sorted(forms):
            if key(form) not in self.known or dice.random() > MASKED:
                continue
            for place, word in enumerate(form.split()):
                bare = re.sub(r"['’]s?$|[.,]$", "", word)
                if bare not in found and _WORD.fullmatch(bare) and not self._stays(bare, place, form, dice):
                    found[bare] = self._invented(bare, dice)
        return found

    def _stays(self, word: str, place: int, form: str, dice: random.Random) -> bool:
        given = place == 0 and " " in form and fold(word).lower() in self._given
        return word.lower() in self._kept or (given and self.known[key(form)] == "person" and dice.random() < GIVEN_KEPT)

    def _invented(self, word: str, dice: random.Random) -> str:
        if word.isupper():
            return "".join(dice.choice("ABCDEFGHIKLMNOPRSTUVZ") for _ in word)
        while True:
            made = "^^"
            while not made.endswith("$") and len(made) < 14:
                following = self._next[made[-2:]]
                made += dice.choices(list(following), list(following.values()))[0]
            made = made.strip("^$")
            if 4 <= len(made) <= 10 and made not in self._words | self._kept and made not in self._given:
                return made.capitalize()


def replaced(text: str, words: dict[str, str]) -> str:
    """The text with every one of the words replaced."""
    if not words:
        return text
    either = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.sub(rf"\b({either})\b(?!-)", lambda match: words[match[1]], text)


def surely(written: Sequence[str]) -> tuple[dict[str, str], list[set[str]]]:
    """Spelling → what it surely names; and the forms of names in every text."""
    nlp, votes, forms = grammar.load(), defaultdict(Counter), []
    for text in written:
        found = names(read(text, nlp))
        forms.append({name.extent.of(text) for name in found})
        for name in found:
            if name.root.ent_type_:
                votes[key(name.extent.of(text))][label(name)] += 1
    sure = {}
    for spelling, counted in votes.items():
        kind, most = max(counted.items(), key=lambda item: (item[1], item[0]))
        if counted.total() >= LEAST and most >= SURE * counted.total():
            sure[spelling] = kind
    return sure, forms


def samples(written: Sequence[str]) -> Iterator[Sample]:
    """Every spelling of every text whose kind is known, most of them masked; of one name no more than `MOST`."""
    sure, forms = surely(written)
    mask, nlp, taken = Mask(sure, written), grammar.load(), Counter[str]()
    for number, text in enumerate(written):
        words = mask.words(forms[number], random.Random(number))
        new = replaced(text, words)
        now = {key(replaced(form, words)): key(form) for form in sorted(forms[number]) if key(form) in sure}
        groups: dict[str, list[Name]] = defaultdict(list)
        for name in names(read(new, nlp)):
            groups[key(name.extent.of(new))].append(name)
        for spelling in sorted(groups.keys() & now.keys()):
            before, held = now[spelling], groups[spelling]
            taken[before] += 1
            if taken[before] <= MOST:
                guess = Counter(map(label, held)).most_common(1)[0][0]
                yield Sample(features(held), sure[before], before, spelling != before, guess)


def matrix(found: Sequence[Sample], columns: dict[str, int]) -> NDArray[np.float64]:
    """A row for every sample, a column for every feature."""
    rows = np.zeros((len(found), len(columns)))
    for n, sample in enumerate(found):
        for name, value in sample.features.items():
            if name in columns:
                rows[n, columns[name]] = value
    return rows


def train(found: Sequence[Sample], columns: dict[str, int]) -> NDArray[np.float64]:
    """The weights with the least log loss of a softmax and `DECAY` times half their squares, by Nesterov's descent."""
    rows, right = matrix(found, columns), np.eye(len(KINDS))[[KINDS.index(sample.kind) for sample in found]]
    heavy = np.array([[1.0 if sample.masked else KNOWN] for sample in found])
    step = 1 / (steepest(rows * np.sqrt(heavy)) / 2 + DECAY)
    weights = ahead = np.zeros((len(columns), len(KINDS)))
    for turn in range(TURNS):
        slope = rows.T @ (heavy * (chances(rows @ ahead) - right)) + DECAY * ahead
        before, weights = weights, ahead - step * slope
        ahead = weights + turn / (turn + 3) * (weights - before)
    return weights


def steepest(rows: NDArray[np.float64]) -> float:
    """The largest eigenvalue of the rows' product with themselves, by powers."""
    vector = np.ones(rows.shape[1])
    for _ in range(50):
        vector = rows.T @ (rows @ vector)
        vector /= np.linalg.norm(vector)
    return float(np.linalg.norm(rows @ vector) ** 2)


def chances(totals: NDArray[np.float64]) -> NDArray[np.float64]:
    """What a softmax makes of every row."""
    grown = np.exp(totals - totals.max(axis=1, keepdims=True))
    given: NDArray[np.float64] = grown / grown.sum(axis=1, keepdims=True)
    return given


def report(found: Sequence[Sample], said: Sequence[str], who: str) -> None:
    for masked in (True, False):
        some = [(sample.kind, kind) for sample, kind in zip(found, said, strict=True) if sample.masked == masked]
        people = [kind == "person" for kind, one in some if one == "person"]
        recalled = [one == "person" for kind, one in some if kind == "person"]
        right = np.mean([kind == one for kind, one in some])
        shares = f"right {right:.3f} of {len(some)}, person P {np.mean(people):.3f} R {np.mean(recalled):.3f}"
        sys.stdout.write(f"{who}, {'masked' if masked else 'as it was'}: {shares}\n")


def learn(found: Sequence[Sample], out: Path) -> None:
    """Print what folds by name give, train on all, write."""
    counted = Counter(name for sample in found for name in sample.features)
    columns = {name: i for i, name in enumerate(sorted(name for name, count in counted.items() if count >= RAREST))}
    spellings = {name: i % FOLDS for i, name in enumerate(sorted({sample.name for sample in found}))}
    said = [""] * len(found)
    for part in range(FOLDS):
        weights = train([sample for sample in found if spellings[sample.name] != part], columns)
        held = [i for i, sample in enumerate(found) if spellings[sample.name] == part]
        for i, totals in zip(held, matrix([found[i] for i in held], columns) @ weights, strict=True):
            said[i] = KINDS[int(totals.argmax())]
    report(found, [sample.guess for sample in found], "the grammar")
    report(found, said, "learned")
    weights = train(found, columns)
    kept = {name: [round(float(w), 2) for w in weights[i]] for name, i in columns.items() if np.abs(weights[i]).max() >= SMALLEST}
    rows = (f"{json.dumps(name)}: {json.dumps(row)}" for name, row in sorted(kept.items()))
    out.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf8")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("texts", type=Path, nargs="+")
    ask.add_argument("--every", type=int, default=1)
    ask.add_argument("--without", type=Path, default=Path("tests/annotate/names.labels.jsonl"))
    ask.add_argument("--out", type=Path, default=Path("src/broadsheet/models/kinds.json"))
    asked = ask.parse_args()
    without = {json.loads(line)["article"] for line in asked.without.read_text("utf-8").splitlines()}
    learn(list(samples(list(texts(asked.texts, asked.every, without)))), asked.out)


if __name__ == "__main__":
    main()
