"""An archive of as many articles as wanted, made of a stretch that was really taken in and copied again and again.

To group and keep a million articles takes a night. Here a stretch of some two thousand goes through the real code until all its
stories have closed, and its rows are written over and over: each time further back, with other ids, names and words,
so that every table has as many rows, as spread, and every word as many documents as if all had come one by one:

* articles, pages, cuttings, annotations, copy records, placements, moves, successions, traits and fingerprints with new ids (of
  the same shape, and those of pages and stories made as the product makes them), days, names and words, also in what is packed;
* vectors and directions of closed stories turned by some places, so that no two copies are alike;
* the word index in segments of the sizes to which merging would have brought them, with nothing dropped and no merge under way;
* vocabulary, words and names of the grouping counted over all copies, closed stories numbered through;
* a state of the grouping that knows how many articles and stories there were, and has none that is open.

A story does not go beyond its copy, and affairs do not either. Revisions, statements and the registry of who is who are of
stories that were written, and are empty.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from hashlib import blake2b
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
from synthetic_year import START

from broadsheet.dedupe import take_all
from broadsheet.group import Group
from broadsheet.group.archive import Closed, Named
from broadsheet.group.evidence import shipped
from broadsheet.group.state import pack as pack_state
from broadsheet.group.state import unpack as unpack_state
from broadsheet.group.threads import CROWD
from broadsheet.group.weights import PRIOR_DOCUMENTS, UNKNOWN, number_of, prior
from broadsheet.pipeline.compared import kept
from broadsheet.pipeline.shelf import number_of_name
from broadsheet.records import codec
from broadsheet.records.article import Article
from broadsheet.records.page import page_id
from broadsheet.records.story import story_id, thread_id
from broadsheet.store import Store
from broadsheet.store.blobs import pack, unpack
from broadsheet.store.entries import RECORD
from broadsheet.store.fingerprints import RECENT
from broadsheet.store.segments import FAN

_TOKEN = re.compile(r"\bw\d{7,8}\b|[Nn]ame\d{1,5}\b|\b(?:a|pg|st|th)_[0-9a-f]{16,20}\b")
_RANGES = {7: (10**6, 10**7), 8: (10**7, 11 * 10**6)}  # of the words of events, by their digits
_NUMBERED = {1: (0, 10), 2: (10, 100), 3: (100, 1000), 4: (1000, 10_000), 5: (10_000, 20_000)}  # of names
_PLAIN = ("copies", "placements", "moves", "successions")  # what has but ids, numbers and packed words
SEQ = ("articles", "moves", "successions", "article_traits")
"""Tables whose rows are numbered through."""


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """What is copied: rows by table, each as a dictionary, and the word index as one run of records.

    Attributes:
        articles: how many.
        days: over how many days.
        rows: table → its rows.
        index: stem → where its documents and their places begin and end in `records` and `places`.
        records: documents of all stems, one stem after another.
        places: the bytes of theirs.
        counted: numbers of the words that the grouping counts.
        names: word of a name → how usual it is and which closed stories carry it.
        founded: how many stories were founded.
        shelved: how many closed stories have a cast.
    """

    articles: int
    days: int
    rows: dict[str, list[dict[str, Any]]]
    index: dict[str, tuple[int, int, int, int]]
    records: np.ndarray
    places: bytes
    counted: frozenset[int]
    names: dict[str, Named]
    founded: int
    shelved: int


class Other(dict[str, str]):
    """Token → what it is in a copy: of the same length, so that every extent holds, and never the same for two tokens."""

    def __init__(self, number: int, articles: Iterable[str]) -> None:
        self.turn = int.from_bytes(blake2b(str(number).encode(), digest_size=4).digest())
        for article in articles:
            new = self[article] = digest_id(f"{article}/{number}")
            self[story_id(article)] = story_id(new)
            self[thread_id(story_id(article))] = thread_id(story_id(new))

    def __missing__(self, token: str) -> str:
        head, digits = re.fullmatch(r"(\D+)(\d+)", token).groups()  # type: ignore[union-attr]
        first, end = (_RANGES if head == "w" else _NUMBERED)[len(digits)]
        new = self[token] = f"{head}{first + (int(digits) - first + self.turn) % (end - first)}"
        return new

    def __call__(self, text: str) -> str:
        return _TOKEN.sub(self._of, text)

    def _of(self, found: re.Match[str]) -> str:
        return self[found[0]]


def digest_id(name: str) -> str:
    """An id as spread as those of real articles."""
    return "a_" + blake2b(name.encode(), digest_size=8).hexdigest()


def stretch_of(path: Path, articles: int) -> Stretch:
    """The first articles of a store, all of whose stories have closed."""
    with sqlite3.connect(path) as made:
        made.row_factory = sqlite3.Row
        state, _ = unpack_state(made.execute("SELECT state FROM grouping").fetchone()[0], shipped())
        tables = ("articles", "annotations", *_PLAIN, "vectors", "article_traits", "grouping_stories")
        rows = {table: [dict(row) for row in made.execute(f"SELECT * FROM {table}")] for table in tables}
        kept_ids = {row["id"] for row in rows["articles"] if row["seq"] <= articles}
        rows = {table: [row for row in some if _is_of(row, kept_ids, articles)] for table, some in rows.items()}
        counted = frozenset(row[0] for row in made.execute("SELECT number FROM grouping_words"))
        index, records, places = _index(made, articles)
        named = dict(made.execute("SELECT number, record FROM grouping_names").fetchall())
    days = [date.fromisoformat(row["published"]) for row in rows["articles"]]
    words = {word for row in rows["grouping_stories"] for word in json.loads(row["record"].partition(b"\n")[0])[1]}
    return Stretch(
        articles=articles, days=(max(days) - START).days + 1, rows=rows, index=index, records=records, places=places,
        counted=counted, names={word: Named.unpacked(named[number_of_name(word)]) for word in words},
        founded=state["stories"]["founded"], shelved=state["threads"]["shelved"],
    )  # fmt: skip


def _is_of(row: dict[str, Any], ids: set[str], articles: int) -> bool:
    """Whether a row is of these articles: the last one, which lets the others' stories close, is not copied."""
    if "article" in row:
        return row["article"] in ids
    return row["seq"] <= articles if "value" in row or "text" in row else True


