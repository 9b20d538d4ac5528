"""The recipe as the settings have it: what the command line and the library share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from broadsheet import pipeline
from broadsheet.config import Settings
from broadsheet.errors import NotFound, UsageError
from broadsheet.executor import Bounds, reach
from broadsheet.models import embedders, namers
from broadsheet.models.encyclopaedia import Encyclopaedia
from broadsheet.pipeline import embedding, intake
from broadsheet.pipeline.day import now_of
from broadsheet.pipeline.progress import Progress, silent
from broadsheet.read import Limits, Manners
from broadsheet.records.edition import Edition
from broadsheet.steps import Tally
from broadsheet.store import Store

if TYPE_CHECKING:
    from broadsheet.llm.copy_desk import CopyDesk


def limits(settings: Settings) -> Limits:
    """Bounds on reading."""
    return Limits(**settings.read.model_dump())


def manners(settings: Settings) -> Manners:
    """How the web is asked."""
    web = settings.web
    return Manners(
        agent=web.agent, contact=web.contact, delay=web.delay, connections_per_host=web.per_host, connect=web.connect,
        total=web.seconds, redirects=web.redirects, max_bytes=settings.read.max_bytes, ratio=settings.read.max_ratio,
        allow=web.allow,
    )  # fmt: skip


def bounds(settings: Settings, workers: int | None = None, cluster: str | None = None) -> Bounds:
    """Bounds on the work on a record, and where it is done; `workers` and `cluster` above what is set.

    Raises:
        ClusterError: on a cluster that is not there, or is not ours.
        MissingExtra: on a cluster, and what speaks to it is not installed.
    """
    run = settings.run
    asked = Bounds(
        workers=run.workers if workers is None else workers,
        seconds=run.seconds,
        memory_mb=run.memory_mb,
        cluster=cluster or run.cluster,
    )
    reach(asked)
    return asked


def moment(settings: Settings, as_of: str | None) -> str | None:
    """The paper's now as the user gave it: a day means its end, a time without a zone is in the paper's.

    Raises:
        UsageError: it is no time.
    """
    if as_of is None:
        return None
    zone = ZoneInfo(settings.paper.timezone)
    try:
        given = datetime.fromisoformat(as_of)
    except ValueError as problem:
        raise UsageError(f"--as-of {as_of}: is no time", hint="write 2025-10-28 or 2025-10-28T07:00+01:00") from problem
    if len(as_of) <= 10:
        given = datetime.combine(given.date(), time(23, 59, 59))
    return (given if given.tzinfo else given.replace(tzinfo=zone)).isoformat()


def encyclopaedia(settings: Settings) -> Encyclopaedia | None:
    """The encyclopaedia of the settings, opened; None where none is set.

    Raises:
        MissingPath: there is no such file.
        ConfigError: it cannot be read.
    """
    return Encyclopaedia(Path(settings.write.encyclopaedia).expanduser()) if settings.write.encyclopaedia else None


def names(settings: Settings) -> str | None:
    """The finder of names of the settings, which is there; None for the grammar's own.

    Raises:
        ConfigError: there is no such kind of finder.
        MissingPath: there is no such folder.
        ModelError: the folder holds no finder.
    """
    if settings.models.names is not None:
        namers.refuse_unusable(settings.models.names)
    return settings.models.names


def refuse_unusable(settings: Settings) -> None:
    """See that the models of the settings can be had, before any work is done.

    Raises:
        ConfigError: there is no such kind of model.
        MissingExtra: what runs it is not installed.
        MissingPath: there is no such folder.
        ModelError: the folder holds no such model.
    """
    names(settings)
    embedders.refuse_unusable(settings.models.embedder)


def read(
    store: Store, settings: Settings, sources: Sequence[str], *, within: Bounds | None = None, progress: Progress = silent
) -> Tally:
    """The first step: pages in, their articles placed.

    Raises:
        UsageError: no source at all can be read.
        NothingUsable: they could, and held nothing usable.
        ConfigError, ModelError: the models that are set cannot be used, or the store's vectors are of another embedder.
    """
    embedding.settle(store, settings.models.embedder)
    return intake.read(
        store,
        sources,
        limits=limits(settings),
        manners=manners(settings),
        bounds=within or bounds(settings),
        fast=settings.extract.fast,
        names=names(settings),
        progress=progress,
    )


def write(
    store: Store,
    settings: Settings,
    *,
    as_of: str | None = None,
    words: int | None = None,
    desk: CopyDesk | None = None,
    progress: Progress = silent,
) -> tuple[Tally, str]:
    """The second step, the page of every story; its counts, and the moment that it was written for.

    A caller that wants to know what the settings' language model did gives the `desk` that asks it.

    Raises:
        UsageError: `as_of` is no time.
        ConfigError: what is set cannot be used.
    """
    from broadsheet.pipeline.model import copy_desk

    now = moment(settings, as_of) or now_of(store.articles.all(), settings.paper.timezone)
    bound = settings.write.words if words is None else words
    looked_up, asked = encyclopaedia(settings), desk or copy_desk(settings)
    return pipeline.write(store, as_of=now, words=bound, encyclopaedia=looked_up, desk=asked, progress=progress), now


def edition(store: Store, settings: Settings, as_of: str | None = None) -> Edition:
    """Everything that publishers need, out of the store.

    Raises:
        NotFound: nothing has been written yet.
        UsageError: `as_of` is no time.
    """
    now, named = moment(settings, as_of) or store.revisions.as_of(), settings.paper
    if now is None and not store.articles.count():
        raise NotFound(
            "there is nothing to publish in this store", hint="`broadsheet read SOURCE` and `broadsheet write` come first"
        )
    then = now or now_of(store.articles.all(), named.timezone)
    return pipeline.edition(store, title=named.title, zone=named.timezone, as_of=then, saved=named.desks)
