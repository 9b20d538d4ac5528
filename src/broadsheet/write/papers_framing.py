"""How papers frame one thing: the word of several that judge differently which each has for the same referent.

Two words are compared only where both sentences tell of the same: what the word is said of, or what is done to what, has a head,
a name or a number in common. Words within quotation marks are the speaker's and not the paper's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.language.words import STOP_WORDS, listed
from broadsheet.models import grammar
from broadsheet.records.annotation import Annotated
from broadsheet.records.pool import Marked
from broadsheet.records.text import Extent
from broadsheet.write.deeds import COMMON
from broadsheet.write.draft import Draft
from broadsheet.write.grounding_tokens import stem
from broadsheet.write.papers_facts import Comparison
from broadsheet.write.papers_labels import ALL, NOUNS, VERBS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOST = 2
"""Words of framing that are shown of a paper."""

SAME = 0.5
"""Score of a match from which two sentences tell of one event."""

FEWEST_SHARED = 2
"""Names, heads and numbers that the things spoken of share, where the sentences are not known to tell of one event."""

NEAR = 4
"""Words that two sentences share if it is worth while to ask whether they tell of one event."""

_SPEECH = (True, VERBS["claim"][0][0])
_SAYING = listed("say state tell claim allege admit concede confess insist maintain boast brag")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class Word:
    """A judging word of a sentence. The extent counts into the sentence.

    Attributes:
        lights: the lines of the table that hold it, each with its light.
        said_of: stems of heads, names and numbers of what it speaks of.
    """

    form: str
    lights: Mapping[int, int]
    verb: bool
    said_of: frozenset[str]
    extent: Extent

    def differs(self, other: Word) -> bool:
        """Whether both stand for one thing in different lights."""
        return self.verb == other.verb and any(light != other.lights.get(line, light) for line, light in self.lights.items())


@dataclass(frozen=True, slots=True)
class Use:
    """A judging word in its place: passage number and the word."""

    index: int
    word: Word


def framing(comparison: Comparison, draft: Draft, group: Sequence[Annotated], uses: Sequence[Use]) -> tuple[Marked, ...]:
    """The words of a paper that another one sees in another light, each with both places; `uses` are those of the story."""
    dossier = comparison.dossier
    ids = {annotated.article.id for annotated in group}
    own = [use for use in uses if dossier.passages[use.index].article.article.id in ids]
    others = [use for use in uses if dossier.passages[use.index].article.article.id not in ids]
    found: dict[str, Marked] = {}
    for use in own:
        pair = next((other for other in others if _of_one(comparison, use, other)), None)
        if pair is None or _has_both(own, use, pair) or use.word.form.lower() in found:
            continue
        outlet = dossier.passages[pair.index].article.article.outlet or "an unnamed paper"
        label = f"writes “{use.word.form}” where {outlet} writes “{pair.word.form}”"
        found[use.word.form.lower()] = Marked(label=label, spans=tuple(_cited(comparison, draft, each) for each in (use, pair)))
    return tuple(found.values())[:MOST]


def judging_uses(comparison: Comparison) -> list[Use]:
    """The words of the story's passages that stand in several lights in passages of different origins which share words."""
    passages = comparison.dossier.passages
    told = [(i, _lights(terms), terms) for i, passage in enumerate(passages) if ALL & (terms := frozenset(passage.sentence.terms))]
    near: set[int] = set()
    lines: set[tuple[str, tuple[bool, int]]] = set()
    for n, (i, lights, terms) in enumerate(told):
        for j, others, heard in told[n + 1 :]:
            apart = {line for line, light in lights.items() if others.get(line, light) != light}
            shared = len(terms & heard) if apart and passages[i].origin != passages[j].origin else 0
            if any(shared >= (NEAR if verb else FEWEST_SHARED) for verb, _ in apart):
                near |= {i, j}
                lines |= {(passages[k].article.article.id, line) for k in (i, j) for line in apart if line != _SPEECH}
    held = [i for i, lights, _ in told if i in near or any((passages[i].article.article.id, line) in lines for line in lights)]
    words = judging_words([passages[index].text for index in held])
    return [Use(index, word) for index, found in zip(held, words, strict=True) for word in found]


