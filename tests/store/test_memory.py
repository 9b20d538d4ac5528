"""Records that were read are read again without being unpacked, and are what they were."""

from __future__ import annotations

from broadsheet.records.article import Copy
from broadsheet.store.blobs import pack_record
from broadsheet.store.memory import Memory


def copy(number: int) -> Copy:
    return Copy(article=f"pg_a#{number}", origin="pg_a#1")


def test_same_bytes_are_one_record():
    memory = Memory()
    first = memory.record(Copy, pack_record(copy(1)))
    assert first == copy(1)
    assert memory.record(Copy, pack_record(copy(1))) is first
    assert memory.record(Copy, pack_record(copy(2))) == copy(2)


def test_what_is_asked_for_stays():
    size = len(pack_record(copy(1)))
    memory = Memory(largest=2 * size)
    first = memory.record(Copy, pack_record(copy(1)))
    for number in range(2, 9):
        memory.record(Copy, pack_record(copy(number)))
        assert memory.record(Copy, pack_record(copy(1))) is first


def test_what_nobody_asks_for_is_forgotten():
    memory = Memory(largest=100)
    first = memory.record(Copy, pack_record(copy(1)))
    for number in range(2, 50):
        memory.record(Copy, pack_record(copy(number)))
    assert len(memory._young) + len(memory._old) < 10
    assert memory.record(Copy, pack_record(copy(1))) is not first
