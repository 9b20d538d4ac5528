"""Names that an editor corrected, read in articles as they are; inside a quotation they stay as they were printed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from broadsheet.language.identity import families, known_in
from broadsheet.language.quotemarks import quotations
from broadsheet.records.annotation import Annotated, Entity, RoleSpan
from broadsheet.records.article import Article
from broadsheet.records.reading import Correction, Reading
from broadsheet.records.text import Extent, Respelt, respelt


def read_corrected(
    articles: Sequence[Annotated], corrections: Iterable[Correction]
) -> tuple[tuple[Annotated, ...], dict[str, Reading]]:
    """A story's articles with names as an editor corrected them, and by article id how those that change were printed.

    Who is misspelt in one article is read by the right name in all of them, by the surname alone too. Quotations stay.
    """
    wanted = [one for one in corrections if any(_full(one).search(_all_of(a.article)) for a in articles)]
    told = [(one, _bearers(articles, one)) for one in wanted]
    found: dict[str, tuple[Annotated, Reading]] = {}
    for annotated in articles if told else ():
        spellings = [_Spelling(_forms(one), one.printed, who[annotated.article.id]) for one, who in told]
        places = _apart(place for spelling in spellings for place in spelling.places(annotated))
        reading = Reading(printed=annotated.article, names=tuple(places), corrections=tuple(wanted))
        read = _read(annotated, reading, spellings)
        if read != annotated:
            found[annotated.article.id] = (read, reading)
    read_as = tuple(found[a.article.id][0] if a.article.id in found else a for a in articles)
    return read_as, {article: reading for article, (_, reading) in found.items()}


def _all_of(article: Article) -> str:
    return f"{article.title}\n{article.standfirst or ''}\n{article.text}"


def _full(one: Correction) -> re.Pattern[str]:
    return _any_of([one.printed])


def _any_of(forms: Iterable[str]) -> re.Pattern[str]:
    """A pattern of names as whole words, in capitals too; the longest first."""
    spelt = sorted({form for name in forms for form in (name, name.upper())}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, spelt))})(?!\w)")


def _forms(one: Correction) -> dict[str, str]:
    """The forms of a misspelt name that a bearer of it may be called by, with the right ones.

    >>> _forms(Correction(printed="Ada Bren", correct="Ada Brenn"))
    {'Bren': 'Brenn'}
    >>> _forms(Correction(printed="Velm Bank", correct="Velm River Bank"))
    {'Velm Bank': 'Velm River Bank'}
    """
    printed, correct = one.printed.split(), one.correct.split()
    if len(printed) != len(correct):
        return {one.printed: one.correct} | ({printed[-1]: correct[-1]} if printed[-1] != correct[-1] else {})
    return {wrong: right for wrong, right in zip(printed, correct, strict=True) if wrong != right}


def _bearers(articles: Sequence[Annotated], one: Correction) -> dict[str, frozenset[str]]:
    """By article id, the ids of its entities that bear a misspelt name, under that name or a shorter one."""
    held = [(annotated.article.id, entity) for annotated in articles for entity in annotated.entities]
    known = [each for annotated in articles for each in known_in(annotated)]
    found: dict[str, set[str]] = defaultdict(set)
    for family in families(known):
        names = {name.casefold() for i in family.held for name in (held[i][1].name, *held[i][1].aliases)}
        if one.printed.casefold() in names:
            for i in family.held:
                found[held[i][0]].add(held[i][1].id)
    return {annotated.article.id: frozenset(found[annotated.article.id]) for annotated in articles}


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A misspelt name as one article has it: the forms that it is called by, the full one, and the ids of the bearers there."""

    forms: Mapping[str, str]
    full: str
    bearers: frozenset[str]

    def places(self, annotated: Annotated) -> Iterator[Respelt]:
        """Where the article prints the name: in full, or as it calls a bearer."""
        text = annotated.article.text
        whole = (Extent(*found.span()) for found in _any_of([self.full]).finditer(text))
        called = (m.extent for m in annotated.mentions if m.entity in self.bearers and not m.pronoun)
        named, quoted = {*whole, *called}, _quoted(annotated)
        for found in _any_of(self.forms).finditer(text):
            place = Extent(*found.span())
            if any(name.holds(place) for name in named) and not any(quote.overlaps(place) for quote in quoted):
                yield Respelt(extent=place, name=self.right(found[0]))

    def right(self, form: str) -> str:
        """The right form for a wrong one, in capitals if that is."""
        return self.forms.get(form) or next(right.upper() for wrong, right in self.forms.items() if wrong.upper() == form)

    def of_bearer(self, name: str) -> str:
        """A name that a bearer is called by, as it is read."""
        return _any_of(self.forms).sub(lambda found: self.right(found[0]), name)

    def in_line(self, line: str, others: str) -> str:
        """A headline as it is read: a lone word of the name only if somebody here bears it, and nothing else."""
        lone = self.bearers and not _any_of(self.forms).search(others)
        quoted = [quote.outer for quote in quotations(line, [Extent(0, len(line))])]
        whole = [Extent(*found.span()) for found in _any_of([self.full]).finditer(line)]
        found = [(match[0], Extent(*match.span())) for match in _any_of(self.forms).finditer(line)]
        meant = [(form, place) for form, place in found if lone or any(name.holds(place) for name in whole)]
        free = [(form, place) for form, place in meant if not any(quote.overlaps(place) for quote in quoted)]
        return respelt(line, [Respelt(extent=place, name=self.right(form)) for form, place in free])


