import pytest

from broadsheet.language.datelines import dateline_end
from broadsheet.language.names import gender, is_acronym, key, same_organisation, same_person, surname


@pytest.mark.parametrize(
    ("a", "b"), [("Reva’s", "Reva"), ("the Velm Bank", "Velm Bank"), ("Oraz–Velm", "Oraz-Velm"), ("Café Oun", "Cafe Oun")]
)
def test_spellings_of_one_name(a, b):
    assert key(a) == key(b)


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("Reva", "Ana Reva", True),
        ("A. Reva", "Ana Reva", True),
        ("Ana Reva", "Ana Maria Reva", True),
        ("Ivo Reva", "Ana Reva", False),
        ("Oun", "Oun Sok Vey", True),
        ("van der Oun", "Piet van der Oun", True),
        ("Ana Maria Reva", "Ana Reva", False),
    ],
)
def test_short_forms(short, full, same):
    assert same_person(short, full) is same


def test_particles_belong_to_the_surname():
    assert surname("Dr. Piet van der Oun Jr.") == "van der oun"


def test_acronyms_skip_small_words():
    assert is_acronym("BVM", "Bank of Velm and Marsh")
    assert not is_acronym("BVM", "Bank of Oraz")


def test_an_organisation_by_its_first_word():
    assert same_organisation("Orrin", "Orrin Steel Ltd.")
    assert not same_organisation("Steel", "Orrin Steel Ltd.")


@pytest.mark.parametrize(
    ("words", "sex"), [("Mr. Oun", "he"), ("his wife", "she"), ("spokeswoman", "she"), ("farmer", None), ("husband and wife", None)]
)
def test_gender(words, sex):
    assert gender(words) == sex


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("PORT VELM, Oct. 3 (Agency) — The dam", "The dam"),
        ("Port Velm (AGY) - The dam", "The dam"),
        ("PORT VELM -- The dam", "The dam"),
        ("PORT VELM, Norland, 3 October — The dam", "The dam"),
        ("The dam — a ruin — broke", "The dam — a ruin — broke"),
    ],
)
def test_datelines(line, rest):
    assert line[dateline_end(line) :] == rest
