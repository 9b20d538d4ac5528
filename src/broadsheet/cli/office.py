"""What readers of the web app say of the paper, carried out over a store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from broadsheet.config import Settings
    from broadsheet.store import Store


class EditorsOffice:
    """Carries out what a reader of the web app said of membership and disagreements, and writes the stories it touches."""

    def __init__(self, settings: Settings, url: str) -> None:
        self._settings, self._url = settings, url

    def apart(self, article: str, story: str) -> None:
        """Keep an article out of a story.

        Raises:
            StoreBusy: somebody else writes.
            NotFound: no such article or story.
            UsageError: the article is all there is of the story, or somebody said that they belong together.
        """
        from broadsheet import pipeline

        with self.writing() as store:
            pipeline.keep_apart(store, article, story)

    def settle(self, story: str, difference: str) -> None:
        """Keep that a disagreement is none. If somebody else writes, the page is written anew with the next edition."""
        self._say_of(story, difference)

    def _say_of(self, story: str, difference: str, *, ends: bool = False) -> None:
        from broadsheet.errors import StoreBusy
        from broadsheet.store import Store

        with Store.open(self._url, writes=False) as store:
            store.readers.settle(story, difference, ends=ends)
        with suppress(StoreBusy), self.writing():
            pass

    def rejoin(self, number: int) -> None:
        """Take back what a reader said to be apart under a number; what editors decided is taken back at their desk.

        Raises:
            StoreBusy: somebody else writes.
            NotFound: no reader said anything under that number.
        """
        from broadsheet import pipeline
        from broadsheet.errors import NotFound

        with self.writing() as store:
            edited = {known for decision in store.decisions.all() for known in decision.constraints}
            said = {one.number for one in store.constraints.all() if one.kind == "apart"} - edited
            if number not in said:
                raise NotFound(f"{number}: no reader said anything under that number")
            pipeline.take_back(store, number)

    def reopen(self, story: str, difference: str) -> None:
        """Take back that a disagreement is none. If somebody else writes, the page is written anew with the next edition."""
        self._say_of(story, difference, ends=True)

    @contextmanager
    def beside(self) -> Iterator[Store]:
        """The store, for a row or two, whoever else writes."""
        from broadsheet.store import Store

        with Store.open(self._url, beside=True) as store:
            yield store

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """The store; the pages that what happened to it changes are written afterwards.

        Raises:
            StoreBusy: somebody else writes.
        """
        from broadsheet.pipeline import as_set
        from broadsheet.store import Store

        with Store.open(self._url) as store:
            yield store
            as_set.write(store, self._settings, as_of=store.revisions.as_of())
