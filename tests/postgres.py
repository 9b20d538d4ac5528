"""A PostgreSQL server of the tests' own: in a folder of its own, on a socket in it, shared by all workers of a run."""

from __future__ import annotations

import fcntl
import json
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

PLACES = ("/usr/lib/postgresql", "/usr/local/lib/postgresql", "/opt/homebrew/opt/postgresql")
UNSAFE = ("fsync=off", "full_page_writes=off", "max_connections=60", "shared_buffers=32MB")
OWNER, GUARDED, PASSWORD = "broadsheet", "guarded", "s3cret/word@here"
RULES = f"local all {GUARDED} scram-sha-256\nlocal all all trust\n"
PORT = 5432


class Cluster:
    """A server in a folder.

    Attributes:
        folder: where its socket lies.
    """

    def __init__(self, folder: Path, binaries: Path) -> None:
        self.folder = folder
        self._binaries = binaries

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, database: str, role: str = OWNER) -> str:
        return f"postgresql://{role}@/{database}?host={self.folder}"

    def make(self) -> None:
        """Make the cluster; its language orders words otherwise than their code points."""
        if os.getuid() == 0:
            os.chown(self.folder, *_stranger())
        asked = ["--username", OWNER, "--auth", "trust", "--encoding", "UTF8", "--no-sync", "-D", str(self.data)]
        language = ["--locale-provider", "icu", "--icu-locale", "en"]
        if self._run("initdb", *asked, "--locale", "C.UTF-8", *language).returncode:
            shutil.rmtree(self.data, ignore_errors=True)
            made = self._run("initdb", *asked, "--locale", "C")
            assert made.returncode == 0, made.stderr
        (self.data / "pg_hba.conf").write_text(RULES)

    def start(self) -> int:
        """Start it; its process."""
        settings = [f"unix_socket_directories={self.folder}", "listen_addresses=", f"port={PORT}", *UNSAFE]
        asked = " ".join(f"-c {each}" for each in settings)
        made = self._run("pg_ctl", "start", "-w", "-D", str(self.data), "-l", str(self.data / "log"), "-o", asked)
        assert made.returncode == 0, made.stdout + made.stderr
        return int((self.data / "postmaster.pid").read_text().split()[0])

    def stop(self, process: int) -> None:
        """End it at once, whoever is connected and whatever is not yet on the disk."""
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGQUIT)
        last = monotonic() + 30
        while _is_alive(process) and monotonic() < last:
            sleep(0.02)

    def execute(self, *statements: str, database: str = "postgres") -> list[Any]:
        """Run statements as its owner; the rows of the last."""
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursors = [connection.execute(statement) for statement in statements]
            return cursors[-1].fetchall() if cursors[-1].description else []

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([self._binaries / program, *arguments], capture_output=True, text=True, check=False, **_as_stranger())


@contextmanager
def shared_cluster(common: Path) -> Iterator[Cluster]:
    """The server of a run: whoever needs it first starts it, whoever needs it last ends it.

    Args:
        common: a folder that all workers of the run have in common.
    """
    binaries = _binaries()
    with _ledger(common) as held:
        if not held.get("users"):
            folder = Path(tempfile.mkdtemp(prefix="broadsheet-pg-"))
            folder.chmod(0o711)
            cluster = Cluster(folder, binaries)
            cluster.make()
            held.update(folder=str(folder), process=cluster.start())
        held["users"] = held.get("users", 0) + 1
        cluster = Cluster(Path(held["folder"]), binaries)
    try:
        yield cluster
    finally:
        with _ledger(common) as held:
            held["users"] -= 1
            if not held["users"]:
                cluster.stop(held["process"])
                shutil.rmtree(cluster.folder, ignore_errors=True)


@contextmanager
def own_cluster() -> Iterator[tuple[Cluster, int]]:
    """A server for one test, which may end it, with its process."""
    with tempfile.TemporaryDirectory(prefix="broadsheet-pg-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        cluster = Cluster(Path(folder), _binaries())
        cluster.make()
        process = cluster.start()
        try:
            yield cluster, process
        finally:
            cluster.stop(process)


def _binaries() -> Path:
    """Where the server's programs lie; the test is skipped if there are none, or nobody may run them."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'broadsheet[postgresql]'")
    found = [path for place in PLACES for path in Path(place).glob("*/bin/initdb")]
    named = shutil.which("initdb")
    newest = sorted(found, key=lambda path: int("".join(filter(str.isdigit, path.parts[-3])) or 0))
    if not newest and not named:
        pytest.skip("no PostgreSQL server here: apt-get install postgresql")
    if os.getuid() == 0 and not _stranger():
        pytest.skip("PostgreSQL does not run as root, and there is nobody else here")
    return (newest[-1] if newest else Path(str(named))).parent


def _stranger() -> tuple[int, int] | None:
    """User and group to run the server as, if we are root: it refuses to be."""
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return found.pw_uid, found.pw_gid
    return None


def _as_stranger() -> dict[str, Any]:
    found = _stranger() if os.getuid() == 0 else None
    return {"cwd": "/", **({"user": found[0], "group": found[1], "extra_groups": []} if found else {})}


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return "State:\tZ" not in Path(f"/proc/{process}/status").read_text() if Path("/proc/self").exists() else True


@contextmanager
def _ledger(common: Path) -> Iterator[dict[str, Any]]:
    """What the workers know together, one after another."""
    with (common / "postgres.json").open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        held = json.loads(file.read() or "{}")
        yield held
        file.truncate(0)
        file.write(json.dumps(held))
