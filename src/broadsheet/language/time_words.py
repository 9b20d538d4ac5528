"""The words of time expressions, as patterns and tables."""

# ruff: noqa: E501 -- a pattern broken over lines is harder to read than a long one
from __future__ import annotations

_MONTHS = "january february march april may june july august september october november december"
MONTHS = (
    {name: n for n, name in enumerate(_MONTHS.split(), 1)}
    | {name[:3]: n for n, name in enumerate(_MONTHS.split(), 1)}
    | {"sept": 9}
)
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
WEEKDAYS = {name: n for n, name in enumerate(_WEEKDAYS.split(), 1)} | {
    "mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7
}  # fmt: skip
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": 2, "final": 4}

MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
WEEKDAY = (
    r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY"
    r"|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.(?=,? \w))"
)
YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
LARGER = r"(?:,\d{3}(?!\d)|\.\d|[ -](?:[mb]illion|trillion|percent|per cent)\b)"
"""What makes a number of two digits the beginning of a larger or a broken one, which is no day: "in April 6,400 patients"."""
DAY = rf"(?P<day>3[01](?!\d)|[12]\d|0?[1-9](?!\d))(?!{LARGER})(?:st|nd|rd|th)?"
UNIT = r"(?P<unit>second|minute|hour|day|week|weekend|month|quarter|year|decade|century|centurie)"
_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
COUNT_WORDS = (
    "|".join(_SMALL.split())
    + r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
)
COUNT = (
    rf"(?P<count>\d{{1,3}}(?:,\d{{3}})*(?: 1/2|\.\d+)?|(?:{COUNT_WORDS})(?: hundred| thousand)?(?: and a half)?|an?|half an?|a dozen|dozens of|hundreds of|thousands of"
    r"|several|a few|few|a couple of|a couple|couple of|many|some|the)"
)
VAGUE = frozenset("several|a few|few|many|some|dozens of|hundreds of|thousands of|the".split("|"))  # noqa: SIM905
ABOUT = r"(?:(?:at least|at most|more than|less than|fewer than|nearly|almost|about|around|roughly|some|approximately|up to|just over|well over|just under|only|an estimated) )?"
EDGE = (
    r"(?P<edge>(?:(?:in |by |at |until |since |from )?(?:the )?(?:very )?(?:early|late|mid|end|beginning|start|middle|close|first half|second half|last half)"
    r"(?: part)?(?: of|-| )(?:the )?)?)"
)
PART = r"(?P<part>morning|afternoon|evening|night)"
CLOCK = r"(?P<clock>(?:(?P<hour>1[0-2]|0?[1-9])(?::(?P<minute>[0-5]\d))? ?(?P<half>[ap])\.?m\.?|noon|midnight|(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?!:?\d))(?: (?P<zone>[ECMP][SD]T|GMT|UTC|BST|CES?T|local time|Eastern(?: time)?|[ECMP]T)\b)?)"
EVENT = (
    r"(?P<event>accident|attack|avalanche|ballot|blast|bombing|ceremony|collapse|conference|convention|coup|crash|deadline|debate|derailment"
    r"|disaster|earthquake|election|explosion|final|fire|flood|funeral|hearing|inauguration|invasion|killing|landslide|launch|match|meeting"
    r"|murder|quake|raid|referendum|robbery|shooting|storm|summit|talks|trial|verdict|vote|wedding)"
)
