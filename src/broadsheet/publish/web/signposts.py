"""Where somebody may have wanted to go who came to an address that is none: stories whose headlines have its words."""

from __future__ import annotations

import json
import re
import threading

from broadsheet.publish.names import story_file
from broadsheet.publish.web.paper import Paper
from broadsheet.write.answers_terms import stems

INDEX = "stories/index.json"
NEAR = 5
_APART = re.compile(r"[^\w']+|_")
Post = tuple[frozenset[str], str, str]
"""The stems of a story's headline and slug, its headline, its address."""


class Signposts:
    """The words of an edition's headlines, read when they are first asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._paper: Paper | None = None
        self._posts: tuple[Post, ...] = ()

    def near(self, paper: Paper, path: str) -> tuple[tuple[str, str], ...]:
        """Headline and address of the stories that share most words with a path, a word at least, in the paper's order."""
        asked = frozenset(stems(_APART.sub(" ", path)[:200]))
        shared = [(len(asked & words), title, href) for words, title, href in self._of(paper)]
        best = sorted((one for one in shared if one[0]), key=lambda one: -one[0])[:NEAR]
        return tuple((title, href) for _, title, href in best)

    def _of(self, paper: Paper) -> tuple[Post, ...]:
        with self._lock:
            if self._paper is not paper:
                told = json.loads(paper.read(INDEX, None))["stories"] if paper.stamp(INDEX) is not None else []
                self._paper, self._posts = paper, tuple(_post(one) for one in told)
            return self._posts


def _post(told: dict[str, str]) -> Post:
    words = frozenset(stems(f"{told['headline']} {_APART.sub(' ', told['slug'])}"))
    return words, told["headline"], f"/{story_file(told['id'])}"
