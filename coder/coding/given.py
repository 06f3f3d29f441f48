"""Actors that a document names itself, from an entity recogniser of the analyst's own."""

from __future__ import annotations

from collections.abc import Sequence

from coder.model import GivenMention, Mention, Span, Tree, Word


def with_given(tree: Tree, mentions: Sequence[Mention], given: Sequence[GivenMention]) -> list[Mention]:
    """A sentence's actors with those that the document gives, in order;
    a given one replaces what was found in its span."""
    here = [one for one in given if tree.sentence.start <= one.span[0] and one.span[1] <= tree.sentence.end]
    if not here:
        return list(mentions)
    made = []
    for one in here:
        words = tree.words_in(one.span)
        if words:
            made.append(_mention(tree, one, head_of(words)))
    kept = [mention for mention in mentions if not any(_within(mention.head, one.span) for one in here)]
    return sorted([*kept, *made], key=lambda mention: mention.span)


def head_of(words: Sequence[Word]) -> Word:
    """The word of a phrase that the others hang on: the first that depends on none of them, no mark and no article."""
    inside = {word.i for word in words}
    tops = [word for word in words if word.head is None or word.head.i not in inside]
    nominal = [word for word in tops if word.pos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "VERB")]
    return (nominal or tops)[0]


def _mention(tree: Tree, given: GivenMention, head: Word) -> Mention:
    text = tree.sentence.within(given.span)
    return Mention(head, given.span, text, given.code, bool(given.code), "name", text, tree.sentence.index)


def _within(word: Word, span: Span) -> bool:
    return word.start < span[1] and span[0] < word.end
