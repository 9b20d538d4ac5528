"""Signs that an article ends before a paragraph and another begins with it.

Lexical cohesion is measured as in Hearst's TextTiling (Computational Linguistics 23(1), 1997): the likeness of the words of a
few paragraphs before and after a gap. It is weak for news, where neighbours may tell one story, so names speak too (a full name
given anew after bare surnames, a new cast), and so does the hand: typographic quotes against straight ones, short paragraphs
against long.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from itertools import accumulate, islice

import numpy as np

from broadsheet.extract.chains import Chains, chains, recurring
from broadsheet.extract.cues import DATELINE
from broadsheet.extract.facts import Facts
from broadsheet.extract.likeness import BLOCK, compare, likeness, valley

# A pattern that opens with a class of characters is found much faster than one that opens with what stands before it.
_FULL = re.compile(
    r"[A-ZÀ-Þ](?<!\w.)[a-zà-ÿ’'-]+(?: (?:[A-ZÀ-Þ][a-zà-ÿ’'-]+|[A-Z]\.|de|van|von|al|bin|da"
    r"|del)){0,2} (?P<last>[A-ZÀ-Þ][a-zà-ÿ’'-]{2,})(?!\w)"
)
_CAPITALS = re.compile(r"[A-ZÀ-Þ](?<!\w.)[\wÀ-ÿ’'-]*\.?(?: (?:[A-ZÀ-Þ][\wÀ-ÿ’'-]*\.?|de|van|von|al|bin|da|del))+")
#: Words that stand right before the name of somebody who is introduced by office.
_OFFICES = frozenset(
    re.findall(
        r"\S+",
        """president minister secretary chancellor king queen governor senator speaker mayor chief general premier justice judge
        prince princess
        commissioner ambassador director chairman chairwoman representative adviser advisor leader spokesman spokeswoman
        spokesperson envoy präsident präsidentin kanzler kanzlerin bundeskanzler ministerpräsident ministerin bürgermeister
        président ministre presidente ministro""",
    )
)
_FORM = re.compile(r"[A-ZÀ-Þ](?<!\w.)[\w’'-]{2,}")
LEANS = re.compile(
    r"^[\"“„‘']?(he|she|they|it|his|her|their|its|this|that|these|those|but|and|so|er|sie|es|dies\w{0,2}|doch|aber|und|auch|il"
    r"|elle|ils|mais|él|ella|pero|y)(?!\w)",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\w+")
_SPEECH = frozenset(
    _WORDS.findall("said says told added adds according explained wrote sagt sagte erklärte so laut zufolge dijo sa säger")
)
_PARTICIPLES = frozenset(("dit", "detto"))
_SPEECH_OF_TWO = re.compile(r"\b(?:a dit|ha detto)\b")
_WEEKDAYS = frozenset(
    _WORDS.findall(
        """monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow heute gestern montag dienstag mittwoch
        donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves
        viernes sábado domingo"""
    )
)
_CURLY, _STRAIGHT = re.compile(r"[“”‘’„«»]"), re.compile(r"[\"']")

#: The measures of `measures`, in their order.
MEASURES = (
    "headlines",
    "bylines",
    "captions",
    "teasers",
    "junk",
    "recommended",
    "marked",
    "near",
    "mid",
    "far",
    "depth",
    "crossing",
    "cast",
    "cast_far",
    "anew",
    "surname",
    "leans",
    "dateline",
    "again",
    "curly",
    "length",
    "shorter",
    "weekday",
    "weekday_before",
    "speech",
    "quoted",
    "quoted_before",
    "words",
    "words_before",
    "fullnames",
    "novel",
    "since",
    "colon",
    "short_before",
    "subhead",
    "anew_cast",
    "depth_cast",
    "gap_blank",
    "near_rank",
    "last",
    "leans_next",
    "again_cast",
    "again_soon",
    "anew_weight",
    "relative",
    "chains_begin",
    "chains_end",
    "chains_cross",
    "chains_low",
    "chains_seam",
    "names_low",
    "names_seam",
    "chains_seam_wide",
    "titled",
    "shared",
)


def repeated_by_next(facts: Sequence[Facts], at: int, reach: int = 1) -> float:
    """What share of a line's words one of the next paragraphs says again, as one does after a standfirst; 0 to 1."""
    own = facts[at].tokens
    below = (fact.tokens for fact in facts[at + 1 : at + 3 + reach] if fact.words >= 12 and fact.prose)
    shared = [sum([min(own[token], there[token]) for token in own.keys() & there.keys()]) for there in islice(below, reach)]
    return max(shared) / max(3, sum(own.values())) if shared else 0.0


