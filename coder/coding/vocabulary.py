"""The words of a document that a codebook is asked with.

All that acts on a document by its words is looked up by one of these: rules by the lemma of their head, roles by a form
or lemma (a role of several words by the last), names by the letters and digits that they begin with. So an entry none
of whose words is among them has no part in the document's records; tests/test_slices.py holds the coder to that.
"""

from __future__ import annotations

from collections.abc import Iterable

from coder.codebook.slices import letters
from coder.model import Tree


def vocabulary(trees: Iterable[Tree]) -> frozenset[str]:
    """What sentences are looked up by, case folded: forms and lemmas of words, runs of letters and digits, "" too.

    A name in the plural ("Rangers") is looked up as a role without its "s".
    """
    found = {""}
    for tree in trees:
        run, end = "", 0
        for word in tree.words:
            found.add(word.lower)
            found.add(word.lemma)
            if word.lower.endswith("s"):
                found.add(word.lower[:-1])
            # A tokeniser may cut within a run ("can|not"), where a name may end but does not begin.
            run = run + word.text if word.start == end else word.text
            end = word.end
            if run is not word.text or not run.isalnum():
                found.update(letters(run))
    return frozenset(map(str.casefold, found))
