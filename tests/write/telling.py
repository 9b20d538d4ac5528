"""Articles annotated by hand: texts in which the test says who is named, what is counted and when."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from broadsheet.language.sentences import split
from broadsheet.language.words import content_words
from broadsheet.records.annotation import Annotated, Entity, Figure, Mention, Quote, RoleSpan, Sentence, Speaker, When
from broadsheet.records.article import Article
from broadsheet.records.text import Extent


def annotated(
    key: str,
    text: str,
    *,
    title: str = "A headline",
    people: Sequence[str] = (),
    bodies: Sequence[str] = (),
    places: Sequence[str] = (),
    roles: Mapping[str, str] | None = None,
    figures: Sequence[tuple[str, float, str]] = (),
    times: Sequence[tuple[str, str, str]] = (),
    said: Sequence[tuple[str, str]] = (),
    tenses: Mapping[int, str] | None = None,
    leans: Mapping[int, str] | None = None,
    relative: Sequence[str] = (),
    outlet: str | None = None,
    published: str | None = "2031-03-04",
) -> Annotated:
    """The article `text` with its annotations.

    `roles`: name → the words of its role. `figures`: words, value, unit. `times`: words, value, precision.
    `said`: what was said, speaker's name as it stands there.
    """
    article = Article(
        id=key, page=f"pg_{key}", place=1, title=title, text=text, ranges=(), outlet=outlet, published=published, language="en",
        as_given=True,
    )  # fmt: skip
    extents = split(text)
    found = [("person", n) for n in people] + [("organisation", n) for n in bodies] + [("place", n) for n in places]
    ids = {name: f"m{i + 1}" for i, (_, name) in enumerate(found)}
    every = [m for kind, name in found for m in _mentions(text, kind, name, ids[name])]
    inside = [m for m in every if any(o.extent != m.extent and o.extent.holds(m.extent) for o in every)]
    mentions = sorted((m for m in every if m not in inside), key=lambda m: m.extent)
    return Annotated(
        article=article,
        sentences=tuple(
            Sentence(
                extent=e,
                paragraph=text.count("\n", 0, e.start),
                terms=tuple(content_words(e.of(text))),
                tense=(tenses or {}).get(i, "past"),
                leans=(leans or {}).get(i),
            )
            for i, e in enumerate(extents)
        ),
        mentions=tuple(mentions),
        entities=tuple(
            Entity(
                id=ids[name],
                name=name,
                kind=kind,
                aliases=(name.split()[-1],) if kind == "person" else (),
                roles=tuple(RoleSpan(text=role, extent=at(text, role)) for role in [(roles or {}).get(name)] if role),
            )
            for kind, name in found
        ),
        figures=tuple(
            Figure(
                extent=at(text, w),
                value=v,
                unit=u,
                label=w,
                sentence=sentence_of(extents, at(text, w)),
                noun=w.split()[-1].rstrip("s"),
            )
            for w, v, u in figures
        ),
        times=tuple(
            When(
                extent=at(text, w),
                value=v,
                kind="date",
                precision=p,
                sentence=sentence_of(extents, at(text, w)),
                relative=w in relative,
            )
            for w, v, p in times
        ),
        quotes=tuple(
            Quote(
                extent=at(text, words),
                direct=f"“{words}" in text,
                sentence=sentence_of(extents, at(text, words)),
                speaker=Speaker(extent=_near(text, who, at(text, words)), entity=_entity(ids, who)),
            )
            for words, who in said
        ),
    )


def at(text: str, words: str) -> Extent:
    """Where `words` first stand."""
    start = text.index(words)
    return Extent(start, start + len(words))


def sentence_of(extents: Sequence[Extent], place: Extent) -> int:
    """The number of the sentence that holds the place."""
    return next(i for i, e in enumerate(extents) if e.start <= place.start < e.end)


def _mentions(text: str, kind: str, name: str, entity: str) -> list[Mention]:
    short = rf"{re.escape(name)}|\b{re.escape(name.rsplit(maxsplit=1)[-1])}\b" if kind == "person" else re.escape(name)
    return [Mention(extent=Extent(*m.span()), kind=kind, entity=entity) for m in re.finditer(short, text)]


def _near(text: str, words: str, place: Extent) -> Extent:
    spots = [m.start() for m in re.finditer(re.escape(words), text)]
    start = min(spots, key=lambda s: min(abs(s - place.end), abs(s - place.start)))
    return Extent(start, start + len(words))


def _entity(ids: Mapping[str, str], who: str) -> str | None:
    return next((i for name, i in ids.items() if name == who or name.endswith(" " + who)), None)
