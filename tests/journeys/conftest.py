"""Journeys call the program as a user does."""

from tests.cli.conftest import elsewhere, paper, run

__all__ = ["elsewhere", "paper", "run"]
