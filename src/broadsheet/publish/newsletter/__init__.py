"""The daily newsletter."""

from broadsheet.publish.newsletter.message import NewsletterReport, write_newsletter

__all__ = ["NewsletterReport", "write_newsletter"]
