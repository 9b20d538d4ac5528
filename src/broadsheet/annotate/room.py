"""The door of the room: an article in, everything found in it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from broadsheet.annotate.entities import Group, gather
from broadsheet.annotate.figures import Known, figures
from broadsheet.annotate.leaning import Around
from broadsheet.annotate.naming import names
from broadsheet.annotate.occasions import occasion
from broadsheet.annotate.offices import roles
from broadsheet.annotate.other_languages import neutral
from broadsheet.annotate.pronouns import Resolved, resolve
from broadsheet.annotate.quotes import HOLDING, Finder, Said, all_quotations
from broadsheet.annotate.reading import LIMIT, read
from broadsheet.annotate.sentences import sentences
from broadsheet.annotate.speakers import Speakers
from broadsheet.annotate.whens import whens
from broadsheet.language.characters import is_latin
from broadsheet.language.demonyms import country
from broadsheet.language.words import STOP_WORDS, words
from broadsheet.models import attribution, grammar
from broadsheet.records.annotation import Annotated, Entity, Mention, Occasion, Quote, RoleSpan, When
from broadsheet.records.article import Article
from broadsheet.records.text import Extent
from broadsheet.steps import Dropped

if TYPE_CHECKING:
    from spacy.language import Language

_LOOK, _FUNCTION_WORDS = 2000, 0.25
"""Of so many characters the share of function words from which text of unknown language is read as English."""
LANGUAGES = frozenset({"en", "und"})
"""Languages that are read with the English grammar; an unknown one if it looks English. Others get what holds in any language."""


class Annotate:
    """Step Article → Annotated.

    Args:
        pipeline: a spaCy pipeline other than the packaged one: a package or a folder.
        names: a finder of names other than the pipeline's, as `models.namers.load` takes it.
    """

    name = "annotate"
    reasons: Mapping[str, str] = {
        "too long": f"only the first {LIMIT:,} characters were read; the rest was divided into sentences",
        "not read": "the grammar failed on the text; it was divided into sentences only",
        "other language": "the text is not English; only sentences, full dates and figures with signs were looked for",
    }

    def __init__(self, pipeline: str | None = None, *, names: str | None = None) -> None:
        self._pipeline, self._names = pipeline, names

    def __call__(self, articles: Iterable[Article], /) -> Iterator[Annotated | Dropped]:
        """Yield every article annotated; beside it why it was not read to the end, if so."""
        for article in articles:
            yield from self.one(article)

    def one(self, article: Article) -> Iterator[Annotated | Dropped]:
        """The same for one article."""
        try:
            yield self._told(annotate(article, grammar.load(self._pipeline, names=self._names)))
        except (ValueError, IndexError, MemoryError, RecursionError) as error:
            yield neutral(article)
            yield Dropped(record=article.id, step=self.name, reason="not read", detail=type(error).__name__)
            return
        if len(article.text) > LIMIT and _is_readable(article):
            yield Dropped(record=article.id, step=self.name, reason="too long", detail=f"{len(article.text)} characters")
        if not _is_readable(article):
            yield Dropped(record=article.id, step=self.name, reason="other language", detail=article.language)

    def _told(self, found: Annotated) -> Annotated:
        """With the models that read it: of another language none did."""
        used = grammar.taking_part(self._pipeline, names=self._names) if _is_readable(found.article) else ()
        return replace(found, models=used)


def annotate(article: Article, nlp: Language) -> Annotated:
    """Find everything in one article. Its text may be anything; a language without grammar gets what holds in any."""
    if not _is_readable(article):
        return neutral(article)
    reading = read(article.text, nlp, wrapped=article.as_given)
    quoted = all_quotations(reading)
    found = names(reading)
    groups = gather(found, article.text)
    pronouns = resolve(reading, groups, quoted)
    finder = Finder(reading, quoted, attribution.load())
    times = whens(reading, article.published)
    speakers = Speakers(reading, groups, pronouns, quoted)
    known = Known(found, times, finder.find(HOLDING), speakers.of, article.published)
    around = Around(
        text=article.text, quoted=quoted, people=[n.extent for group in groups if group.kind == "person" for n in group.names]
    )
    return Annotated(
        article=article,
        sentences=tuple(sentences(reading, found, around)),
        mentions=tuple(_mentions(groups, pronouns)),
        entities=tuple(_entity(group, article.text) for group in groups),
        quotes=tuple(_quotes(finder.find(), speakers, times)),
        figures=tuple(figures(reading, known)),
        times=tuple(times),
    )


def _is_readable(article: Article) -> bool:
    """Whether the English grammar can make something of the text: of other letters it makes names."""
    if article.language == "und":
        return is_latin(article.text) and _reads_english(article.text)
    return article.language in LANGUAGES


def _reads_english(text: str) -> bool:
    """Whether so many of the first words are English function words as in no other language; a list of names has none."""
    first = words(text[:_LOOK])
    return sum(word in STOP_WORDS for word in first) >= _FUNCTION_WORDS * len(first) > 0


def _mentions(groups: Iterable[Group], pronouns: Iterable[Resolved]) -> list[Mention]:
    named = [Mention(extent=name.extent, kind=group.kind, entity=group.id) for group in groups for name in group.names]
    meant = [Mention(extent=one.extent, kind="person", entity=one.group.id, pronoun=True, safe=one.safe) for one in pronouns]
    return sorted(named + meant, key=lambda mention: mention.extent)


def _entity(group: Group, text: str) -> Entity:
    spans = [role for name in group.names for role in roles(name, text)]
    kept: dict[Extent, RoleSpan] = {role.extent: role for role in spans}
    return Entity(
        id=group.id,
        name=group.name,
        kind=group.kind,
        aliases=tuple(group.aliases),
        roles=tuple(kept[extent] for extent in sorted(kept)),
        country=_country(group, list(kept.values())),
    )


def _country(group: Group, found: Iterable[RoleSpan]) -> str | None:
    """Of where a person holds office, if the titles before the name agree."""
    if group.kind != "person":
        return None
    ends = {name.extent.start for name in group.names}
    before = [role for role in found if any(0 < start - role.extent.end <= 1 for start in ends)]
    named = {where for role in before if (where := country(role.text))}
    return named.pop() if len(named) == 1 else None


def _quotes(said: Iterable[Said], speakers: Speakers, times: Sequence[When]) -> Iterator[Quote]:
    for one in said:
        cue = one.by.cue_place if one.by is not None else None
        yield Quote(
            extent=one.extent,
            direct=one.direct,
            sentence=one.by.clause.index if one.by is not None and cue is not None else one.clause.index,
            speaker=speakers.of(one.by),
            cue=cue,
            speech=one.speech,
            outer=one.outer if one.outer != one.extent else None,
            occasion=_occasion(one, times),
            told_by=speakers.of(one.told_by),
        )


def _occasion(said: Said, times: Sequence[When]) -> Occasion | None:
    """To whom, where and when, if the cue stands in the sentence of the words or in the one beside it."""
    by = said.by
    if by is None or by.cue is None or not said.speech or abs(by.clause.index - said.clause.index) > 1:
        return None
    return occasion(by.clause, by.cue, said.outer, times)
