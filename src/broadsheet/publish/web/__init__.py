"""The paper served over HTTP."""

from broadsheet.publish.web.server import open_server, serve

__all__ = ["open_server", "serve"]
