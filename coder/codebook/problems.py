"""What is wrong with a codebook, said so that its author can mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: the file and line, the entry it is in, the reason and how to mend it."""

    file: str
    line: int
    entry: str
    reason: str
    mend: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        entry = f" [{self.entry}]" if self.entry else ""
        return f"{where}{entry}: {self.reason}. {self.mend}"


class CodebookError(Exception):
    """A codebook that cannot be used; ``problems`` lists why."""

    def __init__(self, problems: list[Problem]):
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
