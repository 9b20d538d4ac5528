"""What stands between a reader and a text: the question for consent, and the offer to subscribe.

Neither is told by one sign. A consent wall is a page whose only prose asks for it; an offer is a block that the markup names
after a wall and that speaks of subscribing, or words that close a short text by saying that it goes on for subscribers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from broadsheet.extract import cues

_WALL = re.compile(
    r"(^|[-_\s])(pay-?wall|reg-?wall|regi-?wall|meter(ed|-?wall)?|subscri\w{1,12}|abo|abonn\w{1,12}|suscri\w{1,12}|assinant\w{1,3}"
    r"|premium|plus|piano|barrier|gate(way)?|login-?wall|offer)([-_\s]|$)",
    re.IGNORECASE,
)
#: One of these stands in every name that the pattern finds, and in few others.
_WALLS = ("wall", "meter", "scri", "abo", "assinant", "premium", "plus", "piano", "barrier", "gate", "offer")
#: Words that say outright: the text goes on for those who pay.
_GOES_ON = re.compile(
    r"\b((article|story|content|text|piece) is (only |exclusively )?(for|available to|reserved for) (our )?(paying |premium )?"
    r"(subscribers|members)|subscri\w{2,4} (now )?to (continue|keep|read)|(to|and) (continue reading|read on|keep reading)"
    r"|already (a subscriber|subscribed)|subscribers only|free articles? (left|this month|remaining)"
    r"|nur für abonnent\w{0,5}|weiterlesen mit|(artikel|text|inhalt) (ist|nur) (exklusiv )?für abonnent\w{0,5}"
    r"|bereits abonnent\w{0,2}"
    r"|um (den artikel )?weiterzulesen|réservé aux? abonnés?|la suite est réservée|déjà abonné|abonnez-vous pour (lire|continuer)"
    r"|(exclusivo|solo|sólo) para (los )?suscriptores|suscríbete para (leer|seguir)|riservato agli abbonati|sei già abbonato"
    r"|abbonati per (leggere|continuare)|exclusivo para assinantes|assine para (ler|continuar)|al een abonnement"
    r"|alleen voor abonnees"
    r"|(kun|bare) for abonnent\w{0,3}|for å lese videre|for at læse videre|för att läsa vidare|är du redan prenumerant"
    r"|tylko dla (prenumeratorów|subskrybentów)|только для подписчиков|чтобы (читать|прочитать) дальше|оформите подписку)\b",
    re.IGNORECASE,
)
#: What a question for consent speaks of, one group a concept.
_CONSENT = tuple(
    re.compile(rf"\b({words})", re.IGNORECASE)
    for words in (
        r"cookies?\b|tracker",
        r"partner\w{0,2}\b|vendors\b|anbieter|partenaires|socios|proveedores|leveranciers|партн",
        (
            r"personal data|personenbezogen|données personnelles|données à caractère|datos personales|dati personali|dados pessoais"
            r"|persoonsgegevens|personopplysninger|personuppgifter|persondata|персональн"
        ),
        (
            r"consent|permission|legitimate interest|einwillig|zustimm|berechtigte\w* interesse|consentement|intérêt légitime"
            r"|consentimiento|interés legítimo|consenso|legittimo interesse|consentimento|toestemming|samtykke|samtycke|zgod|соглас"
        ),
        (
            r"(on|from) (your|a) device|identify your device|auf (ihrem|einem) gerät|sur (votre|un) (appareil|terminal)"
            r"|en (su|un) dispositivo|sul (tuo )?dispositivo|no (seu )?dispositivo|op (uw|een) apparaat|устройств"
        ),
        r"advertis|werbung|personalisierte anzeigen|publicité|publicidad|pubblicità|advertenties|annonser|реклам",
        r"(your|my) (choices?|preferences|privacy)|privatsphäre|datenschutz|vie privée|privacidad|privacy|personvern|integritet",
    )
)
#: A question for consent touches on so many of them.
_CONCEPTS = 4
#: Few pages ask: it is known that one does not when so many are missed.
_MISSED = len(_CONSENT) - _CONCEPTS + 1
#: An offer has at most so many words, a stub at most so many.
_OFFER, _STUB = 150, 250
#: Characters of a line that only says so.
_LINE = 250
_WORD = re.compile(r"\w+")
#: A box that asks for an address hides no text.
_LETTER = re.compile(r"newsletter|inbox|nieuwsbrief|nyhetsbrev|nyhedsbrev|infolettre|boletín|postfach", re.IGNORECASE)


def asks_consent(paragraphs: Sequence[str]) -> bool:
    """Whether the prose of a page is a question for consent: most of its words stand in paragraphs about cookies and partners.

    >>> asks_consent(["We and our 312 partners use cookies to process personal data. You may withdraw your consent at any time."])
    True
    """
    missed = (concept for concept in _CONSENT if not any(map(concept.search, paragraphs)))
    if len(list(islice(missed, _MISSED))) == _MISSED:
        return False
    asking = sum(len(line) for line in paragraphs if _touches(line) and cues.READER.search(line.lower()))
    return 2 * asking > sum(len(line) for line in paragraphs)


def _touches(line: str) -> bool:
    return any(concept.search(line) for concept in _CONSENT)


def is_offer(element: HtmlElement, name: str) -> bool:
    """Whether a block of this class and id is an offer: named after a wall, of subscribing, too short to be the text behind it."""
    lower = name.lower()
    if element.tag in ("article", "main") or not any(map(lower.__contains__, _WALLS)) or not _WALL.search(name):
        return False
    text = " ".join(element.text_content()[:4000].split())
    if len(_WORD.findall(text)) > _OFFER or next(element.iter("h1"), None) is not None:
        return False
    return bool(cues.SUBSCRIBE.search(text.lower()) or _GOES_ON.search(text))


def goes_on(line: str) -> bool:
    """Whether a line says that the text goes on for subscribers; such a line is short.

    >>> goes_on("This article is for subscribers"), goes_on("Déjà abonné ? Se connecter"), goes_on("The ferry sailed.")
    (True, True, False)
    """
    return len(line) <= _LINE and bool(_GOES_ON.search(line))


def is_stub(body: Sequence[str], offer: Sequence[str], below: Sequence[str], *, stated: bool) -> bool:
    """Whether a text stops at a wall.

    Args:
        body: its paragraphs.
        offer: the lines of the offer that the markup has right below them, if any.
        below: the few lines that follow the last of them.
        stated: True if the page says of itself that it is not free.
    """
    sells = bool(offer) and not any(_LETTER.search(line) for line in offer)
    speaks = any(cues.SUBSCRIBE.search(line.lower()) for line in below)
    closed = sells or any(goes_on(line) for line in below) or (stated and speaks)
    return closed and len(_WORD.findall(" ".join(body))) <= _STUB
