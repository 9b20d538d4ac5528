"""What can be seen of one line by itself: its length, its end, its letters, the words of the trade in it."""

from __future__ import annotations

import re
from collections import Counter
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
_GLUE = re.compile(r"[a-zà-ÿ]{2}[A-ZÀ-Þ][a-zà-ÿ]|\d{4}\d{1,2} [A-Z]|[a-zà-ÿ]\d{1,2}:\d\d")
_QUOTE = re.compile(r"[\"“”„«»]")
_AGO = re.compile(
    r"\b(\d+|an?|one|vor|il y a|hace) ?(h|hrs?|hours?|mins?|minutes?|days?|stunden?|minuten|tagen?|heures?|horas?|ore)\b",
    re.IGNORECASE,
)
_READING = re.compile(r"\b\d{1,2}\s?-?(min|minute|minuten)s?\b.{0,6}(read|lesezeit|de lecture|listen)?", re.IGNORECASE)
_NAME = re.compile(r"^(?:[A-ZÀ-Þ][\w.’'-]{1,20}|[A-Z]\.)(?: (?:[A-ZÀ-Þ][\w.’'-]{0,20}|de|van|von|bin|al|del|da|di|der|la)){1,4}$")
_NAMES = re.compile(r"\s*(?:,|\||&|/|\band\b|\bund\b|\bet\b|\by\b|\be\b)\s*")
_DIGIT = re.compile(r"\d")
_OPENERS = re.compile(r"[.!?:]\s+[\"“„«‘]?|^[\"“„«‘]")
_FORMS = re.compile(r"\b(?:[A-ZÀ-Þ][a-zà-ÿ’'-]+|[A-ZÀ-Þ]{2,})")


@dataclass(slots=True)
class Facts:
    """What one line looks like.

    Attributes:
        text: the line, stripped, cut at `LOOK` characters.
        words: how many words it has.
        shape: one of a handful of classes that neighbours are told.
        marks: names of the features that hold of the line alone.
        tokens: its longer words in lower case, cut at six letters, for cohesion.
        names: its capitalised words that do not open a sentence.
    """

    text: str
    words: int
    ends: bool
    shape: str
    marks: list[str]
    tokens: Counter[str] = field(default_factory=Counter)
    names: frozenset[str] = frozenset()

    @property
    def prose(self) -> bool:
        """Whether it reads like a paragraph's sentence."""
        return self.shape in ("prose", "sentence", "long")


def _bucket(value: float, edges: tuple[float, ...]) -> int:
    return sum(value > edge for edge in edges)


def word_count(line: str) -> int:
    """Words of a line; two characters of East Asian script count as one.

    >>> word_count("The ferry, at last, sailed."), word_count("船が港を出た")
    (5, 3)
    """
    east = len(_EAST.findall(line))
    if east > len(line) / 3:
        return max(1, east // 2)
    return sum(1 for _ in _WORD.finditer(line))


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


_CUED = tuple((name, pattern, pattern in cues.LOWER) for name, pattern in _CUES)


def _cue_marks(line: str, words: int) -> list[str]:
    """The cues that hold, each with a hint of how long the line is: a cue word in a long paragraph means little."""
    size = "s" if words <= 6 else "m" if words <= 20 else "l"
    view = line if len(line) <= 2 * _EDGE else f"{line[:_EDGE]} … {line[-_EDGE:]}"
    lower = view.lower()
    return [f"{name}:{size}" for name, pattern, low in _CUED if pattern.search(lower if low else view)]


def _opening(line: str) -> str:
    first = line[0]
    if first.isalpha():
        return "upper" if first.isupper() else "lower" if first.islower() else "letter"
    if first.isdigit():
        return "digit"
    return "quote" if first in "\"“„«‘'" else "bullet" if first in "-–—•*·▪►>" else "symbol"


def _ending(line: str) -> str:
    last = line[-1]
    if _END.search(line):
        return "stop" if not line.endswith("…") else "dots"
    for name, characters in (("colon", ":;"), ("comma", ",–—-"), ("quote", "\"”’»'"), ("bracket", ")]}")):
        if last in characters:
            return name
    return "digit" if last.isdigit() else "letter" if last.isalpha() else "other"


def _case(line: str) -> str:
    letters = [w for w in _WORD.findall(line) if len(w) > 3 and w[0].isalpha()]
    if not letters:
        return "none"
    if line.upper() == line and line.lower() != line:
        return "caps"
    share = sum(w[0].isupper() for w in letters) / len(letters)
    return ("low", "some", "half", "most", "all")[_bucket(share, (0.12, 0.3, 0.6, 0.95))]


def is_name(line: str) -> bool:
    """Whether the line is one to four people's names and nothing else, by the look of it.

    >>> is_name("Orla Venn and Tam Quist"), is_name("Ferry sails at last")
    (True, False)
    """
    parts = [part for part in _NAMES.split(line) if part]
    return 0 < len(parts) <= 4 and all(_NAME.match(part) for part in parts)


def _stamp(line: str, words: int) -> list[str]:
    marks = []
    dated = days(line[:_EDGE]) if _DIGIT.search(line, 0, _EDGE) else []
    if dated:
        rest = word_count(line) - 3 * len(dated)
        marks.append("date:alone" if rest <= 4 else "date:short" if words <= 25 else "date:in")
    if words <= 15 and has_clock(line):
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
    words = word_count(text)
    ends = _END.search(text) is not None
    marks = _cue_marks(text, words) + _stamp(text, words)
    name = is_name(text) if words <= 14 else False
    shape = _shape(words, ends, marks, name)
    digits = len(_DIGIT.findall(text)) / len(text)
    inner = len(_INNER_END.findall(text))
    marks += [
        f"words={_bucket(words, (1, 2, 3, 5, 8, 12, 18, 28, 45, 80))}",
        f"open={_opening(text)}",
        f"end={_ending(text)}",
        f"case={_case(text)}",
        f"digits={_bucket(digits, (0, 0.05, 0.2, 0.5, 0.9))}",
        f"inner={min(inner, 2)}",
        f"shape={shape}",
    ]
    marks += ["name"] * name + [f"reader:{min(words // 15, 2)}"] * bool(cues.READER.search(text.lower())) + ["?"] * ("?" in text)
    return Facts(text, words, ends, shape, marks, *_lexis(text))


def _lexis(text: str) -> tuple[Counter[str], frozenset[str]]:
    tokens = Counter(w[:6].lower() for w in _WORD.findall(text) if len(w) > 3)
    starts = {0} | {m.end() for m in _OPENERS.finditer(text)}
    names = frozenset(m[0] for m in _FORMS.finditer(text) if m.start() not in starts and len(m[0]) > 2)
    return tokens, names
