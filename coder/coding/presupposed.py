"""Known facts in what somebody promises or asks for: he takes them for granted and does not vouch for them."""

from __future__ import annotations

from collections.abc import Iterator

from coder.model import Attribution, Event, Word

_UNTOLD = ("promises", "asks")
_AFTER = ("after", "following", "since")


def presupposed(event: Event, attribution: Attribution) -> bool:
    """Whether an event is a fact that somebody who promises or asks for something only reminds of.

    "A vowed to strike back after the capture of the town", "A urged B to free those whom it had arrested".
    """
    if attribution.stance not in _UNTOLD or attribution.kind == "direct" or event.modality != "actual":
        return False
    cues = {start for start, _ in attribution.cue}
    return any(_reminds(word) for word in _path(event.predication.word, cues))


def _path(word: Word, ends: set[int]) -> Iterator[Word]:
    """A word and those above it, below the cue."""
    step: Word | None = word
    while step is not None and step.start not in ends:
        yield step
        step = step.head


def _reminds(word: Word) -> bool:
    """Whether a word heads what is told in passing: a clause or phrase of what went before, or a clause on a noun."""
    if word.dep == "prep":
        return word.lower in _AFTER
    if word.dep == "advcl":
        return any(child.dep == "mark" and child.lower in _AFTER for child in word.children)
    return word.dep == "relcl" and word.tag in ("VBD", "VBN")
