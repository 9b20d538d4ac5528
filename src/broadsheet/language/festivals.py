"""Days that have a name of their own, and days that are counted in a month ("the first Monday in September").

A day is given only where all who use the name mean the same one. What begins when the moon is seen, or differs between
countries or churches, is known for a festival and its day left open.
"""

from __future__ import annotations

from datetime import date, timedelta

_FIXED = {
    "new year’s day": (1, 1), "epiphany": (1, 6), "groundhog day": (2, 2), "valentine’s day": (2, 14), "st. patrick’s day": (3, 17),
    "st patrick’s day": (3, 17), "international women’s day": (3, 8), "april fools’ day": (4, 1), "earth day": (4, 22),
    "anzac day": (4, 25), "may day": (5, 1), "juneteenth": (6, 19), "the fourth of july": (7, 4), "bastille day": (7, 14),
    "halloween": (10, 31), "all saints’ day": (11, 1), "all souls’ day": (11, 2), "guy fawkes night": (11, 5),
    "armistice day": (11, 11), "veterans day": (11, 11), "christmas eve": (12, 24), "christmas day": (12, 25),
    "christmas": (12, 25), "boxing day": (12, 26), "new year’s eve": (12, 31),
}  # fmt: skip
_OF_EASTER = {
    "shrove tuesday": -47, "mardi gras": -47, "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3, "holy thursday": -3,
    "good friday": -2, "holy saturday": -1, "easter sunday": 0, "easter": 0, "easter monday": 1, "ascension day": 39,
    "whit sunday": 49, "pentecost": 49, "whit monday": 50,
}  # fmt: skip
_COUNTED = {
    "martin luther king jr. day": (1, 1, 3), "martin luther king day": (1, 1, 3), "presidents’ day": (2, 1, 3),
    "presidents day": (2, 1, 3), "labor day": (9, 1, 1), "columbus day": (10, 1, 2), "thanksgiving day": (11, 4, 4),
    "thanksgiving": (11, 4, 4),
}  # fmt: skip
"""Month, weekday and its number: the American days of these names. "Labour Day" is kept in May or at other times elsewhere."""
_AFTER_THANKSGIVING = {"black friday": 1, "cyber monday": 4}
_LUNAR = {"lunar new year", "chinese new year", "lunar new year’s day"}
_NEW_YEARS = """
2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29 2007-02-18 2008-02-07 2009-01-26 2010-02-14
2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12
2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-03 2031-01-23 2032-02-11
2033-01-31 2034-02-19 2035-02-08
"""
"""The days of the new moon in China with which the year begins; other years have none of ours."""
_NEW_YEAR_OF = {day.year: day for day in map(date.fromisoformat, _NEW_YEARS.split())}
_UNSURE = (
    "ramadan", "eid al-fitr", "eid al-adha", "eid", "diwali", "yom kippur", "rosh hashanah", "passover", "hanukkah", "ashura",
    "nowruz", "vesak", "orthodox easter", "memorial day", "mother’s day", "father’s day", "independence day", "labour day",
)  # fmt: skip
_KNOWN = [*_FIXED, *_OF_EASTER, *_COUNTED, *_AFTER_THANKSGIVING, *_LUNAR, *_UNSURE]
FESTIVAL = "|".join(sorted((name.replace("’", "['’]").replace(".", r"\.") for name in _KNOWN), key=lambda name: (-len(name), name)))
"""A pattern of the names."""


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


def festival(name: str, year: int) -> date | None:
    """The day of a festival, named in lower case as `FESTIVAL` matches it; None if it has no sure day in that year.

    >>> festival("good friday", 2031), festival("new year's eve", 2030)
    (datetime.date(2031, 4, 11), datetime.date(2030, 12, 31))
    >>> festival("thanksgiving", 2031), festival("black friday", 2031), festival("lunar new year", 2031), festival("diwali", 2031)
    (datetime.date(2031, 11, 27), datetime.date(2031, 11, 28), datetime.date(2031, 1, 23), None)
    """
    plain = name.replace("'", "’")
    if plain in _OF_EASTER:
        return easter(year) + timedelta(_OF_EASTER[plain])
    if plain in _COUNTED:
        return nth_weekday(year, *_COUNTED[plain])
    if plain in _AFTER_THANKSGIVING:
        day = nth_weekday(year, *_COUNTED["thanksgiving"])
        return day + timedelta(_AFTER_THANKSGIVING[plain]) if day else None
    if plain in _LUNAR:
        return _NEW_YEAR_OF.get(year)
    return date(year, *_FIXED[plain]) if plain in _FIXED else None


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
