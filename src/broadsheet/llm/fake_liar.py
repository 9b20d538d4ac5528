"""The lying half of the fake: makes false sentences out of true ones, in the ways in which models and people do.

Each rule looks for something in a true sentence and falsifies it; its name says how. The rules know nothing of the gate that is to
catch them. Sentences are not always good English, as a model's slips are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

Lines = Sequence[tuple[str, str]]

_NAME = re.compile(r"\b[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})+\b")
_PLACE = re.compile(r"(?<=\bin )[A-Z][a-z]{3,}\b")
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "June", "July", "August", "September", "October", "November", "December"
)  # fmt: skip
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SPOKEN = re.compile(r"(?P<head>[A-Z][\w.’' -]{2,50}?) said (?P<tail>.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lie:
    """A false sentence.

    Attributes:
        rule: how it was made.
        text: the sentence.
        cites: numbers of the true sentences that it pretends to stand on.
        of: what those say.
    """

    rule: str
    text: str
    cites: tuple[str, ...]
    of: str


Falsify = Callable[[str, Lines], str | None]


def _swap(text: str, one: str, other: str) -> str:
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


def _instead(pattern: str, word: str) -> Falsify:
    """A rule that puts a word where the pattern stands, once."""
    compiled = re.compile(pattern)

    def rule(text: str, _lines: Lines) -> str | None:
        changed = compiled.sub(word, text, count=1)
        return changed if changed != text else None

    return rule


def _another(pattern: re.Pattern[str]) -> Falsify:
    """A rule that puts another sentence's match where this one's stands."""

    def rule(text: str, lines: Lines) -> str | None:
        mine = pattern.search(text)
        others = [found[0] for _, line in lines if line != text for found in pattern.finditer(line) if found[0] not in text]
        return text.replace(mine[0], others[0], 1) if mine and others else None

    return rule


def _swap_two(pattern: re.Pattern[str]) -> Falsify:
    """A rule that exchanges two matches of one sentence."""

    def rule(text: str, _lines: Lines) -> str | None:
        found = list(dict.fromkeys(pattern.findall(text)))
        return _swap(text, found[0], found[1]) if len(found) > 1 else None

    return rule


def _next_of(names: Sequence[str]) -> Falsify:
    """A rule that puts the next day, month or number word in the place of one."""

    def rule(text: str, _lines: Lines) -> str | None:
        found = re.search(rf"\b({'|'.join(names)})\b", text)
        return text.replace(found[0], names[(names.index(found[0]) + 1) % len(names)], 1) if found else None

    return rule


def _number_by(factor: float) -> Falsify:
    def rule(text: str, _lines: Lines) -> str | None:
        found = _NUMBER.search(text)
        value = float(found[0].replace(",", "")) if found and found[0].count(".") < 2 else 0.0
        return text.replace(found[0], f"{value * factor + 1:,.0f}", 1) if found and value else None

    return rule


def _said_by_another(text: str, lines: Lines) -> str | None:
    mine = _SPOKEN.match(text)
    for _, line in lines:
        theirs = _SPOKEN.match(line)
        if mine and theirs and theirs["head"] != mine["head"]:
            return f"{theirs['head']} said {mine['tail']}"
    return None


def _own_voice(text: str, _lines: Lines) -> str | None:
    found = _SPOKEN.match(text)
    told = found["tail"].removeprefix("that ") if found else ""
    return told[0].upper() + told[1:] if told and '"' not in told and "“" not in told else None


def _own_voice_behind(text: str, _lines: Lines) -> str | None:
    found = re.fullmatch(r"(.{15,}), [^,]{3,60} said\.", text)
    return f"{found[1]}." if found and "“" not in text and '"' not in text else None


def _quoted(text: str, _lines: Lines) -> str | None:
    found = _SPOKEN.match(text)
    told = found["tail"].removeprefix("that ").rstrip(".") if found else ""
    return f"{found['head']} said “{told}.”" if found and "“" not in told and '"' not in told else None


def _quote_altered(text: str, _lines: Lines) -> str | None:
    found = re.search(r"[“\"]([^”\"]{12,})[”\"]", text)
    words = found[1].split() if found else []
    return text.replace(found[1], " ".join([*words[:1], "never", *words[1:]]), 1) if found and words else None


def _quote_cut(text: str, _lines: Lines) -> str | None:
    found = re.search(r"[“\"]([^”\"]{30,})[”\"]", text)
    words = found[1].split() if found else []
    return text.replace(found[1], " ".join([*words[: len(words) // 2 - 1], *words[len(words) // 2 + 1 :]]), 1) if found else None


def _unquoted(text: str, _lines: Lines) -> str | None:
    changed = re.sub(r"[“”\"]", "", text)
    return changed if changed != text else None


def _because(text: str, lines: Lines) -> str | None:
    other = next((line for _, line in lines if line != text and '"' not in line and "“" not in line), None)
    return f"{text.rstrip('.')} because {other[0].lower()}{other[1:]}" if other else None


def _after(text: str, lines: Lines) -> str | None:
    other = next((line for _, line in lines if line != text and '"' not in line and "“" not in line), None)
    return f"{text.rstrip('.')} after {other[0].lower()}{other[1:]}" if other else None


def _other_ones_deed(text: str, lines: Lines) -> str | None:
    """The name of this sentence, and what another tells of somebody else."""
    mine = re.match(r"((?:The )?[A-Z][\w]+(?: [A-Z]\w+)*) (?=[a-z])", text)
    for _, line in lines:
        theirs = re.match(r"((?:The )?[A-Z][\w]+(?: [A-Z]\w+)*) ([a-z].*)", line)
        if mine and theirs and theirs[1] != mine[1] and line != text:
            return f"{mine[1]} {theirs[2]}"
    return None


def _both_deeds(text: str, lines: Lines) -> str | None:
    """This sentence, and "and" with what another tells of somebody else."""
    for _, line in lines:
        theirs = re.match(r"((?:The )?[A-Z][\w]+(?: [A-Z]\w+)*) ([a-z].*)", line)
        if theirs and line != text and not text.startswith(theirs[1]):
            return f"{text.rstrip('.')} and {theirs[2]}"
    return None


def _all_said(text: str, lines: Lines) -> str | None:
    """What the paper tells by itself, in the mouth of another sentence's speaker."""
    speaker = next((found["head"] for _, line in lines if line != text and (found := _SPOKEN.match(line))), None)
    return f"{text.rstrip('.')}, {speaker} said." if speaker and " said" not in text else None


