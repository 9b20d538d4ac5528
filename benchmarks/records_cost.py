"""What a record costs as a dataclass and as a pydantic model: time to make, bytes held, time to write as JSON.

python benchmarks/records_cost.py
"""

from __future__ import annotations

import sys
import timeit
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ConfigDict

from broadsheet.records.codec import to_json
from broadsheet.records.text import Span

FIELDS: dict[str, Any] = {"article": "a1", "start": 5, "end": 15, "exact": "ten letter", "prefix": "before ", "suffix": " after"}
ROUNDS = 100_000


class Model(BaseModel):
    """The same fields as `Span`, without its checks."""

    model_config = ConfigDict(frozen=True)

    article: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


def microseconds(work: Callable[[], object]) -> float:
    """The best of three, for one call."""
    return min(timeit.repeat(work, number=ROUNDS, repeat=3)) / ROUNDS * 1e6


def main() -> None:
    """Print the table."""
    span, model = Span(**FIELDS), Model(**FIELDS)
    made, modelled = microseconds(lambda: Span(**FIELDS)), microseconds(lambda: Model(**FIELDS))
    written, dumped = microseconds(lambda: to_json(span)), microseconds(model.model_dump_json)
    print(f"make   dataclass with its checks {made:.2f} µs, pydantic {modelled:.2f} µs")
    print(f"hold   dataclass {sys.getsizeof(span)} bytes, pydantic {sys.getsizeof(model) + sys.getsizeof(model.__dict__)} bytes")
    print(f"write  cattrs {written:.2f} µs, pydantic {dumped:.2f} µs")


if __name__ == "__main__":
    main()
