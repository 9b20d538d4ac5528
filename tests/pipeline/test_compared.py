"""A copy is found whenever its origin came, also in a store that kept no fingerprints or let them go."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from broadsheet.store import Store
from broadsheet.store.schema import fingerprints
from tests.group.making import FLOOD_1, TRIAL
from tests.pipeline.telling import read_in

pytestmark = pytest.mark.usefixtures("real_rooms")
COPY = replace(
    FLOOD_1, id="copy", title="Dam gone at Varnby", text=f"{FLOOD_1.text} The market stays shut.", published="2031-03-05"
)
LATE = replace(
    FLOOD_1, id="late", title="The dam of Varnby, looked back on", text=f"{FLOOD_1.text} It stands again.", published="2031-12-05"
)
REPRINT = replace(FLOOD_1, id="reprint", title="River Ossel breaks dam at Varnby", published="2032-03-05")
EMPTIED = {
    "as it is": None,
    "of an earlier version": delete(fingerprints),
    "thinned": update(fingerprints).values(mark=None),
    "of another form": update(fingerprints).values(mark=b'{"form":0}\n'),
}


@pytest.mark.parametrize("emptied", EMPTIED)
def test_a_copy_that_comes_later_is_found(store: Store, tmp_path: Path, emptied: str):
    read_in(store, tmp_path / "first", FLOOD_1, TRIAL)
    if (change := EMPTIED[emptied]) is not None:
        store._database.run(change)
    named = read_in(store, tmp_path / "second", COPY, LATE, REPRINT)
    copies = store.articles.copies()
    origins = {title: copies[name].origin for title, name in named.items()}
    first = named[FLOOD_1.title]
    assert (origins[COPY.title], origins[REPRINT.title], origins[TRIAL.title]) == (first, first, named[TRIAL.title])
    assert origins[LATE.title] == named[LATE.title], "a month later it is told anew"
    assert store.fingerprints.missing() == []
