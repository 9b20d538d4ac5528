from hypothesis import given
from hypothesis import strategies as st

from broadsheet.language.sentence_starts import starts
from broadsheet.language.sentences import paragraphs, split, without
from broadsheet.records.annotation import Trim
from broadsheet.records.text import Extent

TEXT = st.text(alphabet='aB. !?"“”\n’U.S,()–2')


def trim(text, part, kind="appositive"):
    at = text.index(part)
    return Trim(extent=Extent(at, at + len(part)), kind=kind)


@given(TEXT)
def test_sentences_cover_every_word(text):
    found = split(text)
    covered = "".join(extent.of(text) for extent in found)
    assert [c for c in covered if not c.isspace()] == [c for c in text if not c.isspace()]


@given(TEXT)
def test_starts_lie_inside(text):
    assert all(0 < at < len(text) for at in starts(text))


def test_paragraphs_have_no_outer_blanks():
    assert [extent.of("  a b \n\n\tc\r\n") for extent in paragraphs("  a b \n\n\tc\r\n")] == ["a b", "c"]


def test_other_scripts_end_sentences_too():
    text = "水位上昇。住民は避難した。"
    assert [extent.of(text) for extent in split(text)] == ["水位上昇。", "住民は避難した。"]


def test_leaving_out_several_parts():
    text = "PORT VELM — But the dam, built in 1931, held (for now), officials said."
    parts = [
        trim(text, "PORT VELM — "),
        trim(text, "But"),
        trim(text, ", built in 1931,"),
        trim(text, "(for now)"),
        trim(text, ", officials said"),
    ]
    assert without(text, Extent(0, len(text)), parts) == "The dam held."


def test_closing_marks_stay_closed():
    text = "“The dam,” Ana Reva, a farmer, said, “held.”"
    assert without(text, Extent(0, len(text)), [trim(text, ", a farmer,")]) == "“The dam,” Ana Reva said, “held.”"


def test_a_gap_before_a_decimal_point_stays_a_blank():
    text = "The dam also received .9 percent of the water."
    assert without(text, Extent(0, len(text)), [trim(text, "also ")]) == "The dam received .9 percent of the water."


def test_nothing_left_gives_the_whole():
    assert without("The dam held.", Extent(0, 13), [Trim(extent=Extent(0, 13), kind="relative")]) == "The dam held."


def test_parts_elsewhere_are_ignored():
    text = "One dam held. Two broke."
    assert without(text, Extent(0, 13), [Trim(extent=Extent(14, 17), kind="relative")]) == "One dam held."


@given(TEXT, st.integers(0, 30), st.integers(0, 30))
def test_without_never_fails(text, a, b):
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    out = without(text, Extent(0, len(text)), [Trim(extent=Extent(start, end), kind="relative")])
    assert "\n\n\n" not in out or "\n\n\n" in text
