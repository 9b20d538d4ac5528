"""The short road must give what the long road gives, word for word, in any company."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Span

from broadsheet.models import grammar, name_finder, products, shortcuts, window_encoder, word_forms, word_vectors

TEXTS = [
    "",
    " ",
    "Ana Reva, the mayor of Port Velm, told the Velm Herald on 5 May 2031 that 1,200 homes were flooded.",
    "There were no deaths, she ain't sure; there's gonna be an inquiry. Y'all gotta go. Let's wait, c'm on.",
    "  The  Ministry of Works\tof South  Velmland paid $3.4 million.\n\n“We won't,” said Mr. Oun Bel-Ray.",
    "UNDP and the U.N. Security Council met in New Velm City, New Velm City, New Velm City.",
    "It has been raining. Shares of Reva & Sons Ltd. fell 12 percent; Ivo Oun Jr., 54, had resigned on Tuesday night.",
    "Der Fluss stieg um 3 Meter. 川の水位が上がった。 Река поднялась на 3 метра.",
]
WORDS = st.sampled_from([word for text in TEXTS for word in text.split()])


@pytest.fixture(scope="module")
def shipped():
    return grammar.as_shipped()


def said(doc):
    """All that the pipeline says of a document."""
    return [
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.is_sent_start, t.ent_iob_, t.ent_type_) for t in doc
    ]


def test_the_short_road_is_taken():
    assert grammar.load().pipe_names == ["tok2vec", "tagger", "parser", "word_forms", "name_finder"]


@pytest.mark.parametrize("text", TEXTS)
def test_both_roads_say_the_same(shipped, text):
    assert said(grammar.load()(text)) == said(shipped(text))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(WORDS, max_size=40))
def test_both_roads_say_the_same_of_any_words(shipped, words):
    text = " ".join(words)
    assert said(grammar.load()(text)) == said(shipped(text))


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=30).map(" ".join), min_size=2, max_size=12), st.integers(1, 7))
def test_company_changes_nothing(texts, size):
    nlp = grammar.load()
    alone = [said(nlp(text)) for text in texts]
    assert [said(doc) for doc in nlp.pipe(texts, batch_size=size)] == alone
    assert [said(doc) for doc in nlp.pipe(texts[::-1])] == alone[::-1]


def test_forgetting_changes_nothing(shipped, monkeypatch):
    monkeypatch.setattr(word_vectors, "MOST_WORDS", 5)
    monkeypatch.setattr(word_forms, "MOST_FORMS", 5)
    nlp = shortcuts.shorten(grammar.as_shipped())
    for text in TEXTS * 2:
        assert said(nlp(text)) == said(shipped(text))


def test_names_that_are_given_are_kept(shipped):
    docs = []
    for nlp in (grammar.load(), shipped):
        doc = nlp.make_doc("The paper Velm Herald of Port Velm was sold to Ana Reva.")
        doc.set_ents([Span(doc, 2, 4, label="ORG")], default="missing")
        docs.append(nlp(doc))
    assert next((name.text, name.label_) for name in docs[0].ents) == ("Velm Herald", "ORG")
    assert said(docs[0]) == said(docs[1])


def test_a_recognizer_of_another_kind_stays(monkeypatch):
    monkeypatch.setattr(name_finder, "fits", lambda _: False)
    nlp = shortcuts.shorten(grammar.as_shipped())
    assert nlp.pipe_names == ["tok2vec", "tagger", "parser", "word_forms", "ner"]


def test_rules_that_look_at_more_than_the_form_stay():
    nlp = grammar.as_shipped()
    nlp.get_pipe("attribute_ruler").add([[{"ENT_TYPE": "PERSON"}]], {"POS": "X"})
    assert shortcuts.shorten(nlp).pipe_names == ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "name_finder"]


def test_patterns_that_share_words_are_met_whole(shipped):
    text = "There ain't gonna be a ferry, y'all, so let's go; there's none, there is none, and we got ta wait. C'm on!"
    assert said(grammar.load()(text)) == said(shipped(text))


@pytest.mark.parametrize(
    "pattern",
    [{"LOWER": {"REGEX": "^f.rry$"}}, {"ORTH": "Ferry"}, {"TAG": "NN", "LOWER": {"NOT_IN": ["ferry"]}}, {"SHAPE": "Xxxxx"}],
)
def test_a_rule_for_some_words_is_not_for_others(pattern):
    roads = [grammar.as_shipped(), grammar.as_shipped()]
    for nlp in roads:
        nlp.get_pipe("attribute_ruler").add([[pattern]], {"POS": "X"})
    text = "The ferry saw a boat. A Ferry met the Liner, and a liner met the dog of the ferry."
    found = said(shortcuts.shorten(roads[1])(text))
    assert found == said(roads[0](text))
    assert {"X", "NOUN", "PROPN"} >= {word[2] for word in found if word[0] in ("Ferry", "ferry", "boat", "Liner")} > {"X"}


@pytest.mark.parametrize("obstacle", ["is_single", "is_steady"])
def test_products_stay_where_numpy_would_not_do(monkeypatch, obstacle):
    monkeypatch.setattr(products, obstacle, lambda: False)
    with shortcuts.quick_products():
        nlp = grammar.as_shipped()
    assert not any(isinstance(layer.ops, products.BlockOps) for layer in nlp.get_pipe("ner").model.walk())


def test_a_product_is_the_product():
    dice = np.random.default_rng(7)
    for rows in (1, products.WORDS, 2 * products.WORDS + 3):
        x, y = dice.standard_normal((rows, 30)).astype("f"), dice.standard_normal((30, 20)).astype("f")
        assert np.allclose(products.product(x, y), x @ y, atol=1e-5)
        assert np.allclose(products.BlockOps().gemm(x, y.T.copy(), trans2=True), x @ y, atol=1e-5)
        into = np.empty((rows, 20), "f")
        assert products.product(x, y, into) is into
        assert np.allclose(into, x @ y, atol=1e-5)


def test_rounding_by_place_is_noticed(monkeypatch):
    def uneven(weights, x):
        for words, made in blocks(weights, x):
            made[:, products.END] *= np.float32(1 + 1e-6)
            yield words, made

    blocks = products.blocks
    monkeypatch.setattr(products, "blocks", uneven)
    assert not products.is_steady.__wrapped__()


@pytest.fixture(scope="module")
def encoders(shipped):
    encode = shipped.get_pipe("tok2vec").model.get_ref("encode")
    return encode, window_encoder.quick(encode)


@pytest.mark.parametrize("lengths", [[0], [1], [3, 0, 1], [products.WORDS, 5, 2 * products.WORDS + 1]])
def test_words_see_the_same_neighbours(encoders, lengths):
    dice = np.random.default_rng(11)
    documents = [dice.standard_normal((length, 96)).astype("f") for length in lengths]
    for one, other in zip(*(encoder.predict(documents) for encoder in encoders), strict=True):
        assert one.shape == other.shape
        assert np.allclose(one, other, atol=1e-4)


def test_neighbours_are_those_of_the_document(encoders):
    _, quick = encoders
    dice = np.random.default_rng(13)
    documents = [dice.standard_normal((length, 96)).astype("f") for length in (4, 300, 1, 90)]
    together = quick.predict(documents)
    assert all((quick.predict([document])[0] == one).all() for document, one in zip(documents, together, strict=True))


def test_layers_of_another_kind_stay(shipped):
    encode = shipped.get_pipe("tok2vec").model.get_ref("encode")
    assert window_encoder.fits(encode)
    assert not window_encoder.fits(encode.layers[0])
    assert not window_encoder.fits(shipped.get_pipe("tok2vec").model.get_ref("embed"))


@pytest.mark.parametrize("name", ["remembered", "window encoder"])
def test_the_pipeline_is_not_trained(name):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(products, "is_single", lambda: True)
        patch.setattr(products, "is_steady", lambda: True)
        with shortcuts.quick_products():
            nlp = shortcuts.shorten(grammar.as_shipped())
    layer = next(layer for layer in nlp.get_pipe("ner").model.walk() if layer.name == name)
    given = [nlp.make_doc("The dam broke.")] if name == "remembered" else [np.zeros((3, 96), "f")]
    _, back = layer(given, is_train=True)
    with pytest.raises(TypeError, match="not trained"):
        back([])
