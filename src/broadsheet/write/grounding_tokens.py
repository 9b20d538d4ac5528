"""Bare text as the gate sees it: sentences of tokens in which spellings, contractions and number words compare equal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from broadsheet.language.words import STOP_WORDS, fold

Kind = Literal["word", "name", "number", "weekday", "month"]

WEEKDAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
_WEEKDAY_SHORT = {"mon": "monday", "tue": "tuesday", "tues": "tuesday", "wed": "wednesday", "thu": "thursday", "thur": "thursday",
                  "thurs": "thursday", "fri": "friday", "sat": "saturday", "sun": "sunday"}  # fmt: skip
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTH_SHORT = {month[:3]: month for month in MONTHS} | {"sept": "september"}

NEGATIONS = frozenset({"not", "no", "never", "nobody", "none", "nothing", "neither", "nor", "without", "nowhere"})
"""Words that turn what follows into its opposite; `n't` is read as `not`."""

_UNITS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
"""
_TENS = """twenty thirty forty fifty sixty seventy eighty ninety"""
SMALL_NUMBERS = {word: n for n, word in enumerate(_UNITS.split())} | {word: 10 * n for n, word in enumerate(_TENS.split(), 2)}
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SUFFIXES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "t": 1e12}
PERCENT = frozenset({"percent", "per cent", "percentage", "pct", "%"})

_PIECE = re.compile(
    r"""(?P<money>[$£€¥])\s?(?=\d)
      | (?P<number>(?<![\w.])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.])\d+(?:\.\d+)?)(?P<suffix>(?:k|m|mn|bn|tn|b|[KMBT])\b)?
        (?P<ordinal>(?:st|nd|rd|th)\b)?
      | (?P<percent>%)
      | (?P<word>(?:[^\W\d_]\.){2,}|[^\W_]+(?:'[^\W_]+)*)
      | (?P<mark>["()])
      | (?P<stop>[.!?:;,]|--|-)""",
    re.VERBOSE,
)
_CONTRACTED = re.compile(r"(.+?)(n't|'re|'ve|'ll|'m|'d)$")
_IS = frozenset({"it's", "he's", "she's", "that's", "there's", "what's", "who's", "here's", "where's", "how's"})
_FULL = {"'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": "would"}
_ODD = {
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "let's": ("let", "us"),
}
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9])|[\n\r]+")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gov|Sen|Sens|Rep|Reps|Gen|Col|Lt|Sgt|St|Jr|Sr|vs|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec|[A-Z])\.)[\"')\]]*\s*$"
)
_TITLES = "mr mrs ms dr prof gov sen sens rep reps gen col lt sgt sir dame lord lady president jr sr"
TITLES = frozenset(_TITLES.split())

_SAYING = """
say said says saying tell told tells add adds added announce announced argue argued ask asked call called claim claimed
comment declare declared deny denied explain explained insist insisted note noted report reported reply replied respond
responded state stated suggest suggested tweet tweeted warn warned write wrote writes according predict predicted promise
promised acknowledge acknowledged admit admitted confirm confirmed conclude concluded observe observed recall recalled
stress stressed think thinks believe believes
"""
SAYING = frozenset(_SAYING.split())
"""Verbs next to which a name is a speaker's."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number of a text.

    Attributes:
        form: as it stands, after folding.
        stem: by which it is compared; a number's is its value.
        kind: what it is as far as its spelling tells.
        value: of a number, scaled.
        unit: of a number: `percent`, a currency sign, else empty.
        first: whether it opens its sentence.
        before: the mark that stands before it, if any.
    """

    form: str
    stem: str
    kind: Kind = "word"
    value: float = 0.0
    unit: str = ""
    first: bool = False
    before: str = ""

    @property
    def content(self) -> bool:
        """Whether it says what the sentence is about."""
        return self.kind != "word" or self.stem not in _STOP_STEMS

    @property
    def year(self) -> bool:
        """A bare number that can be a year."""
        return self.kind == "number" and not self.unit and self.form.isdigit() and 1500 <= self.value <= 2100


