"""`broadsheet pipe check`: whether sources carry a claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from broadsheet.steps import Dropped
from broadsheet.write.grounding import check

REASONS: Mapping[str, str] = {
    "no id": "the record has no id, or one that is neither text nor a number",
    "no claim": "the record has no claim, or one that is not text",
}


def filter_check(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any] | Dropped]:
    """`{id, claim, sources[{id, text}]}` → `{id, grounded, score, failures[{kind, detail}]}`, in the order given.

    A source without a text is no source; a claim without any is not grounded. A source may also be given as bare text.
    """
    return map(_answer, records)


def _answer(record: Any) -> dict[str, Any] | Dropped:
    name = record.get("id") if isinstance(record, dict) else None
    if isinstance(name, bool) or not isinstance(name, str | int | float):
        return Dropped(record="?", step="check", reason="no id")
    claim = record.get("claim")
    if not isinstance(claim, str):
        return Dropped(record=str(name), step="check", reason="no claim")
    verdict = check(claim, list(_texts(record.get("sources"))))
    return {
        "id": name,
        "grounded": verdict.grounded,
        "score": round(verdict.score, 4),
        "failures": [{"kind": failure.kind, "detail": failure.detail} for failure in verdict.failures],
    }


def _texts(sources: Any) -> Iterator[str]:
    for source in sources if isinstance(sources, list) else [sources]:
        text = source.get("text") if isinstance(source, dict) else source
        if isinstance(text, str):
            yield text
