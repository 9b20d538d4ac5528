"""The wording of a text, against words and runs made of strings."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.dedupe.runs import OPENING, OPENING_SAMPLE, RUN, SAMPLE, runs_of, shared
from broadsheet.dedupe.wording import LONGEST_QUOTATION, Reader, Wording, known, read
from broadsheet.language.words import fold

from .making import FLOOD, TRIAL

MARKED = st.text(alphabet=st.sampled_from("ab c.d'1-2\n“”\"«»é"), max_size=200)
TEXTS = MARKED | st.text(alphabet=st.characters(max_codepoint=0xFFFE), max_size=60)


def said(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(text.casefold()).casefold())


def threes(text: str) -> list[tuple[str, ...]]:
    return [*zip(*(said(text)[start:] for start in range(RUN)), strict=False)]


def runs(wording: Wording) -> list[int]:
    found: list[int] = wording.runs.distinct[wording.runs.ranks].tolist()
    return found


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_equal_words_and_runs_have_equal_numbers(texts: list[str]) -> None:
    numbers: dict[str, int] = {}
    mixed: dict[tuple[str, ...], int] = {}
    for text, wording in zip(texts, Reader().read(texts), strict=True):
        assert [numbers.setdefault(word, number) for word, number in zip(said(text), wording.numbers.tolist(), strict=True)] == (
            wording.numbers.tolist()
        )
        assert [mixed.setdefault(three, run) for three, run in zip(threes(text), runs(wording), strict=True)] == runs(wording)
        assert len(wording.runs.distinct) == len(set(threes(text)))
        assert wording.runs.distinct.tolist() == sorted({*runs(wording)})
    assert len(set(numbers.values())) == len(numbers)
    assert len(set(mixed.values())) == len(mixed)


@given(TEXTS, TEXTS)
def test_shared_runs_are_those_of_both(one: str, two: str) -> None:
    mine, theirs = shared(read(one).runs, read(two).runs)
    assert mine.tolist() == [three in threes(two) for three in threes(one)]
    assert theirs.tolist() == [three in threes(one) for three in threes(two)]


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_what_was_kept_of_a_wording_gives_all_of_it(texts: list[str]) -> None:
    for one in Reader().read(texts):
        two = known(one.numbers, quotations=one.quotations, lines=one.lines, extents=one.extents)
        assert (two.sample, runs(two)) == (one.sample, runs(one))


def test_one_word_again_and_again_is_one_run_in_each_text() -> None:
    for wording in Reader().read(["One one one one"] * 3):
        assert (len(wording.runs.distinct), wording.runs.ranks.tolist()) == (1, [0, 0])


def test_runs_of_low_numbers_are_looked_up_by() -> None:
    one, two = Reader().read([f"{FLOOD}\n{TRIAL}\n{TRIAL}", TRIAL])
    for wording in (one, two):
        found = runs(wording)
        assert wording.sample.runs == list(dict.fromkeys(run for run in found if run < SAMPLE))
        assert wording.sample.opening == list(dict.fromkeys(run for run in found[:OPENING] if SAMPLE <= run < OPENING_SAMPLE))
    assert two.sample.runs
    assert set(two.sample.runs) < set(one.sample.runs)
    assert runs_of(one.numbers).tolist() == runs(one)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “the dam is lost” today, and left", [False, False, True, True, False, False, False]),
        ('"One two three" and "four five" six', [True, False, False, False, False]),
        ("He said “the dam\nis lost” today", [False] * 5),
        ("»one two three« «four five six»", [False, False, False, True]),
        (f"“one two three {'x' * LONGEST_QUOTATION}”", [False, False]),
        ("Two “words”", []),
    ],
)
def test_quoted_runs_are_marked(text: str, quoted: list[bool]) -> None:
    assert read(text).quoted.tolist() == quoted


def test_digits_do_not_change_a_line() -> None:
    line = "You may quote up to 50 words of any 1st report with a link to us"
    one, other, third = Reader().read([line, line.replace("50", "6").replace("1st", "22nd"), line.replace("link", "word")])
    assert one.lines.tolist() == other.lines.tolist() != third.lines.tolist()
    assert runs(one) != runs(other)


def test_long_lines_alone_are_told() -> None:
    lines = ["A short line", *FLOOD.split("\n")[:2], "Two words", "", TRIAL.split("\n")[0]]
    wording = read("\n".join(lines))
    ends = np.cumsum([0, *(len(said(line)) for line in lines)]).tolist()
    assert [tuple(pair) for pair in wording.extents.tolist()] == [pair for pair in pairwise(ends) if pair[1] - pair[0] >= 12]
    assert wording.lines.tolist() == [read(line).lines.tolist()[0] for line in lines if len(said(line)) >= 12]


@pytest.mark.parametrize("text", ["", "One", "Two words"])
def test_short_texts_have_no_runs(text: str) -> None:
    wording = read(text)
    assert wording.runs.distinct.shape == wording.runs.ranks.shape == wording.quoted.shape == (0,)
    assert wording.sample.runs == wording.sample.opening == []
