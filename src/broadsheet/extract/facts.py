"""What can be seen of one line by itself: its length, its end, its letters, the words of the trade in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from broadsheet.extract import cues
from broadsheet.language.stamps import days, has_clock

#: Only this much of a line is looked at: a longer one is prose or rubbish either way.
LOOK = 1200
#: Cues are searched within this distance of a long line's ends.
_EDGE = 130
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_END = re.compile(r"[.!?…。！？][\"”’»'“)\]]{0,2}\s*$")
_INNER_END = re.compile(r"[.!?。！？][\"”’»']?\s+[\"“„«‘(]?[A-ZÀ-Þ0-9]")
# A pattern that opens with a class of characters is found much faster than one that opens with what stands before it.
_GLUE = re.compile(
    r"[A-ZÀ-Þ\d](?:(?<=[a-zà-ÿ]{2}[A-ZÀ-Þ])[a-zà-ÿ]|(?<=[a-zà-ÿ]\d)\d?:\d\d|(?<=\d)\d{3}\d{1,2} [A-Z])",
)
_QUOTE = re.compile(r"[\"“”„«»]")
_AGO = re.compile(
    r"\b(\d+|an?|one|vor|il y a|hace) ?(h|hrs?|hours?|mins?|minutes?|days?|stunden?|minuten|tagen?|heures?|horas?|ore)\b",
    re.IGNORECASE,
)
_SPANS = "h hr hrs hour hours min mins minute minutes day days stunde tage tagen heure hora horas ore"
_READING = re.compile(r"\b\d{1,2}\s?-?(min|minute|minuten)s?\b.{0,6}(read|lesezeit|de lecture|listen)?", re.IGNORECASE)
_NAME = re.compile(r"^(?:[A-ZÀ-Þ][\w.’'-]{1,20}|[A-Z]\.)(?: (?:[A-ZÀ-Þ][\w.’'-]{0,20}|de|van|von|bin|al|del|da|di|der|la)){1,4}$")
_NAMES = re.compile(r"\s*(?:,|\||&|/|\band\b|\bund\b|\bet\b|\by\b|\be\b)\s*")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OPENERS = re.compile(r"[.!?:]\s+[\"“„«‘]?")
_FORMS = re.compile(r"[A-ZÀ-Þ](?<=\b.)(?:[a-zà-ÿ’'-]+|[A-ZÀ-Þ]+)")


@dataclass(slots=True)
class Facts:
    """What one line looks like.

    Attributes:
        text: the line, stripped, cut at `LOOK` characters.
        words: how many words it has.
        shape: one of a handful of classes that neighbours are told.
        marks: names of the features that hold of the line alone.
        tokens: its longer words in lower case, cut at six letters, for cohesion.
    """

    text: str
    words: int
    ends: bool
    shape: str
    marks: list[str]
    tokens: Counter[str] = field(default_factory=Counter)
    _called: frozenset[str] | None = None

    @property
    def names(self) -> frozenset[str]:
        """Its capitalised words that do not open a sentence. Looked for when they are asked for first: few are."""
        if self._called is None:
            self._called = _names(self.text)
        return self._called

    @property
    def prose(self) -> bool:
        """Whether it reads like a paragraph's sentence."""
        return self.shape in ("prose", "sentence", "long")


def word_count(line: str) -> int:
    """Words of a line; two characters of East Asian script count as one.

    >>> word_count("The ferry, at last, sailed."), word_count("船が港を出た")
    (5, 3)
    """
    return _count(line, _WORD.findall(line))


