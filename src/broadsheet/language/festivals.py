"""Days that have a name of their own, and days that are counted in a month ("the first Monday in September")."""

from __future__ import annotations

from datetime import date, timedelta

_FIXED = {
    "new year’s day": (1, 1), "valentine’s day": (2, 14), "st. patrick’s day": (3, 17), "st patrick’s day": (3, 17),
    "may day": (5, 1), "halloween": (10, 31), "all saints’ day": (11, 1), "christmas eve": (12, 24), "christmas day": (12, 25),
    "christmas": (12, 25), "boxing day": (12, 26), "new year’s eve": (12, 31),
}  # fmt: skip
_OF_EASTER = {
    "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3, "good friday": -2, "easter sunday": 0, "easter": 0,
    "easter monday": 1, "whit sunday": 49, "pentecost": 49, "whit monday": 50,
}  # fmt: skip
FESTIVAL = "|".join(
    sorted((name.replace("’", "['’]").replace(".", r"\.") for name in [*_FIXED, *_OF_EASTER]), key=lambda name: (-len(name), name))
)
"""A pattern of the names. Those that fall on other days in other countries or churches have no day of ours and are left out."""


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the "anonymous" Gregorian reckoning, Nature, 20 April 1876).

    >>> easter(2025), easter(2031)
    (datetime.date(2025, 4, 20), datetime.date(2031, 4, 13))
    """
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def festival(name: str, year: int) -> date:
    """The day of a festival, named in lower case as `FESTIVAL` matches it; KeyError if it is none of ours.

    >>> festival("good friday", 2031), festival("new year's eve", 2030)
    (datetime.date(2031, 4, 11), datetime.date(2030, 12, 31))
    """
    plain = name.replace("'", "’")
    if plain in _OF_EASTER:
        return easter(year) + timedelta(_OF_EASTER[plain])
    return date(year, *_FIXED[plain])


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth weekday (Monday is 1) of a month, counted from its end where `nth` is -1; None if the month has not so many.

    >>> nth_weekday(2031, 9, 1, 1), nth_weekday(2031, 5, 5, -1)
    (datetime.date(2031, 9, 1), datetime.date(2031, 5, 30))
    """
    if nth < 0:
        following = date(year + month // 12, month % 12 + 1, 1)
        return following - timedelta((following.isoweekday() - weekday - 1) % 7 + 1)
    first = date(year, month, 1)
    day = first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    return day if day.month == month else None
