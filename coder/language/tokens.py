"""Have a spaCy tokenizer cut up each string between two blanks once.

The tokenizer's own memory is off where spaCy is to free what it has seen of a corpus (in a memory zone).
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

MOST = 50_000
"""As many strings are remembered; then the memory is emptied, so that it does not grow with the corpus."""


class _Cut(NamedTuple):
    """The tokens of a string without blanks: their texts, and by index the norms that are not those of their texts."""

    words: tuple[str, ...]
    norms: tuple[tuple[int, str], ...]


class KeptTokenizer:
    """Gives the same documents as a tokenizer whose rules look at what stands between two blanks alone."""

    def __init__(self, tokenizer: Tokenizer):
        self._tokenizer = tokenizer
        self._cuts: dict[str, _Cut] = {}

    def __call__(self, text: str) -> Doc:
        """The text cut up into tokens."""
        parts = text.split(" ")
        if parts != text.split():  # Blanks in a row, at an end or of another kind are tokens themselves.
            return self._tokenizer(text)
        words: list[str] = []
        ends: list[int] = []
        norms: list[tuple[int, str]] = []
        for part in parts:
            cut = self._cuts.get(part) or self._cut(part)
            for at, norm in cut.norms:
                norms.append((len(words) + at, norm))
            words += cut.words
            ends.append(len(words))
        spaces = [False] * len(words)
        for end in ends[:-1]:
            spaces[end - 1] = True
        doc = Doc(self._tokenizer.vocab, words, spaces)
        for at, norm in norms:
            doc[at].norm_ = norm
        return doc

    def _cut(self, part: str) -> _Cut:
        if len(self._cuts) > MOST:
            self._cuts.clear()
        doc = self._tokenizer(part)
        norms = tuple((token.i, token.norm_) for token in doc if token.norm != token.lex.norm)
        cut = self._cuts[part] = _Cut(tuple(token.text for token in doc), norms)
        return cut


def with_kept_tokens(nlp: Language) -> Language:
    """Let a pipeline's tokenizer remember how it has cut up strings; returns the pipeline."""
    if type(nlp.tokenizer) is Tokenizer:
        nlp.tokenizer = KeptTokenizer(nlp.tokenizer)
    return nlp
