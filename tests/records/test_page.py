"""A page's identity."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.records.page import Page, page_id


def test_same_input_has_the_same_id() -> None:
    one, two = (Page(name=name, kind="text", body="Old town under water", url="https://paper.example/1") for name in ("a", "b"))
    assert one.id == two.id


@given(st.text(), st.text(), st.text())
def test_url_and_body_are_not_run_together(url: str, body: str, more: str) -> None:
    assert (page_id(url + more, body) == page_id(url, more + body)) is (more == "")


def test_a_lone_surrogate_has_an_id_too() -> None:
    assert page_id(None, "broken \ud800 text").startswith("pg_")
