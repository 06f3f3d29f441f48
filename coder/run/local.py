"""Coding in one process: documents in, checked records in a file, a report out."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coder.output import open_output
from coder.run.report import Report, problem_of

if TYPE_CHECKING:
    from coder.coding.coder import Coded, Coder
    from coder.model import Document
    from coder.output import Output
    from coder.records.validate import Validator

_OURS = "This is a fault of the program: please report it with the document"


_OBJECTS = 50_000
"""After so many new objects the process looks for garbage."""


class Coding:
    """A coder and what checks its records.

    ``notes`` gives, once each, what the coder's parser has to say of its store.
    """

    def __init__(self, coder: Coder, validator: Validator, notes: Callable[[], list[str]] = list):
        self._coder = coder
        self._validator = validator
        self._notes = notes

    def write(self, documents: Iterable[Document], output: Output) -> Report:
        """Code documents, write their records and report; raises ``CannotWrite`` where the place is full."""
        report = write_events(self._coder.code(documents), output, self._validator)
        report.notes = self._notes()
        return report

    def write_file(self, documents: Sequence[Document], out: Path) -> Report:
        """Code documents into ``out``, which is there when all is written and not before."""
        with open_output(out) as output:
            return self.write(documents, output)


@dataclass(frozen=True, slots=True)
class Setup:
    """What a process needs to know to code: the folder of the codebook (None: the shipped one), the model, the
    store."""

    codebook: Path | None
    model: str | None
    store: Path | None

    def __call__(self) -> Coding:
        """Load it all; raises what ``load_codebook`` and ``Parser`` raise."""
        from coder import Coder, Parser, load_codebook
        from coder.language.store import StoredParser
        from coder.records.validate import Validator

        book = load_codebook(self.codebook)
        if self.store:
            parser = StoredParser(self.store, self.model)
            coding = Coding(Coder(book, parser), Validator(book), parser.notes)
        else:
            coding = Coding(Coder(book, Parser(self.model)), Validator(book))
        # What is loaded stays, and every tree is a knot of words that point at each other: looking for garbage after
        # each few hundred objects, in all there are, would take half of the coder's time.
        gc.freeze()
        gc.set_threshold(_OBJECTS)
        return coding


def write_events(coded: Iterable[Coded], output: Output, validator: Validator) -> Report:
    """Write the records of coded documents, each checked first; returns what it came to.

    Documents that could not be coded, and records that are not valid, are left out and reported.
    """
    report = Report()
    for one in coded:
        if one.problem:
            report.problems.append(problem_of(one.document, one.problem, "Take it out, or report it"))
            continue
        report.documents += 1
        report.sentences += one.sentences
        for record in one.records:
            faults = validator.faults(record, one.document)
            if faults:
                where = ".".join(map(str, faults[0].path))
                reason = f"the record {record.get('event_id')} is not valid: {where}: {faults[0].reason}"
                report.problems.append(problem_of(one.document, reason, _OURS))
                continue
            output.write(record)
            if record["event"] is not None:
                report.events[record["event"]["root"]] += 1
    return report