def _lights(terms: frozenset[str]) -> dict[tuple[bool, int], int]:
    """The lines of the tables that words stand in, each with the light in which they show it."""
    tables = ((False, NOUNS), (True, VERBS))
    return {(verb, line): light for verb, table in tables for word in sorted(terms) for line, light in table.get(word, ())}


def judging_words(sentences: Sequence[str]) -> list[tuple[Word, ...]]:
    """The words of each sentence that judge, outside quotation marks."""
    return [_unquoted(sentence, doc) for sentence, doc in zip(sentences, grammar.parse(sentences, names=False), strict=True)]


def _unquoted(sentence: str, doc: Doc) -> tuple[Word, ...]:
    quoted = [Extent(*found.span()) for found in _QUOTED.finditer(sentence)]
    return tuple(word for word in _judging(doc) if not any(place.overlaps(word.extent) for place in quoted))


def _judging(doc: Doc) -> Iterator[Word]:
    for token in doc:
        table = VERBS if token.pos_ == "VERB" else NOUNS if token.pos_ == "NOUN" else {}
        places = table.get(token.lemma_.lower())
        said_of = _arguments(token) if places else frozenset()
        if places and said_of:
            extent = Extent(token.idx, token.idx + len(token))
            yield Word(token.text, dict(places), token.pos_ == "VERB", said_of, extent)


def _arguments(token: Token) -> frozenset[str]:
    """Stems of what a verb's subject and object are, or of what a noun is of and what is done with it."""
    if token.pos_ == "VERB":
        if token.lemma_.lower() in _SAYING:
            return _of(child for child in token.children if child.dep_ == "nsubj")
        return _of(child for child in token.children if child.dep_ in ("nsubj", "nsubjpass", "dobj"))
    beside = [child for child in token.children if child.dep_ in ("compound", "amod", "poss", "nummod")]
    beside += [held for child in token.children if child.dep_ == "prep" and child.lower_ in ("of", "in") for held in child.children]
    acts = [token.head] if token.head.pos_ == "VERB" and token.head.lemma_.lower() not in COMMON else []
    acts += [child for act in acts for child in act.children if child.dep_ in ("nsubj", "nsubjpass", "dobj") and child != token]
    return _of(beside) | frozenset(stem(act.lemma_.lower()) for act in acts)


def _of(tokens: Iterable[Token]) -> frozenset[str]:
    """Stems of the heads given, and of the names and numbers that go with them."""
    found = set()
    for token in tokens:
        held = [token, *(child for child in token.children if child.pos_ in ("PROPN", "NUM") or child.dep_ == "compound")]
        found |= {stem(each.lower_) for each in held if each.lower_ not in STOP_WORDS and each.pos_ != "PRON"}
    return frozenset(found)


def _of_one(comparison: Comparison, one: Use, other: Use) -> bool:
    """Whether two words in different lights are of one referent, told by different origins."""
    passages = comparison.dossier.passages
    if passages[one.index].origin == passages[other.index].origin or not one.word.differs(other.word):
        return False
    shared = one.word.said_of & other.word.said_of
    if not shared:
        return False
    match = comparison.matches(one.index).get(passages[other.index].article.article.id)
    aligned = match is not None and match.score >= SAME and match.sentence == passages[other.index].index
    return aligned or (len(shared) >= FEWEST_SHARED and not one.word.verb)


def _has_both(own: Sequence[Use], use: Use, pair: Use) -> bool:
    """Whether the paper itself sees the same thing in the other light elsewhere."""
    return any(
        other.word.differs(use.word) and not other.word.differs(pair.word) and other.word.said_of & use.word.said_of
        for other in own
    )


def _cited(comparison: Comparison, draft: Draft, use: Use) -> str:
    passage = comparison.dossier.passages[use.index]
    start = passage.extent.start + use.word.extent.start
    return draft.cite(passage.article.article.id, Extent(start, start + len(use.word.form)))
