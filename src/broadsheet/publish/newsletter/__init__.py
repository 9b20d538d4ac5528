"""The daily newsletter."""

from broadsheet.publish.newsletter.message import NewsletterReport, offered, write_newsletter

__all__ = ["NewsletterReport", "offered", "write_newsletter"]
