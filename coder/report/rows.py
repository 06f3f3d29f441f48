"""Records as the report's table has them: short JSON lists, each sentence cut up where its highlights begin and end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from coder.records.reading import event_days
from coder.report.summary import reporter_of

Record = Mapping[str, Any]
Piece = str | list[str]

HIGHLIGHTS = ("source", "target", "trigger", "cue", "reporter")


def row(record: Record) -> dict[str, Any]:
    """What the table shows of a record."""
    event, attribution = record["event"], record["attribution"]
    days = event_days(record)
    return {
        "day": days[0] if days else "",
        "source": record["source"]["code"],
        "target": record["target"]["code"],
        "texts": [record["source"]["text"], record["target"]["text"]],
        "code": event["code"],
        "label": event["label"],
        "quad": event["quad"],
        "reporter": reporter_of(record),
        "stance": attribution["stance"],
        "said": "" if attribution["kind"] == "none" else attribution["stance"],
        "publisher": record["publisher"] or "",
        "pieces": pieces(record),
        "facts": list(_facts(record)),
    }


def pieces(record: Record) -> list[Piece]:
    """The sentence in pieces: strings, and where it is highlighted lists of a string and its highlights' names."""
    text, (start, _) = record["evidence"]["text"], record["evidence"]["span"]
    spans = [(name, a - start, b - start) for name, (a, b) in _spans(record)]
    spans = [(name, a, b) for name, a, b in spans if 0 <= a < b <= len(text)]
    cuts = sorted({0, len(text), *(cut for _, a, b in spans for cut in (a, b))})
    found: list[Piece] = []
    for a, b in pairwise(cuts):
        names = [name for name, first, last in spans if first <= a and b <= last]
        found.append([text[a:b], *names] if names else text[a:b])
    return found


def _spans(record: Record) -> Iterator[tuple[str, list[int]]]:
    """The highlights of a record, with their spans in the document."""
    attribution = record["attribution"]
    held = (
        record["source"],
        record["target"],
        record["evidence"]["trigger"],
        attribution["cue"],
        attribution["reporter"],
    )
    for name, part in zip(HIGHLIGHTS, held, strict=True):
        if part:
            yield name, part["span"]


def _facts(record: Record) -> Iterator[list[str]]:
    """What opens under a row, as names and values."""
    event = record["event"]
    yield ["Source", _actor(record["source"])]
    yield ["Target", _actor(record["target"])]
    mode = f", {event['mode']}" if event["mode"] else ""
    goldstein = "none" if event["goldstein"] is None else event["goldstein"]
    yield [
        "Event",
        f"{event['code']} {event['label']}; Goldstein {goldstein}; PLOVER {event['plover'] or 'none'}{mode}",
    ]
    yield ["Form", ", ".join(record[part] for part in ("polarity", "modality", "tense") if record[part])]
    yield ["Vouched for by", _vouching(record)]
    if record["date"] and record["date"]["text"]:
        date = record["date"]
        days = date["start"] if date["start"] == date["end"] else f"{date['start']} to {date['end']}"
        yield ["Date", f"{days} (“{date['text']}”)"]
    if record["place"]:
        place = record["place"]
        yield [
            "Place",
            ", ".join(dict.fromkeys(filter(None, (place["name"] or place["text"], place["admin1"], place["country"])))),
        ]
    for kind, number in (record["casualties"] or {}).items():
        if number:
            yield [kind.capitalize(), number["text"]]
    yield ["Published", ", ".join(filter(None, (record["publisher"], record["published"], record["doc_id"])))]
    yield ["Rule", f"{record['evidence']['rule']}; confidence {record['confidence']}"]
    yield ["Record", record["event_id"]]


def _vouching(record: Record) -> str:
    attribution = record["attribution"]
    if attribution["kind"] == "none":
        return "the publisher alone"
    who = _actor(attribution["reporter"]) if attribution["reporter"] else "nobody named"
    cue = f", by “{attribution['cue']['text']}”" if attribution["cue"] else ""
    chain = "".join(f", citing {_actor(one)}" for one in attribution["chain"])
    return f"{who}{chain}: {attribution['stance']} ({attribution['kind']}{cue})"


def _actor(actor: Mapping[str, Any]) -> str:
    return f"{actor['text']} ({actor['code'] or 'no code'})"
