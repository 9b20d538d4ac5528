"""How much of a claim its sources carry: the decision that is left when nothing in particular is wrong."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from math import exp

from broadsheet.write.grounding_evidence import Sources
from broadsheet.write.grounding_facts import HEDGES
from broadsheet.write.grounding_slots import neighbourhood
from broadsheet.write.grounding_tokens import Token

FEATURES = ("bias", "missing", "new_words", "away")


def features(tokenised: Sequence[tuple[Token, ...]], held: Sources) -> tuple[float, ...]:
    """What the decision is made on, in the order of `FEATURES`.

    `missing`: share of content words that no source holds. `new_words`: their number, at most 6, over 6. `away`: share
    of content words outside the nearest three sentences of one source.
    """
    content = [[t for t in sentence if _weighs(t)] for sentence in tokenised]
    count = max(1, sum(map(len, content)))
    new = sum(not supported(t, held) for sentence in content for t in sentence)
    away = sum(_away(words, neighbourhood(sentence, held)) for words, sentence in zip(content, tokenised, strict=True))
    return 1.0, new / count, min(6, new) / 6, away / count


def _away(content: Sequence[Token], close: Sequence[Token]) -> int:
    stems = frozenset(token.stem for token in close)
    return sum(token.stem not in stems and not _kindred(token.stem, stems) for token in content)


def _weighs(token: Token) -> bool:
    """Content words; numbers and what hedges them are looked at elsewhere."""
    return token.content and token.kind != "number" and token.form.lower() not in HEDGES


def supported(token: Token, held: Sources) -> bool:
    """Whether the sources hold the word in this or a kindred form."""
    return token.stem in held.stems or (token.kind == "name" and held.has_name(token)) or _kindred(token.stem, held.stems)


def _kindred(word: str, stems: frozenset[str]) -> bool:
    return len(word) >= 5 and any(s[:5] == word[:5] and abs(len(s) - len(word)) <= 4 for s in stems)


def coverage(tokenised: Sequence[tuple[Token, ...]], held: Sources) -> tuple[float, str]:
    """Confidence that the sources carry the claim, and what speaks against it if that is too little.

    The confidence is the learned probability over that of a claim with nothing against it, so such a one gets 1.
    """
    score = _logistic(WEIGHTS, features(tokenised, held)) / _logistic(WEIGHTS[:1], (1.0,))
    if score >= THRESHOLD:
        return score, ""
    new = unsupported(tokenised, held)
    return score, f"not in the sources: {', '.join(new)}" if new else "the sources do not say this in one place"


def unsupported(tokenised: Sequence[tuple[Token, ...]], held: Sources) -> tuple[str, ...]:
    """The content words of a claim that no source holds in any form, each once."""
    return tuple(dict.fromkeys(t.form for sentence in tokenised for t in sentence if _weighs(t) and not supported(t, held)))


def _logistic(weights: Sequence[float], values: Sequence[float]) -> float:
    return 1 / (1 + exp(-sum(w * v for w, v in zip(weights, values, strict=True))))


_LEARNED = json.loads((files(__package__) / "gate.json").read_text("utf-8"))
WEIGHTS: tuple[float, ...] = tuple(_LEARNED["weights"])
THRESHOLD: float = _LEARNED["threshold"]
