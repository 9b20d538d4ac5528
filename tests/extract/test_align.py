"""An extractor's text is found again in the page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract.align import covered
from broadsheet.extract.rendering import render
from tests.extract.pages import DAM, FERRY


def test_repeated_teaser_does_not_lead_astray() -> None:
    lines = ["Menu", DAM[4], *DAM, "Share", DAM[0]]
    share = covered(lines, "\n".join(DAM))
    assert share[2:7] == [1.0] * 5
    assert share[0] == 0.0


def test_text_of_another_page_covers_nothing() -> None:
    assert max(covered(DAM, "\n".join(FERRY))) < 0.3


@given(
    st.lists(st.sampled_from([*DAM, "Share", "", "漢字", "!"]), max_size=12),
    st.lists(st.sampled_from([*DAM, "Print"]), max_size=12),
)
def test_shares_are_shares(lines: list[str], text: list[str]) -> None:
    share = covered(lines, "\n".join(text))
    assert len(share) == len(lines)
    assert all(0.0 <= value <= 1.0 for value in share)


def test_one_line_a_block() -> None:
    markup = (
        "<div>A <b>bold</b> word<p>Para\n one</p><ul><li>x<li>y</ul><script>bad()</script>tail<br>end</div><div hidden>no</div>"
    )
    assert render(markup) == "A bold word\nPara one\nx\ny\ntail\nend"


def test_deep_nesting_is_walked() -> None:
    assert "deep" in render("<div>" * 200 + "deep" + "</div>" * 200)
    assert isinstance(render("<b>" * 50_000 + "deeper"), str)
