"""Listings: cards that are briefs, cards that only lead elsewhere, and articles with cards beside them."""

from __future__ import annotations

from broadsheet.extract import Extract
from broadsheet.records.page import Cutting, Page
from broadsheet.steps import Dropped
from tests.extract import pages

TITLES = ("Dam breaks above Port Velm", "Night ferry sails after nine months", "Teenager takes the chess crown")
OPENINGS = (pages.DAM[0] + " " + pages.DAM[1], pages.FERRY[1] + " " + pages.FERRY[2], pages.CHESS[0] + " " + pages.CHESS[1])
HEAD = "<html><head><meta property='og:site_name' content='The Brae Courier'></head><body>"


def card(title: str, opening: str = "", inner: str = "") -> str:
    text = f"<p>{opening}</p>" if opening else ""
    return f"<div class='card'>{inner}<h3><a href='/{title[:3]}'>{title}</a></h3>{text}<a href='/x'>Read more</a></div>"


def cards(*openings: str) -> str:
    return "<div>" + "".join(map(card, TITLES, openings)) + "</div>"


def outcome(markup: str) -> tuple[Cutting, list[str]]:
    made = list(Extract()([Page(name="list", kind="html", body=markup, url="https://brae.example/today")]))
    assert isinstance(made[0], Cutting)
    return made[0], [drop.reason for drop in made if isinstance(drop, Dropped)]


def test_each_full_card_is_a_brief():
    cutting, _ = outcome(HEAD + cards(*OPENINGS))
    assert [(article.title, article.text, article.role, article.cut) for article in cutting.articles] == [
        (title, opening, "brief", "end") for title, opening in zip(TITLES, OPENINGS, strict=True)
    ]


def test_bare_card_is_a_teaser():
    cutting, _ = outcome(HEAD + cards(OPENINGS[0], "", OPENINGS[2]))
    assert [article.title for article in cutting.articles] == [TITLES[0], TITLES[2]]
    assert {line.kind for line in cutting.lines if line.extent.of(cutting.text) == TITLES[1]} == {"teaser"}


def test_bare_cards_alone_are_no_article():
    cutting, reasons = outcome(HEAD + cards("", "", ""))
    assert (cutting.articles, reasons) == ((), ["listing"])


def test_brief_leads_where_its_heading_does():
    cutting, _ = outcome(HEAD + cards(*OPENINGS))
    assert cutting.articles[0].url == "https://brae.example/Dam"


def test_page_outlet_is_not_every_briefs():
    credited = card(TITLES[0], OPENINGS[0], "<div>Boats in the lower town. Courier/Pela Quint</div>")
    cutting, _ = outcome(HEAD + "<div>" + credited + card(TITLES[1], OPENINGS[1]) + card(TITLES[2], OPENINGS[2]) + "</div>")
    assert [article.outlet for article in cutting.articles] == ["The Brae Courier", None, None]


def test_stated_time_of_a_card_dates_its_brief():
    timed = card(TITLES[0], OPENINGS[0], "<time datetime='2024-10-27T06:30:00+02:00'>Sunday</time>")
    cutting, _ = outcome(HEAD + "<div>" + timed + card(TITLES[1], OPENINGS[1]) + card(TITLES[2], OPENINGS[2]) + "</div>")
    assert [article.published for article in cutting.articles] == ["2024-10-27T06:30:00+02:00", None, None]


def test_cards_beside_an_article_make_no_listing():
    body = "".join(f"<p>{line}</p>" for line in pages.DAM)
    cutting, _ = outcome(f"{HEAD}<main><h1>{TITLES[0]}</h1>{body}</main><aside>{cards('', '', '')}</aside>")
    (article,) = cutting.articles
    assert article.text.split("\n") == pages.DAM


def test_article_that_says_so_is_no_listing():
    typed = HEAD.replace("</head>", "<meta property='og:type' content='article'></head>")
    assert "brief" not in {article.role for article in outcome(typed + cards(*OPENINGS))[0].articles}
