"""The paper for assistants that speak the Model Context Protocol: read-only tools, every answer with its sources."""

from broadsheet.publish.assistant.reading import Desk
from broadsheet.publish.assistant.server import server

__all__ = ["Desk", "server"]
