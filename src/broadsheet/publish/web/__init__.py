"""The paper over HTTP: a web app over a store or over a site's folder."""

from broadsheet.publish.web.app import web_app
from broadsheet.publish.web.archive import Archive
from broadsheet.publish.web.door import Porter
from broadsheet.publish.web.house import House
from broadsheet.publish.web.kiosk import Kiosk
from broadsheet.publish.web.letters import Letters
from broadsheet.publish.web.paper import EditionPaper, FolderPaper, Paper
from broadsheet.publish.web.reception import Reception
from broadsheet.publish.web.regulars import Regulars
from broadsheet.publish.web.server import hosts_of, is_loopback, serve, serving

__all__ = [
    "Archive", "EditionPaper", "FolderPaper", "House", "Kiosk", "Letters", "Paper", "Porter", "Reception", "Regulars", "hosts_of",
    "is_loopback", "serve", "serving", "web_app",
]  # fmt: skip
