"""Add the file of the newest version: `python -m tests.store.versions NUMBER`."""

import sys
import tempfile
from pathlib import Path

from broadsheet.cli import main
from tests.pipeline.pages import write_pages

with tempfile.TemporaryDirectory() as folder:
    site, pages = f"{folder}/site", write_pages(Path(folder) / "pages", "a-strike.txt", "c-vote.txt")
    main(["build", str(pages), "--site", site, "--workers", "0"])
    sys.exit(main(["backup", str(Path(__file__).with_name(f"{sys.argv[1]}.zip")), "--site", site]))
