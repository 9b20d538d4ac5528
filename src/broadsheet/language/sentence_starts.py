"""Which places in a paragraph begin a sentence: surely, surely not, or as the grammar sees it."""

from __future__ import annotations

import re

from broadsheet.language.words import listed

# a run of marks is tried once, from its first: from each of them, ten thousand dots take minutes
_MARK = re.compile(
    r"(?<![.!?…])(?P<mark>[.!?…]+)(?P<close>[\"”’'»)\]]*)(?P<gap>\s+)(?P<open>[\"“‘'«(\[]*)(?=\S)"
    r"|(?P<wide>[。！？]+[”’」』）]*)\s*(?=\S)"
)
_GLUED = re.compile(r"(?<=[a-z]{2})(?P<mark>[.!?]+)(?P<close>[\"”’]?)(?=[\"“‘]?[A-Z][a-z]+[\s,])")
_ENUMERATION = re.compile(r"\(?(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})\.$")

_TITLES = """
mr mrs ms messrs dr prof gen lt col sgt capt cpl cmdr adm maj brig rep reps sen sens gov lt.gov rev fr hon st ft mt pres
supt insp vs v
"""
_BEFORE_NUMBERS = "no nos art p pp vol fig sec ch approx ca c est jan feb mar apr jun jul aug sept sep oct nov dec"
_INSIDE = "e.g i.e cf viz al"
_MAYBE = """
inc corp co cos ltd llc plc bros jr sr esq etc dept div assn univ ave blvd rd ph.d m.d b.a m.a d.phil a.m p.m am pm
ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex
va vt wash wis wyo
"""
_OPENING = """
the a an he she it they we i you his her its their our my this that these those there here in on at as by for from with
but and so or if when while after before since although though because however still meanwhile then also what who why
how where which is are was were did does do some many most more one two no not another both each every all during under
until despite
"""
_RANKS = listed(_TITLES)
NEVER_ENDS = _RANKS | listed(_INSIDE)
"""Abbreviations, without their last point, that a name or an example follows."""
BEFORE_NUMBERS = listed(_BEFORE_NUMBERS)
MAY_END = listed(_MAYBE)

_OPENERS = listed(_OPENING)
_SPEECH = (
    r"said|says|asked|asks|told|tells|wrote|writes|added|adds|replied|replies|shouted|tweeted|cried|yelled|joked|wondered|exclaimed"
    r"|recalled"
)
_ATTRIBUTION = re.compile(rf"(?:(?:[A-Z][\w.'’-]*|an?|the|his|her|their|one|[a-z]{{3,}})\s+){{1,4}}(?:{_SPEECH})\b")
_CALENDAR = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|[A-Z]{2,4}T\b"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)

_LONGEST_ADDRESS = 2_000
"""So far to either side it is looked whether a mark stands within an address."""


def starts(paragraph: str) -> dict[int, bool | None]:
    """Offset → True where a sentence begins, None where only grammar can tell. Elsewhere none begins.

    >>> text = "Gen. Oun met J. Reva at 3 p.m. Monday. “Go!” she said. It was Oct. 26. “It’s late.” He left."
    >>> [text[at:at + 6] for at, sure in starts(text).items() if sure]
    ['“Go!” ', 'It was', '“It’s ', 'He lef']
    """
    found: dict[int, bool | None] = {}
    for match in _MARK.finditer(paragraph):
        at = match.end() if match["wide"] else match.start("open")
        sure = True if match["wide"] else _judge(paragraph, match)
        if sure is not False and 0 < at < len(paragraph):
            found[at] = sure
    for match in _GLUED.finditer(paragraph):
        if not _in_address(paragraph, match.start()):
            found[match.end()] = True
    return dict(sorted(found.items()))


def _judge(paragraph: str, match: re.Match[str]) -> bool | None:
    before = paragraph[max(0, match.start("mark") - 60) : match.start("mark")]
    after = paragraph[match.end() : match.end() + 80]
    if not after or not _can_open(after[0], match["open"]):
        return False
    if match["close"].strip(")]") or match["mark"] != ".":
        return _after_mark(match, after)
    word = re.split(r"[\s(\[“\"‘–—]", before)[-1]
    if word and len(before) < 60 and _ENUMERATION.match(word + ".") and not before[: -len(word)].strip():
        return False
    return _after_word(word, after)


def _can_open(first: str, quote: str) -> bool:
    return (
        first.isupper()
        or first.isdigit()
        or first in "$£€¥#@*•"
        or (not first.islower() and first.isalpha())
        or (bool(quote) and first in "…'")
    )


def _after_mark(match: re.Match[str], after: str) -> bool:
    """After a closing quotation mark, or after `!`, `?` or an ellipsis: a capital begins a sentence unless it names the speaker."""
    asks = any(mark in match["mark"] for mark in "!?…") or len(match["mark"]) > 1
    return not (asks and match["close"].strip(")]") and not match["open"] and _ATTRIBUTION.match(after))


def _after_word(word: str, after: str) -> bool | None:
    """After a single point: is it the point of an abbreviation?"""
    lower = word.lower()
    if lower in NEVER_ENDS or lower.rpartition("-")[2] in _RANKS:  # "Maj.-Gen. Oun"
        return False
    if lower in BEFORE_NUMBERS and after[0].isdigit():
        return False
    initial = len(word) == 1 and word.isupper() and word != "I"
    if not (initial or lower in MAY_END or lower in BEFORE_NUMBERS or re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word)):
        return True
    if lower in ("no", "c", "v", "p", "la", "am", "pm", "ill", "miss", "mass", "wash", "del", "mar") and not word[:1].isupper():
        return True  # a plain word, not an abbreviation
    return _after_abbreviation(word, after, initial)


def _after_abbreviation(word: str, after: str, initial: bool) -> bool | None:
    follower = re.match(r"[^\s,;:.!?]*", after)
    opener = follower is not None and follower[0].lower() in _OPENERS
    if initial:
        return None if opener else False
    if word.lower() in ("a.m", "p.m", "am", "pm") and _CALENDAR.match(after):
        return False
    return True if opener else None


def _in_address(paragraph: str, at: int) -> bool:
    first, last = max(0, at - _LONGEST_ADDRESS), at + _LONGEST_ADDRESS
    begin = max(first - 1, paragraph.rfind(" ", first, at), paragraph.rfind("\n", first, at)) + 1
    end = paragraph.find(" ", at, last)
    return any(mark in paragraph[begin : end if end >= 0 else last] for mark in ("/", "@", "www.", "#", "_"))
