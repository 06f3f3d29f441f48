"""From events to records: plain dictionaries in the shape of record.schema.json."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict

from coder import __version__
from coder.coding.attribution import vouched_for
from coder.model import HAPPENED, Attribution, Document, Event, Mention, Pair, Sentence, Span, When
from coder.records.types import event_record
from coder.records.versions import SCHEMA_VERSION

_TRUST = {
    "admits": 1.0,
    "asserts": 1.0,
    "promises": 0.9,
    "claims": 0.8,
    "feels": 0.7,
    "asks": 0.6,
    "doubts": 0.5,
    "denies": 0.3,
}


_PARTS = ("event", "polarity", "modality", "tense", "attribution", "date", "place", "casualties")


def event_id(
    doc_id: str,
    sentence: int,
    source: Sequence[int],
    target: Sequence[int],
    trigger: Sequence[int],
    code: str,
    name: str,
) -> str:
    """The record's id: 16 hexadecimal digits of a SHA-256 over what makes the event that event."""
    parts = (doc_id, sentence, *source, *target, *trigger, code, name)
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


class RecordBuilder:
    """Builds the records of a run; ``codebook`` is the codebook's content hash, ``model`` the parser's version."""

    def __init__(self, codebook: str, model: str):
        self._coder = {"version": __version__, "codebook": codebook, "model": model, "schema": SCHEMA_VERSION}

    def records(self, document: Document, events: Sequence[Event], vouched: Sequence[Attribution]) -> list[dict]:
        """The records of a document's events, in order, each with who vouches for it and its links; each event once."""
        made: dict[str, dict] = {}
        ids: dict[int, str] = {}
        for event in events:
            event.attribution = vouched_for(event, vouched)
            record = self._record(document, event)
            made.setdefault(record["event_id"], record)
            ids[id(event)] = record["event_id"]
        for event in events:
            for inner in event.held:
                if id(inner) in ids:
                    _link(made[ids[id(event)]], made[ids[id(inner)]])
        return list(made.values())

    def pair(
        self, document: Document, pair: Pair, sentence: Sentence, event: Event | None, vouched: Sequence[Attribution]
    ) -> dict:
        """The record of a pair that the document asks for; its event is null where none is seen between the two."""
        if event is not None:
            event.attribution = vouched_for(event, vouched)
            return self._record(document, event)
        source, target = (_end(document, spans) for spans in (pair.source, pair.target))
        return self._shape(document, sentence, source, target, (), _untold())

    def _record(self, document: Document, event: Event) -> dict:
        trigger = event.predication.words
        span = (trigger[0].start, trigger[-1].end)
        told = {
            "event": event_record(event.type),
            "polarity": event.polarity,
            "modality": event.modality,
            "tense": event.tense,
            "attribution": _attribution(event.attribution),
            "date": _date(event.date),
            "place": event.place and asdict(event.place),
            "casualties": event.casualties and asdict(event.casualties),
            "trigger": {"text": document.text[span[0] : span[1]], "span": list(span)},
            "rule": event.rule,
            "confidence": confidence(event),
        }
        return self._shape(document, event.sentence, _actor(event.source), _actor(event.target), span, told)

    def _shape(
        self, document: Document, sentence: Sentence, source: dict, target: dict, trigger: Sequence[int], told: dict
    ) -> dict:
        """A record, from its two actors, the span of its trigger and all that is told of its event."""
        kind = told["event"] or {"code": "", "name": ""}
        identity = (source["span"], target["span"], trigger, kind["code"], kind["name"])
        return {
            "event_id": event_id(document.id, sentence.index, *identity),
            "doc_id": document.id,
            "sentence": sentence.index,
            "publisher": document.publisher,
            "published": document.date.isoformat() if document.date else None,
            "source": source,
            "target": target,
            **{name: told[name] for name in _PARTS},
            "evidence": {
                "text": sentence.text,
                "span": [sentence.start, sentence.end],
                "trigger": told["trigger"],
                "rule": told["rule"],
            },
            "confidence": told["confidence"],
            "links": [],
            "incident_id": None,
            "merged": None,
            "coder": dict(self._coder),
        }


def confidence(event: Event) -> float:
    """How far the coder trusts the record, 0 to 1: a product of discounts, rounded to two digits.

    Full trust is 0.95. An actor that no codebook knows costs a quarter, one resolved from a pronoun a tenth, any
    modality but the actual and ongoing three tenths, and the reporter's stance what ``_TRUST`` says.
    """
    value = 0.95
    for actor in (event.source, event.target):
        value *= 0.75 if not actor.resolved else 0.9 if actor.kind == "pronoun" else 1.0
    if event.modality not in HAPPENED:
        value *= 0.7
    if event.attribution is not None:
        value *= _TRUST[event.attribution.stance]
        value *= 0.8 if event.attribution.kind == "hearsay" else 1.0
    return round(value, 2)


def _link(outer: dict, inner: dict) -> None:
    for record, other in ((outer, inner), (inner, outer)):
        if other["event_id"] not in record["links"] and record is not other:
            record["links"].append(other["event_id"])


def _actor(mention: Mention) -> dict:
    return {"code": mention.code, "text": mention.text, "span": list(mention.span), "resolved": mention.resolved}


def _end(document: Document, spans: Sequence[Span]) -> dict:
    start, end = spans[0]
    return {"code": "", "text": document.text[start:end], "span": [start, end], "resolved": False}


def _date(date: When | None) -> dict | None:
    if date is None:
        return None
    start, end = date.start.isoformat(), date.end.isoformat()
    return {"start": start, "end": end, "precision": date.precision, "text": date.text}


def _attribution(attribution: Attribution | None) -> dict:
    if attribution is None:
        return {"kind": "none", "stance": "asserts", "reporter": None, "others": [], "cue": None, "chain": []}
    start, end = attribution.cue[0][0], attribution.cue[-1][1]
    return {
        "kind": attribution.kind,
        "stance": attribution.stance,
        "reporter": _reporter(attribution.reporter),
        "others": [_reporter(mention) for mention in attribution.others],
        "cue": {"text": attribution.cue_text, "span": [start, end]},
        "chain": [_reporter(mention) for mention in attribution.chain],
    }


def _reporter(mention: Mention | None) -> dict | None:
    return None if mention is None else {"code": mention.code, "text": mention.text, "span": list(mention.span)}


def _untold() -> dict:
    """What is told of the event of a pair between whose actors none is seen."""
    return {**dict.fromkeys((*_PARTS, "trigger", "rule")), "attribution": _attribution(None), "confidence": 0.0}
