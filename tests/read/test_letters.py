"""Pages saved as MHTML, letters and mailboxes."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.read import REASONS, Limits, read_sources
from broadsheet.read.letters import letters_in, page_of_letter
from broadsheet.records.page import Page
from broadsheet.steps import Dropped

ADDRESS = "https://vexmoor.example/ferry"
SAVED = f"""From: <Saved by a browser>
Snapshot-Content-Location: {ADDRESS}
Subject: =?utf-8?Q?The=20ferry=20sails?=
Date: Fri, 14 Mar 2031 11:10:00 +0100
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--=_x"

----=_x
Content-Type: text/css
Content-Location: cid:css-1@example

p {{ margin: 0 }}
----=_x
Content-Type: text/html; charset="windows-1250"
Content-ID: <frame-1@example>
Content-Transfer-Encoding: quoted-printable
Content-Location: {ADDRESS}

<!DOCTYPE html><html><p class=3D"a">P=F8=EDvoz do Brae pluje a=
 pluje.</p></html>
----=_x
Content-Type: text/html; charset=utf-8
Content-Location: https://vexmoor.example/frame

<p>An advertisement.</p>
----=_x--
""".replace("\n", "\r\n").encode()  # fmt: skip
LETTER = b"""From: Vexmoor Post <post@vexmoor.example>
To: reader@example
Subject: =?utf-8?B?RsOkaHJl?= sails
Date: Fri, 14 Mar 2031 11:10:00 +0100
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=x

--x
Content-Type: text/plain; charset=utf-8

The ferry sails, in plain words.
--x
Content-Type: text/html; charset=utf-8

<p>The ferry sails.</p>
--x
Content-Type: text/html; name=extra.html
Content-Disposition: attachment

<p>Attached.</p>
--x--
"""
PLAIN = b"From: a@vexmoor.example\nSubject: Short\n\nThe ferry sails.\n"


def page(content: bytes) -> Page:
    found = page_of_letter(content, "p")
    assert isinstance(found, Page), found
    return found


def test_saved_page_is_its_root_with_address_and_characters():
    found = page(SAVED)
    assert (found.url, found.kind, found.title, found.published) == (ADDRESS, "html", None, None)
    assert '<p class="a">Převoz'.replace("Převoz", "Přívoz") in found.body
    assert "pluje a pluje." in found.body


def test_saved_page_names_its_root():
    named = SAVED.replace(b'type="text/html"', b'start="<frame-2@example>"').replace(
        b"Content-Location: https://vexmoor.example/frame", b"Content-ID: <frame-2@example>"
    )
    found = page(named)
    assert "An advertisement." in found.body
    assert found.url == ADDRESS


def test_page_saved_from_a_file_has_no_address():
    found = page(SAVED.replace(ADDRESS.encode(), b"file:///saved/ferry.html"))
    assert found.url is None


@pytest.mark.parametrize("name", ["p.mhtml", "p.mht", "p.mhtml.gz", "p"])
def test_saved_page_is_told_by_its_name_or_beginning(tmp_path: Path, name: str):
    import gzip

    (tmp_path / name).write_bytes(gzip.compress(SAVED) if name.endswith("gz") else SAVED)
    (found,) = read_sources([str(tmp_path)])
    assert isinstance(found, Page)
    assert (found.name, found.url) == (name, ADDRESS)


def test_letter_is_its_html_with_subject_and_date():
    found = page(LETTER)
    assert (found.kind, found.title, found.published) == ("html", "Fähre sails", "2031-03-14T11:10:00+01:00")
    assert found.body == "<p>The ferry sails.</p>"
    assert (found.url, found.authors) == (None, ())


def test_plain_letter_is_a_plain_page():
    found = page(PLAIN)
    assert (found.kind, found.body, found.title) == ("text", "The ferry sails.\n", "Short")


def test_mailbox_gives_its_letters(tmp_path: Path):
    divided = b"From post@vexmoor.example Fri Mar 14 11:10:00 2031\n"
    quoting = PLAIN.replace(b"The ferry", b">From here the ferry") + b"From where it lies, at 11:10, it sails.\n"
    (tmp_path / "p.mbox").write_bytes(b"\n".join(divided + each for each in (LETTER, quoting, b"\n", PLAIN)))
    found = list(read_sources([str(tmp_path / "p.mbox")]))
    assert [each.name for each in found if isinstance(each, Page)] == ["p.mbox:1", "p.mbox:2", "p.mbox:3"]
    assert isinstance(found[1], Page)
    assert found[1].body == "From here the ferry sails.\nFrom where it lies, at 11:10, it sails.\n\n"


def test_overlong_letter_does_not_stop_the_next():
    divided = b"From post@vexmoor.example Fri Mar 14 11:10:00 2031\n"
    box = divided + PLAIN + b"words \n" * 900 + b"\n" + divided + PLAIN
    first, second = letters_in(io.BytesIO(box), "box", Limits(max_bytes=2_000))
    assert isinstance(first, Dropped)
    assert first.reason == "too large"
    assert isinstance(second, Page)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b" \n", "empty"),
        (b"Subject: x\nContent-Type: image/png\n\nxx", "not a page"),
        (b"Subject: x\n\n", "empty"),
        (b"Content-Type: multipart/mixed" + b";" * 9_000_000 + b"\n\nx", "unsafe"),
        (b"Content-Type: multipart/mixed;\n" + b" a=b;\n" * 1_000_000 + b"\nx", "unsafe"),
        (b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5_000)), "unsafe"),
    ],
)
def test_odd_letters_are_set_aside_quickly(content: bytes, reason: str):
    began = time.process_time()
    found = page_of_letter(content, "p")
    assert isinstance(found, Dropped)
    assert found.reason == reason
    assert time.process_time() - began < 2


@given(st.data())
def test_no_damage_raises(data: st.DataObject):
    content = bytearray(data.draw(st.sampled_from([SAVED, LETTER, PLAIN])))
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=8)):
        content[at] = data.draw(st.integers(0, 255))
    found = page_of_letter(bytes(content), "p")
    assert isinstance(found, Page) or found.reason in REASONS
