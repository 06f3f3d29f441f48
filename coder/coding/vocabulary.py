"""The words of a sentence that a codebook is asked with.

All that acts on a sentence by its words is looked up by one of these, and needs no word that is not among them: names
by the letters and digits that they begin with, roles by a form or lemma (a role of several words by the last), rules by
the kind and lemma of their head, and these only where the sentence has two actors. So what is looked up by other words
has no part in a document's records; tests/test_slices.py holds the coder to that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coder.codebook.slices import head_key, letters
from coder.coding.conditions import magnitude
from coder.coding.gate import KINDS, has_dyad
from coder.model import Document, Mention, Reading, Tree


def vocabulary(reading: Reading) -> tuple[frozenset[str], ...]:
    """What the sentences of a document are looked up by, case folded."""
    return tuple(
        frozenset(map(str.casefold, (*_forms(tree), *_heads(tree, mentions, reading.document))))
        for tree, mentions in zip(reading.trees, reading.mentions, strict=True)
    )


def _forms(tree: Tree) -> set[str]:
    """Forms and lemmas of words, what figures count by, runs of letters and digits, and the "" that names of marks alone
    begin with.

    A name in the plural ("Rangers") is looked up as a role without its "s".
    """
    found = {""}
    run, end = "", 0
    for word in tree.words:
        found.add(word.lower)
        found.add(word.lemma)
        found.update(magnitude(word))
        if word.lower.endswith("s"):
            found.add(word.lower[:-1])
        # A tokeniser may cut within a run ("can|not"), where a name may end but does not begin.
        run = run + word.text if word.start == end else word.text
        end = word.end
        if run is not word.text or not run.isalnum():
            found.update(letters(run))
    return found


def _heads(tree: Tree, mentions: Sequence[Mention], document: Document) -> Iterator[str]:
    """The heads that rules are looked up by; none where a sentence has not the actors for an event."""
    if document.pairs is not None or has_dyad(mentions):
        for word in tree.words:
            if word.pos in KINDS:
                yield head_key(KINDS[word.pos], word.lemma.lower())
