"""Move words about in a dependency tree."""

from __future__ import annotations

from coder.model import Word


def attach(word: Word, head: Word | None, dep: str) -> None:
    """Hang ``word`` with all that depends on it on ``head`` (None makes it a root), children kept in order."""
    if word.head is not None:
        word.head.children.remove(word)
    word.head, word.dep = head, dep
    if head is not None:
        at = next((at for at, child in enumerate(head.children) if child.i > word.i), len(head.children))
        head.children.insert(at, word)


def replace(word: Word, successor: Word) -> None:
    """Put ``successor``, which depends on ``word``, in its place; what comes after it in ``word`` goes with it."""
    later = [child for child in word.children if child.i > successor.i or child.dep == "punct"]
    attach(successor, word.head, word.dep)
    for child in later:
        attach(child, successor, child.dep)


def under(word: Word, other: Word) -> bool:
    """Whether ``word`` is ``other`` or depends on it, however far below."""
    return word is other or any(above is other for above in word.ancestors())
