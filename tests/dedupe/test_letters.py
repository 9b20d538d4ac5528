"""What a character is for the comparison, against the plain definition: fold, case away, letters and digits are words."""

from __future__ import annotations

from broadsheet.dedupe.letters import _PLANE, DIGIT, DIVIDER, LETTER, NEWLINE, SPELLED, UNMET, Letters, _entry, _spelled


def entries(text: str) -> list[int]:
    found: list[int] = Letters().entries([text])[0].tolist()
    return found[1:-1]


def test_nothing_that_is_spelled_out_has_to_be_again() -> None:
    plane = [chr(code) for code in (*range(_PLANE), *range(0x1D400, 0x1D800))]
    found = {each: _entry(each) for each in plane}
    assert UNMET not in found.values()
    spelled = {letter for each, entry in found.items() if entry == SPELLED for letter in _spelled(each)}
    assert not {each for each in spelled if found[each] == SPELLED}


def test_letters_differ_but_for_case_and_accents() -> None:
    letters = entries("abcßдж漢字")
    assert len(set(letters)) == len("abcsдж漢字")
    assert min(letters) >= LETTER
    assert entries("ABCẞДЖ") == entries("ábcßд\u0301ж")


def test_what_stands_for_others_is_spelled_out() -> None:
    assert entries("ﬁ Æ ½ 𝐀 №") == entries("fi AE 1/2 a no")
    assert entries("Varn\u00adby\u200b\u0301") == entries("varnby")


def test_digits_of_all_scripts_are_digits() -> None:
    assert entries("٣३³") == [DIGIT + 3] * 3


def test_what_is_no_letter_divides() -> None:
    assert set(entries("_ -’'.\ud800😀\x00")) == {DIVIDER}


def test_texts_are_told_apart_by_where_they_begin() -> None:
    found, _, starts = Letters().entries(["æ", "", "b"])
    assert starts.tolist() == [1, 4, 5, 7]
    assert found.tolist() == [NEWLINE, *entries("ae"), NEWLINE, NEWLINE, *entries("b"), NEWLINE]
