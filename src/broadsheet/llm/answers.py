"""Answers that were given before, by what was asked: a rebuild asks nobody, costs nothing and reads the same."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

_KEY = frozenset("0123456789abcdef")


class Answers:
    """A folder of answers, one file each, written whole or not at all.

    Args:
        folder: made when the first answer is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> str | None:
        """The answer that was given to what has this digest; None if there is none, or it cannot be read."""
        try:
            kept = json.loads(self._file(key).read_bytes())
        except (OSError, ValueError):
            return None
        text = kept.get("answer") if isinstance(kept, dict) else None
        return text if isinstance(text, str) else None

    def keep(self, key: str, answer: str, articles: Iterable[str]) -> None:
        """Keep an answer with the ids of the articles whose words were asked about. A folder that takes no file is no trouble."""
        kept: dict[str, Any] = {"answer": answer, "articles": sorted(articles)}
        file = self._file(key)
        part = file.with_suffix(f".{os.getpid()}.part")
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(kept, ensure_ascii=False), "utf-8", "replace")
            part.replace(file)

    def forget(self, articles: Iterable[str]) -> int:
        """Remove every answer about one of these articles; how many there were."""
        wanted, gone = set(articles), 0
        for file in sorted(self._folder.glob("??/*.json")) if wanted else ():
            with suppress(OSError, ValueError, AttributeError):
                if wanted.intersection(json.loads(file.read_bytes()).get("articles", ())):
                    file.unlink()
                    gone += 1
        return gone

    def _file(self, key: str) -> Path:
        if not key or not _KEY.issuperset(key):
            raise ValueError(f"{key!r} is no digest")
        return self._folder / key[:2] / f"{key}.json"
