"""What the address of a request asks for: its fields, each once and within its bounds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qs, parse_qsl

from starlette.types import Scope

MOST_FIELDS = 24
_NUMBER = re.compile(r"[0-9]{1,9}")

Form = Mapping[str, str]


class Unclear(ValueError):
    """What is asked for cannot be read; the message says in one sentence what would be."""


def form_of(scope: Scope) -> Form:
    """The fields of an address, blanks around their values cut off.

    Raises:
        Unclear: there are too many, or one stands there twice.
    """
    try:
        fields = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as problem:
        raise Unclear(f"Ask for {MOST_FIELDS} things at most.") from problem
    form = {name: value.strip() for name, value in fields}
    if len(form) < len(fields):
        raise Unclear("Name every field once.")
    return form


def loose_form(scope: Scope) -> Form:
    """The fields of a page's address, of several of one name the first: what a person typed is never wrong."""
    fields = parse_qs(scope["query_string"].decode("latin-1"))
    return {name: values[0].strip() for name, values in fields.items()}


def number(form: Form, name: str, least: int, most: int, otherwise: int) -> int:
    """A whole number out of a form.

    Raises:
        Unclear: it is none, or out of bounds.

    >>> number({"limit": "7"}, "limit", 1, 100, 20), number({}, "limit", 1, 100, 20)
    (7, 20)
    """
    given = form.get(name)
    if given is None:
        return otherwise
    if not _NUMBER.fullmatch(given) or not least <= int(given) <= most:
        raise Unclear(f"Give {name} as a number from {least} to {most}.")
    return int(given)
