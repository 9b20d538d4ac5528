"""What `annotate` finds in an article. Every place is an `Extent` in the article's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from broadsheet.records.article import Article
from broadsheet.records.model import ModelUse
from broadsheet.records.text import Extent

MentionKind = Literal["person", "organisation", "place", "event", "work", "other"]
Qualifier = Literal["exact", "about", "nearly", "at_least", "at_most", "more_than", "less_than", "range", "estimate"]
Tense = Literal["past", "present", "future", "pluperfect", "none"]
TrimKind = Literal["attribution", "appositive", "relative", "dateline", "connective", "parenthesis"]
TimeKind = Literal["date", "time", "duration", "set", "reference"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trim:
    """A part of a sentence that can be left out, with its commas, without changing what the rest says."""

    extent: Extent
    kind: TrimKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, with what a writer must know to use it away from its neighbours.

    Attributes:
        extent: its place; quotation marks that belong to it are inside.
        paragraph: 0-based number of its paragraph (line of the text).
        terms: lower-case lemmas of its content words, in order, repeats kept; names stay together as they are written.
        tense: of its main verb.
        subject: the main clause's subject.
        leans: why it cannot stand alone (`pronoun`, `connective`, `fragment`, `question`, `quote-only`, `deictic`); None if it can.
        points: words of it that point at something it does not name ("it", "there"), in order.
        trims: parts that may be left out.
    """

    extent: Extent
    paragraph: int
    terms: tuple[str, ...] = ()
    tense: Tense = "none"
    subject: Extent | None = None
    leans: str | None = None
    points: tuple[Extent, ...] = ()
    trims: tuple[Trim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place that names or refers to an entity.

    Attributes:
        entity: id of the entity within this article (`m1`).
        pronoun: True for he, she, they, it resolved to the entity.
        safe: False where the resolution is a guess that must not be printed.
    """

    extent: Extent
    kind: MentionKind
    entity: str
    pronoun: bool = False
    safe: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSpan:
    """An office or description an article gives an entity: "Finance Minister", "a professor at X"."""

    text: str
    extent: Extent


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Somebody or something an article speaks of. `name` is the fullest form the article uses."""

    id: str
    name: str
    kind: MentionKind
    aliases: tuple[str, ...] = ()
    roles: tuple[RoleSpan, ...] = ()
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """The words that name who speaks, be it a pronoun, and whom they mean if that is sure."""

    extent: Extent
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """To whom, where and when something was said, as far as the article says so beside the words.

    Attributes:
        audience: who was told, without preposition ("reporters", "the Velm Herald").
        venue: a place, an event or a medium, with its preposition ("in a statement", "at a rally in Velm").
        when: a time expression, without preposition; one of the article's `times`.
    """

    audience: Extent | None = None
    venue: Extent | None = None
    when: Extent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Something said, word for word (`direct`) or reported.

    Attributes:
        extent: what was said. For a direct quote the words without their quotation marks.
        outer: the same with the quotation marks that stand at its ends, None if there are none.
        direct: True if it is given word for word: in quotation marks, or as an answer of an interview, which stands in none.
        speaker: who says it, None if the article does not say.
        cue: the verb or phrase that marks it ("said", "according to").
        sentence: index of the sentence in which the cue stands, else in which the quote starts.
        speech: False where the cue tells of an attitude or an act ("supports", "wants"), not of words.
        occasion: to whom, where and when it was said, None if the article does not say.
        told_by: who tells that it was said, where not the article itself does: X in "X said that Y had told her that …".
    """

    extent: Extent
    direct: bool
    sentence: int
    speaker: Speaker | None = None
    cue: Extent | None = None
    speech: bool = True
    outer: Extent | None = None
    occasion: Occasion | None = None
    told_by: Speaker | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with what it counts.

    Attributes:
        extent: the number with its unit, without its qualifier ("10,000 troops", "$544,800", "25 percent").
        value: the number, scaled ("3 million" is 3000000.0); `value_high` if it is a range.
        unit: `people`, a currency code, `percent`, `km`, `kg`, `hours` …, else the singular noun counted.
        label: what is counted, with its verb where that tells ("troops sent", "people killed").
        noun: lemma of the head noun counted, empty for money and percentages without one.
        holder: who says so; `holder_entity` the entity that these words mean, where that is sure.
        sentence: index of its sentence.
        per: the words of a rate, right behind the figure ("a minute" of "7 litres a minute", "per capita").
        scope: the words that say of what part it holds ("in the port alone", "nationwide", "in Bresk").
        as_of: the date of its own that the sentence gives it, as `2031`, `2031-05` or `2031-05-04`; None for that of the article.
    """

    extent: Extent
    value: float
    unit: str
    label: str
    sentence: int
    value_high: float | None = None
    qualifier: Qualifier = "exact"
    noun: str = ""
    holder: Extent | None = None
    holder_entity: str | None = None
    per: Extent | None = None
    scope: Extent | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time expression.

    Attributes:
        value: ISO 8601 as TIMEX3 writes it (`2025-10-27`, `2025-W43`, `2024`, `P3D`, `PRESENT_REF`).
        precision: `minute day week month season year decade unknown`.
        relative: True if it was resolved against the date of publication.
        sentence: index of its sentence.
    """

    extent: Extent
    value: str
    kind: TimeKind
    precision: str
    sentence: int
    relative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """An article with everything that was found in it, and the models that found it."""

    article: Article
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[When, ...] = ()
    models: tuple[ModelUse, ...] = ()
