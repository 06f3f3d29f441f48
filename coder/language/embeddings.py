"""Have a spaCy pipeline embed each kind of word once.

What a model's first layer makes of a word is the same wherever the word stands: only the layers after it look at its
neighbours. In the pipelines for English it is nearly half of the model's arithmetic, and in a corpus nine words in ten
are of a kind that was there before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy
from spacy.attrs import NORM, ORTH, SPACY
from spacy.language import Language
from spacy.tokens import Doc, Token
from thinc.api import Model

_KIND = [ORTH, NORM, SPACY]
"""What tells kinds of words apart: all else that a first layer asks of a word follows from these."""

_LEXICAL = frozenset("ORTH NORM LOWER PREFIX SUFFIX SHAPE SPACY IS_SPACE IS_ALPHA LENGTH".split())

MOST = 50_000
"""As many kinds are remembered; then the memory is emptied, so that it does not grow with the corpus."""

_BLOCK = 32
"""As many new kinds are embedded at a time, no more, no fewer: how a library rounds may hang on a matrix's size."""


def with_kept_embeddings(nlp: Language) -> Language:
    """Let the embedding layers of all models of a pipeline remember what they have made of words; returns the pipeline.

    Only layers that look at single words, as spaCy's ``MultiHashEmbed`` does, are changed. Such a pipeline cannot be
    trained.
    """
    for _, component in nlp.components:
        model = getattr(component, "model", None)
        for node in model.walk() if hasattr(model, "walk") else ():
            if _is_lexical(node):
                node._func = _Kept(node._func)
    return nlp


def _is_lexical(node: Model) -> bool:
    """Whether a layer takes documents, gives a matrix for each and asks nothing but what goes by a word's kind."""
    if node.name.startswith("with_array") or not node.layers or node.layers[-1].name != "ragged2list":
        return False
    asked = [layer.attrs["columns"] for layer in node.walk() if layer.name == "extract_features"]
    return bool(asked) and all(_LEXICAL.issuperset(columns) for columns in asked)


class _Kept:
    """Stands for a layer's function: rows of what the function gives, by kind of word."""

    def __init__(self, forward: Any):
        self._forward = forward
        self._rows: dict[bytes, numpy.ndarray] = {}

    def __call__(self, model: Model, docs: Sequence[Doc], is_train: bool) -> tuple[list[numpy.ndarray], Any]:
        """For each document a matrix with a row a word."""
        kinds = [_kinds(doc) for doc in docs]
        if len(self._rows) > MOST:
            self._rows.clear()
        new = {}
        for doc, own in zip(docs, kinds, strict=True):
            new.update((kind, doc[at]) for at, kind in enumerate(own) if kind not in self._rows)
        for some in _blocks(list(new)):
            matrix = self._forward(model, [_of_words([new[kind] for kind in some])], is_train)[0][0]
            # Copies: a row that is part of the matrix would keep all of it, of which most is padding.
            self._rows.update((kind, row.copy()) for kind, row in zip(some, matrix, strict=True))
        rows = self._rows
        width = model.get_dim("nO")
        return [numpy.concatenate([rows[kind] for kind in own] or [[]]).reshape(-1, width) for own in kinds], _untrained


def _kinds(doc: Doc) -> list[bytes]:
    return doc.to_array(_KIND).view("V24").ravel().tolist()


def _blocks(kinds: list[bytes]) -> Iterator[list[bytes]]:
    """The kinds in lists of one length, the last of which is filled up with one of its own."""
    for at in range(0, len(kinds), _BLOCK):
        some = kinds[at : at + _BLOCK]
        yield some + some[:1] * (_BLOCK - len(some))


def _of_words(tokens: list[Token]) -> Doc:
    doc = Doc(tokens[0].vocab, [token.text for token in tokens], [bool(token.whitespace_) for token in tokens])
    for word, token in zip(doc, tokens, strict=True):
        word.norm_ = token.norm_
    return doc


def _untrained(_gradient: Any) -> Any:
    raise NotImplementedError("a pipeline that remembers what it made of words cannot be trained")
