"""One run in one process: coded documents in, checked records written, a tally out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coder.codebook.problems import Problem
from coder.model import Document

if TYPE_CHECKING:
    from coder.coding.coder import Coded
    from coder.output import Output
    from coder.records.validate import Validator

_OURS = "This is a fault of the program: please report it with the document"


@dataclass(slots=True)
class Tally:
    """What a run came to: documents and sentences coded, events written by root code."""

    documents: int = 0
    sentences: int = 0
    events: Counter[str] = field(default_factory=Counter)


def write_events(
    coded: Iterable[Coded], output: Output, validator: Validator, report: Callable[[Problem], None]
) -> Tally:
    """Write the records of coded documents, each checked first; returns the tally.

    Documents that could not be coded, and records that are not valid, are left out and given to ``report``.
    """
    tally = Tally()
    for one in coded:
        if one.problem:
            report(_problem(one.document, one.problem, "Take it out, or report it"))
            continue
        tally.documents += 1
        tally.sentences += one.sentences
        for record in one.records:
            faults = validator.faults(record, one.document)
            if faults:
                where = ".".join(map(str, faults[0].path))
                reason = f"the record {record.get('event_id')} is not valid: {where}: {faults[0].reason}"
                report(_problem(one.document, reason, _OURS))
                continue
            output.write(record)
            if record["event"] is not None:
                tally.events[record["event"]["root"]] += 1
    return tally


def _problem(document: Document, reason: str, mend: str) -> Problem:
    file, _, line = document.origin.rpartition(":")
    return Problem(file, int(line or 0), document.id, reason, mend)
