"""Articles to annotations: sentences, names, quotes, figures, times."""

from broadsheet.annotate.room import LANGUAGES, Annotate, annotate

__all__ = ["LANGUAGES", "Annotate", "annotate"]
