"""From a sentence as a model parses it to the project's own tree."""

from __future__ import annotations

from typing import NamedTuple

from coder.language.repairs import mend
from coder.model import Form, Sentence, Tree, Word


class Parse(NamedTuple):
    """A sentence as the model parses it: for each word its form, how far its head is (in words, 0 at a root) and
    where it starts (in characters of the sentence)."""

    forms: list[Form]
    heads: list[int]
    starts: list[int]


def tree_of(parse: Parse, sentence: Sentence) -> Tree:
    """The project's own tree of a parsed sentence, mended, its offsets moved to the document's."""
    start = sentence.start
    pairs = zip(parse.forms, parse.starts, strict=True)
    words = [Word(i, form, start + offset) for i, (form, offset) in enumerate(pairs)]
    for word, head in zip(words, parse.heads, strict=True):
        if head:
            word.head = words[word.i + head]
            word.head.children.append(word)
    return mend(Tree(sentence, words))
