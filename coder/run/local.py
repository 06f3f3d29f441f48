"""Coding in one process: documents in, checked records in a file, a report out."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from coder.output import open_output
from coder.run.checking import Checked, CheckedCoder
from coder.run.recoding import Recoder
from coder.run.report import Report

if TYPE_CHECKING:
    from coder.codebook.load import Codebook
    from coder.language.parse import Parser
    from coder.language.store import StoredParser
    from coder.model import Document
    from coder.output import Output

_FEW = 20
"""So many documents are coded again in the time that it takes to start workers."""

_OBJECTS = 50_000
"""After so many new objects the process looks for garbage."""


class DocumentCoder(Protocol):
    """Codes documents."""

    def code(self, documents: Iterable[Document]) -> Iterator[Checked]:
        """Yield each document with its records, in order."""

    def notes(self) -> list[str]:
        """What is to be told to people since this was last asked for."""


class Coding:
    """What codes documents into files."""

    def __init__(self, coder: DocumentCoder):
        self._coder = coder

    def write(self, documents: Iterable[Document], output: Output) -> Report:
        """Code documents, write their records and report; raises ``CannotWrite`` where the place is full."""
        report = write_events(self._coder.code(documents), output)
        report.notes = self._coder.notes()
        return report

    def write_file(self, documents: Sequence[Document], out: Path) -> Report:
        """Code documents into ``out``, which is there when all is written and not before."""
        with open_output(out) as output:
            return self.write(documents, output)


class Recalling:
    """What writes the records of documents that were coded before, as long as few of them have to be coded again.

    Few are coded sooner than a worker process is started. Those that were coded once have harmed no process.
    """

    def __init__(self, coder: Recoder):
        self._coder = coder
        self._left = _FEW

    def write_file(self, documents: Sequence[Document], out: Path) -> Report | None:
        """Write the records of a shard into ``out``; None, and no file, where too many would have to be coded."""
        recalled = self._coder.recall(documents, self._left)
        if recalled is None:
            return None
        changed, checked = recalled
        self._left -= changed
        with open_output(out) as output:
            report = write_events(checked, output)
        report.notes = self._coder.notes()
        return report


@dataclass(frozen=True, slots=True)
class Setup:
    """What a process needs to know to code: the folder of the codebook (None: the shipped one), the model, the
    store."""

    codebook: Path | None
    model: str | None
    store: Path | None

    def __call__(self) -> Coding:
        """Load it all, what is needed only where records are not kept when they are not; raises what
        ``load_codebook`` and ``Parser`` raise."""
        if self.store:
            return Coding(self._recoder(self.store))
        from coder import Parser, load_codebook

        return Coding(_checked(load_codebook(self.codebook), Parser(self.model)))

    def recalling(self) -> Recalling | None:
        """What answers from the store, None where there is none; raises what ``load_codebook`` raises."""
        return Recalling(self._recoder(self.store)) if self.store else None

    def _recoder(self, store: Path) -> Recoder:
        from coder.codebook.slices import load_slices
        from coder.language.models import DEFAULT_MODEL, installed_version
        from coder.run.kept import RecordStore

        slices = load_slices(self.codebook)
        kept = RecordStore(store, installed_version(self.model or DEFAULT_MODEL))
        return Recoder(slices, kept, self._stored)

    def _stored(self) -> _StoredCoder:
        from coder.codebook.load import load_codebook
        from coder.language.store import StoredParser

        return _StoredCoder(load_codebook(self.codebook), StoredParser(self.store, self.model))


class _StoredCoder:
    """Codes some of the documents of a shard whose parses are kept together."""

    def __init__(self, book: Codebook, parser: StoredParser):
        self._parser = parser
        self._coder = _checked(book, parser)

    def code_part(self, documents: Sequence[Document], shard: Sequence[Document]) -> Iterator[Checked]:
        """Yield each of ``documents``, which are some of ``shard``, with its records."""
        self._parser.expect(shard)
        return self._coder.code(documents)

    def notes(self) -> list[str]:
        """What was amiss with the store of parses."""
        return self._parser.notes()


def _checked(book: Codebook, parser: Parser | StoredParser) -> CheckedCoder:
    from coder import Coder
    from coder.records.validate import Validator

    coder = CheckedCoder(Coder(book, parser), Validator(book))
    # What is loaded stays, and every tree is a knot of words that point at each other: looking for garbage after
    # each few hundred objects, in all there are, would take half of the coder's time.
    gc.freeze()
    gc.set_threshold(_OBJECTS)
    return coder


def write_events(checked: Iterable[Checked], output: Output) -> Report:
    """Write the records of coded documents; returns what it came to.

    Documents that could not be coded are left out and reported.
    """
    report = Report()
    for one in checked:
        report.problems += one.problems
        if one.coded.problem:
            continue
        report.documents += 1
        report.sentences += one.coded.sentences
        for record in one.coded.records:
            output.write(record)
            if record["event"] is not None:
                report.events[record["event"]["root"]] += 1
    return report
