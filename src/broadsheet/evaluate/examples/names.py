"""Whether two spellings name the same speaker."""

from __future__ import annotations

import re

from broadsheet.evaluate.examples.truth import GoldArticle, Person
from broadsheet.language.words import fold

_TITLE = re.compile(r"^(?:the|dr\.?|mr\.?|mrs\.?|ms\.?|prof\.?|professor|sir|dame) ")


def plain_name(name: str) -> str:
    """A name without case, accents, a leading article and a form of address.

    >>> plain_name("The Civil  Service") == plain_name("civil service"), plain_name("Dr Zoë Orr")
    (True, 'zoe orr')
    """
    return _TITLE.sub("", fold(name).casefold())


def names_fully(name: str, person: Person, article: GoldArticle) -> bool:
    """Whether a name is the full one; where the article never gives it in full, any of the person's names is."""
    full = plain_name(person.name)
    if full in fold(article.text).casefold():
        return plain_name(name) == full
    return is_called(name, person)


def is_called(name: str, person: Person) -> bool:
    """Whether a name is one of a person's."""
    return plain_name(name) in {plain_name(each) for each in (person.name, *person.aliases)}
