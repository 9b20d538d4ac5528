"""A headline that says other than the text under it: another count, a deed that the text denies, the opposite of what it tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from broadsheet.language.numbers import Number, numbers
from broadsheet.language.words import content_words
from broadsheet.records.annotation import Annotated, Figure, Sentence
from broadsheet.records.text import Extent
from broadsheet.write.differ import clause_of
from broadsheet.write.differ_denials import Deed, deeds_of
from broadsheet.write.differ_scope import of_other_base, says_it_is_older
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.grounding_polarity import opposites
from broadsheet.write.grounding_slots import ALIKE, align, alike
from broadsheet.write.grounding_tokens import Token, sentences, stem
from broadsheet.write.measure_meanings import figures_in, is_part, meaning
from broadsheet.write.measures import agree
from broadsheet.write.papers_claims import breaks_off
from broadsheet.write.papers_facts import negated

NEAR = 0.1
"""A number of the text that lies this share apart from the headline's is that of the headline, rounded or brought up to date."""

SHARED = 2
"""Content words, the figure's own left out, that headline and sentence have in common if they tell one thing."""

FEW = 3
"""So far apart counts of people may be told one by one: "two died, and later a third"."""

SUMMED = 3
"""So many figures of the text may be added up in a headline."""

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_NO_STATEMENT = re.compile(
    r"[?“”\"‘]|(?<!\w)'|:|\b(?:if|could|may|might|would|poll|live|how|why|what|who|denies|denied|deny)\b", re.IGNORECASE
)
"""A headline that asks, quotes, labels or doubts says nothing that its text could contradict."""

