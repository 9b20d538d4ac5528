"""A stage that fails as badly as one can. It has a module of its own: worker processes must find it by its name."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable, Iterator

from broadsheet.extract import Extract, Render
from broadsheet.records.page import Cutting, Page
from broadsheet.steps import Dropped


class Fragile(Extract):
    """Extraction that dies or hangs on the pages that say so."""

    def __call__(self, pages: Iterable[Page], /) -> Iterator[Cutting | Dropped]:
        for page in pages:
            fail(page)
            yield from super().__call__([page])


class FragileRender(Render):
    """Rendering that does."""

    def __call__(self, pages: Iterable[Page], /) -> Iterator[str]:
        for page in pages:
            fail(page)
            yield from super().__call__([page])


def fail(page: Page) -> None:
    """Do what the page's name says."""
    if page.name == "kills":
        os.kill(os.getpid(), signal.SIGKILL)
    if page.name == "hangs":
        time.sleep(600)
    if page.name == "hangs where no alarm is heard":
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
        time.sleep(600)
