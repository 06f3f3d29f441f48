"""Coding with each record checked before anybody sees it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coder.codebook.problems import Problem
from coder.run.report import problem_of

if TYPE_CHECKING:
    from coder.coding.coder import Coder
    from coder.model import Coded, Document
    from coder.records.validate import Validator

_OURS = "This is a fault of the program: please report it with the document"


@dataclass(slots=True)
class Checked:
    """A coded document, of whose records only those are left that are valid, and what is wrong with the others."""

    coded: Coded
    problems: list[Problem] = field(default_factory=list)


class CheckedCoder:
    """A coder whose records are checked."""

    def __init__(self, coder: Coder, validator: Validator):
        self._coder = coder
        self._validator = validator

    def code(self, documents: Iterable[Document]) -> Iterator[Checked]:
        """Yield each document with its valid records, in order, and the problems with it and the others."""
        for one in self._coder.code(documents):
            if one.problem:
                yield Checked(one, [problem_of(one.document, one.problem, "Take it out, or report it")])
                continue
            problems, valid = [], []
            for record in one.records:
                faults = self._validator.faults(record, one.document)
                if faults:
                    where = ".".join(map(str, faults[0].path))
                    reason = f"the record {record.get('event_id')} is not valid: {where}: {faults[0].reason}"
                    problems.append(problem_of(one.document, reason, _OURS))
                else:
                    valid.append(record)
            one.records = valid
            yield Checked(one, problems)

    def notes(self) -> list[str]:
        """Nothing: all there is to tell is told of documents."""
        return []
