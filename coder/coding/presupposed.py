"""What stands in somebody's words without his vouching for it: facts that he only reminds of, and what he does in
saying them."""

from __future__ import annotations

from collections.abc import Iterator

from coder.model import Attribution, Event, Word

_UNTOLD = ("promises", "asks")
_WHILE = ("as", "while")
_SPOKEN = ("02", "10", "11", "13")
"""The roots of appeals, demands, disapproval and threats."""

_AFTER = ("after", "following", "since")


def presupposed(event: Event, attribution: Attribution) -> bool:
    """Whether an event is a fact that who promises or asks for something only reminds of, or his speaking itself.

    "A vowed to strike back after the capture of the town", "A urged B to free those whom it had arrested".
    """
    if _in_saying(event, attribution):
        return True
    if attribution.stance not in _UNTOLD or attribution.kind == "direct" or event.modality != "actual":
        return False
    cues = {start for start, _ in attribution.cue}
    return any(_reminds(word) for word in _path(event.predication.word, cues))


def _in_saying(event: Event, attribution: Attribution) -> bool:
    """Whether an event is what the reporter does in saying the rest: "A said that times were dark as he blamed B"."""
    verb, reporter = event.predication.word, attribution.reporter
    if attribution.kind == "direct" or reporter is None or event.type.root not in _SPOKEN or verb.dep != "advcl":
        return False
    return event.source.code == reporter.code and event.source.head.tag == "PRP" and _marked(verb, _WHILE)


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
        return _marked(word, _AFTER)
    return word.dep == "relcl" and word.tag in ("VBD", "VBN")


def _marked(verb: Word, marks: tuple[str, ...]) -> bool:
    return any(child.dep == "mark" and child.lower in marks for child in verb.children)