def _quoted(annotated: Annotated) -> list[Extent]:
    text, start, lines = annotated.article.text, 0, []
    for line in text.split("\n"):
        lines.append(Extent(start, start + len(line)))
        start += len(line) + 1
    return [*(q.outer for q in quotations(text, lines)), *(q.extent for q in annotated.quotes if q.direct)]


def _apart(places: Iterable[Respelt]) -> list[Respelt]:
    """In order, none overlapping another: the first, and of those that begin together the longest."""
    kept: list[Respelt] = []
    for place in sorted(places, key=lambda one: (one.extent.start, -one.extent.end, one.name)):
        if not kept or kept[-1].extent.end <= place.extent.start:
            kept.append(place)
    return kept


def _read(annotated: Annotated, reading: Reading, spellings: Sequence[_Spelling]) -> Annotated:
    """An article with all that was found in it, as it is read."""
    moved: Annotated = _moved(replace(annotated, article=_article(annotated, reading.text, spellings)), reading)
    for spelling in spellings:
        lower = {wrong.lower(): right.lower() for wrong, right in spelling.forms.items()}
        moved = replace(
            moved,
            entities=tuple(_renamed(one, spelling) if one.id in spelling.bearers else one for one in moved.entities),
            sentences=tuple(
                replace(one, terms=tuple(" ".join(lower.get(word, word) for word in term.split(" ")) for term in one.terms))
                for one in moved.sentences
            ),
        )
    return moved


def _renamed(entity: Entity, spelling: _Spelling) -> Entity:
    name, aliases = spelling.of_bearer(entity.name), dict.fromkeys(map(spelling.of_bearer, entity.aliases))
    return replace(entity, name=name, aliases=tuple(alias for alias in aliases if alias != name))


def _article(annotated: Annotated, text: str, spellings: Sequence[_Spelling]) -> Article:
    article, title, standfirst = annotated.article, annotated.article.title, annotated.article.standfirst
    for spelling in spellings:
        others = " ".join(one.name for one in annotated.entities if one.id not in spelling.bearers)
        title = spelling.in_line(title, others)
        standfirst = standfirst and spelling.in_line(standfirst, others)
    return replace(article, text=text, title=title, standfirst=standfirst)


def _moved(value: Any, reading: Reading) -> Any:
    """A record with its places in the text as it is read. The words of a role are read there again."""
    if isinstance(value, Extent):
        return reading.read(value)
    if isinstance(value, tuple):
        return tuple(_moved(one, reading) for one in value)
    if isinstance(value, RoleSpan):
        place = reading.read(value.extent)
        return RoleSpan(text=place.of(reading.text) if _is_as_printed(value, reading) else value.text, extent=place)
    if not is_dataclass(value) or isinstance(value, (Article, type)):
        return value
    return replace(value, **{each.name: _moved(getattr(value, each.name), reading) for each in fields(value)})


def _is_as_printed(role: RoleSpan, reading: Reading) -> bool:
    return role.extent.of(reading.printed.text) == role.text
