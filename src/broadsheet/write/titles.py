"""What a title is worth as a headline: whether it tells something, and whether its article's own sentences bear it out."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from typing import TYPE_CHECKING

from broadsheet.language.names import acronym
from broadsheet.language.numbers import numbers
from broadsheet.language.words import content_words, fold, words
from broadsheet.models import grammar
from broadsheet.records.annotation import Annotated
from broadsheet.records.text import Extent
from broadsheet.write.grounding_tokens import stem
from broadsheet.write.shortening import MOST_WORDS
from broadsheet.write.standing import KNOWN_TO_ALL, points_back

if TYPE_CHECKING:
    from spacy.tokens import Doc

FEWEST_WORDS = 4
MOST_CITED = 3
"""Sentences that a title is first looked for in."""

SAME_ROOT = 5
"""Letters by which a name and what is derived from it are told to be one: "Norrland", "Norrlander"."""

TEASING = re.compile(
    r"[?!]|^(?:why|how|what|watch|here(?:'|’)s|this is|meet|inside|the (?:\w+ )?(?:reason|secret|truth))\b"
    r"|^\d+ (?:things|ways|reasons)\b|\b(?:you(?:r|'re|’re)?|i|we|live|opinion|explained|shocking|stunning|incredible)\b",
    re.IGNORECASE,
)
"""Questions, teasers and labels: they name no fact."""

Place = tuple[Annotated, Extent]
"""An article, and where in its text a sentence stands."""

_VERBS = ("VERB", "AUX")
_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_INITIALS = re.compile(r"[A-Z]{2,6}")
_RUN = re.compile(r"[A-Z][\w’'-]+(?:,? (?:(?:of|and|for|the|on|in) ){0,2}[A-Z][\w’'-]+)+")
"""Words with capitals in a row, the small ones between them: "Court of Appeal of Velm"."""

_LABEL = re.compile(r"^(?:breaking|exclusive|update|updated|live|watch|video|analysis|opinion)\s*[:|–—-]\s*", re.IGNORECASE)
_STRANGE = re.compile(r"^The ([a-z]+) (?!of\b|in\b|for\b|to\b|that\b|who\b|on\b|at\b|from\b|behind\b)[a-z]+")


def is_headline(title: str) -> bool:
    """Whether a title may state something: four to fourteen words, no teaser, nothing that points back.

    >>> is_headline("Why the dam broke"), is_headline("Dam above Varnholt opened after night of rain")
    (False, True)
    >>> is_headline("It is to reopen in May"), is_headline("The wheel belongs to the museum")
    (False, False)
    """
    strange = _STRANGE.match(title)
    leans = points_back(title) or (strange is not None and strange[1] not in KNOWN_TO_ALL)
    return FEWEST_WORDS <= len(title.split()) <= MOST_WORDS and not TEASING.search(title) and not leans


def asserting(titles: Iterable[tuple[str, str]]) -> list[bool]:
    """Whether each title has a verb, by the grammar or because it is one in the sentences cited for it, the second of the pair.

    Without one it is a label, and names no event. The grammar alone misses the short verbs of headlines.

    >>> asserting([("Two houses and a bridge", ""), ("Velm seeks protection from creditors", "")])
    [False, True]
    >>> asserting([("Velm, Ostrand sign pact", ""), ("Velm, Ostrand sign pact", "Velm and Ostrand signed a pact on Monday.")])
    [False, True]
    """
    docs = list(grammar.parse((text for pair in titles for text in pair), names=False))
    return [_has_verb(own) or _shares_verb(own, said) for own, said in zip(docs[::2], docs[1::2], strict=True)]


def _has_verb(title: Doc) -> bool:
    return any(token.pos_ in _VERBS and token.dep_ not in ("relcl", "amod", "compound") for token in title)


def _shares_verb(title: Doc, cited: Doc) -> bool:
    done = {stem(token.lower_) for token in cited if token.pos_ == "VERB"}
    return any(stem(token.lower_) in done for token in title if token.is_lower)


def tidy_title(title: str) -> str:
    """A title without a closing full stop and without a label before a colon or bar.

    >>> tidy_title("Exclusive: Council opens the dam.")
    'Council opens the dam'
    """
    return _LABEL.sub("", title.strip()).rstrip(".").strip()


def carried_by(annotated: Annotated, title: str, others: Iterable[Annotated] = ()) -> list[Place]:
    """The sentences near the top that say what the title says, best first; none where a name of it is in no sentence.

    A short report does not spell out every name of its title. What it leaves out stands in another report of the same story, if
    the name is one that readers know the matter by; of such sentences the one is cited that shares most words with the title.

    Args:
        annotated: the title's article.
        title: its title.
        others: the story's other articles.
    """
    text = annotated.article.text
    top = [sentence.extent for sentence in annotated.sentences if sentence.paragraph <= 5][:10]
    missing = set(content_words(title))
    found: list[Place] = []
    for extent in sorted(top, key=lambda e: (-len(missing & set(content_words(e.of(text)))), e.start))[:MOST_CITED]:
        gained = missing & set(content_words(extent.of(text)))
        if gained:
            found.append((annotated, extent))
            missing -= gained
    for name in _names(annotated, title) if found else ():
        if not any(_holds(extent.of(said.article.text), name) for said, extent in found):
            more = _first_with(annotated, name) or _nearest_with(others, name, title)
            if more is None:
                return []
            found.append(more)
    return found


def _first_with(annotated: Annotated, name: str) -> Place | None:
    text = annotated.article.text
    return next(((annotated, s.extent) for s in annotated.sentences if _holds(s.extent.of(text), name)), None)


def _nearest_with(others: Iterable[Annotated], name: str, title: str) -> Place | None:
    wanted = set(content_words(title))
    held = [(one, s.extent) for one in others for s in one.sentences if _holds(s.extent.of(one.article.text), name)]
    shared = [len(wanted & set(content_words(extent.of(one.article.text)))) for one, extent in held]
    return held[shared.index(max(shared))] if held else None


def as_spelt(title: str, cited: str) -> str:
    """The title with the figures that the cited sentences have as words only, spelt as they spell them.

    >>> as_spelt("Flood at Velm sends 17 to hospital", "Seventeen people were taken to hospital in Velm on May 3.")
    'Flood at Velm sends seventeen to hospital'
    >>> as_spelt("Flood at Velm kills 3", "On May 3 three people drowned in Velm.")
    'Flood at Velm kills 3'
    >>> as_spelt("Velm opens 2nd bridge over canal", "A second bridge over the canal was opened in Velm.")
    'Velm opens second bridge over canal'
    """
    stands, worded = set(words(cited)), {n.value: n.core.of(cited) for n in numbers(cited) if n.worded and n.high is None}
    title = _ORDINAL.sub(lambda found: _ordinal(found[0], stands), title)
    for figure in reversed(list(numbers(title))):
        bare = figure.core.of(title)
        spelt = worded.get(figure.value) if bare.isdigit() and figure.core.start == figure.extent.start else None
        if spelt and bare not in stands:
            spelt = spelt.lower() if figure.core.start else spelt[:1].upper() + spelt[1:]
            title = title[: figure.core.start] + spelt + title[figure.core.end :]
    return title


def figures_stand(title: str, cited: str) -> bool:
    """Whether every word of a title that begins with a digit stands in the cited sentences.

    >>> figures_stand("Velm has 'one-in-3 chance'", "Velm has a one-in-three chance."), figures_stand("It paid $3m", "It paid $3m.")
    (False, True)
    """
    return {word for word in words(title) if word[0].isdigit()} <= set(words(cited))


def _ordinal(written: str, stands: Container[str]) -> str:
    """An ordinal written with a digit, "2nd", as a word, if that is what stands there."""
    place = int(written[:-2])
    word = _ORDINALS[place - 1] if 0 < place <= len(_ORDINALS) else written
    return word if word in stands and written not in stands else written


def _names(annotated: Annotated, title: str) -> list[str]:
    """The words of a title that name somebody or something, by the article's names or by their capitals.

    In a title that has most words in capitals they tell nothing. A figure is for the gate, which reads "12" and "twelve" alike.
    """
    known = {word for entity in annotated.entities for word in entity.name.split()}
    said = [word.strip(".,:;‘’'\"“”()") for word in re.split(r"[\s–—-]+", title)]
    capitals = [word for word in said[1:] if word[:1].isupper()]
    telling = len(capitals) <= len(said) / 2
    return [word for i, word in enumerate(said) if word in known or (telling and i and word[:1].isupper())]


def _holds(sentence: str, name: str) -> bool:
    """Whether a sentence has a word of a name's root, or the name whose first letters it is; a possessive ends behind it."""
    bare = name.replace(".", "")
    if _INITIALS.fullmatch(bare) and any(_abbreviated(run[0], bare.lower()) for run in _RUN.finditer(sentence)):
        return True
    root = words(fold(bare))[:1]
    return not root or any(word == root[0] or _is_akin(word, root[0]) for word in words(fold(sentence).replace(".", "")))


def _abbreviated(name: str, letters: str) -> bool:
    return any(letters in acronym(name, small=small) for small in (True, False))


def _is_akin(one: str, other: str) -> bool:
    return one[:SAME_ROOT] == other[:SAME_ROOT] and min(len(one), len(other)) >= SAME_ROOT
