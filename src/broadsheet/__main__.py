"""`python -m broadsheet`, and the program `broadsheet`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its status."""
    from broadsheet.cli import main as run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
