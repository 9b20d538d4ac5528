"""The command line: one command a file. Nothing heavy is imported before a command runs."""

from broadsheet.cli.main import app, main

__all__ = ["app", "main"]
