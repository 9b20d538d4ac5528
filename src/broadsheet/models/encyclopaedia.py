"""What an encyclopaedia of the user's own says of a name, from a ZIM file by libzim (https://wiki.openzim.org/wiki/ZIM_file_format)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree, html

from broadsheet.errors import ConfigError, MissingPath

if TYPE_CHECKING:
    from libzim.reader import Archive, Entry

INSTALL = "pip install 'broadsheet[zim]'"
FEWEST = 4
"""Words of a paragraph that says anything."""

MOST_SUGGESTED = 20
LARGEST = 2_000_000
"""Bytes of an article; a longer one is no article of an encyclopaedia."""

_SEVERAL = re.compile(
    r"\b(?:may|can) (?:also )?(?:refer|stand|mean)\b|\brefers? to (?:several|any of|one of)\b|\bmost commonly\b", re.IGNORECASE
)
_SEVERAL_MARKED = "//*[contains(@class, 'disambig') or contains(@class, 'dmbox') or contains(@id, 'disambig')]"
_NO_PROSE = (
    "//script | //style | //table | //sup | //figure | //aside | //nav | //*[contains(@style, 'display:none')]"
    " | //*[contains(@class, 'infobox') or contains(@class, 'hatnote') or contains(@class, 'noprint')]"
)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_MARKS = re.compile(r"\s*\[(?:\d+|[a-z]|note \d+|citation needed|update|who\?|when\?)\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How an article begins.

    Attributes:
        title: of the article.
        text: its first paragraph as plain text, without brackets and marks of reference.
    """

    title: str
    text: str


class Encyclopaedia:
    """An open ZIM file.

    Args:
        path: of the file.

    Attributes:
        title: of the encyclopaedia, with its publisher's name for the file where it has no title.
        day: the day that it was made, as the file has it: `YYYY-MM-DD`; "undated" where it has none.
        id: of this very file, as its makers gave it.
        articles: how many it has.

    Raises:
        MissingPath: there is no such file.
        ConfigError: libzim is not installed, or the file is no ZIM file or damaged, or not in English.
    """

    def __init__(self, path: Path) -> None:
        self._archive = _opened(path)
        self.title = _metadata(self._archive, "Title") or _metadata(self._archive, "Name") or path.stem
        day = _metadata(self._archive, "Date")
        self.day = day if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", day) else "undated"
        self.id = str(self._archive.uuid)
        self.articles: int = self._archive.article_count
        if (language := _metadata(self._archive, "Language")) and not {"eng", "en"} & set(language.lower().split(",")):
            raise ConfigError(f"{path}: an encyclopaedia in the language {language}; cards are written in English")

    def look_up(self, name: str) -> Opening | None:
        """How its article on a name begins; None where it knows no such name, or more than one thing or person of that name."""
        pages = {entry.path: entry for entry in self._entries(name)}
        if len(pages) != 1:
            return None
        (entry,) = pages.values()
        item = entry.get_item()
        if item.size > LARGEST or not item.mimetype.startswith("text/html"):
            return None
        return _opening(entry.title, bytes(item.content))

    def _entries(self, name: str) -> Iterator[Entry]:
        """The articles of that title, redirects followed; namesakes are told apart by what stands in brackets behind it."""
        from libzim.suggestion import SuggestionSearcher

        found = [title for title in (name, name[:1].upper() + name[1:]) if self._archive.has_entry_by_title(title)]
        yield from (_followed(self._archive.get_entry_by_title(title)) for title in found)
        suggested = SuggestionSearcher(self._archive).suggest(name).getResults(0, MOST_SUGGESTED)
        for path in suggested:
            entry = self._archive.get_entry_by_path(path)
            if _plain(entry.title) == _plain(name):
                yield _followed(entry)


def _opened(path: Path) -> Archive:
    if not path.is_file():
        raise MissingPath(str(path), "no such encyclopaedia")
    try:
        from libzim.reader import Archive
    except ImportError as error:
        raise ConfigError("write.encyclopaedia needs libzim, which is not installed", hint=INSTALL) from error
    try:
        return Archive(path)
    except RuntimeError as error:
        raise ConfigError(f"{path}: no ZIM file, or a damaged one: {error}", hint="load the file down again") from error


def _metadata(archive: Archive, name: str) -> str:
    if name not in archive.metadata_keys:
        return ""
    return " ".join(bytes(archive.get_metadata(name)).decode("utf-8", "replace").split())


def _followed(entry: Entry) -> Entry:
    """Where redirects lead; the file allows no circle of them that libzim would follow, so a few steps are all there can be."""
    for _ in range(5):
        if not entry.is_redirect:
            break
        entry = entry.get_redirect_entry()
    return entry


def _plain(title: str) -> str:
    """A title as names are compared: without brackets behind it, accents, marks and capitals."""
    bare = unicodedata.normalize("NFKD", re.sub(r"\s*\([^()]*\)\s*$", "", title))
    return " ".join(re.findall(r"\w+", "".join(letter for letter in bare if not unicodedata.combining(letter)).casefold()))


def _opening(title: str, page: bytes) -> Opening | None:
    """How an article begins; None for a list of several meanings."""
    try:
        tree = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return None
    if "(disambiguation)" in title.lower() or tree.xpath(_SEVERAL_MARKED):
        return None
    for element in tree.xpath(_NO_PROSE):
        element.drop_tree()
    texts = (_clean(found.text_content()) for found in tree.xpath("//p"))
    text = next((text for text in texts if len(text.split()) >= FEWEST), "")
    return Opening(title=_clean(title), text=text) if text and not _SEVERAL.search(text) else None


def _clean(text: str) -> str:
    """Running text without marks of reference and without brackets, which at the head of an article tell how a name is said."""
    plain = "".join(letter for letter in text if unicodedata.category(letter) not in ("Cc", "Cf") or letter.isspace())
    plain = _MARKS.sub("", plain)
    while (shorter := _BRACKETS.sub("", plain)) != plain:
        plain = shorter
    return re.sub(r"\s+([,.;:])", r"\1", " ".join(plain.split()))
