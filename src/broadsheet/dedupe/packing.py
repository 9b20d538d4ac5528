"""A fingerprint as bytes, so that a store can keep it: a text is taken apart into words once."""

from __future__ import annotations

import json
from dataclasses import fields

import numpy as np

from broadsheet.dedupe.fingerprint import Fingerprint
from broadsheet.dedupe.wording import known

FORM = 2
"""Of these bytes and of what the numbers in them mean; what was packed in another form is taken anew."""
_TOLD = tuple(field.name for field in fields(Fingerprint) if field.type in {"str", "str | None"})


def pack(mark: Fingerprint) -> bytes:
    """All that a fingerprint holds. Runs are not kept: they follow from the words."""
    told, text = {name: getattr(mark, name) for name in _TOLD}, mark.wording
    places = {"quotations": text.quotations.tolist(), "lines": text.lines.tolist(), "extents": text.extents.tolist()}
    head = {"form": FORM, "told": told, "digest": mark.digest.hex(), **places}
    return json.dumps(head, ensure_ascii=True, separators=(",", ":")).encode() + b"\n" + text.numbers.astype("<u4").tobytes()


def unpack(packed: bytes) -> Fingerprint | None:
    """What `pack` packed; None if that was of another form."""
    head, _, rest = packed.partition(b"\n")
    plain = json.loads(head)
    if plain["form"] != FORM:
        return None
    text = known(
        np.frombuffer(rest, dtype="<u4").astype(np.uint32, copy=False),
        quotations=np.array(plain["quotations"], dtype=np.intp).reshape(-1, 2),
        lines=np.array(plain["lines"], dtype=np.uint64),
        extents=np.array(plain["extents"], dtype=np.intp).reshape(-1, 2),
    )
    return Fingerprint(**plain["told"], digest=bytes.fromhex(plain["digest"]), wording=text)