def _index(made: sqlite3.Connection, articles: int) -> tuple[dict[str, tuple[int, int, int, int]], np.ndarray, bytes]:
    held: dict[str, list[tuple[bytes, bytes]]] = {}
    joined = "postings JOIN segments ON number = segment WHERE kind = 'article' ORDER BY first"
    order = f"SELECT base, postings.documents, places FROM {joined}"
    for base, documents, places in made.execute(order):
        held.setdefault(base, []).append((documents, places))
    index, records, where = {}, [], bytearray()
    at = 0
    for base, rows in held.items():
        some = np.frombuffer(b"".join(map(itemgetter(0), rows)), RECORD)
        some = some[some["seq"] <= articles]
        size = 2 * int(some["title"].sum(dtype=int) + some["text"].sum(dtype=int))
        if len(some):
            index[base] = (at, at + len(some), len(where), len(where) + size)
            where += b"".join(map(itemgetter(1), rows))[:size]
            records.append(some)
            at += len(some)
    return index, np.concatenate(records), bytes(where)


class Filling:
    """Writes copies of a stretch into a store without articles.

    Args:
        path: the store's file, which nobody has open.
        stretch: what is copied.
        copies: how often.
    """

    def __init__(self, path: Path, stretch: Stretch, copies: int) -> None:
        self._made = sqlite3.connect(path, isolation_level=None)
        for told in ("synchronous=OFF", "cache_size=-800000"):
            self._made.execute(f"PRAGMA {told}")
        self._stretch, self._copies = stretch, copies
        self._names: dict[str, Named] = {}
        self._held: dict[str, tuple[bytearray, bytearray]] = {}
        self._moves = {table: max((row["seq"] for row in stretch.rows[table]), default=0) for table in SEQ}
        self._moves["articles"] = self._moves["article_traits"] = stretch.articles

    def run(self) -> None:
        """All of it."""
        ends = set(np.cumsum(list(sizes(self._copies, self._stretch.articles))).tolist())
        first = 0
        for number in range(self._copies):
            other = Other(number, (row["id"] for row in self._stretch.rows["articles"]))
            self._made.execute("BEGIN")
            self._rows(number, other)
            self._stories(number, other)
            self._words(number, other)
            if number + 1 in ends:
                self._segment(first, number + 1)
                first = number + 1
            self._made.execute("COMMIT")
        self._made.execute("BEGIN")
        self._put("grouping_names", [{"number": number_of_name(word), "record": one.packed()} for word, one in self._names.items()])
        whole = self._copies * self._stretch.articles
        self._put("counted", [{"id": 1, "seq": whole, "articles": whole}])
        self._made.execute("COMMIT")
        self._made.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._made.close()

    def _put(self, table: str, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            named = ", ".join(rows[0])
            asked = f"INSERT INTO {table} ({named}) VALUES ({', '.join('?' * len(rows[0]))})"
            self._made.executemany(asked, [tuple(row.values()) for row in rows])

    def _rows(self, number: int, other: Other) -> None:
        """Everything that has a row for an article."""
        stretch, back = self._stretch, timedelta(days=(self._copies - number) * self._stretch.days)
        days = {row["published"] for row in stretch.rows["articles"]}
        earlier = {day: (date.fromisoformat(day) - back).isoformat() for day in days}
        self._articles(number, other, earlier)
        for table in _PLAIN:
            self._put(table, [self._plain(table, row, number, other) for row in stretch.rows[table]])
        self._put("article_traits", [self._plain("article_traits", row, number, other) for row in stretch.rows["article_traits"]])
        found = stretch.rows["annotations"]
        records = (pack(json.loads(other(json.dumps(unpack(row["record"]))))) for row in found)
        told = [{"article": other[row["article"]], "record": record} for row, record in zip(found, records, strict=True)]
        self._put("annotations", told)
        held = stretch.rows["vectors"]
        turned = [(other[row["article"]], np.roll(np.frombuffer(row["vector"], "<f2"), number)) for row in held]
        self._put("vectors", [{"article": article, "vector": vector.tobytes()} for article, vector in turned])

    def _plain(self, table: str, row: dict[str, Any], number: int, other: Other) -> dict[str, Any]:
        new = {name: other(value) if isinstance(value, str) and value else value for name, value in row.items()}
        if "seq" in new:
            new["seq"] += number * self._moves[table]
        if table == "placements":
            new["why"] = pack([other(reason) for reason in unpack(new["why"])])
        return new

    def _articles(self, number: int, other: Other, earlier: dict[str, str]) -> None:
        rows, articles = [], []
        for row in self._stretch.rows["articles"]:
            text, name = other(row["text"]), other[row["id"]]
            url = f"https://paper.example/{name}"
            other[row["page"]] = page = page_id(url, text)
            plain = unpack(row["record"]) | {"id": name, "page": page, "title": other(row["title"]), "text": text}
            plain["published"] = earlier[row["published"]]
            articles.append(codec.from_plain(Article, plain))
            seq = row["seq"] + number * self._stretch.articles
            new = {"seq": seq, "text_sha256": articles[-1].text_sha256, "record": pack(plain)}
            rows.append(row | {key: plain[key] for key in ("id", "page", "title", "text", "published")} | new)
            body = {"name": f"{name}.txt", "kind": "text", "body": text, "url": url}
            told = {"id": page, "name": body["name"], "url": url, "record": pack(body), "learned": 1, "cut": 1, "withheld": 0}
            self._put("pages", [told])
            self._put("cuttings", [{"page": page, "record": pack({"page": page, "text": text, "lines": []})}])
        self._put("articles", rows)
        old = (self._copies - number) * self._stretch.articles > RECENT + self._stretch.articles
        marks = [kept(mark) for mark in take_all(articles)]
        self._put("fingerprints", [asdict(mark) | ({"mark": None} if old else {}) for mark in marks])

    def _stories(self, number: int, other: Other) -> None:
        first, rows = number * self._stretch.founded, []
        for row in self._stretch.rows["grouping_stories"]:
            closed = Closed.unpacked(row["number"] + first, other[row["id"]], other[row["thread"]], row["record"])
            cast = {other(word): weight for word, weight in closed.cast.items()}
            told = Closed(
                number=closed.number, id=closed.id, thread=closed.thread, articles=closed.articles, cast=cast,
                direction=np.roll(closed.direction, number),
            )  # fmt: skip
            rows.append({**row, "number": told.number, "id": told.id, "thread": told.thread, "record": told.packed()})
        self._put("grouping_stories", rows)
        for word, one in self._stretch.names.items():
            known = self._names.get(other(word), Named(usual=one.usual))
            many = known.stories + one.stories
            numbers = (*known.numbers, *(first + at for at in one.numbers)) if many <= CROWD else ()
            self._names[other(word)] = Named(usual=one.usual, stories=many, numbers=numbers)

    def _words(self, number: int, other: Other) -> None:
        """Hold the copy's part of the word index until its segment is whole."""
        records = self._stretch.records.copy()
        records["seq"] += number * self._stretch.articles
        documents, size = records.tobytes(), RECORD.itemsize
        for base, (first, end, begin, stop) in self._stretch.index.items():
            held = self._held.setdefault(other(base), (bytearray(), bytearray()))
            held[0].extend(documents[first * size : end * size])
            held[1].extend(self._stretch.places[begin:stop])

    def _segment(self, first: int, end: int) -> None:
        """Write what is held as a segment, and count its words."""
        number = int(self._made.execute("SELECT coalesce(max(number), 0) + 1 FROM segments").fetchone()[0])
        size = self._stretch.articles
        told = {"number": number, "kind": "article", "first": first * size + 1, "last": end * size}
        self._put("segments", [told | {"documents": (end - first) * size, "dead": b""}])
        held = sorted(self._held.items())
        self._made.executemany("INSERT INTO postings VALUES (?, ?, ?, ?)", ((number, base, *row) for base, row in held))
        counts = [(base, len(row[0]) // RECORD.itemsize) for base, row in held]
        add = "ON CONFLICT DO UPDATE SET documents = documents + excluded.documents"
        self._made.executemany(f"INSERT INTO vocabulary (word, documents) VALUES (?, ?) {add}", counts)
        plain = {base for base in self._stretch.index if number_of(base) in self._stretch.counted}
        counted = [(number_of(base), count) for base, count in counts if base in plain or _TOKEN.fullmatch(base)]
        begun = [(number, 0.5 + PRIOR_DOCUMENTS * prior().get(number, UNKNOWN), count) for number, count in counted]
        upsert = "INSERT INTO grouping_words VALUES (?, ?) ON CONFLICT DO UPDATE SET documents = documents + "
        self._made.executemany(upsert + "?", ((number, start + count, count) for number, start, count in begun))
        self._held.clear()


def sizes(copies: int, articles: int) -> Iterator[int]:
    """How many copies go into each segment, the oldest first: as merging `FAN` of a size would have left them, but for the rest."""
    level = (articles.bit_length() - 1) // 3 + 1
    ladder = [1]
    while (step := FAN**level // articles) <= copies:
        ladder.append(max(1, step))
        level += 1
    for step in reversed(ladder):
        yield from [step] * (copies // step)
        copies %= step


def leave_state(store: Store, stretch: Stretch, copies: int) -> None:
    """Keep a state of the grouping that has seen all and has nothing open."""
    plain, arrays = unpack_state(Group().state(), shipped())
    articles = copies * stretch.articles
    plain["documents"] = articles
    plain["stories"] |= {"placed": articles, "looked": articles, "founded": copies * stretch.founded}
    plain["stories"] |= {"today": (START - timedelta(days=1)).toordinal()}
    plain["threads"]["shelved"] = copies * stretch.shelved
    store.grouping.put(pack_state(plain, arrays, shipped()))
