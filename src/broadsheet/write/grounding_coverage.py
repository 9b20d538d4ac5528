"""How much of a claim its sources carry: the decision that is left when nothing in particular is wrong."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from itertools import pairwise
from math import exp

from broadsheet.write.grounding_evidence import Sources
from broadsheet.write.grounding_facts import HEDGES
from broadsheet.write.grounding_slots import align, alike, neighbourhood
from broadsheet.write.grounding_tokens import Token

FEATURES = ("bias", "missing", "new_words", "away", "scattered", "changed", "short")


def features(tokenised: Sequence[tuple[Token, ...]], held: Sources) -> tuple[float, ...]:
    """What the decision is made on, in the order of `FEATURES`.

    `missing`: share of content words that no source holds. `new_words`: their number, at most 6, over 6. `away`: share
    of content words outside the nearest three sentences. `scattered`: share of neighbouring content words that are no
    neighbours there. `changed`: share of tokens that the alignment with that neighbourhood does not find.
    `short`: 1 over the number of tokens.
    """
    near = [neighbourhood(sentence, held) for sentence in tokenised]
    content = [[t for t in sentence if _weighs(t)] for sentence in tokenised]
    count = max(1, sum(map(len, content)))
    new = [t for sentence in content for t in sentence if not supported(t, held)]
    away = sum(not _in(t, close) for sentence, close in zip(content, near, strict=True) for t in sentence)
    apart = sum(_apart(sentence, close) for sentence, close in zip(content, near, strict=True))
    size = sum(map(len, tokenised))
    same = sum(alike(align(s, close), s) * len(s) for s, close in zip(tokenised, near, strict=True)) / size
    return 1.0, len(new) / count, min(6, len(new)) / 6, away / count, apart / count, 1 - same, 1 / size


def _weighs(token: Token) -> bool:
    """Content words; numbers and what hedges them are looked at elsewhere."""
    return token.content and token.kind != "number" and token.form.lower() not in HEDGES


def supported(token: Token, held: Sources) -> bool:
    """Whether the sources hold the word in this or a kindred form."""
    return token.stem in held.stems or (token.kind == "name" and held.has_name(token)) or _kindred(token.stem, held.stems)


def _kindred(word: str, stems: frozenset[str]) -> bool:
    return len(word) >= 5 and any(s[:5] == word[:5] and abs(len(s) - len(word)) <= 4 for s in stems)


def _in(token: Token, close: Sequence[Token]) -> bool:
    return any(token.stem == t.stem or (len(token.stem) >= 5 and t.stem[:5] == token.stem[:5]) for t in close)


def _apart(content: Sequence[Token], close: Sequence[Token]) -> int:
    """How many of the claim's pairs of neighbouring content words do not stand within three words of each other."""
    places: dict[str, list[int]] = {}
    for at, token in enumerate(t for t in close if _weighs(t)):
        places.setdefault(token.stem, []).append(at)
    pairs = pairwise(content)
    return sum(not any(0 < j - i <= 2 for i in places.get(a.stem, ()) for j in places.get(b.stem, ())) for a, b in pairs)


def coverage(tokenised: Sequence[tuple[Token, ...]], held: Sources) -> tuple[float, str]:
    """Confidence that the sources carry the claim, 0 to 1, and what speaks against it if that is too little."""
    values = features(tokenised, held)
    score = 1 / (1 + exp(-sum(w * v for w, v in zip(WEIGHTS, values, strict=True))))
    if score >= THRESHOLD:
        return score, ""
    new = [t.form for sentence in tokenised for t in sentence if _weighs(t) and not supported(t, held)]
    return score, f"not in the sources: {', '.join(dict.fromkeys(new))}" if new else "the sources do not say this in one place"


_LEARNED = json.loads((files(__package__) / "gate.json").read_text("utf-8"))
WEIGHTS: tuple[float, ...] = tuple(_LEARNED["weights"])
THRESHOLD: float = _LEARNED["threshold"]
