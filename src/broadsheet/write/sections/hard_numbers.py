"""Hard numbers: the story's most telling figures, each with what it counts, who says so and as of when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from broadsheet.language.datelines import dateline_end
from broadsheet.language.units import CURRENCY_WORDS
from broadsheet.models import grammar
from broadsheet.records.annotation import Figure, Mention
from broadsheet.records.pool import NumberItem
from broadsheet.records.story_page import Section
from broadsheet.records.text import Extent
from broadsheet.write.currency import MOST_APART, announced, overtaken
from broadsheet.write.differ_numbers import GROWS
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.draft import Draft, Drafted
from broadsheet.write.figure_clauses import counts, noun_of
from broadsheet.write.figure_labels import label as figure_label
from broadsheet.write.figure_wording import whole
from broadsheet.write.measure_meanings import figures_told, is_count, meaning
from broadsheet.write.measures import agree, printed, rate, scale_of
from broadsheet.write.phrasing import evidence
from broadsheet.write.speakers import describes

MOST, MOST_ALIKE = 8, 3
"""Cards in all, and cards that count the same thing."""

SPARE = 4
"""Figures looked at beyond that, for those whose words turn out to be cut."""

LEAST_TELLING = 1.0
"""Score from which a figure is worth a card."""

LEAST_COUNT = 10
"""Counts of fewer things are no news by themselves, unless they count lives or the like."""

_GRAVE = {"dead": 3.0, "missing": 2.5, "injured": 2.0, "prison": 2.0, "arrested": 1.5, "magnitude": 2.0, "crowd": 1.5}
_LIVES = {"dead": "people killed", "injured": "people hurt", "arrested": "people arrested", "missing": "people missing"}
_AGE = re.compile(r"^[- ]?year[s]?[- ]old|^,? years? of age|^(?:st|nd|rd|th)\b", re.IGNORECASE)
_AGED = re.compile(r"\b(?:aged|age|no\.|number|page|chapter|photo|picture|slide|item|of the top)\s*$", re.IGNORECASE)
_DENIED = re.compile(r"(?:\b(?:is|are|was|were)(?: not|n[’']t)|\bnot) (?:a |the |any |some )?$")
"""What something is said not to be: "names are not 300,000 votes"."""

_ARTICLE = re.compile(r"(?:A|An|The)(?= [a-z])")
_SPEAKING_FOR = r"spokes(?:man|woman|person)|lawyer|aide|adviser|deputy|relative|friend"
_OF_SOMEBODY = re.compile(rf"an? (?:[a-z]+ )?(?:{_SPEAKING_FOR}) (?:for|of|to) \w")
"""Somebody without a name who speaks for another: what "a spokesman for Minister Tench" says, the minister has not said."""

_COMPOUND = re.compile(r"^[\d,.]+\s?-\s?[^\W\d]|^[a-z]+-(?!(?:one|two|three|four|five|six|seven|eight|nine)\b)[a-z]", re.IGNORECASE)

_MONEY = re.compile(rf"\b(?:{CURRENCY_WORDS})$")
_NAMED = re.compile(r"[A-Z][a-z]+ [A-Z]")
"""A number of a name, "Nine Mile": its words have capitals within a sentence."""

_GOES_ON = re.compile(r" (?!of\b|for\b|at\b|in\b|and [a-z]|who\b)[^\W\d_]")
_BEGUN = re.compile(r"[A-Z][\w.’'-]* (?:and|&) $")
_ONE_NAME = re.compile(r"[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|and|&))* (?:[A-Z][\w.’'-]*)|[A-Z]\w*[’']s")
"""All of a name, with its "and" or its apostrophe: "Harth and Velm Inc", "Brenn’s"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A figure where an article gives it.

    Attributes:
        means: what it measures, in a word that wordings share.
        label: what it counts, as printed.
        weight: how much it tells, before support by others.
        evidence: its sentence as it stands behind the card, None where it cannot stand.
    """

    index: int
    passage: Passage
    figure: Figure
    means: str
    label: str
    weight: float
    evidence: Drafted | None


def section(dossier: Dossier, draft: Draft) -> Section | None:
    """The best supported and gravest figures; those that count the same thing stand side by side.

    A toll that a later report has raised has no card: the first card of what it counts says what was told before.
    """
    told, stale = list(_figures(dossier)), overtaken(dossier)
    current = [one for one in told if one.means not in GROWS or one.index not in stale]
    before = _before([one for one in told if one.means in GROWS and one.index in stale])
    over = announced(dossier)
    keys: list[str] = []
    for one, origins in _whole(_chosen(_families([one for one in current if one.index not in over]))):
        if len(keys) == MOST:
            break
        last = _last(before.get(one.means, []), one)
        key = _item(dossier, draft, one, (origins, last))
        if key is not None:
            keys.append(key)
            if last is not None:
                del before[one.means]
    return Section(kind="hard_numbers", heading="Hard numbers", items=tuple(dict.fromkeys(keys))) if keys else None


def _whole(chosen: list[tuple[Told, int]]) -> Iterator[tuple[Told, int]]:
    """The figures whose labels can be read alone, as the grammar reads their sentences."""
    docs = grammar.parse((_without_dateline(told.passage) for told, _ in chosen), names=False)
    for (told, origins), doc in zip(chosen, docs, strict=True):
        label = told.label if told.label == _LIVES.get(told.means) else whole(told.label, told.passage, doc, told.figure)
        if label:
            yield replace(told, label=label), origins


def _without_dateline(passage: Passage) -> str:
    """A sentence with blanks in place of the dateline that it opens with, which is no part of its grammar."""
    end = dateline_end(passage.text)
    return " " * end + passage.text[end:]


def _before(stale: list[Told]) -> dict[str, list[float]]:
    """What was counted before, by what is counted: the values that later reports have overtaken, oldest report first."""
    before: dict[str, list[float]] = {}
    for told in sorted(stale, key=lambda one: (one.passage.article.article.published or "", one.figure.value)):
        before.setdefault(told.means, []).append(told.figure.value)
    return before


def _last(before: list[float], told: Told) -> float | None:
    """The count before this one: of the missing, who also become fewer, the newest, else the highest below it.

    What is further apart than counts of one event are was counted by a sentence of something else.
    """
    value = told.figure.value
    near = [one for one in before if one != value and max(one, value) <= MOST_APART * min(one, value)]
    return next(reversed(near), None) if told.means == "missing" else max((one for one in near if one < value), default=None)


def _figures(dossier: Dossier) -> Iterator[Told]:
    for index, (passage, figures) in enumerate(zip(dossier.passages, figures_told(dossier), strict=True)):
        for figure in figures:
            means = meaning(passage, figure)
            label = figure_label(passage, figure) or _LIVES.get(means, "")
            if label and _is_news(passage, figure, means):
                yield Told(
                    index=index,
                    passage=passage,
                    figure=figure,
                    means=means,
                    label=label,
                    weight=_weight(dossier, passage, figure, means),
                    evidence=evidence(dossier, index),
                )


def _is_news(passage: Passage, figure: Figure, means: str) -> bool:
    """No age, year, ordinal, list number, passing duration, handful of things, or what something is said not to be."""
    text, (start, end) = passage.article.article.text, figure.extent
    if figure.label == "age" or _is_aside(passage, figure):
        return False
    kind = scale_of(figure.unit)[0]
    compound = bool(_COMPOUND.search(text[start:end])) and means not in _GRAVE
    if compound or (figure.unit == "percent" and figure.value == 100):
        return False
    if kind == "time":
        return means == "prison"
    if counts(figure) and means not in _GRAVE and not is_count(passage, figure):
        return False
    bare = figure.unit in ("", "people", "count", "number") or figure.unit == figure.noun
    if bare and 1500 <= figure.value <= 2100 and text[start:end].strip().isdigit():
        return False
    return means in _GRAVE or not bare or figure.value >= LEAST_COUNT


def _is_aside(passage: Passage, figure: Figure) -> bool:
    """Whether a number is part of a name, or the words around it make it an age, a place in a list, or what something is not."""
    text, (start, end) = passage.article.article.text, figure.extent
    before = text[max(passage.extent.start, start - 30) : start]
    named = start > passage.extent.start and _NAMED.match(text, start)
    return any((named, _AGE.match(text[end : end + 14]), _AGED.search(before), _DENIED.search(before)))


def _weight(dossier: Dossier, passage: Passage, figure: Figure, means: str) -> float:
    """Gravity, early position, the headline, a named holder."""
    words_of = figure.extent.of(passage.article.article.text)
    headline = words_of.split()[0] in passage.article.article.title.split()
    position = 2 / (1 + 0.3 * dossier.position(passage))
    money = figure.unit.isupper() and len(figure.unit) == 3
    grave = _GRAVE.get(means, 1.0 if money or figure.unit == "percent" else 0.0)
    return grave + position + 1.5 * headline + 0.5 * (figure.holder is not None)


def _families(figures: list[Told]) -> list[list[list[Told]]]:
    """Figures by what they measure, and within that by value: those that can be the same value are one."""
    measured: dict[tuple[str, str, str], list[Told]] = {}
    for told in figures:
        counted = told.figure.label.lower() if len(told.figure.label.split()) > 1 else told.label.lower()
        key = scale_of(told.figure.unit)[0], told.means if told.means in _GRAVE else counted
        measured.setdefault((*key, rate(told.passage, told.figure)), []).append(told)
    return [_values(found) for found in measured.values()]


def _values(figures: list[Told]) -> list[list[Told]]:
    values: list[list[Told]] = []
    for told in figures:
        same = next((v for v in values if all(agree(told.figure, other.figure) for other in v)), None)
        if same is None:
            values.append([told])
        else:
            same.append(told)
    return values


def _chosen(families: list[list[list[Told]]]) -> list[tuple[Told, int]]:
    """The best telling of every value with its number of origins, family by family, best family first."""
    ranked = []
    for family in families:
        values = sorted(((_best(v), _origins(v)) for v in family if _best(v).evidence), key=lambda pair: -_score(*pair))
        ranked += [_of_different_origins(values)[:MOST_ALIKE]] if values else []
    ranked.sort(key=lambda values: -_score(*values[0]))
    telling = (pair for values in ranked for pair in values if _score(*pair) >= LEAST_TELLING)
    return _once(telling)[: MOST + SPARE]


def _best(value: list[Told]) -> Told:
    """The weightiest telling of a value whose sentence can stand behind its card; the first of equals."""
    return max(value, key=lambda told: (told.evidence is not None, told.weight))


def _once(telling: Iterable[tuple[Told, int]]) -> list[tuple[Told, int]]:
    """Each value of a unit once, whatever it is called: "90 teachers" and "90 members of staff" are most likely the same."""
    kept: dict[tuple[str, float], tuple[Told, int]] = {}
    for told, origins in telling:
        figure = told.figure
        kept.setdefault(("count" if counts(figure) else scale_of(figure.unit)[0], figure.value), (told, origins))
    return list(kept.values())


def _of_different_origins(values: list[tuple[Told, int]]) -> list[tuple[Told, int]]:
    """Of several values that one article gives for what looks like one thing, only the best is sure to be understood."""
    kept: list[tuple[Told, int]] = []
    for told, origins in values:
        if all(told.passage.origin != other.passage.origin for other, _ in kept):
            kept.append((told, origins))
    return kept


def _origins(figures: list[Told]) -> int:
    return len({told.passage.origin for told in figures})


def _score(told: Told, origins: int) -> float:
    return told.weight + 2 * (origins - 1)


def _item(dossier: Dossier, draft: Draft, told: Told, support: tuple[int, float | None]) -> str | None:
    """The figure's card, or None if its sentence cannot stand behind it or does not pass the gate.

    `support` is the number of its origins and what was counted before.
    """
    origins, before = support
    passage, figure = told.passage, told.figure
    why = (f"{origins} independent origins give it",) if origins > 1 else ()
    statement = draft.state(told.evidence, why=why, printed=False) if told.evidence else None
    if statement is None:
        return None
    article = passage.article.article
    extent = _beside(printed(passage, figure), told, article.text)
    item = NumberItem(
        value=figure.value,
        value_high=figure.value_high,
        text=" ".join(extent.of(article.text).split()),
        unit=figure.unit or "count",
        qualifier=figure.qualifier,
        label=told.label.replace("people", "person") if told.figure.value == 1 and told.label in _LIVES.values() else told.label,
        holder=_holder(dossier, passage, figure),
        as_of=figure.as_of or article.day,
        scope=_scope(figure, told.label, article.text),
        previous=before,
        statement=statement,
        spans=(draft.cite(article.id, extent),),
    )
    return draft.add("n", item)


def _beside(extent: Extent, told: Told, text: str) -> Extent:
    """The figure without what it counts, where the words beside it begin with that: "20" and "boats will sail"."""
    noun = noun_of(text, told.figure) if counts(told.figure) else None
    if noun is None or extent.end != noun.end or _MONEY.search(noun.of(text)):
        return extent
    repeated = told.label in _LIVES.values() or told.label.startswith(" ".join(noun.of(text).split()))
    return Extent(extent.start, noun.start - 1) if repeated else extent


def _scope(figure: Figure, label: str, text: str) -> str | None:
    """Of what part the figure holds, unless its label says so."""
    said = " ".join(figure.scope.of(text).split()) if figure.scope else ""
    return said if said and said.casefold() not in label.casefold() else None


def _holder(dossier: Dossier, passage: Passage, figure: Figure) -> str | None:
    """Who says so: whom the sentence names, else the outlet that says it in its own voice."""
    article = passage.article.article
    if figure.holder is None:
        return article.outlet
    said = _ARTICLE.sub(lambda one: one[0].lower(), " ".join(figure.holder.of(article.text).split()).partition(",")[0])
    if _OF_SOMEBODY.match(said):
        return said if describes(said) else article.outlet
    known = dossier.cast.of(article.id, figure.holder_entity) if figure.holder_entity else None
    if known is not None and known.kind in ("person", "organisation"):
        return said if re.fullmatch(rf"{re.escape(known.name)}[’']s", said) else known.name
    for mention in passage.article.mentions:
        named = _is_holder(figure.holder, mention, article.text)
        member = dossier.cast.of(article.id, mention.entity) if named else None
        if member is not None:
            return member.name
    return said if describes(said) or _ONE_NAME.fullmatch(said) else article.outlet


def _is_holder(holder: Extent, mention: Mention, text: str) -> bool:
    """Whether a mention names the holder; what only stands before its noun does not: "the *Velm* labour office"."""
    known = mention.safe and mention.kind in ("person", "organisation")
    begun = _BEGUN.search(text[holder.start : mention.extent.start])
    return known and holder.holds(mention.extent) and not begun and not _GOES_ON.match(text[mention.extent.end : holder.end])
