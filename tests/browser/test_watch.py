"""The watch sees what it is there to see."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .watch import Watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser

POLICY = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; img-src http:">"""


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        ('<img src="http://elsewhere.example/x.png">', "asked elsewhere: http://elsewhere.example/x.png"),
        ("<p onclick='0'>inline</p><script>document.title = 'run'</script>", "Executing inline script violates"),
        ("<style>p { color: red }</style>", "Applying inline style violates"),
        ('<script src="throws.js"></script>', "exception: on purpose"),
        ('<script src="warns.js"></script>', "warning: on purpose"),
        ('<script src="absent.js"></script>', "failed: "),
    ],
)
def test_whatever_must_not_be_is_told(chromium: Browser, tmp_path: Path, markup: str, complaint: str):
    (tmp_path / "page.html").write_text(f"<!doctype html>{POLICY}<title>x</title>{markup}")
    (tmp_path / "throws.js").write_text("throw new Error('on purpose')")
    (tmp_path / "warns.js").write_text("console.warn('on purpose')")
    watch = Watch(tmp_path.as_uri())
    context = watch.over(chromium.new_context())
    page = context.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    page.wait_for_function("true")
    context.close()
    assert any(complaint in told for told in watch.complaints), watch.complaints
