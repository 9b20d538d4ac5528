"""Workers of a cluster on this machine, each watched over and begun again if it dies."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from broadsheet.errors import ClusterError, MissingExtra

JOIN_SECONDS = 120
"""So long a worker looks for its scheduler before it gives up."""
HABITS = {
    "distributed.worker.daemon": False,
    "distributed.worker.profile.enabled": False,  # a look at its thread every 10 ms, which nobody here asks for
    "distributed.admin.tick.interval": "500 ms",  # of 20: how late its loop is, which nobody asks for either
    "distributed.admin.system-monitor.interval": "5 s",
}
"""What our workers do otherwise than Dask's own; at rest they take a tenth of the processor time of those."""


async def serve(address: str, number: int, host: str | None = None) -> None:
    """Work for a scheduler until SIGTERM or SIGINT.

    Workers listen on one address alone, by default the one that the scheduler is reached from. They are no daemons, so that
    each may have a process of its own for records; what such a process takes in memory is bounded by the job, not here.

    Args:
        address: of the scheduler.
        number: of workers; each works on one record at a time.
        host: address to listen on.

    Raises:
        ClusterError: no scheduler answers, the address is none, or the scheduler ended.
        MissingExtra: what a worker is made of is not installed.
    """
    try:
        import dask
        from distributed import Nanny
        from distributed.comm import get_address_host
        from distributed.utils import get_ip
    except ImportError as problem:
        raise MissingExtra("distributed, which makes a worker,", "cluster") from problem
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        here = host or get_ip(get_address_host(address))
        with dask.config.set(HABITS):
            nannies = [
                Nanny(
                    address, nthreads=1, host=here, dashboard=False, dashboard_address=f"{here}:0", death_timeout=JOIN_SECONDS,
                    memory_limit=0, silence_logs=logging.CRITICAL,
                )
                for _ in range(number)
            ]  # fmt: skip
            told = await _until_told(nannies)
    except (OSError, ValueError) as problem:
        raise ClusterError(f"{address}: no scheduler answers", hint="start one with `dask scheduler`") from problem
    if not told:
        raise ClusterError(f"{address}: the scheduler is gone", hint="start it again, and then the workers")


async def _until_told(nannies: list[Any]) -> bool:
    """Begin them all, and end them all as soon as we are told to or one has ended for good; whether we were told."""
    import signal

    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    try:
        await asyncio.gather(*nannies)
        ends = [asyncio.create_task(told.wait()), *(asyncio.create_task(nanny.finished()) for nanny in nannies)]
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        for end in ends:
            end.cancel()
        return told.is_set()
    finally:
        await asyncio.gather(*(nanny.close(timeout=5) for nanny in nannies), return_exceptions=True)
