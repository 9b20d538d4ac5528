"""The newsletter: as a page, as a mail for everybody, and as mail for each who asked for it."""

from broadsheet.publish.newsletter.addresses import checked
from broadsheet.publish.newsletter.distribution import Composer, Letterhead, put_down, sweep
from broadsheet.publish.newsletter.links import Links
from broadsheet.publish.newsletter.message import SENDER, NewsletterReport, offered, write_newsletter
from broadsheet.publish.newsletter.post import Post, Server
from broadsheet.publish.newsletter.signup import Signup

__all__ = [
    "SENDER", "Composer", "Letterhead", "Links", "NewsletterReport", "Post", "Server", "Signup", "checked", "offered", "put_down",
    "sweep", "write_newsletter",
]  # fmt: skip
