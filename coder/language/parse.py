"""The only module that speaks to spaCy's parser: sentences in, trees out."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

import spacy
from numpy import int64
from spacy.attrs import HEAD, IDX
from spacy.language import Language
from spacy.util import compile_infix_regex

from coder.corpus.shards import shards
from coder.language.embeddings import with_kept_embeddings
from coder.language.forms import Forms
from coder.language.models import DEFAULT_MODEL, ModelNotFound, candidates, version
from coder.language.products import with_numpy_products
from coder.language.segment import segment
from coder.language.tokens import with_kept_tokens
from coder.language.trees import Parse, tree_of
from coder.model import Document, Sentence, Tree

_SPLIT_HYPHEN = r"(?<=[A-Za-z.])-(?=(?:[a-z]+ed|led|held|run|born|made|built)\b)"
"""The hyphen of "U.S.-led", "rebel-held": the parser knows these best in three tokens. Other hyphenated words stay
whole: cut up, "pro-regime and U.S. troops" or "cease-fire" come out of the parser in pieces."""


class Parser:
    """A spaCy pipeline, used for segmentation, dependency parses and (when asked) named entities.

    ``name`` is any installed English pipeline, by default ``DEFAULT_MODEL``; ``ModelNotFound`` is raised where there is
    none of that name.
    Each sentence is parsed by itself, so its tree depends on nothing but its text.
    """

    def __init__(self, name: str | None = None):
        self._nlp = with_kept_tokens(
            with_kept_embeddings(with_numpy_products(_keep_hyphens(_load(name or DEFAULT_MODEL))))
        )
        self._ner = self._nlp.get_pipe("ner") if self._nlp.has_pipe("ner") else None
        for pipe in ("ner", "senter"):
            if self._nlp.has_pipe(pipe) and pipe in self._nlp.pipe_names:
                self._nlp.disable_pipe(pipe)
        self.segmenter = _segmenter(self._nlp)
        self._forms = Forms(self._nlp)
        self.version = version(self._nlp.meta)

    def segment(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Sentence]]]:
        """Yield each document with its sentences, in order; parse them before asking for the next document.

        What spaCy remembers of the words it has seen is freed after each shard, so that memory does not grow.
        """
        for shard in shards(documents):
            with self._nlp.memory_zone():
                yield from segment(shard, self.segmenter)

    def parse(self, sentences: Iterable[Sentence]) -> Iterator[Tree]:
        """Yield a tree for each sentence, in order."""
        for parse, sentence in self.parses(sentences):
            yield tree_of(parse, sentence)

    def parses(self, sentences: Iterable[Sentence]) -> Iterator[tuple[Parse, Sentence]]:
        """Yield each sentence with its parse as the model has it, in order."""
        pairs = iter(self._nlp.pipe(((sentence.text, sentence) for sentence in sentences), as_tuples=True))
        while batch := list(islice(pairs, self._nlp.batch_size)):
            for (doc, sentence), forms in zip(batch, self._forms.of([doc for doc, _ in batch]), strict=True):
                layout = doc.to_array([HEAD, IDX]).astype(int64).T.tolist()
                yield Parse(forms, *layout), sentence

    def name_entities(self, tree: Tree) -> Tree:
        """Fill ``tree.entities`` with the named entities of the sentence; returns the tree."""
        if self._ner is not None and not tree.entities:
            doc = self._ner(self._nlp.make_doc(tree.sentence.text))
            tree.entities = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
        return tree


def _load(name: str) -> Language:
    with _without_warning():
        for candidate in candidates(name):
            try:
                return spacy.load(candidate)
            except OSError:
                continue
    raise ModelNotFound(name)


@contextmanager
def _without_warning() -> Iterator[None]:
    """Keep spaCy from warning that the model was trained with 3.7: that it parses is what tests/test_parse.py holds
    it to."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        yield


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
