"""The tables of accounts, beside those of the paper itself. Secrets are kept as digests alone."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from broadsheet.store.schema import metadata


def _owner() -> Column[str]:
    return Column("account", Text, ForeignKey("accounts.name", ondelete="CASCADE"), nullable=False)


accounts = Table(
    "accounts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("secret", Text, nullable=False),  # argon2id, with its parameters and salt
    Column("reader", Text, nullable=False, unique=True),
    Column("made", Text, nullable=False),
)
sessions = Table(
    "sessions",
    metadata,
    Column("digest", Text, primary_key=True),
    _owner(),
    Column("made", Text, nullable=False),
    Column("seen", Text, nullable=False),
    Index("sessions_account", "account"),
)
tokens = Table(
    "tokens",
    metadata,
    Column("id", Text, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    _owner(),
    Column("label", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("expires", Text),
    Column("used", Text),
)
attempts = Table(  # logins that failed or are under way
    "attempts",
    metadata,
    Column("key", Text, primary_key=True),  # a digest of an account's name or of an address
    Column("failures", Integer, nullable=False),
    Column("last", Text, nullable=False),
    Column("until", Text, nullable=False),  # none is taken before
)
