"""`broadsheet worker`: processes that take work from a cluster's scheduler."""

from __future__ import annotations

from typing import Annotated

import typer


def worker(
    scheduler: Annotated[str, typer.Argument(metavar="ADDRESS", help="The scheduler's, as tcp://10.0.0.5:8786.")],
    *,
    workers: Annotated[int, typer.Option("--workers", min=1, metavar="N", help="So many at once; one a processor core.")] = 1,
    host: Annotated[
        str | None,
        typer.Option("--host", metavar="IP", help="Address to listen on. Default: the one the scheduler is reached from."),
    ] = None,
) -> None:
    """Take work from the scheduler of a Dask cluster until told to stop. Needs broadsheet[cluster].

    Whoever can speak to a scheduler can run programs on its workers: keep it on loopback, in a network of your own, or behind TLS.
    """
    import asyncio

    from broadsheet.cli.terminal import counted, tell
    from broadsheet.executor.worker import serve

    tell(f"{counted(workers, 'worker')} for {scheduler}; Ctrl-C ends")
    asyncio.run(serve(scheduler, workers, host))
