"""`broadsheet demo`: the paper over the pages that the package carries."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from broadsheet.cli.options import SiteOption, configuration
from broadsheet.cli.serve import HostOption, PortOption


def demo(
    context: typer.Context,
    *,
    site: SiteOption = None,
    host: HostOption = None,
    port: PortOption = None,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the site when it is built.")] = True,
) -> None:
    """Build the paper over the small corpus that the package carries, then serve it."""
    import tempfile

    from broadsheet.cli.build import build
    from broadsheet.cli.serve import serve_store
    from broadsheet.errors import NotFound

    pages = resources.files("broadsheet").joinpath("examples", "pages")
    if not pages.is_dir():
        raise NotFound("this installation carries no example pages", hint="install the package anew")
    settings = configuration(context).settings
    with resources.as_file(pages) as folder, tempfile.TemporaryDirectory(prefix="broadsheet-demo-") as spare:
        target = site or spare
        store = str(Path(target) / ".broadsheet" / "paper.db")
        build(context, sources=[str(folder)], site=target, store=store)
        if serve:
            serve_store(settings, store, host or settings.serve.host, settings.serve.port if port is None else port)
