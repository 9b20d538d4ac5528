"""Collect the given names of many countries, with who bears them, for `broadsheet.models.given_names`.

    python tools/collect_given_names.py TEXTS.jsonl.gz [--out src/broadsheet/models/given_names.txt]

Needs the package Faker (MIT), which nothing else here does: its lists of first names for some seventy countries are joined, those
in Cyrillic and Greek letters written in Latin ones. A word that texts write small more often than with a capital is left out
("love", "bird"). A line of the result is a name in plain lower-case letters and `f`, `m` or `b` for both or unknown.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import pkgutil
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from text_unidecode import unidecode

from broadsheet.language.words import fold

LEAST = 3
"""Letters that a name has at least."""


def lists() -> Iterator[tuple[str, Iterable[Any]]]:
    """Every list of first names with what it says of its bearers: `f`, `m`, or `b`."""
    people = importlib.import_module("faker.providers.person")
    for found in pkgutil.iter_modules(people.__path__):
        provider = importlib.import_module(f"faker.providers.person.{found.name}").Provider
        for attribute in dir(provider):
            names = getattr(provider, attribute)
            if re.match(r"first.*name", attribute) and not callable(names) and not isinstance(names, property):
                female, male = re.search("female|femin|women", attribute), re.search("male|mascul|_men", attribute)
                yield ("f" if female else "m" if male else "b"), names


def plain(name: Any) -> str | None:
    """A name in lower-case Latin letters; None where it is not one word, or of a script without its vowels."""
    word = name[-1] if isinstance(name, tuple) else name
    if not isinstance(word, str) or not re.fullmatch(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", word):
        return None
    latin = unidecode(word) if re.search(r"[\u0370-\u052f]", word) else fold(word)
    return latin.lower() if re.fullmatch(r"[A-Za-z]+(?:[-'][A-Za-z]+)*", latin) and len(latin) >= LEAST else None


def small(path: Path) -> Counter[str]:
    """How much more often texts write a word small than with a capital."""
    counted: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in rows:
            for word in re.findall(r"[^\W\d_]+", json.loads(row)["text"]):
                counted[word.lower()] += 1 if word.islower() else -1
    return counted


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("texts", type=Path)
    ask.add_argument("--out", type=Path, default=Path("src/broadsheet/models/given_names.txt"))
    asked = ask.parse_args()
    common = small(asked.texts)
    bearers: dict[str, set[str]] = defaultdict(set)
    for sex, names in lists():
        for name in names:
            word = plain(name)
            if word and common[word] <= 0:
                bearers[word].add(sex)
    told = {word: "f" if sexes - {"b"} == {"f"} else "m" if sexes - {"b"} == {"m"} else "b" for word, sexes in bearers.items()}
    asked.out.write_text("".join(f"{word} {told[word]}\n" for word in sorted(told)), "utf-8")
    print(f"{len(told)} names, {Counter(told.values())}")


if __name__ == "__main__":
    main()