def _description_moved(text: str, lines: Lines) -> str | None:
    mine = _NAME.search(text)
    for _, line in lines:
        found = re.search(r"[A-Z][a-z]+(, (?:a|an|the|who) [^,]{4,60},) ", line)
        if mine and found and found[1] not in text and mine[0] not in line:
            return text.replace(mine[0], mine[0] + found[1], 1)
    return None


def _with(word: str, pattern: str) -> Falsify:
    """A rule that puts a word in behind what the pattern finds."""
    compiled = re.compile(pattern)

    def rule(text: str, _lines: Lines) -> str | None:
        found = compiled.search(text)
        return f"{text[: found.end()]} {word}{text[found.end() :]}" if found else None

    return rule


def _ended(words: str) -> Falsify:
    def rule(text: str, _lines: Lines) -> str | None:
        return f"{text[:-1]}{words}." if text.endswith(".") else None

    return rule


RULES: dict[str, Falsify] = {
    "name of another sentence": _another(_NAME),
    "two names exchanged": _swap_two(_NAME),
    "place of another sentence": _another(_PLACE),
    "two capitals exchanged": _swap_two(_CAPITAL),
    "number doubled": _number_by(2),
    "number of thousands": _number_by(1000),
    "number of another sentence": _another(_NUMBER),
    "two numbers exchanged": _swap_two(_NUMBER),
    "number word changed": _next_of(_WORDS),
    "unit changed": _instead(r"\b(?:kilomet(?:er|re)s|met(?:er|re)s|million|thousand|percent|hours|days|weeks|years)\b", "miles"),
    "scale changed": _instead(r"\bmillion\b", "billion"),
    "day changed": _next_of(_DAYS),
    "month changed": _next_of(_MONTHS),
    "day put in": _ended(" on Sunday"),
    "year put in": _ended(" in 2019"),
    "negation dropped": _instead(r"\b(?:not|never) ", ""),
    "no made a": _instead(r"\bno ", "a "),
    "negation put in": _with("not", r"\b(?:was|were|is|are|had|has|have|will|would|could|can|did)\b"),
    "deed denied": _instead(r"\b(\w{3,})ed (the|a|an|to)\b", r"refused to \1 \2"),
    "speaker of another sentence": _said_by_another,
    "speaker dropped": _own_voice,
    "speaker behind dropped": _own_voice_behind,
    "speech made a quotation": _quoted,
    "somebody made its speaker": _all_said,
    "quotation altered": _quote_altered,
    "quotation cut": _quote_cut,
    "quotation marks dropped": _unquoted,
    "saying made admitting": _instead(r"\bsaid\b", "admitted"),
    "saying made denying": _instead(r"\bsaid\b", "denied"),
    "denial made saying": _instead(r"\bdenie[sd]\b", "said"),
    "about dropped": _instead(r"\b(?:about|around|nearly|almost|roughly|some|up to) (?=\d|[a-z]+ (?:hundred|thousand))", ""),
    "bound turned": _instead(r"\b(?:at least|more than|over)\b", "fewer than"),
    "bound put in": _instead(r"(?<= )(?=\d)", "more than "),
    "bound dropped": _instead(r"\b(?:at least|more than|over|up to|at most) (?=\w)", ""),
    "may made will": _instead(r"\b(?:may|might|could)\b", "will"),
    "may dropped": _instead(r"\b(?:may|might|could) have\b", "had"),
    "would made did": _instead(r"\b(?:will|would) be\b", "was"),
    "will made has": _instead(r"\bwill\b", "has"),
    "plan made deed": _instead(r"\b(?:plans|planned|wants|hopes|expects|intends|is expected|is due|agreed) to (\w+)\b", r"\1ed"),
    "deed made plan": _instead(r"\b(\w{3,})ed the\b", r"plans to \1 the"),
    "alleged dropped": _instead(r"\b(?:alleged|suspected|presumed|likely|possible|apparent|attempted|former|acting)(?:ly)? ", ""),
    "condition dropped": _instead(r",? (?:if|unless|provided) [^,.]+", ""),
    "only dropped": _instead(r"\bonly ", ""),
    "only put in": _with("only", r"\b(?:was|were|is|are|has|had)\b"),
    "some made all": _instead(r"\b(?:some|several|many|most|few|a number of)\b", "all"),
    "cause invented": _because,
    "order of time invented": _after,
    "cause of negligence": _ended(" because of negligence"),
    "consequence invented": _ended(", forcing thousands to leave"),
    "superlative put in": _instead(r"\b(the) (?=[a-z])", r"the worst "),
    "first put in": _ended(" for the first time"),
    "comparison put in": _ended(", more than ever before"),
    "judgement put in": _instead(r"\b(?:a|an) (?=[a-z])", "a disastrous "),
    "opposite": _instead(r"\b(?:rose|grew|increased|opened|won|approved|accepted|passed|began|agreed)\b", "fell"),
    "higher lower": _instead(r"\b(?:higher|more|larger|above|up)\b", "lower"),
    "before after": _instead(r"\bbefore\b", "after"),
    "role changed": _instead(r"\b(?:minister|mayor|president|judge|engineer|director|spokesman|chief|governor)\b", "prosecutor"),
    "office changed": _instead(r"\b(?:Minister|Mayor|President|Judge|Director|Chief|Governor|Captain)\b", "Ambassador"),
    "body changed": _instead(r"\b(?:court|council|parliament|ministry|company|government|police|agency|club|union)\b", "army"),
    "deed of another": _other_ones_deed,
    "deeds of two in one": _both_deeds,
    "description moved": _description_moved,
    "hurt made killed": _instead(r"\b(?:hurt|injured|wounded|missing|evacuated|rescued|trapped)\b", "killed"),
    "arrested made convicted": _instead(r"\b(?:arrested|charged|accused|questioned|suspected|sued)\b", "convicted"),
    "his made her": _instead(r"\bhis\b", "her"),
    "list cut": _instead(r", [A-Za-z ]{3,30}(?:,)? and (?=[A-Za-z])", " and "),
    "from turned to": _instead(r"\bfrom (\w+) to (\w+)\b", r"from \2 to \1"),
    "with made against": _instead(r"\b(?:with|for)\b", "against"),
    "relative clause bent": _instead(r", (?:who|which) ", ", who never "),
    "source made doubt": _ended(", officials denied"),
}  # fmt: skip
"""By what is done, the rule that does it."""
_OF_TWO = {"cause invented", "order of time invented", "deeds of two in one", "deed of another", "description moved"}


def _pretended(number: str, rule: str, lines: Lines) -> tuple[str, ...]:
    """What a lie cites: its own sentence, and where it takes from a neighbour, that one too."""
    at = [one for one, _ in lines].index(number)
    beside = lines[at + 1 : at + 2] or lines[max(0, at - 1) : at]
    return (number, *(one for one, _ in beside)) if rule in _OF_TWO else (number,)


def lies(lines: Lines, turn: int = 0) -> list[Lie]:
    """A lie about every sentence that a rule can falsify.

    Args:
        lines: numbers and sentences.
        turn: which of the rules that can be used is; each sentence has its own order of them.
    """
    found = []
    for number, text in lines:
        told = [(name, false) for name, rule in RULES.items() if (false := rule(text, lines)) and false != text]
        told.sort(key=lambda pair: blake2b(f"{text} {pair[0]}".encode()).digest())
        if told:
            name, false = told[turn % len(told)]
            found.append(Lie(rule=name, text=false, cites=_pretended(number, name, lines), of=text))
    return found
