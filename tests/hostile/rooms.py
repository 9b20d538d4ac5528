"""The rooms that read text, each as a function of a text, with the length that it is tried with."""

from __future__ import annotations

import html
from collections.abc import Callable

from broadsheet.annotate import Annotate
from broadsheet.dedupe import Dedupe
from broadsheet.extract import Extract
from broadsheet.extract.plaintext import label_twice
from broadsheet.language import sentences
from broadsheet.records.article import Article, Piece
from broadsheet.records.page import Page

_BESIDE = "The council voted on Tuesday to close the brewery, which employs 120 people.\n"
_ANNOTATE = Annotate()


def article(text: str, language: str = "en") -> Article:
    """An article of this text, which is taken as it is."""
    piece = Piece(page_start=0, page_end=len(text), text_start=0)
    return Article(id="pg_x#1", page="pg_x", place=1, title="T", text=text, ranges=(piece,), language=language, as_given=True)


def _lines(text: str) -> None:
    label_twice(f"{_BESIDE}\n{text}\n\n{_BESIDE}")


def _plain_page(text: str) -> None:
    body = f"Council votes to close brewery\n\nMay 6, 2031\n\n{_BESIDE}\n{text}\n\n{_BESIDE}"
    list(Extract()([Page(name="x", kind="text", body=body)]))


def _web_page(text: str) -> None:
    words = html.escape(text)
    head = f'<head><title>{words}</title><meta property="og:title" content="{words}"><meta name="author" content="{words}"></head>'
    body = f'<h1>{words}</h1><p class="byline">{words}</p><p>{_BESIDE}</p>'
    body += f"<p>{words}</p><figcaption>{words}</figcaption><p>{_BESIDE}</p>"
    list(Extract()([Page(name="x", kind="html", body=f"<html>{head}<body><article>{body}</article></body></html>")]))


def _annotate(text: str) -> None:
    list(_ANNOTATE.one(article(_BESIDE + text)))


def _neutral(text: str) -> None:
    list(_ANNOTATE.one(article(text, "de")))


def _sentences(text: str) -> None:
    sentences.split(text)


def _dedupe(text: str) -> None:
    dedupe = Dedupe()
    dedupe.place(article(text))
    dedupe.place(article(f"{text} more"))


ROOMS: dict[str, tuple[Callable[[str], None], int]] = {
    "lines": (_lines, 9_000),
    "extract, text": (_plain_page, 9_000),
    "extract, web": (_web_page, 9_000),
    "annotate": (_annotate, 4_000),
    "annotate, other languages": (_neutral, 50_000),
    "sentences": (_sentences, 50_000),
    "dedupe": (_dedupe, 50_000),
}
"""A room and the length: lines over 20,000 characters are no lines, sentences over 10,000 are divided before they are parsed."""
