"""Write `misses.json` anew: run the tests of this folder, keep the reasons of misses that are still there, ask for new ones.

python tests/pages/note_misses.py                  take mended misses off the list; new ones end with 1
python tests/pages/note_misses.py --add "reason"   put new misses on the list, with this reason
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
MISSES = HERE / "misses.json"


class Seen:
    """What failed, whatever was expected."""

    def __init__(self) -> None:
        self.failed: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a test whose body or set-up failed."""
        if report.failed:
            self.failed.append(report.nodeid.partition("tests/pages/")[2])


def main() -> int:
    """Run, compare, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--add", metavar="REASON", help="list new misses with this reason")
    asked = parser.parse_args()
    reasons = json.loads(MISSES.read_text("utf-8"))
    seen = Seen()
    pytest.main(["-q", "--runxfail", "--no-header", "--tb=no", "-p", "no:randomly", str(HERE)], plugins=[seen])
    new = sorted(set(seen.failed) - set(reasons))
    kept = {place: reasons.get(place, asked.add) for place in sorted(set(seen.failed)) if place in reasons or asked.add}
    MISSES.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(f"{len(kept)} misses listed, {len(set(reasons) - set(seen.failed))} mended")
    print("\n".join(new))
    return 1 if new and not asked.add else 0


if __name__ == "__main__":
    sys.exit(main())
