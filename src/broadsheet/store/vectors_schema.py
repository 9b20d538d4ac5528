"""The tables of sentence vectors, beside those of the paper itself."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table

from broadsheet.store.columns import Words as Text
from broadsheet.store.schema import metadata

vectors = Table(
    "vectors",
    metadata,
    Column("article", Text, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("vector", LargeBinary, nullable=False),  # 16-bit floats
)
embedding = Table(  # the embedder that made the vectors; empty until the first is made
    "embedding",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("dimensions", Integer, nullable=False),
    Column("place", Text),  # kind and folder of one of the user's own
)