_ONE_BY_ONE = re.compile(r"\b(?:another|third|fourth|fifth|others?|also|later|more|both|himself|herself)\b", re.IGNORECASE)
_NEXT = re.compile(r"\s+(?:(?:more|other|new|of|the)\s+)*(?P<noun>[^\W\d_]+)")
_COUNTED = re.compile(r"^(?:dead|killed|die|dies|hurt|injured|wounded|missing|arrested|held)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """What an article's headline says otherwise than its text.

    Attributes:
        clause: the place of the text's own words.
    """

    passage: Passage
    clause: Extent

    @property
    def headline(self) -> str:
        """The headline."""
        return " ".join(self.passage.article.article.title.split())


def headline_mismatches(dossier: Dossier) -> Iterator[Mismatch]:
    """For every article that is known to its end at most one point on which its headline and its text cannot both be right."""
    for voice in dossier.voices:
        title = voice.article.title
        if voice.article.title_inferred or breaks_off(voice) or not title or voice.article.role not in ("report", "brief"):
            continue
        body = [Passage(voice, index, voice.article.id) for index in range(len(voice.sentences))]
        found = next((m for look in (_counted, _denied, _turned) for m in look(_as_passage(voice), body)), None)
        if found is not None and title not in voice.article.text:
            yield found


def _as_passage(voice: Annotated) -> Passage:
    """The headline as if it were the one sentence of an article, with its figures."""
    title = voice.article.title
    whole = Sentence(extent=Extent(0, len(title)), paragraph=0, terms=tuple(content_words(title)))
    figures = tuple(figure for number in numbers(title) if (figure := _figure(title, number)))
    told = Annotated(article=replace(voice.article, text=title, title="", ranges=()), sentences=(whole,), figures=figures)
    return Passage(told, 0, voice.article.id)


def _figure(title: str, number: Number) -> Figure | None:
    """A number of the headline with the word behind it; none for a year, an ordinal, a score or a small one."""
    said, after = number.extent.of(title), title[number.extent.end :]
    if number.high is not None or number.value < 2 or _YEAR.fullmatch(said) or after[:1] in ("-", "–", "/", ":", "."):
        return None
    noun = _NEXT.match(after)
    if number.unit:
        return Figure(
            extent=number.extent, value=number.value, unit=number.unit, label=said, sentence=0, qualifier=number.qualifier
        )
    if noun is None:
        return None
    extent = Extent(number.extent.start, number.extent.end + noun.end())
    counted = "people" if _COUNTED.match(noun["noun"]) else stem(noun["noun"].lower())
    return Figure(
        extent=extent, value=number.value, unit=counted, label=noun["noun"], noun=counted, sentence=0, qualifier=number.qualifier
    )


def _counted(title: Passage, body: Sequence[Passage]) -> Iterator[Mismatch]:
    """A count of the headline where the text has one other count of the same, and nothing from which the headline's could come."""
    held = [(passage, figure) for passage in body for figure in figures_in(passage)]
    every = [number.value for passage in body for number in numbers(passage.text)]
    for figure in figures_in(title):
        means = _sort(title, figure)
        same = [(p, f) for p, f in held if means and _sort(p, f) == means and not is_part(p, f)]
        if len({f.value for _, f in same}) != 1 or _comes_from(figure, every) or any(agree(figure, f) for _, f in same):
            continue
        passage, other = same[0]
        small = abs(other.value - figure.value) <= FEW and any(_ONE_BY_ONE.search(p.text) for p in body)
        if (
            not small
            and not says_it_is_older(passage)
            and not of_other_base(title, passage, scheduled=True)
            and _of_one_thing(title, passage, means)
        ):
            yield Mismatch(passage, clause_of(passage, other.extent))


def _sort(passage: Passage, figure: Figure) -> str:
    """What a figure measures, in a word that headline and text share."""
    said = meaning(passage, figure)
    return f"{figure.unit if figure.unit.isupper() or figure.unit == 'percent' else ''} {stem(said) if said else ''}".strip()


def _comes_from(figure: Figure, every: Sequence[float]) -> bool:
    """Whether the headline's number stands in the text, or is the sum or difference of some that do."""
    told = list(dict.fromkeys(every))
    sums = [sum(some) for size in range(1, SUMMED + 1) for some in combinations(told[:30], size)]
    gaps = [abs(a - b) for a, b in combinations(told[:30], 2)]
    return any(abs(value - figure.value) <= NEAR * max(value, figure.value) for value in [*told, *sums, *gaps])


def _of_one_thing(title: Passage, passage: Passage, means: str, least: int = SHARED) -> bool:
    own = {means, *means.split()}
    shared = {stem(w) for w in content_words(title.text)} & {stem(w) for w in content_words(passage.text)}
    return len({word for word in shared - own if not word[0].isdigit()}) >= least


def _denied(title: Passage, body: Sequence[Passage]) -> Iterator[Mismatch]:
    """A deed of the headline that the text says was not done and nowhere says was done, or the other way about."""
    if _NO_STATEMENT.search(title.text):
        return
    told = [(passage, deed) for passage in body for deed in deeds_of(passage) if len(deed.objects) > 1]
    ours = {(d.verb, d.objects): d for d in _deeds_of_headline(title)}
    for passage, deed in told:
        mine = ours.get((deed.verb, deed.objects))
        both = {d.negated for _, d in told if (d.verb, d.objects) == (deed.verb, deed.objects)}
        if mine is None or mine.negated == deed.negated or len(both) > 1 or says_it_is_older(passage):
            continue
        if _of_one_thing(title, passage, " ".join((deed.verb, *deed.objects)), least=1):
            yield Mismatch(passage, clause_of(passage, deed.extent))


def _deeds_of_headline(title: Passage) -> list[Deed]:
    """The headline's deeds, its capitals being no names: "Council Approves Ferry Plan"."""
    small = replace(title.article.article, text=title.text.lower())
    return [deed for deed in deeds_of(Passage(replace(title.article, article=small), 0, title.origin)) if len(deed.objects) > 1]


def _turned(title: Passage, body: Sequence[Passage]) -> Iterator[Mismatch]:
    """A word of the headline where the sentence most like it has the opposite, neither of them with a negation."""
    claim = _told(title)
    if _NO_STATEMENT.search(title.text) or not claim:
        return
    laid = [(passage, _told(passage)) for passage in body]
    best, place = max(((alike(align(claim, tokens), claim), -number) for number, (_, tokens) in enumerate(laid)), default=(0.0, 0))
    passage, tokens = laid[-place] if laid else (title, [])
    if best < ALIKE or negated(title.text) or negated(passage.text) or says_it_is_older(passage):
        return
    turned = next(iter(opposites(claim, tokens, align(claim, tokens))), None)
    if turned is not None:
        yield Mismatch(passage, clause_of(passage, Extent(passage.extent.start, passage.extent.start + 1)))


def _told(passage: Passage) -> list[Token]:
    """The words that say what a sentence is about, in small letters: those of a headline are no sign of names."""
    return [token for sentence in sentences(passage.text.lower()) for token in sentence if token.content]
