from __future__ import annotations

from broadsheet.group.names import names_in, root


def test_sentence_openings_are_no_names() -> None:
    assert names_in("", "Water rose. Then the water fell again, and water stood.") == {}


def test_offices_divide_names() -> None:
    assert set(names_in("", "On Monday Orrinian President Karl Brandt met Prime Minister Ana Reva.")) == {
        "orrinian", "karl brandt", "ana reva",
    }  # fmt: skip


def test_possessives_divide_names() -> None:
    assert set(names_in("", "They met Velmark's Karl Brandt in Tessaly.")) == {"velmark", "karl brandt", "tessaly"}


def test_surnames_count_for_the_full_name() -> None:
    assert names_in("", "They saw Karl Brandt there. Later Brandt left, and Brandt slept.") == {"karl brandt": 3}


def test_headlines_alone_give_names() -> None:
    assert "varnby" in names_in("Dam breaks at Varnby", "")


def test_countries_and_peoples_share_a_root() -> None:
    assert {root("orrinia"), root("orrinian")} == {"orrin"}
    assert root("velm") == "velm"
