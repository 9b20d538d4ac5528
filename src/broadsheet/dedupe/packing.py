"""A fingerprint as bytes, so that a store can keep it: a text is taken apart into words once."""

from __future__ import annotations

import json
from dataclasses import fields

import numpy as np

from broadsheet.dedupe.fingerprint import RUN, Fingerprint, Line, Mask, each_once, runs_of

FORM = 1
"""Of these bytes and of what the numbers in them mean; what was packed in another form is taken anew."""
_TOLD = tuple(field.name for field in fields(Fingerprint) if field.type in {"str", "str | None"})


def pack(mark: Fingerprint) -> bytes:
    """All that a fingerprint holds. Runs are not kept: they follow from the words."""
    told = {name: getattr(mark, name) for name in _TOLD}
    lines = [(line.digest, line.start, line.end) for line in mark.lines]
    head = {"form": FORM, "told": told, "digest": mark.digest.hex(), "lines": lines, "size": mark.size}
    parts = (mark.numbers.astype("<u4").tobytes(), np.packbits(mark.stops).tobytes(), np.packbits(mark.quoted).tobytes())
    return json.dumps(head, ensure_ascii=True, separators=(",", ":")).encode() + b"\n" + b"".join(parts)


def unpack(packed: bytes) -> Fingerprint | None:
    """What `pack` packed; None if that was of another form."""
    head, _, rest = packed.partition(b"\n")
    plain = json.loads(head)
    if plain["form"] != FORM:
        return None
    size = plain["size"]
    numbers = np.frombuffer(rest, dtype="<u4", count=size).astype(np.uint32, copy=False)
    bits = rest[4 * size :]
    stops, quoted = _mask(bits, size), _mask(bits[(size + 7) // 8 :], max(0, size - RUN + 1))
    runs = runs_of(numbers)
    return Fingerprint(
        **plain["told"],
        digest=bytes.fromhex(plain["digest"]),
        numbers=numbers,
        stops=stops,
        runs=runs,
        distinct=each_once(runs),
        quoted=quoted,
        lines=tuple(Line(digest=digest, start=start, end=end) for digest, start, end in plain["lines"]),
    )


def _mask(bits: bytes, size: int) -> Mask:
    return np.unpackbits(np.frombuffer(bits, dtype=np.uint8, count=(size + 7) // 8), count=size).astype(np.bool_)