def _count(line: str, found: Sequence[str]) -> int:
    east = 0 if line.isascii() else len(_EAST.findall(line))
    return max(1, east // 2) if east > len(line) / 3 else len(found)


_CUES = (
    ("recommend", cues.RECOMMEND),
    ("unfold", cues.UNFOLD),
    ("share", cues.SHARE),
    ("subscribe", cues.SUBSCRIBE),
    ("legal", cues.LEGAL),
    ("comments", cues.COMMENTS),
    ("advert", cues.ADVERT),
    ("navigate", cues.NAVIGATE),
    ("gallery", cues.GALLERY),
    ("credit", cues.CREDIT_WORD),
    ("credit_tail", cues.CREDIT_TAIL),
    ("credit_line", cues.CREDIT_LINE),
    ("credit_glued", cues.CREDIT_GLUED),
    ("caption", cues.CAPTION_WORD),
    ("by", cues.BYLINE_START),
    ("dated", cues.DATE_START),
    ("template", cues.TEMPLATE),
    ("link", cues.LINK),
    ("dateline", cues.DATELINE),
    ("roundup", cues.ROUNDUP),
    ("ago", _AGO),
    ("reading", _READING),
    ("glue", _GLUE),
    ("quote", _QUOTE),
)


_ANYTHING = cues.Need(frozenset(("",)))
_NEEDS = {
    **cues.NEEDS,
    _READING: cues.Need(strings=("min",)),
    _AGO: cues.Need(
        frozenset(("0", *((many + span)[:5] for many in ("", "a", "an", "one", "vor", "hace") for span in _SPANS.split())))
    ),
}
#: The first letters of a word.
_HEAD = re.compile(r"(\w{1,5})\w*")
_CUED = tuple(
    (name, pattern.match if pattern in cues.OPENING else pattern.search, pattern in cues.LOWER, need.words, need.strings)
    for name, pattern in _CUES
    for need in [_NEEDS.get(pattern, _ANYTHING)]
)


def _cue_marks(line: str, words: int) -> list[str]:
    """The cues that hold, each with a hint of how long the line is: a cue word in a long paragraph means little."""
    size, view = _size(words), _edges(line)
    lower = view.lower()
    heads = {"", "0" if _DIGIT.search(view) else "", *_HEAD.findall(lower)}
    holds = lower.__contains__
    return [
        f"{name}:{size}"
        for name, find, low, needed, strings in _CUED
        if (not heads.isdisjoint(needed) or (strings and any(map(holds, strings)))) and find(lower if low else view)
    ]


def _size(words: int) -> str:
    return "s" if words <= 6 else "m" if words <= 20 else "l"


def _edges(line: str) -> str:
    """The parts of a line in which cues are looked for."""
    return line if len(line) <= 2 * _EDGE else f"{line[:_EDGE]} … {line[-_EDGE:]}"


def _opening(line: str) -> str:
    first = line[0]
    if first.isalpha():
        return "upper" if first.isupper() else "lower" if first.islower() else "letter"
    if first.isdigit():
        return "digit"
    return "quote" if first in "\"“„«‘'" else "bullet" if first in "-–—•*·▪►>" else "symbol"


def _ends(line: str) -> bool:
    return _END.search(line.rstrip()[-3:]) is not None


def _ending(line: str, ends: bool) -> str:
    last = line[-1]
    if ends:
        return "stop" if not line.endswith("…") else "dots"
    for name, characters in (("colon", ":;"), ("comma", ",–—-"), ("quote", "\"”’»'"), ("bracket", ")]}")):
        if last in characters:
            return name
    return "digit" if last.isdigit() else "letter" if last.isalpha() else "other"


def _case(line: str, longer: Sequence[str]) -> str:
    letters = [word[0] for word in longer if word[0].isalpha()]
    if not letters:
        return "none"
    if line.upper() == line and line.lower() != line:
        return "caps"
    share = sum(map(str.isupper, letters)) / len(letters)
    return ("low", "some", "half", "most", "all")[bisect_left((0.12, 0.3, 0.6, 0.95), share)]


def is_name(line: str) -> bool:
    """Whether the line is one to four people's names and nothing else, by the look of it.

    >>> is_name("Orla Venn and Tam Quist"), is_name("Ferry sails at last")
    (True, False)
    """
    parts = [part for part in _NAMES.split(line) if part]
    return 0 < len(parts) <= 4 and all(_NAME.match(part) for part in parts)


def _stamp(line: str, words: int) -> list[str]:
    marks = []
    dated = days(line[:_EDGE]) if _YEAR.search(line, 0, _EDGE) else []
    if dated:
        rest = words - 3 * len(dated)
        marks.append("date:alone" if rest <= 4 else "date:short" if words <= 25 else "date:in")
    if words <= 15 and _DIGIT.search(line) and has_clock(line):
        marks.append("clock")
    return marks


def _shape(words: int, ends: bool, marks: list[str], name: bool) -> str:
    names = {mark.split(":")[0] for mark in marks if not mark.endswith(":l")}
    if "date:alone" in marks or ({"dated", "clock", "ago"} & names and words <= 12):
        return "date"
    return _cued_shape(names, words, ends) or _plain_shape(words, ends, name or ("by" in names and words <= 10 and not ends))


def _cued_shape(names: set[str], words: int, ends: bool) -> str | None:
    if {"credit_line", "credit_glued", "credit_tail"} & names and words <= 60:
        return "credit"
    if {"recommend", "unfold"} & names and words <= 8:
        return "more"
    if {"share", "subscribe", "legal", "navigate", "gallery", "advert", "template"} & names and words <= 8 and not ends:
        return "web"
    return None


def _plain_shape(words: int, ends: bool, name: bool) -> str:
    if name:
        return "name"
    if ends:
        return "prose" if words >= 18 else "sentence" if words >= 6 else "stub"
    return "long" if words >= 28 else "heading" if words >= 4 else "bit"


def look(line: str) -> Facts:
    """Everything that one line shows by itself. `line` is not blank.

    >>> look("Orla Venn/Brae Photo").shape, look("The ferry sailed at noon, six hours late.").shape
    ('credit', 'sentence')
    """
    text = line.strip()[:LOOK]
    found = _WORD.findall(text)
    longer = [word for word in found if len(word) > 3]
    words = _count(text, found)
    ends = _ends(text)
    marks = _cue_marks(text, words) + _stamp(text, words)
    name = is_name(text) if words <= 14 else False
    shape = _shape(words, ends, marks, name)
    digits = len(_DIGIT.findall(text)) / len(text)
    inner = len(_INNER_END.findall(text))
    marks += [
        f"words={bisect_left((1, 2, 3, 5, 8, 12, 18, 28, 45, 80), words)}",
        f"open={_opening(text)}",
        f"end={_ending(text, ends)}",
        f"case={_case(text, longer)}",
        f"digits={bisect_left((0, 0.05, 0.2, 0.5, 0.9), digits)}",
        f"inner={min(inner, 2)}",
        f"shape={shape}",
    ]
    marks += ["name"] * name + [f"reader:{min(words // 15, 2)}"] * bool(cues.READER.search(text.lower())) + ["?"] * ("?" in text)
    return Facts(text, words, ends, shape, marks, _tokens(longer))


def glance(line: str) -> Facts:
    """What its neighbours ask of a paragraph that is known to be one: a third of `look`. `line` is not blank.

    >>> seen = glance("The ferry sailed at noon: “At last”, said Orla Venn.")
    >>> seen.shape, seen.marks, sorted(seen.names)
    ('sentence', ['quote:m'], ['Orla', 'Venn'])
    """
    text = line.strip()[:LOOK]
    found = _WORD.findall(text)
    longer = [word for word in found if len(word) > 3]
    words, ends = _count(text, found), _ends(text)
    marks = [f"quote:{_size(words)}"] * bool(_QUOTE.search(_edges(text)))
    marks += [f"dateline:{_size(words)}"] * bool(cues.DATELINE.match(text)) + ["end=colon"] * (text[-1] in ":;")
    return Facts(text, words, ends, _plain_shape(words, ends, name=False), marks, _tokens(longer))


def _tokens(longer: Sequence[str]) -> Counter[str]:
    # Put together, words are made lower case at one stroke; no word holds a line feed.
    return Counter("\n".join([word[:6] for word in longer]).lower().split("\n") if longer else ())


def _names(text: str) -> frozenset[str]:
    starts = {0, 1 if text[0] in '"“„«‘' else 0, *[match.end() for match in _OPENERS.finditer(text)]}
    return frozenset([match[0] for match in _FORMS.finditer(text) if match.start() not in starts and len(match[0]) > 2])
