"""Write the example pages and their truth from the sources in tools/corpus.

python tools/make_examples.py --lint [CLUSTER]   what is wrong with the sources
python tools/make_examples.py                    write src/broadsheet/examples
python tools/make_examples.py --check            whether what lies there is what the sources give
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from corpus.lint import article_faults, world_faults
from corpus.pages import make_pages
from corpus.source import SourceError, read_articles
from corpus.truth import laid_out, missing, truth_of
from corpus.world import read_world

EXAMPLES = Path(__file__).parents[1] / "src/broadsheet/examples"


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


def made() -> dict[Path, bytes]:
    """What the sources give: every file below the examples folder that they write."""
    desk = make_pages(read_articles(), read_world())
    if nowhere := missing(desk):
        raise SourceError(f"on no page: {', '.join(nowhere)}")
    truth = laid_out(truth_of(desk)) + "\n"
    files = {EXAMPLES / "pages" / name: content for name, content in desk.files.items()}
    return {**files, EXAMPLES / "truth.json": truth.encode("utf-8")}


def differing(files: dict[Path, bytes]) -> list[Path]:
    """Files that lie there otherwise, lack, or are of no source."""
    there = {*(EXAMPLES / "pages").iterdir(), EXAMPLES / "truth.json"}
    same = {path for path, content in files.items() if path.is_file() and path.read_bytes() == content}
    return sorted((there | set(files)) - same)


def write(files: dict[Path, bytes]) -> None:
    """Lay the files down, and take away what no source gives."""
    for path in differing(files):
        if path in files:
            path.write_bytes(files[path])
        else:
            path.unlink()
        print(f"{'wrote' if path in files else 'removed'} {path.relative_to(EXAMPLES)}")


def check(files: dict[Path, bytes]) -> int:
    """Say what is not as the sources give it; 1 if anything is."""
    for path in (stale := differing(files)):
        print(f"not as the sources give it: {path.relative_to(EXAMPLES)} (run tools/make_examples.py)")
    return int(bool(stale))


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lint", nargs="?", const="", metavar="CLUSTER")
    parser.add_argument("--check", action="store_true")
    chosen = parser.parse_args()
    try:
        if chosen.lint is not None:
            return lint(chosen.lint or None)
        if chosen.check:
            return check(made())
        write(made())
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
