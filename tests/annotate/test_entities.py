import pytest


def named(found):
    return {entity.name: entity for entity in found.entities}


def mentions_of(found, name):
    entity = named(found)[name].id
    return [mention.extent.of(found.article.text) for mention in found.mentions if mention.entity == entity and not mention.pronoun]


def test_a_surname_joins_its_full_name(read_text):
    found = read_text("President Ana Reva met Ivo Oun on Monday. Reva’s aides said Mr. Oun had left. Oun denied it.")
    assert mentions_of(found, "Ana Reva") == ["Ana Reva", "Reva"]
    assert mentions_of(found, "Ivo Oun") == ["Ivo Oun", "Oun", "Oun"]
    assert named(found)["Ana Reva"].kind == "person"


def test_a_shared_surname_stays_ambiguous(read_text):
    found = read_text("Ana Reva and her brother Ivo Reva own the farm. Reva said on Monday that the dam broke.")
    assert mentions_of(found, "Ana Reva") == ["Ana Reva"]
    assert mentions_of(found, "Ivo Reva") == ["Ivo Reva"]


def test_a_title_decides_between_two(read_text):
    text = "Mr. Ivo Reva and Mrs. Ana Reva own the farm. Mrs. Reva said on Monday that the dam broke."
    assert mentions_of(read_text(text), "Ana Reva") == ["Ana Reva", "Reva"]


def test_an_acronym_joins_its_organisation(read_text):
    found = read_text("The National Flood Board (NFB) closed the dam. Farmers blamed the NFB for the damage.")
    assert mentions_of(found, "National Flood Board") == ["National Flood Board", "NFB", "NFB"]


def test_headline_capitals_name_nobody(read_text):
    found = read_text("Council Closes Ageing Dam After Deadly Flood\nIvo Oun, the mayor of the town, closed the dam on Monday.")
    assert all(mention.extent.start > 44 for mention in found.mentions)


def test_demonyms_are_no_places(read_text):
    found = read_text("French officials met Italian engineers in Paris.")
    assert [entity.name for entity in found.entities if entity.kind == "place"] == ["Paris"]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Finance Minister Ivo Oun resigned on Monday.", "Ivo Oun", "Finance Minister"),
        (
            "Ana Reva, a professor of hydrology at Velm University, resigned.",
            "Ana Reva",
            "a professor of hydrology at Velm University",
        ),
        ("The ministry’s spokeswoman, Ana Reva, resigned on Monday.", "Ana Reva", "The ministry’s spokeswoman"),
        ("Ivo Oun, who heads the flood board, resigned on Monday.", "Ivo Oun", "who heads the flood board"),
    ],
)
def test_roles(read_text, text, name, role):
    assert role in [span.text for span in named(read_text(text))[name].roles]


def test_roles_stand_where_they_say(read_text):
    found = read_text("Former mayor Ivo Oun met Ana Reva, the head of the flood board, in Paris.")
    spans = [role for entity in found.entities for role in entity.roles]
    assert len(spans) >= 2
    assert all(role.extent.of(found.article.text) == role.text for role in spans)


def test_an_age_is_no_role(read_text):
    found = read_text("Ana Reva, 45, of Port Velm, warned the ministry on Monday.")
    assert all("45" not in role.text for entity in found.entities for role in entity.roles)


def pronouns(found):
    names = {entity.id: entity.name for entity in found.entities}
    return [(m.extent.of(found.article.text), names[m.entity], m.safe) for m in found.mentions if m.pronoun]


def test_a_lone_subject_is_a_safe_antecedent(read_text):
    assert pronouns(read_text("Ana Reva warned the ministry. She wrote two letters.")) == [("She", "Ana Reva", True)]


def test_two_candidates_are_not_safe(read_text):
    found = pronouns(read_text("Ivo Oun met Piet Marsh on Monday. He left early."))
    assert all(not safe for _, _, safe in found)


def test_an_unnamed_person_between_is_not_safe(read_text):
    found = pronouns(read_text("Ivo Oun was stopped on Monday. The officer ran away. He was armed."))
    assert all(not safe for _, _, safe in found)


def test_a_pronoun_in_a_quotation_is_not_safe(read_text):
    found = pronouns(read_text("Ivo Oun left the room. “He was tired,” a guard said."))
    assert all(not safe for _, _, safe in found)


def test_a_dateline_names_a_place(read_text):
    found = read_text("VELM, May 7 (Agency) — The dam broke on Monday.")
    assert [(entity.name, entity.kind) for entity in found.entities][:1] == [("VELM", "place")]
