"""The man page, made of the commands: `man broadsheet`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_MARKED = re.compile(r"`([^`]*)`")
_FOREIGN = re.compile(r"[^\x00-\x7f]")

TOP = """\
.\\" Written by python -m broadsheet.cli.manual docs; a test keeps it current.
.TH BROADSHEET 1 "" "broadsheet" "User commands"
.SH NAME
broadsheet \\- one page per story, in which every sentence shows where it comes from
.SH SYNOPSIS
.B broadsheet
.RI [ options ]
.I command
.RI [ arguments ]
.SH DESCRIPTION
Reads what many papers say and writes one page per story. Start with
.BR "broadsheet build FOLDER \\-\\-site paper" .
.SH COMMANDS
"""
END = """\
.SH EXIT STATUS
0 if it did what it was asked; 2 if its arguments or a path are unusable; 1 for any other failure, which a message explains; 130 if
it was interrupted.
.SH FILES
.TP
.I broadsheet.toml
Settings, in the working folder or the user's settings folder; the environment stands above them.
.B broadsheet config
shows what is in effect.
"""


def man_page(root: Any) -> str:
    """The page in roff, of a command and all below it."""
    parts = [part for name, command in root.commands.items() for part in _command(f"broadsheet {name}", command)]
    return TOP + "".join(parts) + END


def escaped(text: str) -> str:
    r"""Text as roff prints it: backslashes, hyphens and a mark at the beginning of a line are nothing but themselves; all is ASCII.

    >>> print(escaped(".a-b\\c `--site`"))
    \&.a\-b\ec \fB\-\-site\fR
    """
    plain = " ".join(text.split()).replace("\\", "\\e").replace("-", "\\-")
    plain = _FOREIGN.sub(lambda found: f"\\[u{ord(found[0]):04X}]", plain)
    return _MARKED.sub(r"\\fB\1\\fR", f"\\&{plain}" if plain[:1] in (".", "'") else plain)


def _command(name: str, command: Any) -> Iterator[str]:
    arguments = " ".join(str(p.metavar or p.name.upper()) for p in command.params if p.param_type_name == "argument")
    yield f'.SS "{escaped(f"{name} {arguments}")}"\n{escaped(command.help or "")}\n'
    for param in command.params:
        if getattr(param, "help", None) and not getattr(param, "hidden", False):
            yield f".TP\n{_called(param)}\n{escaped(param.help)}\n"
    if command.epilog:
        yield f".PP\n{escaped(command.epilog)}\n"
    for below, each in getattr(command, "commands", {}).items():
        yield from _command(f"{name} {below}", each)


def _called(param: Any) -> str:
    metavar = escaped(str(param.metavar or param.name.upper()))
    if param.param_type_name == "argument":
        return f"\\fI{metavar}\\fR"
    names = ", ".join(f"\\fB{escaped(name)}\\fR" for name in (*param.opts, *param.secondary_opts))
    return names if param.is_flag else f"{names} \\fI{metavar}\\fR"
