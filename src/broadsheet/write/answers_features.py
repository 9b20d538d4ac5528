"""How well a sentence answers a question, as numbers between 0 and 1 that a small model weighs."""

from __future__ import annotations

from broadsheet.records.annotation import Quote
from broadsheet.write.answers_candidates import Candidate, candidates
from broadsheet.write.answers_lines import Line, Lines
from broadsheet.write.answers_question import YEAR, Asked
from broadsheet.write.answers_terms import Bag, root, stems

FEATURES = (
    "cover",
    "context",
    "names",
    "terms",
    "type",
    "beside",
    "near",
    "said",
    "early",
    "brief",
    "least",
    "known",
    "dated",
    "verb",
    "holder",
)
"""What `measure` tells of a line, in this order."""

NEARBY = 0.5
"""What a word counts for that stands only in the sentence before or after, or in the title."""

OF_THAT_YEAR = 0.7
"""How far a line without a date of its own is of the year in which its article was published."""

IN_ARTICLE = 0.35
"""What a word of a name counts for that stands elsewhere in the article only: whoever is told of may be meant by "the dam"."""

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
    * brief: how short it is;
    * least: how well the line and its neighbours hold the one of the other words that they hold worst: who runs a dam is
      not told by a line on its collapse, however much that shares with the question;
    * known: the same for the names, their last words, for which the whole article counts a little;
    * dated: 1 if the question names no year or the line is of it, .7 if only its article is of that year, else 0;
    * verb: how well the line and its neighbours hold what the question says was done; 1 where it says nothing of that;
    * holder: share of what the question calls the one it asks for, of all its words where it calls them nothing, that the
      article uses to describe somebody whom the line names.
    """
    found = candidates(asked, lines, line)
    weights = {word: lines.weight(word) for word in asked.all}
    held = {word: lines.own(word).get(line.number, 0.0) for word in asked.all}
    wide = {word: max(held[word], NEARBY * lines.beside(line, word)) for word in asked.all}
    for word in (word for name in asked.names for word in name):
        wide[word] = max(wide[word], IN_ARTICLE * lines.within(line, word))
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
        min((wide[word] for word in asked.terms), default=1.0),
        min((_known(name, wide) for name in asked.names), default=1.0),
        _dated(asked, line),
        1.0 if asked.verb is None else wide.get(asked.verb, 1.0),
        _holder(asked, lines, found),
    )


def _holder(asked: Asked, lines: Lines, found: list[Candidate]) -> float:
    """How far one of those named is what is asked for: "Ada Brenn" is who is told of as "the spokeswoman of the mill"."""
    sought = asked.sought[-1:] or tuple(dict.fromkeys((*asked.focus, *asked.terms)))
    weights = {word: lines.weight(word) for word in sought}
    bags = (Bag(candidate.holds) for candidate in found if candidate.holds)
    return max((_share(weights, sought, {word: bag.holds(word) for word in sought}) for bag in bags), default=0.0)


def _known(name: tuple[str, ...], wide: dict[str, float]) -> float:
    """How well a name is known where the line stands: by its last word, or by all of them on average."""
    return max(wide[name[-1]], sum(wide[word] for word in name) / len(name))


def _dated(asked: Asked, line: Line) -> float:
    """Whether the line tells of the year that the question names."""
    if not asked.years:
        return 1.0
    told = {when.value[:4] for when in line.times if when.value[:4].isdigit()} | set(YEAR.findall(line.text))
    if told:
        return float(asked.years <= told)
    return OF_THAT_YEAR if {(line.article.article.published or "")[:4]} >= asked.years else 0.0


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
