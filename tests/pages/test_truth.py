"""`truth.json` says what the files hold. Nothing here runs a room but `read`: marks are held against words, words against files."""

from __future__ import annotations

import datetime as dt
import html
import re
import subprocess
import sys
from collections import Counter
from itertools import combinations

import pytest

from broadsheet.read import Limits, read_sources
from broadsheet.records.page import Page
from broadsheet.records.text import is_normal
from tests.conftest import ROOT
from tests.pages.truth import ARTICLES, EXAMPLES, PLACEMENTS, STORIES, TRUTH, Placement, words_of

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
MARKS = [
    (key, kind, mark) for key, told in ARTICLES.items() for kind in ("quotes", "figures", "times", "events") for mark in told[kind]
]
SIDED = TRUTH["contradictions"] + TRUTH["traps"]
LINED = {name: held for name, held in TRUTH["pages"].items() if "lines" in held}


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    """The pages as `read` gives them, by name."""
    read = read_sources([str(EXAMPLES / "pages")], limits=Limits())
    return {page.name: page for page in read if isinstance(page, Page)}


def spelled(page: Page) -> str:
    """The page's words with white space and markup's entities made plain."""
    return re.sub(r"\s+", " ", html.unescape(page.body))


def test_corpus_is_what_its_sources_give():
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools/make_examples.py"), "--check"], capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_sources_have_no_faults():
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools/make_examples.py"), "--lint"], capture_output=True, text=True, check=False, timeout=120
    )
    assert [line for line in done.stdout.splitlines() if ": note: " not in line] == []
    assert done.returncode == 0


def test_corpus_is_large_and_mixed():
    sizes = Counter(len(story["articles"]) for story in STORIES.values())
    in_threads = [name for thread in TRUTH["threads"].values() for name in thread["stories"]]
    outlets = {told["outlet"] for told in ARTICLES.values()} - {None}
    assert len(ARTICLES) >= 60
    assert len(outlets) >= 8
    assert {TRUTH["outlets"][key]["kind"] for key in TRUTH["outlets"]} >= {
        "agency", "broadsheet", "tabloid", "broadcaster", "regional", "magazine", "gazette",
    }  # fmt: skip
    assert len(TRUTH["threads"]) >= 5
    assert len(in_threads) >= 8
    assert sizes[1] >= 10
    assert len(TRUTH["contradictions"]) >= 3
    assert len({trap["kind"] for trap in TRUTH["traps"]}) >= 8
    assert sum(question["unanswerable"] for question in TRUTH["questions"]) >= 3


def test_a_third_of_the_stories_is_held_out():
    held = [name for name, story in STORIES.items() if story["held_out"]]
    assert 0.3 <= len(held) / len(STORIES) <= 0.4


def test_a_page_is_held_out_whole_or_not_at_all():
    mixed = {page for page, other in combinations(PLACEMENTS, 2) if page.page == other.page and page.held_out != other.held_out}
    assert mixed == set()


def test_every_article_stands_on_a_page():
    assert {placement.says["article"] for placement in PLACEMENTS} == set(ARTICLES)


def test_pages_are_called_as_read_calls_them(pages):
    assert set(pages) == set(TRUTH["pages"])


@pytest.mark.parametrize("placement", PLACEMENTS, ids=str)
def test_paragraphs_stand_on_the_page_in_order(placement: Placement, pages: dict[str, Page]):
    text = spelled(pages[placement.page])
    place = 0
    for paragraph in placement.paragraphs:
        place = text.find(paragraph, place)
        assert place >= 0, paragraph
        place += len(paragraph)
    if placement.says["title"]:
        assert placement.says["title"] in text or placement.says["title"] == pages[placement.page].title


@pytest.mark.parametrize("name", sorted(LINED))
def test_every_line_has_its_kind(name, pages):
    lines, told = pages[name].body.split("\n"), LINED[name]["lines"]
    assert len(told) == len(lines)
    assert all((kind == "blank") == (line == "") for (kind, _), line in zip(told, lines, strict=True))
    assert {number for _, number in told if number} == {says["number"] for says in LINED[name]["placements"]}


@pytest.mark.parametrize("name", sorted(LINED))
def test_lines_of_an_article_are_its_paragraphs(name, pages):
    lines = pages[name].body.split("\n")
    for placement in (placement for placement in PLACEMENTS if placement.page == name):
        number = placement.says["number"]
        body = [line for line, kind in zip(lines, LINED[name]["lines"], strict=True) if list(kind) == ["body", number]]
        missing = [paragraph for paragraph in placement.paragraphs if paragraph not in body]
        assert missing == []
        if placement.article["role"] != "digest":  # whose list of further topics is the page's, not the digest's
            assert body == placement.paragraphs


@pytest.mark.parametrize("key", sorted(ARTICLES))
def test_text_is_as_extraction_would_give_it(key):
    assert is_normal(ARTICLES[key]["text"])


def test_marks_lie_in_one_paragraph():
    strays = [(key, kind, mark) for key, kind, mark in MARKS if not _inside(ARTICLES[key]["text"], mark)]
    assert strays == []


def _inside(text: str, mark: dict[str, int]) -> bool:
    words = text[mark["start"] : mark["end"]]
    return bool(words) and words == words.strip() and "\n" not in words


def test_direct_speech_stands_between_quotation_marks():
    for key, told in ARTICLES.items():
        for quote in (quote for quote in told["quotes"] if quote["direct"] and told["role"] != "interview"):
            words = told["text"][quote["start"] : quote["end"]]
            assert words[0] in "“‘", (key, words)
            assert words[-1] in "”’" or told["text"][quote["end"]] == "\n", (key, words)


