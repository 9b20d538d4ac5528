"""A paper of the web, on loopback."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def on_loopback(pages: Callable[[str], Mapping[str, str]]) -> Iterator[str]:
    """The address of a server that is there as long as the context.

    Args:
        pages: from that address to what stands at each path; asked anew at every request.
    """

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages(here).get(self.path, "").encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        here = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield here
        server.shutdown()
