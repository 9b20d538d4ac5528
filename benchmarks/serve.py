"""How fast `broadsheet serve` answers: cached story pages a CPU-second, times at a steady rate, weights of pages.

    python benchmarks/serve.py SITE [--rate 200] [--seconds 10]

The server runs as a process of its own over the site's store and is asked on loopback by this one, which counts
the server's CPU time alone.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

WARM = 200
STATIC = Path(__file__).parents[1] / "src/broadsheet/publish/static"


def cpu_seconds(process: int) -> float:
    """User and system time of a process so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, target: str) -> int:
    """One request on a kept connection; bytes of its body."""
    writer.write(f"GET {target} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise SystemExit(f"{target}: {head[:60]!r}")
    found = re.search(rb"content-length: (\d+)", head)
    return len(await reader.readexactly(int(found[1]) if found else 0))


async def throughput(port: int, targets: list[str], process: int, requests: int = 4_000) -> float:
    """Cached pages a CPU-second of the server, four connections."""
    first = await asyncio.open_connection("127.0.0.1", port)
    for n in range(WARM):
        await one(*first, targets[n % len(targets)])
    lines = [first, *[await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]]
    before = cpu_seconds(process)

    async def share(line: tuple[asyncio.StreamReader, asyncio.StreamWriter]) -> None:
        for n in range(requests // len(lines)):
            await one(*line, targets[n % len(targets)])

    await asyncio.gather(*map(share, lines))
    for _, writer in lines:
        writer.close()
    return requests / (cpu_seconds(process) - before)


async def steady(port: int, targets: list[str], rate: int, seconds: int) -> list[float]:
    """Milliseconds from when a request was due to its last byte, at a steady rate, on twenty kept connections."""
    free: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.Queue()
    for _ in range(20):
        free.put_nowait(await asyncio.open_connection("127.0.0.1", port))
    began, times = time.perf_counter(), []

    async def due(number: int) -> None:
        at = began + number / rate
        await asyncio.sleep(max(0.0, at - time.perf_counter()))
        line = await free.get()
        await one(*line, targets[number % len(targets)])
        times.append((time.perf_counter() - at) * 1000)
        free.put_nowait(line)

    await asyncio.gather(*(due(number) for number in range(rate * seconds)))
    return sorted(times)


def weights(site: Path) -> None:
    pages = {path: len(gzip.compress(path.read_bytes(), 6)) for path in site.rglob("*.html")}
    heaviest = max(pages, key=lambda path: pages[path])
    stories = max(size for path, size in pages.items() if path.parent.name == "stories")
    app, files = (sum(STATIC.joinpath(name).stat().st_size for name in ("paper.js", other)) for other in ("app.js", "finder.js"))
    print(f"heaviest story page {stories:,} bytes gzipped, scripts of a page of the app {app:,}, of the search of files {files:,}")
    print(f"heaviest page {heaviest.relative_to(site)}, {pages[heaviest]:,} bytes gzipped")


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("site", type=Path)
    asked.add_argument("--rate", type=int, default=200)
    asked.add_argument("--seconds", type=int, default=10)
    given = asked.parse_args()
    stories = json.loads((given.site / "stories/index.json").read_bytes())["stories"]
    targets = [f"/stories/{story['id']}" for story in stories]
    command = [sys.executable, "-m", "broadsheet", "serve", "--site", str(given.site), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        try:
            found = re.search(r":(\d+)/", server.stderr.readline())
            port = int(found[1]) if found else 0
            print(f"{asyncio.run(throughput(port, targets, server.pid)):,.0f} cached story pages a CPU-second")
            times = asyncio.run(steady(port, targets, given.rate, given.seconds))
            shown = " ".join(f"p{part} {times[int(len(times) * part / 100) - 1]:.1f} ms" for part in (50, 95, 99))
            print(f"{given.rate} requests a second for {given.seconds} s: {shown}")
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(5)
    weights(given.site)


if __name__ == "__main__":
    main()
