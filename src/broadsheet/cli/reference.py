"""The references made of the code itself: errors, reasons for drops, and the shape of a story page. `manual.py` writes them."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from broadsheet.errors import BroadsheetError

WRITTEN = "Written by `python -m broadsheet.cli.manual docs`; a test keeps it current.\n"

ERRORS_TOP = f"""\
# Errors

{WRITTEN}
Bad input is no error: it is [set aside and counted](drops.md). An error is bad set-up, or a bug. A command tells it in one line on
standard error and ends with its status; `broadsheet --debug COMMAND` shows where it came from. In Python every one of them is a
`broadsheet.BroadsheetError`, with the advice in `hint`.

| error | is a | status | what it means |
|---|---|---|---|
"""

DROPS_TOP = f"""\
# Why something was set aside

{WRITTEN}
What cannot be used is counted with one of these reasons. `broadsheet build` prints the counts, `build.json` and the page of sources
keep them, and `/newsroom` shows the latest. Reasons of a plugin stand under `plugin`, in its own words.
"""

SCHEMA_TOP = f"""\
# The shape of a story page

{WRITTEN}
`stories/<id>.json` of a site, `/api/v1/stories/<id>` of a server and `broadsheet pipe write` give documents of the shape
`broadsheet/story@1`. The schema itself, which a program may check against, is [story.schema.json](story.schema.json) (JSON Schema,
draft 2020-12). A key that begins with `x_` may be added to any object; whoever does not know it passes it over. **Bold** keys are
always there.

Everything is told once and named elsewhere: `s1` is a statement, `p1` a span (the words that it stands on), `a1` an article,
`e1` a person, place or body, `m1` a note, `n1` a number, `q1` a quotation, `t1` an event, `c1` a claim, `d1` a disagreement,
`k1` a question, `w1` a paper.

## Story page
"""


def errors() -> str:
    """The tree of errors as Markdown."""
    from broadsheet import errors as tree

    found = [each for _, each in inspect.getmembers(tree, inspect.isclass) if issubclass(each, tree.BroadsheetError)]
    found.sort(key=lambda each: (len(each.__mro__), inspect.getsourcelines(each)[1]))
    rows = [f"| `{each.__name__}` | {_parent(each)} | {each.exit_status} | {_meaning(each)} |\n" for each in found]
    return ERRORS_TOP + "".join(rows)


def drops() -> str:
    """The reasons for which each step sets a record aside, as Markdown."""
    return DROPS_TOP + "".join(_reasons(step, why) for step, why in drop_reasons().items())


def drop_reasons() -> Mapping[str, Mapping[str, str]]:
    """Step → reason → what it means, in the order in which a page meets the steps."""
    from broadsheet import executor, read
    from broadsheet.annotate import Annotate
    from broadsheet.cli.pipe.ask import REASONS as UNASKED
    from broadsheet.cli.pipe.check import REASONS as UNCHECKED
    from broadsheet.cli.pipe.incoming import REASONS as UNFIT
    from broadsheet.dedupe import Dedupe
    from broadsheet.extract import Extract
    from broadsheet.group import Group
    from broadsheet.pipeline import told
    from broadsheet.write import REASONS as UNWRITTEN

    return {
        "read": read.REASONS,
        "follow": told.REASONS,
        "extract": Extract.reasons,
        "dedupe": Dedupe.reasons,
        "annotate": Annotate.reasons,
        "group": Group.reasons,
        "write": UNWRITTEN,
        "any step in a worker process": executor.REASONS,
        "broadsheet pipe": {**UNFIT, **UNCHECKED, **UNASKED},
    }


def schema() -> str:
    """The shape of a story page as Markdown."""
    shape = json.loads(schema_text())
    parts = [SCHEMA_TOP, *_fields(shape)]
    for name, part in shape["$defs"].items():
        parts += [f"\n## {name}\n", *_fields(part)]
    return "".join(parts)


def schema_text() -> str:
    """The schema of a story page as the package carries it."""
    return files("broadsheet.records").joinpath("story.schema.json").read_text("utf-8")


def _parent(error: type[BroadsheetError]) -> str:
    above = error.__mro__[1]
    return f"`{above.__name__}`" if above is not Exception else ""


def _meaning(error: type[BroadsheetError]) -> str:
    return " ".join((error.__doc__ or "").partition("Attributes:")[0].split())


def _reasons(step: str, why: Mapping[str, str]) -> str:
    rows = "".join(f"| {reason} | {meaning[:1].upper()}{meaning[1:].rstrip('.')}. |\n" for reason, meaning in why.items())
    return f"\n## {step}\n\n| reason | what it means |\n|---|---|\n{rows}"


def _fields(part: Mapping[str, Any]) -> Iterator[str]:
    yield "\n| key | holds |\n|---|---|\n"
    for name, shape in part["properties"].items():
        shown = f"**`{name}`**" if name in part.get("required", ()) else f"`{name}`"
        yield f"| {shown} | {_holds(shape)} |\n"


def _holds(shape: Mapping[str, Any]) -> str:
    """What a value may be, in a few words."""
    if "$ref" in shape:
        name = shape["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in shape:
        return " or ".join(_holds(each) for each in shape["anyOf"])
    if "enum" in shape:
        return ", ".join(f"`{json.dumps(value).strip(chr(34))}`" for value in shape["enum"])
    if "const" in shape:
        return f"`{shape['const']}`"
    return _composed(shape)


def _composed(shape: Mapping[str, Any]) -> str:
    kind = shape.get("type", "anything")
    if kind == "array":
        return f"a list of {_holds(shape.get('items', {}))}"
    if kind != "object":
        return f"{kind} `{shape['pattern']}`" if "pattern" in shape else str(kind)
    if "properties" in shape:
        return "an object of " + "; ".join(f"`{name}`: {_holds(each)}" for name, each in shape["properties"].items())
    named = {pattern: each for pattern, each in shape.get("patternProperties", {}).items() if pattern != "^x_"}
    values = " or ".join(f"`{pattern}` → {_holds(each)}" for pattern, each in named.items())
    return values or f"an object of {_holds(shape.get('additionalProperties') or {})}"
