"""The program: its commands, and what a user sees when one of them fails."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Annotated

import typer

from broadsheet import __version__
from broadsheet.cli.accounts import accounts
from broadsheet.cli.apart import apart
from broadsheet.cli.ask import ask
from broadsheet.cli.backup import backup
from broadsheet.cli.build import build
from broadsheet.cli.bundle import bundle
from broadsheet.cli.config import config
from broadsheet.cli.constraints import constraints
from broadsheet.cli.demo import demo
from broadsheet.cli.doctor import doctor
from broadsheet.cli.edit_names import edit
from broadsheet.cli.evaluate import evaluate
from broadsheet.cli.export import export
from broadsheet.cli.forget import forget
from broadsheet.cli.match import match
from broadsheet.cli.mcp import mcp
from broadsheet.cli.newsletter import newsletter
from broadsheet.cli.options import Context
from broadsheet.cli.pipe import pipe
from broadsheet.cli.publish import publish
from broadsheet.cli.read import read
from broadsheet.cli.reembed import reembed
from broadsheet.cli.regroup import regroup
from broadsheet.cli.restore import restore
from broadsheet.cli.run import run
from broadsheet.cli.search import search
from broadsheet.cli.serve import serve
from broadsheet.cli.show import show
from broadsheet.cli.sources import sources
from broadsheet.cli.terminal import silence_output
from broadsheet.cli.together import together
from broadsheet.cli.upkeep import upkeep
from broadsheet.cli.verify import verify
from broadsheet.cli.why import why
from broadsheet.cli.worker import worker
from broadsheet.cli.write import write
from broadsheet.errors import BroadsheetError

REPORT = "this is a mistake in broadsheet: please report it with the output of the same command after `broadsheet --debug`"

app = typer.Typer(
    name="broadsheet",
    help="One page per story, in which every sentence shows where it comes from.",
    epilog="Start with: broadsheet build FOLDER --site paper",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help comes in half the time, and pastes into a mail
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"broadsheet {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    context: typer.Context,
    config: Annotated[
        str | None, typer.Option("--config", metavar="FILE", help="Settings file in place of broadsheet.toml.")
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show the whole traceback of a failure.")] = False,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,  # noqa: ARG001
) -> None:
    context.obj = Context(config_file=config, debug=debug)


COMMANDS: dict[Callable[..., None], tuple[str, str]] = {
    build: ("Make today's paper out of pages.", "broadsheet build saved-pages/ --site paper"),
    demo: ("Make the paper of the packaged corpus, and serve it.", "broadsheet demo"),
    read: ("The first step of build: pages in, their articles placed.", "broadsheet read saved-pages/ --store news.db"),
    write: ("The second step: the page of every story that changed.", "broadsheet write --store news.db --as-of 2025-10-28"),
    publish: ("The third step: the site, JSON, feeds and exports.", "broadsheet publish --store news.db --site paper"),
    serve: ("Serve the paper, on this machine unless told otherwise.", "broadsheet serve --site paper --port 8080"),
    run: ("Follow the sources, write the paper, and serve it.", "broadsheet run --site paper --port 8080"),
    worker: ("Take work from a cluster's scheduler.", "broadsheet worker tcp://127.0.0.1:8786 --workers 2"),
    show: ("Show a story, or what is new in it.", "broadsheet show --site paper st_1f"),
    bundle: ("Write a story as one HTML file.", "broadsheet bundle st_1f --site paper --out story.html"),
    export: ("Write stories, tables and pages for other software.", "broadsheet export st_1f --as markdown --site paper"),
    mcp: ("Let an assistant read the paper.", "broadsheet mcp --site paper"),
    why: ("Explain where an article came from and where it stands.", "broadsheet why --site paper pg_0a#3"),
    search: ("Find stories, articles and printed statements.", "broadsheet search 'ferry strike' --site paper"),
    ask: ("Answer a question with cited sentences.", "broadsheet ask 'Who won the vote?' --site paper"),
    match: ("Say whether a text or an address is known.", "broadsheet match article.txt --site paper --json"),
    verify: ("Prove every citation against the raw pages.", "broadsheet verify --site paper"),
    apart: ("Say that an article does not tell a story.", "broadsheet apart pg_0a#3 st_1f --site paper"),
    together: ("Say that an article or a story belongs to a story.", "broadsheet together st_2e st_1f --site paper"),
    constraints: ("List what was said with apart and together, or take it back.", "broadsheet constraints --site paper --remove 2"),
    reembed: ("Make all sentence vectors anew with another embedder.", "broadsheet reembed --site paper"),
    regroup: ("Place every article anew.", "broadsheet regroup --site paper"),
    forget: ("Take an article out for good.", "broadsheet forget https://paper.example/article --site paper"),
    backup: ("Copy the database into one file.", "broadsheet backup paper.zip --site paper"),
    restore: ("Prove a backup, and put it in place of the database.", "broadsheet restore paper.zip --store news.db"),
    evaluate: ("Score every room on the example pages.", "broadsheet evaluate examples --room lines --worst 3"),
    config: ("Show the settings, and where each came from.", "broadsheet config --json"),
    doctor: ("Say what is wrong with the set-up, and what to do.", "broadsheet doctor --site paper"),
}
"""The commands in the order of `--help`, each with what it does in a line of the list, and an example."""

for command, (told, example) in COMMANDS.items():
    app.command(short_help=told, epilog=f"Example: {example}")(command)
app.add_typer(sources, name="sources")
app.add_typer(accounts, name="accounts", short_help="Say who may come in.")
app.add_typer(edit, name="edit")
app.add_typer(newsletter, name="newsletter", short_help="Show, post and manage the newsletter.")
app.add_typer(upkeep, name="store", short_help="Say what the database takes, and hold it to its bounds.")
app.add_typer(pipe, name="pipe", short_help="Run one room as a filter: JSON lines in, JSON lines out.")


def main(arguments: Sequence[str]) -> int:
    """Run a command; its exit status.

    No traceback reaches a user unless `--debug` asks for it.
    """
    signal.signal(signal.SIGTERM, _terminate)
    try:
        _add_commands(arguments)
        app(args=list(arguments), prog_name="broadsheet", standalone_mode=True)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except BroadsheetError as error:
        _say(f"{error}" + (f" ({error.hint})" if error.hint else ""))
        return error.exit_status
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        silence_output()
        return 1
    except Exception as error:
        if "--debug" in arguments:
            raise
        _say(f"{type(error).__name__}: {error}; {REPORT}")
        return 1
    return 0


def _add_commands(arguments: Sequence[str]) -> None:
    """Add the commands of plugins, unless one of our own is asked for: looking for plugins takes longer than `--help` should.

    Raises:
        PluginError: a plugin cannot be loaded, or calls a command like one that is there.
    """
    from importlib.metadata import entry_points

    known = {named.name or named.callback.__name__ for named in app.registered_commands if named.callback}
    known |= {group.name for group in app.registered_groups if group.name}
    if next((each for each in arguments if not each.startswith("-")), None) in known or not entry_points(group="broadsheet"):
        return
    from broadsheet.hookspecs import contributions, named

    for plugin, command in contributions("commands"):
        with named(plugin, "commands"):
            name = command.__name__.replace("_", "-")
            if name in known and name not in _added:
                raise ValueError(f"there is a command {name} already")
            if name not in _added:
                app.command(name, short_help=f"{(command.__doc__ or '').partition(chr(10))[0]} (plugin {plugin})")(command)
                _added.add(name)


_added: set[str] = set()
"""Commands of plugins that were added in this process."""


def _say(message: str) -> None:
    from broadsheet.language.urls import hushed

    line = hushed(" ".join(f"broadsheet: {message}".split()))
    sys.stderr.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")
    sys.stderr.flush()


def _terminate(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(143)
