"""Text that is not English gets what holds in any language, and nothing that takes a grammar."""

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.annotate import Annotate
from broadsheet.annotate.other_languages import neutral
from broadsheet.steps import Dropped
from tests.annotate.conftest import article

GERMAN = (
    "Der Staudamm bei Bresk ist am 7. Mai 2031 gebrochen. „Wir haben 2,5 Millionen € verloren“, sagte Ana Reva.\n"
    "Der Pegel stieg um 12,5 %. 1.250 Menschen flohen am 3/4/2031. Stand: 2031-05-08."
)


def test_days_and_signed_figures_hold_in_any_language():
    found = neutral(article(GERMAN, language="de"))
    assert [(when.extent.of(GERMAN), when.value) for when in found.times] == [
        ("7. Mai 2031", "2031-05-07"),
        ("2031-05-08", "2031-05-08"),
    ]
    assert [(figure.value, figure.unit) for figure in found.figures] == [(2.5e6, "EUR"), (12.5, "percent")]
    for part in (*found.times, *found.figures):
        assert found.sentences[part.sentence].extent.holds(part.extent)


def test_nothing_is_invented():
    found = neutral(article(GERMAN, language="de"))
    assert (found.mentions, found.entities, found.quotes) == ((), (), ())


def test_the_room_says_so():
    kept, note = Annotate()([article(GERMAN, language="de")])
    assert isinstance(note, Dropped)
    assert (note.reason, note.detail, note.record) == ("other language", "de", kept.article.id)
    assert [type(one).__name__ for one in Annotate()([article("The dam broke.")])] == ["Annotated"]


@given(st.text(max_size=200), st.sampled_from(["de", "ja", "ar", "xx"]))
def test_any_text_passes_through(text, language):
    found = neutral(article(text, language=language))
    assert all(0 <= part.extent.start < part.extent.end <= len(text) for part in (*found.times, *found.figures))
    assert found == neutral(article(text, language=language))