def openings(facts: Sequence[Facts], asked: Sequence[bool]) -> list[list[str]]:
    """Features of every line that is asked about that speak for or against an article's beginning at it; none for the others."""
    prose = [at for at, fact in enumerate(facts) if fact.prose and fact.words >= 10]
    below = _following(prose, len(facts))
    table = _cohesion(facts, prose)
    out: list[list[str]] = []
    for at, fact in enumerate(facts):
        if not asked[at]:
            out.append([])
            continue
        k = below[at]
        marks = [f"{'p' if fact.prose else 'x'}gap={table[k] if k < len(prose) else '-'}"]
        if fact.prose:
            grade = _grade(repeated_by_next(facts, at), (0.15, 0.3, 0.45, 0.6))
            marks += [f"again_next={grade}{'s' if fact.words < 35 else 'l'}"]
            marks += ["leans"] * bool(LEANS.match(fact.text)) + ["dateline"] * bool(DATELINE.match(fact.text))
        else:
            marks += _echoes(facts, at, prose[k - 3 : k] if k >= 3 else prose[:k], prose[k : k + 3])
        out.append(marks)
    return out


def _following(prose: Sequence[int], count: int) -> list[int]:
    """For every line the number of the first paragraph at or after it."""
    out, k = [], 0
    for at in range(count):
        while k < len(prose) and prose[k] < at:
            k += 1
        out.append(k)
    return out


def _cohesion(facts: Sequence[Facts], prose: Sequence[int]) -> list[str]:
    """How alike the texts above and below every paragraph's upper edge are, and whether that is a valley; in grades."""
    if not prose:
        return []
    mid = np.concatenate([likeness([facts[at] for at in prose[k : k + BLOCK]], 4) for k in range(0, len(prose), BLOCK)]).tolist()
    return [f"{_grade(mid[k], (0.05, 0.1, 0.16, 0.25))}{_grade(valley(mid, k), (0.04, 0.12, 0.25))}" for k in range(len(prose))]


def _echoes(facts: Sequence[Facts], at: int, above: Sequence[int], below: Sequence[int]) -> list[str]:
    """Whether a heading or caption takes up words of the paragraphs above or below it."""
    own = facts[at].tokens
    if len(own) < 2:
        return []
    shares = []
    for places in (above, below):
        said = set[str]().union(*(facts[place].tokens for place in places))
        shares.append(_grade(len(own.keys() & said) / len(own), (0.12, 0.3, 0.55)))
    shape = facts[at].shape
    marks = [f"echo{shares[0]}{shares[1]}", f"echo:{shape}:{min(max(shares[1] - shares[0], -2), 2)}"]
    return marks + ["dateline_below"] * bool(below and below[0] - at <= 8 and DATELINE.match(facts[below[0]].text))


def _grade(value: float, edges: tuple[float, ...]) -> int:
    return bisect_left(edges, value)


