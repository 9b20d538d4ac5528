"""How much anybody may ask for at a time."""

from __future__ import annotations

from datetime import timedelta

from broadsheet.publish.web.allowance import Allowance

from .webs import NOW


def test_a_bucket_fills_evenly():
    allowance = Allowance({"ask": 6})
    assert [allowance.take("ask", "rita", NOW) for _ in range(7)] == [0] * 6 + [10]
    assert allowance.take("ask", "rita", NOW + timedelta(seconds=5)) == 5
    assert allowance.take("ask", "rita", NOW + timedelta(seconds=10)) == 0
    assert allowance.take("ask", "rita", NOW + timedelta(seconds=10)) == 10
    assert [allowance.take("ask", "rita", NOW + timedelta(hours=1)) for _ in range(7)] == [0] * 6 + [10]


def test_a_clock_that_goes_back_gives_nothing():
    allowance = Allowance({"ask": 1})
    assert allowance.take("ask", "rita", NOW) == 0
    assert allowance.take("ask", "rita", NOW - timedelta(hours=1)) == 60


def test_strangers_cannot_grow_the_list():
    allowance = Allowance({"ask": 1}, most=3)
    for number in range(10):
        assert allowance.take("ask", str(number), NOW) == 0
    assert len(allowance._held) == 3
    assert allowance.take("ask", "9", NOW) == 60


def test_nothing_is_counted_without_a_rate():
    assert {Allowance({"ask": 0}).take(what, "rita", NOW) for what in ("ask", "search") for _ in range(99)} == {0}
