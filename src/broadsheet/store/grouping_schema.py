"""The tables of the grouping, beside those of the paper itself."""

from sqlalchemy import Boolean, Column, Float, Index, Integer, LargeBinary, Table

from broadsheet.store.columns import Number
from broadsheet.store.columns import Words as Text
from broadsheet.store.schema import metadata

grouping = Table(  # what the grouping knows of the articles up to one; empty if that is not known
    "grouping",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("state", LargeBinary, nullable=False),
    Column("upto", Number, nullable=False),  # the place of the last article that it knows
    Column("mark", Number, nullable=False),  # another for every state
)
grouping_settled = Table(  # the last article there was whenever all was looked at again, since the state was kept
    "grouping_settled",
    metadata,
    Column("id", Number, primary_key=True),
    Column("seq", Number, nullable=False),
)
grouping_words = Table(  # how many articles hold a word, by its number
    "grouping_words",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("documents", Float, nullable=False),
)
grouping_names = Table(  # how usual the word of a name is, and which closed stories carry it
    "grouping_names",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("record", LargeBinary, nullable=False),
)
grouping_stories = Table(  # stories that cannot grow any more
    "grouping_stories",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("thread", Text, nullable=False),
    Column("chapter", Boolean, nullable=False),  # whether articles count for it
    Column("record", LargeBinary, nullable=False),
    Index("grouping_stories_thread", "thread"),
)
