from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.dedupe import Changes, Dedupe, changes, precedence
from broadsheet.records.article import Article, Copy

from .making import FLOOD, FOOT, TRIAL, article, changed

Fields = dict[str, Any]


def placed(*articles: Article) -> dict[str, Copy]:
    dedupe = Dedupe()
    return {each.id: dedupe.place(each) for each in articles}


def test_first_is_original() -> None:
    assert placed(article("a", FLOOD))["a"] == Copy(article="a", origin="a", kind="original", likeness=1.0)


def test_same_words_other_typography() -> None:
    copies = placed(article("a", FLOOD), article("b", FLOOD.upper().replace(",", " –").replace("\n", "\n\n\t")))
    assert (copies["b"].origin, copies["b"].kind, copies["b"].likeness) == ("a", "same", 1.0)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (FLOOD[: len(FLOOD) // 2], "same"),
        ("VARNBY (Ostwire) - " + FLOOD, "same"),
        ("Sign in\nShare this\n" + FLOOD + "\nMost read this week\nWeather", "same"),
        ("\n".join(reversed(FLOOD.split("\n"))), "same"),
        (changed(FLOOD, 20), "same"),
        (changed(FLOOD, 7), "rewritten"),
        (changed(FLOOD, 5), "rewritten"),
    ],
    ids=["cut", "prefix", "furniture", "reordered", "5%", "14%", "20%"],
)
def test_edited_copies(text: str, kind: str) -> None:
    copy = placed(article("a", FLOOD), article("b", text))["b"]
    assert (copy.origin, copy.kind) == ("a", kind)


def test_other_outlet_is_syndicated() -> None:
    copies = placed(article("a", FLOOD, outlet="Varnby Courier"), article("b", FLOOD, outlet="The Ossel Post"))
    assert copies["b"].kind == "syndicated"


def test_unknown_outlet_other_headline_is_syndicated() -> None:
    copies = placed(article("a", FLOOD), article("b", FLOOD, title="Hundreds flee as river bursts banks"))
    assert copies["b"].kind == "syndicated"


def test_later_text_of_same_outlet_is_update() -> None:
    first = article("a", FLOOD, outlet="Varnby Courier", published="2031-03-04")
    later = article("b", FLOOD + "\nTwo people were still missing.", outlet="Varnby Courier", published="2031-03-05")
    assert placed(first, later)["b"].kind == "update"


@pytest.mark.parametrize(
    ("first", "later", "kind"),
    [
        ({"published": "2031-03-04T08:00Z"}, {"published": "2031-03-04T14:00Z"}, "update"),
        ({"published": "2031-03-04T08:00Z"}, {"published": "2031-03-04T08:00Z", "modified": "2031-03-04T14:00Z"}, "update"),
        ({"published": "2031-03-04T08:00Z"}, {"published": "2031-03-04T14:00Z", "page": "a"}, "same"),
        ({"published": "2031-03-04T08:00Z"}, {"published": "2031-03-04T14:00Z", "outlet": "Quellin Post"}, "syndicated"),
        ({"url": "https://courier.example/dam"}, {"url": "http://www.courier.example/dam?utm_source=x"}, "update"),
        ({"url": "https://courier.example/dam"}, {"url": "https://courier.example/dam", "page": "a"}, "same"),
    ],
)
def test_a_version_of_the_same_day_or_address_is_an_update(first: Fields, later: Fields, kind: str) -> None:
    courier = {"outlet": "Varnby Courier"}
    second = article("b", FLOOD + "\nTwo people were still missing.", **courier | later)
    copies = placed(article("a", FLOOD, **courier | first), second)
    wanted = {"a": ("a", "original"), "b": ("a", kind)}
    assert {name: (copy.origin, copy.kind) for name, copy in copies.items()} == wanted


def test_the_earlier_version_is_the_origin_though_the_later_is_fuller() -> None:
    early = article("z", FLOOD, published="2031-03-04T08:00Z", outlet="Varnby Courier")
    late = article("a", FLOOD + "\nTwo people were still missing.", published="2031-03-04T09:30+01:00", outlet="Varnby Courier")
    assert {name: copy.origin for name, copy in placed(*sorted([late, early], key=precedence)).items()} == {"a": "z", "z": "z"}


