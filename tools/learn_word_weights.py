"""Learn which words are common in news: shares of articles, keyed by a number from which no word can be read.

    python tools/learn_word_weights.py BENCH > src/broadsheet/group/prior.json

BENCH is the folder of the development bench. Words in fewer than 0.3 % of the articles are left out, so that no table entry
stands for a passing name; shares are rounded to a twentieth of themselves.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from broadsheet.group.terms import stems
from broadsheet.group.weights import number_of

SOURCES = ("quotes/polnear_train", "synopsis/neus_train", "synopsis/basil_dev", "times/timebank")
LEAST = 0.003


def texts(bench: Path) -> Iterator[str]:
    """Headline and text of every article."""
    for source in SOURCES:
        with gzip.open(bench / f"{source}.jsonl.gz", "rt", encoding="utf8") as rows:
            for row in map(json.loads, rows):
                for article in row.get("articles") or [row]:
                    yield f"{article.get('title') or ''}\n{article.get('text') or ''}"


def main() -> None:
    """Print the table: [[share in ten-thousandths, [numbers]], …]."""
    seen: Counter[str] = Counter()
    total = 0
    for text in texts(Path(sys.argv[1])):
        seen.update(set(stems(text)))
        total += 1
    levels: dict[int, list[int]] = defaultdict(list)
    for word, count in seen.items():
        if count / total >= LEAST:
            levels[_rounded(10_000 * count / total)].append(number_of(word))
    table = [[share, sorted(numbers)] for share, numbers in sorted(levels.items())]
    sys.stdout.write(json.dumps(table, separators=(",", ":")) + "\n")


def _rounded(share: float) -> int:
    step = max(1, round(share / 20))
    return round(share / step) * step


if __name__ == "__main__":
    main()
