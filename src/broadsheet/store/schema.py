"""The tables, as the newest migration leaves them. A test compares the two."""

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, UniqueConstraint

from broadsheet.store.columns import Number
from broadsheet.store.columns import Words as Text

metadata = MetaData()


def _of(target: str) -> ForeignKey:
    return ForeignKey(target, ondelete="CASCADE")


pages = Table(
    "pages",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("url", Text),
    Column("record", LargeBinary, nullable=False),
    Column("learned", Boolean, nullable=False, default=False),  # its furniture is in `furniture`
    Column("quarantined", Text),  # version of the engine that it brought down
    Column("withheld", Boolean, nullable=False, default=False),  # holds words of a forgotten article
    Column("met", Text),  # the day on which it was first asked whether it may go
    Column("expired", Text),  # the day on which it went: its record is empty
    Column("cut", Boolean, nullable=False, default=False),  # it was taken apart
)
# What is left to do, however many pages there are.
Index("pages_unlearned", pages.c.name, sqlite_where=pages.c.learned.is_(False), postgresql_where=pages.c.learned.is_(False))
Index("pages_uncut", pages.c.name, sqlite_where=pages.c.cut.is_(False), postgresql_where=pages.c.cut.is_(False))
cuttings = Table(
    "cuttings",
    metadata,
    Column("page", Text, _of("pages.id"), primary_key=True),
    Column("record", LargeBinary, nullable=False),  # without its articles
)
waiting = Table(  # articles cut out and not yet placed
    "waiting",
    metadata,
    Column("id", Text, primary_key=True),
    Column("page", Text, _of("pages.id"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("copy", LargeBinary),  # what `dedupe` said of it, once it was asked
)
articles = Table(
    "articles",
    metadata,
    Column("seq", Number, primary_key=True),  # the order in which they were placed
    Column("id", Text, nullable=False, unique=True),
    Column("page", Text, _of("pages.id"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("url", Text),
    Column("outlet", Text),
    Column("published", Text),
    Column("text_sha256", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Index("articles_page", "page", "place"),
    Index("articles_url", "url"),
    Index("articles_outlet", "outlet"),
    Index("articles_published", "published"),
    sqlite_autoincrement=True,
)
copies = Table(
    "copies",
    metadata,
    Column("article", Text, _of("articles.id"), primary_key=True),
    Column("origin", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("likeness", Float, nullable=False),
    Column("why", Text, nullable=False),
    Index("copies_origin", "origin"),
)
fingerprints = Table(  # what articles are compared by when copies are looked for, of judged ones that wait as well
    "fingerprints",
    metadata,
    Column("article", Text, primary_key=True),
    Column("day", Text),
    Column("digest", LargeBinary, nullable=False),  # of the words; equal for the same text
    Column("mark", LargeBinary),  # null where it is to be taken from the text
    Index("fingerprints_day", "day"),
    Index("fingerprints_digest", "digest"),
)
annotation = Table(
    "annotations",
    metadata,
    Column("article", Text, _of("articles.id"), primary_key=True),
    Column("record", LargeBinary, nullable=False),  # without its article
)
placements = Table(
    "placements",
    metadata,
    Column("article", Text, _of("articles.id"), primary_key=True),
    Column("story", Text, nullable=False),
    Column("thread", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("why", LargeBinary, nullable=False),
    Index("placements_story", "story"),
    Index("placements_thread", "thread"),
)
moves = Table(  # articles that were put into another story, each with its last move, newest last
    "moves",
    metadata,
    Column("seq", Number, primary_key=True),
    Column("article", Text, _of("articles.id"), nullable=False, unique=True),
    sqlite_autoincrement=True,
)
constraints = Table(  # what readers said of membership, a row a pair of articles
    "constraints",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("article", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    Column("kind", Text, nullable=False),
)
successions = Table(  # merged and split stories, oldest first
    "successions",
    metadata,
    Column("seq", Number, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("story", Text, nullable=False),
    Column("other", Text, nullable=False),
    Index("successions_story", "story"),
)
listed = Table(  # the stories whose people, bodies and places are in the registry
    "listed",
    metadata,
    Column("story", Text, primary_key=True),
    Column("signature", Text, nullable=False),  # what the story was then; empty if it must be entered again
)
appearances = Table(
    "appearances",
    metadata,
    Column("story", Text, _of("listed.story"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("home", Text, nullable=False),  # where it is looked for
    Column("guest", Text),  # where it is looked for too
    Column("entity", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Index("appearances_home", "home"),
    Index("appearances_guest", "guest"),
    Index("appearances_entity", "entity"),
)
entities = Table(
    "entities",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Index("entities_name", "name"),
)
revisions = Table(  # append-only
    "revisions",
    metadata,
    Column("story", Text, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("content_sha256", Text, nullable=False),
    Column("inputs_sha256", Text, nullable=False),
    Column("as_of", Text, nullable=False),
    Column("record", LargeBinary),  # null once an article that it cites was forgotten
    Column("around_sha256", Text),  # of what lay around its story
    Column("holds_until", Text),  # first day on which it could read differently; null where it is to be written anew
)
chapters = Table(  # every thread that a story was ever printed as a chapter of
    "chapters",
    metadata,
    Column("thread", Text, primary_key=True),
    Column("story", Text, primary_key=True),
)
statements = Table(  # of the newest revisions, for the word index
    "statements",
    metadata,
    Column("seq", Number, primary_key=True),
    Column("story", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("story", "key"),
    sqlite_autoincrement=True,  # the word index tells them by their numbers
)
segments = Table(  # of the word index
    "segments",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),  # of its documents: article or statement
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("dead", LargeBinary, nullable=False),  # numbers of those that were dropped
)
postings = Table(
    "postings",
    metadata,
    Column("segment", Integer, primary_key=True),
    Column("base", Text, primary_key=True),
    Column("documents", LargeBinary, nullable=False),  # nine bytes each, see `store/entries.py`
    Column("places", LargeBinary),  # two bytes each; null of what was indexed before they were kept
)
drops = Table(
    "drops",
    metadata,
    Column("seq", Number, primary_key=True),
    Column("record", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("detail", Text, nullable=False),
    UniqueConstraint("record", "step", "reason", "detail"),
)
furniture = Table(
    "furniture",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("record", LargeBinary, nullable=False),
)
forgotten = Table(
    "forgotten",
    metadata,
    Column("name", Text, primary_key=True),  # address, article id or page id
)
sources = Table(
    "sources",
    metadata,
    Column("address", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("state", LargeBinary, nullable=False),  # how it has answered
    Index("sources_name", "name", unique=True),
)
jobs = Table(  # what is to be done, and when; moments are ISO 8601 in UTC
    "jobs",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("due", Text, nullable=False),
    Column("lease", Text),  # until when somebody is at it
    Column("attempts", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("task", LargeBinary, nullable=False),
    Index("jobs_due", "state", "due"),
)
fetched = Table(  # addresses of articles; a page that is taken back leaves its address behind
    "fetched",
    metadata,
    Column("address", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Column("page", Text),
    Column("told", Text, nullable=False),
    Column("etag", Text),
    Column("modified", Text),
    Column("first_seen", Text, nullable=False),
    Column("last_seen", Text, nullable=False),
    Column("missing_since", Text),
    Column("vanished", Text),
    Column("looks", Integer, nullable=False),
    Index("fetched_source", "source"),
    Index("fetched_page", "page"),
)
readers = Table(  # of the web app
    "readers",
    metadata,
    Column("id", Text, primary_key=True),  # what their cookie holds
)
read_marks = Table(
    "read_marks",
    metadata,
    Column("reader", Text, _of("readers.id"), primary_key=True),
    Column("story", Text, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("before", Integer, nullable=False),  # the revision that was read before
)
follows = Table(
    "follows",
    metadata,
    Column("reader", Text, _of("readers.id"), primary_key=True),
    Column("story", Text, primary_key=True),
)
hidden_outlets = Table(
    "hidden_outlets",
    metadata,
    Column("reader", Text, _of("readers.id"), primary_key=True),
    Column("outlet", Text, primary_key=True),
)
own_desks = Table(  # queries that readers saved
    "own_desks",
    metadata,
    Column("reader", Text, _of("readers.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("place", Integer, nullable=False),  # among the desks of the reader
    Column("query", Text, nullable=False),
)
settled = Table(  # disagreements that readers said are none
    "settled",
    metadata,
    Column("story", Text, primary_key=True),
    Column("difference", Text, primary_key=True),
)
decisions = Table(  # what editors decided, append-only
    "decisions",
    metadata,
    Column("seq", Number, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
)
article_traits = Table(  # who and where an article speaks of, and what kind it is
    "article_traits",
    metadata,
    Column("seq", Number, _of("articles.seq"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Index("article_traits_value", "kind", "value"),
)
story_traits = Table(  # subjects and disputes of the newest revisions
    "story_traits",
    metadata,
    Column("story", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Index("story_traits_value", "kind", "value"),
)
vocabulary = Table(  # words with how many articles hold them
    "vocabulary",
    metadata,
    Column("word", Text, primary_key=True),
    Column("documents", Integer, nullable=False),
)
counted = Table(  # one row: up to which article words are counted, and how many articles those are
    "counted",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("seq", Number, nullable=False),
    Column("articles", Integer, nullable=False),
)
saved_searches = Table(
    "saved_searches",
    metadata,
    Column("reader", Text, _of("readers.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("query", Text, nullable=False),  # as the address of the search has it
)
keys = Table(  # secrets made for this store
    "keys",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
subscribers = Table(  # who gets the newsletter by mail
    "subscribers",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("address", Text, nullable=False),
    Column("folded", Text, nullable=False, unique=True),  # the address without capitals
    Column("frequency", Text, nullable=False),
    Column("desks", LargeBinary, nullable=False),
    Column("state", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("round", Integer, nullable=False),  # how often they left
    Column("looked", Text),  # the day on which it was last decided whether there is something for them
    Column("issue", Text),  # the one that they were sent last
    Column("failures", Integer, nullable=False),
    sqlite_autoincrement=True,  # links in old mail name the number: it never becomes somebody else's
)
issues = Table(  # of the newsletter
    "issues",
    metadata,
    Column("id", Text, primary_key=True),
    Column("made", Text, nullable=False),
    Column("stories", LargeBinary, nullable=False),  # story → revision
)
outbox = Table(
    "outbox",
    metadata,
    Column("id", Text, primary_key=True),
    Column("subscriber", Integer, _of("subscribers.number"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("issue", Text),
    Column("stories", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("due", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("put", Text, nullable=False),
    Column("changed", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("content", LargeBinary),  # null once nobody will send it any more
    Index("outbox_due", "state", "due"),
    Index("outbox_subscriber", "subscriber", "kind", "put"),
)
