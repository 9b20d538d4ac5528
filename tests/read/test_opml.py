"""Lists of feeds, in and out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.read.opml import Outline, opml_of, outlines_of
from broadsheet.steps import Dropped

POST, COURIER = "https://vexmoor.example/rss", "https://halm.example/feed"


def read(body: str, prolog: str = '<?xml version="1.0"?>') -> list[Outline | Dropped]:
    content = f"{prolog}<opml version='2.0'><head><title>Mine</title></head><body>{body}</body></opml>".encode()
    return list(outlines_of(content, "list"))


def told(found: list[Outline | Dropped]) -> list[str]:
    return [each.address if isinstance(each, Outline) else each.reason for each in found]


def test_feeds_of_a_list():
    assert read(
        f"<outline text='Coast'><outline type='rss' text='Post' title='Vexmoor Post' xmlUrl=' {POST} ' htmlUrl='https://vexmoor.example/'"
        f" language='en' description='News of the coast'/><outline text='Old'>"
        f"<outline text='Courier' XMLURL='{COURIER}'/></outline></outline>"
    ) == [
        Outline(
            address=POST, title="Vexmoor Post", site="https://vexmoor.example/", desk="Coast", language="en",
            description="News of the coast",
        ),
        Outline(address=COURIER, title="Courier", desk="Old"),
    ]  # fmt: skip


def test_category_counts_before_the_heading():
    (found,) = read(f"<outline text='Coast'><outline xmlUrl='{POST}' category=',/News/Harbour, /x'/></outline>")
    assert isinstance(found, Outline)
    assert found.desk == "Harbour"


def test_same_feed_counts_once_and_one_without_an_address_is_told():
    found = read(
        f"<outline xmlUrl='{POST}'/><outline xmlUrl='javascript:x'/><outline xmlUrl='{POST}'/><outline xmlUrl=''/>"
        "<outline text='x'/>"
        f"<outline xmlUrl='feed://halm.example/feed'/>"
    )
    assert told(found) == [POST, "bad address", "bad address", COURIER]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ["empty"]),
        (b"<rss/>", ["not a feed"]),
        (b"words", ["not a feed"]),
        (b"<opml/>", []),
        (b"<!DOCTYPE opml SYSTEM 'file:///etc/hostname'><opml/>", ["unsafe"]),
        (b"<!DOCTYPE opml [<!ENTITY a 'b'>]><opml>&a;</opml>", ["unsafe"]),
        (f"<opml><body><outline text='A & B' xmlUrl='{POST}'/>".encode(), [POST, "damaged"]),
        (f"\ufeff<opml><body><outline text='Ž' xmlUrl='{POST}'/></body></opml>".encode(), [POST]),
        (f"<opml><body><outline xmlUrl='{POST}'/></body></opml>".encode("utf-16"), [POST]),
        (b"<opml>" + b"<outline text='a'>" * 100_000, ["damaged"]),
    ],
)
def test_odd_lists(content: bytes, expected: list[str]):
    assert told(list(outlines_of(content, "list"))) == expected


def test_so_many_feeds_are_read():
    found = told(read("".join(f"<outline xmlUrl='{POST}{number}'/>" for number in range(10_050))))
    assert (len(found), found[-1]) == (10_001, "too large")


@given(
    st.lists(
        st.builds(
            Outline,
            address=st.integers(0, 99).map(lambda number: f"https://vexmoor.example/{number}?a=b&c=d"),
            title=st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=9),
            desk=st.none() | st.sampled_from(["Coast", 'The "harbour" & <more>']),
            language=st.none() | st.just("da"),
        ),
        unique_by=lambda outline: outline.address,
        max_size=9,
    )
)
def test_what_goes_out_comes_in_again(outlines: list[Outline]):
    again = list(outlines_of(opml_of(outlines, "Mine"), "list"))
    assert sorted(again, key=repr) == sorted(outlines, key=repr)


def test_list_can_hold_any_title():
    assert b"Mine" in opml_of([Outline(address=POST, title="\0\x1b\ud800 x")], "Mine")
