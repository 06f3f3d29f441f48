"""Tell phrases of time from participants: "called on Friday" calls on nobody."""

from __future__ import annotations

from coder.model import Word

_TIMES = frozenset(
    [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
        "april", "may", "june", "july", "august", "september", "october", "november", "december", "today", "yesterday",
        "tomorrow", "tonight", "day", "night", "morning", "afternoon", "evening", "weekend", "week", "month", "year",
        "hour", "minute", "midnight", "noon", "dawn", "dusk", "spring", "summer", "autumn", "fall", "winter", "eve",
        "anniversary", "decade", "century", "moment",
    ]
)  # fmt: skip


def is_time(preposition: Word) -> bool:
    """Whether a preposition brings a time ("on Friday", "in 2015", "on the eve of") and no participant."""
    noun = preposition.child("pobj")
    if noun is None:
        return False
    year = noun.pos == "NUM" and noun.text.isdigit() and len(noun.text) == 4
    return year or noun.lower in _TIMES or noun.lemma.lower() in _TIMES
