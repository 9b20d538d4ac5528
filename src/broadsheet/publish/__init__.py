"""Editions to what people read. Publishers share view models, not each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from broadsheet.hookspecs import contributions, named
from broadsheet.publish import api, exports, feeds, newsletter, site, stock
from broadsheet.publish.api import write_api, write_build
from broadsheet.publish.exports import write_exports
from broadsheet.publish.feeds import write_feeds
from broadsheet.publish.files import Report, put_all
from broadsheet.publish.newsletter import write_newsletter
from broadsheet.publish.offer import Maker
from broadsheet.publish.site import write_site
from broadsheet.publish.views.library import observed
from broadsheet.records.edition import Edition

__all__ = ["Published", "offered", "publish", "publish_paper"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What publishing an edition did, publisher by publisher."""

    reports: tuple[Report, ...]

    @property
    def files(self) -> int:
        """Files written, new or unchanged."""
        return sum(len(report.written) for report in self.reports)

    @property
    def removed(self) -> int:
        """Files of an earlier edition that were taken away."""
        return sum(len(report.removed) for report in self.reports)


def offered(edition: Edition, address: str = "") -> dict[str, Maker]:
    """The maker of every file that `publish` writes, by its path, and of what the web app alone has. `build.json` has no times.

    Args:
        edition: what is published.
        address: where the site stands on the web, with a slash at its end, for feeds and the newsletter.
    """
    own = (*api.offered_build(edition), *api.offered_live(edition), *stock.offered(["app.js"]))
    publishers = (
        site.offered(edition),
        api.offered(edition),
        feeds.offered(edition, address),
        newsletter.offered(edition, address),
        exports.offered(edition, address),
    )
    return {path: make for offer in publishers for path, make in offer} | dict(own)


def publish(edition: Edition, folder: Path, timings: Mapping[str, float] | None = None, *, address: str = "") -> Published:
    """Write everything that a site's folder holds: pages, JSON, feeds, newsletter, exports and `build.json`.

    Args:
        edition: what is published.
        folder: made if it is not there.
        timings: seconds by step, for `build.json`.
        address: where the site stands on the web, with a slash at its end.

    Raises:
        UsageError: the folder cannot be written, or a link in it leads out of it.
    """
    reports = (*publish_paper(edition, folder, address=address), write_newsletter(edition, folder, address=address))
    write_build(edition, folder, timings)
    return Published(reports=reports)


def publish_paper(edition: Edition, folder: Path, *, address: str = "") -> tuple[Report, ...]:
    """Write what changes with every edition: all but the newsletter, which has its hour, and `build.json`."""
    seen = observed(edition)
    return (
        write_site(seen, folder),
        write_api(seen, folder),
        write_feeds(seen, folder, address=address),
        write_exports(seen, folder, address=address),
        *_plugged(edition, folder, address),
    )


def _plugged(edition: Edition, folder: Path, address: str) -> Iterator[Report]:
    """What plugins publish. Nothing that is ours is replaced.

    Raises:
        PluginError: a plugin failed, or would replace a file of ours.
    """
    for plugin, publisher in contributions("publishers"):
        with named(plugin, f"its publisher {publisher.name}"):
            files, own = dict(publisher.files(edition)), {*offered(edition, address), "build.json"}
            taken = sorted(path for path in files if path in own or path.startswith("."))
            if taken:
                raise ValueError(f"{taken[0]} is a file of broadsheet's own")
            yield put_all(folder, f"plugin {publisher.name}", sorted(files.items()))
