"""What is done to sound files: bytes that flip, break off and change places, characters that lie, structures without an end."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Damage = Callable[[bytes, random.Random], bytes]
_TAG = re.compile(rb"<[A-Za-z]")
_NUMBER = re.compile(rb"\d+")
_WORD = re.compile(rb"harbour|ferry|crowns|loaves|lamps|notice")


def _put(content: bytes, dice: random.Random, what: bytes) -> bytes:
    at = dice.randint(0, len(content))
    return content[:at] + what + content[at:]


def flip(content: bytes, dice: random.Random) -> bytes:
    """A few bits flip."""
    out = bytearray(content)
    for _ in range(dice.randint(1, 12)):
        out[dice.randrange(len(out))] ^= 1 << dice.randrange(8)
    return bytes(out)


def overwrite(content: bytes, dice: random.Random) -> bytes:
    """A stretch of noise."""
    at, size = dice.randrange(len(content)), dice.choice((1, 4, 40))
    return content[:at] + dice.randbytes(size) + content[at + size :]


def truncate(content: bytes, dice: random.Random) -> bytes:
    """It breaks off."""
    return content[: dice.randrange(len(content))]


def behead(content: bytes, dice: random.Random) -> bytes:
    """It has lost its beginning."""
    return content[dice.randrange(len(content)) :]


def splice(content: bytes, dice: random.Random) -> bytes:
    """A piece of it stands again where it does not belong."""
    one, two = sorted(dice.randrange(len(content)) for _ in range(2))
    return _put(content, dice, content[one:two])


def drop_piece(content: bytes, dice: random.Random) -> bytes:
    """A piece is missing."""
    one, two = sorted(dice.randrange(len(content)) for _ in range(2))
    return content[:one] + content[min(two, one + 200) :]


def twice(content: bytes, _: random.Random) -> bytes:
    """It stands there twice."""
    return content + content


_CHARACTERS = (
    "\0", "\x1b[2J", "\ufeff", "\ufffe", "\uffff", "\u202e", "\u2066\u2067", "\u200b" * 40, "e" + "\u0301" * 400, "\U000e0041" * 20,
    "\u2028", "\x85", "\x0c", "\u00ad" * 30, "👩‍👩‍👧‍👦" * 9, "ﷺ" * 20, "İıſß", "\u0085\u180e\u3164", "\x7f\x80\x9f", "�" * 30,
)  # fmt: skip
_BYTES = (
    b"\xc0\xaf", b"\xe0\x80\xaf", b"\xf0\x80\x80\xaf", b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xf4\x90\x80\x80", b"\xff", b"\xfe\xff",
    b"\xef\xbb\xbf", b"+ADw-script+AD4-", b"\x1b$B$3", b"~{<:Ky2;S{#,NpJ)l6HK!#~}", b"\x92\x93\x94", b"\x00\x00\x00\x00",
)  # fmt: skip


def odd_characters(content: bytes, dice: random.Random) -> bytes:
    """Characters that no text should hold, within its words."""
    what = "".join(dice.choices(_CHARACTERS, k=dice.randint(1, 3))).encode()
    return _WORD.sub(lambda found: found[0][:3] + what + found[0][3:], content)


def odd_bytes(content: bytes, dice: random.Random) -> bytes:
    """Bytes that are no characters: overlong, halves of pairs, shifts."""
    what = dice.choice(_BYTES)
    return _WORD.sub(lambda found: found[0][:3] + what + found[0][3:], content)


def recode(content: bytes, dice: random.Random) -> bytes:
    """Written in other characters than it says."""
    words = content.decode("utf-8", "replace")
    way = dice.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "utf-7", "shift_jis", "cp500", "gb18030", "koi8-r"))
    return words.encode(way, "replace")


def declare(content: bytes, dice: random.Random) -> bytes:
    """It says that it is written in other characters than it is."""
    way = dice.choice(
        (b"utf-16", b"utf-7", b"windows-1252", b"klingon", b"", b"utf-8\0", b"x-user-defined", b"a" * 5_000, b"idna", b"hex")
    )
    return re.sub(rb"(?i)(charset=\"?|encoding=['\"])[\w-]+", lambda found: found[1] + way, content)


def marks(content: bytes, dice: random.Random) -> bytes:
    """A byte order mark, mostly of something else."""
    return dice.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff", b"\xef\xbb\xbf\xef\xbb\xbf")) + content


_NESTS = (
    b"<div>",
    b"<b>",
    b"<table><tr><td>",
    b"<svg><math>",
    b"<a href=x>",
    b"<p><ul><li>",
    b"[",
    b'{"a":',
    b"<![CDATA[",
    b"<!--",
    b"(",
)


def nest(content: bytes, dice: random.Random) -> bytes:
    """Something is opened many times and never closed."""
    return _put(content, dice, dice.choice(_NESTS) * dice.choice((50, 600, 3_000)))


def swell(content: bytes, dice: random.Random) -> bytes:
    """Far too much of one thing."""
    one = dice.choice(
        (b" ", b'"', b"9", b",", b"a", b"&amp;", b"\n", b"\r", b"\t", b".", b"<br>", b"A. ", b"\xe2\x80\x9c", b"\\u0041", b"%41")
    )
    return _put(content, dice, one * dice.choice((2_000, 9_000)))


def attributes(content: bytes, dice: random.Random) -> bytes:
    """A tag with too many attributes, too long ones, or the same one again and again."""
    what = dice.choice(
        (
            b" " + b" ".join(b"a%d=%d" % (n, n) for n in range(3_000)),
            b' id="a"' * 1_000,
            b' x="' + b"y" * 30_000 + b'"',
            b" xmlns:a='b' a:c='d' e:f=g",
            b' a=\'<\' b="&lt;" c=`d` =e "f"',
        )
    )
    spots = [found.end() for found in _TAG.finditer(content)]
    if not spots:
        return content + what
    at = dice.choice(spots)
    while at < len(content) and content[at : at + 1].isalnum():
        at += 1
    return content[:at] + what + content[at:]


_LAUGHS = b"".join(b'<!ENTITY l%d "%b">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 9))
_DOCTYPES = (
    b'<!DOCTYPE x [<!ENTITY l0 "lol">' + _LAUGHS + b"]>",
    b'<!DOCTYPE x [<!ENTITY l8 "' + b"a" * 20_000 + b'">]>',
    b'<!DOCTYPE x [<!ENTITY l8 SYSTEM "file:///etc/passwd">]>',
    b'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;]>',
    b'<!DOCTYPE x PUBLIC "-//x" "http://127.0.0.1/x.dtd">',
    b'<!DOCTYPE x [<!ENTITY l8 "&l8;">]>',
    b"<!DOCTYPE " + b"[" * 2_000,
    b'<?xml version="1.1" standalone="yes"?><?xml version="1.0"?>',
)


def entities(content: bytes, dice: random.Random) -> bytes:
    """Entities that would grow without end, or that stand elsewhere."""
    return dice.choice(_DOCTYPES) + _WORD.sub(b"&l8;&l8;", content)


_NUMBERS = (
    b"1e999",
    b"-1",
    b"99999999999999999999999999",
    b"NaN",
    b"0x7f",
    b"00",
    b"-0",
    b"1E400",
    b"4294967296",
    b"1.5.5",
    b"\xd9\xa3",
    b"1_0",
)


def numbers(content: bytes, dice: random.Random) -> bytes:
    """Numbers, lengths and days that cannot be."""
    what, odds = dice.choice(_NUMBERS), dice.choice((0.1, 0.5))
    return _NUMBER.sub(lambda found: what if dice.random() < odds else found[0], content)


_DAYS = (
    b"9999-99-99", b"0000-00-00T00:00:00Z", b"-5000-01-01", b"2031-02-30", b"10000-01-01", b"2031-05-06T25:61:61+99:99", b"now",
    b"1e12", b"Tue, 99 Foo 2031", b"2031-05-06T08:00:00+24:00", b"9" * 400,
)  # fmt: skip
_DATE = re.compile(rb"2031-05-06(?:T08:00:00Z)?|\w{3}, 06 May 2031 08:00:00 \+0000|May 6, 2031")


def dates(content: bytes, dice: random.Random) -> bytes:
    """Days out of every calendar."""
    return _DATE.sub(lambda _: dice.choice(_DAYS), content)


_KEYS = re.compile(rb'"(?:id|url|title|html|text|items|content_html|date_published|published|authors|outlet|headline)"\s*:')
_VALUES = (b"null,", b"[],", b"{},", b"true,", b"1e999,", b'"\\ud800",', b"[[[[]]]],", b'{"a":1,"a":2},', b'"",', b"-0.0,")


def keys(content: bytes, dice: random.Random) -> bytes:
    """Fields of JSON that are there twice, or of another kind."""

    def change(found: re.Match[bytes]) -> bytes:
        if dice.random() < 0.5:
            return found[0]
        return found[0] + dice.choice(_VALUES) + dice.choice((found[0], b'"x":'))

    return _KEYS.sub(change, content)


_LINKS = (
    b"javascript:alert(1)", b"file:///etc/passwd", b"http://127.0.0.1/", b"//evil.invalid", b"http://[::1", b"http://a:b@c.invalid/",
    b"data:text/html,x", b"http://" + b"a" * 5_000, b"../../../../etc/passwd", b"http://\xf0\x9f\x98\x80.invalid/", b"", b"http://1e999/",
    b"\x00", b"http://a\nb", b"http://%00/", b"http://xn--a/", b"http://0x7f.1:99999/",
)  # fmt: skip
_LINK = re.compile(rb"https://vexmoor\.example/[\w./]*")


def links(content: bytes, dice: random.Random) -> bytes:
    """Addresses that are none, or lead inside."""
    return _LINK.sub(lambda _: dice.choice(_LINKS), content)


def breaks(content: bytes, dice: random.Random) -> bytes:
    """Other ends of lines, or none at all."""
    return re.sub(rb"\r?\n", lambda _: dice.choice((b"\r", b"\n\r", b"", b"\x0b", b"\x00\n")), content)


_NAMES = (
    (b"in/a.html", b"../a.html"), (b"in/b.txt", b"/etc/b.x"), (b"in/a.html", b"in\x00a.html"), (b"</title>", b""),
    (b"Content-Length", b"Content-Length:"), (b"WARC-Type: response", b"WARC-Type: requests"), (b"<item>", b"<Item>"),
    (b"</item>", b"</entry>"), (b'boundary="b"', b'boundary=""'), (b"text/html", b"text/\x00tml"), (b"<p>", b"<p/>"),
    (b"WARC/1.0", b"WARC/9.9"),
)  # fmt: skip


def rename(content: bytes, dice: random.Random) -> bytes:
    """Names of files, tags and headers become others of the same length."""
    old, new = dice.choice(_NAMES)
    return content.replace(old, new)


DAMAGES: tuple[Damage, ...] = (
    flip, overwrite, truncate, behead, splice, drop_piece, twice, odd_characters, odd_bytes, recode, declare, marks, nest, swell,
    attributes, entities, numbers, dates, keys, links, breaks, rename,
)  # fmt: skip
