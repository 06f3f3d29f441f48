"""A state's own forces that it moves about: they are what it acts with, not whom it acts upon."""

from __future__ import annotations

from coder.coding.codes import chunks
from coder.language.lexicon import load_lexicon
from coder.model import Event, Word

_LEXICON = load_lexicon()

_FORCES = frozenset(["MIL", "COP", "SPY", "PKO"])


def is_instrument(event: Event) -> bool:
    """Whether the target is the source's own forces, which it deploys, withdraws or sends."""
    source, target = chunks(event.source.code), chunks(event.target.code)
    if source[:1] != target[:1] or source[1:2] not in ((), ("GOV",), ("MIL",)) or _FORCES.isdisjoint(target[1:2]):
        return False
    return _governor(event.target.head) in _LEXICON.moving


def _governor(word: Word) -> str:
    """The lemma of the verb or noun that a noun is the object of, "" where it is its subject or hangs on none."""
    head = word.head
    while head is not None and (head.pos == "ADP" or word.dep == "conj"):
        word, head = head, head.head
    return head.lemma.lower() if head is not None and word.dep not in ("nsubj", "poss") else ""
