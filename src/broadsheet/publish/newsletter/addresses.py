"""Addresses of people, as mail is sent to them."""

from __future__ import annotations

from broadsheet.errors import MissingExtra, UsageError

LONGEST = 254
"""Characters of an address (RFC 5321, 4.5.3.1)."""


def checked(address: str) -> str:
    """An address in the one form that mail is sent to: its domain in ASCII and small letters. No server is asked.

    Raises:
        UsageError: it is none, or has letters before its @ that not every server on the way takes (SMTPUTF8).
        MissingExtra: the package that knows addresses is not installed.
    """
    try:
        from email_validator import EmailNotValidError, validate_email
    except ImportError as error:
        raise MissingExtra("email-validator", "mail") from error
    if len(address) > LONGEST:
        raise UsageError(f"an address has at most {LONGEST} characters")
    try:
        found = validate_email(address.strip(), check_deliverability=False, strict=True)
    except EmailNotValidError as error:
        raise UsageError(f"that is no address: {str(error)[:200]}") from error
    if found.ascii_email is None:
        raise UsageError("before the @ only letters from a to z, digits and signs can be sent to so far")
    return str(found.ascii_email)


def hinted(address: str) -> str:
    """An address as somebody who knows it recognises it, and nobody else learns it.

    >>> hinted("ana.lind@paper.example"), hinted("a@paper.example")
    ('a…d@paper.example', 'a…@paper.example')
    """
    name, _, domain = address.rpartition("@")
    return f"{name[:1]}…{name[-1] if len(name) > 2 else ''}@{domain}"
