"""The place before a news story: "BAIDOA, Somalia — Forty trucks ...", "GOMA, Feb 1 (Agency) — ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DATELINE = re.compile(
    r"\s*(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+(?: [A-ZÀ-Þ'’.-]{2,}){0,3})"
    r"(?:, (?P<within>(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]* \d)[A-Z][\w.]+(?: [A-Z][\w.]+)?))?"
    r"(?:,? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]* \d{1,2})?"
    r"(?: \([^()\n]{2,30}\))?\s+(?:—|–|--?)\s+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place of a dateline, what it lies in ("" where that is not said), and where the dateline ends."""

    place: str
    within: str
    end: int


def dateline(text: str) -> Dateline | None:
    """The dateline that a text begins with, None where it has none."""
    match = _DATELINE.match(text)
    return Dateline(match["place"], match["within"] or "", match.end()) if match else None
