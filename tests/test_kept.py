"""What a pipeline remembers of words changes nothing of what it makes of a text."""

import numpy
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.util import fix_random_seed

from coder.language.embeddings import with_kept_embeddings
from coder.language.tokens import with_kept_tokens

PLAIN, KEPT = spacy.blank("en"), with_kept_tokens(spacy.blank("en"))
PIECES = st.sampled_from(
    ["don't", "U.S.", "(we're)", "a.m.", "10am", "\n", "  ", ":)", "can't.", "x-y", "’s", "Gao", "'"]
)
TEXTS = ["Troops don't leave Gao.", "The U.S.-led force struck Gao; there were 3,000 dead.", "", "Gao fell."]


def told(doc):
    return [(token.text, token.whitespace_, token.norm_, token.idx) for token in doc]


@given(st.lists(PIECES | st.text(max_size=8), max_size=12))
def test_texts_are_cut_up_as_without_memory(pieces):
    text = " ".join(pieces)
    assert told(KEPT.make_doc(text)) == told(PLAIN.make_doc(text))


def pipeline():
    made = spacy.blank("en")
    made.add_pipe("tok2vec")
    fix_random_seed(0)
    made.initialize()
    return made


def embedded(nlp, texts):
    return nlp.get_pipe("tok2vec").model.layers[0].predict([nlp.make_doc(text) for text in texts])


def test_words_are_embedded_as_without_memory():
    wanted, nlp = embedded(pipeline(), TEXTS), with_kept_embeddings(pipeline())
    for order in ([0, 1, 2, 3], [3, 2, 1, 0], [1]):
        for at, found in zip(order, embedded(nlp, [TEXTS[at] for at in order]), strict=True):
            assert found.shape == wanted[at].shape
            assert numpy.allclose(found, wanted[at], atol=1e-6)


def test_a_word_is_embedded_alike_alone_and_in_company():
    alone, company = with_kept_embeddings(pipeline()), with_kept_embeddings(pipeline())
    assert numpy.array_equal(embedded(alone, ["Gao"])[0][0], embedded(company, TEXTS)[3][0])
