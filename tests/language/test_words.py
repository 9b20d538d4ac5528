from hypothesis import given
from hypothesis import strategies as st

from broadsheet.language.words import STOP_WORDS, content_words, fold, words


def test_spellings_fold_alike():
    assert fold("‘Ångström’–«naïve»") == fold("'Angstrom'-\"naive\"")


@given(st.text())
def test_folding_is_idempotent(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_words_survive_anything(text):
    assert all(word and word.strip() == word for word in words(text))


def test_country_is_no_pronoun():
    assert content_words("US envoys met us") == ["u.s", "envoys", "met"]


def test_curly_contractions_are_stop_words():
    assert content_words("They didn’t") == []


def test_stop_words_are_lower_case_tokens():
    assert all(words(word) == [word] for word in STOP_WORDS)
