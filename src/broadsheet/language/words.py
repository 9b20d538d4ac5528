"""Words of a text: tokens, content words, and a form in which spellings compare equal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


def listed(words: str) -> frozenset[str]:
    """The words of a list that is written as running text.

    >>> sorted(listed("to and fro"))
    ['and', 'fro', 'to']
    """
    return frozenset(words.split())


_FUNCTION_WORDS = """
a an the this that these those some any no every each either neither both all such another other others same own
i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers
herself it its itself they them their theirs themselves one who whom whose which what whoever whatever
am is are was were be been being do does did doing done have has had having will would shall should can could may
might must ought need let
and or but nor so yet for if then else because as until while although though unless since whether than when where
why how once
of at by with about against between into through during before after above below to from up down in out on off over
under again further across along among amid around behind beside besides beyond despite except inside like near
onto outside past per toward towards upon via within without
not only very too just also even still already ever never always often there here now more most much many few less
least lot several enough quite rather almost
say says said
aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't mustn't shouldn't wasn't weren't won't wouldn't
i'm i've i'll i'd you're you've you'll you'd he'll he'd she'll she'd it'll we're we've we'll we'd they're they've
they'll they'd that'll who'll who'd there'll
"""

STOP_WORDS: frozenset[str] = listed(_FUNCTION_WORDS)
"""English words that say how a sentence is built, not what it is about."""

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ＇", "'"),
        **dict.fromkeys("“”„‟″«»＂", '"'),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ı": "i",
    }
)  # fmt: skip
_OTHER = re.compile(r"[^\x00-\x7f]+|`+")
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*[^\W\d_]*|[^\W_]+(?:'[^\W_]+)*")


class _Visible(dict[int, int | None]):
    """Every character as it is; accents and what is not seen left out. Those of the first plane are remembered when met."""

    def __missing__(self, code: int) -> int | None:
        kept = None if unicodedata.category(chr(code)) in ("Mn", "Cf") else code
        if code < 1 << 16:
            self[code] = kept
        return kept


_VISIBLE = _Visible()


def fold(text: str) -> str:
    """The form in which two spellings of the same words are equal. Case stays; lengths may change.

    Quotation marks, apostrophes and dashes become ASCII, runs of white space one blank, accents and invisible
    characters go.

    >>> print(fold("“Zoë’s  plan” —  naïve…"))
    "Zoe's plan" - naive...
    """
    return " ".join((text if text.isascii() else _OTHER.sub(_plain, text)).split())


def _plain(run: re.Match[str]) -> str:
    return _folded(run[0])


@lru_cache(maxsize=1 << 12)
def _folded(run: str) -> str:
    """What stands for a run of characters that are not ASCII; there are few of them in a text, and mostly the same ones."""
    return unicodedata.normalize("NFKD", run.translate(_ALIKE)).translate(_ALIKE).translate(_VISIBLE)


def words(text: str) -> list[str]:
    """Lower-case word tokens of the folded text, in order; a possessive loses its ending, a hyphen divides.

    Numbers keep their points and commas. The acronym of a country that looks like the pronoun "us" is kept apart from it.

    >>> words("The mayor’s re-election cost $1,200.50, U.S. aides didn't say.")
    ['the', 'mayor', 're', 'election', 'cost', '1,200.50', 'u.s', 'aides', "didn't", 'say']
    >>> words("They told us that US exports fell 3.5%")
    ['they', 'told', 'us', 'that', 'u.s', 'exports', 'fell', '3.5']
    """
    return [_token(word) for word in _WORD.findall(fold(text))]


@lru_cache(maxsize=1 << 16)
def _token(word: str) -> str:
    if word in ("US", "U.S."):
        return "u.s"
    lower = word.lower()
    if lower.endswith("."):
        return lower.rstrip(".")
    return lower.removesuffix("'s")


def content_words(text: str) -> list[str]:
    """The tokens of `words` that are no stop words.

    >>> content_words("He said that the dam of Velm had not been closed")
    ['dam', 'velm', 'closed']
    """
    return [word for word in words(text) if word not in STOP_WORDS]
