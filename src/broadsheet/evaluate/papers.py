"""What the papers say: can a reader tell whose sentence it is, and is "only here" gone once another paper has the fact?"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from broadsheet.evaluate.bench import Bench, Row, digest, read_rows
from broadsheet.evaluate.measured import Extent, Measured
from broadsheet.evaluate.rewording import reworded
from broadsheet.language.similarity import Idf, cosine
from broadsheet.language.words import content_words

EVERY = {"papers/allsides_apr_jul": (25, 5), "synopsis/basil_dev": (75, 25)}
"""Set of the bench → one story in how many for the pinned share, and for the full extent."""

VARIANTS = 3
"""Ways in which a fact is reworded before it is planted; each fact is planted in each way."""

Page = Mapping[str, Any]


def measure(bench: Bench, extent: Extent) -> Measured:
    """Write the stories' pages, let a reader guess the outlets, then plant every fact that only one paper was said to have."""
    figures: dict[str, float] = {}
    rows: list[Row] = []
    for place, (sample, full) in EVERY.items():
        name = place.rpartition("/")[2]
        gold = bench.rows(f"{place}.jsonl.gz", key=lambda row: str(row["story"]), every=sample if extent == "subset" else full)
        gold = [row for row in gold if len(row["articles"]) > 1]
        pages = read_rows(bench.pipe("write", f"papers-{name}", gold))
        planted = [each for row, page in zip(gold, pages, strict=True) for each in plantings(row, page)]
        again = read_rows(bench.pipe("write", f"planted-{name}", [row for row, _ in planted])) if planted else []
        still = sum(fact in set(alone(page)) for (_, fact), page in zip(planted, again, strict=True))
        figures |= {f"{name}.{figure}": value for figure, value in told(gold, pages).items() if figure != "sentences"}
        figures[f"{name}.false_only"] = round(still / max(1, len(planted)), 4)
        rows += gold
    return Measured(room="papers", extent=extent, rows=len(rows), digest=digest(rows), figures=figures)


def told(rows: Iterable[Row], pages: Iterable[Page]) -> dict[str, float]:
    """Of the papers' sentences the share whose outlet a TF-IDF reader of the story's articles names.

    `told` is with the articles as they are, `told_hidden` with the sentence's own words taken out of its article first: then
    only the rest of what the paper wrote can tell.
    """
    counts: Counter[str] = Counter()
    for row, page in zip(rows, pages, strict=True):
        read = {str(a["id"]): Counter(content_words(f"{a.get('title') or ''}\n{a['text']}")) for a in row["articles"]}
        for own, text, cited in paper_sentences(page):
            words = Counter(content_words(text))
            hidden = {key: counted - Counter(content_words(cited)) if key in own else counted for key, counted in read.items()}
            counts["sentences"] += 1
            counts["told"] += nearest(words, read) in own
            counts["told_hidden"] += nearest(words, hidden) in own
    every = max(1, counts["sentences"])
    shares = {name: round(counts[name] / every, 4) for name in ("told", "told_hidden")}
    return {"sentences": float(counts["sentences"]), **shares}


def nearest(words: Counter[str], read: Mapping[str, Counter[str]]) -> str | None:
    """The article with the highest TF-IDF cosine, None where none shares a word."""
    idf = Idf()
    for counted in read.values():
        idf.add(counted)
    asked = idf.vector(words.elements())
    scores = {key: cosine(asked, idf.vector(counted.elements())) for key, counted in read.items()}
    best = max(scores, key=lambda key: scores[key], default=None)
    return best if best is not None and scores[best] > 0 and math.isfinite(scores[best]) else None


def paper_sentences(page: Page) -> Iterator[tuple[set[str], str, str]]:
    """The ids of a paper's articles, a sentence of it, and the words it was made from."""
    for paper in page.get("papers", {}).values():
        own = {page["articles"][key]["id"] for key in paper["articles"]}
        for key in paper["says"]:
            said = page["statements"][key]
            yield own, said["text"], " ".join(page["spans"][span]["exact"] for span in said["spans"])


def alone(page: Page) -> Iterator[str]:
    """The sentences of which the page says that only one paper reports them."""
    for note in page.get("notes", {}).values():
        if note["kind"] == "only_here":
            yield from (page["statements"][key]["text"] for key in note["statements"])


def plantings(row: Row, page: Page) -> Iterator[tuple[Row, str]]:
    """For every fact that only one paper is said to have: the story with the fact, reworded, in the middle of another's article."""
    for note in page.get("notes", {}).values():
        for key in note["statements"] if note["kind"] == "only_here" else ():
            said = page["statements"][key]
            own = page["articles"][page["spans"][said["spans"][0]]["article"]]["id"]
            host = next((str(a["id"]) for a in row["articles"] if str(a["id"]) != own), None)
            for variant in range(VARIANTS) if host is not None else ():
                articles = [_with(a, reworded(said["text"], variant)) if str(a["id"]) == host else a for a in row["articles"]]
                yield {**row, "articles": articles}, said["text"]


def _with(article: Row, sentence: str) -> Row:
    """The article with a paragraph more, behind the first half of its sentences."""
    text = article["text"]
    middle = text.find(". ", len(text) // 2)
    at = len(text) if middle < 0 else middle + 1
    rest = text[at:].strip()
    return {**article, "text": "\n".join(part for part in (text[:at].strip(), sentence, rest) if part)}
