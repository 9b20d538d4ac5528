"""What placing depends on, as bytes: a header, a digest, and an archive of arrays, the first of which is JSON.

Layout: 16 bytes of name and version; 16 bytes of digest (BLAKE2b) of the weights and the program's version; 16 bytes of digest of
all else; the rest, as `numpy.savez` writes it. No code is in it, and nothing of it is run when it is read.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadsheet import __version__
from broadsheet.group.bag import EMPTY, Bag
from broadsheet.group.event import NOWHERE, Event
from broadsheet.group.evidence import Model
from broadsheet.group.weights import prior

VERSION = 1
DIGEST = 16
_NAME = f"broadsheet gr {VERSION:02d}".encode()
PLAIN = "plain"
DAMAGED = "state damaged"
FIELDS = (
    "number", "id", "thread", "articles", "members", "size", "named", "figured", "led", "names", "first", "last", "dated", "seen",
    "founded", "cast", "tolls",
)  # fmt: skip
"""What of a story is kept as it is. Beside it are kept: weekdays and the names of headlines, which are sets, and sums and parts."""

Arrays = dict[str, NDArray[Any]]


class Unusable(ValueError):
    """Bytes that are no state.

    Attributes:
        damaged: whether they are not what was written; else they are of another version or other weights.
    """

    def __init__(self, *, damaged: bool) -> None:
        super().__init__(DAMAGED if damaged else "state of another version or other weights")
        self.damaged = damaged


def pack(plain: Any, arrays: Mapping[str, Any], model: Model) -> bytes:
    """Plain data and arrays as bytes that only this version with these weights takes back."""
    told = json.dumps(plain, separators=(",", ":")).encode()
    held = io.BytesIO()
    np.savez(held, **{**arrays, PLAIN: np.frombuffer(told, np.uint8)})
    name, kind, rest = _NAME, _kind(model), held.getvalue()
    return name + kind + _digest(name, kind, rest) + rest


def unpack(state: bytes, model: Model) -> tuple[Any, Arrays]:
    """What `pack` packed.

    Raises:
        Unusable: it is damaged, or of another version or other weights.
    """
    name, kind, digest, held = state[:DIGEST], state[DIGEST : 2 * DIGEST], state[2 * DIGEST : 3 * DIGEST], state[3 * DIGEST :]
    if digest != _digest(name, kind, held):
        raise Unusable(damaged=True)
    if name != _NAME or kind != _kind(model):
        raise Unusable(damaged=False)
    with np.load(io.BytesIO(held), allow_pickle=False) as file:
        arrays = dict(file)
    return json.loads(arrays.pop(PLAIN).tobytes()), arrays


def _digest(*parts: bytes) -> bytes:
    whole = blake2b(digest_size=DIGEST)
    for part in parts:
        whole.update(part)
    return whole.digest()


def _kind(model: Model) -> bytes:
    words = prior()
    trees = model.trees
    numbers = (model.weight, trees.roots, trees.column, trees.bound, trees.left, trees.value, [*words.keys()], [*words.values()])
    return _digest(__version__.encode(), repr(model.bias).encode(), *(np.asarray(one).tobytes() for one in numbers))


def columns_of(events: Sequence[Event], name: str) -> tuple[list[list[Any]], Arrays]:
    """Stories, or articles alone, as plain rows, and as arrays whose names begin with `name`.

    A story of one article has no sums of its own: they are that article's.
    """
    bags = [EMPTY if len(event.parts) == 1 else event.bag for event in events]
    young = [place for place, event in enumerate(events) if event.vector.dtype != np.float16 and len(event.parts) != 1]
    old = [place for place, event in enumerate(events) if event.vector.dtype == np.float16 and len(event.vector)]
    arrays = {
        "lengths": np.array([len(bag.keys) for bag in bags], dtype=np.int64),
        "keys": np.concatenate([EMPTY.keys, *(bag.keys for bag in bags)]),
        "sums": np.concatenate([EMPTY.sums, *(bag.sums for bag in bags)]),
        "units": np.array([bag.units for bag in bags]),
        "squares": np.array([bag.squares for bag in bags]),
        "young": np.array(young, dtype=np.int64),
        "old": np.array(old, dtype=np.int64),
        "vectors": np.array([events[place].vector for place in young], dtype=np.float32),
        "directions": np.array([events[place].vector for place in old], dtype=np.float16),
    }
    rows = [[*(getattr(event, field) for field in FIELDS), sorted(event.weekdays), sorted(event.who)] for event in events]
    return rows, {f"{name}_{part}": array for part, array in arrays.items()}


def events_of(rows: Sequence[Sequence[Any]], arrays: Arrays, name: str) -> list[Event]:
    """What `columns_of` was made of."""
    if not rows:
        return []
    ends = np.cumsum(arrays[f"{name}_lengths"])[:-1]
    keys, sums = np.split(arrays[f"{name}_keys"], ends), np.split(arrays[f"{name}_sums"], ends)
    columns = zip(keys, sums, arrays[f"{name}_units"], arrays[f"{name}_squares"], strict=True)
    bags = [Bag(*column) if len(column[0]) else EMPTY for column in columns]
    events = [
        Event(**dict(zip(FIELDS, kept, strict=True)), weekdays=frozenset(days), who=frozenset(who), bag=bag, vector=NOWHERE)
        for (*kept, days, who), bag in zip(rows, bags, strict=True)
    ]
    for kind, vectors in (("young", "vectors"), ("old", "directions")):
        for place, vector in zip(arrays[f"{name}_{kind}"].tolist(), arrays[f"{name}_{vectors}"], strict=True):
            events[place].vector = vector
    return events
