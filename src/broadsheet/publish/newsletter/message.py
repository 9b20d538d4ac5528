"""The newsletter as a page of the site and as a mail (RFC 5322, multipart/alternative)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from broadsheet.publish import names
from broadsheet.publish.files import Report, encode, put_all
from broadsheet.publish.newsletter.plain import Frame, plain_text
from broadsheet.publish.offer import Maker, alike, made
from broadsheet.publish.templating import render, render_text
from broadsheet.publish.views.letter import Bounds, Letter, letter, rest
from broadsheet.publish.views.library import Library
from broadsheet.publish.views.reader import Reader
from broadsheet.publish.views.wording import long_day, plain_label
from broadsheet.records.edition import Edition

NewsletterReport = Report
SENDER = "paper@broadsheet.invalid"
LARGEST = 100_000
"""A mail has fewer bytes: above this, programs show a part of it."""
SMALLER = (
    *(Bounds(stories=n) for n in range(8, 0, -1)),
    Bounds(stories=1, blocks=False),
    Bounds(stories=1, blocks=False, bare=True),
)
"""How a mail that is too large is cut: whole stories from the end, then the blocks, then all but headlines."""
_SERIF, _SANS = "font-family:Georgia,'Times New Roman',serif", "font-family:Arial,Helvetica,sans-serif"
_QUIET = f"color:#595d66;{_SANS};font-size:13px;line-height:1.4"
_LOOK = {
    "body": f"margin:0;padding:0;background:#ffffff;color:#17181c;{_SERIF};font-size:17px;line-height:1.5",
    "wrap": "max-width:600px;margin:0 auto;padding:24px 18px",
    "name": f"margin:0;font-size:30px;line-height:1.1;font-weight:bold;{_SERIF}",
    "quiet": f"margin:4px 0 0;{_QUIET}",
    "counts": f"margin:-6px 0 0;{_QUIET}",
    "aside": _QUIET,
    "kicker": f"color:#0f4c75;{_SANS};font-size:13px;font-weight:bold",
    "block": f"margin:28px 0 8px;padding-top:8px;border-top:3px solid #17181c;{_SANS};font-size:14px",
    "lead": f"margin:20px 0 8px;font-size:25px;line-height:1.15;{_SERIF}",
    "story": "margin:18px 0 0;padding-top:14px;border-top:1px solid #d5d7db",
    "head": "margin:0 0 4px;font-size:19px;line-height:1.25;font-weight:bold",
    "p": "margin:0 0 12px",
    "rest": "margin:22px 0 12px;padding-top:14px;border-top:1px solid #d5d7db",
    "title": "color:#17181c;text-decoration:none",
    "a": "color:#17181c;text-decoration:underline",
    "sup": "font-size:11px;line-height:1;color:#0f4c75",
    "note": f"margin:0 0 6px;color:#595d66;{_SANS};font-size:12px;line-height:1.4",
    "foot": f"margin:24px 0 0;padding-top:8px;border-top:1px solid #d5d7db;{_QUIET}",
}
"""The look stands on each element: that is all that every mail program keeps."""


class _Whole(EmailPolicy):
    """Headers of plain letters stay on one line, as RFC 5322 allows up to 998 bytes.

    The library would break a long address or link by encoding it (RFC 2047), and no program unsubscribes from such a link.
    """

    def fold_binary(self, name: str, value: str) -> bytes:
        """A header as it is sent."""
        line = f"{name}: {value}"
        if line.isascii() and len(line) < 900:
            return f"{line}{self.linesep}".encode()
        return super().fold_binary(name, value)


_MAIL = _Whole(linesep="\r\n", cte_type="7bit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What a mail says of itself.

    Attributes:
        sender: the address that it comes from.
        sent: the moment of its `Date`, ISO 8601.
        recipient: whom it goes to; empty for nobody in particular.
        identity: the left half of its Message-ID; made from its words if there is none.
        leave: the address that a reader's one click is posted to (RFC 8058); no header without it.
        home: where the site stands.
    """

    sender: str
    sent: str
    recipient: str = ""
    identity: str = ""
    leave: str | None = None
    home: str = ""


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
    envelope = Envelope(sender=sender, sent=edition.built, leave=unsubscribe, home=address)
    library = Library(edition, address)
    fitting = fitted(lambda bounds: letter(library, bounds=bounds), lambda one: message(one, envelope, Frame(home=address)))
    return message(fitting, envelope, Frame(home=address))


def fitted(compose: Callable[[Bounds], Letter], pack: Callable[[Letter], bytes]) -> Letter:
    """The largest letter whose mail is small enough.

    Args:
        compose: makes a letter within bounds.
        pack: makes a mail of it.
    """
    found = compose(SMALLER[0])
    for bounds in SMALLER[1:]:
        if len(pack(found)) < LARGEST:
            break
        found = compose(bounds)
    return found


def message(mail: Letter, envelope: Envelope, frame: Frame) -> bytes:
    """The mail; the same letter makes the same bytes."""
    text = plain_text(mail, frame)
    told = {"end": frame.end, "why": frame.why, "leave": frame.leave, "home": frame.home, "linked": bool(frame.home)}
    html = render_text("mail.html", letter=mail, look=_LOOK, rest=rest(mail.more), **told)
    return packed(mail.title, mail.subject, text, html, envelope)


def packed(title: str, subject: str, text: str, html: str, envelope: Envelope) -> bytes:
    """A mail of a text and the same as HTML, from the paper of that title."""
    identity = envelope.identity or names.short_digest("\0".join((title, envelope.sent, text)))
    sent = EmailMessage(policy=_MAIL)
    sent["From"] = f'"{_header(title)}" <{envelope.sender}>'
    sent["To"] = envelope.recipient or "undisclosed-recipients:;"
    sent["Subject"] = _header(subject)
    sent["Date"] = format_datetime(_moment(envelope.sent))
    sent["Message-ID"] = f"<{identity}@{envelope.sender.rpartition('@')[2]}>"
    sent["Auto-Submitted"] = "auto-generated"
    if envelope.leave:
        sent["List-Unsubscribe"] = f"<{envelope.leave}>"
        sent["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        host = urlsplit(envelope.home).hostname or envelope.sender.rpartition("@")[2]
        sent["List-Id"] = f"<newsletter.{host}>"
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
