"""Write the example pages and their truth from the sources in tools/corpus.

    python tools/make_examples.py --lint [CLUSTER]   what is wrong with the sources
    python tools/make_examples.py                    write src/broadsheet/examples
    python tools/make_examples.py --check            whether what lies there is what the sources give
"""

from __future__ import annotations

import argparse
import sys

from corpus.lint import article_faults, world_faults
from corpus.source import SourceError, read_articles
from corpus.world import read_world


def lint(cluster: str | None) -> int:
    """Print the faults of the sources, of one cluster or all; 1 if there is one that is not a mere note."""
    world, articles = read_world(), read_articles()
    faults = [
        (article.key, fault)
        for article in articles.values()
        if cluster in (None, article.cluster)
        for fault in article_faults(article, world)
    ]
    faults += [("world", fault) for fault in world_faults(articles, world)]
    for place, fault in faults:
        print(f"{place}: {fault}")
    return int(any(not fault.startswith("note:") for _, fault in faults))


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lint", nargs="?", const="", metavar="CLUSTER")
    parser.add_argument("--check", action="store_true")
    chosen = parser.parse_args()
    try:
        if chosen.lint is not None:
            return lint(chosen.lint or None)
    except SourceError as error:
        print(error, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
