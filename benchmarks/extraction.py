"""Our article texts beside the peers', in one run: F1, caption leak, pages a CPU second, and how sure the differences are.

    python benchmarks/extraction.py BENCH [--set aeb|fundus] [--pages N]

BENCH is the folder `extraction` of the bench: its `score_articles.py` gives the figures, its `peers.py` the peers; newspaper4k and
news-please are asked too where they are installed (`pip install newspaper4k news-please`, best not beside the project's own
packages). `fast` is our own fast way. Every page is read by all of them in turn in one process, so that a busy machine is busy for
all; the first is read once more before, uncounted, which loads libraries and models; what they left in memory is kept from Python's
collector, which would look through it again and again, for all alike.
The differences are those of the harmonic mean of a page's precision and recall, paired by page,
with the 95 % interval of 2,000 bootstrap samples.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

from broadsheet.extract import Extract
from broadsheet.records.page import Page

Reader = Callable[[str, str | None], str]
SAMPLES = 2000


def ours(markup: str, url: str | None, *, fast: bool = False) -> str:
    """The longest article of a page, with metadata, and in the full way labels, made besides."""
    cutting = Extract(fast=fast).cut(Page(name="page", kind="html", body=markup, url=url))
    return max((article.text for article in cutting.articles), key=len, default="")


def peer(read: Callable[[str, str | None], dict[str, Any]], markup: str, url: str | None) -> str:
    """What a peer takes for the article."""
    return str(read(markup, url)["text"])


def readers() -> dict[str, Reader]:
    """Ourselves first, in the full way and the fast one, then the peers that are there."""
    peers = import_module("peers")
    found: dict[str, Reader] = {"broadsheet": ours, "fast": partial(ours, fast=True)}
    for name in ("trafilatura", "resiliparse"):
        if find_spec(name):
            found[name] = partial(peer, getattr(peers, f"{name}_page"))
    more = {"newspaper": newspaper, "newsplease": newsplease}
    return found | {name: partial(unless_lacking, read) for name, read in more.items() if find_spec(name)}


def unless_lacking(read: Reader, markup: str, url: str | None) -> str:
    """What a peer finds; nothing in a language whose words it tells with packages or files that are not there."""
    try:
        return read(markup, url)
    except (ImportError, LookupError):
        return ""


def newspaper(markup: str, url: str | None) -> str:
    """The text that newspaper4k finds, with its metadata made besides."""
    from newspaper import Article

    article = Article(url or "https://paper.example/")
    article.download(input_html=markup)
    article.parse()
    return str(article.text or "")


def newsplease(markup: str, url: str | None) -> str:
    """The text that news-please finds, with its metadata made besides."""
    from newsplease import NewsPlease

    return str(NewsPlease.from_html(markup, url=url, fetch_images=False).maintext or "")


def pages(folder: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Gold and markup of every page of a set."""
    with gzip.open(folder / "gold.jsonl.gz", "rt", encoding="utf-8") as gold:
        for row in map(json.loads, gold):
            yield row, gzip.decompress((folder / f"{row['id']}.html.gz").read_bytes()).decode("utf-8", "replace")


def measure(folder: Path, most: int | None) -> None:
    """Read a set, or its first pages, by everyone and print a row each."""
    score = import_module("score_articles")
    own = readers()
    parts: dict[str, list[tuple[float, float]]] = {name: [] for name in own}
    spent, leaked, captions = (dict.fromkeys(own, 0.0) for _ in range(3))
    for gold, markup in islice(pages(folder), 1):
        for read in own.values():
            read(markup, gold["url"] or None)
    gc.collect()
    gc.freeze()  # else each pays for what the libraries of all left in memory, whenever the collector runs
    for gold, markup in islice(pages(folder), most):
        for name, read in own.items():
            begin = time.process_time()
            text = read(markup, gold["url"] or None)
            spent[name] += time.process_time() - begin
            hit, surplus, lost = score.overlap(gold["text"], text)
            parts[name].append((score.share(hit, surplus, lost), score.share(hit, lost, surplus)))
            known, through = score.leaks(gold, text)
            captions[name], leaked[name] = captions[name] + known, leaked[name] + through
    print(f"{folder.name}: {len(parts['broadsheet'])} pages")
    print(f"{'':12} {'F1':>6} {'prec.':>6} {'recall':>6} {'leak':>6} {'pages/CPU-s':>11}  ours minus theirs, by page [95 %]")
    for name, shares in parts.items():
        precision, recall = (sum(column) / len(shares) for column in zip(*shares, strict=True))
        leak = f"{leaked[name] / captions[name]:6.3f}" if captions[name] else f"{'–':>6}"
        row = (
            f"{name:12} {harmonic(precision, recall):6.4f} {precision:6.3f} {recall:6.3f} {leak} {len(shares) / spent[name]:11.1f}"
        )
        print(row + ("" if name == "broadsheet" else "  " + difference(parts["broadsheet"], shares)))


def harmonic(a: float, b: float) -> float:
    """F1 of a precision and a recall."""
    return 2 * a * b / (a + b) if a + b else 0.0


def difference(left: list[tuple[float, float]], right: list[tuple[float, float]]) -> str:
    """The mean paired difference and its interval."""
    paired = [harmonic(*a) - harmonic(*b) for a, b in zip(left, right, strict=True)]
    draw = random.Random(7)  # a fixed seed, so that two runs print the same
    means = sorted(sum(draw.choices(paired, k=len(paired))) / len(paired) for _ in range(SAMPLES))
    low, high = means[SAMPLES // 40], means[-SAMPLES // 40]
    return f"{sum(paired) / len(paired):+.4f} [{low:+.4f}, {high:+.4f}]"


def main() -> int:
    """Measure the sets that were asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip(), formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, metavar="BENCH")
    parser.add_argument("--set", action="append", choices=("aeb", "fundus"))
    parser.add_argument("--pages", type=int, help="so many pages of a set at most")
    chosen = parser.parse_args()
    sets = chosen.set or ("aeb", "fundus")
    needed = ["score_articles.py", "peers.py", *(f"pages/{name}/gold.jsonl.gz" for name in sets)]
    if missing := [name for name in needed if not (chosen.bench / name).is_file()]:
        parser.error(f"{chosen.bench} is not the bench's folder `extraction`: it lacks {', '.join(missing)}")
    sys.path.insert(0, str(chosen.bench))
    for name in sets:
        measure(chosen.bench / "pages" / name, chosen.pages)
    return 0


if __name__ == "__main__":
    sys.exit(main())
