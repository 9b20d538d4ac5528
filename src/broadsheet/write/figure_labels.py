"""What a figure counts, in the article's own words, so that its card can be understood alone."""

from __future__ import annotations

import re

from broadsheet.language.words import STOP_WORDS, listed, words
from broadsheet.records.annotation import Figure
from broadsheet.records.text import Extent
from broadsheet.write.dossier import Passage
from broadsheet.write.figure_clauses import clause_around, counts, noun_of
from broadsheet.write.grounding_tokens import SAYING

MOST_WORDS, FEWEST_WORDS = 18, 2

_LEADING = re.compile(r"^(?:[\s,;:.–—“”\"-]|\b(?:and|or|also|then|so|all|of|with|plus|including)\b)*", re.IGNORECASE)
_LINKS = listed("is are was were be been has have had of for in on at from to by with")
_DETERMINERS = listed("the a an some all no there both more most every each another")
_OWN_SUBJECT = listed("where when while because although though if said says")
"""Words after which a clause brings its own subject."""

_CUT = re.compile(
    r"\s(?:in|on|at|since|from|during|with|by|for|under|to|over|against|without|near|outside|last|this|next)\s", re.IGNORECASE
)
_SMALL = "to|in|on|at|for|from|with|by|and|or|as|is|was|are|were|has|had|have|that|who|which|will|would|can|could|of|than|but|over"
_OF = re.compile(rf"\sof (?:the |a |an |its |their )?[^\W\d][\w’'-]*(?: (?!(?:{_SMALL})\b)[a-z][\w-]*)?(?=[\s,.;:]|$)")
_HEAD = re.compile(
    r"(?:\b(?:the|an?)\s+)?(?:[a-z][\w-]*\s+){1,2}of\s+(?:about |around |some |nearly |almost |more than |over |up to |at least )?$"
)
_DEEDS = """
killed injured hurt wounded arrested detained damaged destroyed evacuated displaced rescued found seized closed cancelled lost
affected missing stolen sold built counted deployed registered infected vaccinated shot charged burned flooded delayed grounded
convicted released freed recovered launched fired intercepted sent deported laid-off dismissed hired cut treated
"""
_DONE = listed(_DEEDS)
_SAYS = re.compile(
    r"\b(?:say|said|says|alleges?|alleged|claims?|claimed|argues?|argued|shows?|showed|believes?|announced|adds?|added)$"
)
_PRONOUNS = "whom whose my our your me myself he she it they them we us i you his her their its this that these those"
_LEANING = listed(f"{_PRONOUNS} mine ours yours hers theirs")
_THERE = re.compile(r"\bthere\b(?! (?:is|are|was|were|has|have|had|will|would|may|might|could|can|must)\b)", re.IGNORECASE)
"""A place that another sentence names; what "there is" names none."""

_LOOSE = listed(
    f"{_PRONOUNS} more less fewer of to in for and or but the a an as by at on with from than about some over under who which"
)


def label(passage: Passage, figure: Figure) -> str:
    """The clause around a figure in at most eighteen words, or nothing where it leans on its neighbours.

    A clause too long is cut before a preposition behind the figure; where no clause will do, the figure's own phrase does
    ("40 percent of the income", "debts of 2 billion crowns"). Where the figure opens its clause, its number is left out:
    "11 villagers were killed" gives "villagers were killed".
    """
    return _clause(passage, figure) or _phrase(passage, figure) or _bare(figure)


def _clause(passage: Passage, figure: Figure) -> str:
    text = passage.article.article.text
    clause = clause_around(passage, figure.extent)
    opens = not [word for word in words(text[clause.start : figure.extent.start]) if word not in STOP_WORDS]
    noun = noun_of(text, figure) if counts(figure) else None
    if not opens and not _has_subject(passage, clause):
        return ""
    start = noun.start if opens and noun and not noun.of(text).startswith("of ") else clause.start
    said = figure.extent.of(text)
    whole = _fit(text[start : clause.end], said)
    cut = next((figure.extent.end + found.start() for found in _CUT.finditer(text[figure.extent.end : clause.end])), clause.end)
    return whole or ("" if opens else _fit(text[start:cut], said))


def _phrase(passage: Passage, figure: Figure) -> str:
    """The figure with what it is a share or a number of, or with the noun that it is the measure of."""
    text, (start, end) = passage.article.article.text, figure.extent
    behind = _OF.match(text[end : passage.extent.end])
    if behind:
        return _fit(text[start : end + behind.end()], figure.extent.of(text))
    head = _HEAD.search(text[passage.extent.start : start])
    return _fit(text[passage.extent.start + head.start() : end], figure.extent.of(text)) if head else ""


def _has_subject(passage: Passage, clause: Extent) -> bool:
    """Whether the clause brings its own subject, as far as the words around its beginning tell."""
    text, subject = passage.article.article.text, passage.sentence.subject
    if subject and clause.holds(subject):
        return True
    before, first = words(text[passage.extent.start : clause.start])[-2:], clause.of(text).split()[:1]
    if before and (before[-1] in _OWN_SUBJECT or (before[-1] == "that" and before[0] in SAYING)):
        return bool(first) and not first[0].endswith("ing")
    inside = clause.start > passage.extent.start + 3
    return bool(first) and before[-1:] != ["that"] and (first[0].lower() in _DETERMINERS or (inside and first[0][0].isupper()))


def _bare(figure: Figure) -> str:
    """The things counted with what was done to them, where annotation gives no more: "houses damaged"."""
    tokens = figure.label.split()
    return figure.label if counts(figure) and 2 <= len(tokens) <= 4 and tokens[-1] in _DONE else ""


def _fit(words_of: str, figure: str) -> str:
    """The clause in one line, if it can be read alone and says more than the figure itself."""
    line = _LEADING.sub("", " ".join(words_of.split())).strip(" ,;:.–—-")
    tokens = words(line)
    own = set(words(figure))
    says = [token for token in tokens if token not in STOP_WORDS and token not in own and not token[0].isdigit()]
    bare = len(says) < 2 and not set(tokens) & _LINKS
    leans = bare or not tokens or {token.partition("'")[0] for token in tokens} & _LEANING or tokens[-1] in _LOOSE
    leans = leans or _THERE.search(line) is not None
    halved = any(line.count(one) != line.count(other) for one, other in (("(", ")"), ("“", "”"))) or line.count('"') % 2
    return "" if leans or halved or not says or not FEWEST_WORDS <= len(tokens) <= MOST_WORDS or _SAYS.search(line) else line
