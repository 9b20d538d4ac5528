"""Names labelled by hand in texts of the bench, before the rules were written that they judge.

`names.labels.jsonl` holds no text: the set, the article's id, the sentence's place and SHA-256 digest, the mention's place,
the kinds that are right, and for a person the place where the article gives the full name. Sentences were drawn by digest.
Half of them, by another digest, is `test`: rules are written against the other half alone.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from broadsheet.language.names import parts

LABELS = [json.loads(line) for line in (Path(__file__).parent / "names.labels.jsonl").read_text("utf-8").splitlines()]
SHARES = {"test": {"person": 0.94, "other": 0.85}, "dev": {"person": 0.96, "other": 0.96}}
"""Of people: found whole, called a person, under the full name. Of the rest: found, and of the right kind."""


def texts(bench, place):
    with gzip.open(bench / f"{place}.jsonl.gz", "rt", encoding="utf-8") as rows:
        return {row["id"]: row["text"] if "text" in row else " ".join(row["sentences"]) for row in map(json.loads, rows)}


def verdict(label, found):
    """`right`, or what is wrong with the mention."""
    text, (start, end) = found.article.text, label["mention"]
    over = [m for m in found.mentions if m.extent.start < end and m.extent.end > start and not m.pronoun]
    if not over:
        return "missed"
    best = max(over, key=lambda m: min(m.extent.end, end) - max(m.extent.start, start))
    entity = next(e for e in found.entities if e.id == best.entity)
    if entity.kind not in label["kinds"]:
        return f"called {entity.kind}"
    if "full" not in label:
        return "right"
    name = text[slice(*label["full"])]
    if parts(entity.name) == parts(name):
        return "right"
    return "left short" if len(parts(entity.name)) < len(parts(name)) else "another name"


def judged(bench, read_text, half):
    labels = [label for label in LABELS if label["half"] == half]
    whole = {place: texts(bench, place) for place in {label["set"] for label in labels}}
    read = {(x["set"], x["article"]): None for x in labels}
    read = {(place, name): read_text(whole[place][name]) for place, name in read}
    for label in labels:
        text = whole[label["set"]][label["article"]]
        assert sha256(text[slice(*label["sentence"])].encode()).hexdigest() == label["digest"]
        yield label, verdict(label, read[label["set"], label["article"]])


def test_labels_hold_no_text():
    assert len(LABELS) > 150
    assert {key for label in LABELS for key in label} == {
        "set",
        "article",
        "sentence",
        "digest",
        "mention",
        "kinds",
        "full",
        "half",
    }


@pytest.mark.parametrize("half", ["test", "dev"])
def test_labelled_names(bench, read_text, half):
    verdicts = {"person": Counter(), "other": Counter()}
    for label, said in judged(bench, read_text, half):
        verdicts["person" if label["kinds"] == ["person"] else "other"][said] += 1
    for kind, said in verdicts.items():
        assert said["right"] >= SHARES[half][kind] * said.total(), said
