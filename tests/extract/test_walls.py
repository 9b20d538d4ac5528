"""Walls and players: what stands between a reader and the text, and what only looks like it."""

from __future__ import annotations

import pytest

from broadsheet.extract import Extract
from broadsheet.records.article import Article
from broadsheet.records.page import Cutting, Page
from broadsheet.steps import Dropped
from tests.extract import pages

CONSENT = {
    "en": "We and our 41 partners store cookies on your device and process personal data for advertising. You may refuse consent.",
    "de": "Wir und unsere 41 Partner speichern Cookies auf Ihrem Gerät. Wir verarbeiten personenbezogene Daten für Werbung.",
    "fr": "Nous et nos 41 partenaires utilisons des cookies et vos données personnelles pour la publicité. Votre consentement ?",
}


def outcome(inner: str, head: str = "") -> list[Cutting | Dropped]:
    markup = f"<html><head>{head}</head><body>{inner}</body></html>"
    return list(Extract()([Page(name="wall", kind="html", body=markup)]))


def article(inner: str, head: str = "") -> Article:
    (cutting,) = outcome(inner, head)
    assert isinstance(cutting, Cutting)
    return cutting.articles[0]


def story(*below: str, lines: list[str] = pages.DAM[:2]) -> str:
    text = "".join(f"<p>{line}</p>" for line in lines)
    return f"<article><h1>Dam breaks above Port Velm</h1>{text}{''.join(below)}</article>"


@pytest.mark.parametrize("language", CONSENT)
def test_consent_wall_is_no_article(language):
    asked = f"<h1>Privacy</h1><p>{CONSENT[language]}</p><p>{CONSENT[language]}</p><button>OK</button>"
    cutting, dropped = outcome(asked)
    assert isinstance(cutting, Cutting)
    assert isinstance(dropped, Dropped)
    assert (cutting.articles, dropped.reason) == ((), "consent wall")


def test_consent_banner_leaves_the_article():
    assert article(story(lines=pages.DAM) + f"<div><p>{CONSENT['en']}</p></div>").text.split("\n")[:5] == pages.DAM


def test_report_on_cookies_is_no_wall():
    told = [
        "Regulators fined the shop Halloran for tracking visitors with cookies without their consent, the ministry said.",
        "The shop had shared personal data with 41 partners for advertising, according to the decision of the court in Sund.",
        *pages.DAM[:2],
    ]
    assert article(story(lines=told)).text.split("\n") == told


@pytest.mark.parametrize(
    "offer",
    [
        "<div class='paywall'><h3>Subscribe now</h3><p>Nine crowns a week.</p></div>",
        "<div><p>This article is for subscribers</p></div>",
        "<div><p>Déjà abonné ? Se connecter</p></div>",
        "<div><p>Nur für Abonnenten</p></div>",
    ],
)
def test_stub_is_cut_at_its_end(offer):
    made = article(story(offer))
    assert (made.text.split("\n"), made.cut, made.paywalled) == (pages.DAM[:2], "end", True)


def test_newsletter_box_cuts_nothing():
    made = article(story("<div class='subscribe'><p>Subscribe to our newsletter</p></div>"))
    assert (made.text.split("\n"), made.cut) == (pages.DAM[:2], "none")


def test_wall_around_the_text_hides_nothing():
    whole = "".join(f"<p>{line}</p>" for line in pages.DAM)
    made = article(f"<h1>Dam breaks above Port Velm</h1><div class='paywall'>{whole}</div>")
    assert made.text.split("\n") == pages.DAM


def test_player_words_are_dropped():
    player = "<div class='video-player'><p>This video cannot be played here. Error code 4-11.</p><button>Try again</button></div>"
    assert "cannot be played" not in article(story(player, "<p>" + pages.DAM[2] + "</p>")).text


def test_players_of_a_team_are_text():
    team = f"<div class='players'><p>{pages.CHESS[0]}</p><button>Follow</button></div>"
    assert pages.CHESS[0] in article(story(team, "<p>" + pages.DAM[2] + "</p>")).text


def test_caption_is_no_paragraph():
    figure = (
        "<figure><img src='a.jpg'><figcaption>Rescue boats in the flooded lower town of Port Velm on Tuesday.</figcaption></figure>"
    )
    made = article(story(figure, "<p>" + pages.DAM[2] + "</p>"))
    assert "Rescue boats" not in made.text
    assert made.captions == ("Rescue boats in the flooded lower town of Port Velm on Tuesday.",)
