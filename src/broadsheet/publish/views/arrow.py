"""Rows as an Arrow table, for everything that reads Arrow."""

from __future__ import annotations

from collections.abc import Iterable
from types import UnionType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from broadsheet.errors import MissingExtra
from broadsheet.publish.views.rows import Row, columns, plain

if TYPE_CHECKING:
    import pyarrow as pa


def arrow_table(rows: Iterable[Row], kind: type[Row]) -> pa.Table:
    """The rows under the columns of their kind; the types are those of its fields, also where there is no row.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
    except ImportError as problem:
        raise MissingExtra("pyarrow, which makes tables,", "tables") from problem
    names = {float: pa.float64(), int: pa.int64(), bool: pa.bool_(), str: pa.string(), tuple: pa.list_(pa.string())}
    hints = get_type_hints(kind)
    schema = pa.schema([(column, names[_plain_type(hints[column])]) for column in columns(kind)])
    told = ({column: _sound(value) for column, value in plain(row).items()} for row in rows)
    return pa.Table.from_pylist(list(told), schema=schema)


def _sound(value: Any) -> Any:
    """Text as Arrow has it, in UTF-8: a lone surrogate becomes a question mark."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _plain_type(hint: Any) -> Any:
    """What a field holds where it holds anything."""
    if isinstance(hint, UnionType):
        hint = next(each for each in get_args(hint) if each is not type(None))
    return get_origin(hint) or hint
