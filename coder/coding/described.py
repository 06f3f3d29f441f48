"""Sentences that go on describing what a video shows: the video vouches for them as well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from coder.coding.claims import Claim
from coder.model import Span, Tree

_PICTURES = frozenset("video footage film clip image photo photograph picture recording".split())
_PRESENT = ("VBZ", "VBP")


def described(trees: Sequence[Tree], claims: Iterable[Claim]) -> Iterator[tuple[Claim, list[Span]]]:
    """Yield, with the claim that names the picture, each sentence after it that describes what is seen there.

    Such a sentence stands in the same paragraph, with none of another kind between, is in the present tense, in which
    news tells little else, and attributes nothing itself. ``claims`` are those of the ``trees``.
    """
    by_sentence: dict[int, list[Claim]] = {}
    for claim in claims:
        if claim.content:
            by_sentence.setdefault(claim.tree.sentence.index, []).append(claim)
    shows: Claim | None = None
    for tree in trees:
        own = by_sentence.get(tree.sentence.index, ())
        named = next((c for c in own if c.speaker is not None and c.speaker.lemma in _PICTURES), None)
        if shows is not None and _goes_on(shows, tree) and not own:
            yield shows, [(tree.sentence.start, tree.sentence.end)]
        else:
            shows = named


def _goes_on(shows: Claim, tree: Tree) -> bool:
    """Whether a sentence stands in the paragraph of what a picture shows, and tells of it in the present tense."""
    return shows.tree.sentence.paragraph == tree.sentence.paragraph and _present(tree)


def _present(tree: Tree) -> bool:
    """Whether a sentence's main verb, or its auxiliary, is in the present tense."""
    root = next((word for word in tree.words if word.head is None), None)
    if root is None:
        return False
    return any(word.tag in _PRESENT for word in (root, *(c for c in root.children if c.dep in ("aux", "auxpass"))))
