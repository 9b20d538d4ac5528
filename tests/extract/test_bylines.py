"""Who signed an article, and who only stands near its signature."""

from __future__ import annotations

import pytest

from broadsheet.extract import bylines
from broadsheet.extract.rendering import parse

PARAGRAPH = f"<p>{'The ferry sailed at noon, six hours late, with the mayor aboard. ' * 4}</p>"


def shown(body: str, outlet: str | None = None) -> tuple[str, ...]:
    tree = parse(f"<html><body>{body}</body></html>")
    assert tree is not None
    return bylines.signed(tree, outlet)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Orla Venn in Brae", ("Orla Venn",)),
        ("By Orla Venn, Health Reporter", ("Orla Venn",)),
        ("Von Orla Venn und Tam Quist, Port Velm", ("Orla Venn", "Tam Quist")),
        ("Orla Venn", ("Orla Venn",)),
        ("Interview: Orla Venn", ("Orla Venn",)),
        ("By the staff of the Brae Courier", ()),
        ("BRAE VALLEY POST", ()),
        ("Brae Gazette", ()),
        ("The Brae Courier", ()),
        ("Health Reporter", ()),
        ("Orla Venn, 3 May 2031", ()),
        ("Brae", ()),
    ],
)
def test_line(line: str, names: tuple[str, ...]) -> None:
    assert bylines.of_lines([line])[:2] == names


def test_other_stories_authors_are_not_this_ones() -> None:
    card = '<div class="card"><span class="author">Ivo Reva</span></div>'
    assert shown(f'<h1>Ferry sails</h1><p class="byline">By Orla Venn</p>{PARAGRAPH}{card}') == ("Orla Venn",)
    assert shown(f"<h1>Ferry sails</h1>{PARAGRAPH * 5}{card}") == ()
    assert shown(f"<h1>Ferry sails</h1><aside>{card}</aside>{PARAGRAPH}") == ()


def test_names_are_told_from_what_is_glued_to_them() -> None:
    line = '<div class="byline"><span>By</span><a>Orla Venn</a><span>Fisheries Writer</span><a>Tam Quist</a><i>BRAE NORTH</i></div>'
    assert shown(f"<h1>Ferry sails</h1>{line}") == ("Orla Venn", "Tam Quist")


def test_unmarked_line_below_the_heading_signs() -> None:
    assert shown(f"<h1>Ferry sails</h1><p>von <a>Dr. Orla Venn</a></p>{PARAGRAPH}") == ("Dr. Orla Venn",)


def test_credit_of_a_picture_signs_nothing() -> None:
    assert shown('<h1>Ferry sails</h1><figure><span class="byline">Orla Venn</span></figure>') == ()


def test_outlet_is_no_author_under_its_address() -> None:
    assert bylines.people(["Brae Courier"], "brae-courier.example") == ()


def test_names_without_blanks_are_read() -> None:
    assert shown('<h1>船が出た</h1><a class="author">松田大海</a><a class="author">社会報道部</a>') == ("松田大海",)
