"""Headline and standfirst: the newest fact in at most fourteen words, and a sentence of context."""

from __future__ import annotations

import re

import numpy as np

from broadsheet.language.words import content_words
from broadsheet.records.annotation import Annotated
from broadsheet.records.text import Extent
from broadsheet.write.currency import currency
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Draft, Drafted, place
from broadsheet.write.phrasing import phrase
from broadsheet.write.sections.whats_happened import ROLE_WEIGHT, news
from broadsheet.write.standing import HEADLINE_POINTS

MOST_WORDS = 14
MOST_TELLING, CONTEXT_WORDS = 8, 10
FEWEST_WORDS = 4

TEASING = re.compile(
    r"[?!]|^(?:why|how|what|watch|here(?:'|’)s|this is|meet|inside|the (?:\w+ )?(?:reason|secret|truth))\b"
    r"|^\d+ (?:things|ways|reasons)\b|\b(?:you(?:r|'re|’re)?|i|we|live|opinion|explained|shocking|stunning|incredible)\b",
    re.IGNORECASE,
)
"""Questions, teasers and labels: they name no fact."""


CIRCUMSTANCE = re.compile(r",? (?:amid|after|ahead of|in a bid to|in an effort to)\b|, (?:as|while|with|including)\b")
"""What opens a closing circumstance: the main clause before it stands without it."""

REPORTING = re.compile(r",? \w{3,}ing (?:that|how|whether)\b")
BEFORE_PARTICIPLE = frozenset(
    ("is", "are", "was", "were", "be", "been", "being", "of", "by", "in", "for", "from", "before", "after", "to", "without",
     "about", "keep", "kept", "began", "start")
)  # fmt: skip
"""Words with which a participle belongs to the clause and cannot be cut off."""

SAID_LAST = re.compile(r", (?:according to [^,]{3,60}|[^,]{3,60} (?:said|says))$")
"""An attribution that can stand behind a shortened sentence."""

SAID_AT_THE_END = re.compile(r"\b(?:said|says|told|according to|reported|announced|claimed)\b(?:\W+\w+){0,12}$")
"""An attribution that a shortened sentence would lose."""


def headline(dossier: Dossier, draft: Draft) -> str | None:
    """Key of the best title that an article's own text bears out, else of the shortest true form of the best sentence."""
    for drafted in (*_from_titles(dossier), *_from_sentences(dossier)):
        key = draft.state(drafted, why=("names the newest fact in the fewest words",), modality="fact", printed=False)
        if key:
            draft.introduce(key)
            return key
    return None


def standfirst(dossier: Dossier, draft: Draft) -> str | None:
    """One of the most telling sentences that "What's happened" did not need, if it is short; None where there is none."""
    for index in [int(i) for i in np.argsort(-news(dossier), kind="stable")][:MOST_TELLING]:
        passage = dossier.passages[index]
        if draft.told(index, 0.4):
            continue
        drafted = phrase(dossier, passage, (), ("appositive", "relative", "parenthesis"), draft.introduced)
        if drafted is None or not CONTEXT_WORDS <= len(drafted.text.split()) <= 2 * MOST_WORDS:
            continue
        key = draft.state(drafted, why=("gives the context in one sentence",), modality="fact")
        if key:
            draft.tell(index)
            draft.introduce(key)
            return key
    return None


def _from_titles(dossier: Dossier) -> list[Drafted]:
    """Titles of reports, best first: near the centre of the story, new, stated, of a decent length."""
    scored = []
    current = {place(passage): factor for passage, factor in zip(dossier.passages, currency(dossier), strict=True)}
    for annotated in dossier.voices:
        if not ROLE_WEIGHT.get(annotated.article.role, 1.0):
            continue
        title = tidy_title(annotated.article.title)
        carried = _carried_by(annotated, title)
        if not annotated.article.title_inferred and is_headline(title) and carried:
            places = tuple((annotated.article.id, extent) for extent in carried)
            tells = ROLE_WEIGHT.get(annotated.article.role, 1.0) * min(float(current.get(at, 1.0)) for at in places)
            worth = _centrality(dossier, annotated, title) * tells
            scored.append((-worth, annotated.article.id, Drafted(text=title, places=places, made="joined")))
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


def _centrality(dossier: Dossier, own: Annotated, title: str) -> float:
    """How far a title says what the other reports say at their top, 0 to 1; a single report's title is worth 1.

    The harmonic mean of two shares: of its words that stand at the top of an article, and of that article's title that it
    has. So a short title of words that all articles use somewhere is worth little: it names no event.
    """
    wanted = frozenset(content_words(title))
    worth = []
    for other, (headed, top) in zip(dossier.voices, dossier.openings, strict=True):
        if other is not own:
            said = len(wanted & (headed | top)) / max(1, len(wanted))
            has = len(wanted & headed) / len(headed) if headed else said
            worth.append(2 * said * has / (said + has) if said + has else 0.0)
    return sum(worth) / len(worth) if worth else 1.0


def _from_sentences(dossier: Dossier) -> list[Drafted]:
    """The best sentences, shortened where that keeps what they say; a long one must be much better than a short one.

    A sentence that points back at once is a headline only where there is no other.
    """
    ranks, found = news(dossier), []
    for index in [int(i) for i in np.argsort(-ranks, kind="stable") if ranks[i] > 0][:12]:
        drafted = phrase(dossier, dossier.passages[index], (), ("appositive", "relative", "parenthesis"))
        if drafted:
            text = shortened(drafted.text)
            made = drafted.made if text == drafted.text or drafted.made == "joined" else "trimmed"
            fit = min(1.0, MOST_WORDS / len(text.split())) ** 0.5
            points = HEADLINE_POINTS.match(text) is not None
            found.append((points, -ranks[index] * fit, index, Drafted(text=text, places=drafted.places, made=made)))
    return [drafted for *_, drafted in sorted(found, key=lambda entry: entry[:3])]


def shortened(sentence: str) -> str:
    """A sentence without its closing circumstance, if it is too long for a headline; who says so stays.

    What is left must be at least six words, so that the main clause is whole.

    >>> shortened("The council opened the Lisse dam overnight, as rain filled the lake for the third day in a row, swelling it.")
    'The council opened the Lisse dam overnight'
    >>> shortened("The drought has killed 4,000 people since the spring, with 300 more deaths to come, according to a report.")
    'The drought has killed 4,000 people since the spring, according to a report'
    >>> shortened("The council opened the dam because the lake was full.")
    'The council opened the dam because the lake was full'
    """
    bare = sentence.rstrip(".")
    said = SAID_LAST.search(bare)
    body, tail = (bare[: said.start()], said[0]) if said else (bare, "")
    if len(bare.split()) <= MOST_WORDS or (not said and SAID_AT_THE_END.search(bare)):
        return bare
    cut = next((at for at in _cuts(body) if len(body[:at].split()) >= 6 and _balanced(body[:at])), len(body))
    return body[:cut].rstrip(" ,") + tail


def _cuts(text: str) -> list[int]:
    """Where a closing circumstance may begin."""
    reports = [
        m.start() for m in REPORTING.finditer(text) if text[: m.start()].rsplit(maxsplit=1)[-1].lower() not in BEFORE_PARTICIPLE
    ]
    return sorted([*(m.start() for m in CIRCUMSTANCE.finditer(text)), *reports])


def _balanced(text: str) -> bool:
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0 and text.count("(") == text.count(")")
