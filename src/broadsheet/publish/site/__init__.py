"""The paper as a folder of files that needs no server."""

from broadsheet.publish.site.pages import SiteReport, offered, write_site

__all__ = ["SiteReport", "offered", "write_site"]
