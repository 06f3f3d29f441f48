"""The place before a news story: "BAIDOA, Somalia — Forty trucks ...", "GOMA, Feb 1 (Agency) — ...", "LONDON (AP) - ..."."""

from __future__ import annotations

import re

_DATELINE = re.compile(
    r"\s*(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+(?: [A-ZÀ-Þ'’.-]{2,}){0,3})"
    r"(?:, (?P<within>[A-Z][\w.]+(?: [A-Z][\w.]+)?))??"
    r"(?:,? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]* \d{1,2})?"
    r"(?: \([^()\n]{2,30}\))?\s+(?:—|–|--?)\s+(?=\S)"
)


def dateline(text: str) -> tuple[str, str, int, int] | None:
    """The place of a text's dateline, what it lies in ("" where that is not said), and the place's span."""
    match = _DATELINE.match(text)
    return (match["place"], match["within"] or "", *match.span("place")) if match else None
