"""What is too much for a run: texts that are no articles, and work that takes more time or memory than any article
needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from coder.codebook.problems import Problem
from coder.language.segment import PIECE
from coder.model import Document
from coder.run.report import SetAside, problem_of

LONGEST = 5_000_000
"""A text of more characters (some 800,000 words) is no article, but a file with many in it, or a dump."""

MEMORY = 4 << 30
"""A worker may use so many bytes more than it does when it is ready."""

PATIENCE, PACE = 300.0, 500.0
"""A worker may take so many seconds, and one more for so many characters: twenty times what a slow machine takes."""

_STOPS = re.compile(r"[.!?\n]")


def seconds(documents: Iterable[Document]) -> float:
    """How long a worker may take for documents before it is thought to hang."""
    return PATIENCE + sum(len(document.text) for document in documents) / PACE


def fit(
    documents: Iterable[Document], report: Callable[[Problem], None], set_aside: Callable[[SetAside], None]
) -> Iterator[Document]:
    """Yield the documents that can be coded; those that are too long are set aside, overlong sentences reported."""
    for document in documents:
        size = len(document.text)
        if size > LONGEST:
            reason = f"has {size:,} characters, and no article has more than {LONGEST:,}: cut it into its articles"
            set_aside(SetAside(document.id, document.origin, reason))
            continue
        if size > PIECE:
            longest = max(map(len, _STOPS.split(document.text)))
            if longest > PIECE:
                reason = f"goes on for {longest:,} characters without a full stop; that is read in pieces of {PIECE:,}"
                report(problem_of(document, reason, "Give the text its line breaks and full stops"))
        yield document
