"""Templates: escaped always, undefined names are errors, and nothing in them can run in a reader's browser."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from broadsheet.publish.files import encode

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("broadsheet.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True}
    return environment


def render(template: str, **names: Any) -> bytes:
    """A finished document. `names` are what the template speaks of.

    Control characters, which HTML forbids, are printed as U+FFFD.
    """
    text = _environment().get_template(template).render(**names)
    return encode(_CONTROL.sub("�", text))


def render_text(template: str, **names: Any) -> str:
    """The same as text, for documents that go into another one."""
    return _CONTROL.sub("�", _environment().get_template(template).render(**names))
