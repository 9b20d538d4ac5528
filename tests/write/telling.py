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
    return Annotated(
        article=article,
        sentences=_sentences(text, extents, tenses or {}, leans or {}),
        mentions=_outermost([m for kind, name in found for m in _mentions(text, kind, name, ids[name])]),
        entities=tuple(_described(text, kind, name, ids[name], (roles or {}).get(name)) for kind, name in found),
        figures=tuple(_figure(text, extents, *given) for given in figures),
        times=tuple(_when(text, extents, given, relative=given[0] in relative) for given in times),
        quotes=tuple(_quote(text, extents, ids, *given) for given in said),
    )


def at(text: str, words: str) -> Extent:
    """Where `words` first stand."""
    start = text.index(words)
    return Extent(start, start + len(words))


def sentence_of(extents: Sequence[Extent], place: Extent) -> int:
    """The number of the sentence that holds the place."""
    return next(i for i, e in enumerate(extents) if e.start <= place.start < e.end)


def _sentences(text: str, extents: Sequence[Extent], tenses: Mapping[int, str], leans: Mapping[int, str]) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(
            extent=e,
            paragraph=text.count("\n", 0, e.start),
            terms=tuple(content_words(e.of(text))),
            tense=tenses.get(i, "past"),
            leans=leans.get(i),
        )
        for i, e in enumerate(extents)
    )


def _outermost(every: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions that lie in no other, in order."""
    inside = [m for m in every if any(o.extent != m.extent and o.extent.holds(m.extent) for o in every)]
    return tuple(sorted((m for m in every if m not in inside), key=lambda m: m.extent))


def _described(text: str, kind: str, name: str, key: str, role: str | None) -> Entity:
    aliases = (name.rsplit(maxsplit=1)[-1],) if kind == "person" else ()
    roles = (RoleSpan(text=role, extent=at(text, role)),) if role else ()
    return Entity(id=key, name=name, kind=kind, aliases=aliases, roles=roles)


def _figure(text: str, extents: Sequence[Extent], words: str, value: float, unit: str) -> Figure:
    place = at(text, words)
    noun = words.rsplit(maxsplit=1)[-1].rstrip("s")
    return Figure(extent=place, value=value, unit=unit, label=words, sentence=sentence_of(extents, place), noun=noun)


def _when(text: str, extents: Sequence[Extent], given: tuple[str, str, str], *, relative: bool) -> When:
    words, value, precision = given
    place = at(text, words)
    sentence = sentence_of(extents, place)
    return When(extent=place, value=value, kind="date", precision=precision, sentence=sentence, relative=relative)


def _quote(text: str, extents: Sequence[Extent], ids: Mapping[str, str], words: str, who: str) -> Quote:
    place = at(text, words)
    speaker = Speaker(extent=_near(text, who, place), entity=_entity(ids, who))
    return Quote(extent=place, direct=f"“{words}" in text, sentence=sentence_of(extents, place), speaker=speaker)


def _mentions(text: str, kind: str, name: str, entity: str) -> list[Mention]:
    short = rf"{re.escape(name)}|\b{re.escape(name.rsplit(maxsplit=1)[-1])}\b" if kind == "person" else re.escape(name)
    return [Mention(extent=Extent(*m.span()), kind=kind, entity=entity) for m in re.finditer(short, text)]


def _near(text: str, words: str, place: Extent) -> Extent:
    spots = [m.start() for m in re.finditer(re.escape(words), text)]
    start = min(spots, key=lambda s: min(abs(s - place.end), abs(s - place.start)))
    return Extent(start, start + len(words))


def _entity(ids: Mapping[str, str], who: str) -> str | None:
    return next((i for name, i in ids.items() if name == who or name.endswith(" " + who)), None)
