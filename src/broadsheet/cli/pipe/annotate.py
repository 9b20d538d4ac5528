"""`broadsheet pipe annotate`: sentences, names, quotes, figures and times of articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from broadsheet.annotate import Annotate
from broadsheet.cli.pipe.incoming import incoming
from broadsheet.records.annotation import Annotated, Entity, Figure, Mention, Quote, When
from broadsheet.records.text import Extent
from broadsheet.steps import Dropped


def filter_annotate(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any] | Dropped]:
    """`{id, date?, title?, text}` → what `contract.md` lists, one object for every article, in the order given."""
    step = Annotate()
    for record in records:
        article = incoming(record, step.name)
        if isinstance(article, Dropped):
            yield article
            continue
        for outcome in step.one(article):
            yield outcome if isinstance(outcome, Dropped) else _answer(record["id"], outcome)


def _answer(name: Any, found: Annotated) -> dict[str, Any]:
    return {
        "id": name,
        "sentences": [list(sentence.extent) for sentence in found.sentences],
        "mentions": [_mention(mention) for mention in found.mentions],
        "entities": [_entity(entity) for entity in found.entities],
        "quotes": [_quote(quote) for quote in found.quotes],
        "figures": [_figure(figure) for figure in found.figures],
        "times": [_time(time) for time in found.times],
    }


def _place(extent: Extent) -> dict[str, Any]:
    return {"start": extent.start, "end": extent.end}


def _mention(mention: Mention) -> dict[str, Any]:
    pronoun = {"pronoun": True, "safe": mention.safe} if mention.pronoun else {}
    return _place(mention.extent) | {"kind": mention.kind, "entity": mention.entity} | pronoun


def _entity(entity: Entity) -> dict[str, Any]:
    roles = [{"text": role.text, **_place(role.extent)} for role in entity.roles]
    out = {"id": entity.id, "name": entity.name, "kind": entity.kind, "aliases": list(entity.aliases), "roles": roles}
    return out | ({"country": entity.country} if entity.country else {})


def _quote(quote: Quote) -> dict[str, Any]:
    out: dict[str, Any] = _place(quote.outer or quote.extent) | {"direct": quote.direct}
    for name, who in (("speaker", quote.speaker), ("told_by", quote.told_by)):
        if who is not None:
            out[name] = _place(who.extent) | {"entity": who.entity}
    if quote.cue is not None:
        out["cue"] = _place(quote.cue)
    told = quote.occasion
    if told is not None:
        named = {"audience": told.audience, "venue": told.venue, "when": told.when}
        out["occasion"] = {name: _place(place) for name, place in named.items() if place}
    return out


def _figure(figure: Figure) -> dict[str, Any]:
    out = _place(figure.extent) | {"value": figure.value}
    if figure.value_high is not None:
        out["value_high"] = figure.value_high
    return out | {"unit": figure.unit, "qualifier": figure.qualifier, "label": figure.label}


def _time(time: When) -> dict[str, Any]:
    return _place(time.extent) | {"value": time.value, "precision": time.precision, "kind": time.kind}
