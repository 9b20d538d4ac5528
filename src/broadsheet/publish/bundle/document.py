"""One HTML file of a story: style, script, icon and the cited passages of its articles inside, and no request at all.

Its policy is its own: what may style and run is named by its digest (CSP Level 3, `hash-source`), everything else is forbidden.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from broadsheet.publish.stock import stock
from broadsheet.publish.templating import render
from broadsheet.publish.views.enclosed import Enclosed, cited_articles
from broadsheet.publish.views.story import story_view
from broadsheet.publish.views.wording import long_day
from broadsheet.records.edition import Edition
from broadsheet.records.story_page import StoryPage

ENDINGS = {"style": b"</style", "script": b"</script"}


def bundle(edition: Edition, story: StoryPage) -> bytes:
    """The file. The same edition and story give the same bytes."""
    library = Enclosed(edition, story=story.id)
    style, script = _inside("style", "paper.css"), _inside("script", "paper.js")
    return render(
        "bundle.html",
        up="", paper=edition.title, day=long_day(edition.day), current="story", reader=None,
        story=story_view(library, story, ""), cited=cited_articles(library, story),
        style=style, script=script, style_digest=_digest(style), script_digest=_digest(script),
        icon=f"data:image/svg+xml;base64,{b64encode(stock('icon.svg')).decode()}",
    )  # fmt: skip


def _inside(element: str, name: str) -> str:
    """A file of ours as it may stand in an element: nothing in it ends the element."""
    held = stock(name)
    assert ENDINGS[element] not in held.lower(), name
    return held.decode()


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