def test_changes_of_a_version_are_whole_sentences() -> None:
    before = "The dam broke on Tuesday. Eleven people are missing. The council meets on Friday."
    after = "The dam broke  on tuesday. Two people are missing. The council meets on Friday.\nThe mayor resigned."
    found = changes(before, after)
    assert found.added == ("Two people are missing.", "The mayor resigned.")
    assert found.removed == ("Eleven people are missing.",)
    assert changes(before, before) == Changes(added=(), removed=())


def test_longer_comes_second_and_is_still_a_copy() -> None:
    brief = FLOOD.split("\n")[0] + " " + FLOOD.split("\n")[1]
    assert placed(article("a", brief), article("b", FLOOD, title="River floods Varnby"))["b"].origin == "a"


def test_chain_points_at_the_root() -> None:
    copies = placed(article("a", FLOOD), article("b", changed(FLOOD, 8)), article("c", changed(changed(FLOOD, 8), 11)))
    assert {copy.origin for copy in copies.values()} == {"a"}


def test_long_house_notice_makes_no_copy() -> None:
    heads = (FLOOD[:330], TRIAL[:330])
    copies = placed(*(article(str(n), f"{head}\n{FOOT}", title=str(n)) for n, head in enumerate(heads)))
    assert copies["1"].origin == "1"


def test_house_notice_does_not_outweigh_briefs() -> None:
    lines = [*FLOOD.split("\n"), *TRIAL.split("\n")]
    copies = placed(*(article(str(n), f"{line}\n{FOOT}", title=f"Brief {n}") for n, line in enumerate(lines)))
    assert [copy.origin for copy in copies.values()] == [str(n) for n in range(len(lines))]


def test_quoted_speech_makes_no_copy() -> None:
    speech = "“" + FLOOD.replace("\n", " ")[:430] + "”"
    one = article("a", f"The mayor spoke to the council for an hour. {speech}", title="Mayor speaks")
    two = article("b", f"Farmers stayed away from the hall. {speech} They plan a march.", title="Farmers stay away")
    assert placed(one, two)["b"].origin == "b"


def test_one_shared_sentence_makes_no_copy() -> None:
    line = FLOOD.split("\n")[3]
    copies = placed(article("a", FLOOD), article("b", f"{line} That is what the report says.", title="What a report says"))
    assert copies["b"].origin == "b"


def test_form_filled_in_again_is_no_copy() -> None:
    other = FLOOD.replace("Tuesday", "Sunday").replace("340", "25").replace("Varnby", "Kelm").replace("eleven", "two")
    first, later = article("a", FLOOD, published="2031-03-04"), article("b", changed(other, 6), published="2032-04-09")
    assert placed(first, later)["b"].origin == "b"


@pytest.mark.parametrize(
    ("title", "one", "two", "copied"),
    [
        ("Council of Varnby votes to close the northern weir", "Courier", "Post", True),
        ("Council votes to close weir", "Courier", "Post", False),
        ("Council votes to close weir", "Courier", "Courier", True),
        ("Morning briefing", "Courier", "Courier", False),
    ],
)
def test_headlines_without_text(title: str, one: str, two: str, copied: bool) -> None:
    pair = [article(name, "", title=title, outlet=outlet, published="2031-03-04") for name, outlet in (("a", one), ("b", two))]
    assert (placed(*pair)["b"].origin == "a") is copied


def test_same_headline_weeks_apart_is_no_copy() -> None:
    title = "Council of Varnby votes to close the northern weir"
    pair = [article(name, "", title=title, published=day) for name, day in (("a", "2031-03-04"), ("b", "2031-04-04"))]
    assert placed(*pair)["b"].origin == "b"


def test_placed_twice_stays_what_it_was() -> None:
    dedupe = Dedupe()
    dedupe.place(article("a", FLOOD))
    first = dedupe.place(article("b", FLOOD))
    assert dedupe.place(article("b", FLOOD)) == first


