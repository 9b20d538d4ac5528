"""Headline and standfirst: the newest fact in at most fourteen words, and a sentence of context."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from broadsheet.language.words import content_words
from broadsheet.records.annotation import Annotated
from broadsheet.records.text import Extent
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Draft, Drafted
from broadsheet.write.phrasing import phrase
from broadsheet.write.sections.whats_happened import rank

MOST_WORDS = 14
FEWEST_WORDS = 4

TEASING = re.compile(
    r"\?|^(?:why|how|what|watch|here(?:'|’)s|this is|meet|inside|the (?:\w+ )?(?:reason|secret|truth))\b"
    r"|^\d+ (?:things|ways|reasons)\b|\b(?:you(?:r|'re|’re)?|i|we|live|opinion|explained|shocking|stunning|incredible)\b",
    re.IGNORECASE,
)
"""Questions, teasers and labels: they name no fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """Keys of the headline's and the standfirst's statements."""

    headline: str
    standfirst: str | None = None


def headline(dossier: Dossier, draft: Draft) -> Headline | None:
    """The best title that an article's own text bears out, else the shortest true form of the best sentence."""
    ranks = rank(dossier)
    order = [int(i) for i in np.argsort(-ranks, kind="stable")]
    for drafted in (*_from_titles(dossier), *_from_sentences(dossier, order)):
        key = draft.state(drafted, why=("names the newest fact in the fewest words",), modality="fact", printed=False)
        if key:
            return Headline(headline=key)
    return None


def _from_titles(dossier: Dossier) -> list[Drafted]:
    """Titles of reports, best first: near the centre of the story, stated, of a decent length."""
    scored = []
    for annotated in dossier.voices:
        title = tidy_title(annotated.article.title)
        carried = _carried_by(annotated, title)
        if not annotated.article.title_inferred and is_headline(title) and carried:
            places = tuple((annotated.article.id, extent) for extent in carried)
            scored.append((-_centrality(dossier, title), annotated.article.id, Drafted(text=title, places=places, made="joined")))
    return [drafted for *_, drafted in sorted(scored, key=lambda entry: entry[:2])]


def is_headline(title: str) -> bool:
    """Whether a title states something, in four to fourteen words.

    >>> is_headline("Why the dam broke"), is_headline("Dam above Varnholt opened after night of rain")
    (False, True)
    """
    return FEWEST_WORDS <= len(title.split()) <= MOST_WORDS and not TEASING.search(title)


def tidy_title(title: str) -> str:
    """A title without a closing full stop and without a label before a colon or bar.

    >>> tidy_title("Exclusive: Council opens the dam.")
    'Council opens the dam'
    """
    bare = re.sub(
        r"^(?:breaking|exclusive|update|updated|live|watch|video|analysis|opinion)\s*[:|–—-]\s*",
        "",
        title.strip(),
        flags=re.IGNORECASE,
    )
    return bare.rstrip(".").strip()


def _carried_by(annotated: Annotated, title: str) -> list[Extent]:
    """The sentences near the top that say what the title says, best first; at most three."""
    wanted = set(content_words(title))
    text = annotated.article.text
    top = [s for s in annotated.sentences if s.paragraph <= 5][:10]
    found: list[Extent] = []
    missing = set(wanted)
    for sentence in sorted(top, key=lambda s: (-len(wanted & set(content_words(s.extent.of(text)))), s.extent.start))[:3]:
        gained = missing & set(content_words(sentence.extent.of(text)))
        if gained:
            found.append(sentence.extent)
            missing -= gained
    return found


def _centrality(dossier: Dossier, title: str) -> float:
    """How many of the story's articles use each of the title's words, on average."""
    words = set(content_words(title))
    bodies = [set(content_words(annotated.article.text[:2000])) for annotated in dossier.voices]
    return sum(word in body for body in bodies for word in words) / max(1, len(words) * len(bodies))


def _from_sentences(dossier: Dossier, order: list[int]) -> list[Drafted]:
    """The best sentences, trimmed as far as they can be; the shortest of the best few first."""
    trimmed = []
    for index in order[:12]:
        drafted = phrase(dossier, dossier.passages[index], (), ("attribution", "appositive", "relative", "parenthesis"))
        if drafted:
            trimmed.append(Drafted(text=drafted.text.rstrip("."), places=drafted.places, made=drafted.made))
    short = [drafted for drafted in trimmed if len(drafted.text.split()) <= 2 * MOST_WORDS]
    return [*sorted(short[:4], key=lambda drafted: len(drafted.text.split()) > MOST_WORDS), *trimmed]