class Passage:
    """A page's paragraphs in order, with what is needed to compare stretches of them.

    Attributes:
        facts: of the paragraphs.
        near: how alike the two paragraphs before a gap and the two after it are, by the place of the paragraph below.
        mid: the same for four paragraphs.
        far: the same for eight.
        crossing: weight of the words that stand on both sides within six paragraphs, as a share of those that could.
        names: the capitalised words of every paragraph that do not open a sentence.
        bare: its names that stand alone.
        either: both.
        full: its names of two words or more, each with its last word.
        said: all its words, case folded.
        leans: whether its first word leans on something said before.
    """

    def __init__(self, facts: Sequence[Facts]) -> None:
        texts = [fact.text for fact in facts]
        self.facts = facts
        self.names = [fact.names for fact in facts]
        self.bare = [_bare(text) for text in texts]
        self.either = [names | bare for names, bare in zip(self.names, self.bare, strict=True)]
        self.full = [[(match[0], match["last"]) for match in _FULL.finditer(text)] for text in texts]
        self.said = [set(_WORDS.findall(text.casefold())) for text in texts]
        self.leans = [LEANS.match(text) is not None for text in texts]
        self.chains = chains(facts, self.names)
        blocks = [compare(facts[at : at + BLOCK]) for at in range(0, len(facts), BLOCK)]
        self.near, self.mid, self.far, self.crossing = (np.concatenate([block[k] for block in blocks]).tolist() for k in range(4))
        self._curly, self._straight = (_sums([len(marks.findall(text)) for text in texts]) for marks in (_CURLY, _STRAIGHT))
        self._words = _sums([fact.words for fact in facts])
        self._gone_on, self._known = recurring(self.bare, 12), recurring(self.either, 30)

    def cast(self, at: int, before: int, after: int) -> float:
        """Share of the names of the next paragraphs that was met in those before; 0.5 where there are too few to tell."""
        known = set[str]().union(*self.either[max(0, at - before) : at])
        fresh = set[str]().union(*self.names[at : at + after])
        return len(fresh & known) / len(fresh) if len(fresh) >= 2 and len(known) >= 2 else 0.5

    def shared(self, at: int, reach: int) -> int:
        """How many names stand on both sides of a gap."""
        above, below = self.either[max(0, at - reach) : at], self.either[at : at + reach]
        return len(set[str]().union(*above) & set[str]().union(*below))

    def anew(self, at: int, before: int = 8) -> int:
        """How many names the paragraph gives in full though only their last part stood in the paragraphs before."""
        earlier = self.facts[max(0, at - before) : at]
        count = 0
        for full, last in self.full[at]:
            seen = any(last in forms for forms in self.bare[max(0, at - before) : at])
            count += seen and not any(full in fact.text for fact in earlier[-2:])
        return count

    def titled(self, at: int, before: int = 12) -> int:
        """How many people a paragraph gives with office and full name whose bare surname alone stood in the ones before."""
        if _OFFICES.isdisjoint(self.said[at]):
            return 0
        earlier = range(max(0, at - before), at)
        count = 0
        for last, full in _officials(self.facts[at].text):
            bare = sum(last in self.bare[place] for place in earlier)
            count += bare >= 2 and not any(full in self.facts[place].text for place in earlier)
        return count

    def anew_weight(self, at: int, before: int = 14) -> float:
        """How firmly a name that the paragraph gives in full had stood alone before: the log of how often, at most."""
        lasts = {last for _, last in self.full[at]}
        counts = [sum(last in forms for forms in self.bare[max(0, at - before) : at]) for last in lasts]
        return math.log1p(max(counts, default=0))

    def surname(self, at: int) -> float:
        """Whether the paragraph uses somebody's bare name that the dozen before have: a sign that the text goes on."""
        own = self.bare[at]
        return self._gone_on[at] / len(own) if own else 0.5

    def novel(self, at: int) -> float:
        """Share of the names of a paragraph that stand nowhere before it on the page's last thirty paragraphs."""
        own = self.either[at]
        return (len(own) - self._known[at]) / len(own) if own else 0.5

    def curly(self, start: int, end: int) -> float | None:
        """How typographic the quotes are, -1 (straight) to 1 (curly), None where there are none."""
        curly, straight = (_between(sums, start, end) for sums in (self._curly, self._straight))
        return (curly - straight) / (curly + straight) if curly + straight else None

    def mean_words(self, start: int, end: int) -> float:
        """Mean words a paragraph."""
        many = min(end, len(self.facts)) - max(0, start)
        return _between(self._words, start, end) / many if many else 1.0


def _sums(counts: Sequence[int]) -> list[int]:
    return [0, *accumulate(counts)]


def _between(sums: Sequence[int], start: int, end: int) -> int:
    return sums[min(end, len(sums) - 1)] - sums[max(0, start)]


def _officials(text: str) -> list[tuple[str, str]]:
    """Surname and last two names of everyone given with an office before the name.

    >>> _officials("As Marrowland Governor Ilse Marrow said, the captain Oren Tasker left.")
    [('Marrow', 'Ilse Marrow')]
    """
    found = []
    for match in _CAPITALS.finditer(text):
        words = match[0].removesuffix("’s").removesuffix("'s").rstrip(".").split()
        if len(words) < 2 or len(words[-1]) < 3 or not words[-1][0].isupper():
            continue
        if {word.lower() for word in (*words[:-2], *text[: match.start()].rsplit(maxsplit=1)[-1:])} & _OFFICES:
            found.append((words[-1], " ".join(words[-2:])))
    return found


