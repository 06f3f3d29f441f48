"""What a run, or a part of one, came to: figures, and what was passed over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from coder.codebook.problems import Problem
from coder.model import Document

_SHOWN = 10
_PARTICULARS = re.compile(r"'[^']*'|(?<=by )\S+|\d[\d,.]*")


@dataclass(frozen=True, slots=True)
class SetAside:
    """A document that is not coded at all, for the run's sake: its id, where it came from, and why."""

    id: str
    origin: str
    reason: str


@dataclass(slots=True)
class Report:
    """Documents and sentences coded, events written by root code, and what was passed over.

    ``notes`` tell what was amiss with things other than the documents (a damaged store).
    """

    documents: int = 0
    sentences: int = 0
    events: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, other: Report) -> None:
        """Add what another part of the run came to."""
        self.documents += other.documents
        self.sentences += other.sentences
        self.events.update(other.events)
        self.problems += other.problems
        self.set_aside += other.set_aside
        self.notes += [note for note in other.notes if note not in self.notes]

    def as_dict(self) -> dict[str, Any]:
        """All of it as JSON can hold it."""
        return {
            "documents": self.documents,
            "sentences": self.sentences,
            "events": dict(self.events),
            "problems": [asdict(one) for one in self.problems],
            "set_aside": [asdict(one) for one in self.set_aside],
            "notes": self.notes,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Report:
        """The report that ``as_dict`` was made of; ``KeyError`` or ``TypeError`` where it was not."""
        return cls(
            data["documents"],
            data["sentences"],
            Counter(data["events"]),
            [Problem(**one) for one in data["problems"]],
            [SetAside(**one) for one in data["set_aside"]],
            data["notes"],
        )


def brief(problems: Iterable[Problem]) -> list[str]:
    """Problems in lines for people: of those that differ in names and numbers only, the first ten, and how many
    more."""
    kinds: dict[str, int] = {}
    lines = []
    for problem in problems:
        kind = _PARTICULARS.sub("", problem.reason)
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] <= _SHOWN:
            lines.append(str(problem))
    more = {kind: number - _SHOWN for kind, number in kinds.items() if number > _SHOWN}
    return lines + [f"and {number:,} more of this kind: {kind}" for kind, number in more.items()]


def problem_of(document: Document, reason: str, mend: str) -> Problem:
    """A problem with a document, named by the file and line that it came from."""
    file, _, line = document.origin.rpartition(":")
    return Problem(file, int(line or 0), document.id, reason, mend)
