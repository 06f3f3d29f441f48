"""How well dates, places and casualties are told: records of documents against the gold beside them (docs/gold.md)."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coder.coding.context.gazetteer import key_of
from coder.model import Sentence

FIELDS = ("date", "place", "killed", "injured")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one field of one event that the gold has and the coder found.

    ``kind`` is "right", "wrong" (another value), "missing" (none), "surplus" (the gold is silent, the record says
    something) or "silent" (both say nothing). ``expected`` and ``told`` are what the gold and the record say, for
    people.
    """

    field: str
    kind: str
    sentence: str
    expected: str
    told: str


def outcomes(
    text: str, sentences: Sequence[Sentence], gold: Sequence[dict], records: Sequence[dict]
) -> Iterator[Outcome]:
    """The outcomes of a document's events: those of its gold that have a record of the same sentence, dyad and root.

    ``gold`` is a list of events as in ``corpus/gold``, ``records`` the document's event records.
    """
    for event in gold:
        at = text.index(event["sentence"])
        sentence = next(one for one in sentences if one.start <= at < one.end)
        found = [one for one in records if one["sentence"] == sentence.index and _same(event, one)]
        if found:
            # Where several records tell one dyad and root, the one whose trigger stands nearest to the gold's words.
            record = min(found, key=lambda one: abs(one["evidence"]["trigger"]["span"][0] - at))
            for field in FIELDS:
                yield _outcome(field, event, record, sentence.text)


def _same(event: dict, record: dict) -> bool:
    dyad = (event["source"]["code"], event["target"]["code"])
    told = (record["source"]["code"], record["target"]["code"])
    return record["event"]["root"] == event["code"][:2] and (
        told == dyad or (event.get("mutual", False) and told == dyad[::-1])
    )


def _outcome(field: str, event: dict, record: dict, sentence: str) -> Outcome:
    wanted = event.get(field)
    told = {"date": _date, "place": _place}.get(field, lambda record: _count(record, field))(record)
    if wanted is None:
        return Outcome(field, "silent" if told is None else "surplus", sentence, "", str(told or ""))
    if field == "date":
        right, wanted = told == _days(str(wanted)), _days(str(wanted))
    elif field == "place":
        right = told is not None and _within(key_of(wanted), *map(key_of, told))
    else:
        bounds = wanted if isinstance(wanted, dict) else {"min": wanted, "max": wanted}
        right = told == (bounds.get("min"), bounds.get("max"))
    kind = "right" if right else "missing" if told is None else "wrong"
    return Outcome(field, kind, sentence, str(wanted), str(told))


def _date(record: dict) -> tuple[str, str] | None:
    """The days that the text tells, None where the day is that of publication."""
    date = record["date"]
    return (date["start"], date["end"]) if date and date["text"] else None


def _place(record: dict) -> tuple[str, str] | None:
    place = record["place"]
    return (place["text"], place["name"] or place["text"]) if place else None


def _count(record: dict, field: str) -> tuple[int | None, int | None] | None:
    count = (record["casualties"] or {}).get(field)
    return (count["min"], count["max"]) if count else None


def _within(wanted: str, *told: str) -> bool:
    return any(wanted == one or f" {wanted} " in f" {one} " or f" {one} " in f" {wanted} " for one in told)


def _days(text: str) -> tuple[str, str]:
    """The first and the last day of a gold date: a day, a month, a year, or two of them with a slash between."""
    first, _, last = text.partition("/")
    return _bound(first, 0), _bound(last or first, 1)


def _bound(text: str, last: int) -> str:
    parts = text.split("-")
    month = int(parts[1]) if len(parts) > 1 else (1, 12)[last]
    day = int(parts[2]) if len(parts) > 2 else (1, calendar.monthrange(int(parts[0]), month)[1])[last]
    return f"{parts[0]}-{month:02}-{day:02}"
