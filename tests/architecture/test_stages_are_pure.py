"""What import-linter cannot see in a stage, ruff does: clocks, dice, the environment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

RUFF = Path(sys.executable).with_name("ruff")
STAGES = ("extract", "dedupe", "annotate", "group", "write", "language", "records")
BANNED = {
    "clock": "import time\n\nNOW = time.time()\n",
    "wall clock": "from datetime import datetime\n\nNOW = datetime.now()\n",
    "today": "from datetime import date\n\nTODAY = date.today()\n",
    "dice": "import random\n\nSIDE = random.random()\n",
    "secrets": "import secrets\n\nTOKEN = secrets.token_hex()\n",
    "uuid": "import uuid\n\nID = uuid.uuid4()\n",
    "environment": "import os\n\nHOME = os.environ\n",
    "getenv": "import os\n\nHOME = os.getenv('HOME')\n",
    "fetching": "import urllib.request\n\nurllib.request.urlopen('x')\n",
    "requests": "import requests\n\nrequests.get('x')\n",
}

pytestmark = pytest.mark.skipif(not RUFF.exists(), reason="ruff is not installed: `make check` installs it")


def complaints(source: str, place: str) -> str:
    command = [str(RUFF), "check", "--no-cache", "--output-format=concise", f"--stdin-filename={place}", "-"]
    return subprocess.run(command, input=source, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False).stdout


@pytest.mark.parametrize("what", sorted(BANNED))
def test_stages_are_kept_from(what):
    assert "TID251" in complaints(BANNED[what], "src/broadsheet/group/planted.py")


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_is_watched(stage):
    assert "TID251" in complaints(BANNED["clock"], f"src/broadsheet/{stage}/planted.py")


def test_command_line_may_ask_the_clock():
    assert "TID251" not in complaints(BANNED["clock"], "src/broadsheet/cli/planted.py")
