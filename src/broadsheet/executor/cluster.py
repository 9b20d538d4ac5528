"""A stage on a Dask cluster: parcels of records go out, and what became of them comes back in the order in which they were sent."""

from __future__ import annotations

import pickle
import warnings
from asyncio import CancelledError
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, TypeVar

from broadsheet.errors import BroadsheetError, ClusterError, MissingExtra
from broadsheet.executor.job import Bounds, Named, Outcome
from broadsheet.executor.parcel import Packed, Stage, carry_out, held, unpacked
from broadsheet.executor.program import program, unlike
from broadsheet.steps import Step

if TYPE_CHECKING:
    from distributed import Client, Future

Record = TypeVar("Record")

PARCEL = 24
"""Records of a parcel, with no more than `PARCEL_CHARS`: few enough to be shared out well, enough to be worth the way."""
PARCEL_CHARS = 600_000
AHEAD = 3
"""Parcels sent ahead of the one that is waited for, per worker."""
CONNECT_SECONDS = 10.0
LOOK_SECONDS = 5.0
PATIENCE = 60.0
"""Seconds without a single worker after which a job is given up."""
GOES_ON = "what was done is kept: the same command goes on from there"


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """A client of the cluster whose scheduler has this address; all its workers run our program.

    Raises:
        ClusterError: no scheduler is there, or the cluster runs other versions.
        MissingExtra: what speaks to it is not installed.
    """
    client = _client(address)
    try:
        _refuse_others(client, address)
        yield client
    finally:
        client.close()


def _client(address: str) -> Client:
    try:
        from distributed import Client
        from distributed.versions import VersionMismatchWarning
    except ImportError as problem:
        raise MissingExtra("distributed, which speaks to a cluster,", "cluster") from problem
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", VersionMismatchWarning)  # told by `_refuse_others`, and then it is no warning
            return Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as problem:
        raise ClusterError(
            f"{address}: no scheduler answers", hint="start one with `dask scheduler`, and workers with `broadsheet worker ADDRESS`"
        ) from problem


def _refuse_others(client: Client, address: str) -> None:
    """See that scheduler and workers speak our versions and that the workers run our program."""
    told = client.get_versions()
    ours, theirs = told["client"]["packages"], told["scheduler"]["packages"]
    for name in ("dask", "distributed"):
        if ours[name] != theirs[name]:
            raise ClusterError(
                f"{address}: the scheduler has {name} {theirs[name]}, we have {ours[name]}", hint="install the same on both"
            )
    try:
        programs = client.run(program)
    except Exception as problem:
        raise ClusterError(
            f"{address}: a worker cannot run broadsheet: {problem}", hint="install the same broadsheet on every worker"
        ) from problem
    for worker, one in programs.items():
        other = unlike(one)
        if other:
            raise ClusterError(
                f"{worker}: another program than here: {'; '.join(other[:3])}", hint="install the same on every worker"
            )


class Cluster:
    """A job on a cluster.

    Args:
        client: of the cluster.
        make: builds the stage, in a process beside each worker.
        bounds: what a record may take.
    """

    def __init__(self, client: Client, make: Callable[[], Step[Any, Any]], bounds: Bounds) -> None:
        self._client = client
        stage = _pack(Stage(make=_pack(partial(Packed, make)), bounds=bounds, program=dict(program())))
        self._digest = blake2b(stage, digest_size=16).digest()
        self._stage = self._submit(held, stage, key=f"stage-{self._digest.hex()}")

    def run(self, records: Iterable[tuple[Named, Record, int]]) -> Iterator[tuple[Record, Outcome[Any]]]:
        """What became of every record, in order; each comes with its size in characters.

        Raises:
            ClusterError: the cluster is lost, or a worker is not as it must be.
            BroadsheetError: whatever `make` raises for bad set-up; never for a bad record.
        """
        sent: deque[tuple[list[tuple[Named, Record]], Future]] = deque()
        for parcel in _parcels(records):
            sent.append((parcel, self._send(parcel)))
            if len(sent) > AHEAD * max(1, self._threads()):
                yield from self._came_back(*sent.popleft())
        while sent:
            yield from self._came_back(*sent.popleft())

    def _send(self, parcel: Sequence[tuple[Named, Record]]) -> Future:
        packed = _pack([(named, _pack(record)) for named, record in parcel])
        key = blake2b(packed, key=self._digest, digest_size=16).hexdigest()
        return self._submit(carry_out, self._stage, packed, key=f"parcel-{key}")

    def _submit(self, function: Callable[..., bytes], *given: Any, key: str) -> Future:
        import dask

        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}):  # a page may be large
            return self._client.submit(function, *given, key=key)

    def _came_back(self, parcel: Sequence[tuple[Named, Record]], future: Future) -> Iterator[tuple[Record, Outcome[Any]]]:
        outcomes: list[Outcome[bytes]] = pickle.loads(self._result(future))  # noqa: S301  packed by our own workers
        for (_, record), outcome in zip(parcel, outcomes, strict=True):
            yield record, unpacked(outcome)

    def _result(self, future: Future) -> bytes:
        waited = 0.0
        while waited < PATIENCE:
            try:
                found: bytes = future.result(timeout=LOOK_SECONDS)
            except TimeoutError:
                waited = 0.0 if self._threads() else waited + LOOK_SECONDS
            except BroadsheetError:
                raise
            except (Exception, CancelledError) as problem:
                raise ClusterError(f"the cluster failed: {type(problem).__name__}: {problem}"[:400], hint=GOES_ON) from problem
            else:
                return found
        raise ClusterError(f"the cluster has had no worker for {PATIENCE:g} s", hint=GOES_ON)

    def _threads(self) -> int:
        """How many parcels can be worked on at once."""
        return sum(self._client.nthreads().values())


def _pack(told: Any) -> bytes:
    return pickle.dumps(told, pickle.HIGHEST_PROTOCOL)


def _parcels(records: Iterable[tuple[Named, Record, int]]) -> Iterator[list[tuple[Named, Record]]]:
    parcel: list[tuple[Named, Record]] = []
    chars = 0
    for named, record, size in records:
        if parcel and (len(parcel) == PARCEL or chars + size > PARCEL_CHARS):
            yield parcel
            parcel, chars = [], 0
        parcel.append((named, record))
        chars += size
    if parcel:
        yield parcel
