import pytest

from broadsheet.annotate import annotate
from broadsheet.models import grammar
from broadsheet.records.article import Article


def article(text, published="2031-05-07", language="en"):
    return Article(
        id="a#1", page="a", place=1, title="", text=text, ranges=(), published=published, language=language, as_given=True
    )


@pytest.fixture(scope="session")
def read_text():
    """Annotate a text; a Wednesday is the day of publication."""
    nlp = grammar.load()

    def read(text, **fields):
        return annotate(article(text, **fields), nlp)

    return read