def _bare(text: str) -> frozenset[str]:
    """Names that stand alone: a capitalised word without another one beside it."""
    out = set()
    for match in _FORM.finditer(text):
        start, end = match.span()
        if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():
            continue
        if not (start and text[start - 1] == " " and _ends_name(text, start - 1)):
            out.add(match[0].removesuffix("’s").removesuffix("'s"))
    return frozenset(out)


def _ends_name(text: str, blank: int) -> bool:
    """Whether the word before the blank is capitalised too, with no stop between."""
    start = text.rfind(" ", 0, blank) + 1
    word = text[start:blank]
    return word[:1].isupper() and (word[-1:].isalpha() or len(word) == 2)


def shape_measures(passage: Passage, at: int) -> dict[str, float]:
    """What the paragraphs around a gap show: names, hands, openings. `at` is the place of the paragraph below."""
    before, after = passage.mean_words(at - 4, at), passage.mean_words(at, at + 4)
    curly_before, curly_after = passage.curly(at - 4, at), passage.curly(at, at + 4)
    return {
        "crossing": passage.crossing[at],
        "cast": passage.cast(at, 8, 2),
        "cast_far": passage.cast(at, 14, 4),
        "anew": float(min(passage.anew(at), 3)),
        "surname": passage.surname(at),
        "again": repeated_by_next(passage.facts, at),
        "titled": float(min(passage.titled(at), 2)),
        "again_soon": repeated_by_next(passage.facts, at, 3),
        "anew_weight": passage.anew_weight(at),
        "curly": 0.0 if curly_before is None or curly_after is None else abs(curly_before - curly_after) / 2,
        "relative": _relative(passage.mid, at),
        **_chain_measures(passage.chains, at),
        "shared": float(min(passage.shared(at, 8), 6)),
        "length": abs(math.log(max(after, 1) / max(before, 1))),
        "novel": passage.novel(at),
        "since": math.log(at),
        "leans_next": float(at + 1 < len(passage.facts) and passage.leans[at + 1]),
        **_line_measures(passage, at),
    }


def _line_measures(passage: Passage, at: int) -> dict[str, float]:
    own, above = passage.facts[at], passage.facts[at - 1]
    said, said_above = passage.said[at], passage.said[at - 1]
    return {
        "leans": float(passage.leans[at]),
        "dateline": float(bool(DATELINE.match(own.text))),
        "shorter": float(own.words < above.words),
        "weekday": float(not _WEEKDAYS.isdisjoint(said)),
        "weekday_before": float(not _WEEKDAYS.isdisjoint(said_above)),
        "speech": float(_speaks(said, own.text)),
        "quoted": float("open=quote" in own.marks),
        "quoted_before": float("quote:l" in above.marks),
        "words": math.log(max(own.words, 1)),
        "words_before": math.log(max(above.words, 1)),
        "fullnames": float(min(len(passage.full[at]), 4)),
        "colon": float("end=colon" in above.marks),
        "short_before": float(above.words < 8),
        "subhead": float(not own.ends),
        "last": float(not above.ends),
    }


def _speaks(said: Set[str], text: str) -> bool:
    """Whether somebody is said to say something."""
    return bool(_SPEECH & said or (_PARTICIPLES & said and _SPEECH_OF_TWO.search(text.casefold())))


def _chain_measures(found: Chains, at: int) -> dict[str, float]:
    """How many chains begin, end and cross at a gap, and how that compares with the gaps around it."""
    begin, end = math.log1p(found.begin[at]), math.log1p(found.end[at])
    low, named = _relative(found.cross, at), _relative(found.names, at)
    return {
        "chains_begin": begin,
        "chains_end": end,
        "chains_cross": math.log1p(max(found.cross[at], 0.0)),
        "chains_low": low,
        "chains_seam": min(begin, end) * (1 - min(low, 1.0)),
        "names_low": named,
        "chains_seam_wide": min(math.log1p(found.begin_wide[at]), math.log1p(found.end_wide[at])) * (1 - min(low, 1.0)),
        "names_seam": min(math.log1p(found.names_begin[at]), math.log1p(found.names_end[at])) * (1 - min(named, 1.0)),
    }


def _relative(scores: Sequence[float], at: int) -> float:
    """A gap's likeness as a share of its neighbours'; 2 at most."""
    around = [*scores[max(1, at - 4) : at], *scores[at + 1 : at + 5]]
    usual = sum(around) / len(around) if around else 0.0
    return min(scores[at] / usual, 2.0) if usual else 1.0
