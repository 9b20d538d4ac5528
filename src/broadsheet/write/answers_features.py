"""How well a sentence answers a question, as numbers between 0 and 1 that a small model weighs."""

from __future__ import annotations

from broadsheet.records.annotation import Quote
from broadsheet.write.answers_candidates import Candidate, candidates
from broadsheet.write.answers_lines import Line, Lines
from broadsheet.write.answers_question import Asked
from broadsheet.write.answers_terms import root, stems

FEATURES = ("cover", "context", "names", "terms", "type", "beside", "near", "said", "early", "brief")
"""What `measure` tells of a line, in this order."""

NEARBY = 0.5
"""What a word counts for that stands only in the sentence before or after, or in the title."""

WINDOW = 5
"""Two words of the question that stand at most this many content words apart belong together."""


def measure(asked: Asked, lines: Lines, line: Line) -> tuple[float, ...]:
    """The features of a line in the order of `FEATURES`.

    * cover: share of the question's words, by weight, that the line holds, names that it refers to counted in;
    * context: the same with words of its neighbours and its title counted `NEARBY`;
    * names, terms: the cover of the proper names and of the other words alone;
    * type: whether it holds what the question asks for, a person, a figure of that unit, a cause;
    * beside: how near to words of the question that stands;
    * near: share of the question's neighbouring words that are near one another in the line;
    * said: for a question about somebody's words, whether they are that person's;
    * early: how near the top of its article it stands;
    * brief: how short it is.
    """
    found = candidates(asked, lines, line)
    weights = {word: lines.weight(word) for word in asked.all}
    held = {word: lines.own(word).get(line.number, 0.0) for word in asked.all}
    wide = {word: max(held[word], NEARBY * lines.beside(line, word)) for word in asked.all}
    return (
        _share(weights, asked.all, held),
        _share(weights, asked.all, wide),
        _names(asked, held),
        _share(weights, asked.terms, held),
        max((candidate.worth for candidate in found), default=0.0),
        _beside(asked, line, found),
        _near(asked, line),
        _said(asked, lines, line),
        1 / (1 + line.index / 5),
        min(1.0, 12 / max(1, len(line.tokens))),
    )


def _share(weights: dict[str, float], words: tuple[str, ...], held: dict[str, float]) -> float:
    whole = sum(weights[word] for word in words)
    return sum(weights[word] * held[word] for word in words) / whole if whole else 0.5


def _names(asked: Asked, held: dict[str, float]) -> float:
    """Mean over the names; a name's last word alone counts nearly as much as all of it."""
    if not asked.names:
        return 0.5
    each = [max(sum(held[w] for w in name) / len(name), 0.9 * (held[name[-1]] >= 0.9)) for name in asked.names]
    return sum(each) / len(each)


def _beside(asked: Asked, line: Line, found: list[Candidate]) -> float:
    """1 where what could be the answer stands next to a word of the question, less with each word between."""
    if not found:
        return 0.0
    wanted = {*asked.terms, *map(root, asked.terms)}
    places = [at for at, token in line.places if token in wanted or root(token) in wanted]
    given = [min(abs(at - candidate.extent.start) for at in places) for candidate in found if places]
    return max((c.worth / (1 + far / 25) for c, far in zip(found, given, strict=False)), default=0.0)


def _near(asked: Asked, line: Line) -> float:
    places = line.spots
    pairs = list(zip(asked.all, asked.all[1:], strict=False))
    close = [any(abs(i - j) <= WINDOW for i in places.get(a, ()) for j in places.get(b, ())) for a, b in pairs]
    return sum(close) / len(pairs) if pairs else 0.0


def _said(asked: Asked, lines: Lines, line: Line) -> float:
    """1 for words of the one who was asked about, .5 for anybody's; for other questions 0."""
    if not asked.said and asked.speaker is None:
        return 0.0
    if asked.speaker is None:
        return 0.5 if line.quotes else 0.0
    surname = asked.names[asked.speaker][-1]
    if any(surname in speaker_words(lines, line, quote) for quote in line.quotes):
        return 1.0
    return 0.3 if line.quotes else 0.0


def speaker_words(lines: Lines, line: Line, quote: Quote) -> frozenset[str]:
    """Stems of the words that name a quote's speaker, and of the full name of whom they mean."""
    if quote.speaker is None:
        return frozenset()
    named = lines.name(line, quote.speaker.entity) if quote.speaker.entity else frozenset[str]()
    return named | frozenset(stems(quote.speaker.extent.of(line.article.article.text)))
