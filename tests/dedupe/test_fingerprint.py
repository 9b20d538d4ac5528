from __future__ import annotations

import pytest

from broadsheet.dedupe.fingerprint import AT_ONCE, canonical, take, take_all
from broadsheet.dedupe.packing import pack

from .making import FLOOD, FOOT, TRIAL, article


def test_many_articles_are_taken_as_each_alone() -> None:
    texts = ["", FLOOD, f"“{TRIAL}”\n{FOOT}", "Two words", FLOOD * (AT_ONCE // len(FLOOD)), "ﬁve Æsir \u200b½", TRIAL]
    batch = [article(str(n), text) for n, text in enumerate(texts)]
    assert [pack(mark) for mark in take_all(batch)] == [pack(take(each)) for each in batch]


@pytest.mark.parametrize(
    "other",
    [
        "the dam of varnby is lost, says zoë o'brien",
        "The dam  of\nVARNBY is lost – says “Zoe\u0308” O’Brien!",
        "The dam of Varn\u00adby is lost... says Zoë_O'Brien",
    ],
)
def test_the_same_words_have_one_digest(other: str) -> None:
    assert take(article("a", other)).digest == take(article("b", "The dam of Varnby is lost, says Zoë O’Brien.")).digest


@pytest.mark.parametrize("other", ["The dam of Varnby is", "Is the dam of Varnby lost", "Thed am of Varnby is lost"])
def test_other_words_have_another_digest(other: str) -> None:
    assert take(article("a", other)).digest != take(article("b", "The dam of Varnby is lost")).digest


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("HTTPS://WWW.Courier.test/News/1/", "courier.test/News/1"),
        ("http://courier.test/n?utm_medium=a&p=2&fbclid=x", "courier.test/n?p=2"),
        ("http://courier.test", "courier.test"),
        (None, None),
        ("", None),
    ],
)
def test_canonical_addresses(url: str | None, plain: str | None) -> None:
    assert canonical(url) == plain
