"""An invented flood and the cards that a page makes of it."""

from __future__ import annotations

from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Draft
from broadsheet.write.sections.topics import section
from broadsheet.write.standing import stems
from tests.write.stories import story
from tests.write.telling import annotated

TEXT = (
    "The dam above Velmont broke on Tuesday and the valley was cleared. "
    "Interior Minister Ada Brenn said the spillway had been blocked by timber for a week. "
    "Brenn flew over the valley with the army in the afternoon. "
    "Jon Pell stood on his roof until dawn."
)

SAID = [("the spillway had been blocked by timber for a week", "Ada Brenn")]


def flood(key="a1", text=TEXT, **options):
    given = {"people": ["Ada Brenn", "Jon Pell"], "places": ["Velmont"], "roles": {"Ada Brenn": "Interior Minister"}, "said": SAID}
    return annotated(key, text, **{**given, **options})


def cards(*articles, draft=None, **fields):
    dossier = Dossier(story(*articles, **fields), "2031-03-05")
    draft = draft or Draft(dossier)
    draft.introduced |= stems(" ".join(article.article.text for article in articles))  # the page has told of all of it above
    made = section(dossier, draft)
    pool = draft.pools()
    return {pool["entities"][key].name: (pool["entities"][key], draft) for key in (made.items if made else ())}


def texts(found, name):
    card, draft = found[name]
    return [draft.statement(key).text for key in card.card]
