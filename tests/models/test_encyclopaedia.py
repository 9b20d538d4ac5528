"""An encyclopaedia of the user's own: a ZIM file that libzim made and reads."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from broadsheet.errors import ConfigError, MissingPath
from broadsheet.models.encyclopaedia import Encyclopaedia
from tests.models.zim import DAY, make_encyclopaedia

pytest.importorskip("libzim")


@pytest.fixture(scope="module")
def little(tmp_path_factory: pytest.TempPathFactory) -> Encyclopaedia:
    return Encyclopaedia(make_encyclopaedia(tmp_path_factory.mktemp("zim") / "little.zim"))


def test_the_file_is_dated_and_named(little):
    assert (little.title, little.day) == ("The Little Encyclopaedia", DAY)
    assert little.articles >= 20


@pytest.mark.parametrize(
    ("name", "title", "begins"),
    [
        (
            "Norwater",
            "Norwater",
            "Norwater is a water company in Velmont that runs four dams on the Orla and supplies nine towns with",
        ),
        ("Norwater plc", "Norwater", "Norwater is a water company"),
        ("Velmont", "Velmont", "Velmont is a town of 9,000 inhabitants on the Orla."),
        ("Ada Brenn", "Ada Brenn", "Ada Brenn is a politician who has been interior minister since 2029. She read law in Harth."),
        ("Emile Kordt", "Émile Kordt", "Émile Kordt is a judge"),
        ("ada brenn", "Ada Brenn", "Ada Brenn is"),
    ],
)
def test_a_name_is_found_by_its_title_or_a_redirect(little, name, title, begins):
    found = little.look_up(name)
    assert found.title == title
    assert found.text.startswith(begins)


@pytest.mark.parametrize(
    "name", ["Jon Pell", "Harth", "Orla", "Bare", "Empty", "Brenn", "Ada", "Ada Brenner", "", "Velm", "A/Velmont"]
)
def test_two_of_a_name_lists_of_meanings_and_other_names_give_nothing(little, name):
    assert little.look_up(name) is None


def test_markup_is_no_text(little):
    text = little.look_up("Saint Elm").text
    assert text == "Saint Elm is an island <script>in the north</script> of the gulf."


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(MissingPath, match="no such encyclopaedia"):
        Encyclopaedia(tmp_path / "none.zim")


def test_a_damaged_file(tmp_path: Path):
    whole = make_encyclopaedia(tmp_path / "little.zim").read_bytes()
    for name, content in (("cut.zim", whole[: len(whole) // 2]), ("other.zim", b"no ZIM at all" * 99), ("empty.zim", b"")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(ConfigError, match="no ZIM file, or a damaged one"):
            Encyclopaedia(tmp_path / name)


def test_another_language(tmp_path: Path):
    with pytest.raises(ConfigError, match="language fra"):
        Encyclopaedia(make_encyclopaedia(tmp_path / "petite.zim", language="fra"))


def test_without_libzim_the_way_to_install_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a.zim").write_bytes(b"x")
    monkeypatch.setitem(sys.modules, "libzim.reader", None)
    with pytest.raises(ConfigError, match="needs libzim") as raised:
        Encyclopaedia(tmp_path / "a.zim")
    assert raised.value.hint == "pip install 'broadsheet[zim]'"