def test_speakers_are_of_the_cast():
    strangers = {quote.get(name) for told in ARTICLES.values() for quote in told["quotes"] for name in ("by", "truly")}
    assert strangers - {None} <= set(TRUTH["cast"])


def test_mention_of_a_named_speaker_is_a_name_or_points_to_one():
    """A mention that begins with a capital and is no role of the speaker shares a word with the speaker's names."""
    odd = []
    for key, told in ARTICLES.items():
        for quote in (quote for quote in told["quotes"] if quote["by"] and quote["speaker"]):
            who, words = TRUTH["cast"][quote["by"]], told["text"][quote["speaker"]["start"] : quote["speaker"]["end"]]
            names = set(re.findall(r"\w+", " ".join([who["name"], *who["aliases"]]).lower()))
            pointing = set(re.findall(r"\w+", words.lower()))
            if words[0].isupper() and not pointing & (names | {"he", "she", "they", "it", "the", "his", "her", "their", "i", "we"}):
                odd.append((key, quote["by"], words))
    assert odd == []


def test_figures_in_digits_have_their_value():
    wrong = []
    for key, told in ARTICLES.items():
        for figure in told["figures"]:
            words = told["text"][figure["start"] : figure["end"]]
            digits = [float(number.replace(",", "").replace(" ", "")) for number in re.findall(r"\d[\d,]*(?:\.\d+)?", words)]
            powers = [power for word, power in (("million", 1e6), ("billion", 1e9), ("basis", 1e-2)) if word in words]
            allowed = {round(number * power, 6) for number in digits for power in (1, *powers)}
            allowed |= {digits[0] * 60 + digits[1]} if "hours and" in words and len(digits) == 2 else set()
            if digits and round(abs(figure["value"]), 6) not in allowed:
                wrong.append((key, words, figure["value"]))
    assert wrong == []


def test_days_have_their_weekday():
    wrong = []
    for key, told in ARTICLES.items():
        for time in (time for time in told["times"] if re.fullmatch(r"\d{4}-\d\d-\d\d", time["value"])):
            words, day = told["text"][time["start"] : time["end"]], dt.date.fromisoformat(time["value"])
            named = [weekday for weekday in WEEKDAYS if weekday in words]
            months = [month for month in MONTHS if re.search(rf"\b{month}\b", words)]
            numbers = [int(number) for number in re.findall(r"\b\d{1,2}\b", words)] if months else []
            right = named in ([], [WEEKDAYS[day.weekday()]]) and months in ([], [MONTHS[day.month - 1]])
            if not right or (numbers and day.day not in numbers):
                wrong.append((key, words, time["value"]))
    assert wrong == []


def test_events_are_not_of_the_future_of_the_world():
    late = [(key, event) for key, told in ARTICLES.items() for event in told["events"] if event["on"][:4] > "2041"]
    assert late == []


@pytest.mark.parametrize("sided", SIDED, ids=lambda sided: sided["id"])
def test_a_contradiction_or_trap_has_two_sides(sided):
    assert len(sided["sides"]) >= 2
    assert all(words_of(place) for side in sided["sides"] for place in side)


@pytest.mark.parametrize("contradiction", TRUTH["contradictions"], ids=lambda entry: entry["id"])
def test_a_contradiction_is_between_outlets(contradiction):
    """An outlet may quote the other side's word beside its own; no two sides are told by the same outlets."""
    outlets = [{ARTICLES[place["article"]]["outlet"] for place in side} for side in contradiction["sides"]]
    assert all(one != other for one, other in combinations(outlets, 2))


@pytest.mark.parametrize("question", TRUTH["questions"], ids=lambda question: question["id"])
def test_a_question_has_answers_or_says_that_it_has_none(question):
    assert question["question"].endswith("?")
    assert bool(question["answers"]) != question["unanswerable"]


@pytest.mark.parametrize("family", TRUTH["families"], ids=lambda family: family["origin"])
def test_copies_and_revisions_repeat_their_origin(family):
    origin = runs(ARTICLES[family["origin"]]["text"])
    for key in family["copies"] + family["revisions"]:
        copy = runs(ARTICLES[key]["text"])
        assert len(origin & copy) / min(len(origin), len(copy)) > 0.6, key


def test_nothing_else_repeats_another_article():
    kin = {frozenset((family["origin"], key)) for family in TRUTH["families"] for key in family["copies"] + family["revisions"]}
    kin |= {frozenset(pair) for family in TRUTH["families"] for pair in combinations(family["copies"] + family["revisions"], 2)}
    known = {key: runs(told["text"]) for key, told in ARTICLES.items()}
    close = [
        (one, other)
        for one, other in combinations(sorted(known), 2)
        if frozenset((one, other)) not in kin and len(known[one] & known[other]) / min(len(known[one]), len(known[other])) > 0.2
    ]
    assert close == []


def runs(text: str) -> set[tuple[str, ...]]:
    """All runs of four words."""
    words = re.findall(r"\w+", text.lower())
    return set(zip(words, words[1:], words[2:], words[3:], strict=False))


def test_words_of_furniture_are_furniture(pages):
    bodies = [spelled(page) for page in pages.values()]
    for phrase in TRUTH["never"]:
        assert any(phrase in body for body in bodies), phrase
        assert [key for key, told in ARTICLES.items() if told["role"] != "sponsored" and phrase in told["text"]] == []
