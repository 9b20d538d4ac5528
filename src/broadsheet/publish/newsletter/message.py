"""The newsletter as a page of the site and as a mail (RFC 5322, multipart/alternative)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import partial
from pathlib import Path

from broadsheet.publish import names
from broadsheet.publish.files import Report, encode, put_all
from broadsheet.publish.newsletter.plain import plain_text
from broadsheet.publish.offer import Maker, alike, made
from broadsheet.publish.templating import render, render_text
from broadsheet.publish.views.letter import Letter, letter
from broadsheet.publish.views.library import Library
from broadsheet.publish.views.reader import Reader
from broadsheet.publish.views.wording import long_day, plain_label
from broadsheet.records.edition import Edition

NewsletterReport = Report
SENDER = "paper@broadsheet.invalid"
_SERIF = "font-family:Georgia,'Times New Roman',serif"
_LOOK = {
    "body": f"margin:0;padding:0;background:#ffffff;color:#17181c;{_SERIF};font-size:17px;line-height:1.5",
    "wrap": "max-width:620px;margin:0 auto;padding:24px 18px",
    "name": f"margin:0;font-size:30px;line-height:1.1;font-weight:bold;{_SERIF}",
    "quiet": "margin:4px 0 0;color:#595d66;font-family:Arial,sans-serif;font-size:13px;line-height:1.4",
    "block": "margin:28px 0 6px;padding-top:8px;border-top:3px solid #17181c;font-family:Arial,sans-serif;font-size:14px",
    "lead": f"margin:20px 0 6px;font-size:25px;line-height:1.15;{_SERIF}",
    "p": "margin:0 0 12px",
    "a": "color:#17181c;text-decoration:underline",
    "sup": "font-size:11px;line-height:1;color:#0f4c75",
    "note": "margin:0 0 6px;color:#595d66;font-family:Arial,sans-serif;font-size:12px;line-height:1.4",
}


def write_newsletter(
    edition: Edition, folder: Path, *, address: str = "", sender: str = SENDER, unsubscribe: str | None = None
) -> NewsletterReport:
    """Write `newsletter.html` and `newsletter.eml`.

    Args:
        edition: what is published.
        folder: the site's folder.
        address: where the site stands on the web, with a slash at its end. Without one the mail carries no links.
        sender: the address that the mail comes from.
        unsubscribe: the address that a reader's one click is posted to (RFC 8058); no header without it.

    Raises:
        UsageError: the folder cannot be written, or a link in it leads out of it.
    """
    return put_all(folder, "newsletter", made(offered(edition, address, sender, unsubscribe)))


def offered(
    edition: Edition, address: str = "", sender: str = SENDER, unsubscribe: str | None = None
) -> Iterator[tuple[str, Maker]]:
    """The page and the mail, each made when it is asked for."""
    yield "newsletter.html", partial(_page, edition)
    mail = partial(_mail, edition, address, sender, unsubscribe)
    yield "newsletter.eml", alike(mail)


def _page(edition: Edition, reader: Reader | None) -> bytes:
    frame = {"up": "", "paper": edition.title, "day": long_day(edition.day), "current": "newsletter", "reader": reader}
    return render("newsletter.html", letter=letter(Library(edition)), **frame)


def _mail(edition: Edition, address: str, sender: str, unsubscribe: str | None) -> bytes:
    return message(letter(Library(edition, address)), edition, sender, unsubscribe, linked=bool(address))


def message(mail: Letter, edition: Edition, sender: str, unsubscribe: str | None, *, linked: bool) -> bytes:
    """The mail; the same edition makes the same bytes."""
    text = plain_text(mail, linked=linked)
    html = render_text("mail.html", letter=mail, look=_LOOK, linked=linked)
    identity = names.short_digest("\0".join((edition.title, edition.built, text)))
    sent = EmailMessage(policy=SMTP)
    sent["From"] = f'"{_header(edition.title)}" <{sender}>'
    sent["To"] = "undisclosed-recipients:;"
    sent["Subject"] = _header(mail.subject)
    sent["Date"] = format_datetime(_moment(edition.built))
    sent["Message-ID"] = f"<{identity}@{sender.rpartition('@')[2]}>"
    if unsubscribe:
        sent["List-Unsubscribe"] = f"<{unsubscribe}>"
        sent["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    sent.set_content(_sendable(text), cte="quoted-printable")
    sent.add_alternative(_sendable(html), subtype="html", cte="quoted-printable")
    sent.set_boundary(f"=_{identity}")
    return sent.as_bytes()


def _header(text: str) -> str:
    return _sendable(plain_label(text)).replace('"', "'").replace("\\", "/")[:200]


def _sendable(text: str) -> str:
    return encode(text).decode()


def _moment(value: str) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        moment = datetime(1970, 1, 1, tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