def test_remembered_articles_count() -> None:
    dedupe = Dedupe()
    dedupe.remember(article("b", FLOOD), Copy(article="b", origin="a", kind="same"))
    assert dedupe.place(article("c", FLOOD)).origin == "a"


def test_earliest_is_origin_in_any_order() -> None:
    days = {"a": "2031-03-06", "b": "2031-03-04", "c": None}
    batch = [article(name, FLOOD, published=day) for name, day in days.items()]
    assert [each.id for each in sorted(batch, key=precedence)] == ["b", "a", "c"]


def test_an_agency_speaks_for_those_who_reprint_it() -> None:
    own = article("z", FLOOD, outlet="Ossel News Agency", agency="ONA", published="2031-03-04")
    reprint = article("b", f"VARNBY (ONA) - {FLOOD}", outlet="Courier", agency="ONA", published="2031-03-04")
    uncredited = article("a", f"{FLOOD}\nMore on page four of this paper.", outlet="The Post", published="2031-03-04")
    ordered = sorted([uncredited, reprint, own], key=precedence)
    assert [each.id for each in ordered] == ["z", "b", "a"]
    assert {copy.origin for copy in placed(*ordered).values()} == {"z"}


def test_who_was_first_comes_before_who_is_credited() -> None:
    first = article("a", FLOOD, outlet="The Post", published="2031-03-03")
    credited = article("b", FLOOD, outlet="Ossel News", agency="Ossel News", published="2031-03-04")
    assert min([first, credited], key=precedence) is first


@given(st.lists(st.text(max_size=400), min_size=1, max_size=5))
def test_any_text_is_placed(texts: list[str]) -> None:
    copies = placed(*(article(str(n), text, title=text[:20]) for n, text in enumerate(texts)))
    assert all(copies[copy.origin].kind == "original" for copy in copies.values())


@given(st.permutations(range(5)))
def test_outcome_is_independent_of_arrival(order: list[int]) -> None:
    texts = [FLOOD, changed(FLOOD, 6), FLOOD[:400], TRIAL, TRIAL + FOOT]
    batch = [article(f"x{n}", texts[n], published=f"2031-03-0{1 + n % 3}") for n in order]
    copies = placed(*sorted(batch, key=precedence))
    assert {name: copy.origin for name, copy in sorted(copies.items())} == {
        "x0": "x0", "x1": "x0", "x2": "x0", "x3": "x3", "x4": "x3",
    }  # fmt: skip


def test_surrogates_and_control_characters() -> None:
    assert placed(article("a", "\ud800 \x00 " * 40, title="\udfff"))["a"].origin == "a"


def test_an_agencys_credit_makes_a_reprint_of_unknown_outlet_syndicated() -> None:
    assert placed(article("a", FLOOD), article("b", FLOOD, agency="ONA"))["b"].kind == "syndicated"


def test_of_one_moment_the_fuller_text_is_the_origin() -> None:
    whole = article("z", FLOOD, outlet="Courier", published="2031-03-04T08:00Z")
    short = article("a", FLOOD[: len(FLOOD) // 2], outlet="The Post", published="2031-03-04T08:00Z")
    copies = placed(*sorted([short, whole], key=precedence))
    assert (copies["a"].origin, copies["a"].kind) == ("z", "syndicated")


@pytest.mark.parametrize("role", ["digest", "recap"])
def test_what_is_made_of_other_articles_is_nobodys_origin(role: str) -> None:
    made = article("a", FLOOD + "\nSo much for the day.", role=role, published="2031-03-04")
    report = article("z", FLOOD, published="2031-03-04")
    assert placed(*sorted([made, report], key=precedence))["a"].origin == "z"


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("http://courier.example/dam/?utm_campaign=x#top", True),
        ("https://www.courier.example/dam", True),
        ("https://courier.example/dam?id=2", False),
        ("https://courier.example/dam/2", False),
    ],
)
def test_spellings_of_one_address(address: str, same: bool) -> None:
    later = article("b", FLOOD + "\nTwo people were still missing.", url=address)
    assert (placed(article("a", FLOOD, url="https://courier.example/dam"), later)["b"].kind == "update") is same
