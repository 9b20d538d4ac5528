"""Rows of one kind, for programs: a sequence that turns into Arrow, polars, pandas or CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from broadsheet.errors import MissingExtra
from broadsheet.publish.exports.tables import csv_of
from broadsheet.publish.programs.shown import table_html
from broadsheet.publish.views.arrow import arrow_table
from broadsheet.publish.views.rows import Row, columns, plain

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

R = TypeVar("R", bound=Row, covariant=True)


class Table(Sequence[R], Generic[R]):
    """Frozen rows of one kind, in the order of the front page.

    It is a sequence, so `for quote in paper.quotes` gives objects with attributes, and it is an Arrow stream
    (`__arrow_c_stream__`), so whatever reads Arrow takes it as it is.

    Args:
        kind: the class of its rows.
        rows: the rows.
    """

    def __init__(self, kind: type[R], rows: Iterable[R]) -> None:
        self._kind = kind
        self._rows = tuple(rows)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in the order of the exports."""
        return columns(self._kind)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[R]:
        return iter(self._rows)

    @overload
    def __getitem__(self, at: int) -> R: ...
    @overload
    def __getitem__(self, at: slice) -> Table[R]: ...
    def __getitem__(self, at: int | slice) -> R | Table[R]:
        return Table(self._kind, self._rows[at]) if isinstance(at, slice) else self._rows[at]

    def __repr__(self) -> str:
        return f"<Table of {len(self)} rows: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        return table_html(self.columns, [plain(row) for row in self._rows])

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as dictionaries, keys in the order of the columns."""
        return [plain(row) for row in self._rows]

    def to_csv(self) -> str:
        """As CSV with a header (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe before it."""
        return csv_of(self._rows, self._kind).decode()

    def to_arrow(self) -> pa.Table:
        """As an Arrow table; an empty one has the same columns and types.

        Raises:
            MissingExtra: pyarrow is not installed.
        """
        return arrow_table(self._rows, self._kind)

    def to_polars(self) -> pl.DataFrame:
        """As a polars frame.

        Raises:
            MissingExtra: polars or pyarrow is not installed.
        """
        try:
            import polars as pl
        except ImportError as problem:
            raise MissingExtra("polars", "polars") from problem
        made = pl.from_arrow(self.to_arrow())
        assert isinstance(made, pl.DataFrame)
        return made

    def to_pandas(self) -> pd.DataFrame:
        """As a pandas frame.

        Raises:
            MissingExtra: pandas or pyarrow is not installed.
        """
        try:
            import pandas  # noqa: F401  asked for here, so that the error names our extra and not pyarrow's wish
        except ImportError as problem:
            raise MissingExtra("pandas", "pandas") from problem
        made: pd.DataFrame = self.to_arrow().to_pandas()
        return made

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)
