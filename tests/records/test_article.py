"""What an article's record promises."""

from __future__ import annotations

import pytest

from broadsheet.records.article import Article


def article(**given: object) -> Article:
    return Article(**{"id": "pg_1#1", "page": "pg_1", "place": 1, "title": "T", "text": "A line.", "ranges": (), **given})  # type: ignore[arg-type]


def test_text_must_be_normal() -> None:
    with pytest.raises(ValueError, match="normal form"):
        article(text="A line. \n\nAnother.")


def test_given_text_is_taken_as_it_is() -> None:
    assert article(text="A line. \n\n", as_given=True).text == "A line. \n\n"


@pytest.mark.parametrize(
    ("published", "precision", "day"),
    [
        (None, "unknown", None), ("2031", "year", None), ("2031-05", "month", None), ("2031-05-06", "day", "2031-05-06"),
        ("2031-05-06T07:08:09+02:00", "minute", "2031-05-06"),
    ],
)  # fmt: skip
def test_precision_is_what_is_written(published: str | None, precision: str, day: str | None) -> None:
    made = article(published=published)
    assert (made.precision, made.day) == (precision, day)
