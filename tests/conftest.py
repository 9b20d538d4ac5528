"""What every test shares: no network, a steady Hypothesis, and the places of the corpus and the bench."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.postgres import Cluster, shared_cluster

ROOT = Path(__file__).resolve().parents[1]
LOOPBACK = ("127.", "localhost", "::1")

settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.register_profile("long", parent=settings.get_profile("steady"), derandomize=False, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any connection that leaves this machine, and any question for a name, fails the test that made it."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
            pytest.fail(f"a test tried to reach {address[0]}")
        connect(self, address)

    def looked_up(host: Any, *rest: Any, **named: Any) -> Any:
        name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host or "127.0.0.1")
        if not name.startswith(LOOPBACK):
            pytest.fail(f"a test asked for the address of {name}")
        return look_up(host, *rest, **named)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket, "getaddrinfo", looked_up)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The example pages."""
    return ROOT / "src/broadsheet/examples/pages"


@pytest.fixture(scope="session")
def bench() -> Path:
    """The development bench beside the checkout; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("BROADSHEET_BENCH", ROOT.parent / "shared" / "bench"))
    if not folder.is_dir():
        pytest.skip(f"no bench at {folder.name}: it lies beside the checkout where there is one")
    return folder


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Cluster]:
    """A PostgreSQL server with an empty paper to make others from; tests that need it are skipped where there is none."""
    from broadsheet.store import Store

    base = tmp_path_factory.getbasetemp()
    with shared_cluster(base if worker_id == "master" else base.parent) as found:
        template = f"template_{worker_id}"
        found.execute(f"CREATE DATABASE {template}")
        Store.open(found.url(template)).close()
        found.execute(f"CREATE DATABASE paper_{worker_id} TEMPLATE {template}")
        yield found


@pytest.fixture
def paper_on_server(cluster: Cluster, worker_id: str) -> str:
    """The address of an empty paper on the server."""
    from broadsheet.store.schema import metadata

    name = f"paper_{worker_id}"
    cluster.execute(f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY CASCADE", database=name)
    return cluster.url(name)
