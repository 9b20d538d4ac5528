"""Whether "a" or "an" stands before a word, which its sound decides."""

from __future__ import annotations

import re

_FIRST = re.compile(r"[“‘\"'(]*(?P<word>[\w.&’'-]+)")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]\.?|[A-Z]{2,3}|(?![A-Z]?[AEIOU])[A-Z]{2,6}")
"""Letters that are spoken one by one: "F.B.I.", "NGO", "MSNBC"; a longer one with a vowel among its first two is a word, "NATO"."""

_LIKE_AN = "AEFHILMNORSX"
"""Letters whose names begin with a vowel: "an MP", "a UN envoy"."""

_EIGHT = re.compile(r"8|(?:11|18)(?!\d)")
_MUTE = re.compile(r"hour|hono|honest|heir", re.IGNORECASE)
_LIKE_YOU = re.compile(
    r"eu|ewe|one\b|one-|once\b|u(?:ni(?!n|m)|s(?:[aeu]|i[an])|k(?:\b|r)|ta|ti|to|r(?:an|ol|ugu)|gand|biq)", re.IGNORECASE
)
"""Vowels that sound like a consonant: "a union", "a European", "a one-time aide"; not "an uninsured driver", "an usher"."""


def indefinite(words: str) -> str:
    """The words with their indefinite article.

    >>> [indefinite(words) for words in ("mayor", "aide", "union clerk", "uninsured driver", "hourly worker", "U.S. envoy")]
    ['a mayor', 'an aide', 'a union clerk', 'an uninsured driver', 'an hourly worker', 'a U.S. envoy']
    >>> [indefinite(words) for words in ("MP", "UN envoy", "NATO envoy", "NHS nurse", "11th-hour deal", "European", "")]
    ['an MP', 'a UN envoy', 'a NATO envoy', 'an NHS nurse', 'an 11th-hour deal', 'a European', 'a ']
    """
    found = _FIRST.match(words)
    return f"an {words}" if found and _begins_with_a_vowel(found["word"]) else f"a {words}"


def _begins_with_a_vowel(word: str) -> bool:
    plain = re.split(r"[’'-]", word)[0] or word
    if _INITIALS.fullmatch(plain):
        return plain[0] in _LIKE_AN
    if word[0].isdigit():
        return _EIGHT.match(word) is not None
    return _MUTE.match(word) is not None or (word[0].lower() in "aeiou" and _LIKE_YOU.match(word) is None)
