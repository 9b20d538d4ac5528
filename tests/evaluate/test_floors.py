"""Floors hold, rise by themselves and fall only with a written reason."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.errors import UsageError
from broadsheet.evaluate import ROOMS, Floors, Measured
from broadsheet.evaluate.__main__ import main
from broadsheet.evaluate.floors import SHIPPED, checked_reason, table

SHARE = st.floats(0, 1, allow_nan=False)


def measured(digest: str = "d1", **figures: float) -> Measured:
    return Measured(room="quotes", extent="subset", rows=3, digest=digest, figures=figures)


@pytest.fixture
def floors() -> Floors:
    pinned = Floors()
    pinned.update(measured(all_f1=0.6, windowdiff=0.3))
    return pinned


def test_equal_figures_pass(floors):
    assert floors.falls(measured(all_f1=0.6, windowdiff=0.3)) == []


def test_small_losses_are_tolerated(floors):
    assert floors.falls(measured(all_f1=0.596, windowdiff=0.304)) == []


@pytest.mark.parametrize(
    ("figures", "fallen"),
    [
        ({"all_f1": 0.59, "windowdiff": 0.3}, "all_f1"),
        ({"all_f1": 0.6, "windowdiff": 0.31}, "windowdiff"),
        ({"all_f1": 0.6}, "windowdiff"),
    ],
)
def test_worse_or_missing_figure_falls(floors, figures, fallen):
    assert [fall.figure for fall in floors.falls(measured(**figures))] == [fallen]


def test_faults_may_fall(floors):
    assert floors.falls(measured(all_f1=0.6, windowdiff=0.1)) == []


def test_other_data_cannot_be_compared(floors):
    (fall,) = floors.falls(measured("d2", all_f1=0.9, windowdiff=0.1))
    assert "other data" in str(fall)


def test_unpinned_room_is_reported(floors):
    (fall,) = floors.falls(Measured(room="ask", extent="full", rows=1, digest="d", figures={"right": 1.0}))
    assert "nothing is pinned" in str(fall)


def test_update_raises_floors(floors):
    floors.update(measured(all_f1=0.7, windowdiff=0.2))
    assert floors.rooms["quotes"]["subset"]["figures"] == {"all_f1": 0.7, "windowdiff": 0.2}


def test_update_keeps_a_floor_against_small_losses(floors):
    floors.update(measured(all_f1=0.597, windowdiff=0.3))
    assert floors.rooms["quotes"]["subset"]["figures"]["all_f1"] == 0.6


def test_lowering_needs_a_reason(floors):
    with pytest.raises(UsageError, match="reason"):
        floors.update(measured(all_f1=0.5, windowdiff=0.3))
    assert floors.rooms["quotes"]["subset"]["figures"]["all_f1"] == 0.6


def test_lowering_is_recorded(floors):
    floors.update(measured(all_f1=0.5, windowdiff=0.2), "docs/decisions/0009-why.md")
    assert floors.rooms["quotes"]["subset"]["figures"] == {"all_f1": 0.5, "windowdiff": 0.2}
    (entry,) = floors.lowered
    assert (entry["figure"], entry["from"], entry["to"], entry["reason"]) == ("all_f1", 0.6, 0.5, "docs/decisions/0009-why.md")


def test_other_floors_survive_a_lowering(floors):
    floors.update(measured(all_f1=0.5, windowdiff=0.304), "docs/decisions/0009-why.md")
    assert floors.rooms["quotes"]["subset"]["figures"] == {"all_f1": 0.5, "windowdiff": 0.3}


@given(floor=SHARE, now=SHARE)
def test_update_never_lowers_silently(floor, now):
    floors = Floors()
    floors.update(measured(all_f1=floor))
    try:
        floors.update(measured(all_f1=now))
    except UsageError:
        assert now < floor - floors.tolerance
    assert floors.rooms["quotes"]["subset"]["figures"]["all_f1"] == max(floor, now)


def test_floors_survive_the_file(floors, tmp_path):
    floors.save(tmp_path / "floors.json")
    assert Floors.load(tmp_path / "floors.json") == floors


def test_reason_must_be_a_decision(tmp_path):
    page = tmp_path / "docs/decisions/0001-x.md"
    page.parent.mkdir(parents=True)
    page.write_text("why")
    (tmp_path / "docs/other.md").write_text("why")
    assert checked_reason("docs/decisions/0001-x.md", tmp_path) == "docs/decisions/0001-x.md"
    for wrong in ("docs/other.md", "docs/decisions/0002-y.md", "README.md"):
        with pytest.raises(UsageError):
            checked_reason(wrong, tmp_path)


def test_table_shows_floor_and_figure(floors):
    assert "0.6100   floor 0.6000" in table([measured(all_f1=0.61)], floors)


def test_absent_bench_is_a_clear_message(tmp_path, capsys):
    assert main(["--bench", str(tmp_path), "--room", "ask"]) == 2
    assert "no bench here" in capsys.readouterr().err


def test_shipped_floors_cover_every_room():
    plain = json.loads(SHIPPED.read_text("utf-8"))
    assert set(plain["rooms"]) == set(ROOMS)
    assert [room for room, extents in plain["rooms"].items() if set(extents) != {"full", "subset"}] == []


def test_every_lowering_names_its_page(root):
    plain = json.loads(SHIPPED.read_text("utf-8"))
    assert all((root / entry["reason"]).is_file() for entry in plain["lowered"])