_FORMS = """
rise rose risen
fall fell fallen
dig dug
break broke broken
begin began begun
give gave given
take took taken
go went gone
come came
see saw seen
know knew known
grow grew grown
throw threw thrown
fly flew flown
draw drew drawn
drive drove driven
write wrote written
speak spoke spoken
choose chose chosen
steal stole stolen
freeze froze frozen
wake woke woken
wear wore worn
tear tore torn
bear bore borne
swear swore sworn
win won
lose lost
leave left
meet met
hold held
stand stood
understand understood
find found
bind bound
fight fought
buy bought
bring brought
think thought
seek sought
teach taught
catch caught
sell sold
tell told
say said
pay paid
lay laid
hear heard
send sent
spend spent
build built
lend lent
keep kept
sleep slept
sweep swept
feel felt
deal dealt
mean meant
strike struck
hang hung
sink sank sunk
drink drank drunk
ring rang rung
sing sang sung
swim swam swum
run ran
shoot shot
lead led
feed fed
flee fled
bleed bled
speed sped
slide slid
hide hid hidden
ride rode ridden
shake shook shaken
forget forgot forgotten
get got gotten
sit sat
eat ate eaten
make made
die dying
lie lying
"""
_IRREGULAR = {form: line.split()[0] for line in _FORMS.strip().splitlines() for form in line.split()[1:]}
IRREGULAR_PAST = frozenset(line.split()[1] for line in _FORMS.strip().splitlines() if len(line.split()) > 1)
"""Past tenses that do not end on -ed."""


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its commonest endings; only meant for comparing.

    >>> stem("killed"), stem("killing"), stem("kills"), stem("parties"), stem("stopped")
    ('kill', 'kill', 'kill', 'party', 'stop')
    """
    word = _IRREGULAR.get(word.lower(), word.lower())
    for ending, instead in (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: len(word) - len(ending)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


_STOP_STEMS = frozenset({*STOP_WORDS, *map(stem, STOP_WORDS)}) - NEGATIONS | {"mr", "mrs", "ms", "dr", "also", "percent"}


@lru_cache(maxsize=2_000)
def sentences(text: str) -> tuple[tuple[Token, ...], ...]:
    """The sentences of a text as tokens; sentences without any are left out."""
    found = (tuple(_joined(list(_tokens(piece)))) for piece in _pieces(fold_lines(text)))
    return tuple(tokens for tokens in found if tokens)


def fold_lines(text: str) -> str:
    """The folded text with its line ends kept."""
    return "\n".join(folded for line in text.splitlines() if (folded := fold(line)))


def _pieces(text: str) -> Iterator[str]:
    begin = 0
    for gap in _SENTENCE_END.finditer(text):
        if "\n" not in gap[0] and _ABBREVIATED.search(text, max(0, gap.start() - 12), gap.end()):
            continue
        yield text[begin : gap.end()]
        begin = gap.end()
    yield text[begin:]


def _tokens(piece: str) -> Iterator[Token]:
    money, before, first = "", "", True
    for found in _PIECE.finditer(piece):
        kind = found.lastgroup
        if found["money"]:
            money = found["money"]
        elif found["number"]:
            yield _number(found, money, first, before)
            money, before, first = "", "", False
        elif found["percent"]:
            yield Token("%", "percent", first=first, before=before)
            before = ""
        elif found["word"]:
            yield from _words(found["word"], first, before)
            before, first = "'" if found["word"].lower().endswith(("'s", "s'")) else "", False
        elif kind:
            before = found[0]


def _number(found: re.Match[str], money: str, first: bool, before: str) -> Token:
    value = float(found["number"].replace(",", "")) * _SUFFIXES.get((found["suffix"] or "").lower(), 1)
    form = found["number"] + (found["suffix"] or "") + (found["ordinal"] or "")
    return Token(form, _value_stem(value), "number", value, money, first, before)


@lru_cache(maxsize=50_000)
def _words(word: str, first: bool, before: str) -> tuple[Token, ...]:
    return tuple(_word(part, first and not at, "" if at else before) for at, part in enumerate(_expanded(word)))


def _expanded(word: str) -> tuple[str, ...]:
    lower = word.lower()
    if lower in _ODD:
        return _ODD[lower]
    if lower in _IS:
        return word[:-2], "is"
    found = _CONTRACTED.match(word)
    if found:
        ending = found[2].lower()
        return (found[1], "not") if ending == "n't" else (found[1], _FULL[ending])
    return (word[:-2] if lower.endswith("'s") else word,)


def _word(word: str, first: bool, before: str) -> Token:
    lower = word.lower()
    bare = lower.rstrip(".") if lower.count(".") < 2 else lower.replace(".", "")
    if word == "US" or (bare == "us" and word != lower):
        bare = "u.s"
    if word[0].isupper():
        if bare in WEEKDAYS or (bare in _WEEKDAY_SHORT and len(bare) > 3):
            return Token(word, _WEEKDAY_SHORT.get(bare, bare), "weekday", first=first, before=before)
        if bare in MONTHS or (bare in _MONTH_SHORT and bare not in ("mar", "jan", "jun")):
            return Token(word, _MONTH_SHORT.get(bare, bare), "month", first=first, before=before)
        capital: Kind = "word" if bare in STOP_WORDS or bare == "i" or bare in NEGATIONS else "name"
        return Token(word, bare if capital == "name" else _stemmed(bare), capital, first=first, before=before)
    return Token(word, _stemmed(bare), first=first, before=before)


def _stemmed(bare: str) -> str:
    return bare if bare in STOP_WORDS or bare in NEGATIONS else stem(bare)


def _joined(tokens: list[Token]) -> Iterator[Token]:
    """Number words read as numbers, scales and percent signs drawn to their numbers."""
    at = 0
    while at < len(tokens):
        value, end = _read_number(tokens, at)
        if end == at:
            yield tokens[at]
            at += 1
            continue
        unit, after = tokens[at].unit, end
        if end < len(tokens) and (tokens[end].form == "%" or tokens[end].form.lower() in PERCENT):
            unit, after = "percent", end + 1
        elif end + 1 < len(tokens) and tokens[end].form.lower() == "per" and tokens[end + 1].form.lower() == "cent":
            unit, after = "percent", end + 2
        yield Token(tokens[at].form, _value_stem(value), "number", value, unit, tokens[at].first, tokens[at].before)
        at = after


def _read_number(tokens: list[Token], at: int) -> tuple[float, int]:
    """The number that starts at a token, and where it ends; the same place if none starts there."""
    token = tokens[at]
    if token.kind == "number":
        return _scaled(tokens, token.value, at + 1)
    lower = token.form.lower()
    if lower not in SMALL_NUMBERS and not (lower in ("a", "an") and _scale_at(tokens, at + 1)):
        return 0.0, at
    if lower == "one" and not _scale_at(tokens, at + 1):
        return (0.0, at) if token.first or _pronoun_one(tokens, at) else (1.0, at + 1)
    value, end = float(SMALL_NUMBERS.get(lower, 1)), at + 1
    if (
        value >= 20
        and end < len(tokens)
        and 1 <= SMALL_NUMBERS.get(tokens[end].form.lower(), 0) <= 9
        and tokens[end].before in ("", "-")
    ):
        value, end = value + SMALL_NUMBERS[tokens[end].form.lower()], end + 1
    return _scaled(tokens, value, end)


def _pronoun_one(tokens: list[Token], at: int) -> bool:
    after = tokens[at + 1].form.lower() if at + 1 < len(tokens) else ""
    before = tokens[at - 1].form.lower() if at else ""
    return not after or after in STOP_WORDS or before in ("no", "this", "that", "each", "the", "any", "every")


def _scaled(tokens: list[Token], value: float, end: int) -> tuple[float, int]:
    while (scale := _scale_at(tokens, end)) and tokens[end].before in ("", "-"):
        value, end = value * scale, end + 1
    if end + 1 < len(tokens) and tokens[end].form == "and" and value >= 100 and value % 100 == 0:
        rest, after = _read_number(tokens, end + 1) if tokens[end + 1].kind != "number" else (0.0, end)
        if 0 < rest < 100 and tokens[end - 1].form.lower() in SCALES:
            return value + rest, after
    return value, end


def _scale_at(tokens: list[Token], at: int) -> float:
    return SCALES.get(tokens[at].form.lower(), 0.0) if at < len(tokens) else 0.0


def _value_stem(value: float) -> str:
    return f"#{value:.10g}"
